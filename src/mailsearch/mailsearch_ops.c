/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch_ops.h"

#include <stdlib.h>

#include "db/db.h"
#include "list_sql.h"
#include "mailsearch_sql.h"

/* A query in the terms of the statements. */
struct asked {
	struct str match; /* "": no words */
	list_id list;
	instant from, to;
};

struct found {
	node_id id;
	instant at;
};
struct all_found {
	struct arena *arena;
	SLICE(struct found) messages;
};

static enum errc
each_found(void *ctx, const struct mailsearch_sql_all_row *row)
{
	struct all_found *all = ctx;

	VEC_PUSH(all->arena, &all->messages, ((struct found){ row->id, row->at }));
	return OK;
}

static enum errc
each_browsed(void *ctx, const struct mailsearch_sql_browse_row *row)
{
	struct all_found *all = ctx;

	VEC_PUSH(all->arena, &all->messages, ((struct found){ row->id, row->at }));
	return OK;
}

/* Newest first; what has no time, which is the least number, last. */
static int
by_time(const void *x, const void *y)
{
	const struct found *a = x, *b = y;

	if (a->at.v != b->at.v)
		return a->at.v > b->at.v ? -1 : 1;
	return (a->id.v < b->id.v) - (a->id.v > b->id.v);
}

static enum errc
find_all(struct op *op, const struct asked *w, struct all_found *all)
{
	all->arena = op->arena;
	if (w->match.n)
		TRY(mailsearch_sql_all(op, w->match, w->list, w->from, w->to, each_found, all));
	else
		TRY(mailsearch_sql_browse(op, w->list, w->from, w->to, each_browsed, all));
	return OK;
}

/* all: newest first. Of very many only the newest are compared: that takes ten times as long
 * as finding them, and what nearly every message says tells none of them apart. */
static enum errc
find_best(struct op *op, struct asked w, const struct all_found *all, int64_t skip, int64_t n,
	  struct mailsearch_hits *hits)
{
	struct mailsearch_sql_best_rows rows;

	if (all->messages.n > MAILSEARCH_COMPARED) {
		w.from = all->messages.at[MAILSEARCH_COMPARED - 1].at;
		hits->compared = MAILSEARCH_COMPARED;
	}
	TRY(mailsearch_sql_best(op, w.match, w.list, w.from, w.to, n, skip, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &hits->ids, rows.at[i].id);
	return OK;
}

enum errc
mailsearch_find(struct op *op, const struct mailsearch_query *q, enum mailsearch_order order, int64_t skip,
		int64_t n, struct mailsearch_hits *ret)
{
	struct asked w = { 0 };
	struct all_found all = { 0 };
	struct mailsearch_sql_state_row state;
	struct list_sql_by_slug_row list;
	bool found = true;

	*ret = (struct mailsearch_hits){ 0 };
	TRY(mailsearch_sql_state(op, &state));
	ret->incomplete = state.any && (!state.complete || !str_eq(state.cut, mailsearch_cut(op->arena)));
	if (!mailsearch_asks(q))
		return OK;
	if (str_present(q->list)) {
		TRY(list_sql_by_slug(op, q->list, &found, &list));
		w.list = found ? list.id : (list_id){ 0 };
	}
	ret->no_such_list = !found;
	if (!found)
		return OK;
	w.from = date_known(q->after) ? date_start(q->after) : INSTANT_NONE;
	w.to = date_known(q->before) ? date_start(q->before) : INSTANT_NONE;
	if (mailsearch_has_words(q))
		w.match = db_dialect(op->db) == DIALECT_POSTGRES ? mailsearch_tsquery(op->arena, q)
								 : mailsearch_match(op->arena, q);
	TRY(find_all(op, &w, &all));
	ret->total = (int64_t)all.messages.n;
	/* Only how many there are. */
	if (!n || !all.messages.n)
		return OK;
	qsort(all.messages.at, all.messages.n, sizeof *all.messages.at, by_time);
	if (w.match.n && order == MAILSEARCH_BEST)
		return find_best(op, w, &all, skip, n, ret);
	for (int64_t i = skip; i < skip + n && i < ret->total; i++)
		VEC_PUSH(op->arena, &ret->ids, all.messages.at[i].id);
	return OK;
}
