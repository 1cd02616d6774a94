/* SPDX-License-Identifier: Apache-2.0 */
#include "person/person_view.h"

#include <stdlib.h>

#include "profile/profile_view.h"
#include "web/url.h"

/* ---- the list ---- */

static int
by_meetings(const void *a, const void *b)
{
	const struct person_line *x = a, *y = b;

	if (x->row.present != y->row.present)
		return x->row.present < y->row.present ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

static int
by_last(const void *a, const void *b)
{
	const struct person_line *x = a, *y = b;

	if (x->row.last.v != y->row.last.v)
		return x->row.last.v < y->row.last.v ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
sort_people(struct person_list_view *v)
{
	if (v->sort != PEOPLE_BY_NAME && v->people.n > 1)
		qsort(v->people.at, v->people.n, sizeof *v->people.at,
		      v->sort == PEOPLE_BY_MEETINGS ? by_meetings : by_last);
}

/* Both come from the database in order: of names, and of ids. */
static void
add_groups(struct op *op, struct person_line *p, const struct person_view_groups_rows *groups)
{
	size_t low = 0, high = groups->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (groups->at[mid].person_id.v < p->row.id.v)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < groups->n && groups->at[low].person_id.v == p->row.id.v; low++)
		if (p->groups.n < PERSON_GROUPS)
			VEC_PUSH(op->arena, &p->groups, groups->at[low]);
		else
			p->more_groups++;
}

static void
list_base(struct buf *b, enum person_sort sort)
{
	path_people(b);
	if (sort == PEOPLE_BY_MEETINGS)
		BUF_LIT(b, "?sort=meetings");
	else if (sort == PEOPLE_BY_LAST)
		BUF_LIT(b, "?sort=last");
}

enum errc
person_list_load(struct op *op, enum person_sort sort, int64_t page, struct person_list_view *v)
{
	struct person_view_list_rows rows = { 0 };
	struct person_view_groups_rows groups = { 0 };
	AUTO_BUF base = { 0 };

	TRY(person_view_list(op, &rows));
	TRY(person_view_groups(op, &groups));
	v->sort = sort;
	for (size_t i = 0; i < rows.n; i++) {
		struct person_line *p = VEC_ADD(op->arena, &v->people);

		p->row = rows.at[i];
		p->at = i;
		add_groups(op, p, &groups);
		if (p->row.resolved)
			v->confirmed++;
		else
			v->unconfirmed++;
	}
	v->n = (int64_t)rows.n;
	sort_people(v);
	v->pager = pager_make(page, page ? PEOPLE_PAGE : v->n + 1, v->n);
	list_base(&base, sort);
	pager_link(op->arena, &v->pager, buf_str(&base));
	v->shown.at = v->people.n ? v->people.at + pager_from(&v->pager) : NULL;
	v->shown.n = pager_count(&v->pager);
	return OK;
}

/* ---- one person ---- */

static void
count_with(struct op *op, struct person_show_view *v, const struct person_meeting *m)
{
	size_t i = 0;

	while (i < v->with.n && !str_eq(v->with.at[i].slug, m->row.grp_slug))
		i++;
	if (i == v->with.n)
		VEC_PUSH(op->arena, &v->with,
			 ((struct person_with){ .slug = m->row.grp_slug, .name = m->row.grp_name,
						.type = m->grp_type }));
	v->with.at[i].times++;
	for (; i > 0 && v->with.at[i - 1].times < v->with.at[i].times; i--) {
		struct person_with swap = v->with.at[i];

		v->with.at[i] = v->with.at[i - 1];
		v->with.at[i - 1] = swap;
	}
}

static enum errc
show_meetings(struct op *op, struct person_show_view *v)
{
	struct person_view_meetings_rows rows = { 0 };

	TRY(person_view_meetings(op, v->p.id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct person_view_meetings_row *r = &rows.at[i];
		bool again = i > 0 && rows.at[i - 1].number == r->number &&
			     str_eq(rows.at[i - 1].series, r->series);
		struct person_meeting m = {
			.row = *r,
			.apology = r->kind == ROSTER_APOLOGY,
			.respelt = !str_eq(r->written, v->p.name),
		};

		m.known_group = str_present(r->grp_slug) && str_present(r->grp_type) &&
				group_type_parse(r->grp_type, &m.grp_type);
		VEC_PUSH(op->arena, &v->meetings, m);
		if (m.known_group)
			count_with(op, v, &m);
		/* Somebody may stand in a list twice. */
		if (m.apology) {
			v->apologies += !again;
			continue;
		}
		v->present += !again;
		v->first = m;
		if (!v->last.row.number)
			v->last = m;
	}
	return OK;
}

/* What they say of themselves, as far as it is for who asks. */
static enum errc
show_said(struct op *op, struct person_show_view *v)
{
	enum seen_by sees = profile_sees(op->actor, v->p.id);
	struct own_addresses addresses = { 0 };
	struct facts facts = { 0 };

	TRY(profile_facts(op, v->p.id, sees, &facts));
	for (size_t i = 0; i < facts.n; i++) {
		const struct fact *f = &facts.at[i];

		VEC_PUSH(op->arena, &v->said, ((struct person_said){
			page_text(&v->page, fact_field_msg(f->field)), fact_shown(&v->page, f), f->since, f->until,
			f->seen != SEEN_EVERYBODY }));
	}
	TRY(profile_addresses(op, v->p.id, sees, &addresses));
	for (size_t i = 0; i < addresses.n; i++)
		VEC_PUSH(op->arena, &v->addresses, ((struct url_named){
			url_mail(op->arena, addresses.at[i].address), addresses.at[i].address,
			addresses.at[i].seen != SEEN_EVERYBODY }));
	v->own = op->actor && op->actor->person.v == v->p.id.v;
	v->may_withhold = actor_may(op->actor, RIGHT_PEOPLE, (group_id){ 0 });
	v->may_edit = v->own || v->may_withhold;
	return OK;
}

enum errc
person_show_load(struct op *op, struct str slug, int64_t page, struct person_show_view *v)
{
	struct person_view_actions_rows actions = { 0 };
	AUTO_BUF base = { 0 };
	bool found;

	TRY(person_view_by_slug(op, slug, &found, &v->p));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "person %.*s", STRF(slug));
	TRY(show_meetings(op, v));
	TRY(show_said(op, v));
	TRY(person_view_spellings(op, v->p.id, &v->spellings));
	TRY(person_view_actions(op, v->p.id, &actions));
	for (size_t i = 0; i < actions.n; i++) {
		const struct person_view_actions_row *r = &actions.at[i];

		VEC_PUSH(op->arena, &v->actions,
			 ((struct person_action){ *r, action_is_overdue(r->state, r->due, v->page.today) }));
	}
	v->pager = pager_make(page, PERSON_MEETINGS, (int64_t)v->meetings.n);
	path_person(&base, slug);
	pager_link(op->arena, &v->pager, buf_str(&base));
	v->shown.at = v->meetings.n ? v->meetings.at + pager_from(&v->pager) : NULL;
	v->shown.n = pager_count(&v->pager);
	return OK;
}
