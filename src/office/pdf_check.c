/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a PDF as a screen reader would: marks of the pages into text, text
 * into the structure tree's order. It trusts nothing that pdf_finish.c
 * believes to have written.
 */
#include "office/pdf.h"
#include "office/pdf_content.h"
#include "office/pdf_file.h"
#include "office/pdf_font.h"
#include "text/words.h"

#define FAULTS_MAX 20
#define DEPTH_MAX 200
#define STACK_MAX 32

struct mark {
	bool seen;      /* in the page */
	unsigned owned; /* so often in the structure tree */
	struct str text;
};
struct page_marks {
	int id;         /* object number of the page */
	struct mark *at;
	size_t n;
	size_t room;
};
struct font_known {
	int id;
	struct pdf_font font;
};

struct check {
	struct op *op;
	struct arena *a;
	struct pdf_file f;
	struct pdf_faults *faults;
	struct page_marks *pages;
	size_t pages_n;
	SLICE(struct font_known) fonts;
	SLICE(int) annotations; /* object numbers of those that a link has */
	struct buf text;        /* of the structure tree */
	int heading;            /* level of the last one */
};

static void printf_like(2, 3)
fault(struct check *c, const char *fmt, ...)
{
	va_list ap;

	if (c->faults->n >= FAULTS_MAX)
		return;
	va_start(ap, fmt);
	VEC_PUSH(c->a, c->faults, arena_vprintf(c->a, fmt, ap));
	va_end(ap);
}

static pdf_obj
get(struct check *c, pdf_obj o, const char *key)
{
	return pdf_get(&c->f, o, key);
}

static bool
is_name(struct check *c, pdf_obj o, const char *name)
{
	return pdf_is_name(&c->f, o, name);
}

/* ---- fonts ---- */

static void
check_embedded(struct check *c, pdf_obj font)
{
	pdf_obj inner = get(c, font, "/DescendantFonts"), desc;

	if (pdf_is_array(&c->f, inner))
		font = pdf_item(&c->f, inner, 0);
	desc = get(c, font, "/FontDescriptor");
	if (!pdf_has(&c->f, desc, "/FontFile") &&
	    !pdf_has(&c->f, desc, "/FontFile2") &&
	    !pdf_has(&c->f, desc, "/FontFile3"))
		fault(c, "a font is not embedded");
}

static const struct pdf_font *
font_find(struct check *c, pdf_obj page, struct str name)
{
	pdf_obj fonts = get(c, get(c, page, "/Resources"), "/Font");
	pdf_obj font = get(c, fonts, arena_printf(c->a, "/%.*s", STRF(name)).p);
	int id = pdf_id(&c->f, font);
	struct font_known *new;
	struct str map;

	for (size_t i = 0; i < c->fonts.n; i++)
		if (c->fonts.at[i].id == id)
			return &c->fonts.at[i].font;
	map = pdf_stream_of(&c->f, get(c, font, "/ToUnicode"));
	if (!map.p)
		fault(c, "a font does not map to Unicode");
	check_embedded(c, font);
	new = VEC_ADD(c->a, &c->fonts);
	new->id = id;
	new->font = pdf_font_read(c->a, map, is_name(c, get(c, font, "/Subtype"), "/Type0") ? 2 : 1);
	return &new->font;
}

/* ---- pages ---- */

/* What is open in a page: an artifact, a mark, or a span with its own text. */
struct open_mark {
	enum { OPEN_OTHER, OPEN_ARTIFACT, OPEN_MARK, OPEN_TEXT } kind;
	uint32_t mcid;
};
struct page_read {
	struct check *c;
	pdf_obj page;
	struct page_marks *marks;
	struct open_mark stack[STACK_MAX];
	size_t depth;
	const struct pdf_font *font;
};

static const struct open_mark *
inside(const struct page_read *r, int kind)
{
	for (size_t i = r->depth; i > 0; i--)
		if ((int)r->stack[i - 1].kind == kind)
			return &r->stack[i - 1];
	return NULL;
}

static struct mark *
mark_at(struct check *c, struct page_marks *m, uint32_t mcid)
{
	while (m->n <= mcid)
		VEC_ADD(c->a, m);
	return &m->at[mcid];
}

static void
text_add(struct page_read *r, struct str s)
{
	const struct open_mark *m = inside(r, OPEN_MARK);
	struct mark *mark = m ? mark_at(r->c, r->marks, m->mcid) : NULL;

	if (mark)
		mark->text = mark->text.n ? arena_concat(r->c->a, mark->text, s) : s;
}

/* UTF-16 with a byte-order mark, as PDF writes text. */
static struct str
text_string(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	if (!str_starts(s, STR("\xFE\xFF")))
		return s;
	pdf_utf16(&b, str_from(s, 2));
	return buf_to_arena(&b, a);
}

static void
open_mark(struct page_read *r, const struct pdf_operation *o)
{
	struct open_mark m = { OPEN_OTHER, 0 };
	const struct pdf_token *t = o->operands.at;
	size_t n = o->operands.n;

	if (n && str_is(t[0].text, "Artifact")) {
		m.kind = OPEN_ARTIFACT;
		if (inside(r, OPEN_MARK))
			fault(r->c, "an artifact stands within marked content");
	}
	for (size_t i = 1; i + 1 < n; i++) {
		int64_t v;

		if (str_is(t[i].text, "MCID") && str_to_int(t[i + 1].text, &v) && v >= 0 &&
		    v < 1 << 20) {
			m = (struct open_mark){ OPEN_MARK, (uint32_t)v };
			if (mark_at(r->c, r->marks, m.mcid)->seen)
				fault(r->c, "a mark's number is used twice");
			mark_at(r->c, r->marks, m.mcid)->seen = true;
			if (inside(r, OPEN_MARK) || inside(r, OPEN_ARTIFACT))
				fault(r->c, "marked content stands within other");
		} else if (str_is(t[i].text, "ActualText") && t[i + 1].kind == PDF_STRING) {
			if (!inside(r, OPEN_TEXT))
				text_add(r, text_string(r->c->a, t[i + 1].text));
			m.kind = OPEN_TEXT;
		}
	}
	if (r->depth < STACK_MAX)
		r->stack[r->depth++] = m;
	else
		fault(r->c, "marks are nested too deeply");
}

static void
show_text(struct page_read *r, const struct pdf_operation *o)
{
	AUTO_BUF b = { 0 };

	if (inside(r, OPEN_TEXT) || !inside(r, OPEN_MARK) || !r->font)
		return;
	for (size_t i = 0; i < o->operands.n; i++)
		if (o->operands.at[i].kind == PDF_STRING)
			pdf_font_text(r->font, o->operands.at[i].text, &b);
	text_add(r, buf_to_arena(&b, r->c->a));
}

static void
read_page(struct check *c, size_t i)
{
	struct page_read r = { .c = c, .page = pdf_page(&c->f, i),
			       .marks = &c->pages[i] };
	struct str content = pdf_page_content(&c->f, r.page);

	r.marks->id = pdf_id(&c->f, r.page);
	if (!is_name(c, get(c, r.page, "/Tabs"), "/S"))
		fault(c, "page %zu has no tab order", i + 1);
	for (;;) {
		struct pdf_operation o = pdf_operation_next(c->a, &content);
		bool paints = pdf_op_paints_path(o.op) || pdf_op_paints_text(o.op) ||
			      str_is(o.op, "Do") || str_is(o.op, "sh");

		if (!o.op.p)
			break;
		if (paints && !inside(&r, OPEN_MARK) && !inside(&r, OPEN_ARTIFACT))
			fault(c, "page %zu: %.*s paints outside of marked content", i + 1,
			      STRF(o.op));
		if (str_is(o.op, "BDC") || str_is(o.op, "BMC"))
			open_mark(&r, &o);
		else if (str_is(o.op, "EMC") && r.depth)
			r.depth--;
		else if (str_is(o.op, "EMC"))
			fault(c, "page %zu closes a mark that is not open", i + 1);
		else if (str_is(o.op, "Tf") && o.operands.n)
			r.font = font_find(c, r.page, o.operands.at[0].text);
		else if (pdf_op_paints_text(o.op))
			show_text(&r, &o);
	}
	if (r.depth)
		fault(c, "page %zu leaves a mark open", i + 1);
}

/* ---- structure ---- */

static struct mark *
own_mark(struct check *c, pdf_obj page, int64_t mcid)
{
	int id = pdf_id(&c->f, page);

	for (size_t i = 0; i < c->pages_n; i++) {
		struct page_marks *m = &c->pages[i];

		if (m->id != id || mcid < 0 || (size_t)mcid >= m->n || !m->at[mcid].seen)
			continue;
		m->at[mcid].owned++;
		return &m->at[mcid];
	}
	fault(c, "the structure tree names a mark that no page has");
	return NULL;
}

static void
own_annotation(struct check *c, pdf_obj annot, bool in_link)
{
	if (!in_link || !is_name(c, get(c, annot, "/Subtype"), "/Link"))
		fault(c, "an annotation is in an element that is no link");
	if (pdf_string_of(&c->f, get(c, annot, "/Contents")).n == 0)
		fault(c, "a link has no description");
	if (!pdf_has(&c->f, annot, "/A") && !pdf_has(&c->f, annot, "/Dest"))
		fault(c, "a link leads nowhere");
	if (!pdf_has(&c->f, annot, "/StructParent"))
		fault(c, "a link's annotation does not know its element");
	VEC_PUSH(c->a, &c->annotations, pdf_id(&c->f, annot));
}

static void
check_attributes(struct check *c, pdf_obj elem, struct str tag)
{
	pdf_obj attr = get(c, elem, "/A");

	if (str_is(tag, "/TH") && !pdf_name_of(&c->f, get(c, attr, "/Scope")).p)
		fault(c, "a header cell has no scope");
	if (str_is(tag, "/L") && !pdf_name_of(&c->f, get(c, attr, "/ListNumbering")).p)
		fault(c, "a list does not say its kind");
	if (tag.n == 3 && tag.p[1] == 'H' && tag.p[2] >= '1' && tag.p[2] <= '6') {
		int level = tag.p[2] - '0';

		if (level > c->heading + 1)
			fault(c, "a heading of level %d follows one of level %d", level,
			      c->heading);
		c->heading = level;
	}
}

static void walk(struct check *c, pdf_obj elem, unsigned depth, bool silent);

/* One kid of an element; its mark's text is the element's, unless the element
 * says its text itself. Returns whether it was an annotation. */
static bool
walk_kid(struct check *c, pdf_obj kid, pdf_obj page, bool in_link, unsigned depth, bool silent)
{
	struct mark *mark = NULL;
	int64_t mcid;

	if (pdf_int_of(&c->f, kid, &mcid)) {
		mark = own_mark(c, page, mcid);
	} else if (is_name(c, get(c, kid, "/Type"), "/MCR")) {
		if (pdf_int_of(&c->f, get(c, kid, "/MCID"), &mcid))
			mark = own_mark(c, get(c, kid, "/Pg"), mcid);
	} else if (is_name(c, get(c, kid, "/Type"), "/OBJR")) {
		own_annotation(c, get(c, kid, "/Obj"), in_link);
		return true;
	} else {
		walk(c, kid, depth + 1, silent);
	}
	if (mark && !silent)
		buf_add(&c->text, mark->text);
	return false;
}

static bool
is_inline(struct str tag)
{
	return str_is(tag, "/Span") || str_is(tag, "/Link");
}

static void
walk(struct check *c, pdf_obj elem, unsigned depth, bool silent)
{
	struct str tag, actual;
	pdf_obj kids, page;
	bool annotated = false, in_link;

	tag = pdf_name_of(&c->f, get(c, elem, "/S"));
	if (depth > DEPTH_MAX || !tag.p) {
		fault(c, "the structure tree is broken");
		return;
	}
	check_attributes(c, elem, tag);
	in_link = str_is(tag, "/Link");
	actual = pdf_string_of(&c->f, get(c, elem, "/ActualText"));
	if (actual.n && !silent)
		buf_add(&c->text, actual);
	page = get(c, elem, "/Pg");
	kids = get(c, elem, "/K");
	silent = silent || actual.n;
	if (pdf_is_array(&c->f, kids)) {
		for (size_t i = 0; i < pdf_count(&c->f, kids); i++)
			annotated |= walk_kid(c, pdf_item(&c->f, kids, i), page,
					      in_link, depth, silent);
	} else if (pdf_has(&c->f, elem, "/K")) {
		annotated = walk_kid(c, kids, page, in_link, depth, silent);
	}
	if (in_link && !annotated)
		fault(c, "a link has no annotation");
	if (!is_inline(tag))
		buf_addc(&c->text, '\n');
}

static void
check_marks(struct check *c)
{
	for (size_t i = 0; i < c->pages_n; i++)
		for (size_t k = 0; k < c->pages[i].n; k++)
			if (c->pages[i].at[k].seen && c->pages[i].at[k].owned != 1)
				fault(c, "page %zu: mark %zu is in %u elements", i + 1, k,
				      c->pages[i].at[k].owned);
}

static void
check_annotations(struct check *c)
{
	for (size_t i = 0; i < c->pages_n; i++) {
		pdf_obj list = get(c, pdf_page(&c->f, i), "/Annots");

		for (size_t k = 0; k < pdf_count(&c->f, list); k++) {
			int id = pdf_id(&c->f, pdf_item(&c->f, list, k));
			size_t owned = 0;

			for (size_t j = 0; j < c->annotations.n; j++)
				owned += c->annotations.at[j] == id;
			if (owned != 1)
				fault(c, "page %zu: an annotation is in %zu elements", i + 1, owned);
		}
	}
}

static void
check_words(struct check *c, struct str words)
{
	struct text_words have = text_words(c->a, buf_to_arena(&c->text, c->a));
	struct text_words want = text_words(c->a, words);

	for (size_t i = 0; i < have.n || i < want.n; i++) {
		struct str x = i < have.n ? have.at[i] : STR("");
		struct str y = i < want.n ? want.at[i] : STR("");

		if (str_eq(x, y))
			continue;
		fault(c, "word %zu is \"%.*s\", not \"%.*s\"", i + 1, STRF(x), STRF(y));
		return;
	}
}

static void
check_catalog(struct check *c, pdf_obj root)
{
	pdf_obj shown = get(c, get(c, root, "/ViewerPreferences"), "/DisplayDocTitle");
	pdf_obj marked = get(c, get(c, root, "/MarkInfo"), "/Marked");
	struct str meta = pdf_stream_of(&c->f, get(c, root, "/Metadata"));

	if (!pdf_is_true(&c->f, shown))
		fault(c, "the title is not shown");
	if (!pdf_is_true(&c->f, marked))
		fault(c, "the file does not say that it is tagged");
	if (pdf_string_of(&c->f, get(c, root, "/Lang")).n == 0)
		fault(c, "the document has no language");
	if (str_find(meta, STR("<dc:title>"), 0) == STR_NPOS)
		fault(c, "the metadata has no title");
}

static void
check_all(struct check *c, struct str words)
{
	pdf_obj root = pdf_root(&c->f), tree = get(c, root, "/StructTreeRoot"), top;

	c->pages_n = pdf_pages(&c->f);
	c->pages = ARENA_ARRAY(c->a, c->pages_n, struct page_marks);
	for (size_t i = 0; i < c->pages_n; i++)
		read_page(c, i);
	check_catalog(c, root);
	top = get(c, tree, "/K");
	if (!is_name(c, get(c, top, "/S"), "/Document"))
		fault(c, "there is no structure tree");
	else
		walk(c, top, 0, false);
	check_marks(c);
	check_annotations(c);
	if (words.p)
		check_words(c, words);
}

enum errc
pdf_check(struct op *op, struct str pdf, struct str words, struct pdf_faults *ret)
{
	struct check c = { .op = op, .a = op->arena, .faults = ret };
	bool read = pdf_open(&c.f, c.a, pdf);

	if (read)
		check_all(&c, words);
	buf_done(&c.text);
	pdf_close(&c.f);
	return read ? OK : fail(op, E_INVALID, "office.no-pdf", "%zu bytes", pdf.n);
}
