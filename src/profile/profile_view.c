/* SPDX-License-Identifier: Apache-2.0 */
#include "profile/profile_view.h"

#include "person/person_ops.h"
#include "profile_view_sql.h"
#include "web/url.h"

enum msg
seen_by_msg(enum seen_by s)
{
	static const enum msg names[N_SEEN_BY] = {
		[SEEN_EVERYBODY] = MSG_profile_seen_everybody, [SEEN_MEMBERS] = MSG_profile_seen_members,
		[SEEN_SECRETARIAT] = MSG_profile_seen_secretariat,
	};

	return names[s];
}

enum msg
fact_field_msg(enum fact_field f)
{
	static const enum msg names[N_FACT_FIELDS] = {
		[FACT_AFFILIATION] = MSG_profile_affiliation, [FACT_STAKEHOLDER] = MSG_profile_stakeholder,
		[FACT_REGION] = MSG_profile_region,           [FACT_ZONE] = MSG_profile_zone,
		[FACT_LANGUAGES] = MSG_profile_languages,
	};

	return names[f];
}

static const enum msg stakeholder_msgs[N_STAKEHOLDERS] = {
	[STAKEHOLDER_GOVERNMENT] = MSG_stakeholder_government,
	[STAKEHOLDER_CIVIL_SOCIETY] = MSG_stakeholder_civil_society,
	[STAKEHOLDER_PRIVATE_SECTOR] = MSG_stakeholder_private_sector,
	[STAKEHOLDER_TECHNICAL] = MSG_stakeholder_technical,
	[STAKEHOLDER_INTERGOVERNMENTAL] = MSG_stakeholder_intergovernmental,
	[STAKEHOLDER_ACADEMIA] = MSG_stakeholder_academia,
	[STAKEHOLDER_OTHER] = MSG_stakeholder_other,
};
static const enum msg region_msgs[N_REGIONS] = {
	[REGION_AFRICA] = MSG_region_africa,
	[REGION_ASIA_PACIFIC] = MSG_region_asia_pacific,
	[REGION_EASTERN_EUROPE] = MSG_region_eastern_europe,
	[REGION_LATIN_AMERICA] = MSG_region_latin_america,
	[REGION_WESTERN_EUROPE] = MSG_region_western_europe,
};

struct str
fact_shown(const struct page *p, const struct fact *f)
{
	enum stakeholder stakeholder;
	enum region region;

	if (f->field == FACT_STAKEHOLDER && stakeholder_parse(f->value, &stakeholder))
		return page_text(p, stakeholder_msgs[stakeholder]);
	if (f->field == FACT_REGION && region_parse(f->value, &region))
		return page_text(p, region_msgs[region]);
	return f->value;
}

static void
add_choice(struct op *op, struct choices *c, struct str value, struct str name, bool chosen)
{
	VEC_PUSH(op->arena, &c->list, ((struct choice){ value, name, chosen }));
}

static struct choices
seen_choices(struct op *op, const struct page *p, enum seen_by chosen)
{
	struct choices ret = { 0 };

	for (size_t i = 0; i < N_SEEN_BY; i++)
		add_choice(op, &ret, seen_by_word((enum seen_by)i), page_text(p, seen_by_msg((enum seen_by)i)),
			   i == chosen);
	return ret;
}

struct choices
fact_choices(struct op *op, const struct page *p, enum fact_field field, struct str chosen)
{
	struct choices ret = { 0 };

	add_choice(op, &ret, STR(""), page_text(p, MSG_profile_not_said), !chosen.n);
	if (field == FACT_STAKEHOLDER)
		for (size_t i = 0; i < N_STAKEHOLDERS; i++) {
			struct str word = stakeholder_word((enum stakeholder)i);

			add_choice(op, &ret, word, page_text(p, stakeholder_msgs[i]), str_eq(word, chosen));
		}
	else
		for (size_t i = 0; i < N_REGIONS; i++) {
			struct str word = region_word((enum region)i);

			add_choice(op, &ret, word, page_text(p, region_msgs[i]), str_eq(word, chosen));
		}
	return ret;
}

static void
add_field(struct op *op, struct profile_view *v, enum fact_field field, const struct facts *facts)
{
	struct profile_field f = { .word = fact_field_word(field), .value = STR(""),
				   .name = page_text(&v->page, fact_field_msg(field)),
				   .typed = field == FACT_ZONE || field == FACT_LANGUAGES };
	enum seen_by seen = SEEN_SECRETARIAT;

	for (size_t i = 0; i < facts->n; i++) {
		if (facts->at[i].field == field) {
			f.value = facts->at[i].value;
			seen = facts->at[i].seen;
		}
	}
	f.seen = seen_choices(op, &v->page, seen);
	if (!f.typed)
		f.values = fact_choices(op, &v->page, field, f.value);
	VEC_PUSH(op->arena, &v->fields, f);
}

static enum errc
load_facts(struct op *op, person_id person, struct profile_view *v)
{
	struct facts facts = { 0 };

	TRY(profile_facts(op, person, SEEN_SECRETARIAT, &facts));
	for (size_t i = 0; i < N_FACT_FIELDS; i++)
		if (!fact_is_dated((enum fact_field)i))
			add_field(op, v, (enum fact_field)i, &facts);
	for (size_t i = 0; i < facts.n; i++) {
		const struct fact *f = &facts.at[i];

		if (f->field == FACT_AFFILIATION)
			VEC_PUSH(op->arena, &v->affiliations, ((struct profile_affiliation){
				*f, page_text(&v->page, seen_by_msg(f->seen)), !date_known(f->until) }));
	}
	return OK;
}

static enum errc
load_names(struct op *op, person_id person, struct profile_view *v)
{
	struct spellings spellings = { 0 };
	struct own_addresses addresses = { 0 };

	TRY(profile_spellings(op, person, SEEN_SECRETARIAT, &spellings));
	for (size_t i = 0; i < spellings.n; i++)
		if (!str_eq(spellings.at[i].name, v->name))
			VEC_PUSH(op->arena, &v->spellings, ((struct profile_spelling){
				spellings.at[i], page_text(&v->page, seen_by_msg(spellings.at[i].seen)) }));
	TRY(profile_addresses(op, person, SEEN_SECRETARIAT, &addresses));
	for (size_t i = 0; i < addresses.n; i++)
		VEC_PUSH(op->arena, &v->addresses, ((struct profile_address){
			addresses.at[i], seen_choices(op, &v->page, addresses.at[i].seen),
			addresses.at[i].id.v == op->actor->account.v }));
	return OK;
}

enum errc
profile_load(struct op *op, person_id person, struct profile_view *v)
{
	struct profile_view_person_row row;
	AUTO_BUF base = { 0 };

	v->person = person;
	v->seen = seen_choices(op, &v->page, SEEN_SECRETARIAT);
	path_profile(&base);
	v->base = url_of_buf(&base, op->arena);
	if (!person.v)
		return profile_waits(op, op->actor->account, &v->waits);
	TRY(profile_view_person(op, person, &row));
	v->slug = row.slug;
	v->name = row.name;
	if (!v->own) {
		buf_clear(&base);
		path_person_profile(&base, v->slug);
		v->base = url_of_buf(&base, op->arena);
	}
	TRY(load_facts(op, person, v));
	return load_names(op, person, v);
}
