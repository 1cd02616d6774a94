/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of a document in the order in which they are read, and nothing of
 * its form: what every other format of it must say, whatever it looks like.
 */
#include "base/buf.h"
#include "doc/doc.h"

static void
put_line(struct buf *b, const struct runs *r)
{
	for (size_t i = 0; i < r->n; i++)
		buf_add(b, r->at[i].text);
	buf_addc(b, '\n');
}

static void put_blocks(struct buf *b, const struct blocks *list);

static void
put_table(struct buf *b, const struct table *t)
{
	for (size_t i = 0; t->head && i < t->columns; i++)
		put_line(b, &t->head[i].runs);
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->at[i].n; k++)
			put_line(b, &t->at[i].at[k].runs);
}

static void
put_block(struct buf *b, const struct block *x)
{
	if (x->number)
		buf_addf(b, "%d. ", x->number);
	if (x->kind == BLOCK_TABLE) {
		put_table(b, x->table);
		return;
	}
	put_line(b, &x->runs);
	if (x->kind == BLOCK_PRE) {
		buf_add(b, x->text);
		buf_addc(b, '\n');
	}
	put_blocks(b, &x->children);
}

static void
put_blocks(struct buf *b, const struct blocks *list)
{
	for (size_t i = 0; i < list->n; i++)
		put_block(b, &list->at[i]);
}

struct str
doc_plain(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i <= d->head.n; i++) {
		if (i == d->title_at && d->title.n)
			buf_addf(&b, "%.*s\n", STRF(d->title));
		if (i < d->head.n)
			buf_addf(&b, "%.*s\n", STRF(d->head.at[i]));
	}
	put_blocks(&b, &d->blocks);
	return buf_to_arena(&b, a);
}
