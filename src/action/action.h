/* SPDX-License-Identifier: Apache-2.0 */
/* action: action items and conclusions of meetings, chased until done. */
#ifndef CONVENE_ACTION_ACTION_H
#define CONVENE_ACTION_ACTION_H

#include "base/str.h"
#include "report/report.h"

typedef struct {
	int64_t v;
} action_id;

enum action_state { ACTION_OPEN, ACTION_IN_PROGRESS, ACTION_DONE, ACTION_DROPPED };

struct str action_state_word(enum action_state s);
bool action_state_parse(struct str s, enum action_state *ret);
/* item_kind, owner_kind and part_kind (report.h) as words. */
struct str item_kind_word(enum item_kind k);
bool item_kind_parse(struct str s, enum item_kind *ret);
struct str owner_kind_word(enum owner_kind k);
bool owner_kind_parse(struct str s, enum owner_kind *ret);
struct str part_kind_word(enum part_kind k);
bool part_kind_parse(struct str s, enum part_kind *ret);

/* Open or in progress, with a due date before today. */
bool action_is_overdue(enum action_state state, date due, date today);

#endif
