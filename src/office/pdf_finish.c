/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cairo 1.16 writes a structure tree that cannot say much: no scope, no kind
 * of list, no language, no artifacts, and text beside a link is in no element.
 * So its tree is replaced as a whole; only the marks in the pages are kept.
 *
 * Every object is made twice: first empty, so that it has a number that others
 * can point at, then filled.
 */
#include "office/pdf_finish.h"

#include "base/attr.h"
#include "office/pdf_content.h"
#include "office/pdf_file.h"
#include "office/xml.h"

struct finish {
	struct op *op;
	const struct pdf_tree *t;
	struct arena *a;
	struct pdf_file f;
	pdf_obj root;
	pdf_obj *pages;
	pdf_obj *nodes;
	struct {
		pdf_obj *at;
		size_t n;
	} *marks;       /* for each page, the element of each number */
	pdf_obj annots; /* number tree: what annotations belong to */
	int64_t next_parent;
};

static enum errc
fail_qpdf(struct finish *f)
{
	struct str why = pdf_problem(&f->f);

	return fail(f->op, E_UNAVAILABLE, "office.pdf", "%.*s", STRF(why));
}

/* ---- small things ---- */

static pdf_obj
name(struct finish *f, const char *s)
{
	return pdf_name(&f->f, s);
}

static pdf_obj
integer(struct finish *f, int64_t v)
{
	return pdf_int(&f->f, v);
}

static pdf_obj
text(struct finish *f, struct str s)
{
	return pdf_text(&f->f, s);
}

static pdf_obj
dict(struct finish *f)
{
	return pdf_dict(&f->f);
}

static pdf_obj
array(struct finish *f)
{
	return pdf_array(&f->f);
}

static void
put(struct finish *f, pdf_obj to, const char *key, pdf_obj value)
{
	pdf_put(&f->f, to, key, value);
}

static void
push(struct finish *f, pdf_obj to, pdf_obj value)
{
	pdf_push(&f->f, to, value);
}

static pdf_obj
indirect(struct finish *f, pdf_obj o)
{
	return pdf_indirect(&f->f, o);
}

static void
push_real(struct finish *f, pdf_obj to, double v)
{
	push(f, to, pdf_real(&f->f, v));
}

/* ---- pages ---- */

static enum errc
read_pages(struct finish *f)
{
	size_t n = pdf_pages(&f->f);

	if (n != f->t->pages)
		return fail(f->op, E_UNAVAILABLE, "office.pdf", "pages: %zu", n);
	f->pages = ARENA_ARRAY(f->a, n, pdf_obj);
	f->marks = arena_calloc(f->a, n, sizeof *f->marks);
	for (size_t i = 0; i < n; i++)
		f->pages[i] = pdf_page(&f->f, i);
	return OK;
}

static enum errc
finish_page(struct finish *f, size_t i)
{
	AUTO_BUF marked = { 0 };
	struct str content = pdf_page_content(&f->f, f->pages[i]);

	if (!content.p)
		return fail_qpdf(f);
	pdf_mark_artifacts(f->a, content, &marked);
	put(f, f->pages[i], "/Contents",
	    indirect(f, pdf_stream(&f->f, buf_to_arena(&marked, f->a))));
	put(f, f->pages[i], "/StructParents", integer(f, (int64_t)i));
	put(f, f->pages[i], "/Tabs", name(f, "S"));
	return OK;
}

/* ---- elements ---- */

static void
count_marks(struct finish *f)
{
	for (size_t s = 0; s < f->t->slots.n; s++) {
		const struct pdf_slot *slot = &f->t->slots.at[s];

		for (size_t i = 0; i < slot->places.n; i++) {
			const struct pdf_place *p = &slot->places.at[i];

			if (p->mcid >= f->marks[p->page].n)
				f->marks[p->page].n = p->mcid + 1;
		}
	}
	for (uint32_t i = 0; i < f->t->pages; i++)
		f->marks[i].at = ARENA_ARRAY(f->a, f->marks[i].n, pdf_obj);
}

static void
push_places(struct finish *f, pdf_obj kids, uint32_t node, const struct pdf_slot *slot)
{
	for (size_t i = 0; i < slot->places.n; i++) {
		const struct pdf_place *p = &slot->places.at[i];
		pdf_obj mcr = dict(f);

		put(f, mcr, "/Type", name(f, "MCR"));
		put(f, mcr, "/Pg", f->pages[p->page]);
		put(f, mcr, "/MCID", integer(f, p->mcid));
		push(f, kids, mcr);
		f->marks[p->page].at[p->mcid] = f->nodes[node];
	}
}

static pdf_obj
rectangle(struct finish *f, const struct pdf_area *area)
{
	pdf_obj rect = array(f);

	push_real(f, rect, area->x);
	push_real(f, rect, PDF_PAGE_HEIGHT - area->y - area->height);
	push_real(f, rect, area->x + area->width);
	push_real(f, rect, PDF_PAGE_HEIGHT - area->y);
	return rect;
}

static pdf_obj
destination(struct finish *f, uint32_t page, double y)
{
	pdf_obj dest = array(f);

	push(f, dest, f->pages[page]);
	push(f, dest, name(f, "XYZ"));
	push(f, dest, pdf_null(&f->f));
	push_real(f, dest, PDF_PAGE_HEIGHT - y + 4);
	push(f, dest, pdf_null(&f->f));
	return dest;
}

static const struct pdf_anchor *
anchor_find(const struct pdf_tree *t, struct str target)
{
	for (size_t i = 0; target.n > 1 && target.p[0] == '#' && i < t->anchors.n; i++)
		if (str_eq(t->anchors.at[i].name, str_from(target, 1)))
			return &t->anchors.at[i];
	return NULL;
}

static void
push_annotation(struct finish *f, pdf_obj kids, uint32_t node, const struct pdf_area *area)
{
	const struct pdf_node *link = &f->t->nodes.at[node];
	const struct pdf_anchor *anchor = anchor_find(f->t, link->target);
	pdf_obj annot = dict(f), action = dict(f), ref = dict(f), page = f->pages[area->page];
	pdf_obj border = array(f), list;

	put(f, annot, "/Type", name(f, "Annot"));
	put(f, annot, "/Subtype", name(f, "Link"));
	put(f, annot, "/Rect", rectangle(f, area));
	for (int i = 0; i < 3; i++)
		push(f, border, integer(f, 0));
	put(f, annot, "/Border", border);
	put(f, annot, "/F", integer(f, 4)); /* printed */
	put(f, annot, "/Contents", text(f, link->text));
	put(f, annot, "/StructParent", integer(f, f->next_parent));
	if (link->target.p[0] == '#') {
		put(f, annot, "/Dest", anchor ? destination(f, anchor->page, anchor->y)
					      : destination(f, 0, 0));
	} else {
		put(f, action, "/S", name(f, "URI"));
		put(f, action, "/URI",
		    pdf_bytes(&f->f, link->target));
		put(f, annot, "/A", action);
	}
	annot = indirect(f, annot);
	if (!pdf_has(&f->f, page, "/Annots"))
		put(f, page, "/Annots", array(f));
	list = pdf_get(&f->f, page, "/Annots");
	push(f, list, annot);
	push(f, f->annots, integer(f, f->next_parent++));
	push(f, f->annots, f->nodes[node]);
	put(f, ref, "/Type", name(f, "OBJR"));
	put(f, ref, "/Obj", annot);
	put(f, ref, "/Pg", page);
	push(f, kids, ref);
}

static void
put_attributes(struct finish *f, pdf_obj elem, const struct pdf_node *n)
{
	pdf_obj attr = dict(f);

	if (strcmp(n->tag, "L") == 0) {
		put(f, attr, "/O", name(f, "List"));
		put(f, attr, "/ListNumbering", name(f, n->ordered ? "Decimal" : "Disc"));
		put(f, elem, "/A", attr);
		return;
	}
	if (n->scope == PDF_SCOPE_NONE && n->span <= 1)
		return;
	put(f, attr, "/O", name(f, "Table"));
	if (n->scope != PDF_SCOPE_NONE)
		put(f, attr, "/Scope", name(f, n->scope == PDF_SCOPE_COLUMN ? "Column" : "Row"));
	if (n->span > 1)
		put(f, attr, "/ColSpan", integer(f, n->span));
	put(f, elem, "/A", attr);
}

static void
fill_node(struct finish *f, uint32_t i, pdf_obj up)
{
	const struct pdf_node *n = &f->t->nodes.at[i];
	pdf_obj elem = f->nodes[i], kids = array(f);

	put(f, elem, "/Type", name(f, "StructElem"));
	put(f, elem, "/S", name(f, n->tag));
	put(f, elem, "/P", up);
	if (n->lang.n)
		put(f, elem, "/Lang", text(f, n->lang));
	if (n->actual.n)
		put(f, elem, "/ActualText", text(f, n->actual));
	put_attributes(f, elem, n);
	for (size_t k = 0; k < n->kids.n; k++) {
		if (n->kids.at[k].slot)
			push_places(f, kids, i, &f->t->slots.at[n->kids.at[k].index]);
		else
			push(f, kids, f->nodes[n->kids.at[k].index]);
	}
	for (size_t k = 0; k < n->areas.n; k++)
		push_annotation(f, kids, i, &n->areas.at[k]);
	put(f, elem, "/K", kids);
}

static void
fill_tree(struct finish *f)
{
	pdf_obj tree = indirect(f, dict(f)), parents = dict(f), nums = array(f);
	const struct pdf_tree *t = f->t;
	uint32_t *up = ARENA_ARRAY(f->a, t->nodes.n, uint32_t);

	f->nodes = ARENA_ARRAY(f->a, t->nodes.n, pdf_obj);
	f->annots = array(f);
	f->next_parent = t->pages;
	for (size_t i = 0; i < t->nodes.n; i++) {
		f->nodes[i] = indirect(f, dict(f));
		for (size_t k = 0; k < t->nodes.at[i].kids.n; k++)
			if (!t->nodes.at[i].kids.at[k].slot)
				up[t->nodes.at[i].kids.at[k].index] = (uint32_t)i;
	}
	count_marks(f);
	for (uint32_t i = 0; i < t->nodes.n; i++)
		fill_node(f, i, i ? f->nodes[up[i]] : tree);
	for (uint32_t i = 0; i < t->pages; i++) {
		pdf_obj list = array(f);

		for (size_t k = 0; k < f->marks[i].n; k++)
			push(f, list, f->marks[i].at[k] ? f->marks[i].at[k]
							: pdf_null(&f->f));
		push(f, nums, integer(f, i));
		push(f, nums, indirect(f, list));
	}
	for (size_t i = 0; i < pdf_count(&f->f, f->annots); i++)
		push(f, nums, pdf_item(&f->f, f->annots, i));
	put(f, parents, "/Nums", nums);
	put(f, tree, "/Type", name(f, "StructTreeRoot"));
	put(f, tree, "/K", f->nodes[0]);
	put(f, tree, "/ParentTree", indirect(f, parents));
	put(f, tree, "/ParentTreeNextKey", integer(f, f->next_parent));
	put(f, f->root, "/StructTreeRoot", tree);
}

/* ---- outline ---- */

struct open_entry {
	int level;
	pdf_obj entry, last;
	int64_t count;
};

/* An entry below the last one of a higher level; all of them open. */
static void
fill_outline(struct finish *f)
{
	struct open_entry stack[8] = { { .entry = indirect(f, dict(f)) } };
	size_t depth = 0;

	if (!f->t->outline.n)
		return;
	for (size_t i = 0; i < f->t->outline.n; i++) {
		const struct pdf_outline *o = &f->t->outline.at[i];
		pdf_obj entry = indirect(f, dict(f));

		while (depth && stack[depth].level >= o->level)
			depth--;
		put(f, entry, "/Title", text(f, o->text));
		put(f, entry, "/Parent", stack[depth].entry);
		put(f, entry, "/Dest", destination(f, o->page, o->y));
		if (stack[depth].count++) {
			put(f, stack[depth].last, "/Next", entry);
			put(f, entry, "/Prev", stack[depth].last);
		} else {
			put(f, stack[depth].entry, "/First", entry);
		}
		put(f, stack[depth].entry, "/Last", entry);
		put(f, stack[depth].entry, "/Count", integer(f, stack[depth].count));
		stack[depth].last = entry;
		if (depth + 1 < ARRAY_LEN(stack))
			stack[++depth] = (struct open_entry){ o->level, entry, 0, 0 };
	}
	put(f, stack[0].entry, "/Type", name(f, "Outlines"));
	put(f, f->root, "/Outlines", stack[0].entry);
	put(f, f->root, "/PageMode", name(f, "UseOutlines"));
}

/* ---- the document ---- */

static struct str
xmp(struct finish *f, bool ua)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		    "<dc:format>application/pdf</dc:format>\n"
		    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	xml_add(&b, f->t->title);
	BUF_LIT(&b, "</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>");
	xml_add(&b, f->t->lang);
	BUF_LIT(&b, "</rdf:li></rdf:Bag></dc:language>\n<pdf:Producer>Convene</pdf:Producer>\n");
	if (ua)
		BUF_LIT(&b, "<pdfuaid:part>1</pdfuaid:part>\n");
	BUF_LIT(&b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	return buf_to_arena(&b, f->a);
}

static void
fill_catalog(struct finish *f, bool ua)
{
	pdf_obj mark = dict(f), view = dict(f), info = dict(f), meta = pdf_stream(&f->f, xmp(f, ua));

	put(f, mark, "/Marked", pdf_bool(&f->f, true));
	put(f, f->root, "/MarkInfo", mark);
	put(f, view, "/DisplayDocTitle", pdf_bool(&f->f, true));
	put(f, f->root, "/ViewerPreferences", view);
	put(f, f->root, "/Lang", text(f, f->t->lang));
	put(f, meta, "/Type", name(f, "Metadata"));
	put(f, meta, "/Subtype", name(f, "XML"));
	put(f, f->root, "/Metadata", indirect(f, meta));
	/* No date: the same document is the same file. */
	put(f, info, "/Title", text(f, f->t->title));
	put(f, info, "/Producer", text(f, STR("Convene")));
	put(f, pdf_trailer(&f->f), "/Info", indirect(f, info));
}

static enum errc
finish_all(struct finish *f, bool ua, struct buf *out)
{
	f->root = pdf_root(&f->f);
	TRY(read_pages(f));
	for (uint32_t i = 0; i < f->t->pages; i++)
		TRY(finish_page(f, i));
	fill_tree(f);
	fill_outline(f);
	fill_catalog(f, ua);
	return pdf_save(&f->f, out) ? OK : fail_qpdf(f);
}

enum errc
pdf_finish(struct op *op, const struct pdf_tree *t, struct str drawn, bool ua, struct buf *out)
{
	struct finish f = { .op = op, .t = t, .a = t->arena };
	enum errc code;

	code = pdf_open(&f.f, f.a, drawn) ? finish_all(&f, ua, out) : fail_qpdf(&f);
	pdf_close(&f.f);
	return code;
}
