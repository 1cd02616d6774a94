/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packed is three numbers for each message, eight bytes each, lowest first: its time,
 * twice, and one more when a program sent it; its thread; its sender. A month of a busy
 * list is 50 KB; packing it tighter would cost more time than it saves.
 */
#include "list/list_month.h"

#include "base/buf.h"
#include "db/db.h"
#include "list_sql.h"
#include "mailsearch/mailsearch_store.h"
#include "writer/writer.h"

#define NUMBERS 3
#define SIZE (NUMBERS * sizeof(uint64_t))

void
list_months_touch(struct arena *a, struct list_months *m, list_id list, instant at)
{
	const struct list_month_key key = { list, instant_known(at) ? month_of_instant(at) : LIST_UNDATED };

	/* Messages come in the order of time, more or less. */
	for (size_t i = m->n; i-- > 0;)
		if (m->at[i].list.v == key.list.v && m->at[i].month == key.month)
			return;
	VEC_PUSH(a, m, key);
}

enum errc
list_months_touch_message(struct op *op, struct list_months *m, node_id id)
{
	struct appearance_sql_where_rows rows;

	TRY(appearance_sql_where(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		list_months_touch(op->arena, m, rows.at[i].list_id, rows.at[i].at);
	return OK;
}

/* ---- writing ---- */

static void
put_number(struct buf *b, uint64_t v)
{
	for (unsigned i = 0; i < sizeof v; i++)
		buf_addc(b, (char)(v >> 8 * i & 0xFF));
}

static void
put_message(struct buf *b, instant at, node_id root, int64_t who, bool automatic)
{
	put_number(b, ((uint64_t)(instant_known(at) ? at.v : 0) << 1) | automatic);
	put_number(b, (uint64_t)root.v);
	put_number(b, (uint64_t)who);
}

static enum errc
each_dated(void *ctx, const struct appearance_sql_between_row *row)
{
	put_message(ctx, row->at, row->root_id, row->who, row->automatic);
	return OK;
}

static enum errc
each_undated(void *ctx, const struct appearance_sql_undated_row *row)
{
	put_message(ctx, INSTANT_NONE, row->root_id, row->who, row->automatic);
	return OK;
}

static enum errc
write_month(struct op *op, struct list_month_key key)
{
	AUTO_BUF b = { 0 };

	if (key.month == LIST_UNDATED)
		TRY(appearance_sql_undated(op, key.list, each_undated, &b));
	else
		TRY(appearance_sql_between(op, key.list, month_start(key.month), month_start(key.month + 1),
					   each_dated, &b));
	return b.n ? month_sql_put(op, key.list, key.month, buf_str(&b))
		   : month_sql_delete(op, key.list, key.month);
}

enum errc
list_months_write(struct op *op, const struct list_months *m)
{
	for (size_t i = 0; i < m->n; i++)
		TRY(write_month(op, m->at[i]));
	return OK;
}

/* ---- reading ---- */

static uint64_t
get_number(const char *p)
{
	uint64_t v = 0;

	for (unsigned i = 0; i < sizeof v; i++)
		v |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return v;
}

struct reading {
	struct op *op;
	measure_messages *to;
};

static enum errc
each_month(void *ctx, const struct month_sql_all_row *row)
{
	struct reading *r = ctx;
	const char *p = row->packed.p;
	bool dated = row->month != LIST_UNDATED;

	if (row->packed.n % SIZE)
		return fail(r->op, E_CORRUPT, "db.corrupt", "%s", "mail_month");
	for (size_t i = 0; i < row->packed.n; i += SIZE, p += SIZE) {
		uint64_t when = get_number(p);

		VEC_PUSH(r->op->arena, r->to, ((struct measure_message){
			.id = (int64_t)r->to->n, .at = dated ? (instant){ (int64_t)when >> 1 } : INSTANT_NONE,
			.thread = (int64_t)get_number(p + sizeof when),
			.who = (int64_t)get_number(p + 2 * sizeof when), .automatic = when & 1 }));
	}
	return OK;
}

enum errc
list_months_read(struct op *op, list_id list, measure_messages *ret)
{
	struct reading r = { op, ret };

	return month_sql_all(op, list, each_month, &r);
}

/* ---- all of it ---- */

struct collecting {
	struct arena *arena;
	list_id list;
	struct list_months months;
};

static enum errc
each_time(void *ctx, const struct appearance_sql_times_row *row)
{
	struct collecting *c = ctx;

	list_months_touch(c->arena, &c->months, c->list, row->at);
	return OK;
}

static enum errc
make(struct op *op, list_id list)
{
	AUTO_TX tx = tx_begin(op);
	struct collecting c = { .arena = op->arena, .list = list };

	TRY(month_sql_clear(op, list));
	TRY(appearance_sql_times(op, list, each_time, &c));
	TRY(list_months_write(op, &c.months));
	TRY(list_sql_months_made(op, list));
	return tx_commit(&tx);
}

static enum errc
make_missing(struct op *op)
{
	struct list_sql_without_months_rows lists;

	TRY(list_sql_without_months(op, &lists));
	for (size_t i = 0; i < lists.n; i++)
		TRY(make(op, lists.at[i].id));
	return OK;
}

#define SENDERS 1000

static enum errc
number_some(struct op *op, const struct sender_sql_unnumbered_rows *rows)
{
	AUTO_TX tx = tx_begin(op);

	for (size_t i = 0; i < rows->n; i++)
		TRY(sender_sql_number(op, rows->at[i].id,
				      writer_key(op->arena, rows->at[i].address, rows->at[i].name)));
	return tx_commit(&tx);
}

/* Nearly always there is nobody, and then nothing is written: that would wait for others, and
 * have every cached page made again. */
static enum errc
number_senders(struct op *op)
{
	struct sender_sql_unnumbered_rows rows;

	TRY(sender_sql_unnumbered(op, SENDERS, &rows));
	while (rows.n) {
		TRY(number_some(op, &rows));
		TRY(sender_sql_unnumbered(op, SENDERS, &rows));
	}
	return OK;
}

enum errc
list_prepare(struct op *op)
{
	TRY(mailsearch_prepare(op));
	TRY(number_senders(op));
	return make_missing(op);
}

static enum errc
forget_months(struct op *op)
{
	AUTO_TX tx = tx_begin(op);

	TRY(list_sql_forget_months(op));
	return tx_commit(&tx);
}

enum errc
list_rebuild(struct op *op)
{
	TRY(mailsearch_rebuild(op));
	TRY(forget_months(op));
	return make_missing(op);
}
