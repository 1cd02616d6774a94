/* SPDX-License-Identifier: Apache-2.0 */
/*
 * charset: bytes of any encoding -> UTF-8 that the rest can rely on.
 *
 * The text that comes out is valid UTF-8 without byte-order mark, its lines
 * end in \n (\r\n, \r, \v and NEL become \n), and the only control characters
 * in it are \n, \t and \f. Anything else is replaced by U+FFFD and counted.
 *
 * Pure and safe from any thread. Foreign files are not decoded in the server
 * itself but in a cell (cell/cell.h), which calls these functions.
 */
#ifndef CONVENE_TEXT_CHARSET_H
#define CONVENE_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* How the encoding was found, most certain first. */
enum charset_how {
	CHARSET_BOM,      /* the bytes say so */
	CHARSET_UTF8,     /* they are valid UTF-8 (ASCII included) */
	CHARSET_DECLARED, /* somebody else says so: a header, a form field */
	CHARSET_GUESSED,  /* statistics; see confidence */
};
struct str charset_how_word(enum charset_how how);

struct charset_text {
	struct str text;    /* in the arena, or part of the input where nothing
			     * had to be changed; never absent */
	struct str charset; /* "UTF-8", "windows-1252", …; in the arena or static */
	enum charset_how how;
	int confidence;     /* 0 to 100; 100 unless GUESSED; 0: a mere fallback */
	size_t replaced;    /* bytes of the input that became U+FFFD */
};

/*
 * Decodes by, in this order: a byte-order mark; the declared name where it is
 * an encoding that looks like ASCII or has NULs (ISO-2022, HZ, UTF-7, UTF-16,
 * UTF-32); being valid UTF-8; being UTF-8 but for a few bytes; the declared
 * name (STR_NONE for none; an unknown one is ignored); UTF-16 by the place of
 * its NULs; statistics; and if those know nothing, windows-1252. As browsers
 * do, it takes ISO-8859-1 and ASCII for windows-1252, GB2312 for GB18030 and
 * so on. Always returns a text.
 */
struct charset_text charset_decode(struct arena *a, struct str bytes,
				   struct str declared);

/* Decodes as the named encoding and nothing else. false, *ret untouched, when
 * there is no encoding of that name. */
bool charset_decode_as(struct arena *a, struct str bytes, struct str name,
		       struct charset_text *ret);

/*
 * Encodings that are opened once by charset_warm(), so that their tables are
 * mapped before a process is narrowed. Anything else that is asked for later
 * still works where the tables need no file.
 */
extern const char *const charset_common[];
extern const size_t charset_common_n;
/* How many of them could be opened and used. */
size_t charset_warm(void);

/* What kind of file these bytes begin ("PDF", "ZIP or DOCX", "PNG", …), by
 * its signature, or NULL. Static. */
const char *charset_magic(struct str bytes);
/* Whether there is no use in reading these bytes as text: a known signature,
 * or NULs and control characters that no encoding of text explains. Looks at
 * the first 64 KB only. An empty file is not binary. */
bool charset_looks_binary(struct str bytes);

#endif
