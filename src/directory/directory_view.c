/* SPDX-License-Identifier: Apache-2.0 */
#include "directory/directory_view.h"

#include <stdlib.h>

#include "directory_sql.h"
#include "group/group_view.h"

#define LINES 30
#define GUESSES 3

static const enum msg why_msgs[MATCH_WHY_COUNT] = {
	[MATCH_EXACT] = MSG_alike_exact,
	[MATCH_SIGNS] = MSG_alike_signs,
	[MATCH_SMALL_WORDS] = MSG_alike_small_words,
	[MATCH_ORDER] = MSG_alike_order,
	[MATCH_ABBREVIATION] = MSG_alike_abbreviation,
	[MATCH_PARTICLE] = MSG_alike_particle,
	[MATCH_TYPE] = MSG_alike_type,
	[MATCH_LETTER] = MSG_alike_letter,
	[MATCH_INITIAL] = MSG_alike_initial,
	[MATCH_PART] = MSG_alike_part,
	[MATCH_SHORTENED] = MSG_alike_shortened,
	[MATCH_ONE_WORD] = MSG_alike_one_word,
};

static struct directory_pair
pair_of(const struct page *p, const struct directory *d, const struct likeness *l)
{
	return (struct directory_pair){ &d->entries.at[l->a], &d->entries.at[l->b], page_text(p, why_msgs[l->why]) };
}

static int
by_meetings(const void *x, const void *y)
{
	const struct directory_open *a = x, *b = y;

	if (a->e->meetings != b->e->meetings)
		return a->e->meetings > b->e->meetings ? -1 : 1;
	/* Entries lie in the order of the directory. */
	return a->e < b->e ? -1 : a->e > b->e;
}

static void
guess(struct op *op, const struct page *p, struct directory_open *o, const struct entry *e, enum match_why why)
{
	if (!e->resolved || o->guesses.n >= GUESSES)
		return;
	VEC_PUSH(op->arena, &o->guesses, ((struct directory_guess){ e, page_text(p, why_msgs[why]) }));
}

/* What is open, each with those that it may be. Two open ones that are alike come as a pair. */
static void
load_open(struct op *op, const struct page *p, const struct directory *d, struct directory_part *part)
{
	size_t *place = ARENA_ARRAY(op->arena, d->entries.n + 1, size_t);
	struct directory_open *all;

	for (size_t i = 0; i < d->entries.n; i++) {
		place[i] = part->open.n;
		if (!d->entries.at[i].resolved)
			VEC_PUSH(op->arena, &part->open, ((struct directory_open){ .e = &d->entries.at[i] }));
	}
	all = part->open.at;
	for (size_t i = 0; i < d->alike.n; i++) {
		const struct likeness *l = &d->alike.at[i];
		const struct entry *a = &d->entries.at[l->a], *b = &d->entries.at[l->b];

		if (!a->resolved)
			guess(op, p, &all[place[l->a]], b, l->why);
		if (!b->resolved)
			guess(op, p, &all[place[l->b]], a, l->why);
		if (a->resolved == b->resolved && match_score(l->why) >= MATCH_LIKELY) {
			part->n_pairs++;
			if (part->pairs.n < LINES)
				VEC_PUSH(op->arena, &part->pairs, pair_of(p, d, l));
		}
	}
	part->n_open = (int64_t)part->open.n;
	if (part->open.n)
		qsort(all, part->open.n, sizeof(*all), by_meetings);
	if (part->open.n > LINES)
		part->open.n = LINES;
}

static enum errc
load_merged(struct op *op, struct directory_part *part)
{
	struct directory_sql_merged_people_rows people;
	struct directory_sql_merged_groups_rows groups;

	if (part->kind == ENTRY_PERSON) {
		TRY(directory_sql_merged_people(op, &people));
		for (size_t i = 0; i < people.n; i++)
			VEC_PUSH(op->arena, &part->merged, ((struct directory_merged){
				people.at[i].slug, people.at[i].name, people.at[i].into_slug, people.at[i].into_name,
				people.at[i].last }));
	} else {
		TRY(directory_sql_merged_groups(op, &groups));
		for (size_t i = 0; i < groups.n; i++)
			VEC_PUSH(op->arena, &part->merged, ((struct directory_merged){
				groups.at[i].slug, groups.at[i].name, groups.at[i].into_slug, groups.at[i].into_name,
				groups.at[i].last }));
	}
	return OK;
}

static void
load_apart(struct op *op, const struct directory *d, struct directory_part *part)
{
	for (size_t i = 0; i < d->apart.n && i < LINES; i++)
		VEC_PUSH(op->arena, &part->apart, ((struct directory_pair){
			&d->entries.at[d->apart.at[i].a], &d->entries.at[d->apart.at[i].b], STR_NONE }));
}

static enum errc
load_part(struct op *op, const struct page *p, enum entry_kind kind, struct directory_part *part)
{
	struct directory *d = ARENA_NEW(op->arena, struct directory);

	*part = (struct directory_part){ .kind = kind, .word = entry_kind_word(kind), .people = kind == ENTRY_PERSON };
	TRY(directory_look(op, kind, d));
	load_open(op, p, d, part);
	load_apart(op, d, part);
	return load_merged(op, part);
}

enum errc
directory_load(struct op *op, struct directory_view *v)
{
	TRY(claim_sql_waiting(op, &v->claims));
	TRY(load_part(op, &v->page, ENTRY_PERSON, &v->people));
	TRY(load_part(op, &v->page, ENTRY_GROUP, &v->groups));
	for (size_t i = 0; i <= GROUP_OTHER; i++)
		VEC_PUSH(op->arena, &v->types.list, ((struct choice){
			group_type_word((enum group_type)i), page_text(&v->page, group_type_msg((enum group_type)i)),
			i == GROUP_OTHER }));
	return OK;
}
