/* SPDX-License-Identifier: Apache-2.0 */
/* office: a DOCX or ODT file as text in Markdown, whichever it is. In the cell. */
#ifndef CONVENE_OFFICE_OFFICE_H
#define CONVENE_OFFICE_OFFICE_H

#include "office/gather.h"

enum office_status {
	OFFICE_GOOD,
	OFFICE_BROKEN,    /* the archive, or the XML in it, cannot be read */
	OFFICE_ENCRYPTED, /* it wants a password */
	OFFICE_OTHER,     /* an archive, but of no text document */
	OFFICE_EMPTY,     /* nothing but pictures, or nothing at all */
	OFFICE_TOO_LARGE, /* what it unpacks to */
};
struct office_text {
	enum office_status status;
	struct str text; /* Markdown, UTF-8; in the arena */
	unsigned notices[NOTICE_KINDS];
};
void office_read(struct arena *a, struct str bytes, struct office_text *ret);

/* Opens what the libraries want from the system, before a process is walled in. */
void office_warm(void);

#endif
