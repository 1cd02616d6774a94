/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writer_ops: which writers are one person, and who had joined a list.
 *
 * Two writers are one person when somebody says so, or a mailmap file does; nothing is
 * joined by likeness. Each decision can be taken back by its number, and is kept.
 */
#ifndef CONVENE_WRITER_WRITER_OPS_H
#define CONVENE_WRITER_WRITER_OPS_H

#include "base/number_map.h"
#include "base/op.h"
#include "list/list.h"
#include "writer/writer.h"

typedef struct {
	int64_t v;
} decision_id;
typedef struct {
	int64_t v;
} roster_id;

/* ---- people ---- */

/* Those who are one with others. All zero: nobody is. */
struct writers {
	struct number_map who;
	SLICE(int64_t) person; /* by its places */
};
must_check enum errc writers_load(struct op *op, struct writers *ret);
/* The number that stands for all writers of a person. */
int64_t writers_person(const struct writers *w, int64_t who);

/* How one writer is spelt; both "": nothing of it is here any more. */
struct writer_spelling {
	struct str address, name;
};
must_check enum errc writer_spelt(struct op *op, int64_t who, struct writer_spelling *ret);
/* The address, or the name of who has none; "": neither. */
struct str writer_spelling_text(const struct writer_spelling *s);

/* These take transactions of their own. */

/* x, y: an address, or the name of who has none. They are one person, or they are two.
 *   E_NOT_FOUND writer.no-such   nobody here writes so
 *   E_CONFLICT  writer.same-already, writer.apart (somebody has decided otherwise) */
must_check enum errc writer_decide(struct op *op, struct str x, struct str y, bool same, decision_id *ret);
/* The same of two writers by what they are known by (writer_sender.who). */
must_check enum errc writer_decide_on(struct op *op, int64_t x, int64_t y, bool same, decision_id *ret);
/* E_NOT_FOUND writer.no-such-decision; E_CONFLICT writer.undone-already. */
must_check enum errc writer_undo(struct op *op, decision_id id);

struct writer_mapped {
	int64_t joined;  /* decisions that are new */
	int64_t already; /* were one person before */
	int64_t unknown; /* of which nobody writes here */
	int64_t skipped; /* lines that say nothing of two addresses */
};
must_check enum errc writer_take_mailmap(struct op *op, struct str file, struct writer_mapped *ret);

/* What is likely and not decided yet; list.v 0: all lists. */
must_check enum errc writer_suggest(struct op *op, list_id list, writer_senders *ret_senders,
				    writer_guesses *ret);

/* ---- rosters ---- */

/* One of the same day is written anew. E_INVALID roster.empty. */
must_check enum errc roster_take(struct op *op, list_id list, date held, struct str file, int64_t *ret);

#endif
