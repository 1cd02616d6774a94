/* SPDX-License-Identifier: Apache-2.0 */
/* What coalitions have done, handed in and confirmed, and criteria tried out on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "assess/assess_ops.h"
#include "db/db.h"
#include "web/fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup_open, fixture_teardown)

#define CALL(day, title) "kind=call&says=is&day=" day "&title=" title

static enum errc
add_version(struct op *op, const char *text)
{
	AUTO_TX tx = tx_begin(op);
	int64_t number;

	TRY(criteria_add(op, STR("slot"), str_of(text), STR("For <us>"), &number));
	return tx_commit(&tx);
}

static void
criteria(struct fixture *f, const char *text)
{
	f->op.db = f->db;
	assert_int_equal(add_version(&f->op, text), OK);
}

#define SLOT(calls)                                                                              \
	"title: A <slot>\nneeds: all\n- calls: calls, 12 months, at least " calls                \
	"\n- there: attended, 12 months, at least 1\n"

static void
a_coordinator_hands_in_and_somebody_else_confirms(void **state)
{
	struct fixture *f = *state;
	struct str coordinator = fixture_session(f, ROLE_COORDINATOR), office = fixture_session(f, ROLE_SECRETARIAT);
	struct reply r = get(f, "/groups/bridges/evidence");

	is_sound(r);
	has(r, "Nobody knows");
	lacks(r, "id=add");
	has(get(f, "/coalitions/bridges"), "/groups/bridges/evidence");
	r = post_as(f, coordinator, "/groups/bridges/evidence", CALL("2021-05-03", "Fog+%3Cb%3Ehorns") "&link=javascript:alert(1)");
	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "is no address of a page");
	has(r, "value=\"Fog &lt;b&gt;horns\"");
	assert_int_equal(post_as(f, coordinator, "/groups/bridges/evidence",
				 CALL("2021-05-03", "Fog+%3Cb%3Ehorns") "&link=https://x.example/1").status, 303);
	r = post_as(f, coordinator, "/groups/bridges/evidence", CALL("2021-05-03", "Fog+%3Cb%3Ehorns"));
	assert_int_equal(r.status, 409);
	r = get(f, "/groups/bridges/evidence");
	is_sound(r);
	has(r, "href=\"https://x.example/1\"");
	has(r, "Fog &lt;b&gt;horns");
	has(r, "claimed");
	/* Not by a coordinator, nor for another group's. */
	assert_int_equal(post_as(f, coordinator, "/groups/bridges/evidence/answer", "id=1&answer=confirm").status, 403);
	assert_int_equal(post_as(f, office, "/groups/locks/evidence/answer", "id=1&answer=confirm").status, 404);
	assert_int_equal(post_as(f, office, "/groups/bridges/evidence/answer", "id=1&answer=refuse&words=+").status, 400);
	assert_int_equal(post_as(f, office, "/groups/bridges/evidence/answer", "id=1&answer=confirm").status, 303);
	has(get(f, "/groups/bridges/evidence"), ">confirmed<");
	assert_int_equal(post_as(f, coordinator, "/groups/bridges/evidence/drop", "id=1").status, 409);
	lacks(get(f, "/groups/bridges/evidence?kind=paper"), "horns");
	lacks(get(f, "/groups/bridges/evidence?from=2021-05-04"), "horns");
	has(get(f, "/groups/bridges/evidence?from=2021-05-03&to=2021-05-04"), "horns");
}

static void
the_secretariat_hands_in_by_a_mail_and_does_not_confirm_that(void **state)
{
	struct fixture *f = *state;
	struct str office = fixture_session(f, ROLE_SECRETARIAT), facilitator = fixture_session(f, ROLE_FACILITATOR);
	struct reply r = post_as(f, office, "/groups/bridges/evidence", CALL("2021-05-03", "Horns"));

	assert_int_equal(r.status, 400);
	has(r, "by which mail");
	assert_int_equal(post_as(f, office, "/groups/bridges/evidence",
				 CALL("2021-05-03", "Horns") "&mail=Mail+of+Ines,+4+May").status, 303);
	has(get(f, "/coalitions/bridges"), "Mail of Ines, 4 May");
	r = post_as(f, office, "/groups/bridges/evidence/answer", "id=1&answer=confirm");
	assert_int_equal(r.status, 409);
	has(r, "somebody else");
	assert_int_equal(post_as(f, facilitator, "/groups/bridges/evidence/answer", "id=1&answer=refuse&words=That+was+a+%3Ctest%3E").status, 303);
	has(get(f, "/groups/bridges/evidence"), "That was a &lt;test&gt;");
	assert_int_equal(post_as(f, office, "/groups/bridges/evidence/drop", "id=1").status, 303);
	lacks(get(f, "/groups/bridges/evidence"), "Horns");
}

static void
criteria_are_tried_out(void **state)
{
	struct fixture *f = *state;
	struct str coordinator = fixture_session(f, ROLE_COORDINATOR);
	struct reply r;

	lacks(get(f, "/"), "href=\"/assessment\"");
	is_sound(get(f, "/assessment"));
	criteria(f, SLOT("2"));
	criteria(f, SLOT("1"));
	has(get(f, "/"), "href=\"/assessment\"");
	r = get(f, "/assessment");
	is_sound(r);
	has(r, "href=\"/assessment/slot/2\"");
	has(r, "For &lt;us&gt;");
	assert_int_equal(post_as(f, coordinator, "/groups/bridges/evidence", CALL("2021-05-03", "Horns")).status, 303);
	/* bridges: a call, and it was there; nobody knows of the others' calls. */
	r = get(f, "/assessment/slot/2?on=2021-07-01");
	is_sound(r);
	has(r, "A &lt;slot&gt;");
	has(r, "<p class=big>1 of 3</p>");
	has(r, "href=\"/groups/bridges/evidence?kind=call&amp;from=2020-07-01&amp;to=2021-07-01\">1</a>");
	has(r, "1 claimed");
	has(r, "Compared with version 1");
	/* One more would do. */
	r = get(f, "/assessment/slot/1?on=2021-07-01");
	has(r, "<p class=big>0 of 3</p>");
	has(r, "Calls: 1; with 1 more");
	/* The form leads to an address that says what differs, and that is the trial. */
	r = get(f, "/assessment/slot/1?on=2021-07-01&form=1&use=calls&use=there&t=1&t=1&needs=&unknown=stays");
	assert_int_equal(r.status, 303);
	assert_true(str_is(r.location, "/assessment/slot/1?on=2021-07-01&t=calls:1"));
	r = get(f, "/assessment/slot/1?on=2021-07-01&t=calls:1");
	is_sound(r);
	has(r, "<p class=big>1 of 3</p>");
	has(r, "Compared with version 1 as it stands");
	r = get(f, "/assessment/slot/1?on=2021-07-01&off=calls");
	has(r, "<p class=big>2 of 3</p>");
	has(r, "href=\"/assessment/slot/1/table.csv?on=2021-07-01&amp;off=calls\"");
	r = get(f, "/assessment/slot/2/table.csv?on=2021-07-01");
	assert_int_equal(r.status, 200);
	has(r, "coalition,address,result,exempt,met,calls,calls verdict,there,there verdict\r\n");
	has(r, "bridges,met,,2,1,met,2,met\r\n");
	has(r, "locks,not-met,,0,,unknown,0,not-met\r\n");
	assert_int_equal(get(f, "/assessment/slot/2/table.csv?on=2021-07-01&t=tea:1").status, 400);
	/* A day on which nothing had been yet. */
	has(get(f, "/assessment/slot/2?on=2019-07-01"), "<p class=big>0 of 3</p>");
}

static void
a_version_is_written_proposed_and_adopted(void **state)
{
	struct fixture *f = *state;
	struct str facilitator = fixture_session(f, ROLE_FACILITATOR), coordinator = fixture_session(f, ROLE_COORDINATOR);
	struct reply r = get_as(f, facilitator, "/assessment");

	has(r, "href=\"/assessment/new\"");
	is_sound(get_as(f, facilitator, "/assessment/new"));
	assert_int_equal(get_as(f, coordinator, "/assessment/new").status, 403);
	r = post_as(f, facilitator, "/assessment/new", "set=slot&reason=First&text=title:+%3Cx%3E%0A-+a:+tea,+12+months,+at+least+1");
	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "Line 2: tea");
	has(r, "title: &lt;x&gt;");
	r = post_as(f, facilitator, "/assessment/new", "set=slot&reason=First&text=title:+%3Cx%3E%0A-+a:+calls,+12+months,+at+least+1");
	assert_int_equal(r.status, 303);
	assert_true(str_is(r.location, "/assessment/slot/1"));
	r = get_as(f, facilitator, "/assessment/new?set=slot&from=1");
	is_sound(r);
	has(r, "- a: calls, 12 months, at least 1");
	r = post_as(f, facilitator, "/assessment/new", "set=slot&reason=Again&text=title:+%3Cx%3E%0A-+a:+calls,+12+months,+at+least+1");
	assert_int_equal(r.status, 409);
	lacks(get(f, "/assessment/slot/1"), "/propose");
	has(get_as(f, facilitator, "/assessment/slot/1"), "action=\"/assessment/slot/1/propose\"");
	assert_int_equal(post_as(f, facilitator, "/assessment/slot/1/adopt", "decided=Meeting+3").status, 409);
	assert_int_equal(post_as(f, facilitator, "/assessment/slot/1/propose", "").status, 303);
	assert_int_equal(post_as(f, facilitator, "/assessment/slot/1/propose", "").status, 409);
	assert_int_equal(post_as(f, facilitator, "/assessment/slot/1/adopt", "decided=+").status, 400);
	assert_int_equal(post_as(f, facilitator, "/assessment/slot/1/adopt", "decided=Meeting+%3C3%3E").status, 303);
	r = get(f, "/assessment/slot/1");
	is_sound(r);
	has(r, "Meeting &lt;3&gt;");
	has(r, ">adopted<");
}

static void
what_is_no_trial_is_said_and_nothing_of_it_taken(void **state)
{
	static const char *const wrong[] = {
		"t=calls:many", "t=calls:-1", "t=calls:9999999999", "t=tea:1", "off=tea", "needs=7:1", "needs=0:0", "needs=x",
		"unknown=perhaps", "form=1&use=calls&t=many", "form=1&t=1&t=1&needs=99999999",
	};
	struct fixture *f = *state;

	criteria(f, SLOT("2"));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		char target[200];
		struct reply r;

		snprintf(target, sizeof target, "/assessment/slot/1?on=2021-07-01&%s", wrong[i]);
		r = get(f, target);
		if (r.status != 400)
			print_error("%s: %d\n", target, r.status);
		assert_int_equal(r.status, 400);
		is_sound(r);
		has(r, "role=alert");
		has(r, "value=\"2\"");
	}
	assert_int_equal(get(f, "/assessment/slot/2").status, 404);
	assert_int_equal(get(f, "/assessment/slot/0").status, 404);
	assert_int_equal(get(f, "/assessment/tea/1").status, 404);
	assert_int_equal(get(f, "/assessment/slot/1?on=someday").status, 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_coordinator_hands_in_and_somebody_else_confirms),
		TEST(the_secretariat_hands_in_by_a_mail_and_does_not_confirm_that),
		TEST(criteria_are_tried_out),
		TEST(a_version_is_written_proposed_and_adopted),
		TEST(what_is_no_trial_is_said_and_nothing_of_it_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
