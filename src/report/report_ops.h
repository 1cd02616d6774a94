/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_ops: a report in, a public record out.
 *
 *	bytes --cell--> text --report_parse--> report --report_check--> findings
 *	                                          |
 *	                names --plan (ask)--------+--> one write transaction
 *
 * Asking happens before the transaction, so that nobody waits for a lock while
 * somebody thinks. Nothing is merged in silence: a name that is not exactly
 * known is asked, answered from a file, or becomes a new, unresolved entry.
 */
#ifndef CONVENE_REPORT_REPORT_OPS_H
#define CONVENE_REPORT_REPORT_OPS_H

#include "base/op.h"
#include "document/document_ops.h"
#include "group/group.h"
#include "office/office.h"
#include "person/person.h"
#include "report/match.h"
#include "report/report.h"

struct cell;

struct report_text {
	struct str text; /* UTF-8 */
	struct str charset;
	bool guessed;
	size_t replaced; /* bytes that were no text */
	unsigned notices[NOTICE_KINDS]; /* of an office file or a PDF */
};
/* Of a file that is no plain text; its text keeps to REPORT_MAX_BYTES. */
#define REPORT_FILE_MAX_BYTES ((size_t)16 << 20)
/*
 * Text out of foreign bytes: plain text of any encoding, DOCX and ODT in the
 * cell, PDF through pdftotext in a cell of its own.
 *   E_LIMIT   report.too-long           more than REPORT_MAX_BYTES of text
 *             report.unpacks-too-large  a DOCX or ODT
 *   E_INVALID report.no-text            empty, or nothing that is read (an image, noise)
 *             report.only-pictures      a scan
 *             report.encrypted, report.broken-file
 *             report.old-word           .doc, or DOCX with a password
 *   E_UNAVAILABLE report.no-pdftotext   the program is not installed
 */
must_check enum errc report_read(struct op *op, struct cell *cell, struct str bytes,
				 struct report_text *ret);
/* report_parse(), with what reading the file noticed among its findings. */
struct report *report_understand(struct arena *a, const struct report_text *t);
/* Names the database knows; without a database (op->db NULL) none. */
must_check enum errc report_known_names(struct op *op, struct report_known *ret);

/* ---- import ---- */

enum name_kind { NAME_GROUP, NAME_PERSON };

struct report_suggestion {
	struct str slug;
	struct str name;
	const char *reason;
};
struct report_question {
	enum name_kind kind;
	struct str written;
	uint32_t line;
	SLICE(struct report_suggestion) suggestions; /* best first, five at most */
};
enum report_reply {
	REPLY_NEW,  /* a new person or group, as written */
	REPLY_SLUG, /* this one: the spelling becomes a confirmed alias */
	REPLY_NAME, /* of this name, made if nobody has it yet (people) */
	REPLY_NONE, /* no group at all: an office (groups) */
	REPLY_STOP, /* store nothing */
};
struct report_answer {
	enum report_reply reply;
	struct str text; /* slug or name */
};
typedef enum errc report_ask(struct op *op, void *ctx, const struct report_question *q,
			     struct report_answer *ret);

/* Answers from a file, lines of kind TAB spelling TAB answer; see
 * docs/operating.md. E_INVALID report.bad-resolve names the line. */
struct report_resolve;
must_check enum errc report_resolve_load(struct op *op, struct str text,
					 struct report_resolve **ret);

struct report_import {
	struct str bytes;
	struct str name;                     /* of the file */
	const struct report_resolve *answers; /* may be NULL */
	report_ask *ask; /* NULL: what is unmatched becomes new and unresolved */
	void *ask_ctx;
};
struct report_imported {
	enum import_outcome outcome;
	import_id import; /* 0 when unchanged */
	struct report *report;
	struct findings findings;
	struct str path;  /* where it can be read */
	int64_t revision;
	struct str diff;  /* lines "- old" and "+ new"; "" unless revised */
	size_t new_people, new_groups;
};
/* E_CONFLICT report.stopped: the answer was REPLY_STOP. */
must_check enum errc report_import(struct op *op, struct cell *cell,
				   const struct report_import *in, struct report_imported *ret);

/*
 * Takes an import back: the revision before it stands again, or the meeting is
 * gone, and so are the people and groups that only it named. import 0: the
 * newest. E_NOT_FOUND report.nothing-to-undo; E_CONFLICT report.undo-newer: a
 * later revision builds on it.
 */
must_check enum errc report_undo(struct op *op, import_id import, struct import_ref *ret);

/* Two entries are one, or are not after all: the spellings go over or back, and
 * what is derived from them (attendance, owners of items) is written anew.
 *   E_CONFLICT person.cannot-merge, person.not-merged, group.… */
must_check enum errc report_merge_person(struct op *op, person_id from, person_id into);
must_check enum errc report_merge_group(struct op *op, group_id from, group_id into);
must_check enum errc report_unmerge_person(struct op *op, person_id id);
must_check enum errc report_unmerge_group(struct op *op, group_id id);

/* Everything derived from the documents written anew: attendance, items,
 * topics, abbreviations, search. */
must_check enum errc report_rebuild(struct op *op);

#endif
