/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gather: paragraphs of an office file, one after the other, into a document.
 * It puts lists into each other, tables together, and finds head and title.
 */
#ifndef CONVENE_OFFICE_GATHER_H
#define CONVENE_OFFICE_GATHER_H

#include "doc/doc.h"

#define GATHER_LEVELS 9

enum gather_kind {
	GATHER_TEXT,
	GATHER_TITLE,
	GATHER_IMPRINT,
	GATHER_HEADING,  /* level from 1, which is the document's 2 */
	GATHER_NUMBERED, /* a paragraph that counts */
	GATHER_BULLET,   /* level from 0 */
	GATHER_ORDERED,
	GATHER_CONTINUE, /* within the item of this level */
	GATHER_QUOTE,
	GATHER_PRE,      /* text: its lines */
	GATHER_PRE_HEAD,
};
struct gather_para {
	enum gather_kind kind;
	unsigned level;
	int number;
	struct runs runs;
	struct str text;
	SLICE(size_t) tabs; /* offsets in the runs' text where a tab stood */
};

/* What the reader of a file should tell about it. */
enum notice_kind {
	NOTICE_CHANGES,  /* tracked changes, taken as accepted; n of them */
	NOTICE_PICTURES, /* n pictures left out */
	NOTICE_COMMENTS, /* n comments left out */
	NOTICE_HEADS,    /* n lines that stand on every page left out */
	NOTICE_KINDS
};

struct gather {
	struct arena *arena;
	struct doc *doc;
	SLICE(struct gather_para) pending; /* perhaps the head */
	SLICE(struct gather_para) rows;    /* lines with tabs: perhaps a table */
	struct block *numbered;            /* the last one, while it can be added to */
	struct {
		struct block *list;
		unsigned level;
	} open[GATHER_LEVELS + 1];
	size_t depth;
	struct runs pre_head;
	bool begun; /* the head is over */
	unsigned notices[NOTICE_KINDS];
};

void gather_init(struct gather *g, struct arena *a);
void gather_add(struct gather *g, struct gather_para p);
void gather_table(struct gather *g, struct table *t);
/* The document; the gather is done. */
struct doc *gather_done(struct gather *g);

/* Appends to the runs; what looks like the last run becomes part of it. */
void gather_run(struct arena *a, struct runs *to, struct str text, unsigned style,
		const struct link *link);

#endif
