/* What every kind of file may hold, written as tables (content/schema.h).
 * docs/content-format.md has the same for people; test_kinds.c holds the lists of names and the
 * enums of course/course.h together. */
#ifndef CONTENT_KINDS_H
#define CONTENT_KINDS_H

#include "base/i18n.h"
#include "content/pack.h"

/* ROW("minutes", INT, NEED, AT(lesson, minutes), .min = 1, .max = 60, .help = N_("…")) */
#define ROW(name_, type_, flags_, ...)                                                   \
	{                                                                                \
		.name = name_, .type = FIELD_##type_, .flags = flags_, __VA_ARGS__       \
	}
#define AT(type, member) .offset = offsetof(struct type, member)
#define WITH_COUNT(type, member) .count = offsetof(struct type, member)
#define SAME_STRUCT .offset = 0 /* the nested keys fill the struct of the outer ones */
#define NOWHERE .offset = NO_STORE
#define FIELDS(list) .fields = list, .count = ARRAY_LEN(list)

enum {
	NEED = FIELD_REQUIRED,
	CHOICE = FIELD_CHOICE,
	LATER = FIELD_LATER,
	STAFF = FIELD_STAFF,
	UNIQUE = FIELD_UNIQUE,
	SCREEN = FIELD_SCREEN,
};

/* The first rows of every file. */
#define HEADER(type, kinds)                                                              \
	ROW("kind", NAME, NEED, NOWHERE, .names = kinds, .help = N_("loại tệp")),        \
		ROW("schema", INT, NEED, NOWHERE, .min = 1, .max = 1,                    \
		    .help = N_("phiên bản của cách viết, luôn là 1")),                   \
		ROW("id", ID, NEED, AT(type, id),                                        \
		    .help = N_("mã riêng, không đổi về sau"))

/* What may happen to anything with an id over the years. */
#define HISTORY                                                                          \
	ROW("formerly", FORMERLY, 0, NOWHERE, .help = N_("mã cũ, nếu đã đổi mã")),       \
		ROW("retired", RETIRED, 0, NOWHERE,                                      \
		    .help = N_("ngày ngừng dùng, nếu không dùng nữa"))

#define EPOCH(type)                                                                      \
	ROW("epoch", INT, 0, AT(type, epoch), .min = 1, .max = 999, .fallback = 1,       \
	    .help = N_("tăng lên khi muốn mọi người học lại"))

extern const char *const phone_apps[]; /* in the order of enum phone_app */
extern const char *const phone_networks[]; /* from NETWORK_MOBILE on */
extern const char *const question_types[]; /* in the order of enum question_type */
extern const char *const action_kinds[]; /* in the order of enum action_kind */
extern const char *const ending_kinds[]; /* of enum ending, from ENDING_SAFE on */
extern const struct table table_quiz_question, table_check, table_compare;

#endif
