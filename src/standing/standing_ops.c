/* SPDX-License-Identifier: Apache-2.0 */
#include "standing/standing_ops.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "group/group_ops.h"
#include "standing_sql.h"
#include "text/clean.h"

enum errc
standing_history(struct op *op, group_id id, struct standings *ret)
{
	struct standing_sql_of_rows rows;

	TRY(standing_sql_of(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, ret, ((struct standing){ rows.at[i].id, rows.at[i].state, rows.at[i].since,
							     rows.at[i].reason }));
	return OK;
}

static enum errc
note(struct op *op, group_id id, const char *action, struct str details)
{
	return audit_note(op, id, action, "group", id.v, details);
}

static enum errc
add(struct op *op, group_id id, const struct standing *s)
{
	return standing_sql_add(op, id, s->state, s->since, s->reason,
				op->actor ? op->actor->account : (account_id){ 0 }, op->now);
}

static enum errc
check(struct op *op, enum group_type type, const struct standing *s)
{
	if (!s->reason.n)
		return fail(op, E_INVALID, "standing.no-reason", "%s", "");
	if (s->reason.n > STANDING_REASON_MAX)
		return fail(op, E_INVALID, "standing.too-long", "%d", STANDING_REASON_MAX);
	if (!date_known(s->since))
		return fail(op, E_INVALID, "standing.no-day", "%s", "");
	if (s->since.v > date_of_instant(op->now).v)
		return fail(op, E_INVALID, "standing.not-yet", "%.*s", STRF(date_format(op->arena, s->since)));
	if (!group_may_be(type, s->state))
		return fail(op, E_INVALID, "standing.not-of-type", "%.*s", STRF(group_state_word(s->state)));
	return OK;
}

/* The newest of the history is what the group is in now. */
static enum errc
settle(struct op *op, group_id id)
{
	struct standings all = { 0 };

	TRY(standing_history(op, id, &all));
	BUG_ON(!all.n);
	TRY(standing_sql_now(op, id, all.at[0].state));
	if (all.at[0].state == STATE_ACTIVE && date_known(all.at[0].since))
		TRY(standing_sql_formed(op, id, all.at[0].since));
	return group_index(op, id);
}

/* What it is without a history becomes the beginning of one; unless that says no more than
 * what comes. */
static enum errc
begin_history(struct op *op, group_id id, enum group_state state, date since, enum group_state comes)
{
	struct standings before = { 0 };

	TRY(standing_history(op, id, &before));
	if (before.n || state == STATE_UNRESOLVED || (state == comes && !date_known(since)))
		return OK;
	return add(op, id, &(struct standing){ .state = state, .since = since, .reason = STR_NONE });
}

enum errc
standing_set(struct op *op, group_id id, const struct standing *s)
{
	struct standing said = *s;
	struct standing_sql_group_row g;

	said.reason = text_clean(op->arena, str_or_empty(s->reason));
	TRY(standing_sql_group(op, id, &g));
	TRY(check(op, g.type, &said));
	TRY(begin_history(op, id, g.state, g.since, said.state));
	TRY(add(op, id, &said));
	TRY(settle(op, id));
	return note(op, id, "group.state",
		    arena_printf(op->arena, "%.*s since %.*s: %.*s", STRF(group_state_word(said.state)),
				 STRF(date_format(op->arena, said.since)), STRF(said.reason)));
}

enum errc
standing_registered(struct op *op, group_id id, enum group_state was, enum group_state is)
{
	if (was == is || is == STATE_UNRESOLVED)
		return OK;
	TRY(begin_history(op, id, was, DATE_NONE, is));
	TRY(add(op, id, &(struct standing){ .state = is, .since = date_of_instant(op->now), .reason = STR_NONE }));
	return settle(op, id);
}

enum errc
standing_drop(struct op *op, group_id id, standing_id which)
{
	static const char action[] = "group.state-dropped";
	struct standings left = { 0 };
	int64_t n;

	TRY(standing_sql_drop(op, which, id, &n));
	if (n != 1)
		return fail(op, E_NOT_FOUND, "standing.no-such", "%s", "");
	TRY(standing_history(op, id, &left));
	if (!left.n)
		return fail(op, E_CONFLICT, "standing.first", "%s", "");
	TRY(settle(op, id));
	return note(op, id, action, arena_printf(op->arena, "%" PRId64, which.v));
}

static bool
has(struct str s)
{
	return str_present(s) && s.n > 0;
}

enum errc
standing_required(struct op *op, group_id id, struct required ret[N_REQUIREMENTS])
{
	struct standing_sql_group_row g;

	TRY(standing_sql_group(op, id, &g));
	const bool met[N_REQUIREMENTS] = {
		[REQUIRES_DESCRIPTION] = has(g.description), [REQUIRES_LIST] = has(g.list_address),
		[REQUIRES_JOINING] = has(g.join_url),        [REQUIRES_ARCHIVE] = has(g.archive_url),
		[REQUIRES_WEBSITE] = has(g.website),         [REQUIRES_COORDINATOR] = g.coordinators > 0,
	};
	for (size_t i = 0; i < N_REQUIREMENTS; i++)
		ret[i] = (struct required){ group_requires(g.type, (enum requirement)i), met[i] };
	return OK;
}
