/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch_store.h"

#include "db/db.h"
#include "list/list_block.h"
#include "mailsearch_sql.h"

/* Pages of the index that one step of merging writes, 4 KB each. */
#define STEP 500
/* Messages that are taken in with one transaction. */
#define BATCH 1000

void
mailsearch_wait(struct mailsearch_waiting *w, const struct mailsearch_waiting_message *m)
{
	struct mailsearch_waiting_message *kept = VEC_ADD(&w->arena, &w->messages);

	*kept = *m;
	kept->words.subject = arena_str(&w->arena, m->words.subject);
	kept->words.sender = arena_str(&w->arena, m->words.sender);
	kept->words.body = arena_str(&w->arena, m->words.body);
}

void
mailsearch_waiting_done(struct mailsearch_waiting *w)
{
	arena_done(&w->arena);
	*w = (struct mailsearch_waiting){ 0 };
}

/* First the marks and then the words: FTS5 writes all it has gathered to the disk
 * whenever a statement of another kind could fail half-way. */
static enum errc
add(struct op *op, const struct mailsearch_waiting_messages *messages)
{
	int64_t *is_new = ARENA_ARRAY(op->arena, messages->n + 1, int64_t);

	for (size_t i = 0; i < messages->n; i++) {
		const struct mailsearch_waiting_message *m = &messages->at[i];

		TRY(mailsearch_sql_mark(op, m->id, m->at, m->quotes, &is_new[i]));
	}
	for (size_t i = 0; i < messages->n; i++) {
		const struct mailsearch_words *w = &messages->at[i].words;

		if (is_new[i])
			TRY(mailsearch_sql_add(op, messages->at[i].id, w->subject, w->sender, w->body));
	}
	return OK;
}

/* A step of merging, when there are too many parts. */
static enum errc
settle(struct op *op)
{
	struct mailsearch_sql_parts_row parts;

	TRY(mailsearch_sql_parts(op, &parts));
	return parts.n < MAILSEARCH_PARTS ? OK : mailsearch_sql_merge(op, STEP);
}

enum errc
mailsearch_add_waiting(struct op *op, struct mailsearch_waiting *w)
{
	TRY(add(op, &w->messages));
	mailsearch_waiting_done(w);
	return settle(op);
}

enum errc
mailsearch_drop(struct op *op, node_id id)
{
	struct mailsearch_sql_indexed_row m;
	struct list_block_open opened = { 0 };
	struct mailsearch_message message;
	struct mailsearch_words w;
	bool found;

	TRY(mailsearch_sql_indexed(op, id, &found, &m));
	if (!found)
		return OK;
	message = (struct mailsearch_message){ m.subject, m.name, m.address, STR_NONE };
	TRY(list_block_read(op, &opened, m.text_block, m.text_at, m.text_bytes, &message.text));
	w = mailsearch_words(op->arena, &message, m.quotes);
	TRY(mailsearch_sql_drop(op, id, w.subject, w.sender, w.body));
	return mailsearch_sql_unmark(op, id);
}

enum errc
mailsearch_rewrite(struct op *op, bool *ret_more)
{
	struct mailsearch_sql_changes_row before, after;

	*ret_more = false;
	/* There db_purge() does it. */
	if (db_dialect(op->db) == DIALECT_POSTGRES)
		return OK;
	TRY(mailsearch_sql_changes(op, &before));
	TRY(mailsearch_sql_merge(op, -STEP));
	TRY(mailsearch_sql_changes(op, &after));
	*ret_more = after.n - before.n >= 2;
	return OK;
}

/* ---- all of it ---- */

static enum errc
clear(struct op *op)
{
	AUTO_TX tx = tx_begin(op);

	TRY(mailsearch_sql_drop_all(op));
	TRY(mailsearch_sql_unmark_all(op));
	TRY(mailsearch_sql_set_state(op, mailsearch_cut(op->arena), false));
	return tx_commit(&tx);
}

/* Messages behind *at that are missing, some at a time. */
static enum errc
catch_up(struct op *op, node_id *at, bool *ret_more)
{
	AUTO_TX tx = tx_begin(op);
	struct mailsearch_sql_missing_rows rows;
	struct mailsearch_waiting_messages messages = { 0 };
	struct list_block_open opened = { 0 };

	TRY(mailsearch_sql_missing(op, *at, BATCH, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct mailsearch_sql_missing_row *m = &rows.at[i];
		struct mailsearch_message message = { m->subject, m->name, m->address, STR_NONE };
		struct mailsearch_waiting_message *w = VEC_ADD(op->arena, &messages);

		TRY(list_block_read(op, &opened, m->text_block, m->text_at, m->text_bytes, &message.text));
		*w = (struct mailsearch_waiting_message){
			.id = m->id, .at = m->at, .quotes = m->quotes,
			.words = mailsearch_words(op->arena, &message, m->quotes),
		};
		*at = m->id;
	}
	TRY(add(op, &messages));
	*ret_more = rows.n == BATCH;
	if (!*ret_more) {
		TRY(mailsearch_sql_set_state(op, mailsearch_cut(op->arena), true));
		TRY(mailsearch_sql_set_none_waiting(op));
	}
	TRY(settle(op));
	return tx_commit(&tx);
}

static enum errc
make(struct op *op, bool anew)
{
	struct arena *outer = op->arena;
	node_id at = { 0 };
	bool more = true;

	if (anew)
		TRY(clear(op));
	while (more) {
		AUTO_ARENA own = { 0 };
		enum errc code;

		op->arena = &own;
		code = catch_up(op, &at, &more);
		op->arena = outer;
		TRY(code);
	}
	return OK;
}

enum errc
mailsearch_prepare(struct op *op)
{
	struct mailsearch_sql_state_row state;
	bool same;

	TRY(mailsearch_sql_state(op, &state));
	same = str_eq(state.cut, mailsearch_cut(op->arena));
	return same && state.complete ? OK : make(op, !same);
}

enum errc
mailsearch_rebuild(struct op *op)
{
	return make(op, true);
}
