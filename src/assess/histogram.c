/* SPDX-License-Identifier: Apache-2.0 */
/* How many coalitions have which figure, drawn. A pile is one thick line upwards that is dashed, so that
 * each dash is a coalition: a block each would be ten times as many bytes. */
#include "assess/histogram.h"

#include "base/buf.h"

/* The picture is 320 wide; below y 62 are the labels. */
#define SLOT 12        /* of those that nobody knows, at the left */
#define LEFT 38
#define RIGHT 320
#define FLOOR 62
#define ROOM 54        /* for the highest pile */
#define BINS_MAX 40
#define BLOCK_MAX 8.0

struct bins {
	int64_t size; /* values in one */
	int64_t n;
	int64_t met[BINS_MAX + 1], all[BINS_MAX + 1];
	int64_t unknown, highest;
};

static void
sort(const struct criterion *k, const struct figures *f, size_t number, const enum verdict *verdicts, struct bins *b)
{
	int64_t most = k->threshold;

	for (size_t i = 0; i < f->groups.n; i++)
		if (f->groups.at[i].figure[number].is == FIGURE_KNOWN && f->groups.at[i].figure[number].v > most)
			most = f->groups.at[i].figure[number].v;
	*b = (struct bins){ .size = most / BINS_MAX + 1 };
	b->n = most / b->size + 1;
	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figure *figure = &f->groups.at[i].figure[number];

		if (figure->is != FIGURE_KNOWN) {
			b->unknown += figure->is == FIGURE_UNKNOWN;
			continue;
		}
		b->all[figure->v / b->size]++;
		b->met[figure->v / b->size] += verdicts[i] == VERDICT_MET;
	}
	b->highest = b->unknown;
	for (int64_t i = 0; i < b->n; i++)
		if (b->all[i] > b->highest)
			b->highest = b->all[i];
}

/* n blocks on top of `on` others. */
static void
pile(struct buf *b, double x, int64_t on, int64_t n, double high)
{
	if (n)
		buf_addf(b, "M%.0f %.1fv-%.1f", x, FLOOR - (double)on * high, (double)n * high);
}

static struct str
path_of(struct arena *a, const struct buf *b)
{
	return b->n ? buf_to_arena(b, a) : STR_NONE;
}

void
histogram_make(struct arena *a, const struct criterion *k, const struct figures *f, size_t number,
	       const enum verdict *verdicts, struct histogram *ret)
{
	AUTO_BUF met = { 0 };
	AUTO_BUF not_met = { 0 };
	AUTO_BUF unknown = { 0 };
	struct bins b;
	double cell, high;
	int64_t step;

	sort(k, f, number, verdicts, &b);
	cell = (double)(RIGHT - LEFT) / (double)b.n;
	high = b.highest ? (double)ROOM / (double)b.highest : BLOCK_MAX;
	if (high > BLOCK_MAX)
		high = BLOCK_MAX;
	pile(&unknown, SLOT, 0, b.unknown, high);
	for (int64_t i = 0; i < b.n; i++) {
		double x = LEFT + ((double)i + 0.5) * cell;

		pile(&met, x, 0, b.met[i], high);
		pile(&not_met, x, b.met[i], b.all[i] - b.met[i], high);
	}
	ret->width = (int64_t)(cell * 0.8 < 24 ? cell * 0.8 : 24);
	ret->dashes = arena_printf(a, "%.1f %.1f", high * 0.75, high * 0.25);
	ret->met = path_of(a, &met);
	ret->not_met = path_of(a, &not_met);
	ret->unknown = path_of(a, &unknown);
	ret->line = arena_printf(a, "M%.1f 2V66", LEFT + cell * (double)(k->threshold / b.size + (k->comparison == AT_MOST)));
	step = (b.n + 5) / 6;
	for (int64_t i = 0; i < b.n; i += step)
		VEC_PUSH(a, &ret->labels, ((struct histogram_label){ (int64_t)(LEFT + ((double)i + 0.5) * cell), i * b.size }));
}
