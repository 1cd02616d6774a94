/* SPDX-License-Identifier: Apache-2.0 */
/* The states of a group: each with its day and its reason, and what it was stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "standing/standing.h"
#include "web/fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup_open, fixture_teardown)

struct office {
	struct fixture *f;
	struct str session;
};

static struct reply
look(const struct office *o, const char *target)
{
	return get_as(o->f, o->session, target);
}

static struct reply
send(const struct office *o, const char *target, const char *form)
{
	return post_as(o->f, o->session, target, form);
}

static void
a_state_has_a_day_and_a_reason_and_the_one_before_stays(void **state)
{
	struct fixture *f = *state;
	struct office o = { f, fixture_session(f, ROLE_SECRETARIAT) };
	struct reply r = look(&o, "/groups/bridges/standing");

	is_sound(r);
	has(r, "a page where whoever wants can join the list");
	has(look(&o, "/coalitions/bridges"), "/groups/bridges/standing");
	lacks(get(f, "/coalitions/bridges"), "id=history");
	assert_int_equal(send(&o, "/groups/bridges/standing",
			      "state=inactive&since=2021-02-01&reason=Nobody+%3Cb%3Eanswers%3C/b%3E.").status, 303);
	r = get(f, "/coalitions/bridges");
	is_sound(r);
	has(r, "Nobody &lt;b&gt;answers&lt;/b&gt;.");
	has(r, "since 1 February 2021");
	has(r, "as the register has it");
	has(r, "since 1 March 2015");
	/* What holds from an earlier day is history; it stays inactive. */
	assert_int_equal(send(&o, "/groups/bridges/standing", "state=active&since=2018-02-01&reason=Again").status, 303);
	has(get(f, "/coalitions"), "past");
	assert_true(str_find(get(f, "/coalitions").body, STR("Bridges"), 0) >
		    str_find(get(f, "/coalitions").body, STR("id=past"), 0));
	assert_int_equal(send(&o, "/groups/bridges/standing/drop", "id=2").status, 303);
	assert_true(str_find(get(f, "/coalitions").body, STR("Bridges"), 0) <
		    str_find(get(f, "/coalitions").body, STR("id=past"), 0));
	assert_int_equal(send(&o, "/groups/bridges/standing/drop", "id=2").status, 404);
	assert_int_equal(send(&o, "/groups/bridges/standing/drop", "id=3").status, 303);
	/* The last one cannot go: a group is something. */
	assert_int_equal(send(&o, "/groups/bridges/standing/drop", "id=1").status, 409);
}

static void
what_cannot_be_is_refused_and_what_was_typed_stays(void **state)
{
	struct fixture *f = *state;
	struct office o = { f, fixture_session(f, ROLE_SECRETARIAT) };
	struct reply r = send(&o, "/groups/bridges/standing", "state=inactive&since=2021-02-01&reason=+");

	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "Say why.");
	has(r, "<option value=\"inactive\" selected>");
	has(r, "value=\"2021-02-01\"");
	r = send(&o, "/groups/bridges/standing", "state=inactive&since=2099-02-01&reason=Because");
	assert_int_equal(r.status, 400);
	has(r, ">Because</textarea>");
	assert_int_equal(send(&o, "/groups/bridges/standing", "state=inactive&since=soon&reason=Because").status, 400);
	assert_int_equal(send(&o, "/groups/bridges/standing", "state=unresolved&since=2021-02-01&reason=x").status, 400);
	/* A secretariat is there or it is not. */
	assert_int_equal(send(&o, "/groups/office/standing", "state=inactive&since=2021-02-01&reason=x").status, 400);
	lacks(look(&o, "/groups/office/standing"), "value=\"inactive\"");
}

static void
each_type_of_group_has_its_rules(void **state)
{
	(void)state;
	assert_true(group_requires(GROUP_COALITION, REQUIRES_JOINING));
	assert_false(group_requires(GROUP_ADVISORY, REQUIRES_JOINING));
	assert_true(group_is_applied_for(GROUP_COALITION));
	for (size_t t = 0; t <= GROUP_OTHER; t++) {
		assert_true(group_may_be((enum group_type)t, STATE_ACTIVE));
		assert_false(group_may_be((enum group_type)t, STATE_UNRESOLVED));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_state_has_a_day_and_a_reason_and_the_one_before_stays),
		TEST(what_cannot_be_is_refused_and_what_was_typed_stays),
		cmocka_unit_test(each_type_of_group_has_its_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
