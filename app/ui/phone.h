/* A still phone of a lesson or a question: looked at, not worked. How it looks: ui/device.h. */
#ifndef UI_PHONE_H
#define UI_PHONE_H

#include "course/course.h"
#include "ui/app.h"

/* Adds the phone to the page. app expands prose; NULL leaves it as it is. */
void phone_draw(const struct phone *phone, const struct app *app, struct page *page);

#endif
