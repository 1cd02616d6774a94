/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report_print.h"

#include "action/action.h"
#include "doc/doc_html.h"
#include "html_report_page.h"
#include "office/format.h"
#include "text/catalogue.h"

static void
print_head(struct buf *out, struct arena *a, const struct report *r)
{
	const struct report_head *h = &r->head;

	if (r->form == REPORT_OTHER) {
		buf_addf(out, "  not in the house form: kept as it is, sections: %zu\n",
			 r->sections.n);
		return;
	}
	buf_addf(out, "  forum     %.*s %.*s\n  body      %.*s\n  meeting   %.*s%s%.*s", STRF(h->forum),
		 STRF(h->cycle), STRF(h->body), STRF(h->mode), h->mode.n ? " " : "",
		 STRF(h->number_text));
	if (h->number)
		buf_addf(out, " (number %d)", h->number);
	buf_addf(out, "\n  date      %.*s\n", STRF(date_format(a, h->date)));
	buf_addf(out, "  present   %zu", report_present(r));
	if (r->stated_attendance >= 0)
		buf_addf(out, " (the text says %d)", r->stated_attendance);
	buf_addc(out, '\n');
}

static void
print_items(struct buf *out, struct arena *a, const struct report *r)
{
	for (size_t i = 0; i < r->items.n; i++) {
		const struct report_item *item = &r->items.at[i];

		buf_addf(out, "  item %zu    %.*s, owner %.*s%s%.*s%s, due %.*s\n            %.*s\n", i + 1,
			 STRF(item_kind_word(item->kind)), STRF(owner_kind_word(item->owner)),
			 item->owner_text.n ? " (" : "", STRF(item->owner_text),
			 item->owner_text.n ? ")" : "",
			 STRF(date_known(item->due) ? date_format(a, item->due) : STR("none")),
			 STRF(item->text));
		for (size_t j = 0; j < item->parts.n; j++)
			buf_addf(out, "            %.*s: %.*s\n",
				 STRF(part_kind_word(item->parts.at[j].kind)),
				 STRF(item->parts.at[j].text));
	}
}

static void
print_sections(struct buf *out, struct arena *a, const struct report *r)
{
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];
		int first = 0, last = 0;

		for (size_t j = 0; j < s->blocks.n; j++) {
			int n = s->blocks.at[j].number;

			if (n && !first)
				first = n;
			if (n)
				last = n;
		}
		buf_addf(out, "  section   %.*s", STRF(runs_text(a, &s->heading)));
		if (first)
			buf_addf(out, first == last ? " (paragraph %d)" : " (paragraphs %d to %d)",
				 first, last);
		buf_addc(out, '\n');
	}
}

static void
print_findings(struct buf *out, struct arena *a, const struct findings *f)
{
	static const char *const words[] = { "note", "warning", "error" };

	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->at[i];

		BUF_LIT(out, "  ");
		if (x->line)
			buf_addf(out, "line %-4u ", x->line);
		buf_addf(out, "%s: %.*s %.*s [%s]\n", words[x->severity],
			 STRF(finding_what(a, LANG_en, x)), STRF(finding_mend(a, LANG_en, x)),
			 x->rule);
	}
	if (f->n)
		buf_addf(out, "  %zu finding%s\n", f->n, f->n == 1 ? "" : "s");
	else
		BUF_LIT(out, "  no findings\n");
}

void
report_print(struct buf *out, struct arena *a, struct str file, const struct report_text *text,
	     const struct report *r, const struct findings *f)
{
	buf_addf(out, "%.*s (%.*s)\n", STRF(file), STRF(text->charset));
	print_head(out, a, r);
	print_items(out, a, r);
	print_sections(out, a, r);
	for (size_t i = 0; i < r->roster.n; i++)
		buf_addf(out, "  roster    %.*s: %zu\n", STRF(r->roster.at[i].label),
			 r->roster.at[i].people.n);
	print_findings(out, a, f);
}

static void
render_page(struct arena *a, const struct report *r, struct buf *out)
{
	const struct doc *d = report_doc(a, r);
	struct html o = { .buf = out, .lang = LANG_en };
	struct report_page page = {
		.lang = d->lang,
		.title = d->title,
		.body = doc_html_blocks(a, &d->blocks, 0),
	};

	for (size_t i = 0; i < d->head.n; i++)
		VEC_PUSH(a, &page.head, d->head.at[i]);
	report_page(&o, &page);
}

enum errc
report_render(struct op *op, const struct report *r, struct str format, struct buf *out)
{
	const struct doc_format *f = doc_format_find(format);

	if (f && !f->only_tables)
		return f->write(op, report_doc(op->arena, r), out);
	if (str_is(format, "html"))
		render_page(op->arena, r, out);
	else if (str_is(format, "json"))
		buf_add(out, report_json(op->arena, r, NULL));
	else
		return fail(op, E_INVALID, "report.no-such-format", "%.*s", STRF(format));
	return OK;
}

struct str
report_problem(struct arena *a, const struct err *e)
{
	struct msg_arg args[] = { msg_str("detail", str_of(e->detail)) };
	enum msg msg;

	if (!msg_find(str_of(e->msgid), &msg))
		return str_of(e->msgid);
	return msg_format(a, LANG_en, msg, args, ARRAY_LEN(args));
}
