/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zip_read: some files out of an archive in memory, over libarchive. The archive
 * is foreign: it is read in the cell, and only so far.
 */
#ifndef CONVENE_ARCHIVE_ZIP_READ_H
#define CONVENE_ARCHIVE_ZIP_READ_H

#include "base/arena.h"

/* What all wanted files together may unpack to, and one of them. */
#define ZIP_UNPACKED_MAX ((size_t)64 << 20)
#define ZIP_ENTRIES_MAX 10000

enum zip_result {
	ZIP_GOOD,
	ZIP_CUT,    /* it ends too early; what came before was read */
	ZIP_BROKEN,
	ZIP_ENCRYPTED,
	ZIP_TOO_LARGE,
};
struct zip_file {
	const char *name; /* that is wanted */
	struct str bytes; /* absent: the archive has none */
};
/* Fills in the bytes of the n files; what else the archive holds is passed over
 * without being unpacked. */
enum zip_result zip_read(struct arena *a, struct str archive, struct zip_file *files, size_t n);

#endif
