/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tool: what the generators of templates, catalogues and assets share.
 *
 * A generator reads whole files, compiles them in memory and writes its
 * outputs only when all went well. Its compile function is pure, so that the
 * tests and the fuzzer call it in their own process.
 */
#ifndef CONVENE_TOOLS_TOOL_H
#define CONVENE_TOOLS_TOOL_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"

struct source {
	struct str path; /* as it was given; stands in every complaint */
	struct str text;
};

/* The first complaint, "file:line:col: reason"; empty while all is well. */
struct complaint {
	char text[512];
};

/*
 * Records a complaint about the byte `at` of the source and returns false, so
 * that `return refuse(…);` reads well. The first one wins. Columns count bytes
 * from 1.
 */
bool refuse(struct complaint *c, const struct source *src, size_t at,
	    const char *fmt, ...) printf_like(4, 5);

/* The line of the byte `at`, from 1. */
size_t source_line(const struct source *src, size_t at);

/* The whole file, in the arena. Says why on stderr and returns false when it
 * cannot be read, is larger than 16 MB or is not UTF-8. */
bool source_load(struct arena *a, const char *path, struct source *ret);
/* As source_load, without asking for UTF-8. */
bool file_load(struct arena *a, const char *path, struct str *ret);
/* Says why on stderr and leaves no half file behind when it fails. */
bool file_save(const char *path, const struct buf *content);

/* The part of the path behind its last slash. */
struct str path_base(struct str path);

/* A C string literal with its quotes, at most a line for each line of s. */
void put_c_string(struct buf *b, struct str s);
/* s as a part of a C identifier: letters and digits stay, all else is '_'. */
void put_c_name(struct buf *b, struct str s, bool upper);

/* Opens a generated file: licence line, "generated from", no more. */
void put_generated(struct buf *b, const char *tool, struct str from);

#endif
