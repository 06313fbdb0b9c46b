/* What several tests of this layer need: a region, a small course, one question of each type. */
#ifndef TESTS_COURSE_FIXTURE_H
#define TESTS_COURSE_FIXTURE_H

#include "course/course.h"
#include "course/practice.h"
#include "course/region.h"

/* Hanoi's table of retirement ages as docs/counting.md prints it, and a few wards. */
extern const struct region fixture_region;

/* Two modules and an exam:
 *
 *	dien-thoai	lessons bat-may, noi-wifi	quiz kt-dien-thoai (24 questions)
 *	an-toan		needs dien-thoai; lesson tin-gia, which needs bat-may; quiz kt-an-toan (16)
 *	exam		cuoi-khoa: 6 of its own, and those of both quizzes
 *
 * Release with course_release(). */
void fixture_course(struct course *course);
/* The same things, to be bent by a test. */
struct quiz *fixture_quiz(struct course *course, const char *id);
struct lesson *fixture_lesson(struct course *course, const char *id);

/* A question of that type, with every kind of part; a fresh copy each time. */
struct question fixture_question(struct arena *arena, enum question_type type);

/* strings of an arena, ended by NULL. */
struct strings fixture_strings(struct arena *arena, ...);

/* A practice without troubles, fresh each time: eight ways on, one typed, one that waits, one that
 * starts again; variables lo_otp, da_bao, da_xem and lan_goi. In fixture_practice.c. */
struct practice *fixture_practice(struct arena *arena);
struct screen *fixture_screen(struct practice *practice, const char *id);
struct action *fixture_action(struct practice *practice, const char *screen,
			      const char *id);
/* text NULL: always true. */
struct condition fixture_condition(struct arena *arena, const struct practice *practice,
				   const char *text);
struct effect *fixture_effect(struct arena *arena, int var, int value, bool add);

#endif
