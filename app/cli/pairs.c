/* kynangso learners pairs, unite, separate, undo, move: who is one person, and whose work it is. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/personal.h"
#include "course/likeness.h"

#include <stdlib.h>
#include <string.h>

/* ── the queue ─────────────────────────────────────────────────────────────────────────── */

static const char *const states[] = {
	[PAIR_DIFFERENT] = "different",
	[PAIR_SAME] = "same",
	[PAIR_WAITING] = "waiting",
};

static void pair_columns(struct table *t)
{
	table_title(t, "%s", _("Các cặp hồ sơ có thể là một người"));
	table_column(t, "first", _("Số"), CELL_INTEGER);
	table_column(t, "first_name", _("Họ tên"), CELL_TEXT);
	table_column(t, "first_facts", _("Giới tính, ngày sinh, nơi ở"), CELL_TEXT);
	table_column(t, "second", _("Số kia"), CELL_INTEGER);
	table_column(t, "second_name", _("Họ tên kia"), CELL_TEXT);
	table_column(t, "second_facts", _("Giới tính, ngày sinh, nơi ở"), CELL_TEXT);
	table_column(t, "likeness", _("Mức"), CELL_TEXT);
	table_column(t, "reasons", _("Vì sao"), CELL_TEXT);
	table_column(t, "decided_by", _("Người quyết định"), CELL_TEXT);
	table_column(t, "decided", _("Ngày"), CELL_DAY);
}

static void one_side(struct cli *cli, struct table *t, const struct learner *learner)
{
	struct buf words = BUF_INIT;
	if (!learner->id) {
		table_empty(t);
		table_text(t, _("(đã xóa)"));
		table_empty(t);
		return;
	}
	personal_words(&learner->person, cli->region, &words);
	table_integer(t, learner->id);
	table_text(t, learner->person.name);
	table_text(t, words.data);
	buf_release(&words);
}

static void pair_row(struct cli *cli, struct table *t, const struct person_pair *pair)
{
	struct buf names = BUF_INIT, words = BUF_INIT;
	reasons_names(pair->reasons, &names);
	reasons_words(pair->reasons, &words);
	table_row(t);
	one_side(cli, t, &pair->first);
	one_side(cli, t, &pair->second);
	table_choice(t, likeness_name(pair->likeness), likeness_words(pair->likeness));
	table_choice(t, names.data, words.data);
	table_text(t, pair->state == PAIR_WAITING ? NULL : pair->staff);
	if (pair->at)
		table_day(t, day_of_instant(pair->at));
	else
		table_empty(t);
	buf_release(&names);
	buf_release(&words);
}

static bool asked_for(const struct arguments *args, struct pair_query *query)
{
	const char *state = argument(args, "state"), *level = argument(args, "level");
	*query = (struct pair_query){.state = PAIR_WAITING, .likeness = -1};
	for (size_t i = 0; state && i < ARRAY_LEN(states); i++)
		if (!strcmp(states[i], state))
			query->state = (enum pair_state)i;
	if (level)
		query->likeness = likeness_parse(level);
	return true;
}

int command_learners_pairs(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct pair_query query;
	struct pair_counts counts;
	struct person_pair *pairs = NULL;
	struct table table = {0};
	size_t count = 0;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!asked_for(&args, &query) || !cli_open(cli, STORE_OPEN, &err) ||
	    !store_pairs(cli->store, &query, &pairs, &count, &err) ||
	    !store_pairs_waiting(cli->store, &counts, &err))
		return cli_fail(cli, &err);
	pair_columns(&table);
	for (size_t i = 0; i < count; i++)
		pair_row(cli, &table, &pairs[i]);
	table_fact_integer(&table, "waiting", _("Cặp đang chờ xem lại"), counts.waiting);
	free(pairs);
	status = output_table(cli, &args, &table, MODE_PRIVATE);
	table_release(&table);
	return status;
}

/* ── decisions ─────────────────────────────────────────────────────────────────────────── */

struct two {
	struct learner a, b;
};

static bool number_of(struct cli *cli, const char *text, int64_t *id)
{
	char *end;
	*id = strtoll(text, &end, 10);
	if (!*end && *id > 0)
		return true;
	cli_misused(cli, _("“%s” không phải là số của học viên."), text);
	return false;
}

/* The two learners named, in the opened store. -1 to go on, else the exit status. */
static int find_two(struct cli *cli, int argc, char **argv, struct arguments *args,
		    struct two *two)
{
	struct err err = {0};
	int64_t a, b;
	int status = arguments_parse(args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!number_of(cli, args->operands[0], &a) ||
	    !number_of(cli, args->operands[1], &b))
		return ERR_USAGE;
	cli_course(cli, &(struct err){0}); /* what both did may complete the course */
	if (!cli_open(cli, STORE_OPEN, &err) ||
	    !store_learner(cli->store, a, &two->a, &err) ||
	    !store_learner(cli->store, b, &two->b, &err))
		return cli_fail(cli, &err);
	return -1;
}

/* Both, as they will be told apart. */
static void say_two(struct cli *cli, const struct two *two)
{
	const struct learner *const both[] = {&two->a, &two->b};
	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		struct buf words = BUF_INIT;
		personal_words(&both[i]->person, cli->region, &words);
		cli_print(cli, _("  số %lld: %s (%s)\n"), (long long)both[i]->id,
			  both[i]->person.name, words.data);
		buf_release(&words);
	}
}

/* What was decided about two records: done, said, and how to take it back. */
static int decided(struct cli *cli, const struct two *two, bool done,
		   const struct err *err, const char *words)
{
	if (!done)
		return cli_fail(cli, err);
	cli_print(cli, "%s", words);
	say_two(cli, two);
	return EXIT_FINE;
}

static void say_undo(struct cli *cli, const struct two *two)
{
	cli_print(cli, _("Hoàn tác: kynangso learners undo %lld %lld\n"),
		  (long long)two->a.id, (long long)two->b.id);
}

int command_learners_unite(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct two two;
	int status = find_two(cli, argc, argv, &args, &two);
	if (status >= 0)
		return status;
	const char *reason = argument(&args, "reason");
	bool done = store_unite(cli->store, two.a.id, two.b.id, reason ? reason : "",
				cli_user(), &err);
	status = decided(cli, &two, done, &err,
			 _("Đã ghi: hai hồ sơ này là một người, chỉ tính một lần.\n"));
	if (status != EXIT_FINE)
		return status;
	if (person_likeness(&two.a.person, &two.b.person, -1, NULL) == LIKENESS_NONE)
		cli_say(cli, "%s",
			_("Hai hồ sơ này không giống nhau. Nếu gõ nhầm số thì hãy hoàn tác."));
	say_undo(cli, &two);
	return EXIT_FINE;
}

int command_learners_separate(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct two two;
	int status = find_two(cli, argc, argv, &args, &two);
	if (status >= 0)
		return status;
	bool done = store_separate(cli->store, two.a.id, two.b.id, cli_user(), &err);
	status = decided(cli, &two, done, &err,
			 _("Đã ghi: hai hồ sơ này là hai người khác nhau.\n"));
	if (status == EXIT_FINE)
		say_undo(cli, &two);
	return status;
}

int command_learners_undo(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct two two;
	int status = find_two(cli, argc, argv, &args, &two);
	if (status >= 0)
		return status;
	bool done = store_pair_undo(cli->store, two.a.id, two.b.id, cli_user(), &err);
	return decided(
		cli, &two, done, &err,
		_("Đã bỏ quyết định trước về hai hồ sơ này. Nếu vẫn giống nhau thì cặp "
		  "này lại chờ xem.\n"));
}

/* ── work that landed on the wrong person ──────────────────────────────────────────────── */

/* The latest attempts of A are B's: -1 to go on. */
static int which_attempt(struct cli *cli, const struct arguments *args, int64_t learner,
			 int64_t *attempt)
{
	struct err err = {0};
	const char *text = argument(args, "attempt");
	int64_t *ids;
	size_t count;
	int nth = text ? atoi(text) : 1;
	if (!store_attempt_list(cli->store, learner, NULL, &ids, &count, &err))
		return cli_fail(cli, &err);
	bool there = nth >= 1 && (size_t)nth <= count;
	*attempt = there ? ids[nth - 1] : 0;
	free(ids);
	if (there)
		return -1;
	cli_say(cli,
		_("Học viên số %lld không có lần làm bài thứ %d. Xem bằng: kynangso "
		  "learners show %lld."),
		(long long)learner, nth, (long long)learner);
	return ERR_DATA;
}

int command_learners_move(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct two two;
	int64_t attempt = 0;
	int status = find_two(cli, argc, argv, &args, &two);
	if (status < 0)
		status = which_attempt(cli, &args, two.a.id, &attempt);
	if (status >= 0)
		return status;
	const char *reason = argument(&args, "reason");
	if (!store_attempt_reassign(cli->store, attempt, two.b.id, reason ? reason : "",
				    cli_user(), &err))
		return cli_fail(cli, &err);
	cli_print(cli, _("Đã chuyển lần làm bài này sang học viên số %lld, %s.\n"),
		  (long long)two.b.id, two.b.person.name);
	cli_print(cli, _("Hoàn tác: kynangso learners move %lld %lld\n"),
		  (long long)two.b.id, (long long)two.a.id);
	return EXIT_FINE;
}
