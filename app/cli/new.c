/* kynangso new: a file to begin with, whose comments explain every key. The templates are data
 * (docs/templates/), so that whoever teaches how to write can change them without a compiler. */
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/load.h"
#include "content/nearest.h"
#include "content/schema.h"
#include "text/fold.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define TEMPLATE_BYTES 65536

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

/* "Tin nhắn!" → "tin-nhan"; "" where nothing of it can stay. */
static void id_from(struct buf *out, const char *text)
{
	struct buf folded = BUF_INIT;
	bool gap = false;
	text_fold(&folded, text);
	for (const char *c = folded.data; *c; c++) {
		bool keep = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
		if (keep && gap && out->len)
			buf_addc(out, '-');
		if (keep)
			buf_addc(out, *c);
		gap = !keep;
	}
	buf_release(&folded);
}

/* The line of a file that says "id: ID" or "formerly: ID"; 0 where none does. Read as text, so
 * that it is found in files with errors and in those no longer used. */
static int line_with_id(const char *text, const char *id)
{
	static const char *const keys[] = {"id:", "formerly:"};
	size_t n = strlen(id);
	for (int line = 1; *text; line++) {
		for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
			size_t key = strlen(keys[i]);
			if (strncmp(text, keys[i], key) != 0)
				continue;
			const char *value = text + key + strspn(text + key, " \"'");
			if (!strncmp(value, id, n) && strcspn(value, " \"'#\r\n") == n)
				return line;
		}
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return 0;
}

/* "lessons/mot/bai.yaml:3" of the file that has the id already, or NULL; caller frees. */
static char *used_in_folder(const char *root, const char *folder, const char *id)
{
	char *path = path_join(root, folder), **names = NULL, *found = NULL;
	size_t count = 0;
	folder_list(path, ".yaml", &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *file = path_join(path, names[i]);
		struct buf text = BUF_INIT;
		int line = file_read(file, 1 << 20, &text, NULL)
				   ? line_with_id(text.data, id)
				   : 0;
		if (line && !found)
			found = xasprintf("%s/%s:%d", folder, names[i], line);
		buf_release(&text);
		free(file);
		free(names[i]);
	}
	free(names);
	free(path);
	return found;
}

static char *used_in(const char *root, const char *id)
{
	char *found = used_in_folder(root, "quizzes", id);
	if (!found)
		found = used_in_folder(root, "lessons", id);
	char *path = path_join(root, "lessons");
	DIR *lessons = opendir(path);
	for (struct dirent *entry; !found && lessons && (entry = readdir(lessons));) {
		if (entry->d_name[0] == '.')
			continue;
		char *folder = path_join("lessons", entry->d_name);
		found = used_in_folder(root, folder, id);
		free(folder);
	}
	if (lessons)
		closedir(lessons);
	free(path);
	return found;
}

static int wrong_id(struct cli *cli, const char *id)
{
	struct buf better = BUF_INIT;
	int status;
	id_from(&better, id);
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
		taken = used_in(root, better);
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
	char *where = used_in(root, id);
	int status = where ? used_id(cli, root, id, where) : -1;
	free(where);
	return status;
}

/* ── the text ──────────────────────────────────────────────────────────────────────────── */

/* A pack may have templates of its own; else those that came with the program. */
static bool read_template(struct cli *cli, const char *kind, struct buf *out,
			  struct err *err)
{
	char *name = xasprintf("docs/templates/%s.yaml", kind);
	char *came_with = path_content(KYNANGSO_SHARE);
	const char *roots[] = {cli_content(cli), came_with, KYNANGSO_SHARE};
	bool found = false, ok = false;
	for (size_t i = 0; i < ARRAY_LEN(roots) && !found; i++) {
		char *path = path_join(roots[i], name);
		found = file_exists(path);
		ok = found && file_read(path, TEMPLATE_BYTES, out, err);
		free(path);
	}
	if (!found)
		err_set(err, ERR_NOINPUT,
			_("Không thấy tệp mẫu %s trong %s. Hãy cài lại chương trình, "
			  "hoặc chép một bài có sẵn rồi đổi id."),
			name, KYNANGSO_SHARE);
	free(came_with);
	free(name);
	return ok;
}

/* A skill that exists in the pack; a new file teaches it until its author says another. */
static char *some_skill(struct cli *cli)
{
	struct course course = {0};
	struct diags findings = {0};
	const char *skill = "nhom.ky-nang";
	if (content_open(&course, &findings, cli_content(cli), NULL) &&
	    course.skill_count)
		skill = course.skills[0].id;
	char *kept = xstrdup(skill);
	diags_release(&findings);
	course_release(&course);
	return kept;
}

struct filling {
	const char *mark, *text;
};

static void fill_in(struct buf *out, const char *template, const struct filling *fillings,
		    size_t count)
{
	while (*template) {
		size_t i = 0, n = 0;
		for (; i < count; i++) {
			n = strlen(fillings[i].mark);
			if (!strncmp(template, fillings[i].mark, n))
				break;
		}
		if (i < count)
			buf_adds(out, fillings[i].text);
		else
			buf_addc(out, *template);
		template += i < count ? n : 1;
	}
}

static bool write_template(struct cli *cli, const char *kind, const char *id,
			   struct buf *out, struct err *err)
{
	struct buf template = BUF_INIT, today = BUF_INIT;
	if (!read_template(cli, kind, &template, err)) {
		buf_release(&template);
		return false;
	}
	char *skill = some_skill(cli);
	day_format(&today, clock_today(&cli->clock));
	const struct filling fillings[] = {
		{"@ID@", id}, {"@SKILL@", skill}, {"@DATE@", today.data}};
	fill_in(out, template.data, fillings, ARRAY_LEN(fillings));
	free(skill);
	buf_release(&today);
	buf_release(&template);
	return true;
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
	bool ok = write_template(cli, kinds[kind].name, id, &text, &err);
	if (ok && path && strcmp(path, "-") != 0) {
		ok = file_write(path, text.data, text.len, 0644, false, &err);
		if (ok)
			tell_next(cli, kind, id, path);
	} else if (ok) {
		fwrite(text.data, 1, text.len, cli->out);
	}
	buf_release(&text);
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}
