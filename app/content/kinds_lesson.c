/* What a lesson and a typing exercise may hold. */
#include "content/kinds.h"

static const struct field figure_fields[] = {
	ROW("text", BLOCK, NEED, AT(step, say), .help = N_("hình vẽ bằng chữ")),
	ROW("alt", PROSE, NEED, AT(step, alt),
	    .help = N_("lời tả hình, cho người nghe đọc")),
};
static const struct table table_figure = {
	.noun = N_("hình"),
	FIELDS(figure_fields),
};

static const struct field phone_fields[] = {
	ROW("app", ENUM, NEED, AT(phone, app), .names = phone_apps,
	    .help = N_("ứng dụng đang mở")),
	ROW("title", TEXT, SCREEN, AT(phone, title), .max = 60,
	    .help = N_("dòng đầu của ứng dụng")),
	ROW("from", TEXT, SCREEN, AT(phone, from), .max = 60,
	    .help = N_("người gọi hay người gửi")),
	ROW("at", LINE, 0, AT(phone, at), .max = 20,
	    .help = N_("giờ trên màn hình, như \"08:47\"")),
	ROW("network", ENUM, 0, AT(phone, network), .min = NETWORK_MOBILE,
	    .fallback = NETWORK_UNSAID, .names = phone_networks,
	    .help = N_("mạng ghi ở góc máy: 4g, wifi, off = đã tắt, none = mất sóng, "
		       "airplane = chế độ máy bay")),
	ROW("battery", INT, 0, AT(phone, battery), .min = 1, .max = 100,
	    .help = N_("pin còn mấy phần trăm, ghi ở góc máy")),
	ROW("address", LINE, 0, AT(phone, address), .max = 120,
	    .help = N_("địa chỉ trang web")),
	ROW("text", PROSE, SCREEN, AT(phone, text), .max = 800,
	    .help = N_("chữ trên màn hình")),
	ROW("items", STRINGS, SCREEN, AT(phone, items), .max = 20, .item = FIELD_TEXT,
	    .help = N_("các dòng trong danh sách")),
	ROW("buttons", STRINGS, SCREEN, AT(phone, buttons), .max = 6, .item = FIELD_TEXT,
	    .help = N_("các nút bấm")),
};
static const struct table table_phone = {
	.noun = N_("màn hình điện thoại"),
	FIELDS(phone_fields),
	.size = sizeof(struct phone),
};

/* The choices stand in the order of enum step_kind. */
static const struct field step_fields[] = {
	ROW("id", ID, NEED, AT(step, id), .help = N_("mã bước, không đổi về sau")),
	ROW("title", TEXT, 0, AT(step, title), .max = 60, .help = N_("tên bước")),
	ROW("say", PROSE, CHOICE, AT(step, say), .help = N_("lời giảng")),
	ROW("list", STRINGS, CHOICE, AT(step, list), .min = 1, .max = 12,
	    .item = FIELD_TEXT, .help = N_("các ý, mỗi ý một dòng")),
	ROW("figure", TABLE, CHOICE, SAME_STRUCT, .table = &table_figure,
	    .help = N_("hình vẽ bằng chữ")),
	ROW("phone", POINTER, CHOICE, AT(step, phone), .table = &table_phone,
	    .help = N_("một màn hình điện thoại")),
	ROW("check", POINTER, CHOICE, AT(step, check), .table = &table_check,
	    .help = N_("câu hỏi nhanh, không tính điểm")),
	ROW("practice", ID, CHOICE, AT(step, practice), .help = N_("mã bài thực hành")),
	ROW("qr", LINE, CHOICE | LATER, AT(step, say),
	    .help = N_("địa chỉ hiện thành mã QR")),
	ROW("caption", PROSE, 0, AT(step, caption), .max = 300,
	    .help = N_("lời chú thích ở dưới")),
	HISTORY,
};
static const struct table table_step = {
	.noun = N_("bước"),
	FIELDS(step_fields),
	.size = sizeof(struct step),
	.choice = offsetof(struct step, kind),
};

static const struct field word_fields[] = {
	ROW("word", LINE, NEED, AT(word, word), .max = 60, .help = N_("từ khó")),
	ROW("means", TEXT, NEED, AT(word, means), .max = 200,
	    .help = N_("nghĩa của từ, nói cho dễ hiểu")),
};
static const struct table table_word = {
	.noun = N_("từ"),
	FIELDS(word_fields),
	.size = sizeof(struct word),
};

static const struct field teacher_fields[] = {
	ROW("prepare", PROSE, STAFF, AT(lesson, prepare),
	    .help = N_("giảng viên chuẩn bị gì")),
	ROW("ask_class", PROSE, STAFF, AT(lesson, ask_class),
	    .help = N_("câu hỏi cả lớp lúc mở đầu")),
};
static const struct table table_teacher = {
	.noun = N_("phần cho giảng viên"),
	FIELDS(teacher_fields),
};

static const char *const kind_lesson[] = {"lesson", NULL};
static const struct field lesson_fields[] = {
	HEADER(lesson, kind_lesson),
	ROW("title", TEXT, NEED, AT(lesson, title), .max = 70,
	    .help = N_("tên bài, ngắn gọn")),
	ROW("skills", STRINGS, NEED | UNIQUE, AT(lesson, skills), .min = 1, .max = 8,
	    .item = FIELD_SKILL, .help = N_("mã kỹ năng mà bài dạy")),
	ROW("minutes", INT, NEED, AT(lesson, minutes), .min = 1, .max = 60,
	    .help = N_("bài học hết mấy phút")),
	ROW("needs", STRINGS, UNIQUE, AT(lesson, needs), .max = 12, .item = FIELD_ID,
	    .help = N_("mã những bài cần học trước")),
	ROW("objectives", MAP, NEED, AT(lesson, objectives),
	    WITH_COUNT(lesson, objective_count), .item = FIELD_TEXT,
	    .help = N_("mục tiêu: học xong làm được gì")),
	ROW("steps", LIST, NEED | UNIQUE, AT(lesson, steps),
	    WITH_COUNT(lesson, step_count), .min = 1, .max = 40, .table = &table_step,
	    .help = N_("các bước của bài")),
	ROW("recap", STRINGS, 0, AT(lesson, recap), .max = 8, .item = FIELD_TEXT,
	    .help = N_("những điều cần nhớ, mỗi ý một dòng")),
	ROW("remember", STRINGS, UNIQUE, AT(lesson, remember), .max = 20,
	    .item = FIELD_ID,
	    .help = N_("mã những câu hỏi để ôn lại (bản này chưa dùng)")),
	ROW("teacher", TABLE, 0, SAME_STRUCT, .table = &table_teacher,
	    .help = N_("phần cho giảng viên")),
	ROW("sources", STRINGS, UNIQUE, AT(lesson, sources), .item = FIELD_KEY,
	    .help = N_("mã của nguồn trong facts.yaml")),
	ROW("words", LIST, 0, AT(lesson, words), WITH_COUNT(lesson, word_count),
	    .max = 30, .table = &table_word, .help = N_("từ khó và nghĩa")),
	EPOCH(lesson),
	HISTORY,
};
/* Steps out of use are left out; somebody must find one to begin with. */
static void finish_lesson(struct reader *r, const struct node *node, void *target)
{
	const struct lesson *lesson = target;
	const struct node *steps = node_get(node, "steps");

	if (lesson->step_count || !steps || steps->kind != NODE_SEQUENCE || !steps->count)
		return;
	diag_fix(node_report(r->doc, steps->key, "E07",
			     _("Mọi bước của bài đều đã ngừng dùng (retired), không còn "
			       "gì để học.")),
		 _("Thêm một bước mới, hoặc ghi retired cho cả bài."));
}

const struct table table_lesson = {
	.noun = N_("bài học"),
	FIELDS(lesson_fields),
	.size = sizeof(struct lesson),
	.finish = finish_lesson,
};

/* ── typing practice ─────────────────────────────────────────────────────────────────── */

static const char *const kind_typing[] = {"typing", NULL};
static const struct field typing_fields[] = {
	HEADER(exercise, kind_typing),
	ROW("title", TEXT, NEED, AT(exercise, title), .max = 70,
	    .help = N_("tên bài tập gõ")),
	ROW("say", PROSE, NEED, AT(exercise, say), .max = 800,
	    .help = N_("lời dặn trước khi gõ")),
	ROW("lines", STRINGS, NEED, AT(exercise, lines), .min = 1, .max = 40,
	    .item = FIELD_LINE, .help = N_("các dòng để gõ; {ten} là tên của người học")),
	HISTORY,
};
const struct table table_typing = {
	.noun = N_("bài tập gõ"),
	FIELDS(typing_fields),
	.size = sizeof(struct exercise),
};
