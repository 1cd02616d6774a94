/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/doc.h"

#include "base/buf.h"
#include "html/html.h"
#include "text/catalogue.h"

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

bool
link_is_followed(const struct link *l)
{
	return link_leads_somewhere(l) && !str_is(url_checked(l->target).s, "#");
}

struct str
doc_running_head(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < d->head.n; i++)
		buf_addf(&b, "%s%.*s", b.n ? " \xC2\xB7 " : "", STRF(d->head.at[i]));
	if (d->title.n)
		buf_addf(&b, "%s%.*s", b.n ? " \xC2\xB7 " : "", STRF(d->title));
	return buf_to_arena(&b, a);
}

struct str
doc_shown_title(const struct doc *d)
{
	if (d->title.n)
		return d->title;
	return d->head.n ? d->head.at[0] : msg_text(LANG_en, MSG_office_untitled);
}
