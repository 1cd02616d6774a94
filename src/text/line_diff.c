/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Myers' greedy algorithm, forward only, keeping the furthest points of every
 * step so that the way can be walked back: O(D²) memory, which LINE_DIFF_MAX
 * bounds (2,000 steps: 16 MB at worst, and only for texts that share nothing).
 */
#include "text/line_diff.h"

#include "base/buf.h"
#include "base/vec.h"

struct lines {
	struct str *at;
	size_t n;
	size_t room;
};

static struct lines
cut(struct arena *a, struct str text)
{
	struct lines l = { 0 };

	while (text.n)
		VEC_PUSH(a, &l, str_cut_line(&text));
	return l;
}

struct edit {
	const struct lines *x, *y;
	size_t from, xn, yn; /* the middle: behind the common head, before the tail */
	char *drop, *add;    /* by line of x, y */
};

static long
slide(const struct edit *e, long i, long j)
{
	while ((size_t)i < e->xn && (size_t)j < e->yn &&
	       str_eq(e->x->at[e->from + (size_t)i], e->y->at[e->from + (size_t)j])) {
		i++;
		j++;
	}
	return i;
}

/* From the end back to the start along the kept steps. */
static void
walk_back(const struct edit *e, long *const *steps, long depth)
{
	long i = (long)e->xn, j = (long)e->yn;

	for (long d = depth; d > 0; d--) {
		const long *v = steps[d - 1] + d - 1; /* v[k], -d < k < d, step 2 */
		long k = i - j;
		bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
		long prev = down ? k + 1 : k - 1;
		long pi = v[prev];
		long pj = pi - prev;

		if (down)
			e->add[e->from + (size_t)pj] = 1;
		else
			e->drop[e->from + (size_t)pi] = 1;
		i = pi;
		j = pj;
	}
}

/* false: more than LINE_DIFF_MAX differences. */
static bool
myers(struct arena *a, const struct edit *e)
{
	long *steps[LINE_DIFF_MAX + 1];

	for (long d = 0; d <= LINE_DIFF_MAX; d++) {
		long *v = (long *)ARENA_ARRAY(a, 2 * (size_t)d + 1, long) + d;
		const long *last = d ? steps[d - 1] + d - 1 : NULL;

		steps[d] = v - d;
		for (long k = -d; k <= d; k += 2) {
			long i;

			if (d == 0)
				i = 0;
			else if (k == -d || (k != d && last[k - 1] < last[k + 1]))
				i = last[k + 1];
			else
				i = last[k - 1] + 1;
			v[k] = slide(e, i, i - k);
			if (v[k] >= (long)e->xn && v[k] - k >= (long)e->yn) {
				walk_back(e, steps, d);
				return true;
			}
		}
	}
	return false;
}

struct str
line_diff(struct arena *a, struct str old, struct str now)
{
	struct lines x = cut(a, old), y = cut(a, now);
	struct edit e = { .x = &x, .y = &y };
	size_t tail = 0, i = 0, j = 0;
	AUTO_BUF out = { 0 };

	while (e.from < x.n && e.from < y.n && str_eq(x.at[e.from], y.at[e.from]))
		e.from++;
	while (tail < x.n - e.from && tail < y.n - e.from &&
	       str_eq(x.at[x.n - 1 - tail], y.at[y.n - 1 - tail]))
		tail++;
	e.xn = x.n - e.from - tail;
	e.yn = y.n - e.from - tail;
	e.drop = ARENA_ARRAY(a, x.n + 1, char);
	e.add = ARENA_ARRAY(a, y.n + 1, char);
	if (!myers(a, &e)) {
		memset(e.drop + e.from, 1, e.xn);
		memset(e.add + e.from, 1, e.yn);
	}
	while (i < x.n || j < y.n) {
		if (i < x.n && e.drop[i]) {
			buf_addf(&out, "- %.*s\n", STRF(x.at[i]));
			i++;
		} else if (j < y.n && e.add[j]) {
			buf_addf(&out, "+ %.*s\n", STRF(y.at[j]));
			j++;
		} else {
			i++;
			j++;
		}
	}
	return buf_to_arena(&out, a);
}
