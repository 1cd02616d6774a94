/* SPDX-License-Identifier: Apache-2.0 */
/* application_view: /applications, and one of them. */
#ifndef CONVENE_APPLICATION_APPLICATION_VIEW_H
#define CONVENE_APPLICATION_APPLICATION_VIEW_H

#include "application/application_ops.h"
#include "application_sql.h"
#include "web/page.h"
#include "web/parts.h"

struct application_line {
	application_id id;
	struct str name;
	enum application_state state;
	instant changed;
};
struct application_list_view {
	struct page page;
	SLICE(struct application_line) own; /* the newest first */
	SLICE(struct application_line) all; /* in review; for the secretariat what was sent, what waits first */
	bool office;        /* who asks answers them */
	struct str name;    /* as typed */
	struct str problem; /* a sentence; absent: none */
};
must_check enum errc application_list_load(struct op *op, struct application_list_view *v);

struct application_supporter_line {
	int64_t n; /* from 1 */
	struct application_supporter s;
	struct str of; /* "Civil society"; "": not said */
	struct choices stakeholders;
};
struct application_contact_line {
	int64_t n; /* from 1 */
	struct application_contact c;
};
struct application_view {
	struct page page;
	struct application a;
	SLICE(struct str) plan;    /* its lines; an empty one between paragraphs */
	SLICE(struct str) lacking; /* what it lacks, in words */
	/* In a form some are empty, to be filled in. */
	SLICE(struct application_contact_line) contacts;
	SLICE(struct application_supporter_line) supporters;
	int64_t stakeholders;      /* from how many groups supporters are */
	bool own, office;          /* who asks is whose it is, or answers it */
	bool writes;               /* … and writes it still */
	bool may_send, may_withdraw, may_take_up, may_accept, may_refuse, may_go_back, may_answer;
	struct str words;          /* as typed */
	struct str problem;        /* a sentence; absent: none */
};
/* text: what was typed, instead of what is stored; NULL: nothing was. E_NOT_FOUND
 * application.no-such: there is none, or not for who asks. */
must_check enum errc application_load(struct op *op, application_id id, const struct application_text *text,
				      struct application_view *v);

#endif
