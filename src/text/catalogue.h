/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catalogue: every sentence that a user sees, by language and key.
 *
 * tools/poc makes the tables from po/ at build time, so looking up a message
 * is indexing an array and cannot fail; a message that a language lacks is
 * there in the source language (the first, English). In C a key such as
 * "meeting.no-actions" is MSG_meeting_no_actions.
 *
 * Pure: the language is an argument everywhere.
 */
#ifndef CONVENE_TEXT_CATALOGUE_H
#define CONVENE_TEXT_CATALOGUE_H

#include "base/buf.h"
#include "base/instant.h"
#include "catalogue_gen.h" /* enum lang, enum msg */

struct str lang_code(enum lang lang); /* "en", for the lang attribute */
struct str lang_name(enum lang lang); /* "English", in the language itself */
bool lang_is_rtl(enum lang lang);
/* By its code, ASCII case ignored; "en-GB" finds en when there is no en-gb. */
bool lang_find(struct str code, enum lang *ret);

/* The key of a message, and the message of a key. */
struct str msg_key(enum msg msg);
bool msg_find(struct str key, enum msg *ret);

/*
 * What stands for a placeholder. MSG_MARKUP is for html/ alone: text that is
 * HTML already; msg_format() would write its tags out.
 */
enum msg_kind { MSG_STR, MSG_INT, MSG_DATE, MSG_INSTANT, MSG_MARKUP };
struct msg_arg {
	const char *name;
	enum msg_kind kind;
	union {
		struct str s;
		int64_t i; /* written as lang_put_number() does */
		date d;
		instant t;
	};
};
/* `(struct msg_arg[]){ msg_str("name", x), msg_int("n", 3) }, 2` reads well. */
static inline struct msg_arg
msg_str(const char *name, struct str s)
{
	return (struct msg_arg){ name, MSG_STR, { .s = s } };
}
static inline struct msg_arg
msg_int(const char *name, int64_t i)
{
	return (struct msg_arg){ name, MSG_INT, { .i = i } };
}
static inline struct msg_arg
msg_date(const char *name, date d)
{
	return (struct msg_arg){ name, MSG_DATE, { .d = d } };
}
static inline struct msg_arg
msg_instant(const char *name, instant t)
{
	return (struct msg_arg){ name, MSG_INSTANT, { .t = t } };
}

/* A message without parameters, static; for others the text with {name}. Of a
 * message with plural forms, the last form. */
struct str msg_text(enum lang lang, enum msg msg);
/* The form for n (its sign does not count), static, with {name} in it. */
struct str msg_plural(enum lang lang, enum msg msg, int64_t n);
/*
 * The whole sentence as plain text. A message with plural forms chooses by
 * the argument "n"; a placeholder without an argument is written as {name}.
 */
struct str msg_format(struct arena *a, enum lang lang, enum msg msg,
		      const struct msg_arg *args, size_t n);

/* In the language's way: 1,234 · 13 May 2021 · 13 May 2021, 13:00 UTC. The
 * unknown date and instant write nothing. */
void lang_put_number(struct buf *b, enum lang lang, int64_t v);
void lang_put_date(struct buf *b, enum lang lang, date d);
void lang_put_instant(struct buf *b, enum lang lang, instant t);
struct str lang_month(enum lang lang, int month); /* 1 January to 12 */

/*
 * For writers with an escaping of their own: the message's parts in order.
 * Returns false at the end. A part is literal text, or an argument; the form
 * is chosen by msg_walk_start.
 */
struct msg_walk {
	struct str rest;
	bool plain;
	const struct msg_arg *args;
	size_t n;
};
struct msg_part {
	struct str text;           /* when arg is NULL */
	const struct msg_arg *arg;
};
struct msg_walk msg_walk_start(enum lang lang, enum msg msg,
			       const struct msg_arg *args, size_t n);
bool msg_walk_next(struct msg_walk *w, struct msg_part *ret);

/* The tables that tools/poc makes; nobody else looks at them. */
struct msg_form {
	const char *p;
	uint32_t n;
	bool plain; /* no placeholders: p is what is shown */
};
struct msg_entry {
	uint32_t first; /* index of its first form */
	uint32_t n;     /* 0: look in the source language */
};
struct lang_table {
	struct str code;
	struct str name;
	bool rtl;
	unsigned (*plural)(uint64_t n);
	const struct msg_entry *entry;
	const struct msg_form *form;
};
extern const struct lang_table lang_tables[LANG_COUNT_];
extern const struct str msg_keys[MSG_COUNT_]; /* sorted */

#endif
