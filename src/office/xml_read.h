/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_read: XML piece by piece, over libxml2's reader.
 *
 * Nothing is loaded from anywhere, and entities that a document declares are
 * not expanded. Total for any bytes: what is not well-formed ends in XML_BROKEN.
 */
#ifndef CONVENE_OFFICE_XML_READ_H
#define CONVENE_OFFICE_XML_READ_H

#include "base/arena.h"

enum xml_event {
	XML_OPEN,   /* <w:p …>; an empty element is opened and closed */
	XML_CLOSE,
	XML_TEXT,
	XML_DONE,
	XML_BROKEN,
};

struct _xmlTextReader;
struct xml_reader {
	struct _xmlTextReader *reader;
	enum xml_event event;
	struct str name; /* local: "p"; valid until the next event */
	struct str ns;   /* namespace's URI */
	struct str text; /* XML_TEXT */
	int depth;
	bool empty;      /* the element that is open closes next */
};

/* bytes must stay until it is closed. */
void xml_open(struct xml_reader *r, struct str bytes);
void xml_close(struct xml_reader *r);
enum xml_event xml_next(struct xml_reader *r);
/* Value of an attribute by its local name, in the arena; absent: not there. */
struct str xml_attr(struct xml_reader *r, struct arena *a, const char *name);
/* After XML_OPEN: on to the element's own XML_CLOSE. */
void xml_skip(struct xml_reader *r);

/* What the library needs from the system, before a process is walled in. */
void xml_warm(void);

#endif
