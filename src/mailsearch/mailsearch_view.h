/* SPDX-License-Identifier: Apache-2.0 */
/* mailsearch_view: what /search shows of mailing lists. Nobody's address is in it. */
#ifndef CONVENE_MAILSEARCH_MAILSEARCH_VIEW_H
#define CONVENE_MAILSEARCH_MAILSEARCH_VIEW_H

#include "mailsearch/mailsearch_ops.h"
#include "web/page.h"
#include "web/pager.h"

#define MAILSEARCH_PAGE 20
/* Characters of an excerpt; bytes of a text in which it is looked for. */
#define MAILSEARCH_EXCERPT 240
#define MAILSEARCH_LOOKED ((size_t)200 << 10)

struct mailsearch_hit {
	struct url url;              /* in its thread */
	struct text_excerpt subject; /* no pieces: it has none */
	struct text_excerpt text;
	struct str who;              /* absent: it says nothing of its sender */
	date day;                    /* DATE_NONE: nobody knows */
	struct url list_url;
	struct str list, list_name;
};
struct mailsearch_view {
	bool any;        /* there is mail at all */
	bool asked;      /* … and something that leaves messages out */
	bool clipped, incomplete, no_such_list;
	struct str list, not_a_day; /* as typed */
	int64_t total;
	SLICE(struct mailsearch_hit) hits;
	bool has_words;  /* so they can be put in an order */
	bool best;       /* best first, and not newest */
	int64_t compared; /* the best of so many, the newest ones; 0: of all */
	struct url newest_url, best_url, url; /* the same query */
	struct pager pager;
};
/* page 0: only how many there are. */
must_check enum errc mailsearch_load(struct op *op, struct str typed, bool best, int64_t page,
				     struct mailsearch_view *v);

#endif
