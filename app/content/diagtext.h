/* Findings as text, for the terminal and the instructor's screen:
 *
 *	lessons/dien-thoai/noi-wifi.yaml:12:9: E03: Dấu hai chấm ở giữa câu …
 *	   12 | title: Kiểm tra: an toàn
 *	      |                ^
 *	  sửa | title: "Kiểm tra: an toàn"
 */
#ifndef CONTENT_DIAGTEXT_H
#define CONTENT_DIAGTEXT_H

#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>

/* Appends one finding, ending in a newline. Without the source only the first line and, where
 * there is a fix, "  sửa: …" below it. The caret stands under the column as a terminal shows it,
 * not under the byte; of a long line the part around the column is shown. */
void diag_format(struct buf *out, const struct diag *diag, bool with_source);
/* The same for a window of so many columns: no line is wider, sentences are wrapped. */
void diag_format_within(struct buf *out, const struct diag *diag, bool with_source,
			int columns);
/* "Sửa: …" in words, with the line where it is not the finding's own; lives in the arena. */
const char *diag_mend_words(const struct diag *diag, struct arena *arena);
/* "3 lỗi, 1 cảnh báo, 2 góp ý." or that all is well. */
void diags_summary(struct buf *out, const struct diags *diags);

#endif
