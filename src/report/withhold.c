/* SPDX-License-Identifier: Apache-2.0 */
#include "report/withhold.h"

#include <stdlib.h>

#include "base/buf.h"
#include "text/fold.h"
#include "text/words.h"

/* Signs between two words of a name; more is a gap. */
#define GAP_MAX 8

struct name {
	struct text_words words; /* folded */
	bool turned;             /* its last word stands first */
};
struct names {
	SLICE(struct name) list; /* the longest first */
};

static struct text_words
folded(struct arena *a, struct text_words w)
{
	struct text_words ret = { 0 };

	for (size_t i = 0; i < w.n; i++)
		VEC_PUSH(a, &ret, text_fold(a, w.at[i]));
	return ret;
}

static int
longest_first(const void *x, const void *y)
{
	const struct name *a = x, *b = y;

	return a->words.n > b->words.n ? -1 : a->words.n < b->words.n;
}

/* "Ines Lindqvist", and "Lindqvist Ines": its last word first. */
static struct names
make_names(struct arena *a, const struct str *names, size_t n)
{
	struct names ret = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct text_words w = folded(a, text_words(a, names[i])), turned = { 0 };

		if (!w.n)
			continue;
		VEC_PUSH(a, &ret.list, ((struct name){ w, false }));
		if (w.n < 2)
			continue;
		for (size_t j = 0; j < w.n; j++)
			VEC_PUSH(a, &turned, w.at[j ? j - 1 : w.n - 1]);
		VEC_PUSH(a, &ret.list, ((struct name){ turned, true }));
	}
	if (ret.list.n)
		qsort(ret.list.at, ret.list.n, sizeof(ret.list.at[0]), longest_first);
	return ret;
}

static struct str
between(struct str a, struct str b)
{
	return (struct str){ a.p + a.n, (size_t)(b.p - (a.p + a.n)) };
}

static bool
is_gap(struct str s)
{
	/* A list of participants has more spaces than a sentence. */
	return s.n > 0 && str_trim(s).n <= GAP_MAX && str_find_char(s, '\n', 0) == STR_NPOS;
}

/* The first word of a line, or of a cell. */
static bool
begins(const struct text_words *raw, size_t i)
{
	struct str gap = i ? between(raw->at[i - 1], raw->at[i]) : STR("\n");

	return str_find_char(gap, '\n', 0) != STR_NPOS || str_find_char(gap, '|', 0) != STR_NPOS;
}

/* Does a name stand at word i? How many words it has; 0: none does. */
static size_t
name_at(const struct names *names, const struct text_words *words, const struct text_words *raw, size_t i)
{
	for (size_t k = 0; k < names->list.n; k++) {
		const struct text_words *w = &names->list.at[k].words;
		size_t j = 0;

		/* "Mara Lindqvist, Ines Okello" is not Ines Lindqvist. */
		if (i + w->n > words->n || (names->list.at[k].turned && !begins(raw, i)))
			continue;
		while (j < w->n && str_eq(words->at[i + j], w->at[j]) &&
		       (!j || is_gap(between(raw->at[i + j - 1], raw->at[i + j])))) {
			j++;
		}
		if (j == w->n)
			return w->n;
	}
	return 0;
}

static void
write_instead(struct buf *out, struct str span, struct str gap, struct str first, struct str rest)
{
	size_t bar = str_find_char(span, '|', 0);
	struct str behind, sign;

	buf_add(out, first);
	if (bar == STR_NPOS) {
		/* "**Ines** Lindqvist": what ends between the words must end. */
		buf_add(out, str_find_char(gap, '*', 0) == STR_NPOS ? STR(" ") : gap);
		buf_add(out, rest);
		return;
	}
	/* "Ines | Lindqvist": what is around the bar stays. */
	behind = str_from(span, bar + 1);
	sign = (struct str){ span.p + bar, 1 };
	buf_addc(out, ' ');
	buf_add(out, sign);
	if (behind.n && behind.p[0] == ' ')
		buf_addc(out, ' ');
	buf_add(out, rest);
}

struct withheld
report_withhold(struct arena *a, struct str source, const struct str *names, size_t n, struct str first,
		struct str rest)
{
	struct names all = make_names(a, names, n);
	struct text_words raw = text_words(a, source), words = folded(a, raw);
	struct withheld ret = { source, 0 };
	AUTO_BUF out = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < raw.n;) {
		size_t k = name_at(&all, &words, &raw, i);
		struct str last;
		size_t from, to;

		if (!k) {
			i++;
			continue;
		}
		last = raw.at[i + k - 1];
		from = (size_t)(raw.at[i].p - source.p);
		to = (size_t)(last.p - source.p) + last.n;
		buf_add(&out, str_sub(source, at, from - at));
		write_instead(&out, str_sub(source, from, to - from),
			      k > 1 ? between(raw.at[i], raw.at[i + 1]) : STR(""), first, rest);
		ret.places++;
		at = to;
		i += k;
	}
	if (ret.places) {
		buf_add(&out, str_from(source, at));
		ret.text = buf_to_arena(&out, a);
	}
	return ret;
}
