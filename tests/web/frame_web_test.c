/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every page, the front page, statements, errors, health. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"
#include "web/build_id.h"
#include "web/report_cache.h"
#include "web/url.h"

static void
the_front_page_has_the_forum_and_its_figures(void **state)
{
	struct reply r = get(*state, "/");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<title>Harbour Forum</title>");
	has(r, "Harbours, and those who use them");
	has(r, "<html lang=\"en\" dir=\"ltr\">");
	has(r, "<a href=\"/coalitions\">3</a>"); /* active ones */
	has(r, "<a href=\"/meetings\">3</a>");
	has(r, "<a href=\"/actions\">1</a>");
	has(r, "1 overdue");
	has(r, "mooring fees");
	has(r, "2 of 3 coalitions"); /* bridges and manarat of bridges, locks, manarat */
	has(r, "Buoys &amp; bells; Fees");
	has(r, "href=\"/meetings/hccg/3\"");
	has(r, "report published");
}

static void
an_empty_forum_has_a_front_page(void **state)
{
	struct reply r = get(*state, "/");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<title>Convene</title>");
	has(r, "No report has been taken in yet.");
	has(r, "Nothing is open.");
}

static void
every_page_of_an_empty_forum_is_there(void **state)
{
	static const char *const target[] = {
		"/coalitions", "/groups", "/meetings", "/about", "/imprint", "/privacy",
		"/accessibility", "/healthz",
	};

	for (size_t i = 0; i < ARRAY_LEN(target); i++) {
		struct reply r = get(*state, target[i]);

		assert_int_equal(r.status, 200);
		if (i < ARRAY_LEN(target) - 1)
			is_sound(r);
	}
}

static void
the_current_item_of_the_navigation_is_marked(void **state)
{
	struct reply r = get(*state, "/meetings");

	has(r, "<a href=\"/meetings\" aria-current=\"page\">Meetings</a>");
	assert_int_equal(count(r, "aria-current"), 1);
}

static void
documents_are_in_the_navigation_when_there_are_any(void **state)
{
	struct fixture *f = *state;

	lacks(get(f, "/"), "href=\"/documents\"");
	fixture_script(f, "INSERT INTO document (slug, kind, title) VALUES ('paper', 'other', 'Paper');"
			  "UPDATE meta SET data_version = data_version + 1");
	has(get(f, "/"), "href=\"/documents\"");
}

static void
a_statement_is_markdown_and_cannot_hold_a_script(void **state)
{
	struct reply r = get(*state, "/imprint");

	has(r, "<em>harbour office</em>");
	lacks(r, "<script>");
}

static void
a_missing_statement_says_so(void **state)
{
	struct reply r = get(*state, "/privacy");

	assert_int_equal(r.status, 200);
	has(r, "Nothing has been written here yet.");
}

static void
an_unknown_address_has_a_page_in_the_frame(void **state)
{
	struct reply r = get(*state, "/nowhere");

	assert_int_equal(r.status, 404);
	is_sound(r);
	has(r, "There is no such page");
	has(r, "Harbour Forum");
	has(r, "<meta name=robots content=noindex>");
}

static void
a_wrong_method_has_a_page_in_the_frame(void **state)
{
	struct reply r = ask(*state, "POST", "/meetings");

	assert_int_equal(r.status, 405);
	is_sound(r);
	has(r, "That cannot be done here");
}

static void
a_path_with_dots_is_refused(void **state)
{
	assert_int_equal(get(*state, "/meetings/../etc").status, 400);
}

static void
a_page_is_not_sent_twice_until_something_changes(void **state)
{
	struct fixture *f = *state;
	struct str tag = get(f, "/meetings").etag;
	const char *known = arena_cstr(&f->arena, tag);

	assert_true(tag.n > 0);
	assert_int_equal(get_with(f, "/meetings", "If-None-Match", known).status, 304);
	fixture_script(f, "UPDATE meta SET data_version = data_version + 1");
	assert_int_equal(get_with(f, "/meetings", "If-None-Match", known).status, 200);
}

static void
a_setting_that_changes_changes_the_masthead(void **state)
{
	struct fixture *f = *state;

	has(get(f, "/meetings"), "Harbour Forum");
	fixture_script(f, "UPDATE setting SET value = 'Estuary Forum' WHERE name = 'name';"
			  "UPDATE meta SET data_version = data_version + 1");
	has(get(f, "/meetings"), "Estuary Forum");
}

static void
a_database_that_fails_gives_503_and_then_recovers(void **state)
{
	struct fixture *f = *state;

	for (int n = 1; n < 40; n++) {
		struct reply r;

		db_fail_after(f->db, n);
		r = get(f, "/");
		db_fail_after(f->db, 0);
		assert_true(r.status == 200 || r.status == 503);
		if (r.status == 503)
			has(r, "Not available just now");
		assert_int_equal(get(f, "/").status, 200);
	}
}

static void
health_says_ok_and_503_without_a_database(void **state)
{
	struct fixture *f = *state;
	struct reply r = get(f, "/healthz");

	assert_int_equal(r.status, 200);
	assert_true(str_starts(r.body, STR("ok\n")));
	has(r, "data_version ");
	db_fail_after(f->db, 1);
	assert_int_equal(get(f, "/healthz").status, 503);
	db_fail_after(f->db, 0);
}

static void
a_database_that_is_not_there_gives_503_or_404_pages(void **state)
{
	struct site *site = site_new(&(struct site_options){ .database = STR("sqlite:/nonexistent/x") });
	struct http_response res = { 0 };
	AUTO_ARENA a = { 0 };

	(void)state;
	http_dispatch(site_http(site), &a, &(struct http_test_request){ .target = "/" }, &res);
	assert_true(res.status >= 400);
	assert_true(str_find(buf_str(&res.body), STR("</html>"), 0) == STR_NPOS);
	assert_true(str_find(buf_str(&res.body), STR("<h1>"), 0) != STR_NPOS);
	buf_done(&res.body);
	site_free(site);
}

static void
the_style_sheet_is_kept_for_ever(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF target = { 0 };
	struct reply page = get(f, "/");
	size_t at = str_find(page.body, STR("/static/convene."), 0);
	struct str rest = str_from(page.body, at);
	struct reply r;

	buf_add(&target, str_cut(&rest, '"'));
	r = get(f, buf_cstr(&target));
	assert_int_equal(r.status, 200);
	assert_true(r.body.n > 1000);
}

static void
the_front_page_is_light_with_thirty_coalitions(void **state)
{
	struct fixture *f = *state;

	fixture_add_coalitions(f, 28);
	fixture_script(f, "UPDATE meta SET data_version = data_version + 1");
	has(get(f, "/"), "30 of 31 coalitions");
	assert_in_range(weight(f, "/", false), 10000, 40000);
	assert_in_range(weight(f, "/", true), 2000, 12000);
}

static void
an_address_is_encoded_and_escaped(void **state)
{
	AUTO_BUF b = { 0 };
	struct html o = { .buf = &b, .lang = LANG_en };

	(void)state;
	url_search_for(&o, STR("a&b \"c\""), 2);
	assert_true(str_eq(buf_str(&b), STR("/search?q=a%26b%20%22c%22&amp;page=2")));
	buf_clear(&b);
	path_search_for(&b, STR("x"), 1);
	assert_true(str_eq(buf_str(&b), STR("/search?q=x")));
	buf_clear(&b);
	path_group(&b, GROUP_COALITION, STR(".."));
	assert_true(str_eq(buf_str(&b), STR("/coalitions/-")));
}

static void
the_build_is_identified(void **state)
{
	(void)state;
	assert_true(strlen(build_id()) >= 5);
	assert_ptr_equal(build_id(), build_id());
}

static void
a_report_that_is_kept_is_not_read_again(void **state)
{
	struct report_cache *c = report_cache_new(1 << 20);
	char text[] = "SRF 2024\n\nSome notes.\n";
	struct str source = str_of(text);
	const struct report *first = report_cache_parse(c, source);

	(void)state;
	assert_ptr_equal(report_cache_parse(c, source), first);
	text[10] = 'T'; /* the cache has its own copy */
	assert_ptr_not_equal(report_cache_parse(c, source), first);
	report_cache_free(c);
}

static void
a_cache_of_reports_lets_the_oldest_go(void **state)
{
	struct report_cache *c = report_cache_new(1);
	const struct report *r = NULL;

	(void)state;
	for (int i = 0; i < 100; i++) {
		AUTO_ARENA a = { 0 };

		r = report_cache_parse(c, arena_printf(&a, "SRF 2024\n\nNote number %d.\n", i));
	}
	assert_int_equal(r->sections.n, 1); /* the newest is there, whatever the limit */
	report_cache_free(c);
}

static void
headings_of_a_statement_begin_under_the_title(void **state)
{
	struct fixture *f = *state;
	struct reply r;

	fixture_script(f, "INSERT INTO setting (name, value) VALUES ('page.about',"
			  " '# First' || char(10) || '## Second' || char(10) || '1 < h3 > 2');"
			  "UPDATE meta SET data_version = data_version + 1");
	r = get(f, "/about");
	has(r, "<h2>First</h2>");
	has(r, "<h3>Second</h3>");
	has(r, "1 &lt; h3 &gt; 2");
	is_sound(r);
}

#define IN(name, setup) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(the_front_page_has_the_forum_and_its_figures, fixture_setup),
		IN(an_empty_forum_has_a_front_page, fixture_setup_empty),
		IN(every_page_of_an_empty_forum_is_there, fixture_setup_empty),
		IN(the_current_item_of_the_navigation_is_marked, fixture_setup),
		IN(documents_are_in_the_navigation_when_there_are_any, fixture_setup),
		IN(a_statement_is_markdown_and_cannot_hold_a_script, fixture_setup),
		IN(a_missing_statement_says_so, fixture_setup),
		IN(an_unknown_address_has_a_page_in_the_frame, fixture_setup),
		IN(a_wrong_method_has_a_page_in_the_frame, fixture_setup),
		IN(a_path_with_dots_is_refused, fixture_setup),
		IN(a_page_is_not_sent_twice_until_something_changes, fixture_setup),
		IN(a_setting_that_changes_changes_the_masthead, fixture_setup),
		IN(a_database_that_fails_gives_503_and_then_recovers, fixture_setup),
		IN(health_says_ok_and_503_without_a_database, fixture_setup),
		IN(the_style_sheet_is_kept_for_ever, fixture_setup),
		IN(the_front_page_is_light_with_thirty_coalitions, fixture_setup),
		IN(headings_of_a_statement_begin_under_the_title, fixture_setup),
		cmocka_unit_test(a_report_that_is_kept_is_not_read_again),
		cmocka_unit_test(a_cache_of_reports_lets_the_oldest_go),
		cmocka_unit_test(a_database_that_is_not_there_gives_503_or_404_pages),
		cmocka_unit_test(an_address_is_encoded_and_escaped),
		cmocka_unit_test(the_build_is_identified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
