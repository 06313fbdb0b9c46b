/* The door for bytes of unknown encoding: CSV files from Excel, Notepad and old programs.
 *
 * UTF-8 with or without a mark, and UTF-16, are what Excel saves today. Files of before about
 * 2005 are in one of the 8-bit encodings: TCVN3 (the ABC fonts, .VnTime), VNI-Windows or
 * Windows-1258. They are recognised and named, so a message can say what the file is; whether to
 * convert is asked first, since recognising is a guess on what the words look like.
 */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum encoding {
	ENCODING_UNKNOWN, /* neither UTF nor anything that reads as Vietnamese */
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_TCVN3,
	ENCODING_VNI,
	ENCODING_CP1258,
};

struct encoding_guess {
	enum encoding encoding;
	bool sure; /* a byte order mark, or valid UTF-8; false: tell the user, and ask */
	size_t mark; /* bytes of the byte order mark: 0, 2 or 3 */
	/* For the 8-bit ones: words with marks that read as Vietnamese, and all such words. */
	size_t words_good, words;
};

/* Looks at no more than the first 256 KiB for the 8-bit ones. Plain ASCII is UTF-8. */
struct encoding_guess encoding_guess(const char *bytes, size_t n);
/* "UTF-8", "TCVN3 (ABC)" …: a proper name, the same in every language. */
const char *encoding_name(enum encoding encoding);
/* The encoding of a name somebody gave on the command line ("tcvn3", "vni", "cp1258", "utf-16");
 * ENCODING_UNKNOWN for others. */
enum encoding encoding_named(const char *name);

/* Appends the text as UTF-8 in NFC, without a byte order mark. False, with nothing appended and
 * the offset in *bad_at (may be NULL), where bytes mean nothing in that encoding, or NUL. TCVN3
 * leaves capitals to the font: NGUYễN comes out as NGUYỄN, and where the other words of a cell are
 * capitals, or begin with one, so does HÀ, seen of Hà, and Ái, seen of ái. */
bool text_convert(struct buf *out, const char *bytes, size_t n, enum encoding from,
		  size_t *bad_at);

#endif
