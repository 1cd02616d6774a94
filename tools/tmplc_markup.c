/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of the HTML tokenizer, followed byte by byte through the literal
 * text of a template. It knows a small HTML on purpose: whatever the standard
 * says about comments, raw text, unquoted values or event handlers, where a
 * value could be taken for something else, is refused instead of modelled.
 *
 *	TEXT --'<'--> OPEN --letter--> TAG_NAME --space--> IN_TAG --'>'--> TEXT
 *	                                  IN_TAG --letter--> ATTR_NAME --'='-->
 *	  BEFORE_VALUE --'"'--> VALUE_DOUBLE --'"'--> GAP --space--> IN_TAG
 *	'>' behind <title>, <textarea> leads to RCDATA, behind <script src> to
 *	SCRIPT; their end tags lead back to TEXT.
 *
 * Invariants:
 * 1. A directive never stands in OPEN, BEFORE_VALUE, VALUE_SINGLE, VALUE_BARE,
 *    SCRIPT or SLASH (markup_break refuses), and leaves a name it ended in GAP.
 * 2. In an address with a field, what comes before the field is a literal that
 *    fixes scheme and host, or is nothing and the field is a whole address.
 * 3. c->name is empty except in TAG_NAME and ATTR_NAME.
 *
 * What is not here: whether elements are nested rightly.
 */
#include "tools/tmplc.h"

/* Elements whose content a browser reads by other rules, and ones that change
 * what the rest of the page means. */
static const char *const refused_tags[] = {
	"style", "base", "iframe", "object", "embed", "applet", "noscript", "noembed",
	"noframes", "frameset", "frame", "plaintext", "xmp", "listing", "animate", "set",
	"animatemotion", "animatetransform", "foreignobject", "template",
};

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

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

#define REFUSE(c, at, ...) refuse((c)->why, &(c)->in->src, (at), __VA_ARGS__)

static struct str
keep_name(struct tmplc *c)
{
	struct str name = buf_to_arena(&c->name, c->a);

	buf_clear(&c->name);
	return name;
}

static void
end_run(struct tmplc *c)
{
	c->letters = 0;
	c->reference = false;
}

const char *
mark_name(const struct mark *m)
{
	switch (m->mode) {
	case M_TEXT: return m->pre ? "in <pre>" : "in text";
	case M_RCDATA: return "in <title> or <textarea>";
	case M_SCRIPT: return "in <script>";
	case M_GAP:
	case M_IN_TAG: return "inside a tag";
	case M_VALUE_DOUBLE:
		return m->kind == ATTR_URL ? "inside an address" : "inside an attribute";
	default: return "inside an unfinished tag";
	}
}

bool
mark_join(const struct mark *x, const struct mark *y, struct mark *ret)
{
	struct mark m = *x;
	bool tag_x = x->mode == M_GAP || x->mode == M_IN_TAG;
	bool tag_y = y->mode == M_GAP || y->mode == M_IN_TAG;

	if (x->mode != y->mode) {
		if (!tag_x || !tag_y)
			return false;
		m.mode = M_GAP;
	}
	if (x->end_tag != y->end_tag || x->pre != y->pre || x->src != y->src ||
	    !str_eq(x->tag, y->tag) || !str_eq(x->rcdata, y->rcdata) ||
	    !str_eq(x->attr, y->attr) || x->kind != y->kind || x->url != y->url)
		return false;
	m.query = x->query && y->query;
	*ret = m;
	return true;
}

bool
markup_keeps_space(const struct tmplc *c)
{
	return c->mark.pre || str_is(c->mark.rcdata, "textarea") ||
	       c->mark.mode == M_VALUE_DOUBLE;
}

/* ---- one function for each group of modes ---- */

static void
put(struct tmplc *c, char ch)
{
	buf_addc(&c->lit, ch);
}

/* Writes the white space that text put off. */
static void
put_space(struct tmplc *c)
{
	if (c->space && !c->at_start)
		put(c, c->space);
	c->space = 0;
}

/* Comments go; the doctype stays. *i is on '<' and moves to the last byte. */
static bool
declaration(struct tmplc *c, size_t *i, size_t to)
{
	struct str rest = str_sub(c->text, *i, to - *i);
	size_t end;

	if (str_starts(rest, STR("<!--"))) {
		end = str_find(rest, STR("-->"), 4);
		if (end == STR_NPOS)
			return REFUSE(c, *i, "this comment has no end, or has a directive inside");
		*i += end + 2;
		return true;
	}
	if (str_starts_nocase(rest, STR("<!doctype "))) {
		end = str_find_char(rest, '>', 0);
		if (end == STR_NPOS)
			return REFUSE(c, *i, "the doctype has no end");
		put_space(c);
		buf_add(&c->lit, str_sub(rest, 0, end + 1));
		c->at_start = false;
		*i += end;
		return true;
	}
	return REFUSE(c, *i, "\"<!\" begins a doctype or a comment, nothing else");
}

static bool
text_char(struct tmplc *c, size_t *i, size_t to, char ch)
{
	if (ch == '<') {
		end_run(c);
		if (*i + 1 < to && c->text.p[*i + 1] == '!')
			return declaration(c, i, to);
		put_space(c);
		c->at_start = false;
		put(c, ch);
		c->mark.mode = M_OPEN;
		c->mark.end_tag = false;
		return true;
	}
	if (is_space(ch) && !c->mark.pre) {
		if (c->space != '\n')
			c->space = ch == '\n' ? '\n' : ' ';
		return true;
	}
	if (ch == '>')
		return REFUSE(c, *i, "a '>' in text is written &gt;");
	put_space(c);
	c->at_start = false;
	put(c, ch);
	return literal_word_char(c, *i, ch);
}

static bool
rcdata_char(struct tmplc *c, size_t *i, size_t to, char ch)
{
	bool area = str_is(c->mark.rcdata, "textarea");

	if (ch == '<') {
		end_run(c);
		if (*i + 1 >= to || c->text.p[*i + 1] != '/')
			return REFUSE(c, *i, "no elements inside <%.*s>", STRF(c->mark.rcdata));
		put_space(c);
		put(c, ch);
		c->mark.mode = M_OPEN;
		c->mark.end_tag = false;
		return true;
	}
	if (is_space(ch) && !area) {
		c->space = c->space == '\n' || ch == '\n' ? '\n' : ' ';
		return true;
	}
	put_space(c);
	put(c, ch);
	return literal_word_char(c, *i, ch);
}

static bool
open_char(struct tmplc *c, size_t at, char ch)
{
	if (ch == '/' && !c->mark.end_tag) {
		c->mark.end_tag = true;
		put(c, ch);
		return true;
	}
	if (!is_letter(ch))
		return REFUSE(c, at, "a '<' in text is written &lt;");
	c->mark.mode = M_TAG_NAME;
	put(c, ch);
	buf_addc(&c->name, lower(ch));
	return true;
}

/* The name of the tag is complete. */
static bool
tag_named(struct tmplc *c, size_t at)
{
	struct mark *m = &c->mark;

	m->tag = keep_name(c);
	m->src = false;
	m->mode = M_GAP;
	if (str_one_of(m->tag, refused_tags, ARRAY_LEN(refused_tags)))
		return REFUSE(c, at, "<%.*s> is not allowed in a template", STRF(m->tag));
	if (m->rcdata.n && !str_eq(m->tag, m->rcdata))
		return REFUSE(c, at, "</%.*s> inside <%.*s>", STRF(m->tag), STRF(m->rcdata));
	return true;
}

static bool
tag_end(struct tmplc *c, size_t at)
{
	struct mark *m = &c->mark;
	bool script = str_is(m->tag, "script");

	m->mode = M_TEXT;
	if (str_is(m->tag, "pre")) {
		if (m->pre == !m->end_tag)
			return REFUSE(c, at, m->pre ? "<pre> inside <pre>" : "</pre> without <pre>");
		m->pre = !m->end_tag;
	}
	if (!m->end_tag && script) {
		if (!m->src)
			return REFUSE(c, at, "<script> needs src: the policy forbids inline scripts");
		m->mode = M_SCRIPT;
	} else if (!m->end_tag && (str_is(m->tag, "title") || str_is(m->tag, "textarea"))) {
		m->mode = M_RCDATA;
		m->rcdata = m->tag;
	} else if (m->end_tag) {
		m->rcdata = STR("");
	}
	m->tag = STR("");
	m->end_tag = false;
	m->src = false;
	put(c, '>');
	return true;
}

/* GAP, IN_TAG and SLASH. */
static bool
tag_char(struct tmplc *c, size_t at, char ch)
{
	struct mark *m = &c->mark;

	if (m->mode == M_SLASH && ch != '>')
		return REFUSE(c, at, "'>' must follow '/'");
	if (is_space(ch)) {
		if (m->mode != M_IN_TAG)
			put(c, ' ');
		m->mode = M_IN_TAG;
		return true;
	}
	if (ch == '>') {
		if (m->mode == M_IN_TAG && c->lit.n && c->lit.p[c->lit.n - 1] == ' ')
			c->lit.n--;
		return tag_end(c, at);
	}
	if (ch == '/' && !m->end_tag) {
		m->mode = M_SLASH;
		put(c, ch);
		return true;
	}
	if (m->mode == M_GAP)
		return REFUSE(c, at, "white space must come before an attribute");
	if (!is_letter(ch) || m->end_tag)
		return REFUSE(c, at, m->end_tag ? "an end tag has no attributes"
						: "an attribute's name begins with a letter");
	m->mode = M_ATTR_NAME;
	put(c, ch);
	buf_addc(&c->name, lower(ch));
	return true;
}

/* The name of an attribute is complete. */
static bool
attr_named(struct tmplc *c, size_t at)
{
	struct mark *m = &c->mark;
	struct str name = keep_name(c);

	if (str_starts(name, STR("on")))
		return REFUSE(c, at, "%.*s: the policy forbids event handlers", STRF(name));
	if (str_is(name, "style"))
		return REFUSE(c, at, "style: the policy forbids inline styles");
	if (str_is(name, "srcdoc") || str_is(name, "http-equiv") || str_is(name, "is"))
		return REFUSE(c, at, "%.*s is not allowed in a template", STRF(name));
	m->attr = name;
	m->kind = literal_attr_kind(name);
	return true;
}

static void
value_over(struct tmplc *c)
{
	struct mark *m = &c->mark;

	m->attr = STR("");
	m->kind = ATTR_PLAIN;
	m->url = URL_EMPTY;
	m->query = false;
	m->mode = M_GAP;
	end_run(c);
}

static bool
attr_name_char(struct tmplc *c, size_t at, char ch)
{
	bool word = is_letter(ch) || (ch >= '0' && ch <= '9') || ch == '-' || ch == '_' ||
		    ch == ':' || ch == '.';

	if (word) {
		put(c, ch);
		buf_addc(&c->name, lower(ch));
		return true;
	}
	NEED(attr_named(c, at));
	if (ch == '=') {
		put(c, ch);
		c->mark.mode = M_BEFORE_VALUE;
		return true;
	}
	value_over(c);
	if (!is_space(ch) && ch != '>' && ch != '/')
		return REFUSE(c, at, "'%c' in the name of an attribute", ch);
	return tag_char(c, at, ch);
}

static bool
value_end(struct tmplc *c)
{
	struct mark *m = &c->mark;

	if (m->kind == ATTR_URL)
		NEED(literal_url_begun(c));
	if (str_is(m->tag, "script") && str_is(m->attr, "src"))
		m->src = true;
	value_over(c);
	return true;
}

static bool
value_begin(struct tmplc *c, size_t at, char ch)
{
	struct mark *m = &c->mark;

	m->url = URL_EMPTY;
	m->query = false;
	buf_clear(&c->url);
	if (ch == '"' || ch == '\'') {
		m->mode = ch == '"' ? M_VALUE_DOUBLE : M_VALUE_SINGLE;
		put(c, ch);
		return true;
	}
	if (is_space(ch) || ch == '>' || ch == '<' || ch == '=' || ch == '`')
		return REFUSE(c, at, "the value of %.*s is missing", STRF(m->attr));
	m->mode = M_VALUE_BARE;
	put(c, ch);
	if (m->kind == ATTR_URL)
		return literal_url_char(c, at, ch);
	return m->kind == ATTR_WORDS ? literal_word_char(c, at, ch) : true;
}

static bool
value_char(struct tmplc *c, size_t at, char ch)
{
	struct mark *m = &c->mark;
	char quote = m->mode == M_VALUE_DOUBLE ? '"' : '\'';

	if (m->mode == M_VALUE_BARE) {
		if (is_space(ch) || ch == '>') {
			NEED(value_end(c));
			return tag_char(c, at, ch);
		}
		if (ch == '"' || ch == '\'' || ch == '<' || ch == '=' || ch == '`')
			return REFUSE(c, at, "'%c' in an unquoted value", ch);
	} else if (ch == quote) {
		put(c, ch);
		return value_end(c);
	}
	if (m->kind == ATTR_URL)
		NEED(literal_url_char(c, at, ch));
	if (m->kind == ATTR_WORDS)
		NEED(literal_word_char(c, at, ch));
	/* White space, a line end with its indent too, is one space. */
	if (is_space(ch)) {
		if (c->lit.n && c->lit.p[c->lit.n - 1] == ' ')
			return true;
		ch = ' ';
	}
	put(c, ch);
	return true;
}

static bool
script_char(struct tmplc *c, size_t at, char ch)
{
	if (is_space(ch))
		return true;
	if (ch != '<')
		return REFUSE(c, at, "the policy forbids inline scripts");
	put(c, ch);
	c->mark.mode = M_OPEN;
	c->mark.rcdata = STR("script");
	return true;
}

static bool
step(struct tmplc *c, size_t *i, size_t to, char ch)
{
	switch (c->mark.mode) {
	case M_TEXT:
		return text_char(c, i, to, ch);
	case M_RCDATA:
		return rcdata_char(c, i, to, ch);
	case M_SCRIPT:
		return script_char(c, *i, ch);
	case M_OPEN:
		if (c->mark.rcdata.n && ch != '/' && !c->mark.end_tag)
			return REFUSE(c, *i, "</%.*s> is missing", STRF(c->mark.rcdata));
		return open_char(c, *i, ch);
	case M_TAG_NAME:
		if (is_letter(ch) || (ch >= '0' && ch <= '9') || ch == '-') {
			put(c, ch);
			buf_addc(&c->name, lower(ch));
			return true;
		}
		NEED(tag_named(c, *i));
		return tag_char(c, *i, ch);
	case M_GAP:
	case M_IN_TAG:
	case M_SLASH:
		return tag_char(c, *i, ch);
	case M_ATTR_NAME:
		return attr_name_char(c, *i, ch);
	case M_BEFORE_VALUE:
		return value_begin(c, *i, ch);
	case M_VALUE_DOUBLE:
	case M_VALUE_SINGLE:
	case M_VALUE_BARE:
		return value_char(c, *i, ch);
	}
	return false;
}

bool
markup_text(struct tmplc *c, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		char ch = c->text.p[i];

		NEED(step(c, &i, to, ch));
		/* Braces come doubled; the lexer has seen to it. */
		if ((ch == '{' || ch == '}') && i + 1 < to)
			i++;
	}
	return true;
}

bool
markup_break(struct tmplc *c, size_t at)
{
	struct mark *m = &c->mark;

	switch (m->mode) {
	case M_OPEN:
		return REFUSE(c, at, "nothing in braces may be the name of a tag");
	case M_TAG_NAME:
		NEED(tag_named(c, at));
		break;
	case M_ATTR_NAME:
		NEED(attr_named(c, at));
		value_over(c);
		break;
	case M_BEFORE_VALUE:
	case M_VALUE_BARE:
		return REFUSE(c, at, "the value of %.*s must stand in double quotes",
			      STRF(m->attr));
	case M_VALUE_SINGLE:
		return REFUSE(c, at, "the quotes of %.*s must be double ones", STRF(m->attr));
	case M_SCRIPT:
		return REFUSE(c, at, "nothing in braces may stand inside <script>");
	case M_SLASH:
		return REFUSE(c, at, "'>' must follow '/'");
	case M_VALUE_DOUBLE:
		if (m->kind == ATTR_URL)
			NEED(literal_url_begun(c));
		break;
	default:
		break;
	}
	put_space(c);
	end_run(c);
	return true;
}

bool
markup_control(struct tmplc *c, size_t at)
{
	if (c->mark.end_tag)
		return REFUSE(c, at, "nothing in braces may stand in an end tag");
	return true;
}

bool
markup_place(struct tmplc *c, size_t at, enum place *ret)
{
	struct mark *m = &c->mark;

	if (m->mode == M_TEXT) {
		*ret = PLACE_TEXT;
	} else if (m->mode == M_RCDATA) {
		*ret = PLACE_ATTR;
	} else if (m->mode != M_VALUE_DOUBLE) {
		return REFUSE(c, at, "a value stands in text or inside a quoted attribute");
	} else if (m->kind != ATTR_URL) {
		*ret = PLACE_ATTR;
	} else if (m->url == URL_STATIC) {
		return REFUSE(c, at, "an address with a value in it begins with {url}, / # or ?");
	} else {
		*ret = m->url == URL_EMPTY ? PLACE_URL : m->query ? PLACE_QUERY : PLACE_SEGMENT;
	}
	return true;
}

void
markup_written(struct tmplc *c)
{
	c->at_start = false;
	if (c->mark.mode == M_VALUE_DOUBLE && c->mark.kind == ATTR_URL)
		c->mark.url = URL_LOCAL;
}
