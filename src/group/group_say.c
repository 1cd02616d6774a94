/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group_say.h"

#include "audit/audit_ops.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "group_sql.h"
#include "mail/letter.h"
#include "secret/digest.h"
#include "text/clean.h"

enum errc
group_said(struct op *op, group_id id, struct group_said *ret)
{
	struct group_sql_said_row row;

	TRY(group_sql_said(op, id, &row));
	*ret = (struct group_said){ str_or_empty(row.description), str_or_empty(row.list_address),
				    str_or_empty(row.join_url), str_or_empty(row.archive_url), str_or_empty(row.website) };
	return OK;
}

struct str
group_said_digest(struct arena *a, const struct group_said *s)
{
	return digest_hex(a, arena_printf(a, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s", STRF(s->description),
					  STRF(s->list_address), STRF(s->join_url), STRF(s->archive_url),
					  STRF(s->website)));
}

#define DESCRIPTION_MAX 2000
#define LINK_MAX 500

static bool
is_link(struct str s, bool mail_too)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"", s.p[i]))
			return false;
	return str_starts(s, STR("https://")) || str_starts(s, STR("http://")) ||
	       (mail_too && str_starts(s, STR("mailto:")));
}

enum errc
group_said_check(struct op *op, const struct group_said *s)
{
	const struct str links[] = { s->join_url, s->archive_url, s->website };

	if (s->description.n > DESCRIPTION_MAX)
		return fail(op, E_INVALID, "group.too-long", "%d", DESCRIPTION_MAX);
	if (s->list_address.n && !letter_address_ok(s->list_address))
		return fail(op, E_INVALID, "group.bad-address", "%.*s", STRF(s->list_address));
	for (size_t i = 0; i < ARRAY_LEN(links); i++)
		if (links[i].n && (links[i].n > LINK_MAX || !is_link(links[i], i == 0)))
			return fail(op, E_INVALID, "group.bad-link", "%.*s", STRF(links[i]));
	return OK;
}

static struct str
or_none(struct str s)
{
	return s.n ? s : STR_NONE;
}

enum errc
group_say(struct op *op, group_id id, const struct group_said *said, struct str seen)
{
	struct group_said clean = { text_clean(op->arena, str_or_empty(said->description)),
				    str_trim(str_or_empty(said->list_address)), str_trim(str_or_empty(said->join_url)),
				    str_trim(str_or_empty(said->archive_url)), str_trim(str_or_empty(said->website)) };
	struct group_said now;

	TRY(group_said_check(op, &clean));
	TRY(group_said(op, id, &now));
	if (!str_eq(group_said_digest(op->arena, &now), seen))
		return fail(op, E_CONFLICT, "group.changed", "%s", "");
	TRY(group_sql_say(op, id, or_none(clean.description), or_none(clean.list_address),
			  or_none(clean.join_url), or_none(clean.archive_url), or_none(clean.website)));
	TRY(group_index(op, id));
	return audit_note(op, id, "group.say", "group", id.v, group_said_digest(op->arena, &clean));
}
