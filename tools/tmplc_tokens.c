/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens: literal text, and what stands in braces. A line that holds only
 * structural directives ({if}, {each}, comments …) vanishes, its line end
 * included. {include} is not structural: it writes something, so the white
 * space around it counts.
 */
#include "tools/tmplc_gen.h"

static const struct {
	const char *name;
	enum word word;
	bool structural;
} words[] = {
	{ "use", W_USE, true },         { "page", W_PAGE, true },
	{ "part", W_PART, true },       { "untranslated", W_UNTRANSLATED, true },
	{ "if", W_IF, true },           { "elif", W_ELIF, true },
	{ "else", W_ELSE, true },       { "/if", W_END_IF, true },
	{ "each", W_EACH, true },       { "/each", W_END_EACH, true },
	{ "include", W_INCLUDE, false }, { "t", W_T, false },
	{ "msg", W_MSG, false },        { "date", W_DATE, false },
	{ "number", W_NUMBER, false },  { "int", W_INT, false },
	{ "url", W_URL, false },
};

bool
blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* Which directive this is; *tok->from moves behind its word. */
static void
classify(struct gen *g, struct token *tok)
{
	struct str body = str_sub(g->c.text, tok->from, tok->to - tok->from);

	tok->word = W_PATH;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct str w = str_of(words[i].name);
		char next;

		if (!str_starts(body, w))
			continue;
		next = body.n > w.n ? body.p[w.n] : ' ';
		if (next != ' ' && !(next >= '\t' && next <= '\r'))
			continue;
		tok->word = words[i].word;
		tok->structural = words[i].structural;
		tok->from += w.n;
		return;
	}
}

/* The directive whose '{' is at `open`; *ret is the byte behind its '}'. */
static bool
lex_directive(struct gen *g, size_t open, size_t *ret)
{
	struct str text = g->c.text;
	struct token tok = { .open = open, .from = open + 1 };
	size_t end;

	if (str_starts(str_from(text, open), STR("{#"))) {
		end = str_find(text, STR("#}"), open + 2);
		if (end == STR_NPOS)
			return REFUSE(g, open, "this comment has no end: {# … #}");
		tok.word = W_COMMENT;
		tok.structural = true;
		*ret = end + 2;
		VEC_PUSH(g->c.a, &g->tokens, tok);
		return true;
	}
	end = str_find_char(text, '}', open);
	if (end == STR_NPOS)
		return REFUSE(g, open, "this '{' has no '}'; a brace is written twice");
	if (str_find_char(str_sub(text, 0, end), '{', open + 1) != STR_NPOS)
		return REFUSE(g, open, "a '{' inside braces; a brace is written twice");
	tok.to = end;
	classify(g, &tok);
	*ret = end + 1;
	VEC_PUSH(g->c.a, &g->tokens, tok);
	return true;
}

bool
tmplc_lex(struct gen *g)
{
	struct str text = g->c.text;
	size_t from = 0, i = 0;

	while (i <= text.n) {
		char ch = i < text.n ? text.p[i] : '{';

		if (i < text.n && ch != '{' && ch != '}') {
			i++;
			continue;
		}
		if (i + 1 < text.n && text.p[i + 1] == ch) {
			i += 2;
			continue;
		}
		if (ch == '}')
			return REFUSE(g, i, "a '}' without '{'; a brace is written twice");
		if (i > from)
			*VEC_ADD(g->c.a, &g->tokens) = (struct token){
				.text = true, .open = from, .from = from, .to = i };
		if (i == text.n)
			break;
		NEED(lex_directive(g, i, &i));
		from = i;
	}
	return true;
}

static struct str
token_text(const struct gen *g, size_t i)
{
	const struct token *t = &g->tokens.at[i];

	return str_sub(g->c.text, t->from, t->to - t->from);
}

/* The last of the structural directives that share the line of token i, white
 * space between them allowed. */
static size_t
last_on_line(const struct gen *g, size_t i)
{
	const struct token *t = g->tokens.at;

	for (;;) {
		size_t next = i + 1;

		if (next < g->tokens.n && t[next].text && blank(token_text(g, next)) &&
		    str_find_char(token_text(g, next), '\n', 0) == STR_NPOS)
			next++;
		if (next >= g->tokens.n || t[next].text || !t[next].structural)
			return i;
		i = next;
	}
}

/* How many blanks end s behind its last line end (or its beginning, when that
 * is the file's); STR_NPOS when something else is there. */
static size_t
blank_tail(struct str s, bool begins_file)
{
	size_t line = str_rfind_char(s, '\n');

	if (line == STR_NPOS && !begins_file)
		return STR_NPOS;
	line = line == STR_NPOS ? 0 : line + 1;
	return blank(str_from(s, line)) ? s.n - line : STR_NPOS;
}

/* The same for the beginning of s; the line end counts. */
static size_t
blank_head(struct str s, bool ends_file)
{
	size_t line = str_find_char(s, '\n', 0);

	if (line == STR_NPOS && !ends_file)
		return STR_NPOS;
	line = line == STR_NPOS ? s.n : line + 1;
	return blank(str_sub(s, 0, line)) ? line : STR_NPOS;
}

void
tmplc_trim_lines(struct gen *g)
{
	struct token *t = g->tokens.at;
	size_t last;

	for (size_t i = 0; i < g->tokens.n; i = last + 1) {
		size_t tail = 0, head = 0;

		last = i;
		if (t[i].text || !t[i].structural)
			continue;
		last = last_on_line(g, i);
		if (i > 0)
			tail = t[i - 1].text ? blank_tail(token_text(g, i - 1), i == 1) : STR_NPOS;
		if (last + 1 < g->tokens.n)
			head = t[last + 1].text
				       ? blank_head(token_text(g, last + 1), last + 2 == g->tokens.n)
				       : STR_NPOS;
		if (tail == STR_NPOS || head == STR_NPOS)
			continue;
		if (i > 0)
			t[i - 1].trim_back = tail;
		for (size_t k = i + 1; k < last; k++)
			t[k].trim_front = t[k].text ? t[k].to - t[k].from : 0;
		if (last + 1 < g->tokens.n)
			t[last + 1].trim_front = head;
	}
}
