/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The hits of all terms are found first, then a window of at most max
 * characters slides over them; the rest is deciding where to cut. All
 * positions are bytes of the original; lengths in characters are counted
 * once, for the hits, and again only inside the chosen window.
 */
#include "text/words.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/scan.h"
#include "text/tokens.h"

struct hit {
	size_t from;
	size_t to;
	size_t term;
	size_t from_char; /* `from` in characters */
	size_t to_char;
};
struct hits {
	struct hit *at;
	size_t n;
	size_t room;
};

static size_t
split_phrase(struct arena *a, struct str phrase, struct str **ret)
{
	struct text_words parts = { 0 };
	struct str rest = phrase;

	while (str_present(rest))
		VEC_PUSH(a, &parts, str_cut(&rest, ' '));
	*ret = parts.at;
	return parts.n;
}

static void
find_term(struct arena *a, const struct tokens *ts, const struct text_term *term,
	  size_t index, struct hits *hits)
{
	struct str *want;
	size_t n = split_phrase(a, term->phrase, &want);

	for (size_t i = 0; i + n <= ts->n; i++) {
		const struct token *last = &ts->at[i + n - 1];
		size_t k = 0;
		size_t to = last->to;

		while (k < n && str_eq(ts->at[i + k].word, want[k]))
			k++;
		if (k + 1 == n && term->prefix &&
		    str_starts(last->word, want[k])) {
			k++;
			/* One Chinese character found as the first of a pair. */
			to = last->head;
		}
		if (k == n)
			VEC_PUSH(a, hits, ((struct hit){ ts->at[i].from, to,
							 index, 0, 0 }));
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct hit *a = x;
	const struct hit *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to < b->to) - (a->to > b->to);
}

static void
count_chars(struct str text, struct hits *hits)
{
	size_t at = 0;
	size_t chars = 0;

	for (size_t i = 0; i < hits->n; i++) {
		struct hit *h = &hits->at[i];

		chars += utf8_count(str_sub(text, at, h->from - at));
		at = h->from;
		h->from_char = chars;
		h->to_char = chars + utf8_count(str_sub(text, at, h->to - at));
	}
}

/* The window over hits [first, last] that shows most, see words.h. */
static void
best_window(const struct hits *hits, size_t max, size_t *ret_first,
	    size_t *ret_last)
{
	size_t seen[TEXT_QUERY_MAX] = { 0 };
	size_t different = 0;
	size_t best_different = 0;
	size_t best_n = 0;
	size_t first = 0;

	for (size_t last = 0; last < hits->n; last++) {
		const struct hit *h = &hits->at[last];

		different += seen[h->term]++ == 0;
		while (first < last &&
		       h->to_char - hits->at[first].from_char > max)
			different -= --seen[hits->at[first++].term] == 0;
		if (different > best_different ||
		    (different == best_different && last - first + 1 > best_n)) {
			best_different = different;
			best_n = last - first + 1;
			*ret_first = first;
			*ret_last = last;
		}
	}
}

static size_t
back_chars(struct str text, size_t at, size_t n)
{
	while (n-- && at) {
		at--;
		while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80)
			at--;
	}
	return at;
}

static size_t
forward_chars(struct str text, size_t at, size_t n)
{
	while (n-- && at < text.n)
		utf8_next(text, &at);
	return at;
}

static bool
is_space_at(struct str text, size_t at)
{
	return text.p[at] == ' ' || (text.p[at] >= '\t' && text.p[at] <= '\r');
}

/* Forward from `from` to where no word is divided, but not past `stop`. */
static size_t
settle_start(struct str text, size_t from, size_t stop)
{
	size_t at = from;

	if (from == 0)
		return 0;
	while (at < stop && scan_inside_word(text, at))
		at = forward_chars(text, at, 1);
	if (at >= stop && scan_inside_word(text, at))
		return from; /* one long word: cut it */
	while (at < stop && is_space_at(text, at))
		at++;
	return at;
}

static size_t
settle_end(struct str text, size_t to, size_t stop)
{
	size_t at = to;

	if (to >= text.n)
		return text.n;
	while (at > stop && scan_inside_word(text, at))
		at = back_chars(text, at, 1);
	if (at <= stop && scan_inside_word(text, at))
		return to;
	while (at > stop && is_space_at(text, at - 1))
		at--;
	return at;
}

static void
push_piece(struct arena *a, struct text_excerpt *x, struct str text, size_t from,
	   size_t to, bool hit)
{
	if (from >= to)
		return;
	VEC_PUSH(a, &x->pieces,
		 ((struct text_piece){ str_sub(text, from, to - from), hit }));
	x->hits += hit;
}

static void
mark_hits(struct arena *a, struct text_excerpt *x, struct str text,
	  const struct hits *hits, size_t from, size_t to)
{
	size_t at = from;

	for (size_t i = 0; i < hits->n && hits->at[i].from < to; i++) {
		size_t start = hits->at[i].from;
		size_t end = hits->at[i].to < to ? hits->at[i].to : to;

		if (end <= at)
			continue;
		/* Overlapping hits become one piece. */
		if (start < at && (x->pieces.n == 0 ||
				   !x->pieces.at[x->pieces.n - 1].hit))
			start = at;
		if (start < at) {
			x->pieces.at[x->pieces.n - 1].text.n += end - at;
		} else {
			push_piece(a, x, text, at, start, false);
			push_piece(a, x, text, start, end, true);
		}
		at = end;
	}
	push_piece(a, x, text, at, to, false);
}

struct text_excerpt
text_excerpt(struct arena *a, struct str text, const struct text_query *q,
	     size_t max)
{
	AUTO_ARENA scratch = { 0 };
	struct text_excerpt x = { 0 };
	struct hits hits = { 0 };
	struct tokens ts;
	bool han_end;
	size_t from = 0;
	size_t to;

	ts = tokens_of(&scratch, text, &han_end);
	for (size_t i = 0; i < q->terms.n && i < TEXT_QUERY_MAX; i++)
		find_term(&scratch, &ts, &q->terms.at[i], i, &hits);
	if (hits.n) {
		size_t first = 0, last = 0, span, lead;

		qsort(hits.at, hits.n, sizeof *hits.at, by_place);
		count_chars(text, &hits);
		best_window(&hits, max, &first, &last);
		span = hits.at[last].to_char - hits.at[first].from_char;
		/* A third of what is left goes in front: a hit is read in what
		 * follows it more than in what went before. */
		lead = span < max ? (max - span) / 3 : 0;
		from = back_chars(text, hits.at[first].from, lead);
		to = forward_chars(text, from, max);
		if (to == text.n) /* room left over at the end: show more before */
			from = back_chars(text, to, max);
		from = settle_start(text, from, hits.at[first].from);
		to = forward_chars(text, from, max);
		to = settle_end(text, to,
				hits.at[last].to < to ? hits.at[last].to : to);
	} else {
		to = forward_chars(text, 0, max);
		to = settle_end(text, to, forward_chars(text, 0, max - max / 3));
	}
	mark_hits(a, &x, text, &hits, from, to);
	x.cut_before = from > 0;
	x.cut_after = to < text.n;
	return x;
}
