/* SPDX-License-Identifier: Apache-2.0 */
/* Reading: head, sections, paragraphs, marks, items, rosters, facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/parse.h"

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
	if (!want)
		assert_false(str_present(got) && got.n);
	else
		assert_string_equal(arena_cstr(&a, got), want);
}

static struct report *
parse(const char *text)
{
	return report_parse(&a, str_of(text));
}

#define HEAD "DCF 2021\nDynamic Coalition Coordination Group\n"               \
	     "Virtual meeting 53 | 13 May 2021\n\nSummary report\n\n"

/* A report in the house form around the text. */
static struct report *
house(const char *text)
{
	return report_parse(&a, arena_printf(&a, HEAD "%s", text));
}

static struct report *
focus(const char *text)
{
	return report_parse(&a, arena_printf(&a, HEAD "Meeting focus\n\n%s", text));
}

static const struct block *
block_at(const struct report *r, size_t section, size_t block)
{
	assert_true(section < r->sections.n);
	assert_true(block < r->sections.at[section].blocks.n);
	return &r->sections.at[section].blocks.at[block];
}

static void
assert_block(const struct block *b, enum block_kind kind, int number, const char *text)
{
	assert_int_equal(b->kind, kind);
	assert_int_equal(b->number, number);
	assert_str(runs_text(&a, &b->runs), text);
}

static size_t
noticed(const struct report *r, const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < r->noticed.n; i++)
		n += strcmp(r->noticed.at[i].rule, rule) == 0;
	return n;
}

/* ---- head ---- */

static void
the_head_is_read_in_any_order_and_form(void **state)
{
	(void)state;
	static const struct {
		const char *text, *mode, *number_text;
		int number;
		struct civil day;
	} cases[] = {
		{ "DCF 2021\nRivers Group\nVirtual meeting 53 | 13 May 2021\n",
		  "Virtual meeting", "53", 53, { 2021, 5, 13 } },
		{ "Rivers Group\nDCF 2021\nMeeting XXXIX, May 13, 2021\n", NULL, "XXXIX",
		  39, { 2021, 5, 13 } },
		{ "DCF 2021 \xE2\x80\x93 Rivers Group \xE2\x80\x93 54th meeting "
		  "(2021-06-09)\n", NULL, "54th", 54, { 2021, 6, 9 } },
		{ "In-person meeting #12; Thursday 13th of May 2021\nRivers Group\n"
		  "DCF 2021\n", "In-person meeting", "#12", 12, { 2021, 5, 13 } },
		{ "DCF 2021\nRivers Group\nFifty-fourth virtual meeting\n1 Sept 2021\n",
		  "virtual meeting", "Fifty-fourth", 54, { 2021, 9, 1 } },
		{ "# DCF 2021\n\n## Rivers Group\n\n**Hybrid meeting 7 - 3 July 2021**\n",
		  "Hybrid meeting", "7", 7, { 2021, 7, 3 } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *sign = cases[i].text[0] == '#' ? "# " : "";
		struct report *r = report_parse(&a, arena_printf(&a,
			"%s\n%sSummary report\n\n%sMeeting focus\n\n1. Text.\n",
			cases[i].text, sign, sign));
		date want;

		assert_true(date_from_civil(cases[i].day, &want));
		assert_int_equal(r->form, REPORT_HOUSE);
		assert_str(r->head.forum, "DCF");
		assert_str(r->head.cycle, "2021");
		assert_str(r->head.body, "Rivers Group");
		assert_str(r->head.mode, cases[i].mode);
		assert_str(r->head.number_text, cases[i].number_text);
		assert_int_equal(r->head.number, cases[i].number);
		assert_int_equal(r->head.date.v, want.v);
		assert_str(r->head.title, "Summary report");
	}
}

static void
the_body_may_stand_behind_the_meeting(void **state)
{
	(void)state;
	struct report *r = parse("Minutes of the\n\n54th meeting of the Rivers Group\n"
				 "9 June 2021\n\nAction items\n\n- A to do b.\n\n"
				 "Meeting focus\n\n1. Text.\n");

	assert_str(r->head.body, "Rivers Group");
	assert_int_equal(r->head.number, 54);
}

static void
a_title_above_the_head_stays_above_it(void **state)
{
	(void)state;
	struct report *r = parse("Summary report\n\nDCF 2021\nRivers Group\n"
				 "Virtual meeting 5 | 13 May 2021\n\nMeeting focus\n\n"
				 "1. Text.\n");

	assert_int_equal(r->head.title_at, 0);
	assert_int_equal(r->head.lines.n, 3);
	assert_str(r->head.body, "Rivers Group");
}

static void
a_byte_order_mark_and_carriage_returns_do_no_harm(void **state)
{
	(void)state;
	struct report *r = parse("\xEF\xBB\xBF" "DCF 2021\r\nRivers Group\r\n"
				 "Virtual meeting 5 | 13 May 2021\r\n\r\nMeeting focus\r\n"
				 "\r\n1. Some\xC2\xA0text\r\nand\tmore.\r\n");

	assert_str(r->head.forum, "DCF");
	assert_block(block_at(r, 0, 0), BLOCK_PARA, 1, "Some text and more.");
}

/* ---- sections ---- */

static void
sections_are_known_by_their_headings(void **state)
{
	(void)state;
	struct report *r = house("NEXT STEPS\n\n- A to do b.\n\nMeeting focus:\n\n1. One.\n\n"
				 "The paper\n\n2. Two.\n\nAny other business\n\n3. Three.\n\n"
				 "Annex I\n\nOpen questions\n\nText of it.\n\nAnnex II\n\n"
				 "List of participants\n\nBrandvold\tSigne\n");
	static const enum section_kind kinds[] = { SECTION_ACTIONS, SECTION_FOCUS,
		SECTION_TOPIC, SECTION_AOB, SECTION_ANNEX, SECTION_PARTICIPANTS };
	static const int levels[] = { 2, 2, 3, 3, 2, 2 };

	assert_int_equal(r->sections.n, ARRAY_LEN(kinds));
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		assert_int_equal(r->sections.at[i].kind, kinds[i]);
		assert_int_equal(r->sections.at[i].level, levels[i]);
	}
	assert_str(runs_text(&a, &r->sections.at[4].heading), "Annex I: Open questions");
	assert_str(runs_text(&a, &r->sections.at[5].heading),
		   "Annex II: List of participants");
}

static void
with_marked_headings_a_short_line_is_no_heading(void **state)
{
	(void)state;
	struct report *r = house("## Meeting focus\n\n1. One.\n\nThe paper\n\n2. Two.\n");

	assert_int_equal(r->sections.n, 1);
	assert_block(block_at(r, 0, 1), BLOCK_PARA, 0, "The paper");
}

static void
a_heading_over_no_numbered_paragraph_is_no_topic(void **state)
{
	(void)state;
	struct report *r = focus("1. One.\n\nThanks\n\nThank you all for coming today.\n");

	assert_int_equal(r->sections.at[1].kind, SECTION_OTHER);
	assert_true(r->remainder_words > 0);
}

/* ---- paragraphs ---- */

static void
numbers_run_on_and_lists_belong_to_them(void **state)
{
	(void)state;
	struct report *r = focus("1. One:\n\n- a\n - b\n- c\n\n1) x\n2) y\n\n2. Two.\n");
	const struct block *one = block_at(r, 0, 0);

	assert_block(one, BLOCK_PARA, 1, "One:");
	assert_str(one->anchor, "p1");
	assert_int_equal(one->children.n, 2);
	assert_int_equal(one->children.at[0].children.n, 2);
	assert_int_equal(one->children.at[0].children.at[0].children.n, 1);
	assert_true(one->children.at[1].ordered);
	assert_block(block_at(r, 0, 1), BLOCK_PARA, 2, "Two.");
}

static void
a_number_that_comes_twice_has_two_addresses(void **state)
{
	(void)state;
	struct report *r = focus("1. One.\n\n2. Two.\n\n2. Two again.\n");

	assert_str(block_at(r, 0, 1)->anchor, "p2");
	assert_str(block_at(r, 0, 2)->anchor, "p2-2");
}

static void
hard_wrapped_lines_are_one_paragraph(void **state)
{
	(void)state;
	struct report *r = focus("1. A line that goes on in the year\n2021. And in\n"
				 "another line \xE2\x80\x93 or\n\xE2\x80\x93 a third.\n");

	assert_block(block_at(r, 0, 0), BLOCK_PARA, 1,
		     "A line that goes on in the year 2021. And in another line "
		     "\xE2\x80\x93 or \xE2\x80\x93 a third.");
}

static void
a_sentence_broken_at_a_page_is_joined_and_noticed(void **state)
{
	(void)state;
	struct report *r = focus("1. To address this issue, consideration may be given to\n"
				 "\f\ndefining some criteria.\n\n2. Which would then be "
				 "reflected in the SRF\n\n2021 documentation. It would be "
				 "up to individual coalitions.\n");

	assert_block(block_at(r, 0, 0), BLOCK_PARA, 1,
		     "To address this issue, consideration may be given to defining "
		     "some criteria.");
	assert_int_equal(r->sections.at[0].blocks.n, 2);
	assert_int_equal(noticed(r, "break-joined"), 2);
}

static void
a_finished_sentence_is_not_joined(void **state)
{
	(void)state;
	struct report *r = focus("1. A sentence that is long enough and has its end.\n\n"
				 "and one that begins small.\n");

	assert_int_equal(r->sections.at[0].blocks.n, 2);
	assert_int_equal(r->noticed.n, 0);
}

static void
a_hyphen_at_a_break_goes_or_stays_as_the_text_has_it(void **state)
{
	(void)state;
	struct report *r = focus("1. All the documentation of the year-round forum, the docu-\n"
				 "mentation of the year-\nround forum, the self-\nmade "
				 "and the trans-\nlation.\n");

	assert_block(block_at(r, 0, 0), BLOCK_PARA, 1,
		     "All the documentation of the year-round forum, the documentation of "
		     "the year-round forum, the self-made and the translation.");
	assert_int_equal(noticed(r, "hyphen-joined"), 2);
	assert_non_null(strstr(arena_cstr(&a, finding_what(&a, LANG_en, &r->noticed.at[0])), "documentation"));
}

static void
letters_are_items_that_keep_them(void **state)
{
	(void)state;
	struct report *r = focus("1. Three ways:\n\na) one\nb) two\n(c) three\n");
	const struct block *list = &block_at(r, 0, 0)->children.at[0];

	assert_int_equal(list->children.n, 3);
	assert_block(&list->children.at[2], BLOCK_ITEM, 0, "(c) three");
}

static void
dashes_under_dots_are_a_nested_list(void **state)
{
	(void)state;
	struct report *r = focus("1. Points:\n\n\xE2\x80\xA2 one\n\xE2\x80\x93 two\n"
				 "\xE2\x80\x93 three\n\xE2\x80\xA2 four\n");
	const struct block *list = &block_at(r, 0, 0)->children.at[0];

	assert_int_equal(list->children.n, 2);
	assert_int_equal(list->children.at[0].children.at[0].children.n, 2);
}

static void
numbers_in_an_annex_are_a_list(void **state)
{
	(void)state;
	struct report *r = focus("1. One.\n\nAnnex I\n\n1. first\n2. second\n");

	assert_int_equal(block_at(r, 1, 0)->kind, BLOCK_LIST);
	assert_int_equal(block_at(r, 1, 0)->children.n, 2);
}

/* ---- marks ---- */

static struct runs
inline_of(const char *text)
{
	static struct report r;
	static struct reading rd;

	r = (struct report){ 0 };
	rd = (struct reading){ .a = &a, .r = &r };
	return inline_read(&rd, str_of(text));
}

/* "text" with S, E, C and L=target for each run, "|" between. */
static struct str
shown(struct runs r)
{
	struct str s = STR("");

	for (size_t i = 0; i < r.n; i++)
		s = arena_printf(&a, "%.*s%s%.*s%s%s%s%s%.*s", STRF(s), i ? "|" : "",
				 STRF(r.at[i].text),
				 r.at[i].style & RUN_STRONG ? "/S" : "",
				 r.at[i].style & RUN_EM ? "/E" : "",
				 r.at[i].style & RUN_CODE ? "/C" : "",
				 r.at[i].link ? "/L=" : "",
				 STRF(r.at[i].link ? r.at[i].link->target : STR("")));
	return s;
}

static void
marks_are_read(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "a **b** c", "a |b/S| c" },
		{ "__b__ *c* _d_", "b/S| |c/E| |d/E" },
		{ "**a _b_ c**", "a /S|b/S/E| c/S" },
		{ "***a***", "a/S/E" },
		{ "`a*b*` ``c`d``", "a*b*/C| |c`d/C" },
		{ "[a](#) [b](<c d>)", "a/L=#| |b/L=c d" },
		{ "[a **b**](x(y))", "a /L=x(y)|b/S/L=x(y)" },
		{ "**[a](x)**", "a/S/L=x" },
		{ "<https://example.org/>", "https://example.org//L=https://example.org/" },
		{ "\\*a\\* \\[b](c)", "*a* [b](c)" },
		{ "x [ a ](#) y", "x |a/L=#| y" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_str(shown(inline_of(cases[i][0])), cases[i][1]);
}

static void
what_is_no_mark_is_text(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"2 * 3 * 4", "snake_case_name", "2**31 and 2**32", "**open", "a ** b",
		"`open", "[a] (b)", "[a](b c)", "[](x)", "<b>bold</b>", "&amp;",
		"****a****", "**a _b** c_", "[a](", "C:\\dir",
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_str(shown(inline_of(cases[i])), cases[i]);
}

static void
long_runs_of_marks_take_no_long_time(void **state)
{
	(void)state;
	static const char *const patterns[] = { "*a ", "_a*b ", "[", "](", "`a``", "[a](",
		"\\*", "<http://", "**a* ", "> ", "- ", "|", "(a) ", "by 1 " };

	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		size_t n = strlen(patterns[i]), size = 300000;
		char *text = arena_alloc(&a, size + n);

		for (size_t at = 0; at < size; at += n)
			memcpy(text + at, patterns[i], n);
		/* Quadratic time would not come back here. */
		assert_non_null(report_parse(&a, (struct str){ text, size }));
		arena_done(&a);
	}
}

/* ---- items ---- */

static const struct report_item *
item_of(const char *line)
{
	struct report *r = report_parse(&a, arena_printf(&a, HEAD
		"Conclusions and action items\n\n%s\n\nMeeting focus\n\n1. Text.\n", line));

	assert_int_equal(r->items.n, 1);
	return &r->items.at[0];
}

static void
an_item_says_who_is_to_do_it(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		enum owner_kind kind;
		const char *owner;
	} cases[] = {
		{ "- DCs to review the paper.", OWNER_ALL, "DCs" },
		{ "- All coalitions are invited to send comments.", OWNER_ALL,
		  "All coalitions" },
		{ "- The secretariat to circulate it.", OWNER_GROUP, "secretariat" },
		{ "- DC on Rivers will report back.", OWNER_GROUP, "DC on Rivers" },
		{ "- Ms. Ida Lund to write.", OWNER_PERSON, "Ms. Ida Lund" },
		{ "1) Marek Kolar should ask.", OWNER_PERSON, "Marek Kolar" },
		{ "- A note to be drafted by the secretariat.", OWNER_GROUP, "secretariat" },
		{ "- A note to be drafted.", OWNER_NONE, NULL },
		{ "- Further activities to be undertaken to collect input.", OWNER_NONE,
		  NULL },
		{ "a) DCs that wish to take part to say so.", OWNER_GROUP,
		  "DCs that wish to take part" },
		{ "- A list to be sent by the secretariat no later than 3 July.", OWNER_GROUP,
		  "secretariat" },
		{ "- A list to be sent by the secretariat on 3 July.", OWNER_GROUP, "secretariat" },
		{ "- A list to be sent by the DC on Rivers.", OWNER_GROUP, "DC on Rivers" },
		{ "- A paragraph that the secretariat will print.", OWNER_GROUP, "secretariat" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct report_item *it = item_of(cases[i].line);

		assert_int_equal(it->kind, ITEM_ACTION);
		assert_int_equal(it->owner, cases[i].kind);
		assert_str(it->owner_text, cases[i].owner);
	}
}

static void
deadlines_are_found_and_get_the_nearest_year(void **state)
{
	(void)state;
	static const struct {
		const char *line, *text, *day;
		bool guessed;
	} cases[] = {
		{ "- DCs to review it. Deadline: **24 May**.", "24 May", "2021-05-24", true },
		{ "- DCs to review it until 24 May.", "24 May", "2021-05-24", true },
		{ "- DCs to review it by 10th April.", "10th April", "2021-04-10", true },
		{ "- DCs to do it before the 5 March deadline.", "5 March", "2021-03-05",
		  true },
		{ "- DCs to do it by the end of June.", "end of June", "2021-06-30", true },
		{ "- DCs to do it no later than 3 July 2022.", "3 July 2022", "2022-07-03",
		  false },
		{ "- DCs to do it by 2021-12-24.", "2021-12-24", "2021-12-24", false },
		{ "- DCs to do it by 15 December.", "15 December", "2020-12-15", true },
		{ "- DCs to do it by Friday, June 4, 2021.", "June 4, 2021", "2021-06-04",
		  false },
		{ "- DCs to say so by mail.", NULL, "", false },
		{ "- DCs to do it by 31 June.", "31 June", "", true },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct report_item *it = item_of(cases[i].line);

		assert_str(it->due_text, cases[i].text);
		assert_str(date_format(&a, it->due), cases[i].day);
		assert_int_equal(it->due_year_guessed, cases[i].guessed);
	}
}

static void
a_verb_in_the_past_makes_a_conclusion_with_a_follow_up(void **state)
{
	(void)state;
	const struct report_item *it = item_of(
		"- DCs generally welcomed the idea of being involved. Discussions on this "
		"issue to continue.");

	assert_int_equal(it->kind, ITEM_CONCLUSION);
	assert_int_equal(it->parts.n, 1);
	assert_int_equal(it->parts.at[0].kind, PART_FOLLOW_UP);
	assert_str(it->parts.at[0].text, "Discussions on this issue to continue.");
}

static void
nested_bullets_and_further_sentences_are_steps(void **state)
{
	(void)state;
	const struct report_item *it = item_of("- DCs to review it.\n - A draft to follow "
					       "by 1 June.");

	assert_str(it->text, "DCs to review it.");
	assert_int_equal(it->parts.n, 1);
	assert_int_equal(it->parts.at[0].kind, PART_STEP);
	assert_str(it->parts.at[0].due_text, "1 June");
	it = item_of("- A summary to be prepared. A document to then be shared. Details to "
		     "be given later on.");
	assert_int_equal(it->parts.n, 3);
	assert_int_equal(it->parts.at[1].kind, PART_STEP);
	assert_int_equal(it->parts.at[2].kind, PART_NOTE);
}

/* ---- rosters ---- */

static const struct roster_group *
group_of(const char *people, size_t i)
{
	struct report *r = report_parse(&a, arena_printf(&a, HEAD
		"Meeting focus\n\n1. Ms. Signe Brandvold spoke; so did Mr. van Neerven.\n\n"
		"List of participants\n\n%s", people));

	assert_true(i < r->roster.n);
	return &r->roster.at[i];
}

static void
a_table_keeps_its_groups_and_survives_empty_lines(void **state)
{
	(void)state;
	static const char table[] = "Coordination facilitators\t\t\nBrandvold\tSigne\t\n"
		"Participants\t\t\nRosa\tMonte\tDC on X\n\n\f\nJoost\tvan Neerven\tDC on Y\n"
		"Secretariat support\nIda\tLund\nApologies\nEva\tOm\n";
	const struct roster_group *g = group_of(table, 0);

	assert_int_equal(g->kind, ROSTER_FACILITATOR);
	assert_str(g->label, "Coordination facilitators");
	assert_int_equal(g->order, ORDER_SURNAME_FIRST);
	assert_false(g->order_in_doubt);
	assert_str(g->people.at[0].name, "Signe Brandvold");
	g = group_of(table, 1);
	assert_int_equal(g->people.n, 2);
	assert_int_equal(g->order, ORDER_GIVEN_FIRST);
	assert_str(g->people.at[1].name, "Joost van Neerven");
	assert_str(g->people.at[1].affiliation, "DC on Y");
	g = group_of(table, 2);
	assert_int_equal(g->kind, ROSTER_SECRETARIAT);
	assert_true(g->order_in_doubt);
	assert_int_equal(group_of(table, 3)->kind, ROSTER_APOLOGY);
}

static void
apologies_are_not_present(void **state)
{
	(void)state;
	struct report *r = focus("1. Text.\n\nList of participants\n\nParticipants: Ida Lund "
				 "(DC on X), Mark Om and Eva Ek\n\nApologies: Ben Ol\n\n"
				 "Regrets: none\n");

	assert_int_equal(r->roster.n, 3);
	assert_int_equal(r->roster.at[0].form, ROSTER_LINE);
	assert_int_equal(r->roster.at[0].people.n, 3);
	assert_str(r->roster.at[0].people.at[0].affiliation, "DC on X");
	assert_str(r->roster.at[0].people.at[2].name, "Eva Ek");
	assert_str(r->roster.at[2].note, "none");
	assert_int_equal(report_present(r), 3);
}

static void
column_headings_over_nobody_are_kept(void **state)
{
	(void)state;
	struct report *r = focus("1. Text.\n\nList of participants\n\n| Name | Coalition |\n"
				 "|---|---|\n\nNone.\n");
	struct str text = doc_to_text(&a, report_doc(&a, r));

	assert_true(str_find(text, STR("Coalition"), 0) != STR_NPOS);
	assert_true(str_find(text, STR("None"), 0) != STR_NPOS);
}

static void
a_label_under_the_column_headings_names_the_first_group(void **state)
{
	(void)state;
	struct report *r = focus("1. Text.\n\nList of participants\n\n"
				 "| Name | Affiliation |\n|---|---|\n"
				 "| **Coordination facilitators** | |\n| Rosa Monte | DC on X |\n"
				 "| **Secretariat** | |\n| Anna Lo | DC on Y |\n");
	struct report *again;

	assert_int_equal(r->roster.n, 2);
	assert_str(r->roster.at[0].label, "Coordination facilitators");
	assert_int_equal(r->roster.at[0].kind, ROSTER_FACILITATOR);
	assert_int_equal(r->roster.at[0].columns.n, 2);
	assert_int_equal(r->roster.at[0].people.n, 1);
	assert_int_equal(r->roster.at[1].kind, ROSTER_SECRETARIAT);
	again = report_parse(&a, doc_to_markdown(&a, report_doc(&a, r)));
	assert_int_equal(again->roster.n, 2);
	assert_str(again->roster.at[0].label, "Coordination facilitators");
	assert_int_equal(again->roster.at[0].columns.n, 2);
	assert_int_equal(again->roster.at[0].people.n, 1);
}

static void
columns_are_divided_by_pipes_or_spaces_too(void **state)
{
	(void)state;
	const struct roster_group *g = group_of("Participants\n\nRosa   Monte  DC on X\n"
						"Anna    Lo    DC on Y\n", 0);

	assert_str(g->people.at[0].second, "Monte");
	assert_str(g->people.at[1].affiliation, "DC on Y");
	g = group_of("| Surname | First name | Country | Role |\n|---|---|---|---|\n"
		     "| Monte | Rosa | DC on X | remote |\n", 0);
	assert_int_equal(g->order, ORDER_SURNAME_FIRST);
	assert_int_equal(g->columns.n, 4);
	assert_str(g->people.at[0].name, "Rosa Monte");
	assert_str(g->people.at[0].more, "remote");
}

static void
a_name_in_one_column_is_followed_by_the_affiliation(void **state)
{
	(void)state;
	const struct roster_group *g = group_of("Participants\n\nRosa Monte\tDC on X\n"
						"Anna Lo\tYouth Coalition on Y\n", 0);

	assert_int_equal(g->order, ORDER_ONE_COLUMN);
	assert_str(g->people.at[0].name, "Rosa Monte");
	assert_str(g->people.at[1].affiliation, "Youth Coalition on Y");
}

static void
names_in_bullets_may_have_brackets_commas_and_titles(void **state)
{
	(void)state;
	const struct roster_group *g = group_of("Participants:\n\n- Ms. Rosa Monte (DC on X "
						"(part))\n- Anna Lo, DC on Y\n- Om, Eva\n", 0);

	assert_int_equal(g->form, ROSTER_LIST);
	assert_str(g->label, "Participants");
	assert_str(g->people.at[0].name, "Rosa Monte");
	assert_str(g->people.at[0].affiliation, "DC on X (part)");
	assert_str(g->people.at[1].affiliation, "DC on Y");
	assert_str(g->people.at[2].name, "Eva Om");
}

static void
sorting_tells_the_order_where_nothing_else_does(void **state)
{
	(void)state;
	const struct roster_group *g = group_of("Participants\nZoe\tAbe\nEva\tBo\nYan\tCai\n"
		"Al\tDo\nXu\tEm\nBo\tFa\nWim\tGo\n", 0);

	assert_int_equal(g->order, ORDER_GIVEN_FIRST);
	assert_false(g->order_in_doubt);
	g = group_of("Participants\nAbe\tZoe\nBo\tEva\nCai\tYan\nDo\tAl\nEm\tXu\nFa\tBo\n", 0);
	assert_int_equal(g->order, ORDER_SURNAME_FIRST);
}

static void
prose_behind_the_names_is_no_person(void **state)
{
	(void)state;
	struct report *r = focus("1. Text.\n\nList of participants\n\nThe following took part "
				 "in the meeting of the group today.\n\nBrandvold\tSigne\n\nThe list "
				 "was closed on the day after the meeting, as it always is.\n");

	assert_int_equal(report_present(r), 1);
	assert_int_equal(r->sections.at[1].blocks.n, 1);
	assert_int_equal(r->sections.n, 3);
	assert_int_equal(r->sections.at[2].level, 0);
}

/* ---- facts ---- */

static void
counts_numbers_and_facilitators_are_read_from_the_text(void **state)
{
	(void)state;
	struct report *r = focus("1. The fifty-third meeting of the group was facilitated by "
				 "Mr. Marek Kolar and Ms. Ida Lund, and attended by sixteen "
				 "participants.\n");

	assert_int_equal(r->stated_number, 53);
	assert_int_equal(r->stated_attendance, 16);
	assert_int_equal(r->named_facilitators.n, 2);
	assert_str(r->named_facilitators.at[1], "Ida Lund");
	r = focus("1. Two meetings were held. There were 20 people.\n");
	assert_int_equal(r->stated_number, 0);
	assert_int_equal(r->stated_attendance, -1);
}

static void
abbreviations_are_known_by_their_initials(void **state)
{
	(void)state;
	struct report *r = focus("1. Best Practice Forums (BPFs), national and regional SRF "
				 "initiatives (NRIs), the Dynamic Coalitions (DC) and others "
				 "(XY), (PAG Chair), a list (LST).\n");

	assert_int_equal(r->abbreviations.n, 3);
	assert_str(r->abbreviations.at[0].lng, "Best Practice Forums");
	assert_str(r->abbreviations.at[1].lng, "national and regional SRF initiatives");
	assert_str(r->abbreviations.at[2].shrt, "DC");
}

static void
postponed_topics_are_named_by_their_subject(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "The discussion on potential DC dispute resolution mechanisms was postponed "
		  "and it was suggested that it be taken up later.",
		  "potential DC dispute resolution mechanisms" },
		{ "There was no time. The item on charters was deferred to June.", "charters" },
		{ "It was agreed to postpone the discussion of the rota until May.",
		  "the rota" },
		{ "The question of names was carried over to the next meeting.", "names" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct report *r = report_parse(&a, arena_printf(&a, HEAD
			"Meeting focus\n\n1. %s\n", cases[i][0]));

		assert_int_equal(r->postponed.n, 1);
		assert_str(r->postponed.at[0].text, cases[i][1]);
		assert_int_equal(r->postponed.at[0].paragraph, 1);
	}
}

/* ---- other forms ---- */

static void
a_text_in_another_form_is_kept_without_guessing(void **state)
{
	(void)state;
	struct report *r = parse("# Minutes\n\nIntro *here*.\n\n## Topic\n\n1. one\n2. two\n\nThen:\n\n"
				 "    kept  lines\n      as they are\n\n> said\n> so\n\n"
				 "```c\nint x;\n# no heading\n```\n\n| a | b |\n|---|---|\n"
				 "| 1 | 2 |\n");
	static const enum block_kind kinds[] = { BLOCK_PARA, BLOCK_HEADING, BLOCK_LIST,
		BLOCK_PARA, BLOCK_PRE, BLOCK_QUOTE, BLOCK_PRE, BLOCK_TABLE };

	assert_int_equal(r->form, REPORT_OTHER);
	assert_str(r->head.title, "Minutes");
	assert_int_equal(r->sections.n, 1);
	assert_int_equal(r->sections.at[0].blocks.n, ARRAY_LEN(kinds));
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		assert_int_equal(block_at(r, 0, i)->kind, kinds[i]);
	assert_str(block_at(r, 0, 4)->text, "    kept  lines\n      as they are");
	assert_str(block_at(r, 0, 6)->text, "int x;\n# no heading");
	assert_int_equal(r->typed_words, 0);
}

static void
a_nul_hides_nothing_behind_it(void **state)
{
	(void)state;
	struct str text = STR(HEAD "Meeting focus\n\n1. One.\n\nA heading of two lines \0"
			      "that goes on for quite a long\nwhile\n\n2. Two\0three.\n");
	struct report *r = report_parse(&a, text);

	assert_str(runs_text(&a, &r->sections.at[1].heading),
		   "A heading of two lines that goes on for quite a long while");
	assert_block(block_at(r, 1, 0), BLOCK_PARA, 2, "Two three.");
}

static void
a_line_that_only_looks_fenced_keeps_its_number(void **state)
{
	(void)state;
	struct report *r = parse("- a\n    ```\n> b\n  * c\n    3. d\n");
	struct str text = doc_to_text(&a, report_doc(&a, r));

	assert_true(str_find(text, STR("3. d"), 0) != STR_NPOS);
}

static void
nothing_at_all_is_a_report_too(void **state)
{
	(void)state;
	static const char *const cases[] = { "", "\n", "\xEF\xBB\xBF", "\f\f", "   ", "#",
		"-", "|", ">", "```", "\xFF\xFE", "1.", "# ", "* * *" };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(parse(cases[i])->form, REPORT_OTHER);
	assert_int_equal(report_parse(&a, STR_NONE)->form, REPORT_OTHER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_is_read_in_any_order_and_form),
		cmocka_unit_test(the_body_may_stand_behind_the_meeting),
		cmocka_unit_test(a_title_above_the_head_stays_above_it),
		cmocka_unit_test(a_byte_order_mark_and_carriage_returns_do_no_harm),
		cmocka_unit_test(sections_are_known_by_their_headings),
		cmocka_unit_test(with_marked_headings_a_short_line_is_no_heading),
		cmocka_unit_test(a_heading_over_no_numbered_paragraph_is_no_topic),
		cmocka_unit_test(numbers_run_on_and_lists_belong_to_them),
		cmocka_unit_test(a_number_that_comes_twice_has_two_addresses),
		cmocka_unit_test(hard_wrapped_lines_are_one_paragraph),
		cmocka_unit_test(a_sentence_broken_at_a_page_is_joined_and_noticed),
		cmocka_unit_test(a_finished_sentence_is_not_joined),
		cmocka_unit_test(a_hyphen_at_a_break_goes_or_stays_as_the_text_has_it),
		cmocka_unit_test(letters_are_items_that_keep_them),
		cmocka_unit_test(dashes_under_dots_are_a_nested_list),
		cmocka_unit_test(numbers_in_an_annex_are_a_list),
		cmocka_unit_test(marks_are_read),
		cmocka_unit_test(what_is_no_mark_is_text),
		cmocka_unit_test(long_runs_of_marks_take_no_long_time),
		cmocka_unit_test(an_item_says_who_is_to_do_it),
		cmocka_unit_test(deadlines_are_found_and_get_the_nearest_year),
		cmocka_unit_test(a_verb_in_the_past_makes_a_conclusion_with_a_follow_up),
		cmocka_unit_test(nested_bullets_and_further_sentences_are_steps),
		cmocka_unit_test(a_table_keeps_its_groups_and_survives_empty_lines),
		cmocka_unit_test(apologies_are_not_present),
		cmocka_unit_test(column_headings_over_nobody_are_kept),
		cmocka_unit_test(a_label_under_the_column_headings_names_the_first_group),
		cmocka_unit_test(columns_are_divided_by_pipes_or_spaces_too),
		cmocka_unit_test(a_name_in_one_column_is_followed_by_the_affiliation),
		cmocka_unit_test(names_in_bullets_may_have_brackets_commas_and_titles),
		cmocka_unit_test(sorting_tells_the_order_where_nothing_else_does),
		cmocka_unit_test(prose_behind_the_names_is_no_person),
		cmocka_unit_test(counts_numbers_and_facilitators_are_read_from_the_text),
		cmocka_unit_test(abbreviations_are_known_by_their_initials),
		cmocka_unit_test(postponed_topics_are_named_by_their_subject),
		cmocka_unit_test(a_text_in_another_form_is_kept_without_guessing),
		cmocka_unit_test(a_nul_hides_nothing_behind_it),
		cmocka_unit_test(a_line_that_only_looks_fenced_keeps_its_number),
		cmocka_unit_test(nothing_at_all_is_a_report_too),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
