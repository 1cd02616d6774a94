/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match: which of the names that are known already may be meant by a name.
 *
 * Only an exact match (equal under text_fold) is a match. Everything else is a
 * suggestion with a reason, made for a person to confirm or refuse: nothing
 * here decides that two names are one. Pure; deterministic.
 *
 * Cost: a name is compared only with names that share a word, the initials or
 * the run-together letters with it, so asking stays quick among thousands. Of
 * the names that share one word ("river") only the first MATCH_CROWD are
 * compared on its account. A name longer than MATCH_WORDS words is only
 * matched exactly.
 */
#ifndef CONVENE_REPORT_MATCH_H
#define CONVENE_REPORT_MATCH_H

#include "base/arena.h"
#include "base/vec.h"

#define MATCH_CROWD 64
#define MATCH_WORDS 24

enum match_kind { MATCH_GROUP, MATCH_PERSON };

/* In order of score, best first. Of several that hold, the last one is the
 * reason given. */
enum match_why {
	MATCH_EXACT,        /* case, spaces, kinds of quotes and dashes aside */
	MATCH_SIGNS,        /* accents, hyphens, dots, spaces: "Crépin Legrand" */
	MATCH_SMALL_WORDS,  /* "DC Schools", "DC on Schools" */
	MATCH_ORDER,        /* "Lindqvist Mara", "Mara Lindqvist" */
	MATCH_ABBREVIATION, /* "RC", "River Care"; "DC" */
	MATCH_PARTICLE,     /* "Wim Vaart", "Wim de Vaart" */
	MATCH_TYPE,         /* "Open Harbours", "DC on Open Harbours" */
	MATCH_LETTER,       /* "Lindqvst", "Lindqvist"; two letters in a long name */
	MATCH_INITIAL,      /* "M. Lindqvist", "Dan Okello" ("Daniel Okello") */
	MATCH_PART,         /* "Ravi Menon", "Ravi Prasad Menon" */
	MATCH_SHORTENED,    /* "DC on Fish", "DC on Fish Passage" */
	MATCH_ONE_WORD,     /* "Lindqvist", "Mara Lindqvist" */
	MATCH_WHY_COUNT
};

struct match {
	size_t index;   /* among the candidates */
	unsigned score; /* 100: exact; 1 to 95: a suggestion */
	enum match_why why;
	const char *reason; /* "one has the words in another order" */
};
struct matches {
	struct match *at; /* best first; equal scores in order of index */
	size_t n;
	size_t room;
};

/* Below this a suggestion is too weak to speak of two spellings; it may still
 * help somebody to choose. */
#define MATCH_LIKELY 60

/* The row of the table of reasons: score, and the words of the reason. */
unsigned match_score(enum match_why why);
const char *match_reason(enum match_why why);

/*
 * Candidates made ready for many questions. Holds copies of nothing: the
 * arena and the names must live as long. Not thread-safe, not even for
 * asking: one thread, one index.
 */
struct match_index;
struct match_index *match_index_new(struct arena *a, enum match_kind kind,
				    const struct str *names, size_t n);
/* Adds one more candidate; its index is how many there were. */
void match_index_add(struct match_index *x, struct str name);

/*
 * The candidates that may be meant. If any is exact only the exact ones are
 * returned: two candidates of the same name are for the caller to tell apart.
 * The result lives in `a`.
 */
struct matches match_find(struct arena *a, struct match_index *x, struct str name);

/* match_find() among those that are there, then match_index_add(): for looking
 * through a list for names that are alike. The result lives with the index. */
struct matches match_find_and_add(struct match_index *x, struct str name);

/* match_find() for a single question. */
struct matches match_names(struct arena *a, enum match_kind kind, struct str name,
			   const struct str *candidates, size_t n);

#endif
