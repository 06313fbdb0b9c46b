/* kynangso doctor: is this machine fit for its work, in words, with what to do where it
 * is not. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/diagtext.h"
#include "term/term.h"
#include "text/number.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

#define SPACE_WANTED ((uint64_t)500 * 1000 * 1000)
/* No machine can show a day before the program was made: docs/counting.md, suspect
 * clocks. */
#define FIRST_YEAR 2026

struct examination {
	struct cli *cli;
	bool sound;
};

static void fine(struct examination *e, const char *text)
{
	cli_print(e->cli, "  %s\n", text);
}

static void bad(struct examination *e, const char *text)
{
	cli_print(e->cli, "! %s\n", text);
	e->sound = false;
}

/* Worth knowing, no fault of the data. */
static void advise(struct examination *e, const char *text)
{
	cli_print(e->cli, "? %s\n", text);
}

static void heading(struct examination *e, const char *text)
{
	cli_print(e->cli, "%s\n", text);
}

static void look_at_data(struct examination *e)
{
	struct err err = {0};
	struct buf report = BUF_INIT;
	bool sound = true;
	struct store *store = cli_store(e->cli, STORE_OPEN, &err);
	if (!store) {
		bad(e, err.text);
		return;
	}
	if (!store_doctor(store, &report, &sound, &err))
		bad(e, err.text);
	for (char *save, *line = strtok_r(report.data, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		fine(e, line);
	if (!sound)
		bad(e, _("Dữ liệu có chỗ hỏng, xem ở trên. Đừng nhập thêm; hãy khôi phục "
			 "bản sao lưu gần nhất: kynangso restore TỆP."));
	buf_release(&report);
}

static void look_at_folder(struct examination *e, const char *folder)
{
	struct stat st;
	struct statvfs space;
	if (stat(folder, &st) == 0 && (st.st_mode & 077))
		advise(e, _("Người khác trên máy này mở được thư mục dữ liệu. Hãy chạy: "
			    "chmod 700, rồi tên thư mục."));
	if (statvfs(folder, &space) != 0)
		return;
	uint64_t left = (uint64_t)space.f_bavail * space.f_frsize;
	struct buf text = BUF_INIT;
	buf_adds(&text, _("Chỗ trống trên ổ đĩa: "));
	number_format(&text, (int64_t)(left / 1000000));
	buf_adds(&text, " MB");
	if (left < SPACE_WANTED) {
		buf_adds(&text, _(". Sắp hết: hãy dọn bớt tệp."));
		bad(e, text.data);
	} else {
		fine(e, text.data);
	}
	buf_release(&text);
}

static bool begins_with(const char *path, const char *text)
{
	struct buf content = BUF_INIT;
	bool begins = file_read(path, 4096, &content, NULL) &&
		      !strncmp(content.data, text, strlen(text));
	buf_release(&content);
	return begins;
}

/* The kernel says what a block device is made of: the ids of dm-crypt begin with CRYPT-.
 * Looked at are the device and what it lies upon, as LVM does on LUKS. */
static bool device_encrypted(unsigned maj, unsigned min)
{
	static const char *const places[] = {"dm/uuid", "slaves/*/dm/uuid",
					     "slaves/*/slaves/*/dm/uuid"};
	bool found = false;
	for (size_t i = 0; !found && i < ARRAY_LEN(places); i++) {
		glob_t files;
		char *pattern = xasprintf("/sys/dev/block/%u:%u/%s", maj, min, places[i]);
		if (glob(pattern, 0, NULL, &files) == 0) {
			for (size_t k = 0; !found && k < files.gl_pathc; k++)
				found = begins_with(files.gl_pathv[k], "CRYPT-");
			globfree(&files);
		}
		free(pattern);
	}
	return found;
}

static void look_at_encryption(struct examination *e, const char *folder)
{
	struct stat st;
	if (stat(folder, &st) != 0)
		return;
	if (device_encrypted(major(st.st_dev), minor(st.st_dev)))
		fine(e, _("Ổ đĩa chứa dữ liệu được mã hóa."));
	else
		advise(e,
		       _("Không thấy ổ đĩa được mã hóa (LUKS). Mất máy là lộ tên, số "
			 "điện thoại của học viên. Hãy nhờ người quản trị cài lại với ổ "
			 "đĩa mã hóa."));
}

static void look_at_content(struct examination *e)
{
	struct err err = {0};
	struct buf summary = BUF_INIT;
	fine(e, cli_content(e->cli));
	struct shelf *shelf = cli_shelf(e->cli, &err);
	if (!shelf) {
		bad(e, err.text);
		return;
	}
	const struct diags *findings = shelf_findings(shelf, clock_today(&e->cli->clock));
	if (!cli_region(e->cli, &err))
		bad(e, err.text);
	diags_summary(&summary, findings);
	if (findings->errors)
		bad(e, summary.data);
	else
		fine(e, summary.data);
	buf_release(&summary);
}

static void look_at_screen(struct examination *e)
{
	struct err err = {0};
	if (term_possible(&err))
		fine(e, _("Mở được cả màn hình ở đây."));
	else
		advise(e, err.text);
}

static void look_at_clock(struct examination *e)
{
	struct buf now = BUF_INIT;
	int64_t at = clock_now(&e->cli->clock);
	instant_format(&now, at);
	if (date_of(day_of_instant(at)).year < FIRST_YEAR) {
		buf_adds(&now, _(": đồng hồ máy sai. Hãy chỉnh giờ và xem pin đồng hồ."));
		bad(e, now.data);
	} else {
		fine(e, now.data);
	}
	buf_release(&now);
}

int command_doctor(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct examination e = {.cli = cli, .sound = true};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *folder = cli_data(cli, &err);
	if (!folder)
		return cli_fail(cli, &err);
	heading(&e, _("Nội dung"));
	look_at_content(&e);
	heading(&e, _("Dữ liệu"));
	look_at_data(&e);
	look_at_folder(&e, folder);
	look_at_encryption(&e, folder);
	heading(&e, _("Đồng hồ"));
	look_at_clock(&e);
	heading(&e, _("Màn hình"));
	look_at_screen(&e);
	cli_print(cli, "\n%s\n",
		  e.sound ? _("Không thấy gì hỏng. Dấu ? là điều nên biết.")
			  : _("Có chỗ cần sửa: các dòng có dấu !."));
	return e.sound ? EXIT_FINE : EXIT_FINDINGS;
}
