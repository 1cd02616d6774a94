/* SPDX-License-Identifier: Apache-2.0 */
#include "standing/standing_view.h"

#include "group/group_ops.h"

enum msg
group_state_msg(enum group_state state)
{
	static const enum msg names[] = {
		[STATE_ACTIVE] = MSG_group_active,         [STATE_PROPOSED] = MSG_group_proposed,
		[STATE_INACTIVE] = MSG_group_inactive,     [STATE_CONCLUDED] = MSG_group_concluded,
		[STATE_UNRESOLVED] = MSG_group_unresolved,
	};

	return names[state];
}

static const enum msg requirement_msgs[N_REQUIREMENTS] = {
	[REQUIRES_DESCRIPTION] = MSG_standing_requires_description,
	[REQUIRES_LIST] = MSG_standing_requires_list,
	[REQUIRES_JOINING] = MSG_standing_requires_joining,
	[REQUIRES_ARCHIVE] = MSG_standing_requires_archive,
	[REQUIRES_WEBSITE] = MSG_standing_requires_website,
	[REQUIRES_COORDINATOR] = MSG_standing_requires_coordinator,
};

enum errc
standing_load(struct op *op, struct str slug, enum group_state chosen, struct standing_view *v)
{
	struct required required[N_REQUIREMENTS];
	struct group_ref g;

	TRY(group_by_slug(op, slug, &g));
	v->id = g.id;
	v->slug = slug;
	v->name = g.name;
	v->type = g.type;
	TRY(standing_history(op, g.id, &v->history));
	TRY(standing_required(op, g.id, required));
	for (size_t i = 0; i < N_REQUIREMENTS; i++)
		if (required[i].asked)
			VEC_PUSH(op->arena, &v->asked, ((struct standing_requirement){
				page_text(&v->page, requirement_msgs[i]), required[i].met }));
	for (size_t i = 0; i < STATE_UNRESOLVED; i++) {
		enum group_state s = (enum group_state)i;

		if (group_may_be(g.type, s))
			VEC_PUSH(op->arena, &v->states.list, ((struct choice){
				group_state_word(s), page_text(&v->page, group_state_msg(s)), s == chosen }));
	}
	return OK;
}
