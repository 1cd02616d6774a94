/* SPDX-License-Identifier: Apache-2.0 */
/*
 * document_ops: texts with numbered revisions, and the imports they came by.
 * All that change something need a write transaction.
 */
#ifndef CONVENE_DOCUMENT_DOCUMENT_OPS_H
#define CONVENE_DOCUMENT_DOCUMENT_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "document/document.h"

struct document_ref {
	document_id id; /* 0: no such document */
	struct str slug;
	enum document_kind kind;
	struct str title;
};
must_check enum errc document_find(struct op *op, struct str slug, struct document_ref *ret);
must_check enum errc document_add(struct op *op, struct str slug, enum document_kind kind,
				  struct str title, document_id *ret);
must_check enum errc document_delete(struct op *op, document_id id);
must_check enum errc document_retitle(struct op *op, document_id id, struct str title);
struct document_refs {
	SLICE(struct document_ref) documents;
};
must_check enum errc document_list(struct op *op, struct document_refs *ret);

struct document_version {
	version_id id; /* 0: none */
	int64_t revision;
	struct str source; /* Markdown, docs/report-format.md */
	struct str name;   /* of the file that came in */
};
must_check enum errc document_newest(struct op *op, document_id id, struct document_version *ret);

/* What came in: the bytes, and how they were read. */
struct document_origin {
	struct str bytes;
	struct str name;
	struct str charset;
};
must_check enum errc document_add_version(struct op *op, document_id id, int64_t revision,
					  struct str source, const struct document_origin *from,
					  import_id import);
must_check enum errc document_drop_version(struct op *op, document_id id, int64_t revision);

must_check enum errc import_begin(struct op *op, struct str file_name, struct str bytes,
				  enum import_outcome outcome, import_id *ret);
must_check enum errc import_mark_undone(struct op *op, import_id id);

struct import_ref {
	import_id id; /* 0: there is none */
	struct str file_name;
	enum import_outcome outcome;
	document_id document;
	struct str slug;
	int64_t revision;
};
/* id 0: the newest one that is not undone. ret->id 0: nothing to undo. */
must_check enum errc import_find(struct op *op, import_id id, struct import_ref *ret);

struct import_entry {
	import_id id;
	instant at;
	struct str file_name;
	enum import_outcome outcome;
	instant undone; /* INSTANT_NONE: it stands */
};
struct import_entries {
	SLICE(struct import_entry) imports;
};
must_check enum errc import_list(struct op *op, struct import_entries *ret);

#endif
