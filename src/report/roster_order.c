/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which column of a roster is the surname.
 *
 * Nothing is known about names; the report itself is the evidence, each group
 * for itself, since one report may print facilitators surname first and
 * participants given name first:
 *
 *	headings   the columns say so
 *	text       "Ms. Signe Brandvold" has the names in order, "Ms. Brandvold" shows
 *	           which one is the surname
 *	particles  de, van, von, bin, al- begin surnames
 *	sorting    lists are sorted by surname, hardly ever by given name
 *
 * Where a quarter of it contradicts the rest, or it says nothing, the order is in doubt and
 * a finding says so; then the given name is taken to be first.
 */
#include "base/map.h"
#include "report/parse.h"

/* Names that the text has behind a title, to look cells up in. */
struct evidence {
	struct map full;    /* "Signe Brandvold" */
	struct map surname; /* "Brandvold" */
};

bool
is_person_title(struct str w)
{
	static const struct str titles[] = {
		STR_INIT("mr"), STR_INIT("ms"), STR_INIT("mrs"), STR_INIT("dr"), STR_INIT("prof"),
		STR_INIT("mr."), STR_INIT("ms."), STR_INIT("mrs."), STR_INIT("dr."),
		STR_INIT("prof."), STR_INIT("professor"), STR_INIT("mx"), STR_INIT("mx."),
		STR_INIT("amb."), STR_INIT("ambassador"), STR_INIT("h.e."), STR_INIT("sir"),
	};

	while (w.n && memchr("(*_\"[", w.p[0], 5))
		w = str_from(w, 1);
	/* Asked for every word of a report: most are answered here. */
	if (w.n < 2 || w.n > 10 || !memchr("mMdDpPaAhHsS", w.p[0], 12))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		if (str_eq_nocase(w, titles[i]))
			return true;
	return false;
}

static bool
is_capital(struct str w)
{
	return w.n && ((w.p[0] >= 'A' && w.p[0] <= 'Z') ||
		       (unsigned char)w.p[0] >= 0xC3);
}

static bool
is_particle(struct str w)
{
	static const struct str words[] = {
		STR_INIT("de"), STR_INIT("van"), STR_INIT("von"), STR_INIT("der"), STR_INIT("da"),
		STR_INIT("di"), STR_INIT("del"), STR_INIT("della"), STR_INIT("la"), STR_INIT("le"),
		STR_INIT("bin"), STR_INIT("ibn"), STR_INIT("al"), STR_INIT("el"), STR_INIT("dos"),
		STR_INIT("du"), STR_INIT("den"), STR_INIT("ter"), STR_INIT("zu"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(w, words[i]))
			return true;
	if (w.n >= 3 && w.n <= 5 && w.p[1] == '.')
		return true; /* "v.d." */
	return str_starts_nocase(w, STR("al-")) || str_starts_nocase(w, STR("el-"));
}

/* Everything that the words behind a title may be the whole of: "Ms. Signe
 * Brandvold opened" gives "Signe", "Signe Brandvold". */
static void
note_name(struct arena *a, struct evidence *e, struct str s, size_t at)
{
	const char *from = NULL;
	struct str only = STR_NONE; /* "Ms. Brandvold": the surname */

	for (int words = 0; words < 4; words++) {
		struct str w = word_next(s, &at), bare = word_bare(w);
		struct str full;
		bool last = bare.n < w.n && w.p + w.n != bare.p + bare.n;

		if (str_ends(bare, STR("'s")))
			bare.n -= 2;
		if (str_ends(bare, STR("\xE2\x80\x99s")))
			bare.n -= 4;
		if (!is_capital(bare) && !is_particle(bare))
			break;
		if (!from)
			from = bare.p;
		full = (struct str){ from, (size_t)(bare.p + bare.n - from) };
		only = words == 0 ? full : STR_NONE;
		map_put(a, &e->full, full, e);
		if (last)
			break;
	}
	if (only.p)
		map_put(a, &e->surname, only, e);
}

static void
note_titles(struct arena *a, struct evidence *e, struct str s)
{
	size_t at = 0;

	for (;;) {
		struct str w = word_next(s, &at);

		if (w.n == 0)
			return;
		if (is_person_title(w))
			note_name(a, e, s, at);
	}
}

static void
note_blocks(struct arena *a, struct evidence *e, const struct blocks *bs)
{
	for (size_t i = 0; i < bs->n; i++) {
		note_titles(a, e, runs_text(a, &bs->at[i].runs));
		note_blocks(a, e, &bs->at[i].children);
	}
}

static struct str
words_join(struct arena *a, struct str x, struct str y)
{
	if (!x.n || !y.n)
		return x.n ? x : y;
	return arena_printf(a, "%.*s %.*s", STRF(x), STRF(y));
}

/* The name as the text may have it, without a title. */
static struct str
without_title(struct str s)
{
	size_t at = 0;
	struct str w = word_next(s, &at);

	return w.n < s.n && is_person_title(w) ? str_trim(str_from(s, at)) : s;
}

struct votes {
	int given_first;
	int surname_first;
};

static void
vote_text(struct arena *a, const struct evidence *e, const struct roster_group *g,
	  struct votes *v)
{
	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];

		if (!p->first.p || !p->second.p)
			continue;
		if (map_get(&e->full, words_join(a, p->first, p->second)))
			v->given_first += 3;
		else if (map_get(&e->full, words_join(a, p->second, p->first)))
			v->surname_first += 3;
		else if (map_get(&e->surname, p->second))
			v->given_first += 2;
		else if (map_get(&e->surname, p->first))
			v->surname_first += 2;
	}
}

static void
vote_particles(const struct roster_group *g, struct votes *v)
{
	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];
		size_t at = 0;
		struct str w = p->second.p ? word_next(p->second, &at) : STR_NONE;

		if (w.n && w.n < p->second.n && is_particle(w))
			v->given_first += 1;
		at = 0;
		w = p->first.p ? word_next(p->first, &at) : STR_NONE;
		if (w.n && w.n < p->first.n && is_particle(w))
			v->surname_first += 1;
	}
}

/* Pairs of neighbours in order, of all pairs, in percent; -1: too few. */
static int
sortedness(const struct roster_group *g, bool second)
{
	size_t pairs = 0, up = 0;

	for (size_t i = 1; i < g->people.n; i++) {
		const struct roster_person *x = &g->people.at[i - 1];
		const struct roster_person *y = &g->people.at[i];
		struct str a = second ? x->second : x->first;
		struct str b = second ? y->second : y->first;

		if (!a.n || !b.n)
			continue;
		pairs++;
		up += (a.p[0] | 0x20) <= (b.p[0] | 0x20);
	}
	return pairs < 5 ? -1 : (int)(up * 100 / pairs);
}

static void
vote_sorting(const struct roster_group *g, struct votes *v)
{
	int first = sortedness(g, false), second = sortedness(g, true);

	if (second >= 80 && first < 75 && second > first + 10)
		v->given_first += 1;
	else if (first >= 80 && second < 75 && first > second + 10)
		v->surname_first += 1;
}

static bool
has_any(struct str s, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find_nocase(s, words[i], 0) != STR_NPOS)
			return true;
	return false;
}

/* 1: given name first; -1: surname first; 2: one column; 0: does not say. */
static int
columns_say(const struct roster_group *g)
{
	static const struct str given[] = {
		STR_INIT("first name"), STR_INIT("given"), STR_INIT("forename"),
	};
	static const struct str family[] = {
		STR_INIT("surname"), STR_INIT("last name"), STR_INIT("family"),
	};

	if (g->columns.n == 0)
		return 0;
	if (has_any(g->columns.at[0], given, ARRAY_LEN(given)))
		return 1;
	if (has_any(g->columns.at[0], family, ARRAY_LEN(family)))
		return -1;
	return g->columns.n > 1 && str_find_nocase(g->columns.at[1], STR("name"), 0) ==
		       STR_NPOS ? 2 : 0;
}

/* Does a cell name a group or an office, and not a person? */
static bool
is_affiliation(struct str s)
{
	static const struct str words[] = {
		STR_INIT("coalition"), STR_INIT("forum"), STR_INIT("secretariat"),
		STR_INIT("university"), STR_INIT("institute"), STR_INIT("association"),
		STR_INIT("council"), STR_INIT("network"), STR_INIT("foundation"),
		STR_INIT("society"), STR_INIT("ministry"), STR_INIT("committee"), STR_INIT("chair"),
	};

	return str_starts(s, STR("DC ")) || str_starts(s, STR("BPF ")) ||
	       str_starts(s, STR("PN ")) || str_is(s, "PAG") ||
	       has_any(s, words, ARRAY_LEN(words));
}

static bool
is_one_column(const struct roster_group *g)
{
	size_t second = 0, affiliations = 0, third = 0, spaced = 0, lengthy = 0;

	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];

		second += p->second.p != NULL;
		third += p->affiliation.p != NULL;
		if (p->second.p) {
			affiliations += is_affiliation(p->second);
			lengthy += words_count(p->second) > 3;
			spaced += p->first.p &&
				  str_find_char(p->first, ' ', 0) != STR_NPOS;
		}
	}
	if (second == 0)
		return third == 0;
	if (third > second / 2)
		return false;
	return affiliations * 2 > second || (lengthy * 2 > second && spaced * 2 > second);
}

/* The name in the second column was the affiliation after all. */
static void
make_one_column(struct arena *a, struct roster_group *g)
{
	g->order = ORDER_ONE_COLUMN;
	for (size_t i = 0; i < g->people.n; i++) {
		struct roster_person *p = &g->people.at[i];

		if (p->affiliation.p && p->more.p)
			p->more = arena_printf(a, "%.*s | %.*s",
					       STRF(p->affiliation), STRF(p->more));
		else if (p->affiliation.p)
			p->more = p->affiliation;
		p->affiliation = p->second;
		p->second = STR_NONE;
	}
}

/* Has somebody a name in both columns? */
static bool
has_pairs(const struct roster_group *g)
{
	for (size_t i = 0; i < g->people.n; i++)
		if (g->people.at[i].first.p && g->people.at[i].second.p)
			return true;
	return false;
}

static void
order_table(struct arena *a, const struct evidence *e, struct roster_group *g,
	    int columns)
{
	struct votes v = { 0, 0 };
	int less;

	if (columns == 2 || (columns == 0 && is_one_column(g))) {
		make_one_column(a, g);
		return;
	}
	if (columns != 0) {
		g->order = columns > 0 ? ORDER_GIVEN_FIRST : ORDER_SURNAME_FIRST;
		return;
	}
	vote_text(a, e, g, &v);
	vote_particles(g, &v);
	vote_sorting(g, &v);
	g->order = v.surname_first > v.given_first ? ORDER_SURNAME_FIRST
						   : ORDER_GIVEN_FIRST;
	less = v.surname_first < v.given_first ? v.surname_first : v.given_first;
	g->order_in_doubt = has_pairs(g) &&
			    less * 4 >= v.surname_first + v.given_first;
}

static void
order_list(struct roster_group *g)
{
	g->order = ORDER_ONE_COLUMN;
	for (size_t i = 0; i < g->people.n; i++)
		if (g->people.at[i].second.p)
			g->order = ORDER_SURNAME_FIRST;
}

static void
name_people(struct arena *a, struct roster_group *g)
{
	for (size_t i = 0; i < g->people.n; i++) {
		struct roster_person *p = &g->people.at[i];
		struct str first = p->first.p ? p->first : STR("");

		if (g->order == ORDER_SURNAME_FIRST)
			p->name = words_join(a, p->second, first);
		else
			p->name = words_join(a, first, p->second);
		p->name = without_title(p->name);
	}
}

void
roster_order(struct reading *rd)
{
	struct evidence e = { 0 };
	struct report *r = rd->r;
	int columns = 0;

	if (r->roster.n)
		for (size_t i = 0; i < r->sections.n; i++)
			note_blocks(rd->a, &e, &r->sections.at[i].blocks);
	for (size_t i = 0; i < r->roster.n; i++) {
		struct roster_group *g = &r->roster.at[i];

		if (g->form != ROSTER_TABLE) {
			columns = 0;
			order_list(g);
		} else {
			/* A table's headings hold for all of its groups. */
			if (g->columns.n)
				columns = columns_say(g);
			order_table(rd->a, &e, g, columns);
		}
		name_people(rd->a, g);
	}
}
