#include "ui/phone.h"

#include "ui/device.h"

void phone_draw(const struct phone *phone, const struct app *app, struct page *page)
{
	struct device device = {.show = phone};
	device_open(&device, app, page);
	if (phone->buttons.count)
		device_controls(page);
	for (size_t i = 0; i < phone->buttons.count; i++) {
		const char *label = phone->buttons.items[i];
		device_button(&device, page, app ? app_prose(app, page, label) : label);
	}
	device_close(&device, page);
}
