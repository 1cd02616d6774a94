/* SPDX-License-Identifier: Apache-2.0 */
/* shelf: a small feature for the tests of sqlc and db. */
#ifndef CONVENE_TESTS_SHELF_H
#define CONVENE_TESTS_SHELF_H

#include "base/words.h"

typedef struct {
	int64_t v;
} book_id;

enum book_kind { BOOK_NOVEL, BOOK_ATLAS };

struct str book_kind_word(enum book_kind v);
bool book_kind_parse(struct str s, enum book_kind *ret);

#endif
