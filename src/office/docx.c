/* SPDX-License-Identifier: Apache-2.0 */
#include "office/docx.h"

#include "office/columns.h"
#include "office/pieces.h"
#include "office/xml.h"
#include "office/zip.h"
#include "text/catalogue.h"
#include "text/script.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R_NS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

enum {
	LEVEL_MAX = 8,
	NUM_BULLETS = 1,
	NUM_FIRST = 3,       /* 1 and 2 are the styles' own */
	ABSTRACT_PARAGRAPHS = 1,
	ABSTRACT_LISTS = 2,
	CONTINUE_INDENT = 440,
	PAGE_WIDTH = 9638,
};

struct writer {
	struct arena *arena;
	struct buf body, rels, nums;
	unsigned links, num;
	unsigned para_num; /* the numbering that numbered paragraphs are in */
	int para_number;   /* the last one's number */
	unsigned quote;
};

/* ---- runs ---- */

static void
put_run(struct writer *w, const struct run *run, const char *style)
{
	struct str rest = run->text;
	struct piece piece;

	while (piece_next(&rest, &piece)) {
		BUF_LIT(&w->body, "<w:r><w:rPr>");
		if (style)
			buf_addf(&w->body, "<w:rStyle w:val=\"%s\"/>", style);
		else if (run->style & RUN_CODE)
			BUF_LIT(&w->body, "<w:rStyle w:val=\"Code\"/>");
		if (run->style & RUN_STRONG)
			BUF_LIT(&w->body, "<w:b/><w:bCs/>");
		if (run->style & RUN_EM)
			BUF_LIT(&w->body, "<w:i/><w:iCs/>");
		if (style && run->style & RUN_CODE)
			BUF_LIT(&w->body, "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\"/>");
		if (piece.backward)
			BUF_LIT(&w->body, "<w:rtl/>");
		if (piece.lang[0])
			buf_addf(&w->body, "<w:lang w:%s=\"%s\"/>",
				 piece.backward ? "bidi"
				 : script_is_asian(piece.lang) ? "eastAsia" : "val",
				 piece.lang);
		BUF_LIT(&w->body, "</w:rPr><w:t xml:space=\"preserve\">");
		xml_add(&w->body, piece.text);
		BUF_LIT(&w->body, "</w:t></w:r>");
	}
}

static const char *
link_begin(struct writer *w, const struct link *l)
{
	if (!link_is_followed(l))
		return "NoTarget";
	w->links++;
	buf_addf(&w->rels, "<Relationship Id=\"l%u\" Type=\"" REL "hyperlink\" Target=\"", w->links);
	xml_add(&w->rels, l->target);
	BUF_LIT(&w->rels, "\" TargetMode=\"External\"/>\n");
	buf_addf(&w->body, "<w:hyperlink r:id=\"l%u\">", w->links);
	return l->bare ? "Address" : "Hyperlink";
}

static void
put_runs(struct writer *w, const struct runs *r)
{
	const char *style = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct link *l = r->at[i].link;

		if (l && (i == 0 || r->at[i - 1].link != l))
			style = link_begin(w, l);
		put_run(w, &r->at[i], l ? style : NULL);
		if (l && strcmp(style, "NoTarget") != 0 &&
		    (i + 1 == r->n || r->at[i + 1].link != l))
			BUF_LIT(&w->body, "</w:hyperlink>");
	}
}

/* ---- paragraphs ---- */

/* num 0: not numbered; indent in twentieths of a point, 0: the style's. */
static void
para_begin(struct writer *w, const char *style, unsigned num, unsigned level, unsigned indent)
{
	buf_addf(&w->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
	if (num)
		buf_addf(&w->body,
			 "<w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr>", level,
			 num);
	if (indent)
		buf_addf(&w->body, "<w:ind w:left=\"%u\"/>", indent);
	BUF_LIT(&w->body, "</w:pPr>");
}

static void
para_end(struct writer *w)
{
	BUF_LIT(&w->body, "</w:p>\n");
}

static void
put_plain(struct writer *w, const char *style, struct str s)
{
	const struct run run = { .text = s };

	para_begin(w, style, 0, 0, 0);
	put_run(w, &run, NULL);
	para_end(w);
}

static void
put_para(struct writer *w, const char *style, const struct runs *r)
{
	para_begin(w, style, 0, 0, 0);
	put_runs(w, r);
	para_end(w);
}

/* An instance of a numbering that begins at `start`. */
static unsigned
num_new(struct writer *w, unsigned abstract, unsigned level, int start)
{
	unsigned num = NUM_FIRST + w->num++;

	buf_addf(&w->nums,
		 "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/><w:lvlOverride w:ilvl=\"%u\">"
		 "<w:startOverride w:val=\"%d\"/></w:lvlOverride></w:num>\n",
		 num, abstract, level, start);
	return num;
}

static void put_blocks(struct writer *w, const struct blocks *list, unsigned depth);

static void
put_para_block(struct writer *w, const struct block *b, unsigned depth)
{
	if (b->number) {
		/* Counted on across headings, and anew where the report does. */
		if (!w->para_num || b->number != w->para_number + 1)
			w->para_num = num_new(w, ABSTRACT_PARAGRAPHS, 0, b->number);
		w->para_number = b->number;
		para_begin(w, "NumberedParagraph", w->para_num, 0, 0);
	} else if (depth) {
		para_begin(w, "ListContinue", 0, 0, CONTINUE_INDENT * depth);
	} else {
		para_begin(w, w->quote ? "Quote" : "Normal", 0, 0, 0);
	}
	put_runs(w, &b->runs);
	para_end(w);
	put_blocks(w, &b->children, depth + 1);
}

static void
put_list(struct writer *w, const struct block *list, unsigned depth)
{
	unsigned level = depth < LEVEL_MAX ? depth : LEVEL_MAX, num = NUM_BULLETS;
	int last = 0;

	for (size_t i = 0; i < list->children.n; i++) {
		const struct block *item = &list->children.at[i];

		if (list->ordered && (num == NUM_BULLETS || item->number != last + 1))
			num = num_new(w, ABSTRACT_LISTS, level, item->number);
		last = item->number;
		para_begin(w, list->ordered ? "ListNumber" : "ListBullet", num, level, 0);
		put_runs(w, &item->runs);
		para_end(w);
		put_blocks(w, &item->children, depth + 1);
	}
}

static void
put_pre(struct writer *w, const struct block *b)
{
	struct str rest = b->text;
	bool first = true;

	if (b->runs.n)
		put_para(w, "PreformattedHead", &b->runs);
	para_begin(w, "Preformatted", 0, 0, 0);
	while (str_present(rest)) {
		struct run line = { .text = str_cut_line(&rest) };

		if (!first)
			BUF_LIT(&w->body, "<w:r><w:br/></w:r>");
		put_run(w, &line, NULL);
		first = false;
	}
	para_end(w);
}

/* ---- tables ---- */

static void
put_cell(struct writer *w, const struct runs *r, const char *style, size_t span)
{
	BUF_LIT(&w->body, "<w:tc><w:tcPr>");
	if (span > 1)
		buf_addf(&w->body, "<w:gridSpan w:val=\"%zu\"/>", span);
	BUF_LIT(&w->body, "</w:tcPr>");
	put_para(w, style, r);
	BUF_LIT(&w->body, "</w:tc>");
}

static void
put_row(struct writer *w, const struct cell_text *cells, size_t n, size_t columns, bool head)
{
	static const struct runs none;

	BUF_LIT(&w->body, "<w:tr><w:trPr><w:cantSplit/>");
	if (head)
		BUF_LIT(&w->body, "<w:tblHeader/>");
	BUF_LIT(&w->body, "</w:trPr>");
	for (size_t i = 0; i < columns; i++)
		put_cell(w, i < n ? &cells[i].runs : &none, head ? "TableHeading" : "TableText", 1);
	BUF_LIT(&w->body, "</w:tr>\n");
}

static void
put_table(struct writer *w, const struct table *t)
{
	unsigned *shares;

	if (!t->columns)
		return;
	BUF_LIT(&w->body, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>"
			  "<w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"A0A0A0\"/>"
			  "<w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"A0A0A0\"/>"
			  "</w:tblBorders></w:tblPr><w:tblGrid>");
	shares = column_shares(w->arena, t, PAGE_WIDTH);
	for (size_t i = 0; i < t->columns; i++)
		buf_addf(&w->body, "<w:gridCol w:w=\"%u\"/>", shares[i]);
	BUF_LIT(&w->body, "</w:tblGrid>\n");
	if (t->head)
		put_row(w, t->head, t->columns, t->columns, true);
	for (size_t i = 0; i < t->n; i++) {
		const struct table_row *row = &t->at[i];

		if (!row->group) {
			put_row(w, row->at, row->n, t->columns, false);
			continue;
		}
		BUF_LIT(&w->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
		put_cell(w, &row->at[0].runs, "TableGroup", t->columns);
		BUF_LIT(&w->body, "</w:tr>\n");
	}
	/* Word wants a paragraph between two tables, and behind the last one. */
	BUF_LIT(&w->body, "</w:tbl>\n<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>\n");
}

static void
put_block(struct writer *w, const struct block *b, unsigned depth)
{
	int level = b->level < 2 ? 1 : b->level > 6 ? 5 : b->level - 1;

	switch (b->kind) {
	case BLOCK_HEADING:
		put_para(w, arena_printf(w->arena, "Heading%d", level).p, &b->runs);
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
put_body(struct writer *w, const struct doc *d)
{
	BUF_LIT(&w->body, XML "<w:document " W_NS " " R_NS "><w:body>\n");
	for (size_t i = 0; i <= d->head.n; i++) {
		if (i == d->title_at && d->title.n)
			put_plain(w, "Title", d->title);
		if (i < d->head.n)
			put_plain(w, "Imprint", d->head.at[i]);
	}
	put_blocks(w, &d->blocks, 0);
	BUF_LIT(&w->body, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"r3\"/>"
			  "<w:footerReference w:type=\"default\" r:id=\"r4\"/>"
			  "<w:footerReference w:type=\"first\" r:id=\"r4\"/>"
			  "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1240\" w:right=\"1134\""
			  " w:bottom=\"1320\" w:left=\"1134\" w:header=\"680\" w:footer=\"680\""
			  " w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>\n");
}

static void
put_field(struct buf *b, const char *field)
{
	buf_addf(b, "<w:fldSimple w:instr=\"%s\"><w:r><w:t>1</w:t></w:r></w:fldSimple>", field);
}

/* "Page {n} of {of}", with Word's own numbers. */
static struct str
footer(struct arena *a)
{
	const struct msg_arg args[] = { msg_int("n", 1), msg_int("of", 1) };
	struct msg_walk walk = msg_walk_start(LANG_en, MSG_office_page, args, ARRAY_LEN(args));
	struct msg_part part;
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, XML "<w:ftr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
	while (msg_walk_next(&walk, &part)) {
		if (part.arg) {
			put_field(&b, str_is(str_of(part.arg->name), "n") ? "PAGE" : "NUMPAGES");
			continue;
		}
		BUF_LIT(&b, "<w:r><w:t xml:space=\"preserve\">");
		xml_add(&b, part.text);
		BUF_LIT(&b, "</w:t></w:r>");
	}
	BUF_LIT(&b, "</w:p></w:ftr>\n");
	return buf_to_arena(&b, a);
}

static struct str
header(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, XML "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>");
	xml_add(&b, doc_running_head(a, d));
	BUF_LIT(&b, "</w:t></w:r></w:p></w:hdr>\n");
	return buf_to_arena(&b, a);
}

static struct str
properties(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/"
			"2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
			"<dc:title>");
	xml_add(&b, doc_shown_title(d));
	BUF_LIT(&b, "</dc:title><dc:language>");
	xml_add(&b, d->lang);
	BUF_LIT(&b, "</dc:language></cp:coreProperties>\n");
	return buf_to_arena(&b, a);
}

static struct str
wrapped(struct writer *w, const char *before, const struct buf *b, const char *after)
{
	return arena_printf(w->arena, "%s%.*s%s", before, STRF(buf_str(b)), after);
}

enum errc
docx_write(struct op *op, const struct doc *d, struct buf *out)
{
	struct writer w = { .arena = op->arena };
	struct zip z;

	put_body(&w, d);
	zip_begin(&z, out);
	for (size_t i = 0; i < docx_parts_n; i++)
		zip_add(&z, docx_parts[i].name, str_of(docx_parts[i].xml), false);
	zip_add(&z, "word/document.xml", buf_str(&w.body), false);
	zip_add(&z, "word/numbering.xml",
		wrapped(&w, docx_numbering_head, &w.nums, "</w:numbering>\n"), false);
	zip_add(&z, "word/header.xml", header(op->arena, d), false);
	zip_add(&z, "word/footer.xml", footer(op->arena), false);
	zip_add(&z, "docProps/core.xml", properties(op->arena, d), false);
	zip_add(&z, "word/_rels/document.xml.rels",
		wrapped(&w, XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
			"relationships\">\n"
			"<Relationship Id=\"r1\" Type=\"" REL "styles\" Target=\"styles.xml\"/>\n"
			"<Relationship Id=\"r2\" Type=\"" REL "numbering\" Target=\"numbering.xml\"/>\n"
			"<Relationship Id=\"r3\" Type=\"" REL "header\" Target=\"header.xml\"/>\n"
			"<Relationship Id=\"r4\" Type=\"" REL "footer\" Target=\"footer.xml\"/>\n"
			"<Relationship Id=\"r5\" Type=\"" REL "settings\" Target=\"settings.xml\"/>\n",
			&w.rels, "</Relationships>\n"),
		false);
	zip_end(&z);
	buf_done(&w.body);
	buf_done(&w.rels);
	buf_done(&w.nums);
	return OK;
}
