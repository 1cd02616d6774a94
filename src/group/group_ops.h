/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group_ops: the directory of groups. A spelling (name, short name or
 * confirmed alias) names one group; nothing is matched by likeness here.
 * All that change something need a write transaction.
 */
#ifndef CONVENE_GROUP_GROUP_OPS_H
#define CONVENE_GROUP_GROUP_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "document/document.h"
#include "group/group.h"

struct group_spec {
	struct str slug; /* absent: made from the short name or name */
	enum group_type type;
	struct str name;
	struct str short_name;
	enum group_state state;
	date since;
	struct str description, list_address, join_url, archive_url, website;
	import_id import; /* 0: from the register */
};

struct group_ref {
	group_id id; /* 0: no such group */
	struct str slug;
	struct str name;
	enum group_type type;
};

/* By exact name or alias, folded (text/fold.h). ret->id 0 when unknown. */
must_check enum errc group_match(struct op *op, struct str name, struct group_ref *ret);
/* By address. E_NOT_FOUND group.no-such. */
must_check enum errc group_by_slug(struct op *op, struct str slug, struct group_ref *ret);
/* E_CONFLICT group.name-taken: another group is spelt so. */
must_check enum errc group_add(struct op *op, const struct group_spec *spec, group_id *ret);
must_check enum errc group_set(struct op *op, group_id id, const struct group_spec *spec);
/* source: register | confirmed. E_CONFLICT group.name-taken. */
must_check enum errc group_alias_add(struct op *op, group_id id, struct str name,
				     const char *source, import_id import);
/* There is this group, which a report named, and it is active. E_CONFLICT group.confirmed: known before. */
must_check enum errc group_confirm(struct op *op, group_id id, enum group_type type);
/* A new name: the old one stays a spelling, the old address a redirect. */
must_check enum errc group_rename(struct op *op, group_id id, struct str name);
/* The spellings of `from` go to `into`, and its address redirects. Taken back by
 * group_unmerge. What is derived from spellings is not touched: commands call
 * report_merge_group and report_unmerge_group, which write that anew. */
must_check enum errc group_merge(struct op *op, group_id from, group_id into);
must_check enum errc group_unmerge(struct op *op, group_id id);

struct group_name {
	group_id id;
	struct str slug;
	struct str name;
};
struct group_names {
	struct group_name *at;
	size_t n;
	size_t room;
};
/* Every spelling of every group, for suggestions and for the checker. */
must_check enum errc group_names(struct op *op, struct group_names *ret);

/*
 * The register as CSV (RFC 4180) with a header line; columns by name: slug,
 * type, name, short_name, state, since, list_address, join_url, archive_url,
 * website, aliases (separated by ;), description. Groups are known by slug;
 * those that are there are changed, none is removed. All or nothing;
 * E_INVALID group.bad-row names line and column.
 */
struct group_load {
	size_t added, changed;
};
must_check enum errc group_load_csv(struct op *op, struct str text, struct group_load *ret);
/* What this group can be found by is written anew. */
must_check enum errc group_index(struct op *op, group_id id);
must_check enum errc group_index_all(struct op *op);

/* Undo of an import: what it made goes, unless something else hangs on it. */
must_check enum errc group_forget_import(struct op *op, import_id import);

#endif
