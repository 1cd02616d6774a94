/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marked content follows the slots: it is begun where a slot's text begins and
 * ended where another one's does, over the lines of a paragraph.
 */
#include "office/pdf_draw.h"

#include <cairo-pdf.h>
#include <hb.h>
#include <pango/pangocairo.h>

#include "office/pdf.h"
#include "text/catalogue.h"

#define NO_SLOT UINT32_MAX
#define RULE_GREY 0.72
#define LINK_RED 0.043
#define LINK_GREEN 0.333
#define LINK_BLUE 0.4

struct drawing {
	struct pdf_text *text;
	struct pdf_tree *tree;
	struct arena *arena;
	cairo_t *cr;
	uint32_t page;
	uint32_t next_mcid;
	uint32_t open; /* the slot whose marked content is open */
};

static void
mark_end(struct drawing *d)
{
	if (d->open != NO_SLOT)
		cairo_tag_end(d->cr, "Span");
	d->open = NO_SLOT;
}

static void
mark_begin(struct drawing *d, uint32_t slot)
{
	if (d->open == slot)
		return;
	mark_end(d);
	cairo_tag_begin(d->cr, "Span", NULL);
	VEC_PUSH(d->arena, &d->tree->slots.at[slot].places,
		 ((struct pdf_place){ d->page, d->next_mcid++ }));
	d->open = slot;
}

/* ---- text ---- */

/* Pango leaves out the space at which it breaks a line; a reader would run the
 * words together. */
static void
put_space_back(PangoGlyphItem *item, const char *text)
{
	hb_codepoint_t space;

	if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(item->item->analysis.font), ' ',
				       &space))
		return;
	for (int i = 0; i < item->glyphs->num_glyphs; i++)
		if (item->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY &&
		    text[item->item->offset + item->glyphs->log_clusters[i]] == ' ')
			item->glyphs->glyphs[i].glyph = space;
}

static double
glyphs_width(PangoGlyphItem *item)
{
	return (double)pango_glyph_string_get_width(item->glyphs) / PANGO_SCALE;
}

static const struct pdf_segment *
segment_at(const struct pdf_para *p, size_t offset)
{
	size_t lo = 0, hi = p->segments.n;

	while (lo + 1 < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (p->segments.at[mid].from <= offset)
			lo = mid;
		else
			hi = mid;
	}
	return &p->segments.at[lo];
}

static void
area_add(struct drawing *d, uint32_t node, double x, double y, double width, double height)
{
	struct pdf_node *link = &d->tree->nodes.at[node];
	struct pdf_area *last = link->areas.n ? &link->areas.at[link->areas.n - 1] : NULL;

	/* The parts of a line in one area. */
	if (last && last->page == d->page && last->y == y && x >= last->x &&
	    x - (last->x + last->width) < 1) {
		last->width = x + width - last->x;
		return;
	}
	VEC_PUSH(d->arena, &link->areas,
		 ((struct pdf_area){ d->page, x, y, width, height }));
}

struct underline {
	double x, y, width;
};
struct underlines {
	struct underline *at;
	size_t n;
	size_t room;
};

/* A part of a line that lies in one segment, in one font. */
struct part {
	PangoGlyphItem *item;
	const struct pdf_segment *seg;
	double x;
	bool empty; /* nothing but spaces */
};
struct parts {
	struct part *at;
	size_t n;
	size_t room;
};

static bool
is_backward(const struct part *p)
{
	return p->item->item->analysis.level & 1;
}

static void
part_add(struct drawing *d, const struct pdf_para *p, PangoGlyphItem *item, double x,
	 struct parts *to)
{
	struct part *part = VEC_ADD(d->arena, to);
	const char *text = p->text.p + item->item->offset;

	*part = (struct part){ item, segment_at(p, (size_t)item->item->offset), x, true };
	for (int i = 0; i < item->item->length; i++)
		part->empty &= text[i] == ' ';
}

/* An item may span segments: Pango divides by font and script, we by slots. */
static void
parts_of_item(struct drawing *d, const struct pdf_para *p, PangoGlyphItem *whole, double x,
	      struct parts *to)
{
	PangoGlyphItem *rest = pango_glyph_item_copy(whole);
	double right = x + glyphs_width(rest);
	bool backward = rest->item->analysis.level & 1;

	for (;;) {
		size_t from = (size_t)rest->item->offset;
		size_t end = from + (size_t)rest->item->length;
		size_t cut = segment_at(p, from)->to;
		PangoGlyphItem *part = rest;

		if (cut < end && cut > from)
			part = pango_glyph_item_split(rest, p->text.p, (int)(cut - from));
		if (backward)
			right -= glyphs_width(part);
		part_add(d, p, part, backward ? right : x, to);
		if (part == rest)
			return;
		if (!backward)
			x += glyphs_width(part);
	}
}

/*
 * Cairo draws nothing for a run of spaces alone, and the words around it would
 * be one for a reader. So such a run is drawn as part of its neighbour, in the
 * neighbour's font. Where it stands does not matter: it has no ink.
 */
static bool
takes_spaces(const struct part *to, const struct part *spaces)
{
	return to->seg == spaces->seg && !to->empty && !is_backward(to) && !is_backward(spaces);
}

static void
spaces_add(PangoGlyphItem *to, const PangoGlyphItem *spaces, bool before)
{
	PangoGlyphString *g = to->glyphs;
	int n = g->num_glyphs, more = spaces->item->length;
	int at = before ? 0 : n, text = before ? 0 : to->item->length;
	hb_codepoint_t space;

	if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(to->item->analysis.font), ' ',
				       &space))
		return;
	pango_glyph_string_set_size(g, n + more);
	if (before) {
		memmove(g->glyphs + more, g->glyphs, (size_t)n * sizeof *g->glyphs);
		memmove(g->log_clusters + more, g->log_clusters,
			(size_t)n * sizeof *g->log_clusters);
		for (int i = more; i < n + more; i++)
			g->log_clusters[i] += more;
		to->item->offset -= more;
	}
	for (int i = 0; i < more; i++) {
		g->glyphs[at + i] = (PangoGlyphInfo){ .glyph = space };
		g->glyphs[at + i].attr.is_cluster_start = 1;
		g->log_clusters[at + i] = text + i;
	}
	to->item->length += more;
	to->item->num_chars += more;
}

static void
spaces_join(struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		struct part *p = &parts->at[i];

		if (!p->empty)
			continue;
		if (i && takes_spaces(p - 1, p) &&
		    p[-1].item->item->offset + p[-1].item->item->length == p->item->item->offset)
			spaces_add(p[-1].item, p->item, false);
		else if (i + 1 < parts->n && takes_spaces(p + 1, p) &&
			 p->item->item->offset + p->item->item->length == p[1].item->item->offset)
			spaces_add(p[1].item, p->item, true);
	}
}

static void
draw_part(struct drawing *d, const struct pdf_para *p, const struct pdf_line *line,
	  const struct part *part, double top, struct underlines *under)
{
	double grey = pdf_looks[p->style].grey, width = glyphs_width(part->item);

	mark_begin(d, part->seg->slot);
	if (part->seg->link)
		cairo_set_source_rgb(d->cr, LINK_RED, LINK_GREEN, LINK_BLUE);
	else
		cairo_set_source_rgb(d->cr, grey, grey, grey);
	put_space_back(part->item, p->text.p);
	cairo_move_to(d->cr, part->x, top + line->baseline);
	pango_cairo_show_glyph_item(d->cr, p->text.p, part->item);
	if (part->seg->link) {
		area_add(d, part->seg->link, part->x, top, width, line->height);
		VEC_PUSH(d->arena, under,
			 ((struct underline){ part->x, top + line->baseline + 1.6, width }));
	}
}

static void
draw_line(struct drawing *d, const struct pdf_para *p, size_t i, double left, double top)
{
	const struct pdf_line *line = &p->lines.at[i];
	struct underlines under = { 0 };
	struct parts parts = { 0 };
	double x = left + line->indent;

	for (GSList *l = line->line->runs; l; l = l->next) {
		parts_of_item(d, p, l->data, x, &parts);
		x += glyphs_width(l->data);
	}
	spaces_join(&parts);
	for (size_t k = 0; k < parts.n; k++)
		draw_part(d, p, line, &parts.at[k], top, &under);
	for (size_t k = 0; k < parts.n; k++)
		pango_glyph_item_free(parts.at[k].item);
	if (!under.n)
		return;
	mark_end(d);
	cairo_set_source_rgb(d->cr, LINK_RED, LINK_GREEN, LINK_BLUE);
	for (size_t k = 0; k < under.n; k++)
		cairo_rectangle(d->cr, under.at[k].x, under.at[k].y, under.at[k].width, 0.5);
	cairo_fill(d->cr);
}

/* ---- boxes ---- */

static void
draw_rule(struct drawing *d, double x, double y, double width, double thickness, double grey)
{
	mark_end(d);
	cairo_set_source_rgb(d->cr, grey, grey, grey);
	cairo_rectangle(d->cr, x, y, width, thickness);
	cairo_fill(d->cr);
}

/* Outside of the structure: a head that is repeated. */
static void
draw_unmarked(struct drawing *d, PangoLayout *layout, double x, double y)
{
	mark_end(d);
	cairo_move_to(d->cr, x, y);
	pango_cairo_show_layout(d->cr, layout);
}

static void
draw_row(struct drawing *d, const struct pdf_row *row, double top, double height, bool again)
{
	if (again)
		cairo_set_source_rgb(d->cr, pdf_looks[PDF_CELL_HEAD].grey,
				     pdf_looks[PDF_CELL_HEAD].grey,
				     pdf_looks[PDF_CELL_HEAD].grey);
	for (size_t k = 0; k < row->n; k++) {
		const struct pdf_para *p = row->cells[k];
		double y = top + PDF_CELL_PAD;

		if (p && again) {
			draw_unmarked(d, p->layout, p->x, y);
			continue;
		}
		for (size_t i = row->from; p && i < row->to && i < p->lines.n; i++) {
			draw_line(d, p, i, p->x, y);
			y += p->lines.at[i].height;
		}
	}
	if (row->head)
		draw_rule(d, PDF_MARGIN, top + height - 0.8, PDF_WIDTH, 0.8, 0);
	else if (row->last)
		draw_rule(d, PDF_MARGIN, top + height - 0.4, PDF_WIDTH, 0.4, RULE_GREY);
}

static void
remember(struct drawing *d, const struct pdf_box *box, double y)
{
	if (box->anchor.n)
		VEC_PUSH(d->arena, &d->tree->anchors,
			 ((struct pdf_anchor){ box->anchor, d->page, y }));
	if (box->outline)
		VEC_PUSH(d->arena, &d->tree->outline,
			 ((struct pdf_outline){ box->outline, box->outline_text, d->page, y }));
}

static void
draw_box(struct drawing *d, const struct pdf_box *box, double y)
{
	remember(d, box, y);
	if (box->rule > 0)
		draw_rule(d, PDF_MARGIN, y, PDF_WIDTH, box->rule, 0);
	if (box->label)
		draw_line(d, box->label, 0, box->label->x,
			  y + box->para->lines.at[box->line].baseline -
				  box->label->lines.at[0].baseline);
	if (box->para)
		draw_line(d, box->para, box->line, box->x, y);
	if (box->row)
		draw_row(d, box->row, y, box->height, false);
}

/* ---- pages ---- */

static void
draw_small(struct drawing *d, struct str s, double y, bool right)
{
	PangoLayout *layout = pango_layout_new(d->text->context);
	PangoFontDescription *font = pango_font_description_new();
	int width;

	pango_font_description_set_family_static(font, pdf_looks[PDF_IMPRINT].family);
	pango_font_description_set_absolute_size(font, 8 * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_text(layout, s.p, (int)s.n);
	pango_layout_get_size(layout, &width, NULL);
	if ((double)width / PANGO_SCALE > PDF_WIDTH) {
		pango_layout_set_width(layout, (int)(PDF_WIDTH * PANGO_SCALE));
		pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
		right = false;
	}
	cairo_set_source_rgb(d->cr, 0.3, 0.3, 0.3);
	draw_unmarked(d, layout, PDF_MARGIN + (right ? PDF_WIDTH - (double)width / PANGO_SCALE : 0),
		      y);
	g_object_unref(layout);
}

static void
draw_margins(struct drawing *d, struct str running, size_t pages)
{
	struct msg_arg args[] = { msg_int("n", (int64_t)d->page + 1),
				  msg_int("of", (int64_t)pages) };

	if (d->page && running.n)
		draw_small(d, running, 34, false);
	draw_small(d, msg_format(d->arena, LANG_en, MSG_office_page, args, ARRAY_LEN(args)),
		   PDF_PAGE_HEIGHT - 44, true);
}

static void
draw_page(struct drawing *d, const struct pdf_boxes *b, size_t from, size_t to)
{
	const struct pdf_row *heading = pdf_page_heading(b, from);
	double y = PDF_TOP;

	if (heading) {
		draw_row(d, heading, y, b->at[from].row->heading_height, true);
		y += b->at[from].row->heading_height;
	}
	for (size_t i = from; i < to; i++) {
		y += i > from ? b->at[i].before : 0;
		draw_box(d, &b->at[i], y);
		y += b->at[i].height;
	}
	mark_end(d);
}

static cairo_status_t
put(void *out, const unsigned char *bytes, unsigned n)
{
	buf_put(out, (const char *)bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

struct pages {
	size_t *at; /* the first box of each */
	size_t n;
	size_t room;
};

enum errc
pdf_draw(struct op *op, struct pdf_text *text, const struct pdf_boxes *b, struct str running,
	 struct buf *out)
{
	struct drawing d = { .text = text, .tree = text->tree, .arena = text->arena,
			     .open = NO_SLOT };
	struct pages pages = { 0 };
	cairo_surface_t *surface;
	cairo_status_t status;

	for (size_t at = 0; at < b->n; at = pdf_page_end(b, at))
		VEC_PUSH(d.arena, &pages, at);
	if (pages.n > PDF_PAGES_MAX)
		return fail(op, E_LIMIT, "office.too-long", "%zu", pages.n);
	surface = cairo_pdf_surface_create_for_stream(put, out, PDF_PAGE_WIDTH, PDF_PAGE_HEIGHT);
	d.cr = cairo_create(surface);
	for (size_t i = 0; i < pages.n || i == 0; i++) {
		size_t to = i + 1 < pages.n ? pages.at[i + 1] : b->n;

		d.page = (uint32_t)i;
		d.next_mcid = 0;
		draw_margins(&d, running, pages.n ? pages.n : 1);
		if (pages.n)
			draw_page(&d, b, pages.at[i], to);
		cairo_show_page(d.cr);
	}
	d.tree->pages = pages.n ? (uint32_t)pages.n : 1;
	cairo_destroy(d.cr);
	cairo_surface_finish(surface);
	status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (status != CAIRO_STATUS_SUCCESS)
		return fail(op, E_UNAVAILABLE, "office.pdf", "%s", cairo_status_to_string(status));
	return OK;
}
