/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A name becomes words (text_fold_loose, cut at spaces). Two names are aligned
 * word by word, and every step of the alignment that is not equality is one
 * enum match_why. What cannot be aligned is no suggestion.
 *
 * Rejected: one distance over the whole name. It ranks "DC on Jobs" next to
 * "DC on Toys" and puts "DC Schools of RC" far from "DC Schools of River
 * Care", and it cannot say why.
 *
 * Names of groups are read in order, since their words depend on each other;
 * names of people as a set of words whose order is one more thing to differ.
 */
#include "report/match_name.h"

#include "text/fold.h"

/* word is not empty. */
static bool
one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (**list == word.p[0] && str_is(word, *list))
			return true;
	return false;
}

/* Words that names of groups are said with and without. */
static bool
is_small(struct str word)
{
	static const char *const list[] = { "on", "of", "the", "and", "for", "in", "to",
					    "a",  "at", "de",  "la",  "le", "les", "des",
					    "du", "et", "sur", NULL };

	return word.n <= 3 && one_of(word, list);
}

/* Words inside names of people that come and go. */
static bool
is_particle(struct str word)
{
	static const char *const list[] = {
		"al",  "as",  "bin", "bint", "da",  "dal", "das", "de",  "del", "della", "den",
		"der", "di",  "do",  "dos",  "du",  "e",   "el",  "ibn", "la",  "le",    "of",
		"st",  "ten", "ter", "the",  "ul",  "van", "von", "y",   "zu",  NULL
	};

	return word.n <= 5 && one_of(word, list);
}

static bool
is_title(struct str word)
{
	static const char *const list[] = { "mr",   "mrs", "ms",  "miss", "mx", "dr", "prof",
					    "professor", "sir", "dame", "hon", "amb",
					    "ambassador", NULL };

	return word.n <= 10 && one_of(word, list);
}

/*
 * Types of group, as the short word and as words. A name that begins with one
 * has that type; "coalition" may also end it.
 */
#define TYPE_COALITION 0
#define TYPE_DC 1
static const struct {
	const char *shrt;
	const char *lng[4];
} types[] = {
	{ "coalition", { NULL } },
	{ "dc", { "dynamic", "coalition" } },
	{ "bpf", { "best", "practice", "forum" } },
	{ "pn", { "policy", "network" } },
	{ "wg", { "working", "group" } },
};

/* How many words at the beginning say the type; *ret_type is its row, or -1. */
static unsigned
type_words(const struct match_name *x, int *ret_type)
{
	*ret_type = -1;
	for (size_t t = 0; t < ARRAY_LEN(types); t++) {
		unsigned k = 0;

		if (str_is(x->word[0], types[t].shrt)) {
			*ret_type = (int)t;
			return 1;
		}
		while (k < x->n && k < ARRAY_LEN(types[t].lng) && types[t].lng[k] &&
		       str_is(x->word[k], types[t].lng[k]))
			k++;
		if (k && !(k < ARRAY_LEN(types[t].lng) && types[t].lng[k])) {
			*ret_type = (int)t;
			return k;
		}
	}
	return 0;
}

/* Without "(DC-CIV)" at the end: an abbreviation, or an affiliation. */
static struct str
without_brackets(struct str s)
{
	size_t open;

	s = str_trim(s);
	if (!s.n || s.p[s.n - 1] != ')')
		return s;
	open = str_rfind_char(s, '(');
	if (open == STR_NPOS || open == 0)
		return s;
	return str_trim_end(str_sub(s, 0, open));
}

void
match_name_read(struct arena *a, enum match_kind kind, struct str s, struct match_name *ret)
{
	struct str rest, word;
	char *p;

	*ret = (struct match_name){ .fold = text_fold(a, s), .type = -1 };
	rest = text_fold_loose(a, without_brackets(s));
	p = arena_alloc(a, rest.n + 1);
	ret->joined.p = p;
	while (str_present(rest)) {
		word = str_cut(&rest, ' ');
		if (!word.n)
			continue;
		if (kind == MATCH_PERSON && ret->n == 0 && is_title(word))
			continue;
		if (kind == MATCH_GROUP && ret->n == 0 && str_is(word, "the"))
			continue;
		if (ret->n == MATCH_WORDS) {
			ret->n = 0;
			return;
		}
		ret->word[ret->n++] = word;
		memcpy(p + ret->joined.n, word.p, word.n);
		ret->joined.n += word.n;
	}
	if (kind == MATCH_GROUP && ret->n)
		ret->type_words = type_words(ret, &ret->type);
}

/* ---- alignment ---- */

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* Short words differ by one letter all the time ("Jan", "Jon"), numbers too. */
static bool
letter_apart(struct str x, struct str y)
{
	size_t shorter = x.n < y.n ? x.n : y.n;
	size_t longer = x.n < y.n ? y.n : x.n;

	if (shorter < 4 || longer - shorter > 4 || has_digit(x) || has_digit(y))
		return false;
	return text_distance(x, y, 1) <= 1;
}

/*
 * How many words of y from `j` on the letters of `abbr` stand for: "rc" for
 * "river care", "hot" for "harbours of tomorrow", "nris" for
 * "national and regional initiatives". 0: it does not.
 */
static unsigned
spells_out(struct str abbr, const struct match_name *y, unsigned j)
{
	size_t letters = abbr.n;
	unsigned from = j;
	size_t at = 0;

	if (abbr.n < 2 || abbr.n > 9 || is_small(abbr) || j >= y->n ||
	    y->word[j].p[0] != abbr.p[0])
		return 0;
	while (at < letters && j < y->n) {
		if (y->word[j].p[0] == abbr.p[at])
			at++;
		else if (!is_small(y->word[j]))
			break;
		j++;
	}
	if (at == letters - 1 && letters > 2 && abbr.p[letters - 1] == 's')
		at++;
	return at == letters && j - from >= 2 ? j - from : 0;
}

/* Word by word in the same order; 0 when they do not align. */
static why_set
align_groups(const struct match_name *x, const struct match_name *y)
{
	unsigned budget = 1 + (x->n > 4 && y->n > 4);
	unsigned i = 0, j = 0, k;
	why_set why = WHY(MATCH_SIGNS);

	while (i < x->n || j < y->n) {
		if (i < x->n && j < y->n && str_eq(x->word[i], y->word[j])) {
			i++;
			j++;
		} else if (i < x->n && (k = spells_out(x->word[i], y, j)) > 0) {
			why |= WHY(MATCH_ABBREVIATION);
			i++;
			j += k;
		} else if (j < y->n && (k = spells_out(y->word[j], x, i)) > 0) {
			why |= WHY(MATCH_ABBREVIATION);
			j++;
			i += k;
		} else if (i < x->n && is_small(x->word[i])) {
			why |= WHY(MATCH_SMALL_WORDS);
			i++;
		} else if (j < y->n && is_small(y->word[j])) {
			why |= WHY(MATCH_SMALL_WORDS);
			j++;
		} else if (budget && i < x->n && j < y->n &&
			   letter_apart(x->word[i], y->word[j])) {
			why |= WHY(MATCH_LETTER);
			budget--;
			i++;
			j++;
		} else {
			return 0;
		}
	}
	return why;
}

/* Which type the i-th word stands for where no type stood in front: "…, DC on"
 * and "… Coalition". -1: none. */
static int
late_type(const struct match_name *x, unsigned i)
{
	for (size_t t = 0; t < ARRAY_LEN(types); t++)
		if (str_is(x->word[i], types[t].shrt))
			return t != TYPE_COALITION || i + 1 == x->n ? (int)t : -1;
	return -1;
}

/* One may leave its type out, and "coalition" is short for a dynamic one. */
static bool
types_agree(int x, int y)
{
	return x < 0 || y < 0 || x == y || (x <= TYPE_DC && y <= TYPE_DC);
}

/* The words that tell one group of a type from another, small ones left out;
 * *ret_type is the row of the type, or -1. */
static unsigned
core_words(const struct match_name *x, const struct str **ret, int *ret_type)
{
	unsigned n = 0;

	*ret_type = x->type;
	for (unsigned i = x->type_words; i < x->n; i++) {
		if (is_small(x->word[i]))
			continue;
		if (*ret_type < 0 && (*ret_type = late_type(x, i)) >= 0)
			continue;
		ret[n++] = &x->word[i];
	}
	return n;
}

/* The same words, type and order aside; align_groups() has failed before. */
static why_set
compare_cores(const struct match_name *x, const struct match_name *y)
{
	const struct str *xs[MATCH_WORDS], *ys[MATCH_WORDS];
	int xt, yt;
	unsigned n = core_words(x, xs, &xt);
	bool long_word = false;
	uint32_t used = 0;

	if (!n || core_words(y, ys, &yt) != n || !types_agree(xt, yt))
		return 0;
	for (unsigned i = 0; i < n; i++) {
		unsigned j = 0;

		while (j < n && ((used >> j & 1) || !str_eq(*xs[i], *ys[j])))
			j++;
		if (j == n)
			return 0;
		used |= 1u << j;
		long_word = long_word || xs[i]->n >= 4;
	}
	if (!long_word)
		return 0;
	return WHY(xt == yt ? MATCH_ORDER : MATCH_TYPE);
}

/* Whether y has all words of x in their order, and at least one of them says
 * something. Two groups may well differ in just that, so this is a weak one. */
static bool
is_shortened(const struct match_name *x, const struct match_name *y)
{
	unsigned i = 0, j = 0;
	bool says = false;

	while (i < x->n) {
		if (is_small(x->word[i])) {
			i++;
			continue;
		}
		while (j < y->n && !str_eq(x->word[i], y->word[j]))
			j++;
		if (j == y->n)
			return false;
		says = says || (i >= x->type_words && x->word[i].n >= 4);
		i++;
		j++;
	}
	return says;
}

static why_set
compare_groups(const struct match_name *x, const struct match_name *y)
{
	why_set why = align_groups(x, y);

	if (why)
		return why;
	if (x->joined.n >= 6 && str_eq(x->joined, y->joined))
		return WHY(MATCH_SIGNS);
	why = compare_cores(x, y);
	if (!why && (is_shortened(x, y) || is_shortened(y, x)))
		why = WHY(MATCH_SHORTENED);
	return why;
}

/* ---- people ---- */

struct pairing {
	unsigned equal; /* words of two letters or more, and no particles */
	uint32_t x_used, y_used; /* one bit for each word */
	uint8_t to[MATCH_WORDS]; /* for each word of x in x_used, its word of y */
};

typedef bool pair_fn(struct str x, struct str y);

/* "m" for "mara", "dan" for "daniel". */
static bool
initial_of(struct str x, struct str y)
{
	struct str shorter = x.n < y.n ? x : y, longer = x.n < y.n ? y : x;

	return (shorter.n == 1 || shorter.n >= 3) && longer.n > shorter.n &&
	       str_starts(longer, shorter);
}

/* Pairs the words that are free yet and satisfy `fits`, at most `most`. */
static unsigned
pair_words(const struct match_name *x, const struct match_name *y, pair_fn *fits, unsigned most,
	   struct pairing *p)
{
	unsigned n = 0;

	for (unsigned i = 0; i < x->n && n < most; i++) {
		unsigned j = 0;

		if (p->x_used >> i & 1)
			continue;
		while (j < y->n && ((p->y_used >> j & 1) || !fits(x->word[i], y->word[j])))
			j++;
		if (j == y->n)
			continue;
		p->x_used |= 1u << i;
		p->y_used |= 1u << j;
		p->to[i] = (uint8_t)j;
		n++;
		p->equal += fits == str_eq && x->word[i].n > 1 && !is_particle(x->word[i]);
	}
	return n;
}

static bool
in_order(const struct match_name *x, const struct pairing *p)
{
	unsigned next = 0;

	for (unsigned i = 0; i < x->n; i++) {
		if (!(p->x_used >> i & 1))
			continue;
		if (p->to[i] < next)
			return false;
		next = p->to[i] + 1u;
	}
	return true;
}

/* Words not in `used` that are no particles; *ret_particles how many are. */
static unsigned
left_over(const struct match_name *x, uint32_t used, unsigned *ret_particles)
{
	unsigned n = 0;

	for (unsigned i = 0; i < x->n; i++) {
		if (used >> i & 1)
			continue;
		if (is_particle(x->word[i]))
			(*ret_particles)++;
		else
			n++;
	}
	return n;
}

static why_set
compare_people(const struct match_name *x, const struct match_name *y)
{
	struct pairing p = { 0 };
	unsigned particles = 0, xs, ys;
	why_set why = WHY(MATCH_SIGNS);

	if (x->joined.n >= 5 && str_eq(x->joined, y->joined))
		return why;
	pair_words(x, y, str_eq, MATCH_WORDS, &p);
	if (!p.equal)
		return 0;
	if (pair_words(x, y, letter_apart, 1, &p))
		why |= WHY(MATCH_LETTER);
	if (pair_words(x, y, initial_of, MATCH_WORDS, &p))
		why |= WHY(MATCH_INITIAL);
	if (!in_order(x, &p))
		why |= WHY(MATCH_ORDER);
	xs = left_over(x, p.x_used, &particles);
	ys = left_over(y, p.y_used, &particles);
	if (xs && ys)
		return 0;
	if (particles)
		why |= WHY(MATCH_PARTICLE);
	if (!xs && !ys)
		return why;
	/* A part is left out: one word in common says little. */
	if (p.equal >= 2)
		return why | WHY(MATCH_PART);
	return WHY(MATCH_ONE_WORD);
}

why_set
match_compare(enum match_kind kind, const struct match_name *x, const struct match_name *y)
{
	return kind == MATCH_GROUP ? compare_groups(x, y) : compare_people(x, y);
}

bool
match_word_is_small(enum match_kind kind, struct str word)
{
	return kind == MATCH_GROUP ? is_small(word) : is_particle(word);
}
