#include "cli/line.h"

#include "base/file.h"
#include "base/i18n.h"
#include "secret/secret.h"
#include "text/normal.h"

#include <stdlib.h>
#include <string.h>

#define LINE_FILE_MAX 4096

char *line_read(const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	char *line = NULL;
	/* All room at once: a buffer that grew would leave copies behind. */
	buf_reserve(&text, LINE_FILE_MAX + 1);
	if (file_read(path, LINE_FILE_MAX, &text, err)) {
		text.data[strcspn(text.data, "\r\n")] = '\0';
		if (*text.data)
			line = xstrdup(text.data);
		else
			err_set(err, ERR_DATA, _("Dòng đầu của tệp %s trống."), path);
	}
	if (text.cap)
		secret_wipe(text.data, text.cap);
	buf_release(&text);
	return line;
}

char *password_read(const char *path, struct err *err)
{
	char *line = line_read(path, err);
	if (!line)
		return NULL;
	char *password = text_nfc(line);
	line_free(line);
	if (!password)
		err_set(err, ERR_DATA, _("Mật khẩu trong tệp %s không phải UTF-8."),
			path);
	else if (!password_acceptable(password, err)) {
		line_free(password);
		password = NULL;
	}
	return password;
}

void line_free(char *line)
{
	if (!line)
		return;
	secret_wipe(line, strlen(line));
	free(line);
}
