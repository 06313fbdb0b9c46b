#include "course/finish.h"

#include "base/date.h"
#include "base/i18n.h"
#include "text/clean.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *finish_how_name(enum finish_how how)
{
	static const char *const names[] = {
		[FINISH_LEARNED] = "learned",
		[FINISH_WAIVED] = "waived",
		[FINISH_DECLARED] = "declared",
	};
	return names[how];
}

const char *finish_state_name(enum finish_state state)
{
	static const char *const names[] = {
		[FINISH_STANDS] = "stands",
		[FINISH_VOIDED] = "voided",
		[FINISH_MOVED] = "moved",
	};
	return names[state];
}

void finish_source_words(const struct finish *finish, struct buf *out)
{
	if (finish->how == FINISH_LEARNED)
		buf_adds(out, _("học xong khóa học"));
	else if (finish->how == FINISH_WAIVED)
		buf_adds(out, _("được miễn phần còn thiếu"));
	else
		/* TRANSLATORS: %s is the paper it is known from. */
		buf_printf(out, _("đã học trước đây, theo giấy tờ: %s"), finish->basis);
}

void finish_words(const struct finish *finish, struct buf *out)
{
	day_format(out, finish->day);
	buf_adds(out, ": ");
	finish_source_words(finish, out);
}

static void stands_words(const struct finish *finish, struct buf *out)
{
	struct buf day = BUF_INIT;

	if (!finish->confirmed) {
		buf_adds(out, _("đang được tính, chưa ai xác nhận"));
		return;
	}
	day_format(&day, finish->confirmed);
	/* TRANSLATORS: a member of staff, a day. */
	buf_printf(out, _("đang được tính; %s xác nhận ngày %s"), finish->confirmed_by,
		   day.data);
	buf_release(&day);
}

void finish_state_words(const struct finish *finish, struct buf *out)
{
	struct buf day = BUF_INIT;

	switch (finish->state) {
	case FINISH_STANDS:
		stands_words(finish, out);
		return;
	case FINISH_MOVED:
		buf_adds(out,
			 _("không tính: đã chuyển cùng lần làm bài sang người khác"));
		return;
	case FINISH_VOIDED:
		day_format(&day, day_of_instant(finish->voided_at));
		/* TRANSLATORS: a member of staff, a day, the reason as it was typed. */
		buf_printf(out, _("không tính: %s bỏ ngày %s, vì “%s”"),
			   finish->voided_by, day.data, finish->reason);
		buf_release(&day);
	}
}

/* ── what changes ──────────────────────────────────────────────────────────────────────── */

/* The earliest other one that counts; NULL = none. */
static const struct finish *other(const struct finish *list, size_t count, size_t at)
{
	const struct finish *first = NULL;

	for (size_t i = 0; i < count; i++) {
		if (i != at && list[i].state == FINISH_STANDS &&
		    (!first || list[i].day < first->day))
			first = &list[i];
	}
	return first;
}

static void void_words(const char *day, const char *next, bool before, struct buf *out)
{
	if (!next)
		buf_printf(
			out,
			_("Người này thôi được tính là đã hoàn thành: số người của ngày %s "
			  "và mọi ngày sau bớt đi một, nếu người này trong độ tuổi. Số của "
			  "các ngày trước đó giữ nguyên."),
			day);
	else if (before)
		buf_printf(
			out,
			_("Người này còn một lần hoàn thành khác, ngày %s, nên số người đã "
			  "hoàn thành không đổi."),
			next);
	else
		/* TRANSLATORS: the day of the other completion, of this, of the other. */
		buf_printf(
			out,
			_("Người này còn một lần hoàn thành khác, ngày %s, nên chỉ số người "
			  "của ngày %s đến trước ngày %s bớt đi một."),
			next, day, next);
	buf_adds(out, "\n");
	buf_adds(out,
		 _("Bài đã học, điểm đã có đều còn nguyên. Bỏ nhầm thì tính lại được."));
}

static void restore_words(const char *day, const char *next, bool before, struct buf *out)
{
	if (next && before)
		buf_printf(
			out,
			_("Người này đã được tính từ ngày %s, nên số người đã hoàn thành "
			  "không đổi."),
			next);
	else
		buf_printf(
			out,
			_("Người này lại được tính là đã hoàn thành từ đúng ngày %s như cũ: "
			  "số người trở lại như trước khi bỏ."),
			day);
}

void finish_change_words(const struct finish *list, size_t count, size_t at,
			 enum finish_change change, struct buf *out)
{
	struct buf day = BUF_INIT, next = BUF_INIT;
	const struct finish *rest = other(list, count, at);

	day_format(&day, list[at].day);
	if (rest)
		day_format(&next, rest->day);
	bool before = rest && rest->day <= list[at].day;
	if (change == FINISH_VOID)
		void_words(day.data, rest ? next.data : NULL, before, out);
	else if (change == FINISH_RESTORE)
		restore_words(day.data, rest ? next.data : NULL, before, out);
	else
		buf_adds(
			out,
			_("Người này vẫn được tính là đã hoàn thành, nhưng thôi được tính là đã có người xác nhận. Xác nhận lại được, tính từ ngày xác nhận lại."));
	buf_release(&day);
	buf_release(&next);
}

/* ── a reason ──────────────────────────────────────────────────────────────────────────── */

bool finish_reason(const char *text, char out[REASON_BYTES], struct err *err)
{
	char *tidy = text_tidy(text);
	bool ok = true;

	*out = '\0';
	if (!tidy)
		return err_set(err, ERR_DATA, _("chữ không phải UTF-8."));
	if (!*tidy)
		ok = err_set(err, ERR_USAGE, _("Hãy gõ lý do, vài chữ là đủ."));
	else if (utf8_length(tidy) > REASON_LETTERS || strlen(tidy) >= REASON_BYTES ||
		 !text_clean(tidy, strlen(tidy), false, NULL, NULL))
		ok = err_set(
			err, ERR_USAGE,
			_("Lý do dài quá, hoặc có ký tự lạ. Hãy viết trong một dòng, "
			  "nhiều nhất %d chữ cái."),
			REASON_LETTERS);
	else
		memcpy(out, tidy, strlen(tidy) + 1);
	free(tidy);
	return ok;
}
