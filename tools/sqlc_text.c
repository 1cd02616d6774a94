/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SQL of one statement: just enough of its lexical form to find parameters
 * and the end, and not one rule more. Quotes and comments are understood, so
 * that a colon in a literal stays one; what the words mean is the engine's
 * business, and a test prepares every statement.
 */
#include "tools/sqlc.h"

struct scanner {
	struct arena *arena;
	const struct source *src;
	const struct sqlc_statement *st;
	struct complaint *c;
	size_t at;
	struct buf out[SQLC_DIALECTS];
	bool *used;      /* per parameter */
	struct str verb; /* the first word */
	bool changes;    /* a word that changes rows was seen */
	bool space;      /* one is due before whatever comes next */
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static bool
is_letter(char c)
{
	return is_word(c) && !(c >= '0' && c <= '9');
}

size_t
sqlc_quoted(struct str s)
{
	char q = s.n ? s.p[0] : '\0';
	size_t i;

	if (q != '\'' && q != '"' && q != '`')
		return 0;
	for (i = 1; i < s.n; i++) {
		if (s.p[i] != q)
			continue;
		if (i + 1 == s.n || s.p[i + 1] != q)
			return i + 1;
		i++;
	}
	return STR_NPOS;
}

size_t
sqlc_blank(struct str s)
{
	size_t end;

	if (str_starts(s, STR("--"))) {
		end = str_find_char(s, '\n', 0);
		return end == STR_NPOS ? s.n : end;
	}
	if (str_starts(s, STR("/*"))) {
		end = str_find(s, STR("*/"), 2);
		return end == STR_NPOS ? STR_NPOS : end + 2;
	}
	return s.n && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'));
}

static struct str
rest(const struct scanner *s)
{
	return str_from(s->src->text, s->at);
}

static void
put(struct scanner *s, struct str piece)
{
	for (int d = 0; d < SQLC_DIALECTS; d++) {
		if (s->space && s->out[d].n)
			buf_addc(&s->out[d], ' ');
		buf_add(&s->out[d], piece);
	}
	s->space = false;
	s->at += piece.n;
}

static struct str
word_at(const struct scanner *s, size_t from)
{
	struct str r = rest(s);
	size_t n = from;

	while (n < r.n && is_word(r.p[n]))
		n++;
	return str_sub(r, from, n - from);
}

static bool
parameter(struct scanner *s)
{
	struct str name = word_at(s, 1);
	const sqlc_fields *in = &s->st->in;

	for (size_t i = 0; i < in->n; i++) {
		if (!str_eq(in->at[i].name, name))
			continue;
		s->used[i] = true;
		for (int d = 0; d < SQLC_DIALECTS; d++) {
			if (s->space && s->out[d].n)
				buf_addc(&s->out[d], ' ');
			buf_addf(&s->out[d], "%c%zu", d == SQLC_SQLITE ? '?' : '$',
				 i + 1);
		}
		s->space = false;
		s->at += 1 + name.n;
		return true;
	}
	return refuse(s->c, s->src, s->at, "parameter :%.*s is not declared by -- in",
		      STRF(name));
}

static void
word(struct scanner *s)
{
	struct str w = word_at(s, 0);

	if (!s->verb.n)
		s->verb = w;
	if (str_eq_nocase(w, STR("insert")) || str_eq_nocase(w, STR("update")) ||
	    str_eq_nocase(w, STR("delete")))
		s->changes = true;
	put(s, w);
}

/* One token that is neither blank nor the semicolon. */
static bool
token(struct scanner *s)
{
	struct str r = rest(s);
	size_t quoted = sqlc_quoted(r);
	char c = r.p[0];
	char next = r.n > 1 ? r.p[1] : '\0';

	if (quoted == STR_NPOS)
		return refuse(s->c, s->src, s->at, "the quotation does not end");
	if (quoted)
		put(s, str_sub(r, 0, quoted));
	else if (c == ':' && next == ':')
		put(s, str_sub(r, 0, 2));
	else if (c == ':' && is_letter(next))
		return parameter(s);
	else if (c == '?' || ((c == '$' || c == '@' || c == '#') && is_word(next)))
		return refuse(s->c, s->src, s->at, "parameters are written :name");
	else if (c == '@')
		put(s, str_sub(r, 0, next == '@' ? 2 : 1));
	else if (is_word(c))
		word(s);
	else
		put(s, str_sub(r, 0, 1));
	return true;
}

/* Whether the comment at the start of r ends the text: a marker or a query. */
static bool
is_boundary(struct str r)
{
	struct str line = r;

	if (!str_starts(r, STR("--")))
		return false;
	line = str_trim(str_from(str_cut_line(&r), 2));
	return str_starts(line, STR("@")) || str_starts(line, STR("query "));
}

static bool
scan(struct scanner *s)
{
	size_t begin = s->at;

	for (;;) {
		struct str r = rest(s);
		size_t blank;

		if (!r.n || is_boundary(r))
			return refuse(s->c, s->src, begin,
				      "the statement does not end with a semicolon");
		blank = sqlc_blank(r);
		if (blank == STR_NPOS)
			return refuse(s->c, s->src, s->at, "the comment does not end");
		if (blank) {
			s->at += blank;
			s->space = true;
			continue;
		}
		if (r.p[0] == ';')
			break;
		if (!token(s))
			return false;
	}
	s->at++;
	if (!s->out[0].n)
		return refuse(s->c, s->src, begin, "the statement is empty");
	return true;
}

static bool
check(struct scanner *s, size_t from, bool *ret_writes)
{
	static const char *const reading[] = { "select", "values" };
	static const char *const writing[] = { "insert", "update", "delete",
					       "create", "drop" };
	bool known = str_eq_nocase(s->verb, STR("with"));

	*ret_writes = s->changes && known;
	for (size_t i = 0; i < ARRAY_LEN(reading); i++)
		known |= str_eq_nocase(s->verb, str_of(reading[i]));
	for (size_t i = 0; i < ARRAY_LEN(writing); i++)
		if (str_eq_nocase(s->verb, str_of(writing[i])))
			known = *ret_writes = true;
	if (!known)
		return refuse(s->c, s->src, from,
			      "a statement begins with SELECT, VALUES, WITH, INSERT, "
			      "UPDATE, DELETE, CREATE or DROP");
	for (size_t i = 0; i < s->st->in.n; i++)
		if (!s->used[i])
			return refuse(s->c, s->src, from,
				      "parameter :%.*s is declared but not used",
				      STRF(s->st->in.at[i].name));
	for (int d = 0; d < SQLC_DIALECTS; d++)
		if (s->out[d].n > SQL_TEXT_MAX)
			return refuse(s->c, s->src, from,
				      "the statement is longer than %d bytes",
				      SQL_TEXT_MAX);
	return true;
}

bool
sqlc_text_read(struct arena *a, const struct source *src, size_t from,
	       const struct sqlc_statement *st, struct sqlc_text *ret,
	       struct complaint *c)
{
	struct scanner s = { .arena = a, .src = src, .st = st, .c = c, .at = from };
	bool ok;

	s.used = ARENA_ARRAY(a, st->in.n, bool);
	ok = scan(&s) && check(&s, from, &ret->writes);
	for (int d = 0; d < SQLC_DIALECTS; d++) {
		if (ok)
			ret->sql[d] = buf_to_arena(&s.out[d], a);
		buf_done(&s.out[d]);
	}
	ret->end = s.at;
	return ok;
}
