/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doc_html: a document's blocks as HTML, for the inside of a page.
 *
 * Headings are moved down by `shift` (a document inside a page starts at h2:
 * shift 0 where its own levels start at 2). Blocks with an anchor carry it as
 * id; a numbered paragraph is <p class="pn" id="p3"> with a permanent link of
 * class "num" before its text, and what belongs to it behind it. A link that
 * leads nowhere, or to what url_checked() refuses, is <span class="nolink">.
 * Tables have scope on every heading cell and a body for each group of rows.
 *
 * Pure, total; the result lives in the arena.
 */
#ifndef CONVENE_DOC_DOC_HTML_H
#define CONVENE_DOC_DOC_HTML_H

#include "doc/doc.h"
#include "html/html.h"

struct safe_html doc_html_blocks(struct arena *a, const struct blocks *b, int shift);
struct safe_html doc_html_runs(struct arena *a, const struct runs *r);

#endif
