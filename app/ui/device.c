#include "ui/device.h"

#include "base/i18n.h"
#include "text/column.h"
#include "text/number.h"
#include "text/wrap.h"
#include "ui/sketch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define INSIDE FRAME_INSIDE
#define BOX_INSIDE (INSIDE - SKETCH_BOX)
#define TIME_COLUMNS 8

/* A phone while it is described. Texts are expanded and live as long as the page. */
struct drawing {
	const struct device *device;
	const struct app *app;
	struct page *page;
	const char *name; /* of the app */
	const char *title, *from, *address, *text, *voice; /* each may be NULL */
	struct buf roomy, tight; /* the drawing that put() adds */
	int rows; /* added so far, as drawn where lines are scarce */
};

struct look {
	const char *name;
	void (*head)(struct drawing *d);
	void (*body)(struct drawing *d);
	const char *left, *right; /* of what can be pressed */
};

/* ── blocks ── */

static int line_count(const char *lines)
{
	int n = 0;
	for (; *lines; n++) {
		lines += strcspn(lines, "\n");
		lines += *lines == '\n';
	}
	return n;
}

/* Adds the drawing. Where lines are scarce it is the tight one, if there is any. */
static void put(struct drawing *d, enum role role, const char *words)
{
	const char *tight = d->tight.len ? d->tight.data : d->roomy.data;
	page_picture(d->page, d->roomy.data, words);
	page_role(d->page, role);
	if (d->tight.len)
		page_tight(d->page, tight);
	d->rows += line_count(tight);
	buf_reset(&d->roomy);
	buf_reset(&d->tight);
}

static const char *prose(const struct drawing *d, const char *text)
{
	return text && d->app ? app_prose(d->app, d->page, text) : text;
}

static size_t item_count(const struct drawing *d)
{
	return d->device->show->items.count;
}

static const char *item(const struct drawing *d, size_t i)
{
	return prose(d, d->device->show->items.items[i]);
}

static const char *printed(const struct drawing *d, const char *format, const char *a,
			   const char *b)
{
	return arena_printf(&d->page->arena, format, a, b);
}

static bool begins(const char *text, const char *with)
{
	return text && with && *with && !strncmp(text, with, strlen(with));
}

static const char *ends(const char *text, const char *with)
{
	size_t n = strlen(text), m = strlen(with);
	return n > m && !strcmp(text + n - m, with) ? text + n - m : NULL;
}

/* "Mã hồ sơ: HS-2611" in two; false where it is one thing. */
static bool split(const struct drawing *d, const char *text, const char **label,
		  const char **value)
{
	const char *colon = strstr(text, ": ");
	if (!colon || colon == text || !colon[2])
		return false;
	*label = arena_strndup(&d->page->arena, text, (size_t)(colon - text));
	*value = colon + 2;
	return true;
}

/* One more sentence for ears, with the stop that eyes do without. */
static void sentence(struct buf *words, const char *text)
{
	size_t n = strlen(text);
	if (!n)
		return;
	bool follows = words->len && words->data[words->len - 1] != ' ';
	buf_printf(words, "%s%s", follows ? " " : "", text);
	if (!strchr(".?!:", text[n - 1]) && !ends(text, "…") && !ends(text, "”"))
		buf_addc(words, '.');
}

static void point(struct drawing *d, const char *text)
{
	sketch_rows(&d->roomy, "• ", "  ", text, INSIDE - 2, "");
	put(d, ROLE_BODY, text);
}

static void text_plain(struct drawing *d)
{
	if (d->text)
		page_text(d->page, d->text);
}

static void voice(struct drawing *d)
{
	if (d->voice)
		page_say(d->page, ROLE_STRONG, printed(d, "“%s”", d->voice, ""));
}

static void points(struct drawing *d)
{
	for (size_t i = 0; i < item_count(d); i++)
		point(d, item(d, i));
}

/* ── heads ── */

/* What this screen is, or whose. */
static const char *whom(const struct drawing *d)
{
	return d->title ? d->title : d->from ? d->from : d->name;
}

/* "Chuyển tiền            Ngân hàng": the app's own name where there is room for it. */
static void head_line(struct drawing *d, const char *lead)
{
	const char *text = whom(d);
	int room = INSIDE - text_columns(lead) - text_columns(text);
	/* An address, or the name itself, says what app it is. */
	bool named = d->address || begins(text, d->name);
	if (!named && room >= 2 + text_columns(d->name)) {
		buf_printf(&d->roomy, "%s%s", lead, text);
		buf_pad(&d->roomy, ' ', (size_t)(room - text_columns(d->name)));
		buf_printf(&d->roomy, "%s\n", d->name);
	} else {
		int indent = text_columns(lead);
		sketch_rows(&d->roomy, lead, indent ? "  " : "", text, INSIDE - indent,
			    "");
	}
	put(d, ROLE_STRONG, named ? text : printed(d, "%s: %s", d->name, text));
}

static void address_bar(struct drawing *d)
{
	if (!d->address)
		return;
	char *line = xasprintf("▶ %s", d->address);
	sketch_box(&d->roomy, "", line, BOX_INSIDE);
	sketch_rows(&d->tight, "[", " ", line, INSIDE - 2, "]");
	put(d, ROLE_STRONG, printed(d, _("Địa chỉ trang: %s"), d->address, ""));
	free(line);
}

static void ringing(struct drawing *d)
{
	if (d->device->ring)
		page_say(d->page, ROLE_WARN, _("Đang đổ chuông…"));
	d->rows += d->device->ring;
}

static void from_line(struct drawing *d)
{
	if (!d->title || !d->from)
		return;
	const char *from = printed(d, _("Từ: %s"), d->from, "");
	sketch_rows(&d->roomy, "", "", from, INSIDE, "");
	put(d, ROLE_BODY, from);
}

static void head_rest(struct drawing *d)
{
	from_line(d);
	address_bar(d);
	ringing(d);
}

static void head_plain(struct drawing *d)
{
	head_line(d, "");
	head_rest(d);
}

static void head_health(struct drawing *d)
{
	head_line(d, "┼ ");
	head_rest(d);
}

/* Who writes in a group is named in the bubble. */
static void head_chat(struct drawing *d)
{
	head_line(d, "← ");
	if (!d->text)
		from_line(d);
	address_bar(d);
	ringing(d);
}

static void head_browser(struct drawing *d)
{
	address_bar(d);
	if (d->title || d->from || !d->address)
		head_line(d, "");
	from_line(d);
	ringing(d);
}

static void head_home(struct drawing *d)
{
	const char *text = whom(d);
	sketch_shifted(&d->roomy, text, INSIDE, true);
	put(d, ROLE_STRONG, text);
	head_rest(d);
}

/* Who, and what is going on: a line each, or all on one where lines are scarce and it is long enough
 * for them. */
static void head_call(struct drawing *d)
{
	const char *who = d->from ? d->from : whom(d);
	const char *what = d->from && d->title ? d->title : "";
	const char *state = d->device->ring      ? _("Đang đổ chuông…")
			    : d->voice && !*what ? _("Đang nói chuyện")
						 : "";
	struct buf all = BUF_INIT, words = BUF_INIT;
	const char *const parts[] = {who, what, state};
	if (!begins(who, d->name))
		buf_printf(&words, "%s: ", d->name);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (!*parts[i])
			continue;
		sketch_shifted(&d->roomy, parts[i], INSIDE, true);
		buf_printf(&all, "%s%s", all.len ? " · " : "", parts[i]);
		sentence(&words, parts[i]);
	}
	if (text_columns(all.data) <= INSIDE)
		sketch_shifted(&d->tight, all.data, INSIDE, true);
	put(d, ROLE_STRONG, words.data);
	buf_release(&all);
	buf_release(&words);
	address_bar(d);
}

static void head_bank(struct drawing *d)
{
	struct buf money = BUF_INIT;
	head_plain(d);
	if (!d->device->has_balance)
		return;
	money_format(&money, d->device->balance);
	sketch_pair(&d->roomy, _("Số dư"), money.data, INSIDE);
	put(d, ROLE_BODY, printed(d, _("Số dư: %s"), money.data, ""));
	buf_release(&money);
}

/* Who has made it, at the beginning of an app's page: what one must read before installing. */
static const char maker_label[] = "Nhà phát triển: ";

static const char *maker(const struct drawing *d, const char **rest)
{
	if (!begins(d->text, maker_label))
		return NULL;
	const char *name = d->text + strlen(maker_label), *end = strstr(name, ". ");
	*rest = end ? end + 2 : "";
	return end ? arena_strndup(&d->page->arena, name, (size_t)(end - name)) : name;
}

/* An icon with the first letter of the name, name and maker beside it. */
static void head_store(struct drawing *d)
{
	static const char *const icon[] = {"┌───┐ ", "│ %.*s │ ", "└───┘ "};
	const char *rest, *by = maker(d, &rest), *name = whom(d);
	if (!by) {
		head_plain(d);
		return;
	}
	struct buf beside = BUF_INIT;
	sketch_rows(&beside, "", "", name, INSIDE - 6, "");
	sketch_rows(&beside, "", "", maker_label, INSIDE - 6, "");
	sketch_rows(&beside, "", "", by, INSIDE - 6, "");
	size_t letter = text_fit(name, 1), i = 0;
	for (const char *p = beside.data; *p; i++) {
		size_t n = strcspn(p, "\n");
		if (i == 1 && letter)
			buf_printf(&d->roomy, icon[1], (int)letter, name);
		else
			buf_adds(&d->roomy, i < 3 && i != 1 ? icon[i] : "      ");
		buf_add(&d->roomy, p, n);
		buf_addc(&d->roomy, '\n');
		p += n + (p[n] == '\n');
	}
	buf_release(&beside);
	sketch_rows(&d->tight, "", "", name, INSIDE, "");
	const char *made = printed(d, "%s%s", maker_label, by);
	sketch_rows(&d->tight, "", "", made, INSIDE, "");
	put(d, ROLE_STRONG, printed(d, _("Ứng dụng %s. %s"), name, made));
	head_rest(d);
}

/* ── bodies ── */

static void body_plain(struct drawing *d)
{
	text_plain(d);
	voice(d);
	points(d);
}

/* Bubbles: what the other side writes stands at the left, what the owner writes at the right. */
#define BUBBLE_INSIDE 24

static void bubble(struct drawing *d, const char *text, bool mine, const char *words)
{
	int width = sketch_widest(text, BUBBLE_INSIDE);
	int thin = sketch_widest(text, INSIDE - 4);
	struct buf shift = BUF_INIT, left = BUF_INIT;
	buf_pad(&shift, ' ', mine ? (size_t)(INSIDE - width - 4) : 0);
	buf_printf(&left, "%s┌", shift.data);
	sketch_edge(&d->roomy, left.data, "", "┐", width);
	buf_reset(&left);
	buf_printf(&left, "%s│ ", shift.data);
	sketch_rows(&d->roomy, left.data, left.data, text, width, " │");
	buf_reset(&left);
	buf_printf(&left, "%s└", shift.data);
	sketch_edge(&d->roomy, left.data, "", "┘", width);
	buf_reset(&left);
	buf_pad(&left, ' ', mine ? (size_t)(INSIDE - thin - 2) : 0);
	sketch_rows(&d->tight, mine ? left.data : "│ ", mine ? left.data : "│ ", text,
		    mine ? thin : INSIDE - 4, mine ? " │" : "");
	put(d, ROLE_BODY, words);
	buf_release(&shift);
	buf_release(&left);
}

/* "Cô Thu hỏi: …" is the owner's, "Cô Thu ơi, …" is said to her. */
static bool by_owner(const struct drawing *d, const char *text)
{
	const char *owner = d->device->owner;
	if (!begins(text, owner))
		return false;
	const char *after = text + strlen(owner);
	return after[strcspn(after, ":.,!?;")] == ':';
}

static bool is_mine(const struct drawing *d, const char *text)
{
	return by_owner(d, text) || begins(text, "Tôi: ") || begins(text, "Mình: ");
}

/* Somebody else writes in the owner's name: "Bác Hùng (máy tự gửi)". */
static bool from_owner(const struct drawing *d)
{
	if (!begins(d->from, d->device->owner))
		return false;
	const char *after = d->from + strlen(d->device->owner);
	return !*after || begins(after, " (");
}

static void remark(struct drawing *d, const char *text)
{
	sketch_shifted(&d->roomy, text, INSIDE, true);
	put(d, ROLE_HINT, text);
}

/* The message; in a group with its writer before it. */
static void message(struct drawing *d)
{
	bool mine = is_mine(d, d->text), theirs = d->from && !mine;
	const char *text = d->text;
	if (theirs && d->title && !from_owner(d))
		text = printed(d, "%s: %s", d->from, text);
	bubble(d, text, mine || from_owner(d),
	       theirs ? printed(d, _("%s nhắn: %s"), d->from, d->text) : text);
}

static void body_chat(struct drawing *d)
{
	const char *label, *value;
	if (d->text)
		message(d);
	voice(d);
	for (size_t i = 0; i < item_count(d); i++) {
		const char *text = item(d, i);
		if (is_mine(d, text) || split(d, text, &label, &value))
			bubble(d, text, is_mine(d, text), text);
		else
			remark(d, text);
	}
}

/* Icons: as many a row as the longest name leaves room for. */
static void tiles(struct drawing *d)
{
	static const int insides[] = {INSIDE - 2, 13, 8}; /* with 1, 2, 3 a row */
	struct buf words = BUF_INIT;
	int longest = 0;
	size_t across = 1;
	for (size_t i = 0; i < item_count(d); i++) {
		int columns = text_columns(item(d, i));
		longest = columns > longest ? columns : longest;
		buf_printf(&words, "%s%s", i ? ", " : "", item(d, i));
	}
	while (across < ARRAY_LEN(insides) && longest <= insides[across])
		across++;
	for (size_t i = 0; i < item_count(d); i++) {
		if (across == 1) {
			sketch_rows(&d->roomy, "■ ", "  ", item(d, i), insides[0], "");
			continue;
		}
		buf_addc(&d->roomy, '[');
		text_pad_center(&d->roomy, item(d, i), insides[across - 1]);
		bool last = (i + 1) % across == 0 || i + 1 == item_count(d);
		buf_adds(&d->roomy, last ? "]\n" : "] ");
	}
	if (item_count(d))
		put(d, ROLE_BODY, printed(d, _("Trên màn hình có: %s."), words.data, ""));
	buf_release(&words);
}

static void body_home(struct drawing *d)
{
	text_plain(d);
	voice(d);
	tiles(d);
}

static void body_store(struct drawing *d)
{
	const char *rest, *label, *value;
	if (!maker(d, &rest))
		text_plain(d);
	else if (*rest)
		page_text(d->page, rest);
	voice(d);
	for (size_t i = 0; i < item_count(d); i++) {
		const char *text = item(d, i);
		if (!begins(text, "Đánh giá: ") || !split(d, text, &label, &value)) {
			point(d, text);
			continue;
		}
		sketch_pair(&d->roomy, label, value, INSIDE);
		put(d, ROLE_BODY, text);
	}
}

#define SLIDER_MOST 20

/* "nấc 5 trên 7", "4/10": false where there is no such thing, or it is a date. */
static bool slider(const char *text, int *at, int *most)
{
	for (const char *p = text; *p; p++) {
		bool inside = p > text && (isdigit((unsigned char)p[-1]) || p[-1] == '/');
		bool date = *p == '0' && isdigit((unsigned char)p[1]);
		if (inside || date || !isdigit((unsigned char)*p))
			continue;
		char *end;
		long n = strtol(p, &end, 10), m;
		if (*end == '/')
			end++;
		else if (begins(end, " trên "))
			end += strlen(" trên ");
		else
			continue;
		if (*end < '1' || *end > '9')
			continue;
		m = strtol(end, &end, 10);
		if (*end != '/' && m <= SLIDER_MOST && n <= m) {
			*at = (int)n;
			*most = (int)m;
			return true;
		}
	}
	return false;
}

/* "[█████░░]": the number stands beside it in words. */
static void draw_slider(struct buf *out, int at, int most)
{
	buf_addc(out, '[');
	for (int i = 0; i < most; i++)
		buf_adds(out, i < at ? "█" : "░");
	buf_addc(out, ']');
}

static void slider_row(struct drawing *d, const char *text, int at, int most)
{
	struct buf bar = BUF_INIT;
	draw_slider(&bar, at, most);
	sketch_pair(&d->roomy, text, bar.data, INSIDE);
	if (text_columns(text) + most + 4 > INSIDE)
		sketch_rows(&d->tight, "", "", text, INSIDE, "");
	put(d, ROLE_BODY, text);
	buf_release(&bar);
}

static void setting(struct drawing *d, const char *text)
{
	static const char *const states[] = {": bật", ": tắt"};
	const char *label, *value;
	int at, most;
	if (slider(text, &at, &most)) {
		slider_row(d, text, at, most);
		return;
	}
	if (split(d, text, &label, &value)) {
		for (size_t i = 0; i < ARRAY_LEN(states); i++)
			if (ends(text, states[i]))
				value = printed(d, "[%s]", states[i] + 2, "");
		sketch_pair(&d->roomy, label, value, INSIDE);
	} else {
		sketch_rows(&d->roomy, "", "", text, INSIDE, "");
	}
	put(d, ROLE_BODY, text);
}

static void body_settings(struct drawing *d)
{
	int at, most;
	if (d->title && slider(d->title, &at, &most)) {
		/* The number has been read in the title. */
		draw_slider(&d->roomy, at, most);
		put(d, ROLE_BODY, NULL);
	}
	text_plain(d);
	voice(d);
	for (size_t i = 0; i < item_count(d); i++)
		setting(d, item(d, i));
}

/* Whose account it goes to: the one thing to be read before the money leaves. */
static bool recipient(struct drawing *d, const char *text)
{
	static const char *const labels[] = {"Người nhận: ", "Đến: "};
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		size_t n = strlen(labels[i]);
		if (!begins(text, labels[i]) || !text[n])
			continue;
		const char *lines = arena_printf(&d->page->arena, "%.*s\n%s", (int)n - 2,
						 text, text + n);
		sketch_box(&d->roomy, "", lines, BOX_INSIDE);
		sketch_rows(&d->tight, "", "  ", text, INSIDE - 2, "");
		put(d, ROLE_STRONG, text);
		return true;
	}
	return false;
}

static void receipt_row(struct drawing *d, const char *text)
{
	const char *label, *value;
	if (recipient(d, text))
		return;
	if (split(d, text, &label, &value))
		sketch_pair(&d->roomy, label, value, INSIDE);
	else if (*text == '-' || *text == '+')
		sketch_shifted(&d->roomy, text, INSIDE, true);
	else
		sketch_rows(&d->roomy, "", "", text, INSIDE, "");
	put(d, ROLE_BODY, text);
}

static void body_bank(struct drawing *d)
{
	for (size_t i = 0; i < item_count(d); i++)
		receipt_row(d, item(d, i));
	const char *stop = d->text ? strstr(d->text, ". ") : NULL;
	size_t n = stop ? (size_t)(stop - d->text) : 0;
	if (n && recipient(d, arena_strndup(&d->page->arena, d->text, n)))
		page_text(d->page, stop + 2);
	else
		text_plain(d);
	voice(d);
}

/* What the camera sees, in the middle; with corners beside the first line and the last. */
static void seen(struct buf *out, const char *text, bool corners)
{
	struct wrap wrap;
	struct wrap_line line;
	int lines = wrap_count(text, INSIDE - 4);
	wrap_begin(&wrap, text, INSIDE - 4);
	for (int i = 0; wrap_next(&wrap, &line); i++) {
		bool top = corners && i == 0, end = corners && i + 1 == lines;
		char *piece = xstrndup(line.start, line.len);
		buf_adds(out, top ? "┌ " : end ? "└ " : "  ");
		text_pad_center(out, piece, INSIDE - 4);
		buf_adds(out, top ? " ┐\n" : end ? " ┘\n" : "\n");
		free(piece);
	}
}

static void corners(struct buf *out, const char *left, const char *right)
{
	buf_adds(out, left);
	buf_pad(out, ' ', INSIDE - 6);
	buf_printf(out, "%s\n", right);
}

static void viewfinder(struct drawing *d)
{
	corners(&d->roomy, "┌──", "──┐");
	seen(&d->roomy, d->text ? d->text : " ", false);
	corners(&d->roomy, "└──", "──┘");
	seen(&d->tight, d->text ? d->text : " ", true);
	put(d, ROLE_BODY,
	    d->text ? printed(d, _("Trong khung ngắm: %s"), d->text, "") : NULL);
}

static void body_camera(struct drawing *d)
{
	viewfinder(d);
	voice(d);
	points(d);
}

static void fields(struct drawing *d, struct buf *out, const char *text, int width)
{
	const char *label, *value;
	if (split(d, text, &label, &value) && text_columns(label) <= width - 1)
		sketch_field(out, label, value, width);
	else
		sketch_rows(out, "• ", "  ", text, width - 2, "");
}

static void body_form(struct drawing *d)
{
	text_plain(d);
	voice(d);
	for (size_t i = 0; i < item_count(d); i++) {
		fields(d, &d->roomy, item(d, i), INSIDE);
		put(d, ROLE_BODY, item(d, i));
	}
}

/* Papers: all that is on them stands on one card. */
static void body_card(struct drawing *d)
{
	struct buf inside = BUF_INIT, words = BUF_INIT;
	if (d->text) {
		sketch_rows(&inside, "", "", d->text, BOX_INSIDE, "");
		sketch_rows(&d->tight, "", "", d->text, INSIDE, "");
		sentence(&words, d->text);
	}
	for (size_t i = 0; i < item_count(d); i++) {
		fields(d, &inside, item(d, i), BOX_INSIDE);
		fields(d, &d->tight, item(d, i), INSIDE);
		sentence(&words, item(d, i));
	}
	if (inside.len) {
		sketch_box(&d->roomy, "", inside.data, BOX_INSIDE);
		put(d, ROLE_BODY, words.data);
	}
	voice(d);
	buf_release(&inside);
	buf_release(&words);
}

static void body_alert(struct drawing *d)
{
	const char *title = whom(d), *text = d->text ? d->text : "";
	const char *lines = printed(d, "%s\n%s", title, text);
	sketch_box(&d->roomy, " ! ", lines, BOX_INSIDE);
	sketch_rows(&d->tight, "! ", "  ", title, INSIDE - 2, "");
	sketch_rows(&d->tight, "│ ", "│ ", text, INSIDE - 2, "");
	struct buf words = BUF_INIT;
	if (!begins(title, d->name))
		buf_printf(&words, "%s: ", d->name);
	sentence(&words, title);
	sentence(&words, text);
	put(d, ROLE_WARN, words.data);
	buf_release(&words);
	voice(d);
	points(d);
}

/* ── the apps ── */

static const struct look looks[PHONE_APPS] = {
	[PHONE_HOME] = {N_("Màn hình chính"), head_home, body_home, "[", "]"},
	[PHONE_CALL] = {N_("Cuộc gọi"), head_call, body_plain, "(", ")"},
	[PHONE_SMS] = {N_("Tin nhắn"), head_chat, body_chat, "(", ")"},
	[PHONE_CHAT] = {N_("Trò chuyện"), head_chat, body_chat, "(", ")"},
	[PHONE_BROWSER] = {N_("Trình duyệt"), head_browser, body_plain, "[", "]"},
	[PHONE_STORE] = {N_("Cửa hàng ứng dụng"), head_store, body_store, "[", "]"},
	[PHONE_SETTINGS] = {N_("Cài đặt"), head_plain, body_settings, NULL, " →"},
	[PHONE_BANK] = {N_("Ngân hàng"), head_bank, body_bank, "[", "]"},
	[PHONE_QR_SCAN] = {N_("Quét mã QR"), head_plain, body_camera, "(", ")"},
	[PHONE_PORTAL] = {N_("Dịch vụ công"), head_plain, body_form, "[", "]"},
	[PHONE_ID] = {N_("Định danh điện tử"), head_plain, body_card, "[", "]"},
	[PHONE_HEALTH] = {N_("Sức khỏe"), head_health, body_form, "[", "]"},
	[PHONE_CAMERA] = {N_("Máy ảnh"), head_plain, body_camera, "(", ")"},
	[PHONE_FORM] = {N_("Tờ khai"), head_plain, body_form, "[", "]"},
	[PHONE_ALERT] = {N_("Thông báo"), head_rest, body_alert, "[", "]"},
};

const char *device_app_words(enum phone_app app)
{
	return _(looks[app].name);
}

static const struct {
	const char *words, *sentence;
} networks[NETWORKS] = {
	[NETWORK_MOBILE] = {"4G", N_("Máy đang dùng 4G.")},
	[NETWORK_WIFI] = {"Wi-Fi", N_("Máy đang dùng Wi-Fi.")},
	/* TRANSLATORS: on the edge of the phone: at most eight columns. */
	[NETWORK_OFF] = {N_("Tắt mạng"), N_("Máy đã tắt mạng.")},
	/* TRANSLATORS: no signal, on the edge of the phone: at most eight columns. */
	[NETWORK_NONE] = {N_("Mất sóng"), N_("Máy đang mất sóng.")},
	/* TRANSLATORS: airplane mode, on the edge of the phone: at most eight columns. */
	[NETWORK_AIRPLANE] = {N_("Máy bay"), N_("Máy đang ở chế độ máy bay.")},
};

/* For ears: the time always, the rest where this screen has named it. */
static const char *status_words(const struct phone *show, const char *time,
				struct page *page)
{
	const char *words =
		arena_printf(&page->arena, _("Điện thoại mô phỏng, lúc %s."), time);
	if (show->network)
		words = arena_printf(&page->arena, "%s %s", words,
				     _(networks[show->network].sentence));
	if (show->battery)
		words = arena_printf(
			&page->arena, "%s %s", words,
			arena_printf(&page->arena, _("Pin còn %d %%."), show->battery));
	return words;
}

/* " 08:47 ════ MÔ PHỎNG ════ 4G 80 % " */
static void status_bar(const struct device *device, struct page *page)
{
	struct phone_status now = {NULL, NETWORK_MOBILE, 80};
	const struct phone last = {.at = device->status.at,
				   .network = device->status.network,
				   .battery = device->status.battery};
	struct buf bar = BUF_INIT, time = BUF_INIT;
	const char *banner = _("MÔ PHỎNG");
	phone_status_note(&now, &last);
	phone_status_note(&now, device->show);
	text_ellipsis(&time, now.at ? now.at : "08:30", TIME_COLUMNS);
	const char *network = _(networks[now.network].words);
	const char *power =
		arena_printf(&page->arena, " %s %d %% ", network, now.battery);
	int used = text_columns(time.data) + text_columns(banner) + 4;
	if (used + text_columns(power) > FRAME_LABEL)
		power = arena_printf(&page->arena, " %s %d%% ", network, now.battery);
	int room = FRAME_LABEL - used - text_columns(power);
	buf_printf(&bar, " %s ", time.data);
	for (int i = 0; i < room / 2; i++)
		buf_adds(&bar, "═");
	buf_printf(&bar, " %s ", banner);
	for (int i = room / 2; i < room; i++)
		buf_adds(&bar, "═");
	buf_adds(&bar, power);
	page_frame(page, bar.data, status_words(device->show, time.data, page));
	buf_release(&bar);
	buf_release(&time);
}

void device_open(const struct device *device, const struct app *app, struct page *page)
{
	const struct phone *show = device->show;
	const struct look *look = &looks[show->app];
	struct drawing d = {device,           app, page, _(look->name), .roomy = BUF_INIT,
			    .tight = BUF_INIT};
	d.title = prose(&d, show->title);
	d.from = prose(&d, show->from);
	d.address = prose(&d, show->address);
	d.text = prose(&d, show->text);
	d.voice = prose(&d, device->voice);
	status_bar(device, page);
	look->head(&d);
	if (d.rows) {
		page_frame_rule(page);
		if (d.rows > 1)
			page_airy(page, SPACE_SMALL);
	}
	look->body(&d);
	buf_release(&d.roomy);
	buf_release(&d.tight);
}

void device_controls(struct page *page)
{
	/* Under an empty screen the head's own rule is enough. */
	if (page->blocks[page->block_count - 1].kind == BLOCK_FRAME_RULE)
		return;
	page_frame_rule(page);
	page_airy(page, SPACE_NONE);
}

void device_control(const struct device *device, struct page *page, int id,
		    const char *label)
{
	const struct look *look = &looks[device->show->app];
	page_item(page, id, label);
	page_button(page, look->left, look->right);
}

void device_button(const struct device *device, struct page *page, const char *label)
{
	const struct look *look = &looks[device->show->app];
	page_text(page, label);
	page_button(page, look->left, look->right);
	page_words(page, arena_printf(&page->arena, _("Nút %s."), label));
}

void device_close(const struct device *device, struct page *page)
{
	const char *soft = device->soft;
	page_frame_end(page, soft ? arena_printf(&page->arena, " %s ", soft) : NULL,
		       NULL);
}
