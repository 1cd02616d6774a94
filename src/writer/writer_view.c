/* SPDX-License-Identifier: Apache-2.0 */
#include "writer/writer_view.h"

#include "mail/refs.h"
#include "writer_sql.h"

#define LINES 50

static struct writer_guess_line
guess_line(struct arena *arena, const writer_senders *senders, const struct writer_guess *g)
{
	const struct writer_sender *a = &senders->at[g->a], *b = &senders->at[g->b];

	return (struct writer_guess_line){ g->reason, *a, *b, refs_key_format(arena, a->who),
					   refs_key_format(arena, b->who) };
}

static enum errc
load_guesses(struct op *op, struct writers_view *v)
{
	writer_senders senders;
	writer_guesses guesses;

	TRY(writer_suggest(op, (list_id){ 0 }, &senders, &guesses));
	v->n_guesses = (int64_t)guesses.n;
	for (size_t i = 0; i < guesses.n && i < LINES; i++)
		VEC_PUSH(op->arena, &v->guesses, guess_line(op->arena, &senders, &guesses.at[i]));
	return OK;
}

static enum errc
load_decisions(struct op *op, struct writers_view *v)
{
	struct writer_sql_decisions_rows rows;

	TRY(writer_sql_decisions(op, &rows));
	v->n_decisions = (int64_t)rows.n;
	for (size_t i = rows.n; i-- > 0 && v->decisions.n < LINES;) {
		const struct writer_sql_decisions_row *d = &rows.at[i];
		struct writer_decision_line line = {
			.id = d->id, .at = d->at, .same = d->same, .undone = instant_known(d->undone),
		};

		TRY(writer_spelt(op, d->a, &line.a));
		TRY(writer_spelt(op, d->b, &line.b));
		VEC_PUSH(op->arena, &v->decisions, line);
	}
	return OK;
}

enum errc
writers_load_view(struct op *op, struct writers_view *v)
{
	TRY(load_guesses(op, v));
	return load_decisions(op, v);
}
