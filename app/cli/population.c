/* kynangso population: the number of people of an age, as an administrator hands it in. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/intake.h"
#include "cli/output.h"
#include "course/workage.h"
#include "report/figures.h"
#include "report/wardorder.h"
#include "text/fold.h"
#include "text/number.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ── list ──────────────────────────────────────────────────────────────────────────────── */

/* figure NULL: there is none. */
static void add_figure(struct table *t, const struct figure *figure)
{
	if (!figure || figure->people <= 0)
		return;
	table_integer(t, figure->people);
	table_text(t, figure->source);
	if (figure->entered && figure->day)
		table_day(t, figure->day);
	else
		table_empty(t);
	table_text(t, *figure->entered_by ? figure->entered_by : NULL);
}

static const char *list_title(enum definition definition)
{
	static const char *const titles[DEFINITIONS] = {
		[DEFINITION_LAW] = N_("Số người trong độ tuổi lao động"),
		[DEFINITION_15_64] = N_("Số người từ 15 đến 64 tuổi"),
		[DEFINITION_18_UP] = N_("Số người từ 18 tuổi trở lên"),
	};
	return _(titles[definition]);
}

static void build_list(struct table *t, const struct region *region,
		       struct figures *figures, int day)
{
	const struct ward **wards = wards_by_name(region);
	int64_t everybody = 0;
	table_title(t, "%s", list_title(figures->definition));
	table_column(t, "ward", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "name", _("Phường, xã"), CELL_TEXT);
	table_column(t, "all_ages", _("Tổng số dân"), CELL_INTEGER);
	table_column(t, "population", _("Số người trong độ tuổi"), CELL_INTEGER);
	table_column(t, "population_source", _("Nguồn"), CELL_TEXT);
	table_column(t, "population_on", _("Ngày số liệu"), CELL_DAY);
	table_column(t, "entered_by", _("Người nhập"), CELL_TEXT);
	for (size_t i = 0; i < region->ward_count; i++) {
		table_row(t);
		table_code(t, wards[i]->code);
		table_text(t, wards[i]->name);
		table_integer(t, wards[i]->population);
		add_figure(t, figures_of(figures, wards[i]->code));
		everybody += wards[i]->population;
	}
	struct figure total = figures_total(figures);
	table_total(t);
	table_empty(t);
	table_text(t, region->title);
	table_integer(t, everybody);
	add_figure(t, &total);
	table_fact_text(t, "definition", _("Độ tuổi"),
			definition_name(figures->definition),
			definition_words(figures->definition));
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
	const char *name = argument(&args, "definition");
	enum definition definition =
		name ? (enum definition)definition_parse(name) : DEFINITION_LAW;
	if (cli_open(cli, STORE_OPEN, &err) &&
	    figures_load(&figures, cli->store, cli->region, definition, today, &err)) {
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
static void add_export_columns(struct table *t)
{
	table_column(t, "phuong_xa", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "ten", _("Phường, xã"), CELL_TEXT);
	table_column(t, "do_tuoi", _("Độ tuổi"), CELL_TEXT);
	table_column(t, "dan_so", _("Số người trong độ tuổi"), CELL_INTEGER);
	table_column(t, "nguon", _("Nguồn"), CELL_TEXT);
	table_column(t, "ngay", _("Ngày số liệu"), CELL_DAY);
}

/* The whole city has a name and no code. */
static void add_entered(struct table *t, const struct region *region,
			const struct population *figure)
{
	const struct ward *ward = region_ward(region, figure->ward);
	if (!ward && *figure->ward)
		return;
	table_row(t);
	table_code(t, ward ? ward->code : NULL);
	table_text(t, ward ? ward->name : region->title);
	table_text(t, definition_name(figure->definition));
	table_integer(t, figure->people);
	table_text(t, figure->source);
	table_day(t, figure->day);
}

static bool build_export(struct table *t, struct cli *cli, struct err *err)
{
	add_export_columns(t);
	for (int d = 0; d < DEFINITIONS; d++) {
		struct population *list;
		size_t count;
		if (!store_population_list(cli->store, (enum definition)d,
					   clock_today(&cli->clock), &list, &count, err))
			return false;
		for (size_t i = 0; i < count; i++)
			add_entered(t, cli->region, &list[i]);
		free(list);
	}
	return true;
}

int command_population_export(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (cli_open(cli, STORE_OPEN, &err) && build_export(&table, cli, &err))
		status = output_table(cli, &args, &table, MODE_PUBLIC);
	else
		status = cli_fail(cli, &err);
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
	COLUMN_DEFINITION,
	POPULATION_COLUMNS
};

static const struct intake_column population_columns[POPULATION_COLUMNS] = {
	[COLUMN_WARD] = {"phuong_xa", "phuong xa ma ma_phuong_xa", true, false},
	[COLUMN_DEFINITION] = {"do_tuoi", "definition cach_tinh", false, false},
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

/* Without marks, as people may write it. */
static bool folds_to(const char *text, const char *folded)
{
	struct buf buf = BUF_INIT;
	text_fold(&buf, text);
	bool same = !strcmp(buf.data, folded);
	buf_release(&buf);
	return same;
}

/* "Toàn thành phố", or the city's name: "Thành phố Hà Nội", "Hà Nội". */
static bool names_city(const struct region *region, const char *text)
{
	static const char city[] = "thanh pho ";
	struct buf title = BUF_INIT;
	text_fold(&title, region->title);
	bool long_title = !strncmp(title.data, city, strlen(city));
	bool named = folds_to(text, "toan thanh pho") || folds_to(text, title.data) ||
		     (long_title && folds_to(text, title.data + strlen(city)));
	buf_release(&title);
	return named;
}

static bool is_city(const struct importing *in)
{
	const char *text = intake_cell(&in->file, COLUMN_WARD);
	/* An export has no code for it. */
	return names_city(in->cli->region,
			  *text ? text : intake_cell(&in->file, COLUMN_NAME));
}

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

static void take_definition(struct importing *in, struct population *row)
{
	const char *text = intake_cell(&in->file, COLUMN_DEFINITION);
	int definition = definition_parse(text);
	row->definition = DEFINITION_LAW;
	if (definition >= 0)
		row->definition = (enum definition)definition;
	else if (*text && !folds_to(text, "luat") && !folds_to(text, "theo luat") &&
		 !folds_to(text, "lao dong"))
		intake_error(&in->file, COLUMN_DEFINITION,
			     _("viết law (độ tuổi lao động theo luật, cũng là khi để "
			       "trống), 15-64 hoặc 18+."));
}

static int64_t everybody(const struct region *region)
{
	int64_t sum = 0;
	for (size_t i = 0; i < region->ward_count; i++)
		sum += region->wards[i].population;
	return sum;
}

static void take_people(struct importing *in, struct population *row, bool city)
{
	int64_t micro;
	const struct region *region = in->cli->region;
	const char *text = intake_cell(&in->file, COLUMN_PEOPLE);
	const struct ward *ward = region_ward(region, row->ward);
	int64_t most = ward ? ward->population : everybody(region);
	if (!number_parse(text, &micro) || micro <= 0 || micro % NUMBER_MICRO)
		intake_error(&in->file, COLUMN_PEOPLE,
			     _("cần một số nguyên lớn hơn 0, ví dụ 39664."));
	else if ((ward || city) && micro / NUMBER_MICRO > most)
		intake_error(
			&in->file, COLUMN_PEOPLE,
			_("nhiều hơn tổng số dân %lld của %s. Hãy xem lại: đây là số "
			  "người trong độ tuổi."),
			(long long)most, ward ? ward->name : region->title);
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

static void refuse_twice(struct importing *in, const struct population *row, bool city)
{
	for (size_t i = 0; (city || *row->ward) && i < in->count; i++)
		if (!strcmp(in->rows[i].ward, row->ward) && in->rows[i].day == row->day &&
		    in->rows[i].definition == row->definition) {
			intake_error(&in->file, COLUMN_WARD,
				     _("nơi này đã có một dòng cùng ngày, cùng độ tuổi ở "
				       "trên. Hãy giữ lại một dòng."));
			return;
		}
}

static void take_row(struct importing *in, struct population *row)
{
	bool city = is_city(in);
	if (!city)
		take_ward(in, row);
	take_definition(in, row);
	take_people(in, row, city);
	take_source(in, row);
	take_day(in, row);
	refuse_twice(in, row, city);
}

static bool read_rows(struct importing *in, struct err *err)
{
	enum csv_result result;
	const struct passwd *user = getpwuid(getuid());
	while ((result = intake_next(&in->file, err)) == CSV_ROW) {
		struct population row = {0};
		snprintf(row.entered_by, sizeof(row.entered_by), "%s",
			 user ? user->pw_name : "");
		take_row(in, &row);
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
	if (!store_population_list(in->cli->store, row->definition, row->day, &list,
				   &count, err))
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
		  dry ? _("Xem thử: sẽ nhập %s số dân; chưa ghi gì.\n")
		      : _("Đã nhập %s số dân.\n"),
		  number_text((int64_t)(in->count - in->there)).s);
	if (in->there)
		cli_print(cli, _("Đã có từ trước, không đổi: %s số dân.\n"),
			  number_text((int64_t)in->there).s);
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
