/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Problem: one group or person stands in the record under many spellings, and
 * merging two that are not one cannot be undone by reading. So: exact equality
 * is decided here, everything else is only found and explained; how two names
 * are compared is in match_name.c.
 *
 * To find candidates without comparing all with all, each name is filed under
 * its keys: its words but for small ones and the type of group, its initials
 * with and without small words, and its letters run together. A typing error
 * in a name of one word leaves no common key, so names of one word have its
 * first and its last letters as keys too.
 *
 * Invariants:
 *   1. compare(x, y) and compare(y, x) give the same reasons.
 *   2. A key's list is never longer than MATCH_CROWD.
 */
#include "report/match_name.h"

#include "base/map.h"

struct entry {
	struct match_name name;
	size_t asked; /* the last question that saw this entry */
};

struct crowd {
	SLICE(uint32_t) at;
};

struct match_index {
	struct arena *arena;
	enum match_kind kind;
	SLICE(struct entry *) entries;
	struct map exact; /* fold -> struct crowd */
	struct map keys;  /* key -> struct crowd */
	size_t asked;
};

static const struct {
	unsigned score;
	const char *reason;
} why_table[] = {
	[MATCH_EXACT] = { 100, "the names are the same" },
	[MATCH_SIGNS] = { 95, "they differ in accents, hyphens or spaces" },
	[MATCH_SMALL_WORDS] = { 90, "they differ in small words such as “on” or “the”" },
	[MATCH_ORDER] = { 88, "one has the words in another order" },
	[MATCH_ABBREVIATION] = { 86, "one spells out what the other abbreviates" },
	[MATCH_PARTICLE] = { 84, "one leaves out a particle such as “de” or “von”" },
	[MATCH_TYPE] = { 78, "they differ in the words for the type of group" },
	[MATCH_LETTER] = { 74, "they are hardly a letter apart" },
	[MATCH_INITIAL] = { 70, "one has an initial or short form where the other has a name" },
	[MATCH_PART] = { 64, "one leaves out a part of the name" },
	[MATCH_SHORTENED] = { 54, "one leaves out words that the other has" },
	[MATCH_ONE_WORD] = { 40, "one is a single word of the other" },
};
_Static_assert(ARRAY_LEN(why_table) == MATCH_WHY_COUNT, "each reason has a row");

unsigned
match_score(enum match_why why)
{
	return why_table[why].score;
}

const char *
match_reason(enum match_why why)
{
	return why_table[why].reason;
}

static void
file_under(struct match_index *x, struct map *m, struct str key, size_t entry)
{
	struct crowd *c;

	if (!key.n)
		return;
	c = map_get(m, key);
	if (!c) {
		c = ARENA_NEW(x->arena, struct crowd);
		map_put(x->arena, m, key, c);
	}
	if (c->at.n < MATCH_CROWD && !(c->at.n && c->at.at[c->at.n - 1] == entry))
		VEC_PUSH(x->arena, &c->at, (uint32_t)entry);
}

struct keys {
	struct str at[MATCH_WORDS + 8];
	unsigned n;
};

/* The first letters of the words from `from` on. */
static struct str
initials(struct arena *a, const struct match_name *x, unsigned from, bool small)
{
	char *p = arena_alloc(a, MATCH_WORDS);
	size_t n = 0;

	for (unsigned i = from; i < x->n; i++)
		if (small || !match_word_is_small(MATCH_GROUP, x->word[i]))
			p[n++] = x->word[i].p[0];
	return n > 1 ? (struct str){ p, n } : STR_NONE;
}

/* What a name is filed and looked for under. */
static struct keys
name_keys(struct arena *a, enum match_kind kind, const struct match_name *x)
{
	bool group = kind == MATCH_GROUP;
	struct keys k = { .n = 0 };
	unsigned words = 0, from;
	struct str only = STR_NONE;

	if (!x->n)
		return k;
	k.at[k.n++] = x->joined;
	from = x->type_words;
	while (from && from < x->n && match_word_is_small(MATCH_GROUP, x->word[from]))
		from++;
	for (unsigned i = from; i < x->n; i++) {
		if (match_word_is_small(kind, x->word[i]) || (!group && x->word[i].n < 2))
			continue;
		only = x->word[i];
		k.at[k.n++] = only;
		words++;
	}
	if (!group)
		return k;
	k.at[k.n++] = initials(a, x, 0, false);
	k.at[k.n++] = initials(a, x, 0, true);
	if (from) {
		k.at[k.n++] = initials(a, x, from, false);
		k.at[k.n++] = initials(a, x, from, true);
	}
	/* "NRIs" for what has the initials NRI. */
	if (words == 1 && only.n >= 3 && only.n <= 9 && only.p[only.n - 1] == 's')
		k.at[k.n++] = str_sub(only, 0, only.n - 1);
	if (words == 1 && only.n >= 4) {
		k.at[k.n++] = arena_concat(a, str_sub(only, 0, 2), STR("-"));
		k.at[k.n++] = arena_concat(a, STR("-"), str_from(only, only.n - 2));
	}
	return k;
}

struct match_index *
match_index_new(struct arena *a, enum match_kind kind, const struct str *names, size_t n)
{
	struct match_index *x = ARENA_NEW(a, struct match_index);

	x->arena = a;
	x->kind = kind;
	for (size_t i = 0; i < n; i++)
		match_index_add(x, names[i]);
	return x;
}

static void
add_entry(struct match_index *x, struct entry *e, const struct keys *k)
{
	size_t i = x->entries.n;

	VEC_PUSH(x->arena, &x->entries, e);
	file_under(x, &x->exact, e->name.fold, i);
	for (unsigned j = 0; j < k->n; j++)
		file_under(x, &x->keys, k->at[j], i);
}

void
match_index_add(struct match_index *x, struct str name)
{
	struct entry *e = ARENA_NEW(x->arena, struct entry);
	struct keys k;

	match_name_read(x->arena, x->kind, name, &e->name);
	k = name_keys(x->arena, x->kind, &e->name);
	add_entry(x, e, &k);
}

static void
add_match(struct arena *a, struct matches *m, size_t index, why_set why)
{
	enum match_why worst = MATCH_EXACT;
	unsigned more = 0;

	for (unsigned w = MATCH_SIGNS; w < MATCH_WHY_COUNT; w++) {
		if (!(why & WHY(w)))
			continue;
		more += worst > MATCH_SIGNS;
		worst = (enum match_why)w;
	}
	VEC_PUSH(a, m, ((struct match){
			       .index = index,
			       .score = why_table[worst].score - 3 * more,
			       .why = worst,
			       .reason = why_table[worst].reason,
		       }));
}

/* Few and nearly in order: by insertion. */
static void
sort_matches(struct matches *m)
{
	for (size_t i = 1; i < m->n; i++) {
		struct match x = m->at[i];
		size_t j = i;

		while (j && (m->at[j - 1].score < x.score ||
			     (m->at[j - 1].score == x.score && m->at[j - 1].index > x.index))) {
			m->at[j] = m->at[j - 1];
			j--;
		}
		m->at[j] = x;
	}
}

static struct matches
find_entries(struct arena *a, struct match_index *x, const struct match_name *asked,
	     const struct keys *k)
{
	const struct crowd *c = map_get(&x->exact, asked->fold);
	struct matches ret = { 0 };

	if (c) {
		for (size_t i = 0; i < c->at.n; i++)
			add_match(a, &ret, c->at.at[i], 0);
		return ret;
	}
	x->asked++;
	for (unsigned j = 0; j < k->n; j++) {
		c = k->at[j].n ? map_get(&x->keys, k->at[j]) : NULL;
		for (size_t i = 0; c && i < c->at.n; i++) {
			struct entry *e = x->entries.at[c->at.at[i]];
			why_set why;

			if (e->asked == x->asked)
				continue;
			e->asked = x->asked;
			why = match_compare(x->kind, asked, &e->name);
			if (why)
				add_match(a, &ret, c->at.at[i], why);
		}
	}
	sort_matches(&ret);
	return ret;
}

struct matches
match_find(struct arena *a, struct match_index *x, struct str name)
{
	struct match_name asked;
	struct keys k;

	match_name_read(a, x->kind, name, &asked);
	k = name_keys(a, x->kind, &asked);
	return find_entries(a, x, &asked, &k);
}

struct matches
match_find_and_add(struct match_index *x, struct str name)
{
	struct entry *e = ARENA_NEW(x->arena, struct entry);
	struct matches ret;
	struct keys k;

	match_name_read(x->arena, x->kind, name, &e->name);
	k = name_keys(x->arena, x->kind, &e->name);
	ret = find_entries(x->arena, x, &e->name, &k);
	add_entry(x, e, &k);
	return ret;
}

struct matches
match_names(struct arena *a, enum match_kind kind, struct str name,
	    const struct str *candidates, size_t n)
{
	return match_find(a, match_index_new(a, kind, candidates, n), name);
}
