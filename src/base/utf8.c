/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

/*
 * Length and smallest value of a sequence by its first byte: RFC 3629 allows
 * neither overlong forms nor surrogates nor anything above U+10FFFF.
 */
uint32_t
utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t left = s.n - *at;
	size_t len;
	uint32_t c;
	uint32_t least;

	(*at)++;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xC2 && p[0] <= 0xDF) {
		len = 2;
		c = p[0] & 0x1F;
		least = 0x80;
	} else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
		len = 3;
		c = p[0] & 0x0F;
		least = 0x800;
	} else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
		len = 4;
		c = p[0] & 0x07;
		least = 0x10000;
	} else {
		return UTF8_BAD;
	}
	if (left < len)
		return UTF8_BAD;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return UTF8_BAD;
	*at += len - 1;
	return c;
}

size_t
utf8_bad(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t start = i;

		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		if (utf8_next(s, &i) == UTF8_BAD && i - start == 1)
			return start;
	}
	return STR_NPOS;
}

size_t
utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		utf8_next(s, &i);
	return n;
}

size_t
utf8_put(uint32_t c, char ret[4])
{
	unsigned char *p = (unsigned char *)ret;

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_BAD;
	if (c < 0x80) {
		p[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (unsigned char)(0xC0 | c >> 6);
		p[1] = (unsigned char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (unsigned char)(0xE0 | c >> 12);
		p[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		p[2] = (unsigned char)(0x80 | (c & 0x3F));
		return 3;
	}
	p[0] = (unsigned char)(0xF0 | c >> 18);
	p[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
	p[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	p[3] = (unsigned char)(0x80 | (c & 0x3F));
	return 4;
}

struct str
utf8_clip(struct str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
		max--;
	return str_sub(s, 0, max);
}

struct str
utf8_mend(struct arena *a, struct str s)
{
	size_t bad = utf8_bad(s);
	char *p;
	size_t n;

	if (bad == STR_NPOS)
		return s;
	p = arena_alloc(a, s.n * 3 + 1);
	memcpy(p, s.p, bad);
	n = bad;
	for (size_t i = bad; i < s.n;)
		n += utf8_put(utf8_next(s, &i), p + n);
	return (struct str){ p, n };
}
