#include "text/number.h"

#include "base/i18n.h"
#include "text/clean.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\u00a0"

/* ── writing numbers ─────────────────────────────────────────────────────────────────────── */

static void add_grouped(struct buf *out, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_addc(out, '.');
		buf_addc(out, digits[i]);
	}
}

struct number_text number_text(int64_t n)
{
	struct number_text text;
	struct buf b = BUF_INIT;
	number_format(&b, n);
	snprintf(text.s, sizeof(text.s), "%s", b.data);
	buf_release(&b);
	return text;
}

void decimal_format(struct buf *out, int64_t value, int decimals)
{
	uint64_t scale = 1, size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	if (value < 0)
		buf_addc(out, '-');
	add_grouped(out, size / scale);
	if (decimals > 0)
		buf_printf(out, ",%0*llu", decimals, (unsigned long long)(size % scale));
}

void number_format(struct buf *out, int64_t n)
{
	decimal_format(out, n, 0);
}

void percent_format(struct buf *out, int64_t value, int decimals)
{
	decimal_format(out, value, decimals);
	buf_adds(out, NBSP "%");
}

int64_t rate_permille(int64_t part, int64_t whole)
{
	int64_t permille = (part * 1000 + whole / 2) / whole;
	return permille >= 1000 && part < whole ? 999 : permille;
}

void rate_format(struct buf *out, int64_t part, int64_t whole)
{
	int64_t permille = rate_permille(part, whole);
	if (permille == 0 && part > 0) {
		buf_addc(out, '<');
		permille = 1;
	} else if (part < whole && part * 1000 >= whole * 999 + (whole + 1) / 2) {
		buf_addc(out, '>');
	}
	percent_format(out, permille, 1);
}

void money_format(struct buf *out, int64_t dong)
{
	number_format(out, dong);
	buf_adds(out, NBSP "đ");
}

/* ── writing days and hours ──────────────────────────────────────────────────────────────── */

void date_format(struct buf *out, struct date date)
{
	buf_printf(out, "%02d/%02d/%04d", date.day, date.month, date.year);
}

void day_format(struct buf *out, int day)
{
	date_format(out, date_of(day));
}

void month_format(struct buf *out, int year, int month)
{
	buf_printf(out, "%02d/%04d", month, year);
}

void hour_format(struct buf *out, int hour, int minute)
{
	buf_printf(out, "%02d:%02d", hour, minute);
}

void hour_format_words(struct buf *out, int hour, int minute)
{
	/* TRANSLATORS: a time of day: 8 o'clock; half past eight. */
	if (minute == 0)
		buf_printf(out, _("%d giờ"), hour);
	else
		buf_printf(out, _("%d giờ %02d"), hour, minute);
}

void instant_format(struct buf *out, int64_t instant)
{
	int day = day_of_instant(instant);
	int rest = (int)(instant - instant_of(day, 0, 0, 0));
	hour_format(out, rest / 3600, rest / 60 % 60);
	buf_addc(out, ' ');
	day_format(out, day);
}

void span_format(struct buf *out, int64_t seconds)
{
	if (seconds < 0)
		seconds = 0;
	long long minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
	/* TRANSLATORS: lengths of time. */
	if (minutes == 0)
		buf_printf(out, _("%lld giây"), (long long)seconds);
	else if (hours == 0)
		buf_printf(out, _("%lld phút"), minutes);
	else if (days == 0 && minutes % 60 == 0)
		buf_printf(out, _("%lld giờ"), hours);
	else if (days == 0)
		buf_printf(out, _("%lld giờ %lld phút"), hours, minutes % 60);
	else
		buf_printf(out, _("%lld ngày"), days);
}

/* ── reading ─────────────────────────────────────────────────────────────────────────────── */

static void skip_spaces(const char **at)
{
	*at += strspn(*at, " ");
}

/* The p of "30p", but not of "30 pm". */
static bool skip_word(const char **at, const char *word)
{
	size_t n = strlen(word);
	char next = strncmp(*at, word, n) == 0 ? (*at)[n] : 'x';
	if (next >= 'a' && next <= 'z')
		return false;
	*at += n;
	skip_spaces(at);
	return true;
}

/* ── reading numbers ─────────────────────────────────────────────────────────────────────── */

#define NUMBER_MAX_LENGTH 60

/* The words that may follow a number, folded. */
static const struct unit {
	const char *name;
	int64_t factor;
} counting[] =
	{
		{"k", 1000},        {"nghin", 1000},    {"ngan", 1000},
		{"tr", 1000000},    {"trieu", 1000000}, {"ty", 1000000000},
		{"ti", 1000000000},
},
  plain_units[] = {
	  {"d", 1}, {"dong", 1}, {"vnd", 1}, {"₫", 1}, {"%", 1},
};

struct amount {
	const char *unit; /* of the counting or plain units, the last one seen; or NULL */
	int64_t factor;
};

#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* The unit that the `len` characters at *at are, which moves behind it; NULL for none. */
static const struct unit *find_unit(const struct unit *units, size_t count,
				    const char **at, size_t len)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(units[i].name) != len || strncmp(units[i].name, *at, len) != 0)
			continue;
		*at += len;
		return &units[i];
	}
	return NULL;
}

static bool is_percent(const struct amount *amount)
{
	return amount->unit && amount->unit[0] == '%';
}

/* "", "d", "trieu", "trieu dong", "k vnd", "%"; not "trieu %". */
static bool read_unit(const char *at, struct amount *amount)
{
	skip_spaces(&at);
	const struct unit *count =
		find_unit(counting, ARRAY_LEN(counting), &at, strcspn(at, " "));
	skip_spaces(&at);
	const struct unit *plain =
		find_unit(plain_units, ARRAY_LEN(plain_units), &at, strcspn(at, " "));
	amount->factor = count ? count->factor : 1;
	amount->unit = plain ? plain->name : count ? count->name : NULL;
	return *at == '\0' && !(count && is_percent(amount));
}

/* Whether n characters are digits in groups of three, set apart by `separator`; the first group
 * has one to three digits, and no leading zero unless it stands alone. */
static bool grouped(const char *s, size_t n, char separator)
{
	size_t first = n % 4;
	if (first == 0 || n < 5 || s[0] == '0')
		return false;
	for (size_t i = 0; i < n; i++) {
		bool gap = i >= first && (i - first) % 4 == 0;
		if (gap ? s[i] != separator : s[i] < '0' || s[i] > '9')
			return false;
	}
	return true;
}

static bool all_digits(const char *s, size_t n)
{
	return n > 0 && strspn(s, "0123456789") >= n;
}

static bool whole_part(const char *s, size_t n)
{
	return all_digits(s, n) || grouped(s, n, '.') || grouped(s, n, ',') ||
	       grouped(s, n, ' ') || grouped(s, n, '\'');
}

enum reading { READ_NOT, READ_WHOLE, READ_DECIMALS };

/* One dot or comma with three digits on its right: the rule of number.h. */
static enum reading read_ambiguous(const char *s, size_t point,
				   const struct amount *amount)
{
	bool groups = point <= 3 && s[0] != '0';
	if (strcspn(s, " '") < point)
		return READ_NOT;
	if (is_percent(amount))
		return READ_DECIMALS;
	if (!groups)
		return point > 3 || point == 1 ? READ_DECIMALS : READ_NOT;
	return amount->factor > 1 && s[point] == ',' ? READ_NOT : READ_WHOLE;
}

/* How the n characters at s are to be read, and where the decimals begin. */
static enum reading read_shape(const char *s, size_t n, const struct amount *amount,
			       size_t *point)
{
	size_t at = n;
	while (at > 0 && s[at - 1] != '.' && s[at - 1] != ',')
		at--;
	if (at == 0)
		return whole_part(s, n) ? READ_WHOLE : READ_NOT;
	*point = at - 1;
	/* The same sign twice can only set groups apart. */
	if (memchr(s, s[*point], *point))
		return grouped(s, n, s[*point]) ? READ_WHOLE : READ_NOT;
	if (!all_digits(s + at, n - at) || !whole_part(s, *point))
		return READ_NOT;
	bool bare = !memchr(s, s[*point] == '.' ? ',' : '.', *point);
	if (n - at == 3 && bare)
		return read_ambiguous(s, *point, amount);
	return n - at <= 6 ? READ_DECIMALS : READ_NOT;
}

/* value * by, unless that is too large. Both are positive. */
static bool times(int64_t *value, int64_t by)
{
	if (*value > INT64_MAX / by)
		return false;
	*value *= by;
	return true;
}

/* The digits among the n characters at s as one number, the last `decimals` of them behind the
 * point, times factor. */
static bool gather(const char *s, size_t n, size_t decimals, int64_t factor,
		   int64_t *micro)
{
	int64_t value = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			continue;
		if (!times(&value, 10) || value > INT64_MAX - 9)
			return false;
		value += s[i] - '0';
	}
	for (size_t i = decimals; i < 6; i++)
		if (!times(&value, 10))
			return false;
	*micro = value;
	return times(micro, factor);
}

static bool parse_folded(char *s, int64_t *micro)
{
	struct amount amount;
	size_t point = 0;
	bool minus = s[0] == '-';
	if (s[0] == '-' || s[0] == '+')
		s++;
	size_t n = strspn(s, "0123456789., '");
	if (!read_unit(s + n, &amount))
		return false;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	enum reading reading = read_shape(s, n, &amount, &point);
	size_t decimals = reading == READ_DECIMALS ? n - point - 1 : 0;
	if (reading == READ_NOT || !gather(s, n, decimals, amount.factor, micro))
		return false;
	if (minus)
		*micro = -*micro;
	return true;
}

/* Amounts as they are spoken: "1 triệu 250 nghìn", 1tr250k, "2 tỷ rưỡi", and 1tr2 for 1,2 triệu. Every
 * part is less than one of the unit before it. */
static bool parse_spoken(const char *at, int64_t *micro)
{
	int64_t total = 0, above = 0;
	for (int parts = 0;; parts++) {
		size_t digits = strspn(at, "0123456789");
		if (digits < 1 || digits > (above ? 3 : 6))
			return false;
		int64_t value = atol(at), factor = above;
		at += digits;
		skip_spaces(&at);
		const struct unit *unit = find_unit(counting, ARRAY_LEN(counting), &at,
						    strspn(at, LETTERS));
		for (size_t i = 0; !unit && i < digits; i++)
			factor /= 10;
		if (unit)
			factor = unit->factor;
		if (factor < 1 || (above && value * factor >= above) ||
		    !times(&value, factor))
			return false;
		total += value;
		above = factor;
		skip_spaces(&at);
		bool half = unit && skip_word(&at, "ruoi");
		total += half ? factor / 2 : 0;
		if (!unit || half || *at < '0' || *at > '9') {
			struct amount rest;
			*micro = total;
			return (parts > 0 || half) && read_unit(at, &rest) &&
			       rest.factor == 1 && !is_percent(&rest) &&
			       times(micro, NUMBER_MICRO);
		}
	}
}

/* What word processors put in place of typed signs, and a word for one. */
static void replace(struct buf *text, const char *typographic, char typed)
{
	char *at;
	while ((at = strstr(text->data, typographic))) {
		size_t n = strlen(typographic);
		*at = typed;
		memmove(at + 1, at + n, strlen(at + n) + 1);
		text->len -= n - 1;
	}
}

bool number_parse(const char *text, int64_t *micro)
{
	struct buf folded = BUF_INIT;
	text_fold(&folded, text);
	if (folded.len > 0) {
		replace(&folded, "\u2212", '-');
		replace(&folded, "\u2019", '\'');
		replace(&folded, "phan tram", '%');
	}
	int64_t value;
	bool good =
		folded.len > 0 && folded.len <= NUMBER_MAX_LENGTH &&
		(parse_folded(folded.data, &value) || parse_spoken(folded.data, &value));
	buf_release(&folded);
	if (good)
		*micro = value;
	return good;
}

/* ── reading dates ───────────────────────────────────────────────────────────────────────── */

/* The numbers of a written date, as they stand; digits tells 5 from 05 and 1980 from 80. */
struct written {
	int value[3], digits[3], count;
	char label[3]; /* 'd', 'm', 'y' behind "ngày", "tháng", "năm"; 0 for none */
};

static char read_label(const char **at)
{
	static const struct {
		const char *word;
		char label;
	} labels[] = {{"ngay mung", 'd'}, {"ngay mong", 'd'}, {"ngay", 'd'},
		      {"mung", 'd'},      {"mong", 'd'},      {"thang", 'm'},
		      {"thg", 'm'},       {"nam", 'y'}};
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		size_t n = strlen(labels[i].word);
		if (strncmp(*at, labels[i].word, n) == 0) {
			*at += n + strspn(*at + n, " ");
			return labels[i].label;
		}
	}
	return 0;
}

/* Spaces around one of / - . , or spaces alone. */
static void skip_separator(const char **at)
{
	*at += strspn(*at, " ");
	if (**at && strchr("/-.,", **at))
		++*at;
	*at += strspn(*at, " ");
}

static bool read_written(const char *at, struct written *w)
{
	*w = (struct written){.count = 0};
	while (*at) {
		if (w->count == 3)
			return false;
		if (w->count > 0)
			skip_separator(&at);
		w->label[w->count] = read_label(&at);
		size_t digits = strspn(at, "0123456789");
		if (digits == 0 || digits > 8)
			return false;
		for (size_t i = 0; i < digits; i++)
			w->value[w->count] = w->value[w->count] * 10 + (at[i] - '0');
		w->digits[w->count++] = (int)digits;
		at += digits;
	}
	return w->count > 0;
}

/* 05011980 is day, month, year and 19800105 ISO: with years from 1800 on never both. */
static void split_compact(struct written *w)
{
	int n = w->value[0];
	bool iso = n / 10000 >= 1800 && n / 10000 < 2200 && n / 100 % 100 <= 12;
	w->count = 3;
	w->digits[0] = iso ? 4 : 2;
	w->digits[1] = 2;
	w->digits[2] = iso ? 2 : 4;
	w->value[0] = iso ? n / 10000 : n / 1000000;
	w->value[1] = iso ? n / 100 % 100 : n / 10000 % 100;
	w->value[2] = iso ? n % 100 : n % 10000;
}

enum order { ORDER_NONE, ORDER_YEAR_MISSING, ORDER_KNOWN };

/* Which number is which; `date` gets 0 for what is not written. */
static enum order assign(struct written *w, struct date *date)
{
	static const char *const orders[2][3] = {{"y", "my", "dmy"}, {"y", "ym", "ymd"}};
	if (w->count == 1 && w->digits[0] == 8 && !w->label[0])
		split_compact(w);
	int last = w->count - 1;
	bool year_first = w->digits[0] == 4;
	if (!year_first && w->digits[last] != 4)
		return w->digits[0] <= 2 && w->digits[last] <= 2 && w->count > 1
			       ? ORDER_YEAR_MISSING
			       : ORDER_NONE;
	const char *order = orders[year_first][last];
	*date = (struct date){0};
	for (int i = 0; i < w->count; i++) {
		if ((w->label[i] && w->label[i] != order[i]) ||
		    (order[i] != 'y' && w->digits[i] > 2))
			return ORDER_NONE;
		*(order[i] == 'y'   ? &date->year
		  : order[i] == 'm' ? &date->month
				    : &date->day) = w->value[i];
	}
	return ORDER_KNOWN;
}

/* The date is written, but can it be? */
static bool check_date(struct date d, int written, struct err *err)
{
	if (d.year < 1800 || d.year >= 2200)
		return err_set(
			err, ERR_DATA,
			_("Năm %d không thể đúng. Hãy xem lại năm, viết đủ bốn chữ số."),
			d.year);
	if (d.month > 12 && d.month <= 31 && d.day >= 1 && d.day <= 12)
		return err_set(
			err, ERR_DATA,
			_("Không có tháng %d. Hãy viết ngày trước, tháng sau: có phải "
			  "%02d/%02d/%d?"),
			d.month, d.month, d.day, d.year);
	if (d.month > 12)
		return err_set(err, ERR_DATA,
			       _("Không có tháng %d. Hãy xem lại: tháng từ 1 đến 12."),
			       d.month);
	if (written == 3 && d.day > 0 && d.month == 0)
		return err_set(err, ERR_DATA,
			       _("Có ngày %d mà không có tháng. Không rõ tháng thì chỉ "
				 "viết năm %d."),
			       d.day, d.year);
	if (d.day > 31 || (d.month && d.day > month_days(d.year, d.month)))
		return err_set(
			err, ERR_DATA,
			_("Không có ngày %02d/%02d/%d: tháng ấy chỉ có %d ngày. Hãy xem "
			  "lại giấy tờ."),
			d.day, d.month, d.year, month_days(d.year, d.month));
	return true;
}

/* "00:00:00" behind a date, as databases and spreadsheets write it. */
static void cut_midnight(struct buf *text)
{
	static const char *const tails[] = {" 00:00:00", "t00:00:00", " 0:00:00",
					    " 00:00",    "t00:00",    " 0:00"};
	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		size_t n = strlen(tails[i]);
		if (text->len > n && strcmp(text->data + text->len - n, tails[i]) == 0) {
			buf_truncate(text, text->len - n);
			return;
		}
	}
}

/* 1980-xx-xx is 1980, 1980-01-xx is 1980-01. */
static void cut_unknown(struct buf *text)
{
	for (int i = 0; i < 2; i++)
		if (text->len > 3 && !strcmp(text->data + text->len - 3, "-xx"))
			buf_truncate(text, text->len - 3);
}

static bool parse_date(const char *folded, const char *shown, struct date *date,
		       enum precision *precision, struct err *err)
{
	struct written w;
	struct date d;
	if (!*folded)
		return err_set(
			err, ERR_DATA,
			_("Chưa có ngày. Hãy viết như 05/01/1980; chỉ biết năm thì viết "
			  "1980."));
	enum order order = read_written(folded, &w) ? assign(&w, &d) : ORDER_NONE;
	if (order == ORDER_YEAR_MISSING)
		return err_set(
			err, ERR_DATA,
			_("“%s” thiếu năm đủ bốn chữ số. Hãy viết như 05/01/1980."),
			shown);
	if (order == ORDER_NONE)
		return err_set(err, ERR_DATA,
			       _("“%s” không phải là ngày. Hãy viết như 05/01/1980; chỉ "
				 "biết năm "
				 "thì viết 1980."),
			       shown);
	if (!check_date(d, w.count, err))
		return false;
	*precision = d.day ? PRECISION_DAY : d.month ? PRECISION_MONTH : PRECISION_YEAR;
	*date = (struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
	return true;
}

bool date_parse_people(const char *text, struct date *date, enum precision *precision,
		       struct err *err)
{
	struct buf folded = BUF_INIT, shown = BUF_INIT;
	text_fold(&folded, text);
	cut_midnight(&folded);
	cut_unknown(&folded);
	text_visible(&shown, text);
	bool good = parse_date(folded.data, shown.data, date, precision, err);
	buf_release(&folded);
	buf_release(&shown);
	return good;
}

bool day_month_parse(const char *text, int *day, int *month)
{
	struct buf folded = BUF_INIT;
	struct written w;
	text_fold(&folded, text);
	bool good = read_written(folded.data, &w) && w.count == 2 && w.digits[0] <= 2 &&
		    w.digits[1] <= 2 && (!w.label[0] || w.label[0] == 'd') &&
		    (!w.label[1] || w.label[1] == 'm') && w.value[1] >= 1 &&
		    w.value[1] <= 12 && w.value[0] >= 1 &&
		    w.value[0] <= month_days(2000, w.value[1]);
	buf_release(&folded);
	if (good) {
		*day = w.value[0];
		*month = w.value[1];
	}
	return good;
}

/* ── reading times of day ────────────────────────────────────────────────────────────────── */

/* One or two digits; -1 if there are none, or more. */
static int read_two_digits(const char **at)
{
	size_t n = strspn(*at, "0123456789");
	if (n < 1 || n > 2)
		return -1;
	int value = atoi(*at);
	*at += n;
	skip_spaces(at);
	return value;
}

/* Behind the sign for the hour: 30, "30 phút", "rưỡi", "kém 15"; or nothing, which is 0. */
static bool read_minutes(const char **at, int *minutes)
{
	bool less = skip_word(at, "kem");
	*minutes = 0;
	if (!less && skip_word(at, "ruoi")) {
		*minutes = 30;
		return true;
	}
	if (**at >= '0' && **at <= '9') {
		int value = read_two_digits(at);
		if (value < 0 || value > 59)
			return false;
		*minutes = less ? -value : value;
		if (!skip_word(at, "phut") && !skip_word(at, "ph"))
			skip_word(at, "p");
		return true;
	}
	return !less;
}

/* The part of the day moves an hour of 1 to 12 to where it is; false where it has no such hour. */
static bool in_part_of_day(const char *part, int *hour)
{
	static const struct {
		const char *part;
		int from, to; /* hours of the clock on the wall that it can have */
		bool second_half;
	} parts[] = {
		{"sang", 0, 11, false},  {"sa", 0, 11, false}, {"am", 0, 11, false},
		{"trua", 10, 12, false}, {"trua", 1, 2, true}, {"chieu", 1, 6, true},
		{"toi", 5, 11, true},    {"dem", 9, 11, true}, {"dem", 1, 4, false},
		{"ch", 1, 11, true},     {"pm", 1, 11, true},  {"ch", 12, 12, false},
		{"pm", 12, 12, false},
	};
	if (!*part)
		return true;
	if (*hour == 12 &&
	    (!strcmp(part, "dem") || !strcmp(part, "am") || !strcmp(part, "sa"))) {
		*hour = 0;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		int hour_on_wall = *hour - (parts[i].second_half && *hour > 12 ? 12 : 0);
		if (strcmp(parts[i].part, part) != 0 || hour_on_wall < parts[i].from ||
		    hour_on_wall > parts[i].to)
			continue;
		*hour = hour_on_wall + (parts[i].second_half ? 12 : 0);
		return true;
	}
	return false;
}

static bool parse_hour(const char *at, int *minutes)
{
	int hour, rest;
	hour = read_two_digits(&at);
	if (hour < 0 || hour > 23)
		return false;
	if (*at == ':') {
		if (strspn(++at, "0123456789") != 2)
			return false;
	} else if (!skip_word(&at, "gio") && !skip_word(&at, "h") &&
		   !skip_word(&at, "g")) {
		return false;
	}
	if (!read_minutes(&at, &rest) || !in_part_of_day(at, &hour))
		return false;
	*minutes = (hour * 60 + rest + 24 * 60) % (24 * 60);
	return true;
}

bool hour_parse(const char *text, int *minutes)
{
	struct buf folded = BUF_INIT;
	text_fold(&folded, text);
	bool good = parse_hour(folded.data, minutes);
	buf_release(&folded);
	return good;
}
