#include "tests.h"

#include "base/file.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200];

static int set_up(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof(folder), "%s/base-test-XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	char command[220];
	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static void writes_and_reads_back(void **state)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	struct stat st;
	char *path = path_join(folder, "tệp.txt");
	(void)state;
	assert_true(file_write(path, "một\0hai", 8, 0600, false, &err));
	assert_true(file_read(path, 100, &text, &err));
	assert_int_equal(text.len, 8);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	buf_release(&text);
	free(path);
}

static void never_over_an_existing_file_unasked(void **state)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	char *path = path_join(folder, "co-roi");
	(void)state;
	assert_true(file_write(path, "cũ", 3, 0600, false, &err));
	assert_false(file_write(path, "mới", 5, 0600, false, &err));
	assert_int_equal(err.kind, ERR_CANTCREAT);
	assert_non_null(strstr(err.text, "đã có tệp cùng tên"));
	assert_true(file_read(path, 100, &text, &err));
	assert_string_equal(text.data, "cũ");
	assert_true(file_write(path, "mới", 5, 0600, true, &err));
	buf_reset(&text);
	assert_true(file_read(path, 100, &text, &err));
	assert_memory_equal(text.data, "mới", 5);
	buf_release(&text);
	free(path);
}

/* Nothing is left behind where writing failed. */
static void failing_write_leaves_nothing(void **state)
{
	struct err err = {0};
	char **names;
	size_t count;
	char *path = path_join(folder, "khong/co/thu-muc");
	(void)state;
	assert_false(file_write(path, "x", 1, 0600, true, &err));
	assert_int_equal(err.kind, ERR_NOINPUT);
	assert_true(folder_list(folder, ".tmp", &names, &count, &err));
	assert_int_equal(count, 0);
	free(names);
	free(path);
}

/* Every refusal says why, and ends with what to do now. */
static void refusals_say_what_to_do(void **state)
{
	static const struct {
		const char *path, *reason;
		bool write;
	} cases[] = {
		{"khong/co", "không tìm thấy", false},
		{"khong/co", "không tìm thấy", true},
		{"tep/x", "đi qua một tệp", false},
		{"vong", "đi vòng tròn", false},
		{".", "đây là một thư mục", false},
	};
	char *file = path_join(folder, "tep"), *loop = path_join(folder, "vong");
	(void)state;
	assert_true(file_write(file, "x", 1, 0600, false, NULL));
	assert_int_equal(symlink("vong", loop), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = {0};
		struct buf text = BUF_INIT;
		char *path = path_join(folder, cases[i].path);
		assert_false(cases[i].write ? file_write(path, "x", 1, 0600, true, &err)
					    : file_read(path, 100, &text, &err));
		const char *advice = strstr(err.text, "). Hãy ");
		if (!strstr(err.text, cases[i].reason) || !advice ||
		    err.text[strlen(err.text) - 1] != '.')
			fail_msg("%s: %s", cases[i].path, err.text);
		buf_release(&text);
		free(path);
	}
	assert_int_equal(unlink(loop), 0);
	free(loop);
	free(file);
}

static void limit_is_kept(void **state)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	char *path = path_join(folder, "to");
	char big[5000] = {0};
	(void)state;
	assert_true(file_write(path, big, sizeof(big), 0600, false, &err));
	assert_false(file_read(path, 4999, &text, &err));
	assert_int_equal(err.kind, ERR_DATA);
	buf_reset(&text);
	assert_true(file_read(path, 5000, &text, &err));
	buf_release(&text);
	assert_false(file_read(folder, 5000, &text, &err)); /* a folder is no file */
	free(path);
	buf_release(&text);
}

static size_t entries_of(const char *path)
{
	char **names;
	size_t count;
	assert_true(folder_list(path, "", &names, &count, NULL));
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return count;
}

static bool write_two(const char *path, const char *first, bool replace, struct err *err)
{
	const struct file_part parts[] = {{"một.csv", first, strlen(first)},
					  {"hai.json", "{}", 2}};
	return folder_write(path, parts, ARRAY_LEN(parts), 0644, replace, err);
}

static void assert_first(const char *path, const char *expected)
{
	struct buf text = BUF_INIT;
	char *first = path_join(path, "một.csv");
	assert_true(file_read(first, 100, &text, NULL));
	assert_string_equal(text.data, expected);
	buf_release(&text);
	free(first);
}

static void a_folder_is_there_whole_or_not_at_all(void **state)
{
	struct err err = {0};
	struct stat st;
	char *path = path_join(folder, "gói"), *slash = path_join(folder, "gói/");
	(void)state;
	assert_true(write_two(slash, "cũ", false, &err));
	assert_first(path, "cũ");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0755);
	assert_false(write_two(path, "mới", false, &err));
	assert_int_equal(err.kind, ERR_CANTCREAT);
	assert_non_null(strstr(err.text, "đã có tệp cùng tên"));
	assert_first(path, "cũ");
	assert_true(write_two(path, "mới", true, &err));
	assert_first(path, "mới");
	assert_int_equal(entries_of(path), 2);
	/* What is somebody else's stays, and so does all beside it. */
	char *note = path_join(path, "ghi chú.txt");
	assert_true(file_write(note, "của tôi", 8, 0600, false, NULL));
	assert_false(write_two(path, "nữa", true, &err));
	assert_non_null(strstr(err.text, "ghi chú.txt"));
	assert_first(path, "mới");
	assert_int_equal(entries_of(path), 3);
	assert_false(write_two(note, "nữa", true, &err)); /* a file is no folder */
	char *nowhere = path_join(folder, "không/có");
	assert_false(write_two(nowhere, "x", false, &err));
	glob_t left;
	char *pattern = path_join(folder, "*.tmp");
	assert_int_equal(glob(pattern, 0, NULL, &left), GLOB_NOMATCH);
	free(pattern);
	free(nowhere);
	free(note);
	free(slash);
	free(path);
}

static void lists_folders_sorted(void **state)
{
	struct err err = {0};
	char **names;
	size_t count;
	char *sub = path_join(folder, "a/b/c");
	(void)state;
	assert_true(folder_make(sub, 0700, &err));
	assert_true(folder_make(sub, 0700, &err)); /* there already */
	static const char *const made[] = {"/z.yaml", "/a.yaml", "/.an.yaml", "/x.txt"};
	for (size_t i = 0; i < ARRAY_LEN(made); i++) {
		char *path = xasprintf("%s%s", sub, made[i]);
		assert_true(file_write(path, "", 0, 0600, false, &err));
		free(path);
	}
	assert_true(folder_list(sub, ".yaml", &names, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "a.yaml");
	assert_string_equal(names[1], "z.yaml");
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	assert_false(folder_list("/khong-co", ".yaml", &names, &count, &err));
	assert_int_equal(count, 0);
	char *file = path_join(sub, "z.yaml");
	assert_false(folder_make(file, 0700, &err));
	free(file);
	free(sub);
}

static void data_folder_follows_xdg(void **state)
{
	struct err err = {0};
	(void)state;
	setenv("XDG_DATA_HOME", "/srv/du-lieu", 1);
	char *path = path_data(&err);
	assert_string_equal(path, "/srv/du-lieu/kynangso");
	free(path);
	setenv("XDG_DATA_HOME", "tương/đối",
	       1); /* not absolute: to be ignored, says the standard */
	setenv("HOME", "/home/lan", 1);
	path = path_data(&err);
	assert_string_equal(path, "/home/lan/.local/share/kynangso");
	free(path);
	unsetenv("HOME");
	assert_null(path_data(&err));
	assert_int_equal(err.kind, ERR_CONFIG);
}

int test_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_and_reads_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(never_over_an_existing_file_unasked,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(failing_write_leaves_nothing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(refusals_say_what_to_do, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_folder_is_there_whole_or_not_at_all,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(limit_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_folders_sorted, set_up, tear_down),
		cmocka_unit_test(data_folder_follows_xdg),
	};
	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
