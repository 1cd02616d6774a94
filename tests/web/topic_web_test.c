/* SPDX-License-Identifier: Apache-2.0 */
/* /topics: the register of what was put off. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"


#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
a_topic_waits_with_where_it_was_put_off(void **state)
{
	struct reply r = get(*state, "/topics");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<li id=\"hccg-3-1\">");
	has(r, "mooring fees");
	has(r, "href=\"/meetings/hccg/3#p3\"");
	has(r, "no meeting since");
	has(r, "<h2 id=open>1 waiting</h2>");
	lacks(r, "id=closed");
}

static void
the_longest_waiting_comes_first(void **state)
{
	struct reply r;

	fixture_script(*state, "INSERT INTO topic (meeting_id, position, text, state) VALUES"
			       " (2, 1, 'rust <and> paint', 'postponed');");
	r = get(*state, "/topics");
	assert_true(str_find(r.body, STR("rust &lt;and&gt; paint"), 0) <
		    str_find(r.body, STR("mooring fees"), 0));
	has(r, "1 meeting since");
}

static void
a_closed_topic_says_how(void **state)
{
	struct reply r;

	fixture_script(*state, "UPDATE topic SET state = 'closed', closed_note = 'Settled at meeting 4.';"
			       "INSERT INTO topic (meeting_id, position, text, state) VALUES"
			       " (2, 1, 'paint', 'closed');");
	r = get(*state, "/topics");
	is_sound(r);
	has(r, "Nothing is waiting.");
	has(r, "Settled at meeting 4.");
	has(r, "nobody has noted how");
	has(r, "<h2 id=closed>2 closed</h2>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_topic_waits_with_where_it_was_put_off),
		TEST(the_longest_waiting_comes_first),
		TEST(a_closed_topic_says_how),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
