/* kynangso seal keygen, key, token, open: the city's key that personal ids are sealed to. Centres
 * seal and forget; only the city's intake, off-line, opens, to find who is one person across
 * centres. It keeps no number either. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/line.h"
#include "secret/secret.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define HEX_BYTES (2 * KEY_SIZE + 1)

/* ── making a key ──────────────────────────────────────────────────────────────────────── */

static bool write_secret(const char *path, const uint8_t secret[KEY_SIZE],
			 struct err *err)
{
	char line[HEX_BYTES + 1];
	secret_hex(line, secret, KEY_SIZE);
	line[HEX_BYTES - 1] = '\n';
	bool ok = file_write(path, line, HEX_BYTES, 0600, false, err);
	secret_wipe(line, sizeof(line));
	return ok;
}

int command_seal_keygen(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE];
	char hex[HEX_BYTES];
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!secret_init(&err))
		return cli_fail(cli, &err);
	seal_keypair(public_key, secret_key);
	bool ok = write_secret(args.operands[0], secret_key, &err);
	secret_wipe(secret_key, sizeof(secret_key));
	if (!ok)
		return cli_fail(cli, &err);
	secret_hex(hex, public_key, sizeof(public_key));
	cli_print(cli, "%s\n", hex);
	cli_say(cli,
		_("Khóa công khai ở trên: ghi vào mục city_key của tệp địa phương, hoặc ở "
		  "mỗi trung tâm chạy kynangso seal key. Khóa bí mật nằm trong %s: chỉ "
		  "giữ trên máy không nối mạng của thành phố, và một bản giấy trong két."),
		args.operands[0]);
	return EXIT_FINE;
}

/* ── at a centre ───────────────────────────────────────────────────────────────────────── */

int command_seal_key(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct centre centre;
	struct buf probe = BUF_INIT;
	uint8_t key[KEY_SIZE];
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!secret_init(&err))
		return cli_fail(cli, &err);
	/* A key that nothing can be sealed to would lose every number from here on. */
	bool usable = secret_unhex(key, sizeof(key), args.operands[0]) &&
		      id_seal(key, "001180000000", &probe);
	buf_release(&probe);
	if (!usable)
		return cli_misused(
			cli, _("Khóa công khai là 64 chữ số hệ 16, do kynangso seal "
			       "keygen in ra."));
	if (!cli_open(cli, STORE_OPEN, &err) || !cli_centre(cli, &centre, &err) ||
	    !store_centre_key(cli->store, key, &err) ||
	    !store_note(cli->store, "city-key", 0, "", &err))
		return cli_fail(cli, &err);
	cli_print(cli, _("Từ nay số định danh được niêm phong bằng khóa này.\n"));
	return EXIT_FINE;
}

int command_seal_token(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool on = !strcmp(args.operands[0], "on");
	if (!on && strcmp(args.operands[0], "off") != 0)
		return cli_misused(cli, _("Ghi on (bật) hoặc off (tắt)."));
	if (!cli_store(cli, STORE_OPEN, &err) ||
	    !store_setting_put(cli->store, 0, "id_token", on ? "" : "off", &err) ||
	    !store_note(cli->store, "id-token", 0, args.operands[0], &err))
		return cli_fail(cli, &err);
	cli_print(cli, "%s\n",
		  on ? _("Bật: mỗi số định danh để lại một mã dò trùng.")
		     : _("Tắt: số định danh nhập từ nay chỉ còn bản niêm phong (nếu có "
			 "khóa của thành phố). Mã đã có trước đây vẫn còn."));
	return EXIT_FINE;
}

/* ── at the city ───────────────────────────────────────────────────────────────────────── */

struct two {
	int64_t a, b;
};

/* A number as it is compared: hashed with a key that lives as long as this run. */
struct opened {
	uint8_t hash[HASH_SIZE];
	int64_t learner;
};

struct opening {
	struct cli *cli;
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE], once[KEY_SIZE];
	struct opened *list;
	size_t count, cap, failed, mismatched, united, standing;
	/* Pairs of learners whose numbers are one slip apart. */
	struct two *near;
	size_t near_count, near_cap, waiting;
};

static void hash_digits(const struct opening *o, const char *digits,
			uint8_t out[HASH_SIZE])
{
	struct hash hash;
	hash_init_keyed(&hash, o->once);
	hash_add(&hash, digits, ID_DIGITS);
	hash_end(&hash, out);
}

static bool open_one(void *user, int64_t learner, const void *sealed, size_t size)
{
	struct opening *o = user;
	char digits[ID_DIGITS + 1];
	if (!id_open(o->public_key, o->secret_key, sealed, size, digits)) {
		o->failed++;
		return true;
	}
	ALLOC_GROW(o->list, o->count + 1, o->cap);
	struct opened *opened = &o->list[o->count++];
	opened->learner = learner;
	hash_digits(o, digits, opened->hash);
	struct learner known;
	if (store_learner(o->cli->store, learner, &known, NULL) &&
	    citizen_id_mismatch(digits, known.person.sex, &known.person.birth)) {
		o->mismatched++;
		cli_say(o->cli,
			_("Học viên số %lld: số định danh không hợp với giới tính hoặc "
			  "năm sinh trong hồ sơ, hoặc mã tỉnh lạ. Hãy xem lại."),
			(long long)learner);
	}
	secret_wipe(digits, sizeof(digits));
	return true;
}

static int by_hash(const void *x, const void *y)
{
	const struct opened *a = x, *b = y;
	int order = memcmp(a->hash, b->hash, sizeof(a->hash));
	return order ? order : a->learner < b->learner ? -1 : a->learner > b->learner;
}

static bool unite_equal(struct opening *o, struct err *err)
{
	enum same_id_outcome outcome;
	if (o->count)
		qsort(o->list, o->count, sizeof(*o->list), by_hash);
	for (size_t i = 1; i < o->count; i++) {
		const struct opened *a = &o->list[i - 1], *b = &o->list[i];
		if (memcmp(a->hash, b->hash, sizeof(a->hash)) != 0)
			continue;
		if (!store_unite_by_id(o->cli->store, a->learner, b->learner, &outcome,
				       err))
			return false;
		o->united += outcome == SAME_ID_UNITED;
		o->standing += outcome == SAME_ID_DECIDED;
	}
	return true;
}

/* Who has this number; all of them, as a number may be on several records. */
static void take_slip(struct opening *o, int64_t learner, const char *slip)
{
	uint8_t hash[HASH_SIZE];
	size_t low = 0, high = o->count;
	hash_digits(o, slip, hash);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (memcmp(o->list[middle].hash, hash, sizeof(hash)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < o->count && !memcmp(o->list[low].hash, hash, sizeof(hash)); low++) {
		/* Found from both ends. */
		if (o->list[low].learner < learner)
			continue;
		ALLOC_GROW(o->near, o->near_count + 1, o->near_cap);
		o->near[o->near_count++] = (struct two){learner, o->list[low].learner};
	}
}

static bool near_one(void *user, int64_t learner, const void *sealed, size_t size)
{
	struct opening *o = user;
	char digits[ID_DIGITS + 1];
	char slips[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1];
	if (!id_open(o->public_key, o->secret_key, sealed, size, digits))
		return true;
	size_t count = citizen_id_slips(digits, slips);
	for (size_t i = 0; i < count; i++)
		take_slip(o, learner, slips[i]);
	secret_wipe(digits, sizeof(digits));
	secret_wipe(slips, sizeof(slips));
	return true;
}

/* A number mistyped is another person, with proof: staff see those who are alike otherwise. */
static bool keep_near(struct opening *o, struct err *err)
{
	struct store *store = o->cli->store;
	if (!store_sealed_each(store, near_one, o, err))
		return false;
	for (size_t i = 0; i < o->near_count; i++) {
		bool put;
		if (!store_id_near_put(store, o->near[i].a, o->near[i].b, &put, err))
			return false;
		o->waiting += put;
	}
	return true;
}

static bool read_keys(struct opening *o, const char *path, struct err *err)
{
	char *line = line_read(path, err);
	bool ok = line && (secret_unhex(o->secret_key, KEY_SIZE, line) ||
			   err_set(err, ERR_DATA,
				   _("Tệp khóa bí mật phải có 64 chữ số hệ 16 ở dòng "
				     "đầu.")));
	line_free(line);
	if (ok)
		seal_public(o->secret_key, o->public_key);
	secret_random(o->once, sizeof(o->once));
	return ok;
}

static bool open_all(struct opening *o, struct err *err)
{
	struct store *store = o->cli->store;
	if (!store_sealed_each(store, open_one, o, err) || !store_begin(store, err))
		return false;
	if (unite_equal(o, err) && keep_near(o, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

int command_seal_open(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct opening o = {.cli = cli};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	cli_course(cli, &(struct err){0});
	bool ok = secret_init(&err) && read_keys(&o, args.operands[0], &err) &&
		  cli_open(cli, STORE_OPEN, &err) && open_all(&o, &err) &&
		  store_note(cli->store, "seals-opened", 0, "", &err);
	secret_wipe(o.secret_key, sizeof(o.secret_key));
	secret_wipe(o.once, sizeof(o.once));
	if (o.count)
		secret_wipe(o.list, o.count * sizeof(*o.list));
	free(o.list);
	free(o.near);
	if (!ok)
		return cli_fail(cli, &err);
	cli_print(cli, _("Đã mở %s số niêm phong; không số nào được giữ lại.\n"),
		  number_text((int64_t)o.count).s);
	cli_print(cli, _("  Gộp vì cùng số: %s cặp\n"), number_text((int64_t)o.united).s);
	if (o.standing)
		cli_print(cli, _("  Cùng số nhưng đã có người quyết định: %s cặp\n"),
			  number_text((int64_t)o.standing).s);
	if (o.mismatched)
		cli_print(cli, _("  Không hợp với hồ sơ: %s người\n"),
			  number_text((int64_t)o.mismatched).s);
	if (o.waiting)
		cli_print(cli,
			  _("  Số gần giống nhau và hồ sơ cũng giống, chờ xem: %s cặp\n"),
			  number_text((int64_t)o.waiting).s);
	if (o.failed)
		cli_print(cli, _("  Không mở được (niêm phong bằng khóa khác): %s\n"),
			  number_text((int64_t)o.failed).s);
	return o.failed ? EXIT_FINDINGS : EXIT_FINE;
}
