/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a request must be before anything looks at it.
 *
 * Two programs that read the same bytes differently (a proxy in front, this
 * server behind) are how requests are smuggled, so whatever RFC 9112 lets a
 * recipient repair is refused here instead: none of it is ever sent by a
 * browser, a feed reader or curl.
 */
#include "http/call.h"

#include "base/utf8.h"

struct str
http_call_header(const struct http_call *call, struct str name)
{
	for (size_t i = 0; i < call->n_headers; i++)
		if (str_eq_nocase(call->headers[i].name, name))
			return call->headers[i].value;
	return STR_NONE;
}

static bool
is_alnum(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 9110 5.6.2 */
static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum((unsigned char)s.p[i]) && !memchr("!#$%&'*+-.^_`|~", s.p[i], 15))
			return false;
	return s.n > 0;
}

/* RFC 9110 5.5: no control character; a bare CR is one. */
static bool
is_field_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static bool
is_host(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum((unsigned char)s.p[i]) && !memchr(".-_~:[]%!$&'()*+,;=", s.p[i], 19))
			return false;
	return s.n > 0 && s.n <= 255;
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0 && s.n <= 18;
}

static int
check_target(struct str t, size_t line, const struct http_limits *limits)
{
	if (line > limits->request_line)
		return 414;
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c <= 0x20 || c == 0x7f || c == '#')
			return 400;
	}
	return t.n ? 0 : 400;
}

struct seen {
	unsigned host, length, coding;
	int status;
};

static void
check_header(const struct http_header *h, struct seen *seen)
{
	struct str v = h->value;
	int bad = 0;

	if (!is_token(h->name) || !is_field_value(v)) {
		bad = 400;
	} else if (str_eq_nocase(h->name, STR("host"))) {
		if (seen->host++ || !is_host(v))
			bad = 400;
	} else if (str_eq_nocase(h->name, STR("content-length"))) {
		if (seen->length++ || !is_digits(v))
			bad = 400;
	} else if (str_eq_nocase(h->name, STR("transfer-encoding"))) {
		if (seen->coding++)
			bad = 400;
		else if (!str_eq_nocase(v, STR("chunked")))
			bad = 501;
	} else if (str_eq_nocase(h->name, STR("expect"))) {
		if (!str_eq_nocase(v, STR("100-continue")))
			bad = 417;
	}
	if (bad && !seen->status)
		seen->status = bad;
}

int
http_check(const struct http_call *call, const struct http_limits *limits)
{
	struct seen seen = { 0 };
	int status;

	status = check_target(call->target, call->method.n + call->target.n + sizeof "  HTTP/1.1",
			      limits);
	if (status)
		return status;
	if (!is_token(call->method))
		return 400;
	if (call->n_headers > limits->header_count)
		return 431;
	for (size_t i = 0; i < call->n_headers; i++)
		check_header(&call->headers[i], &seen);
	if (!call->http10 && !seen.host)
		return 400; /* RFC 9112 3.2 */
	if (seen.coding && (seen.length || call->http10))
		return 400; /* RFC 9112 6.1 */
	return seen.status;
}

struct http_framing
http_framing(const struct http_call *call)
{
	struct http_framing f = { 0 };
	int64_t n;

	f.chunked = str_present(http_call_header(call, STR("transfer-encoding")));
	if (str_to_int(http_call_header(call, STR("content-length")), &n) && !f.chunked)
		f.length = (uint64_t)n;
	f.awaits_continue = str_present(http_call_header(call, STR("expect")));
	return f;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

struct str
http_remote(const struct http_call *call)
{
	struct str list = http_call_header(call, STR("x-forwarded-for"));
	struct str last = list;

	if (!call->trusted || !str_present(list))
		return call->remote;
	while (str_present(list)) /* what stands before the last one is hearsay */
		last = str_trim(str_cut(&list, ','));
	for (size_t i = 0; i < last.n; i++)
		if (hex(last.p[i]) < 0 && last.p[i] != ':' && last.p[i] != '.')
			return call->remote;
	return last.n && last.n < 46 ? last : call->remote;
}

bool
http_same_site(const struct http_call *call)
{
	struct str site = http_call_header(call, STR("sec-fetch-site"));
	struct str origin = http_call_header(call, STR("origin"));
	size_t at;

	if (str_present(site))
		return str_eq_nocase(site, STR("same-origin")) || str_eq_nocase(site, STR("none"));
	if (!str_present(origin))
		return true; /* not a browser: nobody's cookies to misuse */
	at = str_find(origin, STR("://"), 0);
	return at != STR_NPOS &&
	       str_eq_nocase(str_from(origin, at + 3), http_call_header(call, STR("host")));
}

bool
http_decode(struct arena *a, struct str s, bool plus_is_space, struct str *ret)
{
	char *out;
	size_t n = 0;

	if (!s.n || (!memchr(s.p, '%', s.n) && !(plus_is_space && memchr(s.p, '+', s.n)))) {
		*ret = s.p ? s : STR("");
		return true;
	}
	out = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%') {
			int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1;
			int low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			out[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			out[n++] = plus_is_space && s.p[i] == '+' ? ' ' : s.p[i];
		}
	}
	*ret = (struct str){ out, n };
	return true;
}

/* RFC 9112 3.2.2: the absolute form has to be understood; it must name us. */
static bool
cut_authority(struct str *target, struct str host)
{
	size_t slash;

	if (target->n && target->p[0] == '/')
		return true;
	if (str_starts_nocase(*target, STR("http://")))
		*target = str_from(*target, 7);
	else if (str_starts_nocase(*target, STR("https://")))
		*target = str_from(*target, 8);
	else
		return false;
	slash = str_find_char(*target, '/', 0);
	if (slash == STR_NPOS || !str_eq_nocase(str_sub(*target, 0, slash), host))
		return false;
	*target = str_from(*target, slash);
	return true;
}

static bool
is_clean(struct str path)
{
	struct str rest = str_from(path, 1);

	if (utf8_bad(path) != STR_NPOS)
		return false;
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7f || path.p[i] == '\\')
			return false;
	while (str_present(rest)) {
		struct str part = str_cut(&rest, '/');

		if (str_eq(part, STR(".")) || str_eq(part, STR("..")))
			return false;
		if (!part.n && str_present(rest))
			return false; /* two slashes */
	}
	return true;
}

bool
http_split_target(struct arena *a, struct str target, struct str host, struct str *ret_path,
		  struct str *ret_query)
{
	struct str query = target, raw, path;

	if (!cut_authority(&query, host))
		return false;
	raw = str_cut(&query, '?');
	if (str_find_nocase(raw, STR("%2f"), 0) != STR_NPOS)
		return false; /* would be taken for a separator */
	if (!http_decode(a, raw, false, &path) || !is_clean(path))
		return false;
	*ret_path = path;
	*ret_query = query;
	return true;
}
