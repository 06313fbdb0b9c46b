/* kynangso check: what is wrong in the content, all at once, for people and for
 * editors. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "report/json.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Everything that was loaded stays until the findings have been shown, as they borrow the
 * names of its files. */
struct checking {
	struct cli *cli;
	struct diags diags;
	struct course **courses;
	size_t course_count, course_cap;
	struct region **regions;
	size_t region_count, region_cap;
};

static struct course *new_course(struct checking *checking)
{
	ALLOC_GROW(checking->courses, checking->course_count + 1, checking->course_cap);
	return checking->courses[checking->course_count++] =
		       xcalloc(1, sizeof(struct course));
}

static struct region *new_region(struct checking *checking)
{
	ALLOC_GROW(checking->regions, checking->region_count + 1, checking->region_cap);
	return checking->regions[checking->region_count++] =
		       xcalloc(1, sizeof(struct region));
}

static void checking_release(struct checking *checking)
{
	diags_release(&checking->diags);
	for (size_t i = 0; i < checking->course_count; i++) {
		course_release(checking->courses[i]);
		free(checking->courses[i]);
	}
	for (size_t i = 0; i < checking->region_count; i++) {
		region_release(checking->regions[i]);
		free(checking->regions[i]);
	}
	free(checking->courses);
	free(checking->regions);
}

static bool has(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	bool there = file_exists(path);
	free(path);
	return there;
}

/* A whole pack; its city is checked where there is one. */
static bool check_pack(struct checking *checking, const char *root, struct err *err)
{
	struct course *course = new_course(checking);
	if (!content_load(course, &checking->diags, root, err))
		return false;
	content_check_facts(course, &checking->diags, clock_today(&checking->cli->clock));
	if (!has(root, "locale/" CLI_CITY "/region.yaml"))
		return true;
	return content_load_region(new_region(checking), &checking->diags, root, CLI_CITY,
				   err);
}

static bool check_file(struct checking *checking, const char *path, struct err *err)
{
	return content_load_file(new_course(checking), &checking->diags,
				 cli_pack(checking->cli), path, err);
}

static bool check_folder(struct checking *checking, const char *path, struct err *err)
{
	char **names;
	size_t count;
	if (has(path, "lessons/course.yaml"))
		return check_pack(checking, path, err);
	if (!folder_list(path, ".yaml", &names, &count, err))
		return false;
	bool ok = true;
	for (size_t i = 0; i < count; i++) {
		char *file = path_join(path, names[i]);
		ok = ok && check_file(checking, file, err);
		free(file);
		free(names[i]);
	}
	free(names);
	if (ok && !count)
		ok = err_set(err, ERR_NOINPUT, _("Thư mục %s không có tệp .yaml nào."),
			     path);
	return ok;
}

static bool check_path(struct checking *checking, const char *path, struct err *err)
{
	struct stat st;
	bool folder =
		strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	return folder ? check_folder(checking, path, err)
		      : check_file(checking, path, err);
}

/* ── showing ───────────────────────────────────────────────────────────────────────────── */

static void put_text(struct buf *out, const struct diags *diags, bool errors_only)
{
	for (size_t i = 0; i < diags->count; i++)
		if (!errors_only || diags->items[i].code[0] == 'E')
			diag_format(out, &diags->items[i], true);
	diags_summary(out, diags);
	if (out->len && out->data[out->len - 1] != '\n')
		buf_addc(out, '\n');
}

static void put_finding(struct buf *out, const struct diag *diag)
{
	buf_adds(out, "    {");
	json_member(out, "file", diag->at.file);
	buf_printf(out, ", \"line\": %d, \"col\": %d, ", diag->at.line, diag->at.col);
	json_member(out, "code", diag->code);
	buf_adds(out, ", ");
	json_member(out, "message", diag->message);
	buf_adds(out, ", ");
	json_member(out, "fix", diag->fix);
	buf_addc(out, '}');
}

static void put_json(struct buf *out, const struct diags *diags, bool errors_only)
{
	size_t of_kind[128] = {0}, shown = 0;
	buf_adds(out, "{\n  \"findings\": [");
	for (size_t i = 0; i < diags->count; i++) {
		char kind = diags->items[i].code[0];
		of_kind[kind & 0x7f]++;
		if (errors_only && kind != 'E')
			continue;
		buf_adds(out, shown++ ? ",\n" : "\n");
		put_finding(out, &diags->items[i]);
	}
	buf_printf(
		out,
		"%s],\n  \"errors\": %zu,\n  \"warnings\": %zu,\n  \"advice\": %zu\n}\n",
		shown ? "\n  " : "", of_kind['E'], of_kind['W'], of_kind['A']);
}

int command_check(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct checking checking = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool ok = args.count || check_pack(&checking, cli_content(cli), &err);
	for (int i = 0; ok && i < args.count; i++)
		ok = check_path(&checking, args.operands[i], &err);
	if (ok) {
		struct buf out = BUF_INIT;
		const char *format = argument(&args, "format");
		bool errors_only = argument(&args, "errors-only") != NULL;
		diags_sort(&checking.diags);
		if (format && !strcmp(format, "json"))
			put_json(&out, &checking.diags, errors_only);
		else
			put_text(&out, &checking.diags, errors_only);
		fwrite(out.data, 1, out.len, cli->out);
		buf_release(&out);
		status = checking.diags.errors ? EXIT_FINDINGS : EXIT_FINE;
	} else {
		status = cli_fail(cli, &err);
	}
	checking_release(&checking);
	return status;
}
