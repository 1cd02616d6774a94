/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a Word file, with a NUL between them: document, numbering,
 * styles, relationships, footnotes. Whatever they are, what comes out is text
 * that can be read as a report. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "office/docx_read.h"
#include "office/xml_read.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str
part(struct str *rest)
{
	return str_present(*rest) ? str_cut(rest, '\0') : STR_NONE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, md;
	struct docx_source s = { .document = part(&rest) };
	unsigned notices[NOTICE_KINDS];
	AUTO_ARENA a = { 0 };
	struct doc *d;

	xml_warm();
	s.numbering = part(&rest);
	s.styles = part(&rest);
	s.rels = part(&rest);
	s.footnotes = part(&rest);
	d = docx_read(&a, &s, notices);
	if (!d)
		return 0;
	md = doc_to_markdown(&a, d);
	if (utf8_bad(md) != STR_NPOS)
		abort();
	report_parse(&a, md);
	return 0;
}
