/* SPDX-License-Identifier: Apache-2.0 */
/* /people and the page of each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"


#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
everybody_is_listed_with_their_meetings(void **state)
{
	struct reply r = get(*state, "/people");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "4 people are named");
	has(r, "<a href=\"/people/ines-lindqvist\"><bdi>Ines Lindqvist</bdi></a>");
	has(r, "<a href=\"/coalitions/bridges\"><bdi>Coalition on Bridges and Ferries</bdi></a>");
	has(r, "aria-current=\"page\">People");
	has(r, "href=\"/people.csv\"");
}

static void
who_is_not_confirmed_is_said(void **state)
{
	struct reply r = get(*state, "/people");

	has(r, "<dt>Confirmed<dd><b>3</b>");
	has(r, "<dt>Not confirmed<dd><b>1</b>");
	r = get(*state, "/people/bo-salt");
	has(r, "Not confirmed");
	has(r, "Nobody has confirmed yet who this is");
	lacks(get(*state, "/people/ines-lindqvist"), "Nobody has confirmed");
}

static void
an_apology_is_no_meeting(void **state)
{
	struct reply r = get(*state, "/people/bo-salt");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "present at 0 meetings");
	has(r, "sent apologies");
	has(r, "apologies for 1 more");
	has(r, "&lt;b&gt;Locks &amp; \"Keys\"&lt;/b&gt;");
}

static void
the_page_of_a_person_names_meetings_and_groups(void **state)
{
	struct reply r = get(*state, "/people/ines-lindqvist");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1><bdi>Ines Lindqvist</bdi></h1>");
	has(r, "href=\"/meetings/hccg/3#people\"");
	has(r, "href=\"/meetings/hccg/2#people\"");
	has(r, "Facilitators");
	has(r, "<time datetime=\"2021-04-14\">14 April 2021</time>");
	lacks(r, "/meetings/hccg/1#people");
}

static void
an_affiliation_that_is_no_group_is_words_only(void **state)
{
	struct reply r = get(*state, "/people/tea-kovac");

	has(r, "<bdi>Board Chair</bdi>");
	has(r, "no group known by this name");
}

static void
another_spelling_in_a_report_is_shown(void **state)
{
	struct fixture *f = *state;
	struct reply r;

	fixture_script(f, "UPDATE attendance SET written = 'Lindqvist <Ines>' WHERE meeting_id = 2;"
			  "INSERT INTO person_alias (person_id, name, folded, source) VALUES"
			  " (1, 'Lindqvist <Ines>', 'x', 'confirmed');");
	r = get(f, "/people/ines-lindqvist");
	has(r, "written");
	assert_int_equal(count(r, "Lindqvist &lt;Ines&gt;"), 2);
	is_sound(r);
}

static void
the_order_is_the_readers_choice(void **state)
{
	struct reply r = get(*state, "/people?sort=meetings");
	size_t ines = str_find(r.body, STR("/people/ines-lindqvist"), 0);
	size_t bo = str_find(r.body, STR("/people/bo-salt"), 0);

	assert_true(ines < bo);
	has(r, "aria-sort=\"descending\"");
	fixture_script(*state, "UPDATE attendance SET kind = 'participant' WHERE person_id = 4;"
			       "UPDATE attendance SET person_id = 4 WHERE meeting_id = 2;");
	r = get(*state, "/people?sort=meetings");
	ines = str_find(r.body, STR("/people/ines-lindqvist"), 0);
	bo = str_find(r.body, STR("/people/bo-salt"), 0);
	assert_true(bo < ines);
	assert_int_equal(get(*state, "/people?sort=colour").status, 400);
}

static void
somebody_who_was_merged_is_not_listed(void **state)
{
	fixture_script(*state, "UPDATE person SET merged_into = 1 WHERE id = 4;");
	lacks(get(*state, "/people"), "bo-salt");
	assert_int_equal(get(*state, "/people/bo-salt").status, 404);
}

static void
an_old_address_leads_on(void **state)
{
	struct reply r = get(*state, "/people/i-lindqvist");

	assert_int_equal(r.status, 301);
	assert_true(str_is(r.location, "/people/ines-lindqvist"));
	assert_int_equal(get(*state, "/people/nobody").status, 404);
	assert_int_equal(get(*state, "/people/%00").status, 400);
}

static void
many_people_come_in_pages(void **state)
{
	struct reply first, second;

	fixture_add_coalitions(*state, 100);
	first = get(*state, "/people");
	second = get(*state, "/people?page=2");
	is_sound(first);
	is_sound(second);
	has(first, "href=\"/people?page=2\"");
	has(second, "rel=prev href=\"/people\"");
	has(get(*state, "/people?page=99"), "61 to 104 of 104");
	assert_int_equal(count(first, "<th scope=row") + count(second, "<th scope=row"), 104);
	assert_true(weight(*state, "/people", false) <= 40000);
	assert_true(weight(*state, "/people", true) <= 12000);
}

static void
an_empty_record_has_nobody(void **state)
{
	struct reply r = get(*state, "/people");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "0 people");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everybody_is_listed_with_their_meetings),
		TEST(who_is_not_confirmed_is_said),
		TEST(an_apology_is_no_meeting),
		TEST(the_page_of_a_person_names_meetings_and_groups),
		TEST(an_affiliation_that_is_no_group_is_words_only),
		TEST(another_spelling_in_a_report_is_shown),
		TEST(the_order_is_the_readers_choice),
		TEST(somebody_who_was_merged_is_not_listed),
		TEST(an_old_address_leads_on),
		TEST(many_people_come_in_pages),
		cmocka_unit_test_setup_teardown(an_empty_record_has_nobody, fixture_setup_empty,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
