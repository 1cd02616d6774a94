/* SPDX-License-Identifier: Apache-2.0 */
#include "web/parts.h"

#define STEP 8

struct ticks
ticks_make(struct arena *a, const enum tick *at, size_t n)
{
	/* From the base line up, as in "M4 16V1": one path for each kind. */
	static const char *const up[] = {
		[TICK_YES] = " 16V1", [TICK_NO] = " 16V11", [TICK_UNKNOWN] = " 16V11",
	};
	struct ticks t = { .width = (int64_t)(n * STEP) };
	struct str *const ret[] = {
		[TICK_YES] = &t.yes, [TICK_NO] = &t.no, [TICK_UNKNOWN] = &t.unknown,
	};

	for (size_t kind = 0; kind < ARRAY_LEN(up); kind++) {
		AUTO_BUF path = { 0 };

		for (size_t i = 0; i < n; i++) {
			if (at[i] != (enum tick)kind)
				continue;
			buf_addc(&path, 'M');
			buf_addint(&path, (int64_t)(i * STEP + STEP / 2));
			buf_addz(&path, up[kind]);
		}
		if (path.n > 0)
			*ret[kind] = buf_to_arena(&path, a);
	}
	return t;
}
