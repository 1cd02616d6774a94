/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/utf8.h"

void
buf_init(struct buf *b)
{
	*b = (struct buf){ 0 };
}

void
buf_done(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t room = b->room ? b->room : 256;

	BUG_ON(more > SIZE_MAX / 4 || b->n > SIZE_MAX / 4);
	if (b->n + more <= b->room)
		return;
	while (room < b->n + more)
		room *= 2;
	b->p = realloc(b->p, room);
	if (!b->p) {
		fputs("out of memory\n", stderr);
		abort();
	}
	b->room = room;
}

void
buf_add(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void
buf_addz(struct buf *b, const char *z)
{
	buf_put(b, z, strlen(z));
}

void
buf_addc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	BUG_ON(n < 0);
	buf_reserve(b, (size_t)n + 1);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

void
buf_addint(struct buf *b, int64_t v)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t u = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;

	do {
		digits[--at] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		digits[--at] = '-';
	buf_put(b, digits + at, sizeof digits - at);
}

void
buf_add_json(struct buf *b, struct str s)
{
	size_t from = 0;

	if (!s.p) {
		BUF_LIT(b, "null");
		return;
	}
	buf_addc(b, '"');
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		size_t start = i;

		if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
			i++;
			continue;
		}
		if (c >= 0x80 && utf8_next(s, &i) != UTF8_BAD)
			continue;
		if (c >= 0x80 && i - start == 3)
			continue; /* a genuine U+FFFD */
		buf_put(b, s.p + from, start - from);
		if (c >= 0x80) {
			BUF_LIT(b, "\xEF\xBF\xBD");
		} else {
			i++;
			switch (c) {
			case '"': BUF_LIT(b, "\\\""); break;
			case '\\': BUF_LIT(b, "\\\\"); break;
			case '\n': BUF_LIT(b, "\\n"); break;
			case '\t': BUF_LIT(b, "\\t"); break;
			case '\r': BUF_LIT(b, "\\r"); break;
			default: buf_addf(b, "\\u%04x", c);
			}
		}
		from = i;
	}
	buf_put(b, s.p + from, s.n - from);
	buf_addc(b, '"');
}

void
buf_add_csv(struct buf *b, struct str s)
{
	bool quote = false;
	bool formula = s.n && memchr("=+-@\t\r", s.p[0], 6);

	for (size_t i = 0; i < s.n && !quote; i++)
		quote = memchr("\",\r\n", s.p[i], 4) != NULL;
	if (!quote && !formula) {
		buf_add(b, s);
		return;
	}
	buf_addc(b, '"');
	if (formula)
		buf_addc(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_addc(b, '"');
		buf_addc(b, s.p[i]);
	}
	buf_addc(b, '"');
}

const char *
buf_cstr(struct buf *b)
{
	buf_reserve(b, 1);
	b->p[b->n] = '\0';
	return b->p;
}

struct str
buf_to_arena(const struct buf *b, struct arena *a)
{
	return arena_str(a, buf_str(b));
}
