/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zip: the container of DOCX and ODT, written.
 *
 * Our own, since OpenDocument wants its first entry stored and without extra
 * fields, which no library at hand writes. The format is PKWARE's APPNOTE.TXT,
 * version 2.0: sizes before the data, no encryption, no ZIP64.
 */
#ifndef CONVENE_OFFICE_ZIP_H
#define CONVENE_OFFICE_ZIP_H

#include "base/buf.h"
#include "text/deflate.h"

struct zip {
	struct buf *out;
	size_t from;           /* where the archive begins in out */
	struct buf directory;  /* freed by zip_end() */
	struct deflater deflater;
	unsigned entries;
};

void zip_begin(struct zip *z, struct buf *out);
/* name: ASCII. stored: not compressed. At most 4 GB in all. */
void zip_add(struct zip *z, const char *name, struct str bytes, bool stored);
void zip_end(struct zip *z);

#endif
