/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_draw: the boxes on pages, with Cairo. */
#ifndef CONVENE_OFFICE_PDF_DRAW_H
#define CONVENE_OFFICE_PDF_DRAW_H

#include "base/buf.h"
#include "base/op.h"
#include "office/pdf_flow.h"

/*
 * Appends Cairo's PDF to out: every slot's text in marked content of its own,
 * numbered from 0 on each page, as written down in the tree. Heads, feet and
 * rules are left unmarked; pdf_finish() makes artifacts of them.
 * running stands at the head of all pages but the first.
 */
must_check enum errc pdf_draw(struct op *op, struct pdf_text *text,
			      const struct pdf_boxes *boxes, struct str running,
			      struct buf *out);

#endif
