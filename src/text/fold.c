/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The problem. Names are typed by hand into reports: with straight or curly
 * apostrophes, with a no-break space from a word processor, in capitals, with
 * accents composed or not. These differences must not make two groups of one.
 * Every other difference must, because matching merges what it finds equal.
 *
 * The approach. One function per purpose instead of one with flags, so that a
 * caller cannot match with the form made for suggestions. Nearly all names
 * are ASCII, and for those no function here touches ICU.
 *
 * The transliterator is the one costly object (some milliseconds to build):
 * it is made once, on first need, and used under a lock, since ICU does not
 * promise that one may be shared between threads. It is never freed.
 */
#include "text/fold.h"

#include <pthread.h>

#include <unicode/uchar.h>
#include <unicode/utrans.h>

#include "base/err.h"
#include "base/utf8.h"
#include "text/ustr.h"

#define DISTANCE_MAX 256

struct str
text_nfc(struct arena *a, struct str s)
{
	struct ustr u, norm;

	if (str_is_ascii(s))
		return s.p ? s : STR("");
	u = ustr_from(a, s);
	norm = ustr_nfc(a, u);
	return norm.p == u.p && utf8_bad(s) == STR_NPOS ? s : ustr_to(a, norm);
}

/* The sign that stands for c in a folded name; 0 drops it. */
static uint32_t
kind_sign(uint32_t c)
{
	switch (c) {
	case 0x60: /* ` */
	case 0xB4: /* ´ */
	case 0x2BB: /* ʻ */
	case 0x2BC: /* ʼ */
	case 0x2B9: /* ʹ */
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: /* ‘ ’ ‚ ‛ */
	case 0x2032: /* ′ */
	case 0xFF07:
		return '\'';
	case 0xAB: case 0xBB: /* « » */
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: /* “ ” „ ‟ */
	case 0x2033: /* ″ */
		return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: /* ‐ ‑ ‒ – */
	case 0x2014: case 0x2015: /* — ― */
	case 0x2212: /* − */
		return '-';
	case 0xAD: /* soft hyphen */
		return 0;
	default:
		break;
	}
	/* Zero-width characters, direction marks, byte-order marks. The two
	 * joiners change how a word looks, not which word it is. */
	if (u_charType((UChar32)c) == U_FORMAT_CHAR)
		return 0;
	return c;
}

/* White space collapsed and trimmed, signs unified. In place: never longer. */
static struct ustr
tidy(struct ustr u)
{
	struct ustr out = { u.p, 0 };
	bool gap = false;

	for (int32_t i = 0; i < u.n;) {
		uint32_t c = ustr_next(u, &i);

		if (u_isUWhiteSpace((UChar32)c) || u_iscntrl((UChar32)c)) {
			/* Format characters count as control for ICU. */
			if (u_charType((UChar32)c) != U_FORMAT_CHAR)
				gap = true;
			continue;
		}
		c = kind_sign(c);
		if (!c)
			continue;
		if (gap && out.n)
			ustr_put(&out, ' ');
		gap = false;
		ustr_put(&out, c);
	}
	return out;
}

static struct str
fold_ascii(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	bool gap = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((unsigned char)c <= ' ' || c == 0x7F) {
			gap = true;
			continue;
		}
		if (gap && n)
			p[n++] = ' ';
		gap = false;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		p[n++] = c == '`' ? '\'' : c;
	}
	return (struct str){ p, n };
}

struct str
text_fold(struct arena *a, struct str s)
{
	struct ustr u;

	if (str_is_ascii(s))
		return fold_ascii(a, s);
	/*
	 * Invisible characters go before the normalisation, so that none keeps
	 * a letter and its accent apart. Folding goes between two
	 * normalisations, since it can both need and undo one. Both can make
	 * signs (U+1FFD is U+00B4, and ŉ begins with an apostrophe), so those
	 * are unified once more at the end.
	 */
	u = ustr_nfc(a, tidy(ustr_from(a, s)));
	u = ustr_nfc(a, ustr_fold_case(a, u));
	return ustr_to(a, tidy(u));
}

static pthread_mutex_t translit_lock = PTHREAD_MUTEX_INITIALIZER;
static UTransliterator *translit;

static UTransliterator *
translit_open(void)
{
	static const char rules[] =
		"Any-Latin; NFKD; [[:Mn:][:Lm:]] Remove; Latin-ASCII; Lower";
	uint16_t id[sizeof rules];
	UErrorCode code = U_ZERO_ERROR;
	UTransliterator *t;

	for (size_t i = 0; i < sizeof rules; i++)
		id[i] = (uint16_t)rules[i];
	t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
	BUG_ON(U_FAILURE(code));
	return t;
}

static struct ustr
to_latin(struct arena *a, struct ustr u)
{
	/* Most characters give one to three letters; the few that give more
	 * (compatibility forms up to 18) are met by the second attempt. */
	for (size_t factor = 4;; factor *= 8) {
		size_t room = (size_t)u.n * factor + 16;
		struct ustr out = ustr_room(a, room);
		UErrorCode code = U_ZERO_ERROR;
		int32_t limit = u.n;

		out.n = u.n;
		memcpy(out.p, u.p, (size_t)u.n * sizeof *u.p);
		pthread_mutex_lock(&translit_lock);
		if (!translit)
			translit = translit_open();
		utrans_transUChars(translit, out.p, &out.n, (int32_t)room, 0,
				   &limit, &code);
		pthread_mutex_unlock(&translit_lock);
		if (U_SUCCESS(code))
			return out;
		BUG_ON(code != U_BUFFER_OVERFLOW_ERROR || factor > 64);
	}
}

struct str
text_fold_loose(struct arena *a, struct str s)
{
	struct ustr u, out;
	bool gap = false;

	if (str_is_ascii(s)) {
		s = fold_ascii(a, s);
		u = ustr_from(a, s);
	} else {
		s = text_fold(a, s);
		u = to_latin(a, ustr_from(a, s));
		u = ustr_nfc(a, ustr_fold_case(a, u));
	}
	out = (struct ustr){ u.p, 0 };
	for (int32_t i = 0; i < u.n;) {
		uint32_t c = ustr_next(u, &i);

		if (kind_sign(c) == '\'' || kind_sign(c) == 0)
			continue;
		/* Marks that no transliteration took away belong to letters. */
		if (!u_isalnum((UChar32)c) &&
		    !(U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)) {
			gap = true;
			continue;
		}
		if (gap && out.n)
			ustr_put(&out, ' ');
		gap = false;
		ustr_put(&out, c);
	}
	return ustr_to(a, out);
}

struct str
text_slug(struct arena *a, struct str s, size_t max)
{
	struct str loose = text_fold_loose(a, s);
	char *p = arena_alloc(a, loose.n + 1);
	size_t n = 0;
	bool gap = false;

	BUG_ON(max == 0);
	for (size_t i = 0; i < loose.n; i++) {
		char c = loose.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
			gap = true;
			continue;
		}
		if (gap && n)
			p[n++] = '-';
		gap = false;
		p[n++] = c;
	}
	if (n > max) {
		size_t cut = max;

		if (p[max] != '-')
			while (cut > max / 2 && p[cut - 1] != '-')
				cut--;
		n = cut > max / 2 ? cut : max;
		while (n && p[n - 1] == '-')
			n--;
	}
	return n ? (struct str){ p, n } : STR("x");
}

static size_t
code_points(struct str s, size_t max, uint32_t *ret)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < max; n++)
		ret[n] = utf8_next(s, &i);
	return n;
}

/* Cuts off what both begin and end with, a character at a time. */
static void
trim_common(struct str *a, struct str *b)
{
	size_t from = 0;
	size_t n;

	while (from < a->n && from < b->n && a->p[from] == b->p[from])
		from++;
	while (from && from < a->n && ((unsigned char)a->p[from] & 0xC0) == 0x80)
		from--;
	while (from && from < b->n && ((unsigned char)b->p[from] & 0xC0) == 0x80)
		from--;
	*a = str_from(*a, from);
	*b = str_from(*b, from);
	n = 0;
	while (n < a->n && n < b->n && a->p[a->n - 1 - n] == b->p[b->n - 1 - n])
		n++;
	while (n && ((unsigned char)a->p[a->n - n] & 0xC0) == 0x80)
		n--;
	a->n -= n;
	b->n -= n;
}

unsigned
text_distance(struct str a, struct str b, unsigned limit)
{
	uint32_t x[DISTANCE_MAX + 1], y[DISTANCE_MAX + 1];
	unsigned rows[3][DISTANCE_MAX + 2];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];
	size_t nx, ny;

	trim_common(&a, &b);
	nx = code_points(a, DISTANCE_MAX + 1, x);
	ny = code_points(b, DISTANCE_MAX + 1, y);
	if (nx > DISTANCE_MAX || ny > DISTANCE_MAX)
		return limit + 1;
	if ((nx > ny ? nx - ny : ny - nx) > limit)
		return limit + 1;
	for (size_t j = 0; j <= ny; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= nx; i++) {
		unsigned least = row[0] = (unsigned)i;
		unsigned *spare = before;

		for (size_t j = 1; j <= ny; j++) {
			unsigned d = above[j - 1] + (x[i - 1] != y[j - 1]);

			if (above[j] + 1 < d)
				d = above[j] + 1;
			if (row[j - 1] + 1 < d)
				d = row[j - 1] + 1;
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1] && before[j - 2] + 1 < d)
				d = before[j - 2] + 1;
			row[j] = d;
			if (d < least)
				least = d;
		}
		/* No later row gets below this: a row is at most one above
		 * the row before it, and a swap, which reaches back two rows,
		 * costs one. */
		if (least > limit)
			return limit + 1;
		before = above;
		above = row;
		row = spare;
	}
	return above[ny] <= limit ? above[ny] : limit + 1;
}

bool
text_is_rtl(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		switch (u_charDirection((UChar32)c)) {
		case U_LEFT_TO_RIGHT:
			return false;
		case U_RIGHT_TO_LEFT:
		case U_RIGHT_TO_LEFT_ARABIC:
			return true;
		default:
			break;
		}
	}
	return false;
}
