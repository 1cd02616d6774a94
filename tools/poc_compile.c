/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From PO files to C tables. Messages are sorted by key, so that the enum is
 * stable under reordering of the file and a key is found by bisection. A form
 * without placeholders is stored as it will be shown, braces undoubled, and
 * marked plain: most messages are, and cost a table look-up.
 */
#include "tools/poc.h"

#include <stdlib.h>

struct compiler {
	struct arena *a;
	struct po_file *file;
	size_t files;
	const struct po_entry **sorted; /* the source language's entries */
	size_t n;
	struct complaint *c;
};

static int
by_key(const void *x, const void *y)
{
	const struct po_entry *const *a = x;
	const struct po_entry *const *b = y;

	return str_cmp((*a)->key, (*b)->key);
}

static struct str
c_name(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	put_c_name(&b, s, false);
	return buf_to_arena(&b, a);
}

static const struct po_entry *
entry_of(const struct po_file *f, struct str key)
{
	uintptr_t i = (uintptr_t)map_get(&f->by_key, key);

	return i ? &f->entries.at[i - 1] : NULL;
}

static bool
has_param(const struct po_entry *e, struct str name)
{
	for (size_t i = 0; i < e->params.n; i++)
		if (str_eq(e->params.at[i], name))
			return true;
	return e->plural && str_is(name, "n");
}

static bool
check_source_language(struct compiler *k)
{
	struct po_file *f = &k->file[0];
	struct map names = { 0 };

	k->n = f->entries.n;
	k->sorted = ARENA_ARRAY(k->a, k->n + 1, const struct po_entry *);
	for (size_t i = 0; i < k->n; i++) {
		struct po_entry *e = &f->entries.at[i];
		struct str name = c_name(k->a, e->key);
		const struct po_entry *other = map_get(&names, name);

		if (other)
			return refuse(k->c, &f->src, e->at,
				      "\"%.*s\" and \"%.*s\" become the same name in C",
				      STRF(other->key), STRF(e->key));
		map_put(k->a, &names, name, e);
		for (size_t j = 0; j < e->n; j++)
			if (e->form[j].n == 0)
				return refuse(k->c, &f->src, e->form_at[j], "the text is empty");
		if (e->fuzzy)
			return refuse(k->c, &f->src, e->at, "fuzzy in the source language");
		k->sorted[i] = e;
	}
	if (k->n == 0)
		return refuse(k->c, &f->src, 0, "no messages");
	qsort(k->sorted, k->n, sizeof(struct po_entry *), by_key);
	return true;
}

static bool
check_translation(struct compiler *k, struct po_file *f)
{
	for (size_t i = 0; i < f->entries.n; i++) {
		struct po_entry *e = &f->entries.at[i];
		const struct po_entry *en = entry_of(&k->file[0], e->key);
		bool empty = false;

		if (!en)
			return refuse(k->c, &f->src, e->at, "\"%.*s\" is no key of %.*s",
				      STRF(e->key), STRF(k->file[0].src.path));
		if (en->plural != e->plural)
			return refuse(k->c, &f->src, e->at, "plural forms in one language only");
		for (size_t j = 0; j < e->n; j++)
			empty = empty || e->form[j].n == 0;
		if (empty || e->fuzzy) {
			e->n = 0; /* falls back */
			continue;
		}
		for (size_t j = 0; j < e->params.n; j++)
			if (!has_param(en, e->params.at[j]))
				return refuse(k->c, &f->src, e->form_at[0],
					      "{%.*s} is not in the source text",
					      STRF(e->params.at[j]));
		for (size_t j = 0; j < en->params.n; j++)
			if (!has_param(e, en->params.at[j]))
				return refuse(k->c, &f->src, e->form_at[0],
					      "{%.*s} of the source text is missing",
					      STRF(en->params.at[j]));
	}
	return true;
}

static bool
check_languages(struct compiler *k)
{
	for (size_t i = 0; i < k->files; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(k->file[i].code, k->file[j].code))
				return refuse(k->c, &k->file[i].src, 0,
					      "the language %.*s is there twice",
					      STRF(k->file[i].code));
	for (size_t i = 1; i < k->files; i++)
		if (!check_translation(k, &k->file[i]))
			return false;
	return true;
}

static void
emit_header(struct compiler *k, struct buf *b)
{
	put_generated(b, "poc", k->file[0].src.path);
	buf_addz(b, "#ifndef CONVENE_CATALOGUE_GEN_H\n#define CONVENE_CATALOGUE_GEN_H\n\nenum lang {\n");
	for (size_t i = 0; i < k->files; i++)
		buf_addf(b, "\tLANG_%.*s,\n", STRF(c_name(k->a, k->file[i].code)));
	buf_addz(b, "\tLANG_COUNT_\n};\n\nenum msg {\n");
	for (size_t i = 0; i < k->n; i++)
		buf_addf(b, "\tMSG_%.*s,\n", STRF(c_name(k->a, k->sorted[i]->key)));
	buf_addz(b, "\tMSG_COUNT_\n};\n\n#endif\n");
}

static void
emit_form(struct buf *b, const struct po_entry *e, struct str form)
{
	bool plain = e->params.n == 0;
	AUTO_BUF text = { 0 };

	for (size_t i = 0; i < form.n; i++) {
		buf_addc(&text, form.p[i]);
		if (plain && (form.p[i] == '{' || form.p[i] == '}'))
			i++;
	}
	buf_addz(b, "\t{ ");
	put_c_string(b, buf_str(&text));
	buf_addf(b, ", %zu, %s },\n", text.n, plain ? "true" : "false");
}

static void
emit_language(struct compiler *k, struct buf *b, const struct po_file *f)
{
	struct str code = c_name(k->a, f->code);
	size_t first = 0;

	buf_addf(b, "\nstatic const struct msg_form forms_%.*s[] = {\n", STRF(code));
	for (size_t i = 0; i < k->n; i++) {
		const struct po_entry *e = entry_of(f, k->sorted[i]->key);

		for (size_t j = 0; e && j < e->n; j++)
			emit_form(b, e, e->form[j]);
	}
	buf_addz(b, "\t{ NULL, 0, true },\n};\n\n");
	buf_addf(b, "static const struct msg_entry entries_%.*s[MSG_COUNT_] = {\n", STRF(code));
	for (size_t i = 0; i < k->n; i++) {
		const struct po_entry *e = entry_of(f, k->sorted[i]->key);

		buf_addf(b, "\t{ %zu, %zu },\n", first, e ? e->n : 0);
		first += e ? e->n : 0;
	}
	buf_addf(b, "};\n\nstatic unsigned\nplural_%.*s(uint64_t n)\n{\n\t(void)n;\n\treturn ",
		 STRF(code));
	plural_emit(b, f->plural);
	buf_addz(b, ";\n}\n");
}

static void
emit_tables(struct compiler *k, struct buf *b)
{
	put_generated(b, "poc", k->file[0].src.path);
	buf_addz(b, "#include \"text/catalogue.h\"\n");
	for (size_t i = 0; i < k->files; i++)
		emit_language(k, b, &k->file[i]);
	buf_addz(b, "\nconst struct lang_table lang_tables[LANG_COUNT_] = {\n");
	for (size_t i = 0; i < k->files; i++) {
		const struct po_file *f = &k->file[i];
		struct str code = c_name(k->a, f->code);

		buf_addz(b, "\t{ STR_INIT(");
		put_c_string(b, f->code);
		buf_addz(b, "), STR_INIT(");
		put_c_string(b, f->name);
		buf_addf(b, "), %s, plural_%.*s, entries_%.*s, forms_%.*s },\n",
			 f->rtl ? "true" : "false", STRF(code), STRF(code), STRF(code));
	}
	buf_addz(b, "};\n\nconst struct str msg_keys[MSG_COUNT_] = {\n");
	for (size_t i = 0; i < k->n; i++)
		buf_addf(b, "\tSTR_INIT(\"%.*s\"),\n", STRF(k->sorted[i]->key));
	buf_addz(b, "};\n");
}

static void
emit_keys(struct compiler *k, struct buf *b)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct po_entry *e = k->sorted[i];
		bool n_named = false;

		buf_addf(b, "%.*s\t", STRF(e->key));
		for (size_t j = 0; j < e->params.n; j++) {
			buf_addf(b, "%s%.*s", j ? "," : "", STRF(e->params.at[j]));
			n_named = n_named || str_is(e->params.at[j], "n");
		}
		if (e->plural && !n_named)
			buf_addz(b, e->params.n ? ",n" : "n");
		buf_addz(b, e->plural ? "\tplural\n" : "\t-\n");
	}
}

bool
poc_compile(struct arena *a, const struct source *src, size_t n, struct poc_out *out,
	    struct complaint *c)
{
	struct compiler k = { .a = a, .files = n, .c = c };

	k.file = ARENA_ARRAY(a, n, struct po_file);
	for (size_t i = 0; i < n; i++)
		if (!po_read(a, &src[i], &k.file[i], c))
			return false;
	if (!check_source_language(&k) || !check_languages(&k))
		return false;
	emit_header(&k, &out->h);
	emit_tables(&k, &out->c);
	emit_keys(&k, &out->keys);
	return true;
}
