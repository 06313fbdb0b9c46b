/* kynangso learners show: everything that is held about somebody, to print for them or as JSON
 * (Law 91/2025/QH15; docs/privacy.md). */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/personal.h"
#include "course/answer.h"
#include "course/event.h"
#include "course/prose.h"
#include "course/workage.h"
#include "report/format.h"
#include "report/json.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* Everything, read once; both forms write this. */
struct shown {
	struct cli *cli;
	struct learner learner;
	struct record record;
	struct person_pair *pairs;
	size_t pair_count;
	struct deed *deeds;
	size_t deed_count;
	struct due due;
	struct buf *out; /* while the journal is walked over */
	bool any;
};

static bool read_all(struct shown *s, int64_t id, struct err *err)
{
	struct store *store = s->cli->store;
	const struct deed_query about = {.learner = id};
	return store_learner(store, id, &s->learner, err) &&
	       store_record(store, id, &s->record, err) &&
	       store_pairs_of(store, id, &s->pairs, &s->pair_count, err) &&
	       store_deeds(store, &about, &s->deeds, &s->deed_count, err) &&
	       store_due_of(store, id, &s->due, err);
}

static void shown_release(struct shown *s)
{
	record_release(&s->record);
	free(s->pairs);
	free(s->deeds);
	secret_wipe(&s->learner, sizeof(s->learner));
}

/* ── to read ───────────────────────────────────────────────────────────────────────────── */

static const char *or_dash(const char *text)
{
	return *text ? text : "–";
}

static void note_instant(struct table *t, const char *heading, int64_t at)
{
	struct buf words = BUF_INIT;
	if (at)
		instant_format(&words, at);
	table_note(t, heading, "%s", or_dash(words.data));
	buf_release(&words);
}

static void note_day(struct table *t, const char *heading, int day, bool known,
		     const char *otherwise)
{
	struct buf words = BUF_INIT;
	if (known)
		day_format(&words, day);
	table_note(t, heading, "%s", known ? words.data : otherwise);
	buf_release(&words);
}

static const char *id_words(const struct learner *l)
{
	if (l->id_token && l->id_sealed)
		return _("mã dò trùng và bản niêm phong cho thành phố");
	if (l->id_sealed)
		return _("bản niêm phong cho thành phố");
	return l->id_token ? _("mã dò trùng") : _("không lưu");
}

static void show_person(struct cli *cli, struct table *t, const struct learner *learner)
{
	const struct person *p = &learner->person;
	char birth[16], ward[120], id[24];
	birth_format(&p->birth, birth);
	cli_ward_words(cli->region, p->ward, ward, sizeof(ward));
	citizen_id_mask(p->id_hint, id);
	table_note(t, _("Số"), "%lld", (long long)learner->id);
	table_note(t, _("Họ tên"), "%s", p->name);
	table_note(t, _("Ngày sinh"), "%s", or_dash(birth));
	table_note(t, _("Giới tính"), "%s", sex_word(p->sex));
	table_note(t, _("Nơi ở"), "%s", ward);
	table_note(t, _("Điện thoại"), "%s", or_dash(p->phone));
	table_note(t, _("Số định danh"), "%s", *id ? id : _("không lưu"));
	table_note(t, _("Giữ về số định danh"), "%s", id_words(learner));
	table_note(t, _("Người đại diện"), "%s", or_dash(learner->representative));
	table_note(t, _("Mã PIN"), "%s", learner->has_pin ? _("có đặt") : _("không đặt"));
}

static const char *consent_words(const struct learner *l)
{
	if (l->withdrawn)
		return _("đã rút lại");
	if (l->consent == CONSENT_IMPORTED)
		return _("nhập từ danh sách của trung tâm, chưa hỏi trên máy");
	return _("đồng ý trên máy");
}

static void show_keeping(const struct shown *s, struct table *t)
{
	const struct learner *l = &s->learner;
	table_note(t, _("Sự đồng ý"), "%s", consent_words(l));
	table_note(t, _("Bản của lời hỏi"), "%d", l->consent);
	note_instant(t, _("Đồng ý lúc"), l->consented);
	note_instant(t, _("Rút lại lúc"), l->withdrawn);
	note_instant(t, _("Lần cuối"), l->last_seen);
	note_day(t, _("Hoàn thành khóa học"), l->completed_day, l->completed, _("chưa"));
	note_day(t, _("Lưu đến hết ngày"), s->due.day, true, "");
}

static void show_lessons(struct cli *cli, struct buf *out, const struct record *record)
{
	if (record->lesson_count)
		buf_printf(out, "\n%s\n", _("Bài học"));
	for (size_t i = 0; i < record->lesson_count; i++) {
		const struct lesson_record *r = &record->lessons[i];
		const struct lesson *lesson =
			cli->course ? course_lesson(cli->course, r->lesson) : NULL;
		buf_adds(out, "  ");
		if (r->at)
			instant_format(out, r->at);
		buf_printf(out, "  %s: %s\n", lesson ? lesson->title : r->lesson,
			   r->done ? _("đã học xong") : _("đang học"));
	}
}

static void show_answer(struct cli *cli, struct buf *out, const struct sheet *sheet,
			const char *answer)
{
	struct buf readable = BUF_INIT;
	if (answer)
		answer_readable(sheet->question, answer, &readable);
	buf_adds(out, "      ");
	prose_expand(out, sheet->question->ask, cli->course, ADDRESS_BAN);
	buf_adds(out, "\n        → ");
	if (readable.len)
		prose_expand(out, readable.data, cli->course, ADDRESS_BAN);
	else
		buf_adds(out, _("chưa trả lời"));
	buf_addc(out, '\n');
	buf_release(&readable);
}

static void show_attempt(struct cli *cli, struct buf *out, const struct attempt *attempt)
{
	const struct quiz *quiz =
		cli->course ? course_quiz(cli->course, attempt->quiz) : NULL;
	buf_adds(out, "  ");
	instant_format(out, attempt->finished);
	buf_printf(out, "  %s: ", quiz ? quiz->title : attempt->quiz);
	percent_format(out, attempt->percent, 0);
	buf_printf(out, ", %s\n", attempt->passed ? _("đạt") : _("chưa đạt"));
	for (size_t i = 0; i < attempt->paper.count; i++)
		show_answer(cli, out, &attempt->paper.sheets[i], attempt->answers[i]);
}

static bool show_attempts(struct cli *cli, struct buf *out, int64_t learner,
			  struct err *err)
{
	int64_t *ids;
	size_t count;
	if (!store_attempt_list(cli->store, learner, NULL, &ids, &count, err))
		return false;
	bool ok = true;
	if (count)
		buf_printf(out, "\n%s\n", _("Bài kiểm tra"));
	for (size_t i = 0; ok && i < count; i++) {
		struct attempt attempt = {0};
		ok = store_attempt(cli->store, ids[i], &attempt, err);
		if (ok) {
			show_attempt(cli, out, &attempt);
			attempt_release(&attempt);
		}
	}
	free(ids);
	return ok;
}

static void show_pairs(const struct shown *s, struct buf *out)
{
	static const char *const words[] = {
		[PAIR_DIFFERENT] = N_("đã ghi là hai người"),
		[PAIR_SAME] = N_("đã ghi là một người"),
		[PAIR_WAITING] = N_("đang chờ xem lại"),
	};
	if (s->pair_count)
		buf_printf(out, "\n%s\n", _("Hồ sơ có thể là cùng một người"));
	for (size_t i = 0; i < s->pair_count; i++) {
		const struct person_pair *pair = &s->pairs[i];
		bool first = pair->first.id == s->learner.id;
		const struct learner *other = first ? &pair->second : &pair->first;
		/* Who the other is, is theirs: only the number. */
		buf_printf(out, _("  học viên số %lld: %s; "), (long long)other->id,
			   _(words[pair->state]));
		reasons_words(pair->reasons, out);
		buf_addc(out, '\n');
	}
}

/* What stands for a short code, or for each of several with commas between. */
static void put_codes(struct buf *out, const char *codes, size_t len)
{
	static const char *const words[][2] = {
		{"birth", N_("ngày sinh")},
		{"id", N_("số định danh")},
		{"name", N_("họ tên")},
		{"phone", N_("điện thoại")},
		{"sex", N_("giới tính")},
		{"representative", N_("người đại diện")},
		{"ward", N_("nơi ở")},
		{"safe", N_("an toàn")},
		{"partial", N_("được một phần")},
		{"harmed", N_("bị hại")},
		{"practice", N_("chấm ngay từng câu")},
		{"exam", N_("chấm khi xong")},
	};
	for (size_t at = 0, n; at < len; at += n + 1) {
		const char *code = codes + at, *known = NULL;
		n = 0;
		while (at + n < len && code[n] != ',')
			n++;
		for (size_t i = 0; i < ARRAY_LEN(words); i++)
			if (strlen(words[i][0]) == n && !memcmp(words[i][0], code, n))
				known = _(words[i][1]);
		buf_adds(out, at ? ", " : "");
		buf_add(out, known ? known : code, known ? strlen(known) : n);
	}
}

static void show_deeds(const struct shown *s, struct buf *out)
{
	buf_printf(out, "\n%s\n", _("Ai đã làm gì với hồ sơ này"));
	for (size_t i = 0; i < s->deed_count; i++) {
		const struct deed *deed = &s->deeds[i];
		buf_adds(out, "  ");
		instant_format(out, deed->at);
		buf_printf(out, "  %s: %s",
			   *deed->staff ? deed->staff : _("chính học viên"),
			   deed_words(deed->action));
		if (*deed->detail) {
			buf_adds(out, " (");
			deed_details(deed->action, deed->detail, out);
			buf_addc(out, ')');
		}
		buf_addc(out, '\n');
	}
}

enum held_as { AS_IT_IS, AS_DAY, AS_YES_OR_NO, AS_SHARE, AS_CODES };

/* What stands for a key of the journal. A key that is not here is shown as it is kept: nothing is
 * hidden. */
static const struct held_key {
	const char *key, *words;
	enum held_as as;
} held_keys[] = {
	{"abandoned", N_("bỏ dở"), AS_YES_OR_NO},
	{"accuracy", N_("gõ đúng, phần trăm"), AS_IT_IS},
	{"action", N_("việc đã làm"), AS_IT_IS},
	{"attempt", N_("số của lần làm"), AS_IT_IS},
	{"basis", N_("căn cứ"), AS_IT_IS},
	{"completion", N_("lần hoàn thành"), AS_IT_IS},
	{"day", N_("ngày"), AS_DAY},
	{"ending", N_("kết thúc"), AS_CODES},
	{"errors", N_("số lần gõ sai"), AS_IT_IS},
	{"evidence", N_("đã học"), AS_IT_IS},
	{"exercise", N_("bài tập gõ"), AS_IT_IS},
	{"fields", N_("mục đã sửa"), AS_CODES},
	{"goals", N_("mục tiêu đã đạt"), AS_IT_IS},
	{"index", N_("vị trí trong đề"), AS_IT_IS},
	{"keep_until", N_("lưu đến hết ngày"), AS_DAY},
	{"keys", N_("số phím"), AS_IT_IS},
	{"lesson", N_("bài"), AS_IT_IS},
	{"mode", N_("cách làm"), AS_CODES},
	{"other", N_("hồ sơ kia"), AS_IT_IS},
	{"passed", N_("đạt"), AS_YES_OR_NO},
	{"percent", N_("phần trăm"), AS_IT_IS},
	{"points", N_("điểm"), AS_IT_IS},
	{"practice", N_("bài thực hành"), AS_IT_IS},
	{"question", N_("câu"), AS_IT_IS},
	{"quiz", N_("bài kiểm tra"), AS_IT_IS},
	{"readable", N_("trả lời"), AS_IT_IS},
	{"reason", N_("lý do"), AS_IT_IS},
	{"represented", N_("có người đại diện"), AS_YES_OR_NO},
	{"rule", N_("bản của quy tắc"), AS_IT_IS},
	{"score", N_("đúng"), AS_SHARE},
	{"screen", N_("màn hình"), AS_IT_IS},
	{"seconds", N_("số giây"), AS_IT_IS},
	{"session", N_("buổi học"), AS_IT_IS},
	{"speed", N_("tốc độ gõ"), AS_IT_IS},
	{"staff", N_("nhân viên"), AS_IT_IS},
	{"step", N_("bước"), AS_IT_IS},
	{"supervised", N_("có người coi thi"), AS_YES_OR_NO},
	{"target", N_("việc trước đó"), AS_IT_IS},
	{"text_version", N_("bản của lời hỏi"), AS_IT_IS},
};

static void put_held_value(struct buf *out, enum held_as as, const char *value,
			   size_t len)
{
	switch (as) {
	case AS_DAY:
		day_format(out, atoi(value));
		return;
	case AS_YES_OR_NO:
		buf_adds(out, *value == '0' ? _("không") : _("có"));
		return;
	case AS_SHARE:
		percent_format(out, atoi(value), 1);
		return;
	case AS_CODES:
		put_codes(out, value, len);
		return;
	case AS_IT_IS:
		buf_add(out, value, len);
	}
}

/* One "key=value" of struct held, as words; or a piece of a value that itself has "; " in it. */
static void put_held_part(struct buf *out, const char *part, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(held_keys); i++) {
		size_t n = strlen(held_keys[i].key);
		if (n < len && part[n] == '=' && !memcmp(part, held_keys[i].key, n)) {
			buf_printf(out, "%s: ", _(held_keys[i].words));
			put_held_value(out, held_keys[i].as, part + n + 1, len - n - 1);
			return;
		}
	}
	buf_add(out, part, len);
}

static void put_held_detail(struct buf *out, const char *detail)
{
	for (const char *next; detail; detail = next ? next + 2 : NULL) {
		next = strstr(detail, "; ");
		put_held_part(out, detail,
			      next ? (size_t)(next - detail) : strlen(detail));
		if (next)
			buf_adds(out, "; ");
	}
}

static bool show_held(void *user, const struct held *held)
{
	struct shown *s = user;
	if (!s->any)
		buf_printf(s->out, "\n%s\n",
			   _("Toàn bộ nhật ký và lựa chọn về người này"));
	s->any = true;
	buf_adds(s->out, "  ");
	if (held->at)
		instant_format(s->out, held->at);
	buf_printf(s->out, "  %s", deed_words(held->kind));
	if (*held->detail) {
		buf_adds(s->out, " (");
		put_held_detail(s->out, held->detail);
		buf_addc(s->out, ')');
	}
	buf_addc(s->out, '\n');
	return true;
}

static bool write_text(struct shown *s, struct buf *out, struct err *err)
{
	struct cli *cli = s->cli;
	struct table table = {0};
	show_person(cli, &table, &s->learner);
	show_keeping(s, &table);
	report_text.write(&table, &(struct report_options){0}, out, err);
	table_release(&table);
	if (cli->course && !s->learner.completed) {
		buf_addc(out, '\n');
		completion_words(cli->course, &s->record, out);
		buf_addc(out, '\n');
	}
	show_lessons(cli, out, &s->record);
	if (!show_attempts(cli, out, s->learner.id, err))
		return false;
	show_pairs(s, out);
	show_deeds(s, out);
	s->out = out;
	return store_held_each(cli->store, s->learner.id, show_held, s, err);
}

/* ── for machines ──────────────────────────────────────────────────────────────────────── */

static void member(struct buf *out, const char *key, const char *text)
{
	buf_adds(out, ",\n  ");
	json_member(out, key, text && *text ? text : NULL);
}

static void instant_member(struct buf *out, const char *key, int64_t at)
{
	char iso[20] = "";
	if (at)
		instant_format_iso(at, iso);
	member(out, key, iso);
}

static void day_member(struct buf *out, const char *key, int day, bool known)
{
	char iso[16] = "";
	if (known)
		date_format_iso(date_of(day), iso);
	member(out, key, iso);
}

static void json_person(const struct shown *s, struct buf *out)
{
	const struct learner *l = &s->learner;
	const struct person *p = &l->person;
	char birth[16], id[24];
	birth_format(&p->birth, birth);
	citizen_id_mask(p->id_hint, id);
	buf_printf(out, "{\n  \"id\": %lld", (long long)l->id);
	member(out, "name", p->name);
	member(out, "birth", birth);
	member(out, "sex", sex_name(p->sex));
	member(out, "ward", p->ward);
	member(out, "phone", p->phone);
	member(out, "id_number", id);
	member(out, "representative", l->representative);
	buf_printf(out,
		   ",\n  \"id_token\": %s,\n  \"id_sealed\": %s,\n  \"pin\": %s,\n"
		   "  \"consent_version\": %d",
		   l->id_token ? "true" : "false", l->id_sealed ? "true" : "false",
		   l->has_pin ? "true" : "false", l->consent);
	instant_member(out, "consented", l->consented);
	instant_member(out, "withdrawn", l->withdrawn);
	instant_member(out, "last_seen", l->last_seen);
	day_member(out, "completed", l->completed_day, l->completed);
	day_member(out, "keep_until", s->due.day, true);
}

static void json_pairs(const struct shown *s, struct buf *out)
{
	static const char *const states[] = {
		[PAIR_DIFFERENT] = "different",
		[PAIR_SAME] = "same",
		[PAIR_WAITING] = "waiting",
	};
	buf_adds(out, ",\n  \"pairs\": [");
	for (size_t i = 0; i < s->pair_count; i++) {
		const struct person_pair *pair = &s->pairs[i];
		struct buf names = BUF_INIT;
		bool first = pair->first.id == s->learner.id;
		reasons_names(pair->reasons, &names);
		buf_printf(out, "%s\n    {\"other\": %lld, ", i ? "," : "",
			   (long long)(first ? pair->second.id : pair->first.id));
		json_member(out, "state", states[pair->state]);
		buf_adds(out, ", ");
		json_member(out, "reasons", names.data);
		buf_addc(out, '}');
		buf_release(&names);
	}
	buf_adds(out, "]");
}

static void json_deeds(const struct shown *s, struct buf *out)
{
	buf_adds(out, ",\n  \"deeds\": [");
	for (size_t i = 0; i < s->deed_count; i++) {
		const struct deed *deed = &s->deeds[i];
		char iso[20];
		instant_format_iso(deed->at, iso);
		buf_printf(out, "%s\n    {\"at\": \"%s\", ", i ? "," : "", iso);
		json_member(out, "staff", deed->staff);
		buf_adds(out, ", ");
		json_member(out, "action", deed->action);
		buf_adds(out, ", ");
		json_member(out, "detail", deed->detail);
		buf_addc(out, '}');
	}
	buf_adds(out, "]");
}

static bool json_held(void *user, const struct held *held)
{
	struct shown *s = user;
	char iso[20] = "";
	if (held->at)
		instant_format_iso(held->at, iso);
	buf_printf(s->out, "%s\n    {", s->any ? "," : "");
	json_member(s->out, "at", *iso ? iso : NULL);
	buf_adds(s->out, ", ");
	json_member(s->out, "kind", held->kind);
	buf_printf(s->out, ", \"body\": %s}", held->body);
	s->any = true;
	return true;
}

static bool write_json(struct shown *s, struct buf *out, struct err *err)
{
	json_person(s, out);
	json_pairs(s, out);
	json_deeds(s, out);
	buf_adds(out, ",\n  \"journal\": [");
	s->out = out;
	bool ok = store_held_each(s->cli->store, s->learner.id, json_held, s, err);
	buf_adds(out, "\n  ]\n}\n");
	return ok;
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

int command_learners_show(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0}, none = {0};
	struct buf out = BUF_INIT;
	struct shown shown = {.cli = cli};
	int64_t id;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!learner_argument(cli, &args, &id))
		return ERR_USAGE;
	const char *format = argument(&args, "format");
	/* Titles come from the course; without it the ids of lessons are shown. */
	cli_course(cli, &none);
	bool ok = cli_open(cli, STORE_OPEN, &err) && read_all(&shown, id, &err) &&
		  (format && !strcmp(format, "json") ? write_json(&shown, &out, &err)
						     : write_text(&shown, &out, &err)) &&
		  store_note(cli->store, "shown", id, "", &err);
	fwrite(out.data, 1, ok ? out.len : 0, cli->out);
	secret_wipe(out.data, out.len);
	buf_release(&out);
	shown_release(&shown);
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}
