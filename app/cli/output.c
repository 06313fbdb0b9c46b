#include "cli/output.h"

#include "base/file.h"
#include "base/i18n.h"
#include "report/csv.h"
#include "report/letterhead.h"
#include "report/save.h"

#include <string.h>
#include <unistd.h>

const struct report_format *output_format(const struct arguments *args)
{
	const char *format = argument(args, "format"), *output = argument(args, "output");
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

/* Only where there is somebody to answer. */
static bool agrees(struct cli *cli, const char *output)
{
	char answer[32];
	if (!isatty(fileno(cli->in)) || !isatty(fileno(cli->messages)))
		return false;
	/* TRANSLATORS: the answer is c (có, yes) or anything else. */
	fprintf(cli->messages, _("Đã có %s. Ghi đè? Gõ c (có) hoặc k (không): "), output);
	fflush(cli->messages);
	if (!fgets(answer, sizeof(answer), cli->in))
		return false;
	return strchr("cCyY", answer[0]) && answer[0];
}

static bool place(struct cli *cli, const struct arguments *args,
		  const struct table *table, const struct report_format *format,
		  const struct report_options *options, unsigned mode, struct err *err)
{
	const char *output = argument(args, "output");
	if (!output || !strcmp(output, "-"))
		return report_print(table, format, options, cli->out, err);
	bool replace = argument(args, "force") != NULL;
	if (!replace && file_exists(output)) {
		replace = agrees(cli, output);
		if (!replace)
			return err_set(err, ERR_CANTCREAT,
				       _("Đã có tệp %s. Hãy chọn tên khác, hoặc thêm "
					 "--force để ghi đè."),
				       output);
	}
	return report_save(table, format, options, output, mode, replace, err);
}

static int put_out(struct cli *cli, const struct arguments *args,
		   const struct table *table, unsigned mode,
		   const struct letterhead *letterhead)
{
	struct err err = {0};
	const char *headers = argument(args, "headers");
	const struct report_format *format = output_format(args);
	const struct report_options options = {
		.headings = headers && !strcmp(headers, "vi"),
		.separator = separator(argument(args, "sep")),
		.letterhead = letterhead,
	};
	if (format->outside && !table->outside)
		return cli_misused(
			cli,
			_("Dạng %s là để công bố, nên chỉ làm từ bảng đã che các số nhỏ: "
			  "kynangso export --format %s."),
			format->name, format->name);
	if (!place(cli, args, table, format, &options, mode, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	size_t spoilt = format == &report_csv ? csv_dangerous_cells(table) : 0;
	if (spoilt)
		cli_say(cli,
			_("%zu ô bắt đầu như một công thức nên được thêm dấu nháy ' ở "
			  "đầu."),
			spoilt);
	return EXIT_FINE;
}

int output_table(struct cli *cli, const struct arguments *args, const struct table *table,
		 unsigned mode)
{
	struct arena arena = {0};
	struct letterhead letterhead;
	letterhead_load(&letterhead, &arena, cli->store, cli->region,
			clock_today(&cli->clock));
	int status = put_out(cli, args, table, mode, &letterhead);
	arena_release(&arena);
	return status;
}
