/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf_content.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
	return memchr("()<>[]{}/%", c, 10) != NULL;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* (…) with its escapes; in begins behind the bracket. Returns bytes read. */
static size_t
string_read(struct str in, struct buf *out)
{
	int depth = 1;
	size_t i = 0;

	for (; i < in.n; i++) {
		char c = in.p[i];

		if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			return i + 1;
		} else if (c == '\\' && i + 1 < in.n) {
			static const char plain[] = "nrtbf", means[] = "\n\r\t\b\f";
			const char *hit;
			int v = 0, digits = 0;

			c = in.p[++i];
			if (c == '\n')
				continue;
			while (digits < 3 && i < in.n && in.p[i] >= '0' && in.p[i] <= '7') {
				v = v * 8 + in.p[i++] - '0';
				digits++;
			}
			if (digits) {
				i--;
				c = (char)v;
			} else if ((hit = strchr(plain, c)) != NULL && c) {
				c = means[hit - plain];
			}
		}
		buf_addc(out, c);
	}
	return i;
}

static size_t
hex_read(struct str in, struct buf *out)
{
	int high = -1;
	size_t i = 0;

	for (; i < in.n && in.p[i] != '>'; i++) {
		int v = hex_value(in.p[i]);

		if (v < 0)
			continue;
		if (high < 0) {
			high = v;
		} else {
			buf_addc(out, (char)(high << 4 | v));
			high = -1;
		}
	}
	if (high >= 0)
		buf_addc(out, (char)(high << 4));
	return i < in.n ? i + 1 : i;
}

static void
skip_space(struct str *in)
{
	while (in->n) {
		if (in->p[0] == '%')
			while (in->n && in->p[0] != '\n')
				*in = str_from(*in, 1);
		else if (is_space(in->p[0]))
			*in = str_from(*in, 1);
		else
			return;
	}
}

struct pdf_token
pdf_token_next(struct arena *a, struct str *in)
{
	struct pdf_token t = { .kind = PDF_END };
	AUTO_BUF text = { 0 };
	struct str s;
	size_t n = 1;

	skip_space(in);
	s = *in;
	if (s.n == 0)
		return t;
	switch (s.p[0]) {
	case '(':
		t.kind = PDF_STRING;
		n += string_read(str_from(s, 1), &text);
		break;
	case '[':
		t.kind = PDF_OPEN;
		break;
	case ']':
		t.kind = PDF_CLOSE;
		break;
	case '<':
		if (s.n > 1 && s.p[1] == '<') {
			t.kind = PDF_OPEN;
			n = 2;
		} else {
			t.kind = PDF_STRING;
			n += hex_read(str_from(s, 1), &text);
		}
		break;
	case '>':
		t.kind = PDF_CLOSE;
		n = s.n > 1 && s.p[1] == '>' ? 2 : 1;
		break;
	case '/':
		t.kind = PDF_NAME;
		while (n < s.n && !is_space(s.p[n]) && !is_delimiter(s.p[n]))
			n++;
		break;
	default:
		while (n < s.n && !is_space(s.p[n]) && !is_delimiter(s.p[n]))
			n++;
		t.kind = memchr("0123456789+-.", s.p[0], 13) ? PDF_NUMBER : PDF_OPERATOR;
	}
	t.raw = str_sub(s, 0, n);
	t.text = t.kind == PDF_STRING ? buf_to_arena(&text, a)
	       : t.kind == PDF_NAME ? str_from(t.raw, 1) : t.raw;
	*in = str_from(s, n);
	return t;
}

struct pdf_operation
pdf_operation_next(struct arena *a, struct str *in)
{
	struct pdf_operation o = { .op = STR_NONE };

	for (;;) {
		struct pdf_token t = pdf_token_next(a, in);

		if (t.kind == PDF_END)
			return o;
		if (!o.raw.p)
			o.raw.p = t.raw.p;
		o.raw.n = (size_t)(t.raw.p + t.raw.n - o.raw.p);
		if (t.kind == PDF_OPERATOR) {
			o.op = t.raw;
			return o;
		}
		VEC_PUSH(a, &o.operands, t);
	}
}

static bool
is_one_of(struct str op, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(op, list[i]))
			return true;
	return false;
}

bool
pdf_op_paints_path(struct str op)
{
	static const char *const list[] = { "f", "F", "f*", "S", "s", "B", "B*", "b", "b*" };

	return is_one_of(op, list, ARRAY_LEN(list));
}

bool
pdf_op_paints_text(struct str op)
{
	static const char *const list[] = { "Tj", "TJ", "'", "\"" };

	return is_one_of(op, list, ARRAY_LEN(list));
}

void
pdf_mark_artifacts(struct arena *a, struct str content, struct buf *out)
{
	bool in_path = false, in_text = false;
	int depth = 0;

	for (;;) {
		struct pdf_operation o = pdf_operation_next(a, &content);
		bool outside = depth == 0;

		if (!o.op.p)
			return;
		if (str_is(o.op, "BDC") || str_is(o.op, "BMC"))
			depth++;
		else if (str_is(o.op, "EMC"))
			depth--;
		if (outside && !in_path && (str_is(o.op, "re") || str_is(o.op, "m"))) {
			BUF_LIT(out, "/Artifact BMC\n");
			in_path = true;
		} else if (outside && str_is(o.op, "BT")) {
			BUF_LIT(out, "/Artifact BMC\n");
			in_text = true;
		}
		buf_add(out, o.raw);
		buf_addc(out, '\n');
		if (in_path && (pdf_op_paints_path(o.op) || str_is(o.op, "n"))) {
			BUF_LIT(out, "EMC\n");
			in_path = false;
		} else if (in_text && depth == 0 && str_is(o.op, "ET")) {
			BUF_LIT(out, "EMC\n");
			in_text = false;
		}
	}
}
