/* A file on the desk: undo and redo over everything, a save that touches nothing else, and drafts
 * that outlive the program. */
#include "check.h"

#include "base/file.h"
#include "content/emit.h"
#include "content/manuscript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200], path[260], drafts[260];

static int begin(void **state)
{
	const char *base = getenv("TMPDIR");
	(void)state;
	snprintf(folder, sizeof(folder), "%s/ban-thao.XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/bai.yaml", folder);
	snprintf(drafts, sizeof(drafts), "%s/nhap", folder);
	return 0;
}

static int end(void **state)
{
	char *command = xasprintf("rm -rf '%s'", folder);
	int status = system(command);
	(void)state;
	free(command);
	return status;
}

static const char lesson[] = "# ghi\nkind: lesson\nid: bai\ntitle: mot\nminutes: 3\n";

static void put(const char *text)
{
	struct err err = {0};
	assert_true(file_write(path, text, strlen(text), 0644, true, &err));
}

static void holds(const char *text)
{
	struct buf bytes = BUF_INIT;
	assert_true(file_read(path, 100000, &bytes, NULL));
	assert_string_equal(bytes.data, text);
	buf_release(&bytes);
}

static void open_it(struct manuscript *m)
{
	struct err err = {0};
	assert_true(manuscript_open(m, path, &err));
}

static void set(struct manuscript *m, const char *where, const char *text)
{
	struct err err = {0};
	struct edit edit = {
		.kind = EDIT_SET, .at = node_at(m->doc.root, where), .text = text};
	if (!manuscript_edit(m, &edit, &err))
		fail_msg("%s", err.text);
}

static void steps_are_undone_and_done_again(void **state)
{
	struct manuscript m;
	(void)state;
	put(lesson);
	open_it(&m);
	assert_false(manuscript_changed(&m));
	assert_false(manuscript_undo(&m));
	manuscript_begin(&m);
	set(&m, "title", "hai");
	manuscript_begin(&m);
	set(&m, "title", "ba"); /* two edits, one step */
	set(&m, "minutes", "4");
	assert_string_equal(node_get(m.doc.root, "title")->text, "ba");
	assert_true(manuscript_undo(&m));
	assert_string_equal(node_get(m.doc.root, "title")->text, "hai");
	assert_string_equal(node_get(m.doc.root, "minutes")->text, "3");
	assert_true(manuscript_can_redo(&m));
	assert_true(manuscript_redo(&m));
	assert_string_equal(node_get(m.doc.root, "title")->text, "ba");
	assert_true(manuscript_undo(&m) && manuscript_undo(&m));
	assert_string_equal(m.text.data, lesson);
	assert_false(manuscript_changed(&m));
	/* Something new forgets what was undone. */
	manuscript_begin(&m);
	set(&m, "title", "bon");
	assert_false(manuscript_can_redo(&m));
	/* A refused edit is no step. */
	struct edit wrong = {.kind = EDIT_SET, .at = m.doc.root, .text = "x"};
	struct err err = {0};
	manuscript_begin(&m);
	assert_false(manuscript_edit(&m, &wrong, &err));
	assert_true(manuscript_undo(&m));
	assert_string_equal(m.text.data, lesson);
	manuscript_release(&m);
}

static void hundreds_of_steps_are_undone(void **state)
{
	struct manuscript m;
	(void)state;
	put(lesson);
	open_it(&m);
	for (int i = 0; i < 500; i++) {
		char text[30];
		snprintf(text, sizeof(text), "tên thứ %d", i);
		manuscript_begin(&m);
		set(&m, "title", text);
	}
	for (int i = 0; i < 500; i++)
		assert_true(manuscript_undo(&m));
	assert_false(manuscript_undo(&m));
	assert_string_equal(m.text.data, lesson);
	manuscript_release(&m);
}

static void saving_keeps_mode_mark_and_link(void **state)
{
	struct manuscript m;
	struct err err = {0};
	struct stat st;
	char link[260];
	(void)state;
	put("\xef\xbb\xbf"
	    "title: mot\r\n# ghi\r\n");
	assert_int_equal(chmod(path, 0664), 0);
	snprintf(link, sizeof(link), "%s/lien-ket.yaml", folder);
	assert_int_equal(symlink(path, link), 0);
	assert_true(manuscript_open(&m, link, &err));
	set(&m, "title", "hai");
	assert_int_equal(manuscript_save(&m, false, &err), SAVE_DONE);
	assert_false(manuscript_changed(&m));
	holds("\xef\xbb\xbf"
	      "title: hai\r\n# ghi\r\n");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0664);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	/* Undo goes on behind a save. */
	assert_true(manuscript_undo(&m));
	assert_true(manuscript_changed(&m));
	manuscript_release(&m);
	unlink(link);
}

static void another_hand_is_noticed(void **state)
{
	struct manuscript m;
	struct err err = {0};
	(void)state;
	put(lesson);
	open_it(&m);
	set(&m, "title", "của tôi");
	put("title: của người khác\n");
	assert_int_equal(manuscript_save(&m, false, &err), SAVE_CONFLICT);
	holds("title: của người khác\n");
	assert_int_equal(manuscript_save(&m, true, &err), SAVE_DONE);
	holds("# ghi\nkind: lesson\nid: bai\ntitle: của tôi\nminutes: 3\n");
	put("title: lần nữa\n");
	assert_true(manuscript_reload(&m, &err));
	assert_false(manuscript_can_undo(&m));
	assert_string_equal(node_get(m.doc.root, "title")->text, "lần nữa");
	/* Gone altogether is a conflict, too; then it is written anew. */
	set(&m, "title", "x");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(manuscript_save(&m, false, &err), SAVE_CONFLICT);
	assert_int_equal(manuscript_save(&m, true, &err), SAVE_DONE);
	holds("title: x\n");
	manuscript_release(&m);
}

static void what_cannot_be_written_says_so(void **state)
{
	struct manuscript m;
	struct err err = {0};
	(void)state;
	put(lesson);
	open_it(&m);
	assert_true(manuscript_writable(&m, &err));
	if (geteuid() != 0) {
		assert_int_equal(chmod(path, 0444), 0);
		assert_false(manuscript_writable(&m, &err));
		assert_non_null(strstr(err.text, path));
		set(&m, "title", "x");
		assert_int_equal(manuscript_save(&m, false, &err), SAVE_FAILED);
		holds(lesson);
		chmod(path, 0644);
	}
	manuscript_release(&m);
	assert_false(manuscript_open(&m, "/khong/co/tep.yaml", &err));
}

static void a_file_that_is_no_yaml_opens(void **state)
{
	struct manuscript m;
	(void)state;
	put("title: \"mở\nma\n");
	open_it(&m);
	assert_null(m.doc.root);
	assert_null(manuscript_table(&m));
	manuscript_release(&m);
	put("kind: chuyen\n");
	open_it(&m);
	assert_non_null(m.doc.root);
	assert_null(manuscript_table(&m));
	manuscript_release(&m);
	put(lesson);
	open_it(&m);
	assert_non_null(manuscript_table(&m));
	manuscript_release(&m);
}

static void a_draft_outlives_the_program(void **state)
{
	struct manuscript m;
	struct err err = {0};
	struct buf text = BUF_INIT;
	bool same = false;
	(void)state;
	put(lesson);
	open_it(&m);
	assert_true(manuscript_keep_draft(&m, NULL, &err));
	assert_true(manuscript_keep_draft(&m, drafts, &err));
	assert_false(manuscript_find_draft(&m, drafts, &text, &same));
	set(&m, "title", "chưa lưu");
	assert_true(manuscript_keep_draft(&m, drafts, &err));
	manuscript_release(&m); /* the power goes */

	open_it(&m);
	buf_reset(&text);
	assert_true(manuscript_find_draft(&m, drafts, &text, &same));
	assert_true(same);
	assert_non_null(strstr(text.data, "chưa lưu"));
	manuscript_begin(&m);
	manuscript_replace(&m, text.data, text.len);
	assert_string_equal(node_get(m.doc.root, "title")->text, "chưa lưu");
	assert_true(manuscript_undo(&m));
	assert_string_equal(m.text.data, lesson);
	assert_true(manuscript_redo(&m));
	manuscript_release(&m);

	/* Meanwhile the file has changed: the draft is there, and known to be older. */
	put("title: khác\n");
	open_it(&m);
	buf_reset(&text);
	assert_true(manuscript_find_draft(&m, drafts, &text, &same));
	assert_false(same);
	manuscript_drop_draft(&m, drafts);
	buf_reset(&text);
	assert_false(manuscript_find_draft(&m, drafts, &text, &same));
	manuscript_release(&m);
	buf_release(&text);
}

int test_manuscript(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_are_undone_and_done_again),
		cmocka_unit_test(hundreds_of_steps_are_undone),
		cmocka_unit_test(saving_keeps_mode_mark_and_link),
		cmocka_unit_test(another_hand_is_noticed),
		cmocka_unit_test(what_cannot_be_written_says_so),
		cmocka_unit_test(a_file_that_is_no_yaml_opens),
		cmocka_unit_test(a_draft_outlives_the_program),
	};
	return cmocka_run_group_tests_name("manuscript", tests, begin, end);
}
