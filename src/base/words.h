/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words: enumerations as words, the form they have in the database, in JSON
 * and in addresses. WORDS_DEFINE(noun, type, table) defines noun_word() and
 * noun_parse() over a table of str indexed by the enumeration.
 */
#ifndef CONVENE_BASE_WORDS_H
#define CONVENE_BASE_WORDS_H

#include "base/attr.h"
#include "base/str.h"

#define WORDS_DEFINE(noun, type, table)                                       \
	struct str noun##_word(type v)                                        \
	{                                                                     \
		return (size_t)v < ARRAY_LEN(table) ? (table)[v] : STR("");   \
	}                                                                     \
	bool noun##_parse(struct str s, type *ret)                            \
	{                                                                     \
		for (size_t i_ = 0; i_ < ARRAY_LEN(table); i_++) {            \
			if (str_eq((table)[i_], s)) {                         \
				*ret = (type)i_;                              \
				return true;                                  \
			}                                                     \
		}                                                             \
		return false;                                                 \
	}

#endif
