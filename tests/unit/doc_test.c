/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "doc/doc_html.h"

static struct arena a;

static int
teardown(void **state)
{
	(void)state;
	arena_done(&a);
	return 0;
}

static void
assert_str(struct str got, const char *want)
{
	assert_string_equal(arena_cstr(&a, got), want);
}

static struct run
plain(const char *text)
{
	return (struct run){ .text = str_of(text) };
}

static struct run
styled(const char *text, unsigned style)
{
	return (struct run){ .text = str_of(text), .style = style };
}

static struct run
linked(const char *text, const struct link *link)
{
	return (struct run){ .text = str_of(text), .link = link };
}

static struct runs
runs_of(const struct run *at, size_t n)
{
	struct runs ret = { 0 };

	for (size_t i = 0; i < n; i++)
		VEC_PUSH(&a, &ret, at[i]);
	return ret;
}

#define RUNS(...)                                                             \
	runs_of((struct run[]){ __VA_ARGS__ },                                \
		sizeof((struct run[]){ __VA_ARGS__ }) / sizeof(struct run))

static struct doc *
doc_of(struct block b)
{
	struct doc *d = ARENA_NEW(&a, struct doc);

	VEC_PUSH(&a, &d->blocks, b);
	return d;
}

static struct str
markdown_of(struct runs r)
{
	return doc_to_markdown(&a, doc_of((struct block){ .kind = BLOCK_PARA,
							  .runs = r }));
}

static struct str
text_of(struct runs r)
{
	return doc_to_text(&a, doc_of((struct block){ .kind = BLOCK_PARA,
						      .runs = r }));
}

static struct str
html_of(struct block b)
{
	struct doc *d = doc_of(b);

	return doc_html_blocks(&a, &d->blocks, 0).html;
}

static struct block
list_of(bool ordered, const char *const *items)
{
	struct block list = { .kind = BLOCK_LIST, .ordered = ordered };

	for (int i = 0; items[i]; i++) {
		struct block item = { .kind = BLOCK_ITEM, .number = ordered ? i + 1 : 0,
				      .runs = RUNS(plain(items[i])) };

		VEC_PUSH(&a, &list.children, item);
	}
	return list;
}

static struct table *
table_of(void)
{
	struct table *t = ARENA_NEW(&a, struct table);
	struct cell_text *group = ARENA_ARRAY(&a, 1, struct cell_text);
	struct cell_text *row = ARENA_ARRAY(&a, 2, struct cell_text);

	t->columns = 2;
	group[0].runs = RUNS(plain("Staff"));
	row[0].runs = RUNS(plain("Ida"));
	row[1].runs = RUNS(plain("A|B"));
	*VEC_ADD(&a, t) = (struct table_row){ .at = group, .n = 1, .group = true };
	*VEC_ADD(&a, t) = (struct table_row){ .at = row, .n = 2 };
	return t;
}

/* ---- runs ---- */

static void
the_words_of_runs_are_joined_without_style(void **state)
{
	(void)state;
	struct runs r = RUNS(plain("a "), styled("b", RUN_STRONG), plain("."));
	struct runs none = { 0 };

	assert_str(runs_text(&a, &r), "a b.");
	assert_str(runs_text(&a, &none), "");
}

static void
a_link_to_nothing_or_a_hash_leads_nowhere(void **state)
{
	(void)state;
	struct link empty = { .target = STR("") }, hash = { .target = STR("#") };
	struct link part = { .target = STR("#p3") };

	assert_false(link_leads_somewhere(NULL));
	assert_false(link_leads_somewhere(&empty));
	assert_false(link_leads_somewhere(&hash));
	assert_true(link_leads_somewhere(&part));
}

/* ---- Markdown ---- */

static void
styles_that_nest_are_written_nested(void **state)
{
	(void)state;
	assert_str(markdown_of(RUNS(styled("a ", RUN_STRONG),
				    styled("b", RUN_STRONG | RUN_EM),
				    styled(" c", RUN_STRONG))),
		   "**a _b_ c**\n");
}

static void
only_what_would_be_a_mark_is_escaped(void **state)
{
	(void)state;
	assert_str(markdown_of(RUNS(plain("2 * 3, snake_case, *a*, _b_, `c`, a < b, "
					  "<b>, R&D, &amp;, [d], [e](f), \\n, \\*"))),
		   "2 * 3, snake_case, \\*a\\*, \\_b\\_, \\`c\\`, a < b, \\<b>, R&D, "
		   "\\&amp;, [d], [e\\](f), \\n, \\\\\\*\n");
}

static void
a_paragraph_is_never_taken_for_something_else(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "# no heading", "\\# no heading\n" },
		{ "- no bullet", "\\- no bullet\n" },
		{ "+ no bullet", "\\+ no bullet\n" },
		{ "12. no number", "12\\. no number\n" },
		{ "3) no number", "3\\) no number\n" },
		{ "a) no letter", "a\\) no letter\n" },
		{ "> no quote", "\\> no quote\n" },
		{ "| no table", "\\| no table\n" },
		{ "~~~ no fence", "\\~~~ no fence\n" },
		{ "---", "\\---\n" },
		{ "===", "\\===\n" },
		{ "-fine", "-fine\n" },
		{ "1.5 is fine", "1.5 is fine\n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_str(markdown_of(RUNS(plain(cases[i][0]))), cases[i][1]);
}

static void
code_is_written_with_enough_backticks(void **state)
{
	(void)state;
	assert_str(markdown_of(RUNS(styled("x", RUN_CODE))), "`x`\n");
	assert_str(markdown_of(RUNS(styled("a`b", RUN_CODE))), "``a`b``\n");
	assert_str(markdown_of(RUNS(styled("`", RUN_CODE))), "`` ` ``\n");
}

static void
link_targets_are_written_so_that_they_end_where_they_end(void **state)
{
	(void)state;
	struct link one = { .target = STR("https://example.org/a_(b)") };
	struct link two = { .target = STR("a b) c") };
	struct link self = { .target = STR("https://example.org/"), .bare = true };

	assert_str(markdown_of(RUNS(linked("x", &one), plain(" "), linked("y", &two))),
		   "[x](https://example.org/a_(b)) [y](<a b) c>)\n");
	assert_str(markdown_of(RUNS(linked("https://example.org/", &self))),
		   "<https://example.org/>\n");
	/* Whoever wrote it twice reads it twice. */
	self.bare = false;
	assert_str(markdown_of(RUNS(linked("https://example.org/", &self))),
		   "[https://example.org/](https://example.org/)\n");
}

static void
a_link_within_emphasis_stays_one_link(void **state)
{
	(void)state;
	struct link l = { .target = STR("#") };
	struct run in = { .text = STR("b"), .style = RUN_STRONG, .link = &l };
	struct run rest = { .text = STR(" c"), .link = &l };

	assert_str(markdown_of(RUNS(styled("a,", RUN_STRONG), in, rest)),
		   "**a,**[**b** c](#)\n");
	assert_str(markdown_of(RUNS(styled("a ", RUN_STRONG), in,
				    styled(" c", RUN_STRONG))),
		   "**a [b](#) c**\n");
}

static void
what_belongs_to_a_numbered_paragraph_is_indented(void **state)
{
	(void)state;
	struct block para = { .kind = BLOCK_PARA, .number = 12,
			      .runs = RUNS(plain("Points:")) };
	static const char *const items[] = { "one", "two", NULL };

	VEC_PUSH(&a, &para.children, list_of(false, items));
	VEC_PUSH(&a, &para.children, list_of(true, items));
	assert_str(doc_to_markdown(&a, doc_of(para)),
		   "12. Points:\n\n    - one\n    - two\n\n    1) one\n    2) two\n");
}

static void
a_group_of_a_table_is_a_row_with_one_bold_cell(void **state)
{
	(void)state;
	assert_str(doc_to_markdown(&a, doc_of((struct block){ .kind = BLOCK_TABLE,
							      .table = table_of() })),
		   "| | |\n|---|---|\n| **Staff** | |\n| Ida | A\\|B |\n");
}

static void
kept_lines_are_fenced_with_more_than_they_contain(void **state)
{
	(void)state;
	struct block b = { .kind = BLOCK_PRE, .text = STR("a\n````\n  b"),
			   .runs = RUNS(plain("c")) };

	assert_str(doc_to_markdown(&a, doc_of(b)),
		   "````` c\na\n````\n  b\n`````\n");
}

static void
a_quotation_has_its_mark_before_every_line(void **state)
{
	(void)state;
	struct block q = { .kind = BLOCK_QUOTE };
	struct block p = { .kind = BLOCK_PARA, .runs = RUNS(plain("x")) };

	VEC_PUSH(&a, &q.children, p);
	VEC_PUSH(&a, &q.children, p);
	assert_str(doc_to_markdown(&a, doc_of(q)), "> x\n>\n> x\n");
	assert_str(doc_to_text(&a, doc_of(q)), "> x\n\n> x\n");
}

static void
the_head_stands_around_the_title(void **state)
{
	(void)state;
	struct doc d = { .title = STR("Summary report"), .title_at = 1 };

	VEC_PUSH(&a, &d.head, STR("DCF 2021"));
	VEC_PUSH(&a, &d.head, STR("Meeting 5"));
	assert_str(doc_to_markdown(&a, &d), "DCF 2021\n\n# Summary report\n\nMeeting 5\n");
	assert_str(doc_to_text(&a, &d), "DCF 2021\n\nSummary report\n\nMeeting 5\n");
	d.title_at = 2;
	assert_str(doc_to_markdown(&a, &d), "DCF 2021  \nMeeting 5\n\n# Summary report\n");
}

/* ---- text ---- */

static void
lines_of_text_are_at_most_78_wide(void **state)
{
	(void)state;
	struct str s = text_of(RUNS(plain(
		"Zoë heard “some” words that go on and on until the line has been filled "
		"up, and then they go on in the next one as though nothing had happened, "
		"until https://example.org/an/address/that/is/far/longer/than/any/line/"
		"could/ever/be/made/to/be comes.")));

	while (str_present(s)) {
		struct str line = str_cut_line(&s);

		if (str_find(line, STR("https"), 0) == STR_NPOS)
			assert_true(utf8_count(line) <= 78);
		else
			assert_true(str_starts(line, STR("https")));
	}
}

static void
a_target_stands_behind_the_words_of_its_link(void **state)
{
	(void)state;
	struct link l = { .target = STR("https://example.org/") };
	struct link bare = { .target = l.target, .bare = true };
	struct link dead = { .target = STR("#") };

	assert_str(text_of(RUNS(linked("paper", &l), plain(" and "),
				linked("draft", &dead), plain("."))),
		   "paper <https://example.org/> and draft.\n");
	assert_str(text_of(RUNS(linked("https://example.org/", &bare))),
		   "<https://example.org/>\n");
	assert_str(text_of(RUNS(linked("https://example.org/", &l))),
		   "https://example.org/ <https://example.org/>\n");
}

static void
a_table_in_text_has_columns(void **state)
{
	(void)state;
	assert_str(doc_to_text(&a, doc_of((struct block){ .kind = BLOCK_TABLE,
							  .table = table_of() })),
		   "Staff\n  Ida  A|B\n");
}

/* ---- HTML ---- */

static void
a_numbered_paragraph_has_an_address(void **state)
{
	(void)state;
	struct block p = { .kind = BLOCK_PARA, .number = 3, .anchor = STR("p3"),
			   .runs = RUNS(plain("Text")) };

	assert_str(html_of(p), "<p class=\"pn\" id=\"p3\"><a class=\"num\" "
			       "href=\"#p3\">3</a>Text</p>\n");
}

static void
text_in_html_is_escaped(void **state)
{
	(void)state;
	struct block p = { .kind = BLOCK_PARA,
			   .runs = RUNS(plain("<script>&"),
					styled("b<i", RUN_STRONG | RUN_EM)) };

	assert_str(html_of(p), "<p>&lt;script&gt;&amp;<strong><em>b&lt;i</em></strong>"
			       "</p>\n");
}

static void
a_link_that_must_not_be_followed_is_text(void **state)
{
	(void)state;
	struct link bad = { .target = STR("javascript:alert(1)") }, dead = { .target = STR("#") };
	struct link good = { .target = STR("https://example.org/?a=1&b=\"") };

	assert_str(html_of((struct block){ .kind = BLOCK_PARA,
					   .runs = RUNS(linked("x", &bad)) }),
		   "<p><span class=\"nolink\">x</span></p>\n");
	assert_str(html_of((struct block){ .kind = BLOCK_PARA,
					   .runs = RUNS(linked("x", &dead)) }),
		   "<p><span class=\"nolink\">x</span></p>\n");
	assert_non_null(strstr(arena_cstr(&a, html_of((struct block){
					.kind = BLOCK_PARA,
					.runs = RUNS(linked("x", &good)) })),
			       "<a href=\"https://example.org/?a=1&amp;b="));
}

static void
one_link_of_several_styles_is_one_element(void **state)
{
	(void)state;
	struct link l = { .target = STR("https://example.org/") };
	struct run in = { .text = STR("b"), .style = RUN_STRONG, .link = &l };
	struct block p = { .kind = BLOCK_PARA,
			   .runs = RUNS(styled("x", RUN_STRONG), in, linked("c", &l)) };

	assert_str(html_of(p), "<p><strong>x</strong><a href=\"https://example.org/\">"
			       "<strong>b</strong>c</a></p>\n");
}

static void
headings_are_moved_down_and_stay_headings(void **state)
{
	(void)state;
	struct block h = { .kind = BLOCK_HEADING, .level = 2, .anchor = STR("actions"),
			   .runs = RUNS(plain("Actions")) };
	struct doc *d = doc_of(h);

	assert_str(doc_html_blocks(&a, &d->blocks, 1).html,
		   "<h3 id=\"actions\">Actions</h3>\n");
	d->blocks.at[0].level = 6;
	assert_str(doc_html_blocks(&a, &d->blocks, 3).html,
		   "<h6 id=\"actions\">Actions</h6>\n");
}

static void
a_table_in_html_says_what_its_heading_cells_head(void **state)
{
	(void)state;
	struct table *t = table_of();

	t->head = ARENA_ARRAY(&a, 2, struct cell_text);
	t->head[0].runs = RUNS(plain("Name"));
	t->caption = STR("People");
	assert_str(html_of((struct block){ .kind = BLOCK_TABLE, .table = t }),
		   "<table>\n<caption class=\"vh\">People</caption>\n"
		   "<thead><tr><th scope=\"col\">Name</th><td></td></tr></thead>\n"
		   "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"2\">Staff</th></tr>\n"
		   "<tr><th scope=\"row\">Ida</th><td>A|B</td></tr>\n</tbody>\n"
		   "</table>\n");
}

static void
lists_keep_their_numbers_and_letters(void **state)
{
	(void)state;
	static const char *const items[] = { "a) one", "b) two", NULL };
	struct block letters = list_of(false, items), numbers = list_of(true, items);

	numbers.children.at[1].number = 5;
	assert_str(html_of(letters), "<ul class=\"lettered\">\n<li>a) one</li>\n"
				     "<li>b) two</li>\n</ul>\n");
	assert_str(html_of(numbers), "<ol>\n<li>a) one</li>\n"
				     "<li value=\"5\">b) two</li>\n</ol>\n");
}

static void
kept_lines_and_quotations_have_their_elements(void **state)
{
	(void)state;
	struct block q = { .kind = BLOCK_QUOTE };
	struct block pre = { .kind = BLOCK_PRE, .text = STR("a <b\n c") };

	VEC_PUSH(&a, &q.children, pre);
	assert_str(html_of(q), "<blockquote>\n<pre tabindex=\"0\">a &lt;b\n c</pre>\n"
			       "</blockquote>\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_of_runs_are_joined_without_style),
		cmocka_unit_test(a_link_to_nothing_or_a_hash_leads_nowhere),
		cmocka_unit_test(styles_that_nest_are_written_nested),
		cmocka_unit_test(only_what_would_be_a_mark_is_escaped),
		cmocka_unit_test(a_paragraph_is_never_taken_for_something_else),
		cmocka_unit_test(code_is_written_with_enough_backticks),
		cmocka_unit_test(link_targets_are_written_so_that_they_end_where_they_end),
		cmocka_unit_test(a_link_within_emphasis_stays_one_link),
		cmocka_unit_test(what_belongs_to_a_numbered_paragraph_is_indented),
		cmocka_unit_test(a_group_of_a_table_is_a_row_with_one_bold_cell),
		cmocka_unit_test(kept_lines_are_fenced_with_more_than_they_contain),
		cmocka_unit_test(a_quotation_has_its_mark_before_every_line),
		cmocka_unit_test(the_head_stands_around_the_title),
		cmocka_unit_test(lines_of_text_are_at_most_78_wide),
		cmocka_unit_test(a_target_stands_behind_the_words_of_its_link),
		cmocka_unit_test(a_table_in_text_has_columns),
		cmocka_unit_test(a_numbered_paragraph_has_an_address),
		cmocka_unit_test(text_in_html_is_escaped),
		cmocka_unit_test(a_link_that_must_not_be_followed_is_text),
		cmocka_unit_test(one_link_of_several_styles_is_one_element),
		cmocka_unit_test(headings_are_moved_down_and_stay_headings),
		cmocka_unit_test(a_table_in_html_says_what_its_heading_cells_head),
		cmocka_unit_test(lists_keep_their_numbers_and_letters),
		cmocka_unit_test(kept_lines_and_quotations_have_their_elements),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
