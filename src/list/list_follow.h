/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_follow: a Maildir that mail goes on coming into, as IMAP's through isync, keeps a list up
 * to date. Files are only read. What is there at the beginning is imported; then each file that
 * is new is delivered.
 *
 * A message is known by its Message-ID, so nothing is stored twice when it is begun again; and a
 * file by its name without flags, since programs rename it when it is read.
 */
#ifndef CONVENE_LIST_LIST_FOLLOW_H
#define CONVENE_LIST_LIST_FOLLOW_H

#include "base/map.h"
#include "base/op.h"
#include "list/list_store.h"

struct cell;

struct list_followed {
	list_id list;
	const char *folder; /* with new and cur in it */
	struct arena arena;
	struct map seen;    /* names without flags */
	bool begun;
};

/*
 * Takes in what has come since the last time; *ret: of that, added to it. A file that is refused
 * (too large, no message) is seen, and said to on_refused with op->err set; other failures
 * end it, and the next time goes on where it ended. Not in a transaction.
 *   E_NOT_FOUND file.cannot-read   there is no such folder
 */
must_check enum errc list_follow(struct op *op, struct list_followed *f, struct cell *cell,
				 void (*on_refused)(void *ctx, const char *path), void *ctx,
				 struct list_balance *ret);
void list_followed_done(struct list_followed *f);

#endif
