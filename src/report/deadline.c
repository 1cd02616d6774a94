/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates and numbers in words: "13 May 2021", "13th of May", "May 13, 2021",
 * "Thu, 13 May", "2021-05-13", "the end of June", "XXXIX", "fifty-fourth".
 *
 * A date without a year gets the one that puts it nearest a given day (the
 * meeting's); that is a guess and is said to be one.
 */
#include <stdlib.h>

#include "report/parse.h"

static const char *const month_names[] = {
	"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december",
};
static const char *const units[] = {
	"zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
	"nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
	"sixteen", "seventeen", "eighteen", "nineteen",
};
static const char *const ordinals[] = {
	"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
	"eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
	"fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
	"nineteenth",
};
static const char *const tens[] = {
	"", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet",
};

struct str
word_next(struct str s, size_t *at)
{
	size_t from;

	while (*at < s.n && (unsigned char)s.p[*at] <= ' ')
		++*at;
	from = *at;
	while (*at < s.n && (unsigned char)s.p[*at] > ' ')
		++*at;
	return str_sub(s, from, *at - from);
}

struct str
word_bare(struct str w)
{
	static const char ends[] = ".,;:()[]\"'|*_!?";

	while (w.n && memchr(ends, w.p[0], sizeof ends - 1))
		w = str_from(w, 1);
	while (w.n && memchr(ends, w.p[w.n - 1], sizeof ends - 1))
		w.n--;
	return w;
}

/* January is 1; 0: no month. "Sept", "Jan." count. */
static int
month_read(struct str w)
{
	if (w.n < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		struct str name = str_of(month_names[m]);

		if (str_eq_nocase(w, name) ||
		    (w.n == 3 && str_starts_nocase(name, w)) ||
		    (m == 8 && str_eq_nocase(w, STR("sept"))))
			return m + 1;
	}
	return 0;
}

/* 1 to 31, "13", "13th"; 0: none. */
static int
day_read(struct str w)
{
	size_t n = 0;
	int day = 0;

	while (n < w.n && n < 2 && w.p[n] >= '0' && w.p[n] <= '9')
		day = day * 10 + (w.p[n++] - '0');
	if (n < w.n && !str_eq_nocase(str_from(w, n), STR("st")) &&
	    !str_eq_nocase(str_from(w, n), STR("nd")) &&
	    !str_eq_nocase(str_from(w, n), STR("rd")) &&
	    !str_eq_nocase(str_from(w, n), STR("th")))
		return 0;
	return n && day >= 1 && day <= 31 ? day : 0;
}

static int
year_read(struct str w)
{
	int64_t y;

	return w.n == 4 && str_to_int(w, &y) && y >= 1900 && y <= 2199 ? (int)y : 0;
}

static bool
iso_read(struct str w, struct found_date *ret)
{
	date d;
	struct civil c;

	if (w.n != 10 || !date_parse(w, &d))
		return false;
	c = date_to_civil(d);
	ret->year = c.year;
	ret->month = c.month;
	ret->day = c.day;
	return true;
}

/* A year that follows at `at`; moves behind it. */
static void
year_follows(struct str s, size_t at, struct found_date *ret)
{
	size_t next = at;
	struct str w = word_bare(word_next(s, &next));

	ret->year = year_read(w);
	if (ret->year)
		ret->to = (size_t)(w.p - s.p) + w.n;
}

/* A date that begins with the word `w` at w.p. */
static bool
date_at(struct str s, struct str w, struct found_date *ret)
{
	size_t from = (size_t)(w.p - s.p), at = from + w.n;
	struct str bare = word_bare(w);
	struct str next;

	*ret = (struct found_date){ .from = (size_t)(bare.p - s.p) };
	ret->to = ret->from + bare.n;
	if (iso_read(bare, ret))
		return true;
	if ((ret->month = month_read(bare)) > 0) {
		next = word_bare(word_next(s, &at));
		if ((ret->day = day_read(next)) == 0)
			return false;
		ret->to = (size_t)(next.p - s.p) + next.n;
		year_follows(s, at, ret);
		return true;
	}
	if ((ret->day = day_read(bare)) == 0)
		return false;
	/* "Meeting 25, May 25, 2021": a comma stands behind no day. */
	if (w.p + w.n > bare.p + bare.n && bare.p[bare.n] == ',')
		return false;
	next = word_bare(word_next(s, &at));
	if (str_eq_nocase(next, STR("of")))
		next = word_bare(word_next(s, &at));
	if ((ret->month = month_read(next)) == 0)
		return false;
	ret->to = (size_t)(next.p - s.p) + next.n;
	/* "24 May. 2021 will…": a full stop ends the date. */
	if (ret->to >= s.n || s.p[ret->to] != '.' || next.n == 3)
		year_follows(s, at, ret);
	return true;
}

bool
date_find(struct str s, size_t from, struct found_date *ret)
{
	size_t at = from;

	for (;;) {
		struct str w = word_next(s, &at);
		char c;

		if (w.n == 0)
			return false;
		while (w.n && memchr("(*_[", w.p[0], 4))
			w = str_from(w, 1);
		c = w.n ? w.p[0] : ' ';
		/* Only a digit or a month's letter can begin one. */
		if (((c >= '0' && c <= '9') || memchr("JjFfMmAaSsOoNnDd", c, 16)) &&
		    date_at(s, w, ret))
			return true;
	}
}

static int
month_days(int year, int month)
{
	date d;

	for (int day = 31; day > 28; day--)
		if (date_from_civil((struct civil){ year, month, day }, &d))
			return day;
	return 28;
}

static date
date_in(const struct found_date *f, int year)
{
	struct civil c = { year, f->month, f->day };
	date d = DATE_NONE;

	if (!c.day)
		c.day = month_days(year, c.month);
	if (!date_from_civil(c, &d))
		return DATE_NONE;
	return d;
}

date
date_resolve(const struct found_date *f, date near, bool *ret_guessed)
{
	date best = DATE_NONE;
	int year;

	*ret_guessed = false;
	if (f->year)
		return date_in(f, f->year);
	if (!date_known(near))
		return DATE_NONE;
	*ret_guessed = true;
	year = date_to_civil(near).year;
	for (int y = year - 1; y <= year + 1; y++) {
		date d = date_in(f, y);

		if (date_known(d) && (!date_known(best) ||
				      abs(d.v - near.v) < abs(best.v - near.v)))
			best = d;
	}
	return best;
}

/* "end of June [2021]" at `at`. */
static bool
month_end_at(struct str s, size_t at, struct found_date *ret)
{
	struct str w = word_bare(word_next(s, &at));
	size_t from;

	if (str_eq_nocase(w, STR("the")))
		w = word_bare(word_next(s, &at));
	if (!str_eq_nocase(w, STR("end")) && !str_eq_nocase(w, STR("late")))
		return false;
	from = (size_t)(w.p - s.p);
	w = word_bare(word_next(s, &at));
	if (str_eq_nocase(w, STR("of")))
		w = word_bare(word_next(s, &at));
	*ret = (struct found_date){ .from = from, .month = month_read(w) };
	if (!ret->month)
		return false;
	ret->to = (size_t)(w.p - s.p) + w.n;
	year_follows(s, at, ret);
	return true;
}

/* The words that may stand between "by" and a date. */
static bool
is_filler(struct str w)
{
	static const char *const words[] = { "the", "on", "at", "is", "latest",
		"later", "than", "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday", "close", "of", "business",
		"end", "day", "until", "by", "before", "date", "extended", "to" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(w, str_of(words[i])))
			return true;
	return w.n == 0;
}

bool
deadline_find(struct str s, struct found_date *ret)
{
	static const char *const words[] = { "deadline", "until", "by", "before",
		"due", "than", "till", "no later than", "latest" };
	size_t at = 0;

	for (;;) {
		struct str w = word_bare(word_next(s, &at));
		size_t next = at;
		bool key = false;

		if (w.n == 0 && at >= s.n)
			return false;
		for (size_t i = 0; i < ARRAY_LEN(words) && !key; i++)
			key = str_eq_nocase(w, str_of(words[i]));
		if (!key)
			continue;
		if (month_end_at(s, at, ret))
			return true;
		for (int fill = 0; fill < 5; fill++) {
			size_t start = next;
			struct str f = word_bare(word_next(s, &next));

			if (!is_filler(f)) {
				next = start;
				break;
			}
		}
		while (next < s.n && (s.p[next] == ' ' || s.p[next] == '*' ||
				      s.p[next] == '('))
			next++;
		/* A window, so that no text makes this quadratic. */
		if (date_find(str_sub(s, 0, next + 40), next, ret) &&
		    ret->from <= next + 2)
			return true;
	}
}

static int
roman_read(struct str w)
{
	static const struct {
		char c;
		int v;
	} digits[] = { { 'I', 1 }, { 'V', 5 }, { 'X', 10 }, { 'L', 50 }, { 'C', 100 } };
	int total = 0, last = 0;

	if (w.n > 9)
		return 0;
	for (size_t i = w.n; i-- > 0;) {
		int v = 0;

		for (size_t k = 0; k < ARRAY_LEN(digits); k++)
			if (digits[k].c == w.p[i])
				v = digits[k].v;
		if (!v)
			return 0;
		total += v < last ? -v : v;
		last = v > last ? v : last;
	}
	return total;
}

/* "fifty-four", "fiftieth", "sixteen": with their ordinals. */
static int
tens_read(struct str w)
{
	for (int t = 2; t < 10; t++) {
		struct str stem = str_of(tens[t]), rest;

		if (!str_starts_nocase(w, stem))
			continue;
		rest = str_from(w, stem.n);
		if (str_eq_nocase(rest, STR("y")) || str_eq_nocase(rest, STR("ieth")))
			return t * 10;
		if (!str_starts_nocase(rest, STR("y")) || rest.n < 4 ||
		    (rest.p[1] != '-' && rest.p[1] != ' '))
			continue;
		rest = str_from(rest, 2);
		for (int u = 1; u < 10; u++)
			if (str_eq_nocase(rest, str_of(units[u])) ||
			    str_eq_nocase(rest, str_of(ordinals[u])))
				return t * 10 + u;
	}
	return 0;
}

int
count_read(struct str w)
{
	int64_t v;

	w = word_bare(w);
	if (w.n <= 5 && str_to_int(w, &v))
		return (int)v;
	for (int i = 1; i < 20; i++)
		if (str_eq_nocase(w, str_of(units[i])) ||
		    str_eq_nocase(w, str_of(ordinals[i])))
			return i;
	if (str_eq_nocase(w, STR("hundred")) || str_eq_nocase(w, STR("hundredth")))
		return 100;
	return tens_read(w);
}

int
number_read(struct str w)
{
	size_t n = 0;
	int v = 0;

	w = word_bare(w);
	if (w.n && w.p[0] == '#')
		w = str_from(w, 1);
	if (str_starts_nocase(w, STR("no.")))
		w = str_from(w, 3);
	while (n < w.n && n < 4 && w.p[n] >= '0' && w.p[n] <= '9')
		v = v * 10 + (w.p[n++] - '0');
	if (n) {
		struct str rest = str_from(w, n);

		return rest.n == 0 || str_eq_nocase(rest, STR("st")) ||
		       str_eq_nocase(rest, STR("nd")) ||
		       str_eq_nocase(rest, STR("rd")) ||
		       str_eq_nocase(rest, STR("th")) ? v : 0;
	}
	v = roman_read(w);
	return v ? v : count_read(w);
}
