/* Hashes against vectors made with other implementations (Python's hashlib, the argon2 reference
 * code), sealed round trips, and what tampering does. */
#include "secret/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_secret(void);

static void assert_hex(const uint8_t *bytes, size_t n, const char *expected)
{
	char hex[2 * 64 + 1];

	secret_hex(hex, bytes, n);
	assert_string_equal(hex, expected);
}

static const struct {
	const char *data;
	const char *hex;
} vectors[] = {
	{"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
	{"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
};

static void hashes_known_vectors(void **state)
{
	uint8_t out[HASH_SIZE];
	uint8_t bytes[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		secret_hash(out, vectors[i].data, strlen(vectors[i].data));
		assert_hex(out, sizeof(out), vectors[i].hex);
	}
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)i;
	secret_hash(out, bytes, sizeof(bytes));
	assert_hex(out, sizeof(out),
		   "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835");
}

static void sums_show_damage(void **state)
{
	uint8_t bytes[100], whole[CHECKSUM_SIZE], sum[CHECKSUM_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7);
	secret_checksum(whole, bytes, sizeof(bytes));
	secret_checksum(sum, bytes, sizeof(bytes));
	assert_memory_equal(sum, whole, CHECKSUM_SIZE);
	for (size_t i = 0; i < 8 * sizeof(bytes); i++) {
		bytes[i / 8] ^= (uint8_t)(1 << i % 8);
		secret_checksum(sum, bytes, sizeof(bytes));
		assert_memory_not_equal(sum, whole, CHECKSUM_SIZE);
		bytes[i / 8] ^= (uint8_t)(1 << i % 8);
	}
	for (size_t n = 0; n < sizeof(bytes); n++) {
		secret_checksum(sum, bytes, n);
		assert_memory_not_equal(sum, whole, CHECKSUM_SIZE);
	}
}

static void hashes_in_pieces(void **state)
{
	char *million = malloc(1000000);
	uint8_t out[HASH_SIZE];
	struct hash hash;

	(void)state;
	memset(million, 'a', 1000000);
	hash_init(&hash);
	for (size_t done = 0, piece = 1; done < 1000000; done += piece) {
		piece = piece * 3 % 8191 + 1;
		if (piece > 1000000 - done)
			piece = 1000000 - done;
		hash_add(&hash, million + done, piece);
	}
	hash_end(&hash, out);
	free(million);
	assert_hex(out, sizeof(out),
		   "0741850f36cba4259628355d1073e24ddb9ca0e1bfac36fd39ae5dc2101e23a4");
}

static void hashes_with_a_key(void **state)
{
	uint8_t key[KEY_SIZE], out[HASH_SIZE];
	struct hash hash;

	(void)state;
	for (size_t i = 0; i < sizeof(key); i++)
		key[i] = (uint8_t)i;
	hash_init_keyed(&hash, key);
	hash_add(&hash, "ab", 2);
	hash_add(&hash, "c", 1);
	hash_end(&hash, out);
	assert_hex(out, sizeof(out),
		   "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f");
}

static void hex_goes_there_and_back(void **state)
{
	static const char *const wrong[] = {"",       "00ff1",   "00ff1a0", "00ff1a00",
					    "00ff1g", "00 f1a",  "00:f1a",  " 00ff1a",
					    "0x00ff", "00ff1\n", "00ff1a\n"};
	uint8_t bytes[3] = {0x00, 0xff, 0x1a}, back[3];
	char hex[7];

	(void)state;
	secret_hex(hex, bytes, sizeof(bytes));
	assert_string_equal(hex, "00ff1a");
	assert_true(secret_unhex(back, sizeof(back), hex));
	assert_memory_equal(back, bytes, sizeof(bytes));
	assert_true(secret_unhex(back, sizeof(back), "00FF1A"));
	assert_memory_equal(back, bytes, sizeof(bytes));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		memset(back, 7, sizeof(back));
		assert_false(secret_unhex(back, sizeof(back), wrong[i]));
		assert_memory_equal(back, "\0\0\0", 3);
	}
}

static void random_bytes_differ(void **state)
{
	uint8_t a[32], b[32], zero[32] = {0};
	unsigned seen = 0;

	(void)state;
	secret_random(a, sizeof(a));
	secret_random(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
	assert_memory_not_equal(a, zero, sizeof(a));
	for (int i = 0; i < 1000; i++) {
		uint32_t n = secret_random_below(5);
		assert_true(n < 5);
		seen |= 1u << n;
	}
	assert_int_equal(seen, 0x1f);
}

static void compares_and_wipes(void **state)
{
	char word[] = "001080123456";

	(void)state;
	assert_true(secret_equal("abc", "abc", 3));
	assert_false(secret_equal("abc", "abd", 3));
	assert_false(secret_equal("xbc", "abc", 3));
	assert_true(secret_equal("abc", "xyz", 0));
	secret_wipe(word, sizeof(word));
	for (size_t i = 0; i < sizeof(word); i++)
		assert_int_equal(word[i], 0);
}

/* Both made by the reference code; salts 00…0f. */
static const char today[] = "$argon2id$v=19$m=7168,t=5,p=1$AAECAwQFBgcICQoLDA0ODw$"
			    "nSfatxvr5noTBcUW7gu2W8kUKACnrW6tc6qW7+EbUac";
static const char other[] = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$"
			    "Ra7GJSP2BaGKucxQRODTnh/O9rE13vnvEXhZfob7jLw";

static void verifies_what_another_program_stored(void **state)
{
	(void)state;
	assert_true(password_verify(today, "mat khau cua toi"));
	assert_false(password_verify(today, "mat khau cua tui"));
	assert_false(password_needs_rehash(today));
	assert_true(password_verify(other, "mat khau cua toi"));
	assert_true(password_needs_rehash(other));
}

static void stores_and_verifies_passwords(void **state)
{
	char a[PASSWORD_STORED_SIZE], b[PASSWORD_STORED_SIZE];

	(void)state;
	assert_true(password_hash("con mèo trèo cây cau", a));
	assert_true(password_hash("con mèo trèo cây cau", b));
	assert_string_not_equal(a, b);
	assert_memory_equal(a, today, strlen("$argon2id$v=19$m=7168,t=5,p=1$"));
	assert_false(password_needs_rehash(a));
	assert_true(password_verify(a, "con mèo trèo cây cau"));
	assert_true(password_verify(b, "con mèo trèo cây cau"));
	assert_false(password_verify(a, "con meo treo cay cau"));
	assert_false(password_verify(a, "con mèo trèo cây ca"));
	assert_false(password_verify(a, ""));
	password_dummy_verify("ai đó");
}

static void damaged_strings_verify_nothing(void **state)
{
	char stored[PASSWORD_STORED_SIZE], damaged[PASSWORD_STORED_SIZE];
	size_t n;

	(void)state;
	assert_false(password_verify(NULL, "x"));
	assert_false(password_verify("", ""));
	assert_false(password_verify("x", "x"));
	assert_false(password_verify("$argon2id$v=19$m=7168,t=5,p=1$$", ""));
	assert_true(password_needs_rehash("x"));
	assert_true(password_hash("2580", stored));
	n = strlen(stored);
	for (size_t i = 0; i < n; i += 7) {
		strcpy(damaged, stored);
		damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
		assert_false(password_verify(damaged, "2580"));
		strcpy(damaged, stored);
		damaged[i] = '\0';
		assert_false(password_verify(damaged, "2580"));
	}
}

static const char id[] = "001080123456";

static void seals_an_id(void **state)
{
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE];
	struct buf a = BUF_INIT, b = BUF_INIT;
	char digits[ID_DIGITS + 1];

	(void)state;
	seal_keypair(public_key, secret_key);
	buf_adds(&a, "x");
	assert_true(id_seal(public_key, id, &a));
	assert_true(id_seal(public_key, id, &b));
	assert_int_equal(a.len, 1 + ID_SEALED_SIZE);
	assert_int_equal(b.len, ID_SEALED_SIZE);
	assert_int_equal(a.data[0], 'x');
	assert_memory_not_equal(a.data + 1, b.data, ID_SEALED_SIZE);
	assert_true(id_open(public_key, secret_key, a.data + 1, ID_SEALED_SIZE, digits));
	assert_string_equal(digits, id);
	assert_true(id_open(public_key, secret_key, b.data, b.len, digits));
	assert_string_equal(digits, id);
	buf_release(&a);
	buf_release(&b);
}

static void refuses_what_is_no_id(void **state)
{
	static const char *const wrong[] = {"",
					    "00108012345",
					    "0010801234567",
					    "00108012345a",
					    " 01080123456",
					    "001 080 123 4",
					    "00108012345\n",
					    "001080123456 "};
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE], token[HASH_SIZE];
	uint8_t salt[ID_SALT_SIZE] = {0}, zero[HASH_SIZE] = {0};
	struct buf out = BUF_INIT;
	char digits[ID_DIGITS + 1];

	(void)state;
	seal_keypair(public_key, secret_key);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		assert_false(id_seal(public_key, wrong[i], &out));
		assert_int_equal(out.len, 0);
		memset(token, 7, sizeof(token));
		assert_false(id_token(wrong[i], salt, token));
		assert_memory_equal(token, zero, sizeof(zero));
	}
	/* Rightly sealed, but not an id. */
	assert_true(secret_seal(public_key, "00108012345a", ID_DIGITS, &out));
	assert_false(id_open(public_key, secret_key, out.data, out.len, digits));
	assert_string_equal(digits, "");
	buf_release(&out);
}

static void every_changed_bit_is_noticed(void **state)
{
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE], other_secret[KEY_SIZE];
	uint8_t other_public[KEY_SIZE];
	struct buf sealed = BUF_INIT;
	char digits[ID_DIGITS + 1];

	(void)state;
	seal_keypair(public_key, secret_key);
	seal_keypair(other_public, other_secret);
	assert_true(id_seal(public_key, id, &sealed));
	/* The top bit of the 32nd byte is not part of an X25519 key, yet the nonce covers it. */
	for (size_t bit = 0; bit < sealed.len * 8; bit++) {
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
		strcpy(digits, "x");
		assert_false(
			id_open(public_key, secret_key, sealed.data, sealed.len, digits));
		assert_string_equal(digits, "");
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	for (size_t n = 0; n < sealed.len; n++)
		assert_false(id_open(public_key, secret_key, sealed.data, n, digits));
	assert_false(
		id_open(other_public, other_secret, sealed.data, sealed.len, digits));
	assert_false(id_open(public_key, other_secret, sealed.data, sealed.len, digits));
	assert_true(id_open(public_key, secret_key, sealed.data, sealed.len, digits));
	buf_release(&sealed);
}

static void seals_any_bytes(void **state)
{
	uint8_t public_key[KEY_SIZE], secret_key[KEY_SIZE];
	struct buf sealed = BUF_INIT, back = BUF_INIT;

	(void)state;
	seal_keypair(public_key, secret_key);
	for (size_t n = 0; n < 100; n += 33) {
		char data[100];
		memset(data, (int)n, sizeof(data));
		buf_reset(&sealed);
		buf_reset(&back);
		buf_adds(&back, "trước ");
		size_t before = back.len;
		assert_true(secret_seal(public_key, data, n, &sealed));
		assert_int_equal(sealed.len, n + SEAL_OVERHEAD);
		assert_true(secret_open(public_key, secret_key, sealed.data, sealed.len,
					&back));
		assert_int_equal(back.len, before + n);
		assert_memory_equal(back.data + before, data, n);
		sealed.data[sealed.len - 1] ^= 1;
		assert_false(secret_open(public_key, secret_key, sealed.data, sealed.len,
					 &back));
		assert_int_equal(back.len, before + n);
		assert_false(secret_open(public_key, secret_key, sealed.data,
					 SEAL_OVERHEAD - 1, &back));
	}
	buf_release(&sealed);
	buf_release(&back);
}

static void refuses_a_weak_public_key(void **state)
{
	uint8_t zero[KEY_SIZE] = {0};
	struct buf out = BUF_INIT;

	(void)state;
	buf_adds(&out, "x");
	assert_false(id_seal(zero, id, &out));
	assert_string_equal(out.data, "x");
	buf_release(&out);
}

static void makes_tokens_of_ids(void **state)
{
	uint8_t salt[ID_SALT_SIZE], a[HASH_SIZE], b[HASH_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(salt); i++)
		salt[i] = (uint8_t)i;
	assert_true(id_token(id, salt, a));
	/* Made by the reference code. */
	assert_hex(a, sizeof(a),
		   "a03cd984cb278c4051b8a22b9eb7992a2ca0063f1ec3ed52f98feae11f6792ca");
	salt[0] ^= 1;
	assert_true(id_token(id, salt, b));
	assert_memory_not_equal(a, b, sizeof(a));
	salt[0] ^= 1;
	assert_true(id_token("001080123457", salt, b));
	assert_memory_not_equal(a, b, sizeof(a));
}

int test_secret(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_known_vectors),
		cmocka_unit_test(sums_show_damage),
		cmocka_unit_test(hashes_in_pieces),
		cmocka_unit_test(hashes_with_a_key),
		cmocka_unit_test(hex_goes_there_and_back),
		cmocka_unit_test(random_bytes_differ),
		cmocka_unit_test(compares_and_wipes),
		cmocka_unit_test(verifies_what_another_program_stored),
		cmocka_unit_test(stores_and_verifies_passwords),
		cmocka_unit_test(damaged_strings_verify_nothing),
		cmocka_unit_test(seals_an_id),
		cmocka_unit_test(refuses_what_is_no_id),
		cmocka_unit_test(every_changed_bit_is_noticed),
		cmocka_unit_test(seals_any_bytes),
		cmocka_unit_test(refuses_a_weak_public_key),
		cmocka_unit_test(makes_tokens_of_ids),
	};

	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
