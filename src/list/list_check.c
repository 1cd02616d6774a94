/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_check.h"

#include "base/buf.h"
#include "base/words.h"
#include "db/db.h"
#include "forum/forum_ops.h"
#include "list_sql.h"
#include "net/fetch.h"
#include "outbox/outbox_ops.h"
#include "text/catalogue.h"

#define EVERY_SECONDS (INT64_C(30) * 86400)

/* ---- looking ---- */

struct looked {
	enum check_answer answer;
	struct str said;
};

/* A page that asks for a password, or for nothing but goes wrong, is not one for everybody. */
static enum errc
look(struct op *op, struct str url, bool inside, struct looked *ret)
{
	struct fetched page;

	*ret = (struct looked){ CHECK_UNKNOWN, STR_NONE };
	if (!str_present(url) || !str_starts_nocase(url, STR("http")))
		return OK;
	TRY(fetch_probe(op, url, inside, &page));
	ret->answer = page.status >= 200 && page.status < 300 ? CHECK_YES : CHECK_NO;
	if (page.status == 0)
		ret->said = page.said;
	else if (ret->answer == CHECK_NO)
		ret->said = arena_printf(op->arena, "HTTP %d", page.status);
	return OK;
}

static enum errc
look_at_list(struct op *op, const struct list_check_sql_list_row *list, bool inside, struct list_check *ret)
{
	/* What is here can be read by everybody. */
	struct looked join, archive = { CHECK_YES, STR_NONE };

	TRY(look(op, list->join_url, inside, &join));
	if (!instant_known(list->last))
		TRY(look(op, list->archive_url, inside, &archive));
	/* To join by mail is as good; whether anybody is let in that way can't be tried. */
	*ret = (struct list_check){
		.at = op->now, .joinable = join.answer, .join_said = join.said, .readable = archive.answer,
		.read_said = archive.said, .last = list->last, .asked = INSTANT_NONE, .answered = INSTANT_NONE,
	};
	return OK;
}

/* ---- telling ---- */

static struct str
answer_text(struct op *op, enum lang lang, enum check_answer answer, struct str said)
{
	static const enum msg words[] = {
		[CHECK_YES] = MSG_check_yes, [CHECK_NO] = MSG_check_no, [CHECK_UNKNOWN] = MSG_check_unknown,
	};
	struct str word = msg_text(lang, words[answer]);

	return str_present(said) ? arena_printf(op->arena, "%.*s (%.*s)", STRF(word), STRF(said)) : word;
}

static enum errc
write_to(struct op *op, const struct secret_key *key, const struct list_check_sql_list_row *list,
	 const struct list_check *c, const struct list_check_sql_coordinators_row *who, struct str link)
{
	enum lang lang = LANG_en;
	letter_id id;

	const struct msg_arg args[] = {
		msg_str("list", list->name),
		msg_str("joinable", answer_text(op, lang, c->joinable, c->join_said)),
		msg_str("readable", answer_text(op, lang, c->readable, c->read_said)),
		msg_str("last", instant_known(c->last) ? date_format(op->arena, date_of_instant(c->last))
						       : msg_text(lang, MSG_check_unknown)),
	};
	return outbox_put(op, key, &(struct outbox_letter){
		.kind = STR("list-check"),
		.about = arena_printf(op->arena, "/lists/%.*s", STRF(list->slug)),
		.to_name = who->name,
		.to = who->address,
		.subject = msg_format(op->arena, lang, MSG_mail_list_check_subject, args, ARRAY_LEN(args)),
		.body = msg_format(op->arena, lang, MSG_mail_list_check_body, args, ARRAY_LEN(args)),
		.secret = link,
	}, &id);
}

static enum errc
store(struct op *op, const struct secret_key *key, list_id id, const struct list_check_sql_list_row *list,
      struct list_check *c)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct list_check_sql_coordinators_rows who = { 0 };
	struct str token = secret_token(op->arena), site, link;

	TRY(forum_get(op, STR("site"), &site));
	link = arena_printf(op->arena, "%.*s/answers/%.*s", STRF(site), STRF(token));
	/* Before letters can be sent there is nobody to ask. */
	if (list->grp_id.v && str_present(site) && site.n)
		TRY(list_check_sql_coordinators(op, list->grp_id, date_of_instant(op->now), &who));
	for (size_t i = 0; i < who.n; i++)
		TRY(write_to(op, key, list, c, &who.at[i], link));
	if (who.n)
		c->asked = op->now;
	TRY(list_check_sql_add(op, id, c->at, c->joinable, c->join_said, c->readable, c->read_said, c->last,
			       c->asked, who.n ? secret_digest(op->arena, token) : STR_NONE));
	return tx_commit(&tx);
}

enum errc
list_check_now(struct op *op, const struct secret_key *key, list_id id, bool inside, struct list_check *ret)
{
	struct list_check_sql_list_row list;

	TRY(list_check_sql_list(op, id, &list));
	TRY(look_at_list(op, &list, inside, ret));
	return store(op, key, id, &list, ret);
}

enum errc
list_check_latest(struct op *op, list_id list, bool *ret_found, struct list_check *ret)
{
	struct list_check_sql_latest_row r;

	TRY(list_check_sql_latest(op, list, ret_found, &r));
	if (*ret_found)
		*ret = (struct list_check){ r.at, r.joinable, r.readable, r.join_said, r.read_said, r.last_at,
					    r.asked, r.answered };
	return OK;
}

/* ---- the answer ---- */

enum errc
list_check_asked(struct op *op, struct str token, struct str *ret_list)
{
	struct list_check_sql_by_token_row row;
	bool found;

	TRY(list_check_sql_by_token(op, secret_digest(op->arena, token), &found, &row));
	*ret_list = found ? row.list : STR_NONE;
	return OK;
}

enum errc
list_check_answer(struct op *op, struct str token)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct list_check_sql_by_token_row row;
	bool found;

	TRY(list_check_sql_by_token(op, secret_digest(op->arena, token), &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "list.no-such-question", "%s", "");
	TRY(list_check_sql_answer(op, row.id, op->now));
	return tx_commit(&tx);
}

/* ---- by itself ---- */

enum errc
list_check_schedule(struct op *op)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct list_check_sql_due_rows rows;
	job_id job;

	TRY(list_check_sql_due(op, (instant){ op->now.v - EVERY_SECONDS }, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(job_add(op, STR("list-check"), rows.at[i].id.v, op->now, &job));
	return tx_commit(&tx);
}

enum errc
list_check_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result)
{
	const struct outbox *o = ctx;
	struct list_check c;

	TRY(list_check_now(op, &o->key, (list_id){ job->object }, false, &c));
	*ret_result = arena_printf(op->arena, "joinable: %.*s, readable: %.*s", STRF(check_answer_word(c.joinable)),
				   STRF(check_answer_word(c.readable)));
	return OK;
}
