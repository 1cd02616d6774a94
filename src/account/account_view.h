/* SPDX-License-Identifier: Apache-2.0 */
/* account_view: the pages on which one signs in, and one's own. */
#ifndef CONVENE_ACCOUNT_ACCOUNT_VIEW_H
#define CONVENE_ACCOUNT_ACCOUNT_VIEW_H

#include "account/account_ops.h"
#include "web/page.h"
#include "web/parts.h"

struct sign_in_view {
	struct page page;
	bool can;            /* letters can be sent */
	struct str problem;  /* a sentence; absent: none */
	struct str address;  /* as typed */
	struct str next;     /* account_next() */
};

struct sign_in_link_view {
	struct page page;
	struct str token;
	struct str address;
	struct str next;
	bool there;    /* unused, and not too old */
	bool browser;  /* … and this is the browser that asked */
};

struct account_session_line {
	int64_t id;
	instant made, seen;
	struct str agent; /* "Firefox, Linux"; as it calls itself where that is not known */
	bool this_one;
};
struct account_role_line {
	struct str name;  /* "Coordinator" */
	struct str group; /* absent: of the forum */
};
struct account_show_view {
	struct page page;
	SLICE(struct account_role_line) roles;
	SLICE(struct account_session_line) sessions; /* last used first */
	struct choices whens; /* at which times letters come */
	struct str stand_in;  /* an address; "": nobody's */
	struct str problem;   /* a sentence; absent: none */
};
/* The message that names a role. */
enum msg role_msg(enum role r);
/* For who is signed in. */
must_check enum errc account_show_load(struct op *op, struct account_show_view *v);

#endif
