#include "cli/command.h"

#include "base/i18n.h"
#include "report/format.h"

#include <string.h>

const struct option_row common_options[] = {
	{"data", 0, N_("THƯ-MỤC"),
	 N_("Dữ liệu của trung tâm; bình thường là ~/.local/share/kynangso."), NULL},
	{"content", 0, N_("THƯ-MỤC"),
	 N_("Nội dung (lessons, quizzes, locale); bình thường là nội dung đã cài."),
	 NULL},
	{"lang", 0, N_("NGÔN-NGỮ"), N_("Ngôn ngữ của chương trình."), "vi en"},
	{"now", 0, N_("GIỜ"),
	 N_("Giữ đồng hồ ở giờ này, giờ Việt Nam, ví dụ 2026-11-22T08:00. Để thử và để "
	    "trình diễn."),
	 NULL},
	{"help", 'h', NULL, N_("Xem cách dùng rồi thôi."), NULL},
	{"version", 0, NULL, N_("Xem số phiên bản rồi thôi."), NULL},
	{0},
};

static const struct option_row no_options[] = {{0}};

/* How a table leaves the program: cli/output.h reads these four everywhere. */
#define OUTPUT_OPTIONS                                                                                   \
	{"format", 'f', N_("DẠNG"),                                                                      \
	 N_("Dạng của bảng; bình thường theo đuôi của tệp ra, hoặc table."),                             \
	 "@formats"},                                                                                    \
		{"output", 'o', N_("TỆP"), N_("Ghi vào tệp này, không in ra màn hình."),                 \
		 NULL},                                                                                  \
		{"force", 0, NULL, N_("Cho phép ghi đè tệp ra đã có."), NULL},                           \
		{"sep", 0, N_("DẤU"),                                                                    \
		 N_("CSV: dấu ngăn ô. Dùng ; nếu bảng tính ở máy không tách được cột."),                 \
		 ", ; tab"},                                                                             \
	{                                                                                                \
		"headers", 0, N_("KIỂU"),                                                                \
			N_("CSV: dòng đầu là tên cố định cho máy (ascii, cũng là en) hay " \
			   "chữ cho người (vi)."),                                                       \
			"ascii en vi"                                                                    \
	}

/* Where the screens are shown: cli/session.h reads these. */
#define SCREEN_OPTIONS                                                                                   \
	{"plain", 0, NULL, N_("Hỏi đáp từng dòng, không vẽ cả màn hình."), NULL},                        \
		{"screen-reader", 0, NULL,                                                               \
		 N_("Dùng với phần mềm đọc màn hình hoặc màn hình chữ nổi."), NULL},                     \
		{"contrast", 0, NULL, N_("Chữ trắng trên nền đen, tương phản cao."),                     \
		 NULL},                                                                                  \
		{"script", 0, N_("TỆP-PHÍM"),                                                            \
		 N_("Bấm phím theo tệp, không cần màn hình; in màn hình ra ở mỗi dòng " \
		    "dump."),                                                                            \
		 NULL},                                                                                  \
	{                                                                                                \
		"size", 0, N_("CỘTxDÒNG"),                                                               \
			N_("Cỡ màn hình khi dùng --script, ví dụ 80x24."), NULL                          \
	}

static const struct option_row run_options[] = {
	SCREEN_OPTIONS,
	{"kiosk", 0, NULL, N_("Máy dùng chung: không có lối ra khỏi chương trình."),
	 NULL},
	{0},
};

static const struct option_row preview_options[] = {SCREEN_OPTIONS, {0}};

static const struct option_row new_options[] = {
	{"output", 'o', N_("TỆP"), N_("Ghi vào tệp này, không in ra màn hình."), NULL},
	{0},
};

static const struct option_row schema_options[] = {
	{"list", 0, NULL, N_("Liệt kê các loại, mỗi dòng một loại."), NULL},
	{0},
};

static const struct option_row exchange_options[] = {
	{"id", 0, N_("MÃ"), N_("Mã của bài kiểm tra mới (bắt buộc)."), NULL},
	{"title", 0, N_("TÊN"), N_("Tên của bài; bình thường là mã."), NULL},
	{"skill", 0, N_("KỸ-NĂNG"), N_("Kỹ năng mà các câu này kiểm tra (bắt buộc)."),
	 NULL},
	{"output", 'o', N_("TỆP"), N_("Ghi vào tệp này, không in ra màn hình."), NULL},
	{0},
};

static const struct option_row gift_options[] = {
	{"raw", 0, NULL,
	 N_("Giữ nguyên {ban} và {fact.…}, để import gift đọc lại đúng từng chữ."), NULL},
	{"output", 'o', N_("TỆP"), N_("Ghi vào tệp này, không in ra màn hình."), NULL},
	{0},
};

/* The first line of a file is a password. */
#define PASSWORD_OPTION                                                                  \
	{                                                                                \
		"password-file", 0, N_("TỆP"),                                           \
			N_("Dòng đầu của tệp này là mật khẩu; - là đầu vào chuẩn."),     \
			NULL                                                             \
	}

static const struct option_row setup_options[] = {
	{"ward", 0, N_("PHƯỜNG"), N_("Phường, xã của trung tâm: mã hoặc tên."), NULL},
	{"name", 0, N_("TÊN"), N_("Tên của trung tâm."), NULL},
	{"staff", 0, N_("HỌ-TÊN"), N_("Họ tên nhân viên quản lý."), NULL},
	PASSWORD_OPTION,
	{0},
};

static const struct option_row staff_add_options[] = {
	PASSWORD_OPTION,
	{"role", 0, N_("VIỆC"),
	 N_("Hướng dẫn (instructor, bình thường), hay quản lý (manager): cũng thêm nhân viên, "
	    "đặt chỉ tiêu, phần đầu báo cáo."),
	 "instructor manager"},
	{0},
};

static const struct option_row staff_password_options[] = {PASSWORD_OPTION, {0}};

static const struct option_row staff_open_options[] = {
	{"role", 0, N_("VIỆC"),
	 N_("Giao (manager) hoặc bỏ (instructor) quyền quản lý; không nêu thì như trước."),
	 "instructor manager"},
	{0},
};

static const struct option_row check_options[] = {
	{"format", 'f', N_("DẠNG"),
	 N_("Cách trình bày; sarif (2.1.0) là cho trình soạn thảo và nơi giữ mã nguồn."),
	 "text json sarif"},
	{"errors-only", 0, NULL, N_("Chỉ nêu lỗi (E), bỏ qua cảnh báo (W) và gợi ý (A)."),
	 NULL},
	{"watch", 'w', NULL, N_("Kiểm tra lại mỗi lần lưu, tới khi bấm q hoặc Ctrl-C."),
	 NULL},
	{"lock", 0, NULL, N_("Ghi mọi mã vào lessons/ids.lock trước khi phát hành."),
	 NULL},
	{0},
};

static const struct option_row map_options[] = {
	{"dot", 0, NULL, N_("In dạng của Graphviz, cho lệnh dot."), NULL},
	{0},
};

static const struct option_row type_options[] = {
	{"method", 0, N_("KIỂU"), N_("Kiểu gõ; bình thường là telex."), "telex vni"},
	{"tone", 0, N_("KIỂU"), N_("Chỗ đặt dấu: hòa (old, bình thường) hay hoà (new)."),
	 "old new"},
	{0},
};

static const struct option_row list_options[] = {OUTPUT_OPTIONS, {0}};

/* The facts about a person, to add and to correct. */
#define PERSONAL_OPTIONS                                                                                      \
	{"name", 0, N_("HỌ-TÊN"), N_("Họ và tên, có dấu."), NULL},                                            \
		{"birth", 0, N_("NGÀY-SINH"),                                                                 \
		 N_("Như 5/1/1980; chỉ biết tháng hoặc năm: 1/1980, 1980."), NULL},                           \
		{"sex", 0, N_("GIỚI-TÍNH"), N_("nam hoặc nữ."), NULL},                                        \
		{"ward", 0, N_("PHƯỜNG"), N_("Nơi đang sống: mã hoặc tên phường, xã."),                       \
		 NULL},                                                                                       \
		{"phone", 0, N_("SỐ"), N_("Số điện thoại."), NULL},                                           \
	{                                                                                                     \
		"id-file", 0, N_("TỆP"),                                                                      \
			N_("Dòng đầu của tệp này là số định danh 12 chữ số; - là đầu " \
			   "vào chuẩn. Không nhận số trên dòng lệnh, vì người khác "         \
			   "trên máy sẽ đọc được."),                                                          \
			NULL                                                                                  \
	}

static const struct option_row add_options[] = {
	PERSONAL_OPTIONS,
	{"consent", 0, NULL, N_("Người học đã đồng ý cho lưu thông tin (bắt buộc)."),
	 NULL},
	{"representative", 0, N_("HỌ-TÊN"),
	 N_("Cha, mẹ hoặc người giám hộ đã đồng ý; bắt buộc nếu dưới 16 tuổi."), NULL},
	{"another", 0, NULL,
	 N_("Vẫn thêm dù đã có người rất giống: là hai người khác nhau."), NULL},
	{0},
};

static const struct option_row correct_options[] = {
	PERSONAL_OPTIONS,
	{"representative", 0, N_("HỌ-TÊN"),
	 N_("Cha, mẹ hoặc người giám hộ đã đồng ý, của người dưới 16 tuổi."), NULL},
	{0},
};

static const struct option_row show_options[] = {
	{"format", 'f', N_("DẠNG"), N_("Cho người đọc hoặc cho máy."), "text json"},
	{0},
};

static const struct option_row pairs_options[] = {
	{"state", 0, N_("TÌNH-TRẠNG"),
	 N_("Đang chờ xem (bình thường), đã ghi là một người, hoặc là hai người."),
	 "waiting same different"},
	{"level", 0, N_("MỨC"), N_("Chỉ các cặp đang chờ ở mức này."),
	 "same-id probable possible"},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row reason_options[] = {
	{"reason", 0, N_("LÝ-DO"),
	 N_("Vì sao; nằm trong nhật ký mãi mãi, nên đừng ghi họ tên vào đây."), NULL},
	{0},
};

static const struct option_row move_options[] = {
	{"attempt", 0, N_("THỨ"),
	 N_("Lần làm bài thứ mấy trong learners show, lần mới nhất là 1 (bình thường)."),
	 NULL},
	{"reason", 0, N_("LÝ-DO"),
	 N_("Vì sao; nằm trong nhật ký mãi mãi, nên đừng ghi họ tên vào đây."), NULL},
	{0},
};

static const struct option_row due_options[] = {
	{"months", 0, N_("SỐ-THÁNG"),
	 N_("Đặt lại: lưu hồ sơ bao nhiêu tháng sau lần cuối người ấy học."), NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row attend_options[] = {
	{"class", 0, N_("LỚP"), N_("Tên lớp, đúng như trong danh sách lớp. Bắt buộc."),
	 NULL},
	{"on", 0, N_("NGÀY"), N_("Buổi của ngày này; bình thường là hôm nay."), NULL},
	{"absent", 0, NULL, N_("Không có mặt: bỏ dấu đã ghi."), NULL},
	{0},
};

static const struct option_row void_options[] = {
	{"reason", 0, N_("LÝ-DO"),
	 N_("Vì sao; nằm trong nhật ký mãi mãi, nên đừng ghi họ tên vào đây. Bắt buộc khi "
	    "bỏ."),
	 NULL},
	{"which", 0, N_("THỨ"),
	 N_("Lần thứ mấy trong danh sách; không cần khi chỉ có một lần bỏ được."), NULL},
	{"confirmation", 0, NULL,
	 N_("Chỉ bỏ xác nhận: người này vẫn được tính là đã hoàn thành."), NULL},
	{"restore", 0, NULL, N_("Tính lại lần đã bỏ, từ đúng ngày cũ."), NULL},
	{"dry-run", 'n', NULL, N_("Chỉ xem sẽ có gì thay đổi, không ghi gì."), NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row until_options[] = {
	{"until", 0, N_("NGÀY"),
	 N_("Lưu đến hết ngày này; không có thì như các hồ sơ khác."), NULL},
	{0},
};

static const struct option_row audit_options[] = {
	{"from", 0, N_("NGÀY"), N_("Từ ngày này."), NULL},
	{"to", 0, N_("NGÀY"), N_("Đến hết ngày này."), NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row erase_options[] = {
	{"yes", 0, NULL, N_("Xóa thật. Không có thì chỉ nêu sẽ xóa ai."), NULL},
	{0},
};

static const struct option_row import_options[] = {
	{"dry-run", 'n', NULL, N_("Chỉ xem sẽ có gì thay đổi, không ghi gì."), NULL},
	{"encoding", 0, N_("BẢNG-MÃ"),
	 N_("Đọc tệp theo bảng mã này: utf-8, utf-16, tcvn3, vni, cp1258."), NULL},
	{0},
};

static const struct option_row stats_options[] = {
	{"by", 0, N_("CÁCH"),
	 N_("Mỗi dòng là một câu hỏi hay bài thực hành (item), một phương án hay màn hình "
	    "(part), hay một nút trên màn hình thực hành (action). Bình thường: part khi "
	    "hỏi về một câu hay một bài thực hành, còn lại là item."),
	 "item part action"},
	OUTPUT_OPTIONS,
	{0},
};

/* Whom to count, and when: count.c reads these. */
#define COUNTING_OPTIONS                                                                                      \
	{"on", 0, N_("NGÀY"),                                                                                 \
	 N_("Tính đến hết ngày này (22/11/2026 hoặc 2026-11-22); bình thường là hôm "         \
	    "nay."),                                                                                          \
	 NULL},                                                                                               \
		{"definition", 0, N_("ĐỘ-TUỔI"),                                                              \
		 N_("Ai trong độ tuổi: theo luật (law, bình thường), 15 đến 64, từ "          \
		    "18."),                                                                                   \
		 "law 15-64 18+"},                                                                            \
		{"trained", 0, N_("MỨC"),                                                                     \
		 N_("Tính người đã dự học, đã hoàn thành (bình thường), hay đã được " \
		    "xác nhận."),                                                                             \
		 "attended completed confirmed"},                                                             \
	{                                                                                                     \
		"ward", 0, N_("PHƯỜNG"),                                                                      \
			N_("Chỉ người sống ở phường, xã này: mã hoặc tên."), NULL                             \
	}

static const struct option_row learners_export_options[] = {
	{"with-names", 0, NULL,
	 N_("Đúng là cần tệp có họ tên, ngày sinh, điện thoại (bắt buộc)."), NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row export_options[] = {
	COUNTING_OPTIONS,
	{"from", 0, N_("NGÀY"),
	 N_("Ngày đầu của kỳ báo cáo; bình thường là ngày 1 tháng 1 của năm ấy. all: từ "
	    "trước tới nay."),
	 NULL},
	{"outside", 0, NULL,
	 N_("Để công bố: che các số từ 1 đến 4 người, và số nào tính ngược ra được chúng."),
	 NULL},
	{"despite", 0, NULL,
	 N_("Vẫn ghi dù trừ cho một bản đã công bố thì ra số từ 1 đến 4 người."), NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row count_options[] = {
	COUNTING_OPTIONS,
	{"by", 0, N_("CÁCH"),
	 N_("Chia theo ward, sex, age, month, nối bằng dấu phẩy; bình thường là ward. "
	    "none: chỉ một dòng cho cả thành phố."),
	 NULL},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row population_options[] = {
	{"definition", 0, N_("ĐỘ-TUỔI"),
	 N_("Số người theo luật (law, bình thường), 15 đến 64, từ 18."), "law 15-64 18+"},
	OUTPUT_OPTIONS,
	{0},
};

static const struct option_row goal_options[] = {
	{"share", 0, N_("PHẦN-TRĂM"),
	 N_("Chỉ tiêu riêng: phần người phải đạt, 1 đến 100."), NULL},
	{"by", 0, N_("NĂM"), N_("Chỉ tiêu riêng: đến hết năm nào."), NULL},
	{"definition", 0, N_("ĐỘ-TUỔI"),
	 N_("Chỉ tiêu riêng: tính trên ai; bình thường là law."), "law 15-64 18+"},
	{"source", 0, N_("VĂN-BẢN"), N_("Chỉ tiêu riêng: văn bản nào đặt, ngày nào."),
	 NULL},
	{0},
};

static const struct option_row letterhead_options[] = {
	{"parent", 0, N_("TÊN"), N_("Cơ quan cấp trên của nơi lập báo cáo."), NULL},
	{"issuer", 0, N_("TÊN"), N_("Cơ quan, tổ chức lập báo cáo."), NULL},
	{"place", 0, N_("NƠI"), N_("Nơi lập, viết trước ngày tháng: Hoàn Kiếm."), NULL},
	{"signer", 0, N_("CHỨC-VỤ"), N_("Chức vụ của người ký: Chủ tịch."), NULL},
	{"recipients", 0, N_("NƠI"),
	 N_("Nơi nhận, cách nhau bằng dấu chấm phẩy: “UBND Thành phố; Lưu: VT”."), NULL},
	{0},
};

static const struct option_row recount_options[] = {
	{"verify", 0, NULL, N_("Chỉ so, không ghi; kết thúc 1 nếu lệch."), NULL},
	{0},
};

static const struct option_row help_options[] = {
	{"man", 0, NULL, N_("In trang hướng dẫn cho lệnh man."), NULL},
	{"completion", 0, N_("VỎ"), N_("In phần gõ tắt cho vỏ lệnh này."), "bash"},
	{"reference", 0, NULL,
	 N_("In bảng tra mọi mục của tệp nội dung và mọi mã lỗi (Markdown)."), NULL},
	{0},
};

const struct command commands[] = {
	{"run", N_("Mở chương trình học"), "", 0, 0, run_options, NULL, command_run},
	{"setup", N_("Mở trung tâm mới trên máy này"), "", 0, 0, setup_options,
	 N_("Mã dự phòng in ra một lần trên đầu ra chuẩn: chép ra giấy và cất kỹ. Quên "
	    "mật khẩu thì đăng nhập bằng mã này, rồi đặt mật khẩu mới."),
	 command_setup},
	{"staff list", N_("Liệt kê tài khoản nhân viên"), "", 0, 0, list_options, NULL,
	 command_staff_list},
	{"staff add", N_("Thêm tài khoản cho một nhân viên"), N_("HỌ-TÊN"), 1, 1,
	 staff_add_options,
	 N_("Mã dự phòng của người ấy in ra một lần trên đầu ra chuẩn. Mỗi người một tài "
	    "khoản riêng, vì nhật ký ghi ai đã làm gì."),
	 command_staff_add},
	{"staff password", N_("Đặt mật khẩu mới cho một nhân viên"), N_("HỌ-TÊN"), 1, 1,
	 staff_password_options,
	 N_("Mật khẩu cũ và mã dự phòng cũ không dùng được nữa; mã mới in ra một lần trên "
	    "đầu ra chuẩn. HỌ-TÊN không cần dấu, như khi đăng nhập. Tài khoản đã đóng thì "
	    "vẫn đóng."),
	 command_staff_password},
	{"staff close", N_("Đóng tài khoản của nhân viên nghỉ làm"), N_("HỌ-TÊN"), 1, 1,
	 no_options,
	 N_("Không xóa gì: những việc người ấy đã làm vẫn ghi tên trong nhật ký, và staff "
	    "open mở lại được. Phải luôn còn một người quản lý có tài khoản mở."),
	 command_staff_close},
	{"staff open", N_("Mở lại tài khoản đã đóng của một nhân viên"), N_("HỌ-TÊN"), 1,
	 1, staff_open_options,
	 N_("Mật khẩu như trước khi đóng. --role cũng dùng được cho tài khoản đang mở."),
	 command_staff_open},
	{"check", N_("Kiểm tra bài học, bài kiểm tra và các tệp nội dung"), N_("[TỆP]…"),
	 0, -1, check_options,
	 N_("Không nêu tệp nào thì kiểm tra cả thư mục nội dung. Kết thúc 1 nếu có lỗi "
	    "(E); cảnh báo (W) và gợi ý (A) không tính là lỗi.\n"
	    "ids.lock giữ mọi mã đã phát hành: mã nào mất đi hay dùng lại cho thứ khác là "
	    "lỗi E10. Ghi tệp này mỗi khi phát hành một bản nội dung."),
	 command_check},
	{"map", N_("Vẽ bản đồ một bài thực hành bằng chữ"), N_("TỆP"), 1, 1, map_options,
	 N_("Mỗi màn hình với các việc làm được và nơi chúng dẫn tới, các kết thúc, và "
	    "số trạng thái máy đã xét. Kết thúc 1 nếu bài có lỗi; lỗi in ra đầu ra lỗi."),
	 command_map},
	{"new", N_("Tạo bài mới từ tệp mẫu"), N_("LOẠI MÃ"), 2, 2, new_options,
	 N_("LOẠI là lesson (bài học), quiz (bài kiểm tra), practice (bài thực hành), "
	    "typing (bài tập gõ). MÃ là chữ thường không dấu, chữ số và gạch nối, như "
	    "tin-nhan-la.\n"
	    "Tệp mẫu chạy được ngay và giải thích từng mục. Không bao giờ ghi đè tệp đã "
	    "có."),
	 command_new},
	{"schema", N_("In JSON Schema của một loại tệp, cho trình soạn thảo"),
	 N_("[LOẠI]"), 0, 1, schema_options,
	 N_("LOẠI là lesson, quiz, practice, typing, course, framework, facts, region, wards. Có "
	    "sẵn trong docs/schemas; dòng đầu của mỗi tệp bài học chỉ tới đó, nên VS Code (phần "
	    "mở rộng YAML của Red Hat), Vim, Neovim, Emacs hay Kate gợi ý từng mục và báo lỗi "
	    "ngay khi gõ."),
	 command_schema},
	{"preview", N_("Xem thử một tệp đúng như người học thấy"), N_("TỆP[#BƯỚC]"), 1, 1,
	 preview_options,
	 N_("Để cửa sổ này mở trong lúc viết: mỗi lần lưu tệp, bài được đọc lại và mở "
	    "đúng chỗ đang xem; còn lỗi thì lỗi hiện ngay tại đây. Phím F5 đọc lại bằng "
	    "tay; ở chế độ từng dòng thì gõ r. Phím F6 đổi qua lại giữa cả màn hình và cỡ nhỏ "
	    "nhất, 40 cột. Không có gì được giữ lại.\n"
	    "BƯỚC là mã một bước của bài học, một câu của bài kiểm tra, một màn hình của "
	    "bài thực hành, hoặc số một dòng của bài tập gõ. Bài kiểm tra hiện mọi câu "
	    "theo thứ tự trong tệp, chấm ngay từng câu."),
	 command_preview},
	{"test", N_("Làm thử các ví dụ ghi trong bài (try, paths)"), N_("[TỆP]…"), 0, -1,
	 no_options,
	 N_("try là câu trả lời thử của câu hỏi, paths là đường đi thử của bài thực hành. "
	    "Mỗi ví dụ một dòng. Không nêu tệp nào thì thử cả khóa học. Kết thúc 1 nếu "
	    "có chỗ lệch."),
	 command_test},
	{"diff", N_("So hai bản nội dung: người học bị ảnh hưởng thế nào"), N_("CŨ MỚI"),
	 2, 2, list_options,
	 N_("CŨ và MỚI là hai thư mục nội dung, hoặc hai tệp. Mỗi mục khác nhau một dòng: "
	    "chỉ đổi lời, đổi cách chấm, mới, ngừng dùng, đổi mã; và bao nhiêu người ở "
	    "trung tâm này đã học hoặc làm mục ấy. Kết thúc 1 nếu có mục mất đi mà chưa "
	    "ghi formerly hay retired."),
	 command_diff},
	{"import gift", N_("Nhập câu hỏi từ tệp GIFT của Moodle"), N_("TỆP"), 1, 1,
	 exchange_options,
	 N_("Đọc chặt: chỗ nào không mang theo được thì nêu dòng, cột và cách sửa, và "
	    "không ghi gì. Câu tự luận và lời dẫn không có câu trả lời thì không nhập "
	    "được. Điểm một phần trở thành lời ghi chú trong tệp."),
	 command_import_gift},
	{"import aiken", N_("Nhập câu hỏi từ tệp Aiken"), N_("TỆP"), 1, 1,
	 exchange_options,
	 N_("Mỗi câu: một dòng hỏi, các dòng “A. …” hoặc “A) …”, rồi “ANSWER: A”."),
	 command_import_aiken},
	{"export gift", N_("Xuất một bài kiểm tra ra tệp GIFT cho Moodle"), N_("MÃ|TỆP"),
	 1, 1, gift_options,
	 N_("Những gì GIFT không viết được (mã lựa chọn, cách so chữ) nằm trong các dòng "
	    "chú thích // kynangso:, để nhập lại không mất gì. Câu làm trên điện thoại mô "
	    "phỏng được để lại."),
	 command_export_gift},
	{"type", N_("Đổi phím Telex hoặc VNI thành chữ Việt, từng dòng"), "", 0, 0,
	 type_options,
	 N_("Phím xóa lùi (byte 0x08 hoặc 0x7f, hay viết là <BS>) xóa chữ "
	    "vừa gõ."),
	 command_type},
	{"learners list", N_("Liệt kê học viên"), N_("[TÌM]"), 0, 1, list_options,
	 N_("TÌM là chữ đầu của các tiếng (nth) hoặc một phần họ tên, không cần dấu."),
	 command_learners_list},
	{"learners show", N_("Xem mọi điều đang lưu về một học viên"), N_("SỐ"), 1, 1,
	 show_options,
	 N_("SỐ là số thứ tự trong learners list. In được cho người ấy. Việc xem được "
	    "ghi vào nhật ký (audit)."),
	 command_learners_show},
	{"learners pairs", N_("Liệt kê các cặp hồ sơ có thể là một người"), "", 0, 0,
	 pairs_options,
	 N_("Mỗi cặp có mức giống và lý do. Chương trình không tự gộp ai, trừ khi cùng "
	    "số định danh: nhân viên quyết định bằng unite hoặc separate, và undo bỏ "
	    "được quyết định ấy."),
	 command_learners_pairs},
	{"learners unite", N_("Ghi rằng hai hồ sơ là một người"), N_("SỐ SỐ"), 2, 2,
	 reason_options,
	 N_("Không gì bị ghi đè: mọi việc học được tính chung, ngày sớm nhất được giữ."),
	 command_learners_unite},
	{"learners separate", N_("Ghi rằng hai hồ sơ là hai người khác nhau"),
	 N_("SỐ SỐ"), 2, 2, no_options, NULL, command_learners_separate},
	{"learners undo", N_("Bỏ quyết định trước về hai hồ sơ"), N_("SỐ SỐ"), 2, 2,
	 no_options, NULL, command_learners_undo},
	{"learners move", N_("Chuyển một lần làm bài sang đúng người"), N_("SỐ SỐ"), 2, 2,
	 move_options,
	 N_("Khi người sau ngồi vào máy mà tên người trước còn mở: lần làm bài của SỐ thứ "
	    "nhất thành của SỐ thứ hai. Chuyển ngược lại là hoàn tác, mọi thứ như cũ."),
	 command_learners_move},
	{"learners due", N_("Liệt kê hồ sơ đã đến hạn xem lại hoặc xóa"), "", 0, 0,
	 due_options,
	 N_("Hạn là ngày đặt riêng cho hồ sơ (learners keep), hoặc số tháng sau lần cuối "
	    "người ấy học, hoặc 15 ngày sau khi rút lại sự đồng ý. Kết thúc 1 nếu có "
	    "hồ sơ đến hạn."),
	 command_learners_due},
	{"learners keep", N_("Đặt ngày lưu riêng cho một hồ sơ"), N_("SỐ"), 1, 1,
	 until_options, NULL, command_learners_keep},
	{"learners attend", N_("Ghi một học viên có mặt ở một buổi của lớp"), N_("SỐ"), 1,
	 1, attend_options,
	 N_("Cũng như điểm danh trên màn hình. SỐ là số thứ tự trong learners list. Buổi của "
	    "ngày đã qua thì thêm --on; ai ghi được giữ lại. --absent bỏ dấu đã ghi nhầm."),
	 command_learners_attend},
	{"learners void", N_("Xem các lần hoàn thành của một học viên, bỏ lần ghi nhầm"),
	 N_("SỐ"), 1, 1, void_options,
	 N_("SỐ là số thứ tự trong learners list. Không có tùy chọn nào khác thì liệt kê các "
	    "lần hoàn thành. Có --reason thì bỏ một lần: người này thôi được tính từ ngày ấy, "
	    "không bài học hay điểm nào bị xóa. --restore tính lại. Nhập lại tệp cũ không "
	    "làm lần đã bỏ sống lại; học xong thêm một bài mà vẫn đủ điều kiện thì có một lần "
	    "hoàn thành mới từ ngày ấy."),
	 command_learners_void},
	{"learners add", N_("Thêm một học viên"), "", 0, 0, add_options, NULL,
	 command_learners_add},
	{"learners correct", N_("Sửa thông tin của một học viên"), N_("SỐ"), 1, 1,
	 correct_options,
	 N_("SỐ là số thứ tự trong learners list. Chỉ những gì nêu ra mới đổi; để trống "
	    "là bỏ, ví dụ --phone \"\". Điều cũ và điều mới được in ra, trừ số định "
	    "danh."),
	 command_learners_correct},
	{"learners withdraw", N_("Ghi rằng một học viên rút lại sự đồng ý"), N_("SỐ"), 1,
	 1, no_options,
	 N_("SỐ là số thứ tự trong learners list. Hồ sơ vẫn còn: muốn xóa thì dùng "
	    "learners erase."),
	 command_learners_withdraw},
	{"learners erase", N_("Xóa hẳn thông tin của một học viên"), N_("SỐ"), 1, 1,
	 erase_options,
	 N_("SỐ là số thứ tự trong learners list. Không có --yes thì chỉ nêu sẽ xóa ai, "
	    "không đổi gì, và kết thúc 2. Xóa rồi không lấy lại được. Số người đã học "
	    "trước nay vẫn giữ nguyên, vì tháng sinh, giới tính và phường, xã được giữ "
	    "lại không kèm tên. Các bản sao lưu cũ vẫn còn thông tin này: hãy tự hủy."),
	 command_learners_erase},
	{"learners import", N_("Nhập học viên từ tệp CSV"), N_("TỆP.csv"), 1, 1,
	 import_options,
	 N_("Dòng đầu của tệp là tên cột, thứ tự nào cũng được, có dấu hay không: "
	    "ho_ten (bắt buộc), ngay_sinh, gioi_tinh, phuong_xa, so_dinh_danh, "
	    "dien_thoai, ngay_hoan_thanh, can_cu, và nguoi_dai_dien (cha, mẹ hoặc người "
	    "giám hộ; bắt buộc nếu dưới 16 tuổi). Cột lạ được bỏ qua và nêu tên.\n"
	    "Mọi lỗi được nêu một lần, theo dòng và cột như trong bảng tính. Còn một "
	    "lỗi thì không ghi gì. Nhập lại đúng tệp ấy không đổi gì: ai trùng số định "
	    "danh, hoặc trùng họ tên, ngày sinh, nơi ở và điện thoại, thì đã có. Ai chỉ "
	    "gần giống thì vẫn được thêm và được nêu là có thể trùng.\n"
	    "Có ngay_hoan_thanh là đã học trước khi có chương trình này; can_cu (giấy "
	    "tờ làm căn cứ) khi đó bắt buộc.\n"
	    "Người nhập bảo đảm được phép lưu thông tin này: sự đồng ý được ghi là “do "
	    "nhân viên nhập theo nhiệm vụ của trung tâm” (bản 0), không phải học viên "
	    "tự bấm. Số định danh chỉ để lại một mã không đọc ngược lại được, mỗi số "
	    "mất khoảng 0,02 giây.\n"
	    "Tệp rất lớn nên nhập ngoài giờ học: 100.000 dòng giữ dữ liệu khoảng một "
	    "phút, khi ấy người khác phải chờ."),
	 command_learners_import},
	{"stats", N_("Xem câu hỏi nào khó, phương án nào gây nhầm, người học vấp ở đâu"),
	 N_("[TỆP|MÃ]"), 0, 1, stats_options,
	 N_("TỆP hoặc MÃ là một bài kiểm tra, bài học, bài thực hành hay câu hỏi (câu hỏi "
	    "trong bài học viết là bài/bước). Không nêu thì xem tất cả, chỗ cần xem đứng "
	    "trước.\n"
	    "Chỉ tính câu trả lời đầu tiên của mỗi người, theo đúng bản chấm hiện nay. Dưới "
	    "20 người thì không nói gì, dưới 100 người thì chỉ nói bằng lời.\n"
	    "CSV và JSON có thêm các cột số: tỷ lệ từ 0 đến 1 với khoảng tin cậy 95 %, "
	    "điểm trung bình, tỷ lệ trừ đoán mò, độ phân biệt. Cách đọc: "
	    "docs/thong-ke-cau-hoi.md."),
	 command_stats},
	{"learners export", N_("Xuất học viên ra tệp cho máy khác nhập"), "", 0, 0,
	 learners_export_options,
	 N_("Các cột đúng như learners import đọc; nhập lại vào chính máy này thì không đổi "
	    "gì. Số định danh không có trong tệp, vì máy chỉ giữ mã không đọc ngược lại "
	    "được; bài đã làm cũng không. Người đã rút lại sự đồng ý được để lại."),
	 command_learners_export},
	{"audit", N_("Xem ai đã làm gì với hồ sơ nào, khi nào"), N_("[SỐ]"), 0, 1,
	 audit_options,
	 N_("Mới nhất trước. Không có họ tên học viên, chỉ có số hồ sơ; không có lý do hay "
	    "căn cứ ai đó đã gõ. SỐ: chỉ những việc chạm đến hồ sơ ấy."),
	 command_audit},
	{"seal keygen", N_("Tạo khóa của thành phố để niêm phong số định danh"),
	 N_("TỆP"), 1, 1, no_options,
	 N_("Khóa bí mật ghi vào TỆP (chỉ chủ đọc được, không ghi đè tệp cũ); khóa công "
	    "khai in ra. Chạy trên máy không nối mạng của thành phố."),
	 command_seal_keygen},
	{"seal key", N_("Đặt khóa công khai của thành phố ở trung tâm này"), N_("KHÓA"),
	 1, 1, no_options,
	 N_("Khóa công khai không bí mật. Có thể để sẵn trong nội dung: mục city_key của "
	    "tệp địa phương."),
	 command_seal_key},
	{"seal token", N_("Bật hoặc tắt mã dò trùng của số định danh"), "on|off", 1, 1,
	 no_options,
	 N_("Bật (bình thường): trung tâm nhận ra hai hồ sơ cùng số. Tắt khi ổ đĩa không "
	    "mã hóa: chỉ còn bản niêm phong mà thành phố mở được."),
	 command_seal_token},
	{"seal open", N_("Mở niêm phong để gộp người cùng số (máy của thành phố)"),
	 N_("TỆP-KHÓA"), 1, 1, no_options,
	 N_("TỆP-KHÓA là tệp của seal keygen. Các số chỉ được so với nhau trong bộ nhớ rồi "
	    "xóa; ai cùng số thì được ghi là một người, trừ cặp đã có người quyết định."),
	 command_seal_open},
	{"count", N_("Đếm số người đã học, mỗi người một lần"), "", 0, 0, count_options,
	 N_("Chắc chắn: mọi ngày sinh và giới tính mà hồ sơ cho phép đều trong độ tuổi. "
	    "Chưa rõ: chỉ một phần. Tỷ lệ là chắc chắn trên số dân trong độ tuổi lao "
	    "động; nơi chưa nhập số dân thì ước lượng và nói rõ. Với độ tuổi khác law "
	    "thì chưa có số dân để chia, nên không có tỷ lệ.\n"
	    "CSV chỉ có số nguyên và ngày dạng 2026-11-22, tỷ lệ tính bằng phần nghìn; "
	    "mã phường viết VN-00004 để bảng tính không làm mất số 0; không có dòng "
	    "tổng."),
	 command_count},
	{"goal list", N_("Xem các chỉ tiêu và chỉ tiêu đang dùng"), "", 0, 0,
	 list_options,
	 N_("Các chỉ tiêu của thành phố nằm trong locale/hanoi/region.yaml, kèm văn bản "
	    "đặt ra chúng."),
	 command_goal_list},
	{"goal set", N_("Chọn chỉ tiêu để so số người đã học"), N_("[MÃ]"), 0, 1,
	 goal_options,
	 N_("MÃ là mã trong goal list. Không nêu mã thì đặt chỉ tiêu riêng bằng --share, "
	    "--by và --source. Báo cáo ghi chỉ tiêu kèm nguồn."),
	 command_goal_set},
	{"export", N_("Xuất kết quả của một kỳ báo cáo"), "", 0, 0, export_options,
	 N_("Mỗi phường, xã một dòng: số dân, người và lượt dự học, hoàn thành, được xác "
	    "nhận, trong đó nữ, nhóm tuổi, ngoài độ tuổi, chưa rõ, lũy kế, tỷ lệ, còn "
	    "thiếu, và tháng đạt chỉ tiêu nếu giữ tốc độ hiện nay. Dưới bảng nêu cách tính "
	    "và nguồn.\n"
	    "Excel: --output bao-cao.xlsx. Trong tệp ấy số là số, ngày là ngày, mã giữ số 0; "
	    "lập lại cùng một báo cáo thì ra đúng tệp ấy.\n"
	    "--outside là bản cho mọi người đọc: dấu … thay cho số từ 1 đến 4 và cho những "
	    "số mà lấy tổng trừ đi sẽ lộ ra chúng. Dạng datapackage luôn như vậy. Lấy "
	    "bản này trừ một bản đã ghi ra tệp để công bố mà ra số từ 1 đến 4 người thì "
	    "chưa ghi, kết thúc 1: hãy chọn ngày xa hơn."),
	 command_export},
	{"population list", N_("Xem số người trong độ tuổi của từng phường, xã"), "", 0,
	 0, population_options,
	 N_("Ba cách tính độ tuổi có số dân riêng. Theo luật mà chưa nhập thì ước lượng, có "
	    "ghi rõ; 15-64 và 18+ chưa nhập thì để trống."),
	 command_population_list},
	{"population export", N_("Xuất số dân đã nhập ra tệp"), "", 0, 0, list_options,
	 N_("Chỉ những số đã nhập, mỗi nơi và mỗi độ tuổi số mới nhất, theo các cột mà population "
	    "import đọc. Nhập lại thì không đổi gì."),
	 command_population_export},
	{"population import", N_("Nhập số người trong độ tuổi từ tệp CSV"), N_("TỆP.csv"),
	 1, 1, import_options,
	 N_("Bốn cột bắt buộc: phuong_xa (mã hoặc tên; “toàn thành phố” nếu chỉ biết số "
	    "chung), dan_so (số người trong độ tuổi), nguon (văn bản nào), ngay (của số "
	    "liệu). Cột do_tuoi: law (theo luật, cũng là khi để trống), 15-64 hoặc 18+."),
	 command_population_import},
	{"letterhead", N_("Xem và đặt phần đầu, phần cuối của báo cáo in ra"), "", 0, 0,
	 letterhead_options,
	 N_("Dùng cho count --format text, pdf và html. Mục nào chưa đặt thì lấy tên và "
	    "phường, xã của trung tâm; không biết thì để dòng chấm cho người ký điền. "
	    "Viết \"\" để bỏ điều đã đặt, - để luôn để trống. Số, chữ ký, dấu và tên "
	    "người ký không bao giờ được in sẵn."),
	 command_letterhead},
	{"recount", N_("Đếm lại từ đầu theo nhật ký"), "", 0, 0, recount_options, NULL,
	 command_recount},
	{"backup", N_("Sao lưu dữ liệu vào một tệp"), N_("TỆP"), 1, 1, no_options,
	 N_("Chạy được cả khi có người đang học. Không bao giờ ghi đè tệp đã có."),
	 command_backup},
	{"restore", N_("Khôi phục dữ liệu từ bản sao lưu"), N_("TỆP"), 1, 1, no_options,
	 N_("Dữ liệu hiện có được giữ bên cạnh với tên "
	    "kynangso.db.before-restore-NGÀY-GIỜ."),
	 command_restore},
	{"doctor", N_("Khám máy: dữ liệu, nội dung, màn hình, đồng hồ, mã hóa ổ đĩa"), "",
	 0, 0, no_options, NULL, command_doctor},
	{"help", N_("Xem cách dùng"), N_("[LỆNH]"), 0, 2, help_options, NULL,
	 command_help},
	{0},
};

const struct command *command_named(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

bool command_is_group(const char *name)
{
	size_t n = strlen(name);
	for (const struct command *c = commands; c->name; c++)
		if (!strncmp(c->name, name, n) && c->name[n] == ' ')
			return true;
	return false;
}

void option_choices(const struct option_row *option, struct buf *out)
{
	if (!option->choices)
		return;
	if (strcmp(option->choices, "@formats") != 0) {
		buf_adds(out, option->choices);
		return;
	}
	for (size_t i = 0; report_formats[i]; i++)
		buf_printf(out, "%s%s", i ? " " : "", report_formats[i]->name);
}
