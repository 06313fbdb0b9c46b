/* JSON, written only: strings, whole numbers, and percentages with one decimal. Keys
 * stand in the order of the columns, so the same table always gives the same bytes.
 *
 * A table is {fact: value, …, "rows": [{column: value, …}], "total": {…}}, with "total"
 * only where the table has one. What is not known is null. The total leaves out its empty
 * text and codes, which would only say that it is no ward. A row with hidden cells names
 * them, as their null would look like something that is not known: "hidden": ["women"].
 *
 * JSON Lines is one row a line, with the named facts behind the columns and no total: as
 * in CSV, and for the same reasons.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the text in quotes. Bytes that are no UTF-8 become U+FFFD. */
void json_string(struct buf *out, const char *text);
/* The same with the key before it: `"key": "text"`, or null. */
void json_member(struct buf *out, const char *key, const char *text);

#endif
