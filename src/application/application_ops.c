/* SPDX-License-Identifier: Apache-2.0 */
#include "application/application_ops.h"

#include <inttypes.h>

#include "account/account_ops.h"
#include "application_sql.h"
#include "audit/audit_ops.h"
#include "forum/forum_ops.h"
#include "group/group_ops.h"
#include "group/group_say.h"
#include "mail/letter.h"
#include "outbox/outbox_ops.h"
#include "standing/standing_ops.h"
#include "text/clean.h"

static enum errc
note(struct op *op, group_id behalf, application_id id, const char *action, struct str details)
{
	return audit_note(op, behalf, action, "application", id.v, details);
}

/* ---- reading ---- */

static enum errc
load_people(struct op *op, struct application *a)
{
	struct application_sql_people_rows rows;

	TRY(application_sql_people(op, a->id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct application_sql_people_row *r = &rows.at[i];

		if (r->supporter)
			VEC_PUSH(op->arena, &a->text.supporters,
				 ((struct application_supporter){ r->name, r->organisation, r->stakeholder }));
		else
			VEC_PUSH(op->arena, &a->text.contacts, ((struct application_contact){ r->name, r->address }));
	}
	return OK;
}

enum errc
application_get(struct op *op, application_id id, struct application *ret)
{
	struct application_sql_get_row r;
	bool found;

	TRY(application_sql_get(op, id, &found, &r));
	if (!found)
		return fail(op, E_NOT_FOUND, "application.no-such", "%" PRId64, id.v);
	*ret = (struct application){
		.id = id, .account = r.account_id, .address = r.address, .called = r.called, .person = r.person_id,
		.state = r.state, .made = r.made, .changed = r.changed, .answer = r.answer, .group = r.grp_id,
		.group_slug = r.grp_slug,
		.text = { .name = r.name, .short_name = r.short_name, .need = r.need, .plan = r.plan,
			  .list_address = r.list_address, .join_url = r.join_url },
	};
	return load_people(op, ret);
}

/* ---- writing it ---- */

static enum errc
short_enough(struct op *op, struct str s, size_t most)
{
	return s.n > most ? fail(op, E_INVALID, "application.too-long", "%zu", most) : OK;
}

enum errc
application_begin(struct op *op, struct str name, application_id *ret)
{
	struct str clean = text_clean(op->arena, name);
	struct application_sql_add_row row;
	struct application_sql_open_row open;

	if (!clean.n)
		return fail(op, E_INVALID, "application.no-name", "%s", "");
	TRY(short_enough(op, clean, APPLICATION_LINE_MAX));
	TRY(application_sql_open(op, op->actor->account, &open));
	if (open.n >= APPLICATIONS_AT_ONCE)
		return fail(op, E_LIMIT, "application.too-many", "%d", APPLICATIONS_AT_ONCE);
	TRY(application_sql_add(op, op->actor->account, clean, op->now, &row));
	*ret = row.id;
	return note(op, (group_id){ 0 }, row.id, "application.begin", clean);
}

static struct str
cleaned(struct op *op, struct str s)
{
	return text_clean(op->arena, str_or_empty(s));
}

static enum errc
clean_people(struct op *op, const struct application_text *t, struct application_text *ret)
{
	for (size_t i = 0; i < t->contacts.n && i < APPLICATION_PEOPLE_MAX; i++) {
		struct application_contact c = { cleaned(op, t->contacts.at[i].name),
						 cleaned(op, t->contacts.at[i].address) };

		TRY(short_enough(op, c.name, APPLICATION_LINE_MAX));
		if (c.address.n && !letter_address_ok(c.address))
			return fail(op, E_INVALID, "group.bad-address", "%.*s", STRF(c.address));
		if (c.name.n || c.address.n)
			VEC_PUSH(op->arena, &ret->contacts, c);
	}
	for (size_t i = 0; i < t->supporters.n && i < APPLICATION_PEOPLE_MAX; i++) {
		const struct application_supporter *s = &t->supporters.at[i];
		struct application_supporter clean = { cleaned(op, s->name), cleaned(op, s->organisation), STR("") };
		enum stakeholder group;

		TRY(short_enough(op, clean.name, APPLICATION_LINE_MAX));
		TRY(short_enough(op, clean.organisation, APPLICATION_LINE_MAX));
		if (stakeholder_parse(s->stakeholder, &group))
			clean.stakeholder = stakeholder_word(group);
		if (clean.name.n)
			VEC_PUSH(op->arena, &ret->supporters, clean);
	}
	return OK;
}

static enum errc
check_text(struct op *op, const struct application_text *t, struct application_text *ret)
{
	*ret = (struct application_text){
		.name = cleaned(op, t->name), .short_name = cleaned(op, t->short_name), .need = cleaned(op, t->need),
		.plan = text_clean_lines(op->arena, str_or_empty(t->plan)), .list_address = cleaned(op, t->list_address),
		.join_url = cleaned(op, t->join_url),
	};
	if (!ret->name.n)
		return fail(op, E_INVALID, "application.no-name", "%s", "");
	TRY(short_enough(op, ret->name, APPLICATION_LINE_MAX));
	TRY(short_enough(op, ret->short_name, APPLICATION_LINE_MAX));
	TRY(short_enough(op, ret->need, APPLICATION_NEED_MAX));
	TRY(short_enough(op, ret->plan, APPLICATION_PLAN_MAX));
	TRY(group_said_check(op, &(struct group_said){ .description = ret->need, .list_address = ret->list_address,
						       .join_url = ret->join_url }));
	return clean_people(op, t, ret);
}

static enum errc
not_now(struct op *op, enum application_state state)
{
	return fail(op, E_CONFLICT, "application.not-now", "%.*s", STRF(application_state_word(state)));
}

enum errc
application_save(struct op *op, application_id id, const struct application_text *t)
{
	struct application now;
	struct application_text clean;

	TRY(application_get(op, id, &now));
	if (now.state != APPLICATION_DRAFT)
		return not_now(op, now.state);
	TRY(check_text(op, t, &clean));
	TRY(application_sql_save(op, id, clean.name, clean.short_name, clean.need, clean.plan, clean.list_address,
				 clean.join_url, op->now));
	TRY(application_sql_forget_people(op, id));
	for (size_t i = 0; i < clean.contacts.n; i++)
		TRY(application_sql_add_person(op, id, STR("contact"), clean.contacts.at[i].name,
					       clean.contacts.at[i].address, STR(""), STR("")));
	for (size_t i = 0; i < clean.supporters.n; i++)
		TRY(application_sql_add_person(op, id, STR("supporter"), clean.supporters.at[i].name, STR(""),
					       clean.supporters.at[i].organisation,
					       clean.supporters.at[i].stakeholder));
	return OK;
}

/* ---- what becomes of it ---- */

static enum errc
become(struct op *op, const struct application *a, enum application_state to, struct str answer, group_id group)
{
	if (!application_may_become(a->state, to))
		return not_now(op, a->state);
	TRY(application_sql_become(op, a->id, to, answer, group, op->now));
	return note(op, group, a->id, "application.become",
		    arena_printf(op->arena, "%.*s: %.*s", STRF(application_state_word(to)), STRF(answer)));
}

/* About the application, in one conversation with all that is written of it. */
static enum errc
write_to(struct op *op, const struct secret_key *key, const struct application *a, struct str address,
	 enum msg subject, enum msg body, struct str words)
{
	struct str site, about = arena_printf(op->arena, "/applications/%" PRId64, a->id.v);
	struct msg_arg args[3];
	letter_id id;

	TRY(forum_site(op, &site));
	args[0] = msg_str("name", a->text.name);
	args[1] = msg_str("link", arena_concat(op->arena, site, about));
	args[2] = msg_str("words", str_or_empty(words));
	return outbox_put(op, key, &(struct outbox_letter){
		.kind = STR("application"), .about = about, .to = address,
		.subject = msg_format(op->arena, LANG_en, subject, args, ARRAY_LEN(args)),
		.body = msg_format(op->arena, LANG_en, body, args, ARRAY_LEN(args)),
	}, &id);
}

enum errc
application_send(struct op *op, const struct secret_key *key, application_id id)
{
	bool lacks[N_APPLICATION_LACKS];
	struct application a;
	struct str contact;

	TRY(application_get(op, id, &a));
	if (a.state == APPLICATION_DRAFT && application_lacks(&a.text, lacks))
		return fail(op, E_INVALID, "application.incomplete", "%s", "");
	TRY(become(op, &a, APPLICATION_WAITING, a.answer, a.group));
	TRY(forum_get(op, STR("contact"), &contact));
	if (!str_present(contact) || !letter_address_ok(contact))
		return OK;
	return write_to(op, key, &a, contact, MSG_mail_application_subject, MSG_mail_application_sent, STR_NONE);
}

/* What a proposed group is in, for a reason that readers see. */
static enum errc
stand(struct op *op, group_id group, enum group_state state, struct str reason)
{
	return standing_set(op, group, &(struct standing){ .state = state, .since = date_of_instant(op->now),
							   .reason = reason });
}

enum errc
application_withdraw(struct op *op, application_id id)
{
	struct application a;

	TRY(application_get(op, id, &a));
	TRY(become(op, &a, APPLICATION_WITHDRAWN, a.answer, a.group));
	if (!a.group.v)
		return OK;
	return stand(op, a.group, STATE_CONCLUDED, msg_text(LANG_en, MSG_application_withdrawn_reason));
}

enum errc
application_take_up(struct op *op, application_id id)
{
	struct application a;
	group_id group;

	TRY(application_get(op, id, &a));
	if (!application_may_become(a.state, APPLICATION_REVIEW))
		return not_now(op, a.state);
	TRY(group_add(op, &(struct group_spec){
		.type = GROUP_COALITION, .name = a.text.name,
		.short_name = a.text.short_name.n ? a.text.short_name : STR_NONE, .state = STATE_PROPOSED,
		.since = DATE_NONE, .description = a.text.need, .list_address = a.text.list_address,
		.join_url = a.text.join_url }, &group));
	TRY(become(op, &a, APPLICATION_REVIEW, STR_NONE, group));
	return stand(op, group, STATE_PROPOSED, msg_text(LANG_en, MSG_application_review_reason));
}

static enum errc
make_coordinator(struct op *op, const struct application *a)
{
	if (!a->person.v)
		return OK;
	return role_grant(op, a->person, ROLE_COORDINATOR, a->group, date_of_instant(op->now), DATE_NONE);
}

enum errc
application_answer(struct op *op, const struct secret_key *key, application_id id, enum application_state to,
		   struct str words, bool coordinator)
{
	static const enum msg bodies[N_APPLICATION_STATES] = {
		[APPLICATION_DRAFT] = MSG_mail_application_back,
		[APPLICATION_ACCEPTED] = MSG_mail_application_accepted,
		[APPLICATION_REFUSED] = MSG_mail_application_refused,
	};
	struct str clean = cleaned(op, words);
	struct application a;

	TRY(application_get(op, id, &a));
	if (!clean.n)
		return fail(op, E_INVALID, "application.no-words", "%s", "");
	/* They become the reason of the group's state. */
	TRY(short_enough(op, clean, STANDING_REASON_MAX));
	TRY(become(op, &a, to, clean, a.group));
	if (to == APPLICATION_ACCEPTED) {
		TRY(stand(op, a.group, STATE_ACTIVE, clean));
		if (coordinator)
			TRY(make_coordinator(op, &a));
	} else if (a.group.v) {
		TRY(stand(op, a.group, STATE_CONCLUDED, clean));
	}
	return write_to(op, key, &a, a.address, MSG_mail_application_subject, bodies[to], clean);
}
