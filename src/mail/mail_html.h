/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_html: the text of an HTML body, for messages that bring nothing else.
 *
 * Blocks become lines, quotations lines behind "> ", list items lines behind
 * "- ", links their text and, where that is not it, the address behind it.
 * Scripts, styles and comments are not text. Never fails; nothing is loaded.
 */
#ifndef CONVENE_MAIL_MAIL_HTML_H
#define CONVENE_MAIL_MAIL_HTML_H

#include "base/arena.h"

/* html is UTF-8; at most `most` bytes of text are made. */
struct str mail_html_text(struct arena *a, struct str html, size_t most);

/* What the library needs from the system, before a process is walled in. */
void mail_html_warm(void);

#endif
