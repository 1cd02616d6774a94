/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_thread.h"

#include <inttypes.h>

#include "list_sql.h"
#include "mail/thread.h"

static struct str
id_key(const node_id *id)
{
	return (struct str){ (const char *)id, sizeof *id };
}

static struct thread_entry *
add_entry(struct op *op, struct threads *t, node_id id, struct str mid)
{
	struct thread_entry *e = ARENA_NEW(op->arena, struct thread_entry);

	e->id = id;
	e->mid = mid;
	e->at = INSTANT_NONE;
	VEC_PUSH(op->arena, &t->entries, e);
	map_put(op->arena, &t->by_mid, mid, e);
	map_put(op->arena, &t->by_id, id_key(&e->id), e);
	return e;
}

enum errc
threads_node(struct op *op, struct threads *t, struct str mid, struct thread_entry **ret)
{
	int64_t key = refs_key(mid);
	struct thread_entry *e = map_get(&t->by_mid, mid);
	struct node_sql_find_rows rows;
	struct node_sql_insert_row row;

	if (e) {
		*ret = e;
		return OK;
	}
	TRY(node_sql_find(op, key, &rows));
	for (size_t i = 0; i < rows.n && !e; i++)
		if (str_eq(rows.at[i].mid, mid)) {
			e = add_entry(op, t, rows.at[i].id, rows.at[i].mid);
			e->root = rows.at[i].root_id;
		}
	if (!e) {
		TRY(node_sql_insert(op, mid, key, &row));
		e = add_entry(op, t, row.id, mid);
		e->fresh = true;
	}
	*ret = e;
	return OK;
}

struct thread_entry *
threads_by_id(const struct threads *t, node_id id)
{
	return map_get(&t->by_id, id_key(&id));
}

/* Every node of a thread that is stored. */
static enum errc
load_thread(struct op *op, struct threads *t, const node_id *root)
{
	struct node_sql_thread_rows rows;

	if (map_get(&t->roots, id_key(root)))
		return OK;
	map_put(op->arena, &t->roots, id_key(root), t);
	TRY(node_sql_thread(op, *root, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct node_sql_thread_row *r = &rows.at[i];
		struct thread_entry *e = map_get(&t->by_id, id_key(&r->id));

		if (!e)
			e = add_entry(op, t, r->id, r->mid);
		e->root = *root;
		e->parent = r->parent_id;
		e->here = r->message_id.v != 0;
		e->at = r->at;
		e->refs = (node_numbers){ 0 };
		if (!refs_get(op->arena, r->refs, &e->refs))
			return fail(op, E_CORRUPT, "db.corrupt", "references of message %" PRId64,
				    r->id.v);
	}
	return OK;
}

/* The Message-IDs of the nodes a message refers to. */
static enum errc
name_refs(struct op *op, const struct threads *t, const struct thread_entry *e, mail_ids *ret)
{
	for (size_t i = 0; i < e->refs.n; i++) {
		node_id id = { e->refs.at[i] };
		const struct thread_entry *other = map_get(&t->by_id, id_key(&id));

		if (!other)
			return fail(op, E_CORRUPT, "db.corrupt",
				    "message %" PRId64 " refers out of its thread", e->id.v);
		VEC_PUSH(op->arena, ret, other->mid);
	}
	return OK;
}

/* Where the measures look for a message's thread. */
static enum errc
move(struct op *op, struct threads *t, struct thread_entry *e, node_id root)
{
	e->root = root;
	if (!e->here || e->arriving)
		return OK;
	TRY(list_months_touch_message(op, &t->months, e->id));
	return appearance_sql_move(op, e->id, root);
}

static enum errc
write_changes(struct op *op, struct threads *t, const struct thread_forest *f)
{
	for (size_t i = 0; i < f->nodes.n; i++) {
		const struct thread_node *n = &f->nodes.at[i];
		struct thread_entry *e = map_get(&t->by_mid, n->id);
		const struct thread_entry *root = map_get(&t->by_mid, f->nodes.at[n->root].id);
		node_id parent = { 0 };

		if (n->parent != THREAD_NONE)
			parent = ((const struct thread_entry *)map_get(
					  &t->by_mid, f->nodes.at[n->parent].id))->id;
		if (e->fresh || e->parent.v != parent.v || e->root.v != root->id.v)
			TRY(node_sql_set(op, e->id, parent, root->id));
		e->parent = parent;
		if (e->root.v != root->id.v)
			TRY(move(op, t, e, root->id));
	}
	return OK;
}

static enum errc
build(struct op *op, struct threads *t, struct thread_forest *ret)
{
	SLICE(struct thread_message) messages = { 0 };

	for (size_t i = 0; i < t->entries.n; i++) {
		const struct thread_entry *e = t->entries.at[i];
		struct thread_message m = { .id = e->mid, .at = e->at };

		if (!e->here)
			continue;
		TRY(name_refs(op, t, e, &m.refs));
		VEC_PUSH(op->arena, &messages, m);
	}
	*ret = thread_build(op->arena, messages.at, messages.n);
	return write_changes(op, t, ret);
}

enum errc
threads_rebuild(struct op *op, struct threads *t)
{
	struct thread_forest forest;
	size_t asked = t->entries.n;

	for (size_t i = 0; i < asked; i++)
		if (t->entries.at[i]->touched && t->entries.at[i]->root.v)
			TRY(load_thread(op, t, &t->entries.at[i]->root));
	return build(op, t, &forest);
}

void
threads_forget(struct op *op, struct threads *t, node_id root)
{
	VEC_PUSH(op->arena, &t->forgotten, root);
}

enum errc
threads_rebuild_left(struct op *op, struct threads *t)
{
	struct thread_forest forest;

	/* Read now that the messages are gone, and not when they were named. */
	for (size_t i = 0; i < t->forgotten.n; i++)
		TRY(load_thread(op, t, &t->forgotten.at[i]));
	TRY(build(op, t, &forest));
	for (size_t i = 0; i < t->entries.n; i++)
		if (thread_find(&forest, t->entries.at[i]->mid) == THREAD_NONE)
			TRY(node_sql_delete(op, t->entries.at[i]->id));
	return OK;
}
