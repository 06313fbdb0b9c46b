#include "course/deadline.h"

#include "base/i18n.h"

#include <stdbool.h>

static const struct {
	int days;
	bool working;
	const char *words;
} requests[REQUESTS] = {
	[REQUEST_ANSWER] = {2, true, N_("Trả lời người hỏi")},
	[REQUEST_CORRECT] = {10, false, N_("Sửa thông tin")},
	[REQUEST_STOP] = {15, false, N_("Ngừng dùng thông tin")},
	[REQUEST_ERASE] = {20, false, N_("Xóa thông tin")},
};

int deadline_days(enum request request)
{
	return requests[request].days;
}

/* 1/1/1970 was a Thursday: 0 is Monday. */
static int weekday(int day)
{
	return ((day + 3) % 7 + 7) % 7;
}

int deadline_day(enum request request, int day)
{
	if (!requests[request].working)
		return day + requests[request].days;
	for (int left = requests[request].days; left > 0;)
		left -= weekday(++day) < 5;
	return day;
}

const char *deadline_words(enum request request)
{
	return _(requests[request].words);
}
