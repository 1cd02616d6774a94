/* SPDX-License-Identifier: Apache-2.0 */
#include "application/application.h"

#include "base/words.h"

static const struct str application_states[] = {
	[APPLICATION_DRAFT] = STR_INIT("draft"),       [APPLICATION_WAITING] = STR_INIT("waiting"),
	[APPLICATION_REVIEW] = STR_INIT("review"),     [APPLICATION_ACCEPTED] = STR_INIT("accepted"),
	[APPLICATION_REFUSED] = STR_INIT("refused"),   [APPLICATION_WITHDRAWN] = STR_INIT("withdrawn"),
};
WORDS_DEFINE(application_state, enum application_state, application_states)

#define S(state) (1u << APPLICATION_##state)

static const unsigned next[N_APPLICATION_STATES] = {
	[APPLICATION_DRAFT] = S(WAITING) | S(WITHDRAWN),
	[APPLICATION_WAITING] = S(DRAFT) | S(REVIEW) | S(REFUSED) | S(WITHDRAWN),
	[APPLICATION_REVIEW] = S(ACCEPTED) | S(REFUSED) | S(WITHDRAWN),
};

bool
application_may_become(enum application_state from, enum application_state to)
{
	return next[from] & 1u << to;
}

bool
application_is_public(enum application_state s)
{
	return s == APPLICATION_REVIEW || s == APPLICATION_ACCEPTED;
}

int64_t
application_stakeholders(const struct application_text *t)
{
	bool seen[N_STAKEHOLDERS] = { false };
	int64_t n = 0;

	for (size_t i = 0; i < t->supporters.n; i++) {
		enum stakeholder s;

		if (!t->supporters.at[i].name.n || !stakeholder_parse(t->supporters.at[i].stakeholder, &s))
			continue;
		n += !seen[s];
		seen[s] = true;
	}
	return n;
}

size_t
application_lacks(const struct application_text *t, bool ret[N_APPLICATION_LACKS])
{
	size_t n = 0;

	ret[LACKS_NAME] = !t->name.n;
	ret[LACKS_NEED] = !t->need.n;
	ret[LACKS_PLAN] = !t->plan.n;
	ret[LACKS_LIST] = !t->list_address.n;
	ret[LACKS_JOINING] = !t->join_url.n;
	ret[LACKS_CONTACT] = true;
	for (size_t i = 0; i < t->contacts.n; i++)
		ret[LACKS_CONTACT] &= !t->contacts.at[i].name.n || !t->contacts.at[i].address.n;
	ret[LACKS_SUPPORTERS] = application_stakeholders(t) < APPLICATION_STAKEHOLDERS;
	for (size_t i = 0; i < N_APPLICATION_LACKS; i++)
		n += ret[i];
	return n;
}
