/* SPDX-License-Identifier: Apache-2.0 */
#include "text/scan.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

enum class {
	NONE,   /* separates words */
	LETTER, /* letters and digits */
	HAN,
	COMPLEX,
	MARK,   /* goes on with whatever it follows, begins nothing */
	JOINER, /* invisible; part of a word only between two of its characters */
};

static bool
is_han(uint32_t c)
{
	UErrorCode code = U_ZERO_ERROR;

	if (c < 0x2E80)
		return false;
	switch (uscript_getScript((UChar32)c, &code)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_BOPOMOFO:
		return true;
	default:
		return c == 0x30FC || c == 0xFF70; /* prolonged sound marks */
	}
}

static enum class
class_of(uint32_t c)
{
	uint32_t mask;

	if (c < 0x80) {
		bool letter = (c | 0x20) - 'a' < 26 || c - '0' < 10;

		return letter ? LETTER : NONE;
	}
	if (c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060)
		return JOINER;
	if (c >= 0x2B9 && c <= 0x2BF)
		return NONE; /* apostrophes that Unicode counts as letters */
	if (c == 0xFF9E || c == 0xFF9F || c == 0x3099 || c == 0x309A)
		return MARK; /* voicing of the kana before */
	mask = U_GET_GC_MASK((UChar32)c);
	if (mask & U_GC_M_MASK)
		return MARK;
	if (!(mask & (U_GC_L_MASK | U_GC_N_MASK)))
		return NONE;
	if (is_han(c))
		return HAN;
	if (c >= 0xE00 && u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) ==
				  U_LB_COMPLEX_CONTEXT)
		return COMPLEX;
	return LETTER;
}

/* Moves *at behind the marks, and the joiners that more follows, there. */
static void
skip_marks(struct str s, size_t *at)
{
	size_t i = *at;

	while (i < s.n) {
		enum class k = class_of(utf8_next(s, &i));

		if (k == MARK)
			*at = i;
		else if (k != JOINER)
			return;
	}
}

bool
scan_next(struct scan *sc, struct str *ret, enum scan_kind *ret_kind)
{
	struct str s = sc->s;
	enum class kind = NONE;
	size_t from = sc->at;
	size_t to = sc->at;

	while (to < s.n) {
		from = to;
		kind = class_of(utf8_next(s, &to));
		if (kind == LETTER || kind == HAN || kind == COMPLEX)
			break;
	}
	if (to >= s.n && !(kind == LETTER || kind == HAN || kind == COMPLEX)) {
		sc->at = s.n;
		return false;
	}
	skip_marks(s, &to);
	/* A Han character is a word by itself; other kinds go on. */
	for (size_t i = to; kind != HAN && i < s.n;) {
		enum class k = class_of(utf8_next(s, &i));

		if (k == kind || k == MARK)
			to = i;
		else if (k != JOINER)
			break;
	}
	sc->at = to;
	*ret = str_sub(s, from, to - from);
	*ret_kind = kind == HAN	      ? SCAN_HAN
		    : kind == COMPLEX ? SCAN_COMPLEX
				      : SCAN_WORD;
	return true;
}

bool
scan_inside_word(struct str s, size_t at)
{
	size_t before = at;
	size_t i = at;
	enum class left, right;

	if (at == 0 || at >= s.n)
		return false;
	do
		before--;
	while (before && ((unsigned char)s.p[before] & 0xC0) == 0x80);
	left = class_of(utf8_next(s, &before));
	right = class_of(utf8_next(s, &i));
	if (right == MARK || right == JOINER)
		return left != NONE;
	return right != NONE && right != HAN && left != NONE && left != HAN;
}
