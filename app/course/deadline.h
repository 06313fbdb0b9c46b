/* By when a centre must have done what a person asks about their own data: Law 91/2025/QH15 and
 * Decree 356/2025/NĐ-CP, in force since 1/1/2026. */
#ifndef COURSE_DEADLINE_H
#define COURSE_DEADLINE_H

enum request {
	REQUEST_ANSWER, /* within 2 working days */
	REQUEST_CORRECT, /* within 10 days */
	REQUEST_STOP, /* using the data, after consent was withdrawn: within 15 days */
	REQUEST_ERASE, /* within 20 days */
	REQUESTS
};

/* The last day to do it, of one who asks on `day` (base/date.h). Working days are Monday to Friday;
 * public holidays are not known here, so the day is rather too early. */
int deadline_day(enum request request, int day);

#endif
