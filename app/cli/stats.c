/* kynangso stats: how questions and practices do with those who meet them first.
 *
 * Reads the question; report/statistics.h has the answer.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "report/statistics.h"
#include "report/table.h"

#include <stdlib.h>
#include <string.h>

/* ── what it is about ──────────────────────────────────────────────────────────────────── */

static bool same_file(const char *real, const struct place *at)
{
	char *path = at->file ? realpath(at->file, NULL) : NULL;
	bool same = path && !strcmp(path, real);
	free(path);
	return same;
}

/* The id of the quiz, lesson or practice that is written in this file; NULL where there is none. */
static const char *id_of_file(const struct course *course, const char *text)
{
	char *real = realpath(text, NULL);
	const char *id = NULL;
	for (size_t i = 0; real && i < course->quiz_count; i++)
		if (same_file(real, &course->quizzes[i]->at))
			id = course->quizzes[i]->id;
	for (size_t i = 0; real && i < course->lesson_count; i++)
		if (same_file(real, &course->lessons[i]->at))
			id = course->lessons[i]->id;
	for (size_t i = 0; real && i < course->practice_count; i++)
		if (same_file(real, &course->practices[i]->at))
			id = course->practices[i]->id;
	free(real);
	return id;
}

static bool find_id(const struct course *course, const char *id, struct statistics_of *of)
{
	*of = (struct statistics_of){.quiz = course_quiz(course, id)};
	if (!of->quiz && course_lesson(course, id))
		of->lesson = course_open_lesson(course, id, NULL);
	if (!of->quiz && !of->lesson)
		of->practice = course_practice(course, id);
	if (!of->quiz && !of->lesson && !of->practice)
		of->question = course_question(course, id);
	return of->quiz || of->lesson || of->practice || of->question;
}

static bool find(const struct course *course, const char *text, struct statistics_of *of,
		 struct err *err)
{
	const char *id = id_of_file(course, text);
	if (find_id(course, id ? id : text, of))
		return true;
	return err_set(err, ERR_USAGE,
		       _("Không có tệp bài hay mã “%s” trong nội dung đang dùng. Chạy "
			 "kynangso stats để xem các mã."),
		       text);
}

static enum statistics_by how_fine(const char *by, const struct statistics_of *of)
{
	if (!by)
		return of->question || of->practice ? BY_PART : BY_ITEM;
	return !strcmp(by, "item") ? BY_ITEM : !strcmp(by, "part") ? BY_PART : BY_ACTION;
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

static int answer(struct cli *cli, const struct arguments *args)
{
	struct err err = {0};
	struct table table = {0};
	struct statistics s = {0};
	struct statistics_of of = {0};
	int status;
	s.course = cli_course(cli, &err);
	if (!s.course || (args->count && !find(s.course, args->operands[0], &of, &err)) ||
	    !cli_open(cli, STORE_OPEN, &err) ||
	    !statistics_load(&s, cli->store, &of, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	statistics_table(&s, &of, how_fine(argument(args, "by"), &of),
			 output_format(args) == &report_text, &table);
	table_fact_day(&table, "on", _("Ngày"), clock_today(&cli->clock));
	status = output_table(cli, args, &table, MODE_PUBLIC);
	table_release(&table);
	statistics_release(&s);
	return status;
}

int command_stats(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	int status = arguments_parse(&args, cli, argc, argv);
	return status >= 0 ? status : answer(cli, &args);
}
