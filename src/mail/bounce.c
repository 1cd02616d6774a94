/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/bounce.h"

#include "base/buf.h"
#include "mail/refs.h"

#define RECIPIENTS_MAX 100
#define MIDS_MAX 10
#define FIELD_MAX 2000 /* bytes; of what a server says more is of no use */

/* The next field with its continuations; *ret_gap: an empty line stood before it. */
static bool
next_field(struct arena *a, struct str *rest, struct str *ret_name, struct str *ret_value, bool *ret_gap)
{
	AUTO_BUF value = { 0 };
	struct str line;
	size_t colon;

	*ret_gap = false;
	for (;;) {
		if (!str_present(*rest) || !rest->n)
			return false;
		line = str_cut_line(rest);
		colon = str_find_char(line, ':', 0);
		if (!str_trim(line).n)
			*ret_gap = true;
		else if (colon != STR_NPOS && colon > 0 && line.p[0] != ' ' && line.p[0] != '\t')
			break;
	}
	*ret_name = arena_lower(a, str_trim(str_sub(line, 0, colon)));
	buf_add(&value, str_trim(str_from(line, colon + 1)));
	while (str_present(*rest) && rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) {
		line = str_trim(str_cut_line(rest));
		if (value.n + line.n < FIELD_MAX) {
			buf_addc(&value, ' ');
			buf_add(&value, line);
		}
	}
	*ret_value = buf_to_arena(&value, a);
	return true;
}

/* The value behind "rfc822;", "smtp;". */
static struct str
behind_type(struct str value)
{
	size_t at = str_find_char(value, ';', 0);

	return str_trim(at == STR_NPOS ? value : str_from(value, at + 1));
}

static enum bounce_action
action_of(struct arena *a, struct str value)
{
	struct str word = arena_lower(a, value);

	if (str_is(word, "failed"))
		return BOUNCE_FAILED;
	return str_is(word, "delayed") ? BOUNCE_DELAYED : BOUNCE_OTHER;
}

/* The head of the message: is it a report of a delivery? *rest: what comes behind it. */
static bool
is_report(struct arena *a, struct str message, struct str *rest)
{
	struct str name, value;
	bool gap, report = false;

	*rest = message;
	while (str_present(*rest) && rest->n) {
		struct str before = *rest;

		if (!next_field(a, rest, &name, &value, &gap))
			break;
		if (gap) {
			*rest = before;
			break;
		}
		if (str_is(name, "content-type")) {
			value = arena_lower(a, value);
			report = str_starts(value, STR("multipart/report")) &&
				 str_find(value, STR("delivery-status"), 0) != STR_NPOS;
		}
	}
	return report;
}

/* A field of a group that is about one recipient. */
static void
take_field(struct arena *a, struct bounce_recipient *r, struct str name, struct str value)
{
	if (str_is(name, "original-recipient"))
		r->address = behind_type(value);
	else if (str_is(name, "final-recipient") && !str_present(r->address))
		r->address = behind_type(value);
	else if (str_is(name, "action"))
		r->action = action_of(a, value);
	else if (str_is(name, "status"))
		r->status = str_cut(&value, ' ');
	else if (str_is(name, "diagnostic-code"))
		r->said = behind_type(value);
}

bool
bounce_read(struct arena *a, struct str message, struct bounce *ret)
{
	struct bounce_recipient r = { .action = BOUNCE_OTHER };
	struct str rest, name, value;
	bool in_group = false, gap;

	*ret = (struct bounce){ 0 };
	if (!is_report(a, message, &rest))
		return false;
	while (next_field(a, &rest, &name, &value, &gap)) {
		if (gap && in_group) {
			if (ret->recipients.n < RECIPIENTS_MAX)
				VEC_PUSH(a, &ret->recipients, r);
			in_group = false;
		}
		if (!in_group && (str_is(name, "final-recipient") || str_is(name, "original-recipient"))) {
			r = (struct bounce_recipient){ .action = BOUNCE_OTHER };
			in_group = true;
		}
		if (in_group)
			take_field(a, &r, name, value);
		else if (str_is(name, "message-id") && ret->mids.n < MIDS_MAX)
			VEC_PUSH(a, &ret->mids, refs_bare(value));
	}
	if (in_group && ret->recipients.n < RECIPIENTS_MAX)
		VEC_PUSH(a, &ret->recipients, r);
	return true;
}

bool
bounce_is_final(const struct bounce_recipient *r)
{
	/* 5.2.2: the mailbox is full; that may pass. */
	return r->action == BOUNCE_FAILED && str_present(r->status) && str_starts(r->status, STR("5.")) &&
	       !str_is(r->status, "5.2.2");
}
