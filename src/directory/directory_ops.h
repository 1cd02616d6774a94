/* SPDX-License-Identifier: Apache-2.0 */
/*
 * directory_ops: which entries of the directory are one, and what imports left open. Nothing
 * is joined by likeness: the pairs below are suggestions, each with its reason, and somebody
 * says what they are. Each answer can be taken back, and is a line of the audit.
 *
 * Entries are named by their address in the directory ("mara-lindqvist").
 *   E_NOT_FOUND person.no-such, group.no-such
 * What changes something takes a transaction of its own.
 */
#ifndef CONVENE_DIRECTORY_DIRECTORY_OPS_H
#define CONVENE_DIRECTORY_DIRECTORY_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "directory/directory.h"
#include "group/group.h"
#include "report/match.h"

struct entry {
	int64_t id;
	struct str slug, name;
	bool resolved;        /* somebody vouches for it; else only an import named it */
	enum group_type type; /* of a group */
	int64_t meetings;     /* whose reports name it */
};
/* Two that may be one, by the spellings of theirs that are most alike. */
struct likeness {
	size_t a, b; /* their places among the entries, a < b */
	enum match_why why;
};
/* Two that somebody keeps apart. */
struct apart {
	size_t a, b;
};
struct directory {
	SLICE(struct entry) entries;   /* in the order of the directory */
	SLICE(struct likeness) alike;  /* the surest first; none of those that are kept apart */
	SLICE(struct apart) apart;     /* the newest first */
};
must_check enum errc directory_look(struct op *op, enum entry_kind kind, struct directory *ret);

/* It is what it seems, and none of those that are as good as like it: they are kept apart. type: of a
 * group, which is active from then on. */
must_check enum errc directory_confirm(struct op *op, enum entry_kind kind, struct str slug, enum group_type type);
/* One: `from` leads to `into`. E_CONFLICT person.cannot-merge, group.cannot-merge. */
must_check enum errc directory_join(struct op *op, enum entry_kind kind, struct str from, struct str into);
/* … taken back. E_CONFLICT person.not-merged, person.is-merged, group.… */
must_check enum errc directory_split(struct op *op, enum entry_kind kind, struct str slug);
/* Two, which are suggested no more; or again. E_CONFLICT directory.same */
must_check enum errc directory_keep_apart(struct op *op, enum entry_kind kind, struct str a, struct str b, bool apart);

#endif
