/* SPDX-License-Identifier: Apache-2.0 */
#include "search/search_ops.h"

#include "db/db.h"
#include "search_sql.h"

enum errc
search_clear(struct op *op, enum search_owner owner, int64_t id)
{
	return search_sql_clear(op, owner, id);
}

enum errc
search_clear_all(struct op *op)
{
	return search_sql_clear_all(op);
}

enum errc
search_rewrite(struct op *op)
{
	return search_sql_rewrite(op);
}

enum errc
search_add(struct op *op, enum search_owner owner, int64_t id, const struct search_entry *e)
{
	return search_sql_insert(op, e->kind, e->path, owner, id, e->title, e->body, e->held,
				 text_segment(op->arena, e->title),
				 text_segment(op->arena, e->body));
}

enum errc
search_find(struct op *op, const struct text_query *q, int64_t skip, int64_t n,
	    struct search_hits *ret)
{
	struct search_sql_find_rows rows;
	struct search_sql_count_row count;
	struct search_hits hits = { 0 };
	AUTO_BUF match = { 0 };

	if (q->terms.n) {
		if (db_dialect(op->db) == DIALECT_POSTGRES)
			search_tsquery_add(&match, q, STR_NONE);
		else
			search_match_add(&match, q, STR_NONE);
		TRY(search_sql_count(op, buf_str(&match), &count));
		TRY(search_sql_find(op, buf_str(&match), n, skip, &rows));
		hits.total = count.n;
		for (size_t i = 0; i < rows.n; i++)
			VEC_PUSH(op->arena, &hits.entries,
				 ((struct search_entry){ rows.at[i].kind, rows.at[i].path,
							 rows.at[i].title, rows.at[i].body,
							 rows.at[i].held }));
	}
	*ret = hits;
	return OK;
}
