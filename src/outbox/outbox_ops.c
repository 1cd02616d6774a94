/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox_ops.h"

#include <inttypes.h>

#include "account_sql.h"
#include "base/buf.h"
#include "db/db.h"
#include "forum/forum_ops.h"
#include "mail/bounce.h"
#include "mail/letter.h"
#include "outbox/outbox_wish_ops.h"
#include "outbox_sql.h"
#include "secret/digest.h"
#include "text/clean.h"

#define JOB_NAME "mail"
/* Letters a minute to mailboxes of one host, where nothing is set. */
#define PER_HOST 60

/* Who we are to those who get letters. */
struct sender {
	struct str name, address, host;
};

static enum errc
sender_load(struct op *op, struct sender *ret)
{
	TRY(forum_get(op, STR("name"), &ret->name));
	TRY(forum_get(op, STR("mail_from"), &ret->address));
	if (!str_present(ret->address) || !ret->address.n)
		TRY(forum_get(op, STR("contact"), &ret->address));
	if (!str_present(ret->address) || !letter_address_ok(ret->address))
		return fail(op, E_INVALID, "mail.no-sender", "%s", "mail_from");
	ret->host = str_from(ret->address, str_find_char(ret->address, '@', 0) + 1);
	return OK;
}

/* ---- into it ---- */

static struct letter
letter_of(struct op *op, const struct sender *s, const struct outbox_letter *l, struct str id, instant at)
{
	struct letter ret = {
		.from_name = s->name, .from = s->address, .to_name = l->to_name, .to = l->to,
		.subject = l->subject, .body = l->body, .id = id, .at = at,
	};

	if (str_present(l->about))
		ret.conversation = arena_printf(op->arena, "%016" PRIx64 ".about@%.*s", digest_number(l->about),
						STRF(s->host));
	return ret;
}

enum errc
outbox_put(struct op *op, const struct secret_key *key, const struct outbox_letter *put, letter_id *ret)
{
	struct outbox_letter l = *put;
	struct str sealed = STR_NONE, bytes, id, folded;
	enum letter_way way;
	struct letter_sql_add_row row;
	struct bad_address_sql_get_row bad;
	struct letter letter;
	struct sender sender;
	bool is_bad;
	job_id job;

	TRY(sender_load(op, &sender));
	TRY(letter_way_of(op, put->kind, put->to, &way, &l.to));
	if (!str_eq(l.to, put->to))
		l.to_name = STR_NONE;
	id = arena_printf(op->arena, "%.*s@%.*s", STRF(secret_token(op->arena)), STRF(sender.host));
	letter = letter_of(op, &sender, &l, id, op->now);
	/* What can't be sent is refused now, where somebody sees it. */
	TRY(letter_write(op, &letter, &bytes));
	folded = arena_lower(op->arena, l.to);
	TRY(bad_address_sql_get(op, folded, &is_bad, &bad));
	is_bad = is_bad && !str_is(l.kind, "sign-in");
	if (str_present(l.secret) && !is_bad && way != LETTER_IS_NOT_WANTED)
		sealed = secret_seal(op->arena, key, l.secret);
	TRY(letter_sql_add(op, id, l.kind, l.about, l.to_name, l.to, folded,
			   l.subject, l.body, sealed, op->now, &row));
	*ret = row.id;
	if (is_bad)
		return letter_sql_say(op, row.id, LETTER_DEAD, bad.said);
	if (way != LETTER_GOES)
		return letter_sql_state(op, row.id, way == LETTER_IS_NOT_WANTED ? LETTER_MUTED : LETTER_HELD);
	return job_add(op, STR(JOB_NAME), row.id.v, op->now, &job);
}

/* ---- back again ---- */

static enum errc
come_back(struct op *op, const struct letter_sql_by_mid_row *letter, const struct bounce_recipient *r,
	  struct bounced *ret)
{
	struct str said = text_clean(op->arena, arena_printf(op->arena, "%.*s %.*s", STRF(str_or_empty(r->status)),
							     STRF(str_or_empty(r->said))));

	TRY(letter_sql_say(op, letter->id, LETTER_RETURNED, said));
	ret->returned++;
	if (!bounce_is_final(r))
		return OK;
	TRY(bad_address_sql_mark(op, letter->to_folded, op->now, said));
	ret->marked++;
	return OK;
}

/* Of several recipients the one that the letter went to; of one, that: it may have been forwarded. */
static const struct bounce_recipient *
recipient_of(struct op *op, const struct bounce *b, struct str folded)
{
	for (size_t i = 0; i < b->recipients.n; i++) {
		struct str address = b->recipients.at[i].address;

		if (str_present(address) && str_eq(arena_lower(op->arena, address), folded))
			return &b->recipients.at[i];
	}
	return b->recipients.n == 1 ? &b->recipients.at[0] : NULL;
}

enum errc
outbox_bounce(struct op *op, struct str message, struct bounced *ret)
{
	struct bounce b;
	bool ours = false;

	*ret = (struct bounced){ 0 };
	if (!bounce_read(op->arena, message, &b) || !b.recipients.n)
		return fail(op, E_INVALID, "mail.no-report", "%s", "");
	for (size_t i = 0; i < b.mids.n; i++) {
		const struct bounce_recipient *r;
		struct letter_sql_by_mid_row letter;
		bool found;

		TRY(letter_sql_by_mid(op, b.mids.at[i], &found, &letter));
		if (!found)
			continue;
		ours = true;
		r = recipient_of(op, &b, letter.to_folded);
		if (r && r->action == BOUNCE_FAILED)
			TRY(come_back(op, &letter, r, ret));
	}
	return ours ? OK : fail(op, E_NOT_FOUND, "mail.report-of-others", "%s", "");
}

enum errc
outbox_try_again(struct op *op, struct str address)
{
	int64_t n;

	TRY(bad_address_sql_clear(op, arena_lower(op->arena, address), &n));
	return n ? OK : fail(op, E_NOT_FOUND, "mail.not-bad", "%.*s", STRF(address));
}

/* ---- out of it ---- */

static enum errc
note(struct op *op, letter_id id, enum letter_state state, instant sent)
{
	AUTO_TX tx = tx_begin_quiet(op);

	TRY(letter_sql_end(op, id, state, sent));
	return tx_commit(&tx);
}

/* What nobody asked for can be ended by one click; a duty too, but for its own letters. */
static enum errc
offer_way_out(struct op *op, const struct outbox *o, const struct letter_sql_get_row *row, struct letter *letter)
{
	struct account_sql_by_folded_row account;
	struct str site;
	bool found;

	if (letter_class_of(row->kind) == LETTER_ASKED_FOR)
		return OK;
	TRY(account_sql_by_folded(op, arena_lower(op->arena, row->to_address), &found, &account));
	TRY(forum_get(op, STR("site"), &site));
	if (found && str_present(site) && site.n)
		letter->unsubscribe = arena_printf(op->arena, "%.*s/letters/off/%.*s", STRF(site),
						   STRF(letter_off_token(op->arena, &o->key, account.id)));
	return OK;
}

static enum errc
send_letter(struct op *op, struct outbox *o, const struct letter_sql_get_row *row)
{
	struct outbox_letter l = { row->kind, row->about, row->to_name, row->to_address, row->subject,
				   row->body, STR_NONE };
	struct sender sender;
	struct letter letter;
	struct str bytes, secret;

	TRY(sender_load(op, &sender));
	if (str_present(row->sealed)) {
		if (!secret_open(op->arena, &o->key, row->sealed, &secret))
			return fail(op, E_CONFLICT, "mail.other-key", "%s", "");
		l.body = letter_with_secret(op->arena, row->body, secret);
	}
	letter = letter_of(op, &sender, &l, row->mid, row->made);
	TRY(offer_way_out(op, o, row, &letter));
	TRY(letter_write(op, &letter, &bytes));
	return smtp_send(op, &o->smtp, o->transport, sender.address, row->to_address, bytes);
}

/* Is there room in this minute? Counts the letter, so that workers side by side keep the limit. */
static enum errc
ask_host(struct op *op, const struct letter_sql_get_row *row)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct str host = str_from(row->to_address, str_rfind_char(row->to_address, '@') + 1), set;
	int64_t minute = op->now.v / 60, most = PER_HOST;
	struct host_sql_count_row counted;
	bool room;

	if (letter_class_of(row->kind) == LETTER_ASKED_FOR)
		return OK;
	TRY(forum_get(op, STR("mail_per_host"), &set));
	if (str_present(set) && !str_to_int(set, &most))
		most = PER_HOST;
	TRY(host_sql_forget(op, minute));
	TRY(host_sql_count(op, arena_lower(op->arena, host), minute, most, &room, &counted));
	if (!room)
		return fail(op, E_LIMIT, "mail.host-full", "%.*s", STRF(host));
	return tx_commit(&tx);
}

enum errc
outbox_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result)
{
	letter_id id = { job->object };
	struct letter_sql_get_row row;
	struct err err;
	enum errc code;
	bool found;

	TRY(letter_sql_get(op, id, &found, &row));
	if (!found || row.state == LETTER_SENT) {
		*ret_result = found ? STR("it was sent already") : STR("the letter is gone");
		return OK;
	}
	TRY(ask_host(op, &row));
	code = send_letter(op, ctx, &row);
	if (code == OK) {
		*ret_result = STR("sent");
		return note(op, id, LETTER_SENT, op->now);
	}
	if (code == E_UNAVAILABLE && job_pause(job->attempts))
		return code;
	/* Nobody will try again; its secret need not lie here. */
	err = op->err;
	op_clear(op);
	TRY(note(op, id, LETTER_DEAD, INSTANT_NONE));
	op->err = err;
	return code;
}

void
outbox_rest(void *ctx)
{
	struct outbox *o = ctx;

	smtp_close(&o->smtp);
}
