/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_view.h"

#include "web/url.h"

void
api_row(struct arena *a, struct api_rows *t)
{
	BUG_ON(t->at.n > 0 && t->filled != t->width);
	VEC_PUSH(a, &t->at, ARENA_ARRAY(a, t->width, struct api_value));
	t->filled = 0;
}

static struct api_value *
next(struct api_rows *t, enum api_type type)
{
	BUG_ON(t->filled == t->width || t->columns[t->filled].type != type);
	return &t->at.at[t->at.n - 1][t->filled++];
}

void
api_put_text(struct api_rows *t, struct str s)
{
	*next(t, API_TEXT) = (struct api_value){ .known = str_present(s), .text = s };
}

void
api_put_maybe(struct api_rows *t, bool known, int64_t v)
{
	*next(t, API_INT) = (struct api_value){ .known = known, .number = v };
}

void
api_put_int(struct api_rows *t, int64_t v)
{
	api_put_maybe(t, true, v);
}

void
api_put_bool(struct api_rows *t, bool v)
{
	*next(t, API_BOOL) = (struct api_value){ .known = true, .number = v };
}

void
api_put_date(struct api_rows *t, date d)
{
	*next(t, API_DATE) = (struct api_value){ .known = date_known(d), .number = d.v };
}

void
api_put_path(struct arena *a, struct api_rows *t, const struct buf *path)
{
	*next(t, API_PATH) = (struct api_value){ .known = true, .text = buf_to_arena(path, a) };
}

const struct api_list *
api_list_find(struct str name)
{
	for (size_t i = 0; i < api_lists_n; i++)
		if (str_is(name, api_lists[i].name))
			return &api_lists[i];
	return NULL;
}

static void
show_columns(struct arena *a, const struct page *p, struct api_show_list *l,
	     const struct api_column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(a, &l->columns,
			 ((struct api_show_column){
				 .name = str_of(columns[i].name),
				 .type = str_of(api_type_format(columns[i].type)
							? api_type_format(columns[i].type)
							: api_type_word(columns[i].type)),
				 .what = page_text(p, columns[i].what),
			 }));
}

void
api_show_load(struct arena *a, struct api_show_view *v)
{
	v->files = download_list_links(a, v->page.lang);
	for (size_t i = 0; i < api_lists_n; i++) {
		struct api_show_list l = {
			.name = str_of(api_lists[i].name),
			.title = page_text(&v->page, api_lists[i].title),
		};
		AUTO_BUF json = { 0 };
		AUTO_BUF csv = { 0 };

		path_api_list(&json, l.name);
		path_csv(&csv, l.name);
		l.json = buf_to_arena(&json, a);
		l.csv = buf_to_arena(&csv, a);
		show_columns(a, &v->page, &l, api_lists[i].columns, api_lists[i].width);
		VEC_PUSH(a, &v->lists, l);
	}
	for (size_t i = 0; i < API_THINGS; i++)
		VEC_PUSH(a, &v->things,
			 ((struct api_show_list){
				 .name = str_of(api_things[i].name),
				 .title = page_text(&v->page, api_things[i].title),
				 .path = str_of(api_things[i].path),
			 }));
}
