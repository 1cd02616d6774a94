/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue at run time, over the catalogue of html_cases/. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/catalogue.h"

static void
check(struct str got, const char *expected)
{
	if (!str_is(got, expected)) {
		print_error("got      %.*s\nexpected %s\n", STRF(got), expected);
		fail();
	}
}

static struct str
number(struct arena *a, enum lang lang, int64_t v)
{
	AUTO_BUF b = { 0 };

	lang_put_number(&b, lang, v);
	return buf_to_arena(&b, a);
}

static void
languages_know_their_code_name_and_direction(void **state)
{
	(void)state;
	check(lang_code(LANG_fr), "fr");
	check(lang_name(LANG_fr), "Fran\xC3\xA7" "ais");
	assert_false(lang_is_rtl(LANG_en));
	assert_true(lang_is_rtl(LANG_ar));
}

static void
a_language_is_found_by_its_code_and_by_the_beginning_of_it(void **state)
{
	enum lang lang = LANG_COUNT_;

	(void)state;
	assert_true(lang_find(STR("FR"), &lang));
	assert_int_equal(lang, LANG_fr);
	assert_true(lang_find(STR("en-GB-oed"), &lang));
	assert_int_equal(lang, LANG_en);
	lang = LANG_COUNT_;
	assert_false(lang_find(STR("zh-hant"), &lang));
	assert_false(lang_find(STR(""), &lang));
	assert_int_equal(lang, LANG_COUNT_);
}

static void
every_key_finds_its_message(void **state)
{
	enum msg msg;

	(void)state;
	for (size_t i = 0; i < MSG_COUNT_; i++) {
		assert_true(msg_find(msg_key((enum msg)i), &msg));
		assert_int_equal(msg, i);
	}
	msg = MSG_COUNT_;
	assert_false(msg_find(STR("test.nothing-like-it"), &msg));
	assert_false(msg_find(STR(""), &msg));
	assert_int_equal(msg, MSG_COUNT_);
}

static void
a_missing_translation_falls_back_to_english(void **state)
{
	(void)state;
	check(msg_text(LANG_fr, MSG_test_only_english), "only here");
	check(msg_text(LANG_ar, MSG_month_5), "May");
	check(msg_text(LANG_fr, MSG_month_5), "mai");
}

static void
each_language_counts_its_own_way(void **state)
{
	static const struct {
		enum lang lang;
		int64_t n;
		const char *expected;
	} row[] = {
		{ LANG_en, 0, "0 items" }, { LANG_en, 1, "1 item" }, { LANG_en, 2, "2 items" },
		{ LANG_en, -1, "-1 item" }, { LANG_fr, 0, "0 point" }, { LANG_fr, 1, "1 point" },
		{ LANG_fr, 2, "2 points" }, { LANG_ar, 0, "\xD8\xB5\xD9\x81\xD8\xB1 0" },
		{ LANG_ar, 2, "\xD8\xA7\xD8\xAB\xD9\x86\xD8\xA7\xD9\x86 2" },
		{ LANG_ar, 11, "\xD9\x83\xD8\xAB\xD9\x8A\xD8\xB1 11" },
		{ LANG_ar, 100, "\xD8\xBA\xD9\x8A\xD8\xB1 100" },
		{ LANG_en, INT64_MIN, "-9,223,372,036,854,775,808 items" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(row); i++)
		check(msg_format(&a, row[i].lang, MSG_test_items,
				 (struct msg_arg[]){ msg_int("n", row[i].n) }, 1),
		      row[i].expected);
	check(msg_plural(LANG_en, MSG_test_items, 1), "{n} item");
	check(msg_text(LANG_en, MSG_test_items), "{n} items");
}

static void
a_plural_of_the_fallback_is_counted_as_english(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	check(msg_format(&a, LANG_ar, MSG_test_days, (struct msg_arg[]){ msg_int("n", 1) }, 1),
	      "1 day");
	check(msg_format(&a, LANG_ar, MSG_test_days, (struct msg_arg[]){ msg_int("n", 2) }, 1),
	      "2 days");
	check(msg_format(&a, LANG_fr, MSG_test_days, (struct msg_arg[]){ msg_int("n", 0) }, 1),
	      "0 days");
}

static void
placeholders_are_filled_by_type(void **state)
{
	AUTO_ARENA a = { 0 };
	date d;
	instant t;

	(void)state;
	assert_true(date_parse(STR("2021-05-03"), &d));
	assert_true(instant_parse(STR("2021-06-30T23:59:59Z"), &t));
	check(msg_format(&a, LANG_en, MSG_test_when,
			 (struct msg_arg[]){ msg_date("day", d), msg_instant("end", t) }, 2),
	      "from 3 May 2021 to 30 June 2021, 23:59 UTC");
	check(msg_format(&a, LANG_fr, MSG_test_title,
			 (struct msg_arg[]){ msg_str("name", STR("<x>")) }, 1),
	      "Sur \xC2\xAB <x> \xC2\xBB");
	check(msg_format(&a, LANG_en, MSG_test_none, NULL, 0), "nothing <yet> & \"so\" on");
}

static void
a_doubled_brace_is_one(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	check(msg_format(&a, LANG_en, MSG_test_braces,
			 (struct msg_arg[]){ msg_str("name", STR("{n}")) }, 1),
	      "{x} for {n}");
}

static void
a_placeholder_without_an_argument_stays(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	check(msg_format(&a, LANG_en, MSG_test_title, NULL, 0), "About {name}");
	check(msg_format(&a, LANG_en, MSG_test_title,
			 (struct msg_arg[]){ msg_str("nam", STR("x")) }, 1),
	      "About {name}");
}

static void
numbers_are_grouped(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	check(number(&a, LANG_en, 0), "0");
	check(number(&a, LANG_en, 999), "999");
	check(number(&a, LANG_en, 1000), "1,000");
	check(number(&a, LANG_en, -1234567), "-1,234,567");
	check(number(&a, LANG_en, INT64_MAX), "9,223,372,036,854,775,807");
	check(number(&a, LANG_fr, 1000), "1\xE2\x80\xAF" "000");
}

static void
dates_read_in_the_language_and_the_unknown_one_is_silent(void **state)
{
	AUTO_BUF b = { 0 };
	date d;

	(void)state;
	assert_true(date_parse(STR("0001-12-31"), &d));
	lang_put_date(&b, LANG_fr, d);
	check(buf_str(&b), "31 d\xC3\xA9" "cembre 1");
	buf_clear(&b);
	lang_put_instant(&b, LANG_fr, (instant){ -1 });
	check(buf_str(&b), "31 d\xC3\xA9" "cembre 1969 \xC3\xA0 23:59 UTC");
	buf_clear(&b);
	lang_put_date(&b, LANG_en, DATE_NONE);
	lang_put_instant(&b, LANG_en, INSTANT_NONE);
	check(buf_str(&b), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_know_their_code_name_and_direction),
		cmocka_unit_test(a_language_is_found_by_its_code_and_by_the_beginning_of_it),
		cmocka_unit_test(every_key_finds_its_message),
		cmocka_unit_test(a_missing_translation_falls_back_to_english),
		cmocka_unit_test(each_language_counts_its_own_way),
		cmocka_unit_test(a_plural_of_the_fallback_is_counted_as_english),
		cmocka_unit_test(placeholders_are_filled_by_type),
		cmocka_unit_test(a_doubled_brace_is_one),
		cmocka_unit_test(a_placeholder_without_an_argument_stays),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(dates_read_in_the_language_and_the_unknown_one_is_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
