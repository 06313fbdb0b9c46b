/* kynangso population: the number of people of working age, as an administrator hands it
 * in. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/intake.h"
#include "cli/output.h"
#include "report/figures.h"
#include "report/wardorder.h"
#include "text/number.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ── list ──────────────────────────────────────────────────────────────────────────────── */

static void add_figure(struct table *t, const struct ward *ward,
		       const struct figure *figure)
{
	table_row(t);
	table_code(t, ward->code);
	table_text(t, ward->name);
	table_integer(t, ward->population);
	table_integer(t, figure->people);
	table_text(t, figure->source);
	if (figure->entered)
		table_day(t, figure->day);
	else
		table_empty(t);
	table_text(t, *figure->entered_by ? figure->entered_by : NULL);
}

static void build_list(struct table *t, const struct region *region,
		       struct figures *figures, int day)
{
	const struct ward **wards = wards_by_name(region);
	int64_t everybody = 0;
	table_title(t, "%s", _("Số người trong độ tuổi lao động"));
	table_column(t, "ward", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "name", _("Phường, xã"), CELL_TEXT);
	table_column(t, "all_ages", _("Tổng số dân"), CELL_INTEGER);
	table_column(t, "population", _("Độ tuổi lao động"), CELL_INTEGER);
	table_column(t, "population_source", _("Nguồn"), CELL_TEXT);
	table_column(t, "population_on", _("Ngày số liệu"), CELL_DAY);
	table_column(t, "entered_by", _("Người nhập"), CELL_TEXT);
	for (size_t i = 0; i < region->ward_count; i++) {
		add_figure(t, wards[i], figures_of(figures, wards[i]->code));
		everybody += wards[i]->population;
	}
	struct figure total = figures_total(figures);
	table_total(t);
	table_empty(t);
	table_text(t, region->title);
	table_integer(t, everybody);
	table_integer(t, total.people);
	table_text(t, total.source);
	table_fact_day(t, "on", _("Tính đến hết ngày"), day);
	table_note(t, _("Tổng số dân"), "%s", region->wards_source);
	free(wards);
}

int command_population_list(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct figures figures = {0};
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	int today = clock_today(&cli->clock);
	if (cli_open(cli, STORE_OPEN, &err) &&
	    figures_load(&figures, cli->store, cli->region, today, &err)) {
		build_list(&table, cli->region, &figures, today);
		status = output_table(cli, &args, &table, MODE_PUBLIC);
	} else {
		status = cli_fail(cli, &err);
	}
	figures_release(&figures);
	table_release(&table);
	return status;
}

/* ── export ────────────────────────────────────────────────────────────────────────────── */

/* The columns of an import, below. */
static void build_export(struct table *t, const struct region *region,
			 const struct population *list, size_t count)
{
	table_column(t, "phuong_xa", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "ten", _("Phường, xã"), CELL_TEXT);
	table_column(t, "dan_so", _("Độ tuổi lao động"), CELL_INTEGER);
	table_column(t, "nguon", _("Nguồn"), CELL_TEXT);
	table_column(t, "ngay", _("Ngày số liệu"), CELL_DAY);
	for (size_t i = 0; i < count; i++) {
		const struct ward *ward = region_ward(region, list[i].ward);
		if (!ward)
			continue;
		table_row(t);
		table_code(t, ward->code);
		table_text(t, ward->name);
		table_integer(t, list[i].people);
		table_text(t, list[i].source);
		table_day(t, list[i].day);
	}
}

int command_population_export(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct table table = {0};
	struct population *list = NULL;
	size_t count;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (cli_open(cli, STORE_OPEN, &err) &&
	    store_population_list(cli->store, clock_today(&cli->clock), &list, &count,
				  &err)) {
		build_export(&table, cli->region, list, count);
		status = output_table(cli, &args, &table, MODE_PUBLIC);
	} else {
		status = cli_fail(cli, &err);
	}
	free(list);
	table_release(&table);
	return status;
}

/* ── import ────────────────────────────────────────────────────────────────────────────── */

enum {
	COLUMN_WARD,
	COLUMN_PEOPLE,
	COLUMN_SOURCE,
	COLUMN_DAY,
	COLUMN_NAME,
	POPULATION_COLUMNS
};

static const struct intake_column population_columns[POPULATION_COLUMNS] = {
	[COLUMN_WARD] = {"phuong_xa", "phuong xa ma ma_phuong_xa", true, false},
	[COLUMN_PEOPLE] = {"dan_so", "so_dan dan_so_lao_dong", true, false},
	[COLUMN_SOURCE] = {"nguon", "nguon_so_lieu", true, false},
	[COLUMN_DAY] = {"ngay", "ngay_so_lieu", true, false},
	[COLUMN_NAME] = {"ten", "", false, false},
};

struct importing {
	struct cli *cli;
	struct intake file;
	struct population *rows;
	size_t count, cap;
	size_t there; /* of them: already known so */
};

static void take_ward(struct importing *in, struct population *row)
{
	struct err err = {0};
	const char *text = intake_cell(&in->file, COLUMN_WARD);
	const struct ward *ward = cli_ward(in->cli->region, text, &err);
	if (ward)
		snprintf(row->ward, sizeof(row->ward), "%s", ward->code);
	else
		intake_error(&in->file, COLUMN_WARD, "%s", err.text);
}

static void take_people(struct importing *in, struct population *row)
{
	int64_t micro;
	const char *text = intake_cell(&in->file, COLUMN_PEOPLE);
	const struct ward *ward = region_ward(in->cli->region, row->ward);
	if (!number_parse(text, &micro) || micro <= 0 || micro % NUMBER_MICRO)
		intake_error(&in->file, COLUMN_PEOPLE,
			     _("cần một số nguyên lớn hơn 0, ví dụ 39664."));
	else if (ward && micro / NUMBER_MICRO > ward->population)
		intake_error(&in->file, COLUMN_PEOPLE,
			     _("nhiều hơn tổng số dân %d của %s. Hãy xem lại: đây là số "
			       "người trong độ tuổi lao động."),
			     ward->population, ward->name);
	else
		row->people = micro / NUMBER_MICRO;
}

static void take_source(struct importing *in, struct population *row)
{
	const char *text = intake_cell(&in->file, COLUMN_SOURCE);
	if (!*text)
		intake_error(&in->file, COLUMN_SOURCE,
			     _("ô trống. Ghi văn bản nào cho số này, vì báo cáo phải nêu "
			       "nguồn."));
	else if (strlen(text) >= sizeof(row->source))
		intake_error(&in->file, COLUMN_SOURCE, _("dài quá. Hãy viết ngắn lại."));
	else
		snprintf(row->source, sizeof(row->source), "%s", text);
}

static void take_day(struct importing *in, struct population *row)
{
	struct err err = {0};
	if (!cli_day(intake_cell(&in->file, COLUMN_DAY), &row->day, &err))
		intake_error(&in->file, COLUMN_DAY, "%s", err.text);
	else if (row->day > clock_today(&in->cli->clock))
		intake_error(&in->file, COLUMN_DAY,
			     _("ngày này chưa tới. Ghi ngày của số liệu."));
}

static void refuse_twice(struct importing *in, const struct population *row)
{
	for (size_t i = 0; *row->ward && i < in->count; i++)
		if (!strcmp(in->rows[i].ward, row->ward) && in->rows[i].day == row->day) {
			intake_error(
				&in->file, COLUMN_WARD,
				_("phường, xã này đã có một dòng cùng ngày ở trên. Hãy "
				  "giữ lại một dòng."));
			return;
		}
}

static bool read_rows(struct importing *in, struct err *err)
{
	enum csv_result result;
	const struct passwd *user = getpwuid(getuid());
	while ((result = intake_next(&in->file, err)) == CSV_ROW) {
		struct population row = {0};
		snprintf(row.entered_by, sizeof(row.entered_by), "%s",
			 user ? user->pw_name : "");
		take_ward(in, &row);
		take_people(in, &row);
		take_source(in, &row);
		take_day(in, &row);
		refuse_twice(in, &row);
		ALLOC_GROW(in->rows, in->count + 1, in->cap);
		in->rows[in->count++] = row;
	}
	return result == CSV_END;
}

/* Known, and the same: then nothing is written, and it stays known who entered it. */
static bool is_there(struct importing *in, const struct population *row, bool *there,
		     struct err *err)
{
	struct population *list;
	size_t count;
	*there = false;
	if (!store_population_list(in->cli->store, row->day, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*there |= !strcmp(list[i].ward, row->ward) && list[i].day == row->day &&
			  list[i].people == row->people &&
			  !strcmp(list[i].source, row->source);
	free(list);
	return true;
}

static bool store_row(struct importing *in, const struct population *row, bool dry,
		      struct err *err)
{
	bool there;
	if (!is_there(in, row, &there, err))
		return false;
	in->there += there;
	return there || dry || store_population_put(in->cli->store, row, err);
}

static bool store_rows(struct importing *in, bool dry, struct err *err)
{
	struct store *store = in->cli->store;
	if (!store_begin(store, err))
		return false;
	for (size_t i = 0; i < in->count; i++)
		if (!store_row(in, &in->rows[i], dry, err)) {
			store_rollback(store);
			return false;
		}
	return store_commit(store, err);
}

static int import(struct importing *in, const struct arguments *args)
{
	struct err err = {0};
	struct cli *cli = in->cli;
	bool dry = argument(args, "dry-run") != NULL;
	bool ok = cli_open(cli, STORE_OPEN, &err) &&
		  intake_open(&in->file, args->operands[0], argument(args, "encoding"),
			      population_columns, POPULATION_COLUMNS, &err) &&
		  read_rows(in, &err);
	intake_report(&in->file, cli);
	if (ok && in->file.errors)
		ok = err_set(&err, ERR_DATA,
			     _("%zu lỗi, chưa nhập gì. Hãy sửa tệp rồi nhập lại."),
			     in->file.errors);
	ok = ok && store_rows(in, dry, &err);
	if (!ok)
		return cli_fail(cli, &err);
	cli_print(cli,
		  dry ? _("Xem thử: sẽ nhập số dân của %zu phường, xã; chưa ghi gì.\n")
		      : _("Đã nhập số dân của %zu phường, xã.\n"),
		  in->count - in->there);
	if (in->there)
		cli_print(cli, _("Đã có từ trước, không đổi: %zu phường, xã.\n"),
			  in->there);
	return EXIT_FINE;
}

int command_population_import(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct importing in = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	status = import(&in, &args);
	intake_close(&in.file);
	free(in.rows);
	return status;
}
