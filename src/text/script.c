/* SPDX-License-Identifier: Apache-2.0 */
#include "text/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

const char *
script_language(uint32_t c, bool has_kana)
{
	UErrorCode code = U_ZERO_ERROR;

	switch (uscript_getScript((UChar32)c, &code)) {
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
	case USCRIPT_UNKNOWN: return NULL;
	case USCRIPT_ARABIC: return "ar";
	case USCRIPT_HEBREW: return "he";
	case USCRIPT_HAN: return has_kana ? "ja" : "zh";
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA: return "ja";
	case USCRIPT_HANGUL: return "ko";
	case USCRIPT_CYRILLIC: return "ru";
	case USCRIPT_GREEK: return "el";
	case USCRIPT_THAI: return "th";
	case USCRIPT_DEVANAGARI: return "hi";
	case USCRIPT_BENGALI: return "bn";
	case USCRIPT_TAMIL: return "ta";
	case USCRIPT_ARMENIAN: return "hy";
	case USCRIPT_GEORGIAN: return "ka";
	case USCRIPT_ETHIOPIC: return "am";
	default: return "";
	}
}

bool
script_has_kana(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c >= 0x3041 && c <= 0x30FF)
			return true;
	}
	return false;
}

bool
script_is_backward(uint32_t c)
{
	UCharDirection d = u_charDirection((UChar32)c);

	return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC;
}

bool
script_is_asian(const char *lang)
{
	return strcmp(lang, "zh") == 0 || strcmp(lang, "ja") == 0 || strcmp(lang, "ko") == 0;
}
