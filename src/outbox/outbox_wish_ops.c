/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox_wish_ops.h"

#include <inttypes.h>

#include "account_sql.h"
#include "base/buf.h"
#include "db/db.h"
#include "outbox_sql.h"
#include "secret/digest.h"
#include "text/catalogue.h"

#define DAY 86400
/* UTC: before the working day in most of the world's places where people are up. */
#define DIGEST_AT (6 * 3600)

/* ---- what somebody wants ---- */

enum errc
letter_wish_get(struct op *op, account_id id, struct letter_wish *ret)
{
	struct wish_sql_get_row row;
	bool found;

	TRY(wish_sql_get(op, id, &found, &row));
	*ret = found ? (struct letter_wish){ row.at_times, row.address } : (struct letter_wish){ 0 };
	return OK;
}

enum errc
letter_wish_set(struct op *op, account_id id, const struct letter_wish *w)
{
	struct account_sql_by_folded_row row = { .id = { 0 } };
	struct str typed = str_present(w->stand_in) ? str_trim(w->stand_in) : STR("");
	bool found = false;

	if (typed.n) {
		TRY(account_sql_by_folded(op, arena_lower(op->arena, typed), &found, &row));
		if (!found || row.id.v == id.v)
			return fail(op, E_INVALID, "wish.stand-in", "%.*s", STRF(typed));
	}
	return wish_sql_set(op, id, w->when, row.id);
}

/* The day's letter, unless one is to come. */
static enum errc
make_digest(struct op *op, account_id id)
{
	struct digest_sql_waits_row waits;
	instant due = { op->now.v - op->now.v % DAY + DIGEST_AT };
	job_id job;

	TRY(digest_sql_waits(op, id, &waits));
	if (waits.n)
		return OK;
	if (due.v <= op->now.v)
		due.v += DAY;
	return job_add(op, STR("digest"), id.v, due, &job);
}

enum errc
letter_way_of(struct op *op, struct str kind, struct str to, enum letter_way *ret, struct str *ret_to)
{
	enum letter_class class = letter_class_of(kind);
	struct account_sql_by_folded_row account;
	struct letter_wish wish;
	bool found;

	*ret = LETTER_GOES;
	*ret_to = to;
	if (class == LETTER_ASKED_FOR)
		return OK;
	TRY(account_sql_by_folded(op, arena_lower(op->arena, to), &found, &account));
	if (!found)
		return OK;
	TRY(letter_wish_get(op, account.id, &wish));
	if (wish.when == LETTERS_DAILY) {
		*ret = LETTER_WAITS_FOR_THE_DAY;
		return make_digest(op, account.id);
	}
	if (wish.when == LETTERS_NEVER && class == LETTER_OF_NEWS)
		*ret = LETTER_IS_NOT_WANTED;
	/* A duty is somebody's: theirs, while nobody stands in. */
	if (wish.when == LETTERS_NEVER && class == LETTER_OF_DUTY && str_present(wish.stand_in))
		*ret_to = wish.stand_in;
	return OK;
}

/* ---- the letter of the day ---- */

static enum errc
put_held(struct op *op, const struct outbox *o, const struct letter_sql_held_row *l, struct buf *ret)
{
	struct str body = l->body, secret;

	if (str_present(l->sealed)) {
		if (!secret_open(op->arena, &o->key, l->sealed, &secret))
			return fail(op, E_CONFLICT, "mail.other-key", "%s", "");
		body = letter_with_secret(op->arena, l->body, secret);
	}
	buf_addf(ret, "%s* %.*s\n\n%.*s\n", ret->n ? "\n" : "", STRF(l->subject), STRF(body));
	return OK;
}

static enum errc
send_held(struct op *op, const struct outbox *o, struct str to, const struct letter_sql_held_rows *held)
{
	const struct msg_arg args[] = { msg_int("n", (int64_t)held->n) };
	AUTO_BUF text = { 0 };
	letter_id id;

	for (size_t i = 0; i < held->n; i++) {
		TRY(put_held(op, o, &held->at[i], &text));
		TRY(letter_sql_end(op, held->at[i].id, LETTER_SENT, op->now));
	}
	/* Links in it may be for its reader alone. */
	return outbox_put(op, &o->key, &(struct outbox_letter){
		.kind = STR("digest"), .to = to, .secret = buf_str(&text),
		.subject = msg_format(op->arena, LANG_en, MSG_mail_digest_subject, args, ARRAY_LEN(args)),
		.body = msg_format(op->arena, LANG_en, MSG_mail_digest_body, args, 0),
	}, &id);
}

enum errc
outbox_digest_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result)
{
	AUTO_TX tx = tx_begin(op);
	struct letter_sql_held_rows held;
	struct wish_sql_address_row who;
	bool found;

	TRY(wish_sql_address(op, (account_id){ job->object }, &found, &who));
	if (!found) {
		*ret_result = STR("the account is gone");
		return OK;
	}
	TRY(letter_sql_held(op, who.folded, &held));
	*ret_result = arena_printf(op->arena, "%zu letters in one", held.n);
	if (!held.n)
		return OK;
	TRY(send_held(op, ctx, who.address, &held));
	return tx_commit(&tx);
}

/* ---- one click ---- */

struct str
letter_off_token(struct arena *a, const struct secret_key *key, account_id id)
{
	struct str number = arena_printf(a, "%" PRId64, id.v);

	return arena_printf(a, "%.*s-%.*s", STRF(number),
			    STRF(digest_hex(a, secret_mac(a, key, "letters off", number))));
}

enum errc
letter_off_whose(struct op *op, const struct secret_key *key, struct str token, account_id *ret)
{
	size_t dash = str_find_char(token, '-', 0);

	if (dash == STR_NPOS || !str_to_int(str_sub(token, 0, dash), &ret->v) ||
	    !secret_equal(token, letter_off_token(op->arena, key, *ret)))
		return fail(op, E_NOT_FOUND, "wish.no-such", "%s", "");
	return OK;
}
