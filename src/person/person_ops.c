/* SPDX-License-Identifier: Apache-2.0 */
#include "person/person_ops.h"

#include "base/buf.h"
#include "forum/forum_ops.h"
#include "person_sql.h"
#include "search/search_ops.h"
#include "text/collate.h"
#include "text/slug.h"

enum errc
person_match(struct op *op, struct str name, struct person_ref *ret)
{
	struct person_sql_by_folded_row row = { 0 };
	bool found;

	TRY(person_sql_by_folded(op, text_fold(op->arena, name), &found, &row));
	*ret = found ? (struct person_ref){ row.id, row.slug, row.name } : (struct person_ref){ 0 };
	return OK;
}

enum errc
person_by_slug(struct op *op, struct str slug, struct person_ref *ret)
{
	struct person_sql_by_slug_row row = { 0 };
	bool found;

	TRY(person_sql_by_slug(op, slug, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "person.no-such", "%.*s", STRF(slug));
	*ret = (struct person_ref){ row.id, slug, row.name };
	return OK;
}

/* own: the address that it has already and may keep; or absent. */
static enum errc
free_slug(struct op *op, struct str name, struct str own, struct str *ret)
{
	struct str base = text_slug(op->arena, name, SLUG_MAX);
	struct person_sql_slugs_like_rows rows;
	struct map taken = { 0 };

	TRY(person_sql_slugs_like(op, base, slug_after(op->arena, base), &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (!str_eq(rows.at[i].slug, own))
			map_put(op->arena, &taken, rows.at[i].slug, &rows.at[i]);
	*ret = slug_free(op->arena, name, &taken);
	return OK;
}

/* What is said of a merged entry holds for the one that it became. */
static enum errc
standing_for(struct op *op, person_id *id)
{
	struct person_sql_get_row row;

	for (;;) {
		TRY(person_sql_get(op, *id, &row));
		if (!row.merged_into.v)
			return OK;
		*id = row.merged_into;
	}
}

static enum errc
check_name(struct op *op, struct str name)
{
	if (text_fold(op->arena, name).n == 0)
		return fail(op, E_INVALID, "person.no-name", "%.*s", STRF(name));
	return OK;
}

/* Refuses what cannot be done to an entry that is merged into another. */
static enum errc
check_stands(struct op *op, person_id id)
{
	struct person_sql_get_row row;

	TRY(person_sql_get(op, id, &row));
	if (row.merged_into.v)
		return fail(op, E_CONFLICT, "person.is-merged", "%.*s", STRF(row.name));
	return OK;
}

enum errc
person_alias_add(struct op *op, person_id id, struct str name, const char *source,
		 import_id import)
{
	struct str folded = text_fold(op->arena, name);
	struct person_ref there;

	TRY(check_name(op, name));
	TRY(standing_for(op, &id));
	TRY(person_match(op, name, &there));
	if (there.id.v && there.id.v != id.v)
		return fail(op, E_CONFLICT, "person.name-taken", "%.*s: %.*s", STRF(name),
			    STRF(there.name));
	if (there.id.v)
		return OK;
	TRY(person_sql_alias_insert(op, id, name, folded, str_of(source), import));
	return person_index(op, id);
}

enum errc
person_add(struct op *op, struct str name, struct str sort_as, bool resolved, import_id import,
	   person_id *ret)
{
	struct person_sql_insert_row row;
	struct str slug;

	TRY(check_name(op, name));
	TRY(free_slug(op, name, STR_NONE, &slug));
	TRY(person_sql_insert(op, slug, name, collate_key(op->arena, sort_as.n ? sort_as : name),
			      resolved, import, &row));
	TRY(person_alias_add(op, row.id, name, "name", import));
	TRY(person_index(op, row.id));
	*ret = row.id;
	return OK;
}

enum errc
person_confirm(struct op *op, person_id id)
{
	return person_sql_confirm(op, id);
}

static struct str
address(struct op *op, struct str slug)
{
	return arena_concat(op->arena, STR("/people/"), slug);
}

enum errc
person_rename(struct op *op, person_id id, struct str name)
{
	struct person_sql_get_row p;
	struct str slug;

	TRY(person_sql_get(op, id, &p));
	TRY(check_stands(op, id));
	TRY(person_alias_add(op, id, name, "confirmed", (import_id){ 0 }));
	TRY(free_slug(op, name, p.slug, &slug));
	TRY(person_sql_set_name(op, id, slug, name, collate_key(op->arena, name)));
	TRY(redirect_add(op, address(op, p.slug), address(op, slug)));
	return person_index(op, id);
}

enum errc
person_merge(struct op *op, person_id from, person_id into)
{
	struct person_sql_get_row f, t;

	TRY(person_sql_get(op, from, &f));
	TRY(person_sql_get(op, into, &t));
	if (from.v == into.v || f.merged_into.v || t.merged_into.v)
		return fail(op, E_CONFLICT, "person.cannot-merge", "%.*s, %.*s", STRF(f.name),
			    STRF(t.name));
	TRY(person_sql_alias_move(op, from, into,
				  arena_printf(op->arena, "merged:%.*s:", STRF(f.slug))));
	TRY(person_sql_set_merged(op, from, into));
	TRY(search_clear(op, SEARCH_OF_PERSON, from.v));
	TRY(redirect_add(op, address(op, f.slug), address(op, t.slug)));
	return person_index(op, into);
}

enum errc
person_unmerge(struct op *op, person_id id, person_id *ret_was)
{
	struct person_sql_get_row p;

	TRY(person_sql_get(op, id, &p));
	if (!p.merged_into.v)
		return fail(op, E_CONFLICT, "person.not-merged", "%.*s", STRF(p.name));
	/* The spellings went on from there: first things last. */
	TRY(check_stands(op, p.merged_into));
	TRY(person_sql_alias_move_back(op, id,
				       arena_printf(op->arena, "merged:%.*s:", STRF(p.slug))));
	TRY(person_sql_clear_merged(op, id));
	TRY(redirect_remove(op, address(op, p.slug)));
	TRY(person_index(op, p.merged_into));
	*ret_was = p.merged_into;
	return person_index(op, id);
}

enum errc
person_names(struct op *op, struct person_names *ret)
{
	struct person_sql_names_rows rows;
	struct person_names names = { 0 };

	TRY(person_sql_names(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &names,
			 ((struct person_name){ rows.at[i].id, rows.at[i].slug, rows.at[i].name }));
	*ret = names;
	return OK;
}

enum errc
person_index(struct op *op, person_id id)
{
	struct person_sql_get_row p;
	struct person_sql_aliases_rows names;
	struct search_entry e;
	AUTO_BUF body = { 0 };

	TRY(search_clear(op, SEARCH_OF_PERSON, id.v));
	TRY(person_sql_get(op, id, &p));
	if (p.merged_into.v)
		return OK;
	TRY(person_sql_aliases(op, id, &names));
	for (size_t i = 0; i < names.n; i++) {
		if (str_eq(names.at[i].name, p.name))
			continue;
		buf_add(&body, names.at[i].name);
		BUF_LIT(&body, ". ");
	}
	e = (struct search_entry){
		.kind = SEARCH_PERSON,
		.path = address(op, p.slug),
		.title = p.name,
		.body = buf_to_arena(&body, op->arena),
		.held = DATE_NONE,
	};
	return search_add(op, SEARCH_OF_PERSON, id.v, &e);
}

enum errc
person_index_all(struct op *op)
{
	struct person_sql_list_rows rows;

	TRY(person_sql_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(person_index(op, rows.at[i].id));
	return OK;
}

enum errc
person_forget_import(struct op *op, import_id import)
{
	struct person_sql_made_by_rows made;

	TRY(person_sql_adopt_alias(op, import));
	TRY(person_sql_adopt(op, import));
	TRY(person_sql_made_by(op, import, &made));
	for (size_t i = 0; i < made.n; i++)
		TRY(search_clear(op, SEARCH_OF_PERSON, made.at[i].id.v));
	TRY(person_sql_forget_aliases(op, import));
	TRY(person_sql_forget(op, import));
	/* Others have lost spellings; an undo is rare enough for all of them. */
	return person_index_all(op);
}
