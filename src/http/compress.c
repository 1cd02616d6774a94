/* SPDX-License-Identifier: Apache-2.0 */
/* gzip: whether a client wants it, and making it. The one file that sees zlib. */
#include <stdlib.h>
#include <zlib.h>

#include "http/call.h"

/* A qvalue in thousandths (RFC 9110 12.4.2); -1 for what is none. */
static int
weight(struct str params)
{
	struct str s = str_trim(params);
	int q = 0, digits = 0;

	if (!s.n)
		return 1000;
	if (!str_starts_nocase(s, STR("q=")))
		return -1;
	s = str_from(s, 2);
	if (!s.n || s.n > 5 || (s.p[0] != '0' && s.p[0] != '1') || (s.n > 1 && s.p[1] != '.'))
		return -1;
	for (size_t i = 2; i < s.n; i++, digits++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		q = q * 10 + s.p[i] - '0';
	}
	for (; digits < 3; digits++)
		q *= 10;
	q += 1000 * (s.p[0] - '0');
	return q > 1000 ? -1 : q;
}

bool
http_accepts_gzip(struct str accept_encoding)
{
	struct str rest = accept_encoding;
	int gzip = -1, identity = -1, any = -1;

	while (str_present(rest)) {
		struct str params = str_cut(&rest, ',');
		struct str name = str_trim(str_cut(&params, ';'));
		int q = weight(str_present(params) ? params : STR(""));

		if (q < 0)
			continue;
		if (str_eq_nocase(name, STR("gzip")) || str_eq_nocase(name, STR("x-gzip")))
			gzip = q;
		else if (str_eq_nocase(name, STR("identity")))
			identity = q;
		else if (str_eq(name, STR("*")))
			any = q;
	}
	if (gzip < 0)
		gzip = any;
	return gzip > 0 && gzip >= identity;
}

static z_stream *
stream_of(struct http_gzip *gz, int level)
{
	z_stream *z = gz->stream;

	if (z && gz->level == level) {
		BUG_ON(deflateReset(z) != Z_OK);
		return z;
	}
	http_gzip_done(gz);
	z = calloc(1, sizeof *z);
	BUG_ON(!z);
	/* 16 added to the window bits asks for the gzip wrapper */
	BUG_ON(deflateInit2(z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK);
	gz->stream = z;
	gz->level = level;
	return z;
}

bool
http_gzip(struct http_gzip *gz, struct str s, int level, struct buf *ret)
{
	struct buf out = { 0 };
	z_stream *z;
	int done;

	if (s.n < 64 || s.n > INT32_MAX)
		return false;
	z = stream_of(gz, level);
	/* No more room than the original has: what would need it is not wanted. */
	buf_reserve(&out, s.n);
	z->next_in = (Bytef *)(uintptr_t)s.p;
	z->avail_in = (uInt)s.n;
	z->next_out = (Bytef *)out.p;
	z->avail_out = (uInt)s.n;
	done = deflate(z, Z_FINISH);
	if (done != Z_STREAM_END) {
		buf_done(&out);
		return false;
	}
	out.n = s.n - z->avail_out;
	*ret = out;
	return true;
}

void
http_gzip_done(struct http_gzip *gz)
{
	if (gz->stream) {
		(void)deflateEnd(gz->stream);
		free(gz->stream);
	}
	*gz = (struct http_gzip){ 0 };
}
