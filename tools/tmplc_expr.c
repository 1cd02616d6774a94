/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions are paths and comparisons, no more: what a page shows is
 * computed by the handler that fills the view. They come out as C whose types
 * the C compiler checks, so only the first name of a path is looked up here.
 */
#include "tools/tmplc.h"

static bool
word_char(char c, bool first)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (!first && c >= '0' && c <= '9');
}

static bool
refuse_here(struct scan *s, const char *reason)
{
	return refuse(s->c->why, &s->c->in->src, s->at, "%s", reason);
}

bool
scan_space(struct scan *s)
{
	struct str t = s->c->text;

	while (s->at < s->end && (t.p[s->at] == ' ' || (t.p[s->at] >= '\t' && t.p[s->at] <= '\r')))
		s->at++;
	return s->at < s->end;
}

struct str
scan_name(struct scan *s)
{
	size_t from = s->at;

	while (s->at < s->end && word_char(s->c->text.p[s->at], s->at == from))
		s->at++;
	return str_sub(s->c->text, from, s->at - from);
}

bool
scan_done(struct scan *s)
{
	if (scan_space(s))
		return refuse_here(s, "nothing more is expected here");
	return true;
}

static bool
scan_take(struct scan *s, const char *sign)
{
	struct str rest = str_sub(s->c->text, s->at, s->end - s->at);

	if (!str_starts(rest, str_of(sign)))
		return false;
	s->at += strlen(sign);
	return true;
}

const struct variable *
find_variable(const struct tmplc *c, struct str name)
{
	for (size_t i = c->vars.n; i > 0; i--)
		if (str_eq(c->vars.at[i - 1].name, name))
			return &c->vars.at[i - 1];
	return NULL;
}

static bool
constant(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] >= 'a' && name.p[i] <= 'z')
			return false;
	return name.n > 0 && name.p[0] != '_';
}

/* The variable and the fields behind it; *ret_bare when there are none. */
static bool
path(struct scan *s, struct buf *ret, const struct variable **ret_var, bool *ret_bare)
{
	size_t from;
	struct str name;
	const struct variable *v;

	scan_space(s);
	from = s->at;
	name = scan_name(s);
	if (name.n == 0)
		return refuse_here(s, "a path such as v.title is missing");
	v = find_variable(s->c, name);
	if (!v)
		return refuse(s->c->why, &s->c->in->src, from,
			      "\"%.*s\" is no parameter and no loop variable here", STRF(name));
	buf_add(ret, name);
	*ret_var = v;
	*ret_bare = true;
	for (;;) {
		bool arrow = scan_take(s, "->");

		if (!arrow && !scan_take(s, "."))
			return true;
		buf_addz(ret, arrow || (*ret_bare && v->pointer) ? "->" : ".");
		name = scan_name(s);
		if (name.n == 0)
			return refuse_here(s, "the name of a field is missing");
		buf_add(ret, name);
		*ret_bare = false;
	}
}

bool
expr_path(struct scan *s, struct buf *ret)
{
	AUTO_BUF b = { 0 };
	const struct variable *v;
	bool bare;

	NEED(path(s, &b, &v, &bare));
	if (bare && v->pointer)
		buf_addf(ret, "(*%.*s)", STRF(buf_str(&b)));
	else
		buf_add(ret, buf_str(&b));
	return true;
}

static bool
number(struct scan *s, struct buf *ret)
{
	bool minus = scan_take(s, "-");
	size_t from = s->at;
	int64_t v;

	while (s->at < s->end && s->c->text.p[s->at] >= '0' && s->c->text.p[s->at] <= '9')
		s->at++;
	if (!str_to_int(str_sub(s->c->text, from, s->at - from), &v))
		return refuse_here(s, "a number of at most 18 digits is missing");
	buf_addint(ret, minus ? -v : v); /* not as written: C takes 010 for 8 */
	return true;
}

/* How tightly the outermost operation of a condition binds. */
enum tight { T_OR, T_AND, T_SINGLE };

static bool condition_or(struct scan *s, struct buf *ret, enum tight *ret_tight, int depth);

/* The next word, left where it is. */
static bool
word_follows(struct scan *s, const char *word)
{
	struct scan ahead = *s;

	scan_space(&ahead);
	return str_is(scan_name(&ahead), word);
}

static void
take_word(struct scan *s)
{
	scan_space(s);
	scan_name(s);
}

static bool
digit_follows(struct scan *s)
{
	char c = s->at < s->end ? s->c->text.p[s->at] : ' ';

	return c == '-' || (c >= '0' && c <= '9');
}

/* A path, a number or a constant. *ret_path: it is a path. */
static bool
operand(struct scan *s, struct buf *ret, bool *ret_path)
{
	struct scan ahead;
	struct str name;

	scan_space(s);
	ahead = *s;
	name = scan_name(&ahead);
	*ret_path = false;
	if (digit_follows(s))
		return number(s, ret);
	if (constant(name) && !find_variable(s->c, name)) {
		s->at = ahead.at;
		buf_add(ret, name);
		return true;
	}
	*ret_path = true;
	return expr_path(s, ret);
}

static bool
comparison(struct scan *s, struct buf *ret)
{
	static const char *const sign[] = { "==", "!=", "<=", ">=", "<", ">" };
	AUTO_BUF left = { 0 };
	bool is_path, right_path;

	NEED(operand(s, &left, &is_path));
	scan_space(s);
	for (size_t i = 0; i < ARRAY_LEN(sign); i++) {
		if (!scan_take(s, sign[i]))
			continue;
		buf_addf(ret, "%.*s %s ", STRF(buf_str(&left)), sign[i]);
		return operand(s, ret, &right_path);
	}
	if (!is_path)
		return refuse_here(s, "a comparison is missing: a constant is no condition");
	buf_addf(ret, "html_true(%.*s)", STRF(buf_str(&left)));
	return true;
}

static bool
condition_not(struct scan *s, struct buf *ret, enum tight *ret_tight, int depth)
{
	AUTO_BUF inner = { 0 };
	enum tight inner_tight;

	scan_space(s);
	if (depth > 20)
		return refuse_here(s, "nested too deeply");
	if (word_follows(s, "not") && !find_variable(s->c, STR("not"))) {
		take_word(s);
		NEED(condition_not(s, &inner, &inner_tight, depth + 1));
		buf_addf(ret, "!(%.*s)", STRF(buf_str(&inner)));
		*ret_tight = T_SINGLE;
		return true;
	}
	if (scan_take(s, "(")) {
		NEED(condition_or(s, ret, ret_tight, depth + 1));
		scan_space(s);
		if (!scan_take(s, ")"))
			return refuse_here(s, "a ')' is missing");
		return true;
	}
	*ret_tight = T_SINGLE;
	return comparison(s, ret);
}

/* Terms joined by one word; a term that binds less tightly than `within`
 * needs is put in parentheses, and only then, since both compilers warn about
 * too few of them and clang about too many. */
static bool
joined(struct scan *s, struct buf *ret, enum tight *ret_tight, int depth, bool is_or)
{
	const char *word = is_or ? "or" : "and";

	for (bool first = true;; first = false) {
		AUTO_BUF term = { 0 };
		enum tight tight;
		bool more;

		if (is_or)
			NEED(joined(s, &term, &tight, depth, false));
		else
			NEED(condition_not(s, &term, &tight, depth));
		more = word_follows(s, word);
		if (first && !more) {
			buf_add(ret, buf_str(&term));
			*ret_tight = tight;
			return true;
		}
		if (!first)
			buf_addz(ret, is_or ? " || " : " && ");
		buf_addf(ret, tight == T_SINGLE ? "%.*s" : "(%.*s)", STRF(buf_str(&term)));
		*ret_tight = is_or ? T_OR : T_AND;
		if (!more)
			return true;
		take_word(s);
	}
}

static bool
condition_or(struct scan *s, struct buf *ret, enum tight *ret_tight, int depth)
{
	return joined(s, ret, ret_tight, depth, true);
}

bool
expr_condition(struct scan *s, struct buf *ret)
{
	enum tight tight;

	return condition_or(s, ret, &tight, 0);
}

/* "word": what a class or an id is made of, never a sentence. */
static bool
quoted_argument(struct scan *s, struct buf *ret)
{
	size_t from = s->at;

	while (s->at < s->end && s->c->text.p[s->at] != '"') {
		char c = s->c->text.p[s->at];

		if (!word_char(c, false) && c != '-' && c != '.' && c != '/' && c != '#')
			return refuse_here(s, "a quoted argument is one word; sentences are {t}");
		s->at++;
	}
	buf_addf(ret, ", STR(\"%.*s\")", STRF(str_sub(s->c->text, from, s->at - from)));
	if (!scan_take(s, "\""))
		return refuse_here(s, "the closing '\"' is missing");
	return true;
}

static bool
argument(struct scan *s, struct buf *ret)
{
	const struct variable *v;
	struct scan ahead = *s;
	bool bare;

	if (scan_take(s, "\""))
		return quoted_argument(s, ret);
	if (digit_follows(s)) {
		buf_addz(ret, ", ");
		return number(s, ret);
	}
	if (constant(scan_name(&ahead))) {
		buf_addz(ret, ", ");
		buf_add(ret, scan_name(s));
		return true;
	}
	buf_addz(ret, scan_take(s, "&") ? ", &" : scan_take(s, "*") ? ", *" : ", ");
	NEED(path(s, ret, &v, &bare));
	return true;
}

bool
expr_arguments(struct scan *s, struct buf *ret)
{
	while (scan_space(s)) {
		size_t from = s->at;
		char before = from > 0 ? s->c->text.p[from - 1] : ' ';

		if (before != ' ' && !(before >= '\t' && before <= '\r'))
			return refuse_here(s, "white space is missing between arguments");
		NEED(argument(s, ret));
	}
	return true;
}
