/* SPDX-License-Identifier: Apache-2.0 */
#include "admin/admin_view.h"

#include <inttypes.h>

#include "account/account_view.h"

#define LINES 50

enum errc
admin_home_load(struct op *op, struct admin_home_view *v)
{
	static const group_id none = { 0 };

	v->letters = actor_may(op->actor, RIGHT_LETTERS, none);
	v->roles = actor_may(op->actor, RIGHT_ROLES, none);
	v->standing = actor_may(op->actor, RIGHT_STANDING, none);
	v->people = actor_may(op->actor, RIGHT_PEOPLE, none);
	v->writers = actor_may(op->actor, RIGHT_WRITERS, none);
	v->audit = actor_may(op->actor, RIGHT_AUDIT, none);
	return admin_view_counts(op, &v->n);
}

static struct pager
pager_at(struct op *op, int64_t page, int64_t n, const char *path)
{
	struct pager p = pager_make(page, LINES, n);

	pager_link(op->arena, &p, str_of(path));
	return p;
}

enum errc
admin_jobs_load(struct op *op, int64_t page, struct admin_jobs_view *v)
{
	struct job_sql_list_rows rows;
	struct admin_view_jobs_n_row n;

	TRY(admin_view_jobs_n(op, &n));
	v->pager = pager_at(op, page, n.n, "/admin/jobs");
	TRY(job_sql_list(op, LINES, v->pager.skip, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->jobs, ((struct admin_job_line){
			rows.at[i], str_is(rows.at[i].kind, "mail") ? rows.at[i].object_id : 0 }));
	return OK;
}

enum errc
admin_letters_load(struct op *op, struct str to, int64_t page, struct admin_letters_view *v)
{
	struct str folded = to.n ? arena_lower(op->arena, to) : STR_NONE;
	struct admin_view_letters_n_row n;
	AUTO_BUF base = { 0 };

	v->to = to;
	TRY(bad_address_sql_list(op, &v->bad));
	TRY(admin_view_letters_n(op, folded, &n));
	BUF_LIT(&base, "/admin/letters");
	if (to.n) {
		BUF_LIT(&base, "?to=");
		http_add_encoded(&base, to);
	}
	v->pager = pager_make(page, LINES, n.n);
	pager_link(op->arena, &v->pager, buf_str(&base));
	return admin_view_letters(op, folded, LINES, v->pager.skip, &v->letters);
}

enum errc
admin_letter_load(struct op *op, int64_t id, struct admin_letter_view *v)
{
	letter_id letter = { id };
	bool found;

	TRY(admin_view_letter(op, letter, &found, &v->l));
	if (!found)
		return fail(op, E_NOT_FOUND, "mail.no-such", "%" PRId64, id);
	v->about = url_checked(str_or_empty(v->l.about));
	return admin_view_letter_job(op, letter, &v->tried, &v->job);
}

enum errc
admin_audit_load(struct op *op, int64_t page, struct admin_audit_view *v)
{
	struct audit_sql_newest_rows rows;
	struct audit_sql_count_row n;

	TRY(audit_sql_count(op, &n));
	v->pager = pager_at(op, page, n.n, "/admin/audit");
	TRY(audit_sql_newest(op, LINES, v->pager.skip, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->lines, ((struct admin_audit_line){ rows.at[i], rows.at[i].actor.v != 0 }));
	return OK;
}

const char *const admin_roles[] = { "coordinator", "facilitator", "secretariat", "auditor", NULL };

enum errc
admin_roles_load(struct op *op, struct admin_roles_view *v)
{
	struct admin_view_roles_rows rows;

	TRY(admin_view_roles(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->roles, ((struct admin_role_line){
			rows.at[i], page_text(&v->page, role_msg(rows.at[i].role)), role_word(rows.at[i].role) }));
	return admin_view_groups(op, &v->groups);
}
