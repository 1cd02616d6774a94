/* SPDX-License-Identifier: Apache-2.0 */
/* pieces: a run's text cut where its language or its direction changes. */
#ifndef CONVENE_OFFICE_PIECES_H
#define CONVENE_OFFICE_PIECES_H

#include "base/str.h"

struct piece {
	struct str text;
	const char *lang; /* "": the document's own */
	bool backward;
};
/* Cuts the next piece off *rest; false at the end. */
bool piece_next(struct str *rest, struct piece *ret);

#endif
