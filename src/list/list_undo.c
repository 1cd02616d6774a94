/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Some messages at a time, each time in one transaction: their appearances go, then
 * those that no list has any more, then their threads are built again from what is
 * left, then the blocks they were in are written anew, or go.
 */
#include "list/list_undo.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "db/db.h"
#include "list/list_block.h"
#include "list/list_thread.h"
#include "list_sql.h"
#include "mailsearch/mailsearch_store.h"

#define BATCH 200

typedef SLICE(block_id) blocks;

/* Blocks come in runs, since messages do. */
static void
note_block(struct arena *a, blocks *b, block_id id)
{
	for (size_t i = b->n; i-- > 0;)
		if (b->at[i].v == id.v)
			return;
	if (id.v)
		VEC_PUSH(a, b, id);
}

static enum errc
delete_message(struct op *op, const struct appearance_sql_of_run_row *m)
{
	TRY(mailsearch_drop(op, m->message_id));
	TRY(mail_part_sql_remove(op, m->message_id));
	TRY(message_sql_delete(op, m->message_id));
	return sender_sql_forget(op, m->sender_id);
}

static enum errc
undo_batch(struct op *op, run_id run, list_id list, bool *ret_more, int64_t *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct appearance_sql_of_run_rows rows;
	struct threads threads = { 0 };
	blocks raw = { 0 }, texts = { 0 };

	TRY(appearance_sql_of_run(op, run, BATCH, &rows));
	*ret_more = rows.n > 0;
	for (size_t i = 0; i < rows.n; i++) {
		const struct appearance_sql_of_run_row *m = &rows.at[i];

		list_months_touch(op->arena, &threads.months, list, m->at);
		TRY(appearance_sql_delete(op, list, m->message_id));
		if (m->elsewhere || m->removed)
			continue;
		TRY(delete_message(op, m));
		threads_forget(op, &threads, m->root_id);
		note_block(op->arena, &raw, m->raw_block);
		note_block(op->arena, &texts, m->text_block);
	}
	TRY(threads_rebuild_left(op, &threads));
	for (size_t i = 0; i < raw.n; i++)
		TRY(list_block_close_up(op, raw.at[i], true));
	for (size_t i = 0; i < texts.n; i++)
		TRY(list_block_close_up(op, texts.at[i], false));
	TRY(list_months_write(op, &threads.months));
	if (!*ret_more) {
		TRY(aside_sql_clear(op, run));
		TRY(run_sql_undo(op, run, op->now));
		TRY(audit_note(op, (group_id){ 0 }, "list.undo", "run", run.v, STR("")));
	}
	TRY(tx_commit(&tx));
	*ret += (int64_t)rows.n;
	return OK;
}

enum errc
list_undo(struct op *op, run_id run, int64_t *ret)
{
	struct arena *outer = op->arena;
	struct run_sql_get_row r;
	bool found, more = true;
	int64_t n = 0;

	TRY(run_sql_get(op, run, &found, &r));
	if (!found)
		return fail(op, E_NOT_FOUND, "list.no-such-run", "%" PRId64, run.v);
	if (instant_known(r.undone))
		return fail(op, E_CONFLICT, "list.undone-already", "%" PRId64, run.v);
	TRY(list_prepare(op));
	while (more) {
		AUTO_ARENA own = { 0 };
		enum errc code;

		op->arena = &own;
		code = undo_batch(op, run, r.list_id, &more, &n);
		op->arena = outer;
		TRY(code);
	}
	*ret = n;
	return OK;
}
