/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmark-gfm is always run in its safe mode, and what its safe mode leaves
 * open is closed on the tree before it is rendered: raw HTML is taken out
 * (so that not even a comment about it remains), addresses are checked
 * against a list of what is allowed instead of what is known to be bad, and
 * images become links.
 *
 * Slow input. This release of the library has inputs on which it needs
 * quadratic time or space: 64 KB of "<?" take half a second, and a table
 * whose rows are shorter than its head is filled up with empty cells, so
 * that 64 KB become gigabytes. No sensible text is near these shapes.
 * is_costly() recognises them by counting, before anything is parsed; such a
 * text is shown as it was typed. So is one that nests too deeply or whose
 * HTML comes out out of proportion (a long address used by a thousand short
 * references).
 */
#include "text/markdown.h"

#include <pthread.h>
#include <stdlib.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"

#define TABLE_CELLS_MAX 20000
#define ANGLES_MAX 500
#define BRACKETS_MAX 4000
#define HTML_MAX ((size_t)1 << 20)

static pthread_once_t once = PTHREAD_ONCE_INIT;

struct shape {
	size_t lines;
	size_t pipes;    /* in the line that has most */
	size_t angles;   /* "<!" and "<?" */
	size_t brackets; /* "[" */
};

static struct shape
shape_of(struct str text)
{
	struct shape sh = { .lines = 1 };
	size_t pipes = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\n' || c == '\r') {
			sh.lines++;
			pipes = 0;
		} else if (c == '|') {
			if (++pipes > sh.pipes)
				sh.pipes = pipes;
		} else if (c == '[') {
			sh.brackets++;
		} else if ((c == '!' || c == '?') && i && text.p[i - 1] == '<') {
			sh.angles++;
		}
	}
	return sh;
}

static bool
is_costly(const struct shape *sh)
{
	return sh->angles > ANGLES_MAX || sh->brackets > BRACKETS_MAX;
}

/* NULL when the text is to be shown as it was typed. */
static cmark_node *
parse(struct str text)
{
	struct shape sh = shape_of(text);
	cmark_parser *parser;
	cmark_node *doc;
	cmark_syntax_extension *table;
	cmark_iter *it;
	cmark_event_type event;
	int depth = 0;
	bool deep = false;

	if (is_costly(&sh))
		return NULL;
	pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	table = cmark_find_syntax_extension("table");
	if (table && sh.lines * (sh.pipes + 1) <= TABLE_CELLS_MAX)
		cmark_parser_attach_syntax_extension(parser, table);
	cmark_parser_feed(parser, text.p, text.n);
	doc = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	it = cmark_iter_new(doc);
	while (!deep && (event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);

		/* Some nodes without children have no exit event. */
		if (cmark_node_first_child(node))
			depth += event == CMARK_EVENT_ENTER ? 1 : -1;
		deep = depth > MARKDOWN_DEPTH_MAX;
	}
	cmark_iter_free(it);
	if (deep) {
		cmark_node_free(doc);
		return NULL;
	}
	return doc;
}

static bool
is_allowed_url(const char *url)
{
	struct str s = str_of(url);
	size_t colon = str_find_char(s, ':', 0);
	size_t other = 0;

	/* Browsers skip spaces and controls when they look for a scheme. */
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\')
			return false;
	while (other < s.n && !strchr("/?#", s.p[other]))
		other++;
	if (colon == STR_NPOS || colon > other)
		return s.n > 0;
	return str_starts_nocase(s, STR("http:")) ||
	       str_starts_nocase(s, STR("https:")) ||
	       str_starts_nocase(s, STR("mailto:"));
}

/* Puts a node's children in its place. */
static void
unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)))
		cmark_node_insert_before(node, child);
	cmark_node_free(node);
}

/* Images become links, and a link must not contain another. */
static bool
inside_link(cmark_node *node)
{
	while ((node = cmark_node_parent(node)))
		if (cmark_node_get_type(node) == CMARK_NODE_LINK ||
		    cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			return true;
	return false;
}

static void
image_to_link(cmark_node *image)
{
	cmark_node *link;
	cmark_node *child;

	if (!cmark_node_first_child(image)) {
		child = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(child, cmark_node_get_url(image));
		cmark_node_append_child(image, child);
	}
	if (inside_link(image) || !is_allowed_url(cmark_node_get_url(image))) {
		unwrap(image);
		return;
	}
	link = cmark_node_new(CMARK_NODE_LINK);
	cmark_node_set_url(link, cmark_node_get_url(image));
	cmark_node_set_title(link, cmark_node_get_title(image));
	while ((child = cmark_node_first_child(image)))
		cmark_node_append_child(link, child);
	cmark_node_insert_before(image, link);
	cmark_node_free(image);
}

struct nodes {
	cmark_node **at;
	size_t n;
	size_t room;
};

static void
make_safe(cmark_node *doc)
{
	AUTO_ARENA a = { 0 };
	struct nodes found = { 0 };
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type event;

	/* Collected first: changing nodes under an iterator is a trap. */
	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			VEC_PUSH(&a, &found, cmark_iter_get_node(it));
	cmark_iter_free(it);
	/* Innermost first, so that freeing one never frees one still listed:
	 * raw HTML has no children, and unwrapped nodes have lost theirs. */
	for (size_t i = found.n; i-- > 0;) {
		cmark_node *node = found.at[i];
		cmark_node_type type = cmark_node_get_type(node);
		int level;

		if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
			cmark_node_unlink(node);
			cmark_node_free(node);
		} else if (type == CMARK_NODE_IMAGE) {
			image_to_link(node);
		} else if (type == CMARK_NODE_LINK) {
			if (!is_allowed_url(cmark_node_get_url(node)) ||
			    inside_link(node))
				unwrap(node);
		} else if (type == CMARK_NODE_HEADING) {
			level = cmark_node_get_heading_level(node) + 2;
			cmark_node_set_heading_level(node, level > 6 ? 6 : level);
		}
	}
}

static struct str
as_typed(struct arena *a, struct str text)
{
	AUTO_BUF out = { 0 };

	BUF_LIT(&out, "<pre>");
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '<':
			BUF_LIT(&out, "&lt;");
			break;
		case '>':
			BUF_LIT(&out, "&gt;");
			break;
		case '&':
			BUF_LIT(&out, "&amp;");
			break;
		case '"':
			BUF_LIT(&out, "&quot;");
			break;
		case '\0':
			BUF_LIT(&out, "\xEF\xBF\xBD");
			break;
		default:
			buf_addc(&out, text.p[i]);
		}
	}
	BUF_LIT(&out, "</pre>\n");
	return buf_to_arena(&out, a);
}

struct str
markdown_to_html(struct arena *a, struct str text)
{
	cmark_node *doc;
	struct str ret;
	char *html;

	text = utf8_mend(a, utf8_clip(text, MARKDOWN_MAX));
	if (text.n == 0)
		return STR("");
	doc = parse(text);
	if (!doc)
		return as_typed(a, text);
	make_safe(doc);
	/* Table nodes carry their extension with them: no list is needed. */
	html = cmark_render_html(doc, CMARK_OPT_DEFAULT, NULL);
	cmark_node_free(doc);
	ret = str_of(html);
	ret = ret.n > HTML_MAX ? as_typed(a, text) : arena_str(a, ret);
	free(html);
	return ret;
}

/* Text that is written with the line breaks that it still owes. */
struct plain {
	struct buf out;
	int owed;
};

static void
owe(struct plain *p, int breaks)
{
	if (p->owed < breaks)
		p->owed = breaks;
}

static void
put(struct plain *p, const char *z)
{
	if (!z || !*z)
		return;
	while (p->owed > 0 && p->out.n) {
		buf_addc(&p->out, '\n');
		p->owed--;
	}
	p->owed = 0;
	buf_addz(&p->out, z);
}

/* How far a block stands from what is before it. */
static int
gap(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);
	bool in_item = parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_ITEM:
		return 1;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_LIST:
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_THEMATIC_BREAK:
		return in_item ? 1 : 2;
	default:
		break;
	}
	if (strcmp(cmark_node_get_type_string(node), "table") == 0)
		return 2;
	if (strncmp(cmark_node_get_type_string(node), "table_", 6) == 0 &&
	    strcmp(cmark_node_get_type_string(node), "table_cell") != 0)
		return 1; /* a row or the head */
	return 0;
}

static void
put_node(struct plain *p, cmark_node *node)
{
	owe(p, gap(node));
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		put(p, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE_BLOCK:
		put(p, cmark_node_get_literal(node));
		while (p->out.n && p->out.p[p->out.n - 1] == '\n')
			p->out.n--;
		owe(p, 2);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		put(p, "\n");
		break;
	default:
		if (strcmp(cmark_node_get_type_string(node), "table_cell") == 0 &&
		    cmark_node_previous(node))
			put(p, "\t");
	}
}

struct str
markdown_to_text(struct arena *a, struct str text)
{
	struct plain p = { 0 };
	cmark_node *doc;
	cmark_iter *it;
	cmark_event_type event;
	struct str ret;

	text = utf8_mend(a, utf8_clip(text, MARKDOWN_MAX));
	if (text.n == 0)
		return STR("");
	doc = parse(text);
	if (!doc)
		return text;
	it = cmark_iter_new(doc);
	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);

		if (event == CMARK_EVENT_ENTER)
			put_node(&p, node);
		else
			owe(&p, gap(node));
	}
	cmark_iter_free(it);
	cmark_node_free(doc);
	ret = buf_to_arena(&p.out, a);
	buf_done(&p.out);
	return ret;
}
