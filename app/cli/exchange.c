/* kynangso import gift|aiken, export gift: questions from and to other programs. */
#include "content/exchange.h"
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "content/schema.h"

#include <stdlib.h>
#include <string.h>

/* Text to --output, or to standard output. Never over a file that is there. */
static bool write_text(struct cli *cli, const char *path, const struct buf *text,
		       struct err *err)
{
	if (path && strcmp(path, "-") != 0)
		return file_write(path, text->data, text->len, 0644, false, err);
	fwrite(text->data, 1, text->len, cli->out);
	return true;
}

static void tell_findings(struct cli *cli, struct diags *diags)
{
	struct buf out = BUF_INIT;
	diags_sort(diags);
	for (size_t i = 0; i < diags->count; i++)
		diag_format(&out, &diags->items[i], true);
	fputs(out.data, cli->messages);
	buf_release(&out);
}

/* ── import ────────────────────────────────────────────────────────────────────────────── */

typedef bool read_function(struct exchange *exchange, struct diags *diags,
			   const char *name, const void *bytes, size_t n);

struct importing {
	struct cli *cli;
	const char *path;
	struct exchange exchange;
	struct exchange_header header;
	struct diags diags;
	struct buf yaml;
};

/* Errors of the YAML that was made are errors of the question in the file that was read. */
static void check_made(struct importing *m, const int *lines)
{
	struct course course = {0};
	struct diags made = {0};
	content_load_text(&course, &made, m->path, m->yaml.data, m->yaml.len);
	for (size_t i = 0; i < made.count; i++) {
		const struct diag *d = &made.items[i];
		size_t q = 0;
		if (d->code[0] != 'E')
			continue;
		while (q + 1 < m->exchange.count && lines[q + 1] <= d->at.line)
			q++;
		diag_add(&m->diags, m->exchange.items[q].at, d->code, "%s", d->message);
	}
	diags_release(&made);
	course_release(&course);
}

static bool make(struct importing *m, struct err *err)
{
	if (!m->exchange.count)
		return err_set(err, ERR_DATA, _("%s không có câu hỏi nào."), m->path);
	int *lines = xcalloc(m->exchange.count, sizeof(*lines));
	exchange_yaml(&m->exchange, &m->header, &m->yaml, lines);
	check_made(m, lines);
	free(lines);
	return true;
}

static void tell_next(struct importing *m, const char *path)
{
	size_t notes = 0;
	for (size_t i = 0; i < m->exchange.count; i++)
		notes += m->exchange.items[i].notes.count;
	cli_line(m->cli, _("Đã nhập %zu câu vào %s."), m->exchange.count, path);
	if (notes)
		cli_line(m->cli,
			 _("%zu chỗ không mang theo được hết: xem các dòng # trong tệp."),
			 notes);
	cli_line(m->cli, _("Xem thử: kynangso preview %s"), path);
	cli_line(m->cli, _("Kiểm tra: kynangso check %s"), path);
}

static int run_import(struct importing *m, const struct arguments *args,
		      read_function *read)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	const char *out = argument(args, "output");
	bool ok = file_read(m->path, EXCHANGE_BYTES, &text, &err);
	if (ok && read(&m->exchange, &m->diags, m->path, text.data, text.len))
		ok = make(m, &err);
	buf_release(&text);
	tell_findings(m->cli, &m->diags);
	if (ok && !m->diags.errors) {
		ok = write_text(m->cli, out, &m->yaml, &err);
		if (ok && out && strcmp(out, "-") != 0)
			tell_next(m, out);
	} else if (ok) {
		cli_say(m->cli, _("Chưa nhập câu nào. Sửa các chỗ trên rồi chạy lại."));
	}
	if (!ok)
		return cli_fail(m->cli, &err);
	return m->diags.errors ? EXIT_FINDINGS : EXIT_FINE;
}

static int import_from(struct cli *cli, int argc, char **argv, read_function *read)
{
	struct arguments args;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	struct importing m = {.cli = cli, .path = args.operands[0], .yaml = BUF_INIT};
	m.header.id = argument(&args, "id");
	m.header.title = argument(&args, "title");
	m.header.skill = argument(&args, "skill");
	if (!m.header.id || !id_valid(m.header.id))
		return cli_misused(cli,
				   _("--id cần mã của bài kiểm tra: chữ thường không "
				     "dấu, chữ số và gạch nối, như kiem-tra-moi."));
	if (!m.header.skill)
		return cli_misused(cli,
				   _("--skill cần mã kỹ năng mà các câu này kiểm tra, "
				     "như an-toan.nhan-dien-lua-dao."));
	if (!m.header.title)
		m.header.title = m.header.id;
	status = run_import(&m, &args, read);
	diags_release(&m.diags);
	exchange_release(&m.exchange);
	buf_release(&m.yaml);
	return status;
}

int command_import_gift(struct cli *cli, int argc, char **argv)
{
	return import_from(cli, argc, argv, gift_read);
}

int command_import_aiken(struct cli *cli, int argc, char **argv)
{
	return import_from(cli, argc, argv, aiken_read);
}

/* ── export ────────────────────────────────────────────────────────────────────────────── */

struct exporting {
	struct course pack; /* for the facts */
	struct course file; /* of a quiz that was named by its file */
	struct diags diags;
};

/* The quiz of that id, or the one in that file; NULL with err. */
static const struct quiz *find_quiz(struct exporting *e, const char *root,
				    const char *what, struct err *err)
{
	const struct quiz *quiz = NULL;
	bool named = id_valid(what), ok = content_load(&e->pack, &e->diags, root, err);
	if (ok && !named)
		ok = content_load_file(&e->file, &e->diags, NULL, what, err);
	if (ok && named)
		quiz = course_quiz(&e->pack, what);
	else if (ok && e->file.quiz_count)
		quiz = e->file.quizzes[0];
	if (ok && !quiz)
		err_set(err, ERR_NOINPUT,
			_("Không thấy bài kiểm tra nào là %s. Nêu mã của bài, như "
			  "kiem-tra-cuoi-khoa, hoặc tên tệp .yaml."),
			what);
	return quiz;
}

int command_export_gift(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct exporting e = {0};
	struct err err = {0};
	struct buf gift = BUF_INIT;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const struct quiz *quiz = find_quiz(&e, cli_content(cli), args.operands[0], &err);
	bool ok = quiz != NULL;
	if (ok) {
		size_t left_out =
			gift_write(&gift, &e.pack, quiz, argument(&args, "raw") != NULL);
		ok = write_text(cli, argument(&args, "output"), &gift, &err);
		if (ok && left_out)
			cli_say(cli,
				_("%zu câu làm trên điện thoại mô phỏng không có trong "
				  "GIFT, nên được để lại."),
				left_out);
	}
	buf_release(&gift);
	diags_release(&e.diags);
	course_release(&e.file);
	course_release(&e.pack);
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}
