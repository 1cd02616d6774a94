/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report from its text: which form it has, and its sections.
 *
 * Whether a text is in the house form is decided before anything is read, from
 * what a glance would go by: a meeting with number and date in the head, the
 * usual title, the usual headings, numbered paragraphs. A text that is not
 * becomes one section of blocks; nothing in it is guessed at.
 *
 * Headings are marked (Markdown) or not. Where some line is marked, only
 * marked lines are headings; else a heading is a short line by itself which
 * says one of the known things, or which stands where a topic can begin.
 */
#include "report/parse.h"

#include "base/utf8.h"

enum {
	HEADING_BYTES_MAX = 110,
	HEADING_WORDS_MAX = 16,
	HOUSE_POINTS = 3,
};

static const struct {
	const char *text;
	enum section_kind kind;
} known_headings[] = {
	{ "conclusions and action items", SECTION_ACTIONS },
	{ "conclusions and actions", SECTION_ACTIONS },
	{ "conclusions and next steps", SECTION_ACTIONS },
	{ "conclusions", SECTION_ACTIONS },
	{ "action items", SECTION_ACTIONS },
	{ "action items and next steps", SECTION_ACTIONS },
	{ "action points", SECTION_ACTIONS },
	{ "actions", SECTION_ACTIONS },
	{ "agreed actions", SECTION_ACTIONS },
	{ "next steps", SECTION_ACTIONS },
	{ "next steps and action items", SECTION_ACTIONS },
	{ "decisions and action items", SECTION_ACTIONS },
	{ "decisions", SECTION_ACTIONS },
	{ "follow-up", SECTION_ACTIONS },
	{ "follow-up actions", SECTION_ACTIONS },
	{ "meeting focus", SECTION_FOCUS },
	{ "focus", SECTION_FOCUS },
	{ "focus of the meeting", SECTION_FOCUS },
	{ "purpose of the meeting", SECTION_FOCUS },
	{ "meeting purpose", SECTION_FOCUS },
	{ "aob", SECTION_AOB },
	{ "a.o.b", SECTION_AOB },
	{ "any other business", SECTION_AOB },
	{ "any other business (aob)", SECTION_AOB },
	{ "other business", SECTION_AOB },
	{ "other matters", SECTION_AOB },
	{ "list of participants", SECTION_PARTICIPANTS },
	{ "participants", SECTION_PARTICIPANTS },
	{ "participants list", SECTION_PARTICIPANTS },
	{ "list of attendees", SECTION_PARTICIPANTS },
	{ "attendees", SECTION_PARTICIPANTS },
	{ "attendance", SECTION_PARTICIPANTS },
	{ "attendance list", SECTION_PARTICIPANTS },
	{ "meeting participants", SECTION_PARTICIPANTS },
	{ "apologies", SECTION_PARTICIPANTS },
	{ "apologies for absence", SECTION_PARTICIPANTS },
	{ "regrets", SECTION_PARTICIPANTS },
};

/* "Annex", "Annex II", "Appendix 1:" and what follows it. */
static bool
is_annex(struct str s, struct str *ret_rest)
{
	size_t at = 0;
	struct str w = word_bare(word_next(s, &at));

	if (!str_eq_nocase(w, STR("annex")) && !str_eq_nocase(w, STR("appendix")))
		return false;
	*ret_rest = STR("");
	for (size_t next = at; ; at = next) {
		w = word_next(s, &next);
		if (w.n == 0)
			return true;
		if (word_bare(w).n == 0 || str_is(w, "\xE2\x80\x93") || number_read(w) ||
		    (word_bare(w).n == 1))
			continue;
		*ret_rest = str_trim(str_from(s, at));
		return true;
	}
}

bool
heading_kind(struct str s, enum section_kind *ret)
{
	struct str rest;

	while (s.n && memchr("*_\\ ", s.p[0], 4))
		s = str_from(s, 1);
	while (s.n && memchr("*_\\: ", s.p[s.n - 1], 5))
		s.n--;
	if (s.n > HEADING_BYTES_MAX)
		return false;
	if (is_annex(s, &rest)) {
		*ret = SECTION_ANNEX;
		if (rest.n && heading_kind(rest, ret) && *ret != SECTION_PARTICIPANTS)
			*ret = SECTION_ANNEX;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(known_headings); i++) {
		if (str_eq_nocase(s, str_of(known_headings[i].text))) {
			*ret = known_headings[i].kind;
			return true;
		}
	}
	return false;
}

/* Does line i stand by itself, and may what follows stand under a heading? */
static bool
stands_alone(const struct reading *rd, size_t i, size_t end)
{
	return line_after_blank(rd, i) &&
	       (end >= rd->n || rd->at[end].kind != LINE_TEXT);
}

static bool
looks_like_topic(const struct reading *rd, size_t i, size_t *ret_end)
{
	size_t end = i + 1;
	struct str s = rd->at[i].text, last;
	char c = s.p[0];

	if (rd->at[i].indent > 8 || s.n > HEADING_BYTES_MAX || c == '[' || c == '<')
		return false;
	/* A long heading may take a second line. */
	if (end < rd->n && rd->at[end].kind == LINE_TEXT && s.n > 50)
		end++;
	last = rd->at[end - 1].text;
	if (s.n + (end > i + 1 ? last.n : 0) > HEADING_BYTES_MAX ||
	    words_count(s) > HEADING_WORDS_MAX || words_count(s) == 0)
		return false;
	if (!stands_alone(rd, i, end))
		return false;
	while (s.n && memchr("*_\"'", c, 4)) {
		s = str_from(s, 1);
		c = s.n ? s.p[0] : ' ';
	}
	if ((c >= 'a' && c <= 'z') || memchr("(.,;:-", c, 6))
		return false;
	while (last.n && memchr("*_", last.p[last.n - 1], 2))
		last.n--;
	if (last.n == 0 || memchr(".,;:!", last.p[last.n - 1], 5) ||
	    str_find_char(rd->at[i].raw, '\t', 0) != STR_NPOS ||
	    str_find(s, STR("]("), 0) != STR_NPOS ||
	    str_find(s, STR("://"), 0) != STR_NPOS)
		return false;
	*ret_end = end;
	return true;
}

/* The lines of an unmarked topic heading as one text. */
static struct str
topic_text(const struct reading *rd, size_t i, size_t end)
{
	struct str s = rd->at[i].text;

	/* Not with printf: there may still be NULs. */
	if (end > i + 1)
		s = arena_concat(rd->a, arena_concat(rd->a, s, STR(" ")),
				 rd->at[i + 1].text);
	return text_clean(rd->a, s);
}

/* In a list of items or of names only a known heading ends the section. */
static bool
topic_may_begin(const struct reading *rd, size_t end)
{
	size_t next = line_next(rd, end);

	if (rd->section == SECTION_PARTICIPANTS)
		return false;
	if (rd->section == SECTION_ACTIONS)
		return next < rd->n && rd->at[next].kind == LINE_NUMBER &&
		       rd->at[next].number == 1;
	return true;
}

bool
heading_at(const struct reading *rd, size_t i, struct heading *ret)
{
	const struct line *l = &rd->at[i];
	size_t end = i + 1;

	if (rd->depth || !rd->house)
		return false;
	*ret = (struct heading){ .next = end, .text = l->text };
	if (rd->markdown) {
		if (l->kind != LINE_HEADING)
			return false;
		ret->level = l->level;
		ret->known = heading_kind(l->text, &ret->kind);
		if (!ret->known)
			ret->kind = SECTION_TOPIC;
		ret->text = text_clean(rd->a, l->text);
		return true;
	}
	if (l->kind != LINE_TEXT)
		return false;
	if (l->text.n <= HEADING_BYTES_MAX && line_after_blank(rd, i) &&
	    heading_kind(l->text, &ret->kind)) {
		ret->known = true;
		ret->text = text_clean(rd->a, l->text);
		return true;
	}
	if (roster_line_at(rd, i) || !looks_like_topic(rd, i, &end) ||
	    !topic_may_begin(rd, end))
		return false;
	ret->kind = SECTION_TOPIC;
	ret->text = topic_text(rd, i, end);
	ret->next = end;
	return true;
}

/* How much the lines look like the house's; the head's points not counted. */
static int
body_points(struct reading *rd)
{
	bool seen[SECTION_OTHER + 1] = { false };
	int numbered = 0, last = 0, points = 0;

	for (size_t i = 0; i < rd->n; i++) {
		const struct line *l = &rd->at[i];
		enum section_kind kind;

		if (l->kind == LINE_NUMBER && l->indent <= 3 && l->text.n > 60 &&
		    l->number == last + 1) {
			last = l->number;
			numbered++;
		}
		if ((l->kind == LINE_HEADING ||
		     (l->kind == LINE_TEXT && !rd->markdown &&
		      line_after_blank(rd, i))) &&
		    heading_kind(l->text, &kind))
			seen[kind] = true;
	}
	points += seen[SECTION_ACTIONS] + 2 * seen[SECTION_FOCUS] +
		  seen[SECTION_PARTICIPANTS] + (numbered > 0);
	return points;
}

/* The title of another house's text: a first heading, if it is plain. */
static void
take_other_title(struct report *r, struct blocks *bs)
{
	const struct block *b = bs->n ? &bs->at[0] : NULL;

	if (!b || b->kind != BLOCK_HEADING || b->level != 1 || b->runs.n != 1 ||
	    b->runs.at[0].style || b->runs.at[0].link)
		return;
	r->head.title = b->runs.at[0].text;
	r->head.line = b->line;
	bs->at++;
	bs->n--;
	bs->room = bs->n;
}

static void
read_other(struct reading *rd)
{
	struct report_section s = { .kind = SECTION_OTHER };

	rd->r->form = REPORT_OTHER;
	rd->r->head = (struct report_head){ .date = DATE_NONE };
	blocks_read(rd, &s.blocks);
	take_other_title(rd->r, &s.blocks);
	if (s.blocks.n)
		s.line = s.blocks.at[0].line;
	VEC_PUSH(rd->a, &rd->r->sections, s);
}

/* "Annex II", then "List of participants": one heading of two lines. */
static void
annex_title(struct reading *rd, struct heading *h)
{
	struct str rest;
	struct heading next;
	size_t i = line_next(rd, h->next);

	if (h->kind != SECTION_ANNEX || !is_annex(h->text, &rest) || rest.n ||
	    i >= rd->n)
		return;
	rd->section = SECTION_ANNEX;
	if (!heading_at(rd, i, &next))
		return;
	if (next.known && next.kind != SECTION_PARTICIPANTS)
		return;
	if (str_ends(h->text, STR(":")))
		h->text = arena_printf(rd->a, "%.*s %.*s", STRF(h->text),
				       STRF(next.text));
	else
		h->text = arena_printf(rd->a, "%.*s: %.*s", STRF(h->text),
				       STRF(next.text));
	if (next.known)
		h->kind = next.kind;
	h->next = next.next;
}

static int
section_level(const struct reading *rd, const struct heading *h)
{
	if (h->level)
		return h->level <= 2 ? 2 : 3;
	if (h->kind != SECTION_TOPIC && h->kind != SECTION_AOB)
		return 2;
	for (size_t i = 0; i < rd->r->sections.n; i++)
		if (rd->r->sections.at[i].level == 2)
			return 3;
	return 2;
}

static void
read_section(struct reading *rd)
{
	struct report_section s = { .kind = SECTION_OTHER,
				    .line = rd->at[rd->pos].no };
	struct heading h;
	int level = 0;

	if (heading_at(rd, rd->pos, &h)) {
		annex_title(rd, &h);
		s.kind = h.kind;
		s.level = section_level(rd, &h);
		s.heading = inline_read(rd, h.text);
		level = h.level;
		rd->pos = h.next;
	} else if (roster_line_at(rd, rd->pos)) {
		s.kind = SECTION_PARTICIPANTS;
	}
	rd->section = s.kind;
	s.roster_at = rd->r->roster.n;
	if (s.kind == SECTION_PARTICIPANTS)
		roster_read(rd, &s, s.level ? level : -1);
	else
		blocks_read(rd, &s.blocks);
	s.roster_n = rd->r->roster.n - s.roster_at;
	if (s.kind == SECTION_TOPIC && s.blocks.n) {
		bool numbered = false;

		for (size_t i = 0; i < s.blocks.n; i++)
			numbered |= s.blocks.at[i].number > 0;
		if (!numbered)
			s.kind = SECTION_OTHER;
	}
	if (s.level || s.blocks.n || s.roster_n)
		VEC_PUSH(rd->a, &rd->r->sections, s);
}

static void
count_blocks(const struct blocks *bs, size_t *ret)
{
	for (size_t i = 0; i < bs->n; i++) {
		const struct block *b = &bs->at[i];

		*ret += runs_words(&b->runs) + words_count(b->text) + (b->number > 0);
		count_blocks(&b->children, ret);
		for (size_t k = 0; b->table && k < b->table->n; k++)
			for (size_t c = 0; c < b->table->at[k].n; c++)
				*ret += runs_words(&b->table->at[k].at[c].runs);
		for (size_t c = 0; b->table && b->table->head &&
				   c < b->table->columns; c++)
			*ret += runs_words(&b->table->head[c].runs);
	}
}

static size_t
count_roster(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->roster.n; i++) {
		n += words_count(r->roster.at[i].label) +
		     words_count(r->roster.at[i].note);
		for (size_t k = 0; k < r->roster.at[i].columns.n; k++)
			n += words_count(r->roster.at[i].columns.at[k]);
		for (size_t k = 0; k < r->roster.at[i].people.n; k++) {
			const struct roster_person *p = &r->roster.at[i].people.at[k];

			n += words_count(p->first) + words_count(p->second) +
			     words_count(p->affiliation) + words_count(p->more);
		}
	}
	return n;
}

static void
count_words(struct report *r)
{
	size_t title = words_count(r->head.title);

	if (r->form == REPORT_OTHER)
		r->remainder_words = title;
	else
		r->typed_words = title + count_roster(r);
	for (size_t i = 0; i < r->head.lines.n; i++)
		r->typed_words += words_count(r->head.lines.at[i]);
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];
		bool typed = s->kind != SECTION_OTHER;

		r->typed_words += runs_words(&s->heading);
		count_blocks(&s->blocks, typed ? &r->typed_words : &r->remainder_words);
	}
}

struct report *
report_parse(struct arena *a, struct str text)
{
	struct report *r = ARENA_NEW(a, struct report);
	struct reading rd = { .a = a, .r = r, .section = SECTION_OTHER };
	int points = 0;

	r->stated_attendance = -1;
	r->head.date = DATE_NONE;
	text = utf8_mend(a, text);
	rd.source = text;
	lines_read(&rd, text);
	rd.house = true; /* the head's reader asks for headings of the house */
	rd.pos = head_read(&rd, &r->head, &points);
	if (points + body_points(&rd) < HOUSE_POINTS) {
		rd.house = false;
		rd.pos = 0;
		read_other(&rd);
	} else {
		while ((rd.pos = line_next(&rd, rd.pos)) < rd.n)
			read_section(&rd);
		roster_order(&rd);
		items_read(&rd);
	}
	facts_read(&rd);
	count_words(r);
	return r;
}

size_t
report_present(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->roster.n; i++)
		if (r->roster.at[i].kind != ROSTER_APOLOGY)
			n += r->roster.at[i].people.n;
	return n;
}
