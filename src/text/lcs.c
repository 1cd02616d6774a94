/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Longest common subsequence of words: E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", 1986, in the form that needs linear space:
 * find where an optimal path crosses the middle from both ends, then solve
 * both halves.
 *
 * 1. Words become numbers first, by sorting, so that no input can make a hash
 *    table slow and comparing costs nothing.
 * 2. A word that the other text does not have at all cannot be in the common
 *    subsequence; leaving those out first makes the common case of much
 *    foreign text cheap and changes no result.
 * 3. N and D are the caller's input, so the work is bounded: when STEPS_MAX
 *    is used up, a half is split at the best point reached after a few edits.
 *    What is found then is still a common subsequence, though perhaps not the
 *    longest, and `exact` says so.
 * 4. Matches are marked in an array, so the order in which the halves are
 *    solved does not matter: the smaller one by recursion, the larger one by
 *    the loop. The depth is at most log2 of the number of words.
 */
#include "text/words.h"

#include <stdlib.h>

#include "base/err.h"

#define STEPS_MAX (20u * 1000 * 1000)
#define EDITS_WHEN_TIRED 64

struct side {
	const uint32_t *id; /* the words as numbers, foreign ones left out */
	size_t n;
};
struct lcs {
	const uint32_t *x;
	const uint32_t *y;
	bool *kept;    /* of x */
	ptrdiff_t *fwd; /* furthest x on each diagonal x - y, from the start */
	ptrdiff_t *bwd; /* … and from the end */
	uint64_t steps;
	bool exact;
};
/* A rectangle of the grid: x in [x0, x1), y in [y0, y1). */
struct box {
	ptrdiff_t x0, x1, y0, y1;
};
struct point {
	ptrdiff_t x, y;
};

/* The point furthest on, by x + y, that the search from one end has reached;
 * only when the work has grown too much. */
static struct point
furthest(const struct lcs *l, struct box b, ptrdiff_t flo, ptrdiff_t fhi,
	 ptrdiff_t rlo, ptrdiff_t rhi)
{
	struct point f = { b.x0, b.y0 }, r = { b.x1, b.y1 };

	for (ptrdiff_t d = flo; d <= fhi; d += 2) {
		ptrdiff_t x = l->fwd[d] < b.x1 ? l->fwd[d] : b.x1;

		if (x - d > b.y1)
			x = b.y1 + d;
		if (x >= b.x0 && x - d >= b.y0 && x + x - d > f.x + f.y)
			f = (struct point){ x, x - d };
	}
	for (ptrdiff_t d = rlo; d <= rhi; d += 2) {
		ptrdiff_t x = l->bwd[d] > b.x0 ? l->bwd[d] : b.x0;

		if (x - d < b.y0)
			x = b.y0 + d;
		if (x <= b.x1 && x - d <= b.y1 && x + x - d < r.x + r.y)
			r = (struct point){ x, x - d };
	}
	return (f.x + f.y) - (b.x0 + b.y0) > (b.x1 + b.y1) - (r.x + r.y) ? f : r;
}

/*
 * A point on an optimal path through the box, whose corners do not match and
 * whose sides are not empty; never one that leaves the whole box as a half.
 */
static struct point
middle(struct lcs *l, struct box b)
{
	const ptrdiff_t lowest = b.x0 - b.y1, highest = b.x1 - b.y0;
	const ptrdiff_t fmid = b.x0 - b.y0, rmid = b.x1 - b.y1;
	const bool odd = (fmid - rmid) & 1;
	ptrdiff_t flo = fmid, fhi = fmid, rlo = rmid, rhi = rmid;
	ptrdiff_t *fwd = l->fwd, *bwd = l->bwd;

	fwd[fmid] = b.x0;
	bwd[rmid] = b.x1;
	for (size_t edits = 1;; edits++) {
		/* Diagonals outside the box are fenced off by values that
		 * never win. */
		if (flo > lowest)
			fwd[--flo - 1] = b.x0 - 1;
		else
			flo++;
		if (fhi < highest)
			fwd[++fhi + 1] = b.x0 - 1;
		else
			fhi--;
		for (ptrdiff_t d = fhi; d >= flo; d -= 2) {
			ptrdiff_t x = fwd[d - 1] < fwd[d + 1] ? fwd[d + 1]
							      : fwd[d - 1] + 1;

			l->steps++;
			while (x < b.x1 && x - d < b.y1 && l->x[x] == l->y[x - d])
				x++, l->steps++;
			fwd[d] = x;
			if (odd && rlo <= d && d <= rhi && bwd[d] <= x)
				return (struct point){ x, x - d };
		}
		if (rlo > lowest)
			bwd[--rlo - 1] = b.x1 + 1;
		else
			rlo++;
		if (rhi < highest)
			bwd[++rhi + 1] = b.x1 + 1;
		else
			rhi--;
		for (ptrdiff_t d = rhi; d >= rlo; d -= 2) {
			ptrdiff_t x = bwd[d - 1] < bwd[d + 1] ? bwd[d - 1]
							      : bwd[d + 1] - 1;

			l->steps++;
			while (x > b.x0 && x - d > b.y0 &&
			       l->x[x - 1] == l->y[x - d - 1])
				x--, l->steps++;
			bwd[d] = x;
			if (!odd && flo <= d && d <= fhi && x <= fwd[d])
				return (struct point){ x, x - d };
		}
		if (l->steps > STEPS_MAX && edits >= EDITS_WHEN_TIRED) {
			l->exact = false;
			return furthest(l, b, flo, fhi, rlo, rhi);
		}
	}
}

static void
solve(struct lcs *l, struct box b)
{
	for (;;) {
		struct box first = b, second = b;
		struct point p;

		while (b.x0 < b.x1 && b.y0 < b.y1 && l->x[b.x0] == l->y[b.y0]) {
			l->kept[b.x0++] = true;
			b.y0++;
		}
		while (b.x0 < b.x1 && b.y0 < b.y1 &&
		       l->x[b.x1 - 1] == l->y[b.y1 - 1]) {
			l->kept[--b.x1] = true;
			b.y1--;
		}
		if (b.x0 == b.x1 || b.y0 == b.y1)
			return;
		p = middle(l, b);
		BUG_ON(p.x < b.x0 || p.x > b.x1 || p.y < b.y0 || p.y > b.y1);
		first = (struct box){ b.x0, p.x, b.y0, p.y };
		second = (struct box){ p.x, b.x1, p.y, b.y1 };
		if (p.x - b.x0 + p.y - b.y0 > b.x1 - p.x + b.y1 - p.y) {
			struct box larger = first;

			first = second;
			second = larger;
		}
		BUG_ON(first.x0 == first.x1 && first.y0 == first.y1);
		solve(l, first);
		b = second;
	}
}

struct numbered {
	struct str word;
	uint32_t *id;
};

static int
by_word(const void *x, const void *y)
{
	const struct numbered *a = x;
	const struct numbered *b = y;

	return str_cmp(a->word, b->word);
}

/* Equal words of both texts get equal numbers, from 0; returns how many. */
static uint32_t
number_words(struct arena *a, const struct text_words *x,
	     const struct text_words *y, uint32_t *xid, uint32_t *yid)
{
	size_t n = x->n + y->n;
	struct numbered *all = ARENA_ARRAY(a, n + 1, struct numbered);
	uint32_t next = 0;

	BUG_ON(n > INT32_MAX);
	for (size_t i = 0; i < x->n; i++)
		all[i] = (struct numbered){ x->at[i], &xid[i] };
	for (size_t i = 0; i < y->n; i++)
		all[x->n + i] = (struct numbered){ y->at[i], &yid[i] };
	qsort(all, n, sizeof *all, by_word);
	for (size_t i = 0; i < n; i++) {
		if (i && str_cmp(all[i - 1].word, all[i].word) != 0)
			next++;
		*all[i].id = next;
	}
	return next + 1;
}

/* Those of ids that the other side has too; *ret_index says which they are. */
static struct side
shared_only(struct arena *a, const uint32_t *ids, size_t n, const bool *there,
	    size_t **ret_index)
{
	uint32_t *kept = ARENA_ARRAY(a, n + 1, uint32_t);
	size_t *index = ARENA_ARRAY(a, n + 1, size_t);
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		if (!there[ids[i]])
			continue;
		kept[m] = ids[i];
		index[m++] = i;
	}
	*ret_index = index;
	return (struct side){ kept, m };
}

static bool *
ids_there(struct arena *a, const uint32_t *ids, size_t n, uint32_t distinct)
{
	bool *there = ARENA_ARRAY(a, (size_t)distinct + 1, bool);

	for (size_t i = 0; i < n; i++)
		there[ids[i]] = true;
	return there;
}

/* How many words both texts begin with. */
static size_t
common_head(const struct text_words *x, const struct text_words *y)
{
	size_t n = 0;

	while (n < x->n && n < y->n && str_eq(x->at[n], y->at[n]))
		n++;
	return n;
}

static struct text_words
behind(struct text_words w, size_t n)
{
	/* An empty list has no address to add to. */
	return n ? (struct text_words){ w.at + n, w.n - n, 0 } : w;
}

/* kept[i] for each word of x that a longest common subsequence has. Returns
 * whether it is known to be the longest. */
static bool
mark_kept(const struct text_words *x, const struct text_words *y, bool *kept)
{
	AUTO_ARENA s = { 0 };
	uint32_t *xid = ARENA_ARRAY(&s, x->n + 1, uint32_t);
	uint32_t *yid = ARENA_ARRAY(&s, y->n + 1, uint32_t);
	uint32_t distinct = number_words(&s, x, y, xid, yid);
	bool *in_x = ids_there(&s, xid, x->n, distinct);
	bool *in_y = ids_there(&s, yid, y->n, distinct);
	size_t *xindex, *yindex;
	struct side xs = shared_only(&s, xid, x->n, in_y, &xindex);
	struct side ys = shared_only(&s, yid, y->n, in_x, &yindex);
	size_t diagonals = xs.n + ys.n + 3;
	struct lcs l = {
		.x = xs.id,
		.y = ys.id,
		.kept = ARENA_ARRAY(&s, xs.n + 1, bool),
		.fwd = ARENA_ARRAY(&s, diagonals, ptrdiff_t) + ys.n + 1,
		.bwd = ARENA_ARRAY(&s, diagonals, ptrdiff_t) + ys.n + 1,
		.exact = true,
	};

	solve(&l, (struct box){ 0, (ptrdiff_t)xs.n, 0, (ptrdiff_t)ys.n });
	for (size_t i = 0; i < xs.n; i++)
		kept[xindex[i]] = l.kept[i];
	return l.exact;
}

struct text_lcs
text_words_lcs(struct arena *a, struct str from, struct str to)
{
	AUTO_ARENA s = { 0 };
	struct text_words x = text_words(&s, from);
	struct text_words y = text_words(&s, to);
	struct text_lcs ret = { .a_words = x.n, .b_words = y.n };
	/* Most texts that are compared are nearly equal: numbering only what
	 * stands behind the common head is then most of the work saved. */
	size_t head = common_head(&x, &y);
	struct text_words xrest = behind(x, head);
	struct text_words yrest = behind(y, head);
	bool *kept = ARENA_ARRAY(&s, xrest.n + 1, bool);

	ret.exact = mark_kept(&xrest, &yrest, kept);
	ret.common = head;
	for (size_t i = 0; i < xrest.n; i++) {
		struct str word = xrest.at[i];

		if (kept[i])
			ret.common++;
		else
			VEC_PUSH(a, &ret.lost,
				 ((struct text_lost){ word, (size_t)(word.p - from.p),
						      head + i }));
	}
	return ret;
}
