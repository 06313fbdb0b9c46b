/* A table as an office hands it in: on paper, in the layout of Decree 30/2020/NĐ-CP on
 * records (Annex I): national title and motto, issuing body, number, place and date, kind
 * and subject in the middle, the table, and below it who receives it and who signs.
 *
 * Number, name of the signer, signature and seal stay blank: only the office that signs
 * can give them. What is not known is a dotted line to be filled in by hand, never a
 * guess. These words are the law's, so they are Vietnamese in every language of the
 * program.
 *
 * The text (annex.c) and the PDF (app/pdf/) are both made from what stands here.
 */
#ifndef REPORT_ANNEX_H
#define REPORT_ANNEX_H

#include "base/buf.h"
#include "report/table.h"

/* Who hands it in. NULL or "" is not known. Owned by whoever made it. */
struct letterhead {
	const char *parent; /* the body above the issuing one; none is usual, too */
	const char *issuer;
	const char *place;
	const char *signer; /* the signer's office: "Chủ tịch" */
	const char *recipients; /* "UBND Thành phố; Lưu: VT" */
	int day; /* of the document, base/date.h; 0: not known */
};

#define ANNEX_NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define ANNEX_MOTTO "Độc lập - Tự do - Hạnh phúc"
#define ANNEX_NUMBER "Số: ……/……"
#define ANNEX_KIND "BÁO CÁO"
#define ANNEX_RECIPIENTS "Nơi nhận:"
#define ANNEX_NOTES "Ghi chú:"
#define ANNEX_BLANK "………………………………"
#define ANNEX_INDEX "TT"

/* Appends "Hoàn Kiếm, ngày 05 tháng 01 năm 2026": days under 10 and the months 1 and 2
 * have a zero before them, so that no figure can be added (Annex I, II.4). */
void annex_place_and_day(const struct letterhead *letterhead, struct buf *out);
/* Appends the text in capitals. */
void annex_capitals(const char *text, struct buf *out);
/* Walks the recipients: appends the next one as a list item, "- UBND Thành phố;" and the
 * last with a full stop. False at the end. *at begins as NULL. */
bool annex_recipient(const struct letterhead *letterhead, const char **at,
		     struct buf *out);
/* A fact as a note under the table, "- Tính đến hết ngày: 22/11/2026". */
void annex_note(const struct table_fact *fact, struct buf *out);

/* A column on paper, in whatever unit. */
struct annex_span {
	double least; /* its longest word or number */
	double body; /* nothing wraps but heading and total */
	double most; /* nothing wraps */
	double width; /* what it gets */
};

/* Shares `room` out among the columns. Each gets its least, also where that is too much;
 * then as many as possible what their rows need, and then what their headings need. What
 * is left when all have enough stays free. */
void annex_share(struct annex_span *spans, size_t count, double room);

#endif
