/* SPDX-License-Identifier: Apache-2.0 */
/* A list as a document: for paper with what people read, for a workbook with
 * everything. */
#include "api/api_view.h"

/* "last_meeting" is "Last meeting". */
static struct str
heading(struct arena *a, const char *name)
{
	size_t n = strlen(name);
	char *p = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = name[i] == '_' ? ' ' : name[i];
	if (n && p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - 'a' + 'A');
	return (struct str){ p, n };
}

static bool
is_on_paper(const struct api_list *list, const char *column)
{
	struct str rest = str_of(list->paper);

	while (str_present(rest))
		if (str_is(str_cut(&rest, ' '), column))
			return true;
	return false;
}

static void
put(struct arena *a, struct cell_text *cell, struct str text)
{
	if (text.n)
		VEC_ADD(a, &cell->runs)->text = text;
}

static struct str
shown(struct arena *a, const struct page *page, enum api_type type, const struct api_value *v,
      bool paper)
{
	AUTO_BUF b = { 0 };

	if (!v->known)
		return STR("");
	if (!paper || type != API_DATE)
		return api_value_text(a, type, v);
	lang_put_date(&b, page->lang, (date){ (int32_t)v->number });
	return buf_to_arena(&b, a);
}

const struct doc *
api_list_doc(struct arena *a, const struct page *page, const struct api_list *list,
	     const struct api_rows *rows, bool paper)
{
	struct doc *d = ARENA_NEW(a, struct doc);
	struct table *t = ARENA_NEW(a, struct table);
	size_t *take = ARENA_ARRAY(a, rows->width, size_t);

	for (size_t i = 0; i < rows->width; i++)
		if (!paper || is_on_paper(list, rows->columns[i].name))
			take[t->columns++] = i;
	t->head = ARENA_ARRAY(a, t->columns, struct cell_text);
	for (size_t k = 0; k < t->columns; k++)
		put(a, &t->head[k], heading(a, rows->columns[take[k]].name));
	for (size_t r = 0; r < rows->at.n; r++) {
		struct table_row *row = VEC_ADD(a, t);

		row->n = t->columns;
		row->at = ARENA_ARRAY(a, t->columns, struct cell_text);
		for (size_t k = 0; k < t->columns; k++)
			put(a, &row->at[k],
			    shown(a, page, rows->columns[take[k]].type,
				  &rows->at.at[r][take[k]], paper));
	}
	d->lang = page->lang_code;
	d->title = page_text(page, list->title);
	VEC_PUSH(a, &d->head, page->forum->name);
	d->title_at = 1;
	*VEC_ADD(a, &d->blocks) = (struct block){ .kind = BLOCK_TABLE, .table = t };
	return d;
}
