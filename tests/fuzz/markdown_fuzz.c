/* SPDX-License-Identifier: Apache-2.0 */
/* No text makes HTML with an element, attribute or address that is not on the
 * list, or HTML that is not well nested. */
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define OPEN_MAX_ 512

static const char *const elements[] = {
	"a",  "blockquote", "br", "code", "em", "h3", "h4",    "h5",
	"h6", "hr",	    "li", "ol",	  "p",	"pre", "strong", "table",
	"tbody", "td",	    "th", "thead", "tr", "ul",
};
static const char *const attributes[] = { "href=\"", "title=\"", "align=\"",
					  "start=\"", "class=\"language-" };

static bool
is_listed(struct str name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, list[i]))
			return true;
	return false;
}

/* `attrs` stands between the element's name and its >. */
static void
check_attributes(struct str attrs)
{
	while (attrs.n && !str_is(attrs, " /")) {
		size_t i = 0, end;

		BUG_ON(attrs.p[0] != ' ');
		attrs = str_from(attrs, 1);
		while (i < ARRAY_LEN(attributes) &&
		       !str_starts(attrs, str_of(attributes[i])))
			i++;
		BUG_ON(i == ARRAY_LEN(attributes));
		attrs = str_from(attrs, strlen(attributes[i]));
		end = str_find_char(attrs, '"', 0);
		BUG_ON(end == STR_NPOS);
		if (i == 0) {
			struct str url = str_sub(attrs, 0, end);
			size_t colon = str_find_char(url, ':', 0);
			size_t slash = str_find_char(url, '/', 0);
			size_t mark = str_find_char(url, '?', 0);
			size_t hash = str_find_char(url, '#', 0);

			BUG_ON(colon < slash && colon < mark && colon < hash &&
			       !str_starts_nocase(url, STR("http:")) &&
			       !str_starts_nocase(url, STR("https:")) &&
			       !str_starts_nocase(url, STR("mailto:")));
		}
		attrs = str_from(attrs, end + 1);
	}
}

static void
check_html(struct str html)
{
	struct str open[OPEN_MAX_];
	size_t depth = 0;
	size_t at = 0;

	while ((at = str_find_char(html, '<', at)) != STR_NPOS) {
		size_t end = str_find_char(html, '>', at);
		bool closing = html.p[at + 1] == '/';
		struct str tag, name;
		size_t n = 0;

		BUG_ON(end == STR_NPOS);
		tag = str_sub(html, at + 1 + closing, end - at - 1 - closing);
		while (n < tag.n && tag.p[n] != ' ')
			n++;
		name = str_sub(tag, 0, n);
		BUG_ON(!is_listed(name, elements, ARRAY_LEN(elements)));
		if (closing) {
			BUG_ON(depth == 0 || !str_eq(open[--depth], name));
		} else {
			check_attributes(str_from(tag, n));
			if (!str_ends(tag, STR("/"))) {
				BUG_ON(depth == OPEN_MAX_);
				open[depth++] = name;
			}
		}
		at = end + 1;
	}
	BUG_ON(depth != 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str text = { (const char *)data, size };
	struct str html = markdown_to_html(&a, text);
	struct str plain = markdown_to_text(&a, text);

	check_html(html);
	BUG_ON(utf8_bad(html) != STR_NPOS || utf8_bad(plain) != STR_NPOS);
	return 0;
}
