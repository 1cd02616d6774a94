/* SPDX-License-Identifier: Apache-2.0 */
/* /meetings, a series, one meeting, its downloads and revisions. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include <stdio.h>
#include <stdlib.h>

#include "fixture.h"

static void
meetings_are_listed_newest_first_by_year(void **state)
{
	struct reply r = get(*state, "/meetings");
	size_t third = str_find(r.body, STR("/meetings/hccg/3\""), 0);
	size_t second = str_find(r.body, STR("/meetings/hccg/2\""), 0);
	size_t first = str_find(r.body, STR("/meetings/hccg/1\""), 0);

	assert_int_equal(r.status, 200);
	is_sound(r);
	assert_true(third < second && second < first && first < r.body.n);
	has(r, "The reports of 3 meetings");
	has(r, "scope=rowgroup colspan=6>2021");
	has(r, "Date unknown");
	has(r, "Buoys &amp; bells; Fees");
}

static void
what_a_report_does_not_say_is_unknown_and_not_zero(void **state)
{
	struct reply r = get(*state, "/meetings");
	size_t first = str_find(r.body, STR("/meetings/hccg/1\""), 0);

	assert_true(str_find(r.body, STR("unknown"), first) != STR_NPOS);
	r = get(*state, "/meetings/hccg/1");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1>Meeting 1</h1>");
	has(r, "not in the house form");
	has(r, "Some notes that nobody put into form.");
	lacks(r, "of 3</a>");
}

static void
a_series_has_a_page_of_its_own(void **state)
{
	struct reply r = get(*state, "/meetings/hccg");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "href=\"/groups/hccg\"");
	assert_int_equal(get(*state, "/meetings/nobody").status, 404);
}

static void
a_meeting_has_its_facts(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1>Meeting 3, 9 June 2021</h1>");
	has(r, "<title>Meeting 3, 9 June 2021 · Harbour Forum</title>");
	has(r, "3 people"); /* the apology does not count */
	has(r, "the text says 5");
	has(r, "2 of 3");
	has(r, "2 action items");
	has(r, "1 done");
	has(r, "1 overdue");
	has(r, "href=\"/people/ines-lindqvist\"");
	has(r, "rel=prev");
	lacks(r, "rel=next");
}

static void
the_whole_report_stands_in_the_page(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3");

	has(r, "Conclusions and action items");
	has(r, "<a href=\"https://example.org/buoys\">list of buoys</a>");
	has(r, "<strong>16 June</strong>");
	has(r, "One of them is red.");
	has(r, "id=\"p2\"");
	has(r, "Buoys were counted.");
	has(r, "<span class=\"nolink\">chart</span>");
	has(r, "<em>almanac</em>");
	has(r, "red ones &lt;first&gt;");
	has(r, "<h3 id=\"s3\">Buoys &amp; bells</h3>");
	has(r, "Apologies");
}

static void
items_say_what_became_of_them(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3");
	size_t first = str_find(r.body, STR("id=\"a1\""), 0);
	size_t second = str_find(r.body, STR("id=\"a2\""), 0);
	size_t third = str_find(r.body, STR("id=\"a3\""), 0);
	struct reply a = r;

	assert_true(first < second && second < third && third < r.body.n);
	a.body = str_sub(r.body, first, second - first);
	has(a, "class=\"st o\">Open");
	has(a, "overdue");
	has(a, "all coalitions");
	has(a, "due 16 June 2021");
	has(a, "href=\"/actions/hccg/3/1\"");
	a.body = str_sub(r.body, second, third - second);
	has(a, "class=\"st y\">Done");
	has(a, "closed 10 June 2021");
	has(a, "href=\"/groups/office\"");
	lacks(a, "overdue");
	a.body = str_sub(r.body, third, 900);
	has(a, "Conclusion");
}

static void
participants_are_linked_to_their_pages(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3");

	has(r, "<a href=\"/people/tea-kovac\"><bdi>Tea Kovač</bdi></a>");
	has(r, "<a href=\"/coalitions/manarat\"><bdi>تحالف المنارات</bdi></a>");
	has(r, "<bdi>Board Chair</bdi>");
	has(r, "&lt;b&gt;Locks &amp; \"Keys\"&lt;/b&gt;");
}

static void
topics_and_abbreviations_stand_beside_the_report(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3");

	has(r, "href=\"/topics#hccg-3-1\">mooring fees</a>");
	has(r, "href=\"/abbreviations#HCCG\">HCCG</a>");
}

static void
a_number_is_written_in_one_way(void **state)
{
	static const char *const target[] = {
		"/meetings/hccg/03", "/meetings/hccg/x", "/meetings/hccg/-3", "/meetings/hccg/4",
		"/meetings/hccg/99999999999999999999", "/meetings/nobody/3",
		"/meetings/hccg/3/revisions/9", "/meetings/hccg/3?part=2", "/meetings/hccg/3?part=0",
		"/meetings/hccg/3?part=x", "/meetings/hccg/9/report.txt",
	};

	for (size_t i = 0; i < ARRAY_LEN(target); i++)
		assert_int_equal(get(*state, target[i]).status, 404);
}

static void
the_report_can_be_taken_along(void **state)
{
	struct reply md = get(*state, "/meetings/hccg/3/report.md");
	struct reply txt = get(*state, "/meetings/hccg/3/report.txt");
	struct reply json = get(*state, "/meetings/hccg/3/report.json");
	struct reply pdf = get(*state, "/meetings/hccg/3/report.pdf");

	assert_int_equal(md.status, 200);
	assert_true(str_eq(md.type, STR(HTTP_MARKDOWN)));
	has(md, "## Meeting focus");
	assert_int_equal(txt.status, 200);
	assert_true(str_eq(txt.type, STR(HTTP_PLAIN)));
	has(txt, "Buoys were counted.");
	assert_int_equal(json.status, 200);
	assert_true(str_eq(json.type, STR(HTTP_JSON)));
	has(json, "counted");
	assert_int_equal(pdf.status, 200);
	assert_true(str_eq(pdf.type, STR("application/pdf")));
	assert_true(str_starts(pdf.body, STR("%PDF-1.")));
	has(get(*state, "/meetings/hccg/3"), "href=\"/meetings/hccg/3/report.pdf\"");
}

static void
a_corrected_report_keeps_its_history(void **state)
{
	struct reply r = get(*state, "/meetings/hccg/3/revisions");

	has(get(*state, "/meetings/hccg/3"), "2 revisions");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "hccg-3b.txt");
	has(r, "href=\"/meetings/hccg/3/revisions/1\"");
	r = get(*state, "/meetings/hccg/3/revisions/2");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<del>2. Buoys were conted.");
	has(r, "<ins>2. Buoys were counted.");
	r = get(*state, "/meetings/hccg/3/revisions/1");
	assert_int_equal(r.status, 200);
	has(r, "Buoys were conted.");
	lacks(r, "<ins>");
}

/* A report of n numbered paragraphs of about 100 bytes each. */
static struct str
long_report(struct fixture *f, int n)
{
	AUTO_BUF b = { 0 };

	buf_addz(&b, "HF 2021\nHarbour Coalitions Coordination Group\nVirtual meeting 9 | 9 June 2021\n\n"
		     "# Summary report\n\n## Meeting focus\n\n");
	for (int i = 1; i <= n; i++)
		buf_addf(&b, "%d. Paragraph with the number %d says what every other paragraph of this "
			     "report says too.\n\n", i, i);
	return buf_to_arena(&b, &f->arena);
}

static void
a_long_report_comes_in_parts(void **state)
{
	struct fixture *f = *state;
	struct reply one, two, all;

	fixture_add_report(f, 9, long_report(f, 500));
	one = get(f, "/meetings/hccg/9");
	two = get(f, "/meetings/hccg/9?part=2");
	all = get(f, "/meetings/hccg/9?part=all");
	is_sound(one);
	is_sound(two);
	is_sound(all);
	has(one, "id=\"p1\"");
	lacks(one, "the number 200 says");
	has(two, "the number 200 says");
	has(two, "continued");
	lacks(two, "the number 1 says");
	has(all, "the number 1 says");
	has(all, "the number 500 says");
	assert_int_equal(count(all, "Meeting focus</h2>"), 1);
	has(one, "href=\"/meetings/hccg/9?part=all\"");
}

static void
every_paragraph_has_its_anchor_in_every_part(void **state)
{
	struct fixture *f = *state;
	struct reply r;

	fixture_add_report(f, 9, long_report(f, 500));
	r = get(f, "/meetings/hccg/9");
	for (int i = 1; i <= 500; i++) {
		char id[32];

		snprintf(id, sizeof id, "id=\"p%d\"", i);
		has(r, id);
	}
	has(r, "#p500\">500</a>");
}

static void
a_part_is_light_whatever_the_report(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF b = { 0 };

	for (int i = 0; i < 3000; i++)
		buf_addf(&b, "- point %d of a list that has no end\n", i);
	fixture_add_report(f, 9, buf_to_arena(&b, &f->arena));
	assert_true(get(f, "/meetings/hccg/9").body.n < 60000);
	assert_int_equal(get(f, "/meetings/hccg/9?part=3").status, 200);
	has(get(f, "/meetings/hccg/9?part=all"), "point 2999 of");
}

/* Sentences that do not repeat, as compression would otherwise flatter us. */
static struct str
varied_report(struct fixture *f, size_t bytes)
{
	static const char *const word[] = {
		"harbour", "buoy", "lantern", "ferry", "evening", "silence", "ledger", "notice",
		"bollard", "ladder", "signal", "weather", "captain", "visitor", "winter", "channel",
		"dredging", "committee", "orange", "proposal", "between", "although", "carefully",
		"nobody", "agreed", "postponed", "repaired", "announced", "counted", "returned",
	};
	AUTO_BUF b = { 0 };
	uint32_t x = 12345;
	int number = 0;

	buf_addz(&b, "HF 2021\nHarbour Coalitions Coordination Group\nVirtual meeting 9 | 9 June 2021\n\n"
		     "# Summary report\n\n## Meeting focus\n\n");
	while (b.n < bytes) {
		buf_addf(&b, "%d. The", ++number);
		for (int i = 0; i < 60; i++) {
			x = x * 1664525 + 1013904223;
			buf_addf(&b, " %s", word[(x >> 16) % ARRAY_LEN(word)]);
			if (i % 17 == 3)
				buf_addf(&b, " %u", (x >> 8) % 1000);
		}
		buf_addz(&b, ".\n\n");
	}
	return buf_to_arena(&b, &f->arena);
}

static void
a_text_of_twenty_kilobytes_keeps_to_the_limits(void **state)
{
	struct fixture *f = *state;

	fixture_add_report(f, 9, varied_report(f, 20 << 10));
	assert_in_range(weight(f, "/meetings/hccg/9", false), 20000, 40000);
	assert_in_range(weight(f, "/meetings/hccg/9", true), 6000, 12000);
	assert_in_range(weight(f, "/meetings/hccg/9?part=2", false), 20000, 40000);
}

static void
no_block_is_lost_between_parts(void **state)
{
	struct fixture *f = *state;
	bool seen[3001] = { false };
	AUTO_BUF b = { 0 };

	for (int i = 1; i <= 3000; i++)
		buf_addf(&b, "- item no%dx of a list\n", i);
	fixture_add_report(f, 9, buf_to_arena(&b, &f->arena));
	for (int part = 1; part < 20; part++) {
		char target[64];
		struct reply r;
		size_t at = 0;

		snprintf(target, sizeof target, "/meetings/hccg/9?part=%d", part);
		r = get(f, target);
		if (r.status == 404)
			break;
		while ((at = str_find(r.body, STR("item no"), at)) != STR_NPOS) {
			int n = atoi(r.body.p + at + 7);

			assert_in_range(n, 1, 3000);
			assert_false(seen[n]);
			seen[n] = true;
			at++;
		}
	}
	for (int i = 1; i <= 3000; i++)
		assert_true(seen[i]);
}

static void
a_meeting_is_light_with_thirty_coalitions(void **state)
{
	struct fixture *f = *state;

	fixture_add_coalitions(f, 28);
	assert_in_range(weight(f, "/meetings/hccg/3", false), 10000, 40000);
	assert_in_range(weight(f, "/meetings/hccg/3", true), 2000, 12000);
	assert_in_range(weight(f, "/meetings", true), 2000, 12000);
}

static void
a_failing_statement_never_gives_half_a_page(void **state)
{
	struct fixture *f = *state;
	static const char *const target[] = {
		"/meetings", "/meetings/hccg/3", "/meetings/hccg/3/revisions",
		"/meetings/hccg/3/revisions/2",
	};

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

static void
tables_that_lag_behind_the_text_do_no_harm(void **state)
{
	struct fixture *f = *state;

	fixture_script(f, "DELETE FROM action_item; DELETE FROM attendance;"
			  "UPDATE meta SET data_version = data_version + 1");
	is_sound(get(f, "/meetings/hccg/3"));
	has(get(f, "/meetings/hccg/3"), "list of buoys");
}

#define IN(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN(meetings_are_listed_newest_first_by_year),
		IN(what_a_report_does_not_say_is_unknown_and_not_zero),
		IN(a_series_has_a_page_of_its_own),
		IN(a_meeting_has_its_facts),
		IN(the_whole_report_stands_in_the_page),
		IN(items_say_what_became_of_them),
		IN(participants_are_linked_to_their_pages),
		IN(topics_and_abbreviations_stand_beside_the_report),
		IN(a_number_is_written_in_one_way),
		IN(the_report_can_be_taken_along),
		IN(a_corrected_report_keeps_its_history),
		IN(a_long_report_comes_in_parts),
		IN(every_paragraph_has_its_anchor_in_every_part),
		IN(a_part_is_light_whatever_the_report),
		IN(a_text_of_twenty_kilobytes_keeps_to_the_limits),
		IN(no_block_is_lost_between_parts),
		IN(a_meeting_is_light_with_thirty_coalitions),
		IN(a_failing_statement_never_gives_half_a_page),
		IN(tables_that_lag_behind_the_text_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
