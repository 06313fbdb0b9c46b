/* Rules about words: what a person who never learned English or computing can follow, and what
 * somebody can follow who does not see colours or pictures. */
#include "base/i18n.h"
#include "content/lint.h"
#include "text/letter.h"
#include "text/normal.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ── words of a text ─────────────────────────────────────────────────────────────────── */

#define WORD_BYTES 48

/* A run of letters, digits and the hyphen inside: "Wi-Fi", "thoại". */
struct token {
	const char *start;
	size_t len;
	bool ascii; /* nothing but a–z, A–Z, 0–9 and "-" */
};

#define JOINTS "-_@/.=&+"

/* Each word of each text is looked at several times, and nearly all of it is ASCII. */
static bool is_part(const char *s, size_t *n)
{
	unsigned char c = (unsigned char)*s;
	*n = 1;
	if (c == ' ' || !c)
		return false;
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		       (c >= '0' && c <= '9') || strchr(JOINTS, c);
	/* U+0100..U+01BF and U+1E80..U+1EFF: letters, all of them. */
	if (c >= 0xc4 && c <= 0xc6) {
		*n = 2;
		return true;
	}
	if (c == 0xe1 && ((unsigned char)s[1] | 1) == 0xbb) {
		*n = 3;
		return true;
	}
	const char *next = s;
	uint32_t cp = utf8_next(&next);
	*n = (size_t)(next - s);
	return text_class(cp) == CLASS_LETTER;
}

/* The next token at or after *s, which moves behind it. What has a dot, slash or the like inside
 * is an address or a file and no word; {…} is a place for something else. */
static bool next_token(const char **s, struct token *token)
{
	const char *p = *s;
	for (size_t n; *p;) {
		if (*p == '{')
			p += strcspn(p, "}");
		if (!is_part(p, &n)) {
			p += *p ? n : 0;
			continue;
		}
		*token = (struct token){.start = p, .ascii = true};
		bool address = false, joints = false;
		for (; is_part(p, &n); p += n) {
			token->ascii = token->ascii && n == 1;
			joints = joints || (n == 1 && !isalnum((unsigned char)*p));
		}
		const char *end = p;
		while (joints && end > token->start && strchr(JOINTS, end[-1]))
			end--;
		/* ".gov.vn" is the end of an address. */
		for (; joints && token->start < end && strchr(JOINTS, *token->start);
		     token->start++)
			address = address || *token->start == '.';
		token->len = (size_t)(end - token->start);
		for (const char *c = token->start; joints && c < end; c++)
			address = address || strchr("_@/.=&+", *c);
		if (token->len && !address) {
			*s = p;
			return true;
		}
	}
	*s = p;
	return false;
}

static bool lower_copy(const struct token *token, char out[WORD_BYTES])
{
	if (token->len >= WORD_BYTES)
		return false;
	for (size_t i = 0; i < token->len; i++)
		out[i] = (char)tolower((unsigned char)token->start[i]);
	out[token->len] = '\0';
	return true;
}

/* ── W53: which words are foreign ────────────────────────────────────────────────────── */

/* Measures, numerals, and words that were everybody's before there were computers. */
static const char *const at_home[] = {
	"kg", "km", "cm",  "mm",   "ml",    "kb",    "mb",     "gb",  "tb",
	"kw", "hz", "kwh", "ii",   "iii",   "iv",    "vi",     "vii", "ix",
	"xi", "tp", "vnd", "taxi", "radio", "video", "karaoke"};
/* English that could be Vietnamese by its letters. */
static const char *const look_alikes[] = {"chat", "hot", "top", "mail"};

static bool listed(const char *const *list, size_t count, const char *word)
{
	size_t i = 0;
	while (i < count && strcmp(list[i], word) != 0)
		i++;
	return i < count;
}

/* Could this be read as a Vietnamese syllable typed without its marks? */
static bool is_syllable(const char *word, size_t n)
{
	struct letter letters[WORD_BYTES];
	for (size_t i = 0; i < n; i++) {
		if (strchr("fjwz", word[i]) ||
		    !letter_of((unsigned char)word[i], &letters[i]))
			return false;
	}
	enum spelling spelling = syllable_spelling(letters, n);
	return spelling == SPELLING_COMPLETE || spelling == SPELLING_BEGUN;
}

static bool foreign(const struct token *token)
{
	char word[WORD_BYTES];
	if (!token->ascii || token->len < 2 || !lower_copy(token, word) ||
	    strpbrk(word, "0123456789") || listed(at_home, ARRAY_LEN(at_home), word))
		return false;
	/* Keys: "aa thành â". */
	if (token->len == 2 && islower((unsigned char)*token->start))
		return false;
	bool shouted = isupper((unsigned char)token->start[1]);
	if (!shouted && listed(look_alikes, ARRAY_LEN(look_alikes), word))
		return true;
	for (const char *part = word; *part;) {
		size_t n = strcspn(part, "-");
		if (n > 1 && !is_syllable(part, n))
			return true;
		part += n + (part[n] == '-');
	}
	return false;
}

/* ── W53: what has been explained ────────────────────────────────────────────────────── */

#define NOWHERE_YET SIZE_MAX

struct gloss {
	char word[WORD_BYTES];
	size_t lesson; /* where: its place in the course */
};

struct glosses {
	struct gloss *items;
	size_t count, cap;
};

static void add_gloss(struct glosses *g, const struct token *token, size_t lesson)
{
	struct gloss gloss = {.lesson = lesson};
	if (!token->ascii || !lower_copy(token, gloss.word))
		return;
	ALLOC_GROW(g->items, g->count + 1, g->cap);
	g->items[g->count++] = gloss;
}

static int by_word(const void *a_, const void *b_)
{
	const struct gloss *a = a_, *b = b_;
	int order = strcmp(a->word, b->word);
	return order ? order : (a->lesson > b->lesson) - (a->lesson < b->lesson);
}

/* The first lesson that explains a word; NOWHERE_YET where none does. */
static size_t explained_in(const struct glosses *g, const char *word)
{
	size_t low = 0, high = g->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(g->items[middle].word, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->count && !strcmp(g->items[low].word, word) ? g->items[low].lesson
								   : NOWHERE_YET;
}

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static bool ends(const char *text, const char *at, const char *with)
{
	size_t n = strlen(with);
	return (size_t)(at - text) >= n && !memcmp(at - n, with, n);
}

/* "OTP (mã dùng một lần)", "mã dùng một lần (OTP)", "Wi-Fi là …", "gọi là cookie". */
static bool explained_here(const char *text, const struct token *token)
{
	static const char *const behind[] = {" (",        " là ",     ", là ",
					     ", tức là ", " tức là ", " nghĩa là "};
	static const char *const before[] = {"(", "gọi là ", "gọi tắt là ",
					     "viết tắt là "};
	const char *after = token->start + token->len, *front = token->start;
	while (*after && strchr("\"'", *after))
		after++;
	while (front > text && strchr("\"'", front[-1]))
		front--;
	for (size_t i = 0; i < ARRAY_LEN(behind); i++) {
		if (begins(after, behind[i]))
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(before); i++) {
		if (ends(text, front, before[i]))
			return true;
	}
	return false;
}

/* Letters to look at or to type, and no word to understand: 'chữ "gov"', "mã GD 2611". */
static bool only_letters(const char *text, const struct token *token)
{
	static const char *const before[] = {"chữ ", "Chữ ", "đuôi ", "Đuôi "};
	const char *after = token->start + token->len, *front = token->start;
	while (front > text && strchr("\"'", front[-1]))
		front--;
	for (size_t i = 0; i < ARRAY_LEN(before); i++) {
		if (ends(text, front, before[i]))
			return true;
	}
	return isupper((unsigned char)token->start[1]) && after[0] == ' ' &&
	       isdigit((unsigned char)after[1]);
}

static void collect_words(struct glosses *g, const struct lesson *lesson, size_t place)
{
	struct token token;
	for (size_t i = 0; i < lesson->word_count; i++) {
		const char *s = lesson->words[i].word;
		while (next_token(&s, &token))
			add_gloss(g, &token, place);
	}
}

/* ── W53: the pack ───────────────────────────────────────────────────────────────────── */

struct place_of_lesson {
	const struct document *doc;
	size_t place;
};

static int by_document(const void *a_, const void *b_)
{
	const struct place_of_lesson *a = a_, *b = b_;
	return (a->doc > b->doc) - (a->doc < b->doc);
}

/* Which document is which lesson of the course. */
static struct place_of_lesson *places_of(const struct pack *pack, size_t *count)
{
	const struct course *course = pack->course;
	struct place_of_lesson *places =
		xcalloc(course->lesson_count + 1, sizeof(*places));
	*count = 0;
	for (size_t i = 0; i < course->lesson_count; i++) {
		const struct origin *origin =
			origins_find(&pack->origins, course->lessons[i]);
		if (origin)
			places[(*count)++] = (struct place_of_lesson){origin->doc, i};
	}
	if (*count)
		qsort(places, *count, sizeof(*places), by_document);
	return places;
}

/* The place of a prose's lesson; behind all where it is in a quiz or a practice. */
static size_t place_of(const struct place_of_lesson *places, size_t count,
		       const struct document *doc)
{
	struct place_of_lesson wanted = {.doc = doc};
	const struct place_of_lesson *found =
		count ? bsearch(&wanted, places, count, sizeof(*places), by_document)
		      : NULL;
	return found ? found->place : NOWHERE_YET - 1;
}

static bool spoken(const struct prose *prose)
{
	return !(prose->field->flags & (FIELD_STAFF | FIELD_SCREEN));
}

static void report_foreign(const struct prose *prose, const struct token *token,
			   bool later)
{
	int n = (int)token->len;
	struct diag *d = node_report_at(
		prose->doc, prose->node, (size_t)(token->start - prose->text), "W53",
		later ? _("\"%.*s\" phải tới một bài sau mới được giải nghĩa.")
		      : _("\"%.*s\" là từ nước ngoài hoặc chữ viết tắt chưa được giải "
			  "nghĩa."),
		n, token->start);
	const struct node *kind = node_get(prose->doc->root, "kind");
	if (kind && !strcmp(kind->text, "lesson"))
		diag_fix(d, "words:\n  - {word: %.*s, means: \"%s\"}", n, token->start,
			 _("nghĩa của từ này, nói cho dễ hiểu"));
	else
		diag_fix(
			d,
			_("Nói bằng tiếng Việt, hoặc thêm nghĩa ngay sau đó: %.*s (nghĩa "
			  "là …)."),
			n, token->start);
}

/* An exercise in typing speaks of keys. */
static bool about_keys(const struct document *doc)
{
	const struct node *kind = node_get(doc->root, "kind");
	return kind && kind->kind == NODE_SCALAR && !strcmp(kind->text, "typing");
}

/* Once a word in a file. */
static void judge_words(const struct glosses *g, const struct prose *prose, size_t place,
			struct glosses *told)
{
	struct token token;
	for (const char *s = prose->text; next_token(&s, &token);) {
		char word[WORD_BYTES];
		if (!foreign(&token) || !lower_copy(&token, word) ||
		    only_letters(prose->text, &token))
			continue;
		size_t where = explained_in(g, word), i = 0;
		while (i < told->count && strcmp(told->items[i].word, word) != 0)
			i++;
		if (where <= place || i < told->count)
			continue;
		add_gloss(told, &token, 0);
		report_foreign(prose, &token, where != NOWHERE_YET);
	}
}

/* What broken lessons explain is explained: one mistake must not be told in every file that uses
 * their words. False where one cannot be read at all, so that nobody knows what it explains. */
static bool collect_broken(const struct pack *pack, struct glosses *g)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		bool lesson = file->kind == FILE_LESSON || file->kind == FILE_KINDS;
		if (!lesson || file->sound || file->retired)
			continue;
		if (!file->object)
			return false;
		collect_words(g, file->object, 0);
	}
	return true;
}

static void w53_gloss(struct pack *pack, const struct course *course)
{
	struct glosses glosses = {0}, told = {0};
	size_t count;
	/* By itself a file is not to know what others explain. */
	if (pack->alone || !course->module_count)
		return;
	if (!collect_broken(pack, &glosses)) {
		free(glosses.items);
		return;
	}
	struct place_of_lesson *places = places_of(pack, &count);
	for (size_t i = 0; i < course->lesson_count; i++)
		collect_words(&glosses, course->lessons[i], i);
	for (size_t i = 0; i < pack->proses.count; i++) {
		const struct prose *prose = &pack->proses.items[i];
		size_t place = place_of(places, count, prose->doc);
		struct token token;
		for (const char *s = prose->text;
		     spoken(prose) && next_token(&s, &token);)
			if (token.ascii && explained_here(prose->text, &token))
				add_gloss(&glosses, &token, place);
	}
	if (glosses.count)
		qsort(glosses.items, glosses.count, sizeof(*glosses.items), by_word);
	const struct document *doc = NULL;
	for (size_t i = 0; i < pack->proses.count; i++) {
		const struct prose *prose = &pack->proses.items[i];
		told.count = prose->doc == doc ? told.count : 0;
		doc = prose->doc;
		if (!doc->quiet && spoken(prose) && !about_keys(doc))
			judge_words(&glosses, prose, place_of(places, count, doc), &told);
	}
	free(glosses.items);
	free(told.items);
	free(places);
}

/* ── W61: colours and pictures ───────────────────────────────────────────────────────── */

/* Things on a screen, and colours, as words of a sentence in lower case. */
static const char *const things[] = {"nút",   "ô",    "chữ",  "dòng", "phím",
				     "khung", "vòng", "chấm", "hình", "biểu tượng",
				     "mục",   "chỗ",  "dấu"};
static const char *const colours[] = {"xanh", "đỏ",  "vàng", "tím", "cam",
				      "hồng", "đen", "xám",  "nâu", "trắng"};
/* What tells the same without seeing the colour: a name, a place, a shape. */
static const char *const otherwise[] = {
	"\"",        "“",         "chữ ",   "tên ",     "ghi ",  "bên trái", "bên phải",
	"ở trên",    "ở dưới",    "ở giữa", "góc ",     "hình ", "dấu ",     "phía ",
	"trên cùng", "dưới cùng", "cuối",   "đầu tiên", "cạnh ", "số "};

/* A whole word or two of a sentence, in lower case or at its beginning in upper case. */
static const char *find_thing(const char *s, const char *word)
{
	struct token token;
	size_t n = strlen(word);
	if (!strstr(s, word))
		return NULL;
	for (const char *p = s; next_token(&p, &token);) {
		const char *first = token.start;
		size_t n_first;
		if (!strncmp(first, word, n) && !is_part(first + n, &n_first))
			return first;
	}
	return NULL;
}

/* "nút màu đỏ", "ô đỏ", "nút tròn xanh": a colour within two words behind the thing. */
static bool coloured(const char *behind)
{
	struct token token;
	for (int i = 0; i < 3 && strchr(" ", *behind) && next_token(&behind, &token);
	     i++) {
		for (size_t k = 0; k < ARRAY_LEN(colours); k++) {
			if (strlen(colours[k]) == token.len &&
			    !memcmp(colours[k], token.start, token.len))
				return true;
		}
	}
	return false;
}

static bool told_otherwise(const char *sentence, const char *thing)
{
	for (size_t i = 0; i < ARRAY_LEN(otherwise); i++) {
		const char *found = strstr(sentence, otherwise[i]);
		if (found && found != thing)
			return true;
	}
	return false;
}

static void judge_sentence(const struct prose *prose, const char *sentence, size_t at)
{
	for (size_t i = 0; i < ARRAY_LEN(things); i++) {
		const char *thing = find_thing(sentence, things[i]);
		if (!thing || !coloured(thing + strlen(things[i])) ||
		    told_otherwise(sentence, thing))
			continue;
		diag_fix(
			node_report_at(
				prose->doc, prose->node, at + (size_t)(thing - sentence),
				"W61",
				_("Chỗ này chỉ nhận ra được nhờ màu. Có người không phân "
				  "biệt được màu, có màn hình không có màu.")),
			_("Nói thêm tên hoặc chỗ của nó, như: nút \"Gửi\" màu xanh, ở góc "
			  "dưới."));
		return;
	}
}

/* Few texts name one, and the rest need not be taken apart. */
static bool names_colour(const char *text)
{
	for (size_t i = 0; i < ARRAY_LEN(colours); i++)
		if (strstr(text, colours[i]))
			return true;
	return false;
}

static void w61_colour(struct pack *pack, const struct prose *prose)
{
	(void)pack;
	if (!spoken(prose) || !names_colour(prose->text))
		return;
	for (const char *s = prose->text; *s;) {
		size_t n = strcspn(s, ".!?\n");
		char *sentence = xstrndup(s, n);
		judge_sentence(prose, sentence, (size_t)(s - prose->text));
		free(sentence);
		s += n + (s[n] != '\0');
	}
}

/* Nothing in it can be read aloud. */
static bool wordless(const char *text)
{
	for (const char *s = text; *s;) {
		enum text_class class = text_class(utf8_next(&s));
		if (class == CLASS_LETTER || class == CLASS_NUMBER)
			return false;
	}
	return *text != '\0';
}

static void judge_wordless(struct pack *pack, const void *object, const char *key,
			   const char *text)
{
	if (!text || !wordless(text))
		return;
	diag_fix(
		pack_report(pack, object, key, -1, "W61",
			    _("\"%s\" chỉ có hình, không có chữ: người nghe đọc màn hình "
			      "không biết đó là gì."),
			    text),
		_("Thêm chữ, như: \"✓ Đồng ý\"."));
}

static void w61_question(struct pack *pack, const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		judge_wordless(pack, &q->options[i], "text", q->options[i].text);
	for (size_t i = 0; i < q->pair_count; i++) {
		judge_wordless(pack, &q->pairs[i], "left", q->pairs[i].left);
		judge_wordless(pack, &q->pairs[i], "right", q->pairs[i].right);
	}
}

static void w61_practice(struct pack *pack, const struct practice *practice)
{
	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		for (size_t k = 0; k < screen->action_count; k++)
			judge_wordless(pack, &screen->actions[k], "label",
				       screen->actions[k].label);
	}
}

#define ALT_WORDS 4 /* "Hình cái điện thoại" says nothing yet */

static void w61_figure(struct pack *pack, const struct lesson *lesson)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		const struct step *step = &lesson->steps[i];
		struct token token;
		int words = 0;
		if (step->kind != STEP_FIGURE || !step->alt || !*step->alt)
			continue;
		for (const char *s = step->alt; next_token(&s, &token);)
			words++;
		if (words > ALT_WORDS)
			continue;
		diag_fix(pack_report(pack, step, "figure.alt", -1, "W61",
				     _("Lời tả hình chỉ có %d chữ; người không thấy hình "
				       "thì chưa biết hình nói gì."),
				     words),
			 _("Tả điều cần thấy trong hình: có gì, ở đâu, để làm gì."));
	}
}

static const struct rule rules[] = {
	{"W53", N_("từ nước ngoài và chữ viết tắt có giải nghĩa"), .course = w53_gloss},
	{"W61", N_("hiểu được mà không cần thấy màu"), .prose = w61_colour},
	{"W61", N_("lựa chọn và cặp nối có chữ, không chỉ có hình"),
	 .question = w61_question},
	{"W61", N_("việc trên điện thoại có chữ, không chỉ có hình"),
	 .practice = w61_practice},
	{"W61", N_("hình có lời tả đủ ý"), .lesson = w61_figure},
};
const struct rules rules_words = {rules, ARRAY_LEN(rules)};
