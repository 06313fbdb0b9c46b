/* The first keys ever: somebody who never touched a keyboard finds Enter and the arrows before
 * anything is asked. Any other key says which one it was. */
#include "ui/views.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct keyboard_view {
	struct view view;
	bool arrows; /* Enter was found */
	char *name;
};

static const char enter_picture[] = "┌────────────────────────────────┐\n"
				    "│ Q W E R T Y U I O P   ← xóa    │\n"
				    "│  A S D F G H J K L   ┌───────┐ │\n"
				    "│   Z X C V B N M      │ Enter │ │\n"
				    "│      [phím cách]     └───────┘ │\n"
				    "└────────────────────────────────┘\n";

static const char arrow_picture[] = "┌────────────────────────────────┐\n"
				    "│                  ┌───┐         │\n"
				    "│                  │ ↑ │         │\n"
				    "│              ┌───┼───┼───┐     │\n"
				    "│              │ ← │ ↓ │ → │     │\n"
				    "│              └───┴───┴───┘     │\n"
				    "└────────────────────────────────┘\n";

static void keyboard_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct keyboard_view *k = (const struct keyboard_view *)view;
	page_title(page, "%s", _("Làm quen bàn phím"));
	page_gap(page);
	if (!k->arrows) {
		app_text(
			app, page,
			_("Mời {ban} bấm phím Enter: phím to ở bên phải, có chữ Enter hoặc hình mũi tên gập."));
		page_gap(page);
		page_picture(page, enter_picture, _("Phím Enter ở bên phải bàn phím."));
		page_key(page, "Enter", _("đi tiếp"));
	} else {
		app_text(
			app, page,
			_("Tốt lắm! Bây giờ {ban} bấm phím mũi tên xuống, ở góc dưới bên phải."));
		page_gap(page);
		page_picture(
			page, arrow_picture,
			_("Bốn phím mũi tên ở góc dưới bên phải; phím xuống ở giữa."));
		page_key(page, "↓", _("đi tiếp"));
	}
	page_key(page, "Esc", _("quay lại"));
}

static bool keyboard_key(struct view *view, struct app *app, const struct key *key)
{
	struct keyboard_view *k = (struct keyboard_view *)view;
	switch (key->code) {
	case K_ESC:
	case K_F1:
	case K_F3:
	case K_F10:
	case K_CTRL_C:
	case K_CTRL_L:
		return false;
	default:
		break;
	}
	if (!k->arrows && key->code == K_ENTER) {
		k->arrows = true;
	} else if (k->arrows && key->code == K_DOWN) {
		/* The register view copies the name before this view is gone. */
		app_replace(app, view_register(k->name));
	} else {
		app_say(app, ROLE_STATUS,
			_("Phím vừa bấm là “%s”. Không sao, tìm tiếp nhé."),
			key_label(key));
	}
	return true;
}

static void keyboard_free(struct view *view)
{
	free(((struct keyboard_view *)view)->name);
}

static const struct view_ops keyboard_ops = {
	.name = "keyboard",
	.draw = keyboard_draw,
	.key = keyboard_key,
	.free = keyboard_free,
	.help = N_("Chỉ cần hai phím là học được: Enter để đi tiếp, mũi tên để chọn."),
	.lobby = true,
};

struct view *view_keyboard(const char *name)
{
	struct keyboard_view *k = VIEW_NEW(struct keyboard_view, &keyboard_ops);
	k->name = xstrdup(name);
	return &k->view;
}
