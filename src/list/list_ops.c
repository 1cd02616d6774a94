/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_ops.h"

#include "db/db.h"
#include "group/group_ops.h"
#include "list_sql.h"
#include "text/collate.h"
#include "text/slug.h"

/* One @ with something on both sides, and nothing that would end a header. */
static bool
is_address(struct str s)
{
	size_t at = str_find_char(s, '@', 0);

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || strchr("<>\",;:()", s.p[i]))
			return false;
	return at > 0 && at < s.n && at + 1 < s.n && str_find_char(s, '@', at + 1) >= s.n;
}

static bool
is_link(struct str s)
{
	return str_starts(s, STR("https://")) || str_starts(s, STR("http://")) ||
	       str_starts(s, STR("mailto:"));
}

static enum errc
check(struct op *op, const struct list_spec *spec, group_id *ret_group)
{
	const struct str links[] = { spec->join_url, spec->archive_url };
	struct group_ref group = { 0 };

	if (str_present(spec->address) && !is_address(spec->address))
		return fail(op, E_INVALID, "list.bad-address", "%.*s", STRF(spec->address));
	for (size_t i = 0; i < ARRAY_LEN(links); i++)
		if (str_present(links[i]) && !is_link(links[i]))
			return fail(op, E_INVALID, "list.bad-link", "%.*s", STRF(links[i]));
	if (str_present(spec->group))
		TRY(group_by_slug(op, spec->group, &group));
	*ret_group = group.id;
	return OK;
}

enum errc
list_add(struct op *op, const struct list_spec *spec, list_id *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct str slug = text_slug(
		op->arena, str_present(spec->slug) ? spec->slug : spec->name, SLUG_MAX);
	struct list_sql_insert_row row;
	group_id group;

	TRY(check(op, spec, &group));
	TRY(list_sql_insert(op, slug, spec->name, collate_key(op->arena, spec->name), group,
			    spec->address, spec->join_url, spec->archive_url, &row));
	TRY(tx_commit(&tx));
	*ret = row.id;
	return OK;
}

enum errc
list_set(struct op *op, list_id id, const struct list_spec *spec)
{
	AUTO_TX tx = tx_begin(op);
	struct list_sql_get_row now;
	group_id group;

	TRY(list_sql_get(op, id, &now));
	TRY(check(op, spec, &group));
	if (str_present(spec->name))
		now.name = spec->name;
	if (str_present(spec->group))
		now.grp_id = group;
	if (str_present(spec->address))
		now.address = spec->address;
	if (str_present(spec->join_url))
		now.join_url = spec->join_url;
	if (str_present(spec->archive_url))
		now.archive_url = spec->archive_url;
	TRY(list_sql_update(op, id, now.name, collate_key(op->arena, now.name), now.grp_id,
			    now.address, now.join_url, now.archive_url));
	return tx_commit(&tx);
}

enum errc
list_by_slug(struct op *op, struct str slug, struct list_ref *ret)
{
	struct list_sql_by_slug_row row;
	bool found;

	TRY(list_sql_by_slug(op, slug, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "list.no-such", "%.*s", STRF(slug));
	*ret = (struct list_ref){ row.id, slug, row.name, row.address };
	return OK;
}
