/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_finish: Cairo's pages with the structure tree, through libqpdf. */
#ifndef CONVENE_OFFICE_PDF_FINISH_H
#define CONVENE_OFFICE_PDF_FINISH_H

#include "base/buf.h"
#include "base/op.h"
#include "office/pdf_tree.h"

/* ua: the file says that it is PDF/UA-1. E_UNAVAILABLE office.pdf. */
must_check enum errc pdf_finish(struct op *op, const struct pdf_tree *t, struct str drawn,
				bool ua, struct buf *out);

#endif
