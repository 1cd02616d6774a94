/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_subject.h"

#include "base/words.h"
#include "list_sql.h"

struct thread_subject {
	int64_t thread;
	struct str subject;
};

struct subjects {
	struct arena *arena;
	struct number_map threads;
	SLICE(struct thread_subject) at;
};

static enum errc
each_message(void *ctx, const struct appearance_sql_subjects_row *row)
{
	struct subjects *s = ctx;
	bool is_new;
	size_t k = number_map_place(s->arena, &s->threads, row->root_id.v, &is_new);

	if (is_new)
		VEC_PUSH(s->arena, &s->at, ((struct thread_subject){ .thread = row->root_id.v }));
	else if (row->id.v != row->root_id.v)
		return OK;
	s->at.at[k].subject = str_present(row->subject) ? arena_str(s->arena, row->subject) : STR_NONE;
	return OK;
}

static const struct str rules[] = {
	[LIST_RULE_REFERENCES] = STR_INIT("references"),
	[LIST_RULE_SUBJECTS] = STR_INIT("subjects"),
};
WORDS_DEFINE(list_rule, enum list_rule, rules)

enum errc
list_subject_joins(struct op *op, list_id list, enum list_rule rule, struct subject_joins *ret)
{
	struct subjects s = { .arena = op->arena };

	*ret = (struct subject_joins){ .arena = op->arena };
	if (rule == LIST_RULE_REFERENCES)
		return OK;
	TRY(appearance_sql_subjects(op, list, each_message, &s));
	for (size_t i = 0; i < s.at.n; i++)
		subject_join(ret, s.at.at[i].thread, s.at.at[i].subject);
	return OK;
}
