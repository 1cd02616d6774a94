/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ligatures are off: a glyph that stands for several letters breaks the text
 * that a reader takes from the page. Where glyphs cannot say their text all the
 * same (writing from right to left, signs that no font has), the segment is a
 * Span with the text itself.
 */
#include "office/pdf_para.h"

#include <pango/pangocairo.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/script.h"

#define SERIF "Noto Serif,Noto Naskh Arabic,Noto Sans CJK SC,serif"
#define SANS "Noto Sans,Noto Naskh Arabic,Noto Sans CJK SC,sans-serif"
#define MONO "Noto Sans Mono,Noto Sans Mono CJK SC,monospace"

const struct pdf_look pdf_looks[PDF_STYLES] = {
	[PDF_BODY] = { SERIF, 10.5, false, 15, 0, 6, 0 },
	[PDF_TITLE] = { SERIF, 24, false, 30, 10, 10, 0 },
	[PDF_IMPRINT] = { SANS, 9.5, false, 14, 0, 0, 0.3 },
	[PDF_H2] = { SERIF, 16, false, 21, 18, 7, 0 },
	[PDF_H3] = { SERIF, 12, true, 16, 13, 5, 0 },
	[PDF_H4] = { SANS, 10, true, 15, 10, 4, 0 },
	[PDF_CELL] = { SERIF, 9.5, false, 13, 0, 0, 0 },
	[PDF_CELL_HEAD] = { SANS, 8.5, true, 13, 0, 0, 0.2 },
	[PDF_CODE] = { MONO, 9, false, 13, 0, 0, 0 },
};

#ifdef CONVENE_SANITIZED
/* Fontconfig keeps a pattern for the life of the process; Cairo 1.16 loses a few
 * kilobytes with each subset of a font with PostScript outlines (Chinese). */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\n";
}
const char *__lsan_default_options(void);
const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

void
pdf_text_init(struct pdf_text *t, struct arena *a, struct pdf_tree *tree)
{
	*t = (struct pdf_text){ .arena = a, .tree = tree };
	/* One of its own: the default one stays with the thread for ever. */
	t->map = pango_cairo_font_map_new();
	t->context = pango_font_map_create_context(t->map);
	/* A unit of the page is a point, and places are not rounded to it. */
	pango_cairo_context_set_resolution(t->context, 72);
	pango_context_set_round_glyph_positions(t->context, FALSE);
	pango_context_set_language(t->context, pango_language_from_string(
		arena_cstr(a, tree->lang)));
}

void
pdf_text_done(struct pdf_text *t)
{
	for (size_t i = 0; i < t->layouts.n; i++)
		g_object_unref(t->layouts.at[i]);
	g_object_unref(t->context);
	g_object_unref(t->map);
}

/* The text of the runs; what would divide lines or paragraphs is a space. */
static struct str
flat_text(struct arena *a, const struct runs *r)
{
	char *p;
	struct str whole = runs_text(a, r);

	p = arena_alloc(a, whole.n + 1);
	if (whole.n)
		memcpy(p, whole.p, whole.n);
	p[whole.n] = '\0';
	for (size_t i = 0; i < whole.n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c < ' ' || c == 0x7F)
			p[i] = ' ';
		/* U+2028 and U+2029: the separators, in as many bytes of space. */
		if (i + 2 < whole.n && memcmp(p + i, "\xE2\x80", 2) == 0 &&
		    ((unsigned char)p[i + 2] & 0xFE) == 0xA8)
			memset(p + i, ' ', 3);
	}
	return (struct str){ p, whole.n };
}

static void
add_attr(PangoAttrList *list, PangoAttribute *attr, size_t from, size_t to)
{
	attr->start_index = (guint)from;
	attr->end_index = (guint)to;
	pango_attr_list_insert(list, attr);
}

static PangoAttrList *
attributes(const struct runs *r)
{
	PangoAttrList *list = pango_attr_list_new();
	size_t at = 0;

	pango_attr_list_insert(list, pango_attr_font_features_new("liga=0,clig=0,dlig=0"));
	for (size_t i = 0; i < r->n; at += r->at[i++].text.n) {
		size_t end = at + r->at[i].text.n;

		if (r->at[i].style & RUN_STRONG)
			add_attr(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), at, end);
		if (r->at[i].style & RUN_EM)
			add_attr(list, pango_attr_style_new(PANGO_STYLE_ITALIC), at, end);
		if (r->at[i].style & RUN_CODE)
			add_attr(list, pango_attr_family_new(MONO), at, end);
	}
	return list;
}

static PangoLayout *
layout_make(struct pdf_text *t, struct str text, const struct runs *r, enum pdf_style style)
{
	const struct pdf_look *look = &pdf_looks[style];
	PangoLayout *layout = pango_layout_new(t->context);
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *list = attributes(r);

	pango_font_description_set_family_static(font, look->family);
	pango_font_description_set_absolute_size(font, look->size * PANGO_SCALE);
	pango_font_description_set_weight(font, look->bold ? PANGO_WEIGHT_BOLD
							   : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text.p, (int)text.n);
	VEC_PUSH(t->arena, &t->layouts, layout);
	return layout;
}

double
pdf_para_natural(const struct pdf_para *p)
{
	int width;

	pango_layout_get_size(p->layout, &width, NULL);
	return (double)width / PANGO_SCALE;
}

void
pdf_text_widths(struct pdf_text *t, const struct runs *r, enum pdf_style style,
		double *ret_whole, double *ret_word)
{
	PangoLayout *layout = layout_make(t, flat_text(t->arena, r), r, style);
	int width;

	pango_layout_get_size(layout, &width, NULL);
	*ret_whole = (double)width / PANGO_SCALE;
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	pango_layout_set_width(layout, 0);
	pango_layout_get_size(layout, &width, NULL);
	*ret_word = (double)width / PANGO_SCALE;
}

/* ---- segments ---- */

/* What a segment is cut by. */
struct cut {
	const struct link *link;
	const char *lang;
	bool backward;
};

struct segmenting {
	struct pdf_text *t;
	struct pdf_para *p;
	uint32_t node;    /* of the paragraph */
	bool spelled_out; /* a sign that no font has: every part says its text */
	const struct link *link; /* whose node is open */
	uint32_t link_node;
	bool plain;       /* the last segment stands in the container itself */
};

static bool
is_followed(const struct link *l)
{
	/* An address within a site means nothing on paper. */
	return link_is_followed(l) && l->target.p[0] != '/' && l->target.p[0] != '?';
}

static uint32_t
container_of(struct segmenting *s, const struct link *link)
{
	struct pdf_tree *tree = s->t->tree;
	struct pdf_node *node;

	if (link == s->link)
		return link ? s->link_node : s->node;
	s->link = link;
	s->plain = false;
	s->link_node = 0;
	if (!link)
		return s->node;
	s->link_node = pdf_tree_node(tree, s->node, "Link");
	node = &tree->nodes.at[s->link_node];
	node->target = arena_str(s->t->arena, link->target);
	return s->link_node;
}

static bool
is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

static void
segment_add(struct segmenting *s, size_t from, size_t to, const struct cut *cut)
{
	struct pdf_tree *tree = s->t->tree;
	struct pdf_para *p = s->p;
	uint32_t up = container_of(s, cut->link), span;
	struct pdf_segment seg = { from, to, 0, cut->backward, s->link_node };
	struct str text = str_sub(p->text, from, to - from);
	/* A space by itself leaves no trace on a page. */
	bool spelled_out = s->spelled_out || cut->backward || is_blank(text);
	bool plain = !cut->lang[0] && !spelled_out;

	if (plain && s->plain) {
		p->segments.at[p->segments.n - 1].to = to;
	} else {
		if (plain) {
			seg.slot = pdf_tree_slot(tree, up);
		} else {
			span = pdf_tree_node(tree, up, "Span");
			if (cut->lang[0])
				tree->nodes.at[span].lang = str_of(cut->lang);
			if (spelled_out)
				tree->nodes.at[span].actual = text;
			seg.slot = pdf_tree_slot(tree, span);
		}
		VEC_PUSH(s->t->arena, &p->segments, seg);
	}
	s->plain = plain;
	if (s->link_node) {
		struct pdf_node *node = &tree->nodes.at[s->link_node];

		node->text = node->text.n ? arena_concat(s->t->arena, node->text, text) : text;
	}
}

static bool
same_cut(const struct cut *a, const struct cut *b)
{
	return a->link == b->link && a->backward == b->backward &&
	       strcmp(a->lang, b->lang) == 0;
}

static void
segment_all(struct segmenting *s, const struct runs *r)
{
	struct str text = s->p->text;
	PangoDirection base = PANGO_DIRECTION_WEAK_LTR; /* found from the text */
	guint8 *levels = pango_log2vis_get_embedding_levels(text.p, (int)text.n, &base);
	bool kana = script_has_kana(text), script_known = false;
	struct cut now = { .lang = "" };
	size_t from = 0, run = 0, run_end = r->n ? r->at[0].text.n : 0;

	for (size_t at = 0, k = 0; at < text.n; k++) {
		size_t here = at;
		uint32_t c = utf8_next(text, &at);
		const char *lang = script_language(c, kana);
		struct cut next = now;

		while (here >= run_end && run + 1 < r->n)
			run_end += r->at[++run].text.n;
		next.link = is_followed(r->at[run].link) ? r->at[run].link : NULL;
		next.backward = levels[k] & 1;
		/* Spaces and signs go with what stands before them, unless the
		 * direction changes. */
		if (lang)
			next.lang = lang;
		else if (next.backward != now.backward || next.link != now.link || !script_known)
			next.lang = "";
		/* Spaces between two languages go with the second. */
		if (here > from && !now.backward && !next.backward && now.link == next.link &&
		    is_blank(str_sub(text, from, here - from)))
			now = next;
		if (here > from && !same_cut(&now, &next)) {
			segment_add(s, from, here, &now);
			from = here;
		}
		script_known |= lang != NULL;
		now = next;
	}
	if (text.n)
		segment_add(s, from, text.n, &now);
	g_free(levels);
}

/* ---- lines ---- */

static void
lines_read(struct pdf_text *t, struct pdf_para *p)
{
	const struct pdf_look *look = &pdf_looks[p->style];
	PangoLayoutIter *iter = pango_layout_get_iter(p->layout);

	do {
		struct pdf_line *line = VEC_ADD(t->arena, &p->lines);
		PangoRectangle extents;
		double height;

		line->line = pango_layout_iter_get_line_readonly(iter);
		pango_layout_iter_get_line_extents(iter, NULL, &extents);
		height = (double)extents.height / PANGO_SCALE;
		line->indent = (double)extents.x / PANGO_SCALE;
		line->baseline = (double)(pango_layout_iter_get_baseline(iter) - extents.y) /
				 PANGO_SCALE;
		line->height = height > look->leading ? height : look->leading;
		line->baseline += (line->height - height) / 2;
		p->height += line->height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

struct pdf_para *
pdf_para_make(struct pdf_text *t, const struct runs *r, enum pdf_style style, double x,
	      double width, uint32_t node)
{
	struct pdf_para *p = ARENA_NEW(t->arena, struct pdf_para);
	struct segmenting s = { .t = t, .p = p, .node = node };

	p->style = style;
	p->x = x;
	p->width = width;
	p->text = flat_text(t->arena, r);
	p->layout = layout_make(t, p->text, r, style);
	pango_layout_set_width(p->layout, (int)(width * PANGO_SCALE));
	/* In a column, text from right to left begins where the others do. */
	if ((style == PDF_CELL || style == PDF_CELL_HEAD) &&
	    pango_layout_get_direction(p->layout, 0) == PANGO_DIRECTION_RTL)
		pango_layout_set_alignment(p->layout, PANGO_ALIGN_RIGHT);
	s.spelled_out = pango_layout_get_unknown_glyphs_count(p->layout) > 0;
	segment_all(&s, r);
	lines_read(t, p);
	return p;
}
