/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mailsearch_store: the index of the words of messages. Need a write transaction.
 *
 * FTS5 writes what one transaction brings as a part of its own and merges parts
 * when it is told to. Merging during an import would take a third of its time, so
 * parts may pile up to MAILSEARCH_PARTS: with 200 of them the commonest word of 100,000
 * messages is found in the same time, a rare one in 2 ms instead of a fraction of one.
 */
#ifndef CONVENE_MAILSEARCH_MAILSEARCH_STORE_H
#define CONVENE_MAILSEARCH_MAILSEARCH_STORE_H

#include "base/op.h"
#include "list/list.h"
#include "mailsearch/mailsearch.h"

#define MAILSEARCH_PARTS 256

/*
 * Messages whose words are to go into the index. Many at once take a quarter less
 * time and room than a few at a time, so an import gathers some
 * MAILSEARCH_GATHERED before it adds them, and its run is marked as waiting
 * (mail_run) until then.
 */
struct mailsearch_waiting_message {
	node_id id;
	instant at;
	struct mailsearch_words words;
	bool quotes; /* with those it quotes */
};
struct mailsearch_waiting_messages {
	struct mailsearch_waiting_message *at;
	size_t n, room;
};
struct mailsearch_waiting {
	struct arena arena; /* has the words */
	struct mailsearch_waiting_messages messages;
};
#define MAILSEARCH_GATHERED 1000
void mailsearch_wait(struct mailsearch_waiting *w, const struct mailsearch_waiting_message *m);
void mailsearch_waiting_done(struct mailsearch_waiting *w);

/* Takes all of them in; one that is there already stays as it is. w is empty after it. */
must_check enum errc mailsearch_add_waiting(struct op *op, struct mailsearch_waiting *w);
/* Before anything of the message is changed: its words are read from it. One that is not
 * in the index is nothing. */
must_check enum errc mailsearch_drop(struct op *op, node_id id);
/* A step of writing the index anew as one part, so that nothing is left of what went out
 * of it. *ret_more: call again, in another transaction. */
must_check enum errc mailsearch_rewrite(struct op *op, bool *ret_more);

/* These take transactions of their own, and must not be called in one. */

/* Makes the index right before anything goes in or out of it: a no-op but for the first
 * time, after words have come to be cut in another way, and where that was interrupted. */
must_check enum errc mailsearch_prepare(struct op *op);
/* All of it anew. */
must_check enum errc mailsearch_rebuild(struct op *op);

#endif
