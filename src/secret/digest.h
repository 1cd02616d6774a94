/* SPDX-License-Identifier: Apache-2.0 */
/* digest: a name for exact bytes. BLAKE2b with 256 bits (RFC 7693), 64 hex
 * digits in lower case. Pure. */
#ifndef CONVENE_SECRET_DIGEST_H
#define CONVENE_SECRET_DIGEST_H

#include "base/arena.h"

struct str digest_hex(struct arena *a, struct str bytes);
/* A number of 64 bits, for keys that need not be secret: the first of BLAKE2b-128. */
uint64_t digest_number(struct str bytes);

#endif
