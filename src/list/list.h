/* SPDX-License-Identifier: Apache-2.0 */
/* list: mailing lists and what is in them. Types only; use cases: list_ops.h. */
#ifndef CONVENE_LIST_LIST_H
#define CONVENE_LIST_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "mail/mail.h"

typedef struct {
	int64_t v;
} list_id;
/* A Message-ID that somebody has or names; of a message that is here, its id. */
typedef struct {
	int64_t v;
} node_id;
typedef struct {
	int64_t v;
} block_id;
typedef struct {
	int64_t v;
} sender_id;
typedef struct {
	int64_t v;
} run_id;

/* Why something of a source became no message. */
enum mail_aside {
	ASIDE_NO_MESSAGE, /* what stands in front of the first one */
	ASIDE_EMPTY,      /* a separator and nothing behind it */
	ASIDE_TOO_LARGE,  /* larger than LIST_MESSAGE_MAX */
	ASIDE_UNREADABLE, /* reading it killed the cell, or took too long */
	ASIDE_ID_TAKEN,   /* another message, of another sender and subject, has its id */
};
struct str mail_aside_word(enum mail_aside a);
bool mail_aside_parse(struct str s, enum mail_aside *ret);

#define LIST_MESSAGE_MAX ((size_t)15 << 20)

/* What a look at a list says. */
enum check_answer {
	CHECK_YES,
	CHECK_NO,
	CHECK_UNKNOWN, /* nobody has said where; or it can't be tried */
};
struct str check_answer_word(enum check_answer c);
bool check_answer_parse(struct str s, enum check_answer *ret);

#endif
