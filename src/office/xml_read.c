/* SPDX-License-Identifier: Apache-2.0 */
#include "office/xml_read.h"

#include <libxml/xmlreader.h>

static struct str
of_xml(const xmlChar *s)
{
	return s ? str_of((const char *)s) : STR("");
}

/* The library's complaints are for nobody to see. */
static void
say_nothing(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

void
xml_warm(void)
{
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, say_nothing);
}

void
xml_open(struct xml_reader *r, struct str bytes)
{
	*r = (struct xml_reader){ .event = XML_BROKEN };
	if (bytes.n == 0 || bytes.n > INT32_MAX)
		return;
	r->reader = xmlReaderForMemory(bytes.p, (int)bytes.n, NULL, NULL,
				       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
					       XML_PARSE_NOCDATA);
	r->event = r->reader ? XML_OPEN : XML_BROKEN;
}

void
xml_close(struct xml_reader *r)
{
	if (r->reader)
		xmlFreeTextReader(r->reader);
	*r = (struct xml_reader){ .event = XML_BROKEN };
}

static enum xml_event
set(struct xml_reader *r, enum xml_event event)
{
	r->name = of_xml(xmlTextReaderConstLocalName(r->reader));
	r->ns = of_xml(xmlTextReaderConstNamespaceUri(r->reader));
	r->depth = xmlTextReaderDepth(r->reader);
	return r->event = event;
}

enum xml_event
xml_next(struct xml_reader *r)
{
	if (r->event == XML_BROKEN || r->event == XML_DONE)
		return r->event;
	if (r->empty) {
		r->empty = false;
		return r->event = XML_CLOSE;
	}
	for (;;) {
		int rc = xmlTextReaderRead(r->reader);

		if (rc != 1)
			return r->event = rc == 0 ? XML_DONE : XML_BROKEN;
		switch (xmlTextReaderNodeType(r->reader)) {
		case XML_READER_TYPE_ELEMENT:
			r->empty = xmlTextReaderIsEmptyElement(r->reader) == 1;
			return set(r, XML_OPEN);
		case XML_READER_TYPE_END_ELEMENT:
			return set(r, XML_CLOSE);
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_WHITESPACE:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			r->text = of_xml(xmlTextReaderConstValue(r->reader));
			return r->event = XML_TEXT;
		default:
			break;
		}
	}
}

struct str
xml_attr(struct xml_reader *r, struct arena *a, const char *name)
{
	struct str ret = STR_NONE;

	if (r->event != XML_OPEN || xmlTextReaderMoveToFirstAttribute(r->reader) != 1)
		return ret;
	do {
		if (!xmlTextReaderIsNamespaceDecl(r->reader) &&
		    str_is(of_xml(xmlTextReaderConstLocalName(r->reader)), name)) {
			ret = arena_str(a, of_xml(xmlTextReaderConstValue(r->reader)));
			break;
		}
	} while (xmlTextReaderMoveToNextAttribute(r->reader) == 1);
	xmlTextReaderMoveToElement(r->reader);
	return ret;
}

void
xml_skip(struct xml_reader *r)
{
	int depth = r->depth;

	while (xml_next(r) != XML_DONE && r->event != XML_BROKEN)
		if (r->event == XML_CLOSE && r->depth == depth)
			return;
}
