/* SPDX-License-Identifier: Apache-2.0 */
/* histogram: how many coalitions have which figure. */
#ifndef CONVENE_ASSESS_HISTOGRAM_H
#define CONVENE_ASSESS_HISTOGRAM_H

#include "assess/assess_view.h"

/* number: of the criterion k in its set; verdicts: one for each group. */
void histogram_make(struct arena *a, const struct criterion *k, const struct figures *f, size_t number,
		    const enum verdict *verdicts, struct histogram *ret);

#endif
