/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The template compiler's own state, for tmplc_compile.c, tmplc_tokens.c,
 * tmplc_block.c and tmplc_value.c.
 */
#ifndef CONVENE_TOOLS_TMPLC_GEN_H
#define CONVENE_TOOLS_TMPLC_GEN_H

#include "tools/tmplc.h"

enum word {
	W_PATH, W_COMMENT, W_USE, W_PAGE, W_PART, W_UNTRANSLATED, W_INCLUDE, W_IF, W_ELIF,
	W_ELSE, W_END_IF, W_EACH, W_END_EACH, W_T, W_MSG, W_DATE, W_NUMBER, W_INT, W_URL,
};
struct token {
	bool text;
	size_t open;     /* of the '{', or the first byte of text */
	size_t from, to; /* the text, or what follows the directive's word */
	enum word word;
	bool structural;
	size_t trim_front, trim_back; /* white space that need not be there */
};

struct block {
	bool each;
	size_t open;
	struct mark start;
	struct mark end; /* of the branches seen so far */
	bool ended;      /* end is valid */
	bool had_else;
	struct str slice; /* of {each}: the path in C, for {else} */
	size_t vars;
};

struct message {
	SLICE(struct str) params;
	bool plural;
};

struct gen {
	struct tmplc c; /* what markup and expr see */
	SLICE(struct token) tokens;
	SLICE(struct block) blocks;
	struct map messages; /* -> struct message */
	struct map functions;
	bool in_function;
	size_t loops;        /* in this function, for names */
	struct buf uses, decls, protos, body;
};

#define REFUSE(g, at, ...) refuse((g)->c.why, &(g)->c.in->src, (at), __VA_ARGS__)

/* ---- tokens ---- */

/* Cuts the source into g->tokens. */
bool tmplc_lex(struct gen *g);
/* Marks the white space of lines that hold structural directives only. */
void tmplc_trim_lines(struct gen *g);
/* Nothing but ASCII white space. */
bool blank(struct str s);

/* ---- writing C (tmplc_compile.c) ---- */

/* Writes the indent of the innermost block, `less` steps to the left. */
void put_indent(struct gen *g, size_t less);
/* Writes the literal text that has gathered. */
void flush_literal(struct gen *g);
/* Opens a line of C that comes from byte `at` of the template. */
struct buf *statement(struct gen *g, size_t at, size_t less);

/* ---- blocks and values: one function for each directive ---- */

/* {if}, {elif}, {else}, {each}, {/if}, {/each} */
bool tmplc_block(struct gen *g, const struct token *tok);
/* A path, {t}, {msg}, {date}, {number}, {int}, {url} */
bool tmplc_value(struct gen *g, const struct token *tok);
bool tmplc_include(struct gen *g, const struct token *tok);
/* Reads the list of keys that poc wrote. */
bool tmplc_load_keys(struct gen *g);

#endif
