/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libxlsxwriter 1.1 writes to files only, so it is given one that is in memory
 * and has a name nevertheless.
 */
#include "office/xlsx.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/utf8.h"

#define WIDTH_MIN 8.0
#define WIDTH_MAX 60.0
#define NAME_MAX_BYTES 31
#define CELL_BYTES_MAX 32767 /* so many characters, and no more bytes */
#define NUMBER_MAX INT64_C(999999999999999) /* what a double of Excel's holds */

struct sheet {
	struct arena *arena;
	lxw_worksheet *at;
	lxw_format *head, *date, *text, *group;
	double *widths;
};

static void
put_cell(struct sheet *s, uint32_t row, uint16_t column, struct str text)
{
	date d = DATE_NONE;
	bool is_date = text.n == 10 && date_parse(text, &d);
	double width = (double)utf8_count(text) + 2;
	int64_t v;

	if (text.n == 0)
		return;
	if (width > s->widths[column])
		s->widths[column] = width < WIDTH_MAX ? width : WIDTH_MAX;
	if (is_date) {
		struct civil c = date_to_civil(d);
		lxw_datetime when = { .year = c.year, .month = c.month, .day = c.day };

		worksheet_write_datetime(s->at, row, column, &when, s->date);
	} else if (str_to_int(text, &v) && v <= NUMBER_MAX && v >= -NUMBER_MAX &&
		   (text.p[0] != '0' || text.n == 1)) {
		worksheet_write_number(s->at, row, column, (double)v, NULL);
	} else {
		worksheet_write_string(s->at, row, column,
				       arena_cstr(s->arena, utf8_clip(text, CELL_BYTES_MAX)), s->text);
	}
}

static void
put_head(struct sheet *s, const struct table *t)
{
	for (size_t k = 0; t->head && k < t->columns; k++) {
		struct str text = runs_text(s->arena, &t->head[k].runs);

		worksheet_write_string(s->at, 0, (uint16_t)k, arena_cstr(s->arena, text), s->head);
		if ((double)text.n + 4 > s->widths[k])
			s->widths[k] = (double)text.n + 4;
	}
	if (!t->head)
		return;
	worksheet_freeze_panes(s->at, 1, 0);
	worksheet_autofilter(s->at, 0, 0, (lxw_row_t)t->n, (lxw_col_t)(t->columns - 1));
	worksheet_repeat_rows(s->at, 0, 0);
}

static void
put_table(struct sheet *s, const struct table *t)
{
	uint32_t row = t->head ? 1 : 0;

	s->widths = ARENA_ARRAY(s->arena, t->columns, double);
	for (size_t k = 0; k < t->columns; k++)
		s->widths[k] = WIDTH_MIN;
	put_head(s, t);
	for (size_t i = 0; i < t->n; i++, row++) {
		if (t->at[i].group) {
			struct str label = runs_text(s->arena, &t->at[i].at[0].runs);

			worksheet_write_string(s->at, row, 0, arena_cstr(s->arena, label), s->group);
			continue;
		}
		for (size_t k = 0; k < t->at[i].n; k++)
			put_cell(s, row, (uint16_t)k, runs_text(s->arena, &t->at[i].at[k].runs));
	}
	for (size_t k = 0; k < t->columns; k++)
		worksheet_set_column(s->at, (lxw_col_t)k, (lxw_col_t)k, s->widths[k], NULL);
	worksheet_set_landscape(s->at);
	worksheet_set_paper(s->at, 9); /* A4 */
	worksheet_fit_to_pages(s->at, 1, 0);
}

/* Sheets must have names of their own, without some signs. */
static const char *
sheet_name(struct arena *a, const struct doc *d, size_t i)
{
	struct str title = utf8_clip(doc_shown_title(d), NAME_MAX_BYTES - 4);
	struct str name = i ? arena_printf(a, "%.*s %zu", STRF(title), i + 1) : title;
	char *p = arena_alloc(a, name.n + 1);

	for (size_t k = 0; k < name.n; k++)
		p[k] = memchr("[]:*?/\\'", name.p[k], 8) ? '-' : name.p[k];
	return p;
}

static lxw_format *
bold(lxw_workbook *book)
{
	lxw_format *f = workbook_add_format(book);

	format_set_bold(f);
	return f;
}

static void
fill(struct arena *a, lxw_workbook *book, const struct op *op, const struct doc *d)
{
	struct sheet s = { .arena = a, .head = bold(book), .group = bold(book),
			   .date = workbook_add_format(book), .text = workbook_add_format(book) };
	lxw_doc_properties about = { .created = (time_t)op->now.v };
	size_t sheets = 0;

	about.title = (char *)(uintptr_t)arena_cstr(a, doc_shown_title(d));
	about.company = (char *)(uintptr_t)(d->head.n ? arena_cstr(a, d->head.at[0]) : "");
	workbook_set_properties(book, &about);
	format_set_bottom(s.head, LXW_BORDER_THIN);
	format_set_num_format(s.date, "yyyy-mm-dd");
	format_set_align(s.date, LXW_ALIGN_LEFT);
	format_set_text_wrap(s.text);
	format_set_align(s.text, LXW_ALIGN_VERTICAL_TOP);
	for (size_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.at[i];

		if (b->kind != BLOCK_TABLE || !b->table->columns)
			continue;
		s.at = workbook_add_worksheet(book, sheet_name(a, d, sheets++));
		if (s.at)
			put_table(&s, b->table);
	}
}

static enum errc
read_back(struct op *op, int fd, struct buf *out)
{
	struct stat st;
	size_t done = 0;

	if (fstat(fd, &st) != 0 || st.st_size <= 0)
		return fail(op, E_UNAVAILABLE, "office.xlsx", "%s", "empty");
	buf_reserve(out, (size_t)st.st_size);
	while (done < (size_t)st.st_size) {
		ssize_t n = pread(fd, out->p + out->n, (size_t)st.st_size - done, (off_t)done);

		if (n <= 0)
			return fail(op, E_UNAVAILABLE, "office.xlsx", "%s", strerror(errno));
		done += (size_t)n;
		out->n += (size_t)n;
	}
	return OK;
}

enum errc
xlsx_write(struct op *op, const struct doc *d, struct buf *out)
{
	int fd = memfd_create("xlsx", MFD_CLOEXEC);
	lxw_workbook *book;
	lxw_error error;
	enum errc code;

	if (fd < 0)
		return fail(op, E_UNAVAILABLE, "office.xlsx", "%s", strerror(errno));
	for (size_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.at[i].kind == BLOCK_TABLE &&
		    d->blocks.at[i].table->n > XLSX_ROWS_MAX) {
			close(fd);
			return fail(op, E_LIMIT, "office.too-long-sheet", "%zu",
				    d->blocks.at[i].table->n);
		}
	book = workbook_new(arena_printf(op->arena, "/proc/self/fd/%d", fd).p);
	if (!book) {
		close(fd);
		return fail(op, E_UNAVAILABLE, "office.xlsx", "%s", "workbook");
	}
	fill(op->arena, book, op, d);
	error = workbook_close(book);
	code = error == LXW_NO_ERROR
		       ? read_back(op, fd, out)
		       : fail(op, E_UNAVAILABLE, "office.xlsx", "%s", lxw_strerror(error));
	close(fd);
	return code;
}
