/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads and messages. A thread's nodes are put in the order in which they are
 * read: each message followed by what answers it, the earlier answer first. What
 * is not in this list leaves no gap: its answers stand where it would, and say so.
 *
 * A thread is cut into parts by the length of its texts, so that a page stays small
 * whatever people write.
 */
#include "list/list_view.h"

#include <stdlib.h>

#include "list/list_block.h"
#include "mail/refs.h"
#include "web/url.h"

#define NONE SIZE_MAX
/* Of texts, on one page; of one message in its thread; of one on its page. */
#define PART_BYTES ((int64_t)14 << 10)
#define PART_MESSAGES 20
#define SHORT_BYTES ((size_t)6 << 10)
#define LONG_BYTES ((size_t)20 << 10)
/* Longer quotations are folded. */
#define QUOTE_LINES 3

/* ---- the order of a thread ---- */

struct tree_node {
	const struct list_view_thread_row *row;
	instant at;    /* of a node that is not here: its earliest answer's */
	size_t parent; /* NONE */
	size_t child, last_child, sibling;
	int64_t depth;
};
struct tree {
	struct tree_node *at;
	size_t n;
	size_t *read; /* nodes that are in this list, in the order of reading */
	size_t n_read;
};

static size_t
find_node(const struct list_view_thread_rows *rows, const struct map *by_id, node_id id)
{
	const struct list_view_thread_row *r = map_get(by_id, (struct str){ (const char *)&id, sizeof id });

	return r ? (size_t)(r - rows->at) : NONE;
}

static int64_t
time_of(instant at)
{
	return instant_known(at) ? at.v : INT64_MAX;
}

/* Earliest first, unknown last; qsort has no room for the tree, so the node stands
 * in front. */
struct order {
	int64_t at, id;
	size_t node;
};

static int
by_time(const void *x, const void *y)
{
	const struct order *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static void
hang_up(struct arena *a, struct tree *t, size_t *first)
{
	struct order *order = ARENA_ARRAY(a, t->n, struct order);
	size_t last = NONE;

	for (size_t i = 0; i < t->n; i++)
		order[i] = (struct order){ time_of(t->at[i].at), t->at[i].row->id.v, i };
	qsort(order, t->n, sizeof *order, by_time);
	*first = NONE;
	for (size_t i = 0; i < t->n; i++) {
		size_t node = order[i].node, parent = t->at[node].parent;
		size_t *head = parent == NONE ? first : &t->at[parent].child;
		size_t *tail = parent == NONE ? &last : &t->at[parent].last_child;

		if (*head == NONE)
			*head = node;
		else
			t->at[*tail].sibling = node;
		*tail = node;
	}
}

/* From a node to the next one in the order of reading. */
static size_t
step(const struct tree *t, size_t node)
{
	if (t->at[node].child != NONE)
		return t->at[node].child;
	while (node != NONE && t->at[node].sibling == NONE)
		node = t->at[node].parent;
	return node == NONE ? NONE : t->at[node].sibling;
}

static struct tree
tree_of(struct arena *a, const struct list_view_thread_rows *rows)
{
	struct tree t = { ARENA_ARRAY(a, rows->n, struct tree_node), rows->n,
			  ARENA_ARRAY(a, rows->n, size_t), 0 };
	struct map by_id = { 0 };
	size_t first;

	for (size_t i = 0; i < rows->n; i++)
		map_put(a, &by_id, (struct str){ (const char *)&rows->at[i].id, sizeof(node_id) },
			&rows->at[i]);
	for (size_t i = 0; i < rows->n; i++)
		t.at[i] = (struct tree_node){ &rows->at[i], rows->at[i].at,
					      find_node(rows, &by_id, rows->at[i].parent_id),
					      NONE, NONE, NONE, 0 };
	for (size_t i = 0; i < rows->n; i++)
		for (size_t up = t.at[i].parent; up != NONE && !t.at[up].row->message_id.v;
		     up = t.at[up].parent)
			if (time_of(t.at[i].at) < time_of(t.at[up].at))
				t.at[up].at = t.at[i].at;
	hang_up(a, &t, &first);
	for (size_t node = first; node != NONE; node = step(&t, node)) {
		size_t parent = t.at[node].parent;

		if (parent != NONE)
			t.at[node].depth = t.at[parent].depth + t.at[parent].row->in_list;
		if (t.at[node].row->in_list)
			t.read[t.n_read++] = node;
	}
	return t;
}

/* ---- one message ---- */

static void
add_body(struct arena *a, struct message_entry *e, struct str text, size_t most)
{
	body_pieces pieces;

	if (text.n > most) {
		size_t cut = most;

		while (cut > 0 && text.p[cut] != '\n' && most - cut < 500)
			cut--;
		while (cut > 0 && ((unsigned char)text.p[cut] & 0xC0) == 0x80)
			cut--;
		text = str_sub(text, 0, cut);
		e->shortened = true;
	}
	pieces = body_split(a, body_mask(a, text));
	for (size_t i = 0; i < pieces.n; i++) {
		const struct body_piece *p = &pieces.at[i];
		struct body_line *line = VEC_ADD(a, &e->body);

		*line = (struct body_line){ .kind = p->kind, .lines = (int64_t)p->lines,
					    .folded = p->kind == BODY_QUOTE && p->lines > QUOTE_LINES };
		for (size_t k = 0; k < p->spans.n; k++)
			VEC_PUSH(a, &line->spans, ((struct body_mark){
				p->spans.at[k].text, url_checked(p->spans.at[k].text),
				p->spans.at[k].link }));
	}
}

static enum errc
add_parts(struct op *op, node_id id, struct message_entry *e)
{
	struct list_view_parts_rows rows;

	TRY(list_view_parts(op, id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &e->parts, ((struct part_line){
			rows.at[i].name.n ? body_mask(op->arena, rows.at[i].name) : STR_NONE,
			rows.at[i].type, rows.at[i].bytes }));
	return OK;
}

/* RFC 6068: the answer goes to the list, and says what it answers. */
static void
add_reply(struct arena *a, const struct list_head *list, const struct list_view_message_row *m,
	  struct message_entry *e)
{
	AUTO_BUF b = { 0 };

	if (!list->can_write || m->derived || instant_known(m->removed))
		return;
	buf_add(&b, list->write.s);
	BUF_LIT(&b, "?In-Reply-To=");
	http_add_encoded(&b, arena_printf(a, "<%.*s>", STRF(m->mid)));
	if (m->subject.n) {
		BUF_LIT(&b, "&Subject=");
		if (!str_starts_nocase(m->subject, STR("re:")))
			BUF_LIT(&b, "Re%3A%20");
		http_add_encoded(&b, m->subject);
	}
	e->reply = url_checked(buf_to_arena(&b, a));
	e->can_reply = true;
}

static enum errc
load_entry(struct op *op, const struct list_head *list, const struct tree *t, size_t node, size_t most,
	   struct list_block_open *texts, struct message_entry *e)
{
	struct arena *a = op->arena;
	const struct tree_node *n = &t->at[node];
	struct list_view_message_row m;
	size_t parent = n->parent;
	struct str text;

	TRY(list_view_message(op, n->row->id, &m));
	*e = (struct message_entry){
		.key = refs_key_format(a, n->row->key),
		.depth = n->depth < ENTRY_DEPTH_MAX ? n->depth : ENTRY_DEPTH_MAX,
		.who = list_who(a, m.name, m.address), .at = m.at, .clock = m.clock,
		.subject = m.subject.n ? body_mask(a, m.subject) : STR_NONE,
		.sender = m.sender, .text_kind = m.text_kind, .text_cut = m.text_cut,
		.no_archive = m.no_archive,
		.removed = instant_known(m.removed) ? date_of_instant(m.removed) : DATE_NONE,
		.removed_why = m.removed_why,
	};
	if (parent != NONE && t->at[parent].row->in_list) {
		e->parent_key = refs_key_format(a, t->at[parent].row->key);
		e->parent_who = list_who(a, t->at[parent].row->name, t->at[parent].row->address);
	}
	e->parent_missing = parent != NONE && !t->at[parent].row->in_list;
	TRY(list_block_read(op, texts, m.text_block, m.text_at, m.text_bytes, &text));
	add_body(a, e, text, most);
	add_reply(a, list, &m, e);
	return add_parts(op, n->row->id, e);
}

/* ---- a thread ---- */

static enum errc
find_thread(struct op *op, const struct list_head *list, struct str key, node_id *ret_node,
	    struct list_view_thread_rows *ret)
{
	struct list_view_node_rows nodes = { 0 };
	int64_t number;

	if (refs_key_parse(key, &number))
		TRY(list_view_node(op, number, &nodes));
	for (size_t i = 0; i < nodes.n; i++) {
		TRY(list_view_thread(op, list->id, nodes.at[i].root_id, ret));
		for (size_t k = 0; k < ret->n; k++)
			if (ret->at[k].in_list) {
				*ret_node = nodes.at[i].id;
				return OK;
			}
	}
	return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(key));
}

enum errc
list_find_thread(struct op *op, const struct list_head *list, struct str key,
		 struct list_view_thread_rows *ret)
{
	node_id asked;

	return find_thread(op, list, key, &asked, ret);
}

enum errc
list_find_message(struct op *op, const struct list_head *list, struct str key, node_id *ret)
{
	struct list_view_thread_rows rows;

	TRY(find_thread(op, list, key, ret, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id.v == ret->v && rows.at[i].in_list)
			return OK;
	return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(key));
}

/* Where each part begins, in the order of reading. */
struct cuts {
	SLICE(size_t) at;
	size_t with; /* the part of the node that was asked for, from 0 */
};

static struct cuts
cut_parts(struct arena *a, const struct tree *t, node_id asked)
{
	struct cuts c = { 0 };
	int64_t bytes = 0;
	size_t in_part = 0;

	for (size_t i = 0; i < t->n_read; i++) {
		const struct list_view_thread_row *r = t->at[t->read[i]].row;
		int64_t weight = r->text_bytes < (int64_t)SHORT_BYTES ? r->text_bytes
								      : (int64_t)SHORT_BYTES;

		if (!c.at.n || bytes + weight > PART_BYTES || in_part >= PART_MESSAGES) {
			VEC_PUSH(a, &c.at, i);
			bytes = 0;
			in_part = 0;
		}
		bytes += weight;
		in_part++;
		if (r->id.v == asked.v)
			c.with = c.at.n - 1;
	}
	return c;
}

static struct url
part_url(struct arena *a, const struct thread_view *v, int64_t part)
{
	AUTO_BUF b = { 0 };

	path_list_thread_part(&b, v->list.slug, v->key, part);
	return url_of_buf(&b, a);
}

static void
sum_up(struct arena *a, struct thread_view *v, const struct tree *t)
{
	const struct list_view_thread_row *first = t->at[t->read[0]].row;
	struct number_map people = { 0 };

	v->key = refs_key_format(a, first->key);
	v->subject = list_subject(a, &v->list, first->subject);
	v->messages = (int64_t)t->n_read;
	v->first = v->last = DATE_NONE;
	for (size_t i = 0; i < t->n; i++)
		v->elsewhere += t->at[i].row->message_id.v && !t->at[i].row->in_list;
	for (size_t i = 0; i < t->n_read; i++) {
		const struct list_view_thread_row *r = t->at[t->read[i]].row;
		bool is_new;
		date day = instant_known(r->at) ? date_of_instant(r->at) : DATE_NONE;

		(void)number_map_place(a, &people, list_person(a, &v->list, r->address, r->name), &is_new);
		v->people += is_new;
		if (!date_known(day))
			continue;
		if (!date_known(v->first) || day.v < v->first.v)
			v->first = day;
		if (!date_known(v->last) || day.v > v->last.v)
			v->last = day;
	}
	if (instant_known(first->at)) {
		v->month = list_month_path(a, first->at);
		v->month_name = list_month_name(a, v->page.lang, first->at);
	}
}

enum errc
list_thread_load(struct op *op, struct str slug, struct str key, int64_t part, struct thread_view *v)
{
	struct arena *a = op->arena;
	struct list_view_thread_rows rows;
	struct list_block_open texts = { 0 };
	struct tree t;
	struct cuts c;
	node_id asked;
	size_t from, to;

	TRY(list_head_load(op, slug, &v->list));
	TRY(writers_load(op, &v->list.writers));
	TRY(find_thread(op, &v->list, key, &asked, &rows));
	t = tree_of(a, &rows);
	sum_up(a, v, &t);
	c = cut_parts(a, &t, asked);
	v->parts = (int64_t)c.at.n;
	v->part = part ? part : (int64_t)c.with + 1;
	if (v->part > v->parts)
		v->part = v->parts;
	from = c.at.at[v->part - 1];
	to = v->part < v->parts ? c.at.at[v->part] : t.n_read;
	for (size_t i = from; i < to; i++) {
		struct message_entry *e = VEC_ADD(a, &v->entries);

		TRY(load_entry(op, &v->list, &t, t.read[i], SHORT_BYTES, &texts, e));
		if (str_eq(list_subject(a, &v->list, e->subject), v->subject))
			e->subject = STR_NONE;
	}
	if (v->part > 1)
		v->prev = part_url(a, v, v->part - 1);
	if (v->part < v->parts)
		v->next = part_url(a, v, v->part + 1);
	return OK;
}

/* ---- a message ---- */

enum errc
list_message_load(struct op *op, struct str slug, struct str key, bool whole, struct message_view *v)
{
	struct arena *a = op->arena;
	struct list_view_thread_rows rows;
	struct list_block_open texts = { 0 };
	struct tree t;
	node_id asked;
	size_t i = 0;

	TRY(list_head_load(op, slug, &v->list));
	TRY(find_thread(op, &v->list, key, &asked, &rows));
	t = tree_of(a, &rows);
	while (i < t.n_read && t.at[t.read[i]].row->id.v != asked.v)
		i++;
	if (i == t.n_read)
		return fail(op, E_NOT_FOUND, "list.no-such-message", "%.*s", STRF(key));
	TRY(load_entry(op, &v->list, &t, t.read[i], whole ? MAIL_TEXT_MAX : LONG_BYTES, &texts, &v->m));
	v->subject = list_subject(a, &v->list, v->m.subject);
	v->messages = (int64_t)t.n_read;
	if (i > 0)
		v->prev = refs_key_format(a, t.at[t.read[i - 1]].row->key);
	if (i + 1 < t.n_read)
		v->next = refs_key_format(a, t.at[t.read[i + 1]].row->key);
	return OK;
}

enum errc
list_find_mid(struct op *op, struct str mid, struct buf *ret_path)
{
	struct list_view_by_mid_rows rows;

	mid = refs_bare(mid);
	TRY(list_view_by_mid(op, refs_key(mid), &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (str_eq(rows.at[i].mid, mid) && str_present(rows.at[i].list)) {
			path_list_message(ret_path, rows.at[i].list,
					  refs_key_format(op->arena, rows.at[i].key));
			return OK;
		}
	return fail(op, E_NOT_FOUND, "list.no-such-message", "%s", "");
}
