#include "cli/output.h"

#include "base/file.h"
#include "base/i18n.h"
#include "report/csv.h"
#include "report/format.h"

#include <string.h>

static const struct report_format *choose(const char *format, const char *output)
{
	if (format)
		return report_format_named(format);
	const struct report_format *by_file =
		output ? report_format_of_file(output) : NULL;
	return by_file ? by_file : &report_text;
}

static char separator(const char *sep)
{
	if (!sep)
		return ',';
	return strcmp(sep, "tab") ? *sep : '\t';
}

static bool place(struct cli *cli, const char *output, bool force, unsigned mode,
		  const struct buf *text, struct err *err)
{
	if (!output || !strcmp(output, "-")) {
		fwrite(text->data, 1, text->len, cli->out);
		return true;
	}
	if (!force && file_exists(output))
		return err_set(
			err, ERR_CANTCREAT,
			_("Đã có tệp %s. Hãy chọn tên khác, hoặc thêm --force để ghi "
			  "đè."),
			output);
	if (file_write(output, text->data, text->len, mode, force, err))
		return true;
	/* A folder that is not there is no missing input. */
	if (err->kind == ERR_NOINPUT)
		err->kind = ERR_CANTCREAT;
	return false;
}

int output_table(struct cli *cli, const struct arguments *args, const struct table *table,
		 unsigned mode)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	const char *output = argument(args, "output"),
		   *headers = argument(args, "headers");
	const struct report_format *format = choose(argument(args, "format"), output);
	const struct report_options options = {
		.headings = headers && !strcmp(headers, "vi"),
		.separator = separator(argument(args, "sep")),
	};
	bool ok = format->write(table, &options, &text, &err) &&
		  place(cli, output, argument(args, "force") != NULL, mode, &text, &err);
	buf_release(&text);
	size_t spoilt = format == &report_csv ? csv_dangerous_cells(table) : 0;
	if (ok && spoilt)
		cli_say(cli,
			_("%zu ô bắt đầu như một công thức nên được thêm dấu nháy ' ở "
			  "đầu."),
			spoilt);
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}
