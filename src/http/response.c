/* SPDX-License-Identifier: Apache-2.0 */
/* What handlers do to a response, and what every response is given. */
#include "http/call.h"

static const struct {
	int status;
	const char *phrase;
} phrases[] = {
	{ 200, "OK" },
	{ 204, "No Content" },
	{ 206, "Partial Content" },
	{ 301, "Moved Permanently" },
	{ 302, "Found" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 307, "Temporary Redirect" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Range Not Satisfiable" },
	{ 417, "Expectation Failed" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
};

const char *
http_phrase(int status)
{
	for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
		if (phrases[i].status == status)
			return phrases[i].phrase;
	return "";
}

int
http_status(enum errc code)
{
	switch (code) {
	case OK:
		return 200;
	case E_NOT_FOUND:
		return 404;
	case E_FORBIDDEN:
		return 403;
	case E_INVALID:
		return 400;
	case E_CONFLICT:
		return 409;
	case E_LIMIT:
		return 413;
	case E_UNAVAILABLE:
		return 503;
	case E_CORRUPT:
		break;
	}
	return 500;
}

/*
 * No page of ours has an inline script or style, loads anything from another
 * host, or may be framed; so the policy can be the strictest one.
 */
static const struct http_header always[] = {
	{ STR_INIT("Content-Security-Policy"),
	  STR_INIT("default-src 'none'; style-src 'self'; img-src 'self'; "
		   "font-src 'self'; script-src 'self'; form-action 'self'; "
		   "base-uri 'none'; frame-ancestors 'none'") },
	{ STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff") },
	{ STR_INIT("X-Frame-Options"), STR_INIT("DENY") },
	{ STR_INIT("Referrer-Policy"), STR_INIT("same-origin") },
	{ STR_INIT("Cross-Origin-Opener-Policy"), STR_INIT("same-origin") },
	{ STR_INIT("Permissions-Policy"),
	  STR_INIT("camera=(), geolocation=(), microphone=(), payment=(), usb=()") },
};

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7f)
			return true;
	return false;
}

void
http_add(struct arena *a, struct http_response *res, const char *name, struct str value)
{
	BUG_ON(has_control(str_of(name)) || has_control(value));
	VEC_PUSH(a, &res->headers, ((struct http_header){ str_of(name), value }));
}

void
http_set(struct http_request *req, struct http_response *res, const char *name, struct str value)
{
	http_add(req->op.arena, res, name, value);
}

void
http_set_cookie(struct http_request *req, struct http_response *res, const char *name,
		struct str value, int64_t seconds, bool secure)
{
	for (size_t i = 0; i < value.n; i++)
		BUG_ON(!memchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", value.p[i],
			       64));
	http_set(req, res, "Set-Cookie",
		 arena_printf(req->op.arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
			      secure ? "__Host-" : "", name, STRF(value), (long long)seconds,
			      secure ? "; Secure" : ""));
}

static void
percent(struct buf *out, char c)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_addc(out, '%');
	buf_addc(out, digits[(unsigned char)c >> 4]);
	buf_addc(out, digits[(unsigned char)c & 15]);
}

static bool
is_unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

void
http_add_encoded(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_unreserved(s.p[i]))
			buf_addc(out, s.p[i]);
		else
			percent(out, s.p[i]);
	}
}

/*
 * A path that begins with two slashes (or a slash and a backslash, which
 * browsers take for one) is another host's address: only one is kept.
 */
void
http_redirect(struct http_request *req, struct http_response *res, int status, struct str location)
{
	struct buf b = { 0 };
	size_t i = 0;

	BUG_ON(status < 300 || status > 308);
	if (!str_starts(location, STR("http://")) && !str_starts(location, STR("https://"))) {
		while (i < location.n && (location.p[i] == '/' || location.p[i] == '\\'))
			i++;
		buf_addc(&b, '/');
	}
	for (; i < location.n; i++) {
		char c = location.p[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c))
			percent(&b, c);
		else
			buf_addc(&b, c);
	}
	res->status = status;
	res->type = NULL;
	buf_clear(&res->body);
	http_set(req, res, "Location", buf_to_arena(&b, req->op.arena));
	buf_done(&b);
}

void
http_download(struct http_request *req, struct http_response *res, struct str file_name)
{
	struct buf b = { 0 };

	BUF_LIT(&b, "attachment; filename=\"");
	for (size_t i = 0; i < file_name.n; i++) {
		char c = file_name.p[i];

		/* '%' is kept out because some clients decode it here. */
		buf_addc(&b, c < 0x20 || c >= 0x7f || strchr("\"\\%/", c) ? '_' : c);
	}
	BUF_LIT(&b, "\"; filename*=UTF-8''");
	http_add_encoded(&b, file_name);
	http_set(req, res, "Content-Disposition", buf_to_arena(&b, req->op.arena));
	buf_done(&b);
	res->ranges = true;
}

struct str
http_response_header(const struct http_response *res, const char *name)
{
	for (size_t i = 0; i < res->headers.n; i++)
		if (str_eq_nocase(res->headers.at[i].name, str_of(name)))
			return res->headers.at[i].value;
	return STR_NONE;
}

bool
http_compressible(const char *type)
{
	struct str t = str_of(type);

	return str_starts(t, STR("text/")) || str_starts(t, STR("application/json")) ||
	       str_starts(t, STR("application/atom+xml")) || str_is(t, HTTP_SVG);
}

static struct str
cache_control(struct arena *a, const struct http_response *res)
{
	switch (res->cache) {
	case HTTP_PUBLIC:
		return arena_printf(a, "public, max-age=%d", res->max_age);
	case HTTP_NO_STORE:
		return STR("no-store");
	case HTTP_REVALIDATE:
		break;
	}
	return STR("no-cache");
}

void
http_seal(struct arena *a, struct http_response *res)
{
	if (res->type && res->status != 304)
		http_add(a, res, "Content-Type", str_of(res->type));
	if (!str_present(http_response_header(res, "Cache-Control")))
		http_add(a, res, "Cache-Control", cache_control(a, res));
	for (size_t i = 0; i < ARRAY_LEN(always); i++)
		VEC_PUSH(a, &res->headers, always[i]);
}

/* ---- ranges (RFC 9110 14) ---- */

enum range { RANGE_IGNORED, RANGE_GOOD, RANGE_OUTSIDE };

/* One range of "bytes=2-5", "bytes=2-", "bytes=-5"; several are ignored, which
 * the RFC allows and which takes the point out of asking for thousands. */
static enum range
read_range(struct str s, size_t size, size_t *from, size_t *n)
{
	struct str last = s, first;
	int64_t a, b;

	if (!str_starts_nocase(s, STR("bytes=")))
		return RANGE_IGNORED;
	last = str_trim(str_from(s, 6));
	first = str_cut(&last, '-');
	if (!str_present(last))
		return RANGE_IGNORED;
	if (!first.n) {
		if (!str_to_int(last, &b))
			return RANGE_IGNORED;
		if (b == 0 || size == 0)
			return RANGE_OUTSIDE;
		*n = (uint64_t)b < size ? (size_t)b : size;
		*from = size - *n;
		return RANGE_GOOD;
	}
	if (!str_to_int(first, &a))
		return RANGE_IGNORED;
	b = INT64_MAX - 1;
	if (last.n && (!str_to_int(last, &b) || b < a))
		return RANGE_IGNORED;
	if ((uint64_t)a >= size)
		return RANGE_OUTSIDE;
	*from = (size_t)a;
	*n = (uint64_t)b - (uint64_t)a + 1;
	if (*n > size - *from)
		*n = size - *from;
	return RANGE_GOOD;
}

void
http_range(struct http_request *req, struct http_response *res, struct str etag)
{
	struct str range = http_header_get(req, "range");
	struct str only_if = http_header_get(req, "if-range");
	size_t size = res->body.n, from = 0, n = 0;

	http_set(req, res, "Accept-Ranges", STR("bytes"));
	if (!str_present(range) || req->head)
		return;
	/* Weak tags and dates never match: we send neither. */
	if (str_present(only_if) && !(etag.n && str_eq(only_if, etag)))
		return;
	switch (read_range(range, size, &from, &n)) {
	case RANGE_IGNORED:
		return;
	case RANGE_OUTSIDE:
		res->status = 416;
		res->type = NULL;
		buf_clear(&res->body);
		http_set(req, res, "Content-Range",
			 arena_printf(req->op.arena, "bytes */%zu", size));
		return;
	case RANGE_GOOD:
		break;
	}
	res->status = 206;
	memmove(res->body.p, res->body.p + from, n);
	res->body.n = n;
	http_set(req, res, "Content-Range",
		 arena_printf(req->op.arena, "bytes %zu-%zu/%zu", from, from + n - 1, size));
}

void
http_wire(const struct http_response *res, bool head, instant now, struct buf *ret)
{
	AUTO_ARENA a = { 0 };

	buf_addf(ret, "HTTP/1.1 %d %s\r\n", res->status, http_phrase(res->status));
	buf_addf(ret, "Date: %.*s\r\n", STRF(instant_format_http(&a, now)));
	for (size_t i = 0; i < res->headers.n; i++)
		buf_addf(ret, "%.*s: %.*s\r\n", STRF(res->headers.at[i].name),
			 STRF(res->headers.at[i].value));
	buf_addf(ret, "Connection: close\r\nContent-Length: %zu\r\n\r\n", res->body.n);
	if (!head)
		buf_add(ret, buf_str(&res->body));
}
