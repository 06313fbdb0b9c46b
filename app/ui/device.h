/* The simulated phone: how each app of it looks, for the still phone of a lesson (ui/phone.h) and
 * for the one that is worked in a practice (ui/practice.h) alike.
 *
 *	device_open(&device, app, page);	status bar, head, body
 *	device_controls(page);
 *	device_control(&device, page, id, label);	what can be pressed; or page_field()
 *	device_close(&device, page);	the soft keys
 *
 * It adds blocks to a page, inside a frame; text only, no wider than the frame whatever the texts.
 * Drawings have words for line mode, and a plainer form for screens with few lines, where the head
 * takes at most three rows (the upper edge with time and banner is one of them), so that the
 * controls are near. Every phone says MÔ PHỎNG: nobody shall take it for a real one.
 *
 * What an app draws from the words of a screen (the texts are content, so these are Vietnamese):
 *	sms, chat	`text` is a bubble of the other side; it is the owner's own, on the right,
 *			where `from` or the text begins with the owner's name, or the text with
 *			"Tôi:" or "Mình:". An item "Ai: …" is one more bubble, another item a remark.
 *	settings	an item ending in ": bật" or ": tắt" is a switch; one that holds "4/10" or
 *			"nấc 4 trên 7", and such a title, is a slider; another "A: b" shows b at the
 *			right, anything else leads on.
 *	bank		"Người nhận: …" or "Đến: …" (item, or beginning of the text up to a full
 *			stop) is the name one must read; another "A: b" is a row of the receipt.
 *	store		a text beginning with "Nhà phát triển: …" is an app's own page.
 *	portal, form, id, health	"A: b" is a field with its label.
 *	home		the items are icons, two or three a row when they are short.
 */
#ifndef UI_DEVICE_H
#define UI_DEVICE_H

#include "course/retrace.h"
#include "ui/app.h"

#include <stdbool.h>

struct device {
	const struct phone *show;
	const char *voice; /* what the other side says; NULL if nothing */
	struct phone_status status; /* where the screen names none; unsaid: 08:30, 4G,
				     * 80 % */
	const char *owner; /* whose phone: "Bác Tâm"; NULL if nobody's */
	const char *
		soft; /* the soft keys: "Quay lại: Esc"; NULL where no key does anything */
	bool ring; /* it is ringing */
	bool has_balance; /* bank: show the money of the owner */
	int balance;
};

/* The name of an app: "Tin nhắn". */
const char *device_app_words(enum phone_app app);

/* app expands {ban} and {fact.x}; NULL leaves all as it is. */
void device_open(const struct device *device, const struct app *app, struct page *page);
/* What comes now can be pressed: a rule before it. */
void device_controls(struct page *page);
/* A thing to press: a page item that looks like this app's buttons. The label is expanded. */
void device_control(const struct device *device, struct page *page, int id,
		    const char *label);
/* A button of a still phone: it cannot be pressed. */
void device_button(const struct device *device, struct page *page, const char *label);
void device_close(const struct device *device, struct page *page);

#endif
