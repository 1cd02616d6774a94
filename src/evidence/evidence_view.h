/* SPDX-License-Identifier: Apache-2.0 */
/* evidence_view: the page of a group's register. */
#ifndef CONVENE_EVIDENCE_EVIDENCE_VIEW_H
#define CONVENE_EVIDENCE_EVIDENCE_VIEW_H

#include "evidence/evidence_ops.h"
#include "evidence_sql.h"
#include "web/page.h"
#include "web/parts.h"

struct evidence_line {
	struct evidence_sql_of_row row;
	struct str kind;  /* "Call" */
	struct url link;  /* "": none */
	bool may_confirm; /* who asks has not entered it */
};
struct evidence_view {
	struct page page;
	group_id id;
	struct str slug, name;
	enum group_type type;
	SLICE(struct evidence_line) lines; /* the newest first */
	/* What is shown; DATE_NONE: open. */
	date from, to;
	struct str given_from, given_to; /* as in the filter */
	struct choices kinds; /* of the filter */
	bool filtered;
	bool may_add, may_answer;
	/* The form, as typed. */
	struct choices form_kinds, form_says;
	struct str day, until, title, link, note, mail;
	bool for_others; /* who asks is not of the group, and says by which mail they act */
	struct str problem;
};
/* kind: N_EVIDENCE_KINDS is all. E_NOT_FOUND group.no-such. */
must_check enum errc evidence_load(struct op *op, struct str slug, enum evidence_kind kind, struct evidence_view *v);

#endif
