/* SPDX-License-Identifier: Apache-2.0 */
#include "text/deflate.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/err.h"

static z_stream *
stream_of(struct deflater *d, enum deflate_form form, int level)
{
	z_stream *z = d->stream;
	/* 16 added to the window bits asks for gzip's wrapper, minus for none. */
	int bits = form == DEFLATE_GZIP ? 15 + 16 : -15;

	if (z && d->level == level && d->form == form) {
		BUG_ON(deflateReset(z) != Z_OK);
		return z;
	}
	deflate_done(d);
	z = calloc(1, sizeof *z);
	BUG_ON(!z);
	BUG_ON(deflateInit2(z, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) != Z_OK);
	*d = (struct deflater){ z, level, form };
	return z;
}

bool
deflate_all(struct deflater *d, struct str s, enum deflate_form form, int level, size_t most,
	    struct buf *out)
{
	z_stream *z = stream_of(d, form, level);

	BUG_ON(s.n > INT32_MAX || most > UINT32_MAX);
	buf_reserve(out, most);
	z->next_in = (Bytef *)(uintptr_t)s.p;
	z->avail_in = (uInt)s.n;
	z->next_out = (Bytef *)out->p + out->n;
	z->avail_out = (uInt)most;
	if (deflate(z, Z_FINISH) != Z_STREAM_END)
		return false;
	out->n += most - z->avail_out;
	return true;
}

size_t
deflate_most(size_t n)
{
	return compressBound((uLong)n) + 32;
}

void
deflate_done(struct deflater *d)
{
	if (d->stream) {
		(void)deflateEnd(d->stream);
		free(d->stream);
	}
	*d = (struct deflater){ 0 };
}

uint32_t
deflate_crc(struct str s)
{
	return (uint32_t)crc32(0, (const Bytef *)s.p, (uInt)s.n);
}
