/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refs: references between messages as they are stored: numbers of nodes, each
 * 7 bits a byte, lowest first, the eighth bit set where more follow. Pure.
 */
#ifndef CONVENE_MAIL_REFS_H
#define CONVENE_MAIL_REFS_H

#include "base/buf.h"
#include "base/vec.h"

typedef SLICE(int64_t) node_numbers;

/* v: 0 or more. */
void refs_put(struct buf *b, int64_t v);
/* false: the bytes are not what refs_put wrote; ret has the numbers before. */
bool refs_get(struct arena *a, struct str bytes, node_numbers *ret);

/* A Message-ID as it is kept: without the brackets that it has in mail. */
struct str refs_bare(struct str mid);
/* The number that stands for a Message-ID: 63 bits of its digest. */
int64_t refs_key(struct str mid);
/* As in addresses: 13 letters and digits. */
#define REFS_KEY_TEXT 13
struct str refs_key_format(struct arena *a, int64_t key);
bool refs_key_parse(struct str s, int64_t *ret);

#endif
