/* Rules about a single question. */
#include "base/buf.h"
#include "base/i18n.h"
#include "content/lint.h"
#include "course/answer.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool has_options(const struct question *q)
{
	return q->type == QUESTION_SINGLE || q->type == QUESTION_MULTIPLE;
}

/* ── E20 ─────────────────────────────────────────────────────────────────────────────── */

static void e20_correct(struct pack *pack, const struct question *q)
{
	size_t correct = 0, second = 0;
	for (size_t i = 0; has_options(q) && i < q->option_count; i++) {
		correct += q->options[i].correct;
		if (q->options[i].correct && correct == 2)
			second = i;
	}
	if (!has_options(q))
		return;
	if (!correct)
		diag_fix(pack_report(pack, q, "options", -1, "E20",
				     _("Chưa có lựa chọn nào được đánh dấu là đúng.")),
			 _("Thêm correct: true vào lựa chọn đúng."));
	else if (q->type == QUESTION_SINGLE && correct > 1)
		diag_fix(pack_report(
				 pack, &q->options[second], "correct", -1, "E20",
				 _("Câu hỏi loại single chỉ có một lựa chọn đúng; ở đây "
				   "có %zu."),
				 correct),
			 _("Bỏ correct: true ở đây, hoặc đổi thành type: multiple."));
	else if (q->type == QUESTION_MULTIPLE && correct == q->option_count)
		diag_fix(pack_report(
				 pack, q, "options", -1, "E20",
				 _("Mọi lựa chọn đều đúng, nên câu hỏi không hỏi gì.")),
			 _("Thêm ít nhất một lựa chọn sai."));
}

/* ── E21 ─────────────────────────────────────────────────────────────────────────────── */

/* Letters and digits of a text. Folding changes none of their number but ß, æ and the like, so
 * texts that differ here need not be folded to be compared. */
static size_t letters_of(const char *text)
{
	size_t n = 0;
	for (; *text; text++) {
		if (*text & 0x80)
			n += ((unsigned char)*text & 0xc0) != 0x80;
		else
			n += (*text >= '0' && *text <= '9') ||
			     ((*text | 32) >= 'a' && (*text | 32) <= 'z');
	}
	return n;
}

struct side {
	const char *text;
	const void *object; /* where to point */
	const char *key;
	int item;
};

static bool equal_folded(const char *a, const char *b)
{
	if (letters_of(a) != letters_of(b))
		return false;
	struct buf fold_a = BUF_INIT, fold_b = BUF_INIT;
	text_fold(&fold_a, a);
	text_fold(&fold_b, b);
	bool equal = fold_a.len && !strcmp(fold_a.data, fold_b.data);
	buf_release(&fold_a);
	buf_release(&fold_b);
	return equal;
}

static void report_equal(struct pack *pack, const struct side *sides, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		size_t k = 0;
		while (k < i && !equal_folded(sides[i].text, sides[k].text))
			k++;
		if (k == i)
			continue;
		diag_fix(pack_report(
				 pack, sides[i].object, sides[i].key, sides[i].item,
				 "E21",
				 _("Bỏ dấu và chữ hoa đi thì \"%s\" giống \"%s\" ở trên; "
				   "người học khó phân biệt."),
				 sides[i].text, sides[k].text),
			 _("Viết khác đi, hoặc bỏ một trong hai."));
	}
}

static void e21_equal(struct pack *pack, const struct question *q)
{
	size_t most = q->option_count + q->pair_count + q->extra_right.count, n = 0;
	struct side *sides = xcalloc(most + 1, sizeof(*sides));
	for (size_t i = 0; i < q->option_count; i++)
		sides[n++] =
			(struct side){q->options[i].text, &q->options[i], "text", -1};
	for (size_t i = 0; i < q->pair_count; i++)
		sides[n++] = (struct side){q->pairs[i].left, &q->pairs[i], "left", -1};
	report_equal(pack, sides, n);
	n = 0;
	for (size_t i = 0; i < q->pair_count; i++)
		sides[n++] = (struct side){q->pairs[i].right, &q->pairs[i], "right", -1};
	for (size_t i = 0; i < q->extra_right.count; i++)
		sides[n++] =
			(struct side){q->extra_right.items[i], q, "extra_right", (int)i};
	report_equal(pack, sides, n);
	free(sides);
}

/* ── E22, E23 ────────────────────────────────────────────────────────────────────────── */

static void e22_accept(struct pack *pack, const struct question *q)
{
	if (q->type != QUESTION_TEXT)
		return;
	for (size_t i = 1; i < q->accept.count; i++) {
		/* Right by those in front, without any leniency of marks or typing? */
		struct question front = *q;
		front.accept.count = i;
		front.near_count = 0;
		front.compare.marks = COMPARE_EXACT;
		front.compare.typo = 0;
		if (answer_mark(&front, q->accept.items[i]).right)
			diag_fix(pack_report(pack, q, "accept", (int)i, "E22",
					     _("\"%s\" đã có ở trên trong accept."),
					     q->accept.items[i]),
				 _("Xóa dòng này."));
	}
	for (size_t i = 0; i < q->near_count; i++) {
		if (answer_mark(q, q->near[i].text).right)
			diag_fix(pack_report(
					 pack, &q->near[i], "text", -1, "E22",
					 _("\"%s\" đã được chấm là đúng, nên lời gợi ý "
					   "này không bao giờ hiện."),
					 q->near[i].text),
				 _("Xóa dòng này, hoặc siết lại mục compare."));
	}
}

static void e23_try(struct pack *pack, const struct question *q)
{
	for (size_t i = 0; i < q->try_right.count; i++) {
		if (!answer_mark(q, q->try_right.items[i]).right)
			diag_fix(pack_report(
					 pack, q, "try.right", (int)i, "E23",
					 _("\"%s\" phải đúng, nhưng chương trình chấm là "
					   "sai."),
					 q->try_right.items[i]),
				 _("Thêm vào accept, hoặc nới mục compare."));
	}
	for (size_t i = 0; i < q->try_wrong.count; i++) {
		if (answer_mark(q, q->try_wrong.items[i]).right)
			diag_fix(pack_report(
					 pack, q, "try.wrong", (int)i, "E23",
					 _("\"%s\" phải sai, nhưng chương trình chấm là "
					   "đúng."),
					 q->try_wrong.items[i]),
				 _("Bớt trong accept, hoặc siết mục compare."));
	}
}

/* ── W54 – W56: what gives the answer away ───────────────────────────────────────────── */

/* Longer by a fifth and by more than a word: that is what the eye notices. */
static void w54_longest(struct pack *pack, const struct question *q)
{
	size_t right = 0, longest_wrong = 0;
	const struct option *answer = NULL;
	if (q->type != QUESTION_SINGLE)
		return;
	for (size_t i = 0; i < q->option_count; i++) {
		size_t n = utf8_length(q->options[i].text);
		if (q->options[i].correct) {
			answer = &q->options[i];
			right = n;
		} else if (n > longest_wrong) {
			longest_wrong = n;
		}
	}
	if (!answer || q->option_count < 2 || right * 5 < longest_wrong * 6 ||
	    right < longest_wrong + 8)
		return;
	diag_fix(pack_report(
			 pack, answer, "text", -1, "W54",
			 _("Lựa chọn đúng dài nhất (%zu chữ cái, câu sai dài nhất %zu), "
			   "nên dễ đoán."),
			 right, longest_wrong),
		 _("Viết câu đúng ngắn lại, hoặc viết một câu sai dài bằng thế."));
}

static const char *const about_others[] = {
	"tat ca dap an",   "tat ca cac dap an", "tat ca cac y",
	"tat ca cac cau",  "ca hai dap an",     "ca ba dap an",
	"ca hai cau tren", "ca ba cau tren",    "ca hai y tren",
	"ca ba y tren",    "khong dap an nao",  "khong co dap an nao",
	"cac dap an tren", "cac y tren",        "cac lua chon tren",
	"dap an a",        "ca a va b",         "y tren",
	"dap an tren",
};

static void w55_about_others(struct pack *pack, const struct question *q)
{
	for (size_t i = 0; has_options(q) && q->shuffle && i < q->option_count; i++) {
		struct buf fold = BUF_INIT;
		text_fold(&fold, q->options[i].text);
		for (size_t k = 0; k < ARRAY_LEN(about_others); k++) {
			if (!strstr(fold.data, about_others[k]))
				continue;
			diag_fix(
				pack_report(
					pack, &q->options[i], "text", -1, "W55",
					_("\"%s\" nói về các lựa chọn khác, nhưng thứ tự "
					  "được xáo mỗi lần làm."),
					q->options[i].text),
				_("Viết rõ ý đó ra, hoặc thêm shuffle: false vào câu "
				  "hỏi."));
			break;
		}
		buf_release(&fold);
	}
}

static void w56_why(struct pack *pack, const struct question *q)
{
	for (size_t i = 0; has_options(q) && i < q->option_count; i++) {
		const struct option *o = &q->options[i];
		if (o->correct || o->why)
			continue;
		diag_fix(pack_report(pack, o, NULL, -1, "W56",
				     _("Lựa chọn sai \"%s\" chưa nói vì sao sai."),
				     o->text),
			 _("Thêm why: \"…\", để ai chọn nhầm thì học được."));
	}
}

/* ── W62 ─────────────────────────────────────────────────────────────────────────────── */

static bool exact_by_nature(const char *text)
{
	return strpbrk(text, "0123456789@/") ||
	       (strchr(text, '.') && strchr(text, '.')[1] > ' ');
}

static void w62_typo(struct pack *pack, const struct question *q)
{
	for (size_t i = 0;
	     q->type == QUESTION_TEXT && q->compare.typo && i < q->accept.count; i++) {
		if (!exact_by_nature(q->accept.items[i]))
			continue;
		diag_fix(pack_report(
				 pack, q, "compare.typo", -1, "W62",
				 _("\"%s\" là số hay địa chỉ: gõ sai một chữ là sang chỗ "
				   "khác, không nên bỏ qua lỗi gõ."),
				 q->accept.items[i]),
			 "typo: 0");
		return;
	}
}

static const struct rule rules[] = {
	{"E20",
	 N_("single có đúng một lựa chọn đúng; multiple có ít nhất một, không phải "
	    "tất cả"),
	 .question = e20_correct},
	{"E21", N_("các lựa chọn không giống nhau khi bỏ dấu"), .question = e21_equal},
	{"E22", N_("các câu trả lời được nhận không chồng lên nhau"),
	 .question = e22_accept},
	{"E23", N_("các câu thử được chấm như đã ghi"), .question = e23_try},
	{"W54", N_("lựa chọn đúng không nổi bật vì dài nhất"), .question = w54_longest},
	{"W55", N_("không nói \"tất cả đáp án trên\" khi thứ tự được xáo"),
	 .question = w55_about_others},
	{"W56", N_("mỗi lựa chọn sai nói vì sao sai"), .question = w56_why},
	{"W62", N_("không bỏ qua lỗi gõ trong số và địa chỉ"), .question = w62_typo},
};
const struct rules rules_question = {rules, ARRAY_LEN(rules)};
