/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The source is cut (mail/mbox.h), a batch of messages is read in the cell, and
 * stored with the new state of the run in one transaction. So a run that is
 * killed has either stored a batch and noted it, or neither.
 *
 * A batch that kills the cell is read again message by message: the one that
 * does it is set aside, the others are not lost.
 */
#include "list/list_import.h"

#include "cell/cell.h"
#include "db/db.h"
#include "list_sql.h"
#include "mail/mbox.h"

/* Few enough that the write lock is short, many enough that it is worth taking. */
#define BATCH_MESSAGES 200
#define BATCH_BYTES ((size_t)768 << 10)

struct run {
	const struct list_import *in;
	struct op *op;
	struct mbox mbox;
	run_id id;
	instant now; /* when the run began, however often it was interrupted */
	struct list_balance balance;
	bool more;
};

static enum errc
begin_run(struct op *op, const struct list_import *in, struct run *r, bool *ret_resumed)
{
	AUTO_TX tx = tx_begin(op);
	struct run_sql_open_row open;
	struct run_sql_insert_row row;

	TRY(run_sql_open(op, in->list, in->source, (int64_t)in->bytes.n, ret_resumed, &open));
	if (*ret_resumed) {
		r->id = open.id;
		r->now = open.begun;
		r->balance = (struct list_balance){ open.n_read, open.n_stored, open.n_known,
						    open.n_aside };
		r->mbox.at = (size_t)open.at_byte;
		return OK;
	}
	r->now = op->now;
	TRY(run_sql_insert(op, in->list, in->source, (int64_t)in->bytes.n, op->now, &row));
	r->id = row.id;
	return tx_commit(&tx);
}

static void
add_aside(struct arena *a, list_items *items, size_t at, struct str bytes, enum mail_aside why)
{
	struct list_item *item = VEC_ADD(a, items);

	*item = (struct list_item){
		.at_byte = (int64_t)at, .bytes = bytes, .aside = true, .why = why,
	};
}

/* The next messages of the source, and what is none. */
static void
cut_batch(struct run *r, list_items *items)
{
	struct arena *a = r->op->arena;
	size_t most = r->in->batch ? r->in->batch : BATCH_MESSAGES;
	size_t bytes = 0;
	struct mbox_item m;

	while (items->n < most && bytes < BATCH_BYTES) {
		if (!mbox_next(&r->mbox, &m)) {
			r->more = false;
			return;
		}
		if (str_trim(m.before).n)
			add_aside(a, items, (size_t)(m.before.p - r->in->bytes.p), m.before,
				  ASIDE_NO_MESSAGE);
		bytes += m.bytes.n;
		if (!str_trim(m.bytes).n)
			add_aside(a, items, m.offset, m.separator, ASIDE_EMPTY);
		else if (m.bytes.n > LIST_MESSAGE_MAX)
			add_aside(a, items, m.offset, m.bytes, ASIDE_TOO_LARGE);
		else
			*VEC_ADD(a, items) = (struct list_item){ .at_byte = (int64_t)m.offset,
								 .bytes = m.bytes };
	}
}

/* Is it the item's fault, and not ours or the system's? */
static bool
is_unreadable(enum errc code)
{
	return code == E_INVALID || code == E_LIMIT || code == E_CORRUPT;
}

static enum errc
read_one(struct run *r, struct list_item *item)
{
	mails m;
	enum errc code = cell_read_mail(r->in->cell, r->op, &item->bytes, 1, r->now, &m);

	if (is_unreadable(code)) {
		op_clear(r->op);
		item->aside = true;
		item->why = ASIDE_UNREADABLE;
		return OK;
	}
	if (code == OK)
		item->mail = m.at[0];
	return code;
}

/* Messages of a batch that are read together: a cell takes so much at once. */
static enum errc
read_some(struct run *r, struct list_item **some, size_t n)
{
	struct str *bytes = ARENA_ARRAY(r->op->arena, n, struct str);
	mails m;
	enum errc code;

	for (size_t i = 0; i < n; i++)
		bytes[i] = some[i]->bytes;
	code = cell_read_mail(r->in->cell, r->op, bytes, n, r->now, &m);
	if (is_unreadable(code)) {
		op_clear(r->op);
		for (size_t i = 0; i < n; i++)
			TRY(read_one(r, some[i]));
		return OK;
	}
	for (size_t i = 0; i < n && code == OK; i++)
		some[i]->mail = m.at[i];
	return code;
}

static enum errc
read_batch(struct run *r, list_items *items)
{
	struct list_item **some = ARENA_ARRAY(r->op->arena, items->n, struct list_item *);
	size_t n = 0, bytes = 0;

	for (size_t i = 0; i < items->n; i++) {
		struct list_item *item = &items->at[i];

		if (item->aside)
			continue;
		if (n && bytes + item->bytes.n > LIST_MESSAGE_MAX) {
			TRY(read_some(r, some, n));
			n = bytes = 0;
		}
		some[n++] = item;
		bytes += item->bytes.n + 4;
	}
	return n ? read_some(r, some, n) : OK;
}

static enum errc
store_batch(struct run *r, list_items *items, bool ends)
{
	AUTO_TX tx = tx_begin(r->op);
	struct list_balance b = r->balance;

	TRY(list_store(r->op, r->in->list, r->id, items, &b));
	TRY(run_sql_update(r->op, r->id, (int64_t)r->mbox.at, b.read, b.stored, b.known, b.aside,
			   ends ? r->op->now : INSTANT_NONE));
	TRY(tx_commit(&tx));
	r->balance = b;
	return OK;
}

static enum errc
run_batch(struct run *r)
{
	list_items items = { 0 };

	cut_batch(r, &items);
	TRY(read_batch(r, &items));
	return store_batch(r, &items, !r->more);
}

enum errc
list_import(struct op *op, const struct list_import *in, struct list_imported *ret)
{
	struct arena *outer = op->arena;
	struct run r = { .in = in, .op = op, .mbox = mbox_of(in->bytes), .more = true };
	bool resumed;

	TRY(begin_run(op, in, &r, &resumed));
	while (r.more) {
		AUTO_ARENA own = { 0 };
		enum errc code;

		op->arena = &own;
		code = run_batch(&r);
		op->arena = outer;
		TRY(code);
		if (in->progress)
			in->progress(in->ctx, &(struct list_progress){ (int64_t)r.mbox.at,
								       (int64_t)in->bytes.n, &r.balance });
	}
	*ret = (struct list_imported){ r.id, r.balance, resumed };
	return OK;
}

enum errc
list_deliver(struct op *op, list_id list, struct str message, struct cell *cell,
	     struct list_balance *ret)
{
	const struct list_import in = { .list = list, .source = STR(""), .cell = cell };
	struct run r = { .in = &in, .op = op, .now = op->now };
	struct list_balance before;
	list_items items = { 0 };
	bool resumed;

	/* Mail servers put the separator of an mbox before what they hand over. */
	if (str_starts(message, STR("From ")))
		(void)str_cut(&message, '\n');
	if (message.n > LIST_MESSAGE_MAX)
		return fail(op, E_LIMIT, "list.too-large", "%zu", message.n);
	if (!str_trim(message).n)
		return fail(op, E_INVALID, "list.no-message", "%s", "");
	*VEC_ADD(op->arena, &items) = (struct list_item){ .bytes = message };
	TRY(read_batch(&r, &items));
	TRY(begin_run(op, &in, &r, &resumed));
	before = r.balance;
	TRY(store_batch(&r, &items, false));
	*ret = (struct list_balance){ r.balance.read - before.read, r.balance.stored - before.stored,
				      r.balance.known - before.known, r.balance.aside - before.aside };
	return OK;
}
