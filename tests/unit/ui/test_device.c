/* The simulated phone: every app at every size, what is drawn and what is said. */
#include "tests.h"

#include "text/column.h"
#include "ui/device.h"
#include "ui/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct page page;
static struct field field;
static struct canvas canvas;

static int set_up(void **state)
{
	(void)state;
	field_init(&field, FIELD_TEXT, 60);
	canvas_init(&canvas, 24, 80);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	field_release(&field);
	page_release(&page);
	canvas_release(&canvas);
	return 0;
}

/* ── describing and showing ── */

#define SOFT "Quay lại: Esc"

static void describe(const struct device *device)
{
	page_reset(&page);
	device_open(device, NULL, &page);
	device_controls(&page);
	device_control(device, &page, 1, "Nút thứ nhất");
	device_control(device, &page, 2,
		       "Nút thứ hai có tên dài đến mức phải xuống dòng");
	page_field(&page, 3, "Gõ vào đây", &field, NULL, NULL);
	device_close(device, &page);
}

static void show(int rows, int cols)
{
	canvas_resize(&canvas, rows, cols);
	page_layout(&page, rows, cols, 0, 0, false);
	page_paint(&page, &canvas);
}

static void draw(const struct device *device, int rows, int cols)
{
	describe(device);
	show(rows, cols);
}

static void sees(const char *text)
{
	struct buf screen = BUF_INIT;
	if (!canvas_has(&canvas, text)) {
		canvas_dump(&canvas, &screen);
		print_error("%s", screen.data);
		buf_release(&screen);
		fail_msg("not on the screen: %s", text);
	}
}

/* Is this a whole row? */
static bool is_line(const char *text)
{
	struct buf row = BUF_INIT;
	bool found = false;
	for (int i = 0; i < canvas.rows && !found; i++) {
		buf_reset(&row);
		canvas_row_text(&canvas, i, &row);
		found = !strcmp(row.data, text);
	}
	buf_release(&row);
	return found;
}

static void sees_line(const char *text)
{
	struct buf screen = BUF_INIT;
	if (is_line(text))
		return;
	canvas_dump(&canvas, &screen);
	print_error("%s", screen.data);
	buf_release(&screen);
	fail_msg("no line is: %s", text);
}

/* What line mode says, a line for each block. */
static void in_words(struct buf *out)
{
	for (size_t i = 0; i < page.block_count; i++) {
		const struct block *b = &page.blocks[i];
		if (b->kind == BLOCK_ITEM || b->kind == BLOCK_FIELD)
			buf_printf(out, "%s\n", b->text);
		else if (b->note)
			buf_printf(out, "%s\n", b->note);
		else if (b->kind == BLOCK_TEXT)
			buf_printf(out, "%s\n", b->text);
	}
}

static void says(const char *words)
{
	struct buf out = BUF_INIT;
	in_words(&out);
	assert_string_equal(out.data, words);
	buf_release(&out);
}

/* ── contents ── */

struct content {
	const char *title, *from, *at, *address, *text, *voice;
	const char *items[5];
};

static const struct content contents[] = {
	{0},
	{.title = "Tiêu đề",
	 .from = "Con gái",
	 .at = "08:47",
	 .address = "vi-du.example",
	 .text = "Nội dung ngắn.",
	 .voice = "Bác ơi!",
	 .items = {"Một", "Hai: ba", "Wi-Fi: bật", "Độ sáng 4/10",
		   "Người nhận: LÊ VĂN A"}},
	/* Long ones, and words that do not fit a line. */
	{.title =
		 "Một tiêu đề dài đến mức không một cái điện thoại nào vẽ nổi trên một dòng",
	 .from = "Người gửi có cái tên cũng dài không kém gì tiêu đề ở ngay phía trên",
	 .at = "tám giờ bốn mươi bảy phút sáng",
	 .address =
		 "https://mot-dia-chi-rat-dai-khong-co-dau-cach.example/abcdefghijklmnopq",
	 .text = "Nhà phát triển: Công ty trách nhiệm hữu hạn một thành viên "
		 "Rấtdàivàkhôngcódấucáchnàoởgiữacả. Người nhận: ai đó.",
	 .voice = "Một lời nói dài. Nói mãi không thôi, nói đi rồi nói lại, "
		  "chuyệnnọxọchuyệnkiakhôngcódấucáchnàocả.",
	 .items =
		 {"Một mục dài đến mức phải xuống dòng hai ba lần mới hết được cả câu",
		  "Một cái nhãn cũng dài như thế này nữa: và một giá trị dài không kém nó",
		  "Một công tắc có tên dài quá cả bề ngang của máy: tắt",
		  "Thanh kéo có cái tên dài quá cả bề ngang của máy 20/20",
		  "Đến: MỘT NGƯỜI NHẬN CÓ CÁI TÊN DÀI HƠN CẢ BỀ NGANG CỦA MÁY NÀY"}},
	/* Two columns a letter, and marks that stand on the letter before. */
	{.title = "漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	 .from = "漢",
	 .at = "漢字漢字漢",
	 .address = "漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	 .text = "Nhà phát triển: 漢字. e\xCC\x82\xCC\x81 a\xCC\xA3\xCC\x82 漢字漢字漢字漢字漢字漢字漢",
	 .voice = "漢字e\xCC\x82\xCC\x81漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	 .items = {"漢字漢字", "漢字: 漢字漢字漢字漢字漢字漢字漢字漢字漢",
		   "漢字漢字漢字: bật", "漢字漢字漢字漢字漢字漢字漢字 7/10",
		   "Đến: 漢字漢字漢字漢字漢字漢字漢字漢字"}},
	{.title = "",
	 .from = "",
	 .at = "",
	 .address = "",
	 .text = "",
	 .voice = "",
	 .items = {""}},
	{.text = "Dòng một.\nDòng hai.\n\nDòng bốn.\n", .items = {"a\nb"}},
};

static void fill(struct phone *phone, struct device *device, enum phone_app app,
		 const struct content *c)
{
	size_t n = 0;
	while (n < ARRAY_LEN(c->items) && c->items[n])
		n++;
	*phone = (struct phone){
		.app = app,
		.title = c->title,
		.from = c->from,
		.at = c->at,
		.address = c->address,
		.text = c->text,
		.items = {(const char **)(uintptr_t)c->items, n},
	};
	*device = (struct device){
		.show = phone,
		.voice = c->voice,
		.owner = "Bác Tâm",
		.soft = SOFT,
		.ring = c->title != NULL,
		.has_balance = true,
		.balance = 2000000000,
	};
}

/* ── nothing stands outside the frame ── */

static const char *cell(int row, int col)
{
	const struct glyph *c = canvas_at(&canvas, row, col);
	return c ? c->text : "";
}

static bool is_edge(const char *text)
{
	static const char *const edges[] = {"║", "╔", "╗", "╚", "╝", "╟", "╢"};
	for (size_t i = 0; i < ARRAY_LEN(edges); i++)
		if (!strcmp(text, edges[i]))
			return true;
	return false;
}

static void within_the_frame(void)
{
	int left = page.cols >= 60 ? 2 : 0, right = left + FRAME_COLUMNS - 1;
	for (size_t i = 0; i < page.line_count; i++) {
		const struct page_line *line = &page.lines[i];
		if (!line->framed)
			continue;
		assert_true(line->col >= left + 2);
		assert_true(line->col + line->columns <= right - 1);
		assert_true(line->cursor < right - 1);
	}
	for (int i = 0; i < page.height && i + page.scroll < (int)page.line_count; i++) {
		assert_true(is_edge(cell(page.top + i, left)));
		assert_true(is_edge(cell(page.top + i, right)));
		if (right + 1 < page.cols)
			assert_string_equal(cell(page.top + i, right + 1), " ");
	}
}

static void every_app_keeps_its_frame(void **state)
{
	static const int sizes[][2] = {{15, 40}, {19, 46}, {24, 64}, {24, 80}, {60, 120}};
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++)
		for (size_t c = 0; c < ARRAY_LEN(contents); c++)
			for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
				fill(&phone, &device, (enum phone_app)app, &contents[c]);
				describe(&device);
				for (int scroll = 0; scroll < 40; scroll += 10) {
					canvas_resize(&canvas, sizes[s][0], sizes[s][1]);
					page_layout(&page, sizes[s][0], sizes[s][1], 0,
						    scroll, false);
					page_paint(&page, &canvas);
					within_the_frame();
				}
			}
}

/* What every console font has, beside letters: no other sign may be drawn. */
static bool is_safe(const char *text)
{
	static const char safe[] = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╟╢█░▒●■▶•…←↑→↓“”–·";
	return (unsigned char)*text < 0xE2 || strstr(safe, text);
}

static void only_signs_that_every_font_has(void **state)
{
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++)
		for (size_t c = 0; c < 3; c++)
			for (int rows = 15; rows <= 60; rows += 45) {
				fill(&phone, &device, (enum phone_app)app, &contents[c]);
				draw(&device, rows, 40);
				for (int i = 0; i < page.height; i++)
					for (int col = 0; col < 40; col++)
						if (!is_safe(cell(page.top + i, col)))
							fail_msg("app %d draws %s", app,
								 cell(page.top + i, col));
			}
}

/* ── the controls are near on a small screen ── */

static const struct content usual[PHONE_APPS] = {
	[PHONE_HOME] = {.text = "NỘI DUNG"},
	[PHONE_CALL] = {.from = "+84 24 7300 xxxx", .text = "NỘI DUNG"},
	[PHONE_SMS] = {.from = "Ngân hàng Thực Hành", .text = "NỘI DUNG"},
	[PHONE_CHAT] = {.title = "Nhóm cả nhà", .from = "Cháu Tí", .text = "NỘI DUNG"},
	[PHONE_BROWSER] = {.title = "Cổng nộp hồ sơ nhanh",
			   .address = "dich-vu-cong-gov.example",
			   .text = "NỘI DUNG"},
	[PHONE_STORE] = {.title = "Hát Cùng Nhau",
			 .text = "Nhà phát triển: Sông Hồng. NỘI DUNG"},
	[PHONE_SETTINGS] = {.title = "Cài đặt nhanh", .text = "NỘI DUNG"},
	[PHONE_BANK] = {.title = "Xác nhận giao dịch", .text = "NỘI DUNG"},
	[PHONE_QR_SCAN] = {.title = "Quét mã", .text = "NỘI DUNG"},
	[PHONE_PORTAL] = {.title = "Cổng dịch vụ công (bản tập)", .text = "NỘI DUNG"},
	[PHONE_ID] = {.title = "Xác nhận đăng nhập", .text = "NỘI DUNG"},
	[PHONE_HEALTH] = {.title = "Sổ sức khỏe", .text = "NỘI DUNG"},
	[PHONE_CAMERA] = {.title = "Ảnh vừa chụp", .text = "NỘI DUNG"},
	[PHONE_FORM] = {.title = "Chủ hộ nơi thuê", .text = "NỘI DUNG"},
	[PHONE_ALERT] = {.title = "Cảnh báo của máy", .text = "NỘI DUNG"},
};

static void the_head_takes_three_rows(void **state)
{
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++) {
		fill(&phone, &device, (enum phone_app)app, &usual[app]);
		device.ring = app == PHONE_CALL;
		draw(&device, 15, 40);
		size_t at = 0;
		while (at < page.line_count &&
		       !memmem(page.lines[at].text, page.lines[at].len, "NỘI DUNG",
			       strlen("NỘI DUNG")))
			at++;
		if (at > 3)
			fail_msg("app %d: %zu rows before the text", app, at);
		assert_true(page.focus_shown);
	}
}

/* ── what every phone has ── */

static void every_phone_says_what_it_is(void **state)
{
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++)
		for (size_t c = 0; c < ARRAY_LEN(contents); c++) {
			struct buf words = BUF_INIT;
			fill(&phone, &device, (enum phone_app)app, &contents[c]);
			draw(&device, 24, 80);
			sees("MÔ PHỎNG");
			in_words(&words);
			assert_non_null(strstr(words.data, "Điện thoại mô phỏng"));
			buf_release(&words);
			page_reset(&page);
			phone_draw(&phone, NULL, &page);
			show(15, 40);
			sees("MÔ PHỎNG");
		}
}

/* Drawings are nothing to listen to. */
static void no_drawing_is_spoken(void **state)
{
	static const char *const signs[] = {"─", "│", "┌", "└", "═", "║", "█", "░",
					    "■", "▶", "[", "]", "→", "←", "┼"};
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++)
		for (size_t c = 0; c < ARRAY_LEN(contents); c++) {
			struct buf words = BUF_INIT;
			fill(&phone, &device, (enum phone_app)app, &contents[c]);
			describe(&device);
			in_words(&words);
			for (size_t i = 0; i < ARRAY_LEN(signs); i++)
				if (strstr(words.data, signs[i]))
					fail_msg("app %d says %s: %s", app, signs[i],
						 words.data);
			buf_release(&words);
		}
}

/* Each text of the content is spoken, whatever was made of it on the screen. */
static void every_text_is_spoken(void **state)
{
	struct phone phone;
	struct device device;
	(void)state;
	for (int app = 0; app < PHONE_APPS; app++) {
		struct buf words = BUF_INIT;
		const struct content *c = &contents[1];
		fill(&phone, &device, (enum phone_app)app, c);
		describe(&device);
		in_words(&words);
		const char *const texts[] = {
			c->title,    c->from,     c->address,  c->text,     c->voice,
			c->items[0], c->items[1], c->items[2], c->items[3], c->items[4]};
		for (size_t i = 0; i < ARRAY_LEN(texts); i++)
			if (!strstr(words.data, texts[i]))
				fail_msg("app %d does not say %s: %s", app, texts[i],
					 words.data);
		buf_release(&words);
	}
}

static void time_and_soft_keys(void **state)
{
	struct phone phone = {.app = PHONE_HOME};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("╔═ 08:30 ═══ MÔ PHỎNG ═══ 4G 80 % ═╗");
	sees_line("╚══════════════════════════════════╝");
	device.status.at = "09:15";
	device.soft = SOFT;
	draw(&device, 24, 40);
	sees_line("╔═ 09:15 ═══ MÔ PHỎNG ═══ 4G 80 % ═╗");
	sees_line("╚═ Quay lại: Esc ══════════════════╝");
	phone.at = "9:5";
	draw(&device, 24, 40);
	sees_line("╔═ 9:5 ════ MÔ PHỎNG ════ 4G 80 % ═╗");
}

/* A screen says what the edge shows; the next ones keep it until they say otherwise. */
static void network_and_battery(void **state)
{
	struct phone phone = {.app = PHONE_HOME, .network = NETWORK_WIFI, .battery = 9};
	struct device device = {.show = &phone};
	struct buf words = BUF_INIT;
	(void)state;
	draw(&device, 24, 40);
	sees_line("╔═ 08:30 ══ MÔ PHỎNG ══ Wi-Fi 9 % ═╗");
	in_words(&words);
	assert_non_null(strstr(words.data, "Máy đang dùng Wi-Fi. Pin còn 9 %."));
	phone.network = NETWORK_UNSAID;
	phone.battery = 0;
	device.status = (struct phone_status){"21:05", NETWORK_NONE, 100};
	draw(&device, 24, 40);
	sees_line("╔═ 21:05  MÔ PHỎNG  Mất sóng 100% ═╗");
	buf_reset(&words);
	in_words(&words);
	assert_null(strstr(words.data, "sóng"));
	device.status.network = NETWORK_AIRPLANE;
	draw(&device, 24, 40);
	sees_line("╔═ 21:05  MÔ PHỎNG  Máy bay 100 % ═╗");
	buf_release(&words);
}

static void controls_are_items_in_order(void **state)
{
	struct phone phone = {.app = PHONE_FORM};
	struct device device = {.show = &phone, .soft = SOFT};
	(void)state;
	draw(&device, 24, 40);
	assert_int_equal(page_focusables(&page), 3);
	assert_int_equal(page_focused(&page, 0)->id, 1);
	assert_string_equal(page_focused(&page, 0)->text, "Nút thứ nhất");
	assert_int_equal(page_focused(&page, 1)->number, 2);
	assert_int_equal(page_focused(&page, 2)->kind, BLOCK_FIELD);
	sees_line("║ > 1. [Nút thứ nhất             ] ║");
	sees_line("║   2. [Nút thứ hai có tên dài   ] ║");
	sees_line("║      [đến mức phải xuống dòng  ] ║");
	int row = canvas.cursor_row;
	assert_true(canvas_row_has_focus(&canvas, row));
	assert_string_equal(cell(row, canvas.cursor_col), "N");
	assert_int_equal(page_by_row(&page, row), 0);
	assert_int_equal(page_by_row(&page, row + 1), 1);
	assert_int_equal(page_by_row(&page, row + 2), 1);
	phone.app = PHONE_SETTINGS;
	draw(&device, 24, 40);
	sees_line("║ > 1. Nút thứ nhất              → ║");
	assert_string_equal(cell(canvas.cursor_row, canvas.cursor_col), "N");
	sees_line("║      đến mức phải xuống dòng     ║");
}

/* A tap beside the phone is none on it; its lower edge is the key that stands there. */
static void taps_find_what_they_are_on(void **state)
{
	struct phone phone = {.app = PHONE_CALL};
	struct device device = {.show = &phone, .soft = SOFT};
	(void)state;
	draw(&device, 24, 80);
	int row = canvas.cursor_row, edge = row;
	assert_int_equal(page_by_place(&page, row, 10), 0);
	assert_int_equal(page_by_place(&page, row, 60), -1);
	while (edge < 24 && !page_soft_key(&page, edge, 10))
		edge++;
	assert_in_range(edge, row + 1, 23);
	assert_false(page_soft_key(&page, edge, 60));
	assert_int_equal(page_by_place(&page, edge, 10), -1);
	device.soft = NULL;
	draw(&device, 24, 80);
	for (int i = 0; i < 24; i++)
		assert_false(page_soft_key(&page, i, 10));
}

/* Where lines are scarce the buttons give up their edges, last of all. */
static void buttons_give_way(void **state)
{
	struct phone phone = {.app = PHONE_CALL, .from = "Con trai"};
	struct device device = {.show = &phone, .soft = SOFT};
	(void)state;
	draw(&device, 15, 40);
	sees_line("║ > 1. (Nút thứ nhất             ) ║");
	phone.text = "Một\nhai\nba\nbốn\nnăm\nsáu\nbảy\ntám";
	draw(&device, 15, 40);
	assert_false(canvas_has(&canvas, "(Nút"));
	page_layout(&page, 15, 40, 0, 0, true);
	page_paint(&page, &canvas);
	sees_line("║ > 1. Nút thứ nhất                ║");
}

static void still_buttons_cannot_be_pressed(void **state)
{
	const char *buttons[] = {"Chỉ lần này", "Không cho phép"};
	struct phone phone = {.app = PHONE_ALERT,
			      .title = "Đèn pin",
			      .text = "Cho phép đọc tin nhắn?",
			      .buttons = {buttons, 2}};
	(void)state;
	page_reset(&page);
	phone_draw(&phone, NULL, &page);
	show(24, 40);
	assert_int_equal(page_focusables(&page), 0);
	sees_line("║ [Không cho phép                ] ║");
	says("Điện thoại mô phỏng, lúc 08:30.\n"
	     "Thông báo: Đèn pin. Cho phép đọc tin nhắn?\n"
	     "Nút Chỉ lần này.\n"
	     "Nút Không cho phép.\n");
}

/* ── each app as itself ── */

static void call_rings_and_talks(void **state)
{
	struct phone phone = {
		.app = PHONE_CALL, .from = "+84 24 7300 xxxx", .at = "08:47"};
	struct device device = {.show = &phone, .ring = true, .soft = SOFT};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║         +84 24 7300 xxxx         ║");
	sees_line("║         Đang đổ chuông…          ║");
	device.ring = false;
	device.voice = "Bác đọc mã đi.";
	draw(&device, 24, 40);
	sees("Đang nói chuyện");
	sees_line("║ “Bác đọc mã đi.”                 ║");
	says("Điện thoại mô phỏng, lúc 08:47.\n"
	     "Cuộc gọi: +84 24 7300 xxxx. Đang nói chuyện.\n"
	     "“Bác đọc mã đi.”\n"
	     "Nút thứ nhất\n"
	     "Nút thứ hai có tên dài đến mức phải xuống dòng\n"
	     "Gõ vào đây\n");
	/* Nobody talks before somebody says something. */
	device.voice = NULL;
	draw(&device, 24, 40);
	assert_false(canvas_has(&canvas, "Đang"));
	/* Both on one line where lines are scarce and it is long enough. */
	phone.from = "Con trai";
	device.ring = true;
	draw(&device, 15, 40);
	sees_line("║    Con trai · Đang đổ chuông…    ║");
}

static void bubbles_stand_on_their_side(void **state)
{
	const char *items[] = {"Tôi: Con đang ở đâu?", "Con gái: Con ở nhà ạ.",
			       "Đã gửi đến 42 người"};
	struct phone phone = {.app = PHONE_CHAT,
			      .from = "Con gái",
			      .text = "Bác Tâm ơi, mẹ ăn cơm chưa?",
			      .items = {items, 3}};
	struct device device = {.show = &phone, .owner = "Bác Tâm"};
	(void)state;
	draw(&device, 60, 40);
	sees_line("║ ← Con gái             Trò chuyện ║");
	sees_line("║ ┌───────────────────────┐        ║");
	sees_line("║ │ Bác Tâm ơi, mẹ ăn cơm │        ║");
	sees_line("║         ┌──────────────────────┐ ║");
	sees_line("║         │ Tôi: Con đang ở đâu? │ ║");
	sees_line("║       Đã gửi đến 42 người        ║");
	says("Điện thoại mô phỏng, lúc 08:30.\n"
	     "Trò chuyện: Con gái\n"
	     "Con gái nhắn: Bác Tâm ơi, mẹ ăn cơm chưa?\n"
	     "Tôi: Con đang ở đâu?\n"
	     "Con gái: Con ở nhà ạ.\n"
	     "Đã gửi đến 42 người\n"
	     "Nút thứ nhất\n"
	     "Nút thứ hai có tên dài đến mức phải xuống dòng\n"
	     "Gõ vào đây\n");
	draw(&device, 19, 40);
	sees_line("║ │ Bác Tâm ơi, mẹ ăn cơm chưa?    ║");
	sees_line("║           Tôi: Con đang ở đâu? │ ║");
}

/* The owner's words are at the right, also when somebody else writes in that name. */
static void the_owner_is_known_by_name(void **state)
{
	struct phone phone = {
		.app = PHONE_SMS, .from = "Con gái", .text = "Cô Thu hỏi: Con ở đâu?"};
	struct device device = {.show = &phone, .owner = "Cô Thu"};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║       │ Cô Thu hỏi: Con ở đâu? │ ║");
	phone.from = "Cô Thu (máy tự gửi)";
	phone.text = "Cho tôi vay 3 triệu";
	draw(&device, 24, 40);
	sees_line("║          │ Cho tôi vay 3 triệu │ ║");
	phone.from = "Cô Thuận";
	draw(&device, 24, 40);
	sees_line("║ │ Cho tôi vay 3 triệu │          ║");
}

static void group_names_the_writer(void **state)
{
	struct phone phone = {.app = PHONE_CHAT,
			      .title = "Nhóm cả nhà",
			      .from = "Cháu Tí",
			      .text = "Ông ơi!"};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ ← Nhóm cả nhà         Trò chuyện ║");
	sees_line("║ │ Cháu Tí: Ông ơi! │             ║");
}

/* The end of an address says whose page it is: it is never cut. */
static void addresses_are_whole(void **state)
{
	struct phone phone = {
		.app = PHONE_BROWSER,
		.address = "https://dich-vu-cong.thanh-pho.nop-phi-nhanh.example"};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ ┌──────────────────────────────┐ ║");
	sees_line("║ │ ▶                            │ ║");
	sees_line("║ │ https://dich-vu-cong.thanh-p │ ║");
	sees_line("║ │ ho.nop-phi-nhanh.example     │ ║");
	phone.address = "qua-tang.example";
	draw(&device, 15, 40);
	sees_line("║ [▶ qua-tang.example            ] ║");
}

static void icons_stand_in_rows(void **state)
{
	const char *items[] = {"Ảnh", "Cài đặt", "Tin nhắn", "Lịch"};
	struct phone phone = {.app = PHONE_HOME, .items = {items, 4}};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ [  Ảnh   ] [Cài đặt ] [Tin nhắn] ║");
	sees_line("║ [  Lịch  ]                       ║");
	items[1] = "Danh bạ điện";
	draw(&device, 24, 40);
	sees_line("║ [     Ảnh     ] [Danh bạ điện ]  ║");
	items[1] = "Quảng cáo: tặng quà";
	draw(&device, 24, 40);
	sees_line("║ ■ Quảng cáo: tặng quà            ║");
	struct buf words = BUF_INIT;
	in_words(&words);
	assert_non_null(strstr(words.data, "Trên màn hình có: Ảnh, Quảng cáo: tặng quà, "
					   "Tin nhắn, Lịch."));
	buf_release(&words);
}

static void settings_have_switches(void **state)
{
	const char *items[] = {"Wi-Fi: bật", "Chế độ máy bay: tắt", "Độ sáng 4/10",
			       "Micrô: khi dùng ứng dụng", "Âm thanh"};
	struct phone phone = {.app = PHONE_SETTINGS,
			      .title = "Cỡ chữ: nấc 2 trên 7",
			      .items = {items, 5}};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ Wi-Fi                      [bật] ║");
	sees_line("║ Chế độ máy bay             [tắt] ║");
	sees_line("║ Độ sáng 4/10        [████░░░░░░] ║");
	sees_line("║ Micrô          khi dùng ứng dụng ║");
	sees_line("║ Âm thanh                         ║");
	sees_line("║ [██░░░░░]                        ║");
	/* A date or a fraction of something else is none. */
	items[0] = "Ngày 27/11/2026";
	items[1] = "Hạn 05/12";
	items[2] = "Pin 80/100";
	items[3] = "Nấc 8 trên 7";
	items[4] = "24/7";
	phone.title = "Trang 1 trong 3";
	draw(&device, 24, 40);
	assert_false(canvas_has(&canvas, "█"));
	assert_false(canvas_has(&canvas, "░"));
	/* Long ones keep the bar where there is room, and always the words. */
	items[0] = "Cỡ của mọi chữ trên màn hình 3/10";
	draw(&device, 24, 40);
	sees("[███░░░░░░░]");
	draw(&device, 15, 40);
	assert_false(canvas_has(&canvas, "█"));
	sees("Cỡ của mọi chữ trên màn hình");
}

static void bank_shows_who_gets_it(void **state)
{
	const char *items[] = {"Người nhận: TRAN THI HOA", "Số tiền: 500.000 đ",
			       "-500.000 đ"};
	struct phone phone = {
		.app = PHONE_BANK, .title = "Xác nhận giao dịch", .items = {items, 3}};
	struct device device = {.show = &phone, .has_balance = true, .balance = 8000000};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ Xác nhận giao dịch     Ngân hàng ║");
	sees("8.000.000");
	sees_line("║ │ Người nhận                   │ ║");
	sees_line("║ │ TRAN THI HOA                 │ ║");
	sees_line("║ Số tiền                500.000 đ ║");
	draw(&device, 15, 40);
	sees_line("║ Người nhận: TRAN THI HOA         ║");
	/* Nobody's phone shows nobody's money. */
	device.has_balance = false;
	phone.items.count = 0;
	phone.text = "Đến: LÊ VĂN LẠ. Cảnh báo: tài khoản này lạ.";
	draw(&device, 24, 40);
	assert_false(canvas_has(&canvas, "Số dư"));
	sees_line("║ │ LÊ VĂN LẠ                    │ ║");
	sees_line("║ Cảnh báo: tài khoản này lạ.      ║");
}

static void store_names_the_maker(void **state)
{
	const char *items[] = {"Đánh giá: 4,5 sao"};
	struct phone phone = {.app = PHONE_STORE,
			      .title = "Hát Cùng Nhau",
			      .text = "Nhà phát triển: Sông Hồng. 2 triệu lượt tải.",
			      .items = {items, 1}};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ ┌───┐ Hát Cùng Nhau              ║");
	sees_line("║ │ H │ Nhà phát triển:            ║");
	sees_line("║ └───┘ Sông Hồng                  ║");
	sees_line("║ 2 triệu lượt tải.                ║");
	sees_line("║ Đánh giá                 4,5 sao ║");
	draw(&device, 15, 40);
	sees_line("║ Nhà phát triển: Sông Hồng        ║");
	phone.text = "Nhà phát triển: Sông Hồng";
	draw(&device, 24, 40);
	sees_line("║ └───┘ Sông Hồng                  ║");
}

static void forms_have_fields(void **state)
{
	const char *items[] = {"Họ tên: Nguyễn Thị Tâm",
			       "Nơi đăng ký khai sinh lần đầu: phường Hoa Sữa, Hà Nội",
			       "Tra cứu hồ sơ"};
	struct phone phone = {.app = PHONE_FORM, .items = {items, 3}};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ Họ tên: [Nguyễn Thị Tâm        ] ║");
	sees_line("║ Nơi đăng ký khai sinh lần đầu:   ║");
	sees_line("║ [phường Hoa Sữa, Hà Nội        ] ║");
	sees_line("║ • Tra cứu hồ sơ                  ║");
	phone.app = PHONE_ID;
	draw(&device, 24, 40);
	sees_line("║ │ Họ tên: [Nguyễn Thị Tâm    ] │ ║");
	draw(&device, 15, 40);
	sees_line("║ Họ tên: [Nguyễn Thị Tâm        ] ║");
	phone.app = PHONE_HEALTH;
	draw(&device, 24, 40);
	sees_line("║ ┼ Sức khỏe                       ║");
}

static void cameras_have_corners(void **state)
{
	struct phone phone = {.app = PHONE_QR_SCAN,
			      .text = "Đưa ô vuông vào giữa khung, giữ yên máy."};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ ┌──                          ──┐ ║");
	sees_line("║   Đưa ô vuông vào giữa khung,    ║");
	sees_line("║ └──                          ──┘ ║");
	draw(&device, 15, 40);
	sees_line("║ ┌ Đưa ô vuông vào giữa khung,  ┐ ║");
	sees_line("║ └         giữ yên máy.         ┘ ║");
}

static void alerts_are_marked(void **state)
{
	struct phone phone = {.app = PHONE_ALERT,
			      .title = "Đặt lại máy?",
			      .text = "Ảnh sẽ bị xóa hết."};
	struct device device = {.show = &phone};
	(void)state;
	draw(&device, 24, 40);
	sees_line("║ ┌───────────── ! ──────────────┐ ║");
	sees_line("║ │ Đặt lại máy?                 │ ║");
	draw(&device, 15, 40);
	sees_line("║ ! Đặt lại máy?                   ║");
	sees_line("║ │ Ảnh sẽ bị xóa hết.             ║");
	struct buf words = BUF_INIT;
	in_words(&words);
	assert_non_null(
		strstr(words.data, "Thông báo: Đặt lại máy? Ảnh sẽ bị xóa hết.\n"));
	buf_release(&words);
}

int test_device(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_app_keeps_its_frame),
		cmocka_unit_test(only_signs_that_every_font_has),
		cmocka_unit_test(the_head_takes_three_rows),
		cmocka_unit_test(every_phone_says_what_it_is),
		cmocka_unit_test(no_drawing_is_spoken),
		cmocka_unit_test(every_text_is_spoken),
		cmocka_unit_test(time_and_soft_keys),
		cmocka_unit_test(network_and_battery),
		cmocka_unit_test(controls_are_items_in_order),
		cmocka_unit_test(taps_find_what_they_are_on),
		cmocka_unit_test(buttons_give_way),
		cmocka_unit_test(still_buttons_cannot_be_pressed),
		cmocka_unit_test(call_rings_and_talks),
		cmocka_unit_test(bubbles_stand_on_their_side),
		cmocka_unit_test(the_owner_is_known_by_name),
		cmocka_unit_test(group_names_the_writer),
		cmocka_unit_test(addresses_are_whole),
		cmocka_unit_test(icons_stand_in_rows),
		cmocka_unit_test(settings_have_switches),
		cmocka_unit_test(bank_shows_who_gets_it),
		cmocka_unit_test(store_names_the_maker),
		cmocka_unit_test(forms_have_fields),
		cmocka_unit_test(cameras_have_corners),
		cmocka_unit_test(alerts_are_marked),
	};
	return cmocka_run_group_tests_name("device", tests, set_up, tear_down);
}
