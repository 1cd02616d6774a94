/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/body.h"

#include "base/buf.h"

/* ---- pieces ---- */

static bool
is_quoted(struct str line)
{
	/* Some programs put a space before the mark. */
	return str_starts(line, STR(">")) || str_starts(line, STR(" >"));
}

static struct str
unquote(struct str line)
{
	line = str_from(line, str_find_char(line, '>', 0) + 1);
	return str_starts(line, STR(" ")) ? str_from(line, 1) : line;
}

static bool
ends_link(char c)
{
	return (unsigned char)c <= ' ' || strchr("<>\"{}|\\^`", c);
}

/* How long the link at `at` is; 0: there is none. */
static size_t
link_length(struct str s, size_t at)
{
	static const struct str schemes[] = { STR_INIT("https://"), STR_INIT("http://") };
	struct str rest = str_from(s, at);
	size_t n = 0, scheme = 0;

	for (size_t i = 0; i < 2 && !scheme; i++)
		if (str_starts(rest, schemes[i]))
			scheme = schemes[i].n;
	if (!scheme)
		return 0;
	while (n < rest.n && !ends_link(rest.p[n]))
		n++;
	/* Marks that end a sentence, and the bracket around a link. */
	while (n > scheme && strchr(".,;:!?)]'*_", rest.p[n - 1])) {
		if (rest.p[n - 1] == ')' && str_find_char(str_sub(rest, 0, n), '(', 0) < n)
			break;
		n--;
	}
	return n > scheme ? n : 0;
}

static void
add_spans(struct arena *a, struct body_piece *p, struct str text)
{
	size_t from = 0, at = 0;

	while (at < text.n) {
		size_t n = text.p[at] == 'h' ? link_length(text, at) : 0;

		if (!n) {
			at++;
			continue;
		}
		if (at > from)
			VEC_PUSH(a, &p->spans, ((struct body_span){ str_sub(text, from, at - from), false }));
		VEC_PUSH(a, &p->spans, ((struct body_span){ str_sub(text, at, n), true }));
		from = at += n;
	}
	if (from < text.n)
		VEC_PUSH(a, &p->spans, ((struct body_span){ str_from(text, from), false }));
}

/* Without empty lines at its ends. */
static void
add_piece(struct arena *a, body_pieces *ret, enum body_kind kind, struct buf *lines)
{
	struct str text = buf_str(lines);
	struct body_piece *p;

	while (text.n && text.p[0] == '\n')
		text = str_from(text, 1);
	text = str_trim_end(text);
	if (text.n) {
		p = VEC_ADD(a, ret);
		*p = (struct body_piece){ .kind = kind, .lines = 1 };
		for (size_t i = 0; i < text.n; i++)
			p->lines += text.p[i] == '\n';
		add_spans(a, p, arena_str(a, text));
	}
	buf_clear(lines);
}

/* Mailman closes each message with a line of these and the list's addresses. */
#define FOOTER_LINE 20
#define FOOTER_LINES 8

static bool
begins_footer(struct str line, struct str rest)
{
	size_t lines = 0;

	line = str_trim_end(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '_')
			return false;
	if (line.n < FOOTER_LINE)
		return false;
	for (; str_present(rest) && lines <= FOOTER_LINES; lines++)
		(void)str_cut(&rest, '\n');
	return lines <= FOOTER_LINES;
}

/* A few empty lines between two quoted ones belong to the quotation. */
static bool
goes_on_quoted(struct str rest)
{
	for (unsigned i = 0; i < 4 && str_present(rest); i++) {
		struct str line = str_cut(&rest, '\n');

		if (str_trim(line).n)
			return is_quoted(line);
	}
	return false;
}

struct lines {
	struct str rest;
	enum body_kind kind; /* of the line before */
};

/* The next line, a quoted one without its mark. */
static struct str
next_line(struct lines *l)
{
	struct str line = str_cut(&l->rest, '\n');
	bool quoted = is_quoted(line);

	if (l->kind == BODY_SIGNATURE || str_is(line, "-- ") || begins_footer(line, l->rest))
		l->kind = BODY_SIGNATURE;
	else if (!quoted && (l->kind != BODY_QUOTE || str_trim(line).n || !goes_on_quoted(l->rest)))
		l->kind = BODY_TEXT;
	else
		l->kind = BODY_QUOTE;
	return quoted && l->kind == BODY_QUOTE ? unquote(line) : line;
}

body_pieces
body_split(struct arena *a, struct str text)
{
	body_pieces ret = { 0 };
	struct lines l = { text, BODY_TEXT };
	AUTO_BUF lines = { 0 };

	while (str_present(l.rest)) {
		enum body_kind before = l.kind;
		struct str line = next_line(&l);

		if (l.kind != before)
			add_piece(a, &ret, before, &lines);
		buf_add(&lines, line);
		buf_addc(&lines, '\n');
	}
	add_piece(a, &ret, l.kind, &lines);
	return ret;
}

/* "On 3 May 2024, Ana Lima wrote:", in whatever language: a program's words. */
static bool
is_attribution(struct str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n; i++)
		digit |= s.p[i] >= '0' && s.p[i] <= '9';
	return str_ends(s, STR(":")) && (digit || str_ends(s, STR("wrote:")));
}

/* Takes the last line away when it only says whose words are quoted below, with
 * the one before it when it is the rest of that: "wrote:". */
#define ATTRIBUTION_REST 24

static void
drop_attribution(struct buf *own)
{
	struct str s = str_trim_end(buf_str(own));
	size_t at = str_rfind_char(s, '\n'), from = at == STR_NPOS ? 0 : at + 1;

	if (s.n - from < ATTRIBUTION_REST && from > 0) {
		at = str_rfind_char(str_sub(s, 0, from - 1), '\n');
		if (is_attribution(str_from(s, at == STR_NPOS ? 0 : at + 1)))
			from = at == STR_NPOS ? 0 : at + 1;
	}
	if (is_attribution(str_from(s, from)))
		own->n = from;
}

struct str
body_own(struct arena *a, struct str text, bool quotes, bool *ret_quotes)
{
	struct lines l = { text, BODY_TEXT };
	AUTO_BUF own = { 0 };

	*ret_quotes = false;
	while (str_present(l.rest)) {
		enum body_kind before = l.kind;
		struct str line = next_line(&l);

		*ret_quotes |= l.kind == BODY_QUOTE;
		if (l.kind == BODY_QUOTE && before == BODY_TEXT && !quotes)
			drop_attribution(&own);
		if (l.kind == BODY_TEXT || (l.kind == BODY_QUOTE && quotes)) {
			buf_add(&own, line);
			buf_addc(&own, '\n');
		}
	}
	return buf_to_arena(&own, a);
}

/* ---- addresses ---- */

static bool
is_local(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80 || (c && strchr("._%+-=~!#$&'*/?^`{|}", c));
}

static bool
is_host(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80 || c == '.' || c == '-' || c == '_';
}

#define LITERAL_MAX 64

/* How long the host behind an @ is; 0: none that mail could go to. */
static size_t
host_length(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && is_host(s.p[at + n]))
		n++;
	while (n && strchr(".-_", s.p[at + n - 1]))
		n--;
	if (n && str_find_char(str_sub(s, at, n), '.', 0) < n)
		return n;
	/* "[192.0.2.1]", "[IPv6:2001:db8::1]" */
	if (at < s.n && s.p[at] == '[') {
		n = 1;
		while (at + n < s.n && n < LITERAL_MAX && (is_host(s.p[at + n]) || s.p[at + n] == ':'))
			n++;
		return at + n < s.n && s.p[at + n] == ']' ? n + 1 : 0;
	}
	return 0;
}

struct str
body_mask(struct arena *a, struct str text)
{
	AUTO_BUF out = { 0 };
	size_t from = 0;

	for (size_t at = str_find_char(text, '@', 0); at < text.n;
	     at = str_find_char(text, '@', at + 1 > from ? at + 1 : from)) {
		size_t n = host_length(text, at + 1);

		if (!n || !at || (!is_local(text.p[at - 1]) && text.p[at - 1] != '"'))
			continue;
		buf_add(&out, str_sub(text, from, at + 1 - from));
		buf_addz(&out, "…");
		from = at + 1 + n;
	}
	if (!from)
		return text;
	buf_add(&out, str_from(text, from));
	return buf_to_arena(&out, a);
}
