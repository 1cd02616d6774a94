/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown: CommonMark with tables, to HTML that may stand in a page.
 *
 * Safe by construction, whatever the text says: raw HTML is left out, links
 * go to http, https, mailto or within the site and lose any other address,
 * an image becomes a link to it (a page asks nothing of another host), and
 * no attribute carries script or style. Headings begin at the third level,
 * since page and section have the first two.
 *
 * Pure, safe from any thread. Time grows with the length, not faster: what
 * nests deeper than MARKDOWN_DEPTH_MAX or is made to be slow is shown as it
 * was typed (see markdown.c).
 */
#ifndef CONVENE_TEXT_MARKDOWN_H
#define CONVENE_TEXT_MARKDOWN_H

#include "base/arena.h"
#include "base/str.h"

/* Longer text is cut at a character's end; whoever accepts text refuses more. */
#define MARKDOWN_MAX ((size_t)64 << 10)
#define MARKDOWN_DEPTH_MAX 32

/*
 * HTML in UTF-8, "" for no text. Only the html layer's safe_html is to be made
 * of it; nothing may be cut out of it or put into it.
 */
struct str markdown_to_html(struct arena *a, struct str text);

/*
 * What a reader would see, without any mark-up: blocks are separated by an
 * empty line, list items and table rows by a line break, table cells by a
 * tab. For search, excerpts and mails.
 */
struct str markdown_to_text(struct arena *a, struct str text);

#endif
