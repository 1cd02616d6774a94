/* SPDX-License-Identifier: Apache-2.0 */
/* Measures of lists, by hand: what counts as discussion, and what must not look like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "mail/measure.h"
#include "mail/metric.h"

#define DAY 86400
/* 1 January 2024 */
#define START INT64_C(1704067200)

struct line {
	int day;    /* from START; -1: unknown */
	int thread;
	const char *who; /* "!": a program */
};

static instant
on(int day)
{
	return (instant){ START + (int64_t)day * DAY };
}

/* A number for a name, which the store makes without regard to case. */
static int64_t
who(const char *name)
{
	int64_t v = 0;

	for (; *name; name++)
		v = v * 32 + (*name & 31);
	return v;
}

static struct measures
of(struct arena *a, const struct line *lines, size_t n, instant from, instant to)
{
	struct measure_message *m = ARENA_ARRAY(a, n + 1, struct measure_message);

	for (size_t i = 0; i < n; i++)
		m[i] = (struct measure_message){ (int64_t)i + 1,
						 lines[i].day < 0 ? INSTANT_NONE : on(lines[i].day),
						 lines[i].thread, who(lines[i].who),
						 lines[i].who[0] == '!' };
	return measure(a, m, n, from, to, on(400));
}
#define OF(lines, from, to) of(&a, lines, ARRAY_LEN(lines), from, to)

static void
two_people_make_a_discussion_and_one_does_not(void **state)
{
	static const struct line lines[] = {
		{ 0, 1, "ana" }, { 1, 1, "ANA" },               /* one person, spelt twice */
		{ 2, 2, "ana" }, { 3, 2, "bo" },                /* a discussion */
		{ 4, 3, "ana" }, { 5, 3, "!robot" },            /* a program answers */
		{ -1, 4, "cai" },                               /* nobody knows when */
	};
	AUTO_ARENA a = { 0 };
	struct measures m = OF(lines, INSTANT_NONE, on(10));

	(void)state;
	assert_int_equal(m.messages, 6);
	assert_int_equal(m.automatic, 1);
	assert_int_equal(m.undated, 1);
	assert_int_equal(m.people, 2);
	assert_int_equal(m.threads, 3);
	assert_int_equal(m.discussions, 1);
	assert_int_equal(m.in_discussion, 2);
	assert_int_equal(m.begun, 3);
	assert_int_equal(m.answered, 1);
	assert_int_equal(m.first_reply, DAY);
	assert_int_equal(m.months, 1);
	assert_int_equal(m.spoken, 1);
	assert_int_equal(m.silence, 6 * DAY); /* from day 4 to day 10 */
}

static void
what_comes_later_does_not_change_a_window_that_is_over(void **state)
{
	/* Begun in January, answered in February, then in March. */
	static const struct line lines[] = { { 20, 1, "ana" }, { 40, 1, "bo" }, { 70, 1, "ana" } };
	AUTO_ARENA a = { 0 };
	struct measures january = OF(lines, on(0), on(31)), february = OF(lines, on(31), on(60));
	struct measures all = OF(lines, INSTANT_NONE, INSTANT_NONE);

	(void)state;
	assert_int_equal(january.discussions, 0);
	assert_int_equal(january.answered, 0);
	assert_int_equal(january.first_reply, -1);
	assert_int_equal(february.discussions, 1);
	assert_int_equal(february.begun, 0);
	assert_int_equal(february.in_discussion, 1);
	assert_int_equal(all.answered, 1);
	assert_int_equal(all.spoken, 2); /* not January */
	assert_int_equal(all.by_month.n, 3);
	assert_int_equal(all.by_month.at[0].in_discussion, 0);
}

/* The lists are made by a small generator with a fixed seed. */
static unsigned
dice(uint64_t *seed, unsigned sides)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33) % sides;
}

#define MANY 300

static size_t
evidence(struct arena *a, const struct measure_message *m, instant from, instant to, enum measure_part part)
{
	struct measures all;
	measure_ids ids = measure_evidence(a, m, MANY, from, to, on(4000), part, &all);

	for (size_t i = 1; i < ids.n; i++) /* ids are in order of time here */
		assert_true(ids.at[i - 1] < ids.at[i]);
	return ids.n;
}

static void
as_many_messages_are_behind_a_figure_as_it_says(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 60; round++) {
		AUTO_ARENA a = { 0 };
		struct measure_message m[MANY];
		int day = 0, people = 2 + round % 20;
		instant from = on((int)dice(&seed, 1000)), to = on((int)(1000 + dice(&seed, 2000)));
		struct measures r;

		for (int i = 0; i < MANY; i++) {
			day += (int)dice(&seed, 20);
			m[i] = (struct measure_message){ i + 1, on(day), dice(&seed, 80), dice(&seed, people),
							 dice(&seed, 10) == 0 };
		}
		r = measure(&a, m, MANY, from, to, on(4000));
		assert_true(r.messages > 0);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_ALL), r.messages);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_PEOPLES), r.messages - r.automatic);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_AUTOMATIC), r.automatic);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_DISCUSSED), r.in_discussion);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_BEGUN), r.answered);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_NEW), r.newcomers);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_RETURNED), r.returners);
		assert_int_equal(evidence(&a, m, from, to, MEASURE_ONE_WAY), r.one_way_messages);
		assert_true(evidence(&a, m, from, to, MEASURE_SILENCE) > 0);
		if (r.spoken)
			assert_true(evidence(&a, m, from, to, MEASURE_SPOKEN) >= (size_t)r.spoken);
	}
}

static void
a_silence_lies_between_two_messages(void **state)
{
	static const struct line lines[] = {
		{ 3, 1, "ana" }, { 5, 1, "bo" }, { 60, 1, "ana" }, { 61, 2, "!robot" }, { 70, 2, "bo" },
	};
	struct measure_message m[ARRAY_LEN(lines)];
	AUTO_ARENA a = { 0 };
	struct measures all;
	measure_ids ids;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		m[i] = (struct measure_message){ (int64_t)i + 1, on(lines[i].day), lines[i].thread,
						 who(lines[i].who), lines[i].who[0] == '!' };
	ids = measure_evidence(&a, m, ARRAY_LEN(lines), on(0), on(80), on(400), MEASURE_SILENCE, &all);
	assert_int_equal(ids.n, 2);
	assert_int_equal(ids.at[0], 2);
	assert_int_equal(ids.at[1], 3);
	/* Until the window's end there is none behind it. */
	ids = measure_evidence(&a, m, ARRAY_LEN(lines), on(0), on(300), on(400), MEASURE_SILENCE, &all);
	assert_int_equal(ids.n, 1);
	assert_int_equal(ids.at[0], 5);
}

static void
announcements_and_advertisers_under_changing_names_are_no_discussion(void **state)
{
	struct line lines[200];
	static char names[100][16];
	AUTO_ARENA a = { 0 };
	struct measures m;

	(void)state;
	for (int i = 0; i < 100; i++) {
		names[i][0] = (char)('a' + i / 26);
		names[i][1] = (char)('a' + i % 26);
		lines[2 * i] = (struct line){ i, 2 * i, "announcer" };
		lines[2 * i + 1] = (struct line){ i, 2 * i + 1, names[i] };
	}
	m = of(&a, lines, 200, INSTANT_NONE, INSTANT_NONE);
	assert_int_equal(m.messages, 200);
	assert_int_equal(m.discussions, 0);
	assert_int_equal(m.spoken, 0);
	assert_int_equal(m.in_discussion, 0);
	assert_int_equal(m.one_way, 101);
	assert_int_equal(m.one_way_messages, 200);
	for (size_t i = 0; i < m.by_month.n; i++)
		assert_int_equal(m.by_month.at[i].in_discussion, 0);
}

static void
newcomers_and_returners_are_told_apart(void **state)
{
	static const struct line lines[] = {
		{ 0, 1, "old" }, { 1, 2, "steady" }, { 300, 3, "steady" },
		{ 370, 4, "old" }, { 371, 4, "steady" }, { 372, 5, "new" },
	};
	AUTO_ARENA a = { 0 };
	struct measures m = OF(lines, on(368), on(400));

	(void)state;
	assert_int_equal(m.people, 3);
	assert_int_equal(m.newcomers, 1);
	assert_int_equal(m.returners, 1);
}

static void
concentration_is_that_of_the_textbook(void **state)
{
	/* 1, 1, 2 and 6 messages: G = 2 * (1 + 2 + 6 + 24) / (4 * 10) - 5 / 4 = 0.4 */
	static const struct line lines[] = {
		{ 0, 1, "a" }, { 0, 1, "b" }, { 0, 1, "c" }, { 0, 1, "c" }, { 0, 1, "d" },
		{ 0, 1, "d" }, { 0, 1, "d" }, { 0, 1, "d" }, { 0, 1, "d" }, { 0, 1, "d" },
	};
	static const struct line even[] = { { 0, 1, "a" }, { 0, 1, "b" } };
	AUTO_ARENA a = { 0 };
	struct measures m = OF(lines, INSTANT_NONE, INSTANT_NONE);

	(void)state;
	assert_int_equal((int)(m.gini * 1000 + 0.5), 400);
	assert_int_equal(m.half, 1);
	m = OF(even, INSTANT_NONE, INSTANT_NONE);
	assert_int_equal((int)(m.gini * 1000 + 0.5), 0);
	assert_int_equal(m.half, 1);
}

static void
unknown_is_never_zero(void **state)
{
	static const struct line undated[] = { { -1, 1, "ana" } };
	AUTO_ARENA a = { 0 };
	struct measures none = of(&a, NULL, 0, INSTANT_NONE, INSTANT_NONE);
	struct measures m = OF(undated, INSTANT_NONE, INSTANT_NONE);

	(void)state;
	assert_int_equal(none.messages, 0);
	assert_int_equal(none.silence, -1);
	assert_int_equal(none.first_reply, -1);
	assert_true(none.gini < 0);
	assert_int_equal(none.months, 0);
	assert_int_equal(m.undated, 1);
	assert_int_equal(m.messages, 0);
	assert_false(instant_known(m.reach));
	for (size_t i = 0; i < metrics_n; i++) {
		enum metric_unit u = metrics[i].unit;

		if (u == UNIT_SECONDS || u == UNIT_SHARE || u == UNIT_MONTHS)
			assert_false(metrics[i].value(&none).known);
	}
}

static void
a_window_is_half_open(void **state)
{
	static const struct line lines[] = { { 10, 1, "ana" }, { 20, 1, "bo" } };
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_int_equal(OF(lines, on(10), on(20)).messages, 1);
	assert_int_equal(OF(lines, on(10), on(21)).messages, 2);
	assert_int_equal(OF(lines, on(11), on(20)).messages, 0);
	assert_int_equal(OF(lines, on(20), on(10)).messages, 0);
}

/* Messages of a few people in a few threads over two years. */
static void
several_windows_at_once_are_as_one_by_one(void **state)
{
	enum { N = 400, WINDOWS = 12 };
	AUTO_ARENA a = { 0 };
	struct measure_message m[N];
	struct measure_window w[WINDOWS];
	struct measures many[WINDOWS];
	uint64_t seed = 1;
	int different = 0;

	(void)state;
	for (int i = 0; i < N; i++)
		m[i] = (struct measure_message){ i + 1, dice(&seed, 20) ? on((int)dice(&seed, 730)) : INSTANT_NONE,
						 (int)dice(&seed, 90), (int)dice(&seed, 25), dice(&seed, 9) == 0 };
	for (int i = 0; i < WINDOWS; i++)
		w[i] = (struct measure_window){ dice(&seed, 5) ? on((int)dice(&seed, 700)) : INSTANT_NONE,
						dice(&seed, 5) ? on((int)dice(&seed, 900)) : INSTANT_NONE };
	measure_many(&a, m, N, w, WINDOWS, on(760), many);
	for (int i = 0; i < WINDOWS; i++) {
		struct measures one = measure(&a, m, N, w[i].from, w[i].to, on(760));

		assert_int_equal(one.by_month.n, many[i].by_month.n);
		for (size_t k = 0; k < one.by_month.n; k++)
			assert_int_equal(one.by_month.at[k].in_discussion, many[i].by_month.at[k].in_discussion);
		for (size_t k = 0; k < metrics_n; k++) {
			struct metric_value x = metrics[k].value(&one), y = metrics[k].value(&many[i]);

			assert_int_equal(x.known, y.known);
			assert_true(x.v - y.v == 0);
			assert_int_equal(x.of, y.of);
			different += i && x.v - metrics[k].value(&many[0]).v != 0;
		}
	}
	assert_true(different > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_people_make_a_discussion_and_one_does_not),
		cmocka_unit_test(what_comes_later_does_not_change_a_window_that_is_over),
		cmocka_unit_test(as_many_messages_are_behind_a_figure_as_it_says),
		cmocka_unit_test(a_silence_lies_between_two_messages),
		cmocka_unit_test(announcements_and_advertisers_under_changing_names_are_no_discussion),
		cmocka_unit_test(newcomers_and_returners_are_told_apart),
		cmocka_unit_test(concentration_is_that_of_the_textbook),
		cmocka_unit_test(unknown_is_never_zero),
		cmocka_unit_test(a_window_is_half_open),
		cmocka_unit_test(several_windows_at_once_are_as_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
