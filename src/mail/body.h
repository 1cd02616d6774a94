/* SPDX-License-Identifier: Apache-2.0 */
/*
 * body: the text of a message as people read it: own words, quotations,
 * signature; links; and no address of anybody. Pure.
 */
#ifndef CONVENE_MAIL_BODY_H
#define CONVENE_MAIL_BODY_H

#include <stdbool.h>

#include "base/vec.h"

enum body_kind {
	BODY_TEXT,
	BODY_QUOTE,     /* lines that began with ">": without it, deeper ones keep theirs */
	BODY_SIGNATURE, /* behind a line "-- " or a list's "_____", up to the end */
};

struct body_span {
	struct str text;
	bool link; /* an address that begins with http:// or https:// */
};
struct body_piece {
	enum body_kind kind;
	size_t lines;
	SLICE(struct body_span) spans; /* together the text of the piece; not empty */
};
typedef SLICE(struct body_piece) body_pieces;

/* text: UTF-8. Empty lines between pieces are in none of them. */
body_pieces body_split(struct arena *a, struct str text);

/* Its own words alone, without a line that only says whose words are quoted; or with
 * quotations. Never its signature. *ret_quotes: there is a
 * quotation in it. */
struct str body_own(struct arena *a, struct str text, bool quotes, bool *ret_quotes);

/*
 * "ana@river.example" becomes "ana@…", wherever it stands: what readers who are
 * not signed in may see. The text itself where there is no address in it.
 */
struct str body_mask(struct arena *a, struct str text);

#endif
