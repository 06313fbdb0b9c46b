/* Every file of tests/content/bad gives exactly the findings of its neighbour x.expect, at exactly
 * those places. A line there is `x.yaml:line:col: code`, and may go on ` = fix` with the line as it
 * should be (\n for a further line). Files are judged inside the pack tests/content/good, where
 * most take the place of one of its files. */
#include "check.h"

#include "base/date.h"
#include "base/file.h"
#include "content/diagtext.h"
#include "content/document.h"
#include "content/load.h"
#include "text/column.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One finding in the form of .expect; the fix only if the expected line asks for it. */
static char *line_of(const struct diag *d, const char *wanted, size_t n)
{
	const char *name = strrchr(d->at.file, '/');
	name = name ? name + 1 : d->at.file;
	char *line = d->at.line ? xasprintf("%s:%d:%d: %s", name, d->at.line, d->at.col,
					    d->code)
				: xasprintf("%s: %s", name, d->code);
	if (!memmem(wanted, n, " = ", 3))
		return line;
	struct buf all = BUF_INIT;
	buf_printf(&all, "%s = ", line);
	for (const char *s = d->fix ? d->fix : "(none)"; *s; s++) {
		if (*s == '\n')
			buf_adds(&all, "\\n");
		else
			buf_addc(&all, *s);
	}
	free(line);
	return buf_detach(&all);
}

static int compare(const char *name, const struct diags *diags, const char *expect)
{
	int wrong = 0;
	for (size_t i = 0; i < diags->count || *expect; i++) {
		size_t n = strcspn(expect, "\n");
		char *line = i < diags->count ? line_of(&diags->items[i], expect, n)
					      : xstrdup("(nothing more)");
		if (strlen(line) != n || memcmp(line, expect, n)) {
			printf("%s:\n  expected %.*s\n  found    %s\n", name, (int)n,
			       expect, line);
			if (i < diags->count)
				printf("           %s\n", diags->items[i].message);
			wrong++;
		}
		free(line);
		expect += n + (expect[n] == '\n');
	}
	return wrong;
}

/* However narrow the window, no line is wider. */
static int check_width(const char *name, const struct diag *d)
{
	int wrong = 0;
	for (int columns = 20; columns <= 120; columns += 20) {
		struct buf text = BUF_INIT;
		diag_format_within(&text, d, true, columns);
		for (const char *s = text.data; *s;) {
			size_t n = strcspn(s, "\n");
			if (text_columns_n(s, n) > columns) {
				printf("%s: wider than %d: %.*s\n", name, columns, (int)n,
				       s);
				wrong++;
			}
			s += n + (s[n] == '\n');
		}
		buf_release(&text);
	}
	return wrong;
}

/* Messages are whole sentences: they end like one. */
static int check_words(const char *name, const struct diags *diags)
{
	int wrong = 0;
	for (size_t i = 0; i < diags->count; i++)
		wrong += check_width(name, &diags->items[i]);
	for (size_t i = 0; i < diags->count; i++) {
		const char *m = diags->items[i].message;
		if (!*m || !strchr(".?", m[strlen(m) - 1])) {
			printf("%s: not a sentence: %s\n", name, m);
			wrong++;
		}
	}
	return wrong;
}

/* What the corpus says all in all. */
struct tally {
	size_t files, findings, mended;
	struct strings codes; /* that were found, and expected */
};

static void count(struct tally *tally, const struct diags *diags)
{
	tally->files++;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *d = &diags->items[i];
		tally->findings++;
		tally->mended += d->fix && *d->fix;
		if (strings_have(&tally->codes, d->code))
			continue;
		assert_true(tally->codes.count < 100);
		tally->codes.items[tally->codes.count++] = xstrdup(d->code);
	}
}

/* Also what only the date tells. */
static void judge(struct course *course, struct diags *diags, const char *path)
{
	struct diags facts = {0};
	assert_true(content_load_file(course, diags, GOOD, path, NULL));
	content_check_facts(course, &facts, day_of((struct date){2026, 11, 22}));
	for (size_t i = 0; i < facts.count; i++) {
		const struct diag *d = &facts.items[i];
		if (!strcmp(d->at.file, path))
			diag_fix(diag_add(diags, d->at, d->code, "%s", d->message), "%s",
				 d->fix);
	}
	diags_release(&facts);
	diags_sort(diags);
}

/* The file with a finding's line as it should be. */
static void mend(struct buf *out, const struct buf *bytes, const struct diag *d)
{
	const char *s = bytes->data, *end = s + bytes->len;
	for (int line = 1; line < d->fix_line && s < end; line++)
		s = (char *)memchr(s, '\n', (size_t)(end - s)) + 1;
	buf_add(out, bytes->data, (size_t)(s - bytes->data));
	buf_adds(out, d->fix);
	const char *eol = memchr(s, '\n', (size_t)(end - s));
	if (eol)
		buf_add(out, eol, (size_t)(end - eol));
}

static bool still_there(const struct diags *diags, const struct diag *d)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *other = &diags->items[i];
		if (other->at.line == d->at.line && !strcmp(other->code, d->code) &&
		    !strcmp(other->message, d->message))
			return true;
	}
	return false;
}

/* E01 to E03: mistakes of writing. */
static size_t count_writing(const struct diags *diags)
{
	size_t n = 0;
	for (size_t i = 0; i < diags->count; i++)
		n += strcmp(diags->items[i].code, "E01") >= 0 &&
		     strcmp(diags->items[i].code, "E03") <= 0;
	return n;
}

/* Whoever copies the offered line into the file is rid of the finding, and no mistake of writing
 * has come in its place. (What is missing behind it may come to light.) */
static int check_mend(const char *path, const struct buf *bytes, const struct diags *was,
		      const struct diag *d)
{
	struct buf mended = BUF_INIT;
	struct course course = {0};
	struct diags diags = {0};
	mend(&mended, bytes, d);
	assert_true(content_load_bytes(&course, &diags, GOOD, path, mended.data,
				       mended.len, NULL));
	bool wrong = still_there(&diags, d) || count_writing(&diags) > count_writing(was);
	if (wrong)
		printf("%s:%d: %s is not mended by: %s\n", path, d->at.line, d->code,
		       d->fix);
	diags_release(&diags);
	course_release(&course);
	buf_release(&mended);
	return wrong;
}

static void every_mend_mends(void **state)
{
	(void)state;
	char **names;
	size_t count, mends = 0;
	int wrong = 0;
	assert_true(folder_list(BAD, ".yaml", &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		char *path = xasprintf(BAD "/%s", names[i]);
		struct buf bytes = BUF_INIT;
		struct course course = {0};
		struct diags diags = {0};
		assert_true(file_read(path, 1 << 20, &bytes, NULL));
		assert_true(content_load_file(&course, &diags, GOOD, path, NULL));
		for (size_t k = 0; k < diags.count; k++) {
			if (!diags.items[k].fix_line)
				continue;
			mends++;
			wrong += check_mend(path, &bytes, &diags, &diags.items[k]);
		}
		diags_release(&diags);
		course_release(&course);
		buf_release(&bytes);
		free(path);
		free(names[i]);
	}
	free(names);
	assert_int_equal(wrong, 0);
	printf("%zu mends\n", mends);
	assert_true(mends >= 100);
}

static int check_file(const char *name, struct tally *tally)
{
	char *path = xasprintf(BAD "/%s", name);
	char *neighbour = xasprintf(BAD "/%.*s.expect", (int)strlen(name) - 5, name);
	struct buf expect = BUF_INIT;
	struct course course = {0};
	struct diags diags = {0};
	assert_true(file_read(neighbour, 65536, &expect, NULL));
	judge(&course, &diags, path);
	count(tally, &diags);
	int wrong = compare(name, &diags, expect.data) + check_words(name, &diags);
	diags_release(&diags);
	course_release(&course);
	buf_release(&expect);
	free(neighbour);
	free(path);
	return wrong;
}

static void every_bad_file_is_told_of(void **state)
{
	(void)state;
	char **names;
	size_t count;
	int wrong = 0;
	const char *room[100];
	struct tally tally = {.codes = {room, 0}};
	assert_true(folder_list(BAD, ".yaml", &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		wrong += check_file(names[i], &tally);
		free(names[i]);
	}
	free(names);
	assert_int_equal(wrong, 0);
	/* Every rule of the checker has a file that breaks it. */
	const char *code, *help;
	for (size_t i = 0; (code = content_rule(i, &help)); i++) {
		if (strings_have(&tally.codes, code))
			continue;
		printf("no file of tests/content/bad gives %s\n", code);
		wrong++;
	}
	printf("%zu files, %zu findings of %zu codes, %zu%% with a mend\n", tally.files,
	       tally.findings, tally.codes.count, tally.mended * 100 / tally.findings);
	for (size_t i = 0; i < tally.codes.count; i++)
		free((char *)(uintptr_t)tally.codes.items[i]);
	assert_int_equal(wrong, 0);
	assert_true(tally.files >= 240);
	assert_true(tally.mended * 100 >= tally.findings * 90);
}

/* The same bytes from memory, alone: nothing may crash or leak, whatever is missing. */
static void every_bad_file_loads_alone(void **state)
{
	(void)state;
	char **names;
	size_t count;
	assert_true(folder_list(BAD, ".yaml", &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		char *path = xasprintf(BAD "/%s", names[i]);
		struct buf bytes = BUF_INIT;
		struct course course = {0};
		struct diags diags = {0};
		assert_true(file_read(path, 1 << 20, &bytes, NULL));
		content_load_text(&course, &diags, names[i], bytes.data, bytes.len);
		diags_release(&diags);
		course_release(&course);
		buf_release(&bytes);
		free(path);
		free(names[i]);
	}
	free(names);
}

/* Many remarks are no error, and hide none. */
static void remarks_hide_no_error(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_adds(&text, "kind: quiz\nschema: 1\nid: nhieu\ntitle: Nhiều câu\n"
			"mode: practice\nalways: [cau-1]\nquestions:\n");
	for (int i = 1; i <= 70; i++)
		buf_printf(
			&text,
			"  - id: cau-%d\n    type: single\n    skills: [thu.doc]\n"
			"    ask: Câu nào đúng?\n    options:\n"
			"      - {id: mot, text: Một%s}\n      - {id: hai, text: Hai}\n"
			"      - {id: ba, text: Ba}\n",
			i, i < 70 ? ", correct: true" : "");
	for (size_t last = 0; last < 2; last++) {
		struct course course = {0};
		struct diags diags = {0};
		content_load_text(&course, &diags, "nhieu.yaml", text.data, text.len);
		assert_int_equal(diags.errors, !last);
		assert_true(diags.count > 100 && diags.count < 110);
		for (size_t i = 0; i < diags.count; i++)
			if (diags.items[i].code[0] == 'E')
				assert_string_equal(diags.items[i].code, "E20");
		diags_release(&diags);
		course_release(&course);
		/* The last question mended. */
		char *where = strstr(text.data, "cau-70");
		where = strstr(where, "text: Một") + strlen("text: Một");
		buf_truncate(&text, (size_t)(where - text.data));
		buf_adds(&text, ", correct: true}\n      - {id: hai, text: Hai}\n");
	}
	buf_release(&text);
}

int test_bad(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_is_told_of),
		cmocka_unit_test(remarks_hide_no_error),
		cmocka_unit_test(every_mend_mends),
		cmocka_unit_test(every_bad_file_loads_alone),
	};
	return cmocka_run_group_tests_name("bad files", tests, NULL, NULL);
}
