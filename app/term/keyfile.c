#include "term/keyfile.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "term/canvas.h"
#include "text/clean.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t"
#define WAIT_MAX_DAYS 3660

/* The line being read, and where its complaint goes. */
struct reader {
	struct keyfile *file;
	int line;
	struct err *err;
};

static bool fail(struct reader *r, const char *format, ...) PRINTF_LIKE(2, 3);
static bool fail(struct reader *r, const char *format, ...)
{
	struct buf why = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&why, format, args);
	va_end(args);
	err_set(r->err, ERR_DATA, "%s:%d: %s", r->file->name, r->line, why.data);
	buf_release(&why);
	return false;
}

static struct keyfile_step *add_step(struct reader *r, enum keyfile_kind kind)
{
	struct keyfile *file = r->file;
	ALLOC_GROW(file->steps, file->count + 1, file->cap);
	struct keyfile_step *step = &file->steps[file->count++];
	*step = (struct keyfile_step){.kind = kind, .line = r->line};
	return step;
}

/* Text without its quotes, NFC, kept in the file's arena. NULL after a complaint. */
static const char *take_text(struct reader *r, const char *rest)
{
	size_t n = strlen(rest);
	if (n >= 2 && rest[0] == '"' && rest[n - 1] == '"') {
		rest++;
		n -= 2;
	}
	if (n == 0) {
		fail(r, _("thiếu chữ sau lệnh. Viết chữ đó trên cùng dòng."));
		return NULL;
	}
	char *nfc = text_nfc_n(rest, n);
	size_t bad;
	if (!nfc || !text_clean(nfc, strlen(nfc), false, &bad, NULL)) {
		struct buf shown = BUF_INIT;
		text_visible(&shown, rest);
		fail(r, _("có ký tự không gõ được: %s. Xóa ký tự đó đi."), shown.data);
		buf_release(&shown);
		free(nfc);
		return NULL;
	}
	const char *kept = arena_strdup(&r->file->arena, nfc);
	free(nfc);
	return kept;
}

static bool take_key(struct reader *r, const char *name, struct key *key)
{
	if (key_parse(name, key))
		return true;
	return fail(
		r,
		_("không có phím nào tên \"%s\". Các tên: Enter, Esc, Tab, Shift-Tab, "
		  "Backspace, Delete, Insert, Up, Down, Left, Right, PgUp, PgDn, Home, "
		  "End, F1 đến F12, Ctrl-C, Ctrl-L, Ctrl-U, Ctrl-W, Ctrl-Z, Space, hoặc "
		  "đúng một chữ."),
		name);
}

/* ── one function a command ────────────────────────────────────────────────────────── */

static bool add_with_text(struct reader *r, enum keyfile_kind kind, char *rest)
{
	const char *text = take_text(r, rest);
	if (!text)
		return false;
	add_step(r, kind)->text = text;
	return true;
}

static bool add_keys(struct reader *r, enum keyfile_kind kind, char *rest)
{
	char *save = NULL;
	char *name = strtok_r(rest, BLANKS, &save);
	if (!name)
		return fail(r, _("thiếu tên phím. Ví dụ: key Down Enter"));
	for (; name; name = strtok_r(NULL, BLANKS, &save)) {
		struct key key;
		if (!take_key(r, name, &key))
			return false;
		add_step(r, kind)->key = key;
	}
	return true;
}

static bool add_click(struct reader *r, enum keyfile_kind kind, char *rest)
{
	int row, col, used = 0;
	bool two = sscanf(rest, "%4d %4d%n", &row, &col, &used) == 2 && !rest[used];
	if (!two || row < 0 || col < 0 || row >= CANVAS_MAX || col >= CANVAS_MAX)
		return fail(r, _("cần dòng và cột, đếm từ 0. Ví dụ: click 5 10"));
	struct keyfile_step *step = add_step(r, kind);
	step->key = (struct key){.code = K_CLICK, .row = row, .col = col};
	return true;
}

static bool add_dump(struct reader *r, enum keyfile_kind kind, char *rest)
{
	if (*rest)
		return add_with_text(r, kind, rest);
	add_step(r, kind)->text = "";
	return true;
}

static bool add_resize(struct reader *r, enum keyfile_kind kind, char *rest)
{
	int rows, cols, used = 0;
	bool two = sscanf(rest, "%4dx%4d%n", &cols, &rows, &used) == 2 && !rest[used];
	if (!two || rows < 1 || cols < 1 || rows > CANVAS_MAX || cols > CANVAS_MAX)
		return fail(
			r,
			_("cần số cột x số dòng, từ 1x1 đến %dx%d. Ví dụ: resize 40x15"),
			CANVAS_MAX, CANVAS_MAX);
	struct keyfile_step *step = add_step(r, kind);
	step->rows = rows;
	step->cols = cols;
	return true;
}

static int64_t unit_seconds(char unit)
{
	switch (unit) {
	case 's':
		return 1;
	case 'm':
		return 60;
	case 'h':
		return 3600;
	case 'd':
		return SECONDS_PER_DAY;
	default:
		return 0;
	}
}

static bool add_wait(struct reader *r, enum keyfile_kind kind, char *rest)
{
	int amount, used = 0;
	char unit = '\0';
	bool two = sscanf(rest, "%9d%c%n", &amount, &unit, &used) == 2 && !rest[used];
	int64_t seconds = two ? amount * unit_seconds(unit) : 0;
	if (seconds < 1 || seconds > (int64_t)WAIT_MAX_DAYS * SECONDS_PER_DAY)
		return fail(r,
			    _("cần một khoảng thời gian đến %d ngày, với s (giây), m "
			      "(phút), h "
			      "(giờ) hoặc d (ngày). Ví dụ: wait 24h"),
			    WAIT_MAX_DAYS);
	add_step(r, kind)->seconds = seconds;
	return true;
}

static bool add_alone(struct reader *r, enum keyfile_kind kind, char *rest)
{
	if (*rest)
		return fail(r, _("lệnh này đứng một mình trên dòng."));
	add_step(r, kind);
	return true;
}

static bool add_until(struct reader *r, enum keyfile_kind kind, char *rest)
{
	size_t n = strlen(rest), at = n;
	while (at > 0 && !strchr(BLANKS, rest[at - 1]))
		at--;
	if (at == 0)
		return fail(
			r,
			_("cần chữ phải chờ, rồi tên phím. Ví dụ: until Kết quả Enter"));
	struct key key;
	if (!take_key(r, rest + at, &key))
		return false;
	while (at > 0 && strchr(BLANKS, rest[at - 1]))
		rest[--at] = '\0';
	const char *text = take_text(r, rest);
	if (!text)
		return false;
	struct keyfile_step *step = add_step(r, kind);
	step->text = text;
	step->key = key;
	return true;
}

struct command {
	const char *name;
	enum keyfile_kind kind;
	bool (*add)(struct reader *, enum keyfile_kind, char *rest);
};

static const struct command commands[] = {
	{"type", STEP_TYPE, add_with_text},
	{"key", STEP_KEY, add_keys},
	{"paste", STEP_PASTE, add_with_text},
	{"click", STEP_CLICK, add_click},
	{"dump", STEP_DUMP, add_dump},
	{"resize", STEP_RESIZE, add_resize},
	{"wait", STEP_WAIT, add_wait},
	{"idle", STEP_IDLE, add_alone},
	{"stop", STEP_STOP, add_alone},
	{"expect", STEP_EXPECT, add_with_text},
	{"expect-not", STEP_EXPECT_NOT, add_with_text},
	{"until", STEP_UNTIL, add_until},
};

/* ── lines ─────────────────────────────────────────────────────────────────────────── */

/* Without blanks at the ends, "\r" included; changes the line. */
static char *trim(char *line)
{
	line += strspn(line, BLANKS);
	size_t n = strlen(line);
	while (n > 0 && strchr(BLANKS "\r", line[n - 1]))
		line[--n] = '\0';
	return line;
}

static bool read_line(struct reader *r, char *line)
{
	line = trim(line);
	if (!*line || *line == '#')
		return true;
	char *rest = line + strcspn(line, BLANKS);
	if (*rest)
		*rest++ = '\0';
	rest += strspn(rest, BLANKS);
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		if (strcmp(line, commands[i].name) == 0)
			return commands[i].add(r, commands[i].kind, rest);
	return fail(r,
		    _("không có lệnh \"%s\". Các lệnh: type, key, paste, click, dump, "
		      "resize, "
		      "wait, idle, stop, expect, expect-not, until."),
		    line);
}

/* False after a complaint about the line with the first byte that is no text. */
static bool check_bytes(struct reader *r, const char *text, size_t n)
{
	size_t bad = n;
	bool valid = utf8_valid(text, n, &bad);
	const char *nul = memchr(text, '\0', n);
	if (valid && !nul)
		return true;
	if (valid || (nul && (size_t)(nul - text) < bad))
		bad = (size_t)(nul - text);
	for (size_t i = 0; i < bad; i++)
		r->line += text[i] == '\n';
	return fail(r, _("không phải chữ UTF-8. Lưu lại tệp với mã UTF-8."));
}

static bool read_lines(struct reader *r, const char *text, size_t n)
{
	if (!check_bytes(r, text, n))
		return false;
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		n -= 3;
	}
	while (n > 0) {
		const char *end = memchr(text, '\n', n);
		size_t len = end ? (size_t)(end - text) : n;
		char *line = xstrndup(text, len);
		bool fine = read_line(r, line);
		free(line);
		if (!fine)
			return false;
		len += end != NULL;
		text += len;
		n -= len;
		r->line++;
	}
	return true;
}

bool keyfile_parse(struct keyfile *file, const char *name, const char *text, size_t n,
		   struct err *err)
{
	file->name = arena_strdup(&file->arena, name);
	struct reader reader = {.file = file, .line = 1, .err = err};
	if (read_lines(&reader, text, n))
		return true;
	keyfile_release(file);
	return false;
}

bool keyfile_load(struct keyfile *file, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	bool fine = file_read(path, KEYFILE_MAX, &text, err) &&
		    keyfile_parse(file, path, text.data, text.len, err);
	buf_release(&text);
	return fine;
}

void keyfile_release(struct keyfile *file)
{
	free(file->steps);
	arena_release(&file->arena);
	*file = (struct keyfile){0};
}
