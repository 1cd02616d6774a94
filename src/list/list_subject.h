/* SPDX-License-Identifier: Apache-2.0 */
/* list_subject: the threads of a list joined by their subjects (mail/subject.h), for those
 * who ask for it: nothing stored is changed. */
#ifndef CONVENE_LIST_LIST_SUBJECT_H
#define CONVENE_LIST_LIST_SUBJECT_H

#include "base/op.h"
#include "list/list.h"
#include "mail/subject.h"

/* Which messages are one thread. */
enum list_rule {
	LIST_RULE_REFERENCES, /* those that refer to each other */
	LIST_RULE_SUBJECTS,   /* … and threads about the same */
};
/* "references", "subjects" */
bool list_rule_parse(struct str s, enum list_rule *ret);
struct str list_rule_word(enum list_rule r);

/* With LIST_RULE_REFERENCES nothing is joined. */
must_check enum errc list_subject_joins(struct op *op, list_id list, enum list_rule rule,
					struct subject_joins *ret);

#endif
