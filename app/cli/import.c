/* kynangso learners import: people from a file, all of them or none.
 *
 *	read	every row is judged, without asking anybody; errors are collected
 *	pseudonyms	the ids become tokens, which is slow on purpose, and are forgotten
 *	match	who is already there, by cli/roster.h
 *	apply	in one transaction
 *
 * A dry run goes the same way; it only registers nobody, which would keep the database
 * locked for a minute, and takes back what it did to those who were there.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/intake.h"
#include "cli/personal.h"
#include "cli/roster.h"
#include "secret/secret.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

/* Behind those of enum personal_field: */
enum {
	COLUMN_ID = PERSONAL_FIELDS,
	COLUMN_DONE,
	COLUMN_BASIS,
	COLUMN_REPRESENTATIVE,
	LEARNER_COLUMNS
};

static const struct intake_column learner_columns[LEARNER_COLUMNS] = {
	[PERSONAL_NAME] = {"ho_ten", "ho_va_ten ten_hoc_vien", true, false},
	[PERSONAL_BIRTH] = {"ngay_sinh", "ngay_thang_nam_sinh nam_sinh", false, false},
	[PERSONAL_SEX] = {"gioi_tinh", "nam_nu", false, false},
	[PERSONAL_WARD] = {"phuong_xa", "noi_o noi_cu_tru", false, false},
	[COLUMN_ID] = {"so_dinh_danh", "so_dinh_danh_ca_nhan cccd so_cccd so_can_cuoc",
		       false, true},
	[PERSONAL_PHONE] = {"dien_thoai", "so_dien_thoai sdt", false, false},
	[COLUMN_DONE] = {"ngay_hoan_thanh", "", false, false},
	[COLUMN_BASIS] = {"can_cu", "", false, false},
	[COLUMN_REPRESENTATIVE] = {"nguoi_dai_dien", "dai_dien cha_me nguoi_giam_ho",
				   false, false},
};

struct entry {
	int row; /* in the file */
	struct person person;
	char digits[CITIZEN_ID_DIGITS + 1]; /* until all is written; "" = none */
	struct kept_id id;
	bool fresh; /* the id is new here */
	bool done;
	int done_day;
	char *basis;
	char representative[NAME_BYTES]; /* who agrees for a child; "" = nobody named */
	/* Found by matching: */
	int64_t learner; /* already there, or just registered; 0 = new */
	size_t twin; /* place of the same person further up, or NO_TWIN */
};

#define NO_TWIN SIZE_MAX
/* Of a common name there are many; the queue has all of them. */
#define ALIKE_SAID 200
/* Some ten minutes. */
#define SLIPS_MOST 30000

struct importing {
	struct cli *cli;
	struct intake file;
	struct centre centre;
	struct entry *entries;
	size_t count, cap;
	size_t with_id;
	struct roster roster;
	/* What came of it: */
	size_t added, there, twins, declared, ids_added, alike;
	size_t slips,
		unslipped; /* tokens made for near ids; people left out for want of time */
	bool dry;
};

/* ── read ──────────────────────────────────────────────────────────────────────────────── */

static const char *cell(const struct importing *in, size_t column)
{
	return intake_cell(&in->file, column);
}

static void take_person(struct importing *in, struct entry *entry)
{
	int today = clock_today(&in->cli->clock);
	for (int i = 0; i < PERSONAL_FIELDS; i++) {
		struct err err = {0};
		if (!personal_take(&entry->person, (enum personal_field)i,
				   cell(in, (size_t)i), in->cli->region, today, &err))
			intake_error(&in->file, i, "%s", err.text);
	}
}

static void take_id(struct importing *in, struct entry *entry)
{
	struct err err = {0};
	const char *text = cell(in, COLUMN_ID);
	if (!*text)
		return;
	if (!citizen_id_parse(text, entry->digits, &err)) {
		intake_error(&in->file, COLUMN_ID, "%s", err.text);
		return;
	}
	const char *words = mismatch_words(citizen_id_mismatch(
		entry->digits, entry->person.sex, &entry->person.birth));
	if (words)
		intake_warn(&in->file, entry->row, in->file.at[COLUMN_ID],
			    "so_dinh_danh: %s", words);
	in->with_id++;
}

/* Law 91/2025/QH15: for those under 16 a representative consents. */
static void take_representative(struct importing *in, struct entry *entry)
{
	struct err err = {0};
	const char *name = cell(in, COLUMN_REPRESENTATIVE);
	if (*name && !personal_name(name, entry->representative, &err))
		intake_error(&in->file, COLUMN_REPRESENTATIVE, "%s", err.text);
	else if (!*name && consent_needs_representative(&entry->person.birth,
							clock_today(&in->cli->clock)))
		intake_error(
			&in->file, PERSONAL_BIRTH,
			_("người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý: ghi "
			  "họ tên người ấy ở cột nguoi_dai_dien."));
}

static bool judge_done_day(struct importing *in, const struct entry *entry,
			   struct err *err)
{
	int first, last;
	if (entry->done_day > clock_today(&in->cli->clock))
		return err_set(err, ERR_DATA,
			       _("ngày này chưa tới. Ghi ngày đã học xong."));
	if (birth_range(&entry->person.birth, &first, &last) && entry->done_day < first)
		return err_set(err, ERR_DATA,
			       _("ngày này trước cả ngày sinh. Hãy xem lại hai ngày."));
	return true;
}

static void take_completion(struct importing *in, struct entry *entry)
{
	struct err err = {0};
	const char *day = cell(in, COLUMN_DONE), *basis = cell(in, COLUMN_BASIS);
	if (!*day) {
		if (*basis)
			intake_warn(
				&in->file, entry->row, in->file.at[COLUMN_BASIS],
				_("can_cu: có căn cứ mà không có ngay_hoan_thanh, nên "
				  "người này chưa tính là đã học."));
		return;
	}
	entry->done =
		cli_day(day, &entry->done_day, &err) && judge_done_day(in, entry, &err);
	if (!entry->done)
		intake_error(&in->file, COLUMN_DONE, "%s", err.text);
	if (!*basis && in->file.at[COLUMN_BASIS] >= 0)
		intake_error(
			&in->file, COLUMN_BASIS,
			_("ô trống. Có ngày hoàn thành thì phải ghi căn cứ, ví dụ “Giấy "
			  "chứng nhận số 12/2024”."));
	else if (!*basis)
		intake_error(
			&in->file, COLUMN_DONE,
			_("có ngày hoàn thành thì phải có cột can_cu ghi căn cứ, ví dụ "
			  "“Giấy chứng nhận số 12/2024”."));
	entry->basis = xstrdup(basis);
}

static bool read_rows(struct importing *in, struct err *err)
{
	enum csv_result result;
	while ((result = intake_next(&in->file, err)) == CSV_ROW) {
		ALLOC_GROW(in->entries, in->count + 1, in->cap);
		struct entry *entry = &in->entries[in->count++];
		*entry = (struct entry){
			.row = in->file.csv.row, .id = KEPT_ID_INIT, .twin = NO_TWIN};
		take_person(in, entry);
		take_representative(in, entry);
		take_id(in, entry);
		take_completion(in, entry);
		if (in->count % 500 == 0)
			cli_progress(in->cli, _("Đã đọc %s dòng…"),
				     number_text((int64_t)in->count).s);
	}
	cli_progress_end(in->cli);
	return result == CSV_END;
}

static void entries_release(struct importing *in)
{
	for (size_t i = 0; i < in->count; i++) {
		kept_id_release(&in->entries[i].id);
		free(in->entries[i].basis);
	}
	if (in->count)
		secret_wipe(in->entries, in->count * sizeof(*in->entries));
	free(in->entries);
}

/* ── pseudonyms ────────────────────────────────────────────────────────────────────────── */

static bool make_tokens(struct importing *in, struct err *err)
{
	bool ok = true;
	size_t made = 0;
	for (size_t i = 0; ok && i < in->count; i++) {
		struct entry *entry = &in->entries[i];
		if (!*entry->digits)
			continue;
		ok = kept_id_make(&entry->id, &entry->person, &in->centre, entry->digits,
				  err);
		if (++made % 10 == 0)
			cli_progress(
				in->cli,
				_("Đã che %zu trong %zu số định danh, mỗi số mất khoảng "
				  "0,02 giây…"),
				made, in->with_id);
	}
	cli_progress_end(in->cli);
	return ok;
}

/* ── match ─────────────────────────────────────────────────────────────────────────────── */

static bool know_learner(void *user, const struct learner *learner)
{
	roster_add(user, &learner->person, NULL, learner->id, 0);
	return true;
}

static const uint8_t *token_of(const struct entry *entry)
{
	return entry->id.known ? entry->id.token : NULL;
}

/* One person with two versions of the facts: which is right only people can say. */
static void say_different(struct importing *in, const struct entry *entry,
			  const struct learner *learner)
{
	const struct person *a = &entry->person, *b = &learner->person;
	if (!strcmp(a->name, b->name) && !birth_compare(&a->birth, &b->birth) &&
	    a->sex == b->sex && !strcmp(a->ward, b->ward) && !strcmp(a->phone, b->phone))
		return;
	intake_warn(
		&in->file, entry->row, -1,
		_("cùng số định danh với học viên số %lld (%s) nhưng thông tin khác. Hồ "
		  "sơ đang có được giữ nguyên; nếu tệp mới đúng thì sửa hồ sơ ấy."),
		(long long)learner->id, b->name);
}

/* The tokens of people in the store are asked for one by one: only the store compares
 * them. */
static bool find_by_id(struct importing *in, struct entry *entry, struct err *err)
{
	struct lookalike *found;
	size_t count;
	if (!entry->id.known)
		return true;
	if (!store_learner_alike(in->cli->store, &entry->person, entry->id.token, NULL,
				 &found, &count, err))
		return false;
	for (size_t i = 0; !entry->learner && i < count; i++)
		if (found[i].likeness == LIKENESS_SAME_ID) {
			entry->learner = found[i].learner.id;
			say_different(in, entry, &found[i].learner);
		}
	free(found);
	return true;
}

static void say_alike(struct importing *in, const struct entry *entry)
{
	enum likeness likeness;
	const struct roster_entry *other =
		roster_alike(&in->roster, &entry->person, token_of(entry), &likeness);
	if (!other)
		return;
	const char *how = likeness == LIKENESS_PROBABLE ? _("rất giống") : _("hơi giống");
	if (in->alike++ >= ALIKE_SAID)
		return;
	if (other->learner)
		intake_warn(
			&in->file, entry->row, -1,
			_("có thể trùng: %s %s học viên số %lld (%s). Vẫn thêm là người "
			  "mới; nếu là một người, nhân viên gộp lại sau."),
			entry->person.name, how, (long long)other->learner, other->name);
	else
		intake_warn(
			&in->file, entry->row, -1,
			_("có thể trùng: %s %s dòng %d (%s). Vẫn thêm là người mới; nếu "
			  "là một người, nhân viên gộp lại sau."),
			entry->person.name, how, in->entries[other->row].row,
			other->name);
}

static bool match_entry(struct importing *in, size_t at, struct err *err)
{
	struct entry *entry = &in->entries[at];
	if (!find_by_id(in, entry, err))
		return false;
	if (entry->learner)
		return true;
	const struct roster_entry *same =
		roster_same(&in->roster, &entry->person, token_of(entry));
	if (!same) {
		say_alike(in, entry);
		roster_add(&in->roster, &entry->person, token_of(entry), 0, at);
		return true;
	}
	entry->learner = same->learner;
	if (!same->learner) {
		entry->twin = same->row;
		intake_warn(&in->file, entry->row, -1,
			    _("%s đã có ở dòng %d của tệp này; chỉ tính một người."),
			    entry->person.name, in->entries[same->row].row);
	}
	return true;
}

static void forget_warnings(struct intake *intake, size_t from)
{
	while (intake->finding_count > from)
		free(intake->findings[--intake->finding_count].text);
}

static bool match(struct importing *in, struct err *err)
{
	roster_release(&in->roster);
	in->alike = 0;
	if (!store_learner_each(in->cli->store, know_learner, &in->roster, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < in->count; i++) {
		in->entries[i].learner = 0;
		in->entries[i].twin = NO_TWIN;
		ok = match_entry(in, i, err);
		if (i % 500 == 499)
			cli_progress(in->cli, _("Đã dò trùng %s trong %s dòng…"),
				     number_text((int64_t)i + 1).s,
				     number_text((int64_t)in->count).s);
	}
	cli_progress_end(in->cli);
	return ok;
}

/* ── apply ─────────────────────────────────────────────────────────────────────────────── */

static bool register_entry(struct importing *in, struct entry *entry, struct err *err)
{

	struct registration registration = {
		.person = entry->person,
		.consent = {.text_version = CONSENT_IMPORTED},
		.id_token = token_of(entry),
		.id_sealed = entry->id.sealed.len ? entry->id.sealed.data : NULL,
		.id_sealed_size = entry->id.sealed.len,
		.declared = entry->done,
		.declared_day = entry->done_day,
		.declared_basis = entry->basis,
	};
	memcpy(registration.consent.representative, entry->representative,
	       sizeof(entry->representative));
	in->added++;
	entry->fresh = *entry->digits != '\0';
	in->declared += entry->done;
	if (in->dry)
		return true;
	return store_learner_register(in->cli->store, &registration, &entry->learner,
				      err);
}

/* Somebody who was here without their id, and whose other facts are all equal, gets
 * it. */
static bool complete_id(struct importing *in, struct entry *entry, struct err *err)
{
	struct learner learner;
	if (!entry->id.known)
		return true;
	if (!store_learner(in->cli->store, entry->learner, &learner, err))
		return false;
	if (learner.person.id_known)
		return true;
	in->ids_added++;
	entry->fresh = true;
	memcpy(learner.person.id_hint, entry->person.id_hint,
	       sizeof(learner.person.id_hint));
	return store_learner_correct(in->cli->store, entry->learner, &learner.person,
				     entry->id.token,
				     entry->id.sealed.len ? entry->id.sealed.data : NULL,
				     entry->id.sealed.len, err);
}

static bool declare_entry(struct importing *in, const struct entry *entry,
			  struct err *err)
{
	bool changed = false;
	if (!entry->done)
		return true;
	if (!store_learner_declare(in->cli->store, entry->learner, entry->done_day,
				   entry->basis, &changed, err))
		return false;
	in->declared += changed && entry->twin == NO_TWIN;
	return true;
}

static bool apply_entry(struct importing *in, struct entry *entry, struct err *err)
{
	if (entry->twin != NO_TWIN) {
		entry->learner = in->entries[entry->twin].learner;
		in->twins++;
		if (!entry->learner) /* a dry run has not registered them */
			return true;
	} else if (entry->learner) {
		in->there++;
	} else {
		return register_entry(in, entry, err);
	}
	return complete_id(in, entry, err) && declare_entry(in, entry, err);
}

static bool apply_all(struct importing *in, struct err *err)
{
	for (size_t i = 0; i < in->count; i++) {
		if (!apply_entry(in, &in->entries[i], err)) {
			char where[64];
			snprintf(where, sizeof(where), _("Dòng %d"), in->entries[i].row);
			return err_prefix(err, where);
		}
		if (i % 500 == 499)
			cli_progress(in->cli, _("Đã ghi %s trong %s dòng…"),
				     number_text((int64_t)i + 1).s,
				     number_text((int64_t)in->count).s);
	}
	cli_progress_end(in->cli);
	return true;
}

static bool events_now(struct importing *in, int64_t *events, struct err *err)
{
	struct journal_stats stats;
	if (!store_journal_stats(in->cli->store, &stats, err))
		return false;
	*events = stats.events;
	return true;
}

/* Matching takes its time and holds nobody up; should somebody have been registered
 * meanwhile, it is done again behind the lock. */
static bool match_and_apply(struct importing *in, struct err *err)
{
	struct store *store = in->cli->store;
	size_t findings = in->file.finding_count;
	int64_t before, now;
	if (!events_now(in, &before, err) || !match(in, err) || !store_begin(store, err))
		return false;
	bool ok = events_now(in, &now, err);
	if (ok && now != before) {
		forget_warnings(&in->file, findings);
		ok = match(in, err);
	}
	ok = ok && apply_all(in, err);
	if (ok && !in->dry)
		return store_commit(store, err);
	store_rollback(store);
	return ok;
}

/* ── numbers that are nearly another's ─────────────────────────────────────────────────── */

static bool keep_near(struct importing *in, const struct entry *entry, int64_t other,
		      struct err *err)
{
	bool put;
	in->alike++;
	intake_warn(
		&in->file, entry->row, in->file.at[COLUMN_ID],
		_("so_dinh_danh: chỉ lệch một chữ số, hoặc đảo hai chữ số cạnh nhau, so "
		  "với số của học viên số %lld, cũng giống về họ tên. Hãy xem lại thẻ; "
		  "hai hồ sơ chờ nhân viên xem."),
		(long long)other);
	return in->dry ||
	       store_id_near_put(in->cli->store, entry->learner, other, &put, err);
}

static bool find_near(struct importing *in, struct entry *entry, struct err *err)
{
	/* Those of the file find each other once, the later one the earlier. */
	bool ok = kept_id_near(&entry->id, in->cli->store, &entry->person, entry->digits,
			       in->dry ? 0 : entry->learner, true, err);
	in->slips += entry->id.near.tokens;
	if (entry->id.near.tokens)
		cli_progress(in->cli, _("Đã so %zu số định danh gần giống…"), in->slips);
	for (size_t i = 0; ok && i < entry->id.near.count; i++)
		ok = keep_near(in, entry, entry->id.near.learners[i], err);
	return ok;
}

/* After all is written, since it takes its time and nobody shall wait for it behind the lock. */
static bool find_all_near(struct importing *in, struct err *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < in->count; i++) {
		struct entry *entry = &in->entries[i];
		if (entry->fresh && in->slips >= SLIPS_MOST)
			in->unslipped++;
		else if (entry->fresh)
			ok = find_near(in, entry, err);
		secret_wipe(entry->digits, sizeof(entry->digits));
	}
	cli_progress_end(in->cli);
	return ok;
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

static void say_result(struct importing *in)
{
	struct cli *cli = in->cli;
	cli_print(cli, in->dry ? _("Xem thử, chưa ghi gì. Nếu nhập thật:\n")
			       : _("Đã nhập.\n"));
	cli_print(cli, _("  Thêm mới: %s người\n"), number_text((int64_t)in->added).s);
	cli_print(cli, _("  Đã có từ trước: %s người\n"),
		  number_text((int64_t)in->there).s);
	if (in->twins)
		cli_print(cli, _("  Lặp lại trong tệp: %s dòng\n"),
			  number_text((int64_t)in->twins).s);
	cli_print(cli, _("  Ghi ngày hoàn thành: %s người\n"),
		  number_text((int64_t)in->declared).s);
	if (in->ids_added)
		cli_print(cli, _("  Bổ sung số định danh: %s người\n"),
			  number_text((int64_t)in->ids_added).s);
	if (in->unslipped)
		cli_print(cli,
			  _("  Có số định danh chưa so với các số gần giống, vì mất quá "
			    "nhiều giờ: %s người\n"),
			  number_text((int64_t)in->unslipped).s);
	if (in->alike)
		cli_print(cli, _("  Có thể trùng, cần xem lại: %s dòng\n"),
			  number_text((int64_t)in->alike).s);
	if (in->alike > ALIKE_SAID)
		cli_print(cli,
			  _("  Ở trên chỉ nêu %d dòng đầu. Mọi cặp: kynangso learners "
			    "pairs\n"),
			  ALIKE_SAID);
}

static bool import(struct importing *in, const struct arguments *args, struct err *err)
{
	struct cli *cli = in->cli;
	if (!cli_open(cli, STORE_OPEN, err) || !cli_centre(cli, &in->centre, err) ||
	    !intake_open(&in->file, args->operands[0], argument(args, "encoding"),
			 learner_columns, LEARNER_COLUMNS, err) ||
	    !read_rows(in, err))
		return false;
	if (in->file.errors)
		return err_set(err, ERR_DATA,
			       _("%zu lỗi, chưa nhập gì. Hãy sửa tệp rồi nhập lại."),
			       in->file.errors);
	in->dry = argument(args, "dry-run") != NULL;
	return make_tokens(in, err) && match_and_apply(in, err) && find_all_near(in, err);
}

int command_learners_import(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct importing in = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool ok = import(&in, &args, &err);
	cli_progress_end(cli);
	intake_report(&in.file, cli);
	if (ok)
		say_result(&in);
	entries_release(&in);
	roster_release(&in.roster);
	intake_close(&in.file);
	if (ok)
		return EXIT_FINE;
	return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
				     : cli_fail(cli, &err);
}
