/* The door to libsodium. Everything here is a thin, named use of one of its functions. */
#include "secret/secret.h"

#include "base/i18n.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(struct hash) >= sizeof(crypto_generichash_state),
	       "struct hash must hold the library's state");
_Static_assert(_Alignof(struct hash) >= _Alignof(crypto_generichash_state),
	       "struct hash must be aligned as the library's state");
_Static_assert(KEY_SIZE == crypto_box_PUBLICKEYBYTES &&
		       KEY_SIZE == crypto_box_SECRETKEYBYTES,
	       "X25519 keys");
_Static_assert(SEAL_OVERHEAD == crypto_box_SEALBYTES, "length of a seal");
_Static_assert(PASSWORD_STORED_SIZE == crypto_pwhash_STRBYTES, "Argon2id string");
_Static_assert(ID_SALT_SIZE == crypto_pwhash_argon2id_SALTBYTES, "Argon2id salt");

/* Of the choices that OWASP's Password Storage Cheat Sheet (2026) calls equally strong, the one
 * with the least memory: 100 people logging in at once on two cores took 1.8 s, against 17 s and
 * 6 GiB with libsodium's own "interactive" figures. */
#define PASSWORD_PASSES 5
#define PASSWORD_MEMORY (7 * 1024 * 1024)

/* The OWASP choice of 19 MiB: ids are asked for one at a time, so the memory may be larger. */
#define ID_PASSES 2
#define ID_MEMORY (19 * 1024 * 1024)

bool secret_init(struct err *err)
{
	if (sodium_init() < 0)
		return err_set(
			err, ERR_UNAVAILABLE,
			_("Không khởi động được phần bảo mật (libsodium). Hãy khởi động "
			  "lại máy rồi thử lại."));
	return true;
}

void secret_checksum(uint8_t out[CHECKSUM_SIZE], const void *data, size_t n)
{
	/* Any key that is not weak: of zeros, every sum would be zero. */
	static const uint8_t key[crypto_onetimeauth_KEYBYTES] =
		"Ky Nang So, tong kiem tra 32 by";
	_Static_assert(CHECKSUM_SIZE == crypto_onetimeauth_BYTES, "Poly1305");
	crypto_onetimeauth(out, data, n, key);
}

void secret_hash(uint8_t out[HASH_SIZE], const void *data, size_t n)
{
	crypto_generichash(out, HASH_SIZE, data, n, NULL, 0);
}

/* The library's state inside the caller's struct. */
static crypto_generichash_state *state_of(struct hash *hash)
{
	return (void *)hash->state;
}

void hash_init(struct hash *hash)
{
	crypto_generichash_init(state_of(hash), NULL, 0, HASH_SIZE);
}

void hash_init_keyed(struct hash *hash, const uint8_t key[KEY_SIZE])
{
	crypto_generichash_init(state_of(hash), key, KEY_SIZE, HASH_SIZE);
}

void hash_add(struct hash *hash, const void *data, size_t n)
{
	crypto_generichash_update(state_of(hash), data, n);
}

void hash_end(struct hash *hash, uint8_t out[HASH_SIZE])
{
	crypto_generichash_final(state_of(hash), out, HASH_SIZE);
	secret_wipe(hash, sizeof(*hash));
}

void secret_random(void *out, size_t n)
{
	randombytes_buf(out, n);
}

uint32_t secret_random_below(uint32_t limit)
{
	return randombytes_uniform(limit);
}

void secret_hex(char *out, const void *data, size_t n)
{
	sodium_bin2hex(out, 2 * n + 1, data, n);
}

bool secret_unhex(void *out, size_t n, const char *hex)
{
	size_t got = 0, length = strlen(hex);
	const char *end = NULL;

	if (!sodium_hex2bin(out, n, hex, length, NULL, &got, &end) && got == n &&
	    end == hex + length)
		return true;
	memset(out, 0, n);
	return false;
}

bool secret_equal(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void secret_wipe(void *data, size_t n)
{
	sodium_memzero(data, n);
}

bool password_hash(const char *password, char out[PASSWORD_STORED_SIZE])
{
	if (!crypto_pwhash_str_alg(out, password, strlen(password), PASSWORD_PASSES,
				   PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13))
		return true;
	memset(out, 0, PASSWORD_STORED_SIZE);
	return false;
}

bool password_verify(const char *stored, const char *password)
{
	/* -1 is also "cannot be read": those must not answer faster than a wrong password. */
	if (!stored || crypto_pwhash_str_needs_rehash(stored, PASSWORD_PASSES,
						      PASSWORD_MEMORY) < 0) {
		password_dummy_verify(password);
		return false;
	}
	return crypto_pwhash_str_verify(stored, password, strlen(password)) == 0;
}

bool password_needs_rehash(const char *stored)
{
	return crypto_pwhash_str_needs_rehash(stored, PASSWORD_PASSES, PASSWORD_MEMORY) !=
	       0;
}

void password_dummy_verify(const char *password)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char out[HASH_SIZE];

	/* The result is of no use; a failure would only mean that memory is short. */
	(void)!crypto_pwhash(out, sizeof(out), password, strlen(password), salt,
			     PASSWORD_PASSES, PASSWORD_MEMORY,
			     crypto_pwhash_ALG_ARGON2ID13);
	secret_wipe(out, sizeof(out));
}

void seal_keypair(uint8_t public_key[KEY_SIZE], uint8_t secret_key[KEY_SIZE])
{
	crypto_box_keypair(public_key, secret_key);
}

void seal_public(const uint8_t secret_key[KEY_SIZE], uint8_t public_key[KEY_SIZE])
{
	crypto_scalarmult_base(public_key, secret_key);
}

bool secret_seal(const uint8_t public_key[KEY_SIZE], const void *data, size_t n,
		 struct buf *out)
{
	size_t before = out->len;

	buf_pad(out, 0, n + SEAL_OVERHEAD);
	if (!crypto_box_seal((unsigned char *)out->data + before, data, n, public_key))
		return true;
	buf_truncate(out, before);
	return false;
}

bool secret_open(const uint8_t public_key[KEY_SIZE], const uint8_t secret_key[KEY_SIZE],
		 const void *sealed, size_t n, struct buf *out)
{
	size_t before = out->len;

	if (n < SEAL_OVERHEAD)
		return false;
	buf_pad(out, 0, n - SEAL_OVERHEAD);
	if (!crypto_box_seal_open((unsigned char *)out->data + before, sealed, n,
				  public_key, secret_key))
		return true;
	buf_truncate(out, before);
	return false;
}

static bool is_id(const char *digits)
{
	return strspn(digits, "0123456789") == ID_DIGITS && !digits[ID_DIGITS];
}

bool id_seal(const uint8_t public_key[KEY_SIZE], const char *digits, struct buf *out)
{
	return is_id(digits) && secret_seal(public_key, digits, ID_DIGITS, out);
}

bool id_open(const uint8_t public_key[KEY_SIZE], const uint8_t secret_key[KEY_SIZE],
	     const void *sealed, size_t n, char digits[ID_DIGITS + 1])
{
	memset(digits, 0, ID_DIGITS + 1);
	if (n == ID_SEALED_SIZE &&
	    !crypto_box_seal_open((unsigned char *)digits, sealed, n, public_key,
				  secret_key) &&
	    is_id(digits))
		return true;
	secret_wipe(digits, ID_DIGITS + 1);
	return false;
}

bool id_token(const char *digits12, const uint8_t salt[ID_SALT_SIZE],
	      uint8_t out[HASH_SIZE])
{
	if (is_id(digits12) &&
	    !crypto_pwhash_argon2id(out, HASH_SIZE, digits12, ID_DIGITS, salt, ID_PASSES,
				    ID_MEMORY, crypto_pwhash_argon2id_ALG_ARGON2ID13))
		return true;
	memset(out, 0, HASH_SIZE);
	return false;
}
