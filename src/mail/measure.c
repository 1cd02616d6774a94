/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/measure.h"

#include <stdlib.h>

#include "base/map.h"

struct voice {
	int64_t thread;
	const char *who; /* one pointer for each person */
};

static struct str
lower(struct arena *a, struct str s)
{
	struct str copy = arena_str(a, s);
	char *p = (char *)(uintptr_t)copy.p;

	for (size_t i = 0; i < copy.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return copy;
}

/* One pointer for each person. */
static const char *
person(struct arena *a, struct map *people, struct str who)
{
	struct str *known = map_get(people, who);

	if (!known) {
		struct str key = lower(a, who);

		known = map_get(people, key);
		if (!known) {
			known = ARENA_NEW(a, struct str);
			*known = key;
			map_put(a, people, key, known);
		}
		if (!str_eq(who, key))
			map_put(a, people, arena_str(a, who), known);
	}
	return known->p;
}

static int
by_thread(const void *x, const void *y)
{
	const struct voice *a = x, *b = y;

	return (a->thread > b->thread) - (a->thread < b->thread);
}

/* The threads that are discussions, in order. */
static size_t
find_discussions(struct voice *v, size_t n, int64_t *ret, size_t *ret_threads)
{
	size_t found = 0;

	*ret_threads = 0;
	qsort(v, n, sizeof *v, by_thread);
	for (size_t i = 0; i < n;) {
		size_t from = i;
		bool two = false;

		for (; i < n && v[i].thread == v[from].thread; i++)
			two |= v[i].who != v[from].who;
		++*ret_threads;
		if (two)
			ret[found++] = v[from].thread;
	}
	return found;
}

static int
compare_thread(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static int
compare_month(const void *x, const void *y)
{
	const struct measure_month *a = x, *b = y;

	return a->year != b->year ? a->year - b->year : a->month - b->month;
}

static struct measure_month *
month_of(struct arena *a, struct measures *m, instant at)
{
	struct civil c = date_to_civil(date_of_instant(at));

	/* Most come in order: the month is the last one, or near it. */
	for (size_t i = m->months.n; i-- > 0;)
		if (m->months.at[i].year == c.year && m->months.at[i].month == c.month)
			return &m->months.at[i];
	VEC_PUSH(a, &m->months, ((struct measure_month){ .year = c.year, .month = c.month }));
	return &m->months.at[m->months.n - 1];
}

static void
count_month(struct arena *a, struct measures *ret, const struct measure_message *m, bool discussed)
{
	struct measure_month *month;

	if (!instant_known(m->at)) {
		ret->undated++;
		return;
	}
	if (!instant_known(ret->first) || m->at.v < ret->first.v)
		ret->first = m->at;
	if (!instant_known(ret->last) || m->at.v > ret->last.v)
		ret->last = m->at;
	month = month_of(a, ret, m->at);
	month->messages++;
	month->in_discussion += discussed;
}

struct measures
measure(struct arena *a, const struct measure_message *m, size_t n)
{
	struct measures ret = { .messages = (int64_t)n, .first = INSTANT_NONE, .last = INSTANT_NONE };
	struct voice *voices = ARENA_ARRAY(a, n, struct voice);
	int64_t *talks = ARENA_ARRAY(a, n, int64_t);
	struct map people = { 0 }, seen = { 0 };
	size_t n_voices = 0, n_talks, threads;

	for (size_t i = 0; i < n; i++) {
		if (m[i].automatic) {
			ret.automatic++;
			continue;
		}
		voices[n_voices++] = (struct voice){
			m[i].thread, person(a, &people, m[i].who.p ? m[i].who : STR("")),
		};
	}
	/* Spellings are in the map beside persons: persons are the different values. */
	for (size_t i = 0; i < people.n; i++) {
		const struct str *p = people.at[i].value;

		if (!map_get(&seen, *p)) {
			map_put(a, &seen, *p, people.at[i].value);
			ret.people++;
		}
	}
	n_talks = find_discussions(voices, n_voices, talks, &threads);
	ret.threads = (int64_t)threads;
	ret.discussions = (int64_t)n_talks;
	for (size_t i = 0; i < n; i++)
		count_month(a, &ret, &m[i],
			    !m[i].automatic && n_talks &&
				    bsearch(&m[i].thread, talks, n_talks, sizeof *talks, compare_thread));
	if (ret.months.n > 1)
		qsort(ret.months.at, ret.months.n, sizeof *ret.months.at, compare_month);
	return ret;
}
