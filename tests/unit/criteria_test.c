/* SPDX-License-Identifier: Apache-2.0 */
/* Criteria as text, both ways, and what follows from figures. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>

#include "assess/criteria.h"
#include "base/buf.h"

static struct arena arena;

static int
fresh_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* The same numbers in every run. */
static uint64_t seed;

static uint64_t
dice(uint64_t sides)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % sides;
}

static struct criteria
read_ok(const char *text)
{
	struct criteria_wrong why;
	struct criteria c;

	if (!criteria_read(&arena, str_of(text), &c, &why))
		print_error("line %zu, flaw %d, \"%.*s\"\n", why.line, why.flaw, STRF(why.word));
	assert_int_equal(why.flaw, CRITERIA_NO_FLAW);
	return c;
}

static void
assert_wrong(const char *text, enum criteria_flaw flaw, size_t line, const char *word)
{
	struct criteria_wrong why;
	struct criteria c;

	assert_false(criteria_read(&arena, str_of(text), &c, &why));
	if (why.flaw != flaw || why.line != line || !str_is(why.word, word))
		print_error("%s\n--- line %zu, flaw %d, \"%.*s\"\n", text, why.line, why.flaw, STRF(why.word));
	assert_int_equal(why.flaw, flaw);
	assert_int_equal(why.line, line);
	assert_true(str_is(why.word, word));
}

#define SLOT                                                                                 \
	"title: A slot at the annual meeting\npurpose: slot\ncycle: 2024\nunknown: not-met\n" \
	"exempt: 6 months\ngroups: 1\n\nneeds: 3\n"                                          \
	"- months: months-spoken, 12 months, at least 6\n"                                   \
	"- people: posters, 12 months, at least 5, 2 points\n\n"                             \
	"group: Something written\nneeds: all\n- papers: papers, 24 months, at least 1\n"

/* ---- the text ---- */

static void
a_set_is_read_and_written_as_it_was(void **state)
{
	struct criteria c = read_ok(SLOT);

	(void)state;
	assert_true(str_is(c.title, "A slot at the annual meeting"));
	assert_int_equal(c.unknown, UNKNOWN_NOT_MET);
	assert_int_equal(c.exempt_months, 6);
	assert_int_equal(c.needs, 1);
	assert_int_equal(c.groups.n, 2);
	assert_int_equal(c.groups.at[0].needs, 3);
	assert_int_equal(c.groups.at[1].needs, 0);
	assert_int_equal(c.list.n, 3);
	assert_string_equal(c.list.at[1].metric->id, "posters");
	assert_int_equal(c.list.at[1].points, 2);
	assert_int_equal(c.list.at[2].group, 1);
	assert_int_equal(c.list.at[2].months, 24);
	assert_string_equal(criteria_write(&arena, &c).p, SLOT);
}

static void
remarks_blanks_and_other_ends_of_lines_do_not_matter(void **state)
{
	struct criteria c = read_ok("# ours\r\n  title : x \r\n\r\n-  a :calls ,1 month,  at most  0,1 point\r\n# end");

	(void)state;
	assert_true(str_is(c.title, "x"));
	assert_int_equal(c.list.at[0].comparison, AT_MOST);
	assert_int_equal(c.list.at[0].threshold, 0);
	assert_string_equal(criteria_write(&arena, &c).p,
			    "title: x\nunknown: stays\n\nneeds: all\n- a: calls, 1 months, at most 0\n");
}

static void
what_is_wrong_is_said_with_its_line(void **state)
{
	AUTO_BUF many = { 0 };

	(void)state;
	assert_wrong("", CRITERIA_EMPTY, 0, "title");
	assert_wrong("title: x", CRITERIA_EMPTY, 0, "");
	assert_wrong("# y\ntitle: x\001", CRITERIA_LINE, 2, "");
	assert_wrong("title: \xFF", CRITERIA_LINE, 1, "");
	assert_wrong("title: x\nhello", CRITERIA_LINE, 2, "hello");
	assert_wrong("title: x\ntitle: y", CRITERIA_TWICE, 2, "title");
	assert_wrong("title: x\ncolour: y", CRITERIA_WORD, 2, "colour");
	assert_wrong("unknown: perhaps", CRITERIA_WORD, 1, "perhaps");
	assert_wrong("exempt: 6", CRITERIA_WINDOW, 1, "6");
	assert_wrong("title: x\n- a: calls", CRITERIA_WINDOW, 2, "");
	assert_wrong("title: x\n- a: tea, 12 months, at least 1", CRITERIA_METRIC, 2, "tea");
	assert_wrong("title: x\n- a: calls, 0 months, at least 1", CRITERIA_WINDOW, 2, "0 months");
	assert_wrong("title: x\n- a: calls, 241 months, at least 1", CRITERIA_WINDOW, 2, "241 months");
	assert_wrong("title: x\n- a: calls, 99999999999999999999 months, at least 1", CRITERIA_WINDOW, 2,
		     "99999999999999999999 months");
	assert_wrong("title: x\n- a: calls, 12 months, 3", CRITERIA_THRESHOLD, 2, "3");
	assert_wrong("title: x\n- a: calls, 12 months, at least -1", CRITERIA_THRESHOLD, 2, "at least -1");
	assert_wrong("title: x\n- a: calls, 12 months, at least 1, many", CRITERIA_POINTS, 2, "many");
	assert_wrong("title: x\n- a: calls, 12 months, at least 1, 2 points, 3 points", CRITERIA_POINTS, 2,
		     "2 points, 3 points");
	assert_wrong("title: x\n- A b: calls, 12 months, at least 1", CRITERIA_ID, 2, "A b");
	assert_wrong("title: x\n- a: calls, 12 months, at least 1\n- a: papers, 12 months, at least 1", CRITERIA_TWICE, 3,
		     "a");
	assert_wrong("title: x\nneeds: 2\n- a: calls, 12 months, at least 1", CRITERIA_NEEDS, 2, "");
	assert_wrong("title: x\ngroup: y\ngroup: z", CRITERIA_EMPTY, 3, "y");
	assert_wrong("title: x\ngroups: 2\n- a: calls, 12 months, at least 1", CRITERIA_NEEDS, 0, "groups");
	/* A bomb of clauses. */
	BUF_LIT(&many, "title: x\n");
	for (int i = 0; i <= CRITERIA_MAX; i++)
		buf_addf(&many, "- a%d: calls, 1 month, at least 1\n", i);
	assert_wrong(buf_cstr(&many), CRITERIA_SIZE, CRITERIA_MAX + 2,
		     arena_printf(&arena, "a%d: calls, 1 month, at least 1", CRITERIA_MAX).p);
	for (int i = 0; i < 10000; i++)
		buf_addf(&many, "- b%d: calls, 1 month, at least 1\n", i);
	assert_wrong(buf_cstr(&many), CRITERIA_SIZE, 0, "");
}

static struct criteria
any_criteria(void)
{
	struct criteria c = { .title = STR("Any"), .purpose = STR(""), .cycle = STR("") };
	size_t groups = 1 + dice(3);

	c.unknown = (enum unknown_rule)dice(N_UNKNOWN_RULES);
	c.exempt_months = (int64_t)dice(3);
	c.needs = groups > 1 ? (int64_t)dice(groups + 1) : 0;
	for (size_t g = 0; g < groups; g++) {
		int64_t points = 0;

		VEC_PUSH(&arena, &c.groups, ((struct criteria_group){
			.title = g ? arena_printf(&arena, "Group %zu", g) : STR("") }));
		for (size_t n = 1 + dice(5); n; n--) {
			struct criterion k = {
				.id = arena_printf(&arena, "c%zu", c.list.n), .metric = &assess_metrics[dice(assess_metrics_n)],
				.months = 1 + (int64_t)dice(36), .comparison = AT_LEAST, .threshold = (int64_t)dice(9),
				.points = 1 + (int64_t)dice(3), .group = g,
			};

			VEC_PUSH(&arena, &c.list, k);
			points += k.points;
		}
		c.groups.at[g].needs = (int64_t)dice((uint64_t)points + 1);
	}
	return c;
}

static void
any_set_comes_back_from_its_text(void **state)
{
	(void)state;
	seed = 1;
	for (int i = 0; i < 2000; i++) {
		struct criteria c = any_criteria(), back;
		struct criteria_wrong why;
		struct str text = criteria_write(&arena, &c);

		assert_true(criteria_read(&arena, text, &back, &why));
		assert_string_equal(criteria_write(&arena, &back).p, text.p);
		assert_int_equal(back.list.n, c.list.n);
		arena_reset(&arena);
	}
}

/* ---- what follows ---- */

#define KNOWN(n) { .is = FIGURE_KNOWN, .v = n }
#define NOBODY_KNOWS { .is = FIGURE_UNKNOWN }
#define DOES_NOT_APPLY { .is = FIGURE_NOT_APPLICABLE }

static date
day(const char *s)
{
	date d;

	assert_true(date_parse(str_of(s), &d));
	return d;
}

static enum verdict
assess(const char *text, const struct figure *f)
{
	struct criteria c = read_ok(text);
	struct assessed a;

	criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &a);
	return a.result;
}

#define THREE(rule, needs)                                                                              \
	"title: x\nunknown: " rule "\nneeds: " needs "\n- a: calls, 12 months, at least 4\n"            \
	"- b: papers, 12 months, at least 1\n- c: events, 12 months, at least 1\n"

static void
so_many_of_them_are_enough(void **state)
{
	(void)state;
	assert_int_equal(assess(THREE("stays", "2"), (struct figure[]){ KNOWN(4), KNOWN(1), KNOWN(0) }), VERDICT_MET);
	assert_int_equal(assess(THREE("stays", "2"), (struct figure[]){ KNOWN(3), KNOWN(1), KNOWN(0) }), VERDICT_NOT_MET);
	assert_int_equal(assess(THREE("stays", "all"), (struct figure[]){ KNOWN(4), KNOWN(1), KNOWN(0) }), VERDICT_NOT_MET);
}

static void
what_nobody_knows_is_no_zero_unless_the_set_says_so(void **state)
{
	(void)state;
	/* It may still be enough, or not; or it does not matter. */
	assert_int_equal(assess(THREE("stays", "2"), (struct figure[]){ KNOWN(4), NOBODY_KNOWS, KNOWN(0) }), VERDICT_UNKNOWN);
	assert_int_equal(assess(THREE("stays", "2"), (struct figure[]){ KNOWN(4), NOBODY_KNOWS, KNOWN(1) }), VERDICT_MET);
	assert_int_equal(assess(THREE("stays", "2"), (struct figure[]){ KNOWN(0), NOBODY_KNOWS, KNOWN(0) }), VERDICT_NOT_MET);
	assert_int_equal(assess(THREE("not-met", "2"), (struct figure[]){ KNOWN(4), NOBODY_KNOWS, KNOWN(0) }), VERDICT_NOT_MET);
	/* Left out, all of the others are asked for where so many are not left. */
	assert_int_equal(assess(THREE("left-out", "2"), (struct figure[]){ KNOWN(4), NOBODY_KNOWS, NOBODY_KNOWS }), VERDICT_MET);
	assert_int_equal(assess(THREE("left-out", "2"), (struct figure[]){ KNOWN(4), NOBODY_KNOWS, KNOWN(0) }), VERDICT_NOT_MET);
	assert_int_equal(assess(THREE("left-out", "2"), (struct figure[]){ NOBODY_KNOWS, NOBODY_KNOWS, NOBODY_KNOWS }),
			 VERDICT_UNKNOWN);
	assert_int_equal(assess(THREE("not-met", "all"), (struct figure[]){ KNOWN(4), KNOWN(1), DOES_NOT_APPLY }), VERDICT_MET);
	assert_int_equal(assess(THREE("not-met", "all"), (struct figure[]){ DOES_NOT_APPLY, DOES_NOT_APPLY, DOES_NOT_APPLY }),
			 VERDICT_UNKNOWN);
}

static void
what_may_be_more_is_only_known_to_be_enough(void **state)
{
	struct figure few[] = { { .is = FIGURE_KNOWN, .v = 3, .at_least = true } };
	struct figure enough[] = { { .is = FIGURE_KNOWN, .v = 4, .at_least = true } };

	(void)state;
	assert_int_equal(assess("title: x\n- a: calls, 12 months, at least 4", few), VERDICT_UNKNOWN);
	assert_int_equal(assess("title: x\n- a: calls, 12 months, at least 4", enough), VERDICT_MET);
	assert_int_equal(assess("title: x\n- a: calls, 12 months, at most 3", few), VERDICT_UNKNOWN);
	assert_int_equal(assess("title: x\n- a: calls, 12 months, at most 3", enough), VERDICT_NOT_MET);
}

static void
points_and_groups_are_counted(void **state)
{
	(void)state;
	assert_int_equal(assess(SLOT, (struct figure[]){ KNOWN(6), KNOWN(5), KNOWN(0) }), VERDICT_MET);
	assert_int_equal(assess(SLOT, (struct figure[]){ KNOWN(0), KNOWN(5), KNOWN(0) }), VERDICT_NOT_MET);
	assert_int_equal(assess(SLOT, (struct figure[]){ KNOWN(0), KNOWN(0), KNOWN(1) }), VERDICT_MET);
	assert_int_equal(assess(SLOT, (struct figure[]){ KNOWN(0), KNOWN(0), NOBODY_KNOWS }), VERDICT_NOT_MET);
}

static void
who_was_formed_lately_is_exempt(void **state)
{
	struct criteria c = read_ok(SLOT);
	struct figure none[] = { KNOWN(0), KNOWN(0), KNOWN(0) };
	struct assessed a;

	(void)state;
	criteria_assess(&c, none, day("2023-11-02"), day("2024-05-01"), &a);
	assert_true(a.exempt);
	assert_int_equal(a.result, VERDICT_MET);
	criteria_assess(&c, none, day("2023-11-01"), day("2024-05-01"), &a);
	assert_false(a.exempt);
	assert_int_equal(a.result, VERDICT_NOT_MET);
	criteria_assess(&c, none, DATE_NONE, day("2024-05-01"), &a);
	assert_false(a.exempt);
}

static void
windows_end_before_the_day_and_months_are_whole(void **state)
{
	date from, to;

	(void)state;
	assess_window(assess_metric_by_id(STR("calls")), day("2024-03-31"), 1, &from, &to);
	assert_int_equal(from.v, day("2024-02-29").v);
	assert_int_equal(to.v, day("2024-03-31").v);
	assess_window(assess_metric_by_id(STR("months-spoken")), day("2024-03-31"), 12, &from, &to);
	assert_int_equal(from.v, day("2023-03-01").v);
	assert_int_equal(to.v, day("2024-03-01").v);
	assess_window(assess_metric_by_id(STR("calls")), day("0002-03-31"), 240, &from, &to);
	assert_int_equal(from.v, day("0001-01-31").v);
}

static struct figure
any_figure(void)
{
	switch (dice(6)) {
	case 0:
		return (struct figure)NOBODY_KNOWS;
	case 1:
		return (struct figure)DOES_NOT_APPLY;
	default:
		return (struct figure)KNOWN((int64_t)dice(10));
	}
}

/* From worse to better; what nobody knows lies between. */
static int
rank(enum verdict v)
{
	return v == VERDICT_MET ? 2 : v == VERDICT_UNKNOWN ? 1 : 0;
}

static void
more_of_what_is_asked_for_is_never_worse(void **state)
{
	int better = 0;

	(void)state;
	seed = 2;
	for (int i = 0; i < 20000; i++) {
		struct criteria c = any_criteria();
		struct figure f[CRITERIA_MAX];
		struct assessed before, after;
		size_t k = dice(c.list.n);

		for (size_t j = 0; j < c.list.n; j++)
			f[j] = any_figure();
		f[k] = (struct figure)KNOWN((int64_t)dice(10));
		criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &before);
		f[k].v++;
		criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &after);
		assert_true(rank(after.result) >= rank(before.result));
		better += rank(after.result) > rank(before.result);
		/* … nor is a lower threshold. */
		f[k].v--;
		if (c.list.at[k].threshold)
			c.list.at[k].threshold--;
		criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &after);
		assert_true(rank(after.result) >= rank(before.result));
		arena_reset(&arena);
	}
	assert_true(better > 100);
}

static void
the_order_of_criteria_does_not_matter(void **state)
{
	(void)state;
	seed = 3;
	for (int i = 0; i < 5000; i++) {
		struct criteria c = any_criteria();
		struct figure f[CRITERIA_MAX];
		struct assessed before, after;

		for (size_t j = 0; j < c.list.n; j++)
			f[j] = any_figure();
		criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &before);
		for (size_t j = c.list.n; j > 1; j--) {
			size_t with = dice(j);
			struct criterion k = c.list.at[j - 1];
			struct figure g = f[j - 1];

			c.list.at[j - 1] = c.list.at[with];
			c.list.at[with] = k;
			f[j - 1] = f[with];
			f[with] = g;
		}
		criteria_assess(&c, f, DATE_NONE, day("2024-05-01"), &after);
		assert_int_equal(after.result, before.result);
		assert_int_equal(after.met, before.met);
		arena_reset(&arena);
	}
}

#define T(name) cmocka_unit_test_teardown(name, fresh_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_set_is_read_and_written_as_it_was),
		T(remarks_blanks_and_other_ends_of_lines_do_not_matter),
		T(what_is_wrong_is_said_with_its_line),
		T(any_set_comes_back_from_its_text),
		T(so_many_of_them_are_enough),
		T(what_nobody_knows_is_no_zero_unless_the_set_says_so),
		T(what_may_be_more_is_only_known_to_be_enough),
		T(points_and_groups_are_counted),
		T(who_was_formed_lately_is_exempt),
		T(windows_end_before_the_day_and_months_are_whole),
		T(more_of_what_is_asked_for_is_never_worse),
		T(the_order_of_criteria_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
