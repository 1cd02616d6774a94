/* SPDX-License-Identifier: Apache-2.0 */
#include "behalf/behalf_ops.h"

#include "base/vec.h"
#include "behalf_sql.h"
#include "mail/refs.h"
#include "text/clean.h"

bool
behalf_of_others(const struct actor *actor, group_id group)
{
	for (size_t i = 0; actor && i < actor->roles.n; i++)
		if (actor->roles.at[i].group.v == group.v)
			return false;
	return actor != NULL;
}

/* The message that is meant, where it is here: by its Message-ID, or by the end of its address. */
static enum errc
find_message(struct op *op, struct str evidence, node_id *ret)
{
	size_t slash = str_rfind_char(evidence, '/');
	struct str mid = refs_bare(evidence);
	struct behalf_sql_message_rows rows;
	int64_t key;

	*ret = (node_id){ 0 };
	if (slash == STR_NPOS || !refs_key_parse(str_from(evidence, slash + 1), &key))
		key = refs_key(mid);
	TRY(behalf_sql_message(op, key, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (slash != STR_NPOS || str_eq(rows.at[i].mid, mid))
			*ret = rows.at[i].id;
	return OK;
}

enum errc
behalf_record(struct op *op, group_id group, const char *action, struct str evidence)
{
	struct str clean = text_clean(op->arena, str_or_empty(evidence));
	node_id message;

	if (!clean.n)
		return fail(op, E_INVALID, "behalf.no-evidence", "%s", "");
	if (clean.n > BEHALF_EVIDENCE_MAX)
		return fail(op, E_INVALID, "behalf.too-long", "%d", BEHALF_EVIDENCE_MAX);
	TRY(find_message(op, clean, &message));
	return behalf_sql_add(op, group, op->actor->account, str_of(action), clean, message, op->now);
}

enum errc
behalf_recorded(struct op *op, group_id group, int64_t most, struct recordeds *ret)
{
	struct behalf_sql_of_rows rows;

	TRY(behalf_sql_of(op, group, most, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, ret, ((struct recorded){ rows.at[i].action, rows.at[i].evidence, rows.at[i].list,
							     rows.at[i].mid_key, rows.at[i].at }));
	return OK;
}
