/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Attendance, people and groups. Names are compared by match.h; what it finds
 * likely is only said, never acted upon.
 *
 * A name is looked at once, where it first stands: the second line with the
 * same affiliation is no second finding.
 */
#include "report/check.h"

#include "base/map.h"
#include "report/affiliation.h"
#include "report/match_name.h"
#include "report/parse.h"
#include "text/fold.h"

/* ---- attendance ---- */

/* "Coordination facilitators 2, Participants 16, Secretariat support 2"; no
 * longer than a finding can quote, however many groups there are. */
static struct str
roster_count(struct check *c, size_t *ret_present)
{
	const struct report *r = c->report;
	struct str list = STR_NONE;
	size_t n = 0;

	for (size_t i = 0; i < r->roster.n; i++) {
		const struct roster_group *g = &r->roster.at[i];

		if (g->kind == ROSTER_APOLOGY || !g->people.n)
			continue;
		n += g->people.n;
		if (list.n > RULE_QUOTE_MAX)
			continue;
		list = arena_printf(c->arena, "%.*s%s%.*s %zu", STRF(list),
				    list.n ? ", " : "", STRF(g->label), g->people.n);
	}
	*ret_present = n;
	return str_trim(list);
}

static void
check_attendance(struct check *c)
{
	const struct report *r = c->report;
	size_t present;
	struct str list = roster_count(c, &present);

	if (!present)
		check_add(c, RULE_NO_ROSTER, 0, STR_NONE, STR_NONE, STR_NONE);
	else if (r->stated_attendance >= 0 && (size_t)r->stated_attendance != present)
		check_add(c, RULE_ATTENDANCE_MISMATCH, r->stated_attendance_line,
			  check_number(c, r->stated_attendance),
			  check_number(c, (int64_t)present), list);
}

/* What was taken for the surname of somebody in the group; absent if nobody
 * has a name of two words, and so nothing could be read wrongly. */
static struct str
a_surname(const struct roster_group *g)
{
	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];
		size_t space = str_rfind_char(p->name, ' ');

		if (g->order == ORDER_SURNAME_FIRST && p->second.n && p->first.n)
			return p->first;
		if (g->order == ORDER_GIVEN_FIRST && p->second.n && p->first.n)
			return p->second;
		if (g->order == ORDER_ONE_COLUMN && space != STR_NPOS)
			return str_from(p->name, space + 1);
	}
	return STR_NONE;
}

static void
check_name_order(struct check *c)
{
	for (size_t i = 0; i < c->report->roster.n; i++) {
		const struct roster_group *g = &c->report->roster.at[i];
		struct str surname = a_surname(g);

		if (g->order_in_doubt && surname.n)
			check_add(c, RULE_NAME_ORDER, g->line ? g->line : g->people.at[0].line,
				  g->label.n ? g->label : STR("List of participants"), surname,
				  STR_NONE);
	}
}

/* ---- people ---- */

/*
 * Names that were seen already: those of the report, among which two may be
 * spellings of one, and those that are known.
 */
struct seen {
	enum rule_id spellings;
	struct map first; /* fold -> where it first stood */
	struct match_index *here;
	struct match_index *known; /* NULL: nothing is known */
	/* From which score on a known name is named as what may be meant. A
	 * group that is not known is a finding anyway, so there a weak
	 * suggestion says more than none. */
	unsigned known_least;
	SLICE(struct str) names; /* of `here` */
	const struct str *known_names;
};

static struct seen
seen_start(struct check *c, enum match_kind kind, enum rule_id spellings,
	   const struct str *known, size_t known_n)
{
	return (struct seen){
		.spellings = spellings,
		.here = match_index_new(c->arena, kind, NULL, 0),
		.known = known_n ? match_index_new(c->arena, kind, known, known_n) : NULL,
		.known_least = kind == MATCH_GROUP ? match_score(MATCH_SHORTENED) : MATCH_LIKELY,
		.known_names = known,
	};
}

enum familiarity { FAMILIAR_NOT, FAMILIAR_LIKELY, FAMILIAR_KNOWN };

/*
 * Files a name that stands here for the first time, and says so if it may be
 * another spelling of one that was seen before or is known. What is known
 * exactly is right, so only the other spelling of the two is reported.
 */
static enum familiarity
seen_add(struct check *c, struct seen *s, struct str name, uint32_t line)
{
	struct matches here = match_find_and_add(s->here, name), known = { 0 };
	struct str other;
	const char *reason;

	VEC_PUSH(c->arena, &s->names, name);
	if (s->known)
		known = match_find(c->arena, s->known, name);
	if (known.n && known.at[0].why == MATCH_EXACT)
		return FAMILIAR_KNOWN;
	if (here.n && here.at[0].score >= MATCH_LIKELY) {
		other = s->names.at[here.at[0].index];
		reason = here.at[0].reason;
	} else if (known.n && known.at[0].score >= s->known_least) {
		other = s->known_names[known.at[0].index];
		reason = known.at[0].reason;
	} else {
		return FAMILIAR_NOT;
	}
	check_add(c, s->spellings, line, name, other, str_of(reason));
	return FAMILIAR_LIKELY;
}

static void
check_people(struct check *c, struct seen *s)
{
	const struct report *r = c->report;

	for (size_t i = 0; i < r->roster.n; i++) {
		for (size_t j = 0; j < r->roster.at[i].people.n; j++) {
			struct roster_person *p = &r->roster.at[i].people.at[j];
			struct str fold = text_fold(c->arena, p->name);
			const struct roster_person *first;

			if (!fold.n)
				continue;
			first = map_get(&s->first, fold);
			if (first) {
				check_add(c, RULE_PERSON_TWICE, p->line, p->name,
					  check_number(c, first->line), STR_NONE);
				continue;
			}
			map_put(c->arena, &s->first, fold, p);
			seen_add(c, s, p->name, p->line);
		}
	}
}

/* A name that the text mentions: says so if the list has it in another
 * spelling. Returns the name as it is in the list, absent if it is not. */
static struct str
check_mention(struct check *c, struct seen *people, struct map *mentioned, struct str name,
	      uint32_t line)
{
	struct matches m = match_find(c->arena, people->here, name);
	struct str other, fold = text_fold(c->arena, name);
	bool again = map_get(mentioned, fold) != NULL;

	map_put(c->arena, mentioned, fold, people);
	if (!m.n)
		return STR_NONE;
	other = people->names.at[m.at[0].index];
	/* "Mr. Lindqvist" is how one writes, no other spelling. */
	if (!again && m.at[0].why != MATCH_EXACT && m.at[0].score >= MATCH_LIKELY)
		check_add(c, RULE_PERSON_SPELLINGS, line, name, other, str_of(m.at[0].reason));
	return other;
}

/* Those who the text says facilitated, and those whom the list says hold the
 * office, need not be the same; that is said for completeness. */
static void
check_facilitators(struct check *c, struct seen *people, struct map *mentioned)
{
	const struct report *r = c->report;
	struct map named = { 0 }; /* fold of the name in the list */
	uint32_t line = r->stated_attendance_line ? r->stated_attendance_line :
						    r->stated_number_line;

	for (size_t i = 0; i < r->named_facilitators.n; i++) {
		struct str name = r->named_facilitators.at[i];
		struct str listed = check_mention(c, people, mentioned, name, line);

		if (str_present(listed))
			map_put(c->arena, &named, text_fold(c->arena, listed), people);
		else
			check_add(c, RULE_FACILITATOR_UNLISTED, line, name, STR_NONE, STR_NONE);
	}
	if (!r->named_facilitators.n)
		return;
	for (size_t i = 0; i < r->roster.n; i++) {
		const struct roster_group *g = &r->roster.at[i];

		for (size_t j = 0; g->kind == ROSTER_FACILITATOR && j < g->people.n; j++)
			if (!map_get(&named, text_fold(c->arena, g->people.at[j].name)))
				check_add(c, RULE_FACILITATOR_UNNAMED, g->people.at[j].line,
					  g->people.at[j].name, STR_NONE, STR_NONE);
	}
}

/* ---- names in the text ---- */

#define MENTION_WORDS 5

/* Lower-case words inside a name: "de", "al-", "v.d."; not "of", which goes on
 * with where somebody is from. */
static bool
goes_inside_name(struct str bare)
{
	if (str_is(bare, "of") || str_is(bare, "the") || str_is(bare, "as"))
		return false;
	return match_word_is_small(MATCH_PERSON, bare) || str_starts(bare, STR("al-")) ||
	       (bare.n <= 4 && str_find_char(bare, '.', 0) != STR_NPOS);
}

static bool
begins_capital(struct str w)
{
	return (w.p[0] >= 'A' && w.p[0] <= 'Z') || (unsigned char)w.p[0] >= 0xC3;
}

/*
 * What stands behind a title, as the names that it may be: "Ms. Mara Lindqvist
 * Programme" gives those of two and of three words. Returns how many.
 */
static unsigned
mention_read(struct str text, size_t at, struct str ret[MENTION_WORDS])
{
	const char *from = NULL;
	unsigned n = 0;

	for (unsigned words = 0; words < MENTION_WORDS; words++) {
		struct str w = word_next(text, &at), bare = word_bare(w);
		bool last = bare.p + bare.n != w.p + w.n;

		/* The dot of an initial ends nothing. */
		if (last && bare.n <= 3 && bare.p + bare.n + 1 == w.p + w.n &&
		    w.p[w.n - 1] == '.')
			last = false;
		if (str_ends(bare, STR("'s")) || str_ends(bare, STR("’s"))) {
			bare.n -= bare.p[bare.n - 2] == '\'' ? 2 : STR("’s").n;
			last = true;
		}
		if (!bare.n)
			break;
		from = from ? from : bare.p;
		if (begins_capital(bare)) {
			if (words)
				ret[n++] = (struct str){ from, (size_t)(bare.p + bare.n - from) };
		} else if (!goes_inside_name(bare)) {
			break;
		}
		if (last)
			break;
	}
	return n;
}

static void
mentions_in(struct check *c, struct seen *people, struct map *mentioned, struct str text,
	    uint32_t line)
{
	struct str name[MENTION_WORDS], w;
	size_t at = 0;

	while ((w = word_next(text, &at)).n) {
		unsigned n, exact = 0;

		/* Nearly every word is none, which its first letter tells. */
		if (w.n > 12 || !memchr("MDPAHS([*_\"", w.p[0], 11) || !is_person_title(w))
			continue;
		n = mention_read(text, at, name);
		while (exact < n && !map_get(&people->first, text_fold(c->arena, name[exact])))
			exact++;
		if (n && exact == n && !map_get(mentioned, text_fold(c->arena, name[n - 1])))
			check_mention(c, people, mentioned, name[n - 1], line);
	}
}

static void
check_mentions(struct check *c, struct seen *people, struct map *mentioned,
	       const struct blocks *list, uint32_t line)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct block *b = &list->at[i];
		uint32_t at = b->line ? b->line : line;

		mentions_in(c, people, mentioned, runs_text(c->arena, &b->runs), at);
		check_mentions(c, people, mentioned, &b->children, at);
	}
}

/* What the text says of people, against the list of participants. */
static void
check_text(struct check *c, struct seen *people)
{
	struct map mentioned = { 0 };

	if (!people->names.n)
		return;
	check_facilitators(c, people, &mentioned);
	for (size_t s = 0; s < c->report->sections.n; s++) {
		const struct report_section *sec = &c->report->sections.at[s];

		check_mentions(c, people, &mentioned, &sec->blocks, sec->line);
	}
}

/* ---- groups ---- */

/* Whether one of the words (lower case, spaces between) stands in s, which is
 * folded loosely. */
static bool
has_word(struct str s, const char *const *words)
{
	while (str_present(s)) {
		struct str word = str_cut(&s, ' ');

		for (const char *const *w = words; *w; w++)
			if (str_is(word, *w))
				return true;
	}
	return false;
}

/* Whether it has the form that names of groups have in this field, or is one
 * of the forum's own: "… Coalition", "SRF Secretariat", "PAG". */
static bool
has_group_form(const struct report *r, struct str affiliation, struct str loose)
{
	static const char *const words[] = {
		"dc",  "dcs",  "coalition", "coalitions",  "bpf",	 "bpfs",  "pn",	   "pns",
		"nri", "nris", "wg",	    "secretariat", "initiative", "forum", "network",
		"group", NULL
	};

	if (has_word(loose, words))
		return true;
	if (r->head.forum.n && str_find_nocase(affiliation, r->head.forum, 0) != STR_NPOS)
		return true;
	for (size_t i = 0; i < r->abbreviations.n; i++)
		if (str_eq(r->abbreviations.at[i].shrt, affiliation) ||
		    str_eq_nocase(r->abbreviations.at[i].lng, affiliation))
			return true;
	return false;
}

static void
check_group(struct check *c, struct seen *groups, const struct roster_person *p)
{
	enum familiarity f = seen_add(c, groups, p->affiliation, p->line);
	struct str loose;

	if (f != FAMILIAR_NOT)
		return;
	loose = text_fold_loose(c->arena, p->affiliation);
	if (affiliation_is_office(c->arena, p->affiliation))
		check_add(c, RULE_OFFICE, p->line, p->affiliation, p->name, STR_NONE);
	else if (groups->known || !has_group_form(c->report, p->affiliation, loose))
		check_add(c, RULE_GROUP_UNKNOWN, p->line, p->affiliation, p->name, STR_NONE);
}

static void
check_groups(struct check *c)
{
	const struct report *r = c->report;
	struct seen groups = seen_start(c, MATCH_GROUP, RULE_GROUP_SPELLINGS,
					c->known->groups.at, c->known->groups.n);

	for (size_t i = 0; i < r->roster.n; i++) {
		for (size_t j = 0; j < r->roster.at[i].people.n; j++) {
			struct roster_person *p = &r->roster.at[i].people.at[j];
			struct str fold = text_fold(c->arena, p->affiliation);

			if (!fold.n || map_get(&groups.first, fold))
				continue;
			map_put(c->arena, &groups.first, fold, p);
			check_group(c, &groups, p);
		}
	}
}

void
check_names(struct check *c)
{
	struct seen people = seen_start(c, MATCH_PERSON, RULE_PERSON_SPELLINGS,
					c->known->people.at, c->known->people.n);

	check_attendance(c);
	check_name_order(c);
	check_people(c, &people);
	check_text(c, &people);
	check_groups(c);
}
