/* SPDX-License-Identifier: Apache-2.0 */
#include "application/application_view.h"

#include <inttypes.h>

#include "profile/profile_view.h"

/* Rows that a form has at least, and how many of them are empty. */
#define ROWS 6
#define EMPTY_ROWS 3
#define CONTACT_ROWS 3

static bool
is_office(const struct op *op)
{
	return actor_may(op->actor, RIGHT_STANDING, (group_id){ 0 });
}

enum errc
application_list_load(struct op *op, struct application_list_view *v)
{
	struct application_sql_of_rows own = { 0 };
	struct application_sql_all_rows all;

	v->office = is_office(op);
	if (op->actor)
		TRY(application_sql_of(op, op->actor->account, &own));
	for (size_t i = 0; i < own.n; i++)
		VEC_PUSH(op->arena, &v->own, ((struct application_line){
			own.at[i].id, own.at[i].name, own.at[i].state, own.at[i].changed }));
	TRY(application_sql_all(op, v->office, &all));
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(op->arena, &v->all, ((struct application_line){
			all.at[i].id, all.at[i].name, all.at[i].state, all.at[i].changed }));
	return OK;
}

static const enum msg lack_msgs[N_APPLICATION_LACKS] = {
	[LACKS_NAME] = MSG_application_lacks_name,       [LACKS_NEED] = MSG_application_lacks_need,
	[LACKS_PLAN] = MSG_application_lacks_plan,       [LACKS_LIST] = MSG_application_lacks_list,
	[LACKS_JOINING] = MSG_application_lacks_joining, [LACKS_CONTACT] = MSG_application_lacks_contact,
	[LACKS_SUPPORTERS] = MSG_application_lacks_supporters,
};

static void
add_supporter(struct op *op, struct application_view *v, const struct application_supporter *s)
{
	const struct fact of = { .field = FACT_STAKEHOLDER, .value = s->stakeholder };
	int64_t n = (int64_t)v->supporters.n + 1;

	VEC_PUSH(op->arena, &v->supporters, ((struct application_supporter_line){
		.n = n, .s = *s, .of = fact_shown(&v->page, &of),
		.stakeholders = fact_choices(op, &v->page, FACT_STAKEHOLDER, s->stakeholder) }));
}

static void
add_contact(struct op *op, struct application_view *v, const struct application_contact *c)
{
	int64_t n = (int64_t)v->contacts.n + 1;

	VEC_PUSH(op->arena, &v->contacts, ((struct application_contact_line){ n, *c }));
}

static void
load_people(struct op *op, struct application_view *v)
{
	const struct application_text *t = &v->a.text;

	for (size_t i = 0; i < t->contacts.n; i++)
		add_contact(op, v, &t->contacts.at[i]);
	for (size_t i = 0; i < t->supporters.n; i++)
		add_supporter(op, v, &t->supporters.at[i]);
	v->stakeholders = application_stakeholders(t);
	if (!v->writes)
		return;
	while (v->contacts.n < CONTACT_ROWS)
		add_contact(op, v, &(struct application_contact){ STR(""), STR("") });
	while (v->supporters.n < ROWS || v->supporters.n < t->supporters.n + EMPTY_ROWS)
		add_supporter(op, v, &(struct application_supporter){ STR(""), STR(""), STR("") });
}

static void
load_lines(struct op *op, struct application_view *v)
{
	bool lacks[N_APPLICATION_LACKS];
	struct str rest = v->a.text.plan;

	while (str_present(rest))
		VEC_PUSH(op->arena, &v->plan, str_cut_line(&rest));
	application_lacks(&v->a.text, lacks);
	for (size_t i = 0; i < N_APPLICATION_LACKS; i++)
		if (lacks[i])
			VEC_PUSH(op->arena, &v->lacking, page_text(&v->page, lack_msgs[i]));
}

enum errc
application_load(struct op *op, application_id id, const struct application_text *text, struct application_view *v)
{
	enum application_state state;

	TRY(application_get(op, id, &v->a));
	state = v->a.state;
	v->own = op->actor && op->actor->account.v == v->a.account.v;
	/* A draft is nobody else's business. */
	v->office = is_office(op) && state != APPLICATION_DRAFT;
	if (!v->own && !v->office && !application_is_public(state))
		return fail(op, E_NOT_FOUND, "application.no-such", "%" PRId64, id.v);
	if (text)
		v->a.text = *text;
	v->writes = v->own && state == APPLICATION_DRAFT;
	v->may_send = v->writes;
	v->may_withdraw = v->own && application_may_become(state, APPLICATION_WITHDRAWN);
	v->may_take_up = v->office && application_may_become(state, APPLICATION_REVIEW);
	v->may_accept = v->office && application_may_become(state, APPLICATION_ACCEPTED);
	v->may_refuse = v->office && application_may_become(state, APPLICATION_REFUSED);
	v->may_go_back = v->office && application_may_become(state, APPLICATION_DRAFT);
	v->may_answer = v->may_accept || v->may_refuse || v->may_go_back;
	if (!str_present(v->words))
		v->words = STR("");
	load_people(op, v);
	load_lines(op, v);
	return OK;
}
