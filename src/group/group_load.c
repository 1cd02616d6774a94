/* SPDX-License-Identifier: Apache-2.0 */
/* The register of groups as CSV: see group_load_csv in group_ops.h. */
#include "base/csv.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "audit/audit_ops.h"
#include "group_sql.h"
#include "standing/standing_ops.h"
#include "text/fold.h"

enum column {
	COL_SLUG, COL_TYPE, COL_NAME, COL_SHORT, COL_STATE, COL_SINCE, COL_LIST, COL_JOIN,
	COL_ARCHIVE, COL_WEBSITE, COL_ALIASES, COL_DESCRIPTION, COLUMNS,
};
static const char *const column_names[COLUMNS] = {
	[COL_SLUG] = "slug", [COL_TYPE] = "type", [COL_NAME] = "name",
	[COL_SHORT] = "short_name", [COL_STATE] = "state", [COL_SINCE] = "since",
	[COL_LIST] = "list_address", [COL_JOIN] = "join_url", [COL_ARCHIVE] = "archive_url",
	[COL_WEBSITE] = "website", [COL_ALIASES] = "aliases",
	[COL_DESCRIPTION] = "description",
};

/* Which column stands where; -1: not there. */
struct layout {
	int at[COLUMNS];
};

static enum errc
bad_row(struct op *op, size_t line, const char *column, const char *why)
{
	return fail(op, E_INVALID, "group.bad-row", "line %zu, %s: %s", line, column, why);
}

static enum errc
read_head(struct op *op, const struct csv_row *head, struct layout *ret)
{
	for (int c = 0; c < COLUMNS; c++) {
		ret->at[c] = -1;
		for (size_t i = 0; i < head->n; i++)
			if (str_is(str_trim(head->at[i]), column_names[c]))
				ret->at[c] = (int)i;
	}
	if (ret->at[COL_SLUG] < 0 || ret->at[COL_TYPE] < 0 || ret->at[COL_NAME] < 0)
		return bad_row(op, head->line, "header", "slug, type and name are needed");
	return OK;
}

/* Absent where the cell is empty or the column missing. */
static struct str
cell_of(const struct csv_row *row, const struct layout *l, enum column c)
{
	struct str s;

	if (l->at[c] < 0 || (size_t)l->at[c] >= row->n)
		return STR_NONE;
	s = str_trim(row->at[l->at[c]]);
	return s.n ? s : STR_NONE;
}

static enum errc
read_spec(struct op *op, const struct csv_row *row, const struct layout *l, struct group_spec *ret)
{
	struct group_spec s = {
		.slug = cell_of(row, l, COL_SLUG),
		.name = cell_of(row, l, COL_NAME),
		.short_name = cell_of(row, l, COL_SHORT),
		.state = STATE_ACTIVE,
		.since = DATE_NONE,
		.description = cell_of(row, l, COL_DESCRIPTION),
		.list_address = cell_of(row, l, COL_LIST),
		.join_url = cell_of(row, l, COL_JOIN),
		.archive_url = cell_of(row, l, COL_ARCHIVE),
		.website = cell_of(row, l, COL_WEBSITE),
	};
	struct str state = cell_of(row, l, COL_STATE);
	struct str since = cell_of(row, l, COL_SINCE);

	if (!s.slug.n || !str_eq(s.slug, text_slug(op->arena, s.slug, s.slug.n)))
		return bad_row(op, row->line, "slug", "only a-z, 0-9 and single dashes");
	if (!s.name.n)
		return bad_row(op, row->line, "name", "is empty");
	if (!group_type_parse(cell_of(row, l, COL_TYPE), &s.type))
		return bad_row(op, row->line, "type", "is none of the types of group");
	if (state.n && !group_state_parse(state, &s.state))
		return bad_row(op, row->line, "state", "is none of the states");
	if (since.n && !date_parse(since, &s.since))
		return bad_row(op, row->line, "since", "is no date like 2021-05-13");
	*ret = s;
	return OK;
}

static enum errc
store_row(struct op *op, const struct csv_row *row, const struct layout *l, struct group_load *done)
{
	struct str aliases = cell_of(row, l, COL_ALIASES);
	struct group_spec spec;
	struct group_sql_by_slug_row there = { 0 };
	group_id id;
	bool found;

	TRY(read_spec(op, row, l, &spec));
	TRY(group_sql_by_slug(op, spec.slug, &found, &there));
	if (found) {
		id = there.id;
		TRY(group_set(op, id, &spec));
		TRY(standing_registered(op, id, there.state, spec.state));
		done->changed++;
	} else {
		TRY(group_add(op, &spec, &id));
		done->added++;
	}
	while (str_present(aliases)) {
		struct str alias = str_trim(str_cut(&aliases, ';'));

		if (alias.n)
			TRY(group_alias_add(op, id, alias, "register", (import_id){ 0 }));
	}
	return group_index(op, id);
}

enum errc
group_load_csv(struct op *op, struct str text, struct group_load *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct csv_reader r = { .rest = text };
	struct csv_row row;
	struct layout layout;
	struct group_load done = { 0 };

	if (!csv_next(op->arena, &r, &row))
		return bad_row(op, 1, "header", "the file is empty");
	TRY(read_head(op, &row, &layout));
	while (csv_next(op->arena, &r, &row))
		TRY(store_row(op, &row, &layout, &done));
	if (r.problem)
		return bad_row(op, r.line, "row", r.problem);
	TRY(audit_add(op, (group_id){ 0 }, "group.import", STR("register"), text));
	TRY(tx_commit(&tx));
	*ret = done;
	return OK;
}
