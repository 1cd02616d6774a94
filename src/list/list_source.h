/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_source: what an import reads: a file, a folder of files (Maildir or any
 * other), a public-inbox (archive/git_inbox.h), or what is packed in any, as one run of bytes
 * in a fixed order.
 *
 * Packed files are unpacked in a cell, repositories here, into a file without a name in $TMPDIR.
 */
#ifndef CONVENE_LIST_LIST_SOURCE_H
#define CONVENE_LIST_LIST_SOURCE_H

#include "base/op.h"
#include "base/vec.h"

/* One file: an mbox of any dialect, or one message. */
struct list_segment {
	int64_t base;     /* where it begins in the whole */
	int64_t size;
	struct str bytes; /* absent: it is small, and read when its turn comes */
	const char *path; /* … from here */
};
struct list_source {
	SLICE(struct list_segment) segments; /* without the empty ones */
	int64_t size;
	bool cut; /* some archive in it ends too early; what came is good */
	struct list_map *maps;
};

/*
 * Folders are read with all below them, in the order of their names, but for hidden
 * ones and Maildir's tmp. Everything is in op->arena until list_source_close().
 *   E_NOT_FOUND file.cannot-read; those of cell_unpack(); E_UNAVAILABLE file.cannot-write
 */
must_check enum errc list_source_open(struct op *op, struct str path, struct list_source *ret);
void list_source_close(struct list_source *s);
#define AUTO_LIST_SOURCE __attribute__((cleanup(list_source_close))) struct list_source

/* Bytes that are there already; they must outlive it. */
struct list_source list_source_of(struct arena *a, struct str bytes);

/* The bytes of a segment: a small one is read into the arena; absent: it has gone. */
struct str list_segment_bytes(struct arena *a, const struct list_segment *s);

#endif
