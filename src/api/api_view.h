/* SPDX-License-Identifier: Apache-2.0 */
/*
 * api_view: the record as data.
 *
 * A list is a table with declared columns, filled from the view that its page
 * shows. JSON, CSV, the description for people (/api) and the one for machines
 * (/api/openapi.json) are all written from the same declaration, so that they
 * cannot say different things. A thing (one coalition, one meeting) is a row of
 * its own with lists inside.
 *
 * What is not known is null in JSON and empty in CSV, never 0 or "".
 */
#ifndef CONVENE_API_API_VIEW_H
#define CONVENE_API_API_VIEW_H

#include "doc/doc.h"
#include "http/http.h"
#include "web/download.h"
#include "web/page.h"

enum api_type {
	API_TEXT,
	API_INT,
	API_BOOL,
	API_DATE, /* 2021-05-13 */
	API_PATH, /* an address on this host */
};

struct api_column {
	const char *name;
	enum api_type type;
	enum msg what;
};

struct api_value {
	bool known;
	struct str text;
	int64_t number; /* API_INT, API_BOOL, API_DATE */
};

/* Rows as wide as their declaration, filled from left to right. */
struct api_rows {
	const struct api_column *columns;
	size_t width;
	SLICE(struct api_value *) at;
	size_t filled; /* of the last row */
};
void api_row(struct arena *a, struct api_rows *t);
void api_put_text(struct api_rows *t, struct str s);  /* absent: not known */
void api_put_int(struct api_rows *t, int64_t v);
void api_put_maybe(struct api_rows *t, bool known, int64_t v);
void api_put_bool(struct api_rows *t, bool v);
void api_put_date(struct api_rows *t, date d);
void api_put_path(struct arena *a, struct api_rows *t, const struct buf *path);

#define API_COLUMNS(table) .columns = (table), .width = ARRAY_LEN(table)

/* ---- lists: /api/<name>.json and /<name>.csv ---- */
struct api_list {
	const char *name;
	enum msg title;
	const struct api_column *columns;
	size_t width;
	/* page has been through page_init(). */
	enum errc (*fill)(struct op *op, const struct page *page, struct api_rows *ret);
	const char *paper; /* the columns that stand on paper, divided by spaces */
};
extern const struct api_list api_lists[];
extern const size_t api_lists_n;
/* NULL: there is no such list. */
const struct api_list *api_list_find(struct str name);

/* ---- things: one of something, with what belongs to it ---- */
#define API_PARTS 4
struct api_part {
	const char *name;
	const struct api_column *columns;
	size_t width;
};
struct api_thing {
	const char *name;    /* of its schema: "Coalition" */
	const char *path;    /* "/api/coalitions/{slug}.json" */
	enum msg title;
	const struct api_column *columns;
	size_t width;
	struct api_part parts[API_PARTS]; /* ends with a name of NULL, or full */
	enum errc (*fill)(struct op *op, const struct page *page, const struct str *names,
			  struct api_rows *ret, struct api_rows *ret_parts);
};
extern const struct api_thing api_things[];
enum { API_FORUM, API_COALITION, API_GROUP, API_MEETING, API_THINGS };

/* ---- writing ---- */
void api_write_list(struct buf *out, struct arena *a, const struct page *page,
		    const struct api_list *list, const struct api_rows *rows);
void api_write_thing(struct buf *out, struct arena *a, const struct api_thing *thing,
		     const struct api_rows *row, const struct api_rows *parts);
/* A line of names, then the rows; lines end in CR LF. */
void api_write_csv(struct buf *out, struct arena *a, const struct api_rows *rows);
/* The list as a document of one table; paper: with the columns that stand on
 * paper only, and with dates in words. */
const struct doc *api_list_doc(struct arena *a, const struct page *page,
			       const struct api_list *list, const struct api_rows *rows,
			       bool paper);
/* As text, as in CSV. */
struct str api_value_text(struct arena *a, enum api_type type, const struct api_value *v);
/* OpenAPI 3.1. */
void api_write_openapi(struct buf *out, const struct page *page);
/* "string", "integer", …, and the form of strings or NULL. */
const char *api_type_word(enum api_type type);
const char *api_type_format(enum api_type type);

/* ---- /api ---- */
struct api_show_column {
	struct str name, type, what;
};
struct api_show_list {
	struct str name, title;
	struct str json, csv; /* lists: their addresses */
	struct str path;      /* things: the address with its variables */
	SLICE(struct api_show_column) columns;
};
struct api_show_view {
	struct page page;
	struct download_links files; /* forms of each list for people */
	SLICE(struct api_show_list) lists;
	SLICE(struct api_show_list) things;
};
void api_show_load(struct arena *a, struct api_show_view *v);

#endif
