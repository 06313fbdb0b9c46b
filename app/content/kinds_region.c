/* What the files of a city may hold. */
#include "content/kinds.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* In the order of enum definition. The definitions themselves are rules in code
 * (course/workage.h). */
static const char *const definition_names[] = {"law", "15-64", "18+", NULL};

static const struct field goal_fields[] = {
	ROW("id", ID, NEED, AT(city_goal, id), .help = N_("mã, để chọn chỉ tiêu này")),
	ROW("title", LINE, NEED, AT(city_goal, title), .help = N_("tên cho người đọc")),
	ROW("definition", ENUM, NEED, AT(city_goal, definition),
	    .names = definition_names, .help = N_("tính trên ai: law, 15-64, 18+")),
	ROW("share", PERCENT, NEED, AT(city_goal, percent), .min = 1, .max = 100,
	    .help = N_("phần người phải đạt")),
	ROW("by", YEAR, NEED, AT(city_goal, year), .min = 2020, .max = 2100,
	    .help = N_("đến hết năm nào")),
	ROW("source", LINE, NEED, AT(city_goal, source),
	    .help = N_("văn bản đặt chỉ tiêu, có ngày")),
	ROW("open", BOOL, 0, AT(city_goal, open),
	    .help = N_("true: văn bản có nhiều cách hiểu, chỉ hiện khi được chọn")),
	ROW("note", BLOCK, 0, AT(city_goal, note), .help = N_("ghi chú")),
};
static const struct table table_goal = {
	.noun = N_("chỉ tiêu"),
	FIELDS(goal_fields),
	.size = sizeof(struct city_goal),
};

static const struct field estimate_fields[] = {
	ROW("share", PERCENT, NEED, AT(region, estimate_percent), .min = 1, .max = 100,
	    .help = N_("phần người trong độ tuổi lao động trên tổng số dân")),
	ROW("note", BLOCK, 0, AT(region, estimate_note), .help = N_("ghi chú")),
};
static const struct table table_estimate = {
	.noun = N_("ước lượng"),
	FIELDS(estimate_fields),
};

static const char *const sexes[] = {"male", "female", NULL};
static const struct field row_fields[] = {
	ROW("sex", ENUM, NEED, AT(retirement_row, sex), .min = SEX_MALE,
	    .fallback = SEX_MALE, .names = sexes, .help = N_("male = nam, female = nữ")),
	ROW("born_from", MONTH, 0, AT(retirement_row, born_from), .fallback = INT_MIN,
	    .help = N_("sinh từ tháng nào; bỏ trống = không giới hạn")),
	ROW("born_to", MONTH, 0, AT(retirement_row, born_to), .fallback = INT_MAX,
	    .help = N_("sinh đến hết tháng nào; bỏ trống = không giới hạn")),
	ROW("age", AGE, NEED, AT(retirement_row, months), .help = N_("tuổi nghỉ hưu")),
};
static const struct table table_row = {
	.noun = N_("dòng tuổi nghỉ hưu"),
	FIELDS(row_fields),
	.size = sizeof(struct retirement_row),
};

/* Each sex's rows must cover all months once, in order: a hole would make people vanish from the
 * count. */
static void finish_rows(struct reader *r, const struct node *node, void *target)
{
	const struct region *region = target;
	const struct node *rows = node_get(node, "rows");
	for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++) {
		long next = INT_MIN;
		const struct node *at = rows;
		for (size_t i = 0; i < region->row_count; i++) {
			const struct retirement_row *row = &region->rows[i];
			if (row->sex != sex)
				continue;
			at = node_item(rows, i);
			if (row->born_from != next || row->born_to < row->born_from)
				node_report(r->doc, at, "E06",
					    _("Dòng này không nối tiếp dòng trên của "
					      "cùng giới "
					      "tính: thiếu hoặc trùng tháng sinh."));
			next = row->born_to == INT_MAX ? (long)INT_MAX + 1
						       : (long)row->born_to + 1;
		}
		if (rows && rows->kind == NODE_SEQUENCE && next != (long)INT_MAX + 1)
			node_report(r->doc, at, "E06",
				    sex == SEX_MALE ? _("Các dòng của nam chưa phủ hết "
							"mọi tháng sinh: "
							"dòng cuối không có born_to.")
						    : _("Các dòng của nữ chưa phủ hết "
							"mọi tháng sinh: "
							"dòng cuối không có born_to."));
	}
}

static const struct field working_age_fields[] = {
	ROW("version", ID, 0, AT(region, rule_version), .help = N_("mã của quy định")),
	ROW("from_age", INT, NEED, AT(region, from_age), .min = 13, .max = 21,
	    .help = N_("độ tuổi lao động bắt đầu từ mấy tuổi")),
	ROW("source", LINE, NEED, AT(region, rule_source),
	    .help = N_("văn bản quy định")),
	ROW("note", BLOCK, 0, NOWHERE, .help = N_("ghi chú")),
	ROW("rows", LIST, NEED, AT(region, rows), WITH_COUNT(region, row_count), .min = 2,
	    .table = &table_row, .help = N_("tuổi nghỉ hưu theo tháng sinh")),
};
static const struct table table_working_age = {
	.noun = N_("độ tuổi lao động"),
	FIELDS(working_age_fields),
	.finish = finish_rows,
};

/* The file names the definitions for people, so only their shape is checked. */
static const char *const only_retirement[] = {"retirement", NULL};
static const struct field definition_fields[] = {
	ROW("name", NAME, NEED, NOWHERE, .names = definition_names,
	    .help = N_("tên dùng trong lệnh count")),
	ROW("title", LINE, NEED, NOWHERE, .help = N_("tên cho người đọc")),
	ROW("from_age", INT, NEED, NOWHERE, .max = 120, .help = N_("từ mấy tuổi")),
	ROW("to_age", INT, 0, NOWHERE, .max = 120, .help = N_("đến mấy tuổi")),
	ROW("until", NAME, 0, NOWHERE, .names = only_retirement,
	    .help = N_("retirement: đến tuổi nghỉ hưu")),
};
static const struct table table_definition = {
	.noun = N_("cách tính"),
	FIELDS(definition_fields),
};

static const char *const kind_region[] = {"region", NULL};
static const struct field region_fields[] = {
	HEADER(region, kind_region),
	ROW("title", LINE, NEED, AT(region, title), .help = N_("tên thành phố hay tỉnh")),
	ROW("goals", LIST, NEED | UNIQUE, AT(region, goals),
	    WITH_COUNT(region, goal_count), .min = 1, .table = &table_goal,
	    .help = N_("các chỉ tiêu đào tạo; dùng chỉ tiêu đầu khi chưa ai chọn")),
	ROW("city_key", LINE, 0, AT(region, city_key),
	    .help = N_("khóa công khai của thành phố để niêm phong số định danh: 64 chữ "
		       "số hệ 16, do kynangso seal keygen làm")),
	ROW("estimate", TABLE, 0, SAME_STRUCT, .table = &table_estimate,
	    .help = N_("ước lượng nơi chưa có số thật")),
	ROW("definitions", LIST, 0, NOWHERE, .table = &table_definition,
	    .help = N_("các cách tính độ tuổi")),
	ROW("default_definition", NAME, 0, NOWHERE, .names = definition_names,
	    .help = N_("cách tính dùng khi không chọn")),
	ROW("working_age", TABLE, NEED, SAME_STRUCT, .table = &table_working_age,
	    .help = N_("độ tuổi lao động theo luật")),
};
const struct table table_region = {
	.noun = N_("tệp địa phương"),
	FIELDS(region_fields),
	.size = sizeof(struct region),
};

static void finish_ward(struct reader *r, const struct node *node, void *target)
{
	const struct ward *ward = target;
	const struct node *code = node_get(node, "code");
	size_t n = strspn(ward->code, "0123456789");
	if (!code || !*ward->code || (n == 5 && !ward->code[n]))
		return;
	struct diag *d = node_report(
		r->doc, code, "E10",
		_("Mã phường, xã phải có đúng 5 chữ số; ở đây là \"%s\"."), ward->code);
	if (n < 5 && !ward->code[n]) {
		char padded[8];
		snprintf(padded, sizeof(padded), "\"%.*s%s\"", (int)(5 - n), "00000",
			 ward->code);
		diag_fix_replace(d, r->doc, code->start, code->end, padded);
	}
}

static const char *const ward_types[] = {"phuong", "xa", NULL};
static const struct field ward_fields[] = {
	ROW("code", LINE, NEED, AT(ward, code), .help = N_("mã 5 chữ số")),
	ROW("type", ENUM, NEED, AT(ward, type), .names = ward_types,
	    .help = N_("phuong hay xa")),
	ROW("name", LINE, NEED, AT(ward, name), .help = N_("tên")),
	ROW("population", INT, 0, AT(ward, population), .max = 10000000,
	    .help = N_("số dân mọi lứa tuổi")),
	ROW("area_km2", NUMBER, 0, NOWHERE, .help = N_("diện tích, ki-lô-mét vuông")),
};
static const struct table table_ward = {
	.noun = N_("phường, xã"),
	FIELDS(ward_fields),
	.size = sizeof(struct ward),
	.finish = finish_ward,
	.further =
		"{\"properties\": {\"code\": {\"type\": [\"string\", \"integer\"], "
		"\"pattern\": \"^[0-9]{5}$\", \"minimum\": 10000, \"maximum\": 99999}}}",
};

static void finish_wards(struct reader *r, const struct node *node, void *target)
{
	const struct region *region = target;
	const struct node *list = node_get(node, "wards"), *n = list ? list->first : NULL;
	for (size_t i = 0; n && i < region->ward_count; i++, n = n->next) {
		const char *code = region->wards[i].code;
		for (size_t k = 0; k < i && *code; k++) {
			const struct node *at = node_get(n, "code");
			if (strcmp(code, region->wards[k].code) || !at)
				continue;
			node_report(r->doc, at, "E10",
				    _("Mã \"%s\" đã dùng cho %s ở phía trên."), code,
				    region->wards[k].name);
			break;
		}
	}
}

static const char *const kind_wards[] = {"wards", NULL};
static const struct field wards_fields[] = {
	HEADER(region, kind_wards),
	ROW("source", LINE, NEED, AT(region, wards_source),
	    .help = N_("văn bản có danh sách này")),
	ROW("as_of", DATE, 0, NOWHERE, .help = N_("danh sách đúng từ ngày nào")),
	ROW("note", BLOCK, 0, NOWHERE, .help = N_("ghi chú")),
	ROW("wards", LIST, NEED, AT(region, wards), WITH_COUNT(region, ward_count),
	    .min = 1, .table = &table_ward, .help = N_("các phường, xã")),
};
const struct table table_wards = {
	.noun = N_("danh sách phường, xã"),
	FIELDS(wards_fields),
	.size = sizeof(struct region),
	.finish = finish_wards,
};
