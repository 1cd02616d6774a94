/* SPDX-License-Identifier: Apache-2.0 */
/* directory_view: /admin/directory: what imports left open, and which entries may be one. */
#ifndef CONVENE_DIRECTORY_DIRECTORY_VIEW_H
#define CONVENE_DIRECTORY_DIRECTORY_VIEW_H

#include "directory/directory_ops.h"
#include "profile_sql.h"
#include "web/page.h"
#include "web/parts.h"

struct directory_guess {
	const struct entry *e;
	struct str reason;
};
/* An entry that only an import named. */
struct directory_open {
	const struct entry *e;
	SLICE(struct directory_guess) guesses; /* the surest first, a few */
};
struct directory_pair {
	const struct entry *a, *b;
	struct str reason;
};
struct directory_merged {
	struct str slug, name, into_slug, into_name;
	bool last; /* it can be taken back */
};
struct directory_part {
	enum entry_kind kind;
	struct str word; /* of its kind, as a form has it */
	bool people;
	SLICE(struct directory_open) open; /* those of most meetings first */
	SLICE(struct directory_pair) pairs; /* of entries that somebody vouches for; the surest first */
	int64_t n_open, n_pairs; /* how many there are; above as many as go on a page */
	SLICE(struct directory_merged) merged; /* all of them */
	SLICE(struct directory_pair) apart; /* the newest first, as many as go on a page; without reasons */
};
struct directory_view {
	struct page page;
	struct claim_sql_waiting_rows claims; /* people who say who they are, the oldest first */
	struct directory_part people, groups;
	struct choices types;
	struct str problem; /* a sentence; absent: none */
};
must_check enum errc directory_load(struct op *op, struct directory_view *v);

#endif
