/* SPDX-License-Identifier: Apache-2.0 */
/* mailsearch_ops: asking the index. */
#ifndef CONVENE_MAILSEARCH_MAILSEARCH_OPS_H
#define CONVENE_MAILSEARCH_MAILSEARCH_OPS_H

#include "base/op.h"
#include "list/list.h"
#include "mailsearch/mailsearch.h"

enum mailsearch_order { MAILSEARCH_NEWEST, MAILSEARCH_BEST };

/* Above this only the newest so many messages are put in the order of their words. */
#define MAILSEARCH_COMPARED 5000

struct mailsearch_hits {
	SLICE(node_id) ids;
	int64_t total;
	int64_t compared;  /* the best of so many, the newest ones; 0: of all */
	bool no_such_list; /* the query's, and then nothing is found */
	bool incomplete;   /* the index is being made: there may be more */
};
/* A query that asks for nothing finds nothing; one without words is newest first. */
must_check enum errc mailsearch_find(struct op *op, const struct mailsearch_query *q,
				     enum mailsearch_order order, int64_t skip, int64_t n,
				     struct mailsearch_hits *ret);

#endif
