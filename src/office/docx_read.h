/* SPDX-License-Identifier: Apache-2.0 */
/*
 * docx_read: a Word file as a document, in the cell.
 *
 * Numbers stand as Word shows them, deleted text is gone and inserted text
 * stays, what a list or a heading is comes from its style or its numbering, and
 * a file of docx_write() gives the same document again. Notes at the foot stand
 * behind the paragraph that has them. Pictures and comments are left out. What
 * was decided for the reader is counted in the notices.
 */
#ifndef CONVENE_OFFICE_DOCX_READ_H
#define CONVENE_OFFICE_DOCX_READ_H

#include "office/gather.h"

/* The parts of the archive; absent ones may be missing but for document. */
struct docx_source {
	struct str document, styles, numbering, rels, footnotes;
};
/* NULL: document is not well-formed, or has no body. */
struct doc *docx_read(struct arena *a, const struct docx_source *s,
		      unsigned notices[NOTICE_KINDS]);

#endif
