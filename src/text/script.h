/* SPDX-License-Identifier: Apache-2.0 */
/* script: what a letter says about the language it is in. Pure. */
#ifndef CONVENE_TEXT_SCRIPT_H
#define CONVENE_TEXT_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The language that a letter of a script is most likely in, as BCP 47: "ar";
 * "" for a letter of a script that says nothing (Latin), NULL for a sign that
 * belongs to any script. Han is Chinese, unless the text has_kana.
 */
const char *script_language(uint32_t c, bool has_kana);
bool script_has_kana(struct str s);
/* Is it a letter of a script that is written from right to left? */
bool script_is_backward(uint32_t c);

/* Is the language one that office programs call East Asian? */
bool script_is_asian(const char *lang);

#endif
