/* SPDX-License-Identifier: Apache-2.0 */
/* content.xml of an OpenDocument text, and behind a NUL its styles.xml. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "office/odt_read.h"
#include "office/xml_read.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, content = str_cut(&rest, '\0'), md;
	unsigned notices[NOTICE_KINDS];
	AUTO_ARENA a = { 0 };
	struct doc *d;

	xml_warm();
	d = odt_read(&a, content, rest, notices);
	if (!d)
		return 0;
	md = doc_to_markdown(&a, d);
	if (utf8_bad(md) != STR_NPOS)
		abort();
	report_parse(&a, md);
	return 0;
}
