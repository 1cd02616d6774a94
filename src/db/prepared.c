/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prepared statements: each is prepared once per connection, when it is first
 * needed, and held against what its file declared. One that is running is
 * never handed out a second time: a stream whose callback runs the same
 * statement gets another, which lives only for that run.
 */
#include <stdlib.h>

#include "db/conn.h"

/* ---- the cache ---- */

#define SLOTS_FIRST 64

/* Where st is, or the free slot where it would go. */
static struct prepared **
slot_of(const struct cache *c, const struct statement *st)
{
	/* Statements stand in arrays: low bits are poor, so multiply. */
	size_t i = (size_t)(((uintptr_t)st * 0x9E3779B97F4A7C15u) >> 32);

	for (;; i++) {
		struct prepared **at = &c->slot[i & (c->slots - 1)];

		if (!*at || (*at)->st == st)
			return at;
	}
}

static struct prepared *
cache_find(const struct cache *c, const struct statement *st)
{
	return c->slots ? *slot_of(c, st) : NULL;
}

static void
grow(struct cache *c)
{
	struct cache bigger = { .slots = c->slots ? c->slots * 2 : SLOTS_FIRST,
				.n = c->n };

	bigger.slot = calloc(bigger.slots, sizeof(struct prepared *));
	if (!bigger.slot)
		abort();
	for (size_t i = 0; i < c->slots; i++)
		if (c->slot[i])
			*slot_of(&bigger, c->slot[i]->st) = c->slot[i];
	free(c->slot);
	*c = bigger;
}

/* Takes stmt over; st must not be there yet. */
static struct prepared *
cache_add(struct cache *c, const struct statement *st, struct engine_stmt *stmt)
{
	struct prepared *p = calloc(1, sizeof *p);

	if (!p)
		abort();
	if ((c->n + 1) * 2 > c->slots)
		grow(c);
	p->st = st;
	p->stmt = stmt;
	*slot_of(c, st) = p;
	c->n++;
	return p;
}

void
cache_done(struct cache *c, const struct db_engine *engine)
{
	for (size_t i = 0; i < c->slots; i++) {
		if (!c->slot[i])
			continue;
		engine->finish(c->slot[i]->stmt);
		free(c->slot[i]);
	}
	free(c->slot);
	*c = (struct cache){ 0 };
}

/* ---- running ---- */

enum errc
db_prepare(struct op *op, const struct statement *st, struct engine_stmt **ret)
{
	struct db *db = op->db;
	const struct db_engine *e = db->engine;
	struct engine_stmt *s = NULL;
	enum errc code;

	TRY(db_refuse(op, e->prepare(db->conn, st->sql[e->dialect], &s), st->name,
		      NULL));
	if (e->parameters(s) == st->n_in && e->columns(s) == st->n_out &&
	    e->writes(s) == st->writes) {
		*ret = s;
		return OK;
	}
	code = db_misuse(op, "%s:%d: %s: %u parameters, %u columns%s; declared %u, %u%s",
			 st->file, st->line, st->name, e->parameters(s), e->columns(s),
			 e->writes(s) ? ", writes" : "", st->n_in, st->n_out,
			 st->writes ? ", writes" : "");
	e->finish(s);
	return code;
}

enum errc
cursor_start(struct op *op, const struct statement *st, struct cursor *cur)
{
	struct db *db = op->db;
	struct prepared *p;

	TRY(db_enter(op, st->name));
	if (st->writes && !(db->depth > 0 && db->write))
		return db_misuse(op, "%s writes outside a transaction", st->name);
	p = cache_find(&db->cache, st);
	if (!p) {
		struct engine_stmt *s = NULL;

		TRY(db_prepare(op, st, &s));
		p = cache_add(&db->cache, st, s);
	}
	*cur = (struct cursor){ .op = op, .st = st, .stmt = p->stmt, .cached = p };
	if (p->busy) {
		cur->cached = NULL;
		cur->stmt = NULL;
		return db_prepare(op, st, &cur->stmt);
	}
	p->busy = true;
	return OK;
}

void
cursor_done(struct cursor *cur)
{
	const struct db_engine *e;

	if (!cur->stmt)
		return;
	e = cur->op->db->engine;
	if (cur->cached) {
		e->reset(cur->stmt);
		cur->cached->busy = false;
	} else {
		e->finish(cur->stmt);
	}
	cur->stmt = NULL;
}
