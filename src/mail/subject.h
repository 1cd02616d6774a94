/* SPDX-License-Identifier: Apache-2.0 */
/*
 * subject: what a message is about without its "Re: [list]", and threads joined where
 * that is the same: the rule of RFC 5256 (section 2.1; REFERENCES, step 5). It is never
 * applied unless asked for: on real lists programs that join subjects agree on 72 to 86 %
 * of the messages only, and "Minutes" of every month become one thread. Pure.
 */
#ifndef CONVENE_MAIL_SUBJECT_H
#define CONVENE_MAIL_SUBJECT_H

#include "base/map.h"
#include "base/number_map.h"
#include "base/vec.h"

/* For comparing: folded (text_fold). Empty: it says nothing, and joins nothing. */
struct str subject_base(struct arena *a, struct str subject);

/* All zero is ready; everything is in `arena`. */
struct subject_joins {
	struct arena *arena;
	struct map by_base;        /* -> the thread that came first with it */
	struct number_map threads; /* … that have another's place: */
	SLICE(int64_t) place;
};

/* Each thread once, the oldest first, with the subject of its root; of a root that is
 * not here, of its earliest message. */
void subject_join(struct subject_joins *j, int64_t thread, struct str subject);
/* The thread that it is part of; itself where it is joined to none. */
int64_t subject_thread(const struct subject_joins *j, int64_t thread);

#endif
