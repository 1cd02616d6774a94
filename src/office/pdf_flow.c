/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines are boxes, and so are rows. A paragraph keeps two lines together at
 * either end, a heading stays with what follows it, a row is not divided, a
 * group's label stays with its first row, and an introduction ending in a
 * colon with what it introduces.
 */
#include "office/pdf_flow.h"

#include <math.h>

#include "base/buf.h"

#define INDENT 22.0     /* of a numbered paragraph's text, and of a list */
#define QUOTE_INDENT 18.0

#define COLUMN_GAP 10.0
#define LEAST_WIDTH 60.0

struct flow {
	struct pdf_text *text;
	struct arena *arena;
	struct pdf_tree *tree;
	struct pdf_boxes boxes;
	double after;    /* space that the last block wants below */
	bool keep;       /* the next box stays with the last */
	int level;       /* of the last heading in the structure */
};

struct column {
	double x, width;
};

static struct runs
plain_runs(struct arena *a, struct str s)
{
	struct runs r = { 0 };

	VEC_ADD(a, &r)->text = s;
	return r;
}

static struct pdf_box *
box_add(struct flow *f, double height, double before)
{
	struct pdf_box *box = VEC_ADD(f->arena, &f->boxes);

	*box = (struct pdf_box){
		.height = height,
		.before = before > f->after ? before : f->after,
		.breakable = !f->keep,
		.x = PDF_MARGIN,
	};
	f->after = 0;
	f->keep = false;
	return box;
}

/* The paragraph's lines; the first one is returned. */
static struct pdf_box *
para_add(struct flow *f, const struct pdf_para *p, const struct pdf_para *label, double before)
{
	size_t first = f->boxes.n, n = p->lines.n;

	for (size_t i = 0; i < n; i++) {
		struct pdf_box *box = box_add(f, p->lines.at[i].height, i ? 0 : before);

		box->para = p;
		box->line = i;
		box->x = p->x;
		if (i == 0)
			box->label = label;
		else
			box->breakable = i >= 2 && n - i >= 2;
	}
	f->after = pdf_looks[p->style].after;
	return &f->boxes.at[first];
}

static struct column
narrowed(struct column c, double by)
{
	if (c.width - by < LEAST_WIDTH)
		return c;
	return (struct column){ c.x + by, c.width - by };
}

static struct pdf_para *
make(struct flow *f, const struct runs *r, enum pdf_style style, struct column c, uint32_t node)
{
	return pdf_para_make(f->text, r, style, c.x, c.width, node);
}

/* "12. " left of the text, in the same element or in one of its own. */
static struct pdf_para *
label_make(struct flow *f, struct str text, double x, uint32_t node)
{
	struct runs r = plain_runs(f->arena, text);

	return pdf_para_make(f->text, &r, PDF_BODY, x, 200, node);
}

/* ---- blocks ---- */

static void blocks_add(struct flow *f, const struct blocks *list, struct column c, uint32_t up);

static void
heading_add(struct flow *f, const struct block *b, struct column c, uint32_t up)
{
	static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
	int level = b->level < 2 ? 2 : b->level;
	enum pdf_style style;
	struct pdf_box *first;

	/* A level left out would make readers look for what is missing. */
	if (level > f->level + 1)
		level = f->level + 1;
	if (level > 6)
		level = 6;
	f->level = level;
	style = level == 2 ? PDF_H2 : level == 3 ? PDF_H3 : PDF_H4;
	first = para_add(f, make(f, &b->runs, style, c,
				 pdf_tree_node(f->tree, up, tags[level - 1])),
			 NULL, pdf_looks[style].before);
	first->anchor = b->anchor;
	first->outline = level - 1;
	first->outline_text = runs_text(f->arena, &b->runs);
	/* All of it on one page, and something under it. */
	for (size_t i = (size_t)(first - f->boxes.at) + 1; i < f->boxes.n; i++)
		f->boxes.at[i].breakable = false;
	f->keep = true;
}

static bool
introduces(const struct runs *r)
{
	return r->n && str_ends(str_trim_end(r->at[r->n - 1].text), STR(":"));
}

static void
para_block_add(struct flow *f, const struct block *b, struct column c, uint32_t up)
{
	uint32_t node = pdf_tree_node(f->tree, up, "P");
	struct pdf_para *label = NULL;
	struct column in = c;

	if (b->number) {
		label = label_make(f, arena_printf(f->arena, "%d. ", b->number), c.x, node);
		in = narrowed(c, pdf_para_natural(label) > INDENT ? pdf_para_natural(label) : INDENT);
	}
	para_add(f, make(f, &b->runs, PDF_BODY, in, node), label, 0)->anchor = b->anchor;
	f->keep = introduces(&b->runs);
	blocks_add(f, &b->children, in, up);
	f->keep = false;
}

static void
item_add(struct flow *f, const struct block *b, bool ordered, struct column c, uint32_t list)
{
	uint32_t item = pdf_tree_node(f->tree, list, "LI");
	uint32_t lbl = pdf_tree_node(f->tree, item, "Lbl"), body;
	struct str mark = ordered && b->number ? arena_printf(f->arena, "%d. ", b->number)
					       : STR("\xE2\x80\xA2 ");
	struct pdf_para *label = label_make(f, mark, c.x + 4, lbl);
	struct column in = narrowed(c, pdf_para_natural(label) > 14 ? pdf_para_natural(label) + 4 : 16);

	body = pdf_tree_node(f->tree, item, "LBody");
	para_add(f, make(f, &b->runs, PDF_BODY, in, body), label, 0)->anchor = b->anchor;
	f->after = 3;
	f->keep = introduces(&b->runs) && b->children.n;
	blocks_add(f, &b->children, in, body);
	f->keep = false;
}

static void
list_add(struct flow *f, const struct block *b, struct column c, uint32_t up)
{
	uint32_t list = pdf_tree_node(f->tree, up, "L");

	f->tree->nodes.at[list].ordered = b->ordered;
	for (size_t i = 0; i < b->children.n; i++)
		item_add(f, &b->children.at[i], b->ordered, c, list);
	f->after = pdf_looks[PDF_BODY].after;
}

/* Lines as they are: each with a space behind it, which parts its last word
 * from the next line's first. */
static void
pre_add(struct flow *f, const struct block *b, struct column c, uint32_t up)
{
	uint32_t node = pdf_tree_node(f->tree, up, "P");
	struct str rest = b->text;

	if (b->runs.n)
		para_add(f, make(f, &b->runs, PDF_CODE, c, node), NULL, 0);
	while (str_present(rest)) {
		struct str line = str_cut_line(&rest);
		struct runs r = plain_runs(f->arena, arena_concat(f->arena, line, STR(" ")));

		para_add(f, make(f, &r, PDF_CODE, c, node), NULL, 0);
	}
	f->after = pdf_looks[PDF_BODY].after;
}

/* ---- tables ---- */

struct columns {
	double *x, *width;
	size_t n;
};

/* Columns this much of the page wide or less are not broken while there is room. */
#define SHORT_COLUMN 0.2
#define SHORT_COLUMNS 0.65

/* The width of a column between its least and its whole, at this much a share. */
static double
column_at(double share, double least, double whole)
{
	double w = share * sqrt(whole);

	return w < least ? least : w > whole ? whole : w;
}

/*
 * Nobody has less than his longest word where that can be, dates and names stay
 * whole while they leave room for the rest, and what is left goes by the square
 * root of what each has to say: a text ten times as long gets three times the
 * width. What nobody needs goes to all alike.
 */
static void
share_out(double *ret, const double *whole, double *word, size_t n, double room)
{
	double least = 0, kept = 0, low = 0, high = room, left = room;

	for (size_t k = 0; k < n; k++)
		kept += whole[k] <= room * SHORT_COLUMN ? whole[k] : word[k];
	for (size_t k = 0; k < n; k++) {
		if (kept <= room * SHORT_COLUMNS && whole[k] <= room * SHORT_COLUMN)
			word[k] = whole[k];
		word[k] = word[k] < 8 ? 8 : word[k];
		least += word[k];
	}
	for (int i = 0; i < 40; i++) {
		double share = (low + high) / 2, sum = 0;

		for (size_t k = 0; k < n; k++)
			sum += column_at(share, word[k], whole[k]);
		*(sum > room ? &high : &low) = share;
	}
	for (size_t k = 0; k < n; k++) {
		ret[k] = least > room ? word[k] * room / least : column_at(low, word[k], whole[k]);
		left -= ret[k];
	}
	for (size_t k = 0; left > 1 && k < n; k++)
		ret[k] += left / (double)n;
}

static struct columns
columns_fit(struct flow *f, const struct table *t, struct column c)
{
	struct columns ret = { .n = t->columns };
	double *whole = ARENA_ARRAY(f->arena, t->columns, double);
	double *word = ARENA_ARRAY(f->arena, t->columns, double);
	double room = c.width - COLUMN_GAP * (double)(t->columns - 1);
	double x = c.x;

	ret.x = ARENA_ARRAY(f->arena, t->columns, double);
	ret.width = ARENA_ARRAY(f->arena, t->columns, double);
	for (size_t i = 0; i <= t->n; i++) {
		const struct cell_text *cells = i ? t->at[i - 1].at : t->head;
		size_t n = i ? t->at[i - 1].n : t->columns;

		if (!cells || (i && t->at[i - 1].group))
			continue;
		for (size_t k = 0; k < n && k < t->columns; k++) {
			double w, v;

			if (!cells[k].runs.n)
				continue;
			pdf_text_widths(f->text, &cells[k].runs, i ? PDF_CELL : PDF_CELL_HEAD,
					&w, &v);
			whole[k] = w > whole[k] ? w : whole[k];
			word[k] = v > word[k] ? v : word[k];
		}
	}
	for (size_t k = 0; k < t->columns; k++)
		whole[k] += 1;
	share_out(ret.width, whole, word, t->columns, room);
	for (size_t k = 0; k < t->columns; k++) {
		ret.x[k] = x;
		x += ret.width[k] + COLUMN_GAP;
	}
	return ret;
}

static double
row_height(const struct pdf_row *row)
{
	double most = 0;

	for (size_t k = 0; k < row->n; k++) {
		double h = 0;

		for (size_t i = row->from; row->cells[k] && i < row->to &&
					   i < row->cells[k]->lines.n; i++)
			h += row->cells[k]->lines.at[i].height;
		most = h > most ? h : most;
	}
	return most + 2 * PDF_CELL_PAD;
}

/* Splits what no page takes; every other row is one box. */
static const struct pdf_row *
row_add(struct flow *f, struct pdf_row whole, double room)
{
	const struct pdf_row *first = NULL;
	size_t lines = 1;

	for (size_t k = 0; k < whole.n; k++)
		if (whole.cells[k] && whole.cells[k]->lines.n > lines)
			lines = whole.cells[k]->lines.n;
	for (size_t from = 0; from < lines;) {
		struct pdf_row *row = ARENA_NEW(f->arena, struct pdf_row);
		struct pdf_box *box;

		*row = whole;
		row->from = from;
		row->to = lines;
		/* Few rows need this; halving finds the size soon enough. */
		while (row_height(row) > room && row->to > from + 1)
			row->to = from + (row->to - from + 1) / 2;
		row->last = row->to == lines;
		from = row->to;
		box = box_add(f, row_height(row), 0);
		box->row = row;
		if (!first)
			first = row;
	}
	return first;
}

static struct pdf_para **
cells_make(struct flow *f, const struct cell_text *cells, size_t n, const struct columns *cols,
	   uint32_t tr, enum pdf_scope scope)
{
	struct pdf_para **ret = ARENA_ARRAY(f->arena, cols->n, struct pdf_para *);

	for (size_t k = 0; k < cols->n; k++) {
		bool filled = k < n && cells[k].runs.n;
		/* The first cell names the row, when it says anything. */
		bool head = filled && (scope == PDF_SCOPE_COLUMN || (k == 0 && cols->n > 1));
		uint32_t cell = pdf_tree_node(f->tree, tr, head ? "TH" : "TD");

		if (head)
			f->tree->nodes.at[cell].scope = scope;
		if (filled)
			ret[k] = pdf_para_make(f->text, &cells[k].runs,
					       scope == PDF_SCOPE_COLUMN ? PDF_CELL_HEAD
									 : PDF_CELL,
					       cols->x[k], cols->width[k], cell);
	}
	return ret;
}

static void
table_add(struct flow *f, const struct table *t, struct column c, uint32_t up)
{
	uint32_t table = pdf_tree_node(f->tree, up, "Table"), tr, cell;
	struct columns cols = columns_fit(f, t, c);
	const struct pdf_row *heading = NULL;
	double heading_height = 0;

	if (t->head) {
		struct pdf_row row = { .n = cols.n, .head = true };

		tr = pdf_tree_node(f->tree, table, "TR");
		row.cells = cells_make(f, t->head, cols.n, &cols, tr, PDF_SCOPE_COLUMN);
		f->after = f->after > 6 ? f->after : 6;
		heading = row_add(f, row, PDF_HEIGHT / 2);
		heading_height = row_height(heading);
		f->keep = true;
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct table_row *from = &t->at[i];
		struct pdf_row row = { .n = cols.n, .group = from->group, .heading = heading,
				       .heading_height = heading_height };

		tr = pdf_tree_node(f->tree, table, "TR");
		if (from->group) {
			cell = pdf_tree_node(f->tree, tr, "TH");
			f->tree->nodes.at[cell].scope = PDF_SCOPE_ROW;
			f->tree->nodes.at[cell].span = (unsigned)cols.n;
			row.cells = ARENA_ARRAY(f->arena, cols.n, struct pdf_para *);
			row.cells[0] = pdf_para_make(f->text, &from->at[0].runs, PDF_CELL_HEAD,
						     c.x, c.width, cell);
		} else {
			row.cells = cells_make(f, from->at, from->n, &cols, tr, PDF_SCOPE_ROW);
		}
		/* A group stands apart from the one above it. */
		f->after = from->group && i ? 7 : 0;
		row_add(f, row, PDF_HEIGHT - heading_height);
		f->keep = from->group;
	}
	f->after = 10;
	f->keep = false;
}

static void
block_add(struct flow *f, const struct block *b, struct column c, uint32_t up)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		heading_add(f, b, c, up);
		return;
	case BLOCK_PARA:
	case BLOCK_ITEM:
		para_block_add(f, b, c, up);
		return;
	case BLOCK_LIST:
		list_add(f, b, c, up);
		return;
	case BLOCK_TABLE:
		if (b->table->columns)
			table_add(f, b->table, c, up);
		return;
	case BLOCK_PRE:
		pre_add(f, b, c, up);
		return;
	case BLOCK_QUOTE:
		blocks_add(f, &b->children, narrowed(c, QUOTE_INDENT),
			   pdf_tree_node(f->tree, up, "BlockQuote"));
		return;
	}
}

static void
blocks_add(struct flow *f, const struct blocks *list, struct column c, uint32_t up)
{
	for (size_t i = 0; i < list->n; i++)
		block_add(f, &list->at[i], c, up);
}

/* ---- the head of the document ---- */

static void
rule_add(struct flow *f, double thickness, double before, double after)
{
	struct pdf_box *box = box_add(f, thickness, before);

	box->rule = thickness;
	box->breakable = false;
	f->after = after;
}

static void
imprint_add(struct flow *f, const struct doc *d, struct column c)
{
	for (size_t i = 0; i <= d->head.n; i++) {
		struct runs r;

		if (i == d->title_at && d->title.n) {
			r = plain_runs(f->arena, d->title);
			para_add(f, make(f, &r, PDF_TITLE, c, pdf_tree_node(f->tree, 0, "H1")),
				 NULL, pdf_looks[PDF_TITLE].before);
		}
		if (i == d->head.n)
			break;
		r = plain_runs(f->arena, d->head.at[i]);
		para_add(f, make(f, &r, PDF_IMPRINT, c, pdf_tree_node(f->tree, 0, "P")), NULL, 0);
	}
}

struct pdf_boxes
pdf_flow(struct pdf_text *text, const struct doc *d)
{
	struct flow f = { .text = text, .arena = text->arena, .tree = text->tree, .level = 1 };
	const struct column page = { PDF_MARGIN, PDF_WIDTH };

	if (d->head.n || d->title.n) {
		rule_add(&f, 3, 0, 10);
		imprint_add(&f, d, page);
		rule_add(&f, 0.6, 4, 12);
	}
	blocks_add(&f, &d->blocks, page, 0);
	return f.boxes;
}

/* ---- pages ---- */

const struct pdf_row *
pdf_page_heading(const struct pdf_boxes *b, size_t from)
{
	const struct pdf_row *row = b->at[from].row;

	return row && from ? row->heading : NULL;
}

size_t
pdf_page_end(const struct pdf_boxes *b, size_t from)
{
	const struct pdf_row *heading = pdf_page_heading(b, from);
	double y = heading ? b->at[from].row->heading_height : 0;
	size_t end = from, i;

	for (i = from; i < b->n; i++) {
		const struct pdf_box *box = &b->at[i];

		if (i > from && box->breakable)
			end = i;
		y += (i > from ? box->before : 0) + box->height;
		if (y > PDF_HEIGHT && i > from)
			return end > from ? end : i;
	}
	return b->n;
}
