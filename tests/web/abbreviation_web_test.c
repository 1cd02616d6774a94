/* SPDX-License-Identifier: Apache-2.0 */
/* /abbreviations: what reports define. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"


#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
an_abbreviation_stands_with_the_first_meeting_that_defines_it(void **state)
{
	struct reply r;

	fixture_script(*state, "INSERT INTO abbreviation (meeting_id, shrt, lng) VALUES"
			       " (2, 'HCCG', 'harbour  coalitions coordination group');");
	r = get(*state, "/abbreviations");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<tbody id=\"HCCG\">");
	has(r, "href=\"/meetings/hccg/2\"");
	has(r, "and 1 other report");
	/* Another case and more spaces are no other meaning. */
	lacks(r, "defined in more than one way");
}

static void
two_meanings_are_a_conflict_and_both_are_shown(void **state)
{
	struct reply r;

	fixture_script(*state, "INSERT INTO abbreviation (meeting_id, shrt, lng) VALUES"
			       " (2, 'HCCG', 'Harbour <Cats> & Gulls');");
	r = get(*state, "/abbreviations");
	is_sound(r);
	has(r, "1 of them is defined in more than one way");
	has(r, "Harbour &lt;Cats&gt; &amp; Gulls");
	has(r, "Harbour Coalitions Coordination Group</bdi>");
	assert_int_equal(count(r, "<tbody id=\"HCCG\">"), 1);
}

static void
they_stand_in_order_of_the_alphabet(void **state)
{
	struct reply r;

	fixture_script(*state, "INSERT INTO abbreviation (meeting_id, shrt, lng) VALUES"
			       " (2, 'eID', 'electronic identity'), (2, 'ZZ', 'z');");
	r = get(*state, "/abbreviations");
	assert_true(str_find(r.body, STR("id=\"eID\""), 0) < str_find(r.body, STR("id=\"HCCG\""), 0));
	assert_true(str_find(r.body, STR("id=\"HCCG\""), 0) < str_find(r.body, STR("id=\"ZZ\""), 0));
}

static void
an_empty_record_says_so(void **state)
{
	has(get(*state, "/abbreviations"), "No report that has been taken in defines");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_abbreviation_stands_with_the_first_meeting_that_defines_it),
		TEST(two_meanings_are_a_conflict_and_both_are_shown),
		TEST(they_stand_in_order_of_the_alphabet),
		cmocka_unit_test_setup_teardown(an_empty_record_says_so, fixture_setup_empty,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
