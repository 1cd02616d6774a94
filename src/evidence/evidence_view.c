/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/evidence_view.h"

#include "behalf/behalf_ops.h"
#include "group/group_ops.h"

static void
choose(struct op *op, const struct page *p, struct choices *ret, enum evidence_kind chosen)
{
	for (enum evidence_kind k = 0; k < N_EVIDENCE_KINDS; k++)
		VEC_PUSH(op->arena, &ret->list, ((struct choice){ evidence_kind_word(k), page_text(p, evidence_kind_msg(k)),
								  k == chosen }));
}

static void
choose_says(struct op *op, const struct page *p, struct choices *ret)
{
	static const enum msg names[] = { [EVIDENCE_IS] = MSG_evidence_is, [EVIDENCE_NONE] = MSG_evidence_none,
					  [EVIDENCE_NOT] = MSG_evidence_not };

	for (enum evidence_says s = EVIDENCE_IS; s <= EVIDENCE_NOT; s++)
		VEC_PUSH(op->arena, &ret->list, ((struct choice){ evidence_says_word(s), page_text(p, names[s]),
								  s == EVIDENCE_IS }));
}

static enum errc
load_lines(struct op *op, enum evidence_kind kind, struct evidence_view *v)
{
	struct evidence_sql_of_rows rows;

	TRY(evidence_sql_of(op, v->id, v->from, v->to, kind == N_EVIDENCE_KINDS ? STR_NONE : evidence_kind_word(kind), &rows));
	for (size_t i = 0; i < rows.n; i++) {
		account_id by = rows.at[i].account_id;

		VEC_PUSH(op->arena, &v->lines, ((struct evidence_line){
			.row = rows.at[i], .kind = page_text(&v->page, evidence_kind_msg(rows.at[i].kind)),
			.link = url_checked(rows.at[i].link),
			.may_confirm = !by.v || !op->actor || op->actor->account.v != by.v }));
	}
	return OK;
}

enum errc
evidence_load(struct op *op, struct str slug, enum evidence_kind kind, struct evidence_view *v)
{
	struct group_ref g;

	TRY(group_by_slug(op, slug, &g));
	v->id = g.id;
	v->slug = slug;
	v->name = g.name;
	v->type = g.type;
	v->given_from = date_format(op->arena, v->from);
	v->given_to = date_format(op->arena, v->to);
	v->filtered = kind != N_EVIDENCE_KINDS || date_known(v->from) || date_known(v->to);
	v->may_add = actor_may(op->actor, RIGHT_GROUP, g.id);
	v->may_answer = actor_may(op->actor, RIGHT_EVIDENCE, g.id);
	v->for_others = v->may_add && behalf_of_others(op->actor, g.id);
	VEC_PUSH(op->arena, &v->kinds.list, ((struct choice){ STR(""), page_text(&v->page, MSG_evidence_all_kinds),
							      kind == N_EVIDENCE_KINDS }));
	choose(op, &v->page, &v->kinds, kind);
	choose(op, &v->page, &v->form_kinds, N_EVIDENCE_KINDS);
	choose_says(op, &v->page, &v->form_says);
	return load_lines(op, kind, v);
}
