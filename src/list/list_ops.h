/* SPDX-License-Identifier: Apache-2.0 */
/* list_ops: the mailing lists of the forum. What is in them: list_import.h. */
#ifndef CONVENE_LIST_LIST_OPS_H
#define CONVENE_LIST_LIST_OPS_H

#include "base/op.h"
#include "list/list.h"

struct list_spec {
	struct str slug; /* absent: made from the name */
	struct str name;
	struct str group; /* slug of the group whose list it is; absent: none */
	struct str address, join_url, archive_url; /* each may be absent */
};
/* E_CONFLICT list.slug-taken; E_NOT_FOUND group.no-such; E_INVALID list.bad-address,
 * list.bad-link. Takes a write transaction. */
must_check enum errc list_add(struct op *op, const struct list_spec *spec, list_id *ret);
/* What is absent in spec stays as it is; the slug cannot change. */
must_check enum errc list_set(struct op *op, list_id id, const struct list_spec *spec);

struct list_ref {
	list_id id;
	struct str slug, name;
	struct str address; /* may be absent */
};
/* E_NOT_FOUND list.no-such. */
must_check enum errc list_by_slug(struct op *op, struct str slug, struct list_ref *ret);

#endif
