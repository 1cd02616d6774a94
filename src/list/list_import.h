/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_import: an archive goes into a list.
 *
 * A run goes through the source once, in batches; how far it has come is written
 * with each. One that was interrupted, whenever that was, goes on there when
 * the same source is imported into the same list again; what is there already is
 * counted and not stored twice.
 */
#ifndef CONVENE_LIST_LIST_IMPORT_H
#define CONVENE_LIST_LIST_IMPORT_H

#include "base/op.h"
#include "list/list_source.h"
#include "list/list_store.h"

struct cell;

struct list_progress {
	int64_t at, of; /* bytes of the source */
	const struct list_balance *balance;
};

struct list_import {
	list_id list;
	struct str source; /* its name; '' and only there: delivered mail */
	const struct list_source *from;
	size_t batch;      /* messages in one transaction; 0: 200 */
	/* After each batch; NULL: nobody looks. */
	void (*progress)(void *ctx, const struct list_progress *p);
	void *ctx;
};

struct list_imported {
	run_id run;
	struct list_balance balance; /* of the whole run, with what it did before */
	bool resumed;
};

/* Not in a transaction: it takes one for each batch. op->arena stays small. */
must_check enum errc list_import(struct op *op, const struct list_import *in,
				 struct list_imported *ret);

/* Mail is delivered to the list as it comes: what the archive does not have has not been sent.
 * Not in a transaction. */
must_check enum errc list_live(struct op *op, list_id list);

/* One message as a mail server hands it over. What has been delivered is one run
 * of the list. Not in a transaction. */
must_check enum errc list_deliver(struct op *op, list_id list, struct str message,
				  struct cell *cell, struct list_balance *ret);

#endif
