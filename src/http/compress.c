/* SPDX-License-Identifier: Apache-2.0 */
/* gzip: whether a client wants it, and making it. */
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
		int q = weight(str_or_empty(params));

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

bool
http_gzip(struct deflater *gz, struct str s, int level, struct buf *ret)
{
	struct buf out = { 0 };

	if (s.n < 64 || s.n > INT32_MAX)
		return false;
	/* No more room than the original has: what would need it is not wanted. */
	if (!deflate_all(gz, s, DEFLATE_GZIP, level, s.n, &out)) {
		buf_done(&out);
		return false;
	}
	*ret = out;
	return true;
}
