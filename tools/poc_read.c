/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading PO: comment lines, then `msgid "…"`, `msgid_plural "…"`,
 * `msgstr "…"` or `msgstr[0] "…"`, each string perhaps continued on lines of
 * its own. msgctxt and obsolete entries (#~) are not ours: the first is
 * refused, the second skipped like any comment.
 */
#include "tools/poc.h"

struct reader {
	struct arena *a;
	const struct source *src;
	struct complaint *c;
	struct po_file *file;
	size_t at;         /* start of the line being read */
	struct str line;   /* without white space around it */
	bool fuzzy;        /* the comments before the next msgid said so */
	struct po_entry e; /* the entry being read */
	bool in_entry;
	bool header_seen;
};

/* The next line that says something; false at the end. */
static bool
next_line(struct reader *r, size_t *next)
{
	struct str text = r->src->text;

	while (*next < text.n) {
		size_t end = str_find_char(text, '\n', *next);

		r->at = *next;
		if (end == STR_NPOS)
			end = text.n;
		r->line = str_trim(str_sub(text, *next, end - *next));
		*next = end + 1;
		if (r->line.n)
			return true;
	}
	return false;
}

/* Appends what stands between the quotes of s, which must be all of it. */
static bool
add_quoted(struct reader *r, struct str s, struct buf *b)
{
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return refuse(r->c, r->src, r->at, "a string in double quotes is missing");
	s = str_sub(s, 1, s.n - 2);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '"')
			return refuse(r->c, r->src, r->at, "a '\"' inside the string needs a '\\'");
		if (c == '\\') {
			if (++i == s.n)
				return refuse(r->c, r->src, r->at, "'\\' at the end of the string");
			c = s.p[i];
			if (c != 'n' && c != 't' && c != '"' && c != '\\')
				return refuse(r->c, r->src, r->at,
					      "unknown escape: only \\n \\t \\\" and \\\\ are");
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		if ((unsigned char)c < 0x20 && c != '\n' && c != '\t')
			return refuse(r->c, r->src, r->at, "a control character in a string");
		buf_addc(b, c);
	}
	return true;
}

/* The string that begins behind the keyword, with its continuation lines;
 * *next moves behind them. */
static bool
read_string(struct reader *r, struct str first, size_t *next, struct str *ret)
{
	AUTO_BUF b = { 0 };
	size_t keep_at = r->at;

	if (!add_quoted(r, str_trim(first), &b))
		return false;
	for (;;) {
		size_t ahead = *next;

		if (!next_line(r, &ahead) || r->line.p[0] != '"')
			break;
		if (!add_quoted(r, r->line, &b))
			return false;
		*next = ahead;
	}
	r->at = keep_at;
	*ret = buf_to_arena(&b, r->a);
	return true;
}

static bool
name_char(char c, bool first)
{
	return (c >= 'a' && c <= 'z') || (!first && ((c >= '0' && c <= '9') || c == '_'));
}

/* Checks the braces of one form and adds the names it uses to e->params. */
static bool
find_params(struct reader *r, size_t at, struct str s, struct po_entry *e)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t from = i + 1;
		struct str name;
		bool known = false;

		if (s.p[i] != '{' && s.p[i] != '}')
			continue;
		if (from < s.n && s.p[from] == s.p[i]) {
			i++;
			continue;
		}
		if (s.p[i] == '}')
			return refuse(r->c, r->src, at, "a lone '}': a brace is written twice");
		for (i = from; i < s.n && name_char(s.p[i], i == from); i++)
			;
		if (i == from || i == s.n || s.p[i] != '}')
			return refuse(r->c, r->src, at,
				      "'{' begins no {name}: a brace is written twice");
		name = str_sub(s, from, i - from);
		for (size_t k = 0; k < e->params.n; k++)
			known = known || str_eq(e->params.at[k], name);
		if (!known)
			VEC_PUSH(r->a, &e->params, name);
	}
	return true;
}

static bool
header_field(struct str header, const char *name, struct str *ret)
{
	struct str rest = header;

	while (str_present(rest)) {
		struct str line = str_cut_line(&rest);
		struct str field = str_cut(&line, ':');

		if (str_present(line) && str_eq_nocase(str_trim(field), str_of(name))) {
			*ret = str_trim(line);
			return true;
		}
	}
	return false;
}

static bool
read_plurals(struct reader *r, size_t at, struct str s)
{
	struct po_file *f = r->file;
	struct str count, expr = s;
	int64_t n;

	count = str_trim(str_cut(&expr, ';'));
	expr = str_trim(str_present(expr) ? expr : STR(""));
	if (!str_starts(count, STR("nplurals=")) ||
	    !str_to_int(str_from(count, strlen("nplurals=")), &n) || n < 1 || n > PO_FORMS_MAX ||
	    !str_starts(expr, STR("plural=")))
		return refuse(r->c, r->src, at,
			      "Plural-Forms reads \"nplurals=N; plural=EXPRESSION;\", N from 1 to %d",
			      PO_FORMS_MAX);
	expr = str_trim(str_from(expr, strlen("plural=")));
	if (str_ends(expr, STR(";")))
		expr.n--;
	f->plurals = (size_t)n;
	return plural_parse(r->a, r->src, at, expr, f->plurals, &f->plural, r->c);
}

static bool
read_header(struct reader *r, const struct po_entry *e)
{
	struct po_file *f = r->file;
	struct str plurals, direction;
	size_t at = e->form_at[0];

	if (!header_field(e->form[0], "Language", &f->code) || f->code.n == 0 || f->code.n > 8)
		return refuse(r->c, r->src, at, "the header names no Language");
	for (size_t i = 0; i < f->code.n; i++) {
		char c = f->code.p[i];

		if (!((c >= 'a' && c <= 'z') || (c == '-' && i > 0)))
			return refuse(r->c, r->src, at, "Language is a code such as en or pt-br");
	}
	if (!header_field(e->form[0], "X-Language-Name", &f->name) || f->name.n == 0)
		return refuse(r->c, r->src, at,
			      "the header gives no X-Language-Name, the language's own name");
	if (header_field(e->form[0], "X-Direction", &direction)) {
		if (!str_is(direction, "ltr") && !str_is(direction, "rtl"))
			return refuse(r->c, r->src, at, "X-Direction is ltr or rtl");
		f->rtl = str_is(direction, "rtl");
	}
	if (!header_field(e->form[0], "Plural-Forms", &plurals))
		return refuse(r->c, r->src, at, "the header has no Plural-Forms");
	return read_plurals(r, at, plurals);
}

static bool
check_key(struct reader *r, const struct po_entry *e)
{
	for (size_t i = 0; i < e->key.n; i++) {
		char c = e->key.p[i];
		bool word = (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9');

		if (!word && !(i > 0 && (c == '.' || c == '-')))
			return refuse(r->c, r->src, e->at,
				      "the key \"%.*s\" is not of a-z, 0-9, '.' and '-'",
				      STRF(e->key));
	}
	return true;
}

/* The entry is complete: check it and put it into the file. */
static bool
finish_entry(struct reader *r)
{
	struct po_file *f = r->file;
	struct po_entry *e = &r->e;

	if (!r->in_entry)
		return true;
	r->in_entry = false;
	if (e->n == 0)
		return refuse(r->c, r->src, e->at, "this msgid has no msgstr");
	if (e->key.n == 0) {
		if (r->header_seen)
			return refuse(r->c, r->src, e->at, "an empty msgid: a second header");
		r->header_seen = true;
		return read_header(r, e);
	}
	if (!r->header_seen)
		return refuse(r->c, r->src, e->at, "the header (msgid \"\") comes first");
	if (!check_key(r, e))
		return false;
	if (map_get(&f->by_key, e->key))
		return refuse(r->c, r->src, e->at, "\"%.*s\" is there twice", STRF(e->key));
	if (e->n != (e->plural ? f->plurals : 1))
		return refuse(r->c, r->src, e->at, "%zu forms where the language has %zu", e->n,
			      e->plural ? f->plurals : 1);
	for (size_t i = 0; i < e->n; i++) {
		if (e->form[i].n > PO_TEXT_MAX)
			return refuse(r->c, r->src, e->form_at[i], "longer than %d bytes",
				      PO_TEXT_MAX);
		if (!find_params(r, e->form_at[i], e->form[i], e))
			return false;
	}
	VEC_PUSH(r->a, &f->entries, *e);
	map_put(r->a, &f->by_key, e->key, (void *)(uintptr_t)f->entries.n);
	return true;
}

static bool
add_form(struct reader *r, size_t i, struct str rest, size_t *next)
{
	struct po_entry *e = &r->e;

	if (!r->in_entry)
		return refuse(r->c, r->src, r->at, "msgstr without a msgid");
	if (i != e->n || i >= PO_FORMS_MAX)
		return refuse(r->c, r->src, r->at, "msgstr[%zu] is not the next form", i);
	e->form_at[i] = r->at;
	e->n++;
	return read_string(r, rest, next, &e->form[i]);
}

static bool
read_line(struct reader *r, size_t *next)
{
	struct str line = r->line;
	struct str plural;

	if (line.p[0] == '#') {
		if (str_starts(line, STR("#,")) && str_find(line, STR("fuzzy"), 0) != STR_NPOS)
			r->fuzzy = true;
		return true;
	}
	if (str_starts(line, STR("msgid "))) {
		if (!finish_entry(r))
			return false;
		r->e = (struct po_entry){ .at = r->at, .fuzzy = r->fuzzy };
		r->fuzzy = false;
		r->in_entry = true;
		return read_string(r, str_from(line, 6), next, &r->e.key);
	}
	if (str_starts(line, STR("msgid_plural "))) {
		if (!r->in_entry || r->e.n || r->e.plural || r->e.key.n == 0)
			return refuse(r->c, r->src, r->at, "msgid_plural follows a msgid");
		r->e.plural = true;
		if (!read_string(r, str_from(line, 13), next, &plural))
			return false;
		if (!str_eq(plural, r->e.key))
			return refuse(r->c, r->src, r->at, "msgid_plural repeats the key");
		return true;
	}
	if (str_starts(line, STR("msgstr "))) {
		if (r->e.plural)
			return refuse(r->c, r->src, r->at, "a plural message has msgstr[0], …");
		return add_form(r, 0, str_from(line, 7), next);
	}
	if (str_starts(line, STR("msgstr[")) && line.n > 9 && line.p[8] == ']') {
		if (line.p[7] < '0' || line.p[7] > '9' || !r->e.plural)
			return refuse(r->c, r->src, r->at, "msgstr[N] needs msgid_plural and a digit");
		return add_form(r, (size_t)(line.p[7] - '0'), str_from(line, 9), next);
	}
	return refuse(r->c, r->src, r->at, "neither comment, msgid, msgid_plural, msgstr nor string");
}

bool
po_read(struct arena *a, const struct source *src, struct po_file *ret, struct complaint *c)
{
	struct po_file f = { .src = *src };
	struct reader r = { .a = a, .src = src, .c = c, .file = &f };
	size_t next = 0;

	if (str_starts(src->text, STR("\xEF\xBB\xBF")))
		return refuse(c, src, 0, "a byte-order mark: save the file without");
	while (next_line(&r, &next))
		if (!read_line(&r, &next))
			return false;
	if (!finish_entry(&r))
		return false;
	if (!r.header_seen)
		return refuse(c, src, 0, "the header (msgid \"\") is missing");
	*ret = f;
	return true;
}
