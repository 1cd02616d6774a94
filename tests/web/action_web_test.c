/* SPDX-License-Identifier: Apache-2.0 */
/* /actions and the page of each item. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"


#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
what_is_pending_is_listed_first(void **state)
{
	struct reply r = get(*state, "/actions");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "Coalitions to read the list of buoys.");
	has(r, "href=\"/actions/hccg/3/1\"");
	lacks(r, "ring the bell");
	lacks(r, "Bells were welcomed");
	has(r, "<h2 id=list>1 item</h2>");
}

static void
each_state_has_its_figure_and_its_list(void **state)
{
	struct reply r = get(*state, "/actions");

	has(r, "<a href=\"/actions?state=open\">1</a>");
	has(r, "<a href=\"/actions?state=overdue\">1</a>");
	has(r, "<a href=\"/actions?state=done\">1</a>");
	has(r, "<a href=\"/actions?state=dropped\">0</a>");
	has(r, "<a href=\"/actions?state=conclusion\">1</a>");
	r = get(*state, "/actions?state=done");
	has(r, "ring the bell");
	has(r, "closed 10 June 2021");
	lacks(r, "read the list of buoys");
	has(get(*state, "/actions?state=conclusion"), "Bells were welcomed");
	has(get(*state, "/actions?state=dropped"), "There is no such item.");
	has(get(*state, "/actions?state=all"), "<h2 id=list>3 items</h2>");
	assert_int_equal(get(*state, "/actions?state=late").status, 400);
}

static void
overdue_is_said_in_words(void **state)
{
	/* Due on 16 June, and it is 20 June. */
	has(get(*state, "/actions"), "overdue by 4 days");
	fixture_script(*state, "UPDATE action_item SET due = '2021-06-19' WHERE position = 1;");
	has(get(*state, "/actions"), "overdue by 1 day<");
	fixture_script(*state, "UPDATE action_item SET due = '2021-06-20' WHERE position = 1;");
	lacks(get(*state, "/actions"), "overdue by");
	fixture_script(*state, "UPDATE action_item SET due = '2020-06-20' WHERE position = 1;");
	has(get(*state, "/actions/hccg/3/1"), "overdue by 12 months");
	fixture_script(*state, "UPDATE action_item SET due = '2018-06-20' WHERE position = 1;");
	has(get(*state, "/actions/hccg/3/1"), "overdue by 3 years");
}

static void
what_is_done_is_not_overdue(void **state)
{
	fixture_script(*state, "UPDATE action_item SET state = 'done' WHERE position = 1;");
	lacks(get(*state, "/actions?state=all"), "overdue by");
	has(get(*state, "/actions"), "<a href=\"/actions?state=overdue\">0</a>");
}

static void
items_can_be_chosen_by_owner(void **state)
{
	has(get(*state, "/actions?owner=all"), "read the list of buoys");
	lacks(get(*state, "/actions?owner=none"), "read the list of buoys");
	has(get(*state, "/actions?state=done&owner=group"), "ring the bell");
	has(get(*state, "/actions?state=done&owner=group"), "href=\"/groups/office\"");
}

static void
a_coalition_answers_for_what_all_have_to_do(void **state)
{
	struct reply r = get(*state, "/actions?state=all&group=bridges");

	is_sound(r);
	has(r, "read the list of buoys");
	lacks(r, "ring the bell");
	has(r, "href=\"/coalitions/bridges\"");
	r = get(*state, "/actions?state=all&group=office");
	has(r, "ring the bell");
	lacks(r, "read the list of buoys");
	has(r, "href=\"/actions?state=done&amp;group=office\"");
	assert_int_equal(get(*state, "/actions?group=nobody").status, 404);
	assert_int_equal(get(*state, "/actions?person=nobody").status, 404);
}

static void
a_person_has_a_list_too(void **state)
{
	struct reply r;

	fixture_script(*state, "UPDATE action_item SET owner = 'person', owner_grp_id = NULL,"
			       " owner_person_id = 1 WHERE position = 2;");
	r = get(*state, "/actions?state=all&person=ines-lindqvist");
	has(r, "ring the bell");
	lacks(r, "read the list of buoys");
	has(get(*state, "/people/ines-lindqvist"), "ring the bell");
}

static void
the_nearest_deadline_comes_first_and_none_last(void **state)
{
	struct reply r;
	size_t a, b, c;

	fixture_script(*state,
		       "INSERT INTO action_item (meeting_id, position, kind, kind_set, text, owner, due, state)"
		       " VALUES (2, 1, 'action', 0, 'Without a date', 'none', NULL, 'open'),"
		       " (2, 2, 'action', 0, 'In July', 'none', '2021-07-01', 'in-progress');");
	r = get(*state, "/actions");
	a = str_find(r.body, STR("list of buoys"), 0);
	b = str_find(r.body, STR("In July"), 0);
	c = str_find(r.body, STR("Without a date"), 0);
	assert_true(a < b && b < c);
	r = get(*state, "/actions?sort=meeting");
	b = str_find(r.body, STR("In July"), 0);
	c = str_find(r.body, STR("Without a date"), 0);
	assert_true(c < b);
}

static void
an_item_has_a_page_of_its_own(void **state)
{
	struct reply r;

	fixture_script(*state,
		       "INSERT INTO action_part (item_id, position, kind, text) VALUES"
		       " (1, 1, 'step', 'One of them is <red>.');"
		       "INSERT INTO event (at, kind, path, title, detail) VALUES"
		       " (1623900000, 'action-state', '/actions/hccg/3/1', 'x', 'in-progress');"
		       "UPDATE action_item SET due_text = '16 June' WHERE position = 1;");
	r = get(*state, "/actions/hccg/3/1");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1>Action item 1 of meeting 3</h1>");
	has(r, "hccg/3/1");
	has(r, "One of them is &lt;red&gt;.");
	has(r, "as written: “16 June”");
	has(r, "In progress");
	has(r, "href=\"/meetings/hccg/3#actions\"");
	has(get(*state, "/actions/hccg/3/3"), "<h1>Conclusion 3 of meeting 3</h1>");
}

static void
an_item_that_is_not_there_is_not_found(void **state)
{
	assert_int_equal(get(*state, "/actions/hccg/3/9").status, 404);
	assert_int_equal(get(*state, "/actions/hccg/x/1").status, 404);
	assert_int_equal(get(*state, "/actions/none/3/1").status, 404);
	assert_int_equal(get(*state, "/actions/hccg/99999999999999999999/1").status, 404);
}

static void
many_items_come_in_pages_that_keep_the_choice(void **state)
{
	struct reply r;

	fixture_script(*state,
		       "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 109)"
		       "INSERT INTO action_item (meeting_id, position, kind, kind_set, text, owner,"
		       " owner_text, due, state) SELECT 2, i, 'action', 0,"
		       " 'The Harbour Office to ring the bell every morning and every evening, until'"
		       " || ' somebody from the coalitions has written down who heard it and where: ' || i,"
		       " 'group', 'Harbour Office', '2021-05-01', 'open' FROM n;");
	r = get(*state, "/actions?owner=group");
	is_sound(r);
	has(r, "1 to 25 of 100");
	has(r, "href=\"/actions?owner=group&amp;page=2\"");
	assert_true(weight(*state, "/actions", false) <= 40000);
	assert_true(weight(*state, "/actions", true) <= 12000);
}

static void
an_empty_record_has_no_items(void **state)
{
	struct reply r = get(*state, "/actions");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "There is no such item.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_pending_is_listed_first),
		TEST(each_state_has_its_figure_and_its_list),
		TEST(overdue_is_said_in_words),
		TEST(what_is_done_is_not_overdue),
		TEST(items_can_be_chosen_by_owner),
		TEST(a_coalition_answers_for_what_all_have_to_do),
		TEST(a_person_has_a_list_too),
		TEST(the_nearest_deadline_comes_first_and_none_last),
		TEST(an_item_has_a_page_of_its_own),
		TEST(an_item_that_is_not_there_is_not_found),
		TEST(many_items_come_in_pages_that_keep_the_choice),
		cmocka_unit_test_setup_teardown(an_empty_record_has_no_items, fixture_setup_empty,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
