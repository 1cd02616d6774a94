/* SPDX-License-Identifier: Apache-2.0 */
#include "directory/directory_ops.h"

#include <stdlib.h>

#include "audit/audit_ops.h"
#include "base/number_map.h"
#include "db/db.h"
#include "directory_sql.h"
#include "group/group_ops.h"
#include "person/person_ops.h"
#include "report/report_ops.h"

/* ---- what is alike ---- */

static enum errc
load_entries(struct op *op, enum entry_kind kind, struct directory *d)
{
	struct directory_sql_people_rows people;
	struct directory_sql_groups_rows groups;

	if (kind == ENTRY_PERSON) {
		TRY(directory_sql_people(op, &people));
		for (size_t i = 0; i < people.n; i++)
			VEC_PUSH(op->arena, &d->entries, ((struct entry){
				people.at[i].id, people.at[i].slug, people.at[i].name, people.at[i].resolved,
				GROUP_OTHER, people.at[i].meetings }));
		return OK;
	}
	TRY(directory_sql_groups(op, &groups));
	for (size_t i = 0; i < groups.n; i++)
		VEC_PUSH(op->arena, &d->entries, ((struct entry){
			groups.at[i].id, groups.at[i].slug, groups.at[i].name, groups.at[i].resolved,
			groups.at[i].type, groups.at[i].meetings }));
	return OK;
}

struct spelt {
	int64_t id;
	struct str name;
};
struct spelts {
	SLICE(struct spelt) list;
};

static enum errc
load_spellings(struct op *op, enum entry_kind kind, struct spelts *ret)
{
	struct directory_sql_people_spelt_rows people;
	struct directory_sql_groups_spelt_rows groups;

	if (kind == ENTRY_PERSON) {
		TRY(directory_sql_people_spelt(op, &people));
		for (size_t i = 0; i < people.n; i++)
			VEC_PUSH(op->arena, &ret->list, ((struct spelt){ people.at[i].id, people.at[i].name }));
		return OK;
	}
	TRY(directory_sql_groups_spelt(op, &groups));
	for (size_t i = 0; i < groups.n; i++)
		VEC_PUSH(op->arena, &ret->list, ((struct spelt){ groups.at[i].id, groups.at[i].name }));
	return OK;
}

/* What has been seen of the pairs so far. */
struct looking {
	struct op *op;
	struct directory *d;
	struct number_map places; /* id -> place among the entries */
	struct number_map apart;  /* pairs that are kept apart */
	struct number_map pairs;  /* pair -> place among those that are alike */
};

static int64_t
pair_key(const struct looking *l, size_t a, size_t b)
{
	return (int64_t)(a * l->d->entries.n + b);
}

static void
consider(struct looking *l, size_t x, size_t y, enum match_why why)
{
	size_t a = x < y ? x : y, b = x < y ? y : x, place;
	bool is_new;

	if (a == b || number_map_find(&l->apart, pair_key(l, a, b)) != SIZE_MAX)
		return;
	place = number_map_place(l->op->arena, &l->pairs, pair_key(l, a, b), &is_new);
	if (is_new)
		VEC_PUSH(l->op->arena, &l->d->alike, ((struct likeness){ a, b, why }));
	else if (match_score(why) > match_score(l->d->alike.at[place].why))
		l->d->alike.at[place].why = why;
}

static enum errc
load_apart(struct looking *l, enum entry_kind kind)
{
	struct directory_sql_apart_rows rows;

	TRY(directory_sql_apart(l->op, kind, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		size_t a = number_map_find(&l->places, rows.at[i].a), b = number_map_find(&l->places, rows.at[i].b);
		bool is_new;

		if (a == SIZE_MAX || b == SIZE_MAX)
			continue;
		VEC_PUSH(l->op->arena, &l->d->apart, ((struct apart){ a, b }));
		number_map_place(l->op->arena, &l->apart, pair_key(l, a < b ? a : b, a < b ? b : a), &is_new);
	}
	return OK;
}

static int
by_sureness(const void *x, const void *y)
{
	const struct likeness *p = x, *q = y;
	unsigned ps = match_score(p->why), qs = match_score(q->why);

	if (ps != qs)
		return ps > qs ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b < q->b ? -1 : p->b > q->b;
}

enum errc
directory_look(struct op *op, enum entry_kind kind, struct directory *ret)
{
	struct looking l = { .op = op, .d = ret };
	struct match_index *x = match_index_new(op->arena, kind == ENTRY_GROUP ? MATCH_GROUP : MATCH_PERSON, NULL, 0);
	struct spelts s = { 0 };
	bool is_new;

	*ret = (struct directory){ 0 };
	TRY(load_entries(op, kind, ret));
	for (size_t i = 0; i < ret->entries.n; i++)
		number_map_place(op->arena, &l.places, ret->entries.at[i].id, &is_new);
	TRY(load_apart(&l, kind));
	TRY(load_spellings(op, kind, &s));
	for (size_t i = 0; i < s.list.n; i++) {
		struct matches m = match_find_and_add(x, s.list.at[i].name);
		size_t own = number_map_find(&l.places, s.list.at[i].id);

		for (size_t j = 0; j < m.n; j++) {
			size_t other = number_map_find(&l.places, s.list.at[m.at[j].index].id);

			if (own != SIZE_MAX && other != SIZE_MAX)
				consider(&l, other, own, m.at[j].why);
		}
	}
	if (ret->alike.n)
		qsort(ret->alike.at, ret->alike.n, sizeof(ret->alike.at[0]), by_sureness);
	return OK;
}

/* ---- what somebody says of them ---- */

static enum errc
find(struct op *op, enum entry_kind kind, struct str slug, int64_t *ret)
{
	struct person_ref p;
	struct group_ref g;

	if (kind == ENTRY_PERSON) {
		TRY(person_by_slug(op, slug, &p));
		*ret = p.id.v;
		return OK;
	}
	TRY(group_by_slug(op, slug, &g));
	*ret = g.id.v;
	return OK;
}

static enum errc
note(struct op *op, enum entry_kind kind, int64_t id, const char *action, struct str details)
{
	return audit_note(op, (group_id){ 0 }, action, entry_kind_word(kind).p, id, details);
}

/* Of a pair the lower id comes first. */
static void
in_order(int64_t *a, int64_t *b)
{
	int64_t first = *a;

	if (*a <= *b)
		return;
	*a = *b;
	*b = first;
}

/* Those that are as good as like an entry somebody vouches for would be suggested again. */
static enum errc
keep_from_likely(struct op *op, enum entry_kind kind, int64_t id)
{
	struct directory d;
	int64_t n;

	TRY(directory_look(op, kind, &d));
	for (size_t i = 0; i < d.alike.n; i++) {
		int64_t a = d.entries.at[d.alike.at[i].a].id, b = d.entries.at[d.alike.at[i].b].id;

		if (match_score(d.alike.at[i].why) < MATCH_LIKELY || (a != id && b != id))
			continue;
		in_order(&a, &b);
		TRY(directory_sql_keep_apart(op, kind, a, b, op->now, &n));
	}
	return OK;
}

enum errc
directory_confirm(struct op *op, enum entry_kind kind, struct str slug, enum group_type type)
{
	AUTO_TX tx = tx_begin(op);
	int64_t id;

	TRY(find(op, kind, slug, &id));
	TRY(keep_from_likely(op, kind, id));
	if (kind == ENTRY_PERSON)
		TRY(person_confirm(op, (person_id){ id }));
	else
		TRY(group_confirm(op, (group_id){ id }, type));
	TRY(note(op, kind, id, "directory.confirm", slug));
	return tx_commit(&tx);
}

enum errc
directory_join(struct op *op, enum entry_kind kind, struct str from, struct str into)
{
	int64_t f, t;

	TRY(find(op, kind, from, &f));
	TRY(find(op, kind, into, &t));
	return kind == ENTRY_PERSON ? report_merge_person(op, (person_id){ f }, (person_id){ t })
				    : report_merge_group(op, (group_id){ f }, (group_id){ t });
}

enum errc
directory_split(struct op *op, enum entry_kind kind, struct str slug)
{
	int64_t id;

	TRY(find(op, kind, slug, &id));
	return kind == ENTRY_PERSON ? report_unmerge_person(op, (person_id){ id })
				    : report_unmerge_group(op, (group_id){ id });
}

enum errc
directory_keep_apart(struct op *op, enum entry_kind kind, struct str a, struct str b, bool apart)
{
	AUTO_TX tx = tx_begin(op);
	int64_t x, y, n;

	TRY(find(op, kind, a, &x));
	TRY(find(op, kind, b, &y));
	if (x == y)
		return fail(op, E_CONFLICT, "directory.same", "%.*s", STRF(a));
	in_order(&x, &y);
	if (apart)
		TRY(directory_sql_keep_apart(op, kind, x, y, op->now, &n));
	else
		TRY(directory_sql_no_more_apart(op, kind, x, y, &n));
	/* Said twice, it is said. */
	if (n == 1)
		TRY(note(op, kind, x, apart ? "directory.apart" : "directory.not-apart",
			 arena_printf(op->arena, "%.*s, %.*s", STRF(a), STRF(b))));
	return tx_commit(&tx);
}
