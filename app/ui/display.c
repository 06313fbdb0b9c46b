/* F3: colours, the form of address, the way of typing. The screen changes at once. */
#include "ui/views.h"

#include "base/i18n.h"

enum { SHOW_THEME = 1, SHOW_TYPING = 20, SHOW_ADDRESS = 40, SHOW_DONE = 60, SHOW_TONES };

static const char *const theme_words[THEME_COUNT] = {
	[THEME_NORMAL] = N_("Màu thường"),
	[THEME_CONTRAST] = N_("Chữ trắng đậm trên nền đen"),
	[THEME_LIGHT] = N_("Chữ đen trên nền trắng"),
	[THEME_MONO] = N_("Không màu"),
};

static void draw_mark(struct page *page, bool on)
{
	page_mark(page, on ? MARK_ON : MARK_OFF);
}

static void display_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	(void)view;
	page_title(page, "%s", _("Màn hình và cách xưng hô"));
	page_numbering(page, false);
	page_heading(page, _("Màu chữ"));
	for (int i = 0; i < THEME_COUNT; i++) {
		page_item(page, SHOW_THEME + i, _(theme_words[i]));
		draw_mark(page, (int)app->theme == i);
	}
	page_heading(page, _("Chương trình gọi người học là"));
	for (int i = 0; i < ADDRESSES; i++) {
		page_item(page, SHOW_ADDRESS + i, address_word((enum address)i));
		draw_mark(page, (int)app->address == i);
	}
	page_heading(page, _("Kiểu gõ chữ Việt (đổi nhanh: phím F4)"));
	page_item(page, SHOW_TYPING + TELEX_TELEX, _("Telex: aa = â, s = sắc"));
	draw_mark(page, app->typing.telex.method == TELEX_TELEX);
	page_item(page, SHOW_TYPING + TELEX_VNI, _("VNI: a6 = â, 1 = sắc"));
	draw_mark(page, app->typing.telex.method == TELEX_VNI);
	page_item(page, SHOW_TYPING + TELEX_OFF, _("Tắt: máy đã có bộ gõ riêng"));
	draw_mark(page, app->typing.telex.method == TELEX_OFF);
	page_item(page, SHOW_TONES, _("Đặt dấu như sách giáo khoa: hoà, thuý, khoẻ"));
	draw_mark(page, app->typing.telex.new_tone_style);
	page_item(page, SHOW_DONE, _("Xong"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("lấy cách này"));
	page_key(page, "Esc", _("quay lại"));
}

static void keep(struct app *app, const char *key, const char *value)
{
	struct err err = {0};
	if (app->learner.id &&
	    !store_setting_put(app->store, app->learner.id, key, value, &err))
		app_fail(app, &err);
}

static void display_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id == SHOW_DONE) {
		app_pop(app);
	} else if (id == SHOW_TONES) {
		app->typing.telex.new_tone_style = !app->typing.telex.new_tone_style;
		keep(app, "tones", app->typing.telex.new_tone_style ? "new" : "old");
	} else if (id >= SHOW_ADDRESS) {
		app->address = (enum address)(id - SHOW_ADDRESS);
		keep(app, "address", address_name(app->address));
	} else if (id >= SHOW_TYPING) {
		app->typing.telex.method = (enum telex_method)(id - SHOW_TYPING);
		app->typing_chosen = true;
		keep(app, "typing", typing_name(&app->typing));
	} else {
		app->theme = (enum theme)(id - SHOW_THEME);
		term_theme(app->term, app->theme);
		keep(app, "theme", theme_name(app->theme));
	}
}

static const struct view_ops display_ops = {
	.name = "display",
	.draw = display_draw,
	.choose = display_choose,
	.help = N_(
		"Chọn một dòng rồi bấm Enter: màn hình đổi ngay. Muốn chữ to hơn, phóng to cửa sổ: chương trình tự xếp lại. Lựa chọn được nhớ riêng cho từng người học."),
};

struct view *view_display(void)
{
	return view_new(&display_ops, sizeof(struct view));
}
