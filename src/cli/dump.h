/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dump: all logical tables, one JSON object a line, ids replaced by natural
 * keys. Two databases that say the same give the same bytes, whichever engine
 * holds them and in whichever order they were filled.
 */
#ifndef CONVENE_CLI_DUMP_H
#define CONVENE_CLI_DUMP_H

#include <stdio.h>

#include "base/buf.h"
#include "base/op.h"

/*
 * Appends to out. With a file, what is in out goes there whenever it has
 * grown, so that memory stays small; the rest stays in out.
 * E_UNAVAILABLE file.cannot-write.
 */
must_check enum errc dump_canonical(struct op *op, struct buf *out, FILE *file);

#endif
