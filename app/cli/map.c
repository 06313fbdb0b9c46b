/* kynangso map: a practice at one look, also one that is not finished yet. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "course/explore.h"

/* Errors on standard error: the map may go into a pipe. */
static void tell_errors(struct cli *cli, const struct diags *diags)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code[0] == 'E')
			diag_format(&out, &diags->items[i], true);
	fputs(out.data, cli->messages);
	buf_release(&out);
}

static int draw(struct cli *cli, const char *path, const struct course *course,
		const struct diags *diags, bool dot)
{
	struct buf out = BUF_INIT;
	struct err err = {0};
	if (!course->practice_count && !diags->errors) {
		err_set(&err, ERR_DATA, _("%s không phải là tệp của một bài thực hành."),
			path);
		return cli_fail(cli, &err);
	}
	if (course->practice_count && dot)
		practice_dot(course->practices[0], &out);
	else if (course->practice_count)
		practice_map(course->practices[0], &out);
	fwrite(out.data, 1, out.len, cli->out);
	buf_release(&out);
	tell_errors(cli, diags);
	return diags->errors ? EXIT_FINDINGS : EXIT_FINE;
}

int command_map(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct course course = {0};
	struct diags diags = {0};
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *path = args.operands[0];
	if (content_load_file(&course, &diags, NULL, path, &err)) {
		diags_sort(&diags);
		status = draw(cli, path, &course, &diags, argument(&args, "dot") != NULL);
	} else {
		status = cli_fail(cli, &err);
	}
	diags_release(&diags);
	course_release(&course);
	return status;
}
