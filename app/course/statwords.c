#include "course/statwords.h"

#include "base/i18n.h"
#include "text/number.h"

/* ── shares ────────────────────────────────────────────────────────────────────────────── */

const char *portion_words(const struct portion *portion)
{
	if (portion->count == 0)
		return _("chưa ai");
	if (portion->count == portion->of)
		return _("tất cả");
	if (portion->low >= 0.8)
		return _("gần như tất cả");
	if (portion->low >= 0.5)
		return _("hơn một nửa");
	if (portion->high <= 0.2)
		return _("rất ít người");
	if (portion->high <= 0.5)
		return _("chưa tới một nửa");
	return _("chừng một nửa");
}

/* Rounded half away from 0, as people round. */
static int64_t rounded(double value)
{
	return (int64_t)(value < 0 ? value - 0.5 : value + 0.5);
}

void share_say(struct buf *out, double share)
{
	percent_format(out, rounded(share < 0 ? 0 : share * 100), 0);
}

void interval_say(struct buf *out, const struct portion *portion)
{
	buf_printf(out, "%d–", (int)rounded(portion->low * 100));
	share_say(out, portion->high);
}

void measure_say(struct buf *out, double measure)
{
	int64_t hundredths = rounded(measure * 100);

	if (hundredths < 0)
		buf_adds(out, "−");
	decimal_format(out, hundredths < 0 ? -hundredths : hundredths, 2);
}

void portion_say(struct buf *out, const struct portion *portion)
{
	switch (stat_voice(portion->of)) {
	case STAT_SILENT:
		buf_adds(out, "–");
		break;
	case STAT_IN_WORDS:
		buf_adds(out, portion_words(portion));
		break;
	case STAT_IN_NUMBERS:
		share_say(out, portion->share);
		break;
	}
}

/* ── telling apart ─────────────────────────────────────────────────────────────────────── */

static const struct {
	const char *name, *brief, *words;
} sortings[] = {
	[SORTING_UNKNOWN] = {"", "", ""},
	[SORTING_BACKWARDS] = {"backwards", N_("ngược"),
			       N_("Người làm tốt các câu khác lại hay sai câu này.")},
	[SORTING_UNCLEAR] =
		{"unclear", N_("chưa rõ"),
		 N_("Chưa thấy câu này phân biệt được người nắm bài và người chưa.")},
	[SORTING_FORWARDS] = {"forwards", N_("có"),
			      N_("Người làm tốt các câu khác cũng hay đúng câu này.")},
	[SORTING_WEAK] = {"weak", N_("yếu"),
			  N_("Câu này phân biệt yếu người nắm bài và người chưa.")},
	[SORTING_FAIR] = {"fair", N_("khá"),
			  N_("Câu này phân biệt khá người nắm bài và người chưa.")},
	[SORTING_GOOD] = {"good", N_("tốt"),
			  N_("Câu này phân biệt tốt người nắm bài và người chưa.")},
};

static const char *said(const char *words)
{
	return *words ? tr(words) : ""; /* gettext has its own answer to "" */
}

const char *sorting_words(enum item_sorting sorting)
{
	return said(sortings[sorting].words);
}

const char *sorting_short(enum item_sorting sorting)
{
	return said(sortings[sorting].brief);
}

const char *sorting_name(enum item_sorting sorting)
{
	return sortings[sorting].name;
}

/* ── flags ─────────────────────────────────────────────────────────────────────────────── */

struct flag_row {
	unsigned flag;
	const char *name, *words, *advice;
};

static const struct flag_row item_rows[ITEM_FLAGS] = {
	{FLAG_KEY, "key", N_("có thể sai đáp án"),
	 N_("Xem lại đáp án và lời hỏi trước hết: kết quả trái hẳn với đáp án đang ghi. "
	    "Nếu đáp án đúng thì rất nhiều người đang hiểu nhầm, cần dạy lại chỗ này.")},
	{FLAG_BACKWARDS, "backwards", N_("người làm tốt lại hay sai"),
	 N_("Lời hỏi có thể hiểu hai cách, hoặc một phương án sai nghe có lý với người "
	    "biết nhiều. Đọc lại câu này với một đồng nghiệp.")},
	{FLAG_UNCHOSEN, "unchosen", N_("phương án sai ít ai chọn"),
	 N_("Phương án sai mà hầu như không ai chọn thì như không có. Thay bằng điều học viên hay "
	    "nhầm thật, hoặc bỏ đi.")},
	{FLAG_HARD, "hard", N_("quá nửa chưa đúng"),
	 N_("Bài học có thể chưa dạy rõ chỗ này, hoặc lời hỏi khó đọc. Xem phương án nào "
	    "được chọn nhiều để biết mọi người hiểu ra sao.")},
	{FLAG_EASY, "easy", N_("hầu như ai cũng đúng"),
	 N_("Câu dễ vẫn tốt nếu hỏi điều bắt buộc phải biết. Còn nếu để phân loại thì nên "
	    "thay phương án sai cho gần với chỗ hay nhầm.")},
};

static const struct flag_row place_rows[PLACE_FLAGS] = {
	{PLACE_FALL, "fall", N_("quá nửa vấp ở đây"), NULL},
	{PLACE_STUCK, "stuck", N_("nhiều người dừng ở đây"), NULL},
	{PLACE_WRONG, "typed-wrong", N_("quá nửa gõ chưa đúng"), NULL},
};

static const struct flag_row *row_of(const struct flag_row *rows, size_t count,
				     unsigned flag)
{
	static const struct flag_row none = {0, "", "", ""};

	for (size_t i = 0; i < count; i++)
		if (rows[i].flag == flag)
			return &rows[i];
	return &none;
}

const char *flag_words(enum item_flag flag)
{
	return tr(row_of(item_rows, ITEM_FLAGS, flag)->words);
}

const char *flag_advice(enum item_flag flag)
{
	return tr(row_of(item_rows, ITEM_FLAGS, flag)->advice);
}

static void list_flags(struct buf *out, const struct flag_row *rows, size_t count,
		       unsigned flags, bool words)
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		if (!(flags & rows[i].flag))
			continue;
		if (!first)
			buf_adds(out, words ? ", " : ",");
		buf_adds(out, words ? tr(rows[i].words) : rows[i].name);
		first = false;
	}
}

void flags_say(struct buf *out, unsigned flags)
{
	list_flags(out, item_rows, ITEM_FLAGS, flags, true);
}

void flags_format(struct buf *out, unsigned flags)
{
	list_flags(out, item_rows, ITEM_FLAGS, flags, false);
}

void places_say(struct buf *out, unsigned flags)
{
	list_flags(out, place_rows, PLACE_FLAGS, flags, true);
}

void places_format(struct buf *out, unsigned flags)
{
	list_flags(out, place_rows, PLACE_FLAGS, flags, false);
}
