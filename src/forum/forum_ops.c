/* SPDX-License-Identifier: Apache-2.0 */
#include "forum/forum_ops.h"

#include "audit/audit_ops.h"
#include "db/db.h"
#include "forum_sql.h"
#include "text/zone.h"

/* "https://forum.example": paths go behind it. Plain http is for trying it out here. */
static bool
is_site(struct str s)
{
	bool here = str_starts(s, STR("http://127.0.0.1")) || str_starts(s, STR("http://localhost"));

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"'?#", s.p[i]))
			return false;
	return (here || str_starts(s, STR("https://"))) && !str_ends(s, STR("/"));
}

/* How many. */
static bool
is_count(struct str s)
{
	int64_t n;

	return str_to_int(s, &n) && n >= 1;
}

const struct forum_setting forum_settings[] = {
	{ "name", "forum.setting.name", 200, NULL, NULL },
	{ "short_name", "forum.setting.short-name", 40, NULL, NULL },
	{ "coordination_group", "forum.setting.coordination-group", 200, NULL, NULL },
	{ "mark", "forum.setting.mark", 8, NULL, NULL },
	{ "cycle", "forum.setting.cycle", 40, NULL, NULL },
	{ "tagline", "forum.setting.tagline", 400, NULL, NULL },
	{ "contact", "forum.setting.contact", 200, NULL, NULL },
	{ "zone", "forum.setting.zone", 60, zone_known, "forum.no-such-zone" },
	{ "site", "forum.setting.site", 200, is_site, "forum.bad-site" },
	{ "mail_from", "forum.setting.mail-from", 200, NULL, NULL },
	{ "mail_per_host", "forum.setting.mail-per-host", 10, is_count, "forum.no-count" },
	{ "page.about", "forum.setting.about", 60000, NULL, NULL },
	{ "page.imprint", "forum.setting.imprint", 60000, NULL, NULL },
	{ "page.privacy", "forum.setting.privacy", 60000, NULL, NULL },
	{ "page.accessibility", "forum.setting.accessibility", 60000, NULL, NULL },
};
const size_t forum_settings_n = ARRAY_LEN(forum_settings);

static const struct forum_setting *
setting_find(struct str name)
{
	for (size_t i = 0; i < forum_settings_n; i++)
		if (str_is(name, forum_settings[i].name))
			return &forum_settings[i];
	return NULL;
}

enum errc
forum_get(struct op *op, struct str name, struct str *ret)
{
	struct setting_sql_get_row row = { 0 };
	bool found;

	if (!setting_find(name))
		return fail(op, E_INVALID, "forum.no-such-setting", "%.*s", STRF(name));
	TRY(setting_sql_get(op, name, &found, &row));
	*ret = found ? row.value : STR_NONE;
	return OK;
}

enum errc
forum_site(struct op *op, struct str *ret)
{
	TRY(forum_get(op, STR("site"), ret));
	if (!str_present(*ret) || !ret->n)
		return fail(op, E_INVALID, "mail.no-sender", "%s", "site");
	return OK;
}

enum errc
forum_set(struct op *op, struct str name, struct str value)
{
	static const char action[] = "setting.set";
	const struct forum_setting *s = setting_find(name);

	if (!s)
		return fail(op, E_INVALID, "forum.no-such-setting", "%.*s", STRF(name));
	if (value.n > s->max)
		return fail(op, E_LIMIT, "forum.setting-too-long", "%s: %zu > %zu", s->name,
			    value.n, s->max);
	if (s->ok && value.n && !s->ok(value))
		return fail(op, E_INVALID, s->wrong, "%.*s", STRF(value));
	TRY(setting_sql_set(op, name, value));
	return audit_add(op, (group_id){ 0 }, action, arena_concat(op->arena, STR("setting "), name), value);
}

/* One setting, its continuation lines joined. */
static enum errc
set_one(struct op *op, struct str entry, size_t line)
{
	size_t eq = str_find_char(entry, '=', 0);
	struct str name = str_trim(str_sub(entry, 0, eq == STR_NPOS ? 0 : eq));

	if (eq == STR_NPOS || !setting_find(name))
		return fail(op, E_INVALID, "forum.bad-line", "%zu", line);
	return forum_set(op, name, str_trim(str_from(entry, eq + 1)));
}

enum errc
forum_settings_load(struct op *op, struct str text, size_t *ret_n)
{
	AUTO_TX tx = tx_begin(op);
	struct str entry = STR_NONE;
	size_t line = 0, entry_line = 0, n = 0;

	while (str_present(text)) {
		struct str raw = str_cut_line(&text);
		bool more = raw.n && (raw.p[0] == ' ' || raw.p[0] == '\t');
		struct str s = str_trim(raw);

		line++;
		if (s.n == 0 || s.p[0] == '#')
			continue;
		if (more && str_present(entry)) {
			entry = arena_printf(op->arena, "%.*s\n%.*s", STRF(entry), STRF(s));
			continue;
		}
		if (str_present(entry)) {
			TRY(set_one(op, entry, entry_line));
			n++;
		}
		entry = s;
		entry_line = line;
	}
	if (str_present(entry)) {
		TRY(set_one(op, entry, entry_line));
		n++;
	}
	TRY(tx_commit(&tx));
	*ret_n = n;
	return OK;
}

enum errc
redirect_add(struct op *op, struct str old, struct str target)
{
	if (str_eq(old, target))
		return OK;
	TRY(redirect_sql_delete(op, target));
	return redirect_sql_set(op, old, target);
}

enum errc
redirect_find(struct op *op, struct str path, struct str *ret)
{
	struct redirect_sql_get_row row = { 0 };
	bool found;

	TRY(redirect_sql_get(op, path, &found, &row));
	*ret = found ? row.target : STR_NONE;
	return OK;
}

enum errc
redirect_remove(struct op *op, struct str old)
{
	return redirect_sql_delete(op, old);
}
