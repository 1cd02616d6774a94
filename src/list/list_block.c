/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_block.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/vec.h"
#include "list_sql.h"
#include "text/pack.h"
#include "writer/writer.h"

enum errc
list_block_read(struct op *op, struct list_block_open *o, block_id block, int64_t at, int64_t n,
		struct str *ret)
{
	struct block_sql_get_row row;

	*ret = STR("");
	if (!block.v)
		return OK;
	if (o->id.v != block.v) {
		TRY(block_sql_get(op, block, &row));
		if (o->arena)
			arena_reset(o->arena);
		o->id = (block_id){ 0 };
		if (!unpack(o->arena ? o->arena : op->arena, row.packed, (size_t)row.size, &o->bytes))
			return fail(op, E_CORRUPT, "db.corrupt", "block %" PRId64, block.v);
		o->id = block;
	}
	if (at < 0 || n < 0 || (size_t)at + (size_t)n > o->bytes.n)
		return fail(op, E_CORRUPT, "db.corrupt", "block %" PRId64, block.v);
	*ret = str_sub(o->bytes, (size_t)at, (size_t)n);
	return OK;
}

enum errc
list_raw_read(struct op *op, struct list_block_open *raw, struct list_block_open *text,
	      const struct list_place *p, struct buf *ret)
{
	struct str head, tail = STR("");

	TRY(list_block_read(op, raw, p->raw_block, p->raw_at, p->raw_bytes - p->raw_tail, &head));
	buf_add(ret, head);
	if (p->raw_tail)
		TRY(list_block_read(op, text, p->text_block, p->text_at, p->text_bytes, &tail));
	buf_add(ret, tail);
	return OK;
}

/* What a message has in a block. */
struct left {
	node_id id;
	int64_t at, n;
};
typedef SLICE(struct left) lefts;

static enum errc
left_in(struct op *op, block_id block, bool raw, lefts *ret)
{
	struct message_sql_in_raw_rows in_raw = { 0 };
	struct message_sql_in_text_rows in_text = { 0 };

	if (raw)
		TRY(message_sql_in_raw(op, block, &in_raw));
	else
		TRY(message_sql_in_text(op, block, &in_text));
	for (size_t i = 0; i < in_raw.n; i++)
		VEC_PUSH(op->arena, ret, ((struct left){ in_raw.at[i].id, in_raw.at[i].at, in_raw.at[i].n }));
	for (size_t i = 0; i < in_text.n; i++)
		VEC_PUSH(op->arena, ret, ((struct left){ in_text.at[i].id, in_text.at[i].at, in_text.at[i].n }));
	return OK;
}

enum errc
list_block_close_up(struct op *op, block_id block, bool raw)
{
	struct block_sql_get_row row;
	AUTO_BUF kept = { 0 };
	struct str bytes;
	lefts left = { 0 };

	TRY(left_in(op, block, raw, &left));
	if (!left.n)
		return block_sql_delete(op, block);
	TRY(block_sql_get(op, block, &row));
	if (!unpack(op->arena, row.packed, (size_t)row.size, &bytes))
		return fail(op, E_CORRUPT, "db.corrupt", "block %" PRId64, block.v);
	for (size_t i = 0; i < left.n; i++) {
		int64_t at = (int64_t)kept.n;

		buf_add(&kept, str_sub(bytes, (size_t)left.at[i].at, (size_t)left.at[i].n));
		if (at != left.at[i].at)
			TRY(raw ? message_sql_set_raw(op, left.at[i].id, at)
				: message_sql_set_text(op, left.at[i].id, at));
	}
	if (kept.n == bytes.n)
		return OK;
	return block_sql_set(op, block, (int64_t)kept.n, pack(op->arena, buf_str(&kept)));
}

enum errc
list_sender(struct op *op, struct str address, struct str name, sender_id *ret)
{
	struct sender_sql_find_row row;
	struct sender_sql_add_row added;
	bool found;

	TRY(sender_sql_find(op, address, name, &found, &row));
	if (found) {
		*ret = row.id;
		return OK;
	}
	TRY(sender_sql_add(op, address, name, writer_key(op->arena, address, name), &added));
	*ret = added.id;
	return OK;
}
