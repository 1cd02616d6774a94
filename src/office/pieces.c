/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pieces.h"

#include "base/utf8.h"
#include "text/script.h"

/*
 * Spaces and signs belong to the piece before them, so that a bracket closes
 * in the language in which it was opened; those at the end of a piece that
 * runs backward belong to the next one.
 */
bool
piece_next(struct str *rest, struct piece *ret)
{
	bool kana = script_has_kana(*rest), known = false;
	size_t at = 0, letters = 0;

	if (rest->n == 0)
		return false;
	*ret = (struct piece){ .lang = "" };
	while (at < rest->n) {
		size_t from = at;
		uint32_t c = utf8_next(*rest, &at);
		const char *lang = script_language(c, kana);

		if (!lang)
			continue;
		if (known && strcmp(lang, ret->lang) != 0) {
			at = from;
			break;
		}
		known = true;
		ret->lang = lang;
		ret->backward = script_is_backward(c);
		letters = at;
	}
	if (ret->backward && at < rest->n)
		at = letters;
	ret->text = str_sub(*rest, 0, at);
	*rest = str_from(*rest, at);
	return true;
}
