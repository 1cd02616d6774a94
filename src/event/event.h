/* SPDX-License-Identifier: Apache-2.0 */
/* event: what happened, for feeds and histories. Each change of state writes one. */
#ifndef CONVENE_EVENT_EVENT_H
#define CONVENE_EVENT_EVENT_H

#include "base/str.h"

typedef struct {
	int64_t v;
} event_id;

enum event_kind { EVENT_REPORT_PUBLISHED, EVENT_REPORT_REVISED, EVENT_DOCUMENT_PUBLISHED, EVENT_DOCUMENT_REVISED, EVENT_ACTION_STATE };

struct str event_kind_word(enum event_kind k);
bool event_kind_parse(struct str s, enum event_kind *ret);

#endif
