/* SPDX-License-Identifier: Apache-2.0 */
/* directory: what the directory has entries of. Pure. */
#ifndef CONVENE_DIRECTORY_DIRECTORY_H
#define CONVENE_DIRECTORY_DIRECTORY_H

#include "base/str.h"

enum entry_kind {
	ENTRY_PERSON,
	ENTRY_GROUP,
	N_ENTRY_KINDS,
};
struct str entry_kind_word(enum entry_kind k);
bool entry_kind_parse(struct str s, enum entry_kind *ret);

#endif
