/* SPDX-License-Identifier: Apache-2.0 */
/* /search over the index. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"
#include "search/search_ops.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static void
add(struct fixture *f, enum search_kind kind, const char *path, const char *title, const char *body)
{
	struct search_entry e = { kind, str_of(path), str_of(title), str_of(body), DATE_NONE };
	AUTO_TX tx = tx_begin(&f->op);

	assert_int_equal(search_add(&f->op, SEARCH_OF_MEETING, 3, &e), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
without_words_there_is_the_form(void **state)
{
	struct reply r = get(*state, "/search");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "action=\"/search\"");
	has(r, "<meta name=robots content=noindex>");
	lacks(r, "id=found");
	has(get(*state, "/search?q=+%2B+"), "There is no word in this");
}

static void
what_was_found_is_shown_with_its_words_marked(void **state)
{
	struct fixture *f = *state;
	struct reply r;

	add(f, SEARCH_PARAGRAPH, "/meetings/hccg/3#p2", "Meeting 3, ¶2", "The red buoys <were> counted twice.");
	add(f, SEARCH_PERSON, "/people/omar-haddad", "Omar Haddad", "");
	r = get(f, "/search?q=Buoys");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<mark>buoys</mark> &lt;were&gt; counted");
	has(r, "href=\"/meetings/hccg/3#p2\"");
	has(r, "Paragraph of a report");
	has(r, "1 place<");
	has(r, "value=\"Buoys\"");
	lacks(r, "Omar");
	has(get(f, "/search?q=omar"), "<mark>Omar</mark> Haddad");
}

static void
phrases_and_beginnings_are_understood(void **state)
{
	struct fixture *f = *state;

	add(f, SEARCH_PARAGRAPH, "/a", "One", "red buoys and green bells");
	add(f, SEARCH_PARAGRAPH, "/b", "Two", "green buoys and red bells");
	has(get(f, "/search?q=red+buoys"), "2 places");
	has(get(f, "/search?q=%22red+buoys%22"), "1 place<");
	has(get(f, "/search?q=buo*"), "2 places");
	has(get(f, "/search?q=buo"), "Nothing was found");
}

static void
chinese_and_arabic_are_found(void **state)
{
	struct fixture *f = *state;

	add(f, SEARCH_GROUP, "/coalitions/manarat", "تحالف المنارات", "");
	add(f, SEARCH_PARAGRAPH, "/c", "三", "我们学习中文报告");
	has(get(f, "/search?q=%D8%A7%D9%84%D9%85%D9%86%D8%A7%D8%B1%D8%A7%D8%AA"), "1 place<");
	has(get(f, "/search?q=%E4%B8%AD%E6%96%87"), "<mark>中文</mark>");
}

static void
no_query_is_an_error(void **state)
{
	static const char *const targets[] = {
		"/search?q=%22", "/search?q=a+OR+b", "/search?q=NEAR(a+b)", "/search?q=a%22%29%3B--",
		"/search?q=*", "/search?q=words_title:x", "/search?q=%7Ba%7D", "/search?q=^a",
		"/search?q=-a", "/search?q=(((", "/search?q=%EF%BF%BD",
	};

	for (size_t i = 0; i < ARRAY_LEN(targets); i++)
		assert_int_equal(get(*state, targets[i]).status, 200);
	assert_int_equal(get(*state, "/search?q=%ff").status, 400);
}

static void
a_query_is_escaped_wherever_it_is_repeated(void **state)
{
	struct reply r = get(*state, "/search?q=%22%3E%3Cscript%3E");

	lacks(r, "<script>");
	is_sound(r);
}

static void
many_places_come_in_pages_of_twenty(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF body = { 0 };
	struct reply r;

	for (int i = 0; i < 60; i++)
		BUF_LIT(&body, "The bell was rung in 三种语言 by everybody. ");
	for (int i = 0; i < 45; i++)
		add(f, SEARCH_PARAGRAPH, "/meetings/hccg/3#p2", "Meeting 3, ¶2: a heading of some length",
		    buf_cstr(&body));
	r = get(f, "/search?q=bell");
	is_sound(r);
	has(r, "1 to 20 of 45");
	has(r, "href=\"/search?q=bell&amp;page=2\"");
	has(get(f, "/search?q=bell&page=3"), "41 to 45 of 45");
	has(get(f, "/search?q=bell&page=7"), "41 to 45 of 45");
	assert_true(weight(f, "/search?q=bell", false) <= 40000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_words_there_is_the_form),
		TEST(what_was_found_is_shown_with_its_words_marked),
		TEST(phrases_and_beginnings_are_understood),
		TEST(chinese_and_arabic_are_found),
		TEST(no_query_is_an_error),
		TEST(a_query_is_escaped_wherever_it_is_repeated),
		TEST(many_places_come_in_pages_of_twenty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
