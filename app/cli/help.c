#include "cli/help.h"

#include "base/err.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/reference.h"
#include "text/column.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 80
#define INDENT 2
#define HELP_COLUMN 27 /* where explanations begin */

/* ── on the terminal ───────────────────────────────────────────────────────────────────── */

static void put_paragraphs(struct buf *out, const char *text, int indent)
{
	struct wrap wrap;
	struct wrap_line line;
	wrap_begin(&wrap, text, WIDTH - indent);
	while (wrap_next(&wrap, &line)) {
		buf_pad(out, ' ', line.len ? (size_t)indent : 0);
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
}

/* A term on the left and what it means, wrapped, on the right. */
static void put_term(struct buf *out, const char *term, const char *text)
{
	struct wrap wrap;
	struct wrap_line line;
	bool first = INDENT + text_columns(term) < HELP_COLUMN;
	buf_pad(out, ' ', INDENT);
	if (first)
		text_pad(out, term, HELP_COLUMN - INDENT);
	else
		buf_printf(out, "%s\n", term);
	wrap_begin(&wrap, text, WIDTH - HELP_COLUMN);
	for (; wrap_next(&wrap, &line); first = false) {
		buf_pad(out, ' ', first ? 0 : HELP_COLUMN);
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
}

static void put_option(struct buf *out, const struct option_row *row)
{
	struct buf term = BUF_INIT, text = BUF_INIT, choices = BUF_INIT;
	if (row->letter)
		buf_printf(&term, "-%c, ", row->letter);
	buf_printf(&term, "--%s", row->name);
	if (row->value)
		buf_printf(&term, " %s", _(row->value));
	option_choices(row, &choices);
	buf_adds(&text, _(row->help));
	if (choices.len)
		buf_printf(&text, _(" Chọn một trong: %s."), choices.data);
	put_term(out, term.data, text.data);
	buf_release(&term);
	buf_release(&text);
	buf_release(&choices);
}

static void put_usage(struct buf *out, const struct command *command)
{
	buf_printf(out, "%s kynangso %s", _("Cách dùng:"), command->name);
	if (command->options->name)
		buf_printf(out, " %s", _("[LỰA CHỌN]…"));
	if (*command->operands)
		buf_printf(out, " %s", _(command->operands));
	buf_adds(out, "\n\n");
}

static void put_options(struct buf *out, const char *heading,
			const struct option_row *rows)
{
	if (!rows->name)
		return;
	buf_printf(out, "\n%s\n", heading);
	for (; rows->name; rows++)
		put_option(out, rows);
}

static void put_command(struct buf *out, const struct command *command)
{
	put_usage(out, command);
	put_paragraphs(out, _(command->summary), INDENT);
	put_options(out, _("Lựa chọn:"), command->options);
	put_options(out, _("Lựa chọn chung:"), common_options);
	if (command->manual) {
		buf_addc(out, '\n');
		put_paragraphs(out, _(command->manual), 0);
	}
}

static void flush(FILE *out, struct buf *text)
{
	fputs(text->data, out);
	buf_release(text);
}

void help_command(FILE *out, const struct command *command)
{
	struct buf text = BUF_INIT;
	put_command(&text, command);
	flush(out, &text);
}

static void put_commands(struct buf *out, const char *group)
{
	size_t n = group ? strlen(group) : 0;
	for (const struct command *c = commands; c->name; c++) {
		if (group && (strncmp(c->name, group, n) != 0 || c->name[n] != ' '))
			continue;
		struct buf term = BUF_INIT;
		buf_printf(&term, "%s %s", c->name, _(c->operands));
		put_term(out, term.data, _(c->summary));
		buf_release(&term);
	}
}

void help_group(FILE *out, const char *group)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, _("Cách dùng: kynangso %s LỆNH [LỰA CHỌN]…\n\nLệnh:\n"), group);
	put_commands(&text, group);
	buf_printf(&text, _("\nXem kỹ một lệnh: kynangso %s LỆNH --help\n"), group);
	flush(out, &text);
}

void help_program(FILE *out)
{
	struct buf text = BUF_INIT;
	buf_adds(&text, _("Cách dùng: kynangso [LỆNH] [LỰA CHỌN]…\n\n"));
	put_paragraphs(
		&text,
		_("Dạy kỹ năng số cơ bản và đếm đúng số người đã học. Không có lệnh nào "
		  "thì chương trình mở ra như khi học."),
		0);
	buf_printf(&text, "\n%s\n", _("Lệnh:"));
	put_commands(&text, NULL);
	put_options(&text, _("Lựa chọn chung, trước hoặc sau lệnh:"), common_options);
	buf_addc(&text, '\n');
	put_paragraphs(
		&text,
		_("Xem kỹ một lệnh: kynangso LỆNH --help\n"
		  "Mã kết thúc: 0 tốt, 1 có điều cần xem, 2 gọi lệnh sai, từ 64 trở lên "
		  "là lỗi khác (sysexits)."),
		0);
	flush(out, &text);
}

void help_version(FILE *out)
{
	fputs("kynangso " KYNANGSO_VERSION "\n", out);
}

/* ── the manual page ───────────────────────────────────────────────────────────────────── */

/* roff reads backslashes, and dots and apostrophes at the start of a line, as its own. */
static void put_roff(struct buf *out, const char *text)
{
	bool start = true;
	for (; *text; text++) {
		if (start && (*text == '.' || *text == '\''))
			buf_adds(out, "\\&");
		if (*text == '\\')
			buf_adds(out, "\\e");
		else if (*text == '-')
			buf_adds(out, "\\-");
		else if (*text == '\n')
			buf_adds(out, "\n.PP\n");
		else
			buf_addc(out, *text);
		start = *text == '\n';
	}
}

static void put_roff_option(struct buf *out, const struct option_row *row)
{
	struct buf choices = BUF_INIT;
	buf_adds(out, ".TP\n");
	if (row->letter)
		buf_printf(out, "\\fB\\-%c\\fR, ", row->letter);
	buf_adds(out, "\\fB\\-\\-");
	put_roff(out, row->name);
	buf_adds(out, "\\fR");
	if (row->value) {
		buf_adds(out, " \\fI");
		put_roff(out, _(row->value));
		buf_adds(out, "\\fR");
	}
	buf_addc(out, '\n');
	put_roff(out, _(row->help));
	option_choices(row, &choices);
	if (choices.len) {
		struct buf text = BUF_INIT;
		buf_printf(&text, _(" Chọn một trong: %s."), choices.data);
		put_roff(out, text.data);
		buf_release(&text);
	}
	buf_addc(out, '\n');
	buf_release(&choices);
}

static void put_roff_command(struct buf *out, const struct command *command)
{
	buf_adds(out, ".SS \"");
	put_roff(out, command->name);
	if (*command->operands) {
		buf_addc(out, ' ');
		put_roff(out, _(command->operands));
	}
	buf_adds(out, "\"\n");
	put_roff(out, _(command->summary));
	buf_adds(out, ".\n");
	for (const struct option_row *row = command->options; row->name; row++)
		put_roff_option(out, row);
	if (command->manual) {
		buf_adds(out, ".PP\n");
		put_roff(out, _(command->manual));
		buf_addc(out, '\n');
	}
}

static const struct {
	const char *heading, *text;
} man_sections[] = {
	{N_("MÃ KẾT THÚC"),
	 N_("0: tốt. 1: có điều cần xem (bài có lỗi, số đếm không khớp). 2: gọi lệnh "
	    "sai. Từ 64 trở lên: như sysexits.h, ví dụ 65 dữ liệu đưa vào sai, 66 không "
	    "có tệp, 73 không tạo được tệp, 75 đang bận, hãy thử lại.")},
	{N_("TỆP"),
	 N_("~/.local/share/kynangso/kynangso.db: dữ liệu của trung tâm. Đừng tự chép "
	    "khi chương trình đang chạy; hãy dùng kynangso backup.\n"
	    "~/.local/share/kynangso/noi-dung: bộ bài riêng của trung tâm, nếu đã chép ra "
	    "để sửa; khi có thì được dùng thay cho bộ bài cài sẵn.\n"
	    "~/.cache/kynangso: mục lục của bộ bài, để mở nhanh. Xóa lúc nào cũng được; "
	    "chương trình tự làm lại.")},
	{N_("MÔI TRƯỜNG"),
	 N_("KYNANGSO_CONTENT: thư mục nội dung, nếu không có --content.\n"
	    "XDG_DATA_HOME: nơi có thư mục dữ liệu kynangso, nếu không có --data.\n"
	    "XDG_CACHE_HOME: nơi đặt mục lục ấy, thay cho ~/.cache.\n"
	    "NO_COLOR: không dùng màu.")},
};

void help_man(FILE *out)
{
	struct buf text = BUF_INIT;
	buf_printf(&text,
		   ".TH KYNANGSO 1 \"\" \"kynangso %s\" \"Kỹ Năng Số\"\n"
		   ".nh\n.ad l\n",
		   KYNANGSO_VERSION);
	buf_printf(&text, ".SH %s\nkynangso \\- ", _("TÊN"));
	put_roff(&text, _("dạy kỹ năng số cơ bản và đếm đúng số người đã học"));
	buf_printf(&text, "\n.SH %s\n.B kynangso\n", _("CÁCH DÙNG"));
	put_roff(&text, _("[LỆNH] [LỰA CHỌN]…"));
	buf_printf(&text, "\n.SH %s\n", _("LỆNH"));
	for (const struct command *c = commands; c->name; c++)
		put_roff_command(&text, c);
	buf_printf(&text, ".SH %s\n", _("LỰA CHỌN CHUNG"));
	for (const struct option_row *row = common_options; row->name; row++)
		put_roff_option(&text, row);
	for (size_t i = 0; i < ARRAY_LEN(man_sections); i++) {
		buf_printf(&text, ".SH %s\n", _(man_sections[i].heading));
		put_roff(&text, _(man_sections[i].text));
		buf_addc(&text, '\n');
	}
	flush(out, &text);
}

/* ── completion ────────────────────────────────────────────────────────────────────────── */

static void put_option_words(struct buf *out, const struct option_row *row)
{
	for (; row->name; row++)
		buf_printf(out, " --%s", row->name);
}

/* The first words of all commands, each once. */
static void put_first_words(struct buf *out)
{
	const char *last = "";
	size_t last_len = 0;
	for (const struct command *c = commands; c->name; c++) {
		size_t len = strcspn(c->name, " ");
		if (len != last_len || strncmp(c->name, last, len) != 0)
			buf_printf(out, " %.*s", (int)len, c->name);
		last = c->name;
		last_len = len;
	}
}

static void put_second_words(struct buf *out)
{
	const char *last = NULL;
	size_t last_len = 0;
	for (const struct command *c = commands; c->name; c++) {
		const char *space = strchr(c->name, ' ');
		if (!space)
			continue;
		size_t len = (size_t)(space - c->name);
		if (last && len == last_len && !strncmp(last, c->name, len)) {
			buf_printf(out, " %s", space + 1);
			continue;
		}
		buf_printf(out, "%s\t%.*s) words=\"%s", last ? "\" ;;\n" : "", (int)len,
			   c->name, space + 1);
		last = c->name;
		last_len = len;
	}
	if (last)
		buf_adds(out, "\" ;;\n");
}

/* command "": whichever it is. */
static void put_choices(struct buf *out, const char *command,
			const struct option_row *row)
{
	for (; row->name; row++) {
		struct buf choices = BUF_INIT;
		option_choices(row, &choices);
		if (choices.len)
			buf_printf(out, "\t\"%s\"*\" --%s\") words=\"%s\" ;;\n", command,
				   row->name, choices.data);
		buf_release(&choices);
	}
}

/* The words up to the cursor give the command; then its options, the values an option
 * allows, or file names. */
void help_completion(FILE *out)
{
	struct buf text = BUF_INIT;
	buf_adds(&text,
		 "# bash completion for kynangso, made by: kynangso help --completion "
		 "bash\n"
		 "_kynangso()\n{\n"
		 "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=\n"
		 "\tlocal command= words= word i\n"
		 "\t((COMP_CWORD)) && previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
		 "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		 "\t\tword=${COMP_WORDS[i]}\n"
		 "\t\t[[ $word == -* ]] || command+=${command:+ }$word\n"
		 "\tdone\n"
		 "\tcase $command in\n\t\"\") words=\"");
	put_first_words(&text);
	buf_adds(&text, "\" ;;\n");
	put_second_words(&text);
	buf_adds(&text, "\tesac\n"
			"\tcase $command in\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(&text, "\t\"%s\"*) [[ $current == -* ]] && words=\"", c->name);
		put_option_words(&text, c->options);
		put_option_words(&text, common_options);
		buf_adds(&text, "\" ;;\n");
	}
	buf_adds(&text, "\tesac\n\tcase \"$command $previous\" in\n");
	for (const struct command *c = commands; c->name; c++)
		put_choices(&text, c->name, c->options);
	put_choices(&text, "", common_options);
	buf_adds(&text, "\tesac\n"
			"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
			"}\n"
			"complete -o default -F _kynangso kynangso\n");
	flush(out, &text);
}

/* ── the reference for authors ─────────────────────────────────────────────────────────── */

static void help_reference(FILE *out)
{
	struct buf text = BUF_INIT;
	buf_printf(
		&text, "# %s\n\n%s\n\n", _("Tra cứu: các tệp nội dung"),
		_("Mỗi loại tệp nhận những mục nào, viết thế nào, trong khoảng nào; và mỗi "
		  "mã của kynangso check đòi điều gì."));
	reference_kinds(&text);
	buf_printf(&text, "## %s\n\n", _("Các mã"));
	reference_codes(&text);
	flush(out, &text);
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

static int help_about(struct cli *cli, const struct arguments *args)
{
	struct buf name = BUF_INIT;
	for (int i = 0; i < args->count; i++)
		buf_printf(&name, "%s%s", i ? " " : "", args->operands[i]);
	const struct command *command = command_named(name.data);
	int status = EXIT_FINE;
	if (command)
		help_command(cli->out, command);
	else if (command_is_group(name.data))
		help_group(cli->out, name.data);
	else
		status = cli_misused(cli, _("Không có lệnh “%s”."), name.data);
	buf_release(&name);
	return status;
}

int command_help(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (argument(&args, "man"))
		help_man(cli->out);
	else if (argument(&args, "completion"))
		help_completion(cli->out);
	else if (argument(&args, "reference"))
		help_reference(cli->out);
	else if (args.count)
		return help_about(cli, &args);
	else
		help_program(cli->out);
	return EXIT_FINE;
}
