/* SPDX-License-Identifier: Apache-2.0 */
#include "office/odt.h"

#include "office/columns.h"
#include "office/pieces.h"
#include "office/xml.h"
#include "office/zip.h"
#include "text/catalogue.h"
#include "text/script.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

/* What a run looks like: an automatic style of content.xml for each that is used. */
struct look {
	unsigned style;
	const char *lang;
	bool backward;
};
struct writer {
	struct arena *arena;
	struct buf body;
	struct buf columns; /* their styles */
	SLICE(struct look) looks;
	unsigned tables;
	unsigned quote;
	bool space; /* a space here would be taken for part of the one before */
};

/* ---- runs ---- */

/* XML readers see one space where there are several; text:s is one. */
static void
put_text(struct writer *w, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool space = s.p[i] == ' ';

		if (space && w->space) {
			xml_add(&w->body, str_sub(s, from, i - from));
			BUF_LIT(&w->body, "<text:s/>");
			from = i + 1;
		}
		w->space = space;
	}
	xml_add(&w->body, str_from(s, from));
}

static size_t
look_index(struct writer *w, struct look look)
{
	for (size_t i = 0; i < w->looks.n; i++)
		if (w->looks.at[i].style == look.style && w->looks.at[i].backward == look.backward &&
		    strcmp(w->looks.at[i].lang, look.lang) == 0)
			return i;
	VEC_PUSH(w->arena, &w->looks, look);
	return w->looks.n - 1;
}

static void
put_run(struct writer *w, const struct run *run)
{
	struct str rest = run->text;
	struct piece piece;

	while (piece_next(&rest, &piece)) {
		struct look look = { run->style & ~(unsigned)RUN_CODE, piece.lang, piece.backward };
		bool plain = !look.style && !look.lang[0];

		if (run->style & RUN_CODE)
			BUF_LIT(&w->body, "<text:span text:style-name=\"Code\">");
		if (!plain)
			buf_addf(&w->body, "<text:span text:style-name=\"T%zu\">", look_index(w, look));
		put_text(w, piece.text);
		if (!plain)
			BUF_LIT(&w->body, "</text:span>");
		if (run->style & RUN_CODE)
			BUF_LIT(&w->body, "</text:span>");
	}
}

static void
put_runs(struct writer *w, const struct runs *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct link *l = r->at[i].link;
		bool first = l && (i == 0 || r->at[i - 1].link != l);
		bool last = l && (i + 1 == r->n || r->at[i + 1].link != l);

		if (first && link_is_followed(l)) {
			BUF_LIT(&w->body, "<text:a xlink:type=\"simple\" xlink:href=\"");
			xml_add(&w->body, l->target);
			buf_addf(&w->body, "\" text:style-name=\"%s\" text:visited-style-name=\"%s\">",
				 l->bare ? "Address" : "Hyperlink", l->bare ? "Address" : "Hyperlink");
		} else if (first) {
			BUF_LIT(&w->body, "<text:span text:style-name=\"NoTarget\">");
		}
		put_run(w, &r->at[i]);
		if (last)
			buf_addz(&w->body, link_is_followed(l) ? "</text:a>" : "</text:span>");
	}
}

/* ---- paragraphs ---- */

static void
put_para(struct writer *w, const char *style, const struct runs *r)
{
	buf_addf(&w->body, "<text:p text:style-name=\"%s\">", style);
	w->space = true;
	put_runs(w, r);
	BUF_LIT(&w->body, "</text:p>\n");
}

static void
put_plain(struct writer *w, const char *style, struct str s)
{
	struct run run = { .text = s };

	put_para(w, style, &(struct runs){ &run, 1, 1 });
}

static void put_blocks(struct writer *w, const struct blocks *list, unsigned depth);

static void
item_begin(struct writer *w, int number)
{
	BUF_LIT(&w->body, "<text:list-item");
	if (number)
		buf_addf(&w->body, " text:start-value=\"%d\"", number);
	BUF_LIT(&w->body, ">");
}

static void
put_para_block(struct writer *w, const struct block *b, unsigned depth)
{
	if (!b->number) {
		put_para(w, depth ? "ListContinue" : w->quote ? "Quote" : "Normal", &b->runs);
		put_blocks(w, &b->children, depth);
		return;
	}
	BUF_LIT(&w->body, "<text:list text:style-name=\"Paragraphs\">");
	item_begin(w, b->number);
	put_para(w, "NumberedParagraph", &b->runs);
	put_blocks(w, &b->children, depth + 1);
	BUF_LIT(&w->body, "</text:list-item></text:list>\n");
}

static void
put_list(struct writer *w, const struct block *list, unsigned depth)
{
	int last = 0;

	buf_addf(&w->body, "<text:list text:style-name=\"%s\">",
		 list->ordered ? "Numbers" : "Bullets");
	for (size_t i = 0; i < list->children.n; i++) {
		const struct block *item = &list->children.at[i];

		item_begin(w, list->ordered && item->number != last + 1 ? item->number : 0);
		last = item->number;
		put_para(w, list->ordered ? "ListNumber" : "ListBullet", &item->runs);
		put_blocks(w, &item->children, depth + 1);
		BUF_LIT(&w->body, "</text:list-item>\n");
	}
	BUF_LIT(&w->body, "</text:list>\n");
}

static void
put_heading(struct writer *w, const struct block *b)
{
	int level = b->level < 2 ? 1 : b->level > 6 ? 5 : b->level - 1;

	buf_addf(&w->body, "<text:h text:style-name=\"Heading%d\" text:outline-level=\"%d\">", level,
		 level);
	w->space = true;
	put_runs(w, &b->runs);
	BUF_LIT(&w->body, "</text:h>\n");
}

static void
put_pre(struct writer *w, const struct block *b)
{
	struct str rest = b->text;
	bool first = true;

	if (b->runs.n)
		put_para(w, "PreformattedHead", &b->runs);
	BUF_LIT(&w->body, "<text:p text:style-name=\"Preformatted\">");
	while (str_present(rest)) {
		struct run line = { .text = str_cut_line(&rest) };

		if (!first)
			BUF_LIT(&w->body, "<text:line-break/>");
		w->space = true;
		put_run(w, &line);
		first = false;
	}
	BUF_LIT(&w->body, "</text:p>\n");
}

/* ---- tables ---- */

static void
put_cell(struct writer *w, const struct runs *r, const char *style, size_t span)
{
	BUF_LIT(&w->body, "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\"");
	if (span > 1)
		buf_addf(&w->body, " table:number-columns-spanned=\"%zu\"", span);
	BUF_LIT(&w->body, ">");
	put_para(w, style, r);
	BUF_LIT(&w->body, "</table:table-cell>");
	for (size_t i = 1; i < span; i++)
		BUF_LIT(&w->body, "<table:covered-table-cell/>");
}

static void
put_row(struct writer *w, const struct cell_text *cells, size_t n, size_t columns,
	const char *style)
{
	static const struct runs none;

	BUF_LIT(&w->body, "<table:table-row table:style-name=\"Row\">");
	for (size_t i = 0; i < columns; i++)
		put_cell(w, i < n ? &cells[i].runs : &none, style, 1);
	BUF_LIT(&w->body, "</table:table-row>\n");
}

static void
put_table(struct writer *w, const struct table *t)
{
	unsigned *shares;

	if (!t->columns)
		return;
	w->tables++;
	shares = column_shares(w->arena, t, 1000);
	buf_addf(&w->body, "<table:table table:name=\"Table%u\">", w->tables);
	for (size_t i = 0; i < t->columns; i++) {
		buf_addf(&w->body, "<table:table-column table:style-name=\"C%u.%zu\"/>\n", w->tables, i);
		buf_addf(&w->columns,
			 "<style:style style:name=\"C%u.%zu\" style:family=\"table-column\">"
			 "<style:table-column-properties style:rel-column-width=\"%u*\"/></style:style>\n",
			 w->tables, i, shares[i]);
	}
	if (t->head) {
		BUF_LIT(&w->body, "<table:table-header-rows>");
		put_row(w, t->head, t->columns, t->columns, "TableHeading");
		BUF_LIT(&w->body, "</table:table-header-rows>\n");
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct table_row *row = &t->at[i];

		if (!row->group) {
			put_row(w, row->at, row->n, t->columns, "TableText");
			continue;
		}
		BUF_LIT(&w->body, "<table:table-row table:style-name=\"Row\">");
		put_cell(w, &row->at[0].runs, "TableGroup", t->columns);
		BUF_LIT(&w->body, "</table:table-row>\n");
	}
	BUF_LIT(&w->body, "</table:table>\n");
}

static void
put_block(struct writer *w, const struct block *b, unsigned depth)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		put_heading(w, b);
		return;
	case BLOCK_PARA:
	case BLOCK_ITEM:
		put_para_block(w, b, depth);
		return;
	case BLOCK_LIST:
		put_list(w, b, depth);
		return;
	case BLOCK_TABLE:
		put_table(w, b->table);
		return;
	case BLOCK_PRE:
		put_pre(w, b);
		return;
	case BLOCK_QUOTE:
		w->quote++;
		put_blocks(w, &b->children, depth);
		w->quote--;
		return;
	}
}

static void
put_blocks(struct writer *w, const struct blocks *list, unsigned depth)
{
	for (size_t i = 0; i < list->n; i++)
		put_block(w, &list->at[i], depth);
}

/* ---- parts ---- */

static void
put_looks(const struct writer *w, struct buf *b)
{
	for (size_t i = 0; i < w->looks.n; i++) {
		const struct look *l = &w->looks.at[i];
		const char *kind = l->backward ? "-complex"
				   : script_is_asian(l->lang) ? "-asian" : "";

		buf_addf(b, "<style:style style:name=\"T%zu\" style:family=\"text\">"
			    "<style:text-properties",
			 i);
		if (l->style & RUN_STRONG)
			BUF_LIT(b, " fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""
				   " style:font-weight-asian=\"bold\"");
		if (l->style & RUN_EM)
			BUF_LIT(b, " fo:font-style=\"italic\" style:font-style-complex=\"italic\""
				   " style:font-style-asian=\"italic\"");
		if (l->lang[0])
			buf_addf(b, " %s:language%s=\"%s\" %s:country%s=\"none\"",
				 kind[0] ? "style" : "fo", kind, l->lang, kind[0] ? "style" : "fo", kind);
		BUF_LIT(b, "/></style:style>\n");
	}
}

static struct str
content(struct writer *w, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i <= d->head.n; i++) {
		if (i == d->title_at && d->title.n)
			put_plain(w, "Title", d->title);
		if (i < d->head.n)
			put_plain(w, "Imprint", d->head.at[i]);
	}
	put_blocks(w, &d->blocks, 0);
	BUF_LIT(&b, XML "<office:document-content xmlns:office=\"" OASIS "office:1.0\" xmlns:style=\""
		    OASIS "style:1.0\" xmlns:text=\"" OASIS "text:1.0\" xmlns:table=\"" OASIS
		    "table:1.0\" xmlns:fo=\"" OASIS "xsl-fo-compatible:1.0\""
		    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\">\n"
		    "<office:automatic-styles>\n");
	buf_addz(&b, odt_list_styles);
	put_looks(w, &b);
	buf_add(&b, buf_str(&w->columns));
	BUF_LIT(&b, "</office:automatic-styles>\n<office:body><office:text>\n");
	buf_add(&b, buf_str(&w->body));
	BUF_LIT(&b, "</office:text></office:body></office:document-content>\n");
	return buf_to_arena(&b, w->arena);
}

static struct str
styles(struct arena *a, const struct doc *d)
{
	const struct msg_arg args[] = { msg_int("n", 1), msg_int("of", 1) };
	struct msg_walk walk = msg_walk_start(LANG_en, MSG_office_page, args, ARRAY_LEN(args));
	struct msg_part part;
	AUTO_BUF b = { 0 };

	buf_addz(&b, odt_styles_head);
	xml_add(&b, doc_running_head(a, d));
	buf_addz(&b, odt_styles_middle);
	while (msg_walk_next(&walk, &part)) {
		if (!part.arg)
			xml_add(&b, part.text);
		else if (str_is(str_of(part.arg->name), "n"))
			BUF_LIT(&b, "<text:page-number/>");
		else
			BUF_LIT(&b, "<text:page-count/>");
	}
	buf_addz(&b, odt_styles_tail);
	return buf_to_arena(&b, a);
}

static struct str
meta(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, XML "<office:document-meta xmlns:office=\"" OASIS "office:1.0\" xmlns:meta=\"" OASIS
			"meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\">"
			"<office:meta><meta:generator>Convene</meta:generator><dc:title>");
	xml_add(&b, doc_shown_title(d));
	BUF_LIT(&b, "</dc:title><dc:language>");
	xml_add(&b, d->lang);
	BUF_LIT(&b, "</dc:language></office:meta></office:document-meta>\n");
	return buf_to_arena(&b, a);
}

static const char manifest[] = XML
	"<manifest:manifest xmlns:manifest=\"" OASIS "manifest:1.0\" manifest:version=\"1.3\">\n"
	"<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\""
	" manifest:media-type=\"" ODT_TYPE "\"/>\n"
	"<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\n"
	"<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>\n"
	"<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\n"
	"</manifest:manifest>\n";

enum errc
odt_write(struct op *op, const struct doc *d, struct buf *out)
{
	struct writer w = { .arena = op->arena };
	struct zip z;

	zip_begin(&z, out);
	zip_add(&z, "mimetype", STR(ODT_TYPE), true);
	zip_add(&z, "content.xml", content(&w, d), false);
	zip_add(&z, "styles.xml", styles(op->arena, d), false);
	zip_add(&z, "meta.xml", meta(op->arena, d), false);
	zip_add(&z, "META-INF/manifest.xml", str_of(manifest), false);
	zip_end(&z);
	buf_done(&w.body);
	buf_done(&w.columns);
	return OK;
}
