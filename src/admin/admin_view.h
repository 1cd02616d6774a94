/* SPDX-License-Identifier: Apache-2.0 */
/* admin_view: the secretariat's pages: work that waits, letters, roles, the audit. */
#ifndef CONVENE_ADMIN_ADMIN_VIEW_H
#define CONVENE_ADMIN_ADMIN_VIEW_H

#include "admin_view_sql.h"
#include "audit_sql.h"
#include "job_sql.h"
#include "outbox_sql.h"
#include "web/page.h"
#include "web/pager.h"

struct admin_home_view {
	struct page page;
	struct admin_view_counts_row n;
	bool letters, roles, standing, people, writers, audit; /* who asks may see them */
};
must_check enum errc admin_home_load(struct op *op, struct admin_home_view *v);

struct admin_job_line {
	struct job_sql_list_row row;
	int64_t letter; /* that it sends; 0: it does something else */
};
struct admin_jobs_view {
	struct page page;
	SLICE(struct admin_job_line) jobs; /* the newest first */
	struct pager pager;
};
must_check enum errc admin_jobs_load(struct op *op, int64_t page, struct admin_jobs_view *v);

struct admin_letters_view {
	struct page page;
	struct str to; /* "": to whomever */
	struct admin_view_letters_rows letters; /* the newest first */
	struct bad_address_sql_list_rows bad;   /* not written to: letters come back from there */
	struct pager pager;
};
must_check enum errc admin_letters_load(struct op *op, struct str to, int64_t page, struct admin_letters_view *v);

struct admin_letter_view {
	struct page page;
	struct admin_view_letter_row l;
	struct url about; /* "": of nothing here */
	bool tried;
	struct admin_view_letter_job_row job;
};
/* E_NOT_FOUND mail.no-such. */
must_check enum errc admin_letter_load(struct op *op, int64_t id, struct admin_letter_view *v);

struct admin_audit_line {
	struct audit_sql_newest_row row;
	bool by_account; /* else at the command line */
};
struct admin_audit_view {
	struct page page;
	SLICE(struct admin_audit_line) lines; /* the newest first */
	struct pager pager;
};
must_check enum errc admin_audit_load(struct op *op, int64_t page, struct admin_audit_view *v);

struct admin_role_line {
	struct admin_view_roles_row row;
	struct str role; /* "Coordinator" */
	struct str word; /* "coordinator" */
};
struct admin_roles_view {
	struct page page;
	SLICE(struct admin_role_line) roles; /* those that last first */
	struct admin_view_groups_rows groups;
	struct str problem; /* a sentence; absent: none */
	struct str person, since; /* as typed */
};
must_check enum errc admin_roles_load(struct op *op, struct admin_roles_view *v);
/* The roles that can be given, as words; ends in NULL. */
extern const char *const admin_roles[];

#endif
