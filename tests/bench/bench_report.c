/* What it costs to write a large table in each form of a file, and to find what must be hidden in
 * the table of a whole city.
 *
 *	bench_report [ROWS]	100000 without an argument
 *
 * Each form is written by a process of its own, so that the most memory it needed can be told:
 * what it took besides the table.
 */
#include "bench.h"

#include "course/dice.h"
#include "report/format.h"
#include "report/suppress.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* ── a table ───────────────────────────────────────────────────────────────────────────── */

static void make_table(struct table *t, size_t rows)
{
	struct dice dice = {1};
	*t = (struct table){0};
	table_title(t, "Một bảng lớn");
	table_column(t, "ward", "Mã", CELL_CODE)->prefix = "VN-";
	table_column(t, "name", "Phường, xã", CELL_TEXT);
	table_column(t, "population", "Dân số", CELL_INTEGER);
	table_column(t, "last", "Gần nhất", CELL_DAY);
	for (int c = 0; c < 6; c++) {
		char name[16];
		snprintf(name, sizeof(name), "n%d", c);
		table_column(t, name, name, CELL_INTEGER);
	}
	table_column(t, "rate", "Tỷ lệ", CELL_PERCENT);
	for (size_t r = 0; r < rows; r++) {
		char code[8];
		snprintf(code, sizeof(code), "%05u", dice_below(&dice, 100000));
		table_row(t);
		table_code(t, code);
		table_text(t, "Phường Văn Miếu – Quốc Tử Giám");
		table_integer(t, dice_below(&dice, 100000));
		table_day(t, 20000 + (int)dice_below(&dice, 900));
		for (int c = 0; c < 6; c++)
			table_integer(t, dice_below(&dice, 5000));
		table_permille(t, dice_below(&dice, 1000));
	}
}

/* ── writing it ────────────────────────────────────────────────────────────────────────── */

struct cost {
	double ms;
	long memory; /* kB */
	size_t bytes;
};

static long most_memory(void)
{
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss;
}

static struct cost write_it(const struct table *t, const struct report_format *format)
{
	struct buf out = BUF_INIT;
	struct err err = {0};
	long before = most_memory();
	double start = bench_now();
	if (!format->write(t, &(struct report_options){0}, &out, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	struct cost cost = {bench_now() - start, most_memory() - before, out.len};
	buf_release(&out);
	return cost;
}

static struct cost write_apart(const struct table *t, const struct report_format *format)
{
	int ends[2], status;
	struct cost cost = {0};
	if (pipe(ends) != 0)
		exit(1);
	pid_t child = fork();
	if (child == 0) {
		cost = write_it(t, format);
		_exit(write(ends[1], &cost, sizeof(cost)) != sizeof(cost));
	}
	if (child < 0 || read(ends[0], &cost, sizeof(cost)) != sizeof(cost) ||
	    waitpid(child, &status, 0) != child || status != 0)
		exit(1);
	close(ends[0]);
	close(ends[1]);
	return cost;
}

static void show_formats(size_t rows)
{
	static const struct report_format *const formats[] = {
		&report_csv, &report_json, &report_jsonl, &report_xlsx, &report_html};
	struct table t;
	double csv = 0;
	make_table(&t, rows);
	printf("%zu rows of %zu columns\n", rows, t.column_count);
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		struct cost cost = write_apart(&t, formats[i]);
		csv = i ? csv : cost.ms;
		printf("  %-6s %6.0f ms (%4.1f times CSV), %6.1f MB written, %6.1f MB of "
		       "memory\n",
		       formats[i]->name, cost.ms, cost.ms / csv, (double)cost.bytes / 1e6,
		       (double)cost.memory / 1e3);
	}
	table_release(&t);
}

/* ── what must be hidden ───────────────────────────────────────────────────────────────── */

enum { ALL, WOMEN, MEN, AGE, AGES = 5, COLUMNS = AGE + AGES };
#define WARDS 127

static void show_hiding(const char *words, unsigned people)
{
	static const struct suppress_column columns[COLUMNS] = {
		[ALL] = {true, true, 6},     [WOMEN] = {true, true, 3},
		[MEN] = {false, true, 1},    [AGE] = {true, true, 2},
		[AGE + 1] = {true, true, 2}, [AGE + 2] = {true, true, 2},
		[AGE + 3] = {true, true, 2}, [AGE + 4] = {true, true, 2},
	};
	static const struct suppress_sum sums[] = {
		{ALL, {WOMEN, MEN}, 2},
		{ALL, {AGE, AGE + 1, AGE + 2, AGE + 3, AGE + 4}, 5},
	};
	static int64_t values[(WARDS + 1) * COLUMNS];
	static bool hidden[(WARDS + 1) * COLUMNS];
	struct dice dice = {2};
	size_t small = 0, count = 0;
	memset(values, 0, sizeof(values));
	for (size_t r = 0; r < WARDS; r++)
		for (unsigned i = dice_below(&dice, people); i; i--)
			for (int whole = 0; whole < 2; whole++) {
				int64_t *row = &values[(whole ? WARDS : r) * COLUMNS];
				row[ALL]++;
				row[i % 3 ? WOMEN : MEN]++;
				row[AGE + (i * i + r) % AGES]++;
			}
	double start = bench_now();
	suppress_plan(&(struct suppress){columns, COLUMNS, sums, ARRAY_LEN(sums), values,
					 WARDS, hidden});
	double took = bench_now() - start;
	for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
		small += hidden[i] && values[i] > 0 && values[i] < SUPPRESS_LEAST;
		count += hidden[i];
	}
	printf("  %s: %.0f ms, %zu small counts, %zu cells hidden for them\n", words,
	       took, small, count);
}

int main(int argc, char **argv)
{
	show_formats(argc > 1 ? strtoull(argv[1], NULL, 10) : 100000);
	printf("what must be hidden in a city of %d rows\n", WARDS);
	show_hiding("up to 8 people a ward", 9);
	show_hiding("up to 40", 41);
	show_hiding("up to 2000", 2001);
	return 0;
}
