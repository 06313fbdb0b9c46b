/* kynangso test: the examples that authors write beside their work, done one by one: answers to
 * try on a question, paths through a practice. The checker does the same and tells only of what
 * went wrong; here one sees all that was tried, right or not, and where each path leads. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "course/answer.h"
#include "course/explore.h"

#include <stdlib.h>
#include <string.h>

struct testing {
	struct cli *cli;
	const char *file; /* only what stands in it; NULL: everything */
	size_t right, wrong,
		broken; /* broken: errors that keep a file from being tried */
};

static void put_place(const struct testing *t, const struct place *at, bool right)
{
	cli_print(t->cli, "%s:%d: %s: ", at->file, at->line,
		  right ? _("đúng") : _("LỆCH"));
}

static bool ours(const struct testing *t, const struct place *at)
{
	return at->file && (!t->file || !strcmp(t->file, at->file));
}

/* ── answers ───────────────────────────────────────────────────────────────────────────── */

/* TRANSLATORS: the id of a question, then an answer that was tried. */
static const char *const marked[2][2] = {
	{N_("%s: “%s” được chấm là sai, tệp ghi là đúng\n"),
	 N_("%s: “%s” được chấm là đúng, tệp ghi là sai\n")},
	{N_("%s: “%s” được chấm là sai\n"), N_("%s: “%s” được chấm là đúng\n")},
};

static void try_answers(struct testing *t, const struct question *q,
			const struct strings *answers, bool wanted)
{
	for (size_t i = 0; i < answers->count; i++) {
		bool right = answer_mark(q, answers->items[i]).right;
		bool holds = right == wanted;
		put_place(t, &q->at, holds);
		cli_print(t->cli, _(marked[holds][right]), q->id, answers->items[i]);
		t->right += holds;
		t->wrong += !holds;
	}
}

static void try_question(struct testing *t, const struct question *q)
{
	if (!ours(t, &q->at))
		return;
	try_answers(t, q, &q->try_right, true);
	try_answers(t, q, &q->try_wrong, false);
}

/* ── paths ─────────────────────────────────────────────────────────────────────────────── */

static void try_path(struct testing *t, const struct practice *practice,
		     const struct try_path *path)
{
	struct practice_state state;
	struct buf way = BUF_INIT;
	size_t done = practice_replay(practice, &path->actions, &state);
	bool whole = done == path->actions.count;
	bool holds = whole && path_holds(practice, path, &state);
	struct practice_score score = practice_score(practice, &state);
	const char *screen = practice->screens[state.screen].id;
	for (size_t i = 0; i < path->actions.count; i++)
		buf_printf(&way, "%s%s", i ? " > " : "", path->actions.items[i]);
	put_place(t, &path->at, holds);
	if (!whole)
		/* TRANSLATORS: actions, the screen they come to, the one that is not there. */
		cli_print(t->cli, _("%s → dừng ở “%s”, không có việc “%s”\n"), way.data,
			  screen, path->actions.items[done]);
	else
		/* TRANSLATORS: actions, the screen they end at, points. */
		cli_print(t->cli,
			  score.passed ? _("%s → %s, %d điểm, đạt\n")
				       : _("%s → %s, %d điểm, chưa đạt\n"),
			  way.data, screen, score.points);
	t->right += holds;
	t->wrong += !holds;
	buf_release(&way);
}

/* ── files ─────────────────────────────────────────────────────────────────────────────── */

static void try_course(struct testing *t, const struct course *course)
{
	for (size_t i = 0; i < course->lesson_count; i++) {
		const struct lesson *lesson = course->lessons[i];
		for (size_t k = 0; k < lesson->step_count; k++)
			if (lesson->steps[k].check)
				try_question(t, lesson->steps[k].check);
	}
	for (size_t i = 0; i < course->quiz_count; i++)
		for (size_t k = 0; k < course->quizzes[i]->question_count; k++)
			try_question(t, &course->quizzes[i]->questions[k]);
	for (size_t i = 0; i < course->practice_count; i++) {
		const struct practice *practice = course->practices[i];
		for (size_t k = 0; k < practice->path_count && ours(t, &practice->at);
		     k++)
			try_path(t, practice, &practice->paths[k]);
	}
}

/* How what differs is mended stands among the findings. A file with any other error is not in the
 * course. */
static void tell_findings(struct testing *t, const struct diags *findings)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < findings->count; i++) {
		const struct diag *d = &findings->items[i];
		bool differs = !strcmp(d->code, "E23") || !strcmp(d->code, "E35");
		t->broken += !differs && d->code[0] == 'E';
		if (differs)
			diag_format(&text, d, true);
	}
	cli_print(t->cli, "%s", text.data);
	buf_release(&text);
}

static bool try_file(struct testing *t, const char *path, struct err *err)
{
	struct course course = {0};
	struct diags findings = {0};
	const char *root = cli_pack(t->cli);
	bool ok = content_load_examples(&course, &findings,
					path ? root : cli_content(t->cli), path, err);
	t->file = path;
	if (ok) {
		diags_sort(&findings);
		try_course(t, &course);
		tell_findings(t, &findings);
	}
	diags_release(&findings);
	course_release(&course);
	return ok;
}

static int tell_sum(const struct testing *t)
{
	size_t all = t->right + t->wrong;
	if (all)
		cli_print(t->cli, _("Đã thử %zu ví dụ, %zu đúng như đã ghi.\n"), all,
			  t->right);
	else if (!t->broken)
		cli_print(t->cli, _("Ở đây không có ví dụ nào để thử (try, paths).\n"));
	if (t->broken)
		cli_say(t->cli, _("Có tệp còn lỗi nên chưa thử hết. Xem lỗi bằng: "
				  "kynangso check"));
	return t->wrong || t->broken ? EXIT_FINDINGS : EXIT_FINE;
}

int command_test(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct testing testing = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool ok = args.count || try_file(&testing, NULL, &err);
	for (int i = 0; ok && i < args.count; i++)
		ok = try_file(&testing, args.operands[i], &err);
	return ok ? tell_sum(&testing) : cli_fail(cli, &err);
}
