/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_wire: a message as it comes out of a cell (cell/record.h). Pure.
 *
 * Numbers are little-endian, a string is u32 length and bytes; u32 ~0 is absent.
 */
#ifndef CONVENE_MAIL_MAIL_WIRE_H
#define CONVENE_MAIL_MAIL_WIRE_H

#include "base/buf.h"
#include "mail/mail.h"

/* Without its text. At most as long as this. */
#define MAIL_WIRE_MAX ((size_t)256 << 10)
void mail_put(struct buf *b, const struct mail *m);
/*
 * The cell is not trusted: false for what mail_put would not have written. All
 * strings are good UTF-8 on one line, within their limits, in the arena.
 */
bool mail_get(struct str bytes, struct arena *a, struct mail *ret);

/* What a cell is asked: messages one behind the other. */
void mail_ask_add(struct buf *b, struct str message);
/* The next of them off *rest; false: there is none, or it is broken. */
bool mail_ask_next(struct str *rest, struct str *ret);

#endif
