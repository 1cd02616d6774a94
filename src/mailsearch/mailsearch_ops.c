/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch_ops.h"

#include "db/db.h"
#include "list_sql.h"
#include "mailsearch_sql.h"

/* A query in the terms of the statements. */
struct asked {
	struct str match; /* "": no words */
	list_id list;
	instant from, to;
	int64_t n, skip;
};

static enum errc
count(struct op *op, const struct asked *w, int64_t *ret)
{
	struct mailsearch_sql_count_row words;
	struct mailsearch_sql_browse_count_row all;

	if (w->match.n) {
		TRY(mailsearch_sql_count(op, w->match, w->list, w->from, w->to, &words));
		*ret = words.n;
		return OK;
	}
	TRY(mailsearch_sql_browse_count(op, w->list, w->from, w->to, &all));
	*ret = all.n;
	return OK;
}

static enum errc
find(struct op *op, const struct asked *w, enum mailsearch_order order, struct mailsearch_hits *hits)
{
	struct mailsearch_sql_newest_rows newest = { 0 };
	struct mailsearch_sql_best_rows best = { 0 };
	struct mailsearch_sql_browse_rows all = { 0 };

	if (!w->match.n)
		TRY(mailsearch_sql_browse(op, w->list, w->from, w->to, w->n, w->skip, &all));
	else if (order == MAILSEARCH_NEWEST)
		TRY(mailsearch_sql_newest(op, w->match, w->list, w->from, w->to, w->n, w->skip, &newest));
	else
		TRY(mailsearch_sql_best(op, w->match, w->list, w->from, w->to, w->n, w->skip, &best));
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(op->arena, &hits->ids, all.at[i].id);
	for (size_t i = 0; i < newest.n; i++)
		VEC_PUSH(op->arena, &hits->ids, newest.at[i].id);
	for (size_t i = 0; i < best.n; i++)
		VEC_PUSH(op->arena, &hits->ids, best.at[i].id);
	return OK;
}

enum errc
mailsearch_find(struct op *op, const struct mailsearch_query *q, enum mailsearch_order order, int64_t skip,
		int64_t n, struct mailsearch_hits *ret)
{
	struct asked w = { .n = n, .skip = skip };
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
	TRY(count(op, &w, &ret->total));
	return ret->total ? find(op, &w, order, ret) : OK;
}
