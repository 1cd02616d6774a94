/* SPDX-License-Identifier: Apache-2.0 */
#include "privacy/privacy_ops.h"

#include <inttypes.h>

#include "account/account_ops.h"
#include "account_sql.h"
#include "audit/audit_ops.h"
#include "base/vec.h"
#include "db/db.h"
#include "outbox_sql.h"
#include "person/person_ops.h"
#include "person_sql.h"
#include "privacy_sql.h"
#include "report/report_ops.h"
#include "report/withhold.h"
#include "search/search_ops.h"
#include "secret/digest.h"
#include "text/collate.h"
#include "text/fold.h"

/* ---- whom it is about ---- */

enum errc
privacy_of_person(struct op *op, person_id id, struct subject *ret)
{
	struct privacy_sql_accounts_rows rows;
	struct person_sql_get_row p;

	TRY(person_sql_get(op, id, &p));
	*ret = (struct subject){ .person = id, .slug = p.slug, .name = p.name };
	TRY(privacy_sql_accounts(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &ret->accounts, ((struct subject_account){
			rows.at[i].id, rows.at[i].address, rows.at[i].folded }));
	return OK;
}

enum errc
privacy_of_account(struct op *op, account_id id, struct subject *ret)
{
	struct privacy_sql_account_row a;
	bool found;

	TRY(privacy_sql_account(op, id, &found, &a));
	if (!found)
		return fail(op, E_NOT_FOUND, "privacy.nobody", "%" PRId64, id.v);
	if (a.person_id.v)
		return privacy_of_person(op, a.person_id, ret);
	*ret = (struct subject){ .slug = STR_NONE, .name = a.name };
	VEC_PUSH(op->arena, &ret->accounts, ((struct subject_account){ id, a.address, a.folded }));
	return OK;
}

enum errc
privacy_of_name(struct op *op, struct str who, struct subject *ret)
{
	struct account_sql_by_folded_row row;
	struct person_sql_by_slug_row p;
	bool found;

	TRY(account_sql_by_folded(op, arena_lower(op->arena, who), &found, &row));
	if (found)
		return privacy_of_account(op, row.id, ret);
	TRY(person_sql_by_slug(op, who, &found, &p));
	if (!found)
		return fail(op, E_NOT_FOUND, "privacy.nobody", "%.*s", STRF(who));
	return privacy_of_person(op, p.merged_into.v ? p.merged_into : p.id, ret);
}

/* ---- taking out ---- */

static enum errc
note(struct op *op, const char *action, const char *kind, int64_t id)
{
	return audit_note(op, (group_id){ 0 }, action, kind, id, STR(""));
}

static enum errc
forget_account(struct op *op, const struct subject_account *a)
{
	struct str instead = arena_printf(op->arena, "withheld-%" PRId64, a->id.v);
	int64_t n;

	TRY(session_end_all(op, a->id));
	TRY(privacy_sql_drop_sign_ins(op, a->folded));
	TRY(privacy_sql_drop_address_claims(op, a->id));
	TRY(privacy_sql_drop_claims(op, a->id));
	TRY(privacy_sql_drop_wish(op, a->id));
	TRY(privacy_sql_stand_in_no_more(op, a->id));
	TRY(privacy_sql_drop_application_people(op, a->id));
	TRY(privacy_sql_drop_applications(op, a->id));
	TRY(privacy_sql_empty_contacts(op, a->folded));
	TRY(privacy_sql_stop_letters(op, a->folded));
	TRY(bad_address_sql_clear(op, a->folded, &n));
	TRY(privacy_sql_empty_letters(op, a->folded, instead));
	TRY(privacy_sql_empty_account(op, a->id, instead));
	return note(op, "privacy.forget", "account", a->id.v);
}

enum errc
privacy_forget(struct op *op, const struct subject *s)
{
	for (size_t i = 0; i < s->accounts.n; i++)
		TRY(forget_account(op, &s->accounts.at[i]));
	if (!s->person.v)
		return OK;
	TRY(privacy_sql_drop_facts(op, s->person));
	TRY(privacy_sql_drop_own_spellings(op, s->person));
	TRY(privacy_sql_end_roles(op, s->person, date_of_instant(op->now)));
	TRY(person_index(op, s->person));
	return note(op, "privacy.forget", "person", s->person.v);
}

struct spellings_to_go {
	SLICE(struct str) list;
};

static enum errc
all_spellings(struct op *op, person_id id, struct str also, struct spellings_to_go *ret)
{
	struct privacy_sql_names_rows rows;

	TRY(privacy_sql_names(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &ret->list, rows.at[i].name);
	while (str_present(also)) {
		struct str one = str_trim(str_cut(&also, ';'));
		struct person_ref other;

		/* Their entry would keep the name. */
		TRY(person_match(op, one, &other));
		if (other.id.v && other.id.v != id.v)
			return fail(op, E_CONFLICT, "privacy.another", "%.*s", STRF(other.name));
		if (one.n)
			VEC_PUSH(op->arena, &ret->list, one);
	}
	return OK;
}

/* Every text anew in which one of the names stands. */
static enum errc
rewrite_texts(struct op *op, const struct spellings_to_go *names, struct str first, struct str rest,
	      struct privacy_withheld *ret)
{
	struct privacy_sql_versions_rows rows;

	TRY(privacy_sql_versions(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct withheld w = report_withhold(op->arena, rows.at[i].source, names->list.at, names->list.n, first,
						    rest);

		if (!w.places)
			continue;
		TRY(privacy_sql_rewrite(op, rows.at[i].id, w.text, digest_hex(op->arena, w.text), w.text,
					arena_printf(op->arena, "%.*s.md", STRF(rows.at[i].slug))));
		ret->places += w.places;
		ret->texts++;
	}
	return OK;
}

static enum errc
rename_entry(struct op *op, person_id id, struct str name)
{
	struct privacy_sql_slugs_rows rows;
	struct str base = text_slug(op->arena, name, 60);

	TRY(privacy_sql_slugs(op, id, &rows));
	TRY(privacy_sql_drop_spellings(op, id));
	for (size_t i = 0; i < rows.n; i++) {
		bool own = rows.at[i].id.v == id.v;
		struct str slug = own ? base : arena_printf(op->arena, "%.*s-%zu", STRF(base), i + 1);

		TRY(privacy_sql_rename(op, rows.at[i].id, slug, name, collate_key(op->arena, name)));
		TRY(privacy_sql_drop_redirects(op, arena_concat(op->arena, STR("/people/"), rows.at[i].slug)));
	}
	return person_alias_add(op, id, name, "name", (import_id){ 0 });
}

enum errc
privacy_withhold(struct op *op, const struct subject *s, struct str also, struct privacy_withheld *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct privacy_withheld done = { .name = STR_NONE };
	struct privacy_sql_withheld_row before;
	struct spellings_to_go names = { 0 };
	struct str rest;

	if (!s->person.v)
		return fail(op, E_INVALID, "privacy.in-directory", "%s", "");
	TRY(privacy_sql_withheld(op, &before));
	rest = arena_printf(op->arena, "withheld %" PRId64, before.n + 1);
	done.name = arena_concat(op->arena, STR("Name "), rest);
	TRY(privacy_forget(op, s));
	TRY(all_spellings(op, s->person, also, &names));
	TRY(rewrite_texts(op, &names, STR("Name"), rest, &done));
	TRY(rename_entry(op, s->person, done.name));
	TRY(report_rebuild(op));
	TRY(note(op, "privacy.withhold", "person", s->person.v));
	TRY(tx_commit(&tx));
	*ret = done;
	return OK;
}

static enum errc
rewrite_index(struct op *op)
{
	AUTO_TX tx = tx_begin(op);

	TRY(search_rewrite(op));
	return tx_commit(&tx);
}

enum errc
privacy_purge(struct op *op)
{
	TRY(rewrite_index(op));
	return db_purge(op);
}
