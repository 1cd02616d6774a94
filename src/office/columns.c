/* SPDX-License-Identifier: Apache-2.0 */
#include "office/columns.h"

#include "base/utf8.h"

/* A column is not narrower than a short word, nor wider than half a line. */
enum { LEAST = 6, MOST = 44 };

static void
measure(struct arena *a, const struct cell_text *cells, size_t n, unsigned *widths)
{
	for (size_t k = 0; k < n; k++) {
		size_t width = utf8_count(runs_text(a, &cells[k].runs)) + 2;

		if (width > MOST)
			width = MOST;
		if (width > widths[k])
			widths[k] = (unsigned)width;
	}
}

unsigned *
column_shares(struct arena *a, const struct table *t, unsigned whole)
{
	unsigned *widths = ARENA_ARRAY(a, t->columns, unsigned), sum = 0;

	for (size_t k = 0; k < t->columns; k++)
		widths[k] = LEAST;
	if (t->head)
		measure(a, t->head, t->columns, widths);
	for (size_t i = 0; i < t->n; i++)
		if (!t->at[i].group)
			measure(a, t->at[i].at, t->at[i].n, widths);
	for (size_t k = 0; k < t->columns; k++)
		sum += widths[k];
	for (size_t k = 0; k < t->columns; k++)
		widths[k] = widths[k] * whole / sum;
	return widths;
}
