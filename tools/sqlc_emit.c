/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From statements to C. The functions are straight lines of calls into
 * db/statement.h; whatever can go wrong is decided there.
 *
 * In the header each declaration carries a #line of the statement file, so
 * that a type that does not exist is reported where it was written.
 *
 * Names of ours end in an underscore, and so do parameters that would hide a
 * type (meeting_id meeting_id) or meet a name in the prototype.
 */
#include "tools/sqlc.h"

/* Per type: C type, and the suffix of cursor_bind_ and cursor_get_. */
static const struct {
	const char *c;
	const char *maybe_c;
	const char *calls;
} types[] = {
	[TYPE_TEXT] = { "struct str", "struct str", "text" },
	[TYPE_INT] = { "int64_t", "struct maybe_int", "int" },
	[TYPE_BOOL] = { "bool", "bool", "bool" },
	[TYPE_INSTANT] = { "instant", "instant", "instant" },
	[TYPE_DATE] = { "date", "date", "date" },
	[TYPE_BLOB] = { "struct str", "struct str", "blob" },
	[TYPE_REAL] = { "double", "struct maybe_real", "real" },
	[TYPE_ID] = { NULL, NULL, "id" },
	[TYPE_ENUM] = { NULL, NULL, "word" },
};

static void
put_type(struct buf *b, const struct sqlc_field *f)
{
	if (f->type == TYPE_ID)
		buf_add(b, f->of);
	else if (f->type == TYPE_ENUM)
		buf_addf(b, "enum %.*s", STRF(f->of));
	else
		buf_addz(b, f->maybe ? types[f->type].maybe_c : types[f->type].c);
}

static void
put_parameter(struct buf *b, const struct sqlc_field *f)
{
	static const char *const taken[] = { "date", "instant", "op", "ret", "each",
					     "ctx", "ret_found", "ret_changed" };
	bool hides = str_ends(f->name, STR("_id"));

	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		hides |= str_is(f->name, taken[i]);
	buf_addf(b, "%.*s%s", STRF(f->name), hides ? "_" : "");
}

static void
put_prototype(struct buf *b, const struct sqlc_statement *st)
{
	buf_addf(b, "enum errc\n%.*s(struct op *op", STRF(st->name));
	for (size_t i = 0; i < st->in.n; i++) {
		buf_addz(b, ", ");
		put_type(b, &st->in.at[i]);
		buf_addc(b, ' ');
		put_parameter(b, &st->in.at[i]);
	}
	if (st->kind == SQLC_COUNT)
		buf_addz(b, ", int64_t *ret_changed");
	if (st->kind == SQLC_MAYBE)
		buf_addz(b, ", bool *ret_found");
	if (st->kind == SQLC_ONE || st->kind == SQLC_MAYBE)
		buf_addf(b, ", struct %.*s_row *ret", STRF(st->name));
	if (st->kind == SQLC_MANY)
		buf_addf(b, ", struct %.*s_rows *ret", STRF(st->name));
	if (st->kind == SQLC_STREAM)
		buf_addf(b,
			 ",\n\tenum errc (*each)(void *ctx, const struct %.*s_row *row), "
			 "void *ctx",
			 STRF(st->name));
	buf_addc(b, ')');
}

/* ---- the header ---- */

static size_t
lines_of(const struct buf *b)
{
	size_t n = 1;

	for (size_t i = 0; i < b->n; i++)
		n += b->p[i] == '\n';
	return n;
}

/* A comment from words of the source, which must not end it early. */
static void
put_comment(struct buf *b, struct str words)
{
	buf_addz(b, "/* ");
	for (size_t i = 0; i < words.n; i++) {
		char c = words.p[i];
		bool slash = c == '/' && ((i && words.p[i - 1] == '*') ||
					  (i + 1 < words.n && words.p[i + 1] == '*'));

		buf_addc(b, slash ? '|' : c);
	}
	buf_addz(b, " */\n");
}

static void
put_row(struct buf *b, const struct sqlc_statement *st)
{
	if (!st->out.n)
		return;
	buf_addf(b, "struct %.*s_row {", STRF(st->name));
	for (size_t i = 0; i < st->out.n; i++) {
		buf_addc(b, ' ');
		put_type(b, &st->out.at[i]);
		buf_addf(b, " %.*s;", STRF(st->out.at[i].name));
	}
	buf_addz(b, " };\n");
	if (st->kind == SQLC_MANY)
		buf_addf(b,
			 "struct %.*s_rows { struct %.*s_row *at; size_t n; size_t room; };\n",
			 STRF(st->name), STRF(st->name));
}

void
sqlc_emit_h(const struct sqlc_file *f, struct str header, struct buf *out)
{
	put_generated(out, "sqlc", f->src.path);
	buf_addz(out, "#ifndef CONVENE_");
	put_c_name(out, f->name, true);
	buf_addz(out, "_SQL_H\n#define CONVENE_");
	put_c_name(out, f->name, true);
	buf_addz(out, "_SQL_H\n\n#include \"db/statement.h\"\n");
	for (size_t i = 0; i < f->uses.n; i++)
		buf_addf(out, "#include \"%.*s\"\n", STRF(f->uses.at[i]));
	buf_addf(out, "\nextern const struct statement %.*s_statements[%zu];\n",
		 STRF(f->name), f->statements.n);
	for (size_t i = 0; i < f->statements.n; i++) {
		const struct sqlc_statement *st = &f->statements.at[i];

		buf_addc(out, '\n');
		put_comment(out, st->why);
		buf_addf(out, "#line %zu ", source_line(&f->src, st->at));
		put_c_string(out, f->src.path);
		buf_addc(out, '\n');
		put_row(out, st);
		buf_addz(out, "must_check ");
		put_prototype(out, st);
		buf_addf(out, ";\n#line %zu ", lines_of(out) + 2);
		put_c_string(out, header);
		buf_addc(out, '\n');
	}
	buf_addz(out, "\n#endif\n");
}

/* ---- the functions ---- */

static void
put_bind(struct buf *b, const struct sqlc_field *f, size_t i)
{
	bool id = f->type == TYPE_ID;

	buf_addf(b, "\tcursor_bind_%s%s(&cur_, %zu, ", f->maybe ? "maybe_" : "",
		 id && !f->maybe ? "int" : types[f->type].calls, i + 1);
	if (f->type == TYPE_ENUM)
		buf_addf(b, "%.*s_word(", STRF(f->of));
	put_parameter(b, f);
	buf_addz(b, f->type == TYPE_ENUM ? "));\n" : id ? ".v);\n" : ");\n");
}

static void
put_get(struct buf *b, const struct sqlc_field *f, size_t i)
{
	bool id = f->type == TYPE_ID;

	if (f->type == TYPE_ENUM) {
		buf_addf(b,
			 "\tif (!%.*s_parse(cursor_get_word(cur_, %zu), &row_->%.*s))\n"
			 "\t\tcursor_bad_word(cur_, %zu);\n",
			 STRF(f->of), i, STRF(f->name), i);
		return;
	}
	buf_addf(b, "\trow_->%.*s%s = cursor_get_%s%s(cur_, %zu);\n", STRF(f->name),
		 id ? ".v" : "", f->maybe ? "maybe_" : "",
		 id && !f->maybe ? "int" : types[f->type].calls, i);
}

static void
put_reader(struct buf *b, const struct sqlc_statement *st)
{
	if (!st->out.n)
		return;
	buf_addf(b,
		 "static enum errc\n%.*s_read_(struct cursor *cur_, struct %.*s_row *row_)\n{\n",
		 STRF(st->name), STRF(st->name));
	for (size_t i = 0; i < st->out.n; i++)
		put_get(b, &st->out.at[i], i);
	buf_addz(b, "\treturn cursor_code(cur_);\n}\n\n");
}

static void
put_rows(struct buf *b, const struct sqlc_statement *st)
{
	buf_addz(b, "\tfor (;;) {\n"
		    "\t\tTRY(cursor_step(&cur_, &more_));\n"
		    "\t\tif (!more_)\n"
		    "\t\t\tbreak;\n");
	if (st->kind == SQLC_MANY)
		buf_addf(b, "\t\tTRY(%.*s_read_(&cur_, VEC_ADD(op->arena, &rows_)));\n",
			 STRF(st->name));
	else
		buf_addf(b,
			 "\t\tTRY(%.*s_read_(&cur_, &row_));\n"
			 "\t\tTRY(each(ctx, &row_));\n",
			 STRF(st->name));
	buf_addz(b, "\t}\n");
	if (st->kind == SQLC_MANY)
		buf_addz(b, "\t*ret = rows_;\n");
	buf_addz(b, "\treturn OK;\n");
}

static void
put_result(struct buf *b, const struct sqlc_statement *st)
{
	switch (st->kind) {
	case SQLC_EXEC:
		buf_addz(b, "\treturn cursor_exec(&cur_, NULL);\n");
		break;
	case SQLC_COUNT:
		buf_addz(b, "\treturn cursor_exec(&cur_, ret_changed);\n");
		break;
	case SQLC_ONE:
		buf_addf(b,
			 "\tTRY(cursor_first(&cur_, NULL));\n"
			 "\tTRY(%.*s_read_(&cur_, &row_));\n"
			 "\tTRY(cursor_last(&cur_));\n"
			 "\t*ret = row_;\n"
			 "\treturn OK;\n",
			 STRF(st->name));
		break;
	case SQLC_MAYBE:
		buf_addf(b,
			 "\tTRY(cursor_first(&cur_, &found_));\n"
			 "\tif (found_) {\n"
			 "\t\tTRY(%.*s_read_(&cur_, &row_));\n"
			 "\t\tTRY(cursor_last(&cur_));\n"
			 "\t\t*ret = row_;\n"
			 "\t}\n"
			 "\t*ret_found = found_;\n"
			 "\treturn OK;\n",
			 STRF(st->name));
		break;
	case SQLC_MANY:
	case SQLC_STREAM:
		put_rows(b, st);
		break;
	}
}

static void
put_function(struct buf *b, const struct sqlc_file *f, size_t at)
{
	const struct sqlc_statement *st = &f->statements.at[at];

	put_reader(b, st);
	put_prototype(b, st);
	buf_addz(b, "\n{\n\tAUTO_CURSOR cur_ = { 0 };\n");
	if (st->kind == SQLC_ONE || st->kind == SQLC_MAYBE || st->kind == SQLC_STREAM)
		buf_addf(b, "\tstruct %.*s_row row_ = { 0 };\n", STRF(st->name));
	if (st->kind == SQLC_MANY)
		buf_addf(b, "\tstruct %.*s_rows rows_ = { 0 };\n", STRF(st->name));
	if (st->kind == SQLC_MAYBE)
		buf_addz(b, "\tbool found_ = false;\n");
	if (st->kind == SQLC_MANY || st->kind == SQLC_STREAM)
		buf_addz(b, "\tbool more_ = false;\n");
	buf_addf(b, "\n\tTRY(cursor_start(op, &%.*s_statements[%zu], &cur_));\n",
		 STRF(f->name), at);
	if (st->kind == SQLC_STREAM)
		buf_addz(b, "\tcur_.borrow = true;\n");
	for (size_t i = 0; i < st->in.n; i++)
		put_bind(b, &st->in.at[i], i);
	put_result(b, st);
	buf_addz(b, "}\n\n");
}

/* ---- the table ---- */

static void
put_names(struct buf *b, const struct sqlc_statement *st, const char *which,
	  const sqlc_fields *fields)
{
	if (!fields->n)
		return;
	buf_addf(b, "static const char *const %.*s_%s_[] = { ", STRF(st->name), which);
	for (size_t i = 0; i < fields->n; i++)
		buf_addf(b, "%s\"%.*s\"", i ? ", " : "", STRF(fields->at[i].name));
	buf_addz(b, " };\n");
}

static void
put_text(struct buf *b, const char *field, struct str text)
{
	if (!text.n)
		return;
	buf_addf(b, "\t\t.%s = ", field);
	put_c_string(b, text);
	buf_addz(b, ",\n");
}

static void
put_statement(struct buf *b, const struct sqlc_file *f, const struct sqlc_statement *st)
{
	static const char *const kinds[] = {
		[SQLC_EXEC] = "EXEC",   [SQLC_COUNT] = "COUNT", [SQLC_ONE] = "ONE",
		[SQLC_MAYBE] = "MAYBE", [SQLC_MANY] = "MANY",   [SQLC_STREAM] = "STREAM",
	};

	buf_addz(b, "\t{\n");
	put_text(b, "name", st->name);
	buf_addf(b, "\t\t.kind = KIND_%s,\n", kinds[st->kind]);
	if (st->writes)
		buf_addz(b, "\t\t.writes = true,\n");
	if (st->derived)
		buf_addz(b, "\t\t.derived = true,\n");
	buf_addf(b, "\t\t.n_in = %zu,\n\t\t.n_out = %zu,\n", st->in.n, st->out.n);
	put_text(b, "sql[DIALECT_SQLITE]", st->sql[SQLC_SQLITE]);
	put_text(b, "sql[DIALECT_POSTGRES]", st->sql[SQLC_POSTGRES]);
	if (st->in.n)
		buf_addf(b, "\t\t.in = %.*s_in_,\n", STRF(st->name));
	if (st->out.n)
		buf_addf(b, "\t\t.out = %.*s_out_,\n", STRF(st->name));
	put_text(b, "why", st->why);
	put_text(b, "scan", st->scan);
	put_text(b, "missing", st->missing);
	put_text(b, "stale", st->stale);
	put_text(b, "conflict", st->conflict);
	put_text(b, "file", f->src.path);
	buf_addf(b, "\t\t.line = %zu,\n\t},\n", source_line(&f->src, st->at));
}

void
sqlc_emit_c(const struct sqlc_file *f, struct str header, struct buf *out)
{
	put_generated(out, "sqlc", f->src.path);
	buf_addf(out, "#include \"%.*s\"\n\n", STRF(header));
	for (size_t i = 0; i < f->statements.n; i++) {
		put_names(out, &f->statements.at[i], "in", &f->statements.at[i].in);
		put_names(out, &f->statements.at[i], "out", &f->statements.at[i].out);
	}
	buf_addf(out, "\nconst struct statement %.*s_statements[%zu] = {\n", STRF(f->name),
		 f->statements.n);
	for (size_t i = 0; i < f->statements.n; i++)
		put_statement(out, f, &f->statements.at[i]);
	buf_addz(out, "};\n\n");
	for (size_t i = 0; i < f->statements.n; i++)
		put_function(out, f, i);
}
