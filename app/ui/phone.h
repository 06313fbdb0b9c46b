/* A still phone, drawn in 32 columns, with the banner that says it is not real. */
#ifndef UI_PHONE_H
#define UI_PHONE_H

#include "course/course.h"
#include "ui/app.h"

#define PHONE_COLUMNS 34

/* What an app is called on its title line: "Tin nhắn". */
const char *phone_app_words(enum phone_app app);

/* Adds the phone to the page as a picture, and in words for screens that are too narrow and for
 * reading aloud. app expands prose; NULL leaves it as it is. */
void phone_draw(const struct phone *phone, const struct app *app, struct page *page);

#endif
