/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statement files, line by line. The reader looks at comments only where it
 * expects a directive: between statements at `use` and `query`, after `query`
 * at everything until the text begins. There an unknown word is refused, since
 * a misspelt `scan` that counts as a comment would be worse than none.
 */
#include "base/map.h"
#include "tools/sqlc.h"

struct reader {
	struct arena *arena;
	const struct source *src;
	struct complaint *c;
	struct sqlc_file *file;
	struct map names; /* of the statements so far */
	size_t at;        /* the next line */
};

/* The part of a line behind "--", and where it stands. */
struct directive {
	struct str word; /* "query" */
	struct str text; /* what follows, trimmed */
	bool goes_on;    /* indented: belongs to the line before */
};

static size_t
offset(const struct reader *r, struct str s)
{
	return (size_t)(s.p - r->src->text.p);
}

/* fmt has one %.*s, for the words complained about. */
#define complain(r, where, fmt) \
	refuse((r)->c, (r)->src, offset((r), (where)), fmt, STRF(where))

bool
sqlc_is_name(struct str s)
{
	if (s.n == 0 || s.n > 60 || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
			return false;
	return true;
}

static bool
is_c_word(struct str s)
{
	static const char *const words[] = {
		"auto", "bool", "break", "case", "char", "const", "continue",
		"default", "do", "double", "else", "enum", "extern", "false",
		"float", "for", "goto", "if", "inline", "int", "linux", "long",
		"register", "restrict", "return", "short", "signed", "sizeof",
		"static", "struct", "switch", "true", "typedef", "typeof", "asm",
		"union", "unix", "unsigned", "void", "volatile", "while",
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_is(s, words[i]))
			return true;
	return false;
}

/* A catalogue key: letters, digits, dot and hyphen. */
static bool
is_key(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' ||
		      s.p[i] == '-'))
			return false;
	return s.n > 0;
}

/* ---- lines ---- */

/* The next line without its end; false at the end of the file. */
static bool
peek(const struct reader *r, struct str *ret, size_t *ret_next)
{
	struct str rest = str_from(r->src->text, r->at);
	size_t end;

	if (!rest.n)
		return false;
	end = str_find_char(rest, '\n', 0);
	*ret_next = end == STR_NPOS ? r->src->text.n : r->at + end + 1;
	*ret = str_trim(end == STR_NPOS ? rest : str_sub(rest, 0, end));
	return true;
}

static bool
is_comment(struct str line)
{
	return str_starts(line, STR("--"));
}

static struct directive
directive_of(struct str line)
{
	struct str text = str_from(line, 2);
	struct directive d = { .goes_on = str_starts(text, STR("    ")) };
	size_t n = 0;

	text = str_trim(text);
	while (n < text.n && text.p[n] != ' ' && text.p[n] != '\t')
		n++;
	d.word = str_sub(text, 0, n);
	d.text = d.goes_on ? text : str_trim(str_from(text, n));
	return d;
}

/* ---- fields ---- */

static bool
type_of(struct reader *r, struct str word, struct sqlc_field *f)
{
	static const char *const simple[] = {
		[TYPE_TEXT] = "text",       [TYPE_INT] = "int",
		[TYPE_BOOL] = "bool",       [TYPE_INSTANT] = "instant",
		[TYPE_DATE] = "date",       [TYPE_BLOB] = "blob",
		[TYPE_REAL] = "real",
	};
	struct str name = word;

	f->maybe = str_ends(word, STR("?"));
	if (f->maybe)
		name.n--;
	for (size_t i = 0; i < ARRAY_LEN(simple); i++) {
		if (!str_is(name, simple[i]))
			continue;
		f->type = (enum sqlc_type)i;
		if (f->maybe && f->type == TYPE_BOOL)
			return complain(r, word, "%.*s: a bool is known; use int? or an enum");
		return true;
	}
	if (str_starts(name, STR("enum:"))) {
		f->type = TYPE_ENUM;
		f->of = str_from(name, 5);
		if (f->maybe)
			return complain(r, word, "%.*s: an enum has a word for \"none\"");
	} else if (str_ends(name, STR("_id"))) {
		f->type = TYPE_ID;
		f->of = name;
	}
	if (!f->of.n || !sqlc_is_name(f->of))
		return complain(r, word, "unknown type \"%.*s\"");
	return true;
}

static bool
field_of(struct reader *r, struct str part, sqlc_fields *list)
{
	struct str rest = str_trim(part);
	struct str all = rest;
	struct sqlc_field f = { .name = str_cut(&rest, ' ') };
	struct str type = str_trim(rest);

	if (!all.n)
		return refuse(r->c, r->src, offset(r, part), "a name and a type are wanted");
	if (!sqlc_is_name(f.name))
		return complain(r, f.name, "\"%.*s\" is not a name");
	if (is_c_word(f.name))
		return complain(r, f.name, "\"%.*s\" is a word of C; call it something else");
	if (!type.n)
		return complain(r, f.name, "%.*s has no type");
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].name, f.name))
			return complain(r, f.name, "%.*s is declared twice");
	if (!type_of(r, type, &f))
		return false;
	VEC_PUSH(r->arena, list, f);
	return true;
}

static bool
fields_of(struct reader *r, struct str text, sqlc_fields *list)
{
	/* "a int," at the end of a line says that the list goes on. */
	if (str_ends(text, STR(",")))
		text.n--;
	while (str_present(text))
		if (!field_of(r, str_cut(&text, ','), list))
			return false;
	return true;
}

/* ---- header lines ---- */

static bool
text_line(struct reader *r, struct directive d, struct str *ret)
{
	if (d.goes_on) {
		*ret = arena_printf(r->arena, "%.*s %.*s", STRF(*ret), STRF(d.text));
		return true;
	}
	if (str_present(*ret))
		return complain(r, d.word, "\"%.*s\" is given twice");
	if (!d.text.n)
		return complain(r, d.word, "\"%.*s\" says nothing");
	*ret = d.text;
	return true;
}

static bool
key_line(struct reader *r, struct directive d, struct str *ret)
{
	if (!text_line(r, d, ret))
		return false;
	return is_key(*ret) || complain(r, d.text, "\"%.*s\" is not a key of the catalogue");
}

static bool
header_line(struct reader *r, struct directive d, struct str word,
	    struct sqlc_statement *st)
{
	if (str_is(word, "in"))
		return fields_of(r, d.text, &st->in);
	if (str_is(word, "out"))
		return fields_of(r, d.text, &st->out);
	if (str_is(word, "why"))
		return text_line(r, d, &st->why);
	if (str_is(word, "scan"))
		return text_line(r, d, &st->scan);
	if (str_is(word, "missing"))
		return key_line(r, d, &st->missing);
	if (str_is(word, "stale"))
		return key_line(r, d, &st->stale);
	if (str_is(word, "conflict"))
		return key_line(r, d, &st->conflict);
	if (str_is(word, "derived")) {
		st->derived = true;
		return !d.text.n || complain(r, d.text, "\"derived\" stands alone, not with \"%.*s\"");
	}
	return complain(r, d.word, "unknown header line \"%.*s\"");
}

/* All lines up to the text or to a marker. */
static bool
header(struct reader *r, struct sqlc_statement *st)
{
	struct str word = STR_NONE;
	struct str line;
	size_t next;

	while (peek(r, &line, &next) && (!line.n || is_comment(line))) {
		struct directive d = line.n ? directive_of(line) : (struct directive){ 0 };

		if (str_starts(d.word, STR("@")))
			break;
		if (line.n && d.word.n) {
			if (!d.goes_on)
				word = d.word;
			else if (!word.n)
				return complain(r, d.text, "\"%.*s\" goes on with nothing");
			if (!header_line(r, d, word, st))
				return false;
		}
		r->at = next;
	}
	return true;
}

static bool
kind_of(struct reader *r, struct str word, enum sqlc_kind *ret)
{
	static const char *const kinds[] = {
		[SQLC_EXEC] = ":exec",   [SQLC_COUNT] = ":count",
		[SQLC_ONE] = ":one",     [SQLC_MAYBE] = ":maybe",
		[SQLC_MANY] = ":many",   [SQLC_STREAM] = ":stream",
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (str_is(word, kinds[i])) {
			*ret = (enum sqlc_kind)i;
			return true;
		}
	}
	return complain(r, word, "unknown kind \"%.*s\": :exec, :count, :one, :maybe, "
				 ":many or :stream");
}

static bool
check_header(struct reader *r, const struct sqlc_statement *st)
{
	bool rows = st->kind != SQLC_EXEC && st->kind != SQLC_COUNT;
	bool checks_row = st->kind == SQLC_EXEC || st->kind == SQLC_ONE;

	if (!st->why.n)
		return complain(r, st->name, "%.*s has no -- why");
	if (rows && !st->out.n)
		return complain(r, st->name, "%.*s has rows but no -- out");
	if (!rows && st->out.n)
		return complain(r, st->name, "%.*s has -- out but no rows");
	if (!checks_row && (st->missing.n || st->stale.n))
		return complain(r, st->name,
				"%.*s: missing and stale are for :one and :exec");
	if (st->missing.n && st->stale.n)
		return complain(r, st->name, "%.*s: no row is either missing or stale");
	return true;
}

/* ---- the text ---- */

/* Behind a text nothing may stand on its line but a comment. */
static bool
end_of_text(struct reader *r, size_t end)
{
	struct str line;

	r->at = end;
	if (!peek(r, &line, &r->at))
		return true;
	return !line.n || is_comment(line) ||
	       complain(r, line, "one statement to a query, not \"%.*s\" as well");
}

/* A marker here? Blank lines and comments before it are passed over. */
static bool
marker(struct reader *r, int *ret_dialect, bool *ret_there)
{
	size_t back = r->at;
	struct str line;
	size_t next;

	*ret_there = false;
	while (peek(r, &line, &next) && (!line.n || is_comment(line))) {
		struct directive d = line.n ? directive_of(line) : (struct directive){ 0 };

		r->at = next;
		if (str_is(d.word, "query"))
			break;
		if (!str_starts(d.word, STR("@")))
			continue;
		if (str_is(d.word, "@sqlite"))
			*ret_dialect = SQLC_SQLITE;
		else if (str_is(d.word, "@postgres"))
			*ret_dialect = SQLC_POSTGRES;
		else
			return complain(r, d.word, "unknown engine \"%.*s\"");
		*ret_there = true;
		return true;
	}
	r->at = back;
	return true;
}

static bool
one_text(struct reader *r, struct sqlc_statement *st, struct sqlc_text *t,
	 bool *changes, bool *known)
{
	if (!sqlc_text_read(r->arena, r->src, r->at, st, t, r->c))
		return false;
	if (*known && *changes != t->writes)
		return complain(r, st->name, "%.*s writes on one engine only");
	*changes = t->writes;
	*known = true;
	return end_of_text(r, t->end);
}

static bool
texts(struct reader *r, struct sqlc_statement *st)
{
	struct sqlc_text t = { 0 };
	bool own[SQLC_DIALECTS] = { false };
	bool known = false;
	bool there = false;
	int d = 0;

	if (!marker(r, &d, &there))
		return false;
	if (!there) {
		if (!one_text(r, st, &t, &st->writes, &known))
			return false;
		for (int i = 0; i < SQLC_DIALECTS; i++)
			st->sql[i] = t.sql[i];
		if (!marker(r, &d, &there))
			return false;
	}
	while (there) {
		if (own[d])
			return complain(r, st->name, "%.*s has two texts for one engine");
		if (!one_text(r, st, &t, &st->writes, &known))
			return false;
		own[d] = true;
		st->sql[d] = t.sql[d];
		if (!marker(r, &d, &there))
			return false;
	}
	for (int i = 0; i < SQLC_DIALECTS; i++)
		if (!str_present(st->sql[i]))
			return complain(r, st->name, "%.*s has no text for one of the engines");
	return true;
}

/* ---- the file ---- */

static bool
statement(struct reader *r, struct directive d)
{
	struct sqlc_statement st = { 0 };
	struct str rest = d.text;

	st.name = str_cut(&rest, ' ');
	if (!sqlc_is_name(st.name))
		return refuse(r->c, r->src, offset(r, d.text),
			      "a query is written -- query NAME :KIND");
	st.at = offset(r, st.name);
	if (map_get(&r->names, st.name))
		return complain(r, st.name, "there are two queries named %.*s");
	map_put(r->arena, &r->names, st.name, r);
	rest = str_present(rest) ? str_trim(rest) : str_sub(d.text, d.text.n, 0);
	if (!kind_of(r, rest, &st.kind) || !header(r, &st) || !check_header(r, &st) ||
	    !texts(r, &st))
		return false;
	if (st.conflict.n && !st.writes)
		return complain(r, st.name, "%.*s writes nothing that could conflict");
	if (!st.writes && !st.out.n)
		return complain(r, st.name, "%.*s has no rows and changes nothing");
	VEC_PUSH(r->arena, &r->file->statements, st);
	return true;
}

static bool
use(struct reader *r, struct directive d)
{
	struct str name = d.text;

	if (name.n < 3 || name.p[0] != '"' || name.p[name.n - 1] != '"')
		return complain(r, d.word, "written -- %.*s \"folder/file.h\"");
	name = str_sub(name, 1, name.n - 2);
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '"' || name.p[i] == '\\' || (unsigned char)name.p[i] <= ' ')
			return complain(r, name, "\"%.*s\" is not the name of a header");
	VEC_PUSH(r->arena, &r->file->uses, name);
	return true;
}

bool
sqlc_read(struct arena *a, const struct source *src, struct sqlc_file *ret,
	  struct complaint *c)
{
	struct sqlc_file f = { .src = *src, .name = path_base(src->path) };
	struct reader r = { .arena = a, .src = src, .c = c, .file = &f };
	size_t nul = str_find_char(src->text, '\0', 0);
	struct str line;
	size_t next;

	if (nul != STR_NPOS)
		return refuse(c, src, nul, "a NUL byte");
	if (str_ends(f.name, STR(".sql")))
		f.name.n -= 4;
	if (!sqlc_is_name(f.name))
		return refuse(c, src, 0, "the file's name must make a C name: letters, "
					 "digits and _");
	while (peek(&r, &line, &next)) {
		struct directive d = is_comment(line) ? directive_of(line)
						      : (struct directive){ 0 };

		if (line.n && !is_comment(line))
			return refuse(c, src, offset(&r, line),
				      "SQL outside a statement; each begins with -- query");
		r.at = next;
		if (str_is(d.word, "use") && !use(&r, d))
			return false;
		if (str_is(d.word, "query") && !d.goes_on && !statement(&r, d))
			return false;
	}
	if (!f.statements.n)
		return refuse(c, src, 0, "no statement in the file");
	*ret = f;
	return true;
}
