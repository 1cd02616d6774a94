/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The escaping sink, and a page that the template compiler made of
 * html_cases/case.html with the catalogue there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "assets_gen.h"
#include "case_html.h"

struct sink {
	struct buf buf;
	struct html o;
};

static int
set_up(void **state)
{
	static struct sink s;

	s = (struct sink){ .o = { .lang = LANG_en } };
	s.o.buf = &s.buf;
	*state = &s;
	return 0;
}

static int
tear_down(void **state)
{
	struct sink *s = *state;

	buf_done(&s->buf);
	return 0;
}

/* Compares and empties. */
static void
check(struct sink *s, const char *expected)
{
	if (!str_is(buf_str(&s->buf), expected)) {
		print_error("got\n%.*s\nexpected\n%s\n", STRF(buf_str(&s->buf)), expected);
		fail();
	}
	buf_clear(&s->buf);
}

static void
text_escapes_what_could_begin_markup(void **state)
{
	struct sink *s = *state;

	html_text(&s->o, STR("a<b>&amp;\"c'"));
	check(s, "a&lt;b&gt;&amp;amp;\"c'");
	html_text(&s->o, STR("<<"));
	check(s, "&lt;&lt;");
	html_text(&s->o, STR("clean"));
	check(s, "clean");
}

static void
attributes_escape_quotes_too(void **state)
{
	struct sink *s = *state;

	html_attr_str(&s->o, STR("\"x' y\"<&"));
	check(s, "&#34;x&#39; y&#34;&lt;&amp;");
}

static void
an_absent_str_writes_nothing(void **state)
{
	struct sink *s = *state;

	html_text(&s->o, STR_NONE);
	html_attr_str(&s->o, STR_NONE);
	html_safe(&s->o, (struct safe_html){ STR_NONE });
	html_url_query_str(&s->o, STR_NONE);
	check(s, "");
}

static void
bytes_that_are_not_utf8_and_nul_are_replaced(void **state)
{
	static const struct {
		struct str in;
		const char *out;
	} row[] = {
		{ STR_INIT("\xFF"), "\xEF\xBF\xBD" },
		{ STR_INIT("a\xC3"), "a\xEF\xBF\xBD" },
		{ STR_INIT("\xC3<"), "\xEF\xBF\xBD&lt;" },
		{ STR_INIT("\xC0\xBC"), "\xEF\xBF\xBD\xEF\xBF\xBD" }, /* overlong '<' */
		{ STR_INIT("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ STR_INIT("a\0b"), "a\xEF\xBF\xBD" "b" },
		{ STR_INIT("\xEF\xBF\xBD"), "\xEF\xBF\xBD" },
		{ STR_INIT("\xF0\x9F\x99\x82 \xC3\xA9"), "\xF0\x9F\x99\x82 \xC3\xA9" },
	};
	struct sink *s = *state;

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		html_text(&s->o, row[i].in);
		check(s, row[i].out);
		html_attr_str(&s->o, row[i].in);
		check(s, row[i].out);
	}
}

static void
every_byte_comes_out_escaped_or_as_itself(void **state)
{
	struct sink *s = *state;

	for (int c = 1; c < 0x80; c++) {
		char ch = (char)c;

		html_attr_str(&s->o, (struct str){ &ch, 1 });
		if (strchr("<>&\"'", ch))
			assert_true(s->buf.n > 3 && s->buf.p[0] == '&' && s->buf.p[s->buf.n - 1] == ';');
		else
			assert_true(s->buf.n == 1 && s->buf.p[0] == ch);
		buf_clear(&s->buf);
	}
}

static void
only_known_schemes_and_local_addresses_pass(void **state)
{
	static const char *const good[] = {
		"https://x.example/a?b=c#d", "http://x.example", "HTTPS://x.example", "mailto:a@x.example",
		"tel:+123", "/", "/a/b", "#p1", "?q=1",
	};
	static const char *const bad[] = {
		"", "javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "java\tscript:x",
		"data:text/html,x", "vbscript:x", "//x.example/", "/\\x.example", "\\\\x.example",
		"https:", "https:x", "file:///etc/passwd", "relative", "\x01javascript:x",
		"/a\nb", "https://x.example/a b", "https://", "mailto:",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_true(str_is(url_checked(str_of(good[i])).s, good[i]));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (!str_is(url_checked(str_of(bad[i])).s, "#")) {
			print_error("passed: %s\n", bad[i]);
			fail();
		}
	assert_true(str_is(url_checked(STR_NONE).s, "#"));
}

static void
pieces_of_addresses_are_percent_encoded(void **state)
{
	struct sink *s = *state;

	html_url_segment_str(&s->o, STR("a/b c?d#e&f\"<\xC3\xA9~._-"));
	check(s, "a%2Fb%20c%3Fd%23e%26f%22%3C%C3%A9~._-");
	html_url_query_str(&s->o, STR("a+b=c&d"));
	check(s, "a%2Bb%3Dc%26d");
}

static void
a_path_segment_never_changes_the_path(void **state)
{
	static const char *const odd[] = { "", ".", ".." };
	struct sink *s = *state;

	for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
		html_url_segment_str(&s->o, str_of(odd[i]));
		check(s, "-");
	}
	html_url_segment_str(&s->o, STR("..."));
	check(s, "...");
	html_url_query_str(&s->o, STR(""));
	check(s, "");
}

static void
dates_are_machine_readable_and_words(void **state)
{
	struct sink *s = *state;

	html_date(&s->o, ((date){ 18760 }));
	check(s, "<time datetime=\"2021-05-13\">13 May 2021</time>");
	html_date_plain(&s->o, ((date){ 18760 }));
	check(s, "13 May 2021");
	html_date(&s->o, ((instant){ 18760 * INT64_C(86400) + 46805 }));
	check(s, "<time datetime=\"2021-05-13T13:00:05Z\">13 May 2021, 13:00 UTC</time>");
	html_date(&s->o, ((date){ -719162 }));
	check(s, "<time datetime=\"0001-01-01\">1 January 1</time>");
	html_date(&s->o, DATE_NONE);
	html_date_plain(&s->o, DATE_NONE);
	html_date(&s->o, INSTANT_NONE);
	html_date_plain(&s->o, INSTANT_NONE);
	check(s, "");
}

static void
catalogue_text_is_escaped_wherever_it_comes_in(void **state)
{
	struct sink *s = *state;

	html_msg(&s->o, MSG_test_none, NULL, 0);
	check(s, "nothing &lt;yet&gt; &amp; \"so\" on");
	html_msg_attr(&s->o, MSG_test_none, NULL, 0);
	check(s, "nothing &lt;yet&gt; &amp; &#34;so&#34; on");
	s->o.lang = LANG_ar;
	html_number(&s->o, 1234);
	check(s, "1&amp;234");
	html_date_plain(&s->o, ((date){ 18760 }));
	check(s, "13&lt;May&gt;2021");
	html_msg(&s->o, MSG_test_when,
		 (struct msg_arg[]){ msg_date("day", (date){ 18760 }), msg_int("end", 1000) }, 2);
	check(s, "from 13&lt;May&gt;2021 to 1&amp;000");
}

static void
arguments_of_messages_are_escaped_by_type(void **state)
{
	struct sink *s = *state;
	struct safe_html b = safe_html_from_renderer(STR("<b>x</b>"));

	html_msg(&s->o, MSG_test_markup, (struct msg_arg[]){ html_arg("link", b) }, 1);
	check(s, "see <b>x</b> &amp; go");
	html_msg(&s->o, MSG_test_markup, (struct msg_arg[]){ html_arg("link", b.html) }, 1);
	check(s, "see &lt;b&gt;x&lt;/b&gt; &amp; go");
	html_msg_attr(&s->o, MSG_test_title, (struct msg_arg[]){ html_attr_arg("name", STR("\"")) }, 1);
	check(s, "About &#34;");
	html_msg(&s->o, MSG_test_items, (struct msg_arg[]){ html_arg("n", (size_t)1) }, 1);
	check(s, "1 item");
}

static void
an_asset_is_found_by_name_and_by_address(void **state)
{
	struct sink *s = *state;
	const struct asset *a = asset_named(STR("case.txt"));

	assert_non_null(a);
	assert_ptr_equal(a, asset_at(a->address));
	assert_ptr_equal(a, &assets[ASSET_CASE_TXT]);
	assert_true(a->n > 0 && memcmp(a->bytes, "{use ", 5) == 0);
	assert_null(asset_at(STR("/static/case.txt")));
	assert_null(asset_named(STR("case")));
	url_asset(&s->o, ASSET_CASE_TXT);
	assert_true(str_eq(buf_str(&s->buf), a->address));
}

static void
a_whole_page(void **state)
{
	static struct str tags[] = { STR_INIT("a\"b"), STR_INIT("<c>") };
	static struct case_item items[] = {
		{ .id = 7, .text = STR_INIT("Do & see"), .due = { 18771 }, .state = CASE_DONE },
		{ .id = 8, .text = STR_INIT("?"), .due = { 18772 }, .state = CASE_OPEN },
		{ .id = 9, .text = STR_INIT(""), .due = { INT32_MIN }, .state = CASE_OPEN },
	};
	struct case_view v = {
		.frame = { STR("R&D") },
		.query = STR("\"<a b>/.."),
		.report = safe_html_from_renderer(STR("<b>it</b>")),
		.present = 1016,
		.published = { 18760 * INT64_C(86400) },
		.draft = true,
		.label = MSG_month_12,
	};
	struct sink *s = *state;

	items[0].tags.at = items[1].tags.at = tags;
	items[0].tags.n = items[1].tags.n = 2;
	items[0].link = url_checked(STR("https://x.example/?a&b"));
	items[1].link = url_checked(STR("javascript:alert(1)"));
	v.items.at = items;
	v.items.n = 3;
	case_show(&s->o, &v);
	check(s,
	      "<!doctype html>\n"
	      "<html lang=\"en\">\n"
	      "<title>About R&amp;D</title>\n"
	      "<script src=\"/static/x.js\" defer></script>\n"
	      "<h1 class=\"draft\">R&amp;D</h1>\n"
	      "<p title=\"from 13 May 2021, 00:00 UTC to 13 May 2021, 00:00 UTC\">December, "
	      "<time datetime=\"2021-05-13T00:00:00Z\">13 May 2021, 00:00 UTC</time>, 1,016</p>\n"
	      "<ul>\n"
	      "<li id=\"i7\"><a href=\"/items/7#Do%20%26%20see\">Do &amp; see</a> "
	      "<a href=\"https://x.example/?a&amp;b\">24 May 2021</a>\n"
	      "<b>2 items</b>\n"
	      "<i class=\"t a&#34;b\">a\"b</i>, <i class=\"t &lt;c&gt;\">&lt;c&gt;</i>, \n"
	      "<li id=\"i8\"><a href=\"/items/8#%3F\">?</a> <a href=\"#\">25 May 2021</a>\n"
	      "<u>2</u>\n"
	      "<i class=\"t a&#34;b\">a\"b</i>, <i class=\"t &lt;c&gt;\">&lt;c&gt;</i>, \n"
	      "<li id=\"i9\"><a href=\"/items/9#\"></a> <a href=\"\"></a>\n"
	      "<s></s>\n"
	      "<em>-</em>\n"
	      "</ul>\n"
	      "<p>see <b>it</b> &amp; go</p>\n"
	      "<a href=\"/search/%22%3Ca%20b%3E%2F..?q=%22%3Ca%20b%3E%2F..\">{x} for \"&lt;a b&gt;/..</a>\n"
	      "<input name=\"q\" value=\"&#34;&lt;a b&gt;/..\" "
	      "placeholder=\"nothing &lt;yet&gt; &amp; &#34;so&#34; on\">\n"
	      "<textarea>\n&#34;&lt;a b&gt;/..</textarea>");
	v.items.n = 0;
	case_show(&s->o, &v);
	assert_true(str_find(buf_str(&s->buf), STR("<ul>\n<li>nothing &lt;yet&gt;"), 0) != STR_NPOS);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(text_escapes_what_could_begin_markup),
		T(attributes_escape_quotes_too),
		T(an_absent_str_writes_nothing),
		T(bytes_that_are_not_utf8_and_nul_are_replaced),
		T(every_byte_comes_out_escaped_or_as_itself),
		T(only_known_schemes_and_local_addresses_pass),
		T(pieces_of_addresses_are_percent_encoded),
		T(a_path_segment_never_changes_the_path),
		T(dates_are_machine_readable_and_words),
		T(catalogue_text_is_escaped_wherever_it_comes_in),
		T(arguments_of_messages_are_escaped_by_type),
		T(an_asset_is_found_by_name_and_by_address),
		T(a_whole_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
