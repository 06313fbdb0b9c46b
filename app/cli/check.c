/* kynangso check: what is wrong in the content, all at once, for people and for
 * editors; once, or each time that something is saved. */
#include "cli/check.h"

#include "base/file.h"
#include "base/i18n.h"
#include "cli/findings.h"
#include "content/document.h"
#include "content/load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

void checking_release(struct checking *checking)
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
	for (size_t i = 0; i < checking->name_count; i++)
		free(checking->names[i]);
	free(checking->names);
	*checking = (struct checking){.cli = checking->cli};
}

/* Keeps a name as long as the findings that stand at it. */
static void keep_name(struct checking *checking, char *name)
{
	ALLOC_GROW(checking->names, checking->name_count + 1, checking->name_cap);
	checking->names[checking->name_count++] = name;
}

/* Moves a finding over from another list. */
static void take_finding(struct checking *checking, struct diag *d)
{
	struct diag *own = diag_add(&checking->diags, d->at, d->code, "%s", d->message);
	own->fix = d->fix;
	own->source = d->source;
	d->fix = d->source = NULL;
}

/* A finding about a whole file. */
static void report(struct checking *checking, char *path, const char *code,
		   const char *message, const char *fix)
{
	keep_name(checking, path);
	diag_fix(diag_add(&checking->diags, (struct place){.file = path}, code, "%s",
			  message),
		 "%s", fix);
}

static bool has(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	bool there = file_exists(path);
	free(path);
	return there;
}

bool check_is_pack(const char *folder)
{
	return has(folder, "lessons/course.yaml");
}

/* A whole pack, and its city: without that, the program would not open on it. */
static bool check_pack(struct checking *checking, const char *root, struct err *err)
{
	struct course *course = new_course(checking);
	struct err missing = {0};
	if (!content_load(course, &checking->diags, root, err))
		return false;
	content_check_facts(course, &checking->diags, clock_today(&checking->cli->clock));
	if (!content_load_region(new_region(checking), &checking->diags, root, CLI_CITY,
				 &missing))
		report(checking, path_join(root, "locale/" CLI_CITY), "E11", missing.text,
		       _("Chép thư mục locale của bản đã cài vào đây."));
	return true;
}

/* What only the date tells of one file. */
static void check_facts_of(struct checking *checking, const struct course *course,
			   const char *path)
{
	struct diags all = {0};
	content_check_facts(course, &all, clock_today(&checking->cli->clock));
	for (size_t i = 0; i < all.count; i++) {
		if (!strcmp(all.items[i].at.file, path))
			take_finding(checking, &all.items[i]);
	}
	diags_release(&all);
}

static bool check_file(struct checking *checking, const char *path, struct err *err)
{
	struct course *course = new_course(checking);
	if (!content_load_file(course, &checking->diags, cli_pack(checking->cli), path,
			       err))
		return false;
	check_facts_of(checking, course, path);
	return true;
}

static bool check_entry(struct checking *checking, const char *folder, const char *name,
			struct err *err)
{
	char *file = path_join(folder, name);
	bool ok = true;
	if (path_inside(folder, file)) {
		ok = check_file(checking, file, err);
		free(file);
	} else {
		report(checking, file, "E01",
		       _("Đây là một liên kết dẫn ra ngoài thư mục được kiểm tra, nên "
			 "không được đọc."),
		       _("Chép tệp thật vào đây thay cho liên kết."));
	}
	return ok;
}

/* What a file is called from a folder above it, as that was written: "lessons/mot/bai.yaml" for
 * "/srv/pack/lessons/mot/bai.yaml" and "lessons". NULL where it lies elsewhere. The file itself may be
 * a link. */
static char *name_under(const char *folder, const char *file)
{
	char *own = path_folder(file), *from = realpath(own, NULL);
	char *to = realpath(folder, NULL), *name = NULL;
	size_t n = to ? strlen(to) : 0;
	const char *slash = strrchr(file, '/');
	if (from && to && !strncmp(from, to, n) && (!from[n] || from[n] == '/'))
		name = xasprintf("%s%s/%s", folder, from + n, slash ? slash + 1 : file);
	free(own);
	free(from);
	free(to);
	return name;
}

/* A folder of the pack: the pack is judged once, and what lies elsewhere is left out. */
static bool check_part(struct checking *checking, const char *root, const char *folder,
		       struct err *err)
{
	struct diags own = checking->diags;
	checking->diags = (struct diags){0};
	bool ok = check_pack(checking, root, err);
	struct diags all = checking->diags;
	checking->diags = own;
	for (size_t i = 0; ok && i < all.count; i++) {
		char *name = name_under(folder, all.items[i].at.file);
		if (!name)
			continue;
		keep_name(checking, name);
		all.items[i].at.file = name;
		take_finding(checking, &all.items[i]);
	}
	diags_release(&all);
	return ok;
}

static bool check_folder(struct checking *checking, const char *path, struct err *err)
{
	char **names;
	size_t count;
	const char *pack = cli_pack(checking->cli);
	if (check_is_pack(path))
		return check_pack(checking, path, err);
	if (pack && path_under(pack, path))
		return check_part(checking, pack, path, err);
	if (!folder_list(path, ".yaml", &names, &count, err))
		return false;
	bool ok = true;
	for (size_t i = 0; i < count; i++) {
		ok = ok && check_entry(checking, path, names[i], err);
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

bool check_all(struct checking *checking, char *const *paths, int count, struct err *err)
{
	bool ok = count || check_pack(checking, cli_content(checking->cli), err);
	for (int i = 0; ok && i < count; i++)
		ok = check_path(checking, paths[i], err);
	diags_sort(&checking->diags);
	return ok;
}

/* ── ids.lock ──────────────────────────────────────────────────────────────────────────── */

/* Only a pack without errors is ready to be handed out. */
static int lock_pack(struct checking *checking, const char *root, struct err *err)
{
	struct cli *cli = checking->cli;
	struct buf text = BUF_INIT, old = BUF_INIT;
	size_t added;
	if (!content_lock(&text, &added, root, err))
		return cli_fail(cli, err);
	char *path = path_join(root, "lessons/ids.lock");
	bool there = file_exists(path);
	bool same = there && file_read(path, text.len + 1, &old, NULL) &&
		    !strcmp(old.data, text.data);
	bool ok = same || file_write(path, text.data, text.len, 0644, there, err);
	if (ok && same)
		cli_print(cli, _("%s đã đủ mọi mã, không đổi gì.\n"), path);
	else if (ok)
		cli_print(cli, _("Đã ghi %s: thêm %zu mã.\n"), path, added);
	buf_release(&text);
	buf_release(&old);
	free(path);
	return ok ? EXIT_FINE : cli_fail(cli, err);
}

static int check_and_lock(struct checking *checking, const struct arguments *args)
{
	struct cli *cli = checking->cli;
	struct err err = {0};
	const char *root = args->count ? args->operands[0] : cli_content(cli);
	if (args->count > 1 || !check_is_pack(root))
		return cli_misused(cli, _("--lock cần đúng một thư mục nội dung, là thư "
					  "mục có lessons/course.yaml."));
	if (!check_pack(checking, root, &err))
		return cli_fail(cli, &err);
	diags_sort(&checking->diags);
	if (!checking->diags.errors)
		return lock_pack(checking, root, &err);
	struct buf out = BUF_INIT;
	findings_format(&out, NULL, &checking->diags, true);
	fwrite(out.data, 1, out.len, cli->out);
	buf_release(&out);
	cli_say(cli, _("Còn lỗi nên chưa ghi ids.lock. Sửa hết lỗi rồi làm lại."));
	return EXIT_FINDINGS;
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

static int check_once(struct checking *checking, const struct arguments *args)
{
	struct err err = {0};
	struct buf out = BUF_INIT;
	if (!check_all(checking, args->operands, args->count, &err))
		return cli_fail(checking->cli, &err);
	findings_format(&out, argument(args, "format"), &checking->diags,
			argument(args, "errors-only") != NULL);
	fwrite(out.data, 1, out.len, checking->cli->out);
	buf_release(&out);
	return checking->diags.errors ? EXIT_FINDINGS : EXIT_FINE;
}

int command_check(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct checking checking = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *format = argument(&args, "format");
	bool watch = argument(&args, "watch"), lock = argument(&args, "lock");
	if ((watch || lock) && format && strcmp(format, "text") != 0)
		return cli_misused(cli, _("--watch và --lock chỉ nói bằng chữ (text), "
					  "không dùng cùng --format khác."));
	if (watch && lock)
		return cli_misused(cli, _("--watch và --lock không dùng cùng nhau."));
	if (lock)
		status = check_and_lock(&checking, &args);
	else if (watch)
		status = check_watching(cli, &args);
	else
		status = check_once(&checking, &args);
	checking_release(&checking);
	return status;
}
