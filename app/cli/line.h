/* The first line of a file: for passwords and numbers that must not stand on a command
 * line, where everybody on the machine could read them. */
#ifndef CLI_LINE_H
#define CLI_LINE_H

#include "base/err.h"

/* Without its line end; "-" is standard input. NULL with an error, also for an empty
 * line. */
char *line_read(const char *path, struct err *err);
/* The same for a new password: in NFC, as those typed on the screen are, and one that
 * password_acceptable() takes. */
char *password_read(const char *path, struct err *err);
/* Wipes and frees; NULL is fine. Good for any string. */
void line_free(char *line);

#endif
