/* SPDX-License-Identifier: Apache-2.0 */
#include "office/zip.h"

#include "base/err.h"

#define LEVEL 6

enum { METHOD_STORED = 0, METHOD_DEFLATED = 8 };

static void
put16(struct buf *b, unsigned v)
{
	buf_addc(b, (char)(v & 0xFF));
	buf_addc(b, (char)(v >> 8 & 0xFF));
}

static void
put32(struct buf *b, uint32_t v)
{
	put16(b, v & 0xFFFF);
	put16(b, v >> 16);
}

void
zip_begin(struct zip *z, struct buf *out)
{
	*z = (struct zip){ .out = out, .from = out->n };
}

/* What the local head and the directory say alike. */
static void
put_head(struct buf *b, int method, uint32_t crc, size_t packed, size_t size, size_t name)
{
	put16(b, 20); /* version needed */
	put16(b, 0);  /* flags */
	put16(b, (unsigned)method);
	put16(b, 0);    /* time, and 1 January 1980: the same document is the same file */
	put16(b, 0x21);
	put32(b, crc);
	put32(b, (uint32_t)packed);
	put32(b, (uint32_t)size);
	put16(b, (unsigned)name);
	put16(b, 0); /* extra field */
}

void
zip_add(struct zip *z, const char *name, struct str bytes, bool stored)
{
	uint32_t crc = deflate_crc(bytes);
	size_t at = z->out->n - z->from;
	int method = stored ? METHOD_STORED : METHOD_DEFLATED;
	AUTO_BUF packed = { 0 };

	BUG_ON(bytes.n > UINT32_MAX / 2 || at > UINT32_MAX / 2);
	if (stored)
		buf_add(&packed, bytes);
	else
		BUG_ON(!deflate_all(&z->deflater, bytes, DEFLATE_RAW, LEVEL,
				    deflate_most(bytes.n), &packed));
	put32(z->out, 0x04034B50);
	put_head(z->out, method, crc, packed.n, bytes.n, strlen(name));
	buf_addz(z->out, name);
	buf_add(z->out, buf_str(&packed));

	put32(&z->directory, 0x02014B50);
	put16(&z->directory, 20); /* made by: MS-DOS, so that attributes mean nothing */
	put_head(&z->directory, method, crc, packed.n, bytes.n, strlen(name));
	put16(&z->directory, 0); /* comment */
	put16(&z->directory, 0); /* disk */
	put16(&z->directory, 0); /* attributes */
	put32(&z->directory, 0);
	put32(&z->directory, (uint32_t)at);
	buf_addz(&z->directory, name);
	z->entries++;
}

void
zip_end(struct zip *z)
{
	size_t at = z->out->n - z->from;

	buf_add(z->out, buf_str(&z->directory));
	put32(z->out, 0x06054B50);
	put16(z->out, 0);
	put16(z->out, 0);
	put16(z->out, z->entries);
	put16(z->out, z->entries);
	put32(z->out, (uint32_t)z->directory.n);
	put32(z->out, (uint32_t)at);
	put16(z->out, 0);
	buf_done(&z->directory);
	deflate_done(&z->deflater);
}
