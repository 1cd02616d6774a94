/* SPDX-License-Identifier: Apache-2.0 */
/* deflate: zlib, for HTTP and for archives. */
#ifndef CONVENE_TEXT_DEFLATE_H
#define CONVENE_TEXT_DEFLATE_H

#include "base/buf.h"

enum deflate_form {
	DEFLATE_GZIP, /* RFC 1952 */
	DEFLATE_RAW,  /* RFC 1951, as in ZIP archives */
};

/* A compressor that is used again; all zero is ready. One thread at a time. */
struct deflater {
	void *stream;
	int level;
	enum deflate_form form;
};
/*
 * Appends s, compressed at the level (1 to 9), to out. false: it would have
 * grown beyond `most` bytes, and out is as it was. s: at most 2 GB.
 */
bool deflate_all(struct deflater *d, struct str s, enum deflate_form form, int level, size_t most,
		 struct buf *out);
/* So many bytes are always enough. */
size_t deflate_most(size_t n);
void deflate_done(struct deflater *d);

/* The sum of ZIP and gzip (CRC-32, ISO 3309). */
uint32_t deflate_crc(struct str s);

#endif
