/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_measure.h"

#include "list/list_month.h"
#include "list_sql.h"

struct collect {
	struct arena *arena;
	measure_messages messages;
};

static enum errc
each_message(void *ctx, const struct appearance_sql_times_row *row)
{
	struct collect *c = ctx;

	VEC_PUSH(c->arena, &c->messages, ((struct measure_message){
		row->id.v, row->at, row->root_id.v, row->who, row->automatic }));
	return OK;
}

/* What an archive says of the time behind its last message is nothing: it may have
 * been made that day. */
static instant
last_of(const measure_messages *m, instant none)
{
	instant last = INSTANT_NONE;

	for (size_t i = 0; i < m->n; i++)
		if (instant_known(m->at[i].at) && (!instant_known(last) || m->at[i].at.v > last.v))
			last = m->at[i].at;
	return instant_known(last) ? (instant){ last.v + 1 } : none;
}

enum errc
list_measure(struct op *op, list_id list, instant from, instant to, struct measures *ret)
{
	struct collect c = { .arena = op->arena };
	struct list_sql_has_months_row months;
	struct run_sql_delivers_row live;
	instant now = op->now;
	bool found;

	TRY(list_sql_has_months(op, list, &months));
	if (months.made)
		TRY(list_months_read(op, list, &c.messages));
	else
		TRY(appearance_sql_times(op, list, each_message, &c));
	TRY(run_sql_delivers(op, list, &found, &live));
	if (!found)
		now = last_of(&c.messages, op->now);
	*ret = measure(op->arena, c.messages.at, c.messages.n, from, to, now);
	return OK;
}
