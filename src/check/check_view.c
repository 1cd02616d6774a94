/* SPDX-License-Identifier: Apache-2.0 */
#include "check/check_view.h"

#include "base/utf8.h"

static void
show_head(struct check_view *v, const struct report *r)
{
	size_t words = r->typed_words + r->remainder_words;

	v->checked = true;
	v->house = r->form == REPORT_HOUSE;
	v->head = r->head;
	v->present = (int64_t)report_present(r);
	v->stated = r->stated_attendance;
	v->typed = words ? (int64_t)(r->typed_words * 100 / words) : 0;
	v->abbreviations = (int64_t)r->abbreviations.n;
	v->postponed = (int64_t)r->postponed.n;
	v->links = (int64_t)r->links.n;
}

static void
show_items(struct arena *a, struct check_view *v, const struct report *r)
{
	for (size_t i = 0; i < r->items.n; i++) {
		const struct report_item *item = &r->items.at[i];

		VEC_PUSH(a, &v->items,
			 ((struct check_item){
				 .text = item->text,
				 .kind = item->kind,
				 .owner = item->owner_text,
				 .owner_all = item->owner == OWNER_ALL,
				 .due = item->due,
				 .due_guessed = item->due_year_guessed,
				 .parts = (int64_t)item->parts.n,
				 .line = item->line,
			 }));
	}
}

static void
show_sections(struct arena *a, struct check_view *v, const struct report *r)
{
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];
		struct check_section line = { .heading = runs_text(a, &s->heading) };

		for (size_t k = 0; k < s->blocks.n; k++) {
			int number = s->blocks.at[k].number;

			if (number && !line.first)
				line.first = number;
			if (number)
				line.last = number;
		}
		if (line.heading.n > 0 || line.first)
			VEC_PUSH(a, &v->sections, line);
	}
	for (size_t i = 0; i < r->roster.n; i++)
		VEC_PUSH(a, &v->roster,
			 ((struct check_roster){ r->roster.at[i].label, (int64_t)r->roster.at[i].people.n }));
}

/* Findings are ordered by line, so the text is walked once. */
static void
show_findings(struct arena *a, struct check_view *v, const struct findings *f)
{
	struct str rest = v->text, line = STR("");
	int64_t at = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->at[i];
		struct check_finding *out = VEC_ADD(a, &v->findings);

		*out = (struct check_finding){
			.id = str_of(x->rule),
			.title = finding_title(v->page.lang, x),
			.severity = x->severity,
			.what = finding_what(a, v->page.lang, x),
			.mend = finding_mend(a, v->page.lang, x),
			.line = x->line,
		};
		v->errors += x->severity == SEV_ERROR;
		v->warnings += x->severity == SEV_WARN;
		v->notes += x->severity == SEV_INFO;
		while (at < (int64_t)x->line && str_present(rest)) {
			line = str_cut_line(&rest);
			at++;
		}
		if (x->line && at == (int64_t)x->line) {
			out->quote = utf8_clip(str_trim(line), CHECK_QUOTE);
			out->clipped = out->quote.n < str_trim(line).n;
		}
	}
}

enum errc
check_load(struct op *op, struct check_view *v)
{
	struct report_known known = { 0 };
	struct report_text text = { .text = v->text };
	const struct report *r;
	struct findings f;

	TRY(report_known_names(op, &known));
	memcpy(text.notices, v->notices, sizeof text.notices);
	r = report_understand(op->arena, &text);
	f = report_check(op->arena, r, &known);
	show_head(v, r);
	show_items(op->arena, v, r);
	show_sections(op->arena, v, r);
	show_findings(op->arena, v, &f);
	return OK;
}
