/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf_font.h"

#include "base/utf8.h"
#include "office/pdf_content.h"

#define CODES_MAX 65536

void
pdf_utf16(struct buf *out, struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i += 2) {
		uint32_t c = (uint32_t)(unsigned char)s.p[i] << 8 | (unsigned char)s.p[i + 1];
		char utf8[4];

		if ((c & 0xFC00) == 0xD800 && i + 3 < s.n) {
			uint32_t low = (uint32_t)(unsigned char)s.p[i + 2] << 8 |
				       (unsigned char)s.p[i + 3];

			c = 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF));
			i += 2;
		}
		buf_put(out, utf8, utf8_put(c, utf8));
	}
}

static uint32_t
code_of(struct str s)
{
	uint32_t v = 0;

	for (size_t i = 0; i < s.n && i < 3; i++)
		v = v << 8 | (unsigned char)s.p[i];
	return v;
}

static void
set(struct pdf_font *f, struct arena *a, uint32_t code, struct str utf16)
{
	AUTO_BUF b = { 0 };

	if (code >= f->n)
		return;
	pdf_utf16(&b, utf16);
	f->text[code] = buf_to_arena(&b, a);
}

/* <from> <to> <first>: the last unit counts on with the codes. */
static void
set_range(struct pdf_font *f, struct arena *a, uint32_t from, uint32_t to, struct str first)
{
	char *p = arena_alloc(a, first.n + 1);

	if (first.n < 2)
		return;
	memcpy(p, first.p, first.n);
	for (uint32_t code = from; code <= to && code < f->n; code++) {
		set(f, a, code, (struct str){ p, first.n });
		if (++p[first.n - 1] == 0)
			p[first.n - 2]++;
	}
}

struct pdf_font
pdf_font_read(struct arena *a, struct str map, unsigned bytes)
{
	struct pdf_font f = { .bytes = bytes, .n = bytes == 1 ? 256 : CODES_MAX };

	f.text = ARENA_ARRAY(a, f.n, struct str);
	for (;;) {
		struct pdf_operation o = pdf_operation_next(a, &map);
		const struct pdf_token *t = o.operands.at;

		if (!o.op.p)
			return f;
		if (str_is(o.op, "endbfchar"))
			for (size_t i = 0; i + 1 < o.operands.n; i += 2)
				set(&f, a, code_of(t[i].text), t[i + 1].text);
		if (str_is(o.op, "endbfrange"))
			for (size_t i = 0; i + 2 < o.operands.n; i += 3)
				set_range(&f, a, code_of(t[i].text), code_of(t[i + 1].text),
					  t[i + 2].text);
	}
}

void
pdf_font_text(const struct pdf_font *f, struct str codes, struct buf *out)
{
	for (size_t i = 0; i + f->bytes <= codes.n; i += f->bytes) {
		uint32_t code = code_of(str_sub(codes, i, f->bytes));

		if (code < f->n && f->text[code].p)
			buf_add(out, f->text[code]);
		else
			BUF_LIT(out, "\xEF\xBF\xBD");
	}
}
