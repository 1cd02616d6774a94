/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_ops: meetings as their reports tell them. What a report says of a
 * meeting (attendance, items, topics, abbreviations, search entries) is
 * derived from its newest version and written anew with each; what people
 * decided (an item's state or kind, a topic that was closed) is kept for
 * whatever the new version still has. All need a write transaction.
 */
#ifndef CONVENE_MEETING_MEETING_OPS_H
#define CONVENE_MEETING_MEETING_OPS_H

#include "base/op.h"
#include "document/document.h"
#include "group/group.h"
#include "meeting/meeting.h"
#include "person/person.h"

struct series_ref {
	series_id id;
	struct str slug;
};
/* The series of a group, made if it has none: its address comes from wanted. */
must_check enum errc series_of_group(struct op *op, group_id group, struct str name,
				     struct str wanted, struct series_ref *ret);

struct meeting_ref {
	meeting_id id; /* 0: none */
	document_id document;
	struct series_ref series;
	int64_t number;
};
must_check enum errc meeting_find(struct op *op, struct series_ref series, int64_t number,
				  struct meeting_ref *ret);
must_check enum errc meeting_of_document(struct op *op, document_id id, struct meeting_ref *ret);

/*
 * Writes the meeting of the document as r tells it; ref->id 0: a new meeting,
 * set on return. Everybody in the roster must be known by name already
 * (person_match), else E_CORRUPT. Affiliations that name no group stay text.
 */
must_check enum errc meeting_record(struct op *op, struct meeting_ref *ref,
				    const struct report *r);
/* The meeting and everything derived from its report goes; so does a series
 * that has no meeting left. The document stays. */
must_check enum errc meeting_forget(struct op *op, const struct meeting_ref *ref);

/* "dccg", 53, 1. E_NOT_FOUND topic.no-such. note may be absent. */
must_check enum errc topic_set_state(struct op *op, struct str series, int64_t number,
				     int64_t position, enum topic_state state, struct str note);

/* "/meetings/dccg/53" */
struct str meeting_path(struct op *op, struct str series, int64_t number);

#endif
