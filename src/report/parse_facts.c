/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a report says in passing: abbreviations, postponed topics, how many
 * were there, which meeting it was, who facilitated. Read from the words of
 * its blocks, one pass for each block.
 */
#include "report/parse.h"

enum { ABBREVIATION_MAX = 12, WORDS_BACK_MAX = 16, ABBREVIATIONS_MAX = 400,
       POSTPONED_MAX = 200 };

struct facts {
	struct reading *rd;
	struct report *r;
};

static bool
is_small_word(struct str w)
{
	static const char *const words[] = { "of", "and", "the", "for", "on", "in",
		"to", "a", "an", "de", "la", "des", "du", "et", "&", "at", "by" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(w, str_of(words[i])))
			return true;
	return false;
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* The capitals of "BPFs", "WG-Strategy"; 0: this is no abbreviation. */
static size_t
initials_of(struct str s, char ret[ABBREVIATION_MAX])
{
	size_t n = 0;

	if (s.n < 2 || s.n > ABBREVIATION_MAX)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			ret[n++] = s.p[i];
		else if (!(s.p[i] == 's' && i + 1 == s.n) && s.p[i] != '&')
			return 0;
	}
	return n >= 2 ? n : 0;
}

static bool
is_all_capitals(struct str w)
{
	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] >= 'a' && w.p[i] <= 'z')
			return false;
	return w.n >= 2;
}

/*
 * The words before byte `end` whose initials are these, read backwards. Small
 * words need not count, nor do words in capitals ("regional SRF initiatives");
 * a hyphen begins a word too.
 */
static struct str
long_form(struct str s, size_t end, const char *initials, size_t n)
{
	size_t at = end, left = n;

	for (int words = 0; words < WORDS_BACK_MAX && left; words++) {
		size_t to, from;
		struct str w;
		char c;

		while (at && s.p[at - 1] == ' ')
			at--;
		to = at;
		while (at && s.p[at - 1] != ' ' && s.p[at - 1] != '-')
			at--;
		from = at;
		w = word_bare(str_sub(s, from, to - from));
		if (at && s.p[at - 1] == '-')
			at--;
		if (w.n == 0 || (to > from && memchr(".;:)", s.p[to - 1], 4)))
			return STR_NONE;
		c = upper(w.p[0]);
		if (c == initials[left - 1]) {
			if (--left == 0)
				return str_sub(s, (size_t)(w.p - s.p),
					       end - (size_t)(w.p - s.p));
		} else if (!is_small_word(w) && !is_all_capitals(w)) {
			return STR_NONE;
		}
	}
	return STR_NONE;
}

static void
read_abbreviations(struct facts *f, struct str s, uint32_t line)
{
	size_t open = 0;

	while ((open = str_find_char(s, '(', open)) != STR_NPOS &&
	       f->r->abbreviations.n < ABBREVIATIONS_MAX) {
		struct str inside = str_sub(s, open + 1, ABBREVIATION_MAX + 1), lng;
		size_t close = str_find_char(inside, ')', 0), n;
		char initials[ABBREVIATION_MAX];
		bool known = false;

		open++;
		if (close == STR_NPOS)
			continue;
		inside = str_sub(inside, 0, close);
		n = initials_of(inside, initials);
		if (!n)
			continue;
		lng = str_trim(long_form(s, open - 1, initials, n));
		if (lng.n == 0)
			continue;
		for (size_t i = 0; i < f->r->abbreviations.n && !known; i++)
			known = str_eq(f->r->abbreviations.at[i].shrt, inside) &&
				str_eq_nocase(f->r->abbreviations.at[i].lng, lng);
		if (!known)
			*VEC_ADD(f->rd->a, &f->r->abbreviations) =
				(struct report_abbreviation){ inside, lng, line };
	}
}

/* ---- postponed ---- */

static bool
is_postponing(struct str w)
{
	return str_eq_nocase(w, STR("postponed")) || str_eq_nocase(w, STR("deferred")) ||
	       str_eq_nocase(w, STR("postpone")) || str_eq_nocase(w, STR("defer"));
}

/* Phrases that say the same, and where the topic stands: before them. */
static size_t
postponing_phrase(struct str s, size_t *ret_n)
{
	static const char *const phrases[] = { "carried over", "moved to the next",
		"put off", "held over", "taken up at the next meeting",
		"left for the next meeting" };

	for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
		size_t at = str_find_nocase(s, str_of(phrases[i]), 0);

		if (at != STR_NPOS) {
			*ret_n = strlen(phrases[i]);
			return at;
		}
	}
	return STR_NPOS;
}

static struct str
without_end(struct str s)
{
	s = str_trim(s);
	while (s.n && memchr(".,;:", s.p[s.n - 1], 4))
		s.n--;
	return s;
}

/* "The discussion on potential X" is about potential X. */
static struct str
topic_of(struct str s)
{
	static const char *const about[] = { "discussion on ", "discussions on ",
		"discussion of ", "discussions of ", "discussion about ",
		"item on ", "items on ", "consideration of ", "debate on ",
		"presentation of ", "presentation on ", "review of ", "topic of ",
		"question of ", "discussions about ", "agenda item on ",
		"update on ", "exchange on " };
	static const char *const lead[] = { "the ", "a ", "an ", "further " };

	s = str_trim(s);
	for (size_t i = 0; i < ARRAY_LEN(lead); i++)
		if (str_starts_nocase(s, str_of(lead[i])))
			s = str_trim(str_from(s, strlen(lead[i])));
	for (size_t i = 0; i < ARRAY_LEN(about); i++)
		if (str_starts_nocase(s, str_of(about[i])))
			return without_end(str_from(s, strlen(about[i])));
	return without_end(s);
}

static struct str
before_verb(struct str s)
{
	static const char *const verbs[] = { " was", " were", " is", " are",
		" has been", " have been", " will be", " be", " to be", " had to be",
		" should be" };

	s = str_trim(s);
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
			struct str v = str_of(verbs[i]);

			if (str_ends(s, v)) {
				s = str_trim(str_sub(s, 0, s.n - v.n));
				again = true;
			}
		}
	}
	return s;
}

static void
postponed_add(struct facts *f, struct str topic, int paragraph, uint32_t line)
{
	if (topic.n)
		*VEC_ADD(f->rd->a, &f->r->postponed) = (struct report_postponed){
			.text = topic, .paragraph = paragraph, .line = line
		};
}

static void
read_postponed_sentence(struct facts *f, struct str s, int paragraph, uint32_t line)
{
	size_t at = 0, n, phrase;

	for (;;) {
		struct str w = word_next(s, &at), bare = word_bare(w);
		size_t to = (size_t)(bare.p - s.p);

		if (w.n == 0)
			break;
		if (!is_postponing(bare))
			continue;
		/* "to postpone the discussion on X": the topic stands behind. */
		if (bare.p[bare.n - 1] != 'd') {
			struct str rest = str_from(s, at);
			static const char *const stops[] = { " until ", " to ",
				" and ", "; ", ", ", " till " };

			for (size_t i = 0; i < ARRAY_LEN(stops); i++)
				rest = str_sub(rest, 0,
					       str_find(rest, str_of(stops[i]), 0));
			postponed_add(f, topic_of(rest), paragraph, line);
		} else {
			postponed_add(f, topic_of(before_verb(str_sub(s, 0, to))),
				      paragraph, line);
		}
		return;
	}
	phrase = postponing_phrase(s, &n);
	if (phrase != STR_NPOS)
		postponed_add(f, topic_of(before_verb(str_sub(s, 0, phrase))),
			      paragraph, line);
}

/* A sentence, cut a little roughly, around byte `at`. */
static struct str
sentence_around(struct str s, size_t at)
{
	size_t from = at, to = at;

	while (from && !(s.p[from - 1] == ' ' && from > 1 &&
			 memchr(".!?", s.p[from - 2], 3) &&
			 (from < 4 || s.p[from - 4] != ' ')))
		from--;
	while (to < s.n && !(memchr(".!?", s.p[to], 3) &&
			     (to + 1 >= s.n || s.p[to + 1] == ' ')))
		to++;
	return str_sub(s, from, to - from);
}

/* One topic for a sentence, however often it says so. */
static bool
says_earlier_sign(struct str sentence, const struct str *signs, size_t i)
{
	while (i-- > 0)
		if (str_find(sentence, signs[i], 0) != STR_NPOS)
			return true;
	return false;
}

static void
read_postponed(struct facts *f, struct str s, int paragraph, uint32_t line)
{
	/* Without the first letter, which may be a capital. */
	static const struct str signs[] = { STR_INIT("ostpone"), STR_INIT("eferred"),
		STR_INIT("o defer"), STR_INIT("arried over"),
		STR_INIT("oved to the next"), STR_INIT("ut off"),
		STR_INIT("eld over"), STR_INIT("r the next meeting"),
		STR_INIT("t the next meeting") };

	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t at = 0;

		while ((at = str_find(s, signs[i], at)) != STR_NPOS &&
		       f->r->postponed.n < POSTPONED_MAX) {
			struct str one = sentence_around(s, at);
			size_t end = (size_t)(one.p - s.p) + one.n;

			if (!says_earlier_sign(one, signs, i))
				read_postponed_sentence(f, one, paragraph, line);
			at = end > at ? end : at + 1;
		}
	}
}

/* ---- counts ---- */

/* A number in figures or words in the three words before byte `at`. */
static int
count_before(struct str s, size_t at)
{
	for (int words = 0; words < 2; words++) {
		size_t to, from;
		int v;

		while (at && s.p[at - 1] == ' ')
			at--;
		to = at;
		while (at && s.p[at - 1] != ' ')
			at--;
		from = at;
		v = count_read(str_sub(s, from, to - from));
		if (v)
			return v;
	}
	return 0;
}

static void
read_attendance(struct facts *f, struct str s, uint32_t line)
{
	static const char *const nouns[] = { "participants", "people", "persons",
		"attendees", "representatives", "members" };
	size_t at;

	if (f->r->stated_attendance >= 0 ||
	    (at = str_find(s, STR("ttended"), 0)) == STR_NPOS)
		return;
	for (size_t i = 0; i < ARRAY_LEN(nouns); i++) {
		/* "attended by 16 participants", "16 participants attended" */
		struct str near = str_sub(s, at, 90);
		size_t noun = str_find_nocase(near, str_of(nouns[i]), 0);
		int n = noun == STR_NPOS ? 0 : count_before(near, noun);

		if (!n) {
			size_t from = at > 60 ? at - 60 : 0;

			near = str_sub(s, from, at - from);
			noun = str_find_nocase(near, str_of(nouns[i]), 0);
			n = noun == STR_NPOS ? 0 : count_before(near, noun);
		}
		if (n) {
			f->r->stated_attendance = n;
			f->r->stated_attendance_line = line;
			return;
		}
	}
}

/* "two", "16": no ordinal. */
static bool
count_is_cardinal(struct str w)
{
	char last = w.n ? w.p[w.n - 1] : '0';

	return !str_ends(w, STR("th")) && !str_ends(w, STR("st")) &&
	       !str_ends(w, STR("nd")) && !str_ends(w, STR("rd")) &&
	       !(last >= 'A' && last <= 'Z');
}

/* "The 53rd meeting of", "its fifty-fourth virtual meeting" */
static void
read_number(struct facts *f, struct str s, uint32_t line)
{
	size_t at = 0;

	while (!f->r->stated_number &&
	       (at = str_find(s, STR("meeting"), at)) != STR_NPOS) {
		size_t to = at, words;

		at += 7;
		for (words = 0; words < 3 && to; words++) {
			size_t from;
			struct str w;

			while (to && s.p[to - 1] == ' ')
				to--;
			from = to;
			while (from && s.p[from - 1] != ' ')
				from--;
			w = str_sub(s, from, to - from);
			to = from;
			/* Ordinals only: "two meetings" counts something else. */
			if (!number_read(w) || word_bare(w).n < 3 ||
			    count_is_cardinal(word_bare(w)))
				continue;
			if (at < s.n && s.p[at] == 's')
				break;
			f->r->stated_number = number_read(w);
			f->r->stated_number_line = line;
			return;
		}
	}
}

/* ---- facilitators ---- */

static struct str
name_bare(struct str s)
{
	size_t at = 0;

	s = word_bare(str_trim(s));
	if (str_starts_nocase(s, STR("the ")))
		return STR_NONE;
	for (struct str w; (w = word_next(s, &at)).n > 0 && is_person_title(w); at = 0)
		s = str_trim(str_from(s, (size_t)(w.p - s.p) + w.n));
	return s;
}

static bool
is_name(struct str s)
{
	return s.n && words_count(s) <= 6 &&
	       ((s.p[0] >= 'A' && s.p[0] <= 'Z') || (unsigned char)s.p[0] >= 0xC3);
}

/* "Mr. Tobias Okello and Ms. Signe Brandvold, and attended by …" */
static void
read_facilitators(struct facts *f, struct str s)
{
	static const char *const signs[] = { "facilitated by ", "chaired by ",
					     "moderated by " };
	size_t at = STR_NPOS;

	if (f->r->named_facilitators.n || str_find(s, STR("ed by "), 0) == STR_NPOS)
		return;
	for (size_t i = 0; i < ARRAY_LEN(signs) && at == STR_NPOS; i++) {
		at = str_find_nocase(s, str_of(signs[i]), 0);
		if (at != STR_NPOS)
			at += strlen(signs[i]);
	}
	if (at == STR_NPOS)
		return;
	s = str_sub(s, at, 300);
	while (s.n) {
		size_t and = str_find(s, STR(" and "), 0);
		size_t comma = str_find_char(s, ',', 0), end = s.n, skip = 0;
		struct str part, name;
		bool last = false;

		if (and < end) {
			end = and;
			skip = 5;
		}
		if (comma < end) {
			end = comma;
			skip = 1;
		}
		part = str_sub(s, 0, end);
		if (str_starts(str_trim(part), STR("and ")))
			part = str_from(str_trim(part), 4);
		/* A full stop that is no title's ends the list. */
		for (size_t i = 4; i + 1 < part.n && !last; i++) {
			if (part.p[i] == '.' && part.p[i + 1] == ' ' &&
			    !is_person_title(str_sub(part, i - 2, 3)) &&
			    !is_person_title(str_sub(part, i - 3, 4))) {
				part = str_sub(part, 0, i);
				last = true;
			}
		}
		name = name_bare(part);
		if (!is_name(name))
			return;
		VEC_PUSH(f->rd->a, &f->r->named_facilitators, name);
		if (last)
			return;
		s = str_from(s, end + skip);
	}
}

static void
read_blocks(struct facts *f, const struct blocks *bs, int paragraph)
{
	for (size_t i = 0; i < bs->n; i++) {
		const struct block *b = &bs->at[i];
		int number = b->kind == BLOCK_PARA && b->number ? b->number
								: paragraph;
		struct str s = runs_text(f->rd->a, &b->runs);

		if (s.n && b->kind != BLOCK_PRE) {
			read_abbreviations(f, s, b->line);
			if (f->rd->house) {
				read_postponed(f, s, number, b->line);
				read_attendance(f, s, b->line);
				read_number(f, s, b->line);
				read_facilitators(f, s);
			}
		}
		read_blocks(f, &b->children, number);
	}
}

void
facts_read(struct reading *rd)
{
	struct facts f = { rd, rd->r };

	for (size_t i = 0; i < rd->r->sections.n; i++)
		read_blocks(&f, &rd->r->sections.at[i].blocks, 0);
}
