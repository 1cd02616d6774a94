/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each name is looked up exactly first. What is left is answered, in this
 * order, by the file of answers, by somebody who is asked, or else by "new".
 * One name is asked once, however often it stands in the report.
 */
#include "report/resolve.h"

#include "base/map.h"
#include "group/group_ops.h"
#include "person/person_ops.h"
#include "report/affiliation.h"
#include "text/fold.h"

#define SUGGESTIONS_MAX 5

struct report_resolve {
	struct map groups; /* folded spelling -> struct report_answer */
	struct map people;
};

static enum errc
resolve_line(struct op *op, struct report_resolve *r, struct str line, size_t number)
{
	struct str kind = str_trim(str_cut(&line, '\t'));
	struct str written = str_trim(str_cut(&line, '\t'));
	struct str target = str_trim(line);
	struct report_answer *answer = ARENA_NEW(op->arena, struct report_answer);
	bool group = str_is(kind, "group");

	if ((!group && !str_is(kind, "person")) || !written.n || !target.n)
		return fail(op, E_INVALID, "report.bad-resolve", "%zu", number);
	*answer = (struct report_answer){ group ? REPLY_SLUG : REPLY_NAME, target };
	if (str_is(target, "+"))
		answer->reply = REPLY_NEW;
	else if (str_is(target, "-"))
		answer->reply = REPLY_NONE;
	map_put(op->arena, group ? &r->groups : &r->people, text_fold(op->arena, written), answer);
	return OK;
}

enum errc
report_resolve_load(struct op *op, struct str text, struct report_resolve **ret)
{
	struct report_resolve *r = ARENA_NEW(op->arena, struct report_resolve);
	size_t number = 0;

	while (str_present(text)) {
		struct str line = str_cut_line(&text);

		number++;
		if (str_trim(line).n == 0 || line.p[0] == '#')
			continue;
		TRY(resolve_line(op, r, line, number));
	}
	*ret = r;
	return OK;
}

/* What the import asks with: candidates, made ready once. */
struct asker {
	const struct report_import *in;
	struct group_names groups;
	struct person_names people;
	struct match_index *group_index, *person_index;
	struct map seen; /* kind and folded name -> any */
};

static enum errc
asker_init(struct op *op, struct asker *a, const struct report_import *in)
{
	*a = (struct asker){ .in = in };
	if (!in->ask)
		return OK;
	TRY(group_names(op, &a->groups));
	TRY(person_names(op, &a->people));
	a->group_index = match_index_new(op->arena, MATCH_GROUP, NULL, 0);
	a->person_index = match_index_new(op->arena, MATCH_PERSON, NULL, 0);
	for (size_t i = 0; i < a->groups.n; i++)
		match_index_add(a->group_index, a->groups.at[i].name);
	for (size_t i = 0; i < a->people.n; i++)
		match_index_add(a->person_index, a->people.at[i].name);
	return OK;
}

static void
suggest(struct op *op, struct asker *a, struct report_question *q)
{
	bool group = q->kind == NAME_GROUP;
	struct matches m = match_find(op->arena, group ? a->group_index : a->person_index,
				      q->written);

	for (size_t i = 0; i < m.n && q->suggestions.n < SUGGESTIONS_MAX; i++) {
		size_t at = m.at[i].index;
		struct report_suggestion s = { .reason = m.at[i].reason };
		bool twice = false;

		s.slug = group ? a->groups.at[at].slug : a->people.at[at].slug;
		s.name = group ? a->groups.at[at].name : a->people.at[at].name;
		for (size_t j = 0; j < q->suggestions.n; j++)
			twice |= str_eq(q->suggestions.at[j].slug, s.slug);
		if (!twice)
			VEC_PUSH(op->arena, &q->suggestions, s);
	}
}

static enum errc
answer(struct op *op, struct asker *a, struct plan_entry *e)
{
	const struct report_resolve *file = a->in->answers;
	struct str folded = text_fold(op->arena, e->written);
	const struct report_answer *known = NULL;
	struct report_question q = { .kind = e->kind, .written = e->written, .line = e->line };

	if (file)
		known = map_get(e->kind == NAME_GROUP ? &file->groups : &file->people, folded);
	if (known) {
		e->answer = *known;
		return OK;
	}
	e->answer.reply = REPLY_NEW;
	/* An office ("PAG Chair") is no group; nobody wants to be asked. */
	if (e->kind == NAME_GROUP && affiliation_is_office(op->arena, e->written))
		e->answer.reply = REPLY_NONE;
	if (!a->in->ask || e->answer.reply == REPLY_NONE)
		return OK;
	suggest(op, a, &q);
	TRY(a->in->ask(op, a->in->ask_ctx, &q, &e->answer));
	if (e->answer.reply == REPLY_STOP)
		return fail(op, E_CONFLICT, "report.stopped", "%.*s", STRF(e->written));
	return OK;
}

static enum errc
consider(struct op *op, struct asker *a, struct plan *plan, struct plan_entry e)
{
	struct str key = arena_printf(op->arena, "%c%.*s", e.kind == NAME_GROUP ? 'g' : 'p',
				      STRF(text_fold(op->arena, e.written)));
	bool known;

	if (!e.written.n || map_get(&a->seen, key))
		return OK;
	map_put(op->arena, &a->seen, key, plan);
	if (e.kind == NAME_GROUP) {
		struct group_ref g;

		TRY(group_match(op, e.written, &g));
		known = g.id.v != 0;
	} else {
		struct person_ref p;

		TRY(person_match(op, e.written, &p));
		known = p.id.v != 0;
	}
	if (known)
		return OK;
	TRY(answer(op, a, &e));
	VEC_PUSH(op->arena, &plan->entries, e);
	return OK;
}

/*
 * "Brandvold Signe": surname first, for the directory's order and nothing else.
 * Two columns say which name is which. Of a name in one column the last word is
 * taken, with small words before it: "van Neerven Joost".
 */
static struct str
sort_name(struct arena *a, const struct roster_group *g, const struct roster_person *p)
{
	struct str sur = g->order == ORDER_SURNAME_FIRST ? p->first : p->second;
	struct str given = g->order == ORDER_SURNAME_FIRST ? p->second : p->first;
	size_t at, before;

	if (g->order == ORDER_ONE_COLUMN || !sur.n) {
		at = str_rfind_char(p->name, ' ');
		while (at != STR_NPOS && at > 0) {
			before = str_rfind_char(str_sub(p->name, 0, at), ' ');
			if (before == STR_NPOS || p->name.p[before + 1] < 'a' || p->name.p[before + 1] > 'z')
				break;
			at = before;
		}
		if (at == STR_NPOS)
			return STR_NONE;
		sur = str_from(p->name, at + 1);
		given = str_sub(p->name, 0, at);
	}
	return arena_printf(a, "%.*s %.*s", STRF(sur), STRF(given));
}

/* The same for a person whose name somebody gave: the surname in the list, if
 * the name ends in it. */
static struct str
sort_given_name(struct arena *a, const struct plan_entry *e)
{
	struct str name = e->answer.text;
	size_t at = str_rfind_char(name, ' ');

	for (; at != STR_NPOS && at > 0; at = str_rfind_char(str_sub(name, 0, at), ' ')) {
		struct str sur = str_from(name, at + 1);

		if (str_starts(e->sort_as, sur))
			return arena_printf(a, "%.*s %.*s", STRF(sur), STRF(str_sub(name, 0, at)));
	}
	return STR_NONE;
}

enum errc
plan_make(struct op *op, const struct report *r, const struct report_import *in,
	  struct plan *ret)
{
	struct plan plan = { 0 };
	struct asker a;

	TRY(asker_init(op, &a, in));
	for (size_t i = 0; i < r->roster.n; i++) {
		const struct roster_group *g = &r->roster.at[i];

		for (size_t j = 0; j < g->people.n; j++) {
			const struct roster_person *p = &g->people.at[j];

			TRY(consider(op, &a, &plan,
				     (struct plan_entry){ .kind = NAME_PERSON, .written = p->name,
							  .sort_as = sort_name(op->arena, g, p),
							  .line = p->line }));
			TRY(consider(op, &a, &plan,
				     (struct plan_entry){ .kind = NAME_GROUP,
							  .written = p->affiliation,
							  .line = p->line }));
		}
	}
	*ret = plan;
	return OK;
}

static enum errc
apply_group(struct op *op, const struct plan_entry *e, import_id import,
	    struct report_imported *count)
{
	struct group_spec spec = {
		.type = affiliation_is_coalition(op->arena, e->written) ? GROUP_COALITION : GROUP_OTHER,
		.name = e->written,
		.state = STATE_UNRESOLVED,
		.since = DATE_NONE,
		.import = import,
	};
	struct group_ref g;
	group_id made;

	switch (e->answer.reply) {
	case REPLY_SLUG:
		TRY(group_by_slug(op, e->answer.text, &g));
		return group_alias_add(op, g.id, e->written, "confirmed", import);
	case REPLY_NEW:
		TRY(group_add(op, &spec, &made));
		count->new_groups++;
		return OK;
	default:
		return OK;
	}
}

static enum errc
apply_person(struct op *op, const struct plan_entry *e, import_id import,
	     struct report_imported *count)
{
	struct person_ref p;
	person_id id;

	switch (e->answer.reply) {
	case REPLY_SLUG:
		TRY(person_by_slug(op, e->answer.text, &p));
		return person_alias_add(op, p.id, e->written, "confirmed", import);
	case REPLY_NAME:
		TRY(person_match(op, e->answer.text, &p));
		id = p.id;
		if (!id.v) {
			TRY(person_add(op, e->answer.text, sort_given_name(op->arena, e), true,
				       import, &id));
			count->new_people++;
		}
		return person_alias_add(op, id, e->written, "confirmed", import);
	default:
		count->new_people++;
		return person_add(op, e->written, e->sort_as, false, import, &id);
	}
}

enum errc
plan_apply(struct op *op, const struct plan *plan, import_id import,
	   struct report_imported *count)
{
	for (size_t i = 0; i < plan->entries.n; i++) {
		const struct plan_entry *e = &plan->entries.at[i];

		if (e->kind == NAME_GROUP)
			TRY(apply_group(op, e, import, count));
		else
			TRY(apply_person(op, e, import, count));
	}
	return OK;
}
