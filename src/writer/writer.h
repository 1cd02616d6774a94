/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writer: who writes to mailing lists. Pure.
 *
 * One address is one writer, however it is spelt; a message without one is its name's,
 * and so is one whose From a list has rewritten ("Ana Lima via Rivers"), since the
 * address is the list's then. That two of them are one person somebody decides
 * (writer_ops.h); here is what is likely, and why.
 */
#ifndef CONVENE_WRITER_WRITER_H
#define CONVENE_WRITER_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

/* 63 bits of the digest of what a writer is known by. Each may be absent. */
int64_t writer_key(struct arena *a, struct str address, struct str name);

/* An address and a name as they stand in messages. */
struct writer_sender {
	int64_t who;
	struct str address, name;
	int64_t messages;
};
typedef SLICE(struct writer_sender) writer_senders;

/* Why two writers may be one person; the surest first. */
enum writer_reason {
	WRITER_MAILBOX,   /* ana+lists@river.example, ana@river.example */
	WRITER_NAME_HOST, /* the same name, the same host */
	WRITER_VIA,       /* "Ana Lima via Rivers", "Ana Lima" */
	WRITER_NAME,      /* the same name */
	WRITER_COMMENT,   /* "Ana Lima (River House)", "Ana Lima, River House" */
	WRITER_ORDER,     /* "Lima, Ana", "Ana T. Lima" */
};
struct str writer_reason_word(enum writer_reason r);
bool writer_reason_parse(struct str s, enum writer_reason *ret);

struct writer_guess {
	size_t a, b; /* of the senders; a's writer has sent more */
	enum writer_reason reason;
};
typedef SLICE(struct writer_guess) writer_guesses;
/* Pairs of different writers, the surest first; each pair once. Names of one word say too
 * little. */
writer_guesses writer_guess_all(struct arena *a, const writer_senders *senders);

/* A line of a mailmap file (gitmailmap(5)) that says of two addresses that they are one
 * person's: "Name <its own> <another>", "Name <its own> Other name <another>". */
struct writer_mailmap_line {
	struct str own, other;
};
typedef SLICE(struct writer_mailmap_line) writer_mailmap;
/* Other lines say nothing of this, and are counted in *ret_skipped; comments are not. */
writer_mailmap writer_mailmap_read(struct arena *a, struct str file, int64_t *ret_skipped);

/*
 * The addresses of a roster, each once, in lower case: as Mailman 2's list_members and Mailman 3's
 * "members" print them, Mailman 3's JSON (the values of "email"), or CSV (a column whose name
 * has "mail" in it; without such a head, whatever looks like an address).
 */
typedef SLICE(struct str) writer_addresses;
writer_addresses writer_roster_read(struct arena *a, struct str file);

#endif
