/* SPDX-License-Identifier: Apache-2.0 */
/*
 * person_ops: people and their spellings. A spelling names one person; nothing
 * is matched by likeness here, and nothing is merged unless somebody says so.
 * All that change something need a write transaction.
 */
#ifndef CONVENE_PERSON_PERSON_OPS_H
#define CONVENE_PERSON_PERSON_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "document/document.h"
#include "person/person.h"

struct person_ref {
	person_id id; /* 0: nobody */
	struct str slug;
	struct str name;
};

/* By exact name or alias, folded (text/fold.h). ret->id 0 when unknown. */
must_check enum errc person_match(struct op *op, struct str name, struct person_ref *ret);
/* By address. E_NOT_FOUND person.no-such. */
must_check enum errc person_by_slug(struct op *op, struct str slug, struct person_ref *ret);
/* sort_as: "Brandvold Signe"; absent: as name. resolved: somebody vouches. */
must_check enum errc person_add(struct op *op, struct str name, struct str sort_as,
				bool resolved, import_id import, person_id *ret);
/* E_CONFLICT person.name-taken: somebody else is spelt so. */
must_check enum errc person_alias_add(struct op *op, person_id id, struct str name,
				      const char *source, import_id import);
must_check enum errc person_confirm(struct op *op, person_id id);
/* A new name: the old one stays a spelling, the old address a redirect. */
must_check enum errc person_rename(struct op *op, person_id id, struct str name);
/* The spellings of `from` go to `into`, and its address redirects. Taken back by
 * person_unmerge, *ret_was: what it led to. What is derived from spellings is not touched: commands call
 * report_merge_person and report_unmerge_person, which write that anew. */
must_check enum errc person_merge(struct op *op, person_id from, person_id into);
must_check enum errc person_unmerge(struct op *op, person_id id, person_id *ret_was);

struct person_name {
	person_id id;
	struct str slug;
	struct str name;
};
struct person_names {
	struct person_name *at;
	size_t n;
	size_t room;
};
/* Every spelling of everybody that everybody may see, for suggestions and for the checker. */
must_check enum errc person_names(struct op *op, struct person_names *ret);

must_check enum errc person_index(struct op *op, person_id id);
must_check enum errc person_index_all(struct op *op);
/* Undo of an import: whom it made goes, unless something else names them. */
must_check enum errc person_forget_import(struct op *op, import_id import);

#endif
