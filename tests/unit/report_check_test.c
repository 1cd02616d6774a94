/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reports made by hand: one that has nothing wrong with it, and for each rule
 * of the table a change that makes it fire and a near miss that does not.
 * (What reading and checking find together is in report_findings_test.c.)
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>

#include "report/report.h"
#include "report/rules.h"

static struct arena arena;

static int
fresh_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* ---- a report with nothing wrong ---- */

static date
day(int year, int month, int d)
{
	date ret = DATE_NONE;

	assert_true(date_from_civil((struct civil){ year, month, d }, &ret));
	return ret;
}

static struct runs
plain(const char *text)
{
	struct runs r = { 0 };

	VEC_PUSH(&arena, &r, (struct run){ .text = str_of(text) });
	return r;
}

/* A link over two runs, the second one strong. */
static struct runs
linked(const char *words, const char *more, const char *target)
{
	struct link *link = ARENA_NEW(&arena, struct link);
	struct runs r = { 0 };

	link->target = str_of(target);
	VEC_PUSH(&arena, &r, ((struct run){ .text = str_of(words), .link = link }));
	VEC_PUSH(&arena, &r,
		 ((struct run){ .text = str_of(more), .style = RUN_STRONG, .link = link }));
	return r;
}

static struct report_section *
add_section(struct report *r, enum section_kind kind, int level, const char *heading, uint32_t line)
{
	struct report_section *s = VEC_ADD(&arena, &r->sections);

	*s = (struct report_section){ .kind = kind, .level = level, .line = line };
	if (heading)
		s->heading = plain(heading);
	return s;
}

static struct block *
add_para(struct report_section *s, int number, const char *text, uint32_t line)
{
	struct block *b = VEC_ADD(&arena, &s->blocks);

	*b = (struct block){ .kind = BLOCK_PARA, .number = number, .line = line };
	b->runs = plain(text);
	return b;
}

static struct roster_group *
add_group(struct report *r, enum roster_kind kind, const char *label, uint32_t line)
{
	struct roster_group *g = VEC_ADD(&arena, &r->roster);

	*g = (struct roster_group){ .kind = kind, .label = str_of(label), .line = line };
	return g;
}

static struct roster_person *
add_person(struct roster_group *g, const char *first, const char *second, const char *affiliation)
{
	struct roster_person *p = VEC_ADD(&arena, &g->people);

	*p = (struct roster_person){
		.first = str_of(first),
		.second = str_of(second),
		.name = arena_printf(&arena, "%s %s", first, second),
		.affiliation = str_of(affiliation),
		.line = g->line + (uint32_t)g->people.n,
	};
	return p;
}

enum { S_ACTIONS, S_FOCUS, S_TOPIC, S_AOB, S_PEOPLE };
enum { G_FACILITATORS, G_PARTICIPANTS, G_STAFF };

static struct report *
clean_report(void)
{
	struct report *r = ARENA_NEW(&arena, struct report);
	struct report_item *item;
	struct roster_group *g;

	r->head = (struct report_head){
		.forum = STR("SRF"),
		.cycle = STR("2024"),
		.body = STR("Dynamic Coalition Coordination Group"),
		.mode = STR("Virtual meeting"),
		.number_text = STR("32"),
		.number = 32,
		.date_text = STR("Thursday 14 March 2024"),
		.date = day(2024, 3, 14),
		.title = STR("Summary report"),
		.line = 5,
	};
	r->stated_number = 32;
	r->stated_number_line = r->stated_attendance_line = 15;
	r->stated_attendance = 4;
	VEC_PUSH(&arena, &r->named_facilitators, STR("Signe Brandvold"));

	add_para(add_section(r, SECTION_ACTIONS, 2, "Action items", 9), 0, "DCs to read it.", 11);
	add_para(add_section(r, SECTION_FOCUS, 2, "Meeting focus", 13), 1,
		 "The 32nd meeting of the group, held on 14 March 2024, looked back.", 15);
	add_para(add_section(r, SECTION_TOPIC, 3, "The open season", 17), 2, "It went well.", 19)
		->runs = linked("the ", "programme", "https://example.org/programme");
	add_para(add_section(r, SECTION_AOB, 3, "AOB", 21), 3, "There was none.", 23);
	add_section(r, SECTION_PARTICIPANTS, 2, "List of participants", 25);

	item = VEC_ADD(&arena, &r->items);
	*item = (struct report_item){
		.kind = ITEM_ACTION,
		.text = STR("DCs to read it by 11 April 2024."),
		.owner = OWNER_ALL,
		.owner_text = STR("DCs"),
		.due = day(2024, 4, 11),
		.due_text = STR("11 April 2024"),
		.line = 11,
	};

	g = add_group(r, ROSTER_FACILITATOR, "Coordination facilitators", 27);
	g->order = ORDER_SURNAME_FIRST;
	add_person(g, "Brandvold", "Signe", "")->name = STR("Signe Brandvold");
	g = add_group(r, ROSTER_PARTICIPANT, "Participants", 30);
	add_person(g, "Aino", "Saarelma", "DC on Fish Passage");
	add_person(g, "Dylan", "Kirkbride", "Youth Coalition on Rivers");
	g = add_group(r, ROSTER_SECRETARIAT, "Secretariat support", 34);
	add_person(g, "Nadia", "Hrastnik", "");
	r->sections.at[S_PEOPLE].roster_n = r->roster.n;
	return r;
}

/* ---- the changes ---- */

typedef void change_fn(struct report *r, struct report_known *known);

static struct block *
first_block(struct report *r, int section)
{
	return &r->sections.at[section].blocks.at[0];
}

static struct roster_person *
person(struct report *r, int group, int i)
{
	return &r->roster.at[group].people.at[i];
}

static void
other_form(struct report *r, struct report_known *known)
{
	(void)known;
	*r = (struct report){ .form = REPORT_OTHER, .stated_attendance = -1 };
}

static void
nothing(struct report *r, struct report_known *known)
{
	(void)r;
	(void)known;
}

static void
no_number(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.number = 0;
}

static void
no_stated_number(struct report *r, struct report_known *known)
{
	(void)known;
	r->stated_number = 0;
}

static void
no_date(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.date = DATE_NONE;
}

static void
first_day_ever(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.date = (date){ 0 };
	r->head.date_text = STR("1 January 1970");
	first_block(r, S_FOCUS)->runs = plain("It began.");
}

static void
no_body(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.body = STR_NONE;
}

static void
no_forum(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.forum = r->head.cycle = r->head.mode = STR_NONE;
}

static void
other_number(struct report *r, struct report_known *known)
{
	(void)known;
	r->stated_number = 3;
}

static void
held_on_another_day(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_FOCUS)->runs = plain("The 32nd meeting, held on 15 March 2024, met.");
}

static void
last_one_on_another_day(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_FOCUS)->runs =
		plain("It went back to the last meeting, held on 15 February 2024.");
}

static void
something_else_held_on(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_TOPIC)->runs = plain("A meeting of rivers was held on 1 March 2024.");
}

static void
wrong_weekday(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.date_text = STR("Fri. 14 March 2024");
}

static void
short_weekday(struct report *r, struct report_known *known)
{
	(void)known;
	r->head.date_text = STR("Thurs, 14 Mar 2024");
}

static void
gap(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_AOB)->number = 5;
}

static void
begins_late(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_FOCUS)->number = 2;
	first_block(r, S_TOPIC)->number = 3;
	first_block(r, S_AOB)->number = 4;
}

static void
annex_counts_anew(struct report *r, struct report_known *known)
{
	(void)known;
	add_para(add_section(r, SECTION_ANNEX, 2, "Annex I", 40), 1, "One.", 42);
}

static void
number_again(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_AOB)->number = 2;
}

static void
unnumbered_between(struct report *r, struct report_known *known)
{
	(void)known;
	add_para(&r->sections.at[S_TOPIC], 0, "Aside.", 20);
}

static void
empty_topic(struct report *r, struct report_known *known)
{
	(void)known;
	add_section(r, SECTION_TOPIC, 3, "Nothing to say", 24);
}

static void
empty_inner_heading(struct report *r, struct report_known *known)
{
	struct block *b = VEC_ADD(&arena, &r->sections.at[S_AOB].blocks);

	(void)known;
	*b = (struct block){ .kind = BLOCK_HEADING, .level = 4, .line = 24 };
	b->runs = plain("Nothing to say");
}

static void
heading_over_headings(struct report *r, struct report_known *known)
{
	(void)known;
	add_section(r, SECTION_ANNEX, 2, "Annex I", 40);
	add_para(add_section(r, SECTION_TOPIC, 3, "Remarks", 41), 0, "None.", 42);
}

static void
empty_list_of_participants(struct report *r, struct report_known *known)
{
	(void)known;
	add_section(r, SECTION_PARTICIPANTS, 2, "Observers", 50);
}

static void
nobody_sent_apologies(struct report *r, struct report_known *known)
{
	struct report_section *s = add_section(r, SECTION_PARTICIPANTS, 2, "Apologies", 50);

	(void)known;
	s->roster_at = r->roster.n;
	s->roster_n = 1;
	add_group(r, ROSTER_APOLOGY, "Apologies", 50)->note = STR("none");
}

static void
dead_link(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_TOPIC)->runs = linked("the ", "programme", "#");
}

static void
dead_link_in_list(struct report *r, struct report_known *known)
{
	struct block *list = VEC_ADD(&arena, &first_block(r, S_AOB)->children);
	struct block *item;

	(void)known;
	*list = (struct block){ .kind = BLOCK_LIST };
	item = VEC_ADD(&arena, &list->children);
	*item = (struct block){ .kind = BLOCK_ITEM };
	item->runs = linked("see ", "there", "");
}

static void
dead_link_in_heading(struct report *r, struct report_known *known)
{
	(void)known;
	r->sections.at[S_TOPIC].heading = linked("Open ", "season", "#");
}

static void
dead_link_in_table(struct report *r, struct report_known *known)
{
	struct table *t = ARENA_NEW(&arena, struct table);
	struct table_row *row = VEC_ADD(&arena, t);
	struct block *b = VEC_ADD(&arena, &r->sections.at[S_AOB].blocks);

	(void)known;
	VEC_PUSH(&arena, row, (struct cell_text){ linked("a ", "cell", "#") });
	*b = (struct block){ .kind = BLOCK_TABLE, .table = t, .line = 24 };
}

static void
link_within_the_page(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_TOPIC)->runs = linked("the ", "programme", "#p3");
}

static void
no_owner(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].owner = OWNER_NONE;
}

static void
conclusion(struct report *r, struct report_known *known)
{
	struct report_item *item = VEC_ADD(&arena, &r->items);

	(void)known;
	*item = (struct report_item){
		.kind = ITEM_CONCLUSION,
		.text = STR("It was good."),
		.due = DATE_NONE,
		.line = 12,
	};
}

static void
no_due(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].due = DATE_NONE;
	r->items.at[0].due_text = STR_NONE;
}

static void
dated_step(struct report *r, struct report_known *known)
{
	no_due(r, known);
	VEC_PUSH(&arena, &r->items.at[0].parts,
		 ((struct report_part){ PART_STEP, STR("First"), day(2024, 4, 2),
					STR("2 April 2024"), 12 }));
}

static void
no_year(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].due_text = STR("11 April");
	r->items.at[0].due_year_guessed = true;
}

static void
step_without_year(struct report *r, struct report_known *known)
{
	dated_step(r, known);
	r->items.at[0].parts.at[0].due_text = STR("2 April");
}

static void
no_certain_day(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].due = DATE_NONE;
	r->items.at[0].due_text = STR("31 April");
}

static void
due_before(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].due = day(2024, 3, 13);
}

static void
due_same_day(struct report *r, struct report_known *known)
{
	(void)known;
	r->items.at[0].due = r->head.date;
}

static void
step_due_before(struct report *r, struct report_known *known)
{
	dated_step(r, known);
	r->items.at[0].parts.at[0].due = day(2023, 4, 2);
	r->items.at[0].parts.at[0].due_text = STR("2 April 2023");
}

static void
no_people(struct report *r, struct report_known *known)
{
	(void)known;
	r->roster.n = 0;
	r->sections.n--;
}

static void
attended_by_more(struct report *r, struct report_known *known)
{
	(void)known;
	r->stated_attendance = 5;
}

static void
nobody_attended(struct report *r, struct report_known *known)
{
	(void)known;
	r->stated_attendance = 0;
}

static void
apologies(struct report *r, struct report_known *known)
{
	(void)known;
	add_person(add_group(r, ROSTER_APOLOGY, "Apologies", 40), "Mere", "Delaibatiki", "");
}

static void
order_in_doubt(struct report *r, struct report_known *known)
{
	(void)known;
	r->roster.at[G_FACILITATORS].order_in_doubt = true;
}

static void
doubt_about_single_names(struct report *r, struct report_known *known)
{
	struct roster_person *p = person(r, G_STAFF, 0);

	(void)known;
	p->name = p->first;
	p->second = STR_NONE;
	r->roster.at[G_STAFF].order = ORDER_ONE_COLUMN;
	r->roster.at[G_STAFF].order_in_doubt = true;
}

static void
twice(struct report *r, struct report_known *known)
{
	(void)known;
	add_person(&r->roster.at[G_STAFF], "Aino", "SAARELMA", "");
	r->stated_attendance = 5;
}

static void
namesake_with_other_surname(struct report *r, struct report_known *known)
{
	(void)known;
	add_person(&r->roster.at[G_STAFF], "Aino", "Kirkbride", "");
	r->stated_attendance = 5;
}

static void
two_spellings(struct report *r, struct report_known *known)
{
	(void)known;
	add_person(&r->roster.at[G_STAFF], "Aino", "Saarelmaa", "");
	r->stated_attendance = 5;
}

static void
known_in_other_spelling(struct report *r, struct report_known *known)
{
	(void)r;
	VEC_PUSH(&arena, &known->people, STR("Hrastnik Nadia"));
}

static void
known_in_both_spellings(struct report *r, struct report_known *known)
{
	known_in_other_spelling(r, known);
	VEC_PUSH(&arena, &known->people, STR("nadia hrastnik"));
}

static void
facilitator_misspelt(struct report *r, struct report_known *known)
{
	(void)known;
	r->named_facilitators.at[0] = STR("Signe Brandvolt");
}

static void
facilitator_by_surname(struct report *r, struct report_known *known)
{
	(void)known;
	r->named_facilitators.at[0] = STR("Ms. Brandvold");
}

static void
mentioned_otherwise(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->name = STR("Hanneke van der Sluis");
	first_block(r, S_TOPIC)->runs =
		plain("It went well, said Ms. Hanneke v.d. Sluis. Mr. Dylan Kirkbride's boat "
		      "sank; Ms. Hanneke v.d. Sluis had seen it.");
}

static void
mentioned_with_more_words(struct report *r, struct report_known *known)
{
	(void)known;
	first_block(r, S_TOPIC)->runs =
		plain("Ms. Aino Saarelma DC on Fish Passage, Mr. Kirkbride and (Prof. Nadia "
		      "Hrastnik) agreed with Dr. Saskia Wielinga of Dylan Kirkbrides.");
}

static void
two_group_spellings(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->affiliation = STR("Dynamic Coalition on Fish Passage");
}

static void
same_group_twice(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->affiliation = STR("DC on  fish passage");
}

static void
group_known_otherwise(struct report *r, struct report_known *known)
{
	(void)r;
	VEC_PUSH(&arena, &known->groups, STR("DC on Fish Passages"));
	VEC_PUSH(&arena, &known->groups, STR("Youth Coalition on Rivers"));
}

static void
group_known_in_full(struct report *r, struct report_known *known)
{
	group_known_otherwise(r, known);
	known->groups.at[0] = STR("DC on Fish Passage and Eels");
}

static void
groups_known(struct report *r, struct report_known *known)
{
	(void)r;
	VEC_PUSH(&arena, &known->groups, STR("DC on Fish Passage"));
	VEC_PUSH(&arena, &known->groups, STR("DC on Fish Passages"));
	VEC_PUSH(&arena, &known->groups, STR("Youth Coalition on Rivers"));
}

static void
no_group(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->affiliation = STR("Acme Pumps Ltd.");
}

static void
forums_own(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->affiliation = STR("SRF Youth");
	person(r, G_FACILITATORS, 0)->affiliation = STR("PAG");
	VEC_PUSH(&arena, &r->abbreviations,
		 ((struct report_abbreviation){ STR("PAG"), STR("Programme Advisory Group"), 19 }));
}

static void
group_not_known(struct report *r, struct report_known *known)
{
	(void)r;
	VEC_PUSH(&arena, &known->groups, STR("DC on Fish Passage"));
}

static void
office(struct report *r, struct report_known *known)
{
	(void)known;
	person(r, G_STAFF, 0)->affiliation = STR("PAG Chair");
}

static void
known_chairs(struct report *r, struct report_known *known)
{
	groups_known(r, known);
	VEC_PUSH(&arena, &known->groups, STR("Network of Chairs"));
	person(r, G_STAFF, 0)->affiliation = STR("Network of chairs");
}

static void
facilitator_from_elsewhere(struct report *r, struct report_known *known)
{
	(void)known;
	VEC_PUSH(&arena, &r->named_facilitators, STR("Tobias Okello"));
}

static void
facilitator_among_participants(struct report *r, struct report_known *known)
{
	(void)known;
	VEC_PUSH(&arena, &r->named_facilitators, STR("Aino Saarelma"));
}

static void
second_facilitator_listed(struct report *r, struct report_known *known)
{
	(void)known;
	add_person(&r->roster.at[G_FACILITATORS], "Okello", "Tobias", "")->name =
		STR("Tobias Okello");
	r->stated_attendance = 5;
}

static void
nobody_named(struct report *r, struct report_known *known)
{
	second_facilitator_listed(r, known);
	r->named_facilitators.n = 0;
}

/* `says` is a part of the first sentence; line is the finding's. */
static const struct change {
	enum rule_id rule;
	change_fn *fires;
	uint32_t line;
	const char *says;
	change_fn *quiet;
} changes[] = {
	{ RULE_NOT_HOUSE_FORM, other_form, 0, "not in the house form", nothing },
	{ RULE_NO_NUMBER, no_number, 5, "which meeting", no_stated_number },
	{ RULE_NO_DATE, no_date, 5, "when", first_day_ever },
	{ RULE_NO_BODY, no_body, 5, "which body", no_forum },
	{ RULE_NUMBER_MISMATCH, other_number, 15, "number 3, the head says 32", no_number },
	{ RULE_DATE_MISMATCH, held_on_another_day, 15,
	  "on 15 March 2024, the head says Thursday 14 March 2024", last_one_on_another_day },
	{ RULE_DATE_MISMATCH, held_on_another_day, 15, "on 15 March 2024",
	  something_else_held_on },
	{ RULE_WEEKDAY_MISMATCH, wrong_weekday, 5, "2024-03-14 was a Thursday", short_weekday },
	{ RULE_NUMBERING_GAP, gap, 23, "paragraph 3 was to be expected, but the number is 5",
	  annex_counts_anew },
	{ RULE_NUMBERING_GAP, begins_late, 15, "paragraph 1 was to be expected",
	  unnumbered_between },
	{ RULE_NUMBERING_REPEATED, number_again, 23, "Paragraph 2 comes after paragraph 2",
	  unnumbered_between },
	{ RULE_HEADING_EMPTY, empty_topic, 24, "“Nothing to say”", heading_over_headings },
	{ RULE_HEADING_EMPTY, empty_inner_heading, 24, "“Nothing to say”", nothing },
	{ RULE_HEADING_EMPTY, empty_list_of_participants, 50, "“Observers”",
	  nobody_sent_apologies },
	{ RULE_LINK_NO_TARGET, dead_link, 19, "“the programme”", link_within_the_page },
	{ RULE_LINK_NO_TARGET, dead_link_in_list, 23, "“see there”", nothing },
	{ RULE_LINK_NO_TARGET, dead_link_in_heading, 17, "“Open season”", nothing },
	{ RULE_LINK_NO_TARGET, dead_link_in_table, 24, "“a cell”", nothing },
	{ RULE_ITEM_NO_OWNER, no_owner, 11, "“DCs to read it by 11 April 2024.”", conclusion },
	{ RULE_ITEM_NO_DATE, no_due, 11, "“DCs to read it by 11 April 2024.”", dated_step },
	{ RULE_ITEM_NO_DATE, no_due, 11, "No date", conclusion },
	{ RULE_DEADLINE_NO_YEAR, no_year, 11, "“11 April” has no year; 2024", dated_step },
	{ RULE_DEADLINE_NO_YEAR, step_without_year, 12, "“2 April” has no year; 2024", nothing },
	{ RULE_DEADLINE_UNCLEAR, no_certain_day, 11, "“31 April”", no_due },
	{ RULE_DEADLINE_PAST, due_before, 11, "(2024-03-13) is before the meeting", due_same_day },
	{ RULE_DEADLINE_PAST, step_due_before, 12, "(2023-04-02)", no_date },
	{ RULE_NO_ROSTER, no_people, 0, "does not list", nothing },
	{ RULE_ATTENDANCE_MISMATCH, attended_by_more, 15,
	  "5 attended, the list has 4 (Coordination facilitators 1, Participants 2, "
	  "Secretariat support 1)",
	  apologies },
	{ RULE_ATTENDANCE_MISMATCH, nobody_attended, 15, "0 attended, the list has 4", no_people },
	{ RULE_NAME_ORDER, order_in_doubt, 27, "“Brandvold” was taken for", nothing },
	{ RULE_NAME_ORDER, order_in_doubt, 27, "“Coordination facilitators”",
	  doubt_about_single_names },
	{ RULE_PERSON_TWICE, twice, 36, "Aino SAARELMA is listed twice: on line 31",
	  namesake_with_other_surname },
	{ RULE_PERSON_SPELLINGS, two_spellings, 36, "“Aino Saarelmaa” and “Aino Saarelma”",
	  namesake_with_other_surname },
	{ RULE_PERSON_SPELLINGS, known_in_other_spelling, 35,
	  "“Nadia Hrastnik” and “Hrastnik Nadia” may be one person: one has the words in "
	  "another order",
	  known_in_both_spellings },
	{ RULE_PERSON_SPELLINGS, facilitator_misspelt, 15, "“Signe Brandvolt”",
	  facilitator_by_surname },
	{ RULE_PERSON_SPELLINGS, mentioned_otherwise, 19,
	  "“Hanneke v.d. Sluis” and “Hanneke van der Sluis” may be one person: one has an "
	  "initial",
	  mentioned_with_more_words },
	{ RULE_GROUP_SPELLINGS, two_group_spellings, 35,
	  "“Dynamic Coalition on Fish Passage” and “DC on Fish Passage” may be one group: one "
	  "spells out",
	  same_group_twice },
	{ RULE_GROUP_SPELLINGS, group_known_otherwise, 31, "“DC on Fish Passages”", groups_known },
	{ RULE_GROUP_SPELLINGS, group_known_in_full, 31, "one leaves out words", groups_known },
	{ RULE_GROUP_UNKNOWN, no_group, 35, "“Acme Pumps Ltd.”, the affiliation of Nadia Hrastnik",
	  forums_own },
	{ RULE_GROUP_UNKNOWN, group_not_known, 32, "“Youth Coalition on Rivers”", groups_known },
	{ RULE_OFFICE, office, 35, "“PAG Chair”, the affiliation of Nadia Hrastnik", known_chairs },
	{ RULE_FACILITATOR_UNLISTED, facilitator_from_elsewhere, 15, "Tobias Okello",
	  facilitator_among_participants },
	{ RULE_FACILITATOR_UNNAMED, second_facilitator_listed, 29, "Tobias Okello", nobody_named },
};

/* ---- tests ---- */

static struct findings
check_changed(change_fn *change)
{
	struct report *r = clean_report();
	struct report_known known = { 0 };

	change(r, &known);
	return report_check(&arena, r, &known);
}

static size_t
count_of(const struct findings *f, enum rule_id rule)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += strcmp(f->at[i].rule, rules[rule].id) == 0;
	return n;
}

static void
a_clean_report_has_no_findings(void **state)
{
	struct findings f = check_changed(nothing);

	(void)state;
	for (size_t i = 0; i < f.n; i++)
		print_error("%s: %.*s\n", f.at[i].rule, STRF(finding_what(&arena, LANG_en, &f.at[i])));
	assert_int_equal(f.n, 0);
	assert_int_equal(report_check(&arena, clean_report(), NULL).n, 0);
}

static void
each_rule_fires_for_its_flaw_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		const struct change *c = &changes[i];
		struct findings f = check_changed(c->fires);

		if (f.n != 1 || count_of(&f, c->rule) != 1) {
			for (size_t j = 0; j < f.n; j++)
				print_error("%s: %.*s\n", f.at[j].rule, STRF(finding_what(&arena, LANG_en, &f.at[j])));
			fail_msg("row %zu: %s should be the only finding of %zu", i,
				 rules[c->rule].id, f.n);
		}
		if (f.at[0].line != c->line ||
		    str_find(finding_what(&arena, LANG_en, &f.at[0]), str_of(c->says), 0) == STR_NPOS)
			fail_msg("row %zu, line %u: %.*s", i, f.at[0].line, STRF(finding_what(&arena, LANG_en, &f.at[0])));
		assert_int_equal(f.at[0].severity, rules[c->rule].severity);
		assert_true(finding_mend(&arena, LANG_en, &f.at[0]).n > 0);
	}
}

static void
each_rule_is_quiet_at_a_near_miss(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		struct findings f = check_changed(changes[i].quiet);

		if (count_of(&f, changes[i].rule))
			fail_msg("row %zu: %s", i, rules[changes[i].rule].id);
	}
}

static void
each_rule_of_the_table_is_tested_and_complete(void **state)
{
	(void)state;
	for (int id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = &rules[id];
		size_t tests = 0;

		assert_non_null(rule->id);
		assert_ptr_equal(rule_find(rule->id), rule);
		assert_non_null(rule->looks_at);
		assert_true(str_ends(msg_text(LANG_en, rule->what), STR(".")) ||
			    str_ends(msg_text(LANG_en, rule->what), STR("”")));
		assert_true(str_ends(msg_text(LANG_en, rule->mend), STR(".")));
		assert_false(str_ends(msg_text(LANG_en, rule->title), STR(".")));
		for (const char *p = rule->id; *p; p++)
			assert_true((*p >= 'a' && *p <= 'z') || *p == '-');
		for (size_t i = 0; i < ARRAY_LEN(changes); i++)
			tests += (int)changes[i].rule == id;
		if ((tests == 0) != rule->reading)
			fail_msg("%s has %zu tests", rule->id, tests);
	}
	assert_null(rule_find("no-such-rule"));
}

static void
placeholders_are_filled_wherever_they_stand(void **state)
{
	struct finding f;

	(void)state;
	for (int id = 0; id < RULE_COUNT; id++) {
		f = rule_finding(&arena, (enum rule_id)id, 7, STR("<x>"), STR("<y>"), STR("<z>"));
		assert_int_equal(str_find(finding_what(&arena, LANG_en, &f), STR("{"), 0), STR_NPOS);
		assert_int_equal(str_find(finding_mend(&arena, LANG_en, &f), STR("{"), 0), STR_NPOS);
		assert_int_equal(f.line, 7);
		/* A later one is not used without the earlier ones. */
		if (str_find(finding_what(&arena, LANG_en, &f), STR("<z>"), 0) != STR_NPOS)
			assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("<y>"), 0) != STR_NPOS);
		if (str_find(finding_what(&arena, LANG_en, &f), STR("<y>"), 0) != STR_NPOS)
			assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("<x>"), 0) != STR_NPOS);
		/* What mends it needs nothing that was not said. */
		for (const char *p = "xyz"; *p; p++) {
			struct str mark = arena_printf(&arena, "<%c>", *p);

			if (str_find(finding_mend(&arena, LANG_en, &f), mark, 0) != STR_NPOS)
				assert_true(str_find(finding_what(&arena, LANG_en, &f), mark, 0) != STR_NPOS);
		}
	}
}

static void
braces_in_a_quotation_stay(void **state)
{
	struct finding f;

	(void)state;
	f = rule_finding(&arena, RULE_LINK_NO_TARGET, 1, STR("{y} and {x}"), STR("no"), STR_NONE);
	assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("“{y} and {x}”"), 0) != STR_NPOS);
}

static void
a_long_quotation_is_cut_between_words_and_characters(void **state)
{
	struct str words = STR_NONE, signs = STR_NONE;
	struct finding f;

	(void)state;
	for (int i = 0; i < 60; i++) {
		words = arena_printf(&arena, "%.*sriver ", STRF(words));
		signs = arena_printf(&arena, "%.*s河", STRF(signs));
	}
	f = rule_finding(&arena, RULE_HEADING_EMPTY, 1, words, STR_NONE, STR_NONE);
	assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("river…”"), 0) != STR_NPOS);
	assert_true(finding_what(&arena, LANG_en, &f).n < RULE_QUOTE_MAX + 60);
	f = rule_finding(&arena, RULE_HEADING_EMPTY, 1, signs, STR_NONE, STR_NONE);
	assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("河…”"), 0) != STR_NPOS);
	f = rule_finding(&arena, RULE_HEADING_EMPTY, 1, STR("two\nlines"), STR_NONE, STR_NONE);
	assert_true(str_find(finding_what(&arena, LANG_en, &f), STR("“two lines”"), 0) != STR_NPOS);
}

static void
what_reading_noticed_is_handed_on(void **state)
{
	struct report *r = clean_report();
	struct findings f;

	(void)state;
	VEC_PUSH(&arena, &r->noticed,
		 rule_finding(&arena, RULE_BREAK_JOINED, 16, STR("to"), STR("define"), STR_NONE));
	f = report_check(&arena, r, NULL);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.at[0].rule, "break-joined");
	assert_true(str_find(finding_what(&arena, LANG_en, &f.at[0]),
			     STR("after “to” and goes on with “define”"), 0) !=
		    STR_NPOS);
}

static void
findings_are_in_order_of_line(void **state)
{
	struct report *r = clean_report();
	struct report_known known = { 0 };
	struct findings f;

	(void)state;
	office(r, &known);
	no_due(r, &known);
	no_owner(r, &known);
	dead_link(r, &known);
	other_number(r, &known);
	attended_by_more(r, &known);
	VEC_PUSH(&arena, &r->noticed,
		 rule_finding(&arena, RULE_BREAK_JOINED, 15, STR("a"), STR("b"), STR_NONE));
	f = report_check(&arena, r, &known);
	assert_int_equal(f.n, 7);
	for (size_t i = 1; i < f.n; i++)
		assert_true(f.at[i - 1].line <= f.at[i].line);
	/* On one line, what reading noticed comes first. */
	assert_string_equal(f.at[2].rule, "break-joined");
	assert_string_equal(f.at[6].rule, "affiliation-office");
}

static void
a_foreign_form_is_not_held_to_the_rules_of_the_house(void **state)
{
	struct report *r = clean_report();
	struct report_known known = { 0 };
	struct findings f;

	(void)state;
	gap(r, &known);
	no_people(r, &known);
	empty_topic(r, &known);
	dead_link(r, &known);
	r->form = REPORT_OTHER;
	f = report_check(&arena, r, &known);
	assert_int_equal(f.n, 2);
	assert_int_equal(f.at[0].line, 0);
	assert_string_equal(f.at[0].rule, "not-house-form");
	assert_string_equal(f.at[1].rule, "link-no-target");
}

static void
an_empty_report_is_checked_too(void **state)
{
	struct report r = { .head.date = DATE_NONE, .stated_attendance = -1 };
	struct findings f = report_check(&arena, &r, NULL);

	(void)state;
	assert_int_equal(count_of(&f, RULE_NO_NUMBER), 1);
	assert_int_equal(count_of(&f, RULE_NO_DATE), 1);
	assert_int_equal(count_of(&f, RULE_NO_BODY), 1);
	assert_int_equal(count_of(&f, RULE_NO_ROSTER), 1);
	assert_int_equal(f.n, 4);
}

/* One name in ten thousand lines is one finding, not ten thousand. */
static void
a_name_is_looked_at_once_however_often_it_stands(void **state)
{
	struct report *r = clean_report();
	struct findings f;

	(void)state;
	for (int i = 0; i < 10000; i++)
		*add_person(&r->roster.at[G_PARTICIPANTS], "x", "y", "Acme Pumps Ltd.") =
			(struct roster_person){
				.name = arena_printf(&arena, "Given%d Family%d", i, i),
				.affiliation = STR("Acme Pumps Ltd."),
				.line = 100,
			};
	r->stated_attendance = -1;
	f = report_check(&arena, r, NULL);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.at[0].rule, "group-unknown");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_clean_report_has_no_findings, fresh_arena),
		cmocka_unit_test_setup(each_rule_fires_for_its_flaw_alone, fresh_arena),
		cmocka_unit_test_setup(each_rule_is_quiet_at_a_near_miss, fresh_arena),
		cmocka_unit_test_setup(each_rule_of_the_table_is_tested_and_complete, fresh_arena),
		cmocka_unit_test_setup(placeholders_are_filled_wherever_they_stand, fresh_arena),
		cmocka_unit_test_setup(braces_in_a_quotation_stay, fresh_arena),
		cmocka_unit_test_setup(a_long_quotation_is_cut_between_words_and_characters,
				       fresh_arena),
		cmocka_unit_test_setup(what_reading_noticed_is_handed_on, fresh_arena),
		cmocka_unit_test_setup(findings_are_in_order_of_line, fresh_arena),
		cmocka_unit_test_setup(a_foreign_form_is_not_held_to_the_rules_of_the_house,
				       fresh_arena),
		cmocka_unit_test_setup(an_empty_report_is_checked_too, fresh_arena),
		cmocka_unit_test_setup(a_name_is_looked_at_once_however_often_it_stands,
				       fresh_arena),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&arena);
	return failed;
}
