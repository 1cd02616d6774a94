/* SPDX-License-Identifier: Apache-2.0 */
/*
 * {if} and {each}. The markup state at the end of every branch must be the one
 * at the end of the others, and that of a loop's body the one it began with.
 * So whatever runs at run time, the state that the compiler saw is the true
 * one. A block without {else} has an empty branch, which ends as it began.
 */
#include "tools/tmplc_gen.h"

static struct block *
innermost(struct gen *g)
{
	return g->blocks.n ? &g->blocks.at[g->blocks.n - 1] : NULL;
}

/* A branch is over: its end must be like that of the branches before. */
static bool
end_branch(struct gen *g, struct block *b, size_t at)
{
	struct mark *m = &g->c.mark;

	if (b->ended && !mark_join(&b->end, m, &b->end))
		return REFUSE(g, at, "this branch ends %s, the one before %s; they must end alike",
			      mark_name(m), mark_name(&b->end));
	if (!b->ended)
		b->end = *m;
	b->ended = true;
	return true;
}

/* One step to the left of the block's body. */
static void
close_brace(struct gen *g, const char *z)
{
	flush_literal(g);
	put_indent(g, 1);
	buf_addz(&g->body, z);
}

static bool
do_if(struct gen *g, const struct token *tok)
{
	struct scan s = { &g->c, tok->from, tok->to };
	AUTO_BUF cond = { 0 };
	struct block b = { .open = tok->open, .start = g->c.mark, .vars = g->c.vars.n };

	NEED(markup_control(&g->c, tok->open));
	NEED(expr_condition(&s, &cond) && scan_done(&s));
	buf_addf(statement(g, tok->open, 0), "if (%.*s) {\n", STRF(buf_str(&cond)));
	VEC_PUSH(g->c.a, &g->blocks, b);
	return true;
}

static bool
do_elif(struct gen *g, const struct token *tok)
{
	struct scan s = { &g->c, tok->from, tok->to };
	struct block *b = innermost(g);
	AUTO_BUF cond = { 0 };

	if (!b || b->each || b->had_else)
		return REFUSE(g, tok->open, "{elif} belongs to an {if}, before its {else}");
	NEED(end_branch(g, b, tok->open));
	g->c.mark = b->start;
	NEED(expr_condition(&s, &cond) && scan_done(&s));
	close_brace(g, "} else\n");
	buf_addf(statement(g, tok->open, 1), "if (%.*s) {\n", STRF(buf_str(&cond)));
	return true;
}

static bool
do_else(struct gen *g, const struct token *tok)
{
	struct scan s = { &g->c, tok->from, tok->to };
	struct block *b = innermost(g);

	NEED(scan_done(&s));
	if (!b || b->had_else)
		return REFUSE(g, tok->open, "{else} belongs to an {if} or {each}, once");
	NEED(end_branch(g, b, tok->open));
	if (b->each && !mark_join(&b->start, &b->end, &b->end))
		return REFUSE(g, tok->open, "the loop's body ends %s and began %s",
			      mark_name(&b->end), mark_name(&b->start));
	b->had_else = true;
	g->c.mark = b->start;
	g->c.vars.n = b->vars;
	if (b->each) {
		close_brace(g, "}\n");
		put_indent(g, 1);
		buf_addf(&g->body, "if (%.*s.n == 0) {\n", STRF(b->slice));
	} else {
		close_brace(g, "} else {\n");
	}
	return true;
}

static bool
do_each(struct gen *g, const struct token *tok)
{
	struct tmplc *c = &g->c;
	struct scan s = { c, tok->from, tok->to };
	struct block b = { .each = true, .open = tok->open, .vars = c->vars.n };
	struct str name, in;
	struct buf *out;

	NEED(markup_control(c, tok->open));
	scan_space(&s);
	name = scan_name(&s);
	scan_space(&s);
	in = scan_name(&s);
	if (name.n == 0 || !str_is(in, "in"))
		return REFUSE(g, tok->open, "{each} reads {each x in v.list}");
	if (str_is(name, "o") || find_variable(c, name))
		return REFUSE(g, tok->open, "the name \"%.*s\" is taken", STRF(name));
	AUTO_BUF slice = { 0 };
	NEED(expr_path(&s, &slice) && scan_done(&s));
	/* The second round begins where the first ended: behind an attribute. */
	if (c->mark.mode == M_IN_TAG)
		c->mark.mode = M_GAP;
	b.start = c->mark;
	g->loops++;
	out = statement(g, tok->open, 0);
	buf_addf(out, "for (size_t i%zu_ = 0; i%zu_ < %.*s.n; i%zu_++) { ", g->loops, g->loops,
		 STRF(buf_str(&slice)), g->loops);
	buf_addf(out, "const __typeof__(*%.*s.at) *%.*s = &%.*s.at[i%zu_];\n",
		 STRF(buf_str(&slice)), STRF(name), STRF(buf_str(&slice)), g->loops);
	b.slice = buf_to_arena(&slice, c->a);
	VEC_PUSH(c->a, &g->blocks, b);
	put_indent(g, 0);
	buf_addf(&g->body, "(void)%.*s;\n", STRF(name));
	*VEC_ADD(c->a, &c->vars) = (struct variable){ name, true };
	return true;
}

static bool
do_end(struct gen *g, const struct token *tok)
{
	struct scan s = { &g->c, tok->from, tok->to };
	struct block *b = innermost(g);
	bool each = tok->word == W_END_EACH;

	NEED(scan_done(&s));
	if (!b || b->each != each)
		return REFUSE(g, tok->open, "{/%s} closes nothing that is open", each ? "each" : "if");
	NEED(end_branch(g, b, tok->open));
	if ((each || !b->had_else) && !mark_join(&b->start, &b->end, &b->end))
		return REFUSE(g, tok->open, "this block ends %s and began %s; they must be alike",
			      mark_name(&b->end), mark_name(&b->start));
	close_brace(g, "}\n");
	g->c.mark = b->end;
	g->c.vars.n = b->vars;
	g->blocks.n--;
	return true;
}

bool
tmplc_block(struct gen *g, const struct token *tok)
{
	switch (tok->word) {
	case W_IF:
		return do_if(g, tok);
	case W_ELIF:
		return do_elif(g, tok);
	case W_ELSE:
		return do_else(g, tok);
	case W_EACH:
		return do_each(g, tok);
	default:
		return do_end(g, tok);
	}
}
