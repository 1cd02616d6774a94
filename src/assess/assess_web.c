/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_web.h"

#include "assess/assess_view.h"
#include "db/db.h"
#include "html_assess.h"
#include "web/url.h"

/* A trial, as its address has it; and as the form sends it, where names of which there may be as many
 * as criteria or groups come in the order of the set. */
static const struct http_field trial_fields[] = {
	{ .name = "on", .kind = HTTP_TEXT, .max = 40 },
	{ .name = "t", .kind = HTTP_TEXT, .repeated = true, .max = 60 },
	{ .name = "off", .kind = HTTP_TEXT, .repeated = true, .max = 40 },
	{ .name = "needs", .kind = HTTP_TEXT, .repeated = true, .max = 20 },
	{ .name = "unknown", .kind = HTTP_TEXT, .max = 20 },
	{ .name = "form", .kind = HTTP_TEXT, .max = 5 },
	{ .name = "use", .kind = HTTP_TEXT, .repeated = true, .max = 40 },
};

static enum errc
list_get(struct http_request *req, struct http_response *res)
{
	struct assess_list_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	v.page.title = page_text(&v.page, MSG_assess_title);
	TRY(assess_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	assess_list(&o, &v);
	return OK;
}

#define TAKE_ALL(req, name, to)                                                                 \
	for (size_t i_ = 0; i_ < http_input((req), (name))->values.n; i_++)                     \
	VEC_PUSH((req)->op.arena, (to), http_input((req), (name))->values.at[i_].text)

static enum errc
version_param(struct http_request *req, int64_t *ret)
{
	if (!str_to_int(http_param(req, "version"), ret) || *ret < 1)
		return fail(&req->op, E_NOT_FOUND, "assess.no-such", "%s", "");
	return OK;
}

static date
day_of(struct http_request *req, const struct page *p)
{
	date on;

	return date_parse(str_trim(http_text_or_empty(req, "on")), &on) ? on : p->today;
}

/* From the form to the address of the trial, which is short and says only what differs. */
static enum errc
go_to_trial(struct http_request *req, struct http_response *res, const struct page *p, int64_t number)
{
	struct trial_form form = { .on = day_of(req, p), .unknown = http_text_or_empty(req, "unknown") };
	AUTO_BUF path = { 0 };

	TAKE_ALL(req, "use", &form.used);
	TAKE_ALL(req, "t", &form.thresholds);
	TAKE_ALL(req, "needs", &form.needs);
	TRY(assess_form_url(&req->op, http_param(req, "set"), number, &form, &path));
	return page_go(req, res, &path);
}

static struct trial
trial_of(struct http_request *req, const struct page *p)
{
	struct trial t = { .on = day_of(req, p), .unknown = http_text_or_empty(req, "unknown") };

	TAKE_ALL(req, "t", &t.thresholds);
	TAKE_ALL(req, "off", &t.off);
	TAKE_ALL(req, "needs", &t.needs);
	return t;
}

static void
put_row(struct buf *b, const struct assess_row *r)
{
	buf_add_csv(b, r->name);
	buf_addf(b, ",%.*s,%.*s,%s,%lld", STRF(r->slug), STRF(verdict_word(r->result)), r->exempt ? "exempt" : "",
		 (long long)r->met);
	for (size_t i = 0; i < r->cells.n; i++) {
		const struct assess_cell *c = &r->cells.at[i];

		buf_addc(b, ',');
		if (c->known)
			buf_addint(b, c->v);
		buf_addf(b, ",%.*s", STRF(verdict_word(c->verdict)));
	}
	BUF_LIT(b, "\r\n");
}

/* A figure that nobody knows is empty, with its verdict beside it. */
static enum errc
table_get(struct http_request *req, struct http_response *res)
{
	struct assess_view v = { .decided = STR("") };
	struct trial t;
	int64_t number = 0;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	TRY(version_param(req, &number));
	t = trial_of(req, &v.page);
	TRY(assess_load(&req->op, http_param(req, "set"), number, page_forum(req)->series, &t, &v));
	if (str_present(v.problem))
		return fail(&req->op, E_INVALID, "assess.bad-number", "%s", "");
	BUF_LIT(&res->body, "coalition,address,result,exempt,met");
	for (size_t g = 0; g < v.groups.n; g++)
		for (size_t i = 0; i < v.groups.at[g].columns.n; i++) {
			const struct assess_column *c = &v.groups.at[g].columns.at[i];

			if (c->used)
				buf_addf(&res->body, ",%.*s,%.*s verdict", STRF(c->id), STRF(c->id));
		}
	BUF_LIT(&res->body, "\r\n");
	for (size_t i = 0; i < v.rows.n; i++)
		put_row(&res->body, &v.rows.at[i]);
	res->type = HTTP_CSV;
	http_download(req, res, STR("criteria.csv"));
	return OK;
}

static enum errc
show_get(struct http_request *req, struct http_response *res)
{
	struct assess_view v = { .decided = STR("") };
	struct trial t = { .unknown = STR("") };
	struct str problem = STR_NONE;
	AUTO_BUF up = { 0 };
	struct html o;
	int64_t number = 0;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	v.page.charts = true;
	TRY(version_param(req, &number));
	if (http_text_or_empty(req, "form").n) {
		enum errc code = go_to_trial(req, res, &v.page, number);

		if (code != E_INVALID)
			return code;
		problem = page_problem(req, res, &v.page, code);
	} else {
		t = trial_of(req, &v.page);
	}
	t.on = day_of(req, &v.page);
	TRY(assess_load(&req->op, http_param(req, "set"), number, page_forum(req)->series, &t, &v));
	if (str_present(problem))
		v.problem = problem;
	else if (str_present(v.problem))
		res->status = 400;
	v.page.title = v.version.c.title;
	v.page.unlisted = v.is_trial;
	path_assessment(&up);
	page_step(req, &v.page, page_text(&v.page, MSG_assess_title), &up);
	o = page_html(res, &v.page);
	assess_show(&o, &v);
	return OK;
}

/* ---- writing, proposing, adopting ---- */

static const struct http_field new_fields[] = {
	{ .name = "set", .kind = HTTP_TEXT, .max = 100 },
	{ .name = "from", .kind = HTTP_INT, .least = 0, .most = 1000000 },
};
static const struct http_field write_fields[] = {
	PAGE_CSRF,
	{ .name = "set", .kind = HTTP_TEXT, .max = 400 },
	{ .name = "text", .kind = HTTP_TEXT, .max = 90000 },
	{ .name = "reason", .kind = HTTP_TEXT, .max = 9000 },
};
static const struct http_field step_fields[] = { PAGE_CSRF };
static const struct http_field adopt_fields[] = { PAGE_CSRF, { .name = "decided", .kind = HTTP_TEXT, .max = 9000 } };

/* What somebody begins with who has written none yet. */
static const struct str blank = STR_INIT(
	"title: A slot at the annual meeting\nunknown: not-met\n\nneeds: all\n- calls: calls, 12 months, at least 4\n");

static void
write_show(struct http_request *req, struct http_response *res, struct assess_write_view *v)
{
	AUTO_BUF up = { 0 };
	struct html o;

	v->page.title = page_text(&v->page, MSG_assess_write);
	v->page.unlisted = true;
	path_assessment(&up);
	page_step(req, &v->page, page_text(&v->page, MSG_assess_title), &up);
	o = page_html(res, &v->page);
	assess_write(&o, v);
}

static enum errc
new_get(struct http_request *req, struct http_response *res)
{
	struct assess_write_view v = { .slug = http_text_or_empty(req, "set"), .text = blank, .reason = STR("") };
	struct criteria_version from;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	if (v.slug.n) {
		TRY(criteria_get(&req->op, v.slug, http_int(req, "from", 0), &from));
		v.text = from.source;
	}
	write_show(req, res, &v);
	return OK;
}

static enum errc
go_to_version(struct http_request *req, struct http_response *res, struct str slug, int64_t number)
{
	AUTO_BUF path = { 0 };

	path_criteria(&path, slug, number);
	return page_go(req, res, &path);
}

static enum errc
keep(struct http_request *req, const struct assess_write_view *v, int64_t *ret)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(criteria_add(&req->op, v->slug, v->text, v->reason, ret));
	return tx_commit(&tx);
}

static enum errc
new_post(struct http_request *req, struct http_response *res)
{
	struct assess_write_view v = { .slug = str_trim(http_text_or_empty(req, "set")),
				       .text = http_text_or_empty(req, "text"),
				       .reason = http_text_or_empty(req, "reason") };
	int64_t number = 0;
	enum errc code;

	TRY(page_write(req));
	code = keep(req, &v, &number);
	if (code == OK)
		return go_to_version(req, res, v.slug, number);
	if (code != E_INVALID && code != E_CONFLICT)
		return code;
	page_init(req, &v.page, PAGE_ASSESSMENT);
	v.problem = page_problem(req, res, &v.page, code);
	write_show(req, res, &v);
	return OK;
}

static enum errc
take_step(struct http_request *req, int64_t number, bool adopt)
{
	struct str slug = http_param(req, "set");
	AUTO_TX tx = tx_begin(&req->op);

	if (adopt)
		TRY(criteria_adopt(&req->op, slug, number, http_text_or_empty(req, "decided")));
	else
		TRY(criteria_propose(&req->op, slug, number));
	return tx_commit(&tx);
}

static enum errc
step_post(struct http_request *req, struct http_response *res, bool adopt)
{
	int64_t number = 0;

	TRY(page_write(req));
	TRY(version_param(req, &number));
	TRY(take_step(req, number, adopt));
	return go_to_version(req, res, http_param(req, "set"), number);
}

static enum errc
propose_post(struct http_request *req, struct http_response *res)
{
	return step_post(req, res, false);
}

static enum errc
adopt_post(struct http_request *req, struct http_response *res)
{
	return step_post(req, res, true);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/assessment", .handler = list_get },
	{ .method = HTTP_GET, .path = "/assessment/new", .handler = new_get, .need = RIGHT_CRITERIA, HTTP_FIELDS(new_fields) },
	{ .method = HTTP_POST, .path = "/assessment/new", .handler = new_post, .slow = true, .need = RIGHT_CRITERIA,
	  .body_max = 150000, HTTP_FIELDS(write_fields) },
	{ .method = HTTP_GET, .path = "/assessment/{set}/{version}", .handler = show_get, HTTP_FIELDS(trial_fields) },
	{ .method = HTTP_GET, .path = "/assessment/{set}/{version}/table.csv", .handler = table_get,
	  HTTP_FIELDS(trial_fields) },
	{ .method = HTTP_POST, .path = "/assessment/{set}/{version}/propose", .handler = propose_post, .slow = true,
	  .need = RIGHT_CRITERIA, HTTP_FIELDS(step_fields) },
	{ .method = HTTP_POST, .path = "/assessment/{set}/{version}/adopt", .handler = adopt_post, .slow = true,
	  .need = RIGHT_CRITERIA, HTTP_FIELDS(adopt_fields) },
};
const struct http_routes assess_routes = { table, ARRAY_LEN(table) };
