/* SPDX-License-Identifier: Apache-2.0 */
/* Search and comparison of any two texts. Input: a query, a line end, a text. */
#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_excerpt(struct str text, const struct text_excerpt *x, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < x->pieces.n; i++) {
		struct str p = x->pieces.at[i].text;

		BUG_ON(p.n == 0 || p.p < text.p || p.p + p.n > text.p + text.n);
		if (i)
			BUG_ON(p.p != x->pieces.at[i - 1].text.p + x->pieces.at[i - 1].text.n);
		n += utf8_count(p);
	}
	BUG_ON(n > max);
}

static void
check_lcs(struct str x, struct str y)
{
	AUTO_ARENA a = { 0 };
	struct text_lcs l = text_words_lcs(&a, x, y);
	struct text_lcs back = text_words_lcs(&a, y, x);

	BUG_ON(l.a_words != text_word_count(x) || l.lost.n != l.a_words - l.common);
	BUG_ON(l.exact && back.exact && l.common != back.common);
	BUG_ON(text_words_lcs(&a, x, x).common != l.a_words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str text = { (const char *)data, size };
	struct str typed = str_cut(&text, '\n');
	struct text_query q = text_query(&a, typed);
	size_t max = typed.n % 97;
	struct str mended;
	struct text_excerpt x;

	BUG_ON(q.terms.n > TEXT_QUERY_MAX);
	for (size_t i = 0; i < q.terms.n; i++) {
		struct str phrase = q.terms.at[i].phrase;

		BUG_ON(phrase.n == 0 || utf8_bad(phrase) != STR_NPOS ||
		       str_find_char(phrase, '"', 0) != STR_NPOS);
	}
	mended = utf8_mend(&a, text.p ? text : STR(""));
	x = text_excerpt(&a, mended, &q, max);
	check_excerpt(mended, &x, max);
	BUG_ON(utf8_bad(text_segment(&a, text)) != STR_NPOS);
	check_lcs(typed, text);
	mended = text_fold(&a, typed);
	BUG_ON(!str_eq(text_fold(&a, mended), mended));
	BUG_ON(text_slug(&a, typed, 20).n - 1 > 19);
	BUG_ON(text_distance(typed, text, 5) != text_distance(text, typed, 5));
	(void)text_fold_loose(&a, typed);
	(void)text_is_rtl(text);
	return 0;
}
