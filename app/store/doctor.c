/* Is all well with the data? In lines of words, for `kynangso doctor` and the machine check. */
#include "store/db.h"

#include "base/i18n.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The versions where a PASSIVE checkpoint beside writers may corrupt the database: "WAL-reset",
 * 3.7.0 to 3.51.2, mended in 3.51.3 and in the late 3.44 and 3.50 releases. */
static bool wal_reset_bug(int version)
{
	return version < 3051003 && !(version >= 3044006 && version < 3045000) &&
	       !(version >= 3050007 && version < 3051000);
}

static void say_sqlite(struct buf *report)
{
	if (wal_reset_bug(sqlite3_libversion_number()))
		buf_printf(report,
			   _("SQLite %s: có lỗi WAL-reset đã biết; chương trình tránh "
			     "được lỗi "
			     "này. Đừng dùng công cụ khác để mở tệp dữ liệu khi chương "
			     "trình "
			     "đang chạy.\n"),
			   sqlite3_libversion());
	else
		buf_printf(report, _("SQLite %s.\n"), sqlite3_libversion());
}

static void say_place(struct store *store, struct buf *report)
{
	char mode[16] = "?";
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(store->db, "PRAGMA journal_mode", -1, &stmt, NULL) ==
		    SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		db_copy(stmt, 0, mode, sizeof(mode));
	sqlite3_finalize(stmt);
	if (!store->path) {
		buf_adds(report,
			 _("Dữ liệu nằm trong bộ nhớ, sẽ mất khi đóng chương trình.\n"));
		return;
	}
	buf_printf(report, _("Tệp dữ liệu: %s\n"), store->path);
	buf_printf(report,
		   _("Hệ thống tệp: %s. Cách ghi: %s, ghi chắc xuống đĩa từng bước.\n"),
		   store->file_system, mode);
}

static bool say_journal(struct store *store, struct buf *report, bool *sound,
			struct err *err)
{
	struct journal_stats stats;
	struct err found = {0};
	bool whole;

	if (!store_journal_stats(store, &stats, err) ||
	    !store_journal_verify(store, &whole, &found))
		return found.kind ? err_set(err, found.kind, "%s", found.text) : false;
	buf_printf(report,
		   _("Nhật ký: %s sự kiện của %s máy; %s học viên, %s người đã hoàn "
		     "thành.\n"),
		   number_text(stats.events).s, number_text(stats.devices).s,
		   number_text(stats.learners).s, number_text(stats.completions).s);
	if (stats.suspect)
		buf_printf(report,
			   _("Có %s sự kiện ghi lúc đồng hồ máy sai. Hãy kiểm tra giờ "
			     "và pin "
			     "đồng hồ của máy.\n"),
			   number_text(stats.suspect).s);
	buf_printf(report, "%s\n", whole ? _("Chuỗi nhật ký nguyên vẹn.") : found.text);
	if (erase_pending(store))
		buf_adds(
			report,
			_("Thông tin của người đã xóa còn nằm trong tệp ghi tạm (-wal), vì "
			  "lúc ấy có cửa sổ khác đang đọc. Hãy đóng mọi cửa sổ rồi mở "
			  "lại.\n"));
	*sound = *sound && whole && !erase_pending(store);
	return true;
}

/* A duty of the centre, and no fault of the data. */
static bool say_due(struct store *store, struct buf *report, struct err *err)
{
	struct due *due;
	size_t count;

	if (!store_due(store, store_day(store), &due, &count, err))
		return false;
	free(due);
	if (count)
		buf_printf(report,
			   _("Có %s hồ sơ đã đến hạn xem lại hoặc xóa: kynangso learners "
			     "due.\n"),
			   number_text((int64_t)count).s);
	return true;
}

static bool say_tally(struct store *store, struct buf *report, bool *sound,
		      struct err *err)
{
	bool fresh;

	if (!store->region)
		return true;
	if (!tally_fresh(store, &fresh, err))
		return false;
	if (!fresh)
		buf_adds(report, _("Số đếm cần đếm lại: hãy chạy kynangso recount.\n"));
	*sound = *sound && fresh;
	return true;
}

bool store_doctor(struct store *store, struct buf *report, bool *sound, struct err *err)
{
	int version, application;
	char first[200];

	say_sqlite(report);
	say_place(store, report);
	if (!database_version(store->db, &version, &application))
		return db_fail(store, sqlite3_extended_errcode(store->db), err);
	buf_printf(report, _("Bản dữ liệu: %d.\n"), version);
	*sound = database_sound(store->db, first, sizeof(first));
	if (*sound)
		buf_adds(report, _("Tệp dữ liệu lành lặn.\n"));
	else
		buf_printf(report,
			   _("TỆP DỮ LIỆU BỊ HỎNG (%s). Hãy ngừng dùng và khôi phục bản "
			     "sao lưu "
			     "gần nhất: kynangso restore TỆP.\n"),
			   first);
	device_report(store, report);
	return say_journal(store, report, sound, err) &&
	       say_tally(store, report, sound, err) && say_due(store, report, err);
}
