/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pager: a list that is shown in pages of so many.
 *
 *	v->pager = pager_make(page, 20, total);
 *	TRY(search_find(op, &q, v->pager.skip, v->pager.size, &hits));
 *	pager_link(op->arena, &v->pager, base);      base: "/search?q=rain"
 *
 * A page that is not there (page 9 of 3) is shown as the last one. The links
 * are absent where there is nothing before or behind.
 */
#ifndef CONVENE_WEB_PAGER_H
#define CONVENE_WEB_PAGER_H

#include "base/buf.h"
#include "base/err.h"
#include "html/html.h"

struct pager {
	int64_t page;        /* from 1 */
	int64_t pages;       /* at least 1 */
	int64_t size;        /* entries on a page */
	int64_t skip;        /* entries before this page */
	int64_t total;
	int64_t first, last; /* of the entries shown, from 1; 0: none */
	struct url prev, next;
};

struct pager pager_make(int64_t page, int64_t size, int64_t total);
/* base is the address of page 1, a query and all; "page=2" goes behind it. */
void pager_link(struct arena *a, struct pager *p, struct str base);

/* The part of n entries that this page shows. */
static inline size_t
pager_from(const struct pager *p)
{
	return (size_t)p->skip;
}
static inline size_t
pager_count(const struct pager *p)
{
	return p->first ? (size_t)(p->last - p->first + 1) : 0;
}

#endif
