/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret: what must be random, and what must be of no use to whoever has a copy of the
 * database. libsodium is seen by secret.c only.
 *
 * A token (256 bits) is stored as its digest. A code that somebody types has too few bits
 * for that, so it is stored under a key; and so is what a letter that waits still has to
 * say. The key stands in a file of its own, and never in the database.
 */
#ifndef CONVENE_SECRET_SECRET_H
#define CONVENE_SECRET_SECRET_H

#include "base/op.h"

struct secret_key {
	unsigned char bytes[32];
};

/* Where the key of a database is: $CONVENE_KEY, else beside the file ("forum.db.key").
 * Absent: a database on a server has no such place, and the variable is not set. */
struct str secret_key_path(struct arena *a, struct str url);
/*
 * Reads it, after making it where there is none: 32 random bytes, readable by their owner.
 *   E_INVALID secret.no-place   path is absent
 *   E_INVALID secret.bad-key    it has another length, or others may read it
 *   E_UNAVAILABLE secret.file   it can't be read or made
 */
must_check enum errc secret_key_load(struct op *op, struct str path, struct secret_key *ret);

/* 43 letters, digits, '-' and '_'. */
#define SECRET_TOKEN 43
struct str secret_token(struct arena *a);
/* Eight digits, each code as likely as any other. */
#define SECRET_CODE 8
struct str secret_code(struct arena *a);

#define SECRET_DIGEST 32
/* BLAKE2b-256 (RFC 7693). */
struct str secret_digest(struct arena *a, struct str s);
/* … with a key; the same text for another purpose gives something else. */
struct str secret_mac(struct arena *a, const struct secret_key *key, const char *purpose, struct str s);
/* 32 hex digits that only who has the token can make; for forms that carry them. */
struct str secret_mac_text(struct arena *a, const char *purpose, struct str token);
/* In a time that does not depend on what is in them. */
bool secret_equal(struct str a, struct str b);

/* Encrypted and authenticated (XChaCha20-Poly1305). */
struct str secret_seal(struct arena *a, const struct secret_key *key, struct str plain);
/* false: it was made with another key, or changed. */
bool secret_open(struct arena *a, const struct secret_key *key, struct str sealed, struct str *ret);

#endif
