/* kynangso diff: what a change of the content means for those who learn from it. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "content/load.h"
#include "course/change.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct side {
	struct course course;
	struct diags diags;
};

struct diffing {
	struct cli *cli;
	struct side old, now;
	struct changes changes;
	struct store *store; /* with the new course; NULL where there is no centre */
	struct err trouble; /* with its data: the content can be compared all the same */
	struct reached *touched[ITEM_KINDS];
	size_t touched_count[ITEM_KINDS];
	struct table table;
};

/* A pack or a single file. An error in it would look like something that is lost. */
static bool load(struct side *side, const char *path, struct err *err)
{
	struct stat st;
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	if (!(folder ? content_load(&side->course, &side->diags, path, err)
		     : content_load_file(&side->course, &side->diags, NULL, path, err)))
		return false;
	return !side->diags.errors ||
	       err_set(err, ERR_DATA,
		       _("%s còn %zu lỗi nên chưa so được. Xem: kynangso check %s"), path,
		       side->diags.errors, path);
}

static bool open_store(struct diffing *d)
{
	struct err *err = &d->trouble;
	const char *folder = cli_data(d->cli, NULL);
	if (!folder || !store_exists(folder))
		return true;
	d->store =
		store_open(folder, STORE_READ, &d->cli->clock, &d->now.course, NULL, err);
	if (!d->store)
		return false;
	for (int i = 0; i < ITEM_KINDS; i++)
		if (!store_reached(d->store, (enum changed_item)i, &d->touched[i],
				   &d->touched_count[i], err))
			return false;
	return true;
}

static int64_t people(const struct diffing *d, const struct course_change *change)
{
	for (size_t i = 0; i < d->touched_count[change->item]; i++) {
		const struct reached *t = &d->touched[change->item][i];
		if (!strcmp(t->id, change->id))
			return t->people;
	}
	return 0;
}

/* The names of all bits, and their words. */
static void add_what(struct table *t, unsigned what)
{
	struct buf names = BUF_INIT, words = BUF_INIT;
	for (unsigned bit = 1; bit < 1u << CHANGE_KINDS; bit <<= 1) {
		if (!(what & bit))
			continue;
		buf_printf(&names, "%s%s", names.len ? " " : "", change_name(bit));
		buf_printf(&words, "%s%s", words.len ? ", " : "", _(change_words(bit)));
	}
	table_choice(t, names.data, words.data);
	buf_release(&names);
	buf_release(&words);
}

static void build(struct diffing *d)
{
	struct table *t = &d->table;
	size_t gone = 0;
	table_title(t, "%s", _("Nội dung đã đổi những gì"));
	table_column(t, "item", _("Loại"), CELL_TEXT);
	table_column(t, "id", _("Mã"), CELL_TEXT);
	table_column(t, "was", _("Mã cũ"), CELL_TEXT);
	table_column(t, "change", _("Thay đổi"), CELL_TEXT);
	if (d->store)
		table_column(t, "people", _("Số người"), CELL_INTEGER);
	for (size_t i = 0; i < d->changes.count; i++) {
		const struct course_change *change = &d->changes.items[i];
		gone += (change->what & CHANGE_GONE) != 0;
		table_row(t);
		table_choice(t, changed_item_name(change->item),
			     _(changed_item_words(change->item)));
		table_text(t, change->id);
		table_text(t, strcmp(change->was, change->id) ? change->was : NULL);
		add_what(t, change->what);
		if (d->store)
			table_integer(t, people(d, change));
	}
	if (!d->changes.count)
		table_note(t, _("Kết quả"), "%s", _("không có gì khác"));
	if (d->store)
		table_note(t, _("Số người"), "%s",
			   _("người ở trung tâm này đã học hoặc làm mục ấy. Ai đã hoàn "
			     "thành khóa học thì vẫn hoàn thành."));
	if (d->trouble.kind)
		table_note(t, _("Số người"), _("chưa đếm được: %s"), d->trouble.text);
	if (gone)
		table_note(t, _("Cần sửa"),
			   _("%zu mục mất đi mà chưa ghi formerly hay retired."), gone);
}

static void release(struct diffing *d)
{
	store_close(d->store);
	for (int i = 0; i < ITEM_KINDS; i++)
		reached_release(d->touched[i], d->touched_count[i]);
	table_release(&d->table);
	changes_release(&d->changes);
	diags_release(&d->old.diags);
	diags_release(&d->now.diags);
	course_release(&d->old.course);
	course_release(&d->now.course);
}

static bool lost_any(const struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].what & CHANGE_GONE)
			return true;
	return false;
}

int command_diff(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct diffing d = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (load(&d.old, args.operands[0], &err) &&
	    load(&d.now, args.operands[1], &err)) {
		if (!open_store(&d)) {
			store_close(d.store);
			d.store = NULL;
		}
		course_changes(&d.old.course, &d.now.course, &d.changes);
		build(&d);
		status = output_table(cli, &args, &d.table, MODE_PUBLIC);
		if (status == EXIT_FINE && lost_any(&d.changes))
			status = EXIT_FINDINGS;
	} else {
		status = cli_fail(cli, &err);
	}
	release(&d);
	return status;
}
