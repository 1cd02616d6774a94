/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/markdown.h"

#define assert_html(md, html)                                                 \
	assert_string_equal(arena_cstr(&a, markdown_to_html(&a, STR(md))), html)
#define assert_text(md, text)                                                 \
	assert_string_equal(arena_cstr(&a, markdown_to_text(&a, STR(md))), text)

static struct str
repeated(struct arena *a, const char *head, const char *unit, size_t size)
{
	AUTO_BUF b = { 0 };

	buf_addz(&b, head);
	while (b.n + strlen(unit) <= size)
		buf_addz(&b, unit);
	return buf_to_arena(&b, a);
}

static void
common_mark_up_becomes_html(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_html("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n");
	assert_html("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	assert_html("a & \"b\" < c", "<p>a &amp; &quot;b&quot; &lt; c</p>\n");
	assert_html("", "");
	assert_string_equal(arena_cstr(&a, markdown_to_html(&a, STR_NONE)), "");
}

static void
headings_begin_at_the_third_level(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_html("# a", "<h3>a</h3>\n");
	assert_html("a\n---", "<h4>a</h4>\n");
	assert_html("##### a", "<h6>a</h6>\n");
}

static void
tables_are_understood(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str html = markdown_to_html(&a, STR("| a | b |\n|---|--:|\n| 1 | 2 |"));

	(void)state;
	assert_true(str_find(html, STR("<th>a</th>"), 0) != STR_NPOS);
	assert_true(str_find(html, STR("<td align=\"right\">2</td>"), 0) != STR_NPOS);
	assert_true(str_find(html, STR("style"), 0) == STR_NPOS);
}

static void
raw_html_leaves_no_trace(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_html("<script>alert(1)</script>\n\na", "<p>a</p>\n");
	assert_html("a<b onclick=x>c</b>d", "<p>acd</p>\n");
	assert_html("a <!-- b --> c", "<p>a  c</p>\n");
}

static void
only_harmless_addresses_become_links(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_html("[a](https://example.org/x?y#z)",
		    "<p><a href=\"https://example.org/x?y#z\">a</a></p>\n");
	assert_html("[a](/meetings/54#p3)", "<p><a href=\"/meetings/54#p3\">a</a></p>\n");
	assert_html("<mailto:a@example.org>",
		    "<p><a href=\"mailto:a@example.org\">mailto:a@example.org</a></p>\n");
	assert_html("[a](javascript:alert(1))", "<p>a</p>\n");
	assert_html("[a](JavaScript&colon;alert)", "<p>a</p>\n");
	assert_html("[a](<java\tscript:alert>)", "<p>a</p>\n");
	assert_html("[a](&#1;javascript:alert)", "<p>a</p>\n");
	assert_html("[a](data:text/html;base64,xx)", "<p>a</p>\n");
	assert_html("[a](vbscript:x) [b](file:///etc) [c](ftp:x)", "<p>a b c</p>\n");
	assert_html("<tel:123>", "<p>tel:123</p>\n");
	assert_html("[a](/\\example.org)", "<p>a</p>\n");
	assert_html("[a]()", "<p>a</p>\n");
	assert_html("[a](x\"onclick=y)",
		    "<p><a href=\"x%22onclick=y\">a</a></p>\n");
}

static void
an_image_becomes_a_link_to_it(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_html("![the *hall*](https://example.org/a.png \"t\")",
		    "<p><a href=\"https://example.org/a.png\" title=\"t\">the "
		    "<em>hall</em></a></p>\n");
	assert_html("![](/a.png)", "<p><a href=\"/a.png\">/a.png</a></p>\n");
	assert_html("![a](data:image/png;base64,xx)", "<p>a</p>\n");
	assert_html("[![a](/a.png)](/b)", "<p><a href=\"/b\">a</a></p>\n");
	assert_html("![a ![b](/b) [c](/c)](/a)", "<p><a href=\"/a\">a b c</a></p>\n");
}

static void
what_would_be_slow_is_shown_as_typed(void **state)
{
	static const struct {
		const char *head, *unit;
	} slow[] = {
		{ "x", "<?" },	 { "x", "<!A " },  { "x", "<![CDATA[" },
		{ "", "![[]()" }, { "", "> " },	   { "", "- " },
		{ "", "*a **b " },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(slow); i++) {
		AUTO_ARENA a = { 0 };
		struct str text = repeated(&a, slow[i].head, slow[i].unit,
					   MARKDOWN_MAX - 1);

		text = arena_concat(&a, text, STR("y"));
		assert_true(str_starts(markdown_to_html(&a, text),
				       i < 6 ? STR("<pre>") : STR("<p>")));
	}
}

static void
a_table_of_thousands_of_columns_is_no_table(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str head = repeated(&a, "", "|a", 16000);
	struct str rule = repeated(&a, "|\n", "|-", 16000);
	struct str rows = repeated(&a, "|\n", "|x\n", 30000);
	struct str text = arena_concat(&a, arena_concat(&a, head, rule), rows);
	struct str html = markdown_to_html(&a, text);

	(void)state;
	assert_true(html.n < 4 * text.n);
	assert_true(str_find(html, STR("<table"), 0) == STR_NPOS);
}

static void
html_out_of_proportion_is_not_made(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str text = repeated(&a, "[a]: /", "long", 4000);

	(void)state;
	text = arena_concat(&a, text, repeated(&a, "\n\n", "[a] ", 12000));
	assert_true(str_starts(markdown_to_html(&a, text), STR("<pre>")));
}

static void
thirty_levels_are_rendered_and_more_are_not(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_true(str_starts(markdown_to_html(&a, repeated(&a, "", ">", 30)),
			       STR("<blockquote>")));
	assert_true(str_starts(markdown_to_html(
				       &a, arena_concat(&a, repeated(&a, "", "> ", 80),
							STR("<b>"))),
			       STR("<pre>&gt; ")));
	assert_true(str_ends(markdown_to_html(&a, arena_concat(&a, repeated(&a, "", "> ", 80),
							       STR("<b>"))),
			     STR("&lt;b&gt;</pre>\n")));
}

static void
bytes_that_are_no_text_do_no_harm(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str long_text = repeated(&a, "", "ö ", MARKDOWN_MAX + 100);

	(void)state;
	assert_html("a\xFF" "b", "<p>a\uFFFDb</p>\n");
	assert_html("a\0b", "<p>a\uFFFDb</p>\n");
	assert_true(markdown_to_html(&a, long_text).n <= MARKDOWN_MAX + 8);
}

static void
plain_text_has_no_mark_up(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_text("# Head\n\nA *b* [c](/d)\ne", "Head\n\nA b c\ne");
	assert_text("- a\n- b\n  - c\n\nd", "a\nb\nc\n\nd");
	assert_text("- a\n\n- b", "a\nb");
	assert_text("|a|b|\n|-|-|\n|1|2|", "a\tb\n1\t2");
	assert_text("```\nx < y\n```\n\n<p>\n\nz", "x < y\n\nz");
	assert_text("![alt](/x) <b>c</b>", "alt c");
	assert_text("> a\n\nb", "a\n\nb");
	assert_text("", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(common_mark_up_becomes_html),
		cmocka_unit_test(headings_begin_at_the_third_level),
		cmocka_unit_test(tables_are_understood),
		cmocka_unit_test(raw_html_leaves_no_trace),
		cmocka_unit_test(only_harmless_addresses_become_links),
		cmocka_unit_test(an_image_becomes_a_link_to_it),
		cmocka_unit_test(what_would_be_slow_is_shown_as_typed),
		cmocka_unit_test(a_table_of_thousands_of_columns_is_no_table),
		cmocka_unit_test(html_out_of_proportion_is_not_made),
		cmocka_unit_test(thirty_levels_are_rendered_and_more_are_not),
		cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
		cmocka_unit_test(plain_text_has_no_mark_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
