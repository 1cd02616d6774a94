/* SPDX-License-Identifier: Apache-2.0 */
#include "event/event.h"

#include "base/words.h"

static const struct str event_words[] = {
	[EVENT_REPORT_PUBLISHED] = STR_INIT("report-published"),
	[EVENT_REPORT_REVISED] = STR_INIT("report-revised"),
	[EVENT_DOCUMENT_PUBLISHED] = STR_INIT("document-published"),
	[EVENT_DOCUMENT_REVISED] = STR_INIT("document-revised"),
	[EVENT_ACTION_STATE] = STR_INIT("action-state"),
};

WORDS_DEFINE(event_kind, enum event_kind, event_words)
