/* SPDX-License-Identifier: Apache-2.0 */
#include "profile/profile_web.h"

#include "db/db.h"
#include "html_profile.h"
#include "html_profile_link.h"
#include "person/person_ops.h"
#include "profile/profile_view.h"
#include "web/url.h"

/* In the order of enum seen_by. */
static const char *const seens[] = { "everybody", "members", "secretariat", NULL };

#define SEEN { .name = "seen", .kind = HTTP_CHOICE, .choices = seens }
#define NAME { .name = "name", .kind = HTTP_TEXT, .max = 1000 }

/* ---- whose it is ---- */

static bool
is_own(const struct http_request *req)
{
	return req->route->need == RIGHT_SELF;
}

static enum errc
subject(struct http_request *req, person_id *ret)
{
	struct person_ref p = { .id = { 0 } };

	if (is_own(req))
		p.id = req->op.actor->person;
	else
		TRY(person_by_slug(&req->op, http_param(req, "slug"), &p));
	*ret = p.id;
	return OK;
}

static enum errc
show(struct http_request *req, struct http_response *res, struct profile_view *v, person_id person)
{
	AUTO_BUF up = { 0 };
	struct html o;

	v->own = is_own(req);
	TRY(profile_load(&req->op, person, v));
	if (v->own)
		path_account(&up);
	else
		path_person(&up, v->slug);
	page_step(req, &v->page, v->own ? page_text(&v->page, MSG_account_title) : v->name, &up);
	o = page_html(res, &v->page);
	profile_show(&o, v);
	return OK;
}

static void
begin(struct http_request *req, struct profile_view *v)
{
	page_init(req, &v->page, is_own(req) ? PAGE_ACCOUNT : PAGE_PEOPLE);
	v->page.title = page_text(&v->page, MSG_profile_title);
	v->page.unlisted = true;
}

static enum errc
profile_get(struct http_request *req, struct http_response *res)
{
	struct profile_view v = { 0 };
	person_id person;

	begin(req, &v);
	TRY(subject(req, &person));
	return show(req, res, &v, person);
}

/* Back to the form, or that again with what went wrong. */
static enum errc
after(struct http_request *req, struct http_response *res, person_id person, enum errc code)
{
	struct profile_view v = { 0 };
	AUTO_BUF path = { 0 };

	if (code != OK && code != E_INVALID && code != E_CONFLICT && code != E_LIMIT)
		return code;
	begin(req, &v);
	if (code != OK) {
		v.problem = page_problem(req, res, &v.page, code);
		return show(req, res, &v, person);
	}
	if (is_own(req)) {
		path_profile(&path);
	} else {
		/* Its address may be a new one. */
		TRY(profile_load(&req->op, person, &v));
		path_person_profile(&path, v.slug);
	}
	return page_go(req, res, &path);
}

/* ---- what is done to it ---- */

static enum seen_by
seen_given(const struct http_request *req)
{
	return (enum seen_by)http_choice(req, "seen", SEEN_SECRETARIAT);
}

typedef enum errc change_fn(struct http_request *req, person_id person);

static enum errc
in_one(struct http_request *req, person_id person, change_fn *fn)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(fn(req, person));
	return tx_commit(&tx);
}

/* One change in one transaction; of somebody who may be nobody in the directory yet. */
static enum errc
change_anybody(struct http_request *req, struct http_response *res, change_fn *fn)
{
	person_id person;

	TRY(page_write(req));
	TRY(subject(req, &person));
	return after(req, res, person, in_one(req, person, fn));
}

static enum errc
change(struct http_request *req, struct http_response *res, change_fn *fn)
{
	if (is_own(req) && !req->op.actor->person.v)
		return fail(&req->op, E_CONFLICT, "profile.not-in-directory", "%s", "");
	return change_anybody(req, res, fn);
}

static const struct http_field said_fields[] = {
	PAGE_CSRF,
	{ .name = "stakeholder", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "stakeholder-seen", .kind = HTTP_CHOICE, .choices = seens },
	{ .name = "region", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "region-seen", .kind = HTTP_CHOICE, .choices = seens },
	{ .name = "zone", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "zone-seen", .kind = HTTP_CHOICE, .choices = seens },
	{ .name = "languages", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "languages-seen", .kind = HTTP_CHOICE, .choices = seens },
};

static enum errc
said(struct http_request *req, person_id person)
{
	for (size_t i = 0; i < N_FACT_FIELDS; i++) {
		struct str word = fact_field_word((enum fact_field)i);
		struct str seen = arena_printf(req->op.arena, "%.*s-seen", STRF(word));

		if (!fact_is_dated((enum fact_field)i))
			TRY(profile_set(&req->op, person, (enum fact_field)i, http_text_or_empty(req, word.p),
					(enum seen_by)http_choice(req, seen.p, SEEN_SECRETARIAT)));
	}
	return OK;
}

static enum errc
said_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, said);
}

static const struct http_field name_fields[] = { PAGE_CSRF, NAME };

static enum errc
rename_to(struct http_request *req, person_id person)
{
	return profile_rename(&req->op, person, http_text_or_empty(req, "name"));
}

static enum errc
name_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, rename_to);
}

static const struct http_field affiliation_fields[] = {
	PAGE_CSRF,
	SEEN,
	{ .name = "affiliation", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "since", .kind = HTTP_DATE },
	{ .name = "until", .kind = HTTP_DATE },
};

static enum errc
affiliate(struct http_request *req, person_id person)
{
	return profile_add(&req->op, person, &(struct fact){
		.field = FACT_AFFILIATION, .value = http_text_or_empty(req, "affiliation"), .seen = seen_given(req),
		.since = http_date(req, "since"), .until = http_date(req, "until") });
}

static enum errc
affiliation_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, affiliate);
}

static const struct http_field csrf_fields[] = { PAGE_CSRF };
static const struct http_field id_fields[] = { PAGE_CSRF, PAGE_ID };

static fact_id
fact_given(const struct http_request *req)
{
	return (fact_id){ http_int(req, "id", 0) };
}

static enum errc
end_fact(struct http_request *req, person_id person)
{
	return profile_end(&req->op, person, fact_given(req), date_of_instant(req->op.now));
}

static enum errc
end_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, end_fact);
}

static enum errc
drop_fact(struct http_request *req, person_id person)
{
	return profile_drop(&req->op, person, fact_given(req));
}

static enum errc
drop_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, drop_fact);
}

static const struct http_field spelling_fields[] = { PAGE_CSRF, NAME, SEEN };

static enum errc
spell(struct http_request *req, person_id person)
{
	return profile_spelling_add(&req->op, person, http_text_or_empty(req, "name"), seen_given(req));
}

static enum errc
spelling_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, spell);
}

static enum errc
unspell(struct http_request *req, person_id person)
{
	return profile_spelling_drop(&req->op, person, http_text_or_empty(req, "name"));
}

static enum errc
spelling_drop_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, unspell);
}

/* ---- addresses ---- */

static const struct http_field address_fields[] = { PAGE_CSRF, { .name = "address", .kind = HTTP_TEXT, .max = 300 } };

static enum errc
claim_address(struct http_request *req, person_id person)
{
	struct page p;

	(void)person;
	page_init(req, &p, PAGE_ACCOUNT);
	return profile_address_claim(&req->op, page_key(req), str_trim(http_text_or_empty(req, "address")), p.lang);
}

static enum errc
address_post(struct http_request *req, struct http_response *res)
{
	if (!page_key(req))
		return fail(&req->op, E_UNAVAILABLE, "sign-in.cannot", "%s", "");
	return change(req, res, claim_address);
}

static const struct http_field see_fields[] = { PAGE_CSRF, PAGE_ID, SEEN };

static enum errc
see_address(struct http_request *req, person_id person)
{
	return profile_address_see(&req->op, person, (account_id){ http_int(req, "id", 0) }, seen_given(req));
}

static enum errc
address_see_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, see_address);
}

static enum errc
drop_address(struct http_request *req, person_id person)
{
	return profile_address_drop(&req->op, person, (account_id){ http_int(req, "id", 0) });
}

static enum errc
address_drop_post(struct http_request *req, struct http_response *res)
{
	return change(req, res, drop_address);
}

static enum errc
show_link(struct http_request *req, struct http_response *res, struct profile_link_view *v)
{
	AUTO_BUF up = { 0 };
	struct html o;

	v->page.title = page_text(&v->page, MSG_profile_title);
	v->page.unlisted = true;
	v->token = http_param(req, "token");
	path_profile(&up);
	page_step(req, &v->page, page_text(&v->page, MSG_profile_title), &up);
	TRY(profile_address_claimed(&req->op, v->token, &v->address));
	res->cache = HTTP_NO_STORE;
	o = page_html(res, &v->page);
	profile_link_show(&o, v);
	return OK;
}

static enum errc
link_get(struct http_request *req, struct http_response *res)
{
	struct profile_link_view v = { 0 };

	page_init(req, &v.page, PAGE_ACCOUNT);
	return show_link(req, res, &v);
}

static enum errc
take_address(struct http_request *req, person_id person)
{
	(void)person;
	return profile_address_take(&req->op, http_param(req, "token"));
}

/* What a program that follows links fetches changes nothing: the button does. */
static enum errc
link_post(struct http_request *req, struct http_response *res)
{
	struct profile_link_view v = { 0 };
	person_id me = req->op.actor->person;
	enum errc code;

	TRY(page_write(req));
	code = in_one(req, me, take_address);
	if (code != E_CONFLICT && code != E_NOT_FOUND)
		return after(req, res, me, code);
	page_init(req, &v.page, PAGE_ACCOUNT);
	v.problem = page_problem(req, res, &v.page, code);
	return show_link(req, res, &v);
}

/* ---- being in the directory ---- */

static enum errc
enter(struct http_request *req, person_id person)
{
	bool asked;

	(void)person;
	return profile_enter(&req->op, http_text_or_empty(req, "name"), &asked);
}

static enum errc
enter_post(struct http_request *req, struct http_response *res)
{
	return change_anybody(req, res, enter);
}

#define BOTH(what, fn, fields)                                                                                \
	{ .method = HTTP_POST, .path = "/account/profile" what, .handler = fn, .slow = true,                 \
	  .need = RIGHT_SELF, HTTP_FIELDS(fields) },                                                          \
	{ .method = HTTP_POST, .path = "/people/{slug}/profile" what, .handler = fn, .slow = true,           \
	  .need = RIGHT_PEOPLE, HTTP_FIELDS(fields) }

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/account/profile", .handler = profile_get, .need = RIGHT_SELF },
	{ .method = HTTP_GET, .path = "/people/{slug}/profile", .handler = profile_get, .need = RIGHT_PEOPLE },
	BOTH("", said_post, said_fields),
	BOTH("/name", name_post, name_fields),
	BOTH("/affiliations", affiliation_post, affiliation_fields),
	BOTH("/affiliations/end", end_post, id_fields),
	BOTH("/affiliations/drop", drop_post, id_fields),
	BOTH("/spellings", spelling_post, spelling_fields),
	BOTH("/spellings/drop", spelling_drop_post, name_fields),
	BOTH("/addresses/seen", address_see_post, see_fields),
	BOTH("/addresses/drop", address_drop_post, id_fields),
	{ .method = HTTP_POST, .path = "/account/profile/enter", .handler = enter_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(name_fields) },
	{ .method = HTTP_POST, .path = "/account/addresses", .handler = address_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(address_fields) },
	{ .method = HTTP_GET, .path = "/account/addresses/{token}", .handler = link_get, .need = RIGHT_SELF },
	{ .method = HTTP_POST, .path = "/account/addresses/{token}", .handler = link_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(csrf_fields) },
};
const struct http_routes profile_routes = { table, ARRAY_LEN(table) };
