/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The source is cut into tokens, then walked once. Each directive writes C at
 * once; nothing is kept as a tree, because the only thing that must be known
 * ahead, whether a directive stands alone on its line, is seen from the
 * tokens. The first complaint ends the walk.
 */
#include "tools/tmplc_gen.h"

#include "base/utf8.h"

#define LITERAL_MAX 4000 /* ISO C promises 4095 bytes */

/* ---- writing C ---- */

void
put_indent(struct gen *g, size_t less)
{
	for (size_t i = less; i <= g->blocks.n; i++)
		buf_addc(&g->body, '\t');
}

void
flush_literal(struct gen *g)
{
	struct str rest = buf_str(&g->c.lit);

	while (rest.n) {
		struct str part = utf8_clip(rest, LITERAL_MAX);

		put_indent(g, 0);
		buf_addz(&g->body, "html_lit(o, ");
		put_c_string(&g->body, part);
		buf_addf(&g->body, ", %zu);\n", part.n);
		rest = str_from(rest, part.n);
	}
	buf_clear(&g->c.lit);
}

struct buf *
statement(struct gen *g, size_t at, size_t less)
{
	flush_literal(g);
	buf_addf(&g->body, "#line %zu ", source_line(&g->c.in->src, at));
	put_c_string(&g->body, g->c.in->src.path);
	buf_addc(&g->body, '\n');
	put_indent(g, less);
	return &g->body;
}

/* ---- functions ---- */

static bool
end_function(struct gen *g, size_t at)
{
	struct tmplc *c = &g->c;

	if (!g->in_function)
		return true;
	c->space = 0; /* white space at the end says nothing */
	NEED(markup_break(c, at));
	if (g->blocks.n) {
		const struct block *b = &g->blocks.at[g->blocks.n - 1];

		return REFUSE(g, b->open, b->each ? "this {each} is not closed"
						  : "this {if} is not closed");
	}
	if (c->mark.mode != M_TEXT || c->mark.pre)
		return REFUSE(g, at, "the page or part ends %s", mark_name(&c->mark));
	flush_literal(g);
	buf_addz(&g->body, "}\n");
	g->in_function = false;
	return true;
}

/* One parameter of C: words and stars, a name at the end. */
static bool
parameter(struct gen *g, size_t from, size_t to)
{
	struct scan s = { &g->c, from, to };
	struct str name = STR_NONE;
	size_t count = 0;
	bool pointer = false;

	while (scan_space(&s)) {
		if (g->c.text.p[s.at] == '*') {
			pointer = true;
			s.at++;
			continue;
		}
		name = scan_name(&s);
		if (name.n == 0)
			return REFUSE(g, s.at, "a parameter is a type and a name, with '*' between");
		count++;
	}
	if (count < 2)
		return REFUSE(g, from, "a parameter is a type and a name");
	if (str_is(name, "o") || find_variable(&g->c, name))
		return REFUSE(g, from, "the name \"%.*s\" is taken", STRF(name));
	*VEC_ADD(g->c.a, &g->c.vars) = (struct variable){ name, pointer };
	buf_addf(&g->body, ", %.*s", STRF(str_trim(str_sub(g->c.text, from, to - from))));
	return true;
}

static bool
parameters(struct gen *g, struct scan *s)
{
	struct str text = g->c.text;
	size_t close;

	if (!scan_space(s) || text.p[s->at] != '(')
		return REFUSE(g, s->at, "'(' and the parameters are missing");
	s->at++;
	close = str_find_char(str_sub(text, 0, s->end), ')', s->at);
	if (close == STR_NPOS)
		return REFUSE(g, s->at, "the ')' behind the parameters is missing");
	while (scan_space(s) && s->at < close) {
		size_t comma = str_find_char(str_sub(text, 0, close), ',', s->at);

		if (comma == STR_NPOS)
			comma = close;
		NEED(parameter(g, s->at, comma));
		s->at = comma < close ? comma + 1 : close;
	}
	s->at = close + 1;
	return scan_done(s);
}

static bool
do_function(struct gen *g, const struct token *tok)
{
	struct tmplc *c = &g->c;
	struct scan s = { c, tok->from, tok->to };
	bool public = tok->word == W_PAGE;
	struct str name, head;
	size_t start;

	NEED(end_function(g, tok->open));
	scan_space(&s);
	name = scan_name(&s);
	if (tok->word == W_PART && str_is(name, "extern")) {
		public = true;
		scan_space(&s);
		name = scan_name(&s);
	}
	if (name.n == 0)
		return REFUSE(g, s.at, "the name of the function is missing");
	if (map_get(&g->functions, name))
		return REFUSE(g, tok->open, "\"%.*s\" is there twice", STRF(name));
	map_put(c->a, &g->functions, name, g);
	c->vars.n = 0;
	c->mark = (struct mark){ .mode = M_TEXT };
	c->at_start = true;
	g->loops = 0;
	buf_addf(&g->body, "\n%svoid\n", public ? "" : "static ");
	start = g->body.n;
	buf_addf(&g->body, "%.*s(struct html *o", STRF(name));
	NEED(parameters(g, &s));
	buf_addz(&g->body, ")");
	head = str_from(buf_str(&g->body), start);
	buf_addf(public ? &g->decls : &g->protos, "%svoid %.*s;\n", public ? "" : "static ",
		 STRF(head));
	buf_addz(&g->body, "\n{\n\t(void)o;\n");
	for (size_t i = 0; i < c->vars.n; i++)
		buf_addf(&g->body, "\t(void)%.*s;\n", STRF(c->vars.at[i].name));
	g->in_function = true;
	return true;
}

static bool
do_use(struct gen *g, const struct token *tok)
{
	struct str s = str_trim(str_sub(g->c.text, tok->from, tok->to - tok->from));

	if (s.n < 3 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return REFUSE(g, tok->open, "{use} takes a header in double quotes");
	s = str_sub(s, 1, s.n - 2);
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.p[i];
		bool word = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
			    (ch >= '0' && ch <= '9');

		if (!word && ch != '_' && ch != '-' && ch != '.' && ch != '/')
			return REFUSE(g, tok->open, "this is no name of a header");
	}
	buf_addf(&g->uses, "#include \"%.*s\"\n", STRF(s));
	return true;
}

/* ---- the walk ---- */

static bool
do_directive(struct gen *g, const struct token *tok)
{
	switch (tok->word) {
	case W_COMMENT:
		return true;
	case W_USE:
		return do_use(g, tok);
	case W_UNTRANSLATED:
		g->c.untranslated = true;
		if (tok != &g->tokens.at[0])
			return REFUSE(g, tok->open, "{untranslated} begins the file");
		return true;
	case W_PAGE:
	case W_PART:
		return do_function(g, tok);
	default:
		break;
	}
	if (!g->in_function)
		return REFUSE(g, tok->open, "this stands before the first {page} or {part}");
	NEED(markup_break(&g->c, tok->open));
	switch (tok->word) {
	case W_IF:
	case W_ELIF:
	case W_ELSE:
	case W_EACH:
	case W_END_IF:
	case W_END_EACH:
		return tmplc_block(g, tok);
	case W_INCLUDE:
		return tmplc_include(g, tok);
	default:
		return tmplc_value(g, tok);
	}
}

static bool
do_text(struct gen *g, const struct token *tok)
{
	struct str s = str_sub(g->c.text, tok->from, tok->to - tok->from);
	size_t from = tok->from, to = tok->to;

	if (!g->in_function) {
		if (blank(s))
			return true;
		while (from < to && blank(str_sub(g->c.text, from, 1)))
			from++;
		return REFUSE(g, from, "text before the first {page} or {part}");
	}
	if (!markup_keeps_space(&g->c))
		from += tok->trim_front;
	/* What came before the line that vanished ended in white space. */
	if (from > tok->from && g->c.mark.mode == M_TEXT)
		while (from < to && blank(str_sub(g->c.text, from, 1)))
			from++;
	to = to - from > tok->trim_back ? to - tok->trim_back : from;
	NEED(markup_text(&g->c, from, to));
	if (markup_keeps_space(&g->c))
		return markup_text(&g->c, to, tok->to);
	return true;
}

static void
assemble(struct gen *g, struct tmplc_out *out)
{
	struct str path = g->c.in->src.path;
	AUTO_BUF guard = { 0 };

	put_c_name(&guard, path_base(g->c.in->header), true);
	put_generated(&out->h, "tmplc", path);
	buf_addf(&out->h, "#ifndef CONVENE_TMPL_%.*s\n#define CONVENE_TMPL_%.*s\n\n",
		 STRF(buf_str(&guard)), STRF(buf_str(&guard)));
	buf_addz(&out->h, "#include \"html/html.h\"\n");
	buf_add(&out->h, buf_str(&g->uses));
	buf_addf(&out->h, "\n%.*s\n#endif\n", STRF(buf_str(&g->decls)));

	put_generated(&out->c, "tmplc", path);
	buf_addf(&out->c, "#include \"%.*s\"\n", STRF(g->c.in->header));
	if (g->protos.n)
		buf_addf(&out->c, "\n%.*s", STRF(buf_str(&g->protos)));
	buf_add(&out->c, buf_str(&g->body));
}

static bool
compile(struct gen *g)
{
	size_t bad = utf8_bad(g->c.text);

	if (bad != STR_NPOS)
		return REFUSE(g, bad, "not UTF-8");
	NEED(tmplc_load_keys(g));
	NEED(tmplc_lex(g));
	tmplc_trim_lines(g);
	for (size_t i = 0; i < g->tokens.n; i++) {
		const struct token *tok = &g->tokens.at[i];

		NEED(tok->text ? do_text(g, tok) : do_directive(g, tok));
	}
	NEED(end_function(g, g->c.text.n));
	if (g->functions.n == 0)
		return REFUSE(g, 0, "no {page} and no {part}");
	return true;
}

bool
tmplc_compile(struct arena *a, const struct tmplc_in *in, struct tmplc_out *out,
	      struct complaint *why)
{
	struct gen g = { .c = { .a = a, .in = in, .why = why, .text = in->src.text } };
	bool ok = compile(&g);

	if (ok)
		assemble(&g, out);
	buf_done(&g.c.name);
	buf_done(&g.c.url);
	buf_done(&g.c.lit);
	buf_done(&g.uses);
	buf_done(&g.decls);
	buf_done(&g.protos);
	buf_done(&g.body);
	return ok;
}
