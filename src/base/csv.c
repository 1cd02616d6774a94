/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "base/buf.h"

/* A quoted field: from behind its first mark to behind its closing one. */
static bool
quoted(struct arena *a, struct csv_reader *r, struct str *ret)
{
	AUTO_BUF b = { 0 };
	struct str s = r->rest;
	size_t i = 1;

	for (; i < s.n; i++) {
		if (s.p[i] == '"') {
			if (i + 1 >= s.n || s.p[i + 1] != '"')
				break;
			i++;
		}
		if (s.p[i] == '\n')
			r->line++;
		buf_addc(&b, s.p[i]);
	}
	if (i >= s.n) {
		r->problem = "a quotation mark is not closed";
		return false;
	}
	r->rest = str_from(s, i + 1);
	*ret = buf_to_arena(&b, a);
	return true;
}

static struct str
bare(struct csv_reader *r)
{
	struct str s = r->rest;
	size_t i = 0;

	while (i < s.n && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r')
		i++;
	r->rest = str_from(s, i);
	return str_sub(s, 0, i);
}

/* Line end or end of text: true, and taken. */
static bool
line_end(struct csv_reader *r)
{
	if (r->rest.n && r->rest.p[0] == '\r')
		r->rest = str_from(r->rest, 1);
	if (r->rest.n == 0)
		return true;
	if (r->rest.p[0] != '\n')
		return false;
	r->rest = str_from(r->rest, 1);
	r->line++;
	return true;
}

bool
csv_next(struct arena *a, struct csv_reader *r, struct csv_row *ret)
{
	struct csv_row row = { 0 };

	if (r->line == 0)
		r->line = 1;
	while (r->rest.n && (r->rest.p[0] == '\n' || r->rest.p[0] == '\r'))
		line_end(r);
	if (r->rest.n == 0 || r->problem)
		return false;
	row.line = r->line;
	for (;;) {
		struct str field;

		if (r->rest.n && r->rest.p[0] == '"') {
			if (!quoted(a, r, &field))
				return false;
		} else {
			field = bare(r);
		}
		VEC_PUSH(a, &row, field);
		if (r->rest.n && r->rest.p[0] == ',') {
			r->rest = str_from(r->rest, 1);
			continue;
		}
		if (line_end(r))
			break;
		r->problem = "text behind a closing quotation mark";
		return false;
	}
	*ret = row;
	return true;
}
