/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_content: the operators of a page, as far as Cairo writes them (no inline
 * images). Pure.
 */
#ifndef CONVENE_OFFICE_PDF_CONTENT_H
#define CONVENE_OFFICE_PDF_CONTENT_H

#include "base/buf.h"
#include "base/vec.h"

enum pdf_token_kind {
	PDF_END,
	PDF_NUMBER,
	PDF_NAME,     /* text without the slash */
	PDF_STRING,   /* text decoded, in the arena */
	PDF_OPEN,     /* [ or << */
	PDF_CLOSE,    /* ] or >> */
	PDF_OPERATOR,
};
struct pdf_token {
	enum pdf_token_kind kind;
	struct str raw;  /* as it stands */
	struct str text;
};
/* Cuts the next token off *in. Anything that cannot be read ends the stream. */
struct pdf_token pdf_token_next(struct arena *a, struct str *in);

/* One operator with what stands before it. */
struct pdf_operation {
	struct str raw; /* operands and operator */
	struct str op;  /* STR_NONE at the end */
	struct {
		struct pdf_token *at;
		size_t n;
		size_t room;
	} operands;
};
struct pdf_operation pdf_operation_next(struct arena *a, struct str *in);

bool pdf_op_paints_path(struct str op);
bool pdf_op_paints_text(struct str op);

/* The page with everything that is painted outside of marked content wrapped
 * as an artifact. */
void pdf_mark_artifacts(struct arena *a, struct str content, struct buf *out);

#endif
