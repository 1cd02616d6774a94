/* SPDX-License-Identifier: Apache-2.0 */
/* Work that waits, letters, being let in, and roles, in a database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "account/account_ops.h"
#include "account_sql.h"
#include "audit/audit_ops.h"
#include "cell/cell.h"
#include "db/db.h"
#include "forum/forum_ops.h"
#include "group/group_ops.h"
#include "job_sql.h"
#include "outbox/outbox_wish_ops.h"
#include "outbox_sql.h"
#include "person/person_ops.h"
#include "store/store.h"

#define COMMITTED(st, call)                                                   \
	do {                                                                  \
		AUTO_TX tx_ = tx_begin(&(st)->op);                            \
		assert_int_equal(call, OK);                                   \
		assert_int_equal(tx_commit(&tx_), OK);                        \
	} while (0)
#define REFUSED(st, call, key)                                                \
	do {                                                                  \
		AUTO_TX tx_ = tx_begin(&(st)->op);                            \
		assert_int_not_equal(call, OK);                               \
		assert_string_equal((st)->op.err.msgid, key);                 \
		op_clear(&(st)->op);                                          \
	} while (0)

/* ---- jobs ---- */

static struct {
	enum errc code;
	int runs;
	int64_t object;
} plan;

static enum errc
do_as_planned(struct op *op, const struct job *job, void *ctx, struct str *ret_result)
{
	assert_ptr_equal(ctx, &plan);
	plan.runs++;
	plan.object = job->object;
	if (plan.code != OK)
		return fail(op, plan.code, "mail.later", "%s", "no answer");
	*ret_result = STR("sent");
	return OK;
}

static int rests;

static void
have_a_rest(void *ctx)
{
	assert_ptr_equal(ctx, &plan);
	rests++;
}

static const struct job_kind kinds[] = { { "test", do_as_planned, have_a_rest } };

static bool
do_one(struct store *st, const char *owner)
{
	const struct job_doer doer = { str_of(owner), kinds, 1, &plan, .only = NULL, .but = NULL };
	bool did;

	assert_int_equal(job_do_one(&st->op, &doer, &did), OK);
	return did;
}

static bool
do_one_of(struct store *st, const char *only, const char *but)
{
	const struct job_doer doer = { STR("w"), kinds, 1, &plan, only, but };
	bool did;

	assert_int_equal(job_do_one(&st->op, &doer, &did), OK);
	return did;
}

static job_id
add_job(struct store *st, const char *kind, int64_t object, int64_t in)
{
	job_id id;

	COMMITTED(st, job_add(&st->op, str_of(kind), object, (instant){ st->op.now.v + in }, &id));
	return id;
}

static struct job_sql_list_row
job_row(struct store *st, job_id id)
{
	struct job_sql_list_rows rows;

	assert_int_equal(job_sql_list(&st->op, 100, 0, &rows), OK);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id.v == id.v)
			return rows.at[i];
	store_fail("no job");
	return (struct job_sql_list_row){ 0 };
}

static void
what_is_too_much_in_a_minute_is_put_off_and_is_no_attempt(void **state)
{
	struct store *st = *state;
	job_id id = add_job(st, "test", 1, 0);

	plan.code = E_LIMIT;
	for (int i = 0; i < 3; i++) {
		assert_true(do_one(st, "a"));
		assert_false(do_one(st, "a"));
		assert_int_equal(job_row(st, id).state, JOB_WAITING);
		assert_int_equal(job_row(st, id).attempts, 0);
		assert_true(job_row(st, id).due.v > st->op.now.v && job_row(st, id).due.v <= st->op.now.v + 60);
		assert_int_equal(job_row(st, id).due.v % 60, 0);
		st->op.now.v += 60;
	}
	plan.code = OK;
	assert_true(do_one(st, "a"));
	assert_int_equal(job_row(st, id).state, JOB_DONE);
	assert_int_equal(job_row(st, id).attempts, 1);
}

static void
only_kinds_that_somebody_does_have_a_rest(void **state)
{
	struct job_doer doer = { STR("a"), kinds, 1, &plan, .only = "other", .but = NULL };

	(void)state;
	rests = 0;
	job_rest(&doer);
	doer.only = NULL;
	doer.but = "test";
	job_rest(&doer);
	assert_int_equal(rests, 0);
	doer.but = "other";
	job_rest(&doer);
	assert_int_equal(rests, 1);
}

static void
what_is_due_longest_is_done_first_and_once(void **state)
{
	struct store *st = *state;
	job_id late;

	plan.code = OK;
	plan.runs = 0;
	add_job(st, "test", 1, 0);
	late = add_job(st, "test", 2, 60);
	add_job(st, "test", 3, -60);
	assert_true(do_one(st, "a"));
	assert_int_equal(plan.object, 3);
	assert_true(do_one(st, "b"));
	assert_int_equal(plan.object, 1);
	assert_false(do_one(st, "a"));
	assert_int_equal(job_row(st, late).state, JOB_WAITING);
	st->op.now.v += 60;
	assert_true(do_one(st, "a"));
	assert_int_equal(plan.runs, 3);
	assert_int_equal(job_row(st, late).state, JOB_DONE);
	assert_string_equal(job_row(st, late).result.p, "sent");
}

static void
a_worker_can_be_for_one_kind_or_for_all_others(void **state)
{
	struct store *st = *state;
	job_id job;

	plan.code = OK;
	plan.runs = 0;
	job = add_job(st, "test", 4, 0);
	assert_false(do_one_of(st, "mail", NULL));
	assert_false(do_one_of(st, NULL, "test"));
	assert_int_equal(plan.runs, 0);
	assert_int_equal(job_row(st, job).attempts, 0);
	assert_true(do_one_of(st, "test", NULL));
	(void)add_job(st, "test", 5, 0);
	assert_true(do_one_of(st, NULL, "mail"));
	assert_int_equal(plan.runs, 2);
	assert_int_equal(plan.object, 5);
}

static void
what_fails_is_tried_later_and_given_up_at_last(void **state)
{
	struct store *st = *state;
	instant begun = st->op.now;
	int64_t waited = 0;
	job_id id = add_job(st, "test", 1, 0);

	plan.code = E_UNAVAILABLE;
	plan.runs = 0;
	while (job_row(st, id).state == JOB_WAITING) {
		instant due = job_row(st, id).due;

		assert_true(plan.runs < 20);
		assert_true(due.v >= st->op.now.v);
		waited = due.v - begun.v;
		st->op.now = due;
		assert_true(do_one(st, "a"));
		assert_false(do_one(st, "a"));
	}
	assert_int_equal(plan.runs, 12);
	assert_true(waited > 4 * 86400);
	assert_int_equal(job_row(st, id).state, JOB_DEAD);
	assert_string_equal(job_row(st, id).result.p, "mail.later: no answer");
	assert_int_equal(job_again(&st->op, id), OK);
	plan.code = OK;
	assert_true(do_one(st, "a"));
	assert_int_equal(job_row(st, id).state, JOB_DONE);
	assert_int_equal(job_again(&st->op, id), E_NOT_FOUND);
	op_clear(&st->op);
	/* What can't be mended by waiting is not waited for. */
	plan.code = E_CONFLICT;
	id = add_job(st, "test", 2, 0);
	assert_true(do_one(st, "a"));
	assert_int_equal(job_row(st, id).state, JOB_DEAD);
	/* Of a kind that a newer program has made. */
	id = add_job(st, "unheard-of", 2, 0);
	assert_true(do_one(st, "a"));
	assert_int_equal(job_row(st, id).state, JOB_WAITING);
}

/* A worker that was killed leaves this behind. */
static void
leave(struct store *st, const char *owner)
{
	AUTO_TX tx = tx_begin(&st->op);
	struct job_sql_take_row row;
	bool found;

	assert_int_equal(job_sql_take(&st->op, st->op.now, (instant){ st->op.now.v + JOB_LEASE }, str_of(owner), STR_NONE, STR_NONE,
				      &found, &row), OK);
	assert_true(found);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
a_killed_workers_job_is_taken_over(void **state)
{
	struct store *st = *state;
	struct str mine = job_owner(&st->arena), rest = mine, boot = str_cut(&rest, '/');

	plan.code = OK;
	plan.runs = 0;
	add_job(st, "test", 1, 0);
	leave(st, "elsewhere/1/1");
	assert_false(do_one(st, "b"));
	assert_int_equal(job_release_gone(&st->op), OK); /* another machine: nobody knows */
	assert_false(do_one(st, "b"));
	st->op.now.v += JOB_LEASE;
	assert_true(do_one(st, "b"));
	/* On this machine one can look. */
	add_job(st, "test", 2, 0);
	leave(st, arena_printf(&st->arena, "%.*s/999999999/5", STRF(boot)).p);
	assert_false(do_one(st, "b"));
	assert_int_equal(job_release_gone(&st->op), OK);
	assert_true(do_one(st, "b"));
	/* This very process lives. */
	add_job(st, "test", 3, 0);
	leave(st, arena_cstr(&st->arena, mine));
	assert_int_equal(job_release_gone(&st->op), OK);
	assert_false(do_one(st, "b"));
	assert_int_equal(plan.runs, 2);
}

/* ---- letters ---- */

static const struct secret_key key = { { 1, 2, 3 } };

static void
set_up_mail(struct store *st)
{
	COMMITTED(st, forum_set(&st->op, STR("name"), STR("Rivers")));
	COMMITTED(st, forum_set(&st->op, STR("site"), STR("https://rivers.example")));
	COMMITTED(st, forum_set(&st->op, STR("mail_from"), STR("forum@rivers.example")));
}

static void
letters_are_kept_and_their_secrets_are_not(void **state)
{
	struct store *st = *state;
	struct outbox_letter l = {
		.kind = STR("test"), .about = STR("/meetings/dccg/54"), .to = STR("Ana@River.example"),
		.subject = STR("Minutes"), .body = STR("Look:\n{secret}\nBye."), .secret = STR("s3cr3t"),
	};
	struct outbox nowhere = { .key = key, .transport = STR("smtp://127.0.0.1:1") };
	struct job job = { .attempts = 1 };
	struct letter_sql_to_rows rows;
	struct letter_sql_get_row row;
	struct str result;
	letter_id id;
	bool found;

	REFUSED(st, outbox_put(&st->op, &key, &l, &id), "mail.no-sender");
	set_up_mail(st);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &id));
	l.subject = STR("Minutes\nBcc: all@river.example");
	REFUSED(st, outbox_put(&st->op, &key, &l, &id), "mail.bad-letter");
	l.subject = STR("Minutes");
	l.to_name = STR("Ana\r\nX: y");
	REFUSED(st, outbox_put(&st->op, &key, &l, &id), "mail.bad-letter");
	assert_int_equal(letter_sql_to(&st->op, STR("ana@river.example"), 9, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(letter_sql_get(&st->op, rows.at[0].id, &found, &row), OK);
	assert_true(str_find(row.body, STR("{secret}"), 0) < row.body.n);
	assert_true(str_present(row.sealed));
	/* Nobody listens there: later, and at last never; then the secret goes. */
	job.object = rows.at[0].id.v;
	assert_int_equal(outbox_run(&st->op, &job, &nowhere, &result), E_UNAVAILABLE);
	op_clear(&st->op);
	job.attempts = 12;
	assert_int_equal(outbox_run(&st->op, &job, &nowhere, &result), E_UNAVAILABLE);
	op_clear(&st->op);
	assert_int_equal(letter_sql_get(&st->op, rows.at[0].id, &found, &row), OK);
	assert_int_equal(row.state, LETTER_DEAD);
	assert_false(str_present(row.sealed));
	outbox_rest(&nowhere);
}

/* Nobody listens there: E_UNAVAILABLE says that it was tried. */
static enum errc
try_to_send(struct store *st, const char *kind, const char *to)
{
	struct outbox nowhere = { .key = key, .transport = STR("smtp://127.0.0.1:1") };
	struct str result;
	enum errc code;
	letter_id id;

	COMMITTED(st, outbox_put(&st->op, &key, &(struct outbox_letter){
		.kind = str_of(kind), .to = str_of(to), .subject = STR("x"), .body = STR("y") }, &id));
	code = outbox_run(&st->op, &(struct job){ .object = id.v, .attempts = 1 }, &nowhere, &result);
	op_clear(&st->op);
	outbox_rest(&nowhere);
	return code;
}

static void
a_host_gets_so_many_letters_in_a_minute(void **state)
{
	struct store *st = *state;

	set_up_mail(st);
	REFUSED(st, forum_set(&st->op, STR("mail_per_host"), STR("none")), "forum.no-count");
	REFUSED(st, forum_set(&st->op, STR("mail_per_host"), STR("0")), "forum.no-count");
	for (int i = 0; i < 60; i++)
		assert_int_equal(try_to_send(st, "news", "ana@river.example"), E_UNAVAILABLE);
	assert_int_equal(try_to_send(st, "news", "bo@River.Example"), E_LIMIT);
	assert_int_equal(try_to_send(st, "news", "bo@lake.example"), E_UNAVAILABLE);
	/* Somebody sits and waits for it. */
	assert_int_equal(try_to_send(st, "sign-in", "bo@river.example"), E_UNAVAILABLE);
	COMMITTED(st, forum_set(&st->op, STR("mail_per_host"), STR("61")));
	assert_int_equal(try_to_send(st, "news", "bo@river.example"), E_UNAVAILABLE);
	assert_int_equal(try_to_send(st, "news", "bo@river.example"), E_LIMIT);
	st->op.now.v += 60;
	assert_int_equal(try_to_send(st, "news", "bo@river.example"), E_UNAVAILABLE);
}

static void
a_letter_sealed_with_another_key_is_not_sent(void **state)
{
	struct store *st = *state;
	struct outbox other = { .key = { { 9 } }, .transport = STR("smtp://127.0.0.1:1") };
	struct job job = { .attempts = 1 };
	struct str result;
	letter_id id;

	set_up_mail(st);
	COMMITTED(st, outbox_put(&st->op, &key, &(struct outbox_letter){
		.kind = STR("test"), .to = STR("ana@river.example"), .subject = STR("x"), .body = STR("{secret}"),
		.secret = STR("y") }, &id));
	job.object = id.v;
	assert_int_equal(outbox_run(&st->op, &job, &other, &result), E_CONFLICT);
	assert_string_equal(st->op.err.msgid, "mail.other-key");
}

static account_id
account_for(struct store *st, const char *address)
{
	account_id id;

	COMMITTED(st, account_of(&st->op, str_of(address), &id));
	return id;
}

static void
wants(struct store *st, account_id id, enum letter_when when, const char *stand_in)
{
	COMMITTED(st, letter_wish_set(&st->op, id, &(struct letter_wish){ when, str_of(stand_in) }));
}

static enum letter_state
state_of(struct store *st, letter_id id)
{
	struct letter_sql_get_row row;
	bool found;

	assert_int_equal(letter_sql_get(&st->op, id, &found, &row), OK);
	return row.state;
}

static struct letter_sql_get_row
letter_put(struct store *st, const char *kind, letter_id *ret)
{
	struct letter_sql_get_row row;
	bool found;

	COMMITTED(st, outbox_put(&st->op, &key, &(struct outbox_letter){
		.kind = str_of(kind), .to = STR("Ana@river.example"), .subject = str_of(kind), .body = STR("Here: {secret}"),
		.secret = arena_printf(st->op.arena, "s3cr3t of %s", kind) }, ret));
	assert_int_equal(letter_sql_get(&st->op, *ret, &found, &row), OK);
	return row;
}

static void
letters_come_when_they_are_wanted(void **state)
{
	struct store *st = *state;
	struct outbox o = { .key = key };
	struct letter_sql_to_rows rows;
	struct letter_sql_get_row row;
	struct job_sql_list_rows jobs;
	account_id ana;
	struct str result, text;
	letter_id news, duty, code;
	bool found;

	set_up_mail(st);
	ana = account_for(st, "ana@river.example");
	account_for(st, "bo@river.example");
	REFUSED(st, letter_wish_set(&st->op, ana, &(struct letter_wish){ LETTERS_NEVER, STR("ana@river.example") }),
		"wish.stand-in");
	REFUSED(st, letter_wish_set(&st->op, ana, &(struct letter_wish){ LETTERS_NEVER, STR("nobody@x.example") }),
		"wish.stand-in");
	/* None: but a duty is nobody else's while nobody stands in, and a code is waited for. */
	wants(st, ana, LETTERS_NEVER, "");
	assert_int_equal(letter_put(st, "news", &news).state, LETTER_MUTED);
	assert_int_equal(letter_put(st, "list-check", &duty).state, LETTER_WAITING);
	assert_int_equal(letter_put(st, "sign-in", &code).state, LETTER_WAITING);
	wants(st, ana, LETTERS_NEVER, "BO@river.example");
	row = letter_put(st, "list-check", &duty);
	assert_true(str_is(row.to_address, "bo@river.example"));
	assert_int_equal(row.state, LETTER_WAITING);
	/* Once a day: one letter, with what was in each. */
	wants(st, ana, LETTERS_DAILY, "");
	assert_int_equal(letter_put(st, "news", &news).state, LETTER_HELD);
	assert_int_equal(letter_put(st, "list-check", &duty).state, LETTER_HELD);
	assert_int_equal(letter_put(st, "sign-in", &code).state, LETTER_WAITING);
	assert_int_equal(job_sql_list(&st->op, 100, 0, &jobs), OK);
	for (size_t i = found = 0; i < jobs.n; i++)
		if (str_is(jobs.at[i].kind, "digest")) {
			assert_false(found);
			found = true;
			assert_int_equal(jobs.at[i].object_id, ana.v);
			assert_true(jobs.at[i].due.v > st->op.now.v && jobs.at[i].due.v <= st->op.now.v + 86400);
			assert_int_equal(jobs.at[i].due.v % 86400, 6 * 3600);
		}
	assert_true(found);
	assert_int_equal(outbox_digest_run(&st->op, &(struct job){ .object = ana.v }, &o, &result), OK);
	assert_int_equal(state_of(st, news), LETTER_SENT);
	assert_int_equal(state_of(st, duty), LETTER_SENT);
	assert_int_equal(letter_sql_to(&st->op, STR("ana@river.example"), 1, &rows), OK);
	assert_true(str_is(rows.at[0].kind, "digest"));
	assert_int_equal(letter_sql_get(&st->op, rows.at[0].id, &found, &row), OK);
	assert_true(secret_open(st->op.arena, &key, row.sealed, &text));
	assert_true(str_find(text, STR("s3cr3t of news"), 0) < str_find(text, STR("s3cr3t of list-check"), 0));
	assert_true(str_find(text, STR("s3cr3t of list-check"), 0) < text.n);
	/* Nothing is left for another one. */
	assert_int_equal(outbox_digest_run(&st->op, &(struct job){ .object = ana.v }, &o, &result), OK);
	assert_true(str_is(result, "0 letters in one"));
}

/* The one letter in a folder of letters, which goes. */
static struct str
only_letter_in(struct store *st, const char *folder)
{
	DIR *d = opendir(arena_printf(st->op.arena, "%s/new", folder).p);
	struct str bytes = STR_NONE;
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d))) {
		const char *path = arena_printf(st->op.arena, "%s/new/%s", folder, e->d_name).p;
		char *room = arena_alloc(st->op.arena, 65536);
		FILE *f;

		if (e->d_name[0] == '.')
			continue;
		assert_false(str_present(bytes));
		f = fopen(path, "r");
		assert_non_null(f);
		bytes = (struct str){ room, fread(room, 1, 65536, f) };
		fclose(f);
		assert_int_equal(unlink(path), 0);
	}
	closedir(d);
	assert_true(str_present(bytes));
	return bytes;
}

static void
what_nobody_asked_for_says_how_to_end_it(void **state)
{
	struct store *st = *state;
	char folder[] = "/tmp/convene-letters-XXXXXX";
	struct outbox o = { .key = key };
	struct str result, bytes, token;
	letter_id id;

	set_up_mail(st);
	token = letter_off_token(st->op.arena, &key, account_for(st, "ana@river.example"));
	assert_non_null(mkdtemp(folder));
	o.transport = arena_printf(st->op.arena, "maildir:%s", folder);
	letter_put(st, "news", &id);
	assert_int_equal(outbox_run(&st->op, &(struct job){ .object = id.v, .attempts = 1 }, &o, &result), OK);
	bytes = only_letter_in(st, folder);
	assert_true(str_find(bytes, arena_printf(st->op.arena, "<https://rivers.example/letters/off/%.*s>", STRF(token)),
			     0) < bytes.n);
	assert_true(str_find(bytes, STR("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), 0) < bytes.n);
	letter_put(st, "sign-in", &id);
	assert_int_equal(outbox_run(&st->op, &(struct job){ .object = id.v, .attempts = 1 }, &o, &result), OK);
	bytes = only_letter_in(st, folder);
	assert_true(str_find(bytes, STR("Unsubscribe"), 0) == STR_NPOS);
	for (size_t i = 0; i < 3; i++)
		(void)rmdir(arena_printf(st->op.arena, "%s/%s", folder, (const char *[]){ "new", "cur", "tmp" }[i]).p);
	assert_int_equal(rmdir(folder), 0);
}

static void
one_click_needs_a_token_that_only_we_make(void **state)
{
	struct store *st = *state;
	account_id ana, whose;
	struct str token;
	const struct secret_key other = { { 9 } };

	set_up_mail(st);
	ana = account_for(st, "ana@river.example");
	token = letter_off_token(st->op.arena, &key, ana);
	assert_int_equal(letter_off_whose(&st->op, &key, token, &whose), OK);
	assert_int_equal(whose.v, ana.v);
	assert_int_equal(letter_off_whose(&st->op, &other, token, &whose), E_NOT_FOUND);
	op_clear(&st->op);
	assert_int_equal(letter_off_whose(&st->op, &key, str_sub(token, 0, token.n - 1), &whose), E_NOT_FOUND);
	op_clear(&st->op);
	assert_int_equal(letter_off_whose(&st->op, &key, STR("1-"), &whose), E_NOT_FOUND);
	op_clear(&st->op);
}

static struct str
report_on(struct store *st, letter_id id, const char *action, const char *status)
{
	struct letter_sql_get_row row;
	bool found;

	assert_int_equal(letter_sql_get(&st->op, id, &found, &row), OK);
	assert_true(found);
	return arena_printf(st->op.arena,
			    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
			    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ana@river.example\n"
			    "Action: %s\nStatus: %s\nDiagnostic-Code: smtp; 550 no such user\n\n--b\n\n"
			    "Message-ID: <%.*s>\n",
			    action, status, STRF(row.mid));
}

static void
what_comes_back_is_not_sent_there_again(void **state)
{
	struct store *st = *state;
	struct outbox_letter l = { .kind = STR("test"), .to = STR("Ana@River.example"), .subject = STR("Minutes"),
				   .body = STR("{secret}"), .secret = STR("s3cr3t") };
	struct bounced done;
	letter_id first, second, third;

	set_up_mail(st);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &first));
	REFUSED(st, outbox_bounce(&st->op, STR("From: ana\n\nHello."), &done), "mail.no-report");
	REFUSED(st, outbox_bounce(&st->op, STR("Content-Type: multipart/report; report-type=delivery-status\n\n"
					       "Final-Recipient: rfc822; ana@river.example\nAction: failed\n"
					       "Status: 5.1.1\n\nMessage-ID: <guessed@rivers.example>\n"), &done),
		"mail.report-of-others");
	/* It is late; or its mailbox is full: another one may arrive. */
	COMMITTED(st, outbox_bounce(&st->op, report_on(st, first, "delayed", "4.4.1"), &done));
	assert_int_equal(done.returned + done.marked, 0);
	assert_int_equal(state_of(st, first), LETTER_WAITING);
	COMMITTED(st, outbox_bounce(&st->op, report_on(st, first, "failed", "5.2.2"), &done));
	assert_int_equal(state_of(st, first), LETTER_RETURNED);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &second));
	assert_int_equal(state_of(st, second), LETTER_WAITING);
	COMMITTED(st, outbox_bounce(&st->op, report_on(st, second, "failed", "5.1.1"), &done));
	assert_int_equal(done.marked, 1);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &third));
	assert_int_equal(state_of(st, third), LETTER_DEAD);
	/* But who asks to be let in may know better. */
	l.kind = STR("sign-in");
	COMMITTED(st, outbox_put(&st->op, &key, &l, &third));
	assert_int_equal(state_of(st, third), LETTER_WAITING);
	l.kind = STR("test");
	COMMITTED(st, outbox_try_again(&st->op, STR("ana@river.EXAMPLE")));
	REFUSED(st, outbox_try_again(&st->op, STR("ana@river.example")), "mail.not-bad");
	COMMITTED(st, outbox_put(&st->op, &key, &l, &third));
	assert_int_equal(state_of(st, third), LETTER_WAITING);
}

static void
whoever_signs_in_by_a_letter_gets_letters(void **state)
{
	struct store *st = *state;
	struct outbox_letter l = { .kind = STR("test"), .to = STR("ana@river.example"), .subject = STR("x"),
				   .body = STR("x"), .secret = STR_NONE };
	struct bounced done;
	struct str link, session;
	letter_id id;

	set_up_mail(st);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &id));
	COMMITTED(st, outbox_bounce(&st->op, report_on(st, id, "failed", "5.1.1"), &done));
	assert_int_equal(sign_in_link(&st->op, &key, STR("ana@river.example"), &link), OK);
	link = str_from(link, str_rfind_char(link, '/') + 1);
	assert_int_equal(sign_in_by_link(&st->op, link, STR_NONE, STR("Firefox"), &session), OK);
	COMMITTED(st, outbox_put(&st->op, &key, &l, &id));
	assert_int_equal(state_of(st, id), LETTER_WAITING);
}

/* ---- being let in ---- */

static void
an_account_is_made_when_its_owner_comes_in(void **state)
{
	struct store *st = *state;
	struct account_sql_by_folded_row row;
	const struct actor *actor;
	struct str link, session, address;
	bool found, there, same, stale;

	set_up_mail(st);
	assert_int_equal(sign_in_link(&st->op, &key, STR("Ana@River.example"), &link), OK);
	assert_true(str_starts(link, STR("https://rivers.example/sign-in/link/")));
	link = str_from(link, sizeof "https://rivers.example/sign-in/link/" - 1);
	assert_int_equal(account_sql_by_folded(&st->op, STR("ana@river.example"), &found, &row), OK);
	assert_false(found);
	assert_int_equal(sign_in_link_state(&st->op, link, STR_NONE, &there, &same, &address), OK);
	assert_true(there && same);
	assert_string_equal(address.p, "Ana@River.example");
	assert_int_equal(sign_in_by_link(&st->op, link, STR_NONE, STR("Firefox"), &session), OK);
	assert_int_equal(sign_in_by_link(&st->op, link, STR_NONE, STR("Firefox"), &session), E_FORBIDDEN);
	op_clear(&st->op);
	assert_int_equal(account_sql_by_folded(&st->op, STR("ana@river.example"), &found, &row), OK);
	assert_true(found);
	assert_int_equal(session_find(&st->op, session, &actor, &stale), OK);
	assert_non_null(actor);
	assert_int_equal(actor->account.v, row.id.v);
	assert_int_equal(actor->roles.n, 0);
	assert_false(stale);
	assert_int_equal(session_find(&st->op, STR("nonsense"), &actor, &stale), OK);
	assert_null(actor);
}

/* ---- roles ---- */

static date
day(const char *s)
{
	date d;

	assert_true(date_parse(str_of(s), &d));
	return d;
}

static group_id
add_group(struct store *st)
{
	const struct group_spec spec = { .slug = STR("rivers"), .type = GROUP_COALITION,
					 .name = STR("DC on Rivers"), .since = DATE_NONE };
	group_id id;

	COMMITTED(st, group_add(&st->op, &spec, &id));
	return id;
}

static void
roles_have_terms(void **state)
{
	struct store *st = *state;
	struct role_sql_list_rows rows;
	struct role_sql_held_rows held;
	group_id none = { 0 }, rivers = add_group(st);
	person_id ana;

	COMMITTED(st, person_add(&st->op, STR("Ana Lund"), STR_NONE, true, (import_id){ 0 }, &ana));
	REFUSED(st, role_grant(&st->op, ana, ROLE_COORDINATOR, none, day("2019-01-01"), DATE_NONE), "role.needs-group");
	REFUSED(st, role_grant(&st->op, ana, ROLE_AUDITOR, rivers, day("2019-01-01"), DATE_NONE), "role.needs-group");
	REFUSED(st, role_grant(&st->op, ana, ROLE_MEMBER, none, day("2019-01-01"), DATE_NONE), "role.no-such");
	REFUSED(st, role_grant(&st->op, ana, ROLE_AUDITOR, none, day("2019-01-02"), day("2019-01-02")), "role.ends-before");
	COMMITTED(st, role_grant(&st->op, ana, ROLE_COORDINATOR, rivers, day("2018-03-01"), day("2019-06-01")));
	COMMITTED(st, role_grant(&st->op, ana, ROLE_COORDINATOR, rivers, day("2020-01-01"), DATE_NONE));
	REFUSED(st, role_grant(&st->op, ana, ROLE_COORDINATOR, rivers, day("2021-01-01"), DATE_NONE), "role.has-it");
	assert_int_equal(role_sql_list(&st->op, day("2019-05-31"), &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(role_sql_list(&st->op, day("2019-06-01"), &rows), OK);
	assert_int_equal(rows.n, 0);
	assert_int_equal(role_sql_list(&st->op, DATE_NONE, &rows), OK);
	assert_int_equal(rows.n, 2);
	assert_int_equal(role_sql_held(&st->op, ana, day("2020-01-01"), &held), OK);
	assert_int_equal(held.n, 1);
	assert_int_equal(held.at[0].grp_id.v, rivers.v);
	COMMITTED(st, role_end(&st->op, ana, ROLE_COORDINATOR, rivers, day("2022-01-01")));
	REFUSED(st, role_end(&st->op, ana, ROLE_COORDINATOR, rivers, day("2022-01-01")), "role.has-it-not");
	assert_int_equal(role_sql_held(&st->op, ana, day("2022-01-01"), &held), OK);
	assert_int_equal(held.n, 0);
}

static void
who_has_a_role_stays_when_the_report_that_named_them_goes(void **state)
{
	struct store *st = *state;
	struct person_names names;
	struct import_ref undone;
	struct person_ref ref;
	size_t n;

	store_import(st, "seven.txt", store_report_7);
	assert_int_equal(person_names(&st->op, &names), OK);
	n = names.n;
	assert_true(n > 1);
	COMMITTED(st, role_grant(&st->op, names.at[0].id, ROLE_AUDITOR, (group_id){ 0 }, day("2020-01-01"), DATE_NONE));
	assert_int_equal(report_undo(&st->op, (import_id){ 0 }, &undone), OK);
	assert_int_equal(person_names(&st->op, &names), OK);
	assert_int_equal(names.n, 1);
	assert_int_equal(person_match(&st->op, names.at[0].name, &ref), OK);
	assert_int_not_equal(ref.id.v, 0);
}

static void
roles_go_with_a_person_who_is_merged(void **state)
{
	struct store *st = *state;
	struct role_sql_held_rows held;
	struct role_sql_list_rows listed;
	person_id ana, a, was;

	COMMITTED(st, person_add(&st->op, STR("Ana Lund"), STR_NONE, true, (import_id){ 0 }, &ana));
	COMMITTED(st, person_add(&st->op, STR("A. Lund"), STR_NONE, true, (import_id){ 0 }, &a));
	COMMITTED(st, role_grant(&st->op, a, ROLE_AUDITOR, (group_id){ 0 }, day("2020-01-01"), DATE_NONE));
	COMMITTED(st, person_merge(&st->op, a, ana));
	assert_int_equal(role_sql_held(&st->op, ana, day("2021-01-01"), &held), OK);
	assert_int_equal(held.n, 1);
	/* It is listed and ended under the name that they go by. */
	assert_int_equal(role_sql_list(&st->op, DATE_NONE, &listed), OK);
	assert_int_equal(listed.n, 1);
	assert_true(str_is(listed.at[0].name, "Ana Lund"));
	REFUSED(st, role_grant(&st->op, ana, ROLE_AUDITOR, (group_id){ 0 }, day("2021-01-01"), DATE_NONE), "role.has-it");
	COMMITTED(st, person_unmerge(&st->op, a, &was));
	assert_int_equal(was.v, ana.v);
	assert_int_equal(role_sql_held(&st->op, ana, day("2021-01-01"), &held), OK);
	assert_int_equal(held.n, 0);
}

/* ---- the audit ---- */

static void
the_audit_shows_what_was_changed(void **state)
{
	static const char *const harm[] = {
		"UPDATE audit SET object = 'person 9' WHERE object = 'person 1'",
		"UPDATE audit SET at = at + 1 WHERE object = 'person 0'",
		"UPDATE audit SET actor = 7 WHERE object = 'person 2'",
		"DELETE FROM audit WHERE object = 'person 1'",
		"DELETE FROM audit WHERE object = 'person 0'",
		"UPDATE audit SET digest = 'x' WHERE object = 'person 2'",
	};
	struct store *st = *state;
	struct str last, before;
	int64_t n;

	assert_int_equal(audit_verify(&st->op, &n, &last), OK);
	assert_int_equal(n, 0);
	for (size_t i = 0; i < ARRAY_LEN(harm); i++) {
		assert_int_equal(db_script(&st->op, "DELETE FROM audit"), OK);
		for (int k = 0; k < 3; k++)
			COMMITTED(st, audit_add(&st->op, (group_id){ 0 }, "role.grant",
						arena_printf(&st->arena, "person %d", k), STR("coordinator")));
		assert_int_equal(audit_verify(&st->op, &n, &before), OK);
		assert_int_equal(n, 3);
		assert_int_equal(before.n, 64);
		assert_int_equal(db_script(&st->op, harm[i]), OK);
		assert_int_equal(audit_verify(&st->op, &n, &last), E_CORRUPT);
		assert_string_equal(st->op.err.msgid, "audit.broken");
		op_clear(&st->op);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, store_teardown)

int
main(int argc, char **argv)
{
	int code;
	const struct CMUnitTest tests[] = {
		TEST(what_is_due_longest_is_done_first_and_once),
		TEST(what_is_too_much_in_a_minute_is_put_off_and_is_no_attempt),
		TEST(only_kinds_that_somebody_does_have_a_rest),
		TEST(a_worker_can_be_for_one_kind_or_for_all_others),
		TEST(what_fails_is_tried_later_and_given_up_at_last),
		TEST(a_killed_workers_job_is_taken_over),
		TEST(letters_are_kept_and_their_secrets_are_not),
		TEST(a_host_gets_so_many_letters_in_a_minute),
		TEST(a_letter_sealed_with_another_key_is_not_sent),
		TEST(letters_come_when_they_are_wanted),
		TEST(what_nobody_asked_for_says_how_to_end_it),
		TEST(one_click_needs_a_token_that_only_we_make),
		TEST(what_comes_back_is_not_sent_there_again),
		TEST(whoever_signs_in_by_a_letter_gets_letters),
		TEST(an_account_is_made_when_its_owner_comes_in),
		TEST(roles_have_terms),
		TEST(who_has_a_role_stays_when_the_report_that_named_them_goes),
		TEST(roles_go_with_a_person_who_is_merged),
		TEST(the_audit_shows_what_was_changed),
	};

	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}
