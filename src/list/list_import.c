/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Batches come from list_read.h; each is stored with the new state of the run in
 * one transaction. So a run that is killed has either stored a batch and noted it,
 * or neither.
 */
#include "list/list_import.h"

#include "db/db.h"
#include "list/list_month.h"
#include "list/list_read.h"
#include "list_sql.h"
#include "mail/mbox.h"
#include "mailsearch/mailsearch_store.h"

struct run {
	struct op *op;
	list_id list;
	run_id id;
	instant now; /* when the run began, however often it was interrupted */
	int64_t at;  /* of the source: what is behind is dealt with */
	struct list_balance balance;
	struct mailsearch_waiting waiting;
};

static enum errc
begin_run(struct run *r, struct str source, int64_t bytes, bool *ret_resumed)
{
	AUTO_TX tx = tx_begin(r->op);
	struct run_sql_open_row open;
	struct run_sql_insert_row row;

	TRY(run_sql_open(r->op, r->list, source, bytes, ret_resumed, &open));
	if (*ret_resumed) {
		r->id = open.id;
		r->now = open.begun;
		r->balance = (struct list_balance){ open.n_read, open.n_stored, open.n_known,
						    open.n_aside };
		r->at = open.at_byte;
		return OK;
	}
	r->now = r->op->now;
	TRY(run_sql_insert(r->op, r->list, source, bytes, r->now, &row));
	r->id = row.id;
	return tx_commit(&tx);
}

static enum errc
store_batch(struct run *r, const struct list_batch *batch)
{
	AUTO_TX tx = tx_begin(r->op);
	struct list_balance b = r->balance;

	TRY(list_store(r->op, r->list, r->id, &batch->items, &batch->blocks, &b, &r->waiting));
	TRY(run_sql_update(r->op, r->id, batch->at, b.read, b.stored, b.known, b.aside,
			   r->waiting.messages.n > 0,
			   batch->ends && !r->waiting.messages.n ? r->op->now : INSTANT_NONE));
	TRY(tx_commit(&tx));
	r->balance = b;
	r->at = batch->at;
	return OK;
}

/* Their words, in a transaction of their own: both together would keep others waiting. */
static enum errc
index_waiting(struct run *r, bool ends)
{
	AUTO_TX tx = tx_begin(r->op);

	TRY(mailsearch_add_waiting(r->op, &r->waiting));
	TRY(run_sql_indexed(r->op, r->id, ends ? r->op->now : INSTANT_NONE));
	return tx_commit(&tx);
}

static enum errc
store_next(struct run *r, struct list_reader *reader, bool *ret_ends)
{
	const struct list_batch *batch;
	struct arena *outer = r->op->arena;
	AUTO_ARENA own = { 0 };
	enum errc code;

	TRY(list_reader_next(reader, r->op, &batch));
	r->op->arena = &own;
	code = store_batch(r, batch);
	if (code == OK && (batch->ends || r->waiting.messages.n >= MAILSEARCH_GATHERED))
		code = index_waiting(r, batch->ends);
	r->op->arena = outer;
	*ret_ends = batch->ends;
	return code;
}

enum errc
list_import(struct op *op, const struct list_import *in, struct list_imported *ret)
{
	struct run r = { .op = op, .list = in->list };
	struct list_reader *reader;
	enum errc code = OK;
	bool resumed, ends = false;

	TRY(list_prepare(op));
	TRY(begin_run(&r, in->source, in->from->size, &resumed));
	db_sweep(op, true);
	reader = list_reader_start(in->from, r.at, r.now, in->batch);
	while (code == OK && !ends) {
		code = store_next(&r, reader, &ends);
		if (code == OK && in->progress)
			in->progress(in->ctx, &(struct list_progress){ r.at,
								       in->from->size, &r.balance });
	}
	list_reader_stop(reader);
	db_sweep(op, false);
	mailsearch_waiting_done(&r.waiting);
	*ret = (struct list_imported){ r.id, r.balance, resumed };
	return code;
}

/* Whatever happens, nothing of it is left waiting. */
static enum errc
store_one(struct run *r, const struct list_batch *batch)
{
	enum errc code = store_batch(r, batch);

	if (code == OK)
		code = index_waiting(r, false);
	mailsearch_waiting_done(&r->waiting);
	return code;
}

enum errc
list_deliver(struct op *op, list_id list, struct str message, struct cell *cell,
	     struct list_balance *ret)
{
	struct run r = { .op = op, .list = list };
	struct list_balance before;
	struct list_batch batch = { 0 };
	bool resumed;

	/* Mail servers put the separator of an mbox before what they hand over. */
	if (str_starts(message, STR("From ")))
		(void)str_cut(&message, '\n');
	if (message.n > LIST_MESSAGE_MAX)
		return fail(op, E_LIMIT, "list.too-large", "%zu", message.n);
	if (!str_trim(message).n)
		return fail(op, E_INVALID, "list.no-message", "%s", "");
	*VEC_ADD(op->arena, &batch.items) = (struct list_item){
		.bytes = message, .aside = !mbox_is_message(message), .why = ASIDE_NO_MESSAGE };
	TRY(list_read_items(op, cell, op->now, &batch.items));
	list_pack(op->arena, &batch.items, &batch.blocks);
	TRY(list_prepare(op));
	TRY(begin_run(&r, STR(""), 0, &resumed));
	before = r.balance;
	TRY(store_one(&r, &batch));
	*ret = (struct list_balance){ r.balance.read - before.read, r.balance.stored - before.stored,
				      r.balance.known - before.known, r.balance.aside - before.aside };
	return OK;
}

enum errc
list_live(struct op *op, list_id list)
{
	struct run r = { .op = op, .list = list };
	bool resumed;

	return begin_run(&r, STR(""), 0, &resumed);
}
