/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_view.h"

#include <inttypes.h>

static const struct {
	const char *word, *format;
} types[] = {
	[API_TEXT] = { "string", NULL },
	[API_INT] = { "integer", NULL },
	[API_BOOL] = { "boolean", NULL },
	[API_DATE] = { "string", "date" },
	[API_PATH] = { "string", "uri-reference" },
};

const char *
api_type_word(enum api_type type)
{
	return types[type].word;
}

const char *
api_type_format(enum api_type type)
{
	return types[type].format;
}

/* As text; numbers and booleans look the same in JSON and in CSV. */
struct str
api_value_text(struct arena *a, enum api_type type, const struct api_value *v)
{
	switch (type) {
	case API_TEXT:
	case API_PATH:
		return v->text;
	case API_INT:
		return arena_printf(a, "%" PRId64, v->number);
	case API_BOOL:
		return v->number ? STR("true") : STR("false");
	case API_DATE:
		return date_format(a, (date){ (int32_t)v->number });
	}
	return STR("");
}

static void
put_value(struct buf *out, struct arena *a, enum api_type type, const struct api_value *v)
{
	struct str s;

	if (!v->known) {
		BUF_LIT(out, "null");
		return;
	}
	s = api_value_text(a, type, v);
	if (type == API_INT || type == API_BOOL)
		buf_add(out, s);
	else
		buf_add_json(out, s);
}

static void
put_fields(struct buf *out, struct arena *a, const struct api_rows *rows, size_t row)
{
	for (size_t i = 0; i < rows->width; i++) {
		if (i > 0)
			buf_addc(out, ',');
		buf_addf(out, "\"%s\":", rows->columns[i].name);
		put_value(out, a, rows->columns[i].type, &rows->at.at[row][i]);
	}
}

static void
put_array(struct buf *out, struct arena *a, const struct api_rows *rows)
{
	buf_addc(out, '[');
	for (size_t i = 0; i < rows->at.n; i++) {
		buf_addz(out, i > 0 ? ",\n{" : "\n{");
		put_fields(out, a, rows, i);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

void
api_write_list(struct buf *out, struct arena *a, const struct page *page,
	       const struct api_list *list, const struct api_rows *rows)
{
	BUF_LIT(out, "{\"forum\":");
	buf_add_json(out, page->forum->name);
	buf_addf(out, ",\"n\":%zu,\"%s\":", rows->at.n, list->name);
	put_array(out, a, rows);
	BUF_LIT(out, "}\n");
}

void
api_write_thing(struct buf *out, struct arena *a, const struct api_thing *thing,
		const struct api_rows *row, const struct api_rows *parts)
{
	buf_addc(out, '{');
	put_fields(out, a, row, 0);
	for (size_t i = 0; i < API_PARTS && thing->parts[i].name; i++) {
		buf_addf(out, ",\n\"%s\":", thing->parts[i].name);
		put_array(out, a, &parts[i]);
	}
	BUF_LIT(out, "}\n");
}

void
api_write_csv(struct buf *out, struct arena *a, const struct api_rows *rows)
{
	for (size_t i = 0; i < rows->width; i++) {
		if (i > 0)
			buf_addc(out, ',');
		buf_addz(out, rows->columns[i].name);
	}
	BUF_LIT(out, "\r\n");
	for (size_t r = 0; r < rows->at.n; r++) {
		for (size_t i = 0; i < rows->width; i++) {
			const struct api_value *v = &rows->at.at[r][i];

			if (i > 0)
				buf_addc(out, ',');
			if (v->known)
				buf_add_csv(out, api_value_text(a, rows->columns[i].type, v));
		}
		BUF_LIT(out, "\r\n");
	}
}

/* ---- OpenAPI ---- */

static void
put_msg(struct buf *out, const struct page *page, enum msg msg)
{
	buf_add_json(out, page_text(page, msg));
}

/* A column may be null unless it is a number of things or a plain yes or no;
 * rather than say which, the schema allows it everywhere. */
static void
put_schema_fields(struct buf *out, const struct page *page, const struct api_column *columns,
		  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "%s\"%s\":{\"type\":[\"%s\",\"null\"]", i > 0 ? "," : "", columns[i].name,
			 api_type_word(columns[i].type));
		if (api_type_format(columns[i].type))
			buf_addf(out, ",\"format\":\"%s\"", api_type_format(columns[i].type));
		BUF_LIT(out, ",\"description\":");
		put_msg(out, page, columns[i].what);
		buf_addc(out, '}');
	}
}

static void
put_response(struct buf *out, const char *type, const char *schema)
{
	buf_addf(out, "\"content\":{\"%s\":{\"schema\":%s}}", type, schema);
}

static void
put_list_paths(struct buf *out, const struct page *page, const struct api_list *l)
{
	buf_addf(out, ",\n\"/api/%s.json\":{\"get\":{\"operationId\":\"%s\",\"summary\":", l->name, l->name);
	put_msg(out, page, l->title);
	BUF_LIT(out, ",\"responses\":{\"200\":{\"description\":");
	put_msg(out, page, l->title);
	buf_addf(out,
		 ",\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\",\"properties\":"
		 "{\"forum\":{\"type\":\"string\"},\"n\":{\"type\":\"integer\"},\"%s\":{\"type\":\"array\","
		 "\"items\":{\"$ref\":\"#/components/schemas/%s\"}}}}}}}}}}",
		 l->name, l->name);
	buf_addf(out, ",\n\"/%s.csv\":{\"get\":{\"operationId\":\"%s-csv\",\"summary\":", l->name, l->name);
	put_msg(out, page, l->title);
	BUF_LIT(out, ",\"responses\":{\"200\":{\"description\":");
	put_msg(out, page, l->title);
	buf_addc(out, ',');
	put_response(out, "text/csv", "{\"type\":\"string\"}");
	BUF_LIT(out, "}}}}");
}

/* The {names} of a path. */
static void
put_parameters(struct buf *out, const char *path)
{
	struct str rest = str_of(path);
	bool any = false;

	BUF_LIT(out, ",\"parameters\":[");
	while (str_find_char(rest, '{', 0) != STR_NPOS) {
		size_t from = str_find_char(rest, '{', 0) + 1, to = str_find_char(rest, '}', from);
		struct str name = str_sub(rest, from, to - from);

		buf_addf(out,
			 "%s{\"name\":\"%.*s\",\"in\":\"path\",\"required\":true,"
			 "\"schema\":{\"type\":\"%s\"}}",
			 any ? "," : "", STRF(name), str_is(name, "number") ? "integer" : "string");
		any = true;
		rest = str_from(rest, to);
	}
	buf_addc(out, ']');
}

static void
put_thing_path(struct buf *out, const struct page *page, const struct api_thing *t)
{
	AUTO_BUF ref = { 0 };

	buf_addf(&ref, "{\"$ref\":\"#/components/schemas/%s\"}", t->name);
	buf_addf(out, ",\n\"%s\":{\"get\":{\"operationId\":\"%s\",\"summary\":", t->path, t->name);
	put_msg(out, page, t->title);
	put_parameters(out, t->path);
	BUF_LIT(out, ",\"responses\":{\"200\":{\"description\":");
	put_msg(out, page, t->title);
	buf_addc(out, ',');
	put_response(out, "application/json", buf_cstr(&ref));
	BUF_LIT(out, "},\"404\":{\"description\":");
	put_msg(out, page, MSG_error_404_title);
	BUF_LIT(out, "}}}}");
}

static void
put_thing_schema(struct buf *out, const struct page *page, const struct api_thing *t)
{
	buf_addf(out, ",\n\"%s\":{\"type\":\"object\",\"properties\":{", t->name);
	put_schema_fields(out, page, t->columns, t->width);
	for (size_t i = 0; i < API_PARTS && t->parts[i].name; i++) {
		buf_addf(out, ",\"%s\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{",
			 t->parts[i].name);
		put_schema_fields(out, page, t->parts[i].columns, t->parts[i].width);
		BUF_LIT(out, "}}}");
	}
	BUF_LIT(out, "}}");
}

void
api_write_openapi(struct buf *out, const struct page *page)
{
	BUF_LIT(out, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":");
	buf_add_json(out, page->forum->name);
	BUF_LIT(out, ",\"version\":\"" CONVENE_VERSION "\",\"description\":");
	put_msg(out, page, MSG_api_lede);
	BUF_LIT(out, "},\"servers\":[{\"url\":\"/\"}],\n\"paths\":{"
		     "\"/api/openapi.json\":{\"get\":{\"operationId\":\"openapi\","
		     "\"responses\":{\"200\":{\"description\":");
	put_msg(out, page, MSG_api_openapi);
	BUF_LIT(out, "}}}}");
	for (size_t i = 0; i < api_lists_n; i++)
		put_list_paths(out, page, &api_lists[i]);
	for (size_t i = 0; i < API_THINGS; i++)
		put_thing_path(out, page, &api_things[i]);
	BUF_LIT(out, "},\n\"components\":{\"schemas\":{");
	for (size_t i = 0; i < api_lists_n; i++) {
		buf_addf(out, "%s\"%s\":{\"type\":\"object\",\"properties\":{", i > 0 ? ",\n" : "",
			 api_lists[i].name);
		put_schema_fields(out, page, api_lists[i].columns, api_lists[i].width);
		BUF_LIT(out, "}}");
	}
	for (size_t i = 0; i < API_THINGS; i++)
		put_thing_schema(out, page, &api_things[i]);
	BUF_LIT(out, "}}}\n");
}
