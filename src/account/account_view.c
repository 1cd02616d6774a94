/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account_view.h"

#include "account_view_sql.h"
#include "outbox/outbox_wish_ops.h"

/* What a person recognises in what a browser calls itself. */
static struct str
agent_shown(struct arena *a, struct str agent)
{
	/* Others call themselves by these names too: the particular ones first. */
	static const struct {
		const char *in, *name;
	} browsers[] = { { "Edg", "Edge" },       { "OPR", "Opera" },     { "Firefox", "Firefox" },
			 { "Chrome", "Chrome" },  { "Safari", "Safari" } },
	  systems[] = { { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
			{ "Windows", "Windows" }, { "Mac OS X", "Mac" },  { "Linux", "Linux" } };
	const char *browser = NULL, *system = NULL;

	for (size_t i = 0; i < ARRAY_LEN(browsers) && !browser; i++)
		if (str_find(agent, str_of(browsers[i].in), 0) < agent.n)
			browser = browsers[i].name;
	for (size_t i = 0; i < ARRAY_LEN(systems) && !system; i++)
		if (str_find(agent, str_of(systems[i].in), 0) < agent.n)
			system = systems[i].name;
	if (browser && system)
		return arena_printf(a, "%s, %s", browser, system);
	return agent;
}

enum msg
role_msg(enum role r)
{
	static const enum msg names[N_ROLES] = {
		[ROLE_ANONYMOUS] = MSG_role_anonymous,     [ROLE_MEMBER] = MSG_role_member,
		[ROLE_COORDINATOR] = MSG_role_coordinator, [ROLE_FACILITATOR] = MSG_role_facilitator,
		[ROLE_SECRETARIAT] = MSG_role_secretariat, [ROLE_AUDITOR] = MSG_role_auditor,
	};

	return names[r];
}

static enum errc
load_roles(struct op *op, struct account_show_view *v)
{
	for (size_t i = 0; i < op->actor->roles.n; i++) {
		const struct held_role *r = &op->actor->roles.at[i];
		struct account_role_line line = { .name = page_text(&v->page, role_msg(r->role)) };
		struct account_view_group_row group;
		bool found = false;

		if (r->group.v)
			TRY(account_view_group(op, r->group, &found, &group));
		if (found)
			line.group = group.name;
		VEC_PUSH(op->arena, &v->roles, line);
	}
	return OK;
}

static enum errc
load_letters(struct op *op, struct account_show_view *v)
{
	static const enum msg names[N_LETTER_WHENS] = {
		[LETTERS_AT_ONCE] = MSG_wish_at_once, [LETTERS_DAILY] = MSG_wish_daily, [LETTERS_NEVER] = MSG_wish_never,
	};
	struct letter_wish wish;

	TRY(letter_wish_get(op, op->actor->account, &wish));
	for (size_t i = 0; i < N_LETTER_WHENS; i++)
		VEC_PUSH(op->arena, &v->whens.list, ((struct choice){
			letter_when_word((enum letter_when)i), page_text(&v->page, names[i]), i == wish.when }));
	if (!str_present(v->stand_in))
		v->stand_in = str_or_empty(wish.stand_in);
	return OK;
}

enum errc
account_show_load(struct op *op, struct account_show_view *v)
{
	const struct actor *me = op->actor;
	struct account_view_sessions_rows rows;

	TRY(load_roles(op, v));
	TRY(load_letters(op, v));
	TRY(account_view_sessions(op, me->account, (instant){ op->now.v - SESSION_SECONDS }, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->sessions, ((struct account_session_line){
			rows.at[i].id.v, rows.at[i].made, rows.at[i].seen,
			agent_shown(op->arena, rows.at[i].agent), rows.at[i].id.v == me->session.v }));
	return OK;
}
