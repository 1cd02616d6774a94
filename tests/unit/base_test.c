/* SPDX-License-Identifier: Apache-2.0 */
/* base: strings, memory, dates, CSV, JSON, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "base/buf.h"
#include "base/csv.h"
#include "base/map.h"
#include "base/op.h"
#include "base/utf8.h"
#include "base/vec.h"

#define assert_str(s, z) assert_true(str_eq((s), str_of(z)))

static void
cutting_visits_every_field_the_empty_ones_too(void **state)
{
	struct str rest = STR("a,,b,");
	static const char *const want[] = { "a", "", "b", "" };
	size_t n = 0;

	(void)state;
	while (str_present(rest)) {
		struct str part = str_cut(&rest, ',');

		assert_true(n < ARRAY_LEN(want));
		assert_str(part, want[n++]);
	}
	assert_int_equal(n, 4);
}

static void
lines_end_in_any_of_the_three_ways(void **state)
{
	struct str rest = STR("one\r\ntwo\rthree\n");
	struct str a = str_cut_line(&rest), b = str_cut_line(&rest), c = str_cut_line(&rest);

	(void)state;
	assert_str(a, "one");
	assert_str(b, "two");
	assert_str(c, "three");
	assert_false(str_present(rest));
}

static void
searching_ignores_the_case_of_ascii_letters_only(void **state)
{
	(void)state;
	assert_int_equal(str_find_nocase(STR("The MEETING of"), STR("meeting"), 0), 4);
	assert_int_equal(str_find_nocase(STR("aab"), STR("AB"), 0), 1);
	assert_true(str_find_nocase(STR("É"), STR("é"), 0) == STR_NPOS);
	/* '@' and '`' differ from letters by the same bit. */
	assert_true(str_find_nocase(STR("@"), STR("`"), 0) == STR_NPOS);
	assert_true(str_find_nocase(STR("ab"), STR("abc"), 0) == STR_NPOS);
	assert_int_equal(str_find_nocase(STR("ab"), STR(""), 2), 2);
}

static void
numbers_are_digits_and_nothing_else(void **state)
{
	int64_t v = -7;

	(void)state;
	assert_true(str_to_int(STR("0054"), &v));
	assert_int_equal(v, 54);
	assert_false(str_to_int(STR("-1"), &v));
	assert_false(str_to_int(STR(""), &v));
	assert_false(str_to_int(STR("1234567890123456789"), &v));
	assert_int_equal(v, 54);
}

static void
arena_memory_is_zeroed_and_aligned_also_after_a_reset(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t n = 1; n < 5000; n += 37) {
			unsigned char *p = arena_alloc(&a, n);

			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xAA, n);
		}
		arena_reset(&a);
	}
}

static void
a_growing_slice_keeps_what_it_has(void **state)
{
	AUTO_ARENA a = { 0 };
	SLICE(int) v = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		VEC_PUSH(&a, &v, i);
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.at[i], i);
}

static void
a_map_finds_every_key_and_replaces_values(void **state)
{
	AUTO_ARENA a = { 0 };
	struct map m = { 0 };

	(void)state;
	assert_null(map_get(&m, STR("x")));
	for (intptr_t i = 1; i <= 2000; i++)
		map_put(&a, &m, arena_printf(&a, "key %ld", (long)i), (void *)i);
	map_put(&a, &m, STR("key 7"), (void *)(intptr_t)-7);
	assert_int_equal(m.n, 2000);
	assert_int_equal((intptr_t)map_get(&m, STR("key 2000")), 2000);
	assert_int_equal((intptr_t)map_get(&m, STR("key 7")), -7);
	assert_null(map_get(&m, STR("key 2001")));
}

static void
days_survive_a_round_trip_over_four_centuries(void **state)
{
	date d, first, again;

	(void)state;
	assert_true(date_from_civil((struct civil){ 1800, 1, 1 }, &first));
	for (d = first; d.v < first.v + 146097 + 400; d.v++) {
		struct civil c = date_to_civil(d);

		assert_true(date_from_civil(c, &again));
		assert_int_equal(again.v, d.v);
	}
}

static void
days_that_do_not_exist_are_refused(void **state)
{
	date d = { 5 };

	(void)state;
	assert_false(date_parse(STR("2021-06-31"), &d));
	assert_false(date_parse(STR("2021-02-29"), &d));
	assert_false(date_parse(STR("1900-02-29"), &d));
	assert_false(date_parse(STR("2021-6-3"), &d));
	assert_int_equal(d.v, 5);
	assert_true(date_parse(STR("2000-02-29"), &d));
	assert_int_equal(date_weekday(d), 2);
}

static void
instants_are_written_and_read_in_utc(void **state)
{
	AUTO_ARENA a = { 0 };
	instant t;

	(void)state;
	assert_true(instant_parse(STR("2021-05-13T13:00:00Z"), &t));
	assert_int_equal(t.v, 1620910800);
	assert_str(instant_format(&a, t), "2021-05-13T13:00:00Z");
	assert_str(instant_format_http(&a, t), "Thu, 13 May 2021 13:00:00 GMT");
	assert_int_equal(date_of_instant((instant){ -1 }).v, -1);
	assert_false(instant_parse(STR("2021-05-13T24:00:00Z"), &t));
}

static void
what_is_not_utf8_is_seen(void **state)
{
	static const struct {
		const char *s;
		size_t bad;
	} cases[] = {
		{ "plain", STR_NPOS },	       { "caf\xc3\xa9", STR_NPOS },
		{ "caf\xe9", 3 },	       { "\xc0\xaf", 0 },
		{ "a\xed\xa0\x80", 1 },	       { "\xf4\x90\x80\x80", 0 },
		{ "\xf0\x9f\x90\x9f", STR_NPOS }, { "x\xe2\x82", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_true(utf8_bad(str_of(cases[i].s)) == cases[i].bad);
}

static void
clipping_never_cuts_a_character(void **state)
{
	(void)state;
	assert_str(utf8_clip(STR("na\xc3\xafve"), 3), "na");
	assert_str(utf8_clip(STR("na\xc3\xafve"), 4), "na\xc3\xaf");
}

static void
mended_text_is_utf8_and_keeps_the_rest(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(utf8_mend(&a, STR("a\xff" "b")), "a\xef\xbf\xbd" "b");
	assert_str(utf8_mend(&a, STR("good")), "good");
}

static void
json_strings_are_escaped_and_always_utf8(void **state)
{
	AUTO_BUF b = { 0 };

	(void)state;
	buf_add_json(&b, STR("a\"b\\c\n\x01\xff" "\xc3\xa9"));
	assert_str(buf_str(&b), "\"a\\\"b\\\\c\\n\\u0001\xef\xbf\xbd\xc3\xa9\"");
	buf_clear(&b);
	buf_add_json(&b, STR_NONE);
	assert_str(buf_str(&b), "null");
}

static void
a_spreadsheet_is_given_no_formula(void **state)
{
	AUTO_BUF b = { 0 };

	(void)state;
	buf_add_csv(&b, STR("=1+1"));
	buf_addc(&b, '|');
	buf_add_csv(&b, STR("plain"));
	buf_addc(&b, '|');
	buf_add_csv(&b, STR("say \"a, b\""));
	assert_str(buf_str(&b), "\"'=1+1\"|plain|\"say \"\"a, b\"\"\"");
}

static void
csv_is_read_with_quotes_commas_and_line_ends(void **state)
{
	AUTO_ARENA a = { 0 };
	struct csv_reader r = { .rest = STR("a,\"b, \"\"c\"\"\r\nd\"\r\n\r\n\"\",x\n") };
	struct csv_row row;

	(void)state;
	assert_true(csv_next(&a, &r, &row));
	assert_int_equal(row.n, 2);
	assert_str(row.at[1], "b, \"c\"\r\nd");
	assert_true(csv_next(&a, &r, &row));
	assert_int_equal(row.line, 4);
	assert_str(row.at[0], "");
	assert_false(csv_next(&a, &r, &row));
	assert_null(r.problem);
}

static void
a_quotation_mark_that_stays_open_is_a_problem(void **state)
{
	AUTO_ARENA a = { 0 };
	struct csv_reader r = { .rest = STR("a,\"b\n") };
	struct csv_row row;

	(void)state;
	assert_false(csv_next(&a, &r, &row));
	assert_non_null(r.problem);
}

static void
the_first_failure_is_the_one_that_is_told(void **state)
{
	AUTO_ARENA a = { 0 };
	struct op op = { .arena = &a };

	(void)state;
	assert_int_equal(fail(&op, E_LIMIT, "report.too-long", "%d", 7), E_LIMIT);
	assert_int_equal(fail(&op, E_CORRUPT, "error.internal", "%s", "later"), E_CORRUPT);
	assert_int_equal(op.err.code, E_LIMIT);
	assert_string_equal(op.err.detail, "7");
	op_clear(&op);
	assert_int_equal(op.err.code, OK);
}

static void
a_long_detail_ends_between_characters(void **state)
{
	AUTO_ARENA a = { 0 };
	struct op op = { .arena = &a };
	AUTO_BUF b = { 0 };

	(void)state;
	buf_addc(&b, 'x');
	for (int i = 0; i < 300; i++)
		BUF_LIT(&b, "\xc3\xa9");
	assert_int_equal(fail(&op, E_INVALID, "error.internal", "%s", buf_cstr(&b)), E_INVALID);
	assert_true(utf8_bad(str_of(op.err.detail)) == STR_NPOS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cutting_visits_every_field_the_empty_ones_too),
		cmocka_unit_test(lines_end_in_any_of_the_three_ways),
		cmocka_unit_test(searching_ignores_the_case_of_ascii_letters_only),
		cmocka_unit_test(numbers_are_digits_and_nothing_else),
		cmocka_unit_test(arena_memory_is_zeroed_and_aligned_also_after_a_reset),
		cmocka_unit_test(a_growing_slice_keeps_what_it_has),
		cmocka_unit_test(a_map_finds_every_key_and_replaces_values),
		cmocka_unit_test(days_survive_a_round_trip_over_four_centuries),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(instants_are_written_and_read_in_utc),
		cmocka_unit_test(what_is_not_utf8_is_seen),
		cmocka_unit_test(clipping_never_cuts_a_character),
		cmocka_unit_test(mended_text_is_utf8_and_keeps_the_rest),
		cmocka_unit_test(json_strings_are_escaped_and_always_utf8),
		cmocka_unit_test(a_spreadsheet_is_given_no_formula),
		cmocka_unit_test(csv_is_read_with_quotes_commas_and_line_ends),
		cmocka_unit_test(a_quotation_mark_that_stays_open_is_a_problem),
		cmocka_unit_test(the_first_failure_is_the_one_that_is_told),
		cmocka_unit_test(a_long_detail_ends_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
