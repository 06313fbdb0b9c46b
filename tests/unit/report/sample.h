/* A small count, as the tests of all formats write it. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "base/date.h"
#include "report/format.h"

static inline void sample_table(struct table *t)
{
	*t = (struct table){0};
	table_title(t, "Số người đã học đến %s", "22/11/2026");
	table_column(t, "ward", "Mã", CELL_CODE)->prefix = "VN-";
	table_column(t, "name", "Phường, xã", CELL_TEXT);
	table_column(t, "sex", "Giới tính", CELL_TEXT);
	table_column(t, "population", "Dân số", CELL_INTEGER);
	table_column(t, "rate", "Tỷ lệ", CELL_PERCENT);
	table_column(t, "last", "Gần nhất", CELL_DAY);
	table_row(t);
	table_code(t, "00004");
	table_text(t, "Ba Đình");
	table_choice(t, "female", "nữ");
	table_integer(t, 1234567);
	table_permille(t, 705);
	table_day(t, day_of((struct date){2026, 1, 5}));
	table_row(t);
	table_code(t, "10120");
	table_text(t, "=1+1, \"Ô Chợ Dừa\"");
	table_choice(t, "unknown", "chưa rõ");
	table_integer(t, 0);
	table_permille(t, 4);
	table_row(t);
	table_code(t, "");
	table_total(t);
	table_empty(t);
	table_text(t, "Toàn thành phố");
	table_empty(t);
	table_integer(t, 1234567);
	table_permille(t, 1000);
	table_fact_day(t, "on", "Ngày", day_of((struct date){2026, 11, 22}));
	table_fact_text(t, "definition", "Định nghĩa", "law", "theo luật");
	table_fact_integer(t, "goal", "Chỉ tiêu (%)", 70);
	table_note(t, "Còn chờ xem", "%d cặp", 3);
}

static inline void sample_write(const struct report_format *format,
				const struct report_options *options, struct buf *out)
{
	struct table t;
	struct err err = {0};
	sample_table(&t);
	assert_true(format->write(&t, options, out, &err));
	table_release(&t);
}

#endif
