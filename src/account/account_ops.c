/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account_ops.h"

#include <inttypes.h>

#include "account_sql.h"
#include "audit/audit_ops.h"
#include "db/db.h"
#include "forum/forum_ops.h"
#include "http/http.h"
#include "mail/letter.h"
#include "outbox/outbox_ops.h"
#include "outbox_sql.h"
#include "person/person_ops.h"
#include "text/clean.h"

#define HOUR 3600
#define DAY 86400
#define AGENT_MAX 200
#define NAME_MAX_BYTES 200

static instant
ago(const struct op *op, int64_t seconds)
{
	return (instant){ op->now.v - seconds };
}

/* ---- asking ---- */

static struct str
code_mac(struct op *op, const struct secret_key *key, struct str folded, struct str code)
{
	struct str both = arena_printf(op->arena, "%.*s\n%.*s", STRF(folded), STRF(code));

	return secret_mac(op->arena, key, "sign-in code", both);
}

static enum errc
check_limits(struct op *op, struct str folded, struct str network)
{
	struct sign_in_sql_counts_row n;

	TRY(sign_in_sql_forget(op, ago(op, DAY)));
	TRY(sign_in_sql_counts(op, folded, network, ago(op, HOUR), &n));
	if (n.by_address >= SIGN_IN_PER_ADDRESS || n.by_network >= SIGN_IN_PER_NETWORK)
		return fail(op, E_LIMIT, "sign-in.too-often", "%s", "");
	return OK;
}

static struct str
link_of(struct op *op, struct str site, struct str token, struct str next)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "%.*s/sign-in/link/%.*s", STRF(site), STRF(token));
	if (next.n > 1) {
		BUF_LIT(&b, "?next=");
		http_add_encoded(&b, next);
	}
	return buf_to_arena(&b, op->arena);
}

/* "1234 5678" is read off a screen and typed without a slip more often. */
static struct str
code_shown(struct op *op, struct str code)
{
	return arena_printf(op->arena, "%.4s %.4s", code.p, code.p + 4);
}

static enum errc
write_letter(struct op *op, const struct secret_key *key, const struct sign_in_request *r,
	     struct str token, struct str code)
{
	struct str forum, site;
	struct msg_arg args[3];
	letter_id id;

	TRY(forum_get(op, STR("name"), &forum));
	TRY(forum_site(op, &site));
	if (!str_present(forum))
		forum = STR("Convene");
	args[0] = msg_str("forum", forum);
	args[1] = msg_str("link", link_of(op, site, token, r->next));
	args[2] = msg_str("code", code_shown(op, code));
	return outbox_put(op, key, &(struct outbox_letter){
		.kind = STR("sign-in"),
		.to = r->address,
		.subject = msg_format(op->arena, r->lang, MSG_mail_sign_in_subject, args, 3),
		.body = msg_format(op->arena, r->lang, MSG_mail_sign_in_body, args, 1),
		.secret = msg_format(op->arena, r->lang, MSG_mail_sign_in_secret, args, 3),
	}, &id);
}

/* browser: absent: any will do. */
static enum errc
add_request(struct op *op, const struct secret_key *key, struct str address, struct str network,
	    struct str browser, struct str token, struct str code)
{
	struct str folded = arena_lower(op->arena, address);

	return sign_in_sql_add(op, address, folded, network,
			       str_present(browser) ? secret_digest(op->arena, browser) : STR(""),
			       secret_digest(op->arena, token), code_mac(op, key, folded, code), op->now);
}

enum errc
sign_in_ask(struct op *op, const struct secret_key *key, const struct sign_in_request *r)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct str network = secret_mac(op->arena, key, "network", account_network(op->arena, r->remote));
	struct str token = secret_token(op->arena), code = secret_code(op->arena);

	if (!letter_address_ok(r->address))
		return fail(op, E_INVALID, "sign-in.bad-address", "%.*s", STRF(r->address));
	TRY(check_limits(op, arena_lower(op->arena, r->address), network));
	TRY(add_request(op, key, r->address, network, r->browser, token, code));
	TRY(write_letter(op, key, r, token, code));
	return tx_commit(&tx);
}

enum errc
sign_in_link(struct op *op, const struct secret_key *key, struct str address, struct str *ret)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct str token = secret_token(op->arena), site;

	if (!letter_address_ok(address))
		return fail(op, E_INVALID, "sign-in.bad-address", "%.*s", STRF(address));
	TRY(forum_site(op, &site));
	TRY(add_request(op, key, address, STR(""), STR_NONE, token, secret_code(op->arena)));
	TRY(tx_commit(&tx));
	*ret = link_of(op, site, token, STR(""));
	return OK;
}

/* ---- being let in ---- */

static enum errc
find_link(struct op *op, struct str token, struct str browser, bool *ret_there, bool *ret_browser,
	  struct sign_in_sql_by_link_row *ret)
{
	*ret_browser = false;
	TRY(sign_in_sql_by_link(op, secret_digest(op->arena, token), ago(op, SIGN_IN_SECONDS), ret_there,
				ret));
	if (*ret_there)
		*ret_browser = !ret->browser.n ||
			       (str_present(browser) &&
				secret_equal(ret->browser, secret_digest(op->arena, browser)));
	return OK;
}

enum errc
sign_in_link_state(struct op *op, struct str token, struct str browser, bool *ret_there,
		   bool *ret_browser, struct str *ret_address)
{
	struct sign_in_sql_by_link_row row;

	TRY(find_link(op, token, browser, ret_there, ret_browser, &row));
	*ret_address = *ret_there ? row.address : STR_NONE;
	return OK;
}

enum errc
account_of(struct op *op, struct str address, account_id *ret)
{
	struct str folded = arena_lower(op->arena, address);
	struct account_sql_by_folded_row row;
	struct account_sql_add_row added;
	bool found;

	TRY(account_sql_by_folded(op, folded, &found, &row));
	if (!found) {
		TRY(account_sql_add(op, address, folded, STR_NONE, (person_id){ 0 }, op->now, &added));
		row.id = added.id;
	}
	*ret = row.id;
	return OK;
}

/* Always a new session: a cookie that somebody else has put there is worth nothing. */
static enum errc
let_in(struct op *op, struct str address, struct str agent, struct str *ret_session)
{
	struct str token = secret_token(op->arena);
	account_id account;
	int64_t n;

	TRY(sign_in_sql_use(op, arena_lower(op->arena, address), op->now));
	TRY(account_of(op, address, &account));
	TRY(session_sql_forget(op, ago(op, SESSION_SECONDS)));
	/* Who signs in with what a letter said gets letters. */
	TRY(bad_address_sql_clear(op, arena_lower(op->arena, address), &n));
	TRY(session_sql_add(op, account, secret_digest(op->arena, token), op->now,
			    text_clean(op->arena, str_sub(agent, 0, agent.n < AGENT_MAX ? agent.n : AGENT_MAX))));
	*ret_session = token;
	return OK;
}

enum errc
sign_in_by_link(struct op *op, struct str token, struct str browser, struct str agent,
		struct str *ret_session)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct sign_in_sql_by_link_row row;
	bool there, same;

	TRY(find_link(op, token, browser, &there, &same, &row));
	if (!there || !same)
		return fail(op, E_FORBIDDEN, "sign-in.no-link", "%s", "");
	TRY(let_in(op, row.address, agent, ret_session));
	return tx_commit(&tx);
}

/* The digits alone, however they were typed. */
static struct str
digits_of(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			buf_addc(&b, s.p[i]);
	return buf_to_arena(&b, a);
}

enum errc
sign_in_by_code(struct op *op, const struct secret_key *key, struct str address, struct str code,
		struct str agent, struct str *ret_session)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct str folded = arena_lower(op->arena, address);
	struct str mac = code_mac(op, key, folded, digits_of(op->arena, code));
	struct sign_in_sql_by_address_rows rows;
	const struct sign_in_sql_by_address_row *right = NULL;

	TRY(sign_in_sql_by_address(op, folded, ago(op, SIGN_IN_SECONDS), SIGN_IN_TRIES, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (secret_equal(rows.at[i].code, mac))
			right = &rows.at[i];
	if (right) {
		TRY(let_in(op, right->address, agent, ret_session));
		return tx_commit(&tx);
	}
	TRY(sign_in_sql_wrong(op, folded, ago(op, SIGN_IN_SECONDS)));
	TRY(tx_commit(&tx)); /* the try counts */
	return fail(op, E_FORBIDDEN, "sign-in.bad-code", "%s", "");
}

/* ---- sessions ---- */

static enum errc
roles_of(struct op *op, struct actor *actor)
{
	struct role_sql_held_rows rows;

	if (!actor->person.v)
		return OK;
	TRY(role_sql_held(op, actor->person, date_of_instant(op->now), &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &actor->roles, ((struct held_role){ rows.at[i].role, rows.at[i].grp_id }));
	return OK;
}

enum errc
session_find(struct op *op, struct str token, const struct actor **ret, bool *ret_stale)
{
	struct session_sql_find_row row;
	struct actor *actor;
	bool found = false;

	*ret = NULL;
	*ret_stale = false;
	if (token.n != SECRET_TOKEN)
		return OK;
	TRY(session_sql_find(op, secret_digest(op->arena, token), ago(op, SESSION_SECONDS),
			     ago(op, SESSION_MOST_SECONDS), &found, &row));
	if (!found)
		return OK;
	actor = ARENA_NEW(op->arena, struct actor);
	*actor = (struct actor){
		.account = row.account_id, .session = row.id, .address = row.address, .name = row.name,
		.person = row.person_id,
		.csrf = secret_mac_text(op->arena, "csrf", token),
	};
	TRY(roles_of(op, actor));
	*ret_stale = op->now.v - row.seen.v >= HOUR;
	*ret = actor;
	return OK;
}

enum errc
session_seen(struct op *op, session_id id)
{
	AUTO_TX tx = tx_begin_quiet(op);

	TRY(session_sql_seen(op, id, op->now));
	return tx_commit(&tx);
}

enum errc
session_end(struct op *op, account_id account, session_id id)
{
	struct session_sql_end_row row;
	bool found;

	TRY(session_sql_end(op, id, account, &found, &row));
	return found ? OK : fail(op, E_NOT_FOUND, "session.no-such", "%s", "");
}

enum errc
session_end_all(struct op *op, account_id account)
{
	return session_sql_end_all(op, account);
}

/* ---- who they are ---- */

enum errc
account_set_name(struct op *op, account_id id, struct str name)
{
	struct str clean = text_clean(op->arena, name);

	if (clean.n > NAME_MAX_BYTES)
		return fail(op, E_INVALID, "account.bad-name", "%.*s", STRF(clean));
	return account_sql_set_name(op, id, clean.n ? clean : STR_NONE);
}

enum errc
account_invite(struct op *op, struct str address, struct str name, account_id *ret, person_id *ret_person)
{
	struct str clean = text_clean(op->arena, name);
	struct person_ref person;

	if (!letter_address_ok(address))
		return fail(op, E_INVALID, "sign-in.bad-address", "%.*s", STRF(address));
	if (!clean.n || clean.n > NAME_MAX_BYTES)
		return fail(op, E_INVALID, "account.bad-name", "%.*s", STRF(clean));
	TRY(person_match(op, clean, &person));
	if (!person.id.v) {
		TRY(person_add(op, clean, STR_NONE, true, (import_id){ 0 }, &person.id));
		TRY(person_index(op, person.id));
	}
	TRY(account_of(op, address, ret));
	TRY(account_sql_set_name(op, *ret, clean));
	TRY(account_sql_set_person(op, *ret, person.id));
	*ret_person = person.id;
	return audit_note(op, (group_id){ 0 }, "account.invite", "account", ret->v,
			  arena_printf(op->arena, "%.*s is person %" PRId64, STRF(address), person.id.v));
}

/* ---- roles ---- */

static enum errc
check_role(struct op *op, enum role role, group_id group)
{
	if (!role_is_given(role))
		return fail(op, E_INVALID, "role.no-such", "%.*s", STRF(role_word(role)));
	if (role_has_group(role) != (group.v != 0))
		return fail(op, E_INVALID, "role.needs-group", "%.*s", STRF(role_word(role)));
	return OK;
}

/* In the audit. */
static const char role_granted[] = "role.grant", role_ended[] = "role.end";

static enum errc
note_role(struct op *op, person_id person, enum role role, group_id group, date since, date until,
	  const char *action)
{
	struct arena *a = op->arena;

	return audit_note(op, (group_id){ 0 }, action, "person", person.v,
			  arena_printf(a, "%.*s of %" PRId64 " from %.*s to %.*s", STRF(role_word(role)), group.v,
				      STRF(date_format(a, since)), STRF(date_format(a, until))));
}

enum errc
role_grant(struct op *op, person_id person, enum role role, group_id group, date since, date until)
{
	struct role_sql_open_row open;
	bool has;

	TRY(check_role(op, role, group));
	if (date_known(until) && until.v <= since.v)
		return fail(op, E_INVALID, "role.ends-before", "%.*s", STRF(role_word(role)));
	TRY(role_sql_open(op, person, role, group, &has, &open));
	if (has && !date_known(until))
		return fail(op, E_CONFLICT, "role.has-it", "%.*s", STRF(role_word(role)));
	TRY(role_sql_add(op, person, role, group, since, until));
	TRY(note_role(op, person, role, group, since, until, role_granted));
	return account_sql_rights(op, person, (instant){ op->now.v + 1 });
}

enum errc
role_end(struct op *op, person_id person, enum role role, group_id group, date until)
{
	struct role_sql_open_row open;
	bool has;

	TRY(check_role(op, role, group));
	TRY(role_sql_open(op, person, role, group, &has, &open));
	if (!has)
		return fail(op, E_NOT_FOUND, "role.has-it-not", "%.*s", STRF(role_word(role)));
	TRY(role_sql_end(op, open.id, until));
	TRY(note_role(op, person, role, group, DATE_NONE, until, role_ended));
	return account_sql_rights(op, person, (instant){ op->now.v + 1 });
}

enum errc
role_joined(struct op *op, person_id person, person_id into)
{
	return account_sql_rights_joined(op, person, into, (instant){ op->now.v + 1 });
}
