#include "tests.h"

#include "base/file.h"
#include "base/watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200], away[220];
static char file[240], other[240], draft[240], apart[240];

static int make_folder(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof(folder), "%s/base-test-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	snprintf(away, sizeof(away), "%s/away", folder);
	snprintf(file, sizeof(file), "%s/bai.yaml", folder);
	snprintf(other, sizeof(other), "%s/thuc-hanh.yaml", folder);
	snprintf(draft, sizeof(draft), "%s/.bai.yaml.swp", folder);
	snprintf(apart, sizeof(apart), "%s/ghi-chu.txt", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(file);
	unlink(other);
	unlink(draft);
	unlink(apart);
	return rmdir(folder);
}

static void save(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void sees_a_save_once(void **state)
{
	struct watch watch;
	(void)state;
	save(file, "a");
	watch_init(&watch, file, NULL);
	assert_true(watch.fd >= 0);
	assert_false(watch_changed(&watch));
	save(file, "b");
	assert_true(watch_changed(&watch));
	assert_false(watch_changed(&watch));
	watch_release(&watch);
}

static void sees_another_file_put_in_its_place(void **state)
{
	struct watch watch;
	struct err err = {0};
	(void)state;
	save(file, "a");
	watch_init(&watch, file, NULL);
	for (int i = 0; i < 3; i++) {
		assert_true(file_write(file, "b", 1, 0644, true, &err));
		assert_true(watch_changed(&watch));
		assert_false(watch_changed(&watch));
	}
	/* As some do: the old one away first. */
	assert_int_equal(rename(file, apart), 0);
	assert_false(watch_changed(&watch));
	save(file, "c");
	assert_true(watch_changed(&watch));
	watch_release(&watch);
}

static void half_a_file_is_no_save(void **state)
{
	struct watch watch;
	(void)state;
	save(file, "a");
	watch_init(&watch, file, NULL);
	int fd = open(file, O_WRONLY | O_TRUNC);
	assert_int_equal(write(fd, "nửa", 3), 3);
	assert_false(watch_changed(&watch));
	close(fd);
	assert_true(watch_changed(&watch));
	watch_release(&watch);
}

static void others_count_by_their_ending(void **state)
{
	struct watch watch;
	(void)state;
	save(file, "a");
	watch_init(&watch, file, NULL);
	save(other, "a");
	assert_false(watch_changed(&watch));
	watch_release(&watch);
	watch_init(&watch, file, ".yaml");
	save(draft, "a");
	save(apart, "a");
	assert_false(watch_changed(&watch));
	save(other, "b");
	assert_true(watch_changed(&watch));
	watch_release(&watch);
}

static void follows_a_link(void **state)
{
	char real[240];
	struct watch watch;
	(void)state;
	assert_int_equal(mkdir(away, 0700), 0);
	snprintf(real, sizeof(real), "%s/that.yaml", away);
	save(real, "a");
	unlink(file);
	assert_int_equal(symlink(real, file), 0);
	watch_init(&watch, file, NULL);
	save(real, "b");
	assert_true(watch_changed(&watch));
	watch_release(&watch);
	unlink(real);
	unlink(file);
	rmdir(away);
}

/* Where the system cannot tell, one has to look; what is missing for a moment is no news. */
static void looks_by_itself(void **state)
{
	struct watch watch;
	(void)state;
	save(file, "a");
	watch_init(&watch, file, NULL);
	close(watch.fd);
	watch.fd = -1;
	assert_false(watch_changed(&watch));
	save(file, "ab");
	assert_true(watch_changed(&watch));
	assert_false(watch_changed(&watch));
	unlink(file);
	assert_false(watch_changed(&watch));
	save(file, "abc");
	assert_true(watch_changed(&watch));
	watch_release(&watch);
}

/* In a folder everything of that ending counts, and also what goes. */
static void a_whole_folder(void **state)
{
	struct watch watch;
	(void)state;
	watch_init_folder(&watch, folder, ".yaml");
	assert_true(watch.fd >= 0);
	assert_false(watch_changed(&watch));
	save(apart, "a");
	save(draft, "a");
	assert_false(watch_changed(&watch));
	save(file, "a");
	assert_true(watch_changed(&watch));
	unlink(file);
	assert_true(watch_changed(&watch));
	assert_false(watch_changed(&watch));
	assert_int_equal(mkdir(away, 0700), 0);
	assert_true(watch_changed(&watch));
	rmdir(away);
	assert_true(watch_changed(&watch));
	watch_release(&watch);
	watch_init_folder(&watch, away, ".yaml");
	assert_int_equal(watch.fd, -1);
	assert_false(watch_changed(&watch));
	watch_release(&watch);
}

static void a_missing_folder_is_no_trouble(void **state)
{
	struct watch watch;
	char path[240];
	(void)state;
	snprintf(path, sizeof(path), "%s/bai.yaml", away);
	watch_init(&watch, path, NULL);
	assert_int_equal(watch.fd, -1);
	assert_false(watch_changed(&watch));
	watch_release(&watch);
}

int test_watch(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_a_save_once),
		cmocka_unit_test(sees_another_file_put_in_its_place),
		cmocka_unit_test(half_a_file_is_no_save),
		cmocka_unit_test(others_count_by_their_ending),
		cmocka_unit_test(follows_a_link),
		cmocka_unit_test(looks_by_itself),
		cmocka_unit_test(a_whole_folder),
		cmocka_unit_test(a_missing_folder_is_no_trouble),
	};
	return cmocka_run_group_tests_name("watch", tests, make_folder, remove_folder);
}
