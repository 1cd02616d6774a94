/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages of people with a time are put in order of time, in which the database
 * gives them anyway. One walk over them says of each thread when it began, who began
 * it, and when a second person spoke; from that and the window everything follows.
 */
#include "mail/measure.h"

#include <stdlib.h>

#include "base/number_map.h"

#define YEAR (365 * 86400)

/* A person: everything about one in the window. */
struct person {
	instant first;     /* ever */
	instant before;    /* the last one before the window */
	int64_t messages;  /* in the window */
	bool discusses;    /* one of them is in a discussion */
};

struct voice {
	instant at;
	int64_t id, thread;
	size_t person; /* of persons */
	size_t talk;   /* of talks: its thread */
};

struct talk {
	instant begun;  /* by a person */
	int64_t first;  /* … with this message */
	instant second; /* when another one first spoke; INSTANT_NONE: nobody has */
	size_t by;
	bool touched;   /* has a message of a person in the window */
};

struct working {
	struct arena *arena;
	struct measures *ret;
	/* Of the whole archive, and so the same for all windows. */
	instant reach, last;
	int64_t undated;
	struct number_map people, threads; /* -> places in persons, talks */
	instant quiet_from, quiet_to;      /* the longest silence; of several the first */
	SLICE(struct person) persons;
	SLICE(struct voice) voices;
	SLICE(struct talk) talks;
};

static size_t
person_of(struct working *w, int64_t who)
{
	bool is_new;
	size_t at = number_map_place(w->arena, &w->people, who, &is_new);

	if (is_new)
		VEC_PUSH(w->arena, &w->persons,
			 ((struct person){ .first = INSTANT_NONE, .before = INSTANT_NONE }));
	return at;
}

static bool
in_window(const struct measures *m, instant at)
{
	return at.v >= m->from.v && at.v < m->to.v;
}

static int
by_time(const void *x, const void *y)
{
	const struct voice *a = x, *b = y;

	if (a->at.v != b->at.v)
		return a->at.v < b->at.v ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The database gives them in order: looking is cheaper than sorting. */
static void
sort_voices(struct working *w)
{
	for (size_t i = 1; i < w->voices.n; i++)
		if (by_time(&w->voices.at[i - 1], &w->voices.at[i]) > 0) {
			qsort(w->voices.at, w->voices.n, sizeof *w->voices.at, by_time);
			return;
		}
}

static int
by_number(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* ---- first pass: the archive's reach, voices and people ---- */

static void
collect(struct working *w, const struct measure_message *m, size_t n)
{
	w->reach = w->last = INSTANT_NONE;
	for (size_t i = 0; i < n; i++) {
		if (!instant_known(m[i].at)) {
			w->undated++;
			continue;
		}
		if (!instant_known(w->reach) || m[i].at.v < w->reach.v)
			w->reach = m[i].at;
		if (!instant_known(w->last) || m[i].at.v > w->last.v)
			w->last = m[i].at;
		if (!m[i].automatic)
			VEC_PUSH(w->arena, &w->voices, ((struct voice){
				m[i].at, m[i].id, m[i].thread, person_of(w, m[i].who), 0 }));
	}
}

static size_t
talk_of(struct working *w, const struct voice *v)
{
	bool is_new;
	size_t at = number_map_place(w->arena, &w->threads, v->thread, &is_new);

	if (is_new)
		VEC_PUSH(w->arena, &w->talks, ((struct talk){
			.begun = v->at, .first = v->id, .second = INSTANT_NONE, .by = v->person }));
	return at;
}

static void
find_talks(struct working *w)
{
	sort_voices(w);
	for (size_t i = 0; i < w->voices.n; i++) {
		struct voice *v = &w->voices.at[i];
		struct talk *t;

		v->talk = talk_of(w, v);
		t = &w->talks.at[v->talk];
		if (!instant_known(t->second) && v->person != t->by)
			t->second = v->at;
	}
}

/* ---- the window ---- */

static bool
is_discussion(const struct talk *t, instant by)
{
	return instant_known(t->second) && t->second.v < by.v;
}

static void
count_talks(struct working *w)
{
	struct measures *r = w->ret;
	int64_t *waits = ARENA_ARRAY(w->arena, w->talks.n + 1, int64_t);

	for (size_t i = 0; i < w->talks.n; i++)
		w->talks.at[i].touched = false;
	for (size_t i = 0; i < w->voices.n; i++)
		w->talks.at[w->voices.at[i].talk].touched |= in_window(r, w->voices.at[i].at);
	for (size_t i = 0; i < w->talks.n; i++) {
		const struct talk *t = &w->talks.at[i];
		bool talks = is_discussion(t, r->to);

		r->threads += t->touched;
		r->discussions += t->touched && talks;
		if (!in_window(r, t->begun))
			continue;
		r->begun++;
		if (talks)
			waits[r->answered++] = t->second.v - t->begun.v;
	}
	r->first_reply = -1;
	if (r->answered) {
		qsort(waits, (size_t)r->answered, sizeof *waits, by_number);
		/* Of an even number the lower one of the two in the middle. */
		r->first_reply = waits[(r->answered - 1) / 2];
	}
}

static void
count_voices(struct working *w)
{
	struct measures *r = w->ret;

	for (size_t i = 0; i < w->persons.n; i++)
		w->persons.at[i] = (struct person){ .first = INSTANT_NONE, .before = INSTANT_NONE };
	for (size_t i = 0; i < w->voices.n; i++) {
		struct voice *v = &w->voices.at[i];
		struct person *p = &w->persons.at[v->person];

		if (!instant_known(p->first) || v->at.v < p->first.v)
			p->first = v->at;
		if (v->at.v < r->from.v && (!instant_known(p->before) || v->at.v > p->before.v))
			p->before = v->at;
		if (!in_window(r, v->at))
			continue;
		p->messages++;
		if (is_discussion(&w->talks.at[v->talk], r->to)) {
			p->discusses = true;
			r->in_discussion++;
		}
	}
}

static void
count_people(struct working *w)
{
	struct measures *r = w->ret;
	int64_t *counts = ARENA_ARRAY(w->arena, w->persons.n + 1, int64_t);
	int64_t all = 0, left, sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < w->persons.n; i++) {
		const struct person *p = &w->persons.at[i];

		if (!p->messages)
			continue;
		counts[n++] = p->messages;
		all += p->messages;
		r->newcomers += in_window(r, p->first);
		r->returners += instant_known(p->before) && p->before.v < r->from.v - YEAR;
		if (!p->discusses) {
			r->one_way++;
			r->one_way_messages += p->messages;
		}
	}
	r->people = (int64_t)n;
	r->gini = -1;
	if (!n)
		return;
	qsort(counts, n, sizeof *counts, by_number);
	/* G = 2 * sum(i * x_i) / (n * sum(x)) - (n + 1) / n, x ascending, i from 1. */
	for (size_t i = 0; i < n; i++)
		sum += (int64_t)(i + 1) * counts[i];
	r->gini = 2.0 * (double)sum / ((double)n * (double)all) - ((double)n + 1) / (double)n;
	left = (all + 1) / 2;
	for (size_t i = n; i-- > 0 && left > 0; left -= counts[i])
		r->half++;
}

static void
hear(struct working *w, instant since, instant at)
{
	if (at.v - since.v > w->ret->silence) {
		w->ret->silence = at.v - since.v;
		w->quiet_from = since;
		w->quiet_to = at;
	}
}

static void
count_silence(struct working *w)
{
	struct measures *r = w->ret;
	instant start = r->from.v > r->reach.v ? r->from : r->reach;

	r->silence = -1;
	/* Before the archive begins nothing is known. */
	if (!instant_known(r->reach) || start.v >= r->to.v)
		return;
	for (size_t i = 0; i < w->voices.n; i++) {
		instant at = w->voices.at[i].at;

		if (!in_window(r, at))
			continue;
		hear(w, start, at);
		start = at;
	}
	hear(w, start, r->to);
}

/* ---- months ---- */

/* The month of a time, counted from the first: most are in that of the one before. */
struct month_cursor {
	int number, first;
	instant begins, ends;
};

static int
month_at(struct month_cursor *c, instant at)
{
	if (at.v < c->begins.v || at.v >= c->ends.v) {
		c->number = month_of_instant(at);
		c->begins = month_start(c->number);
		c->ends = month_start(c->number + 1);
	}
	return c->number - c->first;
}

static void
count_months(struct working *w, const struct measure_message *m, size_t n)
{
	struct measures *r = w->ret;
	instant start = r->from.v > r->reach.v ? r->from : r->reach;
	struct month_cursor c = { .begins = { 1 }, .ends = { 0 } };
	int first, months;
	struct measure_month *at;

	if (!instant_known(r->reach) || start.v >= r->to.v)
		return;
	first = month_of_instant(start);
	months = month_of_instant((instant){ r->to.v - 1 }) - first + 1;
	r->months = months;
	c.first = first;
	at = ARENA_ARRAY(w->arena, (size_t)months, struct measure_month);
	for (size_t i = 0; i < n; i++)
		if (instant_known(m[i].at) && in_window(r, m[i].at))
			at[month_at(&c, m[i].at)].messages++;
	for (size_t i = 0; i < w->voices.n; i++) {
		const struct voice *v = &w->voices.at[i];
		int k;

		if (!in_window(r, v->at))
			continue;
		k = month_at(&c, v->at);
		at[k].in_discussion += is_discussion(&w->talks.at[v->talk], c.ends);
	}
	for (int k = 0; k < months; k++) {
		at[k].year = (first + k) / 12;
		at[k].month = (first + k) % 12 + 1;
		r->spoken += at[k].in_discussion > 0;
		if (at[k].messages)
			VEC_PUSH(w->arena, &r->by_month, at[k]);
	}
}

/* After collect() and find_talks(); for as many windows as are wanted. */
static void
look(struct working *w, const struct measure_message *m, size_t n, instant from, instant to, instant now)
{
	struct measures *r = w->ret;

	*r = (struct measures){ .from = from, .to = to, .reach = w->reach, .last = w->last, .undated = w->undated,
				.subscribers = -1 };
	if (!instant_known(to) || to.v > now.v)
		r->to = now;
	/* A clock that is a little ahead of ours must not put a message in no window. */
	if (!instant_known(to) && instant_known(r->last) && r->last.v >= r->to.v)
		r->to.v = r->last.v + 1;
	if (!instant_known(from))
		r->from = instant_known(r->reach) ? r->reach : r->to;
	for (size_t i = 0; i < n; i++)
		if (instant_known(m[i].at) && in_window(r, m[i].at)) {
			r->messages++;
			r->automatic += m[i].automatic;
		}
	count_talks(w);
	count_voices(w);
	count_people(w);
	count_silence(w);
	count_months(w, m, n);
}

static void
work(struct working *w, const struct measure_message *m, size_t n, instant from, instant to, instant now)
{
	collect(w, m, n);
	find_talks(w);
	look(w, m, n, from, to, now);
}

void
measure_many(struct arena *a, const struct measure_message *m, size_t n, const struct measure_window *windows,
	     size_t n_windows, instant now, struct measures *ret)
{
	struct working w = { .arena = a };

	collect(&w, m, n);
	find_talks(&w);
	for (size_t i = 0; i < n_windows; i++) {
		w.ret = &ret[i];
		look(&w, m, n, windows[i].from, windows[i].to, now);
	}
}

struct measures
measure(struct arena *a, const struct measure_message *m, size_t n, instant from, instant to,
	instant now)
{
	struct measures r;
	struct working w = { .arena = a, .ret = &r };

	work(&w, m, n, from, to, now);
	return r;
}

/* ---- the messages behind a figure ---- */

/* seen: of the person, an earlier message in the window. */
static bool
is_evidence(const struct working *w, const struct voice *v, enum measure_part part, bool seen)
{
	const struct measures *r = w->ret;
	const struct talk *t = &w->talks.at[v->talk];
	const struct person *p = &w->persons.at[v->person];

	switch (part) {
	case MEASURE_ALL:
	case MEASURE_AUTOMATIC: /* the caller knows */
	case MEASURE_PEOPLES:
		return true;
	case MEASURE_DISCUSSED:
		return is_discussion(t, r->to);
	case MEASURE_SPOKEN:
		return is_discussion(t, month_start(month_of_instant(v->at) + 1));
	case MEASURE_BEGUN:
		return t->first == v->id && is_discussion(t, r->to);
	case MEASURE_SILENCE:
		return v->at.v == w->quiet_from.v || v->at.v == w->quiet_to.v;
	case MEASURE_NEW:
		return !seen && in_window(r, p->first);
	case MEASURE_RETURNED:
		return !seen && instant_known(p->before) && p->before.v < r->from.v - YEAR;
	case MEASURE_ONE_WAY:
		return !p->discusses;
	}
	return false;
}

static void
add_automatic(struct working *w, const struct measure_message *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (m[i].automatic && instant_known(m[i].at))
			VEC_PUSH(w->arena, &w->voices, ((struct voice){ m[i].at, m[i].id, m[i].thread, 0, 0 }));
	sort_voices(w);
}

measure_ids
measure_evidence(struct arena *a, const struct measure_message *m, size_t n, instant from, instant to,
		 instant now, enum measure_part part, struct measures *ret_all)
{
	struct working w = { .arena = a, .ret = ret_all };
	bool programs = part == MEASURE_AUTOMATIC || part == MEASURE_ALL;
	measure_ids ret = { 0 };
	bool *seen;

	work(&w, m, n, from, to, now);
	if (part == MEASURE_AUTOMATIC)
		w.voices.n = 0;
	if (programs)
		add_automatic(&w, m, n);
	seen = ARENA_ARRAY(a, w.persons.n + 1, bool);
	for (size_t i = 0; i < w.voices.n; i++) {
		const struct voice *v = &w.voices.at[i];

		if (!in_window(ret_all, v->at))
			continue;
		if (programs || is_evidence(&w, v, part, seen[v->person]))
			VEC_PUSH(a, &ret, v->id);
		seen[v->person] = true;
	}
	return ret;
}

measure_people_numbers
measure_people(struct arena *a, const struct measure_message *m, size_t n, instant from, instant to)
{
	measure_people_numbers ret = { 0 };
	struct number_map seen = { 0 };

	for (size_t i = 0; i < n; i++) {
		bool is_new;

		if (m[i].automatic || !instant_known(m[i].at) || m[i].at.v < from.v || m[i].at.v >= to.v)
			continue;
		(void)number_map_place(a, &seen, m[i].who, &is_new);
		if (is_new)
			VEC_PUSH(a, &ret, m[i].who);
	}
	return ret;
}
