/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Escaping copies the bytes between two special ones with one memcpy; what a
 * byte asks for is looked up in a table. Only bytes from 0x80 up are
 * decoded, so plain English costs one look-up for each byte.
 *
 * Catalogue text goes through the same escaping as values: a translator can
 * write "R&D" or "<3", and cannot write markup. Numbers and dates are made of
 * catalogue text too; they are written in place and escaped in place, because
 * nearly always there is nothing to escape.
 */
#include "html/html.h"

#include "base/err.h"
#include "base/utf8.h"

enum {
	CLEAN = 0,
	SPECIAL, /* has a reference, in text and in attributes */
	QUOTE,   /* has one in attributes */
	HIGH,    /* part of a UTF-8 sequence, to be checked */
	NUL,
};

static inline int
class_of(char ch)
{
	static const unsigned char ascii[128] = {
		[0] = NUL, ['&'] = SPECIAL, ['<'] = SPECIAL, ['>'] = SPECIAL,
		['"'] = QUOTE, ['\''] = QUOTE,
	};
	unsigned char c = (unsigned char)ch;

	return c < sizeof ascii ? ascii[c] : HIGH;
}

static void
put_reference(struct buf *b, char c)
{
	switch (c) {
	case '&':
		BUF_LIT(b, "&amp;");
		return;
	case '<':
		BUF_LIT(b, "&lt;");
		return;
	case '>':
		BUF_LIT(b, "&gt;");
		return;
	case '"':
		BUF_LIT(b, "&#34;");
		return;
	default:
		BUF_LIT(b, "&#39;");
		return;
	}
}

static void
escape(struct buf *b, struct str s, bool quotes)
{
	size_t clean = 0; /* start of the run not written yet */
	size_t i = 0;

	for (;;) {
		size_t from;

		while (i < s.n && class_of(s.p[i]) == CLEAN)
			i++;
		if (i == s.n)
			break;
		from = i;
		switch (class_of(s.p[i])) {
		case QUOTE:
			i++;
			if (!quotes)
				continue;
			break;
		case HIGH:
			if (utf8_next(s, &i) != UTF8_BAD || i - from > 1)
				continue;
			break;
		default:
			i++;
			break;
		}
		buf_put(b, s.p + clean, from - clean);
		clean = i;
		if (s.p[from] == '\0' || (unsigned char)s.p[from] >= 0x80)
			BUF_LIT(b, "\xEF\xBF\xBD");
		else
			put_reference(b, s.p[from]);
	}
	if (s.n > clean)
		buf_put(b, s.p + clean, s.n - clean);
}

/* Escapes what was written since the buffer had `from` bytes. */
static void
escape_since(struct buf *b, size_t from)
{
	AUTO_BUF copy = { 0 };
	size_t i = from;

	while (i < b->n && (class_of(b->p[i]) == CLEAN || class_of(b->p[i]) == HIGH))
		i++;
	if (i == b->n)
		return;
	buf_put(&copy, b->p + from, b->n - from);
	b->n = from;
	escape(b, buf_str(&copy), true);
}

void
html_text(struct html *o, struct str s)
{
	escape(o->buf, s, false);
}

void
html_attr_str(struct html *o, struct str s)
{
	escape(o->buf, s, true);
}

struct safe_html
safe_html_from_renderer(struct str html)
{
	return (struct safe_html){ html };
}

void
html_safe(struct html *o, struct safe_html s)
{
	buf_add(o->buf, s.html);
}

void
html_int(struct html *o, int64_t v)
{
	buf_addint(o->buf, v);
}

void
html_number(struct html *o, int64_t v)
{
	size_t from = o->buf->n;

	lang_put_number(o->buf, o->lang, v);
	escape_since(o->buf, from);
}

void
html_date_words(struct html *o, date d)
{
	size_t from = o->buf->n;

	lang_put_date(o->buf, o->lang, d);
	escape_since(o->buf, from);
}

void
html_instant_words(struct html *o, instant t)
{
	size_t from = o->buf->n;

	lang_put_instant(o->buf, o->lang, t);
	escape_since(o->buf, from);
}

/* v in exactly `width` digits. */
static void
put_digits(struct buf *b, int v, int width)
{
	char digit[8];

	for (int i = width - 1; i >= 0; i--) {
		digit[i] = (char)('0' + v % 10);
		v /= 10;
	}
	buf_put(b, digit, (size_t)width);
}

static void
put_iso_day(struct buf *b, date d)
{
	struct civil c = date_to_civil(d);

	put_digits(b, c.year, 4);
	buf_addc(b, '-');
	put_digits(b, c.month, 2);
	buf_addc(b, '-');
	put_digits(b, c.day, 2);
}

void
html_date_element(struct html *o, date d)
{
	if (!date_known(d))
		return;
	BUF_LIT(o->buf, "<time datetime=\"");
	put_iso_day(o->buf, d);
	BUF_LIT(o->buf, "\">");
	html_date_words(o, d);
	BUF_LIT(o->buf, "</time>");
}

void
html_instant_element(struct html *o, instant t)
{
	struct buf *b = o->buf;
	date d = date_of_instant(t);
	int sec;

	if (!instant_known(t))
		return;
	sec = (int)(t.v - (int64_t)d.v * 86400);
	BUF_LIT(b, "<time datetime=\"");
	put_iso_day(b, d);
	buf_addc(b, 'T');
	put_digits(b, sec / 3600, 2);
	buf_addc(b, ':');
	put_digits(b, sec / 60 % 60, 2);
	buf_addc(b, ':');
	put_digits(b, sec % 60, 2);
	BUF_LIT(b, "Z\">");
	html_instant_words(o, t);
	BUF_LIT(b, "</time>");
}

/*
 * Browsers drop tabs and line ends inside an address and take a backslash for
 * a slash, so that "java\nscript:" and "/\host" are not what they look like:
 * an address with any of those, or a space in front, is no address.
 */
struct url
url_checked(struct str s)
{
	static const struct str scheme[] = {
		STR_INIT("https://"), STR_INIT("http://"), STR_INIT("mailto:"), STR_INIT("tel:"),
	};
	const struct url nowhere = { STR("#") };

	if (s.n == 0)
		return nowhere;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' || s.p[i] == 0x7f)
			return nowhere;
	if (s.p[0] == '#' || s.p[0] == '?')
		return (struct url){ s };
	if (s.p[0] == '/')
		return s.n > 1 && s.p[1] == '/' ? nowhere : (struct url){ s };
	for (size_t i = 0; i < ARRAY_LEN(scheme); i++)
		if (s.n > scheme[i].n && str_starts_nocase(s, scheme[i]))
			return (struct url){ s };
	return nowhere;
}

void
html_url(struct html *o, struct url u)
{
	escape(o->buf, u.s, true);
}

static void
percent_encode(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			    (c >= 'a' && c <= 'z');

		/* RFC 3986, section 2.3: the unreserved characters. */
		if (word || c == '-' || c == '.' || c == '_' || c == '~') {
			buf_addc(b, (char)c);
		} else {
			buf_addc(b, '%');
			buf_addc(b, hex[c >> 4]);
			buf_addc(b, hex[c & 15]);
		}
	}
}

void
html_url_segment_str(struct html *o, struct str s)
{
	if (s.n == 0 || str_eq(s, STR(".")) || str_eq(s, STR("..")))
		s = STR("-");
	percent_encode(o->buf, s);
}

void
html_url_query_str(struct html *o, struct str s)
{
	percent_encode(o->buf, s);
}

static void
put_arg(struct html *o, const struct msg_arg *arg, bool quotes)
{
	switch (arg->kind) {
	case MSG_STR:
		escape(o->buf, arg->s, quotes);
		return;
	case MSG_MARKUP:
		BUG_ON(quotes);
		buf_add(o->buf, arg->s);
		return;
	case MSG_INT:
		html_number(o, arg->i);
		return;
	case MSG_DATE:
		html_date_words(o, arg->d);
		return;
	case MSG_INSTANT:
		html_instant_words(o, arg->t);
		return;
	}
}

static void
put_msg(struct html *o, enum msg msg, const struct msg_arg *args, size_t n, bool quotes)
{
	struct msg_walk w = msg_walk_start(o->lang, msg, args, n);
	struct msg_part part;

	while (msg_walk_next(&w, &part)) {
		if (part.arg)
			put_arg(o, part.arg, quotes);
		else
			escape(o->buf, part.text, quotes);
	}
}

void
html_msg(struct html *o, enum msg msg, const struct msg_arg *args, size_t n)
{
	put_msg(o, msg, args, n, false);
}

void
html_msg_attr(struct html *o, enum msg msg, const struct msg_arg *args, size_t n)
{
	put_msg(o, msg, args, n, true);
}
