/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/refs.h"

#include "base/err.h"
#include "secret/digest.h"

/* Without i, l, o, u: nothing to misread, and no words. */
static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

void
refs_put(struct buf *b, int64_t v)
{
	uint64_t rest = (uint64_t)v;

	BUG_ON(v < 0);
	while (rest > 0x7F) {
		buf_addc(b, (char)(0x80 | (rest & 0x7F)));
		rest >>= 7;
	}
	buf_addc(b, (char)rest);
}

bool
refs_get(struct arena *a, struct str bytes, node_numbers *ret)
{
	uint64_t v = 0;
	unsigned shift = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (shift > 56)
			return false;
		v |= (uint64_t)(c & 0x7F) << shift;
		shift += 7;
		if (c & 0x80)
			continue;
		VEC_PUSH(a, ret, (int64_t)v);
		v = 0;
		shift = 0;
	}
	return shift == 0;
}

struct str
refs_bare(struct str mid)
{
	if (str_starts(mid, STR("<")) && str_ends(mid, STR(">")))
		return str_sub(mid, 1, mid.n - 2);
	return mid;
}

int64_t
refs_key(struct str mid)
{
	return (int64_t)(digest_number(mid) >> 1);
}

struct str
refs_key_format(struct arena *a, int64_t key)
{
	char *p = arena_alloc(a, REFS_KEY_TEXT + 1);
	uint64_t rest = (uint64_t)key;

	for (size_t i = REFS_KEY_TEXT; i-- > 0; rest >>= 5)
		p[i] = digits[rest & 31];
	return (struct str){ p, REFS_KEY_TEXT };
}

bool
refs_key_parse(struct str s, int64_t *ret)
{
	uint64_t v = 0;

	if (s.n != REFS_KEY_TEXT)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const char *d = s.p[i] ? strchr(digits, s.p[i]) : NULL;

		if (!d)
			return false;
		v = v << 5 | (uint64_t)(d - digits);
	}
	/* 65 bits are written, 63 are meant. */
	if (s.p[0] > '7')
		return false;
	*ret = (int64_t)v;
	return true;
}
