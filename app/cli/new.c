/* kynangso new: a file to begin with, whose comments explain every key. The templates are data
 * (docs/templates/), so that whoever teaches how to write can change them without a compiler. */
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/load.h"
#include "content/nearest.h"
#include "content/schema.h"
#include "content/template.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name; /* also of the template */
	const char *folder; /* N_() */
	const char *listed; /* N_(): where its id has to be added, or NULL */
} kinds[] = {
	{"lesson", N_("lessons/<phần>/"),
	 N_("Nhớ thêm mã %s vào mục lessons của một phần trong lessons/course.yaml.")},
	{"quiz", N_("quizzes/"),
	 N_("Nhớ thêm quiz: %s vào một phần trong lessons/course.yaml.")},
	{"practice", N_("lessons/<phần>/"),
	 N_("Nhớ thêm một bước có practice: %s vào bài học dẫn tới nó.")},
	{"typing", N_("lessons/<phần>/"), NULL},
};

static int kind_named(const char *name)
{
	int i = 0;
	while (i < (int)ARRAY_LEN(kinds) && strcmp(kinds[i].name, name) != 0)
		i++;
	return i < (int)ARRAY_LEN(kinds) ? i : -1;
}

static int unknown_kind(struct cli *cli, const char *typed)
{
	struct nearest nearest;
	nearest_init(&nearest, typed);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		nearest_try(&nearest, kinds[i].name);
	if (nearest.best)
		return cli_misused(cli, _("Không có loại “%s”. Có phải ý bạn là “%s”?"),
				   typed, nearest.best);
	return cli_misused(
		cli,
		_("Không có loại “%s”. Chỉ có: lesson (bài học), quiz (bài kiểm "
		  "tra), practice (bài thực hành), typing (bài tập gõ)."),
		typed);
}

/* ── ids ───────────────────────────────────────────────────────────────────────────────── */

static int wrong_id(struct cli *cli, const char *id)
{
	struct buf better = BUF_INIT;
	int status;
	template_id(&better, id, 0);
	if (id_valid(better.data))
		status = cli_misused(
			cli,
			_("Mã “%s” chỉ được gồm chữ thường không dấu, chữ số và gạch "
			  "nối. Dùng thử: %s"),
			id, better.data);
	else
		status = cli_misused(
			cli,
			_("Mã “%s” chỉ được gồm chữ thường không dấu, chữ số và gạch "
			  "nối, như tin-nhan-la."),
			id);
	buf_release(&better);
	return status;
}

/* With the first number behind it that is free. */
static int used_id(struct cli *cli, const char *root, const char *id, const char *where)
{
	char *better = NULL, *taken = NULL;
	int n = 2;
	do {
		free(better);
		free(taken);
		better = xasprintf("%s-%d", id, n++);
		taken = template_id_used(root, better);
	} while (taken);
	int status = cli_misused(cli, _("Mã “%s” đã dùng ở %s. Dùng thử: %s"), id, where,
				 better);
	free(better);
	return status;
}

static int check_id(struct cli *cli, const char *id)
{
	const char *root = cli_content(cli);
	if (!id_valid(id))
		return wrong_id(cli, id);
	char *where = template_id_used(root, id);
	int status = where ? used_id(cli, root, id, where) : -1;
	free(where);
	return status;
}

/* ── the text ──────────────────────────────────────────────────────────────────────────── */

/* A skill that exists in the pack; a new file teaches it until its author says another. */
static char *some_skill(struct cli *cli)
{
	struct course course = {0};
	struct diags findings = {0};
	const char *skill = NULL;
	if (content_open(&course, &findings, cli_content(cli), NULL) &&
	    course.skill_count)
		skill = course.skills[0].id;
	char *kept = skill ? xstrdup(skill) : NULL;
	diags_release(&findings);
	course_release(&course);
	return kept;
}

/* A pack may have templates of its own; else those that came with the program. path NULL: it is not
 * known yet where the file will lie. */
static bool write_template(struct cli *cli, const char *kind, const char *id,
			   const char *path, struct buf *out, struct err *err)
{
	char *came_with = path_content(KYNANGSO_SHARE), *skill = some_skill(cli);
	const char *roots[] = {cli_content(cli), came_with, KYNANGSO_SHARE};
	bool ok = template_write(kind, roots, ARRAY_LEN(roots), id, skill,
				 clock_today(&cli->clock), out, err);
	if (ok && path)
		template_move(out, kind, roots, ARRAY_LEN(roots), path);
	free(came_with);
	free(skill);
	return ok;
}

static void tell_next(struct cli *cli, int kind, const char *id, const char *path)
{
	cli_line(cli, _("Đã tạo %s."), path);
	cli_line(cli, _("Vừa viết vừa xem: kynangso preview %s"), path);
	cli_line(cli, _("Kiểm tra: kynangso check %s"), path);
	cli_line(cli, _("Bài nằm trong %s thì mới vào khóa học."), _(kinds[kind].folder));
	if (kinds[kind].listed)
		cli_line(cli, _(kinds[kind].listed), id);
}

int command_new(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct buf text = BUF_INIT;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *id = args.operands[1], *path = argument(&args, "output");
	int kind = kind_named(args.operands[0]);
	status = kind < 0 ? unknown_kind(cli, args.operands[0]) : check_id(cli, id);
	if (status >= 0)
		return status;
	if (path && !strcmp(path, "-"))
		path = NULL;
	bool ok = write_template(cli, kinds[kind].name, id, path, &text, &err);
	if (ok && path) {
		ok = file_write(path, text.data, text.len, 0644, false, &err);
		if (ok)
			tell_next(cli, kind, id, path);
	} else if (ok) {
		fwrite(text.data, 1, text.len, cli->out);
	}
	buf_release(&text);
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}
