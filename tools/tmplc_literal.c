/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What literal text may hold: addresses of known schemes, and no words that
 * the catalogue should have.
 */
#include "tools/tmplc.h"

#include "base/utf8.h"

static const char *const url_attrs[] = {
	"href", "src", "action", "formaction", "poster", "cite", "data", "srcset",
	"xlink:href", "ping", "manifest", "background", "longdesc", "imagesrcset",
	"usemap", "codebase", "archive", "classid", "profile", "icon",
};
static const char *const word_attrs[] = {
	"title", "alt", "aria-label", "placeholder", "aria-description",
	"aria-roledescription", "aria-valuetext", "aria-placeholder", "label", "summary",
};
#define REFUSE(c, at, ...) refuse((c)->why, &(c)->in->src, (at), __VA_ARGS__)

bool
str_one_of(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(s, list[i]))
			return true;
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* <meta content> and <option value> are not shown; <input value> of a button
 * is: a button is written <button>. */
enum attr_kind
literal_attr_kind(struct str name)
{
	if (str_one_of(name, url_attrs, ARRAY_LEN(url_attrs)))
		return ATTR_URL;
	return str_one_of(name, word_attrs, ARRAY_LEN(word_attrs)) ? ATTR_WORDS : ATTR_PLAIN;
}

/* ---- addresses ---- */

bool
literal_url_begun(struct tmplc *c)
{
	static const char *const schemes[] = { "http", "https", "mailto", "tel" };
	struct str s = buf_str(&c->url);
	size_t i = 0;

	if (s.n == 0)
		return true;
	c->mark.url = URL_STATIC;
	if (s.p[0] == '/' || s.p[0] == '#' || s.p[0] == '?') {
		if (str_starts(s, STR("//")))
			return REFUSE(c, c->url_at, "an address that begins with // names another host");
		c->mark.url = URL_LOCAL;
		buf_clear(&c->url);
		return true;
	}
	while (i < s.n && s.p[i] != ':' && s.p[i] != '/' && s.p[i] != '?' && s.p[i] != '#')
		i++;
	if (i < s.n && s.p[i] == ':' && !str_one_of(str_sub(s, 0, i), schemes, ARRAY_LEN(schemes)))
		return REFUSE(c, c->url_at, "an address of the scheme \"%.*s:\" is not allowed",
			      STRF(str_sub(s, 0, i)));
	buf_clear(&c->url);
	return true;
}

bool
literal_url_char(struct tmplc *c, size_t at, char ch)
{
	bool list = str_is(c->mark.attr, "srcset") || str_is(c->mark.attr, "imagesrcset");

	if ((is_space(ch) && !list) || ch == '\\' || (unsigned char)ch < ' ')
		return REFUSE(c, at, "white space or a backslash in an address");
	if (ch == '?' || ch == '#')
		c->mark.query = true;
	if (c->mark.url == URL_EMPTY) {
		if (c->url.n == 0)
			c->url_at = at;
		buf_addc(&c->url, ch);
	}
	return true;
}

/* ---- words that belong into the catalogue ---- */

/* Letters as far as it takes to see that something is a word: Latin beyond
 * ASCII and other scripts, but no punctuation, arrows, symbols, box drawing. */
static bool
beyond_ascii_letter(uint32_t u)
{
	return u >= 0xC0 && u != 0xD7 && u != 0xF7 && !(u >= 0x2000 && u <= 0x2BFF) &&
	       !(u >= 0x3000 && u <= 0x303F) && !(u >= 0xE000 && u <= 0xF8FF) &&
	       !(u >= 0xFE00 && u <= 0xFE0F) && !(u >= 0x1F000 && u <= 0x1FAFF);
}

bool
literal_word_char(struct tmplc *c, size_t at, char ch)
{
	size_t end = at;

	if (c->untranslated)
		return true;
	if (ch == '&') {
		c->reference = true;
		return true;
	}
	if (c->reference) {
		c->reference = is_letter(ch) || (ch >= '0' && ch <= '9') || ch == '#';
		return true;
	}
	if (is_letter(ch))
		c->letters++;
	else if ((unsigned char)ch >= 0xC0 && beyond_ascii_letter(utf8_next(c->text, &end)))
		c->letters++;
	if (c->letters >= 2)
		return REFUSE(c, at, "words shown to the reader go through the catalogue: {t key}");
	return true;
}
