/* What a question may hold, and the marks [[id|text]] of a spot message. */
#include "content/kinds.h"

#include <stdlib.h>
#include <string.h>

/* In the order of enum question_type; test_kinds.c holds them together. */
const char *const question_types[] = {"single", "multiple", "order", "match", "text",
				      "number", "spot",     "do",    NULL};
const char *const phone_apps[] = {
	"home",    "call",   "sms", "chat",   "browser", "store", "settings", "bank",
	"qr-scan", "portal", "id",  "health", "camera",  "form",  "alert",    NULL};
const char *const phone_networks[] = {"4g", "wifi", "off", "none", "airplane", NULL};

#define SINGLE (1u << QUESTION_SINGLE)
#define MULTIPLE (1u << QUESTION_MULTIPLE)
#define ORDER (1u << QUESTION_ORDER)
#define MATCH (1u << QUESTION_MATCH)
#define TEXT (1u << QUESTION_TEXT)
#define NUMBER (1u << QUESTION_NUMBER)
#define SPOT (1u << QUESTION_SPOT)
#define DO (1u << QUESTION_DO)

static const struct field option_fields[] = {
	ROW("id", ID, NEED, AT(option, id), .help = N_("mã của lựa chọn")),
	ROW("text", TEXT, NEED, AT(option, text), .max = 200,
	    .help = N_("chữ người học thấy")),
	ROW("correct", BOOL, 0, AT(option, correct),
	    .help = N_("true nếu là lựa chọn đúng")),
	ROW("why", TEXT, 0, AT(option, why), .help = N_("vì sao sai, hoặc vì sao đúng")),
};
static const struct table table_option = {
	.noun = N_("lựa chọn"),
	FIELDS(option_fields),
	.size = sizeof(struct option),
};

static const struct field item_fields[] = {
	ROW("id", ID, NEED, AT(option, id), .help = N_("mã của ý")),
	ROW("text", TEXT, NEED, AT(option, text), .max = 200,
	    .help = N_("chữ người học thấy")),
};
static const struct table table_item = {
	.noun = N_("ý cần xếp"),
	FIELDS(item_fields),
	.size = sizeof(struct option),
};

static const struct field pair_fields[] = {
	ROW("id", ID, NEED, AT(pair, id), .help = N_("mã của cặp")),
	ROW("left", TEXT, NEED, AT(pair, left), .max = 120, .help = N_("vế trái")),
	ROW("right", TEXT, NEED, AT(pair, right), .max = 120,
	    .help = N_("vế phải của nó")),
};
static const struct table table_pair = {
	.noun = N_("cặp"),
	FIELDS(pair_fields),
	.size = sizeof(struct pair),
};

static const char *const marks_names[] = {"exact", "place", "none", NULL};
static const struct field compare_fields[] = {
	ROW("marks", ENUM, 0, AT(compare, marks), .fallback = COMPARE_PLACE,
	    .names = marks_names,
	    .help = N_("dấu: exact = đúng hết, place = dấu đặt đâu cũng được, none = "
		       "không cần dấu")),
	ROW("case", BOOL, 0, AT(compare, case_matters),
	    .help = N_("true nếu phân biệt chữ hoa")),
	ROW("spaces", BOOL, 0, AT(compare, spaces_matter),
	    .help = N_("true nếu phải đúng dấu cách")),
	ROW("typo", INT, 0, AT(compare, typo), .max = 2,
	    .help = N_("số lỗi gõ được bỏ qua: 0, 1 hoặc 2")),
};
const struct table table_compare = {
	.noun = N_("cách so câu trả lời"),
	FIELDS(compare_fields),
	.size = sizeof(struct compare),
	.choice = NO_STORE,
};

static const struct field near_fields[] = {
	ROW("text", LINE, NEED, AT(near_answer, text),
	    .help = N_("câu trả lời gần đúng")),
	ROW("hint", TEXT, NEED, AT(near_answer, hint),
	    .help = N_("lời gợi ý cho người trả lời như thế")),
};
static const struct table table_near = {
	.noun = N_("câu trả lời gần đúng"),
	FIELDS(near_fields),
	.size = sizeof(struct near_answer),
};

static const struct field try_fields[] = {
	ROW("right", STRINGS, 0, AT(question, try_right), .item = FIELD_LINE,
	    .help = N_("những câu trả lời phải được chấm là đúng")),
	ROW("wrong", STRINGS, 0, AT(question, try_wrong), .item = FIELD_LINE,
	    .help = N_("những câu trả lời phải bị chấm là sai")),
};
static const struct table table_try = {
	.noun = N_("câu thử"),
	FIELDS(try_fields),
};

static const struct field span_fields[] = {
	ROW("id", ID, NEED, AT(span, id), .help = N_("mã đã ghi trong [[mã|chữ]]")),
	ROW("scam", BOOL, NEED, AT(span, scam),
	    .help = N_("true nếu là dấu hiệu lừa đảo")),
	ROW("must", BOOL, 0, AT(span, must),
	    .help = N_("true nếu nhất định phải tìm ra")),
	ROW("why", TEXT, NEED, AT(span, why),
	    .help = N_("vì sao đáng ngờ hay không đáng ngờ")),
};
static const struct table table_span = {
	.noun = N_("chỗ đánh dấu"),
	FIELDS(span_fields),
	.size = sizeof(struct span),
};

static const char *const score_multiple[] = {"all", "each", NULL};
static const char *const score_order[] = {"exact", "pairs", NULL};

#define QUESTION_ROWS                                                                    \
	ROW("type", ENUM, NEED, AT(question, type), .names = question_types,             \
	    .help = N_("loại câu hỏi")),                                                 \
		ROW("ask", PROSE, NEED, AT(question, ask), .max = 600,                   \
		    .help = N_("câu hỏi")),                                              \
		ROW("explain", PROSE, 0, AT(question, explain), .max = 800,              \
		    .help = N_("lời giải thích sau khi trả lời")),                       \
		ROW("shuffle", BOOL, 0, AT(question, shuffle), .fallback = 1,            \
		    .help = N_("đảo thứ tự các lựa chọn; false là giữ nguyên")),         \
		EPOCH(question),                                                         \
		ROW("options", LIST, NEED | UNIQUE, .only = SINGLE | MULTIPLE,           \
		    AT(question, options), WITH_COUNT(question, option_count), .min = 2, \
		    .max = 9, .table = &table_option, .help = N_("các lựa chọn")),       \
		ROW("score", ENUM, 0, .only = MULTIPLE, AT(question, score),             \
		    .min = SCORE_ALL, .fallback = SCORE_ALL, .names = score_multiple,    \
		    .help = N_(                                                          \
			    "cách chấm: all = đúng hết mới được điểm, each = từng ý")),  \
		ROW("items", LIST, NEED | UNIQUE, .only = ORDER, AT(question, options),  \
		    WITH_COUNT(question, option_count), .min = 2, .max = 9,              \
		    .table = &table_item, .help = N_("các ý, viết theo thứ tự đúng")),   \
		ROW("score", ENUM, 0, .only = ORDER, AT(question, score),                \
		    .min = SCORE_EXACT, .fallback = SCORE_EXACT, .names = score_order,   \
		    .help = N_("cách chấm: exact = đúng cả thứ tự, pairs = từng cặp")),  \
		ROW("pairs", LIST, NEED | UNIQUE, .only = MATCH, AT(question, pairs),    \
		    WITH_COUNT(question, pair_count), .min = 2, .max = 9,                \
		    .table = &table_pair, .help = N_("các cặp cần nối")),                \
		ROW("extra_right", STRINGS, 0, .only = MATCH, AT(question, extra_right), \
		    .max = 5, .item = FIELD_TEXT,                                        \
		    .help = N_("vế phải thừa, không thuộc cặp nào")),                    \
		ROW("accept", STRINGS, NEED, .only = TEXT, AT(question, accept),         \
		    .min = 1, .max = 30, .item = FIELD_LINE,                             \
		    .help = N_("các câu trả lời được nhận")),                            \
		ROW("compare", TABLE, 0, .only = TEXT, AT(question, compare),            \
		    .table = &table_compare, .help = N_("cách so câu trả lời")),         \
		ROW("near", LIST, 0, .only = TEXT, AT(question, near),                   \
		    WITH_COUNT(question, near_count), .max = 20, .table = &table_near,   \
		    .help = N_("câu trả lời gần đúng và lời gợi ý")),                    \
		ROW("try", TABLE, 0, .only = TEXT | NUMBER, SAME_STRUCT,                 \
		    .table = &table_try,                                                 \
		    .help = N_("câu thử để chương trình tự kiểm tra cách chấm")),        \
		ROW("answer", NUMBER, NEED, .only = NUMBER, AT(question, number),        \
		    .help = N_("đáp số")),                                               \
		ROW("tolerance", NUMBER, 0, .only = NUMBER, AT(question, tolerance),     \
		    .help = N_("được sai bao nhiêu")),                                   \
		ROW("unit", LINE, 0, .only = NUMBER, AT(question, unit), .max = 20,      \
		    .help = N_("đơn vị, hiện cạnh chỗ gõ")),                             \
		ROW("message", BLOCK, NEED, .only = SPOT, AT(question, message),         \
		    .max = 800, .help = N_("tin nhắn, chỗ đánh dấu viết [[mã|chữ]]")),   \
		ROW("spans", LIST, NEED | UNIQUE, .only = SPOT, AT(question, spans),     \
		    WITH_COUNT(question, span_count), .min = 1, .max = 9,                \
		    .table = &table_span,                                                \
		    .help = N_("các chỗ đánh dấu trong tin nhắn")),                      \
		ROW("from", LINE, 0, .only = SPOT, AT(question, from), .max = 60,        \
		    .help = N_("người gửi tin nhắn")),                                   \
		ROW("app", NAME, 0, .only = SPOT, AT(question, app),                     \
		    .names = phone_apps, .help = N_("ứng dụng hiện tin nhắn")),          \
		ROW("practice", ID, NEED, .only = DO, AT(question, practice),            \
		    .help = N_("mã bài thực hành")),                                     \
		ROW("goals", STRINGS, NEED | UNIQUE, .only = DO, AT(question, goals),    \
		    .min = 1, .max = 8, .item = FIELD_ID,                                \
		    .help = N_("những mục tiêu phải đạt"))

/* The parts of a spot message: takes [[id|text]] apart and fills the spans. */
struct marks {
	struct reader *reader;
	const struct node *message;
	struct question *question;
	char *out;
	size_t length;
};

static struct span *span_named(const struct question *q, const char *id, size_t n)
{
	for (size_t i = 0; i < q->span_count; i++) {
		if (strlen(q->spans[i].id) == n && !memcmp(q->spans[i].id, id, n))
			return &q->spans[i];
	}
	return NULL;
}

/* One mark at `s` ("[[id|text]]"); returns the bytes it took, 0 when it is no mark. */
static size_t take_mark(struct marks *m, const char *s, size_t at)
{
	struct document *doc = m->reader->doc;
	const char *bar = strchr(s, '|'), *end = strstr(s, "]]");
	const char *next = strstr(s + 2, "[[");
	if (!bar || !end || bar > end || end == bar + 1 || (next && next < end)) {
		struct diag *d = node_report_at(
			doc, m->message, at, "E06",
			_("Chỗ đánh dấu phải viết [[mã|chữ]], đóng bằng hai dấu ngoặc."));
		diag_fix(d, "[[%.*s|…]]", (int)strcspn(s + 2, "]| \n"), s + 2);
		return 0;
	}
	const char *id = s + 2;
	size_t id_len = (size_t)(bar - id), len = (size_t)(end - bar - 1);
	struct span *span = span_named(m->question, id, id_len);
	if (!span)
		node_report_at(doc, m->message, at + 2, "E11",
			       _("Chỗ đánh dấu \"%.*s\" chưa có trong mục spans."),
			       (int)id_len, id);
	else if (span->len)
		node_report_at(doc, m->message, at + 2, "E10",
			       _("Chỗ đánh dấu \"%.*s\" đã có ở phía trên."), (int)id_len,
			       id);
	else
		*span = (struct span){span->id,   m->length,  len,
				      span->scam, span->must, span->why};
	memcpy(m->out + m->length, bar + 1, len);
	m->length += len;
	return (size_t)(end + 2 - s);
}

static int compare_starts(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return (x->start > y->start) - (x->start < y->start);
}

static void read_marks(struct reader *r, const struct node *node, struct question *q)
{
	const struct node *message = node_get(node, "message");
	if (!message || message->kind != NODE_SCALAR || !*q->message || !q->span_count)
		return;
	struct marks m = {.reader = r, .message = message, .question = q};
	m.out = arena_alloc(r->arena, strlen(q->message) + 1);
	for (const char *s = q->message; *s;) {
		size_t taken = 0;
		if (s[0] == '[' && s[1] == '[')
			taken = take_mark(&m, s, (size_t)(s - q->message));
		if (!taken)
			m.out[m.length++] = *s;
		s += taken ? taken : 1;
	}
	m.out[m.length] = '\0';
	q->message = m.out;
	const struct node *spans = node_get(node, "spans");
	for (size_t i = 0; i < q->span_count; i++) {
		const struct node *span = node_item(spans, i);
		const struct node *id = node_get(span, "id");
		if (!q->spans[i].len && *q->spans[i].id && id)
			node_report(r->doc, id, "E11",
				    _("Chưa có chỗ nào trong message đánh dấu [[%s|…]]."),
				    q->spans[i].id);
	}
	/* Whoever shows the message walks it from mark to mark. */
	qsort(q->spans, q->span_count, sizeof(*q->spans), compare_starts);
}

static void finish_question(struct reader *r, const struct node *node, void *target)
{
	struct question *q = target;
	if (q->type == QUESTION_SPOT)
		read_marks(r, node, q);
}

static const struct field quiz_question_fields[] = {
	ROW("id", ID, NEED, AT(question, id), .help = N_("mã câu hỏi, không đổi về sau")),
	ROW("skills", STRINGS, NEED | UNIQUE, AT(question, skills), .min = 1, .max = 5,
	    .item = FIELD_SKILL, .help = N_("mã kỹ năng mà câu hỏi này đo")),
	QUESTION_ROWS,
	HISTORY,
};
const struct table table_quiz_question = {
	.noun = N_("câu hỏi"),
	FIELDS(quiz_question_fields),
	.size = sizeof(struct question),
	.discriminator = "type",
	.finish = finish_question,
};

static const struct field check_fields[] = {
	ROW("skills", STRINGS, UNIQUE, AT(question, skills), .max = 5,
	    .item = FIELD_SKILL, .help = N_("mã kỹ năng mà câu hỏi này đo")),
	ROW("objective", ID, 0, AT(question, objective),
	    .help = N_("mã mục tiêu của bài mà câu hỏi này kiểm tra")),
	QUESTION_ROWS,
};
const struct table table_check = {
	.noun = N_("câu hỏi"),
	FIELDS(check_fields),
	.size = sizeof(struct question),
	.discriminator = "type",
	.finish = finish_question,
};
