/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 1. Which items are new: by Message-ID, in the database and among themselves.
 * 2. Their bytes and texts go into blocks, which were packed ahead. What a message
 *    is stored in depends on what came with it; nothing that is shown or dumped
 *    does.
 * 3. Their nodes, and those they refer to, and they themselves.
 * 4. Every thread that one of those nodes was in is read and built again with the
 *    new ones (mail/thread.h); nodes that moved are written.
 * 5. Their appearances, which know their thread.
 * 6. The months of lists in which anything has changed.
 * 7. Their words; of a message whose parent is not here, with those it quotes.
 *
 * A message is looked for by the key of its Message-ID, and its id compared: two
 * ids with one key are two nodes.
 */
#include "list/list_store.h"

#include "base/buf.h"
#include "base/map.h"
#include "list/list_block.h"
#include "list/list_thread.h"
#include "list_sql.h"
#include "mail/refs.h"
#include "text/pack.h"
#include "writer/writer.h"

/* Packed raw bytes are seldom read, and pack better in large blocks; texts are
 * read for every page of a thread, and unpack faster from small ones. */
#define RAW_BLOCK ((size_t)256 << 10)
#define TEXT_BLOCK ((size_t)48 << 10)

struct fresh {
	const struct list_item *item;
	struct thread_entry *node;
	bool derived;
	block_id raw_block, text_block;
	int64_t raw_at, text_at;
};

struct store {
	struct op *op;
	list_id list;
	run_id run;
	struct list_balance *balance;
	struct threads threads;
	struct map senders; /* "address\0name" -> sender_id */
	struct map seen;    /* Message-IDs of new messages -> struct list_item */
	SLICE(struct fresh) fresh;
};

static enum errc
set_aside(struct store *s, const struct list_item *item, enum mail_aside why)
{
	s->balance->aside++;
	return aside_sql_insert(s->op, s->run, item->at_byte, why,
				item->bytes.p ? item->bytes : STR(""));
}

static enum errc
appear(struct store *s, const struct thread_entry *node, const struct mail *m, int64_t *ret)
{
	int64_t who = writer_key(s->op->arena, m->head.from_address, m->head.from_name);

	TRY(appearance_sql_add(s->op, s->list, node->id, m->head.at, node->root, who,
			       m->sender != MAIL_SENDER_PERSON, s->run, ret));
	if (*ret)
		list_months_touch(s->op->arena, &s->threads.months, s->list, m->head.at);
	return OK;
}

/* ---- 1: what is new ---- */

/* The same message comes with another footer, another subject prefix, another
 * spelling of its sender; but not with all of it different. */
static bool
is_another(const struct mail *m, struct str subject, struct str address)
{
	return !str_eq(m->head.subject, subject) &&
	       !str_eq_nocase(m->head.from_address, address);
}

static enum errc
sort_out(struct store *s, const struct list_item *item)
{
	struct arena *a = s->op->arena;
	struct str mid = item->mail.head.id;
	bool derived = !str_present(mid), found = false;
	struct message_sql_known_row known;
	const struct list_item *earlier;
	struct thread_entry *node;
	int64_t added;

	if (derived)
		mid = mail_derived_id(a, &item->mail);
	earlier = map_get(&s->seen, mid);
	TRY(threads_node(s->op, &s->threads, mid, &node));
	if (!earlier && !node->fresh)
		TRY(message_sql_known(s->op, node->id, &found, &known));
	if (!earlier && !found) {
		struct fresh *f = VEC_ADD(a, &s->fresh);

		*f = (struct fresh){ .item = item, .node = node, .derived = derived };
		map_put(a, &s->seen, mid, (void *)(uintptr_t)item);
		s->balance->stored++;
		return OK;
	}
	if (earlier) {
		known.subject = earlier->mail.head.subject;
		known.address = earlier->mail.head.from_address;
	}
	/* What was removed stays so, and its bytes are not set aside either. */
	if (!earlier && known.removed) {
		s->balance->known++;
		return OK;
	}
	if (is_another(&item->mail, known.subject, known.address))
		return set_aside(s, item, ASIDE_ID_TAKEN);
	if (earlier) {
		s->balance->known++;
		return OK;
	}
	TRY(appear(s, node, &item->mail, &added));
	*(added ? &s->balance->stored : &s->balance->known) += 1;
	return OK;
}

/* ---- 2: blocks ---- */

static bool
is_kept(const struct list_item *item)
{
	return !item->aside && !item->mail.no_archive;
}

/* What of a message goes into a block. Its text is in the block of texts, so of bytes
 * that end in it, as those of most plain messages do, only the rest is kept. */
static struct str
bytes_of(const struct list_item *item, bool raw)
{
	if (!is_kept(item))
		return STR("");
	return raw ? str_sub(item->bytes, 0, item->bytes.n - item->tail) : item->mail.text;
}

static void
pack_items(struct arena *a, const list_items *items, bool raw, size_t full, struct list_blocks *ret)
{
	AUTO_BUF b = { 0 };
	size_t from = 0;

	for (size_t i = 0; i < items->n; i++) {
		struct list_block *block;

		buf_add(&b, bytes_of(&items->at[i], raw));
		if (b.n < full && i + 1 < items->n)
			continue;
		block = raw ? VEC_ADD(a, &ret->raw) : VEC_ADD(a, &ret->texts);
		*block = (struct list_block){ from, i + 1, (int64_t)b.n, pack(a, buf_str(&b)) };
		from = i + 1;
		buf_clear(&b);
	}
}

static void
prepare(struct arena *a, struct list_item *item)
{
	const struct mail *m = &item->mail;
	struct mailsearch_message found = { m->head.subject, m->head.from_name, m->head.from_address,
					    is_kept(item) ? m->text : STR("") };

	if (item->aside)
		return;
	item->words = mailsearch_words(a, &found, false);
	item->tail = str_ends(item->bytes, m->text) ? m->text.n : 0;
}

void
list_pack(struct arena *a, list_items *items, struct list_blocks *ret)
{
	for (size_t i = 0; i < items->n; i++)
		prepare(a, &items->at[i]);
	pack_items(a, items, true, RAW_BLOCK, ret);
	pack_items(a, items, false, TEXT_BLOCK, ret);
}

/* How many items of the block have bytes, and how many fresh ones of it from k on. */
static void
count_block(const struct store *s, const list_items *items, const struct list_block *b, bool raw,
	    size_t k, size_t *ret_all, size_t *ret_fresh)
{
	*ret_all = *ret_fresh = 0;
	for (size_t i = b->from; i < b->to; i++)
		*ret_all += bytes_of(&items->at[i], raw).n > 0;
	for (; k < s->fresh.n && s->fresh.at[k].item < items->at + b->to; k++)
		*ret_fresh += bytes_of(s->fresh.at[k].item, raw).n > 0;
}

/* A block of which every message is new is stored as it is; of another one the new
 * ones are packed again. */
static enum errc
store_block(struct store *s, const list_items *items, const struct list_block *b, bool raw, size_t *k)
{
	AUTO_ARENA own = { 0 };
	AUTO_BUF bytes = { 0 };
	struct block_sql_insert_row row = { 0 };
	struct str packed = b->packed;
	size_t all, fresh, first = *k;
	int64_t size = b->size, at = 0;

	count_block(s, items, b, raw, first, &all, &fresh);
	for (; *k < s->fresh.n && s->fresh.at[*k].item < items->at + b->to; ++*k)
		if (fresh < all)
			buf_add(&bytes, bytes_of(s->fresh.at[*k].item, raw));
	if (fresh && fresh < all) {
		size = (int64_t)bytes.n;
		packed = pack(&own, buf_str(&bytes));
	}
	if (fresh)
		TRY(block_sql_insert(s->op, size, packed, &row));
	for (size_t i = first; i < *k; i++) {
		struct fresh *f = &s->fresh.at[i];
		size_t n = bytes_of(f->item, raw).n;

		*(raw ? &f->raw_block : &f->text_block) = n ? row.id : (block_id){ 0 };
		*(raw ? &f->raw_at : &f->text_at) = at;
		at += (int64_t)n;
	}
	return OK;
}

static enum errc
store_blocks(struct store *s, const list_items *items, const struct list_blocks *blocks)
{
	size_t raw = 0, text = 0;

	for (size_t i = 0; i < blocks->raw.n; i++)
		TRY(store_block(s, items, &blocks->raw.at[i], true, &raw));
	for (size_t i = 0; i < blocks->texts.n; i++)
		TRY(store_block(s, items, &blocks->texts.at[i], false, &text));
	return OK;
}

/* ---- 3: messages ---- */

static enum errc
find_sender(struct store *s, const struct mail_head *h, sender_id *ret)
{
	struct arena *a = s->op->arena;
	struct str address = h->from_address.p ? h->from_address : STR("");
	struct str name = h->from_name.p ? h->from_name : STR("");
	AUTO_BUF key = { 0 };
	sender_id *known;

	buf_add(&key, address);
	buf_addc(&key, '\0');
	buf_add(&key, name);
	known = map_get(&s->senders, buf_str(&key));
	if (known) {
		*ret = *known;
		return OK;
	}
	known = ARENA_NEW(a, sender_id);
	TRY(list_sender(s->op, address, name, known));
	*ret = *known;
	map_put(a, &s->senders, buf_to_arena(&key, a), known);
	return OK;
}

static enum errc
find_refs(struct store *s, struct fresh *f, struct buf *packed)
{
	const mail_ids *refs = &f->item->mail.head.refs;

	for (size_t i = 0; i < refs->n; i++) {
		struct thread_entry *node;

		TRY(threads_node(s->op, &s->threads, refs->at[i], &node));
		node->touched = true;
		VEC_PUSH(s->op->arena, &f->node->refs, node->id.v);
		refs_put(packed, node->id.v);
	}
	return OK;
}

static enum errc
insert_parts(struct store *s, const struct fresh *f)
{
	const struct mail *m = &f->item->mail;

	for (size_t i = 0; i < m->parts.n && !m->no_archive; i++)
		TRY(mail_part_sql_insert(s->op, f->node->id, (int64_t)i + 1, m->parts.at[i].name,
					 m->parts.at[i].type, (int64_t)m->parts.at[i].bytes));
	return OK;
}

static enum errc
insert_message(struct store *s, struct fresh *f)
{
	const struct mail *m = &f->item->mail;
	AUTO_BUF refs = { 0 };
	sender_id sender;

	TRY(find_sender(s, &m->head, &sender));
	TRY(find_refs(s, f, &refs));
	f->node->touched = true;
	f->node->arriving = true;
	f->node->here = true;
	f->node->at = m->head.at;
	TRY(message_sql_insert(s->op, f->node->id, f->derived, sender, m->head.subject, m->head.at,
			       m->head.clock, m->sender, buf_str(&refs), m->text_kind, m->text_cut,
			       m->no_archive, f->raw_block, f->raw_at,
			       is_kept(f->item) ? (int64_t)f->item->bytes.n : 0,
			       is_kept(f->item) ? (int64_t)f->item->tail : 0, f->text_block, f->text_at,
			       (int64_t)bytes_of(f->item, false).n));
	return insert_parts(s, f);
}

/* ---- 7: words ---- */

static void
gather_words(struct store *s, const struct fresh *f, struct mailsearch_waiting *waiting)
{
	const struct mail *m = &f->item->mail;
	const struct thread_entry *parent = threads_by_id(&s->threads, f->node->parent);
	struct mailsearch_message found = { m->head.subject, m->head.from_name, m->head.from_address,
					    bytes_of(f->item, false) };
	struct mailsearch_waiting_message w = { f->node->id, m->head.at, f->item->words, false };

	w.quotes = w.words.quotes && !(parent && parent->here);
	if (w.quotes)
		w.words = mailsearch_words(s->op->arena, &found, true);
	mailsearch_wait(waiting, &w);
}

enum errc
list_store(struct op *op, list_id list, run_id run, const list_items *items,
	   const struct list_blocks *blocks, struct list_balance *balance,
	   struct mailsearch_waiting *waiting)
{
	struct store s = { .op = op, .list = list, .run = run, .balance = balance };
	int64_t added;

	for (size_t i = 0; i < items->n; i++) {
		balance->read++;
		if (items->at[i].aside)
			TRY(set_aside(&s, &items->at[i], items->at[i].why));
		else
			TRY(sort_out(&s, &items->at[i]));
	}
	TRY(store_blocks(&s, items, blocks));
	for (size_t i = 0; i < s.fresh.n; i++)
		TRY(insert_message(&s, &s.fresh.at[i]));
	TRY(threads_rebuild(op, &s.threads));
	for (size_t i = 0; i < s.fresh.n; i++)
		TRY(appear(&s, s.fresh.at[i].node, &s.fresh.at[i].item->mail, &added));
	for (size_t i = 0; i < s.fresh.n; i++)
		gather_words(&s, &s.fresh.at[i], waiting);
	return list_months_write(op, &s.threads.months);
}
