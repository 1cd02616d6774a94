/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unpack: compressed files and archives of any of the usual kinds, as a stream:
 * gzip, bzip2, xz, zstd, lzip, compress; tar, zip, cpio.
 *
 * These are foreign bytes: it runs in a cell (cell/cell.h).
 */
#ifndef CONVENE_ARCHIVE_UNPACK_H
#define CONVENE_ARCHIVE_UNPACK_H

#include <stdbool.h>

#include "base/arena.h"

enum unpack_result {
	UNPACK_GOOD,
	UNPACK_BROKEN,    /* nothing could be read */
	UNPACK_CUT,       /* what came is good, and there would be more */
	UNPACK_ENCRYPTED,
	UNPACK_TOO_LARGE, /* more than UNPACK_TIMES as large as it was, or too many files */
};
/* A mail archive packs to a tenth, spam that says the same to a hundredth. */
#define UNPACK_TIMES 1000
#define UNPACK_FILES_MAX 1000000

struct unpack_io {
	void *ctx;
	/* The next bytes of the packed file; empty: there are no more. */
	struct str (*read)(void *ctx);
	/* A file begins. name: as it stands in the archive. */
	void (*file)(void *ctx, struct str name);
	/* The next bytes of it; at most 64 KB. */
	void (*bytes)(void *ctx, struct str bytes);
};
enum unpack_result unpack_stream(const struct unpack_io *io);

/* Do these bytes begin a file that unpack_stream() may understand? 262 are enough. */
bool unpack_knows(struct str head);

#endif
