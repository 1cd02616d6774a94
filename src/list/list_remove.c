/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_remove.h"

#include <inttypes.h>

#include "base/buf.h"
#include "db/db.h"
#include "list_sql.h"
#include "mail/refs.h"
#include "text/digest.h"
#include "text/pack.h"

static enum errc
find(struct op *op, struct str message, node_id *ret, struct str *ret_mid)
{
	struct node_sql_find_rows rows;
	int64_t key;
	bool by_key = refs_key_parse(message, &key);

	if (str_starts(message, STR("<")) && str_ends(message, STR(">")))
		message = str_sub(message, 1, message.n - 2);
	TRY(node_sql_find(op, by_key ? key : refs_key(message), &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (by_key || str_eq(rows.at[i].mid, message)) {
			*ret = rows.at[i].id;
			*ret_mid = rows.at[i].mid;
			return OK;
		}
	return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(message));
}

/* The block again, without n bytes at `at`. */
static enum errc
cut_out(struct op *op, block_id block, int64_t at, int64_t n)
{
	struct block_sql_get_row row;
	AUTO_BUF left = { 0 };
	struct str bytes;

	TRY(block_sql_get(op, block, &row));
	if (!unpack(op->arena, row.packed, (size_t)row.size, &bytes) || at + n > row.size)
		return fail(op, E_CORRUPT, "db.corrupt", "block %" PRId64, block.v);
	buf_add(&left, str_sub(bytes, 0, (size_t)at));
	buf_add(&left, str_from(bytes, (size_t)(at + n)));
	return block_sql_set(op, block, (int64_t)left.n, pack(op->arena, buf_str(&left)));
}

static enum errc
remove_bytes(struct op *op, const struct message_sql_where_row *m)
{
	if (m->raw_block.v) {
		TRY(cut_out(op, m->raw_block, m->raw_at, m->raw_bytes));
		TRY(message_sql_close_raw(op, m->raw_block, m->raw_at, m->raw_bytes));
	}
	if (m->text_block.v) {
		TRY(cut_out(op, m->text_block, m->text_at, m->text_bytes));
		TRY(message_sql_close_text(op, m->text_block, m->text_at, m->text_bytes));
	}
	return OK;
}

/* The sender that messages have of whose sender nothing is known. */
static enum errc
nobody(struct op *op, sender_id *ret)
{
	struct sender_sql_find_row row;
	struct sender_sql_add_row added;
	bool found;

	TRY(sender_sql_find(op, STR(""), STR(""), &found, &row));
	if (!found) {
		TRY(sender_sql_add(op, STR(""), STR(""), &added));
		row.id = added.id;
	}
	*ret = row.id;
	return OK;
}

enum errc
list_remove(struct op *op, struct str message, struct str why)
{
	AUTO_TX tx = tx_begin(op);
	struct message_sql_where_row m;
	sender_id sender;
	struct str mid;
	node_id id;
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
	TRY(nobody(op, &sender));
	TRY(remove_bytes(op, &m));
	TRY(message_sql_remove(op, id, sender, op->now, why));
	TRY(mail_part_sql_remove(op, id));
	TRY(sender_sql_forget(op, m.sender_id));
	/* Still one person, and nobody's. */
	TRY(appearance_sql_forget(op, id, refs_key(arena_concat(op->arena, STR("removed "), mid))));
	TRY(audit_sql_insert(op, op->now, STR("removed"), mid, why));
	TRY(tx_commit(&tx));
	return db_purge(op);
}
