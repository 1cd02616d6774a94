/* SPDX-License-Identifier: Apache-2.0 */
#include "text/ustr.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/err.h"
#include "base/utf8.h"

/* The only failures left are programming errors and no memory; the latter
 * aborts everywhere else too. */
#define ICU_OK(code) BUG_ON(U_FAILURE(code))

struct ustr
ustr_room(struct arena *a, size_t units)
{
	BUG_ON(units > INT32_MAX / 4);
	return (struct ustr){ ARENA_ARRAY(a, units + 1, uint16_t), 0 };
}

void
ustr_put(struct ustr *u, uint32_t c)
{
	if (c <= 0xFFFF) {
		u->p[u->n++] = (uint16_t)c;
	} else {
		u->p[u->n++] = U16_LEAD(c);
		u->p[u->n++] = U16_TRAIL(c);
	}
}

uint32_t
ustr_next(struct ustr u, int32_t *at)
{
	UChar32 c;

	U16_NEXT(u.p, *at, u.n, c);
	return (uint32_t)c;
}

struct ustr
ustr_from(struct arena *a, struct str s)
{
	/* UTF-16 never has more units than UTF-8 has bytes. */
	struct ustr u = ustr_room(a, s.n);

	for (size_t i = 0; i < s.n;) {
		if ((unsigned char)s.p[i] < 0x80)
			u.p[u.n++] = (uint16_t)s.p[i++];
		else
			ustr_put(&u, utf8_next(s, &i));
	}
	return u;
}

struct str
ustr_to(struct arena *a, struct ustr u)
{
	char *p = arena_calloc(a, (size_t)u.n + 1, 3);
	size_t n = 0;

	for (int32_t i = 0; i < u.n;)
		n += utf8_put(ustr_next(u, &i), p + n);
	return (struct str){ p, n };
}

static struct ustr
normalize(struct arena *a, const UNormalizer2 *norm, struct ustr u)
{
	UErrorCode code = U_ZERO_ERROR;
	struct ustr out;

	if (unorm2_spanQuickCheckYes(norm, u.p, u.n, &code) == u.n &&
	    U_SUCCESS(code))
		return u;
	code = U_ZERO_ERROR;
	out = ustr_room(a, (size_t)u.n * 2 + 16);
	out.n = unorm2_normalize(norm, u.p, u.n, out.p, u.n * 2 + 16, &code);
	if (code == U_BUFFER_OVERFLOW_ERROR) {
		int32_t need = out.n;

		code = U_ZERO_ERROR;
		out = ustr_room(a, (size_t)need);
		out.n = unorm2_normalize(norm, u.p, u.n, out.p, need, &code);
		/* Filled to the last unit: no room for a NUL, none needed. */
		if (code == U_STRING_NOT_TERMINATED_WARNING)
			code = U_ZERO_ERROR;
	}
	ICU_OK(code);
	return out;
}

struct ustr
ustr_nfc(struct arena *a, struct ustr u)
{
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *norm = unorm2_getNFCInstance(&code);

	ICU_OK(code);
	return normalize(a, norm, u);
}

struct ustr
ustr_nfkd(struct arena *a, struct ustr u)
{
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *norm = unorm2_getNFKDInstance(&code);

	ICU_OK(code);
	return normalize(a, norm, u);
}

struct ustr
ustr_fold_case(struct arena *a, struct ustr u)
{
	UErrorCode code = U_ZERO_ERROR;
	/* No code point folds to more than three units. */
	size_t room = (size_t)u.n * 3 + 1;
	struct ustr out = ustr_room(a, room);

	out.n = u_strFoldCase(out.p, (int32_t)room, u.p, u.n,
			      U_FOLD_CASE_DEFAULT, &code);
	ICU_OK(code);
	return out;
}

bool
str_is_ascii(struct str s)
{
	return utf8_ascii_end(s, 0) == s.n;
}
