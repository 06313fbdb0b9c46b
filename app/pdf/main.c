/* kynangso-pdf: a table on standard input (report/wire.h), its PDF on standard output.
 *
 * Started by kynangso (report/pdf.c), which learners use and which therefore does without
 * cairo, pango and fonts. What it reads is not trusted. Messages go to standard error
 * without the program's name, as they are passed on; the exit status is that of
 * base/err.h.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "pdf/draw.h"
#include "report/wire.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define SECONDS_MAX 300 /* of computing: a page takes thousandths of one */

static int fail(const struct err *err)
{
	fprintf(stderr, "%s\n", err->text);
	return err->kind ? (int)err->kind : ERR_SOFTWARE;
}

static int convert(struct table *table, struct buf *in, struct buf *out)
{
	struct err err = {0};
	struct letterhead letterhead;
	if (!file_read("-", WIRE_BYTES_MAX, in, &err) ||
	    !wire_read(in->data, in->len, table, &letterhead, &err) ||
	    !draw_annex(table, &letterhead, out, &err))
		return fail(&err);
	if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout)) {
		err_set(&err, ERR_IO, "%s",
			_("Không ghi hết được tệp PDF. Hãy xem ổ đĩa còn chỗ không."));
		return fail(&err);
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct rlimit limit = {SECONDS_MAX, SECONDS_MAX};
	struct table table = {0};
	struct buf in = BUF_INIT, out = BUF_INIT;
	if (argc == 2 && !strcmp(argv[1], "--version")) {
		puts("kynangso-pdf " KYNANGSO_VERSION);
		return 0;
	}
	if (argc > 1) {
		fputs("usage: kynangso-pdf <TABLE >FILE.pdf\n", stderr);
		return ERR_USAGE;
	}
	setrlimit(RLIMIT_CPU, &limit);
	int status = convert(&table, &in, &out);
	table_release(&table);
	buf_release(&in);
	buf_release(&out);
	return status;
}
