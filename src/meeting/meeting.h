/* SPDX-License-Identifier: Apache-2.0 */
/* meeting: numbered meetings of a series and who was there. Ids and words. */
#ifndef CONVENE_MEETING_MEETING_H
#define CONVENE_MEETING_MEETING_H

#include "base/str.h"
#include "report/report.h"

typedef struct {
	int64_t v;
} meeting_id;
typedef struct {
	int64_t v;
} series_id;
typedef struct {
	int64_t v;
} topic_id;

enum topic_state { TOPIC_POSTPONED, TOPIC_CLOSED };

/* roster_kind (report.h) as words: facilitator, participant, … */
struct str roster_kind_word(enum roster_kind k);
bool roster_kind_parse(struct str s, enum roster_kind *ret);
struct str topic_state_word(enum topic_state s);
bool topic_state_parse(struct str s, enum topic_state *ret);

#endif
