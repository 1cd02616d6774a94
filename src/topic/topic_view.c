/* SPDX-License-Identifier: Apache-2.0 */
#include "topic/topic_view.h"

#include <inttypes.h>

enum errc
topic_list_load(struct op *op, struct topic_list_view *v)
{
	struct topic_view_list_rows rows = { 0 };

	TRY(topic_view_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct topic_view_list_row *r = &rows.at[i];
		struct topic_line line = { .row = *r };

		line.anchor = arena_printf(op->arena, "%.*s-%" PRId64 "-%" PRId64, STRF(r->series),
					   r->number, r->position);
		VEC_PUSH(op->arena, r->state == TOPIC_POSTPONED ? &v->open : &v->closed, line);
	}
	v->n_open = (int64_t)v->open.n;
	v->n_closed = (int64_t)v->closed.n;
	return OK;
}
