/* SPDX-License-Identifier: Apache-2.0 */
/* pack: bytes made smaller for keeping (Zstandard, RFC 8878). Pure. */
#ifndef CONVENE_TEXT_PACK_H
#define CONVENE_TEXT_PACK_H

#include <stdbool.h>

#include "base/arena.h"

/* In the arena. */
struct str pack(struct arena *a, struct str bytes);
/* size: what was packed, at most 1 GB. false: it is damaged. */
bool unpack(struct arena *a, struct str packed, size_t size, struct str *ret);

#endif
