/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_block: bytes of messages where they are kept, and what taking messages in and out
 * have in common.
 */
#ifndef CONVENE_LIST_LIST_BLOCK_H
#define CONVENE_LIST_LIST_BLOCK_H

#include "base/buf.h"
#include "base/op.h"
#include "list/list.h"

/* The block that was read last: messages that came together are in one. */
struct list_block_open {
	struct arena *arena; /* its own, emptied for the next one; NULL: op->arena */
	block_id id;
	struct str bytes;
};
/* What a message has in a block; "" in none. E_CORRUPT db.corrupt. */
must_check enum errc list_block_read(struct op *op, struct list_block_open *o, block_id block,
				     int64_t at, int64_t n, struct str *ret);

/* Where a message is. */
struct list_place {
	block_id raw_block, text_block;
	int64_t raw_at, raw_bytes;
	int64_t raw_tail; /* of raw_bytes: the last of them are its text, and there */
	int64_t text_at, text_bytes;
};
/* The bytes that came in, behind what *ret has; none when it was not to be kept. */
must_check enum errc list_raw_read(struct op *op, struct list_block_open *raw,
				   struct list_block_open *text, const struct list_place *p,
				   struct buf *ret);

/* These need a write transaction. */

/* A block of raw bytes, or of texts, is written anew with what messages still have in
 * it; one in which no message has anything goes. */
must_check enum errc list_block_close_up(struct op *op, block_id block, bool raw);

/* The sender of that address and name, each "" where there is none; made when new. */
must_check enum errc list_sender(struct op *op, struct str address, struct str name, sender_id *ret);

#endif
