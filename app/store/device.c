/* Which machine writes this journal.
 *
 * Events are keyed (device, seq), so two databases must never write under one device id: a disk
 * that was cloned, a folder carried to another PC, an old copy put back by hand. A file outside
 * the database remembers the device, its last seq and the machine. Whatever does not fit means
 * that this may be a copy whose original goes on, and it becomes a device of its own: that costs
 * sixteen bytes, while a fork could only be mended by hand.
 */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/number.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* "kynangso-device 1 <32 hex> <20 digits> <32 hex>\n": one write of a fixed size. */
struct marker {
	uint8_t device[DEVICE_BYTES], machine[DEVICE_BYTES];
	int64_t seq;
};
#define MARKER_FORMAT "kynangso-device 1 %s %020lld %s\n"
#define MARKER_SIZE 105

/* The number itself is not to be shown around (machine-id(5)), so it is hashed. */
static void this_machine(uint8_t machine[DEVICE_BYTES])
{
	char text[64] = "";
	uint8_t full[HASH_BYTES];
	struct hash hash;
	int fd = open("/etc/machine-id", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text));

	if (fd >= 0)
		close(fd);
	hash_init(&hash);
	hash_add(&hash, "kynangso machine", 16);
	hash_add(&hash, text, n > 0 ? (size_t)n : 0);
	hash_end(&hash, full);
	memcpy(machine, full, DEVICE_BYTES);
}

static bool marker_read(struct store *store, struct marker *marker)
{
	char text[MARKER_SIZE + 1] = "", device[33], machine[33];
	long long seq;

	if (store->marker < 0 ||
	    pread(store->marker, text, MARKER_SIZE, 0) != MARKER_SIZE ||
	    sscanf(text, "kynangso-device 1 %32s %20lld %32s", device, &seq, machine) !=
		    3)
		return false;
	marker->seq = seq;
	return secret_unhex(marker->device, DEVICE_BYTES, device) &&
	       secret_unhex(marker->machine, DEVICE_BYTES, machine);
}

bool device_remembers(struct store *store)
{
	struct marker marker;

	return marker_read(store, &marker) && marker.seq > 0;
}

static bool last_seq(struct store *store, int64_t *seq, struct err *err)
{
	return db_int(store, STMT_DEVICE_LAST_SEQ, 0, seq, "i", err, store->device);
}

/* Written after every commit, without waiting for the disk: it may lag behind after a power cut,
 * and never runs ahead, which is all that is asked of it. */
void device_mark(struct store *store)
{
	char text[2 * MARKER_SIZE], device[33], machine[33];
	int64_t seq;

	if (store->marker < 0 || store->mode == STORE_READ ||
	    !last_seq(store, &seq, NULL))
		return;
	secret_hex(device, store->device_id, DEVICE_BYTES);
	secret_hex(machine, store->machine, DEVICE_BYTES);
	snprintf(text, sizeof(text), MARKER_FORMAT, device, (long long)seq, machine);
	/* What is left of a failed write does not parse, which is as good as no marker. */
	ssize_t written = pwrite(store->marker, text, MARKER_SIZE, 0);
	(void)written;
}

bool device_number(struct store *store, const uint8_t id[DEVICE_BYTES], int64_t *number,
		   struct err *err)
{
	if (!db_int(store, STMT_DEVICE_NUMBER, 0, number, "b", err, id,
		    (size_t)DEVICE_BYTES))
		return false;
	if (*number)
		return true;
	if (!db_run(store, STMT_DEVICE_ADD, "bsi", err, id, (size_t)DEVICE_BYTES, "",
		    (int64_t)0))
		return false;
	*number = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool device_renew(struct store *store, const char *reason, struct err *err)
{
	uint8_t id[DEVICE_BYTES];
	int64_t tick;

	secret_random(id, sizeof(id));
	/* Its first event comes after everything this database has seen. */
	if (!db_int(store, STMT_TICK_LAST, 0, &tick, "", err) ||
	    !meta_put_int(store, "tick_seen", tick, err) ||
	    !db_run(store, STMT_DEVICE_ADD, "bsi", err, id, (size_t)DEVICE_BYTES, reason,
		    clock_now(store->clock)))
		return false;
	store->device = sqlite3_last_insert_rowid(store->db);
	memcpy(store->device_id, id, sizeof(id));
	store->appended = true; /* for the marker */
	return meta_put_int(store, "device", store->device, err);
}

/* What store_restore() leaves instead of a marker. */
static bool restored(struct store *store)
{
	static const char note[] = "kynangso-device restore";
	char text[sizeof(note)] = "";

	return pread(store->marker, text, sizeof(note) - 1, 0) > 0 && !strcmp(text, note);
}

/* NULL: all is as it was left. */
static const char *doubt(struct store *store, const struct marker *marker, bool marked)
{
	int64_t seq;

	if (!store->device)
		return "new";
	if (!store->path)
		return NULL;
	if (!marked)
		return restored(store) ? "restore" : "unmarked";
	if (memcmp(marker->device, store->device_id, DEVICE_BYTES) != 0)
		return "other";
	if (!last_seq(store, &seq, NULL) || seq < marker->seq)
		return "behind";
	return memcmp(marker->machine, store->machine, DEVICE_BYTES) != 0 ? "machine"
									  : NULL;
}

static bool load_device(struct store *store, struct err *err)
{
	if (!meta_int(store, "device", 0, &store->device, err))
		return false;
	if (!store->device)
		return true;
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_ID, "i", store->device);
	int row = db_step(store, stmt, err);
	if (row > 0) {
		memcpy(store->device_id, sqlite3_column_blob(stmt, 0), DEVICE_BYTES);
		db_end(stmt);
		return true;
	}
	return row < 0 ? false : db_fail_at(store->path, SQLITE_CORRUPT, err);
}

static bool look(struct store *store, const char **reason, struct err *err)
{
	struct marker marker;
	/* The marker first: another process may commit in between, and then the database may
	 * only be ahead of it. */
	bool marked = marker_read(store, &marker);

	if (!load_device(store, err))
		return false;
	*reason = doubt(store, &marker, marked);
	return true;
}

bool device_settle(struct store *store, struct err *err)
{
	const char *reason;

	/* Who cannot write needs no name to write under. */
	if (store->mode == STORE_READ || sqlite3_db_readonly(store->db, NULL) == 1)
		return load_device(store, err);
	this_machine(store->machine);
	if (!look(store, &reason, err))
		return false;
	if (!reason)
		return true;
	/* Again behind the gate: two processes at a first start must not make two devices. */
	if (!tx_begin(store, err))
		return false;
	bool ok = look(store, &reason, err) &&
		  (!reason || device_renew(store, reason, err));
	return tx_end(store, ok, err);
}

static const struct {
	const char *reason, *words;
} reasons[] = {
	{"new", N_("được tạo khi lập trung tâm")},
	{"unmarked",
	 N_("đổi mã máy, vì tệp dữ liệu nằm ở đây mà thiếu tệp `device` đi kèm: có "
	    "thể đã được chép từ nơi khác")},
	{"other", N_("đổi mã máy, vì tệp dữ liệu của một máy khác đã được chép vào đây")},
	{"behind",
	 N_("đổi mã máy, vì một bản dữ liệu cũ đã được chép đè lên bản mới hơn")},
	{"machine", N_("đổi mã máy, vì dữ liệu đã được chuyển sang máy tính khác")},
	{"restore", N_("đổi mã máy, vì dữ liệu được khôi phục từ bản sao lưu")},
};

void device_report(struct store *store, struct buf *report)
{
	char hex[33];
	struct buf day = BUF_INIT;
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICES_MADE, "");

	while (db_step(store, stmt, NULL) > 0) {
		const char *words = "";
		for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
			if (!strcmp(reasons[i].reason, db_text(stmt, 1)))
				words = _(reasons[i].words);
		}
		secret_hex(hex, sqlite3_column_blob(stmt, 0), DEVICE_BYTES);
		buf_reset(&day);
		day_format(&day, day_of_instant(sqlite3_column_int64(stmt, 2)));
		buf_printf(report, _("Mã máy %.8s: %s (%s).\n"), hex, words, day.data);
	}
	buf_release(&day);
}
