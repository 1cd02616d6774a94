/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_text: the report's own words as a meeting's page shows them. */
#ifndef CONVENE_MEETING_MEETING_TEXT_H
#define CONVENE_MEETING_MEETING_TEXT_H

#include "meeting/meeting_view.h"

/*
 * Reads v->m.source and fills sections, contents, parts and the facts that only
 * the text has; v->rows must be there. false: there is no such part.
 */
bool meeting_text_read(struct arena *a, struct meeting_show_view *v, int64_t part);

/* All of a report's source as one document, participants included. */
struct safe_html meeting_text_plain(struct arena *a, struct str source);

#endif
