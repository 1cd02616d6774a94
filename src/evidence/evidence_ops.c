/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/evidence_ops.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "base/csv.h"
#include "evidence_sql.h"
#include "text/clean.h"

static enum errc
check(struct op *op, const struct evidence_piece *p)
{
	date today = date_of_instant(op->now);

	if (p->says == EVIDENCE_IS && !p->title.n)
		return fail(op, E_INVALID, "evidence.no-title", "%s", "");
	if (p->title.n > EVIDENCE_TITLE_MAX)
		return fail(op, E_INVALID, "evidence.too-long", "%d", EVIDENCE_TITLE_MAX);
	if (p->link.n > EVIDENCE_LINK_MAX)
		return fail(op, E_INVALID, "evidence.too-long", "%d", EVIDENCE_LINK_MAX);
	if (p->note.n > EVIDENCE_NOTE_MAX)
		return fail(op, E_INVALID, "evidence.too-long", "%d", EVIDENCE_NOTE_MAX);
	if (!date_known(p->day) || !date_known(p->until))
		return fail(op, E_INVALID, "evidence.no-day", "%s", "");
	if (p->until.v < p->day.v)
		return fail(op, E_INVALID, "evidence.days", "%s", "");
	if (p->until.v > today.v)
		return fail(op, E_INVALID, "evidence.not-yet", "%.*s", STRF(date_format(op->arena, p->until)));
	if (p->link.n && !str_starts(p->link, STR("https://")) && !str_starts(p->link, STR("http://")) &&
	    p->link.p[0] != '/')
		return fail(op, E_INVALID, "evidence.bad-link", "%.*s", STRF(p->link));
	return OK;
}

/* As it is kept: no line ends in what is shown in one line. */
static struct evidence_piece
tidy(struct op *op, const struct evidence_piece *given)
{
	struct evidence_piece p = *given;

	p.title = p.says == EVIDENCE_IS ? text_clean(op->arena, str_or_empty(p.title)) : STR("");
	p.link = text_clean(op->arena, str_or_empty(p.link));
	p.note = text_clean(op->arena, str_or_empty(p.note));
	if (p.says == EVIDENCE_IS)
		p.until = p.day;
	return p;
}

enum errc
evidence_add(struct op *op, const struct evidence_piece *given, const char *source, evidence_id *ret)
{
	static const char action[] = "evidence.add";
	struct evidence_piece p = tidy(op, given);
	struct evidence_sql_same_row same;
	struct evidence_sql_add_row row;

	TRY(check(op, &p));
	TRY(evidence_sql_same(op, p.group, p.kind, p.says, p.day, p.title, &same));
	if (same.n)
		return fail(op, E_CONFLICT, "evidence.twice", "%.*s", STRF(p.title));
	TRY(evidence_sql_add(op, p.group, p.kind, p.says, p.day, p.until, p.title, p.link, p.note, str_of(source),
			     op->actor ? op->actor->account : (account_id){ 0 }, op->now, &row));
	*ret = row.id;
	return audit_note(op, p.group, action, "evidence", row.id.v,
			  arena_printf(op->arena, "%.*s %.*s %.*s: %.*s %.*s %.*s", STRF(evidence_kind_word(p.kind)),
				       STRF(evidence_says_word(p.says)), STRF(date_format(op->arena, p.day)),
				       STRF(p.title), STRF(p.link), STRF(p.note)));
}

/* ---- a file ---- */

enum column { COLUMN_KIND, COLUMN_DAY, COLUMN_TITLE, COLUMN_LINK, COLUMN_NOTE, N_COLUMNS };

static bool
find_columns(const struct csv_row *head, size_t place[N_COLUMNS])
{
	static const char *const names[N_COLUMNS] = { "kind", "day", "title", "link", "note" };

	for (size_t c = 0; c < N_COLUMNS; c++) {
		place[c] = SIZE_MAX;
		for (size_t i = 0; i < head->n; i++)
			if (str_is(str_trim(head->at[i]), names[c]))
				place[c] = i;
	}
	return place[COLUMN_KIND] != SIZE_MAX && place[COLUMN_DAY] != SIZE_MAX && place[COLUMN_TITLE] != SIZE_MAX;
}

static struct str
cell(const struct csv_row *row, size_t place)
{
	return place < row->n ? str_trim(row->at[place]) : STR("");
}

static enum errc
bad_line(struct op *op, size_t line, const char *what)
{
	op_clear(op);
	return fail(op, E_INVALID, "evidence.bad-file", "%zu (%s)", line, what);
}

static enum errc
add_row(struct op *op, group_id group, const struct csv_row *row, const size_t place[N_COLUMNS],
	struct evidence_read *ret)
{
	struct evidence_piece p = {
		.group = group, .says = EVIDENCE_IS, .title = cell(row, place[COLUMN_TITLE]),
		.link = cell(row, place[COLUMN_LINK]), .note = cell(row, place[COLUMN_NOTE]),
	};
	evidence_id id;
	enum errc code;

	if (!evidence_kind_parse(cell(row, place[COLUMN_KIND]), &p.kind))
		return bad_line(op, row->line, "kind");
	if (!date_parse(cell(row, place[COLUMN_DAY]), &p.day))
		return bad_line(op, row->line, "day");
	code = evidence_add(op, &p, "file", &id);
	if (code == E_CONFLICT) {
		op_clear(op);
		ret->known++;
		return OK;
	}
	if (code == E_INVALID)
		return bad_line(op, row->line, op->err.msgid);
	ret->added += code == OK;
	return code;
}

enum errc
evidence_add_csv(struct op *op, group_id group, struct str text, struct evidence_read *ret)
{
	struct csv_reader r = { .rest = text };
	size_t place[N_COLUMNS];
	struct csv_row row;

	*ret = (struct evidence_read){ 0 };
	if (!csv_next(op->arena, &r, &row) || !find_columns(&row, place))
		return bad_line(op, 1, "kind,day,title,link,note");
	while (csv_next(op->arena, &r, &row))
		TRY(add_row(op, group, &row, place, ret));
	return r.problem ? bad_line(op, r.line, r.problem) : OK;
}

/* ---- what becomes of it ---- */

enum errc
evidence_answer(struct op *op, evidence_id id, bool confirm, struct str words)
{
	static const char action[] = "evidence.answer";
	struct evidence_sql_get_row row;
	bool found;

	words = text_clean(op->arena, str_or_empty(words));
	TRY(evidence_sql_get(op, id, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "evidence.no-such", "%" PRId64, id.v);
	if (!confirm && !words.n)
		return fail(op, E_INVALID, "evidence.no-reason", "%s", "");
	if (words.n > EVIDENCE_NOTE_MAX)
		return fail(op, E_INVALID, "evidence.too-long", "%d", EVIDENCE_NOTE_MAX);
	if (confirm && op->actor && op->actor->account.v && op->actor->account.v == row.account_id.v)
		return fail(op, E_CONFLICT, "evidence.own", "%s", "");
	TRY(evidence_sql_answer(op, id, confirm ? EVIDENCE_CONFIRMED : EVIDENCE_REFUSED, confirm ? STR("") : words));
	return audit_note(op, row.grp_id, action, "evidence", id.v, confirm ? STR("confirmed") : words);
}

enum errc
evidence_take_back(struct op *op, group_id group, evidence_id id)
{
	static const char action[] = "evidence.take-back";
	struct evidence_sql_get_row row;
	bool found;

	TRY(evidence_sql_get(op, id, &found, &row));
	if (!found || row.grp_id.v != group.v)
		return fail(op, E_NOT_FOUND, "evidence.no-such", "%" PRId64, id.v);
	if (row.state == EVIDENCE_CONFIRMED)
		return fail(op, E_CONFLICT, "evidence.confirmed", "%s", "");
	TRY(evidence_sql_drop(op, id));
	return audit_note(op, group, action, "evidence", id.v, STR(""));
}
