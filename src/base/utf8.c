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

#define EACH_BYTE 0x0101010101010101u

/* The highest bit of some byte is set when one of the eight is not plain: one below the
 * space borrows, DEL carries into it, and any other that is not ASCII has it set. */
static uint64_t
not_plain(uint64_t w)
{
	return (w | (w - ' ' * EACH_BYTE) | (w + EACH_BYTE)) & 0x80 * EACH_BYTE;
}

static bool
is_plain(char c)
{
	return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t';
}

size_t
utf8_plain_end(struct str s, size_t at)
{
	uint64_t w;

	while (s.n - at >= sizeof w) {
		memcpy(&w, s.p + at, sizeof w);
		if (not_plain(w))
			for (size_t i = 0; i < sizeof w; i++)
				if (!is_plain(s.p[at + i]))
					return at + i;
		at += sizeof w;
	}
	while (at < s.n && is_plain(s.p[at]))
		at++;
	return at;
}

size_t
utf8_ascii_end(struct str s, size_t at)
{
	uint64_t w[4];

	for (; s.n - at >= sizeof w; at += sizeof w) {
		memcpy(w, s.p + at, sizeof w);
		if ((w[0] | w[1] | w[2] | w[3]) & 0x80 * EACH_BYTE)
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] < 0x80)
		at++;
	return at;
}

size_t
utf8_bad(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t start = i = utf8_ascii_end(s, i);

		if (i == s.n)
			break;
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
