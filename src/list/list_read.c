/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A batch is read, packed and stored at three places at once, each with another one.
 *
 *	        read_thread                  pack_thread               caller
 *	FREE ── cut, read in the cell ─> READ ── list_pack() ─> FULL ── list_reader_next()
 *	  ^                                                                    │
 *	  └───────────────────── the next list_reader_next() ──────────────────┘
 *
 * A batch that kills the cell is read again message by message: the one that
 * does it is set aside, the others are not lost.
 */
#include "list/list_read.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/err.h"
#include "cell/cell.h"
#include "mail/mbox.h"

/* Few enough that the write lock is short, many enough that it is worth taking. */
#define BATCH_MESSAGES 1000
#define BATCH_BYTES ((size_t)4 << 20)
#define SLOTS 4

enum slot_state { SLOT_FREE, SLOT_READ, SLOT_FULL };

struct slot {
	enum slot_state state;
	struct arena arena;
	struct list_batch batch;
	enum errc code; /* the batch could not be read, and none comes after it */
	struct err err;
};

struct list_reader {
	const struct list_source *from;
	size_t segment;   /* that is being cut */
	struct mbox mbox; /* of it, when it is open */
	bool open;
	int64_t at;       /* of the whole: before it all has been cut */
	instant now;
	size_t most;
	pthread_t reading, packing;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct slot slots[SLOTS];
	size_t lent; /* how many have been lent so far: the last one is the caller's */
	bool stopping, started;
};

static void
add_aside(struct arena *a, list_items *items, int64_t at, struct str bytes, enum mail_aside why)
{
	*VEC_ADD(a, items) = (struct list_item){ .at_byte = at, .bytes = bytes, .aside = true,
						 .why = why };
}

/* Opens the segment that is next; one that has gone is set aside. */
static bool
open_segment(struct list_reader *r, struct arena *a, list_items *items)
{
	while (!r->open && r->segment < r->from->segments.n) {
		const struct list_segment *s = &r->from->segments.at[r->segment];
		struct str bytes = list_segment_bytes(a, s);

		r->mbox = mbox_of(bytes);
		r->mbox.at = (size_t)(r->at - s->base);
		r->open = str_present(bytes);
		if (r->open)
			break;
		add_aside(a, items, s->base, STR(""), ASIDE_UNREADABLE);
		r->at = s->base + s->size;
		r->segment++;
	}
	return r->open;
}

static void
add_item(struct list_reader *r, struct arena *a, list_items *items, const struct mbox_item *m)
{
	int64_t base = r->from->segments.at[r->segment].base;
	int64_t at = base + (int64_t)m->offset;

	if (str_trim(m->before).n)
		add_aside(a, items, base + (int64_t)(m->before.p - r->mbox.file.p), m->before,
			  ASIDE_NO_MESSAGE);
	if (!str_trim(m->bytes).n)
		add_aside(a, items, at, m->separator, ASIDE_EMPTY);
	else if (m->bytes.n > LIST_MESSAGE_MAX)
		add_aside(a, items, at, m->bytes, ASIDE_TOO_LARGE);
	else if (!m->separator.n && !mbox_is_message(m->bytes))
		add_aside(a, items, at, m->bytes, ASIDE_NO_MESSAGE);
	else
		*VEC_ADD(a, items) = (struct list_item){ .at_byte = at, .bytes = m->bytes };
}

/* The next messages of the source, and what is none. false: it has ended. Bytes of a
 * small segment are in the batch's arena, so all of it is in this batch. */
static bool
cut_batch(struct list_reader *r, struct arena *a, list_items *items)
{
	size_t bytes = 0;
	struct mbox_item m;

	while (open_segment(r, a, items)) {
		const struct list_segment *s = &r->from->segments.at[r->segment];
		bool small = !str_present(s->bytes);

		while ((small || (items->n < r->most && bytes < BATCH_BYTES)) && mbox_next(&r->mbox, &m)) {
			bytes += m.bytes.n;
			add_item(r, a, items, &m);
			r->at = s->base + (int64_t)r->mbox.at;
		}
		if (small || r->mbox.at >= r->mbox.file.n) {
			r->at = s->base + s->size;
			r->open = false;
			r->segment++;
		}
		if (items->n >= r->most || bytes >= BATCH_BYTES)
			return r->segment < r->from->segments.n;
	}
	return false;
}

/* ---- in the cell ---- */

/* Is it the item's fault, and not ours or the system's? */
static bool
is_unreadable(enum errc code)
{
	return code == E_INVALID || code == E_LIMIT || code == E_CORRUPT;
}

static enum errc
read_one(struct op *op, struct cell *cell, instant now, struct list_item *item)
{
	mails m;
	enum errc code = cell_read_mail(cell, op, &item->bytes, 1, now, &m);

	if (is_unreadable(code)) {
		op_clear(op);
		item->aside = true;
		item->why = ASIDE_UNREADABLE;
		return OK;
	}
	if (code == OK)
		item->mail = m.at[0];
	return code;
}

/* Messages that are read together: a cell takes so much at once. */
static enum errc
read_some(struct op *op, struct cell *cell, instant now, struct list_item **some, size_t n)
{
	struct str *bytes = ARENA_ARRAY(op->arena, n, struct str);
	mails m;
	enum errc code;

	for (size_t i = 0; i < n; i++)
		bytes[i] = some[i]->bytes;
	code = cell_read_mail(cell, op, bytes, n, now, &m);
	if (is_unreadable(code)) {
		op_clear(op);
		for (size_t i = 0; i < n; i++)
			TRY(read_one(op, cell, now, some[i]));
		return OK;
	}
	for (size_t i = 0; i < n && code == OK; i++)
		some[i]->mail = m.at[i];
	return code;
}

enum errc
list_read_items(struct op *op, struct cell *cell, instant now, list_items *items)
{
	struct list_item **some = ARENA_ARRAY(op->arena, items->n + 1, struct list_item *);
	size_t n = 0, bytes = 0;

	for (size_t i = 0; i < items->n; i++) {
		struct list_item *item = &items->at[i];

		if (item->aside)
			continue;
		if (n && bytes + item->bytes.n > LIST_MESSAGE_MAX) {
			TRY(read_some(op, cell, now, some, n));
			n = bytes = 0;
		}
		some[n++] = item;
		bytes += item->bytes.n + 4;
	}
	return n ? read_some(op, cell, now, some, n) : OK;
}

/* ---- ahead ---- */

static bool
fill(struct list_reader *r, struct slot *s, struct op *op, struct cell **cell)
{
	arena_reset(&s->arena);
	s->batch = (struct list_batch){ 0 };
	op->arena = &s->arena;
	s->batch.ends = !cut_batch(r, &s->arena, &s->batch.items);
	s->batch.at = r->at;
	s->code = *cell ? OK : cell_start(op, NULL, cell);
	if (s->code == OK)
		s->code = list_read_items(op, *cell, r->now, &s->batch.items);
	s->err = op->err;
	return s->code == OK && !s->batch.ends;
}

/* Waits until a slot is in a state. false: there will be nothing any more. */
static bool
wait_for(struct list_reader *r, struct slot *s, enum slot_state state)
{
	bool go;

	pthread_mutex_lock(&r->lock);
	while (s->state != state && !r->stopping)
		pthread_cond_wait(&r->moved, &r->lock);
	go = !r->stopping;
	pthread_mutex_unlock(&r->lock);
	return go;
}

static void
set_state(struct list_reader *r, struct slot *s, enum slot_state state)
{
	pthread_mutex_lock(&r->lock);
	s->state = state;
	pthread_cond_broadcast(&r->moved);
	pthread_mutex_unlock(&r->lock);
}

static void *
read_thread(void *arg)
{
	struct list_reader *r = arg;
	struct op op = { .now = r->now };
	struct cell *cell = NULL;
	bool more = true;

	for (size_t i = 0; more && wait_for(r, &r->slots[i % SLOTS], SLOT_FREE); i++) {
		more = fill(r, &r->slots[i % SLOTS], &op, &cell);
		set_state(r, &r->slots[i % SLOTS], SLOT_READ);
	}
	cell_stop(cell);
	return NULL;
}

static void *
pack_thread(void *arg)
{
	struct list_reader *r = arg;
	bool more = true;

	for (size_t i = 0; more && wait_for(r, &r->slots[i % SLOTS], SLOT_READ); i++) {
		struct slot *s = &r->slots[i % SLOTS];

		more = s->code == OK && !s->batch.ends;
		if (s->code == OK)
			list_pack(&s->arena, &s->batch.items, &s->batch.blocks);
		set_state(r, s, SLOT_FULL);
	}
	return NULL;
}

struct list_reader *
list_reader_start(const struct list_source *from, int64_t at, instant now, size_t batch)
{
	struct list_reader *r = calloc(1, sizeof *r);

	BUG_ON(!r);
	r->from = from;
	r->at = at;
	while (r->segment < from->segments.n &&
	       from->segments.at[r->segment].base + from->segments.at[r->segment].size <= at)
		r->segment++;
	r->now = now;
	r->most = batch ? batch : BATCH_MESSAGES;
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->moved, NULL);
	return r;
}

static void
set_stopping(struct list_reader *r)
{
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_broadcast(&r->moved);
	pthread_mutex_unlock(&r->lock);
}

enum errc
list_reader_next(struct list_reader *r, struct op *op, const struct list_batch **ret)
{
	struct slot *s = &r->slots[r->lent % SLOTS];

	if (!r->started) {
		if (pthread_create(&r->reading, NULL, read_thread, r) != 0)
			return fail(op, E_UNAVAILABLE, "cell.start", "%s", "no thread");
		/* Without this one nothing would ever be full. */
		if (pthread_create(&r->packing, NULL, pack_thread, r) != 0) {
			set_stopping(r);
			pthread_join(r->reading, NULL);
			return fail(op, E_UNAVAILABLE, "cell.start", "%s", "no thread");
		}
		r->started = true;
	}
	if (r->lent)
		set_state(r, &r->slots[(r->lent - 1) % SLOTS], SLOT_FREE);
	r->lent++;
	(void)wait_for(r, s, SLOT_FULL);
	if (s->code != OK) {
		op->err = s->err;
		return s->code;
	}
	*ret = &s->batch;
	return OK;
}

void
list_reader_stop(struct list_reader *r)
{
	if (!r)
		return;
	set_stopping(r);
	if (r->started) {
		pthread_join(r->reading, NULL);
		pthread_join(r->packing, NULL);
	}
	for (size_t i = 0; i < SLOTS; i++)
		arena_done(&r->slots[i].arena);
	pthread_cond_destroy(&r->moved);
	pthread_mutex_destroy(&r->lock);
	free(r);
}
