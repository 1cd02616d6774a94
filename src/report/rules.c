/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rules.h"

#include "base/err.h"
#include "base/utf8.h"

const struct rule rules[] = {
	[RULE_BREAK_JOINED] = {
		.id = "break-joined",
		.severity = SEV_INFO,
		.reading = true,
		.title = "Paragraph broken in mid-sentence",
		.looks_at = "blank lines inside a sentence, as a page break leaves them",
		.what = "A sentence was broken after “{1}” and goes on with “{2}”; "
			"the two parts were joined.",
		.mend = "Take out the empty lines between the two parts.",
	},
	[RULE_HYPHEN_JOINED] = {
		.id = "hyphen-joined",
		.severity = SEV_INFO,
		.reading = true,
		.title = "Word hyphenated over a break",
		.looks_at = "a hyphen at the end of a line, followed by a small letter",
		.what = "The word “{1}” was hyphenated over a break; it was joined to “{2}”.",
		.mend = "Write the word in one piece.",
	},
	[RULE_WORDS_LEFT_OUT] = {
		.id = "words-left-out",
		.severity = SEV_WARN,
		.reading = true,
		.title = "Words that were not kept",
		.looks_at = "words of the source that stand in no slot and no block",
		.what = "The words “{1}” were not understood and are not kept.",
		.mend = "Put them into a paragraph, or take them out if they are not "
			"part of the report.",
	},
	[RULE_NOT_HOUSE_FORM] = {
		.id = "not-house-form",
		.severity = SEV_WARN,
		.title = "Not in the house form",
		.looks_at = "form",
		.what = "This text is not in the house form of a summary report; it is "
			"kept as an unnumbered document.",
		.mend = "Begin with forum and cycle, body, meeting number and date, and "
			"number the paragraphs.",
	},
	[RULE_NO_NUMBER] = {
		.id = "no-number",
		.severity = SEV_WARN,
		.title = "Head without a meeting number",
		.looks_at = "head.number",
		.what = "The head does not say which meeting this is.",
		.mend = "Add a line such as “Virtual meeting 12 | 3 March 2021” under the "
			"name of the body.",
	},
	[RULE_NO_DATE] = {
		.id = "no-date",
		.severity = SEV_WARN,
		.title = "Head without a date",
		.looks_at = "head.date",
		.what = "The head does not say when the meeting was.",
		.mend = "Add the date with its year, for example “3 March 2021”, behind "
			"the meeting number.",
	},
	[RULE_NO_BODY] = {
		.id = "no-body",
		.severity = SEV_WARN,
		.title = "Head without a body",
		.looks_at = "head.body",
		.what = "The head does not say which body met.",
		.mend = "Write the body's full name on a line of its own above the "
			"meeting number.",
	},
	[RULE_NUMBER_MISMATCH] = {
		.id = "number-mismatch",
		.severity = SEV_ERROR,
		.title = "Two meeting numbers",
		.looks_at = "head.number, stated_number",
		.what = "The text calls this meeting number {1}, the head says {2}.",
		.mend = "Correct the one that is wrong.",
	},
	[RULE_DATE_MISMATCH] = {
		.id = "date-mismatch",
		.severity = SEV_ERROR,
		.title = "Two meeting dates",
		.looks_at = "head.date, “meeting … held on …” in the text",
		.what = "The text says that the meeting was on {1}, the head says {2}.",
		.mend = "Correct the one that is wrong.",
	},
	[RULE_WEEKDAY_MISMATCH] = {
		.id = "weekday-mismatch",
		.severity = SEV_ERROR,
		.title = "Weekday and date disagree",
		.looks_at = "head.date, head.date_text",
		.what = "The head says “{1}”, but {2} was a {3}.",
		.mend = "Correct the date or the weekday.",
	},
	[RULE_NUMBERING_GAP] = {
		.id = "numbering-gap",
		.severity = SEV_WARN,
		.title = "Gap in the numbering",
		.looks_at = "numbers of paragraphs",
		.what = "Here paragraph {1} was to be expected, but the number is {2}.",
		.mend = "Renumber the paragraphs, or restore what is missing.",
	},
	[RULE_NUMBERING_REPEATED] = {
		.id = "numbering-repeated",
		.severity = SEV_WARN,
		.title = "Paragraph number used again",
		.looks_at = "numbers of paragraphs",
		.what = "Paragraph {1} comes after paragraph {2}: the number does not go up.",
		.mend = "Renumber the paragraphs: comments and references point at their "
			"numbers.",
	},
	[RULE_HEADING_EMPTY] = {
		.id = "heading-empty",
		.severity = SEV_WARN,
		.title = "Heading with nothing under it",
		.looks_at = "sections without blocks",
		.what = "Nothing stands under the heading “{1}”.",
		.mend = "Take the heading out, or add what belongs there.",
	},
	[RULE_LINK_NO_TARGET] = {
		.id = "link-no-target",
		.severity = SEV_WARN,
		.title = "Link without a target",
		.looks_at = "links in headings, paragraphs, lists and tables",
		.what = "The link “{1}” leads nowhere.",
		.mend = "Give the address of the document: [{1}](https://…).",
	},
	[RULE_ITEM_NO_OWNER] = {
		.id = "item-no-owner",
		.severity = SEV_WARN,
		.title = "Action item without owner",
		.looks_at = "items that are actions",
		.what = "Nobody is named who does this: “{1}”",
		.mend = "Begin with who acts, for example “The secretariat to …” or "
			"“DC on … to …”.",
	},
	[RULE_ITEM_NO_DATE] = {
		.id = "item-no-date",
		.severity = SEV_WARN,
		.title = "Action item without date",
		.looks_at = "items that are actions, and their steps",
		.what = "No date is given for this: “{1}”",
		.mend = "Add the day by which it is to be done, for example "
			"“Deadline: 24 May 2021”.",
	},
	[RULE_DEADLINE_NO_YEAR] = {
		.id = "deadline-no-year",
		.severity = SEV_INFO,
		.title = "Deadline without a year",
		.looks_at = "due dates of items and steps",
		.what = "The deadline “{1}” has no year; {2} was taken, which puts it "
			"nearest the meeting.",
		.mend = "Write the year: “{1} {2}”.",
	},
	[RULE_DEADLINE_UNCLEAR] = {
		.id = "deadline-unclear",
		.severity = SEV_WARN,
		.title = "Deadline is no certain day",
		.looks_at = "due dates of items and steps",
		.what = "The deadline “{1}” could not be read as a day.",
		.mend = "Write day, month and year, for example “24 May 2021”.",
	},
	[RULE_DEADLINE_PAST] = {
		.id = "deadline-before-meeting",
		.severity = SEV_ERROR,
		.title = "Deadline before the meeting",
		.looks_at = "due dates of items and steps, head.date",
		.what = "The deadline “{1}” ({2}) is before the meeting itself ({3}).",
		.mend = "Correct the deadline, or write its year.",
	},
	[RULE_NO_ROSTER] = {
		.id = "no-participants",
		.severity = SEV_WARN,
		.title = "No list of participants",
		.looks_at = "roster",
		.what = "The report does not list who was present.",
		.mend = "Add a section “List of participants” with a table of names and "
			"coalitions.",
	},
	[RULE_ATTENDANCE_MISMATCH] = {
		.id = "attendance-mismatch",
		.severity = SEV_ERROR,
		.title = "Two counts of participants",
		.looks_at = "stated_attendance, roster without apologies",
		.what = "The text says that {1} attended, the list has {2} ({3}).",
		.mend = "Correct the number, or the list; facilitators and secretariat "
			"count, apologies do not.",
	},
	[RULE_NAME_ORDER] = {
		.id = "name-order",
		.severity = SEV_WARN,
		.title = "Order of names in doubt",
		.looks_at = "groups of the roster",
		.what = "Under “{1}” nothing shows which column has the surname; “{2}” "
			"was taken for one.",
		.mend = "Add column heads “Given name” and “Surname”, or write each name "
			"into one column.",
	},
	[RULE_PERSON_TWICE] = {
		.id = "person-twice",
		.severity = SEV_WARN,
		.title = "Person listed twice",
		.looks_at = "people of the roster",
		.what = "{1} is listed twice: on line {2} and here.",
		.mend = "Take one of the two out; if they are two people, say so in the "
			"list.",
	},
	[RULE_PERSON_SPELLINGS] = {
		.id = "person-spellings",
		.severity = SEV_WARN,
		.title = "Two spellings of one person",
		.looks_at = "people of the roster, names behind a title in the text, known people",
		.what = "“{1}” and “{2}” may be one person: {3}.",
		.mend = "Use one spelling; if they are two people, nothing needs mending.",
	},
	[RULE_GROUP_SPELLINGS] = {
		.id = "group-spellings",
		.severity = SEV_WARN,
		.title = "Two spellings of one group",
		.looks_at = "affiliations, known groups",
		.what = "“{1}” and “{2}” may be one group: {3}.",
		.mend = "Use one spelling, or confirm the other as an alias.",
	},
	[RULE_GROUP_UNKNOWN] = {
		.id = "group-unknown",
		.severity = SEV_WARN,
		.title = "Affiliation is no known group",
		.looks_at = "affiliations, known groups",
		.what = "“{1}”, the affiliation of {2}, is no known group.",
		.mend = "Correct the name, or add the group.",
	},
	[RULE_OFFICE] = {
		.id = "affiliation-office",
		.severity = SEV_INFO,
		.title = "Affiliation is an office",
		.looks_at = "affiliations",
		.what = "“{1}”, the affiliation of {2}, is an office and no group.",
		.mend = "Name the group that {2} speaks for, or leave it: the office is "
			"kept as written.",
	},
	[RULE_FACILITATOR_UNLISTED] = {
		.id = "facilitator-unlisted",
		.severity = SEV_INFO,
		.title = "Facilitator is not in the list",
		.looks_at = "named_facilitators, roster",
		.what = "The text names {1} as facilitator, but the list of participants "
			"does not have that name.",
		.mend = "Add {1} to the list of participants.",
	},
	[RULE_FACILITATOR_UNNAMED] = {
		.id = "facilitator-unnamed",
		.severity = SEV_INFO,
		.title = "Listed facilitator did not chair",
		.looks_at = "named_facilitators, roster",
		.what = "{1} is listed as facilitator, but the text does not say that "
			"{1} facilitated this meeting.",
		.mend = "Nothing, if {1} holds the office and did not chair; otherwise "
			"name {1} in the text.",
	},
};
_Static_assert(ARRAY_LEN(rules) == RULE_COUNT, "each rule has a row");

const struct rule *
rule_find(const char *id)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
	return NULL;
}

/* A quotation from the report as it may stand in a sentence. */
static struct str
quotable(struct arena *a, struct str s)
{
	static const struct str dots = STR_INIT("…");
	struct str cut;
	size_t space;
	char *p;

	s = str_trim(s);
	cut = utf8_clip(s, RULE_QUOTE_MAX);
	if (cut.n < s.n) {
		space = str_rfind_char(cut, ' ');
		if (space != STR_NPOS && space > RULE_QUOTE_MAX / 2)
			cut.n = space;
	}
	if (cut.n == s.n && str_find_char(s, '\n', 0) == STR_NPOS)
		return s;
	p = arena_alloc(a, cut.n + dots.n);
	for (size_t i = 0; i < cut.n; i++)
		p[i] = cut.p[i] == '\n' || cut.p[i] == '\r' ? ' ' : cut.p[i];
	if (cut.n == s.n)
		return (struct str){ p, cut.n };
	memcpy(p + cut.n, dots.p, dots.n);
	return (struct str){ p, cut.n + dots.n };
}

/* The argument that stands at *z as {1}, {2} or {3}; NULL: no such place. */
static const struct str *
placeholder(const char *z, const struct str args[3])
{
	if (z[0] == '{' && z[1] >= '1' && z[1] <= '3' && z[2] == '}')
		return &args[z[1] - '1'];
	return NULL;
}

static struct str
sentence(struct arena *a, const char *format, const struct str args[3])
{
	const struct str *arg;
	size_t n = 0;
	char *p, *to;

	for (const char *z = format; *z; z++) {
		arg = placeholder(z, args);
		n += arg ? arg->n : 1;
		z += arg ? 2 : 0;
	}
	p = to = arena_alloc(a, n + 1);
	for (const char *z = format; *z; z++) {
		arg = placeholder(z, args);
		if (!arg) {
			*to++ = *z;
			continue;
		}
		if (arg->n)
			memcpy(to, arg->p, arg->n);
		to += arg->n;
		z += 2;
	}
	return (struct str){ p, n };
}

struct finding
rule_finding(struct arena *a, enum rule_id id, uint32_t line, struct str x,
	     struct str y, struct str z)
{
	const struct rule *rule = &rules[id];
	struct str args[3];

	BUG_ON((size_t)id >= RULE_COUNT);
	args[0] = quotable(a, x);
	args[1] = quotable(a, y);
	args[2] = quotable(a, z);
	return (struct finding){
		.rule = rule->id,
		.severity = rule->severity,
		.line = line,
		.what = sentence(a, rule->what, args),
		.mend = sentence(a, rule->mend, args),
	};
}
