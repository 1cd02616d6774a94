/* SPDX-License-Identifier: Apache-2.0 */
#include "text/slug.h"


struct str
slug_free(struct arena *a, struct str name, const struct map *taken)
{
	struct str wanted = text_slug(a, name, SLUG_MAX);
	struct str s = wanted;

	for (unsigned i = 2; map_get(taken, s); i++)
		s = arena_printf(a, "%.*s-%u", STRF(wanted), i);
	return s;
}

struct str
slug_after(struct arena *a, struct str s)
{
	/* Addresses are ASCII, so a byte above all of it closes the range. */
	return arena_concat(a, s, STR("\x7f"));
}
