/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

static unsigned char
lower(char c)
{
	unsigned char u = (unsigned char)c;

	/* One comparison: letters are a run of 26. */
	return (unsigned char)(u - 'A') < 26 ? u | 0x20 : u;
}

static bool
eq_nocase(const char *x, const char *y, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lower(x[i]) != lower(y[i]))
			return false;
	return true;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	return a.n == b.n && eq_nocase(a.p, b.p, a.n);
}

bool
str_starts_nocase(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq_nocase(str_sub(s, 0, prefix.n), prefix);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.n || needle.n > s.n - from)
		return STR_NPOS;
	if (needle.n == 0)
		return from;
	hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : STR_NPOS;
}

/*
 * The next place at or after `from` and before `end` where the byte c stands,
 * or for a small letter its capital; `end` when there is none. Texts are
 * searched for dozens of words, and most places differ in the first letter:
 * sixteen of them are passed over at a time.
 */
static size_t
next_nocase(const char *p, size_t from, size_t end, unsigned char c)
{
	typedef unsigned char sixteen __attribute__((vector_size(16)));
	unsigned char fold = (unsigned char)(c - 'a') < 26 ? 0x20 : 0;
	size_t i = from;

	for (; i + 16 <= end; i += 16) {
		sixteen v;
		uint64_t hit[2];

		memcpy(&v, p + i, sizeof v);
		v = (sixteen)((v | fold) == c);
		memcpy(hit, &v, sizeof hit);
		if (hit[0] | hit[1])
			break;
	}
	while (i < end && ((unsigned char)p[i] | fold) != c)
		i++;
	return i;
}

size_t
str_find_nocase(struct str s, struct str needle, size_t from)
{
	unsigned char first;
	size_t end;

	if (from > s.n || needle.n > s.n - from)
		return STR_NPOS;
	if (needle.n == 0)
		return from;
	first = lower(needle.p[0]);
	end = s.n - needle.n + 1;
	for (size_t i = from; (i = next_nocase(s.p, i, end, first)) < end; i++)
		if (eq_nocase(s.p + i + 1, needle.p + 1, needle.n - 1))
			return i;
	return STR_NPOS;
}

size_t
str_find_char(struct str s, char c, size_t from)
{
	const char *hit;

	if (from >= s.n)
		return STR_NPOS;
	hit = memchr(s.p + from, c, s.n - from);
	return hit ? (size_t)(hit - s.p) : STR_NPOS;
}

size_t
str_rfind_char(struct str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return STR_NPOS;
}

struct str
str_trim_end(struct str s)
{
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str
str_trim(struct str s)
{
	while (s.n && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	return str_trim_end(s);
}

struct str
str_cut(struct str *rest, char sep)
{
	struct str s = *rest;
	size_t at = str_find_char(s, sep, 0);

	if (at == STR_NPOS) {
		*rest = STR_NONE;
		return s;
	}
	*rest = str_from(s, at + 1);
	return str_sub(s, 0, at);
}

struct str
str_cut_line(struct str *rest)
{
	struct str s = *rest;
	size_t end = 0;
	size_t next;

	while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r')
		end++;
	next = end;
	if (next < s.n && s.p[next] == '\r')
		next++;
	if (next < s.n && s.p[next] == '\n')
		next++;
	*rest = next < s.n ? str_from(s, next) : STR_NONE;
	return str_sub(s, 0, end);
}

bool
str_to_int(struct str s, int64_t *ret)
{
	int64_t v = 0;

	if (s.n == 0 || s.n > 18)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*ret = v;
	return true;
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.n; i++) {
		h ^= (unsigned char)s.p[i];
		h *= 0x100000001b3u;
	}
	return h;
}
