/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document is cut between its blocks; a list, table or run of kept lines
 * that is longer than a part is cut between its items, rows or lines. Headings
 * of other parts are listed with the part that they are in.
 */
#include "document/document_view.h"

#include <inttypes.h>

#include "doc/doc_html.h"
#include "report/report.h"
#include "text/fold.h"
#include "web/url.h"

enum errc
document_list_load(struct op *op, int64_t page, struct document_list_view *v)
{
	struct document_view_list_rows rows = { 0 };
	AUTO_BUF base = { 0 };

	TRY(document_view_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->documents,
			 ((struct document_line){ rows.at[i], date_of_instant(rows.at[i].first) }));
	v->n = (int64_t)rows.n;
	v->pager = pager_make(page, DOCUMENTS_PAGE, v->n);
	path_documents(&base);
	pager_link(op->arena, &v->pager, buf_str(&base));
	v->shown.at = rows.n ? v->documents.at + pager_from(&v->pager) : NULL;
	v->shown.n = pager_count(&v->pager);
	return OK;
}

/* ---- cutting ---- */

static size_t
runs_size(const struct runs *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->at[i].text.n;
	return n;
}

static size_t
row_size(const struct table_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += runs_size(&row->at[i].runs) + 8;
	return n;
}

static size_t
block_size(const struct block *b)
{
	size_t n = runs_size(&b->runs) + b->text.n + 8;

	for (size_t i = 0; i < b->children.n; i++)
		n += block_size(&b->children.at[i]);
	for (size_t i = 0; b->table && i < b->table->n; i++)
		n += row_size(&b->table->at[i]);
	return n;
}

/* Where the first DOCUMENT_PART bytes of kept lines end. */
static size_t
lines_end(struct str text)
{
	size_t end = str_rfind_char(str_sub(text, 0, DOCUMENT_PART), '\n');

	return end == STR_NPOS || end == 0 ? (DOCUMENT_PART < text.n ? DOCUMENT_PART : text.n) : end + 1;
}

/* Puts a beginning of *b of about a part's size into *ret and leaves the rest;
 * false where b is small enough, or cannot be cut. */
static bool
cut(struct arena *a, struct block *b, struct block *ret)
{
	size_t size = 0, n = 0;

	if (block_size(b) <= DOCUMENT_PART)
		return false;
	*ret = *b;
	if (b->kind == BLOCK_PRE) {
		n = lines_end(b->text);
		ret->text = str_trim_end(str_sub(b->text, 0, n));
		b->text = str_from(b->text, n);
		return b->text.n > 0;
	}
	if (b->kind == BLOCK_TABLE && b->table && b->table->n > 1) {
		struct table *head = ARENA_NEW(a, struct table), *rest = ARENA_NEW(a, struct table);

		do {
			size += row_size(&b->table->at[n++]);
		} while (n < b->table->n - 1 && size + row_size(&b->table->at[n]) < DOCUMENT_PART);
		*head = *rest = *b->table;
		head->n = n;
		rest->at += n;
		rest->n -= n;
		ret->table = head;
		b->table = rest;
		return true;
	}
	if ((b->kind == BLOCK_LIST || b->kind == BLOCK_QUOTE) && b->children.n > 1) {
		do {
			size += block_size(&b->children.at[n++]);
		} while (n < b->children.n - 1 &&
			 size + block_size(&b->children.at[n]) < DOCUMENT_PART);
		ret->children.n = n;
		b->children.at += n;
		b->children.n -= n;
		return true;
	}
	return false;
}

struct cutter {
	struct op *op;
	struct document_show_view *v;
	int64_t wanted;
	int64_t part;  /* from 1 */
	size_t size;   /* of the part so far */
	struct blocks shown;
};

static void
take(struct cutter *c, const struct block *b)
{
	size_t size = block_size(b);

	if (c->size > 0 && c->size + size > DOCUMENT_PART) {
		c->part++;
		c->size = 0;
	}
	c->size += size;
	if (b->kind == BLOCK_HEADING && b->anchor.n > 0 && b->level <= 3)
		VEC_PUSH(c->op->arena, &c->v->contents,
			 ((struct document_heading){ runs_text(c->op->arena, &b->runs), b->anchor, c->part,
						     c->wanted == 0 || c->part == c->wanted }));
	if (c->wanted == 0 || c->part == c->wanted)
		VEC_PUSH(c->op->arena, &c->shown, *b);
}

static enum errc
fill_text(struct op *op, struct document_show_view *v, const struct doc *d)
{
	struct cutter c = { .op = op, .v = v, .wanted = v->part, .part = 1 };

	for (size_t i = 0; i < d->blocks.n; i++) {
		struct block b = d->blocks.at[i], head;

		while (cut(op->arena, &b, &head))
			take(&c, &head);
		take(&c, &b);
	}
	if (v->part > c.part)
		return fail(op, E_NOT_FOUND, "error.not-found", "part %" PRId64, v->part);
	for (int64_t i = 1; c.part > 1 && i <= c.part; i++)
		VEC_PUSH(op->arena, &v->parts, ((struct document_part_link){ i, i == v->part }));
	v->next = v->part > 0 && v->part < c.part ? v->part + 1 : 0;
	v->text = doc_html_blocks(op->arena, &c.shown, 0);
	return OK;
}

/* What was given on a command line may have been a path; where a file lay is
 * nobody's business. */
static struct str
file_name(struct str path)
{
	size_t slash = str_rfind_char(path, '/');

	return slash == STR_NPOS ? path : str_from(path, slash + 1);
}

static struct str
size_in_words(struct arena *a, int64_t bytes)
{
	return bytes < 1000 ? arena_printf(a, "%" PRId64 " B", bytes) :
	       arena_printf(a, "%" PRId64 " KB", (bytes + 500) / 1000);
}

static enum errc
find(struct op *op, struct str slug, struct document_view_by_slug_row *ret)
{
	bool found;

	TRY(document_view_by_slug(op, slug, &found, ret));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "document %.*s", STRF(slug));
	return OK;
}

enum errc
document_show_load(struct op *op, struct str slug, int64_t part, struct document_show_view *v)
{
	struct document_view_newest_row newest;

	TRY(find(op, slug, &v->d));
	v->slug = slug;
	v->part = part;
	if (str_present(v->d.series) && v->d.number.known) {
		v->series = v->d.series;
		v->number = v->d.number.v;
		return OK;
	}
	TRY(document_view_newest(op, v->d.id, &newest));
	TRY(fill_text(op, v, report_doc(op->arena, report_parse(op->arena, newest.source))));
	v->rtl = text_is_rtl(newest.source);
	v->file = file_name(newest.original_name);
	v->size = size_in_words(op->arena, newest.bytes);
	v->newest = newest;
	v->newest.source = STR("");
	v->downloads = download_links(op->arena, v->page.lang);
	return OK;
}

enum errc
document_source(struct op *op, struct str slug, struct str *ret)
{
	struct document_view_by_slug_row d;
	struct document_view_newest_row newest;

	TRY(find(op, slug, &d));
	TRY(document_view_newest(op, d.id, &newest));
	*ret = newest.source;
	return OK;
}
