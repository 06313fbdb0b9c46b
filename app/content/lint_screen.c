/* Rules about what fits one screen of 80×24 and one breath. */
#include "base/buf.h"
#include "base/i18n.h"
#include "content/lint.h"
#include "course/prose.h"
#include "text/column.h"
#include "text/normal.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include <limits.h>
#include <string.h>

/* The text column of a lesson, and the lines it has beside title, caption and keys. */
#define TEXT_COLUMNS 66
#define TEXT_LINES 12
#define OPTION_COLUMNS 60
#define QUESTION_LINES 16
/* The phone is drawn in 34×20 cells: 32 between its edges, 3 lines for status and title. */
#define PHONE_COLUMNS 30
#define PHONE_LINES 16

#define SENTENCE_WORDS 25

/* ── W51 ─────────────────────────────────────────────────────────────────────────────── */

/* True if no line of a text has more bytes, and so more columns, than fit: then its lines are as
 * many as the author made. */
static bool needs_no_wrap(const char *text, int columns, int *lines)
{
	for (*lines = 0; *text; ++*lines) {
		size_t n = strcspn(text, "\n");
		if (n > (size_t)columns)
			return false;
		text += n + (text[n] == '\n');
	}
	return true;
}

/* Lines a text takes, with its facts filled in. "bạn" is as long as any form of address. */
static int lines_of(const struct pack *pack, const char *prose, int columns)
{
	struct buf text = BUF_INIT;
	int lines = 0;
	if (!prose)
		return 0;
	if (!strchr(prose, '{'))
		return needs_no_wrap(prose, columns, &lines) ? lines
							     : wrap_count(prose, columns);
	prose_expand(&text, prose, pack->course, ADDRESS_BAN);
	lines = wrap_count(text.data, columns);
	buf_release(&text);
	return lines;
}

static int lines_of_list(const struct pack *pack, const struct strings *list, int columns)
{
	int lines = 0;
	for (size_t i = 0; i < list->count; i++)
		lines += lines_of(pack, list->items[i], columns);
	return lines;
}

static void too_tall(struct pack *pack, const void *object, const char *key, int lines,
		     int most)
{
	if (lines <= most)
		return;
	diag_fix(pack_report(pack, object, key, -1, "W51",
			     _("Phần này cao %d dòng; một màn hình chỉ vừa %d dòng."),
			     lines, most),
		 _("Tách làm hai bước, hoặc viết gọn lại."));
}

/* A drawing is never wrapped, so its lines must fit as they are. */
static void figure_fits(struct pack *pack, const struct step *step)
{
	int lines = 0;
	struct document *doc;
	const struct node *node = pack_node(pack, step, "figure.text", -1, &doc);
	for (const char *s = step->say; *s;) {
		size_t n = strcspn(s, "\n");
		int columns = text_columns_n(s, n);
		if (columns > TEXT_COLUMNS) {
			size_t at = (size_t)(s - step->say) + strspn(s, " ");
			diag_fix(node_report_at(
					 doc, node, at, "W51",
					 _("Dòng này của hình rộng %d cột; màn hình "
					   "chỉ vừa %d cột."),
					 columns, TEXT_COLUMNS),
				 _("Vẽ hẹp lại."));
		}
		lines++;
		s += n + (s[n] == '\n');
	}
	too_tall(pack, step, "figure", lines, TEXT_LINES);
}

static int phone_lines(const struct pack *pack, const struct phone *phone)
{
	int lines = lines_of(pack, phone->text, PHONE_COLUMNS) +
		    lines_of_list(pack, &phone->items, PHONE_COLUMNS - 2) +
		    lines_of_list(pack, &phone->buttons, PHONE_COLUMNS - 4);
	return lines + (phone->from != NULL) + (phone->address != NULL);
}

static void w51_step(struct pack *pack, const struct step *step)
{
	if (!pack_sound(pack, step))
		return;
	if (step->kind == STEP_SAY)
		too_tall(pack, step, "say", lines_of(pack, step->say, TEXT_COLUMNS),
			 TEXT_LINES);
	else if (step->kind == STEP_LIST)
		too_tall(pack, step, "list",
			 lines_of_list(pack, &step->list, TEXT_COLUMNS - 2), TEXT_LINES);
	else if (step->kind == STEP_FIGURE)
		figure_fits(pack, step);
	else if (step->kind == STEP_PHONE)
		too_tall(pack, step, "phone", phone_lines(pack, step->phone),
			 PHONE_LINES);
	too_tall(pack, step, "caption", lines_of(pack, step->caption, TEXT_COLUMNS), 4);
}

static void w51_lesson(struct pack *pack, const struct lesson *lesson)
{
	for (size_t i = 0; i < lesson->step_count; i++)
		w51_step(pack, &lesson->steps[i]);
}

/* Under the phone on 40 columns there are this many lines for what the coach says (ui/layout.h). */
#define COACH_LINES 5
#define COACH_COLUMNS 40

static void coach_fits(struct pack *pack, const void *object, const char *key, int item,
		       const char *said)
{
	int lines = lines_of(pack, said, COACH_COLUMNS);
	if (lines > COACH_LINES)
		diag_fix(pack_report(
				 pack, object, key, item, "W51",
				 _("Lời này cao %d dòng; dưới chiếc điện thoại trên màn "
				   "hình nhỏ chỉ vừa %d dòng."),
				 lines, COACH_LINES),
			 _("Viết gọn lại, còn khoảng 30 chữ."));
}

static void coach_fits_screen(struct pack *pack, const struct screen *screen)
{
	for (size_t i = 0; i < screen->hints.count; i++)
		coach_fits(pack, screen, "hint", (int)i, screen->hints.items[i]);
	coach_fits(pack, screen, "after.say", -1, screen->after.say);
	for (size_t i = 0; i < screen->action_count; i++) {
		const struct action *action = &screen->actions[i];
		coach_fits(pack, action, "say", -1, action->then.say);
		coach_fits(pack, action, "wrong.say", -1, action->wrong.say);
	}
}

/* The answers of a conversation and the address stand on the phone like any text. */
static void w51_practice(struct pack *pack, const struct practice *practice)
{
	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		/* At the end there is the whole screen for them. */
		if (!screen->ending)
			coach_fits_screen(pack, screen);
		too_tall(pack, screen, "show",
			 phone_lines(pack, &screen->show) +
				 lines_of(pack, screen->voice, PHONE_COLUMNS),
			 PHONE_LINES);
	}
}

static void w51_question(struct pack *pack, const struct question *q)
{
	int lines = lines_of(pack, q->ask, TEXT_COLUMNS) + 1;
	for (size_t i = 0; i < q->option_count; i++)
		lines += lines_of(pack, q->options[i].text, OPTION_COLUMNS);
	for (size_t i = 0; i < q->pair_count; i++)
		lines += lines_of(pack, q->pairs[i].left, OPTION_COLUMNS / 2 - 2);
	if (q->message)
		lines += lines_of(pack, q->message, OPTION_COLUMNS) + (int)q->span_count;
	too_tall(pack, q, "ask", lines, QUESTION_LINES);
}

/* ── W52 ─────────────────────────────────────────────────────────────────────────────── */

/* Full stop and their like, when a space or the end follows: "1.000" goes on. */
static bool ends_sentence(const char *s)
{
	size_t n = strncmp(s, "…", strlen("…")) ? 1 : strlen("…");
	if (n == 1 && !strchr(".!?", *s))
		return false;
	while (s[n] && strchr("\")]'", s[n]))
		n++;
	return !s[n] || s[n] == ' ' || s[n] == '\n';
}

static bool starts_word(const char *s)
{
	if (!(*s & 0x80))
		return (*s >= '0' && *s <= '9') || ((*s | 32) >= 'a' && (*s | 32) <= 'z');
	uint32_t cp = utf8_next(&s);
	enum text_class class = text_class(cp);
	return class == CLASS_LETTER || class == CLASS_NUMBER;
}

struct sentence {
	const char *start;
	int words;
};

static void end_sentence(struct sentence *now, struct sentence *longest)
{
	if (now->words > longest->words)
		*longest = *now;
	now->words = 0;
}

/* In Vietnamese a word on the page is a syllable between spaces. An empty line and a line of a
 * numbered or dashed list begin a new sentence too. */
static struct sentence longest_sentence(const char *text)
{
	struct sentence now = {0}, longest = {0};
	bool inside = false;
	for (const char *s = text; *s; s++) {
		if (*s == ' ' || *s == '\n') {
			inside = false;
			if (*s == '\n' && strchr("\n-*•0123456789", s[1]))
				end_sentence(&now, &longest);
			continue;
		}
		if (!inside && starts_word(s)) {
			inside = true;
			now.start = now.words++ ? now.start : s;
		}
		if (ends_sentence(s))
			end_sentence(&now, &longest);
	}
	end_sentence(&now, &longest);
	return longest;
}

static void w52_sentence(struct pack *pack, const struct prose *prose)
{
	(void)pack;
	if (prose->field->flags & FIELD_STAFF)
		return;
	struct sentence longest = longest_sentence(prose->text);
	if (longest.words <= SENTENCE_WORDS)
		return;
	diag_fix(node_report_at(
			 prose->doc, prose->node, (size_t)(longest.start - prose->text),
			 "W52",
			 _("Câu này dài %d chữ; người học dễ theo nhất là câu không quá "
			   "%d chữ."),
			 longest.words, SENTENCE_WORDS),
		 _("Chia làm hai câu."));
}

/* ── W66 ─────────────────────────────────────────────────────────────────────────────── */

/* People new to screens read about 100 syllables a minute here (the speech engine speaks 130),
 * take half a minute over a question and a quarter over a picture. Twice off is worth a word. */
#define WORDS_A_MINUTE 100

static int words_of(const char *text)
{
	int words = 0;
	bool inside = false;
	for (const char *s = text ? text : ""; *s; s++) {
		bool blank = *s == ' ' || *s == '\n';
		words += !blank && !inside;
		inside = !blank;
	}
	return words;
}

static int words_of_step(const struct step *step)
{
	int words = step->kind == STEP_FIGURE ? words_of(step->alt) : words_of(step->say);
	words += words_of(step->title) + words_of(step->caption);
	for (size_t i = 0; i < step->list.count; i++)
		words += words_of(step->list.items[i]);
	if (step->phone)
		words += words_of(step->phone->text) + WORDS_A_MINUTE / 4;
	const struct question *q = step->check;
	if (!q)
		return words;
	words += words_of(q->ask) + words_of(q->explain) + words_of(q->message) +
		 WORDS_A_MINUTE / 2;
	for (size_t i = 0; i < q->option_count; i++)
		words += words_of(q->options[i].text) + words_of(q->options[i].why);
	for (size_t i = 0; i < q->pair_count; i++)
		words += words_of(q->pairs[i].left) + words_of(q->pairs[i].right);
	return words;
}

/* Each says itself how long it takes, which is judged in its own file. */
static int minutes_of_practices(const struct pack *pack, const struct lesson *lesson)
{
	int minutes = 0;
	for (size_t i = 0; i < lesson->step_count; i++) {
		const char *id = lesson->steps[i].practice;
		const struct file *file = id ? pack_named(pack, FILE_PRACTICE, id) : NULL;
		const struct practice *practice = file ? file->object : NULL;
		minutes += practice ? practice->minutes : 0;
	}
	return minutes;
}

static void w66_minutes(struct pack *pack, const struct lesson *lesson)
{
	int words = 0;
	for (size_t i = 0; i < lesson->step_count; i++)
		words += words_of_step(&lesson->steps[i]);
	for (size_t i = 0; i < lesson->recap.count; i++)
		words += words_of(lesson->recap.items[i]);
	int minutes = (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
	int practice = minutes_of_practices(pack, lesson), all = minutes + practice;
	if ((lesson->minutes - practice) * 2 >= minutes &&
	    lesson->minutes - practice <= minutes * 2 + 2)
		return;
	struct diag *d =
		practice ? pack_report(pack, lesson, "minutes", -1, "W66",
				       _("Bài ghi %d phút, nhưng đọc, trả lời và thực "
					 "hành hết khoảng %d phút."),
				       lesson->minutes, all)
			 : pack_report(pack, lesson, "minutes", -1, "W66",
				       _("Bài ghi %d phút, nhưng đọc và trả lời hết "
					 "khoảng %d phút."),
				       lesson->minutes, all);
	diag_fix(d, "minutes: %d", all);
}

/* What somebody reads who does this path: each screen the first time, with all there is to choose
 * from, and what comes of it. A choice takes ten seconds. */
#define WORDS_A_CHOICE (WORDS_A_MINUTE / 6)

static int words_of_list(const struct strings *list)
{
	int words = 0;
	for (size_t i = 0; i < list->count; i++)
		words += words_of(list->items[i]);
	return words;
}

static int words_of_screen(const struct screen *screen)
{
	const struct phone *show = &screen->show;
	int words = words_of(show->title) + words_of(show->from) + words_of(show->text) +
		    words_of(screen->voice) + words_of_list(&show->items) +
		    words_of(screen->say) + words_of_list(&screen->debrief);
	for (size_t i = 0; i < screen->action_count; i++)
		words += words_of(screen->actions[i].label);
	return words;
}

static int words_of_path(const struct practice *practice, const struct try_path *path)
{
	bool seen[PRACTICE_SCREENS] = {false};
	struct practice_state state;
	int words = words_of(practice->brief);
	for (size_t done = 0; done <= path->actions.count; done++) {
		struct strings part = {path->actions.items, done};
		practice_replay(practice, &part, &state);
		if (!seen[state.screen])
			words += words_of_screen(&practice->screens[state.screen]);
		seen[state.screen] = true;
		words += WORDS_A_CHOICE;
	}
	return words;
}

/* From the shortest of the paths, done once, to the longest, done twice. */
static void w66_practice(struct pack *pack, const struct practice *practice)
{
	int least = INT_MAX, most = 0;
	for (size_t i = 0; i < practice->path_count; i++) {
		int words = words_of_path(practice, &practice->paths[i]);
		least = words < least ? words : least;
		most = words > most ? words : most;
	}
	if (!practice->path_count)
		return;
	least /= WORDS_A_MINUTE;
	most = (most * 2 + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
	if (practice->minutes >= least && practice->minutes <= most + 2)
		return;
	struct diag *d =
		pack_report(pack, practice, "minutes", -1, "W66",
			    _("Bài ghi %d phút, nhưng đọc và làm hết từ %d đến %d "
			      "phút."),
			    practice->minutes, least ? least : 1, most);
	diag_fix(d, "minutes: %d", (least + most + 1) / 2);
}

static const struct rule rules[] = {
	{"W51", N_("mỗi bước vừa một màn hình"), .lesson = w51_lesson},
	{"W51", N_("mỗi câu hỏi vừa một màn hình"), .question = w51_question},
	{"W51", N_("chữ trên điện thoại vừa một màn hình"), .practice = w51_practice},
	{"W52", N_("câu không quá 25 chữ"), .prose = w52_sentence},
	{"W66", N_("số phút hợp với độ dài của bài"), .lesson = w66_minutes},
	{"W66", N_("số phút hợp với các đường đi thử"), .practice = w66_practice},
};
const struct rules rules_screen = {rules, ARRAY_LEN(rules)};
