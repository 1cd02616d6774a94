/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_measure.h"

#include "list/list_month.h"
#include "list_sql.h"
#include "writer/writer_ops.h"
#include "writer_sql.h"

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

/* Writers who are one person get one number. */
static enum errc
join_writers(struct op *op, measure_messages *m, struct writers *ret)
{
	TRY(writers_load(op, ret));
	for (size_t i = 0; ret->person.n && i < m->n; i++)
		m->at[i].who = writers_person(ret, m->at[i].who);
	return OK;
}

struct joined {
	struct arena *arena;
	const struct writers *writers;
	struct number_map people;
};

static enum errc
each_member(void *ctx, const struct roster_sql_members_row *row)
{
	struct joined *j = ctx;
	bool is_new;

	(void)number_map_place(j->arena, &j->people, writers_person(j->writers, row->who), &is_new);
	return OK;
}

/* A roster of a window's last day, begun or whole, counts. */
static date
day_behind(instant to)
{
	return date_of_instant((instant){ to.v + 86399 });
}

/* Of all times, people and not addresses; now: where the list's time ends. */
struct measured {
	measure_messages messages;
	struct writers writers;
	instant now;
};

/* By the last roster before the window's end; people and not addresses on both sides. */
static enum errc
count_subscribers(struct op *op, list_id list, const struct measured *d, instant to, struct measures *ret)
{
	struct joined j = { .arena = op->arena, .writers = &d->writers };
	date before = day_behind(instant_known(to) ? to : op->now);
	struct roster_sql_latest_row roster;
	measure_people_numbers people;
	bool found;

	TRY(roster_sql_latest(op, list, before, &found, &roster));
	if (!found)
		return OK;
	TRY(roster_sql_members(op, roster.id, each_member, &j));
	ret->subscribers = (int64_t)j.people.n;
	people = measure_people(op->arena, d->messages.at, d->messages.n, ret->from, ret->to);
	for (size_t i = 0; i < people.n; i++)
		ret->subscribers_posting += number_map_find(&j.people, people.at[i]) != SIZE_MAX;
	return OK;
}

/* numbered: each with its message's id, which packed months leave out. */
static enum errc
load(struct op *op, list_id list, bool numbered, struct measured *ret)
{
	struct collect c = { .arena = op->arena };
	struct list_sql_has_months_row months;
	struct run_sql_delivers_row live;
	bool found;

	TRY(list_sql_has_months(op, list, &months));
	if (months.made && !numbered)
		TRY(list_months_read(op, list, &c.messages));
	else
		TRY(appearance_sql_times(op, list, each_message, &c));
	ret->messages = c.messages;
	TRY(run_sql_delivers(op, list, &found, &live));
	ret->now = found ? op->now : last_of(&c.messages, op->now);
	return join_writers(op, &ret->messages, &ret->writers);
}

enum errc
list_measure(struct op *op, list_id list, enum list_rule rule, instant from, instant to,
	     struct measures *ret)
{
	struct measured d;
	struct subject_joins joins;

	TRY(load(op, list, false, &d));
	TRY(list_subject_joins(op, list, rule, &joins));
	for (size_t i = 0; joins.place.n && i < d.messages.n; i++)
		d.messages.at[i].thread = subject_thread(&joins, d.messages.at[i].thread);
	*ret = measure(op->arena, d.messages.at, d.messages.n, from, to, d.now);
	return count_subscribers(op, list, &d, to, ret);
}

enum errc
list_measure_windows(struct op *op, const list_id *lists, size_t n, const struct measure_window *w, size_t n_windows,
		     struct measures *ret, instant *ret_ends)
{
	measure_messages all = { 0 };
	instant now = INSTANT_NONE;

	for (size_t i = 0; i < n; i++) {
		struct measured d;

		TRY(load(op, lists[i], false, &d));
		if (d.messages.n && (!instant_known(now) || d.now.v > now.v))
			now = d.now;
		if (!all.n)
			all = d.messages;
		else
			for (size_t k = 0; k < d.messages.n; k++)
				VEC_PUSH(op->arena, &all, d.messages.at[k]);
	}
	*ret_ends = now;
	measure_many(op->arena, all.at, all.n, w, n_windows, instant_known(now) ? now : op->now, ret);
	return OK;
}

enum errc
list_measure_evidence(struct op *op, list_id list, instant from, instant to, enum measure_part part,
		      struct measures *ret_all, measure_ids *ret)
{
	struct measured d;

	TRY(load(op, list, true, &d));
	*ret = measure_evidence(op->arena, d.messages.at, d.messages.n, from, to, d.now, part, ret_all);
	return count_subscribers(op, list, &d, to, ret_all);
}
