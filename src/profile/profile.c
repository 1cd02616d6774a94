/* SPDX-License-Identifier: Apache-2.0 */
#include "profile/profile.h"

#include "base/buf.h"
#include "base/words.h"
#include "text/clean.h"
#include "text/zone.h"

static const struct str seen_bys[] = {
	[SEEN_EVERYBODY] = STR_INIT("everybody"), [SEEN_MEMBERS] = STR_INIT("members"),
	[SEEN_SECRETARIAT] = STR_INIT("secretariat"),
};
WORDS_DEFINE(seen_by, enum seen_by, seen_bys)

static const struct str stakeholders[] = {
	[STAKEHOLDER_GOVERNMENT] = STR_INIT("government"),
	[STAKEHOLDER_CIVIL_SOCIETY] = STR_INIT("civil-society"),
	[STAKEHOLDER_PRIVATE_SECTOR] = STR_INIT("private-sector"),
	[STAKEHOLDER_TECHNICAL] = STR_INIT("technical-community"),
	[STAKEHOLDER_INTERGOVERNMENTAL] = STR_INIT("intergovernmental"),
	[STAKEHOLDER_ACADEMIA] = STR_INIT("academia"),
	[STAKEHOLDER_OTHER] = STR_INIT("other"),
};
WORDS_DEFINE(stakeholder, enum stakeholder, stakeholders)

static const struct str regions[] = {
	[REGION_AFRICA] = STR_INIT("africa"),
	[REGION_ASIA_PACIFIC] = STR_INIT("asia-pacific"),
	[REGION_EASTERN_EUROPE] = STR_INIT("eastern-europe"),
	[REGION_LATIN_AMERICA] = STR_INIT("latin-america-and-caribbean"),
	[REGION_WESTERN_EUROPE] = STR_INIT("western-europe-and-others"),
};
WORDS_DEFINE(region, enum region, regions)

/* What each may hold: returns as fact_check(). */
typedef const char *check_fn(struct arena *a, struct str value, struct str *ret);

static const char *
check_text(struct arena *a, struct str value, struct str *ret)
{
	(void)a;
	*ret = value;
	return NULL;
}

static const char *
check_stakeholder(struct arena *a, struct str value, struct str *ret)
{
	enum stakeholder s;

	(void)a;
	*ret = value;
	return stakeholder_parse(value, &s) ? NULL : "profile.bad-stakeholder";
}

static const char *
check_region(struct arena *a, struct str value, struct str *ret)
{
	enum region r;

	(void)a;
	*ret = value;
	return region_parse(value, &r) ? NULL : "profile.bad-region";
}

static const char *
check_zone(struct arena *a, struct str value, struct str *ret)
{
	(void)a;
	*ret = value;
	return zone_known(value) ? NULL : "profile.bad-zone";
}

/* "pt-BR": letters first, then parts of letters and digits, of eight at most. */
static bool
is_language(struct str tag)
{
	size_t part = 0, n = 0;

	for (size_t i = 0; i < tag.n; i++) {
		char c = tag.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (c == '-' && n > 0) {
			part++;
			n = 0;
		} else if ((letter || (part > 0 && c >= '0' && c <= '9')) && n < 8) {
			n++;
		} else {
			return false;
		}
		if (part == 0 && n > 3)
			return false;
	}
	return tag.n >= 2 && n > 0;
}

static const char *
check_languages(struct arena *a, struct str value, struct str *ret)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < value.n;) {
		size_t from = i;

		while (i < value.n && value.p[i] != ' ' && value.p[i] != ',')
			i++;
		if (i > from && !is_language(str_sub(value, from, i - from)))
			return "profile.bad-languages";
		if (i > from && b.n)
			buf_addc(&b, ' ');
		buf_add(&b, str_sub(value, from, i - from));
		i++;
	}
	*ret = buf_to_arena(&b, a);
	return NULL;
}

static const struct {
	struct str word;
	check_fn *check;
	bool dated;
} fields[N_FACT_FIELDS] = {
	[FACT_AFFILIATION] = { STR_INIT("affiliation"), check_text, true },
	[FACT_STAKEHOLDER] = { STR_INIT("stakeholder"), check_stakeholder, false },
	[FACT_REGION] = { STR_INIT("region"), check_region, false },
	[FACT_ZONE] = { STR_INIT("zone"), check_zone, false },
	[FACT_LANGUAGES] = { STR_INIT("languages"), check_languages, false },
};

struct str
fact_field_word(enum fact_field f)
{
	return fields[f].word;
}

bool
fact_field_parse(struct str s, enum fact_field *ret)
{
	for (size_t i = 0; i < N_FACT_FIELDS; i++) {
		if (str_eq(fields[i].word, s)) {
			*ret = (enum fact_field)i;
			return true;
		}
	}
	return false;
}

bool
fact_is_dated(enum fact_field f)
{
	return fields[f].dated;
}

const char *
fact_check(struct arena *a, enum fact_field f, struct str value, struct str *ret)
{
	struct str clean = str_trim(text_clean(a, value));

	if (clean.n > FACT_MAX)
		return "profile.too-long";
	return fields[f].check(a, clean, ret);
}

enum seen_by
profile_sees(const struct actor *actor, person_id of)
{
	static const group_id none = { 0 };

	if (!actor)
		return SEEN_EVERYBODY;
	if ((of.v && actor->person.v == of.v) || actor_may(actor, RIGHT_PEOPLE, none))
		return SEEN_SECRETARIAT;
	return SEEN_MEMBERS;
}
