/* SPDX-License-Identifier: Apache-2.0 */
/* /feed.atom and /meetings.ics. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"
#include "base/utf8.h"
#include "feed/feed_view.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
news_are_an_atom_feed(void **state)
{
	struct reply r = get(*state, "/feed.atom");

	assert_int_equal(r.status, 200);
	assert_true(str_is(r.type, HTTP_ATOM));
	has(r, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">");
	has(r, "<title>Harbour Forum</title>");
	has(r, "<updated>2021-06-14T19:46:40Z</updated>");
	has(r, "<link rel=\"alternate\" type=\"text/html\" href=\"http://localhost/meetings/hccg/3\"/>");
	has(r, "<title>Meeting 3, 9 June 2021</title>");
	has(r, "<category term=\"report-published\"");
	assert_int_equal(count(r, "<id>urn:uuid:"), 2);
}

static void
ids_do_not_depend_on_the_host(void **state)
{
	struct reply here = get(*state, "/feed.atom");
	struct reply there = get_with(*state, "/feed.atom", "Host", "elsewhere.example");
	size_t at = 0, n = 0;

	has(there, "http://elsewhere.example/meetings/hccg/3");
	while ((at = str_find(here.body, STR("<id>"), at)) != STR_NPOS) {
		struct str id = str_sub(here.body, at, 50);

		assert_true(str_find(there.body, id, 0) != STR_NPOS);
		at += 4;
		n++;
	}
	assert_int_equal(n, 2);
}

static void
a_title_with_markup_is_text_in_the_feed(void **state)
{
	struct reply r;

	fixture_script(*state, "INSERT INTO event (at, kind, path, title, detail) VALUES (1623900000,"
			       " 'action-state', '/actions/hccg/3/1', '<b>&\"' || char(7), 'done');");
	r = get(*state, "/feed.atom");
	has(r, "<title>&lt;b&gt;&amp;&quot;</title>");
	lacks(r, "\a");
	has(r, "<summary>Action item: done</summary>");
}

static void
a_forum_without_news_has_a_feed(void **state)
{
	struct reply r = get(*state, "/feed.atom");

	assert_int_equal(r.status, 200);
	lacks(r, "<entry>");
	has(r, "<updated>1970-01-01T00:00:00Z</updated>");
	r = get(*state, "/meetings.ics");
	assert_int_equal(r.status, 200);
	lacks(r, "VEVENT");
}

static void
meetings_are_whole_days(void **state)
{
	struct reply r = get(*state, "/meetings.ics");

	assert_int_equal(r.status, 200);
	assert_true(str_is(r.type, HTTP_CALENDAR));
	has(r, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	has(r, "DTSTART;VALUE=DATE:20210609\r\nDTEND;VALUE=DATE:20210610\r\n");
	has(r, "SUMMARY:Harbour Coalitions Coordination Group\\, meeting 3\r\n");
	has(r, "DESCRIPTION:Buoys & bells\\; Fees\r\n");
	has(r, "URL:http://localhost/meetings/hccg/3\r\n");
	has(r, "TRANSP:TRANSPARENT\r\n");
	/* Meeting 3 has two revisions; the day of meeting 1 is not known. */
	has(r, "SEQUENCE:1\r\n");
	assert_int_equal(count(r, "BEGIN:VEVENT"), 2);
	assert_true(str_ends(r.body, STR("END:VCALENDAR\r\n")));
}

/* RFC 5545 3.1: no line longer than 75 octets. */
static void
no_line_is_longer_than_75_octets_and_no_character_is_cut(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };
	AUTO_BUF value = { 0 };
	struct str rest;
	AUTO_BUF back = { 0 };

	(void)state;
	for (int i = 0; i < 60; i++)
		BUF_LIT(&value, "é三x");
	calendar_line(&b, "SUMMARY", buf_str(&value));
	rest = buf_str(&b);
	assert_true(utf8_bad(rest) == STR_NPOS);
	for (size_t i = 0; rest.n > 0; i++) {
		size_t end = str_find(rest, STR("\r\n"), 0);
		struct str line = str_sub(rest, 0, end);

		assert_true(end != STR_NPOS && line.n <= 75);
		assert_true(utf8_bad(line) == STR_NPOS);
		assert_int_equal(line.p[0] == ' ', i > 0);
		buf_add(&back, str_from(line, i > 0));
		rest = str_from(rest, end + 2);
	}
	assert_true(str_eq(buf_str(&back), arena_concat(&a, STR("SUMMARY:"), buf_str(&value))));
}

static void
a_line_of_75_octets_is_not_folded(void **state)
{
	AUTO_BUF b = { 0 };
	AUTO_BUF value = { 0 };

	(void)state;
	for (int i = 0; i < 73; i++)
		buf_addc(&value, 'x');
	calendar_line(&b, "A", buf_str(&value));
	assert_int_equal(b.n, 77);
	buf_clear(&b);
	buf_addc(&value, 'y');
	calendar_line(&b, "A", buf_str(&value));
	assert_true(str_ends(buf_str(&b), STR("\r\n y\r\n")));
}

/* RFC 5545 3.3.11. */
static void
text_is_escaped(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_true(str_is(calendar_text(&a, STR("a,b;c\\d\ne\rf\ag:")), "a\\,b\\;c\\\\d\\nefg:"));
}

static void
a_uuid_is_made_of_the_words_alone(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str u = feed_uuid(&a, STR("meeting\ndccg\n54"));

	(void)state;
	assert_int_equal(u.n, 36);
	assert_true(u.p[8] == '-' && u.p[13] == '-' && u.p[14] == '8' && u.p[18] == '-' && u.p[23] == '-');
	assert_non_null(strchr("89ab", u.p[19]));
	assert_true(str_eq(u, feed_uuid(&a, STR("meeting\ndccg\n54"))));
	assert_false(str_eq(u, feed_uuid(&a, STR("meeting\ndccg\n55"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(news_are_an_atom_feed),
		TEST(ids_do_not_depend_on_the_host),
		TEST(a_title_with_markup_is_text_in_the_feed),
		cmocka_unit_test_setup_teardown(a_forum_without_news_has_a_feed, fixture_setup_empty,
						fixture_teardown),
		TEST(meetings_are_whole_days),
		cmocka_unit_test(no_line_is_longer_than_75_octets_and_no_character_is_cut),
		cmocka_unit_test(a_line_of_75_octets_is_not_folded),
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(a_uuid_is_made_of_the_words_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
