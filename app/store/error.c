/* SQLite's result codes in words for people: one table. */
#include "store/db.h"

#include "base/i18n.h"

static const struct {
	int code; /* primary or extended; extended ones first */
	enum err_kind kind;
	const char *words;
} table[] = {
	{SQLITE_READONLY_DBMOVED, ERR_IO,
	 N_("Tệp dữ liệu đã bị dời đi hoặc thay bằng tệp khác trong lúc chương trình "
	    "đang "
	    "chạy. Hãy đóng chương trình rồi mở lại.")},
	/* The shared memory of the log finds no room: the first thing that happens on a full disk. */
	{SQLITE_IOERR_SHMSIZE, ERR_IO,
	 N_("Ổ đĩa đã đầy nên không lưu thêm được. Những gì đã lưu vẫn còn nguyên. Hãy "
	    "xóa bớt "
	    "tệp không cần trên ổ đĩa rồi làm lại bước này.")},
	{SQLITE_READONLY_DIRECTORY, ERR_NOPERM,
	 N_("Thư mục dữ liệu không cho ghi. Hãy nhờ người quản trị máy cấp quyền ghi vào thư "
	    "mục "
	    "đó.")},
	{SQLITE_IOERR_CORRUPTFS, ERR_IO,
	 N_("Ổ đĩa báo rằng hệ thống tệp bị hỏng. Hãy ngừng dùng máy này và khôi phục "
	    "bản sao "
	    "lưu lên một ổ đĩa khác.")},
	{SQLITE_BUSY_RECOVERY, ERR_TEMPFAIL,
	 N_("Dữ liệu đang được một cửa sổ khác kiểm tra lại sau lần tắt máy. Hãy chờ một "
	    "phút "
	    "rồi thử lại.")},
	{SQLITE_BUSY, ERR_TEMPFAIL,
	 N_("Dữ liệu đang bận vì có người khác đang ghi. Chưa có gì bị mất: hãy thử lại "
	    "sau ít "
	    "giây.")},
	{SQLITE_LOCKED, ERR_TEMPFAIL,
	 N_("Dữ liệu đang bận vì có người khác đang ghi. Chưa có gì bị mất: hãy thử lại "
	    "sau ít "
	    "giây.")},
	{SQLITE_FULL, ERR_IO,
	 N_("Ổ đĩa đã đầy nên không lưu thêm được. Những gì đã lưu vẫn còn nguyên. Hãy "
	    "xóa bớt "
	    "tệp không cần trên ổ đĩa rồi làm lại bước này.")},
	{SQLITE_READONLY, ERR_NOPERM,
	 N_("Dữ liệu chỉ cho đọc, không ghi được. Hãy kiểm tra quyền của thư mục dữ "
	    "liệu, hoặc ổ "
	    "đĩa có bị khóa ghi không.")},
	{SQLITE_IOERR, ERR_IO,
	 N_("Ổ đĩa đọc ghi bị lỗi. Hãy tắt chương trình, kiểm tra ổ đĩa, và giữ kỹ bản "
	    "sao lưu "
	    "gần nhất.")},
	{SQLITE_CORRUPT, ERR_IO,
	 N_("Tệp dữ liệu bị hỏng. Hãy khôi phục từ bản sao lưu gần nhất: kynangso "
	    "restore TỆP.")},
	{SQLITE_NOTADB, ERR_DATA,
	 N_("Tệp này không phải là tệp dữ liệu của Kỹ Năng Số. Hãy chọn đúng tệp, hoặc "
	    "khôi phục "
	    "từ bản sao lưu.")},
	{SQLITE_CANTOPEN, ERR_NOINPUT,
	 N_("Không mở được tệp dữ liệu. Hãy kiểm tra tệp còn ở đó và người dùng này có "
	    "quyền "
	    "đọc ghi.")},
	{SQLITE_PERM, ERR_NOPERM,
	 N_("Người dùng này không có quyền với tệp dữ liệu. Hãy nhờ người quản trị máy cấp "
	    "quyền.")},
	{SQLITE_AUTH, ERR_NOPERM,
	 N_("Người dùng này không có quyền với tệp dữ liệu. Hãy nhờ người quản trị máy cấp "
	    "quyền.")},
	{SQLITE_TOOBIG, ERR_DATA,
	 N_("Nội dung này dài quá, không lưu được. Hãy viết ngắn lại.")},
	{SQLITE_INTERRUPT, ERR_TEMPFAIL,
	 N_("Việc này đã được dừng giữa chừng theo yêu cầu.")},
	{SQLITE_NOLFS, ERR_OS,
	 N_("Hệ điều hành không cho tệp lớn như vậy. Hãy dời dữ liệu sang ổ đĩa khác.")},
	{SQLITE_CONSTRAINT, ERR_SOFTWARE,
	 N_("Chương trình định lưu một điều trái với quy tắc của dữ liệu nên đã dừng "
	    "lại; không "
	    "có gì bị thay đổi. Hãy báo lỗi này cho người phụ trách phần mềm.")},
};

static const char *const otherwise = N_(
	"Kho dữ liệu gặp lỗi bất ngờ nên việc vừa rồi chưa được lưu. Hãy chạy: kynangso "
	"doctor, và báo cho người phụ trách phần mềm.");

static int find(int code)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < ARRAY_LEN(table); i++) {
			if (table[i].code == (pass ? code & 0xff : code))
				return (int)i;
		}
	}
	return -1;
}

enum err_kind db_kind(int code)
{
	int i = find(code);
	return i < 0 ? ERR_SOFTWARE : table[i].kind;
}

const char *db_words(int code)
{
	int i = find(code);
	return _(i < 0 ? otherwise : table[i].words);
}

bool db_fail_at(const char *path, int code, struct err *err)
{
	if ((code & 0xff) == SQLITE_NOMEM)
		die("%s", _("Máy hết bộ nhớ. Những gì đã lưu vẫn còn nguyên."));
	if (path)
		return err_set(err, db_kind(code), "%s: %s (SQLite %d)", path,
			       db_words(code), code);
	return err_set(err, db_kind(code), "%s (SQLite %d)", db_words(code), code);
}

bool db_fail(struct store *store, int code, struct err *err)
{
	/* A full disk or an I/O error makes SQLite roll back without being asked. */
	if (store->depth && sqlite3_get_autocommit(store->db))
		store->spoiled = true;
	/* Wrong SQL is a bug of ours, and SQLite's own words say where. */
	if ((code & 0xff) == SQLITE_ERROR)
		return err_set(err, ERR_SOFTWARE, "%s (SQLite %d: %s)", db_words(code),
			       code, sqlite3_errmsg(store->db));
	return db_fail_at(NULL, code, err);
}
