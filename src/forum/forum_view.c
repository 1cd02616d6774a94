/* SPDX-License-Identifier: Apache-2.0 */
#include "forum/forum_view.h"

#include "forum_view_sql.h"
#include "web/url.h"

static struct str *
field_of(struct forum *f, struct str name)
{
	const struct {
		struct str name;
		struct str *field;
	} fields[] = {
		{ STR("name"), &f->name },
		{ STR("short_name"), &f->short_name },
		{ STR("tagline"), &f->tagline },
		{ STR("mark"), &f->mark },
		{ STR("cycle"), &f->cycle },
		{ STR("contact"), &f->contact },
		{ STR("zone"), &f->zone },
		{ STR("site"), &f->site },
		{ STR("coordination_group"), &f->coordination_group },
		{ STR("page.about"), &f->about },
		{ STR("page.imprint"), &f->imprint },
		{ STR("page.privacy"), &f->privacy },
		{ STR("page.accessibility"), &f->accessibility },
	};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (str_eq(fields[i].name, name))
			return fields[i].field;
	return NULL;
}

enum errc
forum_view_load(struct op *op, struct forum *ret)
{
	struct forum f = { 0 };
	struct forum_view_settings_rows rows = { 0 };
	struct forum_view_documents_row document;
	struct forum_view_lists_row list;
	struct forum_view_criteria_row criteria;
	struct forum_view_series_row series;
	bool found;

	TRY(forum_view_settings(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct str *field = field_of(&f, rows.at[i].name);
		struct str value = str_trim(rows.at[i].value);

		if (field && value.n > 0)
			*field = value;
	}
	if (!str_present(f.name))
		f.name = STR("Convene");
	if (!str_present(f.short_name))
		f.short_name = f.name;
	f.contact_url = url_mail(op->arena, f.contact);
	TRY(forum_view_documents(op, &f.has_documents, &document));
	TRY(forum_view_lists(op, &f.has_lists, &list));
	TRY(forum_view_criteria(op, &f.has_criteria, &criteria));
	TRY(forum_view_series(op, f.coordination_group.p ? f.coordination_group : STR(""),
			      &found, &series));
	if (found) {
		f.series = series.id;
		f.series_slug = series.slug;
		f.series_name = series.name;
	}
	*ret = f;
	return OK;
}
