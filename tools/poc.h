/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poc: the catalogue compiler. Reads gettext PO files whose msgid is a key
 * ("meeting.no-actions") and makes C tables of them, and a list of the keys
 * with their parameters for the template compiler.
 *
 * The first file is the source language: every key stands in it. A message
 * that another language lacks, leaves empty or marks fuzzy falls back to it.
 * Text may hold placeholders, {name}; a brace is written twice to be one.
 */
#ifndef CONVENE_TOOLS_POC_H
#define CONVENE_TOOLS_POC_H

#include "base/map.h"
#include "base/vec.h"
#include "tools/tool.h"

#define PO_FORMS_MAX 6
#define PO_TEXT_MAX 4000 /* bytes: what every C compiler takes as one literal */

typedef SLICE(struct str) po_names;

struct po_entry {
	struct str key;
	size_t at; /* of the msgid line */
	bool plural;
	bool fuzzy;
	struct str form[PO_FORMS_MAX]; /* an absent one was not given */
	size_t form_at[PO_FORMS_MAX];
	size_t n;        /* forms given, counted from the first */
	po_names params; /* in the order in which the text names them */
};

/* A node of a plural expression; see poc_plural.c. */
struct plural_node;

struct po_file {
	struct source src;
	struct str code; /* "en", "pt-br" */
	struct str name; /* of the language, in itself */
	bool rtl;
	size_t plurals;
	struct plural_node *plural;
	SLICE(struct po_entry) entries; /* without the header */
	struct map by_key;              /* -> index into entries, plus 1 */
};

/* Reads one file, its header included, and checks all that can be checked
 * without the others. */
bool po_read(struct arena *a, const struct source *src, struct po_file *ret,
	     struct complaint *c);

/*
 * A plural expression of C's operators over n. Refused when it is not well
 * formed, divides by zero or yields a number that is not a form for some n up
 * to 1,000.
 */
bool plural_parse(struct arena *a, const struct source *src, size_t at,
		  struct str text, size_t forms, struct plural_node **ret,
		  struct complaint *c);
/* The same as C, every operation in parentheses. */
void plural_emit(struct buf *b, const struct plural_node *node);

struct poc_out {
	struct buf c;
	struct buf h;
	struct buf keys; /* key TAB param,param TAB plural|- */
};

bool poc_compile(struct arena *a, const struct source *src, size_t n,
		 struct poc_out *out, struct complaint *c);

#endif
