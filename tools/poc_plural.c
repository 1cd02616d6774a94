/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plural expressions ("n%10==1 && n%100!=11 ? 0 : 1") come from translators,
 * so they are parsed here instead of being copied into C: what is written out
 * is our own spelling of the tree, and the tree has been tried on every n up
 * to 1,000 before that.
 */
#include "tools/poc.h"

#include <inttypes.h>

#define DEPTH_MAX 40
#define TRY_UP_TO 1000

enum plural_op { P_N, P_NUMBER, P_NOT, P_BINARY, P_CHOICE };

struct plural_node {
	enum plural_op op;
	const char *sign; /* of P_BINARY */
	int64_t number;
	struct plural_node *x, *y, *z;
};

struct parser {
	struct arena *a;
	struct str text;
	size_t at;
	int depth;
	const char *wrong; /* what is wrong, once something is */
};

/* From the loosest to the tightest; all bind to the left. */
static const char *const level[][5] = {
	{ "||", NULL },
	{ "&&", NULL },
	{ "==", "!=", NULL },
	{ "<=", ">=", "<", ">", NULL },
	{ "+", "-", NULL },
	{ "*", "/", "%", NULL },
};

static struct plural_node *parse_choice(struct parser *p);

static struct plural_node *
node(struct parser *p, struct plural_node init)
{
	struct plural_node *n = ARENA_NEW(p->a, struct plural_node);

	*n = init;
	return n;
}

static bool
take(struct parser *p, const char *sign)
{
	struct str s = str_of(sign);

	while (p->at < p->text.n && p->text.p[p->at] == ' ')
		p->at++;
	if (!str_starts(str_from(p->text, p->at), s))
		return false;
	p->at += s.n;
	return true;
}

static struct plural_node *
parse_primary(struct parser *p)
{
	size_t from;
	int64_t number;
	struct plural_node *x;

	if (take(p, "n"))
		return node(p, (struct plural_node){ .op = P_N });
	if (take(p, "(")) {
		x = parse_choice(p);
		if (!take(p, ")") && !p->wrong)
			p->wrong = "a ')' is missing";
		return x;
	}
	if (!take(p, "!=") && take(p, "!")) {
		if (++p->depth > DEPTH_MAX) {
			p->wrong = "nested too deeply";
			return NULL;
		}
		x = parse_primary(p);
		p->depth--;
		return node(p, (struct plural_node){ .op = P_NOT, .x = x });
	}
	from = p->at;
	while (p->at < p->text.n && p->text.p[p->at] >= '0' && p->text.p[p->at] <= '9')
		p->at++;
	if (!str_to_int(str_sub(p->text, from, p->at - from), &number) || number > 1000000) {
		if (!p->wrong)
			p->wrong = "a number, n or '(' is missing";
		return NULL;
	}
	return node(p, (struct plural_node){ .op = P_NUMBER, .number = number });
}

static struct plural_node *
parse_binary(struct parser *p, size_t lv)
{
	struct plural_node *x, *y;
	size_t i;

	if (lv == ARRAY_LEN(level))
		return parse_primary(p);
	x = parse_binary(p, lv + 1);
	while (!p->wrong) {
		for (i = 0; level[lv][i]; i++)
			if (take(p, level[lv][i]))
				break;
		if (!level[lv][i])
			break;
		y = parse_binary(p, lv + 1);
		x = node(p, (struct plural_node){
			.op = P_BINARY, .sign = level[lv][i], .x = x, .y = y });
	}
	return x;
}

static struct plural_node *
parse_choice(struct parser *p)
{
	struct plural_node *x, *y, *z;

	if (++p->depth > DEPTH_MAX) {
		p->wrong = "nested too deeply";
		return NULL;
	}
	x = parse_binary(p, 0);
	if (!p->wrong && take(p, "?")) {
		y = parse_choice(p);
		if (!take(p, ":") && !p->wrong)
			p->wrong = "a ':' is missing";
		z = p->wrong ? NULL : parse_choice(p);
		x = node(p, (struct plural_node){ .op = P_CHOICE, .x = x, .y = y, .z = z });
	}
	p->depth--;
	return x;
}

static int64_t
eval(const struct plural_node *e, int64_t n, bool *ok)
{
	int64_t x, y;

	switch (e->op) {
	case P_N: return n;
	case P_NUMBER: return e->number;
	case P_NOT: return !eval(e->x, n, ok);
	case P_CHOICE: return eval(eval(e->x, n, ok) ? e->y : e->z, n, ok);
	case P_BINARY: break;
	}
	x = eval(e->x, n, ok);
	if (e->sign[0] == '|')
		return x || eval(e->y, n, ok);
	if (e->sign[0] == '&')
		return x && eval(e->y, n, ok);
	y = eval(e->y, n, ok);
	if (((e->sign[0] == '/' || e->sign[0] == '%') && y == 0) ||
	    x > INT32_MAX || x < INT32_MIN || y > INT32_MAX || y < INT32_MIN) {
		*ok = false;
		return 0;
	}
	switch (e->sign[0]) {
	case '=': return x == y;
	case '!': return x != y;
	case '<': return e->sign[1] ? x <= y : x < y;
	case '>': return e->sign[1] ? x >= y : x > y;
	case '+': return x + y;
	case '-': return x - y;
	case '*': return x * y;
	case '/': return x / y;
	default: return x % y;
	}
}

bool
plural_parse(struct arena *a, const struct source *src, size_t at, struct str text,
	     size_t forms, struct plural_node **ret, struct complaint *c)
{
	struct parser p = { .a = a, .text = str_trim(text) };
	struct plural_node *e = parse_choice(&p);

	if (!p.wrong && p.at != p.text.n)
		p.wrong = "something follows its end";
	if (p.wrong)
		return refuse(c, src, at, "plural expression: %s", p.wrong);
	for (int64_t n = 0; n <= TRY_UP_TO; n++) {
		bool ok = true;
		int64_t form = eval(e, n, &ok);

		if (!ok || form < 0 || form >= (int64_t)forms)
			return refuse(c, src, at,
				      "plural expression: no form below %zu for n = %" PRId64,
				      forms, n);
	}
	*ret = e;
	return true;
}

void
plural_emit(struct buf *b, const struct plural_node *e)
{
	switch (e->op) {
	case P_N:
		buf_addz(b, "n");
		return;
	case P_NUMBER:
		buf_addint(b, e->number);
		return;
	case P_NOT:
		buf_addz(b, "!(");
		plural_emit(b, e->x);
		buf_addz(b, ")");
		return;
	case P_BINARY:
		buf_addz(b, "(");
		plural_emit(b, e->x);
		buf_addf(b, " %s ", e->sign);
		plural_emit(b, e->y);
		buf_addz(b, ")");
		return;
	case P_CHOICE:
		buf_addz(b, "(");
		plural_emit(b, e->x);
		buf_addz(b, " ? ");
		plural_emit(b, e->y);
		buf_addz(b, " : ");
		plural_emit(b, e->z);
		buf_addz(b, ")");
		return;
	}
}
