/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who was there: the lines of a participants section.
 *
 *	Brandvold <tab> Signe <tab> DC on X      a table: tabs, pipes or columns
 *	- Signe Brandvold (DC on X)              one name in a bullet or line
 *	Participants: Signe Brandvold (DC on X), Ben Om, …     names in one line
 *
 * A group begins with its label, a line or a row by itself. Empty lines and
 * page breaks are no end of anything: tables run over pages. Cells are taken
 * as they are; which of them is the surname is decided when the whole report
 * has been read (roster_order.c).
 *
 * What is neither name nor label ends the section, so that no prose is taken
 * for a person; before the first name it belongs to the section's blocks.
 */
#include "report/parse.h"

enum {
	LABEL_BYTES_MAX = 60,
	BOLD_LABEL_BYTES_MAX = 400,
	LABEL_WORDS_MAX = 7,
	NAME_WORDS_MAX = 6,
	CELLS_MAX = 16,
};

struct roster_read {
	struct reading *rd;
	struct report_section *section;
	size_t first; /* index of the section's first group */
	bool open;    /* a group that takes people of any form: it has none yet */
};

static bool
has_word(struct str s, const char *word)
{
	return str_find_nocase(s, str_of(word), 0) != STR_NPOS;
}

bool
roster_label_kind(struct str s, enum roster_kind *ret)
{
	static const struct {
		const char *word;
		enum roster_kind kind;
	} words[] = {
		{ "apolog", ROSTER_APOLOGY }, { "regret", ROSTER_APOLOGY },
		{ "absent", ROSTER_APOLOGY }, { "excused", ROSTER_APOLOGY },
		{ "secretariat", ROSTER_SECRETARIAT },
		{ "staff", ROSTER_SECRETARIAT }, { "support", ROSTER_SECRETARIAT },
		{ "facilitator", ROSTER_FACILITATOR },
		{ "chair", ROSTER_FACILITATOR },
		{ "moderator", ROSTER_FACILITATOR },
		{ "participant", ROSTER_PARTICIPANT },
		{ "attendee", ROSTER_PARTICIPANT },
		{ "attending", ROSTER_PARTICIPANT },
		{ "attendance", ROSTER_PARTICIPANT },
		{ "present", ROSTER_PARTICIPANT },
		{ "members", ROSTER_PARTICIPANT },
		{ "observer", ROSTER_OTHER }, { "guest", ROSTER_OTHER },
		{ "invited", ROSTER_OTHER }, { "speakers", ROSTER_OTHER },
		{ "others", ROSTER_OTHER },
	};

	if (s.n > LABEL_BYTES_MAX)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (has_word(s, words[i].word)) {
			*ret = words[i].kind;
			return true;
		}
	}
	return false;
}

/* Without emphasis, colon and white space around it. */
static struct str
label_bare(struct str s)
{
	s = str_trim(s);
	while (s.n && memchr("*_", s.p[0], 2))
		s = str_from(s, 1);
	while (s.n && memchr("*_: ", s.p[s.n - 1], 4))
		s.n--;
	return s;
}

static bool
begins_upper(struct str s)
{
	while (s.n && memchr("*_[(", s.p[0], 4))
		s = str_from(s, 1);
	return s.n && ((s.p[0] >= 'A' && s.p[0] <= 'Z') ||
		       (unsigned char)s.p[0] >= 0xC3);
}

/* Where the colon of "Participants:" or "**Participants:**" stands. */
static size_t
label_colon(struct str s)
{
	size_t at = str_find_char(str_sub(s, 0, LABEL_BYTES_MAX), ':', 0);
	enum roster_kind kind;
	struct str label;

	if (at == STR_NPOS)
		return STR_NPOS;
	label = label_bare(str_sub(s, 0, at));
	if (!begins_upper(label) || words_count(label) > LABEL_WORDS_MAX ||
	    !roster_label_kind(label, &kind) ||
	    str_find_char(label, ',', 0) != STR_NPOS)
		return STR_NPOS;
	return at;
}

static struct str
behind_colon(struct str s, size_t colon)
{
	s = str_trim(str_from(s, colon + 1));
	while (s.n && memchr("* _", s.p[0], 3))
		s = str_from(s, 1);
	return s;
}

static bool
is_none(struct str s)
{
	s = word_bare(s);
	return str_eq_nocase(s, STR("none")) || str_eq_nocase(s, STR("n/a")) ||
	       str_eq_nocase(s, STR("nil"));
}

/* The end of the part of a list of names that begins at `at`. */
static size_t
part_end(struct str s, size_t at, char sep)
{
	int depth = 0;

	for (; at < s.n; at++) {
		if (s.p[at] == '(')
			depth++;
		else if (s.p[at] == ')' && depth)
			depth--;
		else if (s.p[at] == sep && !depth)
			return at;
	}
	return at;
}

static char
list_separator(struct str s)
{
	return part_end(s, 0, ';') < s.n ? ';' : ',';
}

/* Are these names with commas between them, and not a sentence? */
static bool
is_name_list(struct str s, bool labelled)
{
	char sep = list_separator(s);
	size_t parts = 0, upper = 0;

	if (s.n == 0)
		return false;
	for (size_t at = 0; at <= s.n;) {
		size_t end = part_end(s, at, sep);
		struct str part = str_trim(str_sub(s, at, end - at));
		size_t bracket = str_find_char(part, '(', 0);

		if (str_starts(part, STR("and ")))
			part = str_from(part, 4);
		if (words_count(str_sub(part, 0, bracket)) > NAME_WORDS_MAX + 2)
			return false;
		if (part.n) {
			parts++;
			upper += begins_upper(part);
		}
		at = end + 1;
	}
	if (labelled)
		return parts >= 1 && upper * 2 > parts;
	return parts >= 2 && upper * 4 >= parts * 3 &&
	       (!text_finished(s) || parts > 2 || s.p[s.n - 1] == ')');
}

bool
roster_is_line(struct str s)
{
	size_t colon = label_colon(s);

	return colon != STR_NPOS && (is_none(behind_colon(s, colon)) ||
				     is_name_list(behind_colon(s, colon), true));
}

bool
roster_line_at(const struct reading *rd, size_t i)
{
	const struct line *l = &rd->at[i];

	return l->kind == LINE_TEXT && rd->house && !rd->depth &&
	       rd->section != SECTION_ACTIONS && roster_is_line(l->text);
}

static struct roster_group *
group_new(struct roster_read *rr, struct str label, enum roster_form form,
	  uint32_t line)
{
	struct report *r = rr->rd->r;
	struct roster_group *g = VEC_ADD(rr->rd->a, &r->roster);
	size_t heading = rr->section->heading.n;

	g->form = form;
	g->line = line;
	g->label = label.n ? label : STR_NONE;
	g->kind = label.n ? ROSTER_OTHER : ROSTER_PARTICIPANT;
	if (label.n)
		roster_label_kind(label, &g->kind);
	else if (heading)
		roster_label_kind(rr->section->heading.at[heading - 1].text, &g->kind);
	return g;
}

/* The group that takes a person of this form. */
static struct roster_group *
group_for(struct roster_read *rr, enum roster_form form, uint32_t line)
{
	struct report *r = rr->rd->r;
	struct roster_group *g = r->roster.n > rr->first
					 ? &r->roster.at[r->roster.n - 1] : NULL;

	if (g && rr->open && !g->note.p && (g->columns.n == 0 || form == ROSTER_TABLE))
		g->form = form;
	else if (!g || g->note.p || g->form != form || form == ROSTER_LINE)
		g = group_new(rr, STR_NONE, form, line);
	rr->open = false;
	return g;
}

static void
label_read(struct roster_read *rr, struct str text, uint32_t line)
{
	struct reading *rd = rr->rd;

	group_new(rr, label_bare(inline_plain(rd, text)), ROSTER_TABLE, line);
	rr->open = true;
}

/* A label in a row of its own. Under the table's head it names the group that
 * the head began, so that none is left without people. */
static void
row_label_read(struct roster_read *rr, struct str text, uint32_t line)
{
	struct report *r = rr->rd->r;
	struct roster_group *g = r->roster.n > rr->first
					 ? &r->roster.at[r->roster.n - 1] : NULL;

	if (g && rr->open && g->columns.n && !g->label.n) {
		g->label = label_bare(inline_plain(rr->rd, text));
		g->kind = ROSTER_OTHER;
		roster_label_kind(g->label, &g->kind);
		g->label_below = true;
	} else {
		label_read(rr, text, line);
	}
}

static struct str
absent_if_empty(struct str s)
{
	return s.n ? s : STR_NONE;
}

static bool
is_column_heading(struct str s)
{
	static const char *const words[] = { "name", "surname", "affiliation",
		"organisation", "organization", "coalition", "stakeholder",
		"country", "role", "group" };

	if (words_count(s) > 4 || s.n > 40)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (has_word(s, words[i]))
			return true;
	return false;
}

/* A row above the first person in which every cell is a column's heading, and
 * the first one says that it is about names. */
static bool
is_header_row(const struct cells *c)
{
	size_t filled = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (c->at[i].n && !is_column_heading(c->at[i]))
			return false;
		filled += c->at[i].n > 0;
	}
	return filled >= 2 && has_word(c->at[0], "name");
}

static void
columns_read(struct roster_read *rr, const struct cells *c, uint32_t line)
{
	struct reading *rd = rr->rd;
	struct roster_group *g;
	size_t n = c->n;

	while (n && c->at[n - 1].n == 0)
		n--;
	if (n == 0)
		return;
	if (rr->open && rd->r->roster.at[rd->r->roster.n - 1].columns.n == 0)
		g = &rd->r->roster.at[rd->r->roster.n - 1];
	else
		g = group_new(rr, STR_NONE, ROSTER_TABLE, line);
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(rd->a, &g->columns, inline_plain(rd, c->at[i]));
	rr->open = true;
}

static void
row_read(struct roster_read *rr, const struct cells *c, uint32_t line)
{
	struct reading *rd = rr->rd;
	struct roster_group *g;
	struct roster_person p = { .line = line };
	struct str cell[3] = { STR_NONE, STR_NONE, STR_NONE };
	enum roster_kind kind;
	size_t filled = 0, only = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (c->at[i].n) {
			filled++;
			only = i;
		}
	}
	if (filled == 0)
		return;
	if (filled == 1 && only == 0) {
		struct str bare = label_bare(c->at[0]);

		if (bare.n && (bare.n + 4 <= c->at[0].n ||
			       str_ends(c->at[0], STR(":")) ||
			       roster_label_kind(bare, &kind))) {
			row_label_read(rr, c->at[0], line);
			return;
		}
	}
	g = group_for(rr, ROSTER_TABLE, line);
	for (size_t i = 0; i < 3 && i < c->n; i++)
		cell[i] = absent_if_empty(inline_plain(rd, c->at[i]));
	p.first = cell[0];
	p.second = cell[1];
	p.affiliation = cell[2];
	for (size_t i = 3; i < c->n; i++) {
		struct str more = inline_plain(rd, c->at[i]);

		if (more.n)
			p.more = p.more.p ? arena_printf(rd->a, "%.*s | %.*s",
							 STRF(p.more), STRF(more))
					  : more;
	}
	VEC_PUSH(rd->a, &g->people, p);
}

/* Cells divided by tabs, or by two spaces and more. */
static struct cells
line_cells(struct arena *a, struct str raw)
{
	struct cells ret = { 0 };
	bool tabs = str_find_char(raw, '\t', 0) != STR_NPOS;

	if (tabs) {
		while (str_present(raw)) {
			struct str cell = str_cut(&raw, '\t');

			VEC_PUSH(a, &ret, text_clean(a, cell));
		}
		return ret;
	}
	raw = str_trim(raw);
	while (raw.n) {
		size_t cut = str_find(raw, STR("  "), 0);

		VEC_PUSH(a, &ret, text_clean(a, str_sub(raw, 0, cut)));
		raw = cut == STR_NPOS ? STR("") : str_trim(str_from(raw, cut));
	}
	return ret;
}

static bool
is_row(const struct line *l)
{
	if (l->kind != LINE_TEXT && l->kind != LINE_NUMBER)
		return false;
	if (str_find_char(l->raw, '\t', 0) != STR_NPOS)
		return true;
	return l->kind == LINE_TEXT && str_find(l->text, STR("  "), 0) != STR_NPOS;
}

/* "Signe Brandvold (DC on X) in part", "Brandvold, Signe", "Signe Brandvold, DC on X" */
static struct roster_person
person_read(struct reading *rd, struct str text, bool in_list, uint32_t line)
{
	struct roster_person p = { .line = line };
	struct str s = str_trim(inline_plain(rd, text)), name = s;
	size_t open, close, comma, dash;

	if (s.n && s.p[s.n - 1] == '.' && str_find_char(s, ' ', 0) != STR_NPOS &&
	    s.n > 3 && s.p[s.n - 3] != ' ' && s.p[s.n - 3] != '.')
		s.n--;
	name = s;
	open = str_find_char(s, '(', 0);
	dash = str_find(s, STR(" \xE2\x80\x93 "), 0);
	comma = in_list ? str_find(s, STR(", "), 0) : STR_NPOS;
	if (open != STR_NPOS && open > 0) {
		close = part_end(str_from(s, open + 1), 0, ')') + open + 1;
		/* part_end() stops at a bracket only outside of brackets. */
		for (int depth = 1; depth && close < s.n; close++)
			if (s.p[close] == ')' && --depth == 0)
				break;
		p.affiliation = absent_if_empty(
			str_trim(str_sub(s, open + 1, close - open - 1)));
		/* "Ada Lo () too": the brackets divide nothing. */
		if (p.affiliation.p) {
			name = str_trim(str_sub(s, 0, open));
			p.more = absent_if_empty(str_trim(str_from(s, close + 1)));
		}
	} else if (dash != STR_NPOS) {
		name = str_trim(str_sub(s, 0, dash));
		p.affiliation = absent_if_empty(str_trim(str_from(s, dash + 5)));
	} else if (comma != STR_NPOS) {
		struct str rest = str_trim(str_from(s, comma + 1));

		if (str_find_char(rest, ' ', 0) != STR_NPOS || !begins_upper(rest)) {
			name = str_trim(str_sub(s, 0, comma));
			p.affiliation = rest;
		}
	}
	comma = in_list ? str_find(name, STR(", "), 0) : STR_NPOS;
	p.first = name;
	if (comma != STR_NPOS) {
		p.first = str_trim(str_sub(name, 0, comma));
		p.second = absent_if_empty(str_trim(str_from(name, comma + 1)));
	}
	p.first = absent_if_empty(p.first);
	return p;
}

static void
line_group_read(struct roster_read *rr, struct str s, uint32_t line)
{
	struct reading *rd = rr->rd;
	struct roster_group *g = group_for(rr, ROSTER_LINE, line);
	char sep = list_separator(s);

	while (s.n && s.p[s.n - 1] == '.')
		s.n--;
	for (size_t at = 0; at < s.n;) {
		size_t end = part_end(s, at, sep);
		struct str part = str_trim(str_sub(s, at, end - at)), left;
		size_t and = str_find(str_sub(part, 0, str_find_char(part, '(', 0)),
				      STR(" and "), 0);

		at = end + 1;
		if (str_starts(part, STR("and ")) && at >= s.n && g->people.n) {
			part = str_trim(str_from(part, 4));
			g->joined = true;
		} else if (and == STR_NPOS && at >= s.n) {
			size_t bracket = str_find(part, STR(") and "), 0);

			and = bracket == STR_NPOS ? bracket : bracket + 1;
		}
		if (and != STR_NPOS && at >= s.n && !g->joined) {
			left = str_trim(str_sub(part, 0, and));
			part = str_trim(str_from(part, and + 5));
			g->joined = true;
			if (left.n)
				VEC_PUSH(rd->a, &g->people,
					 person_read(rd, left, false, line));
		}
		if (part.n)
			VEC_PUSH(rd->a, &g->people, person_read(rd, part, false, line));
	}
}

/* A name by itself in a line. */
static bool
is_name_line(struct str s)
{
	size_t cut = str_find_char(s, '(', 0), words;

	if (!begins_upper(s) || s.n > 200)
		return false;
	words = words_count(str_sub(s, 0, cut));
	if (words < 1 || words > NAME_WORDS_MAX)
		return cut == STR_NPOS && words <= 16 &&
		       part_end(s, 0, ',') < s.n && !text_finished(s) &&
		       words_count(str_sub(s, 0, part_end(s, 0, ','))) <= 5;
	return !(text_finished(s) && s.p[s.n - 1] != ')');
}

/* "Apologies: none" */
static void
note_read(struct roster_read *rr, struct str note)
{
	struct report *r = rr->rd->r;

	r->roster.at[r->roster.n - 1].note = note;
	r->roster.at[r->roster.n - 1].form = ROSTER_LINE;
}

/* The names may go on in further lines; a line that is something else does not
 * belong to them. */
static struct str
names_paragraph(struct reading *rd, struct str first, bool labelled)
{
	size_t pos = rd->pos, noticed = rd->r->noticed.n;
	struct str whole = paragraph_read(rd, first);

	if (is_none(whole) || is_name_list(whole, labelled))
		return whole;
	rd->pos = pos + 1;
	rd->r->noticed.n = noticed;
	return text_clean(rd->a, first);
}

/* "Secretariat support", "Host country:", but not "The following took part:".
 * In bold and with a colon it is one whatever it says: so they are written. */
static bool
is_label_line(struct str s, size_t colon)
{
	struct str bare = label_bare(s);
	bool ends = str_ends(s, STR(":")) || str_ends(s, STR(":**"));
	enum roster_kind kind;

	if (bare.n && str_starts(s, STR("**")) && str_ends(s, STR(":**")))
		return true;
	if (words_count(bare) > LABEL_WORDS_MAX || bare.n > LABEL_BYTES_MAX ||
	    part_end(bare, 0, ',') < bare.n)
		return false;
	if (!begins_upper(bare))
		return false;
	if (ends && words_count(bare) <= 3)
		return true;
	return roster_label_kind(bare, &kind) && (colon == STR_NPOS || ends) &&
	       !text_finished(bare) && str_find_char(bare, '(', 0) == STR_NPOS;
}

/* Among names, a bold label is one whatever it says. */
static size_t
bold_colon(struct str s)
{
	size_t at = str_starts(s, STR("**"))
			    ? str_find(str_sub(s, 0, BOLD_LABEL_BYTES_MAX),
				       STR(":**"), 0) : STR_NPOS;

	return at == STR_NPOS ? label_colon(s) : at;
}

/* A line of text; false: it is no part of a roster. */
static bool
text_read(struct roster_read *rr)
{
	struct reading *rd = rr->rd;
	const struct line *l = &rd->at[rd->pos];
	size_t colon = bold_colon(l->text);
	struct str whole;
	uint32_t no = l->no;

	if (is_label_line(l->text, colon)) {
		label_read(rr, l->text, no);
		rd->pos++;
		return true;
	}
	if (colon != STR_NPOS) {
		struct str rest = behind_colon(l->text, colon);

		if (!is_none(rest) && !is_name_list(rest, true))
			return false;
		label_read(rr, str_sub(l->text, 0, colon), no);
		whole = names_paragraph(rd, rest, true);
		if (is_none(whole))
			note_read(rr, whole);
		else
			line_group_read(rr, whole, no);
		rr->open = false;
		return true;
	}
	if (rr->open && is_none(l->text) &&
	    rd->r->roster.at[rd->r->roster.n - 1].columns.n == 0) {
		note_read(rr, inline_plain(rd, l->text));
		rr->open = false;
		rd->pos++;
		return true;
	}
	if (rd->r->roster.n > rr->first && !rr->open && is_name_line(l->text) &&
	    rd->r->roster.at[rd->r->roster.n - 1].form == ROSTER_TABLE) {
		struct cells one = { .at = &(struct str){ l->text.p, l->text.n },
				     .n = 1 };

		row_read(rr, &one, no);
		rd->pos++;
		return true;
	}
	if (is_name_list(l->text, false) &&
	    (part_end(l->text, 0, list_separator(l->text)) + 1 < l->text.n)) {
		size_t parts = 0;

		for (size_t at = 0; at < l->text.n; parts++)
			at = part_end(l->text, at, list_separator(l->text)) + 1;
		if (parts > 2 || !is_name_line(l->text)) {
			line_group_read(rr, names_paragraph(rd, l->text, false), no);
			return true;
		}
	}
	if (is_name_line(l->text)) {
		struct roster_group *g = group_for(rr, ROSTER_LIST, no);

		VEC_PUSH(rd->a, &g->people, person_read(rd, l->text, true, no));
		rd->pos++;
		return true;
	}
	return false;
}

static bool
list_read(struct roster_read *rr)
{
	struct reading *rd = rr->rd;
	const struct line *l = &rd->at[rd->pos];
	struct roster_group *g;
	struct str text;

	if (l->kind == LINE_LETTER || words_count(l->text) > 24)
		return false;
	g = group_for(rr, ROSTER_LIST, l->no);
	if (l->kind == LINE_NUMBER && (size_t)l->number == g->people.n + 1 &&
	    (g->numbered || g->people.n == 0)) {
		g->numbered = true;
	} else if (l->kind == LINE_NUMBER || g->numbered) {
		/* Numbers that do not count the names: kept as words. */
		VEC_PUSH(rd->a, &g->people,
			 person_read(rd, str_trim(l->raw), true, l->no));
		rd->pos++;
		return true;
	}
	text = paragraph_read(rd, l->text);
	VEC_PUSH(rd->a, &g->people, person_read(rd, text, true, l->no));
	return true;
}

static bool
pipe_table_read(struct roster_read *rr)
{
	struct reading *rd = rr->rd;

	for (bool first = true; rd->pos < rd->n &&
				rd->at[rd->pos].kind == LINE_TABLE; rd->pos++) {
		const struct line *l = &rd->at[rd->pos];
		struct cells c;

		if (cells_are_rule(l->text))
			continue;
		c = cells_split(rd->a, l->text);
		if ((first && rd->pos + 1 < rd->n &&
		     cells_are_rule(rd->at[rd->pos + 1].text) &&
		     rd->at[rd->pos + 1].kind == LINE_TABLE) || is_header_row(&c))
			columns_read(rr, &c, l->no);
		else
			row_read(rr, &c, l->no);
		first = false;
	}
	return true;
}

/* false: a heading that ends the section. */
static bool
heading_read(struct roster_read *rr, int level, bool *ret_read)
{
	struct reading *rd = rr->rd;
	struct heading h;
	enum roster_kind kind;

	*ret_read = false;
	if (!heading_at(rd, rd->pos, &h))
		return true;
	if (level < 0 || (rd->markdown && h.level <= level) ||
	    (h.known && h.kind != SECTION_PARTICIPANTS))
		return false;
	if (!rd->markdown && !roster_label_kind(h.text, &kind))
		return false;
	label_read(rr, h.text, rd->at[rd->pos].no);
	rd->pos = h.next;
	*ret_read = true;
	return true;
}

void
roster_read(struct reading *rd, struct report_section *section, int level)
{
	struct roster_read rr = { .rd = rd, .section = section,
				  .first = rd->r->roster.n };

	while ((rd->pos = line_next(rd, rd->pos)) < rd->n) {
		const struct line *l = &rd->at[rd->pos];
		bool done;

		/* Without a heading, only what says itself what it is. */
		if (level < 0 && !roster_line_at(rd, rd->pos))
			return;
		if (!heading_read(&rr, level, &done))
			return;
		if (done)
			continue;
		if (l->kind == LINE_TABLE) {
			done = pipe_table_read(&rr);
		} else if (is_row(l) && !roster_line_at(rd, rd->pos)) {
			struct cells c = line_cells(rd->a, l->raw);

			if (is_header_row(&c))
				columns_read(&rr, &c, l->no);
			else
				row_read(&rr, &c, l->no);
			rd->pos++;
			done = true;
		} else if (l->kind == LINE_TEXT) {
			done = text_read(&rr);
		} else if (l->kind == LINE_BULLET || l->kind == LINE_NUMBER) {
			done = list_read(&rr);
		} else if (l->kind == LINE_RULE) {
			rd->pos++;
			done = true;
		}
		if (done)
			continue;
		/* Prose. Behind the names it is a section of its own. */
		if (rd->r->roster.n > rr.first || l->kind != LINE_TEXT)
			return;
		VEC_PUSH(rd->a, &section->blocks,
			 block_para(rd, paragraph_read(rd, l->text), l->no));
	}
}
