/* SPDX-License-Identifier: Apache-2.0 */
/*
 * embed: the asset compiler. Makes C arrays of files, with the address, the
 * content type and the hash under which they are served (html/asset.h).
 */
#ifndef CONVENE_TOOLS_EMBED_H
#define CONVENE_TOOLS_EMBED_H

#include "tools/tool.h"

struct embed_file {
	struct str name; /* a-z, 0-9, '.', '-' and '_'; what it ends in gives its type */
	struct str content;
};
struct embed_out {
	struct buf c;
	struct buf h;
};

/* header: the name under which OUT.c includes OUT.h. false: *why says what. */
bool embed_compile(struct arena *a, struct str header, const struct embed_file *file,
		   size_t n, struct embed_out *out, struct complaint *why);

#endif
