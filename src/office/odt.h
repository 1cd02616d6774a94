/* SPDX-License-Identifier: Apache-2.0 */
/*
 * odt: a document as OpenDocument Text (ODF 1.3). Styles have the names of
 * docx.h, with the same meaning; the numbers of paragraphs and items stand at
 * the items.
 */
#ifndef CONVENE_OFFICE_ODT_H
#define CONVENE_OFFICE_ODT_H

#include "base/buf.h"
#include "base/op.h"
#include "doc/doc.h"

#define ODT_TYPE "application/vnd.oasis.opendocument.text"

/* Appends the file to out. The same document is the same file. */
must_check enum errc odt_write(struct op *op, const struct doc *d, struct buf *out);

/* styles.xml, around the header and the footer of its pages. */
extern const char odt_styles_head[], odt_styles_middle[], odt_styles_tail[];
/* The lists' styles, which content.xml needs of its own. */
extern const char odt_list_styles[];

#endif
