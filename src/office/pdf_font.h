/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_font: what the codes of an embedded font mean, from its ToUnicode map. */
#ifndef CONVENE_OFFICE_PDF_FONT_H
#define CONVENE_OFFICE_PDF_FONT_H

#include "base/buf.h"
#include "base/vec.h"

struct pdf_font {
	unsigned bytes;   /* of a code: 1 or 2 */
	struct str *text; /* by code, absent where it has none */
	size_t n;
};

/* map: the ToUnicode stream. */
struct pdf_font pdf_font_read(struct arena *a, struct str map, unsigned bytes);
/* Codes into UTF-8; U+FFFD for one without a meaning. */
void pdf_font_text(const struct pdf_font *f, struct str codes, struct buf *out);
/* UTF-16, big-endian, into UTF-8. */
void pdf_utf16(struct buf *out, struct str s);

#endif
