/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doc: the one document tree that every output format is made from.
 *
 * A document is a list of blocks; a block holds runs of text with a style and
 * perhaps a link, or other blocks. It is plain data in an arena: pure, no
 * HTML, no I/O. Adding an output format is adding one file beside html.c,
 * text.c and markdown.c here.
 *
 * Text is UTF-8 without control characters; runs never hold markup. Two
 * neighbouring runs whose link pointers are equal are one link.
 */
#ifndef CONVENE_DOC_DOC_H
#define CONVENE_DOC_DOC_H

#include "base/instant.h"
#include "base/vec.h"

/* A target of "" or "#" leads nowhere: it is shown as text, and reported. */
struct link {
	struct str target;
	bool bare; /* stands as it is, <https://…>: the text is the target */
};

enum run_style {
	RUN_STRONG = 1,
	RUN_EM = 2,
	RUN_CODE = 4,
};

struct run {
	struct str text;
	unsigned style; /* enum run_style, or-ed */
	const struct link *link; /* NULL: none */
};

struct runs {
	struct run *at;
	size_t n;
	size_t room;
};

enum block_kind {
	BLOCK_HEADING, /* level 1 to 6, runs */
	BLOCK_PARA,    /* runs; number > 0: a numbered paragraph; may own lists
			  that follow it (children) */
	BLOCK_LIST,    /* children are BLOCK_ITEM */
	BLOCK_ITEM,    /* runs, then children (lists nest) */
	BLOCK_TABLE,   /* table */
	BLOCK_PRE,     /* text: lines kept as they are, \n between them */
	BLOCK_QUOTE,   /* children */
};

struct cell_text {
	struct runs runs;
};
struct table_row {
	struct cell_text *at; /* columns of them or less: the others are empty */
	size_t n;
	size_t room;
	bool group; /* at[0] is a label over the rows that follow */
};
struct table {
	struct str caption;
	struct cell_text *head; /* columns of them, or NULL: no head */
	size_t columns;
	struct table_row *at;
	size_t n;
	size_t room;
};

struct blocks {
	struct block *at;
	size_t n;
	size_t room;
};

struct block {
	enum block_kind kind;
	int level;         /* heading */
	int number;        /* paragraph, or item of an ordered list; 0: none */
	bool ordered;      /* list: numbered items */
	struct str anchor; /* "p3", "actions": stable address in the page; may be absent */
	struct runs runs;  /* BLOCK_PRE: what stands behind the opening fence */
	struct str text;   /* BLOCK_PRE */
	struct table *table;
	struct blocks children;
	uint32_t line;     /* 1-based line of the source it came from, 0: made */
};

struct doc {
	struct str title;
	struct str lang; /* BCP 47, "en" */
	/* The lines around the title, as an imprint: forum and cycle, body, … */
	SLICE(struct str) head;
	size_t title_at; /* so many of the head's lines stand above the title */
	struct blocks blocks;
};

/* Words of the runs, without style: what a reader sees. */
struct str runs_text(struct arena *a, const struct runs *r);
bool link_leads_somewhere(const struct link *l);
/* … and is an address that may be followed (url_checked() in html/html.h). */
bool link_is_followed(const struct link *l);

/* What stands at the head of all pages but the first: "IGF 2021 · Summary report". */
struct str doc_running_head(struct arena *a, const struct doc *d);
/* For a window's title: a document without a title has its first line, or a word. */
struct str doc_shown_title(const struct doc *d);

/* Renderers: pure, total, cannot fail. The result lives in the arena. */
struct str doc_to_markdown(struct arena *a, const struct doc *d);
/* Lines at most 78 characters wide where words allow; link targets in <…>
 * behind the link text. */
struct str doc_to_text(struct arena *a, const struct doc *d);

/* The words alone, a line to each block and cell: head and title, numbers of
 * paragraphs and items, but no bullets and no addresses. For comparison. */
struct str doc_plain(struct arena *a, const struct doc *d);

/*
 * The blocks as HTML (no <html>, no title): see doc/html.c. Heading levels are
 * moved down by `shift` (a document inside a page starts at h2). Numbered
 * paragraphs carry id and a permanent link, as .doc in the style sheet.
 * The result is a struct safe_html (html/html.h), declared in doc/doc_html.h.
 */

#endif
