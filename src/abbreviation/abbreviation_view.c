/* SPDX-License-Identifier: Apache-2.0 */
#include "abbreviation/abbreviation_view.h"

#include <stdlib.h>

#include "text/collate.h"
#include "text/fold.h"

static void
add_meaning(struct op *op, struct abbreviation_line *line,
	    const struct abbreviation_view_list_row *r)
{
	struct abbreviation_meaning m = {
		.lng = r->lng,
		.folded = text_fold(op->arena, r->lng),
		.series = r->series,
		.number = r->number,
		.held = r->held,
	};

	for (size_t i = 0; i < line->meanings.n; i++) {
		if (str_eq(line->meanings.at[i].folded, m.folded)) {
			line->meanings.at[i].others++;
			return;
		}
	}
	VEC_PUSH(op->arena, &line->meanings, m);
	line->conflict = line->meanings.n > 1;
}

struct sorted {
	struct str key;
	struct abbreviation_line line;
};

static int
by_key(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int keys = str_cmp(x->key, y->key);

	return keys ? keys : str_cmp(x->line.shrt, y->line.shrt);
}

/* The database's order is that of bytes; people look for "eID" near "EIA". */
static void
sort_lines(struct op *op, struct abbreviation_list_view *v)
{
	size_t n = v->lines.n;
	struct sorted *s = ARENA_ARRAY(op->arena, n + 1, struct sorted);

	for (size_t i = 0; i < n; i++)
		s[i] = (struct sorted){ collate_key(op->arena, v->lines.at[i].shrt), v->lines.at[i] };
	qsort(s, n, sizeof *s, by_key);
	for (size_t i = 0; i < n; i++)
		v->lines.at[i] = s[i].line;
}

enum errc
abbreviation_list_load(struct op *op, struct abbreviation_list_view *v)
{
	struct abbreviation_view_list_rows rows = { 0 };

	TRY(abbreviation_view_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		if (i == 0 || !str_eq(rows.at[i].shrt, rows.at[i - 1].shrt))
			VEC_PUSH(op->arena, &v->lines,
				 ((struct abbreviation_line){ .shrt = rows.at[i].shrt }));
		add_meaning(op, &v->lines.at[v->lines.n - 1], &rows.at[i]);
	}
	sort_lines(op, v);
	v->n = (int64_t)v->lines.n;
	for (size_t i = 0; i < v->lines.n; i++)
		v->conflicts += v->lines.at[i].conflict;
	return OK;
}
