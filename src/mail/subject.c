/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/subject.h"

#include "text/fold.h"

static bool
is_white(char c)
{
	return c == ' ' || c == '\t';
}

static struct str
skip_white(struct str s)
{
	while (s.n && is_white(s.p[0]))
		s = str_from(s, 1);
	return s;
}

/* "[anything without brackets] "; what is behind it, or s itself. */
static struct str
skip_blob(struct str s)
{
	if (!s.n || s.p[0] != '[')
		return s;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == '[')
			break;
		if (s.p[i] == ']')
			return skip_white(str_from(s, i + 1));
	}
	return s;
}

/* "re:", "fwd [x]:"; s itself where there is none. */
static struct str
skip_refwd(struct str s)
{
	static const struct str words[] = { STR_INIT("re"), STR_INIT("fwd"), STR_INIT("fw") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str rest;

		if (!str_starts_nocase(s, words[i]))
			continue;
		rest = skip_blob(skip_white(str_from(s, words[i].n)));
		if (rest.n && rest.p[0] == ':')
			return str_from(rest, 1);
	}
	return s;
}

static struct str
skip_leader(struct str s)
{
	struct str at = skip_white(s), next, rest;

	if (at.n < s.n)
		return at;
	while ((next = skip_blob(at)).n < at.n)
		at = next;
	rest = skip_refwd(at);
	return rest.n < at.n ? rest : s;
}

static struct str
cut_trailers(struct str s)
{
	for (;;) {
		if (s.n && is_white(s.p[s.n - 1]))
			s.n--;
		else if (s.n >= 5 && str_eq_nocase(str_from(s, s.n - 5), STR("(fwd)")))
			s.n -= 5;
		else
			return s;
	}
}

static struct str
cut_leaders(struct str s)
{
	struct str before;

	do {
		struct str without;

		before = s;
		s = skip_leader(s);
		without = skip_blob(s);
		/* "[list]" alone is what it is about. */
		if (without.n)
			s = without;
	} while (s.n < before.n);
	return s;
}

struct str
subject_base(struct arena *a, struct str subject)
{
	struct str s = str_or_empty(subject);

	for (;;) {
		s = cut_leaders(cut_trailers(s));
		if (s.n < 6 || !str_starts_nocase(s, STR("[fwd:")) || s.p[s.n - 1] != ']')
			break;
		s = str_sub(s, 5, s.n - 6);
	}
	return text_fold(a, s);
}

void
subject_join(struct subject_joins *j, int64_t thread, struct str subject)
{
	struct str base = subject_base(j->arena, subject);
	int64_t *first;
	bool is_new;

	if (!base.n)
		return;
	first = map_get(&j->by_base, base);
	if (first) {
		(void)number_map_place(j->arena, &j->threads, thread, &is_new);
		if (is_new)
			VEC_PUSH(j->arena, &j->place, *first);
		return;
	}
	first = ARENA_NEW(j->arena, int64_t);
	*first = thread;
	map_put(j->arena, &j->by_base, base, first);
}

int64_t
subject_thread(const struct subject_joins *j, int64_t thread)
{
	size_t k = number_map_find(&j->threads, thread);

	return k == SIZE_MAX ? thread : j->place.at[k];
}
