/* SPDX-License-Identifier: Apache-2.0 */
#include "directory/directory.h"

#include "base/words.h"

static const struct str entry_kinds[] = {
	[ENTRY_PERSON] = STR_INIT("person"), [ENTRY_GROUP] = STR_INIT("group"),
};
WORDS_DEFINE(entry_kind, enum entry_kind, entry_kinds)
