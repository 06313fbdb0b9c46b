/* Secrets: hashes, randomness, passwords and PINs, recovery codes, sealed citizen ids.
 *
 * This layer is the one door to libsodium: only secret.c includes sodium.h, and no type of the
 * library shows here. Call secret_init() once at the start, before any other function below.
 *
 * What protects what:
 *	passwords, PINs	Argon2id; parameters live in the stored string, so they can be raised
 *	recovery codes	95 random bits; stored as secret_hash() of the normalised code
 *	citizen ids	sealed to the city's *public* key: a centre's PC cannot read them back
 *
 * A PIN is a courtesy between classmates, never the protection of a stolen file: a million PINs
 * are tried in three hours on one core.
 *
 * Digits, passwords and keys are the caller's memory: secret_wipe() them after use.
 */
#ifndef SECRET_SECRET_H
#define SECRET_SECRET_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_SIZE 32
#define KEY_SIZE 32

/* ── the base: hash, randomness, hex ─────────────────────────────────────────────────── */

bool secret_init(struct err *err); /* may be called again */

/* BLAKE2b-256 (RFC 7693), of bytes in one piece or in many. */
void secret_hash(uint8_t out[HASH_SIZE], const void *data, size_t n);

/* Was it damaged? Four times as fast as secret_hash(), and no hash: whoever wants to finds other bytes
 * with the same sum. Poly1305 with a key that is known. */
#define CHECKSUM_SIZE 16
void secret_checksum(uint8_t out[CHECKSUM_SIZE], const void *data, size_t n);

struct hash {
	_Alignas(
		64) unsigned char state[384]; /* the library's own, checked in secret.c */
};

void hash_init(struct hash *hash);
void hash_init_keyed(struct hash *hash, const uint8_t key[KEY_SIZE]);
void hash_add(struct hash *hash, const void *data, size_t n);
void hash_end(struct hash *hash, uint8_t out[HASH_SIZE]); /* and wipes the state */

void secret_random(void *out, size_t n);
uint32_t secret_random_below(uint32_t limit); /* 0 … limit-1, without bias */

/* Lower-case hex and a NUL: 2 n + 1 bytes at `out`. */
void secret_hex(char *out, const void *data, size_t n);
/* False unless `hex` is exactly 2 n hex digits (either case); then `out` is zero. */
bool secret_unhex(void *out, size_t n, const char *hex);

/* Equal? Takes the same time wherever the first difference lies. */
bool secret_equal(const void *a, const void *b, size_t n);
/* Overwrites memory in a way the compiler does not leave out. */
void secret_wipe(void *data, size_t n);

/* ── passwords and PINs ──────────────────────────────────────────────────────────────── */

#define PASSWORD_STORED_SIZE 128

/* What is stored for a password or PIN: "$argon2id$v=19$m=…", salted anew each time. The password
 * is taken as bytes, so give NFC. False only where 7 MiB of memory cannot be had. */
bool password_hash(const char *password, char out[PASSWORD_STORED_SIZE]);
/* False for a wrong password and for a stored string that is NULL or damaged; all take the time
 * of one hash. */
bool password_verify(const char *stored, const char *password);
/* Was it made with weaker (or other) parameters than today's? Hash again after a good login. */
bool password_needs_rehash(const char *stored);
/* For names nobody has: costs what password_verify() costs, so that time tells nothing. */
void password_dummy_verify(const char *password);

/* The rules for new ones; the reason is in err, in words for the person at the keyboard.
 * birth_year is 0 where it is not known. */
bool pin_acceptable(const char *pin, int birth_year, struct err *err);
bool password_acceptable(const char *password, struct err *err);

/* ── recovery codes ──────────────────────────────────────────────────────────────────── */

#define RECOVERY_CODE_SIZE 32

/* A new one, to be written on paper: "7KQM-XR4T-…", five groups of four from 27 letters and
 * digits that cannot be taken for each other: 95.1 bits. */
void recovery_code(char out[RECOVERY_CODE_SIZE]);
/* A typed code in the form recovery_code() gives: any case, spaces and dashes anywhere; the
 * look-alikes that never occur are read as the digit meant (B 8, G 6, S 5, Z 2).
 * False and "" if it cannot be a code. */
bool recovery_code_normalise(const char *typed, char out[RECOVERY_CODE_SIZE]);

/* ── sealing to the city's key ───────────────────────────────────────────────────────── */

#define SEAL_OVERHEAD 48
#define ID_DIGITS 12
#define ID_SEALED_SIZE (ID_DIGITS + SEAL_OVERHEAD)
#define ID_SALT_SIZE 16

/* X25519 keys; the secret one stays on the city's off-line machine. */
void seal_keypair(uint8_t public_key[KEY_SIZE], uint8_t secret_key[KEY_SIZE]);
/* The public key that belongs to a secret one. */
void seal_public(const uint8_t secret_key[KEY_SIZE], uint8_t public_key[KEY_SIZE]);
/* Appends n + SEAL_OVERHEAD bytes that only the secret key opens; sealing twice gives different
 * bytes, so equal people cannot be seen. False for an unusable public key. */
bool secret_seal(const uint8_t public_key[KEY_SIZE], const void *data, size_t n,
		 struct buf *out);
/* Appends the plain bytes; false (and nothing appended) if a bit was changed. */
bool secret_open(const uint8_t public_key[KEY_SIZE], const uint8_t secret_key[KEY_SIZE],
		 const void *sealed, size_t n, struct buf *out);

/* The same for a citizen's id of exactly 12 ASCII digits. id_open() writes digits and NUL;
 * "" where it fails. */
bool id_seal(const uint8_t public_key[KEY_SIZE], const char *digits, struct buf *out);
bool id_open(const uint8_t public_key[KEY_SIZE], const uint8_t secret_key[KEY_SIZE],
	     const void *sealed, size_t n, char digits[ID_DIGITS + 1]);

/* A slow pseudonym of an id, for looking up duplicates: Argon2id with the given salt. Ids are few
 * (a region's can be listed), so this only makes each guess cost 18 ms: what it gives is still
 * personal data. False if it is not 12 digits or memory is short; then `out` is zero. */
bool id_token(const char *digits12, const uint8_t salt[ID_SALT_SIZE],
	      uint8_t out[HASH_SIZE]);

#endif
