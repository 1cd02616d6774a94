/* SPDX-License-Identifier: Apache-2.0 */
/* list_block: what taking messages in and out have in common. Need a write transaction. */
#ifndef CONVENE_LIST_LIST_BLOCK_H
#define CONVENE_LIST_LIST_BLOCK_H

#include "base/op.h"
#include "list/list.h"

/* A block of raw bytes, or of texts, is written anew with what messages still have in
 * it; one in which no message has anything goes. */
must_check enum errc list_block_close_up(struct op *op, block_id block, bool raw);

/* The sender of that address and name, each "" where there is none; made when new. */
must_check enum errc list_sender(struct op *op, struct str address, struct str name, sender_id *ret);

#endif
