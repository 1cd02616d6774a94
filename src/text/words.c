/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words, folded words, and the two sides of search.
 *
 * Everything that searches works on one list of tokens: folded words, each
 * with the place in the original that it stands for. text_segment() writes
 * the list down, text_query() writes the list of what was typed, and
 * text_excerpt() looks for the second in the first. So what the database
 * finds and what the excerpt marks cannot drift apart.
 *
 * Chinese is indexed as overlapping pairs of characters. Rejected: ICU's
 * dictionary words, because a query is cut without its surroundings and then
 * does not meet the text's cut; and single characters, because their lists of
 * places are as long as the text and rank nothing.
 */
#include "text/words.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "text/scan.h"
#include "text/tokens.h"
#include "text/ustr.h"

struct text_words
text_words(struct arena *a, struct str s)
{
	struct text_words words = { 0 };
	struct scan sc = { s, 0 };
	struct str w;
	enum scan_kind kind;

	while (scan_next(&sc, &w, &kind))
		VEC_PUSH(a, &words, w);
	return words;
}

size_t
text_word_count(struct str s)
{
	struct scan sc = { s, 0 };
	struct str w;
	enum scan_kind kind;
	size_t n = 0;

	while (scan_next(&sc, &w, &kind))
		n++;
	return n;
}

/* Letters that are a letter with a difference to those who search for them,
 * but have no decomposition in Unicode. 0 drops the character. */
static const struct {
	uint16_t from;
	uint16_t to[3];
} letters[] = {
	{ 0x00E6, u"ae" }, { 0x00F0, u"d" },  { 0x00F8, u"o" },
	{ 0x00FE, u"th" }, { 0x0111, u"d" },  { 0x0127, u"h" },
	{ 0x0131, u"i" },  { 0x0138, u"k" },  { 0x0142, u"l" },
	{ 0x014B, u"n" },  { 0x0153, u"oe" }, { 0x0167, u"t" },
	{ 0x0640, u"" },             /* tatweel only stretches */
	{ 0x0629, u"\u0647" },       /* ta marbuta: ha */
	{ 0x0649, u"\u064A" },       /* alef maksura: ya */
	{ 0x0671, u"\u0627" },       /* alef wasla: alef */
	{ 0x06A9, u"\u0643" },       /* Persian keheh: kaf */
	{ 0x06BE, u"\u0647" }, { 0x06C1, u"\u0647" }, { 0x06D5, u"\u0647" },
	{ 0x06CC, u"\u064A" },       /* Persian yeh: ya */
};

static void
put_letter(struct ustr *out, uint32_t c)
{
	int32_t digit = u_charDigitValue((UChar32)c);

	if (digit >= 0) {
		ustr_put(out, '0' + (uint32_t)digit);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		if (letters[i].from != c)
			continue;
		for (size_t k = 0; letters[i].to[k]; k++)
			ustr_put(out, letters[i].to[k]);
		return;
	}
	ustr_put(out, c);
}

/* In these scripts a mark is an accent that people leave out when they search;
 * elsewhere (Thai, Devanagari, kana, …) it is part of the spelling. */
static bool
marks_are_accents(uint32_t base)
{
	UErrorCode code = U_ZERO_ERROR;

	switch (uscript_getScript((UChar32)base, &code)) {
	case USCRIPT_LATIN:
	case USCRIPT_GREEK:
	case USCRIPT_CYRILLIC:
	case USCRIPT_HEBREW:
	case USCRIPT_ARABIC:
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
		return true;
	default:
		return false;
	}
}

/* The form under which a word is searched (or w itself); may be empty, and may hold a space
 * where one character stands for two words (½). */
static struct str
fold_word(struct arena *a, struct str w)
{
	struct ustr u, out;
	bool accents = true;

	if (str_is_ascii(w))
		return arena_lower(a, w);
	/* U+4E00 to U+9FFF, by far the most of Chinese, are what they are. */
	if (w.n == 3 && memcmp(w.p, "\xE4\xB8\x80", 3) >= 0 &&
	    memcmp(w.p, "\xE9\xBF\xBF", 3) <= 0)
		return w;
	u = ustr_nfkd(a, ustr_from(a, w));
	u = ustr_nfkd(a, ustr_fold_case(a, u));
	out = ustr_room(a, (size_t)u.n * 2);
	for (int32_t i = 0; i < u.n;) {
		uint32_t c = ustr_next(u, &i);
		uint32_t mask = U_GET_GC_MASK((UChar32)c);

		if (mask & U_GC_M_MASK) {
			if (!accents || (mask & U_GC_MC_MASK))
				ustr_put(&out, c);
		} else if (mask & (U_GC_L_MASK | U_GC_N_MASK)) {
			accents = marks_are_accents(c);
			put_letter(&out, c);
		} else if (!(mask & U_GC_CF_MASK) && out.n &&
			   out.p[out.n - 1] != ' ') {
			ustr_put(&out, ' ');
		}
	}
	while (out.n && out.p[out.n - 1] == ' ')
		out.n--;
	return ustr_to(a, ustr_nfc(a, out));
}

static void
push_token(struct arena *a, struct tokens *ts, struct str folded, size_t from,
	   size_t to)
{
	if (folded.n)
		VEC_PUSH(a, ts, ((struct token){ folded, from, to, to }));
}

/* Thai and its like: words by ICU's dictionary, positions in UTF-8. */
static void
push_complex(struct arena *a, struct tokens *ts, struct str text, struct str run)
{
	UErrorCode code = U_ZERO_ERROR;
	size_t base = (size_t)(run.p - text.p);
	UText *ut = utext_openUTF8(NULL, run.p, (int64_t)run.n, &code);
	UBreakIterator *it;
	int32_t from, to;

	BUG_ON(U_FAILURE(code));
	/* Opened anew each time: such runs are rare here, and a shared one
	 * would need a lock. */
	it = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
	if (it)
		ubrk_setUText(it, ut, &code);
	BUG_ON(U_FAILURE(code));
	from = ubrk_first(it);
	while ((to = ubrk_next(it)) != UBRK_DONE) {
		struct str w = str_sub(run, (size_t)from, (size_t)(to - from));

		push_token(a, ts, fold_word(a, w), base + (size_t)from,
			   base + (size_t)to);
		from = to;
	}
	ubrk_close(it);
	utext_close(ut);
}

/* run[0..n) are neighbouring characters, each already folded. */
static void
push_han(struct arena *a, struct tokens *ts, const struct token *run, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		VEC_PUSH(a, ts, ((struct token){
					arena_concat(a, run[i].word, run[i + 1].word),
					run[i].from, run[i + 1].to, run[i].to }));
	VEC_PUSH(a, ts, run[n - 1]);
}

struct tokens
tokens_of(struct arena *a, struct str text, bool *ret_han_end)
{
	struct tokens ts = { 0 };
	struct tokens run = { 0 };
	struct scan sc = { text, 0 };
	struct str w;
	enum scan_kind kind;

	*ret_han_end = false;
	while (scan_next(&sc, &w, &kind)) {
		size_t from = (size_t)(w.p - text.p);
		bool goes_on = kind == SCAN_HAN && run.n &&
			       run.at[run.n - 1].to == from;

		if (run.n && !goes_on) {
			push_han(a, &ts, run.at, run.n);
			run.n = 0;
		}
		if (kind == SCAN_HAN)
			push_token(a, &run, fold_word(a, w), from, from + w.n);
		else if (kind == SCAN_COMPLEX)
			push_complex(a, &ts, text, w);
		else
			push_token(a, &ts, fold_word(a, w), from, from + w.n);
	}
	if (run.n) {
		push_han(a, &ts, run.at, run.n);
		*ret_han_end = true;
	}
	return ts;
}

/* Letters and digits, folded; 0 is anything else. */
static const char ascii_words[256] = {
	['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
	['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
	's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	['a'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
	's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};

/* Words of ASCII, as tokens_of() would have them, without a list of them. */
static void
segment_ascii(struct buf *out, struct str line)
{
	const unsigned char *p = (const unsigned char *)line.p, *end = p + line.n;
	char *to;

	buf_reserve(out, line.n + 1);
	to = out->p + out->n;
	for (;;) {
		while (p < end && !ascii_words[*p])
			p++;
		if (p == end)
			break;
		if (to > out->p)
			*to++ = ' ';
		while (p < end && ascii_words[*p])
			*to++ = ascii_words[*p++];
	}
	out->n = (size_t)(to - out->p);
}

/* No word goes on behind the end of a line. */
static void
segment_line(struct buf *out, struct str line)
{
	AUTO_ARENA scratch = { 0 };
	struct tokens ts;
	bool han_end;

	if (str_is_ascii(line)) {
		segment_ascii(out, line);
		return;
	}
	ts = tokens_of(&scratch, line, &han_end);
	for (size_t i = 0; i < ts.n; i++) {
		if (out->n)
			buf_addc(out, ' ');
		buf_add(out, ts.at[i].word);
	}
}

struct str
text_segment(struct arena *a, struct str s)
{
	AUTO_BUF out = { 0 };

	while (str_present(s))
		segment_line(&out, str_cut(&s, '\n'));
	return buf_to_arena(&out, a);
}

struct str
text_segment_version(struct arena *a)
{
	UVersionInfo version;
	char s[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(version);
	u_versionToString(version, s);
	return arena_printf(a, "ICU %s", s);
}

/* One chunk of what was typed becomes one term, or none. */
static void
push_term(struct arena *a, struct text_query *q, struct str chunk, bool star)
{
	AUTO_BUF phrase = { 0 };
	struct text_term term = { STR_NONE, star };
	bool han_end;
	struct tokens ts = tokens_of(a, chunk, &han_end);
	size_t n = ts.n;

	if (n == 0)
		return;
	if (q->terms.n == TEXT_QUERY_MAX) {
		q->clipped = true;
		return;
	}
	if (han_end) {
		/*
		 * The text may go on where the query ends, so the last
		 * character is known as the second of a pair, not as a token
		 * of its own; alone, as the first of one.
		 */
		bool alone = n == 1 || ts.at[n - 2].head == ts.at[n - 2].to ||
			     ts.at[n - 2].to != ts.at[n - 1].to;

		if (alone)
			term.prefix = true;
		else {
			term.prefix = false;
			n--;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&phrase, ' ');
		buf_add(&phrase, ts.at[i].word);
	}
	term.phrase = buf_to_arena(&phrase, a);
	VEC_PUSH(a, &q->terms, term);
}

static bool
is_quote(uint32_t c)
{
	return c == '"' || c == 0xAB || c == 0xBB ||
	       (c >= 0x201C && c <= 0x201F) || (c >= 0x300C && c <= 0x300F) ||
	       c == 0xFF02;
}

struct text_query
text_query(struct arena *a, struct str typed)
{
	struct text_query q = { 0 };
	bool quoted = false;
	size_t from = 0;

	q.clipped = typed.n > TEXT_QUERY_BYTES;
	typed = utf8_clip(typed, TEXT_QUERY_BYTES);
	for (size_t i = 0; i <= typed.n;) {
		size_t at = i;
		/* The end of the input ends the last chunk. */
		uint32_t c = i < typed.n ? utf8_next(typed, &i) : (i++, ' ');
		bool quote = is_quote(c);
		bool end = at == typed.n || quote ||
			   (!quoted && u_isUWhiteSpace((UChar32)c));

		if (!end)
			continue;
		push_term(a, &q, str_sub(typed, from, at - from),
			  !quoted && at > from && typed.p[at - 1] == '*');
		from = i;
		quoted ^= quote;
	}
	return q;
}
