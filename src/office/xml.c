/* SPDX-License-Identifier: Apache-2.0 */
#include "office/xml.h"

#include "base/utf8.h"

void
xml_add(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);

		if (c == '&')
			BUF_LIT(b, "&amp;");
		else if (c == '<')
			BUF_LIT(b, "&lt;");
		else if (c == '>')
			BUF_LIT(b, "&gt;");
		else if (c == '"')
			BUF_LIT(b, "&quot;");
		else if (c == UTF8_BAD || c == 0xFFFE || c == 0xFFFF)
			BUF_LIT(b, "\xEF\xBF\xBD");
		else if (c >= ' ' || c == '\t' || c == '\n')
			buf_add(b, str_sub(s, from, at - from));
	}
}
