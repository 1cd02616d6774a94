/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libxml2's parser of HTML takes anything and says what opens, closes and stands
 * between; no tree is built, so depth costs nothing.
 *
 * Lines are written late: a block only notes how many line ends must stand in front
 * of what comes next, so that nested blocks do not pile up empty lines.
 */
#include "mail/mail_html.h"

#include <libxml/HTMLparser.h>

#include "base/attr.h"
#include "base/buf.h"

#define QUOTE_MAX 20
#define BREAKS_MAX 3
#define HREF_MAX 300

struct writer {
	struct buf out;
	size_t most;
	unsigned breaks;     /* line ends due */
	bool space;          /* white space due */
	bool begun;          /* something stands on this line */
	unsigned quotes;     /* blockquotes around */
	unsigned silent;     /* script, style, title around */
	unsigned pre;
	char href[HREF_MAX]; /* of the link around; "" is none */
	size_t link_from;    /* where its text begins */
};

enum shape {
	SHAPE_BREAK,  /* br */
	SHAPE_LINE,   /* a line of its own */
	SHAPE_BLOCK,  /* an empty line around */
	SHAPE_ITEM,
	SHAPE_CELL,
	SHAPE_QUOTE,
	SHAPE_PRE,
	SHAPE_SILENT,
	SHAPE_LINK,
	SHAPE_IMAGE,
	SHAPE_NONE,
};

static enum shape
shape_of(const char *name)
{
	static const struct {
		const char *name;
		enum shape shape;
	} table[] = {
		{ "a", SHAPE_LINK },          { "address", SHAPE_LINE },
		{ "article", SHAPE_BLOCK },   { "blockquote", SHAPE_QUOTE },
		{ "br", SHAPE_BREAK },        { "caption", SHAPE_LINE },
		{ "dd", SHAPE_LINE },         { "div", SHAPE_LINE },
		{ "dl", SHAPE_BLOCK },        { "dt", SHAPE_LINE },
		{ "h1", SHAPE_BLOCK },        { "h2", SHAPE_BLOCK },
		{ "h3", SHAPE_BLOCK },        { "h4", SHAPE_BLOCK },
		{ "h5", SHAPE_BLOCK },        { "h6", SHAPE_BLOCK },
		{ "hr", SHAPE_BLOCK },        { "img", SHAPE_IMAGE },
		{ "li", SHAPE_ITEM },         { "ol", SHAPE_LINE },
		{ "p", SHAPE_BLOCK },         { "pre", SHAPE_PRE },
		{ "script", SHAPE_SILENT },   { "section", SHAPE_BLOCK },
		{ "style", SHAPE_SILENT },    { "table", SHAPE_BLOCK },
		{ "td", SHAPE_CELL },         { "th", SHAPE_CELL },
		{ "title", SHAPE_SILENT },    { "tr", SHAPE_LINE },
		{ "ul", SHAPE_LINE },
	};

	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].shape;
	return SHAPE_NONE;
}

static void
due(struct writer *w, unsigned breaks)
{
	if (w->begun && w->breaks < breaks)
		w->breaks = breaks;
}

/* What is due stands before the next character. */
static void
settle(struct writer *w)
{
	if (w->breaks) {
		for (unsigned i = 0; i < w->breaks; i++)
			buf_addc(&w->out, '\n');
		w->breaks = 0;
		w->begun = false;
		w->space = false;
	}
	if (!w->begun)
		for (unsigned i = 0; i < w->quotes && i < QUOTE_MAX; i++)
			buf_addz(&w->out, "> ");
	if (w->space && w->begun)
		buf_addc(&w->out, ' ');
	w->space = false;
	w->begun = true;
}

static void
add_text(struct writer *w, struct str s)
{
	for (size_t i = 0; i < s.n && w->out.n < w->most; i++) {
		char c = s.p[i];

		if (w->pre && c == '\n') {
			w->breaks += w->breaks < BREAKS_MAX;
		} else if (!w->pre && strchr(" \t\r\n\f", c)) {
			w->space = true;
		} else {
			settle(w);
			buf_addc(&w->out, c);
		}
	}
}

static const char *
attribute(const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (strcmp((const char *)attributes[i], name) == 0)
			return (const char *)attributes[i + 1];
	return NULL;
}

static void
open_link(struct writer *w, const char *href)
{
	w->href[0] = '\0';
	if (href && strlen(href) < HREF_MAX && (strncmp(href, "http", 4) == 0))
		strcpy(w->href, href);
	w->link_from = w->out.n;
}

static void
close_link(struct writer *w)
{
	struct str href = str_of(w->href);
	struct str text = str_trim(str_from(buf_str(&w->out), w->link_from));

	if (href.n && str_find(text, href, 0) == STR_NPOS && w->out.n < w->most) {
		w->space = true;
		settle(w);
		buf_addf(&w->out, "<%.*s>", STRF(href));
	}
	w->href[0] = '\0';
}

static void
on_open(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
	struct writer *w = ctx;
	const char *alt;

	switch (shape_of((const char *)name)) {
	case SHAPE_BREAK:
		if (w->begun && w->breaks < BREAKS_MAX)
			w->breaks++;
		break;
	case SHAPE_LINE: due(w, 1); break;
	case SHAPE_BLOCK: due(w, 2); break;
	case SHAPE_ITEM:
		due(w, 1);
		add_text(w, STR("- "));
		break;
	case SHAPE_CELL: w->space = true; break;
	case SHAPE_QUOTE:
		due(w, 2);
		w->quotes++;
		break;
	case SHAPE_PRE:
		due(w, 2);
		w->pre++;
		break;
	case SHAPE_SILENT: w->silent++; break;
	case SHAPE_LINK: open_link(w, attribute(attributes, "href")); break;
	case SHAPE_IMAGE:
		alt = attribute(attributes, "alt");
		if (alt && *alt)
			add_text(w, str_of(alt));
		break;
	case SHAPE_NONE: break;
	}
}

static void
on_close(void *ctx, const xmlChar *name)
{
	struct writer *w = ctx;

	switch (shape_of((const char *)name)) {
	case SHAPE_LINE:
	case SHAPE_ITEM: due(w, 1); break;
	case SHAPE_BLOCK: due(w, 2); break;
	case SHAPE_QUOTE:
		w->quotes -= w->quotes > 0;
		due(w, 2);
		break;
	case SHAPE_PRE:
		w->pre -= w->pre > 0;
		due(w, 2);
		break;
	case SHAPE_SILENT: w->silent -= w->silent > 0; break;
	case SHAPE_LINK: close_link(w); break;
	case SHAPE_CELL:
	case SHAPE_BREAK:
	case SHAPE_IMAGE:
	case SHAPE_NONE: break;
	}
}

static void
on_text(void *ctx, const xmlChar *s, int n)
{
	struct writer *w = ctx;

	if (!w->silent)
		add_text(w, (struct str){ (const char *)s, (size_t)n });
}

struct str
mail_html_text(struct arena *a, struct str html, size_t most)
{
	struct writer w = { .most = most };
	htmlSAXHandler sax = {
		.startElement = on_open,
		.endElement = on_close,
		.characters = on_text,
		.ignorableWhitespace = on_text,
	};
	htmlParserCtxtPtr p =
		htmlCreatePushParserCtxt(&sax, &w, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	struct str ret;

	if (!p)
		return STR("");
	htmlCtxtUseOptions(p, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				      HTML_PARSE_NONET);
	for (size_t at = 0; at < html.n && w.out.n < most; at += 1 << 16) {
		struct str part = str_sub(html, at, 1 << 16);

		htmlParseChunk(p, part.p, (int)part.n, at + part.n >= html.n);
	}
	htmlFreeParserCtxt(p);
	if (w.begun)
		buf_addc(&w.out, '\n');
	ret = buf_to_arena(&w.out, a);
	buf_done(&w.out);
	return ret;
}

void
mail_html_warm(void)
{
	AUTO_ARENA a = { 0 };

	(void)mail_html_text(&a, STR("<p>&eacute;"), 100);
}
