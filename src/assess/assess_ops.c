/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_ops.h"

#include <inttypes.h>

#include "assess_sql.h"
#include "audit/audit_ops.h"
#include "text/clean.h"

#define SLUG_MAX 40

static const char *
key_of(enum criteria_flaw flaw)
{
	static const char *const keys[] = {
		[CRITERIA_LINE] = "assess.bad-line",	   [CRITERIA_WORD] = "assess.bad-word",
		[CRITERIA_TWICE] = "assess.bad-twice",	   [CRITERIA_METRIC] = "assess.bad-metric",
		[CRITERIA_WINDOW] = "assess.bad-window",   [CRITERIA_THRESHOLD] = "assess.bad-threshold",
		[CRITERIA_POINTS] = "assess.bad-points",   [CRITERIA_NEEDS] = "assess.bad-needs",
		[CRITERIA_ID] = "assess.bad-id",	   [CRITERIA_SIZE] = "assess.bad-size",
		[CRITERIA_EMPTY] = "assess.bad-empty",
	};

	return keys[flaw];
}

enum errc
criteria_parse(struct op *op, struct str text, struct criteria *ret)
{
	struct criteria_wrong why;

	if (criteria_read(op->arena, text, ret, &why))
		return OK;
	if (!why.line)
		return fail(op, E_INVALID, key_of(why.flaw), "%.*s", STRF(why.word));
	return fail(op, E_INVALID, key_of(why.flaw), "%zu%s%.*s", why.line, why.word.n ? ": " : "", STRF(why.word));
}

static enum errc
note(struct op *op, const char *action, struct str slug, int64_t number, struct str details)
{
	return audit_add(op, (group_id){ 0 }, action,
			 arena_printf(op->arena, "criteria %.*s/%" PRId64, STRF(slug), number), details);
}

enum errc
criteria_add(struct op *op, struct str slug, struct str text, struct str reason, int64_t *ret)
{
	static const char action[] = "criteria.add";
	struct criteria_sql_newest_row newest;
	struct criteria c;

	reason = text_clean(op->arena, str_or_empty(reason));
	if (!criteria_is_name(slug, SLUG_MAX))
		return fail(op, E_INVALID, "assess.bad-name", "%.*s", STRF(slug));
	if (!reason.n || reason.n > CRITERIA_REASON_MAX)
		return fail(op, E_INVALID, "assess.no-reason", "%d", CRITERIA_REASON_MAX);
	TRY(criteria_parse(op, text, &c));
	text = criteria_write(op->arena, &c);
	TRY(criteria_sql_newest(op, slug, &newest));
	if (newest.number) {
		struct criteria_version before;

		TRY(criteria_get(op, slug, newest.number, &before));
		if (str_eq(before.source, text))
			return fail(op, E_CONFLICT, "assess.same", "%" PRId64, newest.number);
	}
	*ret = newest.number + 1;
	TRY(criteria_sql_add(op, slug, *ret, text, reason, op->actor ? op->actor->account : (account_id){ 0 }, op->now));
	return note(op, action, slug, *ret, text);
}

enum errc
criteria_get(struct op *op, struct str slug, int64_t number, struct criteria_version *ret)
{
	struct criteria_sql_get_row row;
	bool found;

	TRY(criteria_sql_get(op, slug, number, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "assess.no-such", "%.*s", STRF(slug));
	*ret = (struct criteria_version){ .slug = slug, .number = row.number, .state = row.state,
					  .source = row.source, .reason = row.reason, .decided = row.decided };
	/* It was read when it came in; what that took this program takes. */
	return criteria_parse(op, row.source, &ret->c);
}

enum errc
criteria_propose(struct op *op, struct str slug, int64_t number)
{
	static const char action[] = "criteria.propose";
	struct criteria_version v;

	TRY(criteria_get(op, slug, number, &v));
	if (v.state != CRITERIA_DRAFT)
		return fail(op, E_CONFLICT, "assess.not-a-draft", "%.*s", STRF(criteria_state_word(v.state)));
	TRY(criteria_sql_state(op, slug, v.number, CRITERIA_PROPOSED, STR("")));
	return note(op, action, slug, v.number, STR(""));
}

enum errc
criteria_adopt(struct op *op, struct str slug, int64_t number, struct str decided)
{
	static const char action[] = "criteria.adopt";
	struct criteria_version v;

	decided = text_clean(op->arena, str_or_empty(decided));
	TRY(criteria_get(op, slug, number, &v));
	if (v.state != CRITERIA_PROPOSED)
		return fail(op, E_CONFLICT, "assess.not-proposed", "%.*s", STRF(criteria_state_word(v.state)));
	if (!decided.n || decided.n > CRITERIA_REASON_MAX)
		return fail(op, E_INVALID, "assess.no-decision", "%d", CRITERIA_REASON_MAX);
	TRY(criteria_sql_state(op, slug, v.number, CRITERIA_ADOPTED, decided));
	TRY(criteria_sql_supersede(op, slug, v.number));
	return note(op, action, slug, v.number, decided);
}
