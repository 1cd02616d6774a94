/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thread: which messages belong together, and which answers which. Pure.
 *
 * The references of all messages are the edges of a graph whose nodes are
 * Message-IDs; a thread is a connected component of it. So the order in which
 * messages come in cannot matter, and nothing is joined by its subject.
 *
 * Inside a thread each message's parent is the last of its own references that
 * makes no cycle; where messages contradict each other, the one with the
 * smaller Message-ID has its way. A ghost (a Message-ID that is referred to and
 * not here) is put below the one that most messages name in front of it, then
 * the smallest. What is left without a parent is a root; of several roots in
 * one thread the one above the earliest message stands for the thread.
 *
 * A component's tree depends on its own messages only: building it again when
 * one of them comes or goes gives what building everything gives.
 *
 * Time and memory: n log n in messages and references.
 */
#ifndef CONVENE_MAIL_THREAD_H
#define CONVENE_MAIL_THREAD_H

#include "base/instant.h"
#include "base/vec.h"

#define THREAD_NONE SIZE_MAX

typedef SLICE(struct str) mail_ids;

struct thread_message {
	struct str id;  /* without angle brackets; not empty */
	mail_ids refs;  /* what it refers to, the last is what it answers; its own
			 * id in them says nothing */
	instant at;     /* unknown ones are later than all others */
};

struct thread_node {
	struct str id;
	size_t message; /* its index; THREAD_NONE: a ghost */
	size_t parent;  /* node, THREAD_NONE: none */
	size_t root;    /* node that stands for the thread; has no parent */
};

struct thread_forest {
	SLICE(struct thread_node) nodes; /* by id, byte for byte */
};

/* Of two messages with one id the first counts; the other has no node. The
 * strings are borrowed. */
struct thread_forest thread_build(struct arena *a, const struct thread_message *m, size_t n);

/* The node of an id; THREAD_NONE: nobody has or names it. */
size_t thread_find(const struct thread_forest *f, struct str id);

#endif
