/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/doc.h"

#include "base/buf.h"

struct str
runs_text(struct arena *a, const struct runs *r)
{
	size_t n = 0;
	char *to;

	if (r->n == 0)
		return STR("");
	if (r->n == 1)
		return r->at[0].text;
	for (size_t i = 0; i < r->n; i++)
		n += r->at[i].text.n;
	to = arena_alloc(a, n + 1);
	n = 0;
	for (size_t i = 0; i < r->n; i++) {
		memcpy(to + n, r->at[i].text.p, r->at[i].text.n);
		n += r->at[i].text.n;
	}
	return (struct str){ to, n };
}

bool
link_leads_somewhere(const struct link *l)
{
	return l && l->target.n > 0 && !str_is(l->target, "#");
}
