/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_para: runs of a document set into lines with Pango, each part of a line
 * knowing which slot of the structure tree it belongs to.
 */
#ifndef CONVENE_OFFICE_PDF_PARA_H
#define CONVENE_OFFICE_PDF_PARA_H

#include "doc/doc.h"
#include "office/pdf_tree.h"

/* Pango's own, used by pdf_para.c and pdf_draw.c. */
struct _PangoContext;
struct _PangoFontMap;
struct _PangoLayout;
struct _PangoLayoutLine;

enum pdf_style {
	PDF_BODY,
	PDF_TITLE,
	PDF_IMPRINT, /* the lines around the title */
	PDF_H2,
	PDF_H3,
	PDF_H4,
	PDF_CELL,
	PDF_CELL_HEAD,
	PDF_CODE,
	PDF_STYLES
};
struct pdf_look {
	const char *family;
	double size;    /* points */
	bool bold;
	double leading; /* least height of a line */
	double before, after; /* space around a block */
	double grey;    /* 0 is black */
};
extern const struct pdf_look pdf_looks[PDF_STYLES];

/* A part of the paragraph's text that goes into one slot. */
struct pdf_segment {
	size_t from, to; /* bytes of the text */
	uint32_t slot;
	bool backward;   /* written from right to left */
	uint32_t link;   /* the node of tag Link, 0: none */
};
struct pdf_line {
	struct _PangoLayoutLine *line; /* the layout's */
	double height;
	double baseline; /* from the line's top */
	double indent;   /* from the paragraph's left edge: lines may be set from the right */
};
struct pdf_para {
	struct _PangoLayout *layout;
	struct str text;
	enum pdf_style style;
	double x, width;
	SLICE(struct pdf_segment) segments;
	SLICE(struct pdf_line) lines;
	double height; /* of all lines */
};

struct pdf_text {
	struct arena *arena;
	struct pdf_tree *tree;
	struct _PangoFontMap *map;
	struct _PangoContext *context;
	SLICE(struct _PangoLayout *) layouts; /* to be released */
};

void pdf_text_init(struct pdf_text *t, struct arena *a, struct pdf_tree *tree);
void pdf_text_done(struct pdf_text *t);

/* The runs as lines at most `width` wide; their text goes under `node`. */
struct pdf_para *pdf_para_make(struct pdf_text *t, const struct runs *r, enum pdf_style style,
			       double x, double width, uint32_t node);
/* How wide the paragraph's text is in one line. */
double pdf_para_natural(const struct pdf_para *p);
/* How wide the runs are in one line, and the widest of their words. */
void pdf_text_widths(struct pdf_text *t, const struct runs *r, enum pdf_style style,
		     double *ret_whole, double *ret_word);

#endif
