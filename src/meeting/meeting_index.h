/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_index: what a meeting and its report can be found by. */
#ifndef CONVENE_MEETING_MEETING_INDEX_H
#define CONVENE_MEETING_MEETING_INDEX_H

#include "meeting/meeting_ops.h"

/* Replaces the search entries of the meeting; needs a write transaction. */
must_check enum errc meeting_index(struct op *op, const struct meeting_ref *ref,
				   const struct report *r);
/* The same for a document that is no meeting's report. */
must_check enum errc document_index(struct op *op, document_id id, struct str slug,
				    struct str title, const struct report *r);

#endif
