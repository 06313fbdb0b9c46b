/* What a quiz, the course, the skill framework and the facts may hold. */
#include "content/kinds.h"

/* ── quizzes ─────────────────────────────────────────────────────────────────────────── */

static const char *const only_true[] = {"true", NULL};
static const struct field draw_fields[] = {
	ROW("skill", SKILL, CHOICE, AT(draw_rule, skill), .help = N_("mã kỹ năng")),
	ROW("any", NAME, CHOICE, NOWHERE, .names = only_true,
	    .help = N_("true: câu nào cũng được")),
	ROW("take", INT, NEED, AT(draw_rule, take), .min = 1, .max = 100,
	    .help = N_("lấy mấy câu")),
};
static const struct table table_draw = {
	.noun = N_("phần rút câu hỏi"),
	FIELDS(draw_fields),
	.size = sizeof(struct draw_rule),
	.choice = NO_STORE,
};

static const struct field pass_fields[] = {
	ROW("score", PERCENT, 0, AT(quiz, pass_percent), .min = 1, .max = 100,
	    .fallback = 80, .help = N_("được bao nhiêu phần trăm thì đạt")),
	ROW("must", STRINGS, UNIQUE, AT(quiz, must), .item = FIELD_ID,
	    .help = N_("những câu nhất định phải đúng")),
};
static const struct table table_pass = {
	.noun = N_("điều kiện đạt"),
	FIELDS(pass_fields),
};

static const char *const keeps[] = {"best", "last", NULL};
static const struct field attempts_fields[] = {
	ROW("max", INT, 0, AT(quiz, max_attempts), .max = 100,
	    .help = N_("được làm mấy lần, 0 = không hạn chế")),
	ROW("wait", SPAN, 0, AT(quiz, wait_seconds),
	    .help = N_("nghỉ bao lâu giữa hai lần")),
	ROW("keep", FLAG, 0, AT(quiz, keep_best), .fallback = 1, .names = keeps,
	    .help = N_("lấy lần cao nhất (best) hay lần cuối (last)")),
};
static const struct table table_attempts = {
	.noun = N_("số lần làm"),
	FIELDS(attempts_fields),
};

static const char *const kind_quiz[] = {"quiz", NULL};
static const char *const modes[] = {"practice", "exam", NULL};
static const struct field quiz_fields[] = {
	HEADER(quiz, kind_quiz),
	ROW("title", TEXT, NEED, AT(quiz, title), .max = 70,
	    .help = N_("tên bài kiểm tra")),
	ROW("mode", ENUM, NEED, AT(quiz, mode), .names = modes,
	    .help = N_("chấm ngay từng câu (practice) hay khi xong (exam)")),
	ROW("from", STRINGS, UNIQUE, AT(quiz, from), .item = FIELD_ID,
	    .help = N_("mã những bài kiểm tra góp câu hỏi")),
	ROW("draw", LIST, 0, AT(quiz, draw), WITH_COUNT(quiz, draw_count), .min = 1,
	    .max = 40, .table = &table_draw, .help = N_("rút mấy câu ở mỗi kỹ năng")),
	ROW("always", STRINGS, UNIQUE, AT(quiz, always), .item = FIELD_ID,
	    .help = N_("những câu ai cũng gặp")),
	ROW("pass", TABLE, 0, SAME_STRUCT, .table = &table_pass,
	    .help = N_("thế nào là đạt")),
	ROW("attempts", TABLE, 0, SAME_STRUCT, .table = &table_attempts,
	    .help = N_("được làm mấy lần")),
	ROW("questions", LIST, UNIQUE, AT(quiz, questions),
	    WITH_COUNT(quiz, question_count), .max = 500, .table = &table_quiz_question,
	    .help = N_("các câu hỏi")),
	EPOCH(quiz),
	HISTORY,
};
/* Without either, nobody would get a question. */
static void finish_quiz(struct reader *r, const struct node *node, void *target)
{
	(void)target;
	if (node_get(node, "draw") || node_get(node, "always"))
		return;
	diag_fix(node_report(
			 r->doc, node, "E07",
			 _("Bài kiểm tra chưa nói lấy những câu nào: thiếu mục \"draw\" "
			   "hoặc \"always\".")),
		 "draw: [{any: true, take: 5}]");
}

const struct table table_quiz = {
	.noun = N_("bài kiểm tra"),
	FIELDS(quiz_fields),
	.size = sizeof(struct quiz),
	.finish = finish_quiz,
	.further =
		"{\"anyOf\": [{\"required\": [\"draw\"]}, {\"required\": [\"always\"]}]}",
};

/* ── the course ──────────────────────────────────────────────────────────────────────── */

static const struct field module_fields[] = {
	ROW("id", ID, NEED, AT(module, id), .help = N_("mã phần")),
	ROW("title", TEXT, NEED, AT(module, title), .max = 60, .help = N_("tên phần")),
	ROW("needs", STRINGS, UNIQUE, AT(module, needs), .item = FIELD_ID,
	    .help = N_("mã những phần cần học trước")),
	ROW("lessons", STRINGS, NEED | UNIQUE, AT(module, lesson_ids), .item = FIELD_ID,
	    .help = N_("mã các bài học, theo thứ tự")),
	ROW("quiz", ID, 0, AT(module, quiz_id), .help = N_("mã bài kiểm tra của phần")),
	HISTORY,
};
static const struct table table_module = {
	.noun = N_("phần"),
	FIELDS(module_fields),
	.size = sizeof(struct module),
};

static const struct field exam_fields[] = {
	ROW("quiz", ID, NEED, AT(completion_rule, exam_id),
	    .help = N_("mã bài kiểm tra cuối khóa")),
	ROW("score", PERCENT, 0, AT(completion_rule, exam_percent), .min = 1, .max = 100,
	    .fallback = 80, .help = N_("được bao nhiêu phần trăm thì đạt")),
};
static const struct table table_exam = {
	.noun = N_("bài kiểm tra cuối khóa"),
	FIELDS(exam_fields),
};

static const char *const only_required[] = {"required", NULL};
static const char *const only_passed[] = {"passed", NULL};
static const char *const only_staff[] = {"staff", NULL};

/* All items fill the same rule, so none of them may put back a default of another. */
static const struct field condition_fields[] = {
	ROW("modules", FLAG, CHOICE, AT(completion_rule, lessons_required),
	    .names = only_required, .help = N_("required: học hết các bài")),
	ROW("quizzes", FLAG, CHOICE, AT(completion_rule, quizzes_required),
	    .names = only_passed, .help = N_("passed: đạt bài kiểm tra của mỗi phần")),
	ROW("exam", TABLE, CHOICE, SAME_STRUCT, .table = &table_exam,
	    .help = N_("bài kiểm tra cuối khóa và điểm đạt")),
};
static const struct table table_condition = {
	.noun = N_("điều kiện hoàn thành"),
	FIELDS(condition_fields),
	.choice = NO_STORE,
};

static const struct field waive_fields[] = {
	ROW("by", NAME, NEED, NOWHERE, .names = only_staff,
	    .help = N_("ai được miễn: staff")),
	ROW("reasons", STRINGS, NEED | UNIQUE, AT(completion_rule, waive_reasons),
	    .min = 1, .item = FIELD_ID, .help = N_("mã các lý do được miễn")),
};
static const struct table table_waive = {
	.noun = N_("phần miễn"),
	FIELDS(waive_fields),
};

static const struct field completion_fields[] = {
	ROW("version", INT, NEED, AT(completion_rule, version), .min = 1, .max = 999,
	    .help = N_("tăng lên khi đổi điều kiện")),
	ROW("all", EACH, NEED, SAME_STRUCT, .min = 1, .table = &table_condition,
	    .help = N_("các điều kiện, phải đạt tất cả")),
	ROW("waive", TABLE, 0, SAME_STRUCT, .table = &table_waive,
	    .help = N_("ai được miễn, vì sao")),
};
static const struct table table_completion = {
	.noun = N_("điều kiện hoàn thành"),
	FIELDS(completion_fields),
	.size = sizeof(struct completion_rule),
};

static const char *const kind_course[] = {"course", NULL};
static const struct field course_fields[] = {
	HEADER(course, kind_course),
	ROW("title", TEXT, NEED, AT(course, title), .max = 80,
	    .help = N_("tên khóa học")),
	ROW("modules", LIST, NEED | UNIQUE, AT(course, modules),
	    WITH_COUNT(course, module_count), .min = 1, .max = 40, .table = &table_module,
	    .help = N_("các phần, theo thứ tự")),
	ROW("completion", TABLE, NEED, AT(course, completion), .table = &table_completion,
	    .help = N_("thế nào là hoàn thành khóa học")),
};
const struct table table_course = {
	.noun = N_("khóa học"),
	FIELDS(course_fields),
	.size = sizeof(struct course),
};

/* ── framework and facts ─────────────────────────────────────────────────────────────── */

static const struct field skill_fields[] = {
	ROW("id", SKILL, NEED, AT(skill, id),
	    .help = N_("mã kỹ năng, như an-toan.bao-ve-tai-khoan")),
	ROW("title", TEXT, NEED, AT(skill, title), .max = 90, .help = N_("tên kỹ năng")),
	ROW("maps", GROUPS, 0, AT(skill, maps),
	    .help = N_("mã tương ứng trong các khung chính thức")),
	HISTORY,
};
static const struct table table_skill = {
	.noun = N_("kỹ năng"),
	FIELDS(skill_fields),
	.size = sizeof(struct skill),
};

static const struct field group_fields[] = {
	ROW("id", ID, NEED, AT(skill_group, id), .help = N_("mã nhóm")),
	ROW("title", TEXT, NEED, AT(skill_group, title), .max = 90,
	    .help = N_("tên nhóm")),
	ROW("skills", LIST, NEED | UNIQUE, AT(skill_group, skills),
	    WITH_COUNT(skill_group, skill_count), .min = 1, .table = &table_skill,
	    .help = N_("các kỹ năng của nhóm")),
};
static const struct table table_group = {
	.noun = N_("nhóm kỹ năng"),
	FIELDS(group_fields),
	.size = sizeof(struct skill_group),
};

static const char *const kind_framework[] = {"framework", NULL};
static const struct field framework_fields[] = {
	HEADER(framework_file, kind_framework),
	ROW("title", TEXT, 0, AT(framework_file, title), .help = N_("tên khung")),
	ROW("note", BLOCK, 0, AT(framework_file, note), .help = N_("ghi chú")),
	ROW("groups", LIST, NEED | UNIQUE, AT(framework_file, groups),
	    WITH_COUNT(framework_file, group_count), .min = 1, .table = &table_group,
	    .help = N_("các nhóm kỹ năng")),
};
const struct table table_framework = {
	.noun = N_("khung kỹ năng"),
	FIELDS(framework_fields),
	.size = sizeof(struct framework_file),
};

static const struct field source_fields[] = {
	ROW("id", KEY, NEED, AT(source, id), .help = N_("mã của nguồn, như D26")),
	ROW("title", LINE, NEED, AT(source, title),
	    .help = N_("tên bài báo hay văn bản")),
	ROW("date", LINE, 0, AT(source, date), .max = 20, .help = N_("ngày nguồn ghi")),
	ROW("url", LINE, 0, AT(source, url), .help = N_("địa chỉ")),
};
static const struct table table_source = {
	.noun = N_("nguồn"),
	FIELDS(source_fields),
	.size = sizeof(struct source),
};

static const char *const statuses[] = {"verified", "single-source", "remembered", NULL};
static const struct field fact_fields[] = {
	ROW("id", ID, NEED, AT(fact, id), .help = N_("mã, dùng trong {fact.mã}")),
	ROW("value", LINE, NEED, AT(fact, value), .max = 120,
	    .help = N_("chữ hiện trong bài")),
	ROW("as_of", DATE, NEED, AT(fact, as_of), .help = N_("ngày kiểm tra gần nhất")),
	ROW("source", STRINGS, NEED | UNIQUE, AT(fact, sources), .item = FIELD_KEY,
	    .help = N_("mã các nguồn")),
	ROW("status", ENUM, NEED, AT(fact, status), .names = statuses,
	    .help = N_("chắc đến đâu")),
	ROW("note", BLOCK, 0, AT(fact, note), .help = N_("ghi chú")),
};
static const struct table table_fact = {
	.noun = N_("số liệu"),
	FIELDS(fact_fields),
	.size = sizeof(struct fact),
};

static const char *const kind_facts[] = {"facts", NULL};
static const struct field facts_fields[] = {
	HEADER(facts_file, kind_facts),
	ROW("sources", LIST, NEED | UNIQUE, AT(facts_file, sources),
	    WITH_COUNT(facts_file, source_count), .table = &table_source,
	    .help = N_("các nguồn")),
	ROW("facts", LIST, NEED | UNIQUE, AT(facts_file, facts),
	    WITH_COUNT(facts_file, fact_count), .table = &table_fact,
	    .help = N_("các số liệu có thể thay đổi")),
};
const struct table table_facts = {
	.noun = N_("tệp số liệu"),
	FIELDS(facts_fields),
	.size = sizeof(struct facts_file),
};
