/* SPDX-License-Identifier: Apache-2.0 */
/* /coalitions, /groups and the page of each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"

static void
coalitions_are_listed_by_name_under_their_state(void **state)
{
	struct reply r = get(*state, "/coalitions");
	size_t bridges = str_find(r.body, STR("Coalition on Bridges"), 0);
	size_t past = str_find(r.body, STR("id=past"), 0);
	size_t named = str_find(r.body, STR("id=named"), 0);

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "3 active coalitions");
	assert_true(bridges < past && past < named);
	assert_true(str_find(r.body, STR("Old Piers"), 0) > past);
	assert_true(str_find(r.body, STR("Unheard-of Reeds"), 0) > named);
}

static void
a_name_that_looks_like_markup_is_text(void **state)
{
	struct reply r = get(*state, "/coalitions");

	has(r, "&lt;b&gt;Locks &amp; \"Keys\"&lt;/b&gt;");
	lacks(r, "<b>Locks");
	r = get(*state, "/coalitions/locks");
	has(r, "<h1><bdi>&lt;b&gt;Locks &amp; \"Keys\"&lt;/b&gt;</bdi></h1>");
	has(r, "<title>&lt;b&gt;Locks &amp; &#34;Keys&#34;&lt;/b&gt; · Harbour Forum</title>");
	is_sound(r);
}

static void
a_name_of_another_direction_stands_by_itself(void **state)
{
	has(get(*state, "/coalitions"), "<bdi>تحالف المنارات</bdi>");
	is_sound(get(*state, "/coalitions/manarat"));
}

static void
presence_leaves_out_what_is_unknown_and_what_does_not_apply(void **state)
{
	struct fixture *f = *state;

	/* Meeting 1 has no list; meeting 2 was before the coalition on locks. */
	has(get(f, "/coalitions"), "<a href=\"/attendance#bridges\">2 of 2</a>");
	has(get(f, "/coalitions"), "<a href=\"/attendance#locks\">0 of 1</a>");
	has(get(f, "/coalitions"), "<a href=\"/attendance#manarat\">1 of 2</a>");
	has(get(f, "/coalitions/bridges"), "unknown: the report has no list of participants");
}

static void
an_apology_is_no_presence(void **state)
{
	struct reply r = get(*state, "/coalitions/locks");

	has(r, "Apologies:");
	has(r, "Bo Salt");
	has(r, "nobody");
	has(r, "0 of the last 1");
}

static void
the_page_of_a_coalition_has_its_facts(void **state)
{
	struct reply r = get(*state, "/coalitions/bridges");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "Crossing water.");
	has(r, "2 of the last 2");
	has(r, "href=\"/people/ines-lindqvist\"");
	has(r, "<bdi>CBF</bdi>");
	has(r, "href=\"mailto:bridges-join@lists.example.org\"");
	has(r, "Coalitions to read the list of buoys.");
	has(r, "overdue");
	has(r, "aria-current=\"page\">Coalitions");
}

static void
an_address_that_is_no_address_is_not_linked(void **state)
{
	lacks(get(*state, "/coalitions/bridges"), "javascript:");
	lacks(get(*state, "/coalitions/bridges"), "List archive");
}

static void
a_group_that_nobody_confirmed_says_so(void **state)
{
	struct reply r = get(*state, "/coalitions/reeds");

	assert_int_equal(r.status, 200);
	has(r, "Not confirmed");
	has(r, "Nobody has confirmed yet");
}

static void
other_groups_are_listed_by_kind(void **state)
{
	struct reply r = get(*state, "/groups");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<a href=\"/groups/office\"><bdi>Harbour Office</bdi></a>");
	lacks(r, "Bridges");
	assert_int_equal(get(*state, "/groups/office").status, 200);
	has(get(*state, "/groups/hccg"), "href=\"/meetings/hccg\"");
}

static void
a_coalition_is_not_found_among_the_other_groups(void **state)
{
	assert_int_equal(get(*state, "/groups/bridges").status, 404);
	assert_int_equal(get(*state, "/coalitions/office").status, 404);
	assert_int_equal(get(*state, "/coalitions/nobody").status, 404);
}

static void
an_old_address_leads_to_the_new_one(void **state)
{
	struct reply r = get(*state, "/coalitions/bridges-only");

	assert_int_equal(r.status, 301);
	assert_true(str_eq(r.location, STR("/coalitions/bridges")));
}

static void
a_merged_coalition_is_gone_from_the_list(void **state)
{
	struct fixture *f = *state;

	fixture_script(f, "UPDATE grp SET merged_into = 2 WHERE slug = 'reeds';"
			  "UPDATE meta SET data_version = data_version + 1");
	lacks(get(f, "/coalitions"), "Reeds");
	assert_int_equal(get(f, "/coalitions/reeds").status, 404);
}

static void
lists_are_light_with_thirty_coalitions(void **state)
{
	struct fixture *f = *state;

	fixture_add_coalitions(f, 28);
	assert_in_range(weight(f, "/coalitions", false), 10000, 40000);
	assert_in_range(weight(f, "/coalitions", true), 2000, 12000);
	assert_in_range(weight(f, "/coalitions/bridges", false), 10000, 40000);
	assert_in_range(weight(f, "/groups", true), 2000, 12000);
}

static void
a_failing_statement_never_gives_half_a_page(void **state)
{
	struct fixture *f = *state;
	static const char *const target[] = { "/coalitions", "/groups", "/coalitions/bridges" };

	for (size_t i = 0; i < ARRAY_LEN(target); i++) {
		for (int n = 1; n < 25; n++) {
			struct reply r;

			db_fail_after(f->db, n);
			r = get(f, target[i]);
			db_fail_after(f->db, 0);
			assert_true(r.status == 200 || r.status == 503);
			has(r, "</footer>");
		}
	}
}

#define IN(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(coalitions_are_listed_by_name_under_their_state),
		IN(a_name_that_looks_like_markup_is_text),
		IN(a_name_of_another_direction_stands_by_itself),
		IN(presence_leaves_out_what_is_unknown_and_what_does_not_apply),
		IN(an_apology_is_no_presence),
		IN(the_page_of_a_coalition_has_its_facts),
		IN(an_address_that_is_no_address_is_not_linked),
		IN(a_group_that_nobody_confirmed_says_so),
		IN(other_groups_are_listed_by_kind),
		IN(a_coalition_is_not_found_among_the_other_groups),
		IN(an_old_address_leads_to_the_new_one),
		IN(a_merged_coalition_is_gone_from_the_list),
		IN(lists_are_light_with_thirty_coalitions),
		IN(a_failing_statement_never_gives_half_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
