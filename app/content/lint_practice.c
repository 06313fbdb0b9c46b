/* Rules about practices: what exhaustive search says of each (course/explore.h), put into words
 * at the line that is to be changed; and what must not stand on a simulated phone. */
#include "base/buf.h"
#include "base/i18n.h"
#include "content/lint.h"
#include "content/nearest.h"
#include "course/explore.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A finding at a key: that of a practice, or, key NULL, the one in front of a screen. */
static struct diag *at_key(struct pack *pack, const void *object, const char *key,
			   const char *code, const char *format, ...) PRINTF_LIKE(5, 6);

static struct diag *at_key(struct pack *pack, const void *object, const char *key,
			   const char *code, const char *format, ...)
{
	struct document *doc;
	const struct node *node = pack_node(pack, object, key, -1, &doc);
	va_list args;

	if (!node)
		return NULL;
	node = node->key ? node->key : node;
	va_start(args, format);
	struct diag *d = document_vreport(doc, node->line, node->col, code, format, args);
	va_end(args);
	return d;
}

/* ── E31: what nobody gets to see ────────────────────────────────────────────────────── */

static void told_screen(struct pack *pack, const struct practice *practice,
			const struct trouble *t)
{
	const struct screen *screen = &practice->screens[t->index];

	diag_fix(at_key(pack, screen, NULL, "E31",
			screen->ending ? _("Không có đường nào tới kết thúc \"%s\".")
				       : _("Không có đường nào tới màn hình \"%s\"."),
			screen->id),
		 _("Thêm goto: %s vào một việc, hoặc xóa màn hình này."), screen->id);
}

static void told_action(struct pack *pack, const struct practice *practice,
			const struct trouble *t)
{
	const struct action *action = &practice->screens[t->index].actions[t->action];

	diag_fix(
		pack_report(pack, action, "when", -1, "E31",
			    _("Việc \"%s\" không bao giờ hiện ra, vì điều kiện này không "
			      "khi nào đúng."),
			    action->id),
		_("Sửa lại when, hoặc xóa việc này."));
}

static void told_after(struct pack *pack, const struct practice *practice,
		       const struct trouble *t)
{
	const struct screen *screen = &practice->screens[t->index];

	diag_fix(at_key(pack, screen, "after", "W65",
			_("Phần after này không bao giờ xảy ra: việc nào ở màn hình "
			  "\"%s\" cũng đi sang chỗ khác trước."),
			screen->id),
		 _("Bớt số ở steps, thêm một việc ở lại màn hình này, hoặc xóa after."));
}

static void told_same_label(struct pack *pack, const struct practice *practice,
			    const struct trouble *t)
{
	const struct action *action = &practice->screens[t->index].actions[t->action];

	diag_fix(
		pack_report(pack, action, "label", -1, "E33",
			    _("Có hai nút cùng hiện ra với chữ \"%s\": không ai biết nút "
			      "nào là nút nào."),
			    action->label),
		_("Đổi chữ trên một nút, hoặc dùng when để mỗi lúc chỉ hiện một nút."));
}

/* ── E32, E37: what never ends ───────────────────────────────────────────────────────── */

static void told_trap(struct pack *pack, const struct practice *practice,
		      const struct trouble *t)
{
	const struct screen *screen = &practice->screens[t->index];
	struct diag *d;

	if (!*t->way)
		d = at_key(pack, screen, NULL, "E32",
			   _("Ngay từ màn hình đầu \"%s\" đã không có đường nào tới "
			     "một kết thúc."),
			   screen->id);
	else
		d = at_key(pack, screen, NULL, "E32",
			   _("Ai tới màn hình \"%s\" bằng đường này thì mắc kẹt, không "
			     "tới được kết thúc nào: %s."),
			   screen->id, t->way);
	diag_fix(d, _("Thêm một việc dẫn ra khỏi đây, hoặc sửa các điều kiện when."));
}

static void told_too_many(struct pack *pack, const struct practice *practice,
			  const struct trouble *t)
{
	bool money = t->index == practice->var_count;
	const char *name = money ? "balance" : practice->vars[t->index];
	char *key = money ? xstrdup("phone.balance") : xasprintf("vars.%s", name);
	struct buf most = BUF_INIT;
	number_format(&most, EXPLORE_STATES);
	struct diag *d =
		pack_report(pack, practice, key, -1, "E37",
			    _("Bài này có hơn %s trạng thái, máy không xét hết được. "
			      "Thay đổi nhiều nhất là \"%s\"."),
			    most.data, name);
	buf_release(&most);

	if (money)
		diag_fix(d,
			 _("Cho mỗi việc trừ tiền chỉ làm được một vài lần, bằng when."));
	else
		diag_fix(d, _("Chặn lại ở việc làm nó thay đổi, như when: \"%s < 3\"."),
			 name);
	free(key);
}

/* ── E34, E36: goals ─────────────────────────────────────────────────────────────────── */

static void told_goal(struct pack *pack, const struct practice *practice,
		      const struct trouble *t)
{
	const struct goal *goal = &practice->goals[t->index];
	bool never = t->kind == TROUBLE_GOAL_NEVER;

	diag_fix(pack_report(pack, goal, "when", -1, "E34",
			     never ? _("Mục tiêu \"%s\" không ai đạt được, ở bất cứ kết "
				       "thúc nào.")
				   : _("Mục tiêu \"%s\" kết thúc nào cũng đạt, nên không "
				       "cho biết gì về người học."),
			     goal->id),
		 never ? _("Sửa when, hoặc thêm một việc làm cho nó đúng.")
		       : _("Sửa when, hoặc thêm một việc có thể làm hỏng nó."));
}

static void told_no_full_marks(struct pack *pack, const struct practice *practice,
			       const struct trouble *t)
{
	(void)t;
	diag_fix(at_key(pack, practice, "goals", "E34",
			_("Không có đường nào đạt mọi mục tiêu (100 điểm) mà kết "
			  "thúc là safe hoặc partial.")),
		 _("Thêm một đường làm đúng tất cả, hoặc sửa các mục tiêu trái nhau."));
}

static void told_points(struct pack *pack, const struct practice *practice,
			const struct trouble *t)
{
	int sum = 0;

	(void)t;
	for (size_t i = 0; i < practice->goal_count; i++)
		sum += practice->goals[i].points;
	diag_fix(at_key(pack, practice, "goals", "E36",
			_("Điểm của các mục tiêu cộng lại là %d, phải đúng 100."), sum),
		 _("Chia lại mục points của các mục tiêu."));
}

/* ── E35: paths ──────────────────────────────────────────────────────────────────────── */

/* Up to step `done` of a path: where one stands then. */
static const struct screen *screen_after(const struct practice *practice,
					 const struct try_path *path, size_t done,
					 struct practice_state *state)
{
	struct strings part = {path->actions.items, done};

	practice_replay(practice, &part, state);
	return &practice->screens[state->screen];
}

static void told_broken_path(struct pack *pack, const struct practice *practice,
			     const struct trouble *t)
{
	const struct try_path *path = &practice->paths[t->index];
	const char *step = path->actions.items[t->action];
	struct practice_state state;
	const struct screen *screen = screen_after(practice, path, t->action, &state);
	struct buf offered = BUF_INIT;
	struct nearest nearest;

	nearest_init(&nearest, step);
	for (size_t i = 0; i < screen->action_count; i++) {
		const char *id = screen->actions[i].id;
		if (!practice_offered(practice, &state, i))
			continue;
		nearest_try(&nearest, id);
		buf_printf(&offered, offered.len ? ", %s" : "%s", id);
	}
	struct diag *d;
	if (screen->ending)
		d = pack_report(
			pack, path, "do", (int)t->action, "E35",
			_("Đã tới kết thúc \"%s\" rồi, không làm thêm \"%s\" được."),
			screen->id, step);
	else if (!strcmp(step, "?hint"))
		d = pack_report(
			pack, path, "do", (int)t->action, "E35",
			_("Ở màn hình \"%s\" lúc này không còn gợi ý nào để xem."),
			screen->id);
	else
		d = pack_report(
			pack, path, "do", (int)t->action, "E35",
			_("Ở màn hình \"%s\" lúc này không có việc \"%s\"; chỉ có: "
			  "%s."),
			screen->id, step, offered.data);
	if (nearest.best)
		pack_fix(d, pack, path, "do", (int)t->action, nearest.best);
	else
		diag_fix(d, _("Sửa đường đi thử này, hoặc sửa màn hình."));
	buf_release(&offered);
}

static void told_other_ending(struct pack *pack, const struct try_path *path,
			      const struct screen *screen)
{
	struct diag *d = pack_report(
		pack, path, "end", -1, "E35",
		screen->ending ? _("Đường này tới kết thúc \"%s\", tệp ghi là "
				   "\"%s\".")
			       : _("Đường này mới tới màn hình \"%s\", chưa tới kết "
				   "thúc \"%s\"."),
		screen->id, path->ending);

	if (screen->ending)
		pack_fix(d, pack, path, "end", -1, screen->id);
	else
		diag_fix(d, _("Thêm các việc còn lại vào mục do."));
}

static void told_other_path(struct pack *pack, const struct practice *practice,
			    const struct trouble *t)
{
	const struct try_path *path = &practice->paths[t->index];
	struct practice_state state;
	const struct screen *screen =
		screen_after(practice, path, path->actions.count, &state);
	struct practice_score score = practice_score(practice, &state);
	struct diag *d;
	char points[12];

	if (!screen->ending || strcmp(screen->id, path->ending) != 0) {
		told_other_ending(pack, path, screen);
		return;
	}
	snprintf(points, sizeof(points), "%d", score.points);
	if (path->score >= 0 && path->score != score.points) {
		d = pack_report(pack, path, "score", -1, "E35",
				_("Đường này được %d điểm, tệp ghi là %d."), score.points,
				path->score);
		pack_fix(d, pack, path, "score", -1, points);
		return;
	}
	diag_fix(pack_report(pack, path, "fail", -1, "E35",
			     _("Đường này đạt với %d điểm, tệp ghi là không đạt."),
			     score.points),
		 _("Bỏ fail, hoặc sửa các mục tiêu."));
}

/* ── W63, W64 ────────────────────────────────────────────────────────────────────────── */

static void told_skip(struct pack *pack, const struct practice *practice,
		      const struct trouble *t)
{
	diag_fix(pack_report(pack, practice, "decide", -1, "W63",
			     _("Có đường được 100 điểm mà không qua chỗ quyết định nào: "
			       "%s."),
			     t->way),
		 _("Thêm màn hình còn thiếu vào decide, hoặc chặn đường ấy lại."));
}

static void told_no_decision(struct pack *pack, const struct practice *practice,
			     const struct trouble *t)
{
	(void)t;
	diag_fix(
		pack_report(pack, practice, "decide", -1, "W63",
			    _("Ở đây chưa có gì để quyết định: mọi việc làm được đều dẫn "
			      "tới cùng một chỗ.")),
		_("Ghi vào decide màn hình mà chọn nhầm thì lỡ."));
}

static void told_trivial(struct pack *pack, const struct practice *practice,
			 const struct trouble *t)
{
	diag_fix(pack_report(pack, practice, "start", -1, "W63",
			     _("Cứ chọn việc đứng đầu ở mỗi màn hình cũng được 100 điểm: "
			       "%s."),
			     t->way),
		 _("Đổi chỗ các việc ở màn hình quyết định."));
}

static void told_no_debrief(struct pack *pack, const struct practice *practice,
			    const struct trouble *t)
{
	diag_fix(at_key(pack, &practice->screens[t->index], NULL, "W64",
			_("Kết thúc bị hại này chưa nói điều gì đã xảy ra và việc cần "
			  "làm.")),
		 "debrief: [\"%s\", \"%s\", \"%s\"]", _("Điều đã xảy ra: …"),
		 _("Việc cần làm ngay: …"), _("Lần sau: …"));
}

/* ── all that was found ──────────────────────────────────────────────────────────────── */

static const struct {
	void (*tell)(struct pack *, const struct practice *, const struct trouble *);
	bool warning;
} tellers[TROUBLES] = {
	[TROUBLE_TOO_MANY] = {told_too_many, false},
	[TROUBLE_SCREEN_UNREACHED] = {told_screen, false},
	[TROUBLE_ACTION_UNREACHED] = {told_action, false},
	[TROUBLE_AFTER_UNREACHED] = {told_after, true},
	[TROUBLE_SAME_LABEL] = {told_same_label, false},
	[TROUBLE_ENDING_UNREACHED] = {told_screen, false},
	[TROUBLE_TRAP] = {told_trap, false},
	[TROUBLE_GOAL_NEVER] = {told_goal, false},
	[TROUBLE_GOAL_ALWAYS] = {told_goal, false},
	[TROUBLE_FULL_MARKS_SKIP] = {told_skip, true},
	[TROUBLE_NO_DECISION] = {told_no_decision, true},
	[TROUBLE_FULL_MARKS_TRIVIAL] = {told_trivial, true},
	[TROUBLE_NO_FULL_MARKS] = {told_no_full_marks, false},
	[TROUBLE_PATH_BROKEN] = {told_broken_path, false},
	[TROUBLE_PATH_DIFFERS] = {told_other_path, false},
	[TROUBLE_POINTS] = {told_points, false},
	[TROUBLE_NO_WAY_BACK] = {told_no_debrief, true},
};

/* One search finds errors and warnings; the first rule tells of both. */
static void prove(struct pack *pack, const struct practice *practice)
{
	struct exploration found;

	practice_explore(practice, &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct trouble *t = &found.troubles[i];
		if (!pack->errors_only || !tellers[t->kind].warning)
			tellers[t->kind].tell(pack, practice, t);
	}
	exploration_release(&found);
}

/* ── W60 ─────────────────────────────────────────────────────────────────────────────── */

/* Ends of addresses that exist. "gov.vn" and the like are ends of two parts. */
static const char *const tops[] = {
	"vn",  "com", "net", "org",  "info", "biz",  "io",   "me",     "co",     "app",
	"dev", "xyz", "top", "shop", "site", "club", "link", "online", "live",   "icu",
	"vip", "cc",  "ly",  "tv",   "asia", "mobi", "pro",  "store",  "website"};
static const char *const seconds[] = {"com", "net", "org", "gov", "edu", "info", "biz"};

/* Names of those who could be taken for the caller in the story. Short ones are only names in
 * capitals. */
static const char *const brands[] = {
	"vietcombank", "vcb",       "bidv",          "vietinbank", "agribank",
	"techcombank", "mb bank",   "mbbank",        "sacombank",  "vpbank",
	"tpbank",      "hdbank",    "eximbank",      "seabank",    "lienvietbank",
	"lpbank",      "msb",       "ocb",           "momo",       "zalopay",
	"vnpay",       "shopeepay", "viettel money", "vnpt money", "viettel",
	"vinaphone",   "mobifone",  "vietnamobile",  "zalo",       "facebook",
	"messenger",   "tiktok",    "shopee",        "lazada",     "tiki",
	"grab",
};
static const char *const capitals[] = {"ACB", "SHB", "VIB", "SCB"};

static bool one_of(const char *const *list, size_t count, const char *s, size_t n)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(list[i]) == n && !strncasecmp(list[i], s, n))
			return true;
	}
	return false;
}

static bool in_address(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* "bao-hiem.gov.vn": parts joined by dots, the last a top of today, and a name of one's own
 * before it. "đuôi .gov.vn" only speaks of the end, unless a letter with a mark is in front. */
static bool is_live(const char *s, size_t n, bool marked)
{
	size_t last = n;

	while (n && s[n - 1] == '.')
		last = --n;
	while (last && s[last - 1] != '.')
		last--;
	/* "xong.Me ơi" lacks a space and is no address. */
	bool sentence = last < n && s[last] >= 'A' && s[last] <= 'Z' &&
			s[last + 1] >= 'a' && s[last + 1] <= 'z';
	if (!last || (!marked && (last < 2 || *s == '.')) || sentence ||
	    !one_of(tops, ARRAY_LEN(tops), s + last, n - last))
		return false;
	size_t before = last - 1;
	while (before && s[before - 1] != '.')
		before--;
	bool second = n - last == 2 &&
		      one_of(seconds, ARRAY_LEN(seconds), s + before, last - 1 - before);
	return before || !second || marked;
}

/* "103.45.67.89": four parts of up to 255, none like the "000" of an amount. */
static bool is_machine(const char *s, size_t n)
{
	int parts = 0;

	for (size_t i = 0; i < n; parts++) {
		size_t digits = strspn(s + i, "0123456789");
		if (!digits || digits > 3 || atoi(s + i) > 255 ||
		    (digits > 1 && s[i] == '0'))
			return false;
		i += digits;
		if (i < n && s[i++] != '.')
			return false;
	}
	return parts == 4 && s[n - 1] != '.';
}

/* The first live address in a text, its length in *n; NULL if there is none. */
static const char *find_live(const char *text, size_t *n)
{
	for (const char *s = text; *s; s += *n ? *n : 1) {
		*n = 0;
		while (in_address(s[*n]))
			++*n;
		if (*n && (is_live(s, *n, s > text && s[-1] & 0x80) || is_machine(s, *n)))
			return s;
	}
	return NULL;
}

/* Digits that could be somebody's: a telephone with its 0 or +84, twelve of an id number. What is
 * masked by an x, or begins 0000 like a made-up account, is nobody's. */
static bool is_somebodys(const char *digits, bool plus)
{
	size_t n = strlen(digits);

	if (plus || (n == 11 && !strncmp(digits, "84", 2)))
		return !strncmp(digits, "84", 2) && n >= 11 && n <= 12;
	if (*digits != '0')
		return false;
	if (n == 10)
		return strchr("35789", digits[1]) != NULL;
	if (n == 11)
		return digits[1] == '2';
	return n == 12 && digits[1] < '9' && strncmp(digits, "000", 3) != 0;
}

/* The first such number in a text, its length in *n; NULL if there is none. */
static const char *find_number(const char *text, size_t *n)
{
	for (const char *s = text; *s;) {
		char digits[16];
		size_t count = 0, end = 0, i = *s == '+';
		while ((s[i] >= '0' && s[i] <= '9') ||
		       (end && strchr(" .-", s[i]) && s[i + 1] >= '0' &&
			s[i + 1] <= '9')) {
			if (s[i] >= '0' && count < sizeof(digits) - 1)
				digits[count++] = s[i];
			end = ++i;
		}
		digits[count] = '\0';
		bool masked =
			s[end] == 'x' || s[end] == 'X' || !strncmp(s + end, " x", 2);
		if (end && !masked && is_somebodys(digits, *s == '+')) {
			*n = end;
			return s;
		}
		s += end ? end : 1;
	}
	return NULL;
}

static bool in_word(char c)
{
	return c != '-' && c != '.' && (in_address(c) || (c & 0x80));
}

/* A whole word or two of a text, in any case or as it stands. */
static const char *find_word(const char *text, const char *word,
			     char *(*find)(const char *, const char *))
{
	size_t n = strlen(word);

	for (const char *s = text; (s = find(s, word)); s += n) {
		if ((s == text || !in_word(s[-1])) && !in_word(s[n]))
			return s;
	}
	return NULL;
}

/* The first brand of the lists that is in a text, its length in *n. */
static const char *find_brand(const char *text, size_t *n)
{
	const char *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(brands) && !found; i++) {
		found = find_word(text, brands[i], strcasestr);
		*n = strlen(brands[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(capitals) && !found; i++) {
		found = find_word(text, capitals[i], strstr);
		*n = strlen(capitals[i]);
	}
	return found;
}

static void judge_fiction(struct document *doc, const struct node *node, const char *text)
{
	size_t n;
	const char *live = find_live(text, &n);

	if (live) {
		diag_fix(
			node_report_at(
				doc, node, (size_t)(live - text), "W60",
				_("\"%.*s\" là địa chỉ có thể có thật. Chuyện ở đây là bịa, "
				  "địa chỉ phải kết thúc bằng .example."),
				(int)n, live),
			_("Đổi thành một địa chỉ như ten-gia.example."));
		return;
	}
	const char *number = find_number(text, &n);
	if (number) {
		diag_fix(node_report_at(
				 doc, node, (size_t)(number - text), "W60",
				 _("\"%.*s\" có thể là số điện thoại hay số giấy tờ "
				   "của một người có thật."),
				 (int)n, number),
			 _("Che bớt bằng chữ x, như 09xx xxx xxx hay 0010 xxxx xxxx."));
		return;
	}
	const char *brand = find_brand(text, &n);
	if (brand)
		diag_fix(node_report_at(
				 doc, node, (size_t)(brand - text), "W60",
				 _("\"%.*s\" là tên có thật. Chuyện ở đây là bịa, tên "
				   "cũng phải là tên bịa."),
				 (int)n, brand),
			 _("Đổi thành một tên như Ngân hàng Thực Hành, Ví Thực Hành, "
			   "mạng Sóng Xanh."));
}

/* Every text there, but what a learner is to type: the true address of the public service portal
 * is worth learning by heart. */
static void judge_texts(struct document *doc, const struct node *node)
{
	if (node->kind == NODE_SCALAR && node->text)
		judge_fiction(doc, node, node->text);
	for (const struct node *n = node->first; n; n = n->next) {
		if (!n->key || strcmp(n->key->text, "accept") != 0)
			judge_texts(doc, n);
	}
}

/* `sources` and `skills` name things outside the story. */
static void w60_fiction(struct pack *pack, const struct practice *practice)
{
	static const char *const story[] = {"title", "brief", "phone", "goals",
					    "screens"};
	struct document *doc;
	const struct node *root = pack_node(pack, practice, NULL, -1, &doc);

	for (size_t i = 0; root && i < ARRAY_LEN(story); i++) {
		const struct node *node = node_get(root, story[i]);
		if (node)
			judge_texts(doc, node);
	}
}

/* What is to be searched for signs of fraud is a story as well. */
static void w60_spot(struct pack *pack, const struct question *q)
{
	static const char *const story[] = {"message", "from"};
	struct document *doc;

	for (size_t i = 0; q->type == QUESTION_SPOT && i < ARRAY_LEN(story); i++) {
		const struct node *node = pack_node(pack, q, story[i], -1, &doc);
		if (node && node->kind == NODE_SCALAR && node->text)
			judge_fiction(doc, node, node->text);
	}
}

/* ── W65: what nobody asks for ────────────────────────────────────────────────────── */

static void note_vars(const struct condition *when, bool *read)
{
	for (size_t i = 0; i < when->count; i++)
		if (when->items[i].op == OP_VAR && when->items[i].value >= 0)
			read[when->items[i].value] = true;
}

/* What is remembered and never asked for: mostly a goal that was meant to ask for it. */
static void w65_variables(struct pack *pack, const struct practice *practice)
{
	bool read[PRACTICE_VARS] = {false};

	for (size_t i = 0; i < practice->goal_count; i++)
		note_vars(&practice->goals[i].when, read);
	for (size_t i = 0; i < practice->screen_count; i++)
		for (size_t k = 0; k < practice->screens[i].action_count; k++)
			note_vars(&practice->screens[i].actions[k].when, read);
	for (size_t i = 0; i < practice->var_count; i++) {
		char *key = xasprintf("vars.%s", practice->vars[i]);
		if (!read[i])
			diag_fix(pack_report(pack, practice, key, -1, "W65",
					     _("Không mục tiêu hay điều kiện nào xét tới "
					       "\"%s\", nên nhớ cũng không để làm gì."),
					     practice->vars[i]),
				 _("Dùng nó trong when của một mục tiêu hay một việc, "
				   "hoặc xóa đi."));
		free(key);
	}
}

static bool has_effect(const struct consequence *then)
{
	return then->say || then->effect_count || then->pay || then->to >= 0 ||
	       then->restart;
}

/* Who presses, and sees nothing happen, thinks that the machine is broken. Where something comes
 * after so many steps, a step is something. */
static void w65_effects(struct pack *pack, const struct practice *practice)
{
	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		if (screen->after_steps && !has_effect(&screen->after))
			diag_fix(
				at_key(pack, screen, "after", "W65",
				       _("Phần after này không làm gì cả.")),
				_("Thêm say (nói gì với người học), goto, set hoặc pay."));
		for (size_t k = 0; !screen->after_steps && k < screen->action_count;
		     k++) {
			const struct action *action = &screen->actions[k];
			if (!has_effect(&action->then))
				diag_fix(
					pack_report(pack, action, "label", -1, "W65",
						    _("Bấm \"%s\" thì không có gì xảy ra "
						      "cả."),
						    action->label),
					_("Thêm say (nói gì với người học), goto, set "
					  "hoặc pay."));
		}
	}
}

static const struct rule rules[] = {
	{"E31", N_("màn hình, việc, kết thúc nào cũng có người tới được"),
	 .practice = prove},
	/* The same search tells these. */
	{.code = "E32", .help = N_("ở đâu cũng còn đường tới một kết thúc")},
	{.code = "E34", .help = N_("mục tiêu nào cũng có thể đạt và có thể không đạt")},
	{.code = "E35", .help = N_("các đường đi thử cho kết quả như đã ghi")},
	{.code = "E36", .help = N_("điểm các mục tiêu cộng lại là 100")},
	{.code = "E37", .help = N_("bài thực hành đủ nhỏ để xét hết mọi trạng thái")},
	{"W60", N_("tên, địa chỉ, số máy và số giấy tờ trong chuyện là bịa"),
	 .practice = w60_fiction},
	{"W60", N_("tên, địa chỉ, số máy và số giấy tờ trong chuyện là bịa"),
	 .question = w60_spot},
	{.code = "W63",
	 .help = N_("không được trọn điểm khi bấm bừa hay đi vòng chỗ quyết định")},
	{"W65", N_("biến, việc và phần after nào cũng có ích"),
	 .practice = w65_variables},
	{"W65", N_("biến, việc và phần after nào cũng có ích"), .practice = w65_effects},
	{.code = "W64", .help = N_("kết thúc bị hại có phần nhìn lại")},
};
const struct rules rules_practice = {rules, ARRAY_LEN(rules)};
