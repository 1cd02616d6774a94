/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rules.h"

#include "base/err.h"
#include "base/utf8.h"

const struct rule rules[] = {
	[RULE_BREAK_JOINED] = {
		.id = "break-joined",
		.severity = SEV_INFO,
		.reading = true,
		.looks_at = "blank lines inside a sentence, as a page break leaves them",
		.title = MSG_finding_break_joined,
		.what = MSG_finding_break_joined_what,
		.mend = MSG_finding_break_joined_mend,
	},
	[RULE_HYPHEN_JOINED] = {
		.id = "hyphen-joined",
		.severity = SEV_INFO,
		.reading = true,
		.looks_at = "a hyphen at the end of a line, followed by a small letter",
		.title = MSG_finding_hyphen_joined,
		.what = MSG_finding_hyphen_joined_what,
		.mend = MSG_finding_hyphen_joined_mend,
	},
	[RULE_WORDS_LEFT_OUT] = {
		.id = "words-left-out",
		.severity = SEV_WARN,
		.reading = true,
		.looks_at = "words of the source that stand in no slot and no block",
		.title = MSG_finding_words_left_out,
		.what = MSG_finding_words_left_out_what,
		.mend = MSG_finding_words_left_out_mend,
	},
	[RULE_CHANGES_TAKEN] = {
		.id = "changes-taken",
		.severity = SEV_WARN,
		.reading = true,
		.looks_at = "changes that Word or LibreOffice keeps track of",
		.title = MSG_finding_changes_taken,
		.what = MSG_finding_changes_taken_what,
		.mend = MSG_finding_changes_taken_mend,
	},
	[RULE_PICTURES_LEFT_OUT] = {
		.id = "pictures-left-out",
		.severity = SEV_INFO,
		.reading = true,
		.looks_at = "pictures of a DOCX or ODT file",
		.title = MSG_finding_pictures_left_out,
		.what = MSG_finding_pictures_left_out_what,
		.mend = MSG_finding_pictures_left_out_mend,
	},
	[RULE_COMMENTS_LEFT_OUT] = {
		.id = "comments-left-out",
		.severity = SEV_INFO,
		.reading = true,
		.looks_at = "comments of a DOCX or ODT file",
		.title = MSG_finding_comments_left_out,
		.what = MSG_finding_comments_left_out_what,
		.mend = MSG_finding_comments_left_out_mend,
	},
	[RULE_HEADS_LEFT_OUT] = {
		.id = "heads-left-out",
		.severity = SEV_INFO,
		.reading = true,
		.looks_at = "lines at the head or foot of every page of a PDF",
		.title = MSG_finding_heads_left_out,
		.what = MSG_finding_heads_left_out_what,
		.mend = MSG_finding_heads_left_out_mend,
	},
	[RULE_NOT_HOUSE_FORM] = {
		.id = "not-house-form",
		.severity = SEV_WARN,
		.looks_at = "form",
		.title = MSG_finding_not_house_form,
		.what = MSG_finding_not_house_form_what,
		.mend = MSG_finding_not_house_form_mend,
	},
	[RULE_NO_NUMBER] = {
		.id = "no-number",
		.severity = SEV_WARN,
		.looks_at = "head.number",
		.title = MSG_finding_no_number,
		.what = MSG_finding_no_number_what,
		.mend = MSG_finding_no_number_mend,
	},
	[RULE_NO_DATE] = {
		.id = "no-date",
		.severity = SEV_WARN,
		.looks_at = "head.date",
		.title = MSG_finding_no_date,
		.what = MSG_finding_no_date_what,
		.mend = MSG_finding_no_date_mend,
	},
	[RULE_NO_BODY] = {
		.id = "no-body",
		.severity = SEV_WARN,
		.looks_at = "head.body",
		.title = MSG_finding_no_body,
		.what = MSG_finding_no_body_what,
		.mend = MSG_finding_no_body_mend,
	},
	[RULE_NUMBER_MISMATCH] = {
		.id = "number-mismatch",
		.severity = SEV_ERROR,
		.looks_at = "head.number, stated_number",
		.title = MSG_finding_number_mismatch,
		.what = MSG_finding_number_mismatch_what,
		.mend = MSG_finding_number_mismatch_mend,
	},
	[RULE_DATE_MISMATCH] = {
		.id = "date-mismatch",
		.severity = SEV_ERROR,
		.looks_at = "head.date, “meeting … held on …” in the text",
		.title = MSG_finding_date_mismatch,
		.what = MSG_finding_date_mismatch_what,
		.mend = MSG_finding_date_mismatch_mend,
	},
	[RULE_WEEKDAY_MISMATCH] = {
		.id = "weekday-mismatch",
		.severity = SEV_ERROR,
		.looks_at = "head.date, head.date_text",
		.title = MSG_finding_weekday_mismatch,
		.what = MSG_finding_weekday_mismatch_what,
		.mend = MSG_finding_weekday_mismatch_mend,
	},
	[RULE_NUMBERING_GAP] = {
		.id = "numbering-gap",
		.severity = SEV_WARN,
		.looks_at = "numbers of paragraphs",
		.title = MSG_finding_numbering_gap,
		.what = MSG_finding_numbering_gap_what,
		.mend = MSG_finding_numbering_gap_mend,
	},
	[RULE_NUMBERING_REPEATED] = {
		.id = "numbering-repeated",
		.severity = SEV_WARN,
		.looks_at = "numbers of paragraphs",
		.title = MSG_finding_numbering_repeated,
		.what = MSG_finding_numbering_repeated_what,
		.mend = MSG_finding_numbering_repeated_mend,
	},
	[RULE_HEADING_EMPTY] = {
		.id = "heading-empty",
		.severity = SEV_WARN,
		.looks_at = "sections without blocks",
		.title = MSG_finding_heading_empty,
		.what = MSG_finding_heading_empty_what,
		.mend = MSG_finding_heading_empty_mend,
	},
	[RULE_LINK_NO_TARGET] = {
		.id = "link-no-target",
		.severity = SEV_WARN,
		.looks_at = "links in headings, paragraphs, lists and tables",
		.title = MSG_finding_link_no_target,
		.what = MSG_finding_link_no_target_what,
		.mend = MSG_finding_link_no_target_mend,
	},
	[RULE_ITEM_NO_OWNER] = {
		.id = "item-no-owner",
		.severity = SEV_WARN,
		.looks_at = "items that are actions",
		.title = MSG_finding_item_no_owner,
		.what = MSG_finding_item_no_owner_what,
		.mend = MSG_finding_item_no_owner_mend,
	},
	[RULE_ITEM_NO_DATE] = {
		.id = "item-no-date",
		.severity = SEV_WARN,
		.looks_at = "items that are actions, and their steps",
		.title = MSG_finding_item_no_date,
		.what = MSG_finding_item_no_date_what,
		.mend = MSG_finding_item_no_date_mend,
	},
	[RULE_DEADLINE_NO_YEAR] = {
		.id = "deadline-no-year",
		.severity = SEV_INFO,
		.looks_at = "due dates of items and steps",
		.title = MSG_finding_deadline_no_year,
		.what = MSG_finding_deadline_no_year_what,
		.mend = MSG_finding_deadline_no_year_mend,
	},
	[RULE_DEADLINE_UNCLEAR] = {
		.id = "deadline-unclear",
		.severity = SEV_WARN,
		.looks_at = "due dates of items and steps",
		.title = MSG_finding_deadline_unclear,
		.what = MSG_finding_deadline_unclear_what,
		.mend = MSG_finding_deadline_unclear_mend,
	},
	[RULE_DEADLINE_PAST] = {
		.id = "deadline-before-meeting",
		.severity = SEV_ERROR,
		.looks_at = "due dates of items and steps, head.date",
		.title = MSG_finding_deadline_before_meeting,
		.what = MSG_finding_deadline_before_meeting_what,
		.mend = MSG_finding_deadline_before_meeting_mend,
	},
	[RULE_NO_ROSTER] = {
		.id = "no-participants",
		.severity = SEV_WARN,
		.looks_at = "roster",
		.title = MSG_finding_no_participants,
		.what = MSG_finding_no_participants_what,
		.mend = MSG_finding_no_participants_mend,
	},
	[RULE_ATTENDANCE_MISMATCH] = {
		.id = "attendance-mismatch",
		.severity = SEV_ERROR,
		.looks_at = "stated_attendance, roster without apologies",
		.title = MSG_finding_attendance_mismatch,
		.what = MSG_finding_attendance_mismatch_what,
		.mend = MSG_finding_attendance_mismatch_mend,
	},
	[RULE_NAME_ORDER] = {
		.id = "name-order",
		.severity = SEV_WARN,
		.looks_at = "groups of the roster",
		.title = MSG_finding_name_order,
		.what = MSG_finding_name_order_what,
		.mend = MSG_finding_name_order_mend,
	},
	[RULE_PERSON_TWICE] = {
		.id = "person-twice",
		.severity = SEV_WARN,
		.looks_at = "people of the roster",
		.title = MSG_finding_person_twice,
		.what = MSG_finding_person_twice_what,
		.mend = MSG_finding_person_twice_mend,
	},
	[RULE_PERSON_SPELLINGS] = {
		.id = "person-spellings",
		.severity = SEV_WARN,
		.looks_at = "people of the roster, names behind a title in the text, known people",
		.title = MSG_finding_person_spellings,
		.what = MSG_finding_person_spellings_what,
		.mend = MSG_finding_person_spellings_mend,
	},
	[RULE_GROUP_SPELLINGS] = {
		.id = "group-spellings",
		.severity = SEV_WARN,
		.looks_at = "affiliations, known groups",
		.title = MSG_finding_group_spellings,
		.what = MSG_finding_group_spellings_what,
		.mend = MSG_finding_group_spellings_mend,
	},
	[RULE_GROUP_UNKNOWN] = {
		.id = "group-unknown",
		.severity = SEV_WARN,
		.looks_at = "affiliations, known groups",
		.title = MSG_finding_group_unknown,
		.what = MSG_finding_group_unknown_what,
		.mend = MSG_finding_group_unknown_mend,
	},
	[RULE_OFFICE] = {
		.id = "affiliation-office",
		.severity = SEV_INFO,
		.looks_at = "affiliations",
		.title = MSG_finding_affiliation_office,
		.what = MSG_finding_affiliation_office_what,
		.mend = MSG_finding_affiliation_office_mend,
	},
	[RULE_FACILITATOR_UNLISTED] = {
		.id = "facilitator-unlisted",
		.severity = SEV_INFO,
		.looks_at = "named_facilitators, roster",
		.title = MSG_finding_facilitator_unlisted,
		.what = MSG_finding_facilitator_unlisted_what,
		.mend = MSG_finding_facilitator_unlisted_mend,
	},
	[RULE_FACILITATOR_UNNAMED] = {
		.id = "facilitator-unnamed",
		.severity = SEV_INFO,
		.looks_at = "named_facilitators, roster",
		.title = MSG_finding_facilitator_unnamed,
		.what = MSG_finding_facilitator_unnamed_what,
		.mend = MSG_finding_facilitator_unnamed_mend,
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

/* A quotation from the report as it may stand in a sentence: a copy, since the
 * text around it may be in a buffer that ends before the finding does. */
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
	if (s.n == 0)
		return s;
	p = arena_alloc(a, cut.n + dots.n);
	for (size_t i = 0; i < cut.n; i++)
		p[i] = cut.p[i] == '\n' || cut.p[i] == '\r' ? ' ' : cut.p[i];
	if (cut.n == s.n)
		return (struct str){ p, cut.n };
	memcpy(p + cut.n, dots.p, dots.n);
	return (struct str){ p, cut.n + dots.n };
}

static struct str
sentence(struct arena *a, enum lang lang, enum msg msg, const struct finding *f)
{
	const struct msg_arg args[] = {
		msg_str("x", f->quoted[0]),
		msg_str("y", f->quoted[1]),
		msg_str("z", f->quoted[2]),
	};

	return msg_format(a, lang, msg, args, ARRAY_LEN(args));
}

struct str
finding_title(enum lang lang, const struct finding *f)
{
	return msg_text(lang, rule_find(f->rule)->title);
}

struct str
finding_what(struct arena *a, enum lang lang, const struct finding *f)
{
	return sentence(a, lang, rule_find(f->rule)->what, f);
}

struct str
finding_mend(struct arena *a, enum lang lang, const struct finding *f)
{
	return sentence(a, lang, rule_find(f->rule)->mend, f);
}

struct finding
rule_finding(struct arena *a, enum rule_id id, uint32_t line, struct str x,
	     struct str y, struct str z)
{
	const struct rule *rule = &rules[id];

	BUG_ON((size_t)id >= RULE_COUNT);
	return (struct finding){
		.rule = rule->id,
		.severity = rule->severity,
		.line = line,
		.quoted = { quotable(a, x), quotable(a, y), quotable(a, z) },
	};
}
