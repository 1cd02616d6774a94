/* SPDX-License-Identifier: Apache-2.0 */
/*
 * withhold: a name taken out of a report, with another one in its place. Pure.
 *
 * A name is found where its words stand one after the other with nothing but signs and spaces
 * between them: in a sentence, in two cells of a list of participants; at the beginning of a line
 * or a cell also with its last word first. Case and kinds of signs do not matter. A last name alone is not found: others may have it.
 */
#ifndef CONVENE_REPORT_WITHHOLD_H
#define CONVENE_REPORT_WITHHOLD_H

#include "base/arena.h"
#include "base/vec.h"

struct withheld {
	struct str text;
	int64_t places; /* where the name stood; 0: text is the source itself */
};
/* names: all spellings. "first rest" is written instead; where the name stood in two cells, "first"
 * in the one and "rest" in the other. */
struct withheld report_withhold(struct arena *a, struct str source, const struct str *names, size_t n,
				struct str first, struct str rest);

#endif
