/* SPDX-License-Identifier: Apache-2.0 */
/*
 * docx: a document for Word (Office Open XML, ECMA-376, transitional).
 *
 * What a paragraph is stands in its style, by which docx_read finds it again:
 *
 *	Imprint, Title            the lines around the title, and the title
 *	Heading1 to Heading5      headings of level 2 to 6
 *	NumberedParagraph         a paragraph of a report: Word counts it
 *	ListBullet, ListNumber    items; the level of the numbering is their depth
 *	ListContinue              a paragraph within an item, indented by depth
 *	Quote, Preformatted, PreformattedHead
 *	TableHeading, TableGroup, TableText
 *
 * and what a run is in its character style: Hyperlink, Address (a link whose
 * text is its target), NoTarget (a link that leads nowhere), Code.
 */
#ifndef CONVENE_OFFICE_DOCX_H
#define CONVENE_OFFICE_DOCX_H

#include "base/buf.h"
#include "base/op.h"
#include "doc/doc.h"

/* Appends the file to out. The same document is the same file. */
must_check enum errc docx_write(struct op *op, const struct doc *d, struct buf *out);

/* The parts that are the same in every file; names as in the archive. */
struct docx_part {
	const char *name;
	const char *xml;
};
extern const struct docx_part docx_parts[];
extern const size_t docx_parts_n;
/* Definitions of numbering; the instances are written behind them. */
extern const char docx_numbering_head[];

#endif
