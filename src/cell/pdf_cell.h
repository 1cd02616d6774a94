/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_cell: the text of a PDF, with the program pdftotext behind walls of its own.
 *
 * A child of this binary, `convene pdf-cell`, gives up everything but reading
 * the system's libraries and fonts and the pipes it was given, and then becomes
 * pdftotext: no network, no process, no file of ours, bounded memory and time.
 */
#ifndef CONVENE_CELL_PDF_CELL_H
#define CONVENE_CELL_PDF_CELL_H

#include "base/buf.h"
#include "base/op.h"

#define PDF_CELL_MS 20000
#define PDF_CELL_TEXT_MAX ((size_t)8 << 20)

/*
 * Appends the text as it lies on the pages, \f between these, to out. It is
 * foreign: not known to be UTF-8.
 *   E_INVALID     report.encrypted, report.broken-file
 *   E_LIMIT       report.pdf-timeout, report.unpacks-too-large
 *   E_UNAVAILABLE report.no-pdftotext, cell.start
 */
must_check enum errc pdf_text_read(struct op *op, struct str pdf, struct buf *out);

/* The child: main() returns this when its first argument is "pdf-cell". */
int pdf_cell_main(void);

#endif
