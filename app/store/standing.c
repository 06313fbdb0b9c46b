/* Who is counted and who is not, record by record: the same facts and days that the tally is made
 * from. */
#include "store/db.h"

#include "base/i18n.h"

/* Columns of both statements. */
enum {
	COLUMN_LEARNER,
	COLUMN_PERSON,
	COLUMN_VOIDED,
	COLUMN_TRAINED, /* NULL: by no reading */
	COLUMN_SEX,
	COLUMN_BIRTH,
	COLUMN_DAYS = COLUMN_BIRTH + 4
};

static enum standing_kind by_age(const struct region *region,
				 const struct count_query *query, enum sex sex,
				 const struct birth *birth, int *turn)
{
	struct working_age age = workage_of(region, query->definition, sex, birth);
	if (span_has(age.sure, query->day)) {
		*turn = age.sure.first;
		return STANDING_COUNTED;
	}
	if (span_has(age.possible, query->day))
		return STANDING_UNDECIDED;
	bool young = query->day < age.possible.first;
	*turn = young ? age.possible.first : age.possible.last;
	return young ? STANDING_YOUNG : STANDING_OVER;
}

static void judge(struct store *store, sqlite3_stmt *stmt,
		  const struct count_query *query, struct learner_standing *s)
{
	int64_t learner = sqlite3_column_int64(stmt, COLUMN_LEARNER);
	bool trained = sqlite3_column_type(stmt, COLUMN_TRAINED) != SQLITE_NULL;
	struct birth birth = {
		(enum precision)sqlite3_column_int(stmt, COLUMN_BIRTH),
		sqlite3_column_int(stmt, COLUMN_BIRTH + 1),
		sqlite3_column_int(stmt, COLUMN_BIRTH + 2),
		sqlite3_column_int(stmt, COLUMN_BIRTH + 3),
	};
	*s = (struct learner_standing){
		.same = sqlite3_column_int64(stmt, COLUMN_PERSON),
		.day = trained ? sqlite3_column_int(stmt,
						    COLUMN_DAYS + (int)query->trained)
			       : DAY_NEVER,
	};
	if (s->same != learner)
		s->kind = STANDING_UNITED;
	else if (s->day == DAY_NEVER)
		s->kind = sqlite3_column_int(stmt, COLUMN_VOIDED) ? STANDING_VOIDED
								  : STANDING_UNTRAINED;
	else if (s->day > query->day)
		s->kind = STANDING_LATER;
	else
		s->kind = by_age(store->region, query,
				 (enum sex)sqlite3_column_int(stmt, COLUMN_SEX), &birth,
				 &s->turn);
	if (s->kind == STANDING_COUNTED && s->turn < s->day)
		s->turn = s->day;
}

static bool has_region(struct store *store, struct err *err)
{
	if (store->region)
		return true;
	return err_set(err, ERR_CONFIG,
		       _("Chưa có bảng tuổi lao động của thành phố nên không đếm được. "
			 "Hãy kiểm tra thư mục nội dung (--content)."));
}

bool store_standing(struct store *store, int64_t learner, const struct count_query *query,
		    struct learner_standing *standing, struct err *err)
{
	if (!has_region(store, err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_STANDING, "i", learner);
	int row = db_step(store, stmt, err);
	if (row == 0)
		return err_set(err, ERR_NOUSER, _("Không có học viên số %lld."),
			       (long long)learner);
	if (row < 0)
		return false;
	judge(store, stmt, query, standing);
	db_end(stmt);
	return true;
}

bool store_standings(struct store *store, const struct count_query *query,
		     int64_t counts[STANDINGS], struct err *err)
{
	struct learner_standing standing;
	int row;
	for (int i = 0; i < STANDINGS; i++)
		counts[i] = 0;
	if (!has_region(store, err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_STANDINGS, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		judge(store, stmt, query, &standing);
		counts[standing.kind]++;
	}
	return row == 0;
}
