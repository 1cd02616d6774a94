/* SPDX-License-Identifier: Apache-2.0 */
/* docx_style: a Word file's styles, numbering and links, as docx_read needs them. */
#ifndef CONVENE_OFFICE_DOCX_STYLE_H
#define CONVENE_OFFICE_DOCX_STYLE_H

#include "base/map.h"
#include "base/vec.h"
#include "office/xml_read.h"

#define DOCX_LEVELS 9

struct docx_style {
	struct str id, name, based_on;
	int outline;         /* level of a heading from 0, -1: none */
	struct str num;      /* numbering's id, absent: none */
	int level;
	bool bold, italic;
};
struct docx_level {
	struct str format; /* "decimal", "bullet", … */
	struct str text;   /* "%1." */
	int start;
};
struct docx_abstract {
	struct str id;
	struct docx_level levels[DOCX_LEVELS];
	int count[DOCX_LEVELS];
	bool counted[DOCX_LEVELS];
};
struct docx_num {
	struct str id, abstract;
	int start[DOCX_LEVELS]; /* override, -1: none */
	bool used[DOCX_LEVELS];
};
struct docx_styles {
	struct arena *arena;
	SLICE(struct docx_style) styles;
	SLICE(struct docx_abstract) abstracts;
	SLICE(struct docx_num) nums;
	struct map links; /* relationship's id -> struct str *, its target */
};

void docx_styles_read(struct docx_styles *s, struct arena *a, struct str styles,
		      struct str numbering, struct str rels);
/* With what it takes from the styles it is based on; never NULL. */
const struct docx_style *docx_style_find(struct docx_styles *s, struct str id);
/* Is the name in lower case this word: "title", "quote"? */
bool docx_style_is(const struct docx_style *s, const char *name);

struct docx_number {
	const struct docx_level *level; /* NULL: no such numbering */
	int value;
	struct str shown; /* "2.1", "(b)" */
};
/* Counts on. */
struct docx_number docx_count(struct docx_styles *s, struct str num, int level);

/* Is the element Word's own, of this name? */
bool docx_is(const struct xml_reader *r, const char *name);
/* <w:x w:val="…">: true without a value, false for "0", "false", "off", "none". */
bool docx_flag(struct xml_reader *r, struct arena *a);

#endif
