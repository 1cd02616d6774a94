/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/evidence_web.h"

#include "behalf/behalf_ops.h"
#include "db/db.h"
#include "evidence/evidence_view.h"
#include "html_evidence.h"
#include "web/url.h"

/* In the order of their enumerations. */
static const char *const kinds[] = { "call", "paper", "event", "input", "report", "goal", NULL };
static const char *const sayings[] = { "is", "none", "not-applicable", NULL };
static const char *const answers[] = { "confirm", "refuse", NULL };

static const struct http_field show_fields[] = {
	{ .name = "kind", .kind = HTTP_TEXT, .max = 20 },
	{ .name = "from", .kind = HTTP_DATE },
	{ .name = "to", .kind = HTTP_DATE },
};
static const struct http_field add_fields[] = {
	PAGE_CSRF,
	{ .name = "kind", .kind = HTTP_CHOICE, .required = true, .choices = kinds },
	{ .name = "says", .kind = HTTP_CHOICE, .choices = sayings },
	{ .name = "day", .kind = HTTP_TEXT, .max = 40 },
	{ .name = "until", .kind = HTTP_TEXT, .max = 40 },
	{ .name = "title", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "link", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "note", .kind = HTTP_TEXT, .max = 9000 },
	{ .name = "mail", .kind = HTTP_TEXT, .max = 2000 },
};
static const struct http_field answer_fields[] = {
	PAGE_CSRF,
	PAGE_ID,
	{ .name = "answer", .kind = HTTP_CHOICE, .required = true, .choices = answers },
	{ .name = "words", .kind = HTTP_TEXT, .max = 9000 },
};
static const struct http_field drop_fields[] = { PAGE_CSRF, PAGE_ID };

static enum errc
begin(struct http_request *req, enum evidence_kind kind, struct evidence_view *v)
{
	AUTO_BUF up = { 0 };

	page_init(req, &v->page, PAGE_COALITIONS);
	v->day = v->until = v->title = v->link = v->note = v->mail = STR("");
	TRY(evidence_load(&req->op, http_param(req, "slug"), kind, v));
	v->page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v->name),
				     STRF(page_text(&v->page, MSG_evidence_title)));
	path_group(&up, v->type, v->slug);
	page_step(req, &v->page, v->name, &up);
	return OK;
}

static void
show(struct http_response *res, struct evidence_view *v)
{
	struct html o = page_html(res, &v->page);

	evidence_show(&o, v);
}

static enum errc
evidence_get(struct http_request *req, struct http_response *res)
{
	struct evidence_view v = { .from = http_date(req, "from"), .to = http_date(req, "to") };
	enum evidence_kind kind = N_EVIDENCE_KINDS;

	(void)evidence_kind_parse(http_text_or_empty(req, "kind"), &kind);
	TRY(begin(req, kind, &v));
	show(res, &v);
	return OK;
}

/* Back to the page, or that again with what went wrong. */
static enum errc
after(struct http_request *req, struct http_response *res, struct evidence_view *v, enum errc code)
{
	AUTO_BUF path = { 0 };

	if (page_can_mend(code)) {
		v->problem = page_problem(req, res, &v->page, code);
		show(res, v);
		return OK;
	}
	TRY(code);
	path_evidence(&path, v->slug);
	return page_go(req, res, &path);
}

static enum errc
day_of(struct op *op, struct str s, date *ret)
{
	*ret = DATE_NONE;
	if (s.n && !date_parse(s, ret))
		return fail(op, E_INVALID, "list.bad-day", "%.*s", STRF(s));
	return OK;
}

static enum errc
add(struct http_request *req, const struct evidence_view *v, struct evidence_piece *p)
{
	AUTO_TX tx = tx_begin(&req->op);
	evidence_id id;

	p->group = v->id;
	p->title = v->title;
	p->link = v->link;
	p->note = v->note;
	TRY(day_of(&req->op, v->day, &p->day));
	TRY(day_of(&req->op, v->until, &p->until));
	TRY(evidence_add(&req->op, p, "form", &id));
	if (v->for_others)
		TRY(behalf_record(&req->op, v->id, "evidence.add", v->mail));
	return tx_commit(&tx);
}

/* What was chosen stays chosen where the form is shown again. */
static void
keep_choice(struct choices *c, struct str value)
{
	for (size_t i = 0; i < c->list.n; i++)
		c->list.at[i].chosen = str_eq(c->list.at[i].value, value);
}

static enum errc
add_post(struct http_request *req, struct http_response *res)
{
	struct evidence_piece p = { .kind = (enum evidence_kind)http_choice(req, "kind", EVIDENCE_CALL),
				    .says = (enum evidence_says)http_choice(req, "says", EVIDENCE_IS) };
	struct evidence_view v = { .from = DATE_NONE, .to = DATE_NONE };

	TRY(page_write(req));
	TRY(begin(req, N_EVIDENCE_KINDS, &v));
	keep_choice(&v.form_kinds, evidence_kind_word(p.kind));
	keep_choice(&v.form_says, evidence_says_word(p.says));
	v.day = str_trim(http_text_or_empty(req, "day"));
	v.until = str_trim(http_text_or_empty(req, "until"));
	v.title = http_text_or_empty(req, "title");
	v.link = http_text_or_empty(req, "link");
	v.note = http_text_or_empty(req, "note");
	v.mail = http_text_or_empty(req, "mail");
	return after(req, res, &v, add(req, &v, &p));
}

static evidence_id
piece_of(const struct http_request *req)
{
	return (evidence_id){ http_int(req, "id", 0) };
}

static enum errc
answer(struct http_request *req, const struct evidence_view *v)
{
	AUTO_TX tx = tx_begin(&req->op);
	bool here = false;

	/* Of this group: its address says so. */
	for (size_t i = 0; i < v->lines.n; i++)
		here |= v->lines.at[i].row.id.v == piece_of(req).v;
	if (!here)
		return fail(&req->op, E_NOT_FOUND, "evidence.no-such", "%s", "");
	TRY(evidence_answer(&req->op, piece_of(req), http_choice(req, "answer", 1) == 0, http_text_or_empty(req, "words")));
	return tx_commit(&tx);
}

static enum errc
answer_post(struct http_request *req, struct http_response *res)
{
	struct evidence_view v = { .from = DATE_NONE, .to = DATE_NONE };

	TRY(page_write(req));
	TRY(begin(req, N_EVIDENCE_KINDS, &v));
	return after(req, res, &v, answer(req, &v));
}

static enum errc
drop(struct http_request *req, const struct evidence_view *v)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(evidence_take_back(&req->op, v->id, piece_of(req)));
	return tx_commit(&tx);
}

static enum errc
drop_post(struct http_request *req, struct http_response *res)
{
	struct evidence_view v = { .from = DATE_NONE, .to = DATE_NONE };

	TRY(page_write(req));
	TRY(begin(req, N_EVIDENCE_KINDS, &v));
	return after(req, res, &v, drop(req, &v));
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/groups/{slug}/evidence", .handler = evidence_get, HTTP_FIELDS(show_fields) },
	{ .method = HTTP_POST, .path = "/groups/{slug}/evidence", .handler = add_post, .slow = true,
	  .need = RIGHT_GROUP, .of = "slug", HTTP_FIELDS(add_fields) },
	{ .method = HTTP_POST, .path = "/groups/{slug}/evidence/answer", .handler = answer_post, .slow = true,
	  .need = RIGHT_EVIDENCE, .of = "slug", HTTP_FIELDS(answer_fields) },
	{ .method = HTTP_POST, .path = "/groups/{slug}/evidence/drop", .handler = drop_post, .slow = true,
	  .need = RIGHT_GROUP, .of = "slug", HTTP_FIELDS(drop_fields) },
};
const struct http_routes evidence_routes = { table, ARRAY_LEN(table) };
