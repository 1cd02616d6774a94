/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_month: what the measures read of a list, packed a month at a time. A month is
 * written anew, in the same transaction, whenever a message in it comes, goes, changes
 * its thread or its sender.
 */
#ifndef CONVENE_LIST_LIST_MONTH_H
#define CONVENE_LIST_LIST_MONTH_H

#include "base/op.h"
#include "list/list.h"
#include "mail/measure.h"

/* Months in which something has changed. All zero is none. */
struct list_month_key {
	list_id list;
	int month; /* of month_of_instant(); LIST_UNDATED */
};
struct list_months {
	struct list_month_key *at;
	size_t n, room;
};
#define LIST_UNDATED (-1)

void list_months_touch(struct arena *a, struct list_months *m, list_id list, instant at);
/* Of all lists that a message is in. */
must_check enum errc list_months_touch_message(struct op *op, struct list_months *m, node_id id);
/* Needs a write transaction. */
must_check enum errc list_months_write(struct op *op, const struct list_months *m);

/* Oldest first; ids are places in that order. */
must_check enum errc list_months_read(struct op *op, list_id list, measure_messages *ret);

/* Makes them, and the index of words, right where they are not: the first time, and where
 * that was interrupted. Before anything is stored or taken out; not in a transaction. */
must_check enum errc list_prepare(struct op *op);
/* All of that anew. Not in a transaction. */
must_check enum errc list_rebuild(struct op *op);

#endif
