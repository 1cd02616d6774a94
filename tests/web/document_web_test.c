/* SPDX-License-Identifier: Apache-2.0 */
/* /documents, the page of each and its downloads. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
documents_are_listed(void **state)
{
	struct reply r = get(*state, "/documents");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "No document has been taken in yet.");
	lacks(get(*state, "/"), "href=\"/documents\"");
	fixture_add_document(*state, 20, "Hello.");
	r = get(*state, "/documents");
	is_sound(r);
	has(r, "<a href=\"/documents/notes-20\"><bdi>Notes &lt;20&gt;</bdi></a>");
	has(r, "taken in 17 June 2021");
	has(r, "aria-current=\"page\">Documents");
}

static void
a_document_is_shown_as_it_came_in(void **state)
{
	struct reply r;

	fixture_add_document(*state, 20, "# Notes\n\nThe *bell* <b>rang</b>.\n\n- one\n- two\n");
	r = get(*state, "/documents/notes-20");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1><bdi>Notes &lt;20&gt;</bdi></h1>");
	has(r, "<em>bell</em>");
	lacks(r, "<b>rang");
	has(r, "not in the house form");
}

static void
where_a_file_lay_is_not_told(void **state)
{
	struct reply r;

	fixture_add_document(*state, 20, "Hello.");
	r = get(*state, "/documents/notes-20");
	has(r, "notes.md");
	lacks(r, "somebody");
}

static void
a_document_can_be_taken_away(void **state)
{
	struct reply r;

	fixture_add_document(*state, 20, "The bell rang.");
	r = get(*state, "/documents/notes-20/document.md");
	assert_int_equal(r.status, 200);
	assert_true(str_is(r.type, HTTP_MARKDOWN));
	assert_true(str_is(r.body, "The bell rang."));
	r = get(*state, "/documents/notes-20/document.txt");
	assert_true(str_is(r.type, HTTP_PLAIN));
	has(r, "The bell rang.");
	r = get(*state, "/documents/notes-20/document.json");
	assert_true(str_is(r.type, HTTP_JSON));
	has(r, "The bell rang.");
	assert_int_equal(get(*state, "/documents/none/document.md").status, 404);
}

static void
a_long_document_comes_in_parts(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF b = { 0 };
	struct reply first, second, whole;

	for (int i = 0; i < 900; i++)
		buf_addf(&b, "%sThe bell was rung for the time that is written here, which is %d.\n\n",
			 i % 100 == 0 ? "## A heading\n\n" : "", i);
	fixture_add_document(f, 20, buf_cstr(&b));
	first = get(f, "/documents/notes-20");
	second = get(f, "/documents/notes-20?part=2");
	whole = get(f, "/documents/notes-20?part=all");
	is_sound(first);
	is_sound(second);
	is_sound(whole);
	has(first, "which is 0.");
	lacks(first, "which is 899.");
	has(second, "aria-current=\"page\">Part 2");
	has(whole, "which is 0.");
	has(whole, "which is 899.");
	for (int part = 1; part <= 3; part++) {
		AUTO_BUF path = { 0 };

		buf_addf(&path, "/documents/notes-20?part=%d", part);
		assert_int_equal(get(f, buf_cstr(&path)).status, 200);
		assert_true(weight(f, buf_cstr(&path), false) <= 40000);
	}
	assert_int_equal(get(f, "/documents/notes-20?part=9").status, 404);
	assert_int_equal(get(f, "/documents/notes-20?part=0").status, 404);
	assert_int_equal(get(f, "/documents/notes-20?part=x").status, 404);
}

static void
every_word_is_in_one_part(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF b = { 0 };
	size_t n = 0;

	/* One list that is longer than a part. */
	for (int i = 0; i < 700; i++)
		buf_addf(&b, "- The bell was rung for the time that is written here, word%d.\n", i);
	fixture_add_document(f, 20, buf_cstr(&b));
	for (int part = 1; part <= 4; part++) {
		AUTO_BUF path = { 0 };
		struct reply r;

		buf_addf(&path, "/documents/notes-20?part=%d", part);
		r = get(f, buf_cstr(&path));
		if (r.status == 200)
			n += count(r, "written here, word");
	}
	assert_int_equal(n, 700);
}

static void
the_report_of_a_meeting_has_its_page_there(void **state)
{
	struct reply r = get(*state, "/documents/hccg-3");

	assert_int_equal(r.status, 301);
	assert_true(str_is(r.location, "/meetings/hccg/3"));
	assert_int_equal(get(*state, "/documents/nothing").status, 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(documents_are_listed),
		TEST(a_document_is_shown_as_it_came_in),
		TEST(where_a_file_lay_is_not_told),
		TEST(a_document_can_be_taken_away),
		TEST(a_long_document_comes_in_parts),
		TEST(every_word_is_in_one_part),
		TEST(the_report_of_a_meeting_has_its_page_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
