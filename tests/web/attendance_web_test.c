/* SPDX-License-Identifier: Apache-2.0 */
/* /attendance: the matrix of coalitions and meetings. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"


#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

/* The row of a coalition. */
static struct str
row(struct reply r, const char *slug)
{
	AUTO_BUF id = { 0 };
	size_t from, to;

	buf_addf(&id, "<tr id=\"%s\">", slug);
	from = str_find(r.body, buf_str(&id), 0);
	if (from == STR_NPOS)
		return STR("");
	to = str_find(r.body, STR("<tr"), from + 1);
	if (to == STR_NPOS)
		to = r.body.n;
	return str_sub(r.body, from, to - from);
}

static void
row_has(struct reply r, const char *slug, const char *needle)
{
	struct reply part = { .body = row(r, slug) };

	has(part, needle);
}

static void
the_five_answers_are_told_apart(void **state)
{
	struct reply r = get(*state, "/attendance");

	assert_int_equal(r.status, 200);
	is_sound(r);
	/* Newest first: 3, 2, and 1, which has no list. */
	row_has(r, "bridges", "<td class=y><i>yes</i><td class=y><i>yes</i><td class=u><i>unknown</i>");
	row_has(r, "manarat", "<td class=y><i>yes</i><td><i>no</i><td class=u><i>unknown</i>");
	/* Apologies at 3; meeting 2 was before it was formed. */
	row_has(r, "locks", "<td class=a><i>apologies</i><td class=b><i>not formed yet</i>");
}

static void
only_what_is_known_is_counted(void **state)
{
	struct reply r = get(*state, "/attendance");

	row_has(r, "bridges", "2 of 2");
	row_has(r, "manarat", "1 of 2");
	row_has(r, "locks", "0 of 1");
	has(r, "no list of participants (1 meeting): not counted");
}

static void
a_column_counts_coalitions_and_people(void **state)
{
	struct reply r = get(*state, "/attendance");

	has(r, "<tr><th scope=row>Coalitions<td>2<td>1<td><span class=q>?</span>");
	has(r, "<a href=\"/meetings/hccg/3#people\">3</a>");
	has(r, "<a href=\"/meetings/hccg/3\" title=\"9 June 2021\">3</a>");
}

static void
who_never_came_and_is_no_coalition_today_is_left_out(void **state)
{
	struct reply r = get(*state, "/attendance");

	lacks(r, "Old Piers");
	lacks(r, "Reeds");
	fixture_script(*state, "UPDATE attendance SET grp_id = 6 WHERE person_id = 3;");
	r = get(*state, "/attendance");
	has(r, "Not active, or not confirmed");
	row_has(r, "old-piers", "1 of 2");
}

static void
a_name_that_looks_like_markup_is_text(void **state)
{
	struct reply r = get(*state, "/attendance");

	row_has(r, "locks", "&lt;b&gt;Locks &amp; \"Keys\"&lt;/b&gt;");
	row_has(r, "manarat", "<bdi>تحالف المنارات</bdi>");
}

static void
add_meetings(struct fixture *f, int from, int to, int year)
{
	for (int i = from; i <= to; i++) {
		AUTO_BUF b = { 0 };

		buf_addf(&b,
			 "INSERT INTO document (id, slug, kind, title) VALUES (%d, 'm%d', 'report', 'x');"
			 "INSERT INTO meeting (id, series_id, number, number_text, held, document_id)"
			 " VALUES (%d, 1, %d, '%d', '%d-%02d-01', %d);"
			 "INSERT INTO attendance (meeting_id, position, kind, label, person_id, written, folded,"
			 " grp_id) SELECT %d, id, 'participant', '', 1, 'x', 'x', id FROM grp"
			 " WHERE type = 'coalition';",
			 100 + i, i, 100 + i, i, i, year, i % 12 + 1, 100 + i, 100 + i);
		fixture_script(f, buf_cstr(&b));
	}
}

static void
more_meetings_than_fit_come_by_year(void **state)
{
	struct reply r;

	lacks(get(*state, "/attendance"), "?year=");
	add_meetings(*state, 4, 14, 2022);
	add_meetings(*state, 15, 25, 2023);
	r = get(*state, "/attendance");
	is_sound(r);
	has(r, "meetings 8 to 25");
	has(r, "<a href=\"/attendance?year=2021\">2021</a>");
	r = get(*state, "/attendance?year=2021");
	is_sound(r);
	has(r, "meetings 2 to 3");
	has(r, "<a href=\"/attendance?year=2021\" aria-current=\"page\">2021</a>");
	assert_int_equal(get(*state, "/attendance?year=1999").status, 404);
	assert_int_equal(get(*state, "/attendance?year=x").status, 400);
}

static void
thirty_coalitions_at_eighteen_meetings_are_light(void **state)
{
	struct fixture *f = *state;

	fixture_add_coalitions(f, 27);
	add_meetings(f, 4, 18, 2022);
	assert_int_equal(count(get(f, "/attendance"), "<tr id="), 33);
	is_sound(get(f, "/attendance"));
	assert_true(weight(f, "/attendance", false) <= 40000);
	assert_true(weight(f, "/attendance", true) <= 12000);
}

static void
an_empty_record_says_so(void **state)
{
	struct reply r = get(*state, "/attendance");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "No meeting has been recorded yet");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_five_answers_are_told_apart),
		TEST(only_what_is_known_is_counted),
		TEST(a_column_counts_coalitions_and_people),
		TEST(who_never_came_and_is_no_coalition_today_is_left_out),
		TEST(a_name_that_looks_like_markup_is_text),
		TEST(more_meetings_than_fit_come_by_year),
		TEST(thirty_coalitions_at_eighteen_meetings_are_light),
		cmocka_unit_test_setup_teardown(an_empty_record_says_so, fixture_setup_empty,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
