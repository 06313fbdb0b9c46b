/* kynangso type: keys in, Vietnamese out. For trying the engine, and for scripts. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "text/normal.h"
#include "text/telex.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The line in NFC, as every door gives it; NULL if it is no text. `n` becomes its new length. */
static char *take_in(const char *line, size_t *n, size_t number, struct err *err)
{
	size_t bad;
	struct buf text = BUF_INIT;
	if (!utf8_valid(line, *n, &bad)) {
		err_set(err, ERR_DATA,
			_("Dòng %zu, byte %zu không phải UTF-8. Hãy lưu tệp ở bảng mã UTF-8 "
			  "rồi làm lại."),
			number, bad + 1);
		return NULL;
	}
	/* Between the NULs, which would end a string. */
	for (size_t at = 0;; at++) {
		size_t piece = strlen(line + at);
		char *nfc = text_nfc_n(line + at, piece);
		buf_adds(&text, nfc);
		free(nfc);
		at += piece;
		if (at >= *n)
			break;
		buf_addc(&text, '\0');
	}
	*n = text.len;
	return buf_detach(&text);
}

/* A NUL cannot be a key; what stands on both sides of it is typed by itself. */
static void type_line(const char *line, size_t n, const struct telex_options *options,
		      struct buf *out)
{
	for (size_t at = 0;;) {
		telex_line(out, line + at, options);
		at += strlen(line + at);
		if (at >= n)
			break;
		buf_addc(out, '\0');
		at++;
	}
}

/* "<BS>" is the Backspace key, as tables of cases write it: a byte that editors show and
 * keep. */
static size_t press_backspaces(char *line, size_t n)
{
	static const char name[] = "<BS>";
	size_t to = 0;
	for (size_t from = 0; from < n;) {
		if (n - from >= strlen(name) &&
		    !memcmp(line + from, name, strlen(name))) {
			line[to++] = '\b';
			from += strlen(name);
		} else {
			line[to++] = line[from++];
		}
	}
	line[to] = '\0';
	return to;
}

/* The end of the line belongs to no word, be it LF or CRLF. */
static size_t cut_line_end(char *line, size_t n, const char **end)
{
	*end = "";
	if (!n || line[n - 1] != '\n')
		return n;
	*end = n > 1 && line[n - 2] == '\r' ? "\r\n" : "\n";
	n -= strlen(*end);
	line[n] = '\0';
	return n;
}

int command_type(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *method = argument(&args, "method"), *tone = argument(&args, "tone");
	const struct telex_options options = {
		.method = method && !strcmp(method, "vni") ? TELEX_VNI : TELEX_TELEX,
		.new_tone_style = tone && !strcmp(tone, "new"),
	};
	char *line = NULL;
	const char *end;
	size_t cap = 0;
	struct buf out = BUF_INIT;
	struct err err = {0};
	size_t number = 0;
	for (ssize_t n; (n = getline(&line, &cap, cli->in)) >= 0;) {
		size_t length = cut_line_end(line, (size_t)n, &end);
		length = press_backspaces(line, length);
		char *text = take_in(line, &length, ++number, &err);
		if (!text)
			break;
		buf_reset(&out);
		type_line(text, length, &options, &out);
		free(text);
		buf_adds(&out, end);
		fwrite(out.data, 1, out.len, cli->out);
		/* Somebody may sit at both ends of the pipe. */
		fflush(cli->out);
	}
	buf_release(&out);
	free(line);
	return err.kind ? cli_fail(cli, &err) : EXIT_FINE;
}
