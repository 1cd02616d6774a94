/* SPDX-License-Identifier: Apache-2.0 */
/*
 * document_view: what the pages of documents show.
 *
 * The text is read from its newest version for each page, as meetings' reports
 * are. One of more than DOCUMENT_PART bytes is shown in parts.
 */
#ifndef CONVENE_DOCUMENT_DOCUMENT_VIEW_H
#define CONVENE_DOCUMENT_DOCUMENT_VIEW_H

#include "doc/doc.h"
#include "document_view_sql.h"
#include "web/download.h"
#include "web/pager.h"
#include "web/page.h"

#define DOCUMENT_PART ((size_t)20 << 10)

#define DOCUMENTS_PAGE 50

struct document_line {
	struct document_view_list_row row;
	date taken_in;
};
struct document_list_view {
	struct page page;
	SLICE(struct document_line) documents; /* newest first */
	SLICE(struct document_line) shown;
	int64_t n;
	struct pager pager;
};
must_check enum errc document_list_load(struct op *op, int64_t page, struct document_list_view *v);

struct document_heading {
	struct str text;
	struct str anchor;
	int64_t part;
	bool here; /* in the part that is shown */
};
struct document_part_link {
	int64_t number;
	bool current;
};
struct document_show_view {
	struct page page;
	struct str slug;
	struct document_view_by_slug_row d;
	struct document_view_newest_row newest; /* source is empty */
	struct str file;         /* its name, without folders */
	struct str size;         /* "14 KB" */
	struct safe_html text;   /* of the part that is shown */
	bool rtl;                /* the text runs from right to left */
	SLICE(struct document_heading) contents;
	SLICE(struct document_part_link) parts; /* n 0: it is all here */
	int64_t part;            /* 0: all of it in one */
	int64_t next;            /* 0: there is none */
	struct str series;       /* set: it is the report of this meeting, and */
	int64_t number;          /* nothing else was loaded */
	struct download_links downloads;
};
/* part: 1 and up, 0 for all in one. E_NOT_FOUND error.not-found. */
must_check enum errc document_show_load(struct op *op, struct str slug, int64_t part,
					struct document_show_view *v);

/* The newest version's source. E_NOT_FOUND error.not-found. */
must_check enum errc document_source(struct op *op, struct str slug, struct str *ret);

#endif
