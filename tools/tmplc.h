/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tmplc: the template compiler. Makes C functions of a template, so that a
 * misspelt field, a wrong type or an unescaped string is a build error that
 * names the template's own line. What is refused is in tests/unit/tmplc_test.c.
 *
 *   {use "meeting/meeting_view.h"}     #include, in OUT.h
 *   {page f(const struct v *v)}        begins void f(struct html *o, …), to the
 *                                      next page or part; declared in OUT.h
 *   {part g(const struct x *x, int n)} the same, static; {part extern g(…)} not
 *   {include g &v.x 3}                 g(o, &v->x, 3), in text only
 *   {if v.n > 0 and not (v.a or v.b == OPEN)} {elif …} {else} {/if}
 *   {each x in v.list} {else} {/each}  over a SLICE; x points at the element
 *   {v.title}                          by type and place, see html/html.h
 *   {number v.n} {int v.n}             1,234 and 1234
 *   {date v.day} {date v.day plain}    <time> element, words only
 *   {t key name=v.x n=v.count}         a message of the catalogue
 *   {msg v.label name=v.x}             the message that an enum msg names
 *   {url f v.id}                       url_f(o, v->id), begins an address
 *   {# a remark #}   {{ and }}         nothing; { and }
 *   {untranslated}                     first in the file: words are allowed
 *
 * A path begins with a parameter or loop variable. In arguments of {include}
 * and {url}, &path passes the address, *path the value, a bare variable itself;
 * numbers, UPPER_CASE constants and "word" (a struct str) are taken as well.
 * White space of text shrinks to one space or line end, except in <pre> and
 * <textarea>; lines of directives alone vanish.
 *
 * In an address (href, src …) a value is a struct url, or {url}, at its
 * beginning, or stands behind a literal that begins with / # or ?, and is then
 * percent-encoded. An attribute under {if} or {each} brings its own space:
 * <a{if v.here} aria-current="page"{/if}>.
 *
 *   tmplc.c           the command
 *   tmplc_compile.c   the walk over the tokens, functions, the C that comes out
 *   tmplc_tokens.c    literal text and directives; lines that vanish
 *   tmplc_markup.c    where in the HTML we are: decides how a value is written
 *   tmplc_literal.c   what literal text may hold
 *   tmplc_block.c     {if} and {each}
 *   tmplc_value.c     directives that write something
 *   tmplc_expr.c      paths, conditions, arguments
 *
 * What follows the compile function is shared by these files only.
 */
#ifndef CONVENE_TOOLS_TMPLC_H
#define CONVENE_TOOLS_TMPLC_H

#include "base/map.h"
#include "base/vec.h"
#include "tools/tool.h"

struct tmplc_in {
	struct source src;
	struct source keys; /* as poc writes it; absent text: {t} is refused */
	struct str header;  /* the name under which OUT.c includes OUT.h */
};
struct tmplc_out {
	struct buf c;
	struct buf h;
};

/* false: *why says what is wrong and out is not to be used. */
bool tmplc_compile(struct arena *a, const struct tmplc_in *in,
		   struct tmplc_out *out, struct complaint *why);

/* ---- markup: the state of the HTML tokenizer ---- */

enum markup_mode {
	M_TEXT,
	M_RCDATA,       /* inside <title> or <textarea> */
	M_SCRIPT,       /* inside <script src>, which must be empty */
	M_OPEN,         /* behind '<' */
	M_TAG_NAME,
	M_GAP,          /* in a tag, where white space, '/' or '>' must follow */
	M_IN_TAG,       /* in a tag, where an attribute may begin */
	M_ATTR_NAME,
	M_BEFORE_VALUE, /* behind '=' */
	M_VALUE_DOUBLE,
	M_VALUE_SINGLE,
	M_VALUE_BARE,
	M_SLASH,        /* behind the '/' of "/>" */
};
enum attr_kind {
	ATTR_PLAIN,
	ATTR_WORDS, /* shown or read out: title, alt, aria-label … */
	ATTR_URL,
};
enum url_state {
	URL_EMPTY,  /* nothing of the address written yet */
	URL_LOCAL,  /* a literal that began with / # or ?, or {url} */
	URL_STATIC, /* another literal: no field may follow */
};
struct mark {
	enum markup_mode mode;
	bool end_tag;
	bool pre;           /* inside <pre> */
	bool src;           /* this <script> has src */
	struct str tag;     /* lower case; "" outside a tag */
	struct str rcdata;  /* the element whose end M_RCDATA waits for */
	struct str attr;    /* lower case; "" outside a value */
	enum attr_kind kind;
	enum url_state url;
	bool query;         /* the address has a '?' or '#' */
};

/* Where a field would stand. */
enum place {
	PLACE_TEXT,
	PLACE_ATTR,    /* or RCDATA */
	PLACE_URL,     /* the beginning of an address */
	PLACE_SEGMENT, /* behind it, in its path */
	PLACE_QUERY,   /* behind '?' or '#' */
};

struct variable {
	struct str name;
	bool pointer;
};

struct tmplc {
	struct arena *a;
	const struct tmplc_in *in;
	struct complaint *why;
	struct str text; /* in->src.text */

	struct mark mark;
	struct buf name;  /* the tag or attribute name being read */
	struct buf url;   /* the literal that begins an address */
	size_t url_at;
	size_t letters;   /* in this run of text */
	bool reference;   /* inside &…; */
	char space;       /* white space of the text not written yet: 0, ' ', '\n' */
	bool at_start;    /* nothing of this page or part has been written */
	bool untranslated;
	struct buf lit;   /* literal output not yet in the body */

	SLICE(struct variable) vars;
};

#define NEED(x)                                                               \
	do {                                                                  \
		if (!(x))                                                     \
			return false;                                         \
	} while (0)

/* Takes literal text, bytes [from, to) of the source; appends to c->lit. */
bool markup_text(struct tmplc *c, size_t from, size_t to);
/* A directive follows: settles what the literal text before it left open. */
bool markup_break(struct tmplc *c, size_t at);
/* Where the field at `at` stands; refused where none may. */
bool markup_place(struct tmplc *c, size_t at, enum place *ret);
/* A field was written. */
void markup_written(struct tmplc *c);
/* May {if} and {each} stand here? */
bool markup_control(struct tmplc *c, size_t at);
/* The state behind two branches; false when they do not agree. */
bool mark_join(const struct mark *x, const struct mark *y, struct mark *ret);
/* For complaints: "in text", "inside a tag", … */
const char *mark_name(const struct mark *m);
/* White space means something here: <pre>, <textarea>, attribute values. */
bool markup_keeps_space(const struct tmplc *c);

/* ---- literal: what may stand in literal text ---- */

enum attr_kind literal_attr_kind(struct str name);
/* The next byte of an address; the literal that begins one is complete. */
bool literal_url_char(struct tmplc *c, size_t at, char ch);
bool literal_url_begun(struct tmplc *c);
/* The next byte of something shown to the reader. */
bool literal_word_char(struct tmplc *c, size_t at, char ch);
bool str_one_of(struct str s, const char *const *list, size_t n);

/* ---- expr: what stands inside the braces ---- */

struct scan {
	struct tmplc *c;
	size_t at;
	size_t end; /* of the '}' */
};
bool scan_space(struct scan *s); /* true when something follows */
struct str scan_name(struct scan *s); /* an identifier, or empty */
bool scan_done(struct scan *s);  /* refuses what is left */

const struct variable *find_variable(const struct tmplc *c, struct str name);
/* A dotted path as C. */
bool expr_path(struct scan *s, struct buf *ret);
/* A condition as C, fit for if (…). */
bool expr_condition(struct scan *s, struct buf *ret);
/* The arguments of {include} and {url}, each written as ", arg". */
bool expr_arguments(struct scan *s, struct buf *ret);

#endif
