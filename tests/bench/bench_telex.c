/* How fast words are typed and answers judged, beside plain copying of the same keys one by one,
 * so that the figures of two machines can be compared:
 *
 *	copy	   70000000 words/s
 *	telex	     650000 words/s	108 times the copy
 */
#include "base/buf.h"
#include "base/clock.h"
#include "text/match.h"
#include "text/telex.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What people type: keys for Telex, and the text they give. */
static const struct {
	const char *keys, *text;
} words[] = {
	{"Hoom", "Hôm"},        {"nay", "nay"},           {"tooi", "tôi"},
	{"ddi", "đi"},          {"hocj", "học"},          {"dungf", "dùng"},
	{"ddieenj", "điện"},    {"thoaij", "thoại"},      {"thoong", "thông"},
	{"minh", "minh"},       {"ddeer", "để"},          {"nhawns", "nhắn"},
	{"tin", "tin"},         {"cho", "cho"},           {"conf", "còn"},
	{"chuyeenr", "chuyển"}, {"khoanr", "khoản"},      {"bawngf", "bằng"},
	{"Nguyeenx", "Nguyễn"}, {"Thij", "Thị"},          {"Hoaf", "Hòa"},
	{"dduowngf", "đường"},  {"nguoiwf", "người"},     {"window", "window"},
	{"tesst", "test"},      {"facebook", "facebook"},
};

#define ROUNDS_MS 300

struct load {
	struct buf keys; /* all words in a line */
	size_t words;
};

static void copy_all(const struct load *load, struct buf *out)
{
	for (const char *key = load->keys.data; *key; key++)
		buf_addc(out, *key);
}

static void type_all(const struct load *load, struct buf *out)
{
	static const struct telex_options options = {.method = TELEX_TELEX};

	telex_line(out, load->keys.data, &options);
}

static void hint_all(const struct load *load, struct buf *out)
{
	static const struct telex_options options = {.method = TELEX_TELEX};

	for (size_t n = 0; n < load->words; n++)
		telex_keys(out, words[n % ARRAY_LEN(words)].text, &options);
}

static void match_all(const struct load *load, struct buf *out)
{
	static const struct match_rules rules = {.marks = MARKS_NONE, .typo = 1};

	for (size_t n = 0; n < load->words; n++) {
		const char *accept[] = {words[n % ARRAY_LEN(words)].text,
					words[(n + 7) % ARRAY_LEN(words)].text};
		struct match_result result = match_text(
			words[n * 5 % ARRAY_LEN(words)].text, accept, 2, NULL, 0, &rules);
		buf_addc(out, result.right ? '1' : '0');
	}
}

/* Words a second, from whole rounds that take at least ROUNDS_MS. */
static double speed(void (*work)(const struct load *, struct buf *),
		    const struct load *load)
{
	struct buf out = BUF_INIT;
	int64_t start = clock_ticks(), taken;
	double done = 0;

	do {
		buf_reset(&out);
		work(load, &out);
		done += (double)load->words;
		taken = clock_ticks() - start;
	} while (taken < ROUNDS_MS);
	buf_release(&out);
	return done * 1000 / (double)taken;
}

int main(void)
{
	static const struct {
		const char *name;
		void (*work)(const struct load *, struct buf *);
	} all[] = {{"telex", type_all}, {"keys", hint_all}, {"match", match_all}};
	struct load load = {.keys = BUF_INIT, .words = 2600};
	double copied;

	for (size_t n = 0; n < load.words; n++) {
		buf_adds(&load.keys, words[n % ARRAY_LEN(words)].keys);
		buf_addc(&load.keys, ' ');
	}
	copied = speed(copy_all, &load);
	printf("copy\t%11.0f words/s\n", copied);
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		double words_a_second = speed(all[i].work, &load);
		printf("%s\t%11.0f words/s\t%.0f times the copy\n", all[i].name,
		       words_a_second, copied / words_a_second);
	}
	buf_release(&load.keys);
	return 0;
}
