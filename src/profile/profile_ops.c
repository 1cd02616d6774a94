/* SPDX-License-Identifier: Apache-2.0 */
#include "profile/profile_ops.h"

#include <inttypes.h>

#include "account/account_ops.h"
#include "account_sql.h"
#include "audit/audit_ops.h"
#include "forum/forum_ops.h"
#include "mail/letter.h"
#include "outbox/outbox_ops.h"
#include "person/person_ops.h"
#include "profile_sql.h"
#include "text/clean.h"
#include "text/fold.h"
#include "text/skeleton.h"

static enum errc
note(struct op *op, person_id id, const char *action, struct str details)
{
	return audit_note(op, (group_id){ 0 }, action, "person", id.v, details);
}

static enum errc
no_such(struct op *op)
{
	return fail(op, E_NOT_FOUND, "profile.no-such", "%s", "");
}

/* ---- what is said ---- */

enum errc
profile_facts(struct op *op, person_id id, enum seen_by sees, struct facts *ret)
{
	struct fact_sql_of_rows rows;

	TRY(fact_sql_of(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct fact_sql_of_row *r = &rows.at[i];

		if (r->seen_by <= sees)
			VEC_PUSH(op->arena, ret, ((struct fact){ r->id, r->field, r->value, r->seen_by, r->since,
								 r->until }));
	}
	return OK;
}

static enum errc
add_fact(struct op *op, person_id id, const struct fact *f)
{
	struct fact_sql_add_row row;
	struct arena *a = op->arena;

	TRY(fact_sql_add(op, id, f->field, f->value, f->seen, f->since, f->until, op->now, &row));
	return note(op, id, "profile.say",
		    arena_printf(a, "%.*s: %.*s, %.*s, %.*s to %.*s", STRF(fact_field_word(f->field)), STRF(f->value),
				 STRF(seen_by_word(f->seen)), STRF(date_format(a, f->since)),
				 STRF(date_format(a, f->until))));
}

static enum errc
check(struct op *op, enum fact_field field, struct str value, struct str *ret)
{
	const char *why = fact_check(op->arena, field, value, ret);

	return why ? fail(op, E_INVALID, why, "%.*s", STRF(value)) : OK;
}

enum errc
profile_set(struct op *op, person_id id, enum fact_field field, struct str value, enum seen_by seen)
{
	struct fact f = { .field = field, .seen = seen, .since = DATE_NONE, .until = DATE_NONE };

	BUG_ON(fact_is_dated(field));
	if (!str_trim(value).n) {
		TRY(fact_sql_drop_field(op, id, field));
		return note(op, id, "profile.unsay", fact_field_word(field));
	}
	TRY(check(op, field, value, &f.value));
	TRY(fact_sql_drop_field(op, id, field));
	return add_fact(op, id, &f);
}

enum errc
profile_add(struct op *op, person_id id, const struct fact *fact)
{
	struct fact f = *fact;

	TRY(check(op, f.field, fact->value, &f.value));
	if (!f.value.n)
		return fail(op, E_INVALID, "profile.empty", "%s", "");
	if (date_known(f.since) && date_known(f.until) && f.until.v <= f.since.v)
		return fail(op, E_INVALID, "profile.ends-before", "%.*s", STRF(f.value));
	return add_fact(op, id, &f);
}

enum errc
profile_end(struct op *op, person_id id, fact_id fact, date until)
{
	int64_t n;

	TRY(fact_sql_end(op, fact, id, until, &n));
	if (n != 1)
		return no_such(op);
	return note(op, id, "profile.end", date_format(op->arena, until));
}

enum errc
profile_drop(struct op *op, person_id id, fact_id fact)
{
	int64_t n;

	TRY(fact_sql_drop(op, fact, id, &n));
	if (n != 1)
		return no_such(op);
	return note(op, id, "profile.unsay", STR("one of several"));
}

/* ---- names ---- */

/* Somebody else whose name looks like it: with letters of another script, "l" for "I". */
static enum errc
looks_like(struct op *op, person_id but, struct str name, struct person_ref *ret)
{
	struct str skeleton = text_skeleton(op->arena, name);
	struct person_names all;

	*ret = (struct person_ref){ .id = { 0 } };
	TRY(person_names(op, &all));
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].id.v == but.v || !str_eq(text_skeleton(op->arena, all.at[i].name), skeleton))
			continue;
		*ret = (struct person_ref){ all.at[i].id, all.at[i].slug, all.at[i].name };
		return OK;
	}
	return OK;
}

/* People themselves do not take a name that looks like another's; the secretariat may say so. */
static enum errc
check_looks(struct op *op, person_id id, struct str name)
{
	struct person_ref other;

	if (!op->actor || op->actor->person.v != id.v)
		return OK;
	TRY(looks_like(op, id, name, &other));
	return other.id.v ? fail(op, E_CONFLICT, "profile.looks-like", "%.*s", STRF(other.name)) : OK;
}

enum errc
profile_rename(struct op *op, person_id id, struct str name)
{
	struct str clean = text_clean(op->arena, name);

	if (clean.n > FACT_MAX)
		return fail(op, E_INVALID, "profile.too-long", "%.*s", STRF(clean));
	TRY(check_looks(op, id, clean));
	TRY(person_rename(op, id, clean));
	return note(op, id, "person.rename", clean);
}

/* ---- spellings ---- */

enum errc
profile_spellings(struct op *op, person_id id, enum seen_by sees, struct spellings *ret)
{
	struct spelling_sql_of_rows rows;

	TRY(spelling_sql_of(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct spelling_sql_of_row *r = &rows.at[i];

		if (r->seen_by <= sees)
			VEC_PUSH(op->arena, ret, ((struct spelling){ r->name, str_is(r->source, "own"), r->seen_by }));
	}
	return OK;
}

enum errc
profile_spelling_add(struct op *op, person_id id, struct str name, enum seen_by seen)
{
	struct str clean = text_clean(op->arena, name);
	int64_t n;

	if (clean.n > FACT_MAX)
		return fail(op, E_INVALID, "profile.too-long", "%.*s", STRF(clean));
	TRY(check_looks(op, id, clean));
	TRY(person_alias_add(op, id, clean, "own", (import_id){ 0 }));
	/* One that a report has stays as public as the report is. */
	TRY(spelling_sql_see(op, id, text_fold(op->arena, clean), seen, &n));
	TRY(person_index(op, id));
	return note(op, id, "profile.spelling", clean);
}

enum errc
profile_spelling_drop(struct op *op, person_id id, struct str name)
{
	int64_t n;

	TRY(spelling_sql_drop(op, id, text_fold(op->arena, name), &n));
	if (n != 1)
		return no_such(op);
	TRY(person_index(op, id));
	return note(op, id, "profile.unspell", name);
}

/* ---- addresses ---- */

enum errc
profile_addresses(struct op *op, person_id id, enum seen_by sees, struct own_addresses *ret)
{
	struct address_sql_of_rows rows;

	TRY(address_sql_of(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].seen_by <= sees)
			VEC_PUSH(op->arena, ret, ((struct own_address){ rows.at[i].id, rows.at[i].address,
									rows.at[i].seen_by }));
	return OK;
}

enum errc
profile_address_see(struct op *op, person_id id, account_id account, enum seen_by seen)
{
	int64_t n;

	TRY(address_sql_see(op, account, id, seen, &n));
	if (n != 1)
		return no_such(op);
	return note(op, id, "profile.address-seen", seen_by_word(seen));
}

enum errc
profile_address_drop(struct op *op, person_id id, account_id account)
{
	int64_t n;

	TRY(address_sql_drop(op, account, id, &n));
	if (n != 1)
		return no_such(op);
	/* It may have had rights by this person. */
	TRY(session_end_all(op, account));
	return note(op, id, "profile.address-dropped", arena_printf(op->arena, "account %" PRId64, account.v));
}

static enum errc
write_letter(struct op *op, const struct secret_key *key, struct str address, struct str token, enum lang lang)
{
	struct str site, forum;
	struct msg_arg args[2];
	letter_id id;

	TRY(forum_site(op, &site));
	TRY(forum_get(op, STR("name"), &forum));
	args[0] = msg_str("forum", str_present(forum) ? forum : STR("Convene"));
	args[1] = msg_str("who", str_present(op->actor->name) ? op->actor->name : op->actor->address);
	return outbox_put(op, key, &(struct outbox_letter){
		.kind = STR("address"),
		.to = address,
		.subject = msg_format(op->arena, lang, MSG_mail_address_subject, args, 2),
		.body = msg_format(op->arena, lang, MSG_mail_address_body, args, 2),
		.secret = arena_printf(op->arena, "%.*s/account/addresses/%.*s", STRF(site), STRF(token)),
	}, &id);
}

enum errc
profile_address_claim(struct op *op, const struct secret_key *key, struct str address, enum lang lang)
{
	struct str token = secret_token(op->arena);
	struct address_sql_recent_row recent;

	if (!letter_address_ok(address))
		return fail(op, E_INVALID, "sign-in.bad-address", "%.*s", STRF(address));
	TRY(address_sql_forget(op, (instant){ op->now.v - CLAIM_SECONDS }));
	TRY(address_sql_recent(op, op->actor->account, (instant){ op->now.v - CLAIM_SECONDS }, &recent));
	if (recent.n >= CLAIMS_A_DAY)
		return fail(op, E_LIMIT, "profile.too-many", "%d", CLAIMS_A_DAY);
	TRY(address_sql_claim(op, op->actor->account, address, secret_digest(op->arena, token), op->now));
	return write_letter(op, key, address, token, lang);
}

/* Only in the hands of who asked: the letter went to an address that may be a stranger's. */
static enum errc
find_claim(struct op *op, struct str token, bool *ret_found, struct address_sql_by_token_row *ret)
{
	TRY(address_sql_by_token(op, secret_digest(op->arena, token), (instant){ op->now.v - CLAIM_SECONDS },
				 ret_found, ret));
	*ret_found = *ret_found && ret->account_id.v == op->actor->account.v;
	return OK;
}

enum errc
profile_address_claimed(struct op *op, struct str token, struct str *ret)
{
	struct address_sql_by_token_row row;
	bool found;

	TRY(find_claim(op, token, &found, &row));
	*ret = found ? row.address : STR_NONE;
	return OK;
}

enum errc
profile_address_take(struct op *op, struct str token)
{
	person_id me = op->actor->person;
	struct address_sql_by_token_row row;
	struct address_sql_person_row other;
	account_id account;
	bool found;

	TRY(find_claim(op, token, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "profile.no-link", "%s", "");
	if (!me.v)
		return fail(op, E_CONFLICT, "profile.not-in-directory", "%s", "");
	TRY(account_of(op, row.address, &account));
	TRY(address_sql_person(op, account, &other));
	if (other.person_id.v && other.person_id.v != me.v)
		return fail(op, E_CONFLICT, "profile.of-another", "%.*s", STRF(row.address));
	TRY(account_sql_set_person(op, account, me));
	TRY(address_sql_used(op, row.id));
	return note(op, me, "profile.address", arena_printf(op->arena, "account %" PRId64, account.v));
}

/* ---- who is who ---- */

enum errc
profile_waits(struct op *op, account_id account, struct claimed *ret)
{
	struct claim_sql_of_row row;
	bool found;

	TRY(claim_sql_of(op, account, &found, &row));
	*ret = found ? (struct claimed){ row.id, row.name, row.at } : (struct claimed){ 0 };
	return OK;
}

enum errc
profile_enter(struct op *op, struct str name, bool *ret_asked)
{
	struct str clean = text_clean(op->arena, name);
	account_id me = op->actor->account;
	struct claim_sql_add_row claim;
	struct person_ref there;
	struct claimed waits;
	person_id id;

	if (op->actor->person.v)
		return fail(op, E_CONFLICT, "profile.in-directory", "%s", "");
	TRY(profile_waits(op, me, &waits));
	if (waits.id.v)
		return fail(op, E_CONFLICT, "profile.waits-already", "%.*s", STRF(waits.name));
	if (clean.n > FACT_MAX)
		return fail(op, E_INVALID, "profile.too-long", "%.*s", STRF(clean));
	TRY(person_match(op, clean, &there));
	if (!there.id.v)
		TRY(looks_like(op, there.id, clean, &there));
	*ret_asked = there.id.v != 0;
	if (*ret_asked) {
		/* Whoever signs in can say any name: that it is theirs, somebody else says. */
		TRY(claim_sql_add(op, me, there.id, op->now, &claim));
		return note(op, there.id, "profile.claim", arena_printf(op->arena, "account %" PRId64, me.v));
	}
	TRY(person_add(op, clean, STR_NONE, true, (import_id){ 0 }, &id));
	TRY(account_sql_set_person(op, me, id));
	if (!str_present(op->actor->name))
		TRY(account_set_name(op, me, clean));
	return note(op, id, "profile.enter", arena_printf(op->arena, "account %" PRId64, me.v));
}

enum errc
profile_answer(struct op *op, claim_id id, bool yes)
{
	struct claim_sql_get_row row;
	struct address_sql_person_row holder;
	bool found;

	TRY(claim_sql_get(op, id, &found, &row));
	if (!found)
		return no_such(op);
	TRY(address_sql_person(op, row.account_id, &holder));
	if (!row.waiting || (yes && holder.person_id.v))
		return fail(op, E_CONFLICT, "profile.answered", "%s", "");
	TRY(claim_sql_answer(op, id, yes ? STR("granted") : STR("refused"), op->now));
	if (yes) {
		TRY(account_sql_set_person(op, row.account_id, row.person_id));
		TRY(person_confirm(op, row.person_id));
		/* Roles of that person are theirs now: as at each rise in rights they sign in anew. */
		TRY(account_sql_rights(op, row.person_id, (instant){ op->now.v + 1 }));
	}
	return note(op, row.person_id, yes ? "profile.granted" : "profile.refused",
		    arena_printf(op->arena, "account %" PRId64, row.account_id.v));
}
