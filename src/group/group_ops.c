/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group_ops.h"

#include "base/buf.h"
#include "db/db.h"
#include "forum/forum_ops.h"
#include "group_sql.h"
#include "search/search_ops.h"
#include "text/collate.h"
#include "text/slug.h"

enum errc
group_match(struct op *op, struct str name, struct group_ref *ret)
{
	struct group_sql_by_folded_row row = { 0 };
	bool found;

	TRY(group_sql_by_folded(op, text_fold(op->arena, name), &found, &row));
	*ret = found ? (struct group_ref){ row.id, row.slug, row.name, row.type }
		     : (struct group_ref){ 0 };
	return OK;
}

enum errc
group_by_slug(struct op *op, struct str slug, struct group_ref *ret)
{
	struct group_sql_by_slug_row row = { 0 };
	bool found;

	TRY(group_sql_by_slug(op, slug, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "group.no-such", "%.*s", STRF(slug));
	*ret = (struct group_ref){ row.id, slug, row.name, row.type };
	return OK;
}

/* own: the address that it has already and may keep; or absent. */
static enum errc
free_slug(struct op *op, struct str name, struct str own, struct str *ret)
{
	struct str base = text_slug(op->arena, name, SLUG_MAX);
	struct group_sql_slugs_like_rows rows;
	struct map taken = { 0 };

	TRY(group_sql_slugs_like(op, base, slug_after(op->arena, base), &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (!str_eq(rows.at[i].slug, own))
			map_put(op->arena, &taken, rows.at[i].slug, &rows.at[i]);
	*ret = slug_free(op->arena, name, &taken);
	return OK;
}

/* What is said of a merged entry holds for the one that it became. */
static enum errc
standing_for(struct op *op, group_id *id)
{
	struct group_sql_get_row row;

	for (;;) {
		TRY(group_sql_get(op, *id, &row));
		if (!row.merged_into.v)
			return OK;
		*id = row.merged_into;
	}
}

static enum errc
check_name(struct op *op, struct str name)
{
	if (text_fold(op->arena, name).n == 0)
		return fail(op, E_INVALID, "group.no-name", "%.*s", STRF(name));
	return OK;
}

/* Refuses what cannot be done to an entry that is merged into another. */
static enum errc
check_stands(struct op *op, group_id id)
{
	struct group_sql_get_row row;

	TRY(group_sql_get(op, id, &row));
	if (row.merged_into.v)
		return fail(op, E_CONFLICT, "group.is-merged", "%.*s", STRF(row.name));
	return OK;
}

enum errc
group_alias_add(struct op *op, group_id id, struct str name, const char *source,
		import_id import)
{
	struct str folded = text_fold(op->arena, name);
	struct group_ref there;

	TRY(check_name(op, name));
	TRY(standing_for(op, &id));
	TRY(group_match(op, name, &there));
	if (there.id.v && there.id.v != id.v)
		return fail(op, E_CONFLICT, "group.name-taken", "%.*s: %.*s", STRF(name),
			    STRF(there.name));
	if (there.id.v)
		return OK;
	TRY(group_sql_alias_insert(op, id, name, folded, str_of(source), import));
	return group_index(op, id);
}

static enum errc
add_names(struct op *op, group_id id, const struct group_spec *spec)
{
	TRY(group_alias_add(op, id, spec->name, "name", spec->import));
	if (spec->short_name.n)
		TRY(group_alias_add(op, id, spec->short_name, "register", spec->import));
	return group_index(op, id);
}

enum errc
group_add(struct op *op, const struct group_spec *spec, group_id *ret)
{
	struct group_sql_insert_row row;
	struct str slug = spec->slug;

	TRY(check_name(op, spec->name));
	if (!slug.n)
		TRY(free_slug(op, spec->short_name.n ? spec->short_name : spec->name, STR_NONE,
			      &slug));
	TRY(group_sql_insert(op, slug, spec->type, spec->name, spec->short_name,
			     text_fold(op->arena, spec->name),
			     collate_key(op->arena, spec->short_name.n ? spec->short_name : spec->name),
			     spec->state, spec->since, spec->description, spec->list_address,
			     spec->join_url, spec->archive_url, spec->website, spec->import, &row));
	TRY(add_names(op, row.id, spec));
	*ret = row.id;
	return OK;
}

enum errc
group_set(struct op *op, group_id id, const struct group_spec *spec)
{
	TRY(group_sql_update(op, id, spec->type, spec->name, spec->short_name,
			     text_fold(op->arena, spec->name),
			     collate_key(op->arena, spec->short_name.n ? spec->short_name : spec->name),
			     spec->state, spec->since, spec->description, spec->list_address,
			     spec->join_url, spec->archive_url, spec->website));
	return add_names(op, id, spec);
}

static struct str
address(struct op *op, enum group_type type, struct str slug)
{
	return arena_printf(op->arena, "%.*s/%.*s", STRF(group_home(type)), STRF(slug));
}

enum errc
group_confirm(struct op *op, group_id id, enum group_type type)
{
	struct group_sql_get_row g;
	struct str was, is;
	int64_t n;

	TRY(group_sql_get(op, id, &g));
	TRY(check_stands(op, id));
	TRY(group_sql_confirm(op, id, type, &n));
	if (n != 1)
		return fail(op, E_CONFLICT, "group.confirmed", "%.*s", STRF(g.name));
	was = address(op, g.type, g.slug);
	is = address(op, type, g.slug);
	if (!str_eq(was, is))
		TRY(redirect_add(op, was, is));
	return group_index(op, id);
}

enum errc
group_rename(struct op *op, group_id id, struct str name)
{
	struct group_sql_get_row g;
	struct str slug;

	TRY(group_sql_get(op, id, &g));
	TRY(check_stands(op, id));
	TRY(group_alias_add(op, id, name, "confirmed", (import_id){ 0 }));
	TRY(free_slug(op, name, g.slug, &slug));
	TRY(group_sql_set_slug(op, id, slug));
	TRY(group_sql_set_name(op, id, name, text_fold(op->arena, name),
			       collate_key(op->arena, name)));
	TRY(redirect_add(op, address(op, g.type, g.slug), address(op, g.type, slug)));
	return group_index(op, id);
}

enum errc
group_merge(struct op *op, group_id from, group_id into)
{
	struct group_sql_get_row f, t;

	TRY(group_sql_get(op, from, &f));
	TRY(group_sql_get(op, into, &t));
	if (from.v == into.v || f.merged_into.v || t.merged_into.v)
		return fail(op, E_CONFLICT, "group.cannot-merge", "%.*s, %.*s", STRF(f.name),
			    STRF(t.name));
	TRY(group_sql_alias_move(op, from, into,
				 arena_printf(op->arena, "merged:%.*s:", STRF(f.slug))));
	TRY(group_sql_set_merged(op, from, into));
	TRY(search_clear(op, SEARCH_OF_GROUP, from.v));
	TRY(redirect_add(op, address(op, f.type, f.slug), address(op, t.type, t.slug)));
	return group_index(op, into);
}

enum errc
group_unmerge(struct op *op, group_id id)
{
	struct group_sql_get_row g;

	TRY(group_sql_get(op, id, &g));
	if (!g.merged_into.v)
		return fail(op, E_CONFLICT, "group.not-merged", "%.*s", STRF(g.name));
	/* The spellings went on from there: first things last. */
	TRY(check_stands(op, g.merged_into));
	TRY(group_sql_alias_move_back(op, id, arena_printf(op->arena, "merged:%.*s:", STRF(g.slug))));
	TRY(group_sql_clear_merged(op, id));
	TRY(redirect_remove(op, address(op, g.type, g.slug)));
	TRY(group_index(op, g.merged_into));
	return group_index(op, id);
}

enum errc
group_names(struct op *op, struct group_names *ret)
{
	struct group_sql_names_rows rows;
	struct group_names names = { 0 };

	TRY(group_sql_names(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &names,
			 ((struct group_name){ rows.at[i].id, rows.at[i].slug, rows.at[i].name }));
	*ret = names;
	return OK;
}

enum errc
group_index(struct op *op, group_id id)
{
	struct group_sql_get_row g;
	struct group_sql_aliases_rows names;
	AUTO_BUF body = { 0 };
	struct search_entry e;

	TRY(search_clear(op, SEARCH_OF_GROUP, id.v));
	TRY(group_sql_get(op, id, &g));
	if (g.merged_into.v)
		return OK;
	TRY(group_sql_aliases(op, id, &names));
	for (size_t i = 0; i < names.n; i++) {
		if (str_eq(names.at[i].name, g.name))
			continue;
		buf_add(&body, names.at[i].name);
		BUF_LIT(&body, ". ");
	}
	buf_add(&body, g.description);
	e = (struct search_entry){
		.kind = SEARCH_GROUP,
		.path = address(op, g.type, g.slug),
		.title = g.name,
		.body = buf_to_arena(&body, op->arena),
		.held = DATE_NONE,
	};
	return search_add(op, SEARCH_OF_GROUP, id.v, &e);
}

enum errc
group_index_all(struct op *op)
{
	struct group_sql_list_rows rows;

	TRY(group_sql_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(group_index(op, rows.at[i].id));
	return OK;
}

enum errc
group_forget_import(struct op *op, import_id import)
{
	struct group_sql_made_by_rows made;

	TRY(group_sql_adopt_alias(op, import));
	TRY(group_sql_adopt(op, import));
	TRY(group_sql_made_by(op, import, &made));
	for (size_t i = 0; i < made.n; i++)
		TRY(search_clear(op, SEARCH_OF_GROUP, made.at[i].id.v));
	TRY(group_sql_forget_aliases(op, import));
	TRY(group_sql_forget(op, import));
	/* Others have lost spellings; an undo is rare enough for all of them. */
	return group_index_all(op);
}
