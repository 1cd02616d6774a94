/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf: a document as a tagged PDF, A4, that a screen reader reads as well as
 * the eye.
 *
 *	doc ── pdf_flow ──> boxes of lines ── pdf_draw ──> pages (Cairo)
 *	 └──────────────> pdf_tree <─ what was drawn where ──┘   │
 *	                      └──────── pdf_finish (qpdf) <──────┘
 *	                                    └── pdf_check ──> pdfuaid, or not
 *
 * Cairo draws and marks content; the structure tree, the links and the rest of
 * what makes a PDF accessible are written by pdf_finish. See decision 0006.
 */
#ifndef CONVENE_OFFICE_PDF_H
#define CONVENE_OFFICE_PDF_H

#include "base/buf.h"
#include "base/op.h"
#include "doc/doc.h"

/* What is wrong with a PDF, a sentence each, for us and for tests. */
struct pdf_faults {
	struct str *at;
	size_t n;
	size_t room;
};
/*
 * Appends the PDF to out. It claims PDF/UA-1 only when pdf_check() found
 * nothing; otherwise it is written without the claim, and *ret, which may be
 * NULL, says why.
 *   E_LIMIT        office.too-long   more than PDF_PAGES_MAX pages
 *   E_UNAVAILABLE  office.pdf        a library failed
 */
#define PDF_PAGES_MAX 2000
must_check enum errc pdf_write(struct op *op, const struct doc *d, struct buf *out,
			       struct pdf_faults *ret);

/*
 * Checks any PDF that pdf_write() could have made against the document's words
 * (doc_plain(); absent: not compared):
 *   1. nothing is painted outside of marked content or an artifact;
 *   2. the structure tree's text is `words`, word for word, in order;
 *   3. every link has its annotation, every annotation its link;
 *   4. title shown, language, tab order, scope of header cells, kind of lists;
 *   5. every font is embedded and maps to Unicode.
 * It is no validator of PDF/UA: see docs/formats.md. E_INVALID office.no-pdf.
 */
must_check enum errc pdf_check(struct op *op, struct str pdf, struct str words,
			       struct pdf_faults *ret);

#endif
