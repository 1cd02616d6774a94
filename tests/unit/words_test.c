/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/words.h"

#define assert_str(s, z)                                                      \
	do {                                                                  \
		struct str got_ = (s);                                        \
		assert_string_equal(arena_cstr(&a, got_), (z));               \
		assert_int_equal(got_.n, strlen(z));                          \
	} while (0)

static struct str
joined(struct arena *a, const char *z)
{
	struct text_words w = text_words(a, str_of(z));
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < w.n; i++) {
		buf_addc(&b, '[');
		buf_add(&b, w.at[i]);
		buf_addc(&b, ']');
	}
	return buf_to_arena(&b, a);
}

static struct str
segmented(struct arena *a, const char *z)
{
	return text_segment(a, str_of(z));
}

/* The terms of a query, as FTS5 would be given them. */
static struct str
asked(struct arena *a, const char *z)
{
	struct text_query q = text_query(a, str_of(z));
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < q.terms.n; i++)
		buf_addf(&b, "%s\"%.*s\"%s", i ? " " : "",
			 STRF(q.terms.at[i].phrase),
			 q.terms.at[i].prefix ? "*" : "");
	return buf_to_arena(&b, a);
}

/* What FTS5 does with a phrase: its words, next to each other. */
static bool
finds(struct arena *a, const char *typed, const char *text)
{
	struct text_query q = text_query(a, str_of(typed));
	struct str hay = arena_printf(a, " %.*s ", STRF(segmented(a, text)));

	for (size_t i = 0; i < q.terms.n; i++) {
		const struct text_term *t = &q.terms.at[i];
		struct str needle = arena_printf(a, " %.*s%s", STRF(t->phrase),
						 t->prefix ? "" : " ");

		if (str_find(hay, needle, 0) == STR_NPOS)
			return false;
	}
	return q.terms.n > 0;
}

static void
words_are_runs_of_letters_and_digits(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(joined(&a, "The 5th—meeting, of DC/54."),
		   "[The][5th][meeting][of][DC][54]");
	assert_str(joined(&a, "don’t d'Accès Re\u0301sume\u0301"),
		   "[don][t][d][Accès][Re\u0301sume\u0301]");
	assert_str(joined(&a, "co\u00ADop \u00ADx y\u00AD"), "[co\u00ADop][x][y]");
	assert_str(joined(&a, "学习ab中"), "[学][习][ab][中]");
	assert_str(joined(&a, "ab\xFF\xC3" "cd \u0301"), "[ab][cd]");
	assert_str(joined(&a, ""), "");
	assert_str(joined(&a, " \n… "), "");
	assert_int_equal(text_word_count(STR("one two  three")), 3);
	assert_int_equal(text_word_count(STR_NONE), 0);
}

static void
search_levels_case_accents_and_forms(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(segmented(&a, "Łukasz, RENÉE & Straße"), "lukasz renee strasse");
	assert_str(segmented(&a, "ﬁne Ｗｉｄｅ ½ ٥٤ Ёлка"), "fine wide 1 2 54 елка");
	assert_str(segmented(&a, "don't"), "don t");
	assert_str(segmented(&a, "Ὀδυσσεύς"), "οδυσσευσ");
	assert_str(segmented(&a, "हिन्दी ไทย"), "हिन्दी ไทย");
	assert_str(segmented(&a, "한국어 회의"), "한국어 회의");
	assert_str(segmented(&a, "が カ\u3099 ｶﾞ"), "が ガ ガ");
	assert_str(segmented(&a, ""), "");
}

static void
arabic_spellings_of_a_word_are_one(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(segmented(&a, "الإنترنت"), "الانترنت");
	assert_true(str_eq(segmented(&a, "أَحْمَد"), segmented(&a, "احمد")));
	assert_true(str_eq(segmented(&a, "مدرسة"), segmented(&a, "مدرســــه")));
	assert_true(str_eq(segmented(&a, "على"), segmented(&a, "علي")));
	assert_true(str_eq(segmented(&a, "ک‌ی"), segmented(&a, "كي")));
	assert_false(str_eq(segmented(&a, "احمد"), segmented(&a, "احمر")));
}

static void
chinese_is_pairs_and_the_last_character(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(segmented(&a, "学习中文"), "学习 习中 中文 文");
	assert_str(segmented(&a, "学习。中文 abc中"), "学习 习 中文 文 abc 中");
	assert_str(asked(&a, "中文"), "\"中文\"");
	assert_str(asked(&a, "中"), "\"中\"*");
	assert_str(asked(&a, "学习中"), "\"学习 习中\"");
	assert_str(asked(&a, "\"学习 abc\""), "\"学习 习 abc\"");
	assert_str(asked(&a, "abc中"), "\"abc 中\"*");
}

static void
chinese_is_found_wherever_it_stands(void **state)
{
	AUTO_ARENA a = { 0 };
	const char *text = "学习中文网络";

	(void)state;
	assert_true(finds(&a, "中文", text));
	assert_true(finds(&a, "习中", text));
	assert_true(finds(&a, "络", text));
	assert_true(finds(&a, "文", text));
	assert_true(finds(&a, "学习中文网络", text));
	assert_true(finds(&a, "学习 网络", text));
	assert_false(finds(&a, "文中", text));
	assert_false(finds(&a, "学中", text));
	assert_false(finds(&a, "学习网络", text));
	assert_true(finds(&a, "\"文 dc\"", "中文 (DC)"));
}

static void
thai_is_cut_by_dictionary(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(segmented(&a, "ภาษาไทย"), "ภาษา ไทย");
	assert_true(finds(&a, "ไทย", "ภาษาไทย"));
}

static void
quotation_marks_make_phrases_and_a_star_any_ending(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(asked(&a, "internet “Working Group” rule*"),
		   "\"internet\" \"working group\" \"rule\"*");
	assert_str(asked(&a, "\"open end"), "\"open end\"");
	assert_str(asked(&a, "ann@example.org"), "\"ann example org\"");
	assert_str(asked(&a, "a\"b c\"d"), "\"a\" \"b c\" \"d\"");
	assert_str(asked(&a, "NEAR(a) OR -b ^c \"*\" * \"x*\""),
		   "\"near a\" \"or\" \"b\" \"c\" \"x\"");
	assert_str(asked(&a, " … \"\" "), "");
	assert_str(asked(&a, ""), "");
}

static void
a_query_of_too_many_terms_is_clipped(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };
	struct text_query q;

	(void)state;
	for (int i = 0; i < TEXT_QUERY_MAX; i++)
		buf_addf(&b, "w%d ", i);
	q = text_query(&a, buf_str(&b));
	assert_int_equal(q.terms.n, TEXT_QUERY_MAX);
	assert_false(q.clipped);
	buf_addz(&b, "more");
	q = text_query(&a, buf_str(&b));
	assert_int_equal(q.terms.n, TEXT_QUERY_MAX);
	assert_true(q.clipped);
	buf_clear(&b);
	BUF_LIT(&b, "\"");
	for (int i = 0; i < 1000; i++)
		BUF_LIT(&b, "long phrase ");
	q = text_query(&a, buf_str(&b));
	assert_int_equal(q.terms.n, 1);
	assert_true(q.terms.at[0].phrase.n <= TEXT_QUERY_BYTES);
	assert_true(q.clipped);
}

static struct str
excerpt(struct arena *a, const char *text, const char *typed, size_t max)
{
	struct text_query q = text_query(a, str_of(typed));
	struct text_excerpt x = text_excerpt(a, str_of(text), &q, max);
	AUTO_BUF b = { 0 };
	const char *next = NULL;

	if (x.cut_before)
		buf_addz(&b, "…");
	for (size_t i = 0; i < x.pieces.n; i++) {
		struct text_piece p = x.pieces.at[i];

		assert_true(!next || next == p.text.p);
		assert_int_equal(utf8_bad(p.text), STR_NPOS);
		next = p.text.p + p.text.n;
		buf_addf(&b, p.hit ? "[%.*s]" : "%.*s", STRF(p.text));
	}
	if (x.cut_after)
		buf_addz(&b, "…");
	return buf_to_arena(&b, a);
}

static void
an_excerpt_marks_what_was_looked_for_in_the_original(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(excerpt(&a, "In ZÜRICH and Zu\u0308rich.", "zurich", 100),
		   "In [ZÜRICH] and [Zu\u0308rich].");
	assert_str(excerpt(&a, "The working group works.", "\"working group\"", 100),
		   "The [working group] works.");
	assert_str(excerpt(&a, "works working", "work*", 100), "[works] [working]");
	assert_str(excerpt(&a, "学习中文网络", "中文", 100), "学习[中文]网络");
	assert_str(excerpt(&a, "学习中文网络", "文", 100), "学习中[文]网络");
	assert_str(excerpt(&a, "中中中", "中中", 100), "[中中中]");
	assert_str(excerpt(&a, "nothing here", "else", 100), "nothing here");
	assert_str(excerpt(&a, "", "else", 100), "");
	assert_str(excerpt(&a, "all of it", "", 100), "all of it");
}

static void
an_excerpt_shows_where_most_terms_meet(void **state)
{
	AUTO_ARENA a = { 0 };
	const char *text = "alpha one two three four five six seven eight nine "
			   "ten alpha beta eleven twelve thirteen fourteen";

	(void)state;
	assert_str(excerpt(&a, text, "alpha beta", 30),
		   "…ten [alpha] [beta] eleven twelve…");
	assert_str(excerpt(&a, text, "alpha", 14), "[alpha] one two…");
	assert_str(excerpt(&a, text, "fourteen", 20), "…thirteen [fourteen]");
	assert_str(excerpt(&a, text, "none", 20), "alpha one two three…");
	assert_str(excerpt(&a, text, "none", 18), "alpha one two…");
}

static void
an_excerpt_cuts_long_words_but_never_a_character(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(excerpt(&a, "ööööööööööööööö", "none", 4), "öööö…");
	assert_str(excerpt(&a, "学习中文网络学习中文网络", "none", 5), "学习中文网…");
	assert_str(excerpt(&a, "ab öööööööö cd", "oooooooo", 4), "…[öööö]…");
	assert_str(excerpt(&a, "ab", "ab", 0), "…");
}

static void
nothing_lost_is_known_to_be_nothing_lost(void **state)
{
	AUTO_ARENA a = { 0 };
	struct text_lcs l = text_words_lcs(&a, STR("a, b c."), STR("# a\n*b* (c)"));

	(void)state;
	assert_int_equal(l.a_words, 3);
	assert_int_equal(l.b_words, 3);
	assert_int_equal(l.common, 3);
	assert_int_equal(l.lost.n, 0);
	assert_true(l.exact);
	l = text_words_lcs(&a, STR(""), STR("a"));
	assert_int_equal(l.a_words, 0);
	assert_int_equal(l.common, 0);
	l = text_words_lcs(&a, STR("a"), STR_NONE);
	assert_int_equal(l.lost.n, 1);
}

static void
what_is_lost_is_named_with_its_place(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str from = STR("one two three four");
	struct text_lcs l = text_words_lcs(&a, from, STR("one three two four five"));

	(void)state;
	assert_int_equal(l.common, 3);
	assert_int_equal(l.lost.n, 1);
	assert_true(str_is(l.lost.at[0].word, "two") ||
		    str_is(l.lost.at[0].word, "three"));
	assert_int_equal(l.lost.at[0].word.p - from.p, l.lost.at[0].at);
	l = text_words_lcs(&a, from, STR("one two Three four"));
	assert_int_equal(l.lost.n, 1);
	assert_str(l.lost.at[0].word, "three");
	assert_int_equal(l.lost.at[0].at, 8);
	assert_int_equal(l.lost.at[0].index, 2);
}

/* The textbook's table, as an oracle. */
static size_t
table_lcs(const char *x, size_t n, const char *y, size_t m)
{
	size_t t[33][33] = { { 0 } };

	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++)
			t[i][j] = x[i - 1] == y[j - 1]	      ? t[i - 1][j - 1] + 1
				  : t[i - 1][j] > t[i][j - 1] ? t[i - 1][j]
							      : t[i][j - 1];
	return t[n][m];
}

static void
the_common_subsequence_is_the_longest(void **state)
{
	uint32_t random = 7;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		AUTO_ARENA a = { 0 };
		char x[32], y[32], xs[64], ys[64];
		size_t n, m, at = 0;
		struct text_lcs l;

		random = random * 1664525 + 1013904223;
		n = random >> 27;
		m = (random >> 20) & 31;
		for (size_t i = 0; i < 64; i++) {
			random = random * 1664525 + 1013904223;
			(i < 32 ? x : y)[i % 32] =
				(char)('a' + (random >> 16) % (round % 7 + 2));
		}
		for (size_t i = 0; i < 32; i++) {
			xs[2 * i] = x[i];
			ys[2 * i] = y[i];
			xs[2 * i + 1] = ys[2 * i + 1] = ' ';
		}
		l = text_words_lcs(&a, (struct str){ xs, 2 * n },
				   (struct str){ ys, 2 * m });
		assert_true(l.exact);
		assert_int_equal(l.common, table_lcs(x, n, y, m));
		assert_int_equal(l.lost.n, n - l.common);
		/* And what is kept really stands in y, in order. */
		for (size_t i = 0, lost = 0; i < n; i++) {
			if (lost < l.lost.n && l.lost.at[lost].index == i) {
				lost++;
				continue;
			}
			while (at < m && y[at] != x[i])
				at++;
			assert_true(at < m);
			at++;
		}
	}
}

static void
texts_that_have_nothing_in_order_are_given_up_in_time(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF x = { 0 }, y = { 0 };
	uint32_t random = 1;
	struct text_lcs l;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		random = random * 1664525 + 1013904223;
		buf_addf(&x, "w%u ", (random >> 8) % 5000);
		random = random * 1664525 + 1013904223;
		buf_addf(&y, "w%u ", (random >> 8) % 5000);
	}
	l = text_words_lcs(&a, buf_str(&x), buf_str(&y));
	assert_false(l.exact);
	assert_true(l.common > 0 && l.common < 60000);
	assert_int_equal(l.lost.n, l.a_words - l.common);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_runs_of_letters_and_digits),
		cmocka_unit_test(search_levels_case_accents_and_forms),
		cmocka_unit_test(arabic_spellings_of_a_word_are_one),
		cmocka_unit_test(chinese_is_pairs_and_the_last_character),
		cmocka_unit_test(chinese_is_found_wherever_it_stands),
		cmocka_unit_test(thai_is_cut_by_dictionary),
		cmocka_unit_test(quotation_marks_make_phrases_and_a_star_any_ending),
		cmocka_unit_test(a_query_of_too_many_terms_is_clipped),
		cmocka_unit_test(an_excerpt_marks_what_was_looked_for_in_the_original),
		cmocka_unit_test(an_excerpt_shows_where_most_terms_meet),
		cmocka_unit_test(an_excerpt_cuts_long_words_but_never_a_character),
		cmocka_unit_test(nothing_lost_is_known_to_be_nothing_lost),
		cmocka_unit_test(what_is_lost_is_named_with_its_place),
		cmocka_unit_test(the_common_subsequence_is_the_longest),
		cmocka_unit_test(texts_that_have_nothing_in_order_are_given_up_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
