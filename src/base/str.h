/* SPDX-License-Identifier: Apache-2.0 */
/*
 * str: a borrowed run of bytes, almost always UTF-8.
 *
 * A str owns nothing and need not end in NUL. It lives as long as what it was
 * cut from: an arena, a literal, a mapped file. p == NULL means "absent",
 * which is not the same as empty; n is 0 then.
 *
 * Positions and lengths are bytes. Functions that look at characters say so.
 */
#ifndef CONVENE_BASE_STR_H
#define CONVENE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A str over a string literal; the "" makes anything else not compile. */
#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_INIT(lit) { "" lit, sizeof(lit) - 1 }
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf's "%.*s". */
#define STRF(s) (int)(s).n, ((s).p ? (s).p : "")

static inline struct str str_of(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

static inline bool str_present(struct str s)
{
	return s.p != NULL;
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

/* The part from byte `from`, at most `n` bytes; clipped, never out of range. */
static inline struct str str_sub(struct str s, size_t from, size_t n)
{
	if (from > s.n)
		from = s.n;
	if (n > s.n - from)
		n = s.n - from;
	return (struct str){ s.p ? s.p + from : NULL, n };
}

static inline struct str str_from(struct str s, size_t from)
{
	return str_sub(s, from, SIZE_MAX);
}

/* "" where s is absent. */
static inline struct str str_or_empty(struct str s)
{
	return str_present(s) ? s : STR("");
}

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* ASCII letters only; other bytes compare as they are. */
bool str_eq_nocase(struct str a, struct str b);
bool str_starts_nocase(struct str s, struct str prefix);
/* Byte order, shorter first: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

#define STR_NPOS SIZE_MAX
/* Position of the first occurrence at or after `from`, or STR_NPOS. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_nocase(struct str s, struct str needle, size_t from);
size_t str_find_char(struct str s, char c, size_t from);
size_t str_rfind_char(struct str s, char c);

/* Without ASCII white space (space, \t, \r, \n, \f, \v) at the ends. */
struct str str_trim(struct str s);
struct str str_trim_end(struct str s);

/*
 * Cut *rest at the first `sep`: returns what stands before it and leaves what
 * follows in *rest; without one returns all of it and *rest becomes absent.
 * So `while (str_present(rest)) { struct str part = str_cut(&rest, ','); … }`
 * visits every field, the empty ones included.
 */
struct str str_cut(struct str *rest, char sep);
/* The next line without its end (\n, \r\n or \r); same protocol as str_cut,
 * but a final line end does not make one more empty line. */
struct str str_cut_line(struct str *rest);

/*
 * Decimal digits only, no sign, at most 18 of them.
 * false, and *ret untouched, for anything else, the empty str included.
 */
bool str_to_int(struct str s, int64_t *ret);

/* FNV-1a, for hash tables; not for anything an attacker may aim at. */
uint64_t str_hash(struct str s);

#endif
