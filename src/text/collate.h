/* SPDX-License-Identifier: Apache-2.0 */
/*
 * collate: the order in which people look for names.
 *
 * Unicode root collation (DUCET as tailored by CLDR): accents and case only
 * decide between otherwise equal names, numbers inside names sort by value
 * ("Session 9" before "Session 10"). Pure, safe from any thread.
 */
#ifndef CONVENE_TEXT_COLLATE_H
#define CONVENE_TEXT_COLLATE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Bytes that sort as s sorts: compare two keys with str_cmp(). About one to
 * two bytes per character; contains no NUL. Never fails; the absent str has
 * the empty key, which comes first.
 */
struct str collate_key(struct arena *a, struct str s);

/*
 * Keys of different versions must not be compared, so whoever stores keys
 * stores this next to them and rebuilds them when it changes. Static.
 */
struct str collate_version(void);

#endif
