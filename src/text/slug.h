/* SPDX-License-Identifier: Apache-2.0 */
/* slug: an address that nobody has yet. Pure. */
#ifndef CONVENE_TEXT_SLUG_H
#define CONVENE_TEXT_SLUG_H

#include "base/map.h"
#include "text/fold.h"

#define SLUG_MAX 60

/* text_slug(name), with -2, -3, … behind it where `taken` (keys) has it. */
struct str slug_free(struct arena *a, struct str name, const struct map *taken);

/* The least str after every one that starts with s: s up to, but not
 * including, this is a range scan for a prefix. */
struct str slug_after(struct arena *a, struct str s);

#endif
