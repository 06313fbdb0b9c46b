/* What a practice may hold, and how names in it become numbers: conditions, variables, screens.
 * What needs the whole graph is proved in lint_practice.c. */
#include "content/kinds.h"
#include "content/nearest.h"
#include "course/practice.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define MOST 1000 /* of a variable: more would only be more states */
#define MONEY 999999999

/* In the order of enum action_kind and, from ENDING_SAFE on, enum ending. */
const char *const action_kinds[] = {"tap", "type", "swipe", "scroll", "wait", NULL};
const char *const ending_kinds[] = {"safe", "partial", "harmed", NULL};

#define TYPE (1u << ACTION_TYPE)

/* As far as it can be told without the variables. */
#define VALUE_JSON                                                                       \
	"{\"anyOf\": [{\"type\": [\"integer\", \"boolean\"]}, "                          \
	"{\"type\": \"string\", \"pattern\": \"^([-+]?[0-9]+|true|false)$\"}]}"
#define SET_JSON "{\"type\": \"object\", \"additionalProperties\": " VALUE_JSON "}"
#define START_JSON                                                                       \
	"{\"anyOf\": [{\"type\": \"boolean\"}, {\"type\": \"integer\", \"minimum\": 0, " \
	"\"maximum\": 1000}, {\"type\": \"string\", \"pattern\": "                       \
	"\"^([0-9]{1,4}|true|false)$\"}]}"
#define VARS_JSON                                                                          \
	"{\"type\": \"object\", \"maxProperties\": 12, \"propertyNames\": "                \
	"{\"pattern\": \"^[a-z][a-z0-9_]{0,31}$\", \"not\": {\"enum\": [\"and\", \"or\", " \
	"\"not\", \"true\", \"false\", \"balance\"]}}, "                                   \
	"\"additionalProperties\": " START_JSON "}"
/* Who begins anew does nothing else. */
#define RESTART_JSON                                                                     \
	"{\"if\": {\"properties\": {\"restart\": {\"enum\": [true, \"true\"]}}, "        \
	"\"required\": [\"restart\"]}, \"then\": {\"properties\": {\"set\": false, "     \
	"\"pay\": false, \"goto\": false}}}"

/* What happens, inside an action and in `wrong` and `after`. `set` and `goto` name things that
 * may stand further down, so they are read when all is known. */
#define CONSEQUENCE(...)                                                                 \
	ROW("say", PROSE, 0, .offset = offsetof(__VA_ARGS__.say), .max = 600,            \
	    .help = N_("lời nói với người học sau việc này")),                           \
		ROW("set", RAW, 0, NOWHERE, .json = SET_JSON,                            \
		    .help = N_(                                                          \
			    "các biến đổi ra sao, như {lo_ma: true}, {lan: \"+1\"}")),   \
		ROW("pay", INT, 0, .offset = offsetof(__VA_ARGS__.pay), .max = MONEY,    \
		    .help = N_("số tiền bị trừ, tính bằng đồng")),                       \
		ROW("goto", ID, 0, NOWHERE, .help = N_("mã màn hình đi tới")),           \
		ROW("restart", BOOL, 0, .offset = offsetof(__VA_ARGS__.restart),         \
		    .help = N_("true để làm lại từ đầu"))

static const struct field wrong_fields[] = {
	CONSEQUENCE(struct action, wrong),
};
static const struct table table_wrong = {
	.noun = N_("phần gõ sai"),
	FIELDS(wrong_fields),
	.further = RESTART_JSON,
};

static const struct field action_fields[] = {
	ROW("id", ID, NEED, AT(action, id), .help = N_("mã việc, riêng trong màn hình")),
	ROW("label", TEXT, NEED | SCREEN, AT(action, label), .max = 60,
	    .help = N_("chữ trên nút, hay tên việc")),
	ROW("kind", ENUM, 0, AT(action, kind), .names = action_kinds,
	    .help = N_("tap = chạm, type = gõ, swipe = vuốt ngang, scroll = kéo, wait = "
		       "chờ")),
	ROW("when", LINE, 0, AT(action, when.text),
	    .help = N_("điều kiện để việc này hiện ra")),
	CONSEQUENCE(struct action, then),
	ROW("accept", STRINGS, NEED, .only = TYPE, AT(action, accept), .min = 1,
	    .max = 30, .item = FIELD_LINE, .help = N_("những chữ gõ vào là đúng")),
	ROW("compare", TABLE, 0, .only = TYPE, AT(action, compare),
	    .table = &table_compare, .help = N_("cách so chữ đã gõ")),
	ROW("secret", BOOL, 0, .only = TYPE, AT(action, secret),
	    .help = N_("true nếu chữ gõ hiện thành dấu chấm")),
	ROW("wrong", TABLE, 0, .only = TYPE, SAME_STRUCT, .table = &table_wrong,
	    .help = N_("điều xảy ra khi gõ sai")),
};

/* `kind` may be left out; what only typing has then tells that it was forgotten. */
static void finish_action(struct reader *r, const struct node *node, void *target)
{
	static const char *const typing[] = {"accept", "compare", "secret", "wrong"};
	const struct action *action = target;

	for (size_t i = 0; !node_get(node, "kind") && i < ARRAY_LEN(typing); i++) {
		const struct node *found = node_get(node, typing[i]);
		if (!found)
			continue;
		struct diag *d = node_report(r->doc, found->key, "E07",
					     _("Việc \"%s\" có mục \"%s\" nên là việc gõ "
					       "chữ, nhưng thiếu \"kind\"."),
					     action->id, typing[i]);
		size_t start = found->key->start;
		if (node->style == STYLE_FLOW)
			diag_fix_replace(d, r->doc, start, start, "kind: type, ");
		else
			diag_fix(d, _("Thêm một dòng: kind: type"));
		return;
	}
}

static const struct table table_action = {
	.noun = N_("việc"),
	FIELDS(action_fields),
	.size = sizeof(struct action),
	.discriminator = "kind",
	.choice = NO_STORE,
	.finish = finish_action,
	.further =
		"{\"allOf\": [" RESTART_JSON
		", {\"dependencies\": {\"accept\": [\"kind\"], "
		"\"compare\": [\"kind\"], \"secret\": [\"kind\"], \"wrong\": [\"kind\"]}}]}",
};

static const struct field show_fields[] = {
	ROW("from", TEXT, SCREEN, AT(screen, show.from), .max = 60,
	    .help = N_("người gọi hay người gửi")),
	ROW("ring", BOOL, 0, AT(screen, ring), .help = N_("true khi chuông đang reo")),
	ROW("title", TEXT, SCREEN, AT(screen, show.title), .max = 60,
	    .help = N_("dòng đầu của ứng dụng")),
	ROW("at", LINE, 0, AT(screen, show.at), .max = 20,
	    .help = N_("giờ trên màn hình, như \"08:47\"")),
	ROW("network", ENUM, 0, AT(screen, show.network), .min = NETWORK_MOBILE,
	    .fallback = NETWORK_UNSAID, .names = phone_networks,
	    .help = N_("mạng ghi ở góc máy: 4g, wifi, off = đã tắt, none = mất sóng, "
		       "airplane = chế độ máy bay")),
	ROW("battery", INT, 0, AT(screen, show.battery), .min = 1, .max = 100,
	    .help = N_("pin còn mấy phần trăm, ghi ở góc máy")),
	ROW("address", LINE, 0, AT(screen, show.address), .max = 120,
	    .help = N_("địa chỉ trang web")),
	ROW("text", PROSE, SCREEN, AT(screen, show.text), .max = 800,
	    .help = N_("chữ trên màn hình")),
	ROW("voice", PROSE, SCREEN, AT(screen, voice), .max = 800,
	    .help = N_("lời người ở đầu bên kia")),
	ROW("items", STRINGS, SCREEN, AT(screen, show.items), .max = 20,
	    .item = FIELD_TEXT, .help = N_("các dòng trong danh sách")),
};
static const struct table table_show = {
	.noun = N_("màn hình điện thoại"),
	FIELDS(show_fields),
};

static const struct field after_fields[] = {
	ROW("steps", INT, NEED, AT(screen, after_steps), .min = 1, .max = 20,
	    .help = N_("sau mấy việc ở màn hình này")),
	CONSEQUENCE(struct screen, after),
};
static const struct table table_after = {
	.noun = N_("phần tự đi tiếp"),
	FIELDS(after_fields),
	.further = RESTART_JSON,
};

static const struct field screen_fields[] = {
	ROW("app", ENUM, CHOICE, AT(screen, app), .names = phone_apps,
	    .help = N_("ứng dụng đang mở")),
	ROW("end", ENUM, CHOICE, AT(screen, ending), .min = ENDING_SAFE,
	    .fallback = ENDING_NONE, .names = ending_kinds,
	    .help = N_("kết thúc: safe = an toàn, partial = được một phần, harmed = bị "
		       "hại")),
	ROW("show", TABLE, 0, SAME_STRUCT, .table = &table_show,
	    .help = N_("những gì hiện trên điện thoại")),
	ROW("hint", STRINGS, 0, AT(screen, hints), .max = PRACTICE_HINTS,
	    .item = FIELD_TEXT, .help = N_("gợi ý, mỗi lần xem mất 5 điểm")),
	ROW("after", TABLE, 0, SAME_STRUCT, .table = &table_after,
	    .help = N_("ở lâu quá thì tự đi tiếp")),
	ROW("actions", LIST, 0, AT(screen, actions), WITH_COUNT(screen, action_count),
	    .min = 1, .max = PRACTICE_ACTIONS, .table = &table_action,
	    .help = N_("những việc làm được ở đây")),
	ROW("say", PROSE, 0, AT(screen, say), .max = 800,
	    .help = N_("lời nói khi kết thúc")),
	ROW("debrief", STRINGS, 0, AT(screen, debrief), .max = 8, .item = FIELD_TEXT,
	    .help = N_("nhìn lại: điều đã xảy ra, việc cần làm, lần sau")),
};

static void report_out_of_place(struct reader *r, const struct node *node,
				const char *const *keys, const char *message,
				const char *fix)
{
	for (; *keys; keys++) {
		const struct node *found = node_get(node, *keys);
		if (found)
			diag_fix(node_report(r->doc, found->key, "E05", message, *keys),
				 "%s", fix);
	}
}

/* A screen goes on, an ending speaks. */
static void finish_screen(struct reader *r, const struct node *node, void *target)
{
	static const char *const of_screens[] = {"show", "hint", "after", "actions",
						 NULL};
	static const char *const of_endings[] = {"say", "debrief", NULL};
	struct screen *screen = target;
	const struct node *end = node_get(node, "end");

	screen->show.app = screen->app;
	if (end)
		report_out_of_place(r, node, of_screens,
				    _("Màn hình kết thúc không có mục \"%s\"."),
				    _("Xóa mục này, hoặc bỏ end."));
	else
		report_out_of_place(
			r, node, of_endings,
			_("Chỉ màn hình kết thúc mới có mục \"%s\"."),
			_("Chuyển lời này vào say của một việc, hoặc thêm end."));
	const char *missing = end ? "say" : "actions";
	if (node_get(node, missing) || (!end && !node_get(node, "app")))
		return;
	diag_fix(node_report(
			 r->doc, node->key ? node->key : node, "E07",
			 end ? _("Kết thúc này thiếu mục \"%s\": nói gì với người học?")
			     : _("Màn hình này thiếu mục \"%s\": ai tới đây sẽ mắc "
				 "kẹt."),
			 missing),
		 end ? _("Thêm một dòng: say: …") : _("Thêm actions, hoặc end."));
}

static const struct table table_screen = {
	.noun = N_("màn hình"),
	FIELDS(screen_fields),
	.size = sizeof(struct screen),
	.choice = NO_STORE,
	.finish = finish_screen,
	.further =
		"{\"if\": {\"required\": [\"end\"]}, "
		"\"then\": {\"required\": [\"say\"], \"properties\": {\"show\": false, "
		"\"hint\": false, \"after\": false, \"actions\": false}}, "
		"\"else\": {\"required\": [\"actions\"], \"properties\": {\"say\": false, "
		"\"debrief\": false}}}",
};

static const struct field goal_fields[] = {
	ROW("id", ID, NEED, AT(goal, id), .help = N_("mã mục tiêu")),
	ROW("text", TEXT, NEED, AT(goal, text), .max = 120,
	    .help = N_("mục tiêu, nói cho người học")),
	ROW("when", LINE, NEED, AT(goal, when.text),
	    .help = N_("đạt khi nào, như \"not lo_otp\"")),
	ROW("points", INT, NEED, AT(goal, points), .max = 100,
	    .help = N_("điểm; cả bài là 100")),
	ROW("must", BOOL, 0, AT(goal, must),
	    .help = N_("true nếu thiếu mục tiêu này thì không đạt")),
};
static const struct table table_goal = {
	.noun = N_("mục tiêu"),
	FIELDS(goal_fields),
	.size = sizeof(struct goal),
};

static const struct field path_fields[] = {
	ROW("do", STRINGS, NEED, AT(try_path, actions), .min = 1, .max = 60,
	    .item = FIELD_LINE, .help = N_("mã các việc, theo thứ tự")),
	ROW("end", ID, NEED, AT(try_path, ending), .help = N_("kết thúc phải tới")),
	ROW("score", INT, 0, AT(try_path, score), .max = 100, .fallback = -1,
	    .help = N_("số điểm phải được")),
	ROW("fail", BOOL, 0, AT(try_path, fail), .help = N_("true nếu phải không đạt")),
};
static const struct table table_path = {
	.noun = N_("đường đi thử"),
	FIELDS(path_fields),
	.size = sizeof(struct try_path),
};

static const struct field owner_fields[] = {
	ROW("owner", LINE, NEED, AT(practice, owner), .max = 40,
	    .help = N_("chủ của chiếc điện thoại, như \"Bác Tâm\"")),
	ROW("balance", INT, 0, AT(practice, balance), .max = MONEY,
	    .help = N_("số tiền trong tài khoản, tính bằng đồng")),
};
static const struct table table_owner = {
	.noun = N_("chiếc điện thoại"),
	FIELDS(owner_fields),
};

static const char *const kind_practice[] = {"practice", NULL};
static const struct field practice_fields[] = {
	HEADER(practice, kind_practice),
	ROW("title", TEXT, NEED, AT(practice, title), .max = 70,
	    .help = N_("tên bài thực hành")),
	ROW("skills", STRINGS, NEED | UNIQUE, AT(practice, skills), .min = 1, .max = 8,
	    .item = FIELD_SKILL, .help = N_("mã kỹ năng được luyện")),
	ROW("minutes", INT, NEED, AT(practice, minutes), .min = 1, .max = 30,
	    .help = N_("làm hết mấy phút")),
	ROW("brief", PROSE, NEED, AT(practice, brief), .max = 800,
	    .help = N_("lời kể trước khi bắt đầu, hai đến bốn câu")),
	ROW("phone", TABLE, NEED, SAME_STRUCT, .table = &table_owner,
	    .help = N_("chiếc điện thoại giả")),
	ROW("vars", RAW, 0, NOWHERE, .json = VARS_JSON,
	    .help = N_("các biến nhớ chuyện đã xảy ra, như lo_otp: false")),
	ROW("start", ID, NEED, NOWHERE, .help = N_("mã màn hình đầu tiên")),
	ROW("decide", STRINGS, NEED | UNIQUE, AT(practice, decide), .min = 1, .max = 9,
	    .item = FIELD_ID,
	    .help = N_("mã những màn hình mà ai được 100 điểm cũng phải qua")),
	ROW("goals", LIST, NEED | UNIQUE, AT(practice, goals),
	    WITH_COUNT(practice, goal_count), .min = 1, .max = PRACTICE_GOALS,
	    .table = &table_goal, .help = N_("các mục tiêu, cộng lại 100 điểm")),
	ROW("screens", KEYED, NEED, AT(practice, screens),
	    WITH_COUNT(practice, screen_count), .min = 2, .max = PRACTICE_SCREENS,
	    .table = &table_screen, .help = N_("các màn hình: mã, rồi nội dung")),
	ROW("paths", LIST, NEED, AT(practice, paths), WITH_COUNT(practice, path_count),
	    .min = 1, .max = 30, .table = &table_path,
	    .help = N_("các đường đi thử, máy làm lại mỗi lần kiểm tra")),
	ROW("sources", STRINGS, UNIQUE, AT(practice, sources), .item = FIELD_KEY,
	    .help = N_("mã của nguồn trong facts.yaml")),
	HISTORY,
};

/* ── from names to numbers ───────────────────────────────────────────────────────────── */

struct compiler {
	struct reader *r;
	struct practice *practice;
	bool blind; /* `vars` could not be read: nothing is said about names of variables */
};

static bool is_scalar(const struct node *node)
{
	return node && node->kind == NODE_SCALAR && !node->broken;
}

static const struct node *node_of(const struct compiler *c, const void *object)
{
	const struct origin *origin = origins_find(c->r->origins, object);
	return origin ? origin->node : NULL;
}

/* The screen a scalar names; -1 where there is none, which is reported (E30). */
static int screen_named(struct compiler *c, const struct node *node)
{
	struct nearest nearest;

	if (!is_scalar(node) || !*node->text || !c->practice->screen_count)
		return -1;
	nearest_init(&nearest, node->text);
	for (size_t i = 0; i < c->practice->screen_count; i++) {
		if (!strcmp(c->practice->screens[i].id, node->text))
			return (int)i;
		nearest_try(&nearest, c->practice->screens[i].id);
	}
	struct diag *d =
		node_report(c->r->doc, node, "E30",
			    _("Không có màn hình nào mang mã \"%s\"."), node->text);
	if (nearest.best)
		diag_fix_replace(d, c->r->doc, node->start, node->end, nearest.best);
	else
		diag_fix(d, _("Viết thêm màn hình này vào mục screens, hoặc sửa mã."));
	return -1;
}

/* ── variables ── */

/* snake_case; words of conditions are taken. */
static bool name_valid(const char *name)
{
	static const char *const taken[] = {"and",  "or",    "not",
					    "true", "false", "balance"};

	for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
		if (!strcmp(name, taken[i]))
			return false;
	}
	return *name >= 'a' && *name <= 'z' && strlen(name) <= 32 &&
	       !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

/* A whole number of up to four digits, with a sign before it if `sign`. */
static bool small_number(const char *text, bool sign, int *value)
{
	const char *digits = text + (sign && (*text == '-' || *text == '+'));
	size_t n = strspn(digits, "0123456789");

	if (!n || n > 4 || digits[n] || atoi(digits) > MOST)
		return false;
	*value = *text == '-' ? -atoi(digits) : atoi(digits);
	return true;
}

static void read_var(struct compiler *c, const struct node *node)
{
	struct practice *p = c->practice;
	size_t i = p->var_count;

	if (!name_valid(node->key->text)) {
		diag_fix(node_report(c->r->doc, node->key, "E10",
				     _("\"%s\" không dùng làm tên biến được."),
				     node->key->text),
			 _("Chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới, như "
			   "lo_otp."));
		return;
	}
	p->vars[i] = arena_strdup(c->r->arena, node->key->text);
	p->is_bool[i] = is_scalar(node) &&
			(!strcmp(node->text, "true") || !strcmp(node->text, "false"));
	if (p->is_bool[i])
		p->initial[i] = !strcmp(node->text, "true");
	else if (!node->broken && (node->kind != NODE_SCALAR ||
				   !small_number(node->text, false, &p->initial[i])))
		diag_fix(node_report(c->r->doc, node, "E06",
				     _("Biến \"%s\" phải bắt đầu bằng true, false hoặc "
				       "một số từ 0 đến %d."),
				     p->vars[i], MOST),
			 "%s: 0", p->vars[i]);
	p->var_count++;
}

static void read_vars(struct compiler *c, const struct node *vars)
{
	if (!vars)
		return;
	c->blind = vars->kind != NODE_MAPPING || vars->count > PRACTICE_VARS;
	if (vars->broken)
		return;
	if (vars->kind != NODE_MAPPING)
		diag_fix(node_report(c->r->doc, vars, "E06",
				     _("Mục \"vars\" là các biến với giá trị lúc đầu.")),
			 "vars: {lo_otp: false}");
	else if (c->blind)
		diag_fix(node_report(c->r->doc, vars, "E06",
				     _("Một bài có nhiều nhất %d biến; ở đây có %zu."),
				     PRACTICE_VARS, vars->count),
			 _("Bỏ bớt những biến không cần cho mục tiêu."));
	for (const struct node *n = c->blind ? NULL : vars->first; n; n = n->next)
		read_var(c, n);
}

/* The variable of a name; -1 where there is none, which is reported (E11) at byte `at` of node. */
static int var_named(struct compiler *c, const struct node *node, size_t at,
		     const char *name)
{
	const struct practice *p = c->practice;
	struct document *doc = c->r->doc;
	struct nearest nearest;

	nearest_init(&nearest, name);
	for (size_t i = 0; i < p->var_count; i++) {
		if (!strcmp(p->vars[i], name))
			return (int)i;
		nearest_try(&nearest, p->vars[i]);
	}
	if (c->blind)
		return -1;
	struct diag *d = node_report_at(
		doc, node, at, "E11",
		_("Không có biến nào mang tên \"%s\" trong mục vars."), name);
	size_t start = node_source(doc, node, at), n = strlen(name);
	if (nearest.best && start + n <= doc->len && !strncmp(doc->text + start, name, n))
		diag_fix_replace(d, doc, start, start + n, nearest.best);
	else
		diag_fix(d, "vars: {%s: false}", name);
	return -1;
}

/* ── conditions ── */

/* What is written for what is meant, longest first. */
static const struct {
	const char *slip, *mended;
} slips[] = {
	{"&&", "and"},    {"||", "or"},       {"<>", "!="},  {"=>", ">="},
	{"=<", "<="},     {"=", "=="},        {"&", "and"},  {"|", "or"},
	{"!", "not "},    {"AND", "and"},     {"OR", "or"},  {"NOT", "not"},
	{"True", "true"}, {"False", "false"}, {"và", "and"}, {"hoặc", "or"},
	{"không", "not"}, {"≠", "!="},        {"≥", ">="},   {"≤", "<="},
};

static void mend_condition(struct compiler *c, struct diag *d, const struct node *node,
			   size_t at)
{
	struct document *doc = c->r->doc;
	size_t start = node_source(doc, node, at);

	for (size_t i = 0; i < ARRAY_LEN(slips); i++) {
		size_t n = strlen(slips[i].slip);
		if (strncmp(node->text + at, slips[i].slip, n) != 0 ||
		    strncmp(doc->text + start, slips[i].slip, n) != 0)
			continue;
		diag_fix_replace(d, doc, start, start + n, slips[i].mended);
		return;
	}
	diag_fix(d, _("Điều kiện dùng and, or, not, == != < <= > >=, ngoặc, tên biến và "
		      "số."));
}

static size_t word_length(const char *s)
{
	size_t n = 0;

	while (s[n] & 0x80 || (s[n] >= 'a' && s[n] <= 'z') || s[n] == '_' ||
	       (s[n] >= '0' && s[n] <= '9') || (s[n] >= 'A' && s[n] <= 'Z'))
		n++;
	return n;
}

static void compile_when(struct compiler *c, struct condition *when,
			 const struct node *object)
{
	const struct node *node = node_get(object, "when");
	const char *message = "";
	size_t at = 0;

	if (!when->text || !is_scalar(node) || !*when->text || c->blind ||
	    condition_parse(when, c->r->arena, when->text, c->practice->vars,
			    c->practice->var_count, &at, &message))
		return;
	if (message == condition_unknown) {
		size_t n = word_length(when->text + at);
		var_named(c, node, at,
			  arena_strndup(c->r->doc->arena, when->text + at, n));
		return;
	}
	mend_condition(c, node_report_at(c->r->doc, node, at, "E06", "%s", tr(message)),
		       node, at);
}

/* ── consequences ── */

static bool read_effect(struct compiler *c, const struct node *node,
			struct effect *effect)
{
	effect->var = var_named(c, node->key, 0, node->key->text);
	if (effect->var < 0 || node->broken)
		return false;
	bool is_bool = c->practice->is_bool[effect->var];
	if (is_scalar(node) && is_bool) {
		effect->value = !strcmp(node->text, "true");
		if (effect->value || !strcmp(node->text, "false"))
			return true;
	} else if (is_scalar(node) && small_number(node->text, true, &effect->value)) {
		effect->add = strchr("+-", *node->text) != NULL;
		return true;
	}
	node_report(c->r->doc, node, "E06",
		    is_bool ? _("Biến \"%s\" chỉ nhận true hoặc false.")
			    : _("Biến \"%s\" chỉ nhận một số, hoặc \"+1\", \"-1\" để "
				"thêm bớt."),
		    node->key->text);
	return false;
}

static void read_effects(struct compiler *c, const struct node *set,
			 struct consequence *out)
{
	if (!set || set->broken)
		return;
	if (set->kind != NODE_MAPPING) {
		diag_fix(node_report(c->r->doc, set, "E06",
				     _("Mục \"set\" là tên biến và giá trị mới.")),
			 "set: {lo_otp: true}");
		return;
	}
	out->effects = arena_array(c->r->arena, set->count, sizeof(*out->effects));
	for (const struct node *n = set->first; n; n = n->next)
		out->effect_count += read_effect(c, n, &out->effects[out->effect_count]);
}

static void compile_consequence(struct compiler *c, const struct node *node,
				struct consequence *out)
{
	static const char *const undone[] = {"goto", "set", "pay"};

	out->to = screen_named(c, node_get(node, "goto"));
	read_effects(c, node_get(node, "set"), out);
	for (size_t i = 0; out->restart && i < ARRAY_LEN(undone); i++) {
		const struct node *other = node_get(node, undone[i]);
		if (other)
			diag_fix(node_report(
					 c->r->doc, other->key, "E06",
					 _("Đã có \"restart\" thì không có thêm \"%s\": "
					   "mọi thứ trở lại như lúc đầu."),
					 undone[i]),
				 _("Bỏ một trong hai."));
	}
}

/* ── the parts ── */

static void unique_action(struct compiler *c, const struct screen *screen, size_t number)
{
	const char *id = screen->actions[number].id;
	const struct node *node = node_get(node_of(c, &screen->actions[number]), "id");

	for (size_t i = 0; *id && is_scalar(node) && i < number; i++) {
		if (strcmp(screen->actions[i].id, id))
			continue;
		struct diag *d =
			node_report(c->r->doc, node, "E33",
				    _("Màn hình này đã có một việc mang mã \"%s\"."), id);
		char *fix = xasprintf("%s-2", id);
		diag_fix_replace(d, c->r->doc, node->start, node->end, fix);
		free(fix);
		return;
	}
}

/* More than there is would not be paid, though the words say so. */
static void can_be_paid(struct compiler *c, const struct node *node, int pay)
{
	const struct node *amount = node_get(node, "pay");
	struct buf money = BUF_INIT;

	if (!is_scalar(amount) || !c->practice->balance || pay <= c->practice->balance)
		return;
	money_format(&money, c->practice->balance);
	diag_fix(node_report(c->r->doc, amount, "E06",
			     _("Trừ nhiều hơn số tiền có lúc đầu (%s)."), money.data),
		 _("Trừ ít hơn, hoặc tăng balance ở mục phone."));
	buf_release(&money);
}

static void compile_screen(struct compiler *c, struct screen *screen)
{
	const struct node *node = node_of(c, screen);

	const struct node *after = node_get(node, "after");
	compile_consequence(c, after, &screen->after);
	can_be_paid(c, after, screen->after.pay);
	for (size_t i = 0; i < screen->action_count; i++) {
		struct action *action = &screen->actions[i];
		const struct node *own = node_of(c, action);
		unique_action(c, screen, i);
		compile_when(c, &action->when, own);
		compile_consequence(c, own, &action->then);
		compile_consequence(c, node_get(own, "wrong"), &action->wrong);
		can_be_paid(c, own, action->then.pay);
		can_be_paid(c, node_get(own, "wrong"), action->wrong.pay);
	}
}

static void compile_path(struct compiler *c, const struct try_path *path)
{
	const struct node *node = node_get(node_of(c, path), "end");
	int screen = screen_named(c, node);

	if (screen >= 0 && !c->practice->screens[screen].ending)
		diag_fix(node_report(c->r->doc, node, "E30",
				     _("Màn hình \"%s\" không phải là một kết thúc."),
				     node->text),
			 _("Ghi mã của màn hình kết thúc mà đường này phải tới."));
}

static void finish_practice(struct reader *r, const struct node *node, void *target)
{
	struct compiler c = {.r = r, .practice = target};
	struct practice *p = target;
	const struct node *decide = node_get(node, "decide");

	read_vars(&c, node_get(node, "vars"));
	p->start = screen_named(&c, node_get(node, "start"));
	if (p->start >= 0 && p->screens[p->start].ending)
		diag_fix(node_report(r->doc, node_get(node, "start"), "E30",
				     _("Màn hình \"%s\" là một kết thúc: vừa bắt đầu đã "
				       "xong."),
				     p->screens[p->start].id),
			 _("Ghi mã của màn hình đầu tiên mà người học thấy."));
	for (const struct node *n = decide ? decide->first : NULL; n; n = n->next)
		screen_named(&c, n);
	for (size_t i = 0; i < p->goal_count; i++)
		compile_when(&c, &p->goals[i].when, node_of(&c, &p->goals[i]));
	for (size_t i = 0; i < p->screen_count; i++)
		compile_screen(&c, &p->screens[i]);
	for (size_t i = 0; i < p->path_count; i++)
		compile_path(&c, &p->paths[i]);
}

const struct table table_practice = {
	.noun = N_("bài thực hành"),
	FIELDS(practice_fields),
	.size = sizeof(struct practice),
	.finish = finish_practice,
};
