/* SPDX-License-Identifier: Apache-2.0 */
#include "base/attr.h"
#include "text/charset.h"

#define LOOK_MAX ((size_t)64 << 10)

static const struct {
	size_t at;
	struct str bytes;
	const char *kind;
} signatures[] = {
	{ 0, STR_INIT("%PDF-"), "PDF" },
	{ 0, STR_INIT("PK\3\4"), "ZIP, DOCX or ODT" },
	{ 0, STR_INIT("PK\5\6"), "ZIP, DOCX or ODT" },
	{ 0, STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "DOC, XLS or PPT" },
	{ 0, STR_INIT("{\\rtf"), "RTF" },
	{ 0, STR_INIT("\x89PNG\r\n\x1A\n"), "PNG" },
	{ 0, STR_INIT("\xFF\xD8\xFF"), "JPEG" },
	{ 0, STR_INIT("GIF87a"), "GIF" },
	{ 0, STR_INIT("GIF89a"), "GIF" },
	{ 8, STR_INIT("WEBP"), "WebP" },
	{ 4, STR_INIT("ftyp"), "MP4 or HEIC" },
	{ 0, STR_INIT("OggS"), "Ogg" },
	{ 0, STR_INIT("ID3"), "MP3" },
	{ 0, STR_INIT("\x1A\x45\xDF\xA3"), "Matroska or WebM" },
	{ 0, STR_INIT("\x1F\x8B"), "gzip" },
	{ 0, STR_INIT("BZh"), "bzip2" },
	{ 0, STR_INIT("\xFD\x37zXZ\0"), "xz" },
	{ 0, STR_INIT("\x28\xB5\x2F\xFD"), "zstd" },
	{ 0, STR_INIT("7z\xBC\xAF\x27\x1C"), "7z" },
	{ 0, STR_INIT("Rar!\x1A\7"), "RAR" },
	{ 257, STR_INIT("ustar"), "tar" },
	{ 0, STR_INIT("SQLite format 3"), "SQLite" },
	{ 0, STR_INIT("\x7F" "ELF"), "program" },
	{ 0, STR_INIT("MZ\x90\0"), "program" },
	{ 0, STR_INIT("\xCA\xFE\xBA\xBE"), "program" },
};

const char *
charset_magic(struct str bytes)
{
	for (size_t i = 0; i < ARRAY_LEN(signatures); i++)
		if (str_starts(str_from(bytes, signatures[i].at),
			       signatures[i].bytes))
			return signatures[i].kind;
	return NULL;
}

bool
charset_looks_binary(struct str bytes)
{
	size_t even = 0, odd = 0; /* NULs, by place */
	size_t controls = 0;
	size_t n;

	if (charset_magic(bytes))
		return true;
	bytes = str_sub(bytes, 0, LOOK_MAX);
	n = bytes.n;
	if (n == 0 || str_starts(bytes, STR("\xFF\xFE")) ||
	    str_starts(bytes, STR("\xFE\xFF")) ||
	    str_starts(bytes, STR("\0\0\xFE\xFF")))
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c == 0 && i % 2)
			odd++;
		else if (c == 0)
			even++;
		/* ESC, SO and SI belong to ISO-2022, SUB ends old DOS files. */
		controls += c < 0x20 && c != 0 && c != 0x1A && c != 0x1B &&
			    !(c >= '\b' && c <= 0x0F);
	}
	if (controls * 20 > n)
		return true;
	/* One stray NUL in a long text is a flaw, not another kind of file. */
	if ((even + odd) * 100 <= n)
		return false;
	/* UTF-16 has its NULs all in one place, and many. */
	return even > odd ? even * 20 < n || odd * 5 > even
			  : odd * 20 < n || even * 5 > odd;
}
