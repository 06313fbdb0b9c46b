#include "report/save.h"

#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <unistd.h>

static bool save_file(const struct table *table, const struct report_format *format,
		      const struct report_options *options, const char *path,
		      unsigned mode, bool replace, struct err *err)
{
	struct buf bytes = BUF_INIT;
	bool ok = format->write(table, options, &bytes, err) &&
		  file_write(path, bytes.data, bytes.len, mode, replace, err);
	buf_release(&bytes);
	return ok;
}

static bool save_folder(const struct table *table, const struct report_format *format,
			const struct report_options *options, const char *path,
			unsigned mode, bool replace, struct err *err)
{
	struct report_folder folder = {0};
	bool ok = format->fill(table, options, &folder, err);
	struct file_part *parts = xcalloc(folder.count + 1, sizeof(*parts));
	for (size_t i = 0; i < folder.count; i++)
		parts[i] = (struct file_part){
			.name = folder.parts[i].name,
			.bytes = folder.parts[i].bytes.data,
			.n = folder.parts[i].bytes.len,
		};
	ok = ok && folder_write(path, parts, folder.count, mode, replace, err);
	free(parts);
	report_folder_release(&folder);
	return ok;
}

bool report_save(const struct table *table, const struct report_format *format,
		 const struct report_options *options, const char *path, unsigned mode,
		 bool replace, struct err *err)
{
	struct err own = {0};
	bool ok = format->fill
			  ? save_folder(table, format, options, path, mode, replace, &own)
			  : save_file(table, format, options, path, mode, replace, &own);
	if (ok)
		return true;
	/* A folder that is not there is no missing input. */
	if (own.kind == ERR_NOINPUT)
		own.kind = ERR_CANTCREAT;
	if (err)
		*err = own;
	return false;
}

bool report_print(const struct table *table, const struct report_format *format,
		  const struct report_options *options, FILE *out, struct err *err)
{
	struct buf bytes = BUF_INIT;
	int fd = fileno(out);
	if (format->fill)
		return err_set(err, ERR_USAGE,
			       _("Dạng %s là một thư mục. Hãy thêm --output THƯ-MỤC."),
			       format->name);
	if (format->binary && fd >= 0 && isatty(fd))
		return err_set(err, ERR_USAGE,
			       _("Dạng %s không xem được trên màn hình chữ. Hãy thêm "
				 "--output TỆP%s."),
			       format->name, format->extension);
	bool ok = format->write(table, options, &bytes, err);
	if (ok)
		fwrite(bytes.data, 1, bytes.len, out);
	buf_release(&bytes);
	return ok;
}
