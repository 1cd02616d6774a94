/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search_ops: keeping the search index, and asking it.
 *
 * The index is derived: what a meeting, group, person or document can be found
 * by is replaced as a whole whenever it changes. All but search_find need a
 * write transaction.
 */
#ifndef CONVENE_SEARCH_SEARCH_OPS_H
#define CONVENE_SEARCH_SEARCH_OPS_H

#include "base/op.h"
#include "search/search.h"

struct search_entry {
	enum search_kind kind;
	struct str path;
	struct str title;
	struct str body;
	date held; /* DATE_NONE where it has none */
};
/* Words of what is gone are out of the index's own pages too. Needs a write transaction. */
must_check enum errc search_rewrite(struct op *op);

must_check enum errc search_clear(struct op *op, enum search_owner owner, int64_t id);
must_check enum errc search_clear_all(struct op *op);
must_check enum errc search_add(struct op *op, enum search_owner owner, int64_t id,
				const struct search_entry *entry);

struct search_hits {
	SLICE(struct search_entry) entries; /* best first */
	int64_t total;
};
/* A query without terms finds nothing. */
must_check enum errc search_find(struct op *op, const struct text_query *q, int64_t skip,
				 int64_t n, struct search_hits *ret);

#endif
