/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_flow: a document as boxes in a column, each of which stands whole on one
 * page, and where the pages are divided.
 */
#ifndef CONVENE_OFFICE_PDF_FLOW_H
#define CONVENE_OFFICE_PDF_FLOW_H

#include "office/pdf_para.h"

/* 20 mm at each side; the feet of the pages stand in the margin. */
#define PDF_MARGIN 56.693
#define PDF_TOP 62.0
#define PDF_BOTTOM 66.0
#define PDF_WIDTH (PDF_PAGE_WIDTH - 2 * PDF_MARGIN)
#define PDF_HEIGHT (PDF_PAGE_HEIGHT - PDF_TOP - PDF_BOTTOM)

#define PDF_CELL_PAD 3.0 /* above and below the text of a row */

/* A row of a table, or as many of its lines as one page takes. */
struct pdf_row {
	struct pdf_para **cells; /* NULL where there is none */
	size_t n;
	size_t from, to;         /* lines of each cell */
	bool head, group;
	bool last;               /* of the row: the line under it is drawn */
	const struct pdf_row *heading; /* repeated on each page; NULL: none */
	double heading_height;
};

struct pdf_box {
	double height;
	double before;     /* space above, unless it is the first of a page */
	bool breakable;    /* a page may end above it */
	double x;
	/* One of these: */
	const struct pdf_para *para;
	const struct pdf_row *row;
	double rule;       /* a line of this thickness across the column */
	size_t line;       /* of para */
	const struct pdf_para *label; /* stands left of the line, or NULL */
	/* Remembered when it is drawn: */
	struct str anchor;
	int outline;       /* level, 0: no entry */
	struct str outline_text;
};
struct pdf_boxes {
	struct pdf_box *at;
	size_t n;
	size_t room;
};

/* The document's boxes; its structure goes into text->tree. */
struct pdf_boxes pdf_flow(struct pdf_text *text, const struct doc *d);

/*
 * The index behind the last box of the page that begins with box `from`: the
 * last place before the page is full at which it may end, or where it is full
 * when there is none. Always greater than `from`.
 */
size_t pdf_page_end(const struct pdf_boxes *b, size_t from);
/* What stands above the first box of a page: a table's head again, or NULL. */
const struct pdf_row *pdf_page_heading(const struct pdf_boxes *b, size_t from);

#endif
