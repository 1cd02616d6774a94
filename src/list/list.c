/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list.h"

#include "base/words.h"

static const struct str aside_words[] = {
	[ASIDE_NO_MESSAGE] = STR_INIT("no-message"),
	[ASIDE_EMPTY] = STR_INIT("empty"),
	[ASIDE_TOO_LARGE] = STR_INIT("too-large"),
	[ASIDE_UNREADABLE] = STR_INIT("unreadable"),
	[ASIDE_ID_TAKEN] = STR_INIT("id-taken"),
};
WORDS_DEFINE(mail_aside, enum mail_aside, aside_words)

static const struct str answer_words[] = {
	[CHECK_YES] = STR_INIT("yes"),
	[CHECK_NO] = STR_INIT("no"),
	[CHECK_UNKNOWN] = STR_INIT("unknown"),
};
WORDS_DEFINE(check_answer, enum check_answer, answer_words)
