/* Tables that say what a mapping may hold, and the one walker that reads by them.
 *
 * A table describes one kind of mapping: its keys, their types and ranges, where they go in a
 * struct, and a line of help. The same rows make JSON Schemas (content/jsonschema.h), the
 * author's reference (content/reference.h) and the editor's forms (content/form.h), so what a key
 * means is written here and nowhere else.
 *
 * Findings: unknown key E05, wrong type, value or range E06, missing key E07, malformed or
 * doubled id E10, an unquoted colon or comma that YAML took for structure E03. A required text
 * that is missing is "" in the struct, never NULL.
 */
#ifndef CONTENT_SCHEMA_H
#define CONTENT_SCHEMA_H

#include "content/origin.h"
#include "content/yaml.h"

#include <limits.h>
#include <stdint.h>

enum field_type {
	FIELD_ID, /* kebab-case: "noi-wifi" */
	FIELD_SKILL, /* ids joined by dots: "an-toan.bao-ve-tai-khoan" */
	FIELD_KEY, /* a short key that may have capitals: "D26" */
	FIELD_LINE, /* one line, shown as it is */
	FIELD_TEXT, /* one line of prose: {fact.key} and {ban} are replaced */
	FIELD_PROSE, /* the same over several lines */
	FIELD_BLOCK, /* several lines, shown as they are: drawings, messages, notes */
	FIELD_INT, /* int */
	FIELD_YEAR,
	FIELD_NUMBER, /* int64_t, millionths */
	FIELD_BOOL, /* bool */
	FIELD_PERCENT, /* "80%", int */
	FIELD_SPAN, /* "24h", "7d", "30m": int, seconds */
	FIELD_DATE, /* struct date */
	FIELD_MONTH, /* "1961-09": int, year * 12 + month - 1 */
	FIELD_AGE, /* "60y3m": int, months */
	FIELD_ENUM, /* one of names: int, min + its index */
	FIELD_NAME, /* one of names, kept as text */
	FIELD_FLAG, /* one of names: bool, true for the first */
	FIELD_STRINGS, /* sequence of `item`: struct strings */
	FIELD_TABLE, /* mapping by `table`, into the struct at the offset */
	FIELD_POINTER, /* the same, into a new struct */
	FIELD_LIST, /* sequence of mappings by `table`: array and count */
	FIELD_EACH, /* sequence of mappings that all fill the struct at the offset */
	FIELD_MAP, /* id: text, into an array of {const char *id, *text} and count */
	FIELD_KEYED, /* id: mapping by `table`, whose struct begins with the id: array and count */
	FIELD_GROUPS, /* key: [texts], as "key text" into struct strings */
	FIELD_FORMERLY, /* an id or a list of them: earlier names, not kept */
	FIELD_RETIRED, /* a date or true: no longer in use */
	FIELD_RAW, /* anything: the table's finish() reads it */
	FIELD_TYPES
};

enum {
	FIELD_REQUIRED = 1,
	FIELD_CHOICE = 2, /* exactly one of the table's choices must be there */
	FIELD_LATER = 4, /* described already, not usable in this version */
	FIELD_STAFF = 8, /* read by staff, not learners: not judged as prose */
	FIELD_UNIQUE = 16, /* FIELD_STRINGS: nothing twice; FIELD_LIST: ids are unique */
	FIELD_SCREEN =
		32, /* stands on an imitated screen, which speaks as real ones do */
};

#define NO_STORE ((size_t)-1)

/* Where a field has no range of its own. */
#define ID_BYTES 64
#define LINE_CHARS 400
#define PROSE_CHARS 6000
#define LIST_ITEMS 1000

struct table;
struct field {
	const char *name;
	enum field_type type;
	unsigned flags;
	uint32_t only; /* allowed for these values of the discriminator (bits); 0 = all */
	size_t offset; /* in the struct, or NO_STORE */
	size_t count; /* FIELD_LIST, FIELD_MAP, FIELD_KEYED: offset of the size_t */
	/* Numbers: range. Texts: characters. Sequences: items. 0, 0 = the type's own limits. */
	long min, max;
	long fallback; /* numbers, flags and enums that are absent */
	enum field_type item; /* FIELD_STRINGS */
	const char *const *names; /* NULL-terminated */
	const struct table *table;
	const char *json; /* FIELD_RAW: what a JSON Schema can say of it; NULL: nothing */
	const char *help; /* Vietnamese, N_() */
};

struct reader;
struct table {
	const char *noun; /* "bài học": N_(); follows "của" in messages */
	const struct field *fields;
	size_t count, size; /* fields; bytes of the struct */
	const char *discriminator; /* the FIELD_ENUM that `only` speaks of, or NULL */
	size_t choice; /* where the index of the chosen FIELD_CHOICE goes, or NO_STORE */
	/* What takes more than one field to judge; runs after all fields are read. */
	void (*finish)(struct reader *reader, const struct node *node, void *target);
	/* The same, as far as keys tell it: a JSON Schema that must hold, too; NULL: none. */
	const char *further;
};

/* ── reading ─────────────────────────────────────────────────────────────────────────── */

/* A piece of prose, for the rules on sentences and facts. */
struct prose {
	const char *text;
	const struct node *node;
	struct document *doc;
	const struct field *field;
};

struct proses {
	struct prose *items; /* owned */
	size_t count, cap;
};

struct reader {
	struct document *doc;
	struct arena *arena; /* where the values live */
	struct origins *origins;
	struct proses *proses;
};

/* Fills `target` (zeroed, table->size bytes) from a mapping. False if anything was wrong; the
 * target can be looked at all the same. */
bool schema_read(struct reader *reader, const struct table *table,
		 const struct node *node, void *target);
const struct field *table_field(const struct table *table, const char *name);
/* May this mapping hold the field, going by its discriminator? */
bool table_allows(const struct table *table, const struct field *field,
		  const struct node *mapping);

bool id_valid(const char *id); /* FIELD_ID */

#endif
