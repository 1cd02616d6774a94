/* SPDX-License-Identifier: Apache-2.0 */
/* search_view: what /search shows. */
#ifndef CONVENE_SEARCH_SEARCH_VIEW_H
#define CONVENE_SEARCH_SEARCH_VIEW_H

#include "mailsearch/mailsearch_view.h"
#include "web/pager.h"
#include "search/search_ops.h"
#include "web/page.h"

#define SEARCH_PAGE 20
/* Bytes of a query, and characters of an excerpt. */
#define SEARCH_TYPED_MAX 200
#define SEARCH_EXCERPT 200

struct search_hit {
	struct url url;
	struct str kind; /* "Paragraph of a report" */
	date held;       /* DATE_NONE: it has none */
	/* The title with what was looked for in it, and a piece of the text. */
	struct text_excerpt title;
	struct text_excerpt text;
};
struct search_view {
	struct page page;
	struct str typed;  /* as it was typed; absent: nothing was asked for */
	bool asked;        /* something that can be looked for */
	bool clipped;      /* more words than are looked for */
	SLICE(struct search_hit) hits; /* best first */
	int64_t total;
	struct pager pager;
	struct url own_url; /* the same words, here */
	bool in_mail;       /* mailing lists are shown instead */
	struct mailsearch_view mail;
};
/* What reports, people and the like have; page 0: only how many there are. */
must_check enum errc search_load(struct op *op, struct str typed, int64_t page,
				 struct search_view *v);

#endif
