/* SPDX-License-Identifier: Apache-2.0 */
#include "meeting/meeting.h"

#include "base/words.h"

static const struct str roster_words[] = {
	[ROSTER_FACILITATOR] = STR_INIT("facilitator"),
	[ROSTER_PARTICIPANT] = STR_INIT("participant"),
	[ROSTER_SECRETARIAT] = STR_INIT("secretariat"),
	[ROSTER_APOLOGY] = STR_INIT("apology"),
	[ROSTER_OTHER] = STR_INIT("other"),
};
static const struct str topic_words[] = {
	[TOPIC_POSTPONED] = STR_INIT("postponed"),
	[TOPIC_CLOSED] = STR_INIT("closed"),
};

WORDS_DEFINE(roster_kind, enum roster_kind, roster_words)
WORDS_DEFINE(topic_state, enum topic_state, topic_words)
