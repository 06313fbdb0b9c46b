#include "course/pace.h"

#include "base/date.h"
#include "base/i18n.h"
#include "course/goal.h"
#include "text/number.h"

static int month_of(int day)
{
	struct date date = date_of(day);
	return date.year * 12 + date.month - 1;
}

static int days_in(int month)
{
	return month_days(month / 12, month % 12 + 1);
}

static struct pace_month at(const struct pace_question *q, int month)
{
	for (size_t i = q->count; i > 0; i--)
		if (q->months[i - 1].month == month)
			return q->months[i - 1];
	return (struct pace_month){.month = month};
}

/* ── the window ──────────────────────────────────────────────────────────────────────────── */

/* The last month that is over: the month of the day, if that is its last one. */
static int last_whole(int day)
{
	int month = month_of(day);
	return date_of(day).day == days_in(month) ? month : month - 1;
}

/* The first month with anybody is not whole: people began on some day of it. Counting from its end
 * on is fair, and keeps a first day with a list of thousands out of the pace. */
static void find_window(const struct pace_question *q, struct pace *pace)
{
	int wanted = q->window > PACE_LEAST ? q->window : PACE_LEAST;
	int last = last_whole(q->day);
	int available = q->count ? last - q->months[0].month : 0;
	pace->available = available > 0 ? available : 0;
	if (available < PACE_LEAST)
		return;
	pace->months = available < wanted ? available : wanted;
	pace->last = last;
	pace->first = last - pace->months + 1;
}

/* ── one line ────────────────────────────────────────────────────────────────────────────── */

/* In which month `missing` people more are there, from the end of `day` on, at `gained` people in
 * `months` months: a month is as long as the one it begins in. Reached on a month's last day is
 * reached in that month. */
static int64_t month_reached(int day, int64_t missing, int64_t gained, int months)
{
	int month = month_of(day);
	int64_t length = days_in(month), passed = date_of(day).day;
	int64_t way =
		passed * gained + missing * months * length; /* in length * gained */
	return month + (way + length * gained - 1) / (length * gained) - 1;
}

static struct pace_line draw_line(const struct pace_question *q, const struct pace *pace,
				  int64_t now, int64_t gained)
{
	struct pace_line line = {.gained = gained};
	if (pace->needed > now)
		line.missing = pace->needed - now;
	if (!pace->needed)
		line.state = PACE_NO_GOAL;
	else if (!line.missing)
		line.state = PACE_REACHED;
	else if (!pace->months)
		line.state = PACE_TOO_SHORT;
	else if (gained <= 0)
		line.state = gained ? PACE_FALLING : PACE_STILL;
	else if (line.missing * pace->months > gained * (int64_t)PACE_HORIZON)
		line.state = PACE_FAR;
	else {
		line.state = PACE_FORECAST;
		line.month =
			(int)month_reached(q->day, line.missing, gained, pace->months);
	}
	return line;
}

/* ── in time ─────────────────────────────────────────────────────────────────────────────── */

/* Days are what is left; a month is a twelfth of 365,25 of them. */
static void in_time(const struct pace_question *q, struct pace *pace)
{
	if (!q->goal)
		return;
	int64_t left = day_of((struct date){q->goal->year, 12, 31}) - q->day;
	pace->over = left <= 0;
	if (left > 0 && pace->sure.missing)
		pace->required =
			(pace->sure.missing * 36525 + left * 1200 - 1) / (left * 1200);
}

struct pace pace_of(const struct pace_question *q)
{
	struct pace pace = {0};
	struct pace_month from = {0}, to = {0};
	find_window(q, &pace);
	if (q->goal && q->population > 0)
		pace.needed = goal_needed(q->goal, q->population);
	if (pace.months) {
		from = at(q, pace.first - 1);
		to = at(q, pace.last);
	}
	pace.sure = draw_line(q, &pace, q->sure, to.sure - from.sure);
	pace.possible = draw_line(q, &pace, q->possible, to.possible - from.possible);
	in_time(q, &pace);
	return pace;
}

/* ── in words ────────────────────────────────────────────────────────────────────────────── */

static void put_month(struct buf *out, int month)
{
	month_format(out, month / 12, month % 12 + 1);
}

static int64_t per_month(int64_t gained, int months)
{
	int64_t half = gained < 0 ? -(months / 2) : months / 2;
	return (gained + half) / months;
}

struct figures {
	struct buf first, last, gained, mean;
};

static void figures_release(struct figures *f)
{
	buf_release(&f->first);
	buf_release(&f->last);
	buf_release(&f->gained);
	buf_release(&f->mean);
}

void pace_words(const struct pace *pace, struct buf *out)
{
	struct figures f = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	int64_t gained = pace->sure.gained;
	if (!pace->available) {
		buf_printf(out,
			   _("Chưa có tháng trọn nào để so nên chưa nói được nhịp độ: cần "
			     "ít nhất %d tháng."),
			   PACE_LEAST);
		return;
	}
	if (!pace->months) {
		buf_printf(out,
			   _("Mới có %d tháng trọn để so nên chưa nói được nhịp độ: cần "
			     "ít nhất %d tháng."),
			   pace->available, PACE_LEAST);
		return;
	}
	put_month(&f.first, pace->first);
	put_month(&f.last, pace->last);
	number_format(&f.gained, gained < 0 ? -gained : gained);
	number_format(&f.mean, per_month(gained < 0 ? -gained : gained, pace->months));
	if (gained > 0)
		/* TRANSLATORS: number of months, first month, last month, people, people. */
		buf_printf(out,
			   _("Trong %d tháng trọn, từ %s đến %s, số người được tính tăng "
			     "%s, trung bình %s người mỗi tháng."),
			   pace->months, f.first.data, f.last.data, f.gained.data,
			   f.mean.data);
	else if (gained < 0)
		buf_printf(out,
			   _("Trong %d tháng trọn, từ %s đến %s, số người được tính giảm "
			     "%s: người rời độ tuổi nhiều hơn người mới học."),
			   pace->months, f.first.data, f.last.data, f.gained.data);
	else
		buf_printf(
			out,
			_("Trong %d tháng trọn, từ %s đến %s, số người được tính không "
			  "tăng."),
			pace->months, f.first.data, f.last.data);
	figures_release(&f);
}

static bool known(const struct pace_line *line)
{
	return line->state == PACE_FORECAST || line->state == PACE_REACHED;
}

/* Both lines lead to a month. */
static void between(const struct pace *pace, struct buf *out)
{
	struct buf early = BUF_INIT, late = BUF_INIT;
	int a = pace->sure.month, b = pace->possible.month;
	put_month(&early, a < b ? a : b);
	put_month(&late, a < b ? b : a);
	if (a == b)
		buf_printf(out, _("Cứ nhịp này thì đạt chỉ tiêu trong tháng %s."),
			   early.data);
	else
		buf_printf(out,
			   _("Cứ nhịp này thì đạt chỉ tiêu trong khoảng từ tháng %s đến "
			     "tháng %s, tùy người chưa rõ có được tính hay không."),
			   early.data, late.data);
	buf_release(&early);
	buf_release(&late);
}

/* Why the sure ones lead nowhere. */
static void nowhere(const struct pace_line *line, struct buf *out)
{
	if (line->state == PACE_TOO_SHORT)
		buf_adds(out, _("Vì vậy chưa nói được bao giờ đạt chỉ tiêu."));
	else if (line->state == PACE_FAR)
		buf_printf(out,
			   _("Cứ nhịp này thì hơn %d năm nữa mới đạt chỉ tiêu: cần học "
			     "nhanh hơn nhiều."),
			   PACE_HORIZON / 12);
	else if (line->state == PACE_FALLING)
		buf_adds(out, _("Số người được tính đang giảm, nên cứ thế này thì không "
				"đạt chỉ tiêu."));
	else
		buf_adds(out, _("Không có thêm ai, nên cứ thế này thì không đạt chỉ "
				"tiêu."));
}

static void when_reached(const struct pace *pace, struct buf *out)
{
	const struct pace_line *sure = &pace->sure, *possible = &pace->possible;
	struct buf month = BUF_INIT;
	if (sure->state == PACE_REACHED) {
		buf_adds(out, _("Đã đạt chỉ tiêu."));
	} else if (possible->state == PACE_REACHED) {
		buf_adds(out, _("Có thể đã đạt chỉ tiêu: còn tùy những người chưa rõ."));
		if (sure->state == PACE_FORECAST) {
			put_month(&month, sure->month);
			buf_addc(out, ' ');
			buf_printf(out,
				   _("Nếu không ai trong số họ được tính thì đạt trong "
				     "tháng %s."),
				   month.data);
		}
	} else if (known(sure) && known(possible)) {
		between(pace, out);
	} else if (known(sure) || known(possible)) {
		put_month(&month, known(sure) ? sure->month : possible->month);
		buf_printf(out,
			   _("Sớm nhất là tháng %s, nhưng còn tùy những người chưa rõ có "
			     "được tính hay không."),
			   month.data);
	} else {
		nowhere(sure, out);
	}
	buf_release(&month);
}

static void required_words(const struct pace *pace, const struct city_goal *goal,
			   struct buf *out)
{
	struct buf people = BUF_INIT;
	number_format(&people, pace->required);
	if (pace->over || pace->required)
		buf_addc(out, ' ');
	if (pace->over)
		buf_printf(out, _("Hạn của chỉ tiêu là hết năm %d, đã qua."), goal->year);
	else if (pace->required)
		buf_printf(out, _("Muốn kịp hết năm %d thì mỗi tháng cần thêm %s người."),
			   goal->year, people.data);
	buf_release(&people);
}

void forecast_words(const struct pace *pace, const struct city_goal *goal,
		    struct buf *out)
{
	if (!goal)
		buf_adds(out, _("Không có chỉ tiêu cho cách tính này."));
	else if (!pace->needed)
		buf_adds(out, _("Chưa có số dân để so, nên chưa nói được bao giờ đạt chỉ "
				"tiêu."));
	else {
		when_reached(pace, out);
		if (pace->sure.state != PACE_REACHED)
			required_words(pace, goal, out);
	}
}

const char *forecast_assumption(const struct pace *pace)
{
	if (pace->sure.state != PACE_FORECAST && pace->possible.state != PACE_FORECAST)
		return "";
	return _(
		"Giả định: tháng nào cũng tăng như trung bình ấy, và số dân không đổi. Số "
		"tăng đã cộng người đủ 15 tuổi và đã trừ người đến tuổi nghỉ hưu.");
}
