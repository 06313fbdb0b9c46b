#include "course/event.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/number.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[EVENT_KINDS] = {
	[EVENT_REGISTERED] = "registered",
	[EVENT_CONSENTED] = "consented",
	[EVENT_WITHDRAWN] = "withdrawn",
	[EVENT_CORRECTED] = "corrected",
	[EVENT_ATTENDED] = "attended",
	[EVENT_STEP_REACHED] = "step_reached",
	[EVENT_CHECK_ANSWERED] = "check_answered",
	[EVENT_LESSON_DONE] = "lesson_done",
	[EVENT_ATTEMPT_STARTED] = "attempt_started",
	[EVENT_ANSWERED] = "answered",
	[EVENT_ATTEMPT_FINISHED] = "attempt_finished",
	[EVENT_SATISFIED] = "satisfied",
	[EVENT_DECLARED] = "declared",
	[EVENT_CONFIRMED] = "confirmed",
	[EVENT_WAIVED] = "waived",
	[EVENT_VOIDED] = "voided",
	[EVENT_REASSIGNED] = "reassigned",
	[EVENT_UNITED] = "united",
	[EVENT_SEPARATED] = "separated",
	[EVENT_REOPENED] = "reopened",
	[EVENT_ATTENDANCE_VOIDED] = "attendance_voided",
	[EVENT_ATTENDANCE_ENTERED] = "attendance_entered",
	[EVENT_ERASED] = "erased",
	[EVENT_PRACTICE_ACTION] = "practice_action",
	[EVENT_PRACTICE_ENDED] = "practice_ended",
	[EVENT_TYPING_DONE] = "typing_done",
};

const char *event_name(enum event_kind kind)
{
	return names[kind];
}

int event_parse(const char *name)
{
	for (int i = 0; i < EVENT_KINDS; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

static const struct {
	const char *name, *words;
} deeds[] = {
	{"registered", N_("lập hồ sơ")},
	{"consented", N_("đồng ý cho lưu thông tin")},
	{"withdrawn", N_("rút lại sự đồng ý")},
	{"corrected", N_("sửa thông tin")},
	{"attended", N_("dự buổi học")},
	{"attendance_voided", N_("bỏ dấu dự buổi học")},
	{"attendance_entered", N_("ghi bù dự buổi học")},
	{"step_reached", N_("mở bước của bài học")},
	{"check_answered", N_("trả lời câu hỏi trong bài")},
	{"lesson_done", N_("học xong bài")},
	{"attempt_started", N_("bắt đầu làm bài kiểm tra")},
	{"answered", N_("trả lời một câu kiểm tra")},
	{"attempt_finished", N_("nộp bài kiểm tra")},
	{"satisfied", N_("hoàn thành khóa học")},
	{"declared", N_("ghi đã học trước đây")},
	{"confirmed", N_("xác nhận đã học")},
	{"waived", N_("miễn phần còn thiếu")},
	{"voided", N_("bỏ một lần hoàn thành")},
	{"restored", N_("tính lại lần hoàn thành đã bỏ")},
	{"unconfirmed", N_("bỏ xác nhận đã học")},
	{"reassigned", N_("chuyển lần làm bài sang người khác")},
	{"united", N_("ghi hai hồ sơ là một người")},
	{"separated", N_("ghi hai hồ sơ là hai người")},
	{"reopened", N_("bỏ quyết định về hai hồ sơ")},
	{"erased", N_("xóa thông tin")},
	{"practice_action", N_("làm một việc trong bài thực hành")},
	{"practice_ended", N_("xong bài thực hành")},
	{"typing_done", N_("tập gõ")},
	{"setting", N_("lựa chọn riêng")},
	{"backup", N_("sao lưu dữ liệu")},
	{"shown", N_("xem mọi điều đang lưu về một người")},
	{"exported", N_("ghi số liệu ra tệp")},
	{"published", N_("ghi số liệu để công bố")},
	{"listed", N_("ghi danh sách học viên ra tệp")},
	{"pin-cleared", N_("bỏ mã PIN")},
	{"retention", N_("đặt thời hạn lưu")},
	{"city-key", N_("đặt khóa của thành phố")},
	{"id-token", N_("bật hoặc tắt mã dò trùng")},
	{"seals-opened", N_("mở niêm phong số định danh")},
	{"staff-added", N_("thêm tài khoản nhân viên")},
	{"staff-password", N_("đặt mật khẩu mới cho nhân viên")},
	{"staff-closed", N_("đóng tài khoản nhân viên")},
	{"staff-opened", N_("mở lại tài khoản nhân viên")},
	{"staff-manager", N_("giao quyền quản lý cho nhân viên")},
	{"staff-instructor", N_("bỏ quyền quản lý của nhân viên")},
};

const char *deed_words(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++) {
		if (!strcmp(deeds[i].name, name))
			return _(deeds[i].words);
	}
	return name;
}

/* ── details ───────────────────────────────────────────────────────────────────────────── */

/* Fields of a record, as 'corrected' lists them. */
static const struct {
	const char *name, *words;
} fields[] = {
	{"birth", N_("ngày sinh")},
	{"id", N_("số định danh")},
	{"name", N_("họ tên")},
	{"phone", N_("số điện thoại")},
	{"sex", N_("giới tính")},
	{"ward", N_("nơi ở")},
	{"representative", N_("người đại diện")},
};

static void put_field(const char *name, size_t n, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (strlen(fields[i].name) == n && !strncmp(fields[i].name, name, n)) {
			buf_adds(out, _(fields[i].words));
			return;
		}
	}
	buf_add(out, name, n);
}

/* "birth,ward" */
static void put_fields(const char *detail, struct buf *out)
{
	while (*detail) {
		size_t n = strcspn(detail, ",");
		put_field(detail, n, out);
		detail += n;
		if (*detail == ',') {
			buf_adds(out, ", ");
			detail++;
		}
	}
}

/* "2", "2,representative"; version 0 is a list that staff took in. */
static void put_consent(const char *detail, struct buf *out)
{
	long version = strtol(detail, NULL, 10);
	if (version)
		buf_printf(out, _("bản %ld của lời hỏi"), version);
	else
		buf_adds(out, _("do nhân viên nhập theo nhiệm vụ"));
	if (strchr(detail, ','))
		buf_printf(out, ", %s", _("người đại diện đồng ý thay"));
}

/* "20779,Lớp sáng thứ Ba": a day of base/date.h, and the class. */
static void put_session(const char *detail, struct buf *out)
{
	char *end;
	long day = strtol(detail, &end, 10);
	if (*end != ',') {
		buf_adds(out, detail);
		return;
	}
	day_format(out, (int)day);
	buf_printf(out, ", %s", end + 1);
}

/* A number of months for all, the day for one; nothing: as for all. */
static void put_retention(const char *detail, struct buf *out)
{
	bool months = *detail && strspn(detail, "0123456789") == strlen(detail);
	if (months)
		buf_printf(out, _("%s tháng sau lần cuối"), detail);
	else if (*detail)
		buf_printf(out, _("đến hết ngày %s"), detail);
	else
		buf_adds(out, _("như mọi hồ sơ"));
}

static void put_switch(const char *detail, struct buf *out)
{
	buf_adds(out, !strcmp(detail, "on")    ? _("bật")
		      : !strcmp(detail, "off") ? _("tắt")
					       : detail);
}

/* "2026-01-01" as people write it; what is no day stays. */
static void put_iso(const char *text, struct buf *out)
{
	struct date date;
	if (date_parse_iso(text, &date))
		date_format(out, date);
	else
		buf_adds(out, text);
}

static const char *known_words(const char *name, const char *const (*words)[2],
			       size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(words[i][0], name))
			return _(words[i][1]);
	return name;
}

#define REPORT_PARTS 5

static void put_parts(char parts[REPORT_PARTS][16], struct buf *out)
{
	static const char *const ages[][2] = {{"law", N_("độ tuổi lao động theo luật")},
					      {"15-64", N_("từ 15 đến 64 tuổi")},
					      {"18+", N_("từ 18 tuổi trở lên")}};
	static const char *const readings[][2] = {
		{"attended", N_("người đã dự học")},
		{"completed", N_("người hoàn thành")},
		{"confirmed", N_("người được xác nhận")}};
	struct buf from = BUF_INIT, to = BUF_INIT;
	put_iso(parts[0], &from);
	put_iso(parts[1], &to);
	if (!strcmp(parts[0], "-"))
		buf_printf(out, _("đến hết %s"), to.data);
	else
		buf_printf(out, _("từ %s đến hết %s"), from.data, to.data);
	buf_printf(out, "; %s; %s", known_words(parts[2], ages, ARRAY_LEN(ages)),
		   known_words(parts[3], readings, ARRAY_LEN(readings)));
	if (strcmp(parts[4], "-") != 0)
		/* TRANSLATORS: the code of a ward. */
		buf_printf(out, _("; phường, xã mã %s"), parts[4]);
	buf_release(&from);
	buf_release(&to);
}

/* "2026-01-01 2026-11-22 law completed -": as report/published.c writes it. */
static void put_report(const char *detail, struct buf *out)
{
	char parts[REPORT_PARTS][16] = {{0}};
	const char *at = detail;
	for (int i = 0; i < REPORT_PARTS; i++) {
		size_t n = strcspn(at, " ");
		if (!n || n >= sizeof(parts[i])) {
			buf_adds(out, detail);
			return;
		}
		memcpy(parts[i], at, n);
		at += n + (at[n] == ' ');
	}
	put_parts(parts, out);
}

void deed_details(const char *name, const char *detail, struct buf *out)
{
	static const struct {
		const char *name;
		void (*put)(const char *detail, struct buf *out);
	} kinds[] = {
		{"corrected", put_fields},          {"consented", put_consent},
		{"attendance_voided", put_session}, {"attendance_entered", put_session},
		{"retention", put_retention},       {"id-token", put_switch},
		{"published", put_report},
	};
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (!strcmp(kinds[i].name, name)) {
			kinds[i].put(detail, out);
			return;
		}
	}
	buf_adds(out, detail);
}
