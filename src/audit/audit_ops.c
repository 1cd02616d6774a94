/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit_ops.h"

#include <inttypes.h>

#include "audit_sql.h"
#include "base/buf.h"
#include "db/db.h"
#include "secret/digest.h"

/* Each field with its length, so that no two lines are the same text. */
static void
put(struct buf *b, struct str s)
{
	buf_addf(b, "%zu:%.*s;", s.n, STRF(s));
}

static struct str
chain_of(struct arena *a, instant at, account_id actor, group_id behalf, struct str action,
	 struct str object, struct str digest, struct str prev)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "%" PRId64 ";%" PRId64 ";%" PRId64 ";", at.v, actor.v, behalf.v);
	put(&b, action);
	put(&b, object);
	put(&b, digest);
	put(&b, prev);
	return digest_hex(a, buf_str(&b));
}

enum errc
audit_add(struct op *op, group_id behalf, const char *action, struct str object, struct str details)
{
	account_id actor = op->actor ? op->actor->account : (account_id){ 0 };
	struct str digest = digest_hex(op->arena, details), prev;
	struct audit_sql_last_row last;
	bool found;

	TRY(audit_sql_last(op, &found, &last));
	prev = found ? last.chain : STR("");
	return audit_sql_add(op, op->now, actor, behalf, str_of(action), object, digest, prev,
			     chain_of(op->arena, op->now, actor, behalf, str_of(action), object, digest, prev));
}

enum errc
audit_note(struct op *op, group_id behalf, const char *action, const char *kind, int64_t id, struct str details)
{
	return audit_add(op, behalf, action, arena_printf(op->arena, "%s %" PRId64, kind, id), details);
}

struct walk {
	struct op *op;
	struct arena arena; /* emptied for each line */
	struct buf prev;
	int64_t n;
	int64_t broken; /* id of the first wrong line; 0: none */
};

static enum errc
each_line(void *ctx, const struct audit_sql_all_row *row)
{
	struct walk *w = ctx;
	struct str chain;

	if (w->broken)
		return OK;
	arena_reset(&w->arena);
	chain = chain_of(&w->arena, row->at, row->actor, row->behalf, row->action, row->object, row->digest,
			 row->prev);
	if (!str_eq(row->prev, buf_str(&w->prev)) || !str_eq(row->chain, chain)) {
		w->broken = row->id;
		return OK;
	}
	buf_clear(&w->prev);
	buf_add(&w->prev, row->chain);
	w->n++;
	return OK;
}

enum errc
audit_verify(struct op *op, int64_t *ret_n, struct str *ret_last)
{
	struct walk w = { .op = op };
	enum errc code = audit_sql_all(op, each_line, &w);

	*ret_n = w.n;
	*ret_last = buf_to_arena(&w.prev, op->arena);
	buf_done(&w.prev);
	arena_done(&w.arena);
	TRY(code);
	if (w.broken)
		return fail(op, E_CORRUPT, "audit.broken", "%" PRId64, w.broken);
	return OK;
}
