/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_clean: the text of a PDF's pages, as pdftotext lays it out, as one text.
 *
 * What stands at the head or foot of every page is left out, page breaks stay
 * (\f, on lines of their own), the margin is cut off, and what follows a number
 * or a bullet follows it by one space. Pure and total.
 */
#ifndef CONVENE_OFFICE_PDF_CLEAN_H
#define CONVENE_OFFICE_PDF_CLEAN_H

#include "base/arena.h"

/* text: UTF-8. *ret_heads: so many lines were left out. */
struct str pdf_text_clean(struct arena *a, struct str text, unsigned *ret_heads);

#endif
