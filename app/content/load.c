#include "content/load.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/inventory.h"
#include "content/lint.h"
#include "content/lock.h"
#include "content/pack.h"
#include "secret/secret.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ── finding files ───────────────────────────────────────────────────────────────────── */

struct loader {
	struct pack pack;
	const char *root;
	/* content_load_file(): the file that takes the place of another. */
	const struct file *over;
	const struct stat *over_stat;
	struct inventory *inventory; /* notes what is read; NULL: nobody asks */
};

static bool regular(const char *path, struct stat *st)
{
	errno = 0;
	return stat(path, st) == 0 && S_ISREG(st->st_mode);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = strlen(suffix);
	return n > s && !strcmp(name + n - s, suffix);
}

static char *under_root(const struct loader *l, const char *path)
{
	return strcmp(l->root, ".") ? path_join(l->root, path) : xstrdup(path);
}

/* A finding about a file that was not taken in. */
static void report_file(struct loader *l, const char *path, const char *code,
			const char *message, const char *fix)
{
	if (l->over)
		return;
	struct place at = {.file = arena_strdup(l->pack.values, path)};
	struct diag *d = diag_add(l->pack.diags, at, code, "%s", message);
	diag_fix(d, "%s", fix);
}

/* A link out of the pack would show whoever checks it what only they may read. */
static bool leads_out(struct loader *l, const char *path)
{
	if (path_inside(l->root, path))
		return false;
	report_file(l, path, "E01",
		    _("Đây là một liên kết dẫn ra ngoài thư mục nội dung, nên không được "
		      "đọc."),
		    _("Chép tệp thật vào đây thay cho liên kết."));
	return true;
}

/* Takes a file into the pack; NULL where it is not one we read. */
static struct file *add_path(struct loader *l, const char *path)
{
	struct stat st;
	size_t listed = l->inventory ? l->inventory->file_count : 0;
	if (l->inventory)
		inventory_file(l->inventory, path);
	if (!regular(path, &st) || leads_out(l, path))
		return NULL;
	if (l->over_stat && st.st_dev == l->over_stat->st_dev &&
	    st.st_ino == l->over_stat->st_ino)
		return NULL;
	struct buf bytes = BUF_INIT;
	struct err err = {0};
	if (!inventory_read(path, &bytes, &err)) {
		report_file(l, path, "E01", err.text,
			    _("Kiểm tra lại quyền đọc của tệp này."));
		buf_release(&bytes);
		return NULL;
	}
	if (l->inventory)
		inventory_digest(&l->inventory->files[listed], &bytes);
	if ((size_t)st.st_size > bytes.len)
		buf_pad(&bytes, '\n', DOCUMENT_BYTES + 4 - bytes.len);
	struct file *file =
		pack_add(&l->pack, path, bytes.data, bytes.len, l->over != NULL);
	file->listed = listed;
	buf_release(&bytes);
	/* The same lesson in another place: the file that is being written wins. */
	if (l->over && file->kind == l->over->kind && *file->id &&
	    !strcmp(file->id, l->over->id))
		l->pack.file_count--;
	return file;
}

static struct file *add_named(struct loader *l, const char *name)
{
	char *path = under_root(l, name);
	struct file *file = add_path(l, path);
	free(path);
	return file;
}

static void wrong_kind(struct file *file, const char *where)
{
	const struct node *kind = node_get(file->doc.root, "kind");
	if (!kind)
		return;
	diag_fix(node_report(&file->doc, kind, "E06",
			     _("Tệp loại \"%s\" không nằm ở thư mục này."), kind->text),
		 "%s", where);
	file->object = NULL;
}

/* Quizzes live in quizzes/; lessons, practices and typing exercises in a folder of lessons/. */
static bool belongs(const struct file *file, bool quizzes)
{
	bool quiz = file->kind == FILE_QUIZ;
	return quizzes ? quiz
		       : file->kind == FILE_LESSON || file->kind == FILE_PRACTICE ||
				 file->kind == FILE_TYPING;
}

/* Folders in the folder of a module, or in quizzes/: nothing in them is ever found. */
static void report_nested(struct loader *l, const char *path)
{
	DIR *folder = l->pack.errors_only ? NULL : opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		struct stat st;
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) !=
			    0 ||
		    !S_ISDIR(st.st_mode))
			continue;
		char *full = path_join(path, entry->d_name);
		report_file(
			l, full, "W65",
			_("Thư mục này không được đọc: bài phải nằm ngay trong thư mục "
			  "của một phần, bài kiểm tra ngay trong quizzes."),
			_("Chuyển các tệp trong đó lên một bậc."));
		free(full);
	}
	if (folder)
		closedir(folder);
}

/* All *.yaml of a folder. */
static void add_folder(struct loader *l, const char *folder, bool quizzes)
{
	char *path = under_root(l, folder), **names;
	size_t count;
	if (l->inventory)
		inventory_folder(l->inventory, path);
	if (leads_out(l, path) || !folder_list(path, "", &names, &count, NULL)) {
		free(path);
		return;
	}
	report_nested(l, path);
	for (size_t i = 0; i < count; i++) {
		char *full = path_join(path, names[i]);
		struct file *file = NULL;
		if (ends_with(names[i], ".yaml"))
			file = add_path(l, full);
		else if (ends_with(names[i], ".yml"))
			report_file(l, full, "W65",
				    _("Tệp này không được đọc: tên phải kết thúc bằng "
				      ".yaml."),
				    _("Đổi tên thành .yaml."));
		if (file && file->object && !belongs(file, quizzes))
			wrong_kind(
				file,
				quizzes ? _("Ở đây chỉ có bài kiểm tra (quiz).")
					: _("Ở đây chỉ có bài học (lesson) và bài tập gõ "
					    "(typing)."));
		free(full);
		free(names[i]);
	}
	free(names);
	free(path);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Subfolders of lessons/, one a module. */
static void add_modules(struct loader *l)
{
	char *path = under_root(l, "lessons"), **names = NULL;
	size_t count = 0, cap = 0;
	if (l->inventory)
		inventory_folder(l->inventory, path);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		struct stat st;
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(folder), entry->d_name, &st, 0) != 0 ||
		    !S_ISDIR(st.st_mode))
			continue;
		ALLOC_GROW(names, count + 1, cap);
		names[count++] = xasprintf("lessons/%s", entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++) {
		add_folder(l, names[i], false);
		free(names[i]);
	}
	free(names);
	free(path);
}

#define LOCK "lessons/ids.lock"

static const char *const top_files[] = {"course.yaml", "framework.yaml", "facts.yaml"};

/* A lesson right under lessons/ would never be found by anybody. */
static void report_strays(struct loader *l)
{
	char *path = under_root(l, "lessons"), **names;
	size_t count;
	if (!folder_list(path, ".yaml", &names, &count, NULL)) {
		free(path);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		bool known = false;
		for (size_t k = 0; k < ARRAY_LEN(top_files); k++)
			known = known || !strcmp(names[i], top_files[k]);
		char *full = path_join(path, names[i]);
		if (!known)
			report_file(
				l, full, "W65",
				_("Tệp này không được đọc: bài học phải nằm trong thư "
				  "mục của một phần."),
				_("Chuyển vào lessons/<mã phần>/."));
		free(full);
		free(names[i]);
	}
	free(names);
	free(path);
}

static void check_top(struct file *file, enum file_kind kind)
{
	if (file && file->object && file->kind != kind)
		wrong_kind(file, _("Tệp này giữ tên riêng cho khóa học, khung kỹ năng và "
				   "số liệu."));
}

/* It decides which ids may be used. */
static void note_lock(struct loader *l)
{
	struct buf bytes = BUF_INIT;
	if (!l->inventory)
		return;
	char *path = under_root(l, LOCK);
	struct listed *listed = inventory_file(l->inventory, path);
	if (inventory_read(path, &bytes, NULL))
		inventory_digest(listed, &bytes);
	buf_release(&bytes);
	free(path);
}

static void add_all(struct loader *l)
{
	check_top(add_named(l, "lessons/course.yaml"), FILE_COURSE);
	check_top(add_named(l, "lessons/framework.yaml"), FILE_FRAMEWORK);
	check_top(add_named(l, "lessons/facts.yaml"), FILE_FACTS);
	note_lock(l);
	add_modules(l);
	add_folder(l, "quizzes", true);
	report_strays(l);
}

/* ── from files to a course ──────────────────────────────────────────────────────────── */

/* A rule of which a part could not be read would be met too early, and the count be wrong. */
static void drop_broken_rule(struct pack *pack)
{
	const struct file *file = pack_file(pack, FILE_COURSE);
	if (pack->course && (!file || !file->sound))
		pack->course->completion = (struct completion_rule){0};
}

static void judge_lock(struct loader *l)
{
	if (!l->root || l->pack.errors_only)
		return;
	char *path = under_root(l, LOCK);
	if (!leads_out(l, path))
		pack_judge_lock(&l->pack, path, l->over != NULL);
	free(path);
}

/* After all has been judged. */
static void note_files(const struct pack *pack, struct inventory *inventory)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		struct listed *listed = &inventory->files[file->listed];
		listed->kind = file->kind;
		listed->id = arena_strdup(inventory->arena, file->id);
		listed->plain = !file->sound || !file->doc.errors;
	}
}

static void finish(struct loader *l)
{
	struct pack *pack = &l->pack;
	pack_index(pack);
	pack_prepare(pack);
	pack_unique(pack);
	judge_lock(l);
	lint_files(pack);
	pack_join(pack);
	drop_broken_rule(pack);
	pack_refer(pack);
	lint_course(pack);
	if (l->inventory)
		note_files(pack, l->inventory);
	pack_release(pack);
}

static struct loader loader_new(struct course *course, struct diags *diags,
				const char *root)
{
	return (struct loader){
		.root = root,
		.pack = {.course = course, .values = &course->arena, .diags = diags}};
}

static bool has_course(struct loader *l, struct err *err)
{
	struct stat st;
	if (!secret_init(err))
		return false;
	char *path = under_root(l, "lessons/course.yaml");
	char *folder = under_root(l, "lessons");
	bool there = regular(path, &st) && path_inside(l->root, folder) &&
		     path_inside(l->root, path);
	free(folder);
	if (!there && errno == EACCES)
		err_set(err, ERR_NOPERM,
			_("Người dùng này không được đọc nội dung khóa học ở %s. Hãy nhờ "
			  "người quản trị máy cấp quyền đọc thư mục ấy."),
			path);
	else if (!there)
		err_set(err, ERR_NOINPUT,
			_("Không tìm thấy nội dung khóa học ở %s. Hãy thêm: --content "
			  "THƯ-MỤC, là thư mục có lessons/course.yaml."),
			path);
	free(path);
	return there;
}

static bool load_pack(struct loader *l, struct err *err)
{
	if (!has_course(l, err))
		return false;
	add_all(l);
	finish(l);
	return true;
}

bool content_load(struct course *course, struct diags *diags, const char *root,
		  struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	return load_pack(&l, err);
}

bool content_load_listed(struct course *course, struct diags *diags, const char *root,
			 struct inventory *inventory, struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	l.inventory = inventory;
	return load_pack(&l, err);
}

bool content_open(struct course *course, struct diags *diags, const char *root,
		  struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	l.pack.errors_only = true;
	return load_pack(&l, err);
}

/* A link that lies in the pack is the pack's, whoever names it. */
static bool lies_in_and_leads_out(struct loader *l, const char *path)
{
	char *folder = path_folder(path);
	bool ours = path_under(l->root, folder);
	free(folder);
	return ours && leads_out(l, path);
}

/* The file in hand, in the place of the one it is. */
static bool load_over(struct loader *l, const char *path, const struct buf *bytes,
		      struct err *err)
{
	struct stat st;
	bool file = strcmp(path, "-") != 0;
	if (!secret_init(err))
		return false;
	l->pack.alone = l->root == NULL;
	struct file *over = pack_add(&l->pack, file ? path : _("(bàn phím)"), bytes->data,
				     bytes->len, false);
	if (l->root) {
		l->over = over;
		l->over_stat = file && stat(path, &st) == 0 ? &st : NULL;
		add_all(l);
	}
	finish(l);
	return true;
}

static bool load_file(struct loader *l, const char *path, struct err *err)
{
	struct buf bytes = BUF_INIT;
	struct stat st;
	bool file = strcmp(path, "-") != 0;
	if (file && l->root && lies_in_and_leads_out(l, path))
		return true;
	if (file && stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return err_set(err, ERR_NOINPUT, _("%s không phải là một tệp."), path);
	bool ok = file_read(path, DOCUMENT_BYTES * 4, &bytes, err) &&
		  load_over(l, path, &bytes, err);
	buf_release(&bytes);
	return ok;
}

bool content_load_bytes(struct course *course, struct diags *diags, const char *root,
			const char *path, const void *bytes, size_t n, struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	struct buf copy = BUF_INIT;
	buf_add(&copy, bytes, n);
	bool ok = load_over(&l, path, &copy, err);
	buf_release(&copy);
	return ok;
}

bool content_load_file(struct course *course, struct diags *diags, const char *root,
		       const char *path, struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	return load_file(&l, path, err);
}

bool content_load_examples(struct course *course, struct diags *diags, const char *root,
			   const char *path, struct err *err)
{
	struct loader l = loader_new(course, diags, root);
	l.pack.trying = true;
	l.pack.errors_only = true;
	return path ? load_file(&l, path, err) : load_pack(&l, err);
}

void content_load_text(struct course *course, struct diags *diags, const char *name,
		       const void *bytes, size_t n)
{
	struct loader l = loader_new(course, diags, NULL);
	l.pack.alone = true;
	pack_add(&l.pack, name, bytes, n, false);
	finish(&l);
}

bool content_lock(struct buf *out, size_t *added, const char *root, struct err *err)
{
	struct course course = {0};
	struct diags diags = {0};
	struct loader l = loader_new(&course, &diags, root);
	*added = 0;
	bool ok = has_course(&l, err);
	if (ok) {
		char *path = under_root(&l, LOCK);
		add_all(&l);
		pack_write_lock(&l.pack, path, out, added);
		free(path);
	}
	pack_release(&l.pack);
	diags_release(&diags);
	course_release(&course);
	return ok;
}

/* ── a city ──────────────────────────────────────────────────────────────────────────── */

static bool city_leads_out(struct loader *l, const char *city)
{
	char *relative = xasprintf("locale/%s", city);
	char *all = under_root(l, "locale"), *own = under_root(l, relative);
	bool out = leads_out(l, all) || leads_out(l, own);
	free(relative);
	free(all);
	free(own);
	return out;
}

static struct file *add_city(struct loader *l, const char *city, const char *name,
			     struct err *err)
{
	char *relative = xasprintf("locale/%s/%s", city, name);
	char *path = under_root(l, relative);
	struct file *file = city_leads_out(l, city) ? NULL : add_path(l, path);
	if (!file)
		err_set(err, ERR_NOINPUT,
			_("Không đọc được tệp địa phương %s. Hãy cài lại nội dung, hoặc "
			  "thêm: --content THƯ-MỤC, là thư mục có đủ lessons, quizzes và "
			  "locale."),
			path);
	free(path);
	free(relative);
	return file;
}

static void take_wards(struct region *region, const struct region *wards)
{
	region->wards = wards->wards;
	region->ward_count = wards->ward_count;
	region->wards_source = wards->wards_source;
}

bool content_load_region(struct region *region, struct diags *diags, const char *root,
			 const char *city, struct err *err)
{
	struct loader l = {.root = root,
			   .pack = {.values = &region->arena, .diags = diags}};
	if (!id_valid(city))
		return err_set(err, ERR_USAGE,
			       _("\"%s\" không phải là mã một địa phương."), city);
	const struct file *rules = add_city(&l, city, "region.yaml", err);
	const struct file *wards = rules ? add_city(&l, city, "wards.yaml", err) : NULL;
	if (rules && rules->kind == FILE_REGION && rules->object) {
		struct arena arena = region->arena;
		*region = *(const struct region *)rules->object;
		region->arena = arena;
	}
	if (wards && wards->kind == FILE_WARDS && wards->object)
		take_wards(region, wards->object);
	region->id = region->id ? region->id : "";
	region->title = region->title ? region->title : "";
	bool ok = rules && wards;
	pack_release(&l.pack);
	return ok;
}

/* ── dates and the handbook ──────────────────────────────────────────────────────────── */

void content_check_facts(const struct course *course, struct diags *diags, int today)
{
	struct buf bytes = BUF_INIT;
	struct arena arena = {0};
	struct diags none = {0};
	struct document doc = {.quiet = true};
	for (size_t i = 0; i < course->fact_count; i++) {
		const struct fact *fact = &course->facts[i];
		struct date due = fact->as_of;
		/* A date that could not be read has been told of. */
		if (!date_valid(due))
			continue;
		due.year++;
		due.day = due.day <= month_days(due.year, due.month) ? due.day : 28;
		if (today <= day_of(due))
			continue;
		if (!doc.path && file_read(fact->at.file, DOCUMENT_BYTES, &bytes, NULL))
			document_init(&doc, &arena, &none, fact->at.file, bytes.data,
				      bytes.len);
		struct diag *d = diag_add(diags, fact->at, "W67",
					  _("Số liệu \"%s\" kiểm tra lần cuối ngày "
					    "%d/%d/%d, đã hơn một năm."),
					  fact->id, fact->as_of.day, fact->as_of.month,
					  fact->as_of.year);
		size_t len = 0;
		const char *line =
			doc.path ? document_line(&doc, fact->at.line, &len) : "";
		d->source = len ? xstrndup(line, len) : NULL;
		diag_fix(
			d,
			_("Xem lại nguồn, sửa value nếu cần, rồi ghi as_of là hôm nay."));
	}
	diags_release(&none);
	arena_release(&arena);
	buf_release(&bytes);
}
