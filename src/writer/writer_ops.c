/* SPDX-License-Identifier: Apache-2.0 */
#include "writer/writer_ops.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "db/db.h"
#include "writer_sql.h"

/* ---- who is one person ---- */

static enum errc
each_writer(void *ctx, const struct writer_sql_all_row *row)
{
	struct {
		struct arena *arena;
		struct writers *writers;
	} *c = ctx;
	bool is_new;

	(void)number_map_place(c->arena, &c->writers->who, row->who, &is_new);
	VEC_PUSH(c->arena, &c->writers->person, row->person);
	return OK;
}

enum errc
writers_load(struct op *op, struct writers *ret)
{
	struct {
		struct arena *arena;
		struct writers *writers;
	} c = { op->arena, ret };

	*ret = (struct writers){ 0 };
	return writer_sql_all(op, each_writer, &c);
}

int64_t
writers_person(const struct writers *w, int64_t who)
{
	size_t at = number_map_find(&w->who, who);

	return at == SIZE_MAX ? who : w->person.at[at];
}

/* Union and find over the decisions that hold. */
struct unions {
	struct number_map who;
	SLICE(size_t) parent;
	SLICE(int64_t) number; /* by place */
};

static size_t
place_of(struct arena *a, struct unions *u, int64_t who)
{
	bool is_new;
	size_t at = number_map_place(a, &u->who, who, &is_new);

	if (is_new) {
		VEC_PUSH(a, &u->parent, at);
		VEC_PUSH(a, &u->number, who);
	}
	return at;
}

static size_t
root_of(struct unions *u, size_t at)
{
	while (u->parent.at[at] != at)
		at = u->parent.at[at] = u->parent.at[u->parent.at[at]];
	return at;
}

/* The least number of a person stands for it, whatever the order of decisions. */
static void
unite(struct unions *u, size_t x, size_t y)
{
	x = root_of(u, x);
	y = root_of(u, y);
	if (u->number.at[x] > u->number.at[y]) {
		size_t swapped = x;

		x = y;
		y = swapped;
	}
	u->parent.at[y] = x;
}

static enum errc
read_unions(struct op *op, struct unions *u, struct writer_sql_decisions_rows *ret)
{
	TRY(writer_sql_decisions(op, ret));
	for (size_t i = 0; i < ret->n; i++) {
		const struct writer_sql_decisions_row *d = &ret->at[i];

		if (d->same && !instant_known(d->undone))
			unite(u, place_of(op->arena, u, d->a), place_of(op->arena, u, d->b));
	}
	return OK;
}

static enum errc
derive(struct op *op)
{
	struct writer_sql_decisions_rows decisions;
	struct unions u = { 0 };

	TRY(read_unions(op, &u, &decisions));
	TRY(writer_sql_clear(op));
	for (size_t i = 0; i < u.parent.n; i++)
		TRY(writer_sql_insert(op, u.number.at[i], u.number.at[root_of(&u, i)]));
	return OK;
}

enum errc
writer_spelt(struct op *op, int64_t who, struct writer_spelling *ret)
{
	struct writer_sql_named_rows rows;

	TRY(writer_sql_named(op, who, &rows));
	*ret = rows.n ? (struct writer_spelling){ rows.at[0].address, rows.at[0].name }
		      : (struct writer_spelling){ STR(""), STR("") };
	return OK;
}

struct str
writer_spelling_text(const struct writer_spelling *s)
{
	return s->address.n ? s->address : s->name;
}

static enum errc
is_here(struct op *op, int64_t who, bool *ret)
{
	struct writer_sql_named_rows rows;

	TRY(writer_sql_named(op, who, &rows));
	*ret = rows.n > 0;
	return OK;
}

static enum errc
find_writer(struct op *op, struct str s, int64_t *ret)
{
	bool address = str_find_char(s, '@', 0) != STR_NPOS, here;

	*ret = writer_key(op->arena, address ? s : STR_NONE, address ? STR_NONE : s);
	TRY(is_here(op, *ret, &here));
	return here ? OK : fail(op, E_NOT_FOUND, "writer.no-such", "%.*s", STRF(s));
}

/* Has anybody decided that writers of these two people are two? */
static bool
are_apart(struct op *op, struct unions *u, const struct writer_sql_decisions_rows *d, size_t x, size_t y)
{
	for (size_t i = 0; i < d->n; i++) {
		size_t p, q;

		if (d->at[i].same || instant_known(d->at[i].undone))
			continue;
		p = root_of(u, place_of(op->arena, u, d->at[i].a));
		q = root_of(u, place_of(op->arena, u, d->at[i].b));
		if ((p == x && q == y) || (p == y && q == x))
			return true;
	}
	return false;
}

/* In the transaction of the decision. */
static enum errc
note(struct op *op, const char *action, decision_id id)
{
	return audit_note(op, (group_id){ 0 }, action, "decision", id.v, STR(""));
}

static struct str
source_of(const struct op *op)
{
	return op->actor ? STR("page") : STR("command");
}

/* x, y: how they are spelt, for the message when it can't be. */
static enum errc
decide(struct op *op, int64_t p, int64_t q, bool same, struct str x, struct str y, decision_id *ret)
{
	struct writer_sql_decisions_rows decisions;
	struct writer_sql_decide_row row;
	struct unions u = { 0 };
	size_t a, b;

	TRY(read_unions(op, &u, &decisions));
	a = root_of(&u, place_of(op->arena, &u, p));
	b = root_of(&u, place_of(op->arena, &u, q));
	if (a == b)
		return fail(op, E_CONFLICT, "writer.same-already", "%.*s, %.*s", STRF(x), STRF(y));
	if (are_apart(op, &u, &decisions, a, b))
		return fail(op, E_CONFLICT, "writer.apart", "%.*s, %.*s", STRF(x), STRF(y));
	TRY(writer_sql_decide(op, op->now, p, q, same, source_of(op), &row));
	TRY(derive(op));
	*ret = row.id;
	return note(op, same ? "writer.join" : "writer.apart", row.id);
}

enum errc
writer_decide(struct op *op, struct str x, struct str y, bool same, decision_id *ret)
{
	AUTO_TX tx = tx_begin(op);
	int64_t p, q;

	TRY(find_writer(op, x, &p));
	TRY(find_writer(op, y, &q));
	TRY(decide(op, p, q, same, x, y, ret));
	return tx_commit(&tx);
}

/* E_NOT_FOUND writer.no-such. */
static enum errc
spelling_of(struct op *op, int64_t who, struct str *ret)
{
	struct writer_spelling s;

	TRY(writer_spelt(op, who, &s));
	*ret = writer_spelling_text(&s);
	return ret->n ? OK : fail(op, E_NOT_FOUND, "writer.no-such", "%" PRId64, who);
}

enum errc
writer_decide_on(struct op *op, int64_t p, int64_t q, bool same, decision_id *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct str x, y;

	TRY(spelling_of(op, p, &x));
	TRY(spelling_of(op, q, &y));
	TRY(decide(op, p, q, same, x, y, ret));
	return tx_commit(&tx);
}

enum errc
writer_undo(struct op *op, decision_id id)
{
	AUTO_TX tx = tx_begin(op);
	struct writer_sql_decisions_rows decisions;
	int64_t changed;

	TRY(writer_sql_undo(op, id, op->now, &changed));
	if (!changed) {
		TRY(writer_sql_decisions(op, &decisions));
		for (size_t i = 0; i < decisions.n; i++)
			if (decisions.at[i].id.v == id.v)
				return fail(op, E_CONFLICT, "writer.undone-already", "%" PRId64, id.v);
		return fail(op, E_NOT_FOUND, "writer.no-such-decision", "%" PRId64, id.v);
	}
	TRY(derive(op));
	TRY(note(op, "writer.undo", id));
	return tx_commit(&tx);
}

/* ---- mailmap ---- */

static enum errc
map_line(struct op *op, const struct writer_mailmap_line *line, struct unions *u,
	 const struct writer_sql_decisions_rows *decisions, struct writer_mapped *ret)
{
	int64_t p = writer_key(op->arena, line->own, STR_NONE);
	int64_t q = writer_key(op->arena, line->other, STR_NONE);
	struct writer_sql_decide_row row;
	bool own, other;
	size_t a, b;

	TRY(is_here(op, p, &own));
	TRY(is_here(op, q, &other));
	/* The one that is not here may still join two that are. */
	if (!own && !other) {
		ret->unknown++;
		return OK;
	}
	a = root_of(u, place_of(op->arena, u, p));
	b = root_of(u, place_of(op->arena, u, q));
	if (a == b || are_apart(op, u, decisions, a, b)) {
		ret->already++;
		return OK;
	}
	unite(u, a, b);
	ret->joined++;
	return writer_sql_decide(op, op->now, p, q, true, STR("mailmap"), &row);
}

enum errc
writer_take_mailmap(struct op *op, struct str file, struct writer_mapped *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct writer_sql_decisions_rows decisions;
	struct unions u = { 0 };
	writer_mailmap lines;

	*ret = (struct writer_mapped){ 0 };
	lines = writer_mailmap_read(op->arena, file, &ret->skipped);
	TRY(read_unions(op, &u, &decisions));
	for (size_t i = 0; i < lines.n; i++)
		TRY(map_line(op, &lines.at[i], &u, &decisions, ret));
	TRY(derive(op));
	TRY(audit_add(op, (group_id){ 0 }, "writer.mailmap", STR("mailmap"), file));
	return tx_commit(&tx);
}

/* ---- suggestions ---- */

enum errc
writer_suggest(struct op *op, list_id list, writer_senders *ret_senders, writer_guesses *ret)
{
	struct writer_sql_decisions_rows decisions;
	struct writer_sql_senders_rows rows;
	struct unions u = { 0 };
	size_t n = 0;

	*ret_senders = (writer_senders){ 0 };
	TRY(writer_sql_senders(op, list, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, ret_senders, ((struct writer_sender){
			rows.at[i].who, rows.at[i].address, rows.at[i].name, rows.at[i].messages }));
	*ret = writer_guess_all(op->arena, ret_senders);
	TRY(read_unions(op, &u, &decisions));
	for (size_t i = 0; i < ret->n; i++) {
		size_t a = root_of(&u, place_of(op->arena, &u, ret_senders->at[ret->at[i].a].who));
		size_t b = root_of(&u, place_of(op->arena, &u, ret_senders->at[ret->at[i].b].who));

		if (a != b && !are_apart(op, &u, &decisions, a, b))
			ret->at[n++] = ret->at[i];
	}
	ret->n = n;
	return OK;
}

/* ---- rosters ---- */

static enum errc
clear_roster(struct op *op, list_id list, date held)
{
	struct roster_sql_find_row old;
	bool found;

	TRY(roster_sql_find(op, list, held, &found, &old));
	if (!found)
		return OK;
	TRY(roster_sql_clear(op, old.id));
	return roster_sql_delete(op, old.id);
}

enum errc
roster_take(struct op *op, list_id list, date held, struct str file, int64_t *ret)
{
	AUTO_TX tx = tx_begin(op);
	writer_addresses members = writer_roster_read(op->arena, file);
	struct roster_sql_insert_row row;

	if (!members.n)
		return fail(op, E_INVALID, "roster.empty", "%s", "");
	TRY(clear_roster(op, list, held));
	TRY(roster_sql_insert(op, list, held, (int64_t)members.n, &row));
	for (size_t i = 0; i < members.n; i++)
		TRY(roster_sql_add(op, row.id, writer_key(op->arena, members.at[i], STR_NONE)));
	*ret = (int64_t)members.n;
	return tx_commit(&tx);
}
