/* SPDX-License-Identifier: Apache-2.0 */
#include "document/document.h"

#include "base/words.h"

static const struct str kind_words[] = {
	[DOCUMENT_REPORT] = STR_INIT("report"),
	[DOCUMENT_OTHER] = STR_INIT("other"),
};
static const struct str outcome_words[] = {
	[IMPORT_NEW] = STR_INIT("new"),
	[IMPORT_REVISED] = STR_INIT("revised"),
	[IMPORT_UNCHANGED] = STR_INIT("unchanged"),
};

WORDS_DEFINE(document_kind, enum document_kind, kind_words)
WORDS_DEFINE(import_outcome, enum import_outcome, outcome_words)
