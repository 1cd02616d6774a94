/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_tree: the logical structure of a PDF in the making: plain data, filled
 * by pdf_flow (what there is) and pdf_draw (where it was drawn), and written
 * by pdf_finish. Lengths are points from the top left corner of a page.
 *
 * A slot is a piece of text in a node. It is drawn once or more (a paragraph
 * may go on on the next page), each time as marked content of its own.
 */
#ifndef CONVENE_OFFICE_PDF_TREE_H
#define CONVENE_OFFICE_PDF_TREE_H

#include "base/vec.h"

#define PDF_PAGE_WIDTH 595.276
#define PDF_PAGE_HEIGHT 841.89

enum pdf_scope { PDF_SCOPE_NONE, PDF_SCOPE_COLUMN, PDF_SCOPE_ROW };

struct pdf_place {
	uint32_t page; /* from 0 */
	uint32_t mcid; /* from 0 on each page */
};
struct pdf_slot {
	SLICE(struct pdf_place) places; /* in the order of drawing */
};
/* Where a link can be clicked; one for each line it stands in. */
struct pdf_area {
	uint32_t page;
	double x, y, width, height;
};
struct pdf_kid {
	bool slot;
	uint32_t index; /* into slots or nodes */
};
struct pdf_node {
	const char *tag;   /* standard structure type, "P" */
	SLICE(struct pdf_kid) kids;
	struct str lang;   /* BCP 47; absent: as around it */
	struct str actual; /* the text in place of what is drawn; absent: as drawn */
	enum pdf_scope scope; /* TH */
	unsigned span;     /* TH, TD: so many columns; 0 is 1 */
	bool ordered;      /* L */
	struct str target; /* Link: an address, or "#anchor" */
	struct str text;   /* Link: what it says */
	SLICE(struct pdf_area) areas;
};
struct pdf_anchor {
	struct str name;
	uint32_t page;
	double y;
};
/* An entry of the outline, in the order of the text. */
struct pdf_outline {
	int level; /* 1 is highest */
	struct str text;
	uint32_t page;
	double y;
};

struct pdf_tree {
	struct arena *arena;
	struct str title, lang;
	SLICE(struct pdf_node) nodes; /* nodes.at[0] is the Document */
	SLICE(struct pdf_slot) slots;
	SLICE(struct pdf_anchor) anchors;
	SLICE(struct pdf_outline) outline;
	uint32_t pages;
};

void pdf_tree_init(struct pdf_tree *t, struct arena *a, struct str title, struct str lang);
/* A new last child of `up`; its index. */
uint32_t pdf_tree_node(struct pdf_tree *t, uint32_t up, const char *tag);
uint32_t pdf_tree_slot(struct pdf_tree *t, uint32_t up);

#endif
