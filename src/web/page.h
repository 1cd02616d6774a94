/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page: the frame that every page stands in, and how a handler answers.
 *
 * A handler parses, loads a view, renders. The view's first field is the
 * frame, and templates begin with {include page_top &v.page} and end with
 * {include page_bottom &v.page} (html/page.html):
 *
 *	static enum errc
 *	topics_get(struct http_request *req, struct http_response *res)
 *	{
 *		struct topics_view v = { 0 };
 *
 *		page_init(req, &v.page, PAGE_TOPICS);
 *		TRY(topics_load(&req->op, &v));
 *		v.page.title = page_text(&v.page, MSG_topics_title);
 *		struct html o = page_html(res, &v.page);
 *		topics_show(&o, &v);
 *		return OK;
 *	}
 *
 * Nothing is written before everything has been loaded. A handler that
 * returns an errc gets the error page. Where an address names a thing that may
 * have been renamed or merged, the loader's errc goes through page_moved():
 *
 *		code = person_show_load(&req->op, slug, &v);
 *		if (code != OK)
 *			return page_moved(req, res, code);
 *
 * While a handler runs, req->op.db is a connection inside a read transaction:
 * everything it reads is of one moment, the moment of the page's ETag.
 */
#ifndef CONVENE_WEB_PAGE_H
#define CONVENE_WEB_PAGE_H

#include "account/account.h"
#include "forum/forum_view.h"
#include "html/html.h"
#include "http/http.h"
#include "secret/secret.h"
#include "web/report_cache.h"

/* Which item of the navigation the page belongs to. */
enum page_nav {
	PAGE_NONE,
	PAGE_COALITIONS,
	PAGE_MEETINGS,
	PAGE_ACTIONS,
	PAGE_ATTENDANCE,
	PAGE_TOPICS,
	PAGE_PEOPLE,
	PAGE_DOCUMENTS,
	PAGE_LISTS,
	PAGE_ASSESSMENT,
	PAGE_ACCOUNT,
	PAGE_ADMIN,
	PAGE_SEARCH,
	PAGE_CHECK,
	PAGE_GROUPS,
	PAGE_ABBREVIATIONS,
	PAGE_API,
	PAGE_ABOUT,
	PAGE_IMPRINT,
	PAGE_PRIVACY,
	PAGE_ACCESSIBILITY,
};

/* A step of "You are here", or the same thing in another form (feed, JSON). */
struct page_link {
	struct url url;
	struct str text;
	struct str type; /* alternates: "application/json"; steps: absent */
};

/* All zero but for what page_init sets; the title is the handler's to set. */
struct page {
	const struct forum *forum; /* lives as long as the request */
	struct str title;          /* absent: the forum's name alone */
	struct str path;           /* of this page, as asked for */
	enum page_nav nav;
	bool home;
	bool mail;                 /* it shows mail, or a ribbon: another style sheet */
	bool charts;               /* … those of criteria, another one */
	bool unlisted;             /* search engines are asked to leave it out */
	enum lang lang;
	struct str lang_code;
	struct str dir;            /* "ltr", "rtl" */
	date today;                /* UTC */
	const struct actor *actor; /* who is signed in; NULL: nobody */
	bool can_sign_in;          /* letters can be sent */
	bool has_admin;            /* … and sees the secretariat's pages */
	struct report_cache *reports; /* report_cache_parse(p.reports, source) */
	struct figure_memo *figures;  /* of this thread: figures_load() */
	int64_t data_version;         /* … with this */
	SLICE(struct page_link) steps;
	SLICE(struct page_link) alternates;
};

void page_init(struct http_request *req, struct page *ret, enum page_nav nav);
/* A step of "You are here": outermost first, the page itself left out. */
void page_step(struct http_request *req, struct page *p, struct str text,
	       const struct buf *path);
/* <link rel=alternate>: type is a content type, text says what it is. */
void page_alternate(struct http_request *req, struct page *p, struct str type,
		    struct str text, const struct buf *path);
/* One of the secretariat's pages, below /admin; title: its own. */
void page_init_admin(struct http_request *req, struct page *ret, enum msg title);
/* The sink that writes into the response's body, in the page's language. */
struct html page_html(struct http_response *res, const struct page *p);
/* A message without parameters in the page's language. */
struct str page_text(const struct page *p, enum msg msg);
/* Where code is E_NOT_FOUND and table redirect knows the path, or what the path
 * hangs on, answers with 301 and is OK. Otherwise it is code. */
must_check enum errc page_moved(struct http_request *req, struct http_response *res,
				enum errc code);
/* The failure as a sentence for the form that is shown again, with its status in res (429 for
 * E_LIMIT); it is dealt with then. */
struct str page_problem(struct http_request *req, struct http_response *res, const struct page *p,
			enum errc code);
/* Is it for who filled in the form to mend? Then that is shown again, with page_problem(). */
bool page_can_mend(enum errc code);
/* To another page, after a form: 303. */
must_check enum errc page_go(struct http_request *req, struct http_response *res, const struct buf *path);
/* With the response's status, a page saying what went wrong: app.error. */
void page_error(struct http_request *req, struct http_response *res);

/*
 * Writing. What a handler read before is over: req->op.db is another connection now, that may
 * write, without a snapshot. Only in routes that are .slow.
 *   page_write         for who is signed in; the form has a field csrf, their session's
 *   page_write_signed_out  for forms before that, which carry nothing
 * E_FORBIDDEN page.old-form: it is another session's, or none's.
 */
must_check enum errc page_write(struct http_request *req);
/* That field, in a route's. */
#define PAGE_CSRF { .name = "csrf", .kind = HTTP_TEXT, .max = 100 }
/* The number of a row, in a route's; missing: 0. */
#define PAGE_ID { .name = "id", .kind = HTTP_INT, .least = 1, .most = INT64_C(999999999999999999) }
must_check enum errc page_write_signed_out(struct http_request *req);
/* The session's cookie. token absent: it is taken back. */
void page_set_session(struct http_request *req, struct http_response *res, struct str token);
/* Is the site one of TLS only? Its cookies are too. */
bool page_is_secure(struct http_request *req);
/* What codes and letters are sealed with. NULL: there is none, and nobody can sign in. */
const struct secret_key *page_key(struct http_request *req);

/* The settings as they were at the data version of this request. */
const struct forum *page_forum(struct http_request *req);

#endif
