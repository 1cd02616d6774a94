/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pager.h"

struct pager
pager_make(int64_t page, int64_t size, int64_t total)
{
	struct pager p = { .size = size, .total = total };

	BUG_ON(size < 1);
	p.pages = total > 0 ? (total - 1) / size + 1 : 1;
	p.page = page < 1 ? 1 : page > p.pages ? p.pages : page;
	p.skip = (p.page - 1) * size;
	if (total > 0) {
		p.first = p.skip + 1;
		p.last = total < p.skip + size ? total : p.skip + size;
	}
	return p;
}

static struct url
link_to(struct arena *a, struct str base, int64_t page)
{
	AUTO_BUF b = { 0 };

	buf_add(&b, base);
	if (page > 1) {
		buf_addc(&b, str_find_char(base, '?', 0) == STR_NPOS ? '?' : '&');
		BUF_LIT(&b, "page=");
		buf_addint(&b, page);
	}
	return url_checked(buf_to_arena(&b, a));
}

void
pager_link(struct arena *a, struct pager *p, struct str base)
{
	if (p->page > 1)
		p->prev = link_to(a, base, p->page - 1);
	if (p->page < p->pages)
		p->next = link_to(a, base, p->page + 1);
}
