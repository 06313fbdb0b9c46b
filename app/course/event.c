#include "course/event.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stddef.h>
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
	{"voided", N_("hủy một lần hoàn thành")},
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
	{"listed", N_("ghi danh sách học viên ra tệp")},
	{"pin-cleared", N_("bỏ mã PIN")},
	{"retention", N_("đặt thời hạn lưu")},
	{"city-key", N_("đặt khóa của thành phố")},
	{"id-token", N_("bật hoặc tắt mã dò trùng")},
	{"seals-opened", N_("mở niêm phong số định danh")},
};

const char *deed_words(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++) {
		if (!strcmp(deeds[i].name, name))
			return _(deeds[i].words);
	}
	return name;
}
