/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_thread: the nodes that a batch of messages touches, and the building anew
 * of the threads that they are in. Needs a write transaction.
 */
#ifndef CONVENE_LIST_LIST_THREAD_H
#define CONVENE_LIST_LIST_THREAD_H

#include "base/map.h"
#include "base/op.h"
#include "list/list_month.h"
#include "mail/refs.h"

struct thread_entry {
	node_id id;
	struct str mid;
	node_id parent, root; /* as stored; 0: not yet, or none */
	bool fresh;           /* made in this transaction */
	bool touched;         /* its thread is to be built again */
	bool arriving;        /* its message has no appearance yet */
	bool here;            /* there is a message */
	instant at;           /* … of this time */
	node_numbers refs;    /* … which refers to these nodes */
};

/* All zero is ready; everything is in op->arena. */
struct threads {
	struct map by_mid; /* -> struct thread_entry */
	struct map by_id;  /* the same; key: the eight bytes of the id */
	SLICE(struct thread_entry *) entries;
	struct map roots;  /* that have been read */
	SLICE(node_id) forgotten; /* threads of which messages are gone */
	struct list_months months; /* in which messages have changed their thread */
};

/* The node of a Message-ID, made where there is none. */
must_check enum errc threads_node(struct op *op, struct threads *t, struct str mid,
				  struct thread_entry **ret);
/* NULL: it has not been read, and so is in none of their threads. */
struct thread_entry *threads_by_id(const struct threads *t, node_id id);
/*
 * Reads the threads of all nodes that are marked as touched, builds them again
 * and writes what has changed. Messages that are new must be stored; fresh nodes
 * of theirs must have here, at and refs set.
 */
must_check enum errc threads_rebuild(struct op *op, struct threads *t);

/*
 * A thread of which messages are gone; they must not be stored any more. Then all such
 * threads are built again: they may fall apart, and nodes that nobody has or names go.
 */
void threads_forget(struct op *op, struct threads *t, node_id root);
must_check enum errc threads_rebuild_left(struct op *op, struct threads *t);

#endif
