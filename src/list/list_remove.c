/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_remove.h"

#include "audit/audit_ops.h"
#include "db/db.h"
#include "list/list_block.h"
#include "list/list_month.h"
#include "list_sql.h"
#include "mail/refs.h"
#include "mailsearch/mailsearch_store.h"

static enum errc
find(struct op *op, struct str message, node_id *ret, struct str *ret_mid)
{
	struct node_sql_find_rows rows;
	int64_t key;
	bool by_key = refs_key_parse(message, &key);

	message = refs_bare(message);
	TRY(node_sql_find(op, by_key ? key : refs_key(message), &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (by_key || str_eq(rows.at[i].mid, message)) {
			*ret = rows.at[i].id;
			*ret_mid = rows.at[i].mid;
			return OK;
		}
	return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(message));
}

static enum errc
remove_it(struct op *op, struct str message, struct str why)
{
	AUTO_TX tx = tx_begin(op);
	struct list_months months = { 0 };
	struct message_sql_where_row m;
	sender_id sender;
	struct str mid;
	node_id id = { 0 };
	bool found;

	why = str_trim(why);
	if (!why.n)
		return fail(op, E_INVALID, "list.no-reason", "%s", "");
	TRY(find(op, message, &id, &mid));
	TRY(message_sql_where(op, id, &found, &m));
	if (!found)
		return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(message));
	if (instant_known(m.removed))
		return fail(op, E_CONFLICT, "list.removed-already", "%.*s", STRF(mid));
	TRY(mailsearch_drop(op, id));
	TRY(list_sender(op, STR(""), STR(""), &sender));
	TRY(message_sql_remove(op, id, sender, op->now, why));
	if (m.raw_block.v)
		TRY(list_block_close_up(op, m.raw_block, true));
	if (m.text_block.v)
		TRY(list_block_close_up(op, m.text_block, false));
	TRY(mail_part_sql_remove(op, id));
	TRY(sender_sql_forget(op, m.sender_id));
	/* Still one person, and nobody's. */
	TRY(appearance_sql_forget(op, id, refs_key(arena_concat(op->arena, STR("removed "), mid))));
	TRY(list_months_touch_message(op, &months, id));
	TRY(list_months_write(op, &months));
	TRY(audit_sql_insert(op, op->now, STR("removed"), mid, why));
	TRY(audit_note(op, (group_id){ 0 }, "list.remove", "message", id.v, why));
	return tx_commit(&tx);
}

/* Its words are in the index's file until that has been written anew. */
static enum errc
rewrite_index(struct op *op, bool *ret_more)
{
	AUTO_TX tx = tx_begin(op);

	TRY(mailsearch_rewrite(op, ret_more));
	return tx_commit(&tx);
}

enum errc
list_remove(struct op *op, struct str message, struct str why)
{
	bool more = true;

	TRY(list_prepare(op));
	TRY(remove_it(op, message, why));
	while (more)
		TRY(rewrite_index(op, &more));
	return db_purge(op);
}
