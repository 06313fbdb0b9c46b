#include "ui/phone.h"

#include "base/i18n.h"
#include "text/column.h"
#include "text/wrap.h"

#include <stdlib.h>

#define INSIDE (PHONE_COLUMNS - 4) /* columns of text between "║ " and " ║" */

/* What each app is called on its own title line. */
static const char *const app_names[PHONE_APPS] = {
	[PHONE_HOME] = N_("Màn hình chính"),  [PHONE_CALL] = N_("Cuộc gọi"),
	[PHONE_SMS] = N_("Tin nhắn"),         [PHONE_CHAT] = N_("Trò chuyện"),
	[PHONE_BROWSER] = N_("Trình duyệt"),  [PHONE_STORE] = N_("Cửa hàng ứng dụng"),
	[PHONE_SETTINGS] = N_("Cài đặt"),     [PHONE_BANK] = N_("Ngân hàng"),
	[PHONE_QR_SCAN] = N_("Quét mã QR"),   [PHONE_PORTAL] = N_("Dịch vụ công"),
	[PHONE_ID] = N_("Định danh điện tử"), [PHONE_HEALTH] = N_("Sức khỏe"),
	[PHONE_CAMERA] = N_("Máy ảnh"),       [PHONE_FORM] = N_("Tờ khai"),
	[PHONE_ALERT] = N_("Thông báo"),
};

const char *phone_app_words(enum phone_app app)
{
	return _(app_names[app]);
}

struct drawing {
	struct buf lines, words;
	const struct app *app;
	struct page *page;
};

static void line(struct drawing *d, const char *text)
{
	buf_adds(&d->lines, "║ ");
	text_pad(&d->lines, text, INSIDE);
	buf_adds(&d->lines, " ║\n");
}

static void border(struct drawing *d, const char *left, const char *dash,
		   const char *right)
{
	buf_adds(&d->lines, left);
	for (int i = 0; i < PHONE_COLUMNS - 2; i++)
		buf_adds(&d->lines, dash);
	buf_printf(&d->lines, "%s\n", right);
}

static const char *prose(const struct drawing *d, const char *text)
{
	return d->app ? app_prose(d->app, d->page, text) : text;
}

/* Wrapped, the first line after `lead`, the others under it. */
static void paragraph(struct drawing *d, const char *lead, const char *text)
{
	struct wrap wrap;
	struct wrap_line piece;
	struct buf row = BUF_INIT;
	int indent = text_columns(lead);
	wrap_begin(&wrap, text, INSIDE - indent);
	for (bool first = true; wrap_next(&wrap, &piece); first = false) {
		buf_reset(&row);
		if (first)
			buf_adds(&row, lead);
		else
			buf_pad(&row, ' ', (size_t)indent);
		buf_add(&row, piece.start, piece.len);
		line(d, row.data);
	}
	buf_release(&row);
	buf_printf(&d->words, "%s. ", text);
}

static void status_bar(struct drawing *d, const struct phone *phone)
{
	struct buf row = BUF_INIT;
	text_pad(&row, phone->at ? phone->at : "08:30", 10);
	text_pad_right(&row, "4G   80 %", INSIDE - 10);
	line(d, row.data);
	buf_release(&row);
	border(d, "╟", "─", "╢");
}

static void head(struct drawing *d, const struct phone *phone)
{
	const char *name =
		phone->title ? prose(d, phone->title) : _(app_names[phone->app]);
	paragraph(d, "", name);
	if (phone->address)
		paragraph(d, "▶ ", phone->address);
	if (phone->from)
		paragraph(d, phone->app == PHONE_CALL ? _("Gọi đến: ") : _("Từ: "),
			  phone->from);
	border(d, "╟", "─", "╢");
}

static void buttons(struct drawing *d, const struct phone *phone)
{
	for (size_t i = 0; i < phone->buttons.count; i++) {
		struct buf row = BUF_INIT;
		char *button = xasprintf("[ %s ]", prose(d, phone->buttons.items[i]));
		text_pad_center(&row, button, INSIDE);
		line(d, row.data);
		buf_printf(&d->words, _("Nút %s. "), phone->buttons.items[i]);
		buf_release(&row);
		free(button);
	}
}

void phone_draw(const struct phone *phone, const struct app *app, struct page *page)
{
	struct drawing d = {BUF_INIT, BUF_INIT, app, page};
	border(&d, "╔", "═", "╗");
	struct buf banner = BUF_INIT;
	text_pad_center(&banner, _("MÔ PHỎNG"), INSIDE);
	line(&d, banner.data);
	buf_release(&banner);
	status_bar(&d, phone);
	head(&d, phone);
	if (phone->text)
		paragraph(&d, "", prose(&d, phone->text));
	for (size_t i = 0; i < phone->items.count; i++)
		paragraph(&d, "• ", prose(&d, phone->items.items[i]));
	if (phone->buttons.count) {
		line(&d, "");
		buttons(&d, phone);
	}
	border(&d, "╚", "═", "╝");
	page_picture(page, d.lines.data, d.words.data);
	buf_release(&d.lines);
	buf_release(&d.words);
}
