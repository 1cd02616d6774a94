/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_store: messages that were read go into the database, a batch in one
 * write transaction: blocks, nodes, messages, appearances and the threads that
 * they touch.
 */
#ifndef CONVENE_LIST_LIST_STORE_H
#define CONVENE_LIST_LIST_STORE_H

#include "base/op.h"
#include "list/list.h"
#include "mailsearch/mailsearch_store.h"

/* read = stored + known + aside. */
struct list_balance {
	int64_t read, stored;
	int64_t known; /* were in the list already */
	int64_t aside;
};

/* One piece of a source. */
struct list_item {
	int64_t at_byte;
	struct str bytes;
	bool aside;         /* it is no message: */
	enum mail_aside why;
	struct mail mail;   /* otherwise */
	/* By list_pack(). */
	struct mailsearch_words words; /* without those it quotes */
	size_t tail; /* so many bytes of it, at its end, are its text */
};
typedef SLICE(struct list_item) list_items;

/* Items from .from to before .to, packed together. */
struct list_block {
	size_t from, to;
	int64_t size; /* unpacked */
	struct str packed;
};
struct list_blocks {
	SLICE(struct list_block) raw, texts; /* each item is in one of both */
};
/* What needs no database: to be done ahead. */
void list_pack(struct arena *a, list_items *items, struct list_blocks *ret);

/* Needs a write transaction. blocks: of these items. Adds what became of the items to
 * *balance, and those that are new to *waiting. */
must_check enum errc list_store(struct op *op, list_id list, run_id run,
				const list_items *items, const struct list_blocks *blocks,
				struct list_balance *balance, struct mailsearch_waiting *waiting);

#endif
