/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words: what a word is, for search and for proving that no word was lost.
 *
 * A word is a run of letters, marks and digits of any script. Chinese and
 * Japanese are written without spaces: there each character is a word of its
 * own. Thai, Lao, Khmer and Burmese are cut by dictionary for search.
 *
 * All functions are pure, safe from any thread and total (bytes that are not
 * UTF-8 separate words; the absent str is empty).
 */
#ifndef CONVENE_TEXT_WORDS_H
#define CONVENE_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* A slice of words, usable with VEC_PUSH. */
struct text_words {
	struct str *at;
	size_t n;
	size_t room;
};

/* The words of s in order, as they stand there: each one is a part of s, so
 * `word.p - s.p` is its position. Not folded. */
struct text_words text_words(struct arena *a, struct str s);
/* text_words(…).n without the list. */
size_t text_word_count(struct str s);

/*
 * Search. Documents are indexed through text_segment(), queries go through
 * text_query(), and both fold words the same way: compatibility forms, case
 * and diacritics are levelled (Latin, Greek, Cyrillic, Hebrew, Arabic: alef,
 * hamza, ya, ta marbuta, tatweel; other scripts keep their vowel signs),
 * digits become 0-9.
 *
 * A run of Chinese characters becomes its overlapping pairs and its last
 * character: 学习中文 is "学习 习中 中文 文". A query of n characters is then a
 * phrase of n-1 pairs, and it is found wherever it stands, however a
 * dictionary would have cut the text. (With dictionary words, 中文 is missed
 * in every text where the cut falls elsewhere.) A query of one character is
 * the prefix of a pair, or the last character.
 */

/*
 * The folded words of s separated by one space, for a full-text column. For
 * SQLite's FTS5 use tokenize = "unicode61 remove_diacritics 0 categories
 * 'L* N* M* Co'", so that its tokens are these words and nothing else.
 */
struct str text_segment(struct arena *a, struct str s);

/* Which library cut the words: an index that was made with another one may hold other
 * words for the same text. */
struct str text_segment_version(struct arena *a);

/* One thing to be found: all terms of a query must be. */
struct text_term {
	struct str phrase; /* folded words, one space between; never empty; no
			    * character but letters, marks, digits and spaces */
	bool prefix;       /* the last word may go on */
};
struct text_query {
	SLICE(struct text_term) terms; /* empty: nothing to look for */
	bool clipped;                  /* there was more; it is left out */
};
#define TEXT_QUERY_MAX 16      /* terms */
#define TEXT_QUERY_BYTES 1000  /* of what was typed */

/*
 * Reads what somebody typed: words, "phrases in quotation marks" (also “ ” „
 * « »; an open one ends with the query), a star after a word for any ending.
 * A term is written for FTS5 as its phrase in double quotes, then * if prefix;
 * it needs no escaping. Nothing that is typed can be an error.
 */
struct text_query text_query(struct arena *a, struct str typed);

/* A piece of the original text; hit when it is what was looked for. */
struct text_piece {
	struct str text; /* part of the original */
	bool hit;
};
struct text_excerpt {
	SLICE(struct text_piece) pieces; /* adjacent: together one part of the text */
	bool cut_before;                 /* something was left out in front */
	bool cut_after;                  /* … and behind */
	size_t hits;                     /* pieces that are hits */
};

/*
 * The part of the text, at most max characters long, that shows most of the
 * query: the window with the most different terms, then the most hits, then
 * the first. It begins and ends between words where a word is shorter than a
 * third of max. Never cuts a character. Without any hit, the beginning.
 */
struct text_excerpt text_excerpt(struct arena *a, struct str text,
				 const struct text_query *q, size_t max);

/*
 * What two texts have in common, word by word and in order: the longest
 * common subsequence of their words, compared byte for byte (normalise both
 * sides alike first). common / a_words is the share of a that b keeps.
 */
struct text_lost {
	struct str word; /* part of a */
	size_t at;       /* its byte position in a */
	size_t index;    /* it is the index-th word of a, from 0 */
};
struct text_lcs {
	size_t a_words;
	size_t b_words;
	size_t common;
	/* The words of a that are not in the common subsequence, in order;
	 * n is a_words - common. */
	SLICE(struct text_lost) lost;
	/* false: the texts differ so much that the search was cut short, and
	 * `common` is a lower bound. */
	bool exact;
};
struct text_lcs text_words_lcs(struct arena *a, struct str from, struct str to);

#endif
