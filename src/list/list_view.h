/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_view: the pages of mailing lists. Nobody's address is in any of it: names
 * and texts have gone through body_mask() (mail/body.h).
 */
#ifndef CONVENE_LIST_LIST_VIEW_H
#define CONVENE_LIST_LIST_VIEW_H

#include "base/map.h"
#include "list/ribbon.h"
#include "list_view_sql.h"
#include "mail/body.h"
#include "web/page.h"
#include "web/pager.h"
#include "writer/writer_ops.h"

/* ---- /lists ---- */

struct list_line {
	struct list_view_all_row row;
	int64_t messages;
	date first, last; /* of its messages; DATE_NONE: there is none with a date */
	struct ribbon_small ribbon;
};
struct lists_view {
	struct page page;
	SLICE(struct list_line) lists;
	int64_t n;
};
/* The lists of groups of which there is an archive, for pages that show many groups. */
struct list_ribbon {
	struct str grp_slug, slug;
	struct ribbon_small ribbon;
};
typedef SLICE(struct list_ribbon) list_ribbons;
must_check enum errc list_ribbons_load(struct op *op, enum lang lang, int months, list_ribbons *ret);
must_check enum errc lists_load(struct op *op, struct lists_view *v);

/* ---- a list, and what every page below it says of it ---- */

struct list_head {
	list_id id;
	struct str slug, name;
	struct url write, join, archive; /* "": there is none */
	bool can_write, can_join, has_archive;
	struct str address; /* of the list, for its own page */
	struct writers writers; /* of pages that count people: writers_load() */
	enum group_type grp_type;
	struct str grp_slug, grp_name; /* absent: nobody's */
};
/* E_NOT_FOUND list.no-such. */
must_check enum errc list_head_load(struct op *op, struct str slug, struct list_head *ret);

/* A thread in a row of them. */
struct thread_line {
	struct str key;     /* its address */
	struct str subject; /* without Re:; absent: none */
	struct str who;     /* who wrote the first of these messages */
	instant first, last; /* of these messages */
	int64_t messages;    /* of these */
	int64_t people;      /* who wrote them */
	struct number_map *writers;
};
struct thread_lines {
	struct thread_line *at;
	size_t n, room;
};

struct month_cell {
	struct str path; /* "2016-04" */
	struct str name; /* "Apr", or "April 2016" where it stands alone */
	int64_t messages;
};
struct year_line {
	int64_t year;
	SLICE(struct month_cell) months;
};
struct list_show_view {
	struct page page;
	struct list_head list;
	int64_t messages, people, discussions, threads, automatic, undated;
	date first, last;     /* of the archive; DATE_NONE: empty */
	int64_t spoken, of;   /* months with a discussion, of the last 12 up to the last message's */
	SLICE(struct year_line) years; /* newest first */
	struct thread_lines newest;
	struct ribbon ribbon;
};
must_check enum errc list_show_load(struct op *op, struct str slug, struct list_show_view *v);

/* ---- figures of any window ---- */

struct figure_line {
	struct str name, why;
	struct str value; /* absent: unknown */
	struct url url;   /* the messages that it is found from */
};
struct list_figures_view {
	struct page page;
	struct list_head list;
	struct str given_from, given_to; /* as asked for, "2024-01-01"; "": not */
	date from, until;          /* first and last day of the window */
	date reach, last;          /* of the archive; DATE_NONE: empty */
	bool empty;                /* the window ends before it begins */
	SLICE(struct figure_line) lines;
};
/* to: the first day behind the window. */
must_check enum errc list_figures_load(struct op *op, struct str slug, date from, date to,
				       struct list_figures_view *v);

/* ---- the messages that a figure is found from ---- */

struct evidence_line {
	struct str key;
	struct str subject; /* absent: none */
	struct str who;     /* absent: the message says nothing of its sender */
	date day;
};
struct list_evidence_view {
	struct page page;
	struct list_head list;
	struct figure_line figure;
	date from, until;   /* first and last day of the window */
	SLICE(struct evidence_line) lines; /* oldest first */
	struct pager pager;
};
/* metric: of mail/metric.h. E_NOT_FOUND list.no-such-figure. */
must_check enum errc list_evidence_load(struct op *op, struct str slug, struct str metric, date from,
					date to, int64_t page, struct list_evidence_view *v);

/* ---- a coordinator's answer to what was found of a list ---- */
struct list_answer_view {
	struct page page;
	struct str token;
	struct str list; /* its name */
	bool thanks;
};

/* ---- a month ---- */

struct list_month_view {
	struct page page;
	struct list_head list;
	struct str name;       /* "April 2016"; "Without a date" */
	struct str path;       /* "2016-04"; "undated" */
	int64_t messages;
	struct thread_lines shown;
	struct pager pager;
	struct month_cell prev, next; /* with messages; path absent: none */
};
/* month: "2016-04", or "undated". E_NOT_FOUND list.no-such-month. */
must_check enum errc list_month_load(struct op *op, struct str slug, struct str month, int64_t page,
				     struct list_month_view *v);

/* ---- messages ---- */

struct body_mark {
	struct str text;
	struct url url;
	bool link;
};
struct body_line {
	enum body_kind kind;
	int64_t lines;
	bool folded; /* a long quotation */
	SLICE(struct body_mark) spans;
};
struct part_line {
	struct str name; /* absent: it has none */
	struct str type;
	int64_t bytes;
};
struct message_entry {
	struct str key;      /* its address, and anchor */
	int64_t depth;       /* in its thread, 0 to ENTRY_DEPTH_MAX */
	struct str who;      /* absent: it says nothing of its sender */
	instant at;
	enum mail_clock clock;
	struct str subject;  /* absent: none, or that of the thread */
	struct str parent_key, parent_who; /* what it answers; key absent: nothing that is here */
	bool parent_missing; /* it answers something that is not in this list */
	enum mail_sender sender;
	enum mail_text_kind text_kind;
	bool text_cut, no_archive;
	date removed;            /* DATE_NONE: it is here */
	struct str removed_why;
	SLICE(struct body_line) body;
	bool shortened;      /* there is more of it on its own page, or with all of it */
	SLICE(struct part_line) parts;
	struct url reply;    /* mailto with In-Reply-To */
	bool can_reply;
};
#define ENTRY_DEPTH_MAX 6

struct thread_view {
	struct page page;
	struct list_head list;
	struct str key;      /* of its first message */
	struct str subject;  /* of its first message, without Re:; absent: none */
	int64_t messages, people;
	date first, last;
	int64_t elsewhere;   /* messages of it that are in other lists only */
	SLICE(struct message_entry) entries;
	int64_t part, parts; /* from 1 */
	struct url prev, next; /* parts */
	struct str month, month_name; /* of its first message; absent: undated */
};
/* key: of any message of it, or of a Message-ID that one of them names. part 0: the
 * one with that message. E_NOT_FOUND list.no-such-message. */
must_check enum errc list_thread_load(struct op *op, struct str slug, struct str key, int64_t part,
				      struct thread_view *v);

struct message_view {
	struct page page;
	struct list_head list;
	struct message_entry m;
	struct str subject; /* absent: none */
	struct str mid;     /* absent: it has none */
	int64_t messages;   /* in its thread and list */
	struct str prev, next; /* keys of the messages beside it in its thread; absent: none */
};
/* whole: however long it is. */
must_check enum errc list_message_load(struct op *op, struct str slug, struct str key, bool whole,
				       struct message_view *v);

/* ---- what else somebody wrote in a list: no count, no rank, and for no search engine ---- */

struct writer_line {
	struct str key;
	struct str subject; /* absent: none */
	date day;           /* DATE_NONE: nobody knows */
};
struct list_writer_view {
	struct page page;
	struct list_head list;
	struct str key;     /* of the message that was asked about */
	struct str who;     /* as in it; absent: it says nothing of its sender */
	SLICE(struct writer_line) lines; /* newest first */
	struct url prev, next;
	bool has_prev, has_next;
};
/* Errors as those of the message's page; E_NOT_FOUND list.no-writer for what a program sent. */
must_check enum errc list_writer_load(struct op *op, struct str slug, struct str key, int64_t page,
				      struct list_writer_view *v);

/* All nodes of the thread that a key leads to, and the message of a key, in a list.
 * E_NOT_FOUND list.no-such-message. */
must_check enum errc list_find_thread(struct op *op, const struct list_head *list, struct str key,
				      struct list_view_thread_rows *ret);
must_check enum errc list_find_message(struct op *op, const struct list_head *list, struct str key,
				       node_id *ret);
/* "2016-04". false: it is none. */
bool list_month_bounds(struct str month, instant *ret_from, instant *ret_to);

/* Where a Message-ID is, for redirects. E_NOT_FOUND list.no-such-message. */
must_check enum errc list_find_mid(struct op *op, struct str mid, struct buf *ret_path);

/* ---- what the pages have in common ---- */

/* Without Re:, the list's own [tag] and the like; absent: nothing is left. */
struct str list_subject(struct arena *a, const struct list_head *list, struct str subject);
/* The person who wrote a message: numbers that are the same for writers who are one. */
int64_t list_person(struct arena *a, const struct list_head *list, struct str address, struct str name);
/* A name for readers; absent: there is none. */
struct str list_who(struct arena *a, struct str name, struct str address);
/* "April 2016", "2016-04" */
struct str list_month_name(struct arena *a, enum lang lang, instant at);
struct str list_month_path(struct arena *a, instant at);
/* "Apr"; 1 to 12 */
struct str list_short_month(enum lang lang, int month);

#endif
