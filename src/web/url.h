/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url: the addresses of the site. Nothing else spells one out.
 *
 * Each address has two writers with the same arguments:
 *
 *	path_meeting(buf, series, number)    the address as it is, for feeds,
 *	                                     JSON, redirects: "/meetings/dccg/54"
 *	url_meeting(html, series, number)    the same for an attribute, which is
 *	                                     what `{url meeting m.series m.number}`
 *	                                     in a template calls
 *
 * Slugs and words that came from outside are percent-encoded, so what is
 * written never holds a quote, a space or a tag. Addresses are relative to the
 * host: url_absolute() puts scheme and host before one.
 *
 * An address is a promise: once it has been public it leads where it led, if
 * need be through table redirect.
 */
#ifndef CONVENE_WEB_URL_H
#define CONVENE_WEB_URL_H

#include "group/group.h"
#include "html/html.h"

/* Escapes the '&' of a query that was written since the buffer had `from` bytes. */
void url_escape_since(struct html *o, size_t from);

#define URL_0(name)                                                           \
	void path_##name(struct buf *b);                                      \
	static inline void url_##name(struct html *o)                         \
	{                                                                     \
		path_##name(o->buf);                                          \
	}
#define URL_1(name, T1, a1)                                                   \
	void path_##name(struct buf *b, T1 a1);                               \
	static inline void url_##name(struct html *o, T1 a1)                  \
	{                                                                     \
		size_t from_ = o->buf->n;                                     \
									      \
		path_##name(o->buf, a1);                                      \
		url_escape_since(o, from_);                                   \
	}
#define URL_2(name, T1, a1, T2, a2)                                           \
	void path_##name(struct buf *b, T1 a1, T2 a2);                        \
	static inline void url_##name(struct html *o, T1 a1, T2 a2)           \
	{                                                                     \
		size_t from_ = o->buf->n;                                     \
									      \
		path_##name(o->buf, a1, a2);                                  \
		url_escape_since(o, from_);                                   \
	}
#define URL_3(name, T1, a1, T2, a2, T3, a3)                                   \
	void path_##name(struct buf *b, T1 a1, T2 a2, T3 a3);                 \
	static inline void url_##name(struct html *o, T1 a1, T2 a2, T3 a3)    \
	{                                                                     \
		size_t from_ = o->buf->n;                                     \
									      \
		path_##name(o->buf, a1, a2, a3);                              \
		url_escape_since(o, from_);                                   \
	}

URL_0(home)

/* /coalitions, /groups: lists; one group of either. */
URL_0(coalitions)
URL_0(groups)
URL_2(group, enum group_type, type, struct str, slug)

/* /meetings · /meetings/dccg · /meetings/dccg/54 and what hangs on it */
URL_0(meetings)
URL_1(series, struct str, series)
URL_2(meeting, struct str, series, int64_t, number)
/* One part of a report that is shown in parts, from 1; all of it in one. */
URL_3(meeting_part, struct str, series, int64_t, number, int64_t, part)
URL_2(meeting_whole, struct str, series, int64_t, number)
/* Numbered paragraph 3 of the report: "#p3"; true in whatever part it is. */
URL_3(paragraph, struct str, series, int64_t, number, int64_t, paragraph)
/* …/report.pdf: an extension of doc_formats (office/format.h), or "json". */
URL_3(report_file, struct str, series, int64_t, number, struct str, extension)
URL_2(revisions, struct str, series, int64_t, number)
URL_3(revision, struct str, series, int64_t, number, int64_t, revision)
/* Sections of a meeting's page. */
URL_2(meeting_actions, struct str, series, int64_t, number)
URL_2(meeting_people, struct str, series, int64_t, number)

URL_0(attendance)
/* The row of a coalition in the attendance matrix. */
URL_1(attendance_of, struct str, slug)
URL_0(people)
URL_1(person, struct str, slug)
URL_0(actions)
/* ?state=…: a word of enum action_state, or "overdue", "all". */
URL_1(actions_by_state, struct str, state)
URL_1(actions_of_group, struct str, slug)
URL_1(actions_of_person, struct str, slug)
URL_3(action, struct str, series, int64_t, number, int64_t, position)
URL_0(topics)
/* One topic in the register: "/topics#dccg-53-1". */
URL_3(topic, struct str, series, int64_t, number, int64_t, position)
URL_0(abbreviations)
/* "/abbreviations#DC" */
URL_1(abbreviation, struct str, shrt)
URL_0(documents)
URL_1(document, struct str, slug)
URL_2(document_file, struct str, slug, struct str, extension)

/* /lists · /lists/rivers · a month of it, "2016-04" or "undated" · a thread, by the
 * key of a message in it (mail/refs.h), and one part of it · a message */
URL_0(lists)
URL_1(list, struct str, slug)
URL_1(list_figures, struct str, slug)
/* … in the window of two days, and the messages behind one of them; DATE_NONE: it is open. */
void path_list_figures_in(struct buf *b, struct str slug, date from, date to);
void path_list_evidence(struct buf *b, struct str slug, struct str metric, date from, date to);
URL_1(list_feed, struct str, slug)
URL_2(list_month, struct str, slug, struct str, month)
URL_2(list_thread, struct str, slug, struct str, key)
URL_3(list_thread_part, struct str, slug, struct str, key, int64_t, part)
/* The message in its thread: "#key", in whatever part it is. */
URL_2(list_in_thread, struct str, slug, struct str, key)
URL_2(list_message, struct str, slug, struct str, key)
URL_2(list_message_whole, struct str, slug, struct str, key)
/* What else its writer wrote in the list, page from 1; as mbox a message, a thread, a month. */
URL_3(list_writer, struct str, slug, struct str, key, int64_t, page)
URL_2(list_message_mbox, struct str, slug, struct str, key)
URL_2(list_thread_mbox, struct str, slug, struct str, key)
URL_2(list_month_mbox, struct str, slug, struct str, month)

/* "Yes, somebody is there", from a letter. */
URL_1(answer, struct str, token)

/* The secretariat's pages. */
URL_0(admin)
URL_0(admin_jobs)
URL_1(admin_job_again, int64_t, id)
URL_0(admin_letters)
URL_1(admin_letter, int64_t, id)
URL_0(admin_letters_good)
URL_0(admin_roles)
URL_0(admin_role_end)
URL_0(admin_audit)
URL_0(directory)
/* What is said there of an entry. */
URL_0(directory_confirm)
URL_0(directory_join)
URL_0(directory_split)
URL_0(directory_apart)
URL_0(directory_claims)
URL_0(writers)
URL_1(writer_undo, int64_t, id)

/* Applications to form a coalition, and what is done to one. */
URL_0(applications)
URL_1(application, int64_t, id)
URL_1(application_withdraw, int64_t, id)
URL_1(application_review, int64_t, id)
URL_1(application_answer, int64_t, id)

/* A form for what a group says of itself. */
URL_1(group_edit, struct str, slug)
/* The states that it is and was in. */
URL_1(group_standing, struct str, slug)
URL_1(group_standing_drop, struct str, slug)
/* /groups/rivers/evidence: its register; … in the window of two days, of a kind: absent: any. */
URL_1(evidence, struct str, slug)
URL_1(evidence_answer, struct str, slug)
URL_1(evidence_drop, struct str, slug)
void path_evidence_in(struct buf *b, struct str slug, struct str kind, date from, date to);
/* /assessment · a version of a set of criteria */
URL_0(assessment)
URL_2(criteria, struct str, set, int64_t, version)
/* The table of a trial, behind whose address it stands: "table.csv?on=…". */
void path_criteria_table(struct buf *b, struct str set, int64_t version);
URL_2(criteria_propose, struct str, set, int64_t, version)
URL_2(criteria_adopt, struct str, set, int64_t, version)
/* Where one is written; from another. */
URL_0(criteria_new)
URL_2(criteria_next, struct str, set, int64_t, version)

/* Signing in, and one's own account; next is a path to go on to (account_next()). */
URL_0(sign_in)
URL_0(sign_in_code)
URL_1(sign_in_link, struct str, token)
URL_0(sign_out)
URL_0(sign_out_everywhere)
URL_0(account)
URL_1(account_session, int64_t, id)
URL_0(account_letters)
/* No more letters, by a token that one has (outbox/outbox_wish_ops.h). */
URL_1(letters_off, struct str, token)
/* What is held about who is signed in, and what may be asked for. */
URL_0(account_data)
URL_0(account_data_json)
URL_0(account_data_mail)
URL_0(account_data_ask)
URL_0(account_data_forget)
URL_0(account_addresses)
URL_1(account_address, struct str, token)

/* What somebody says of themselves, and the same for the secretariat; what is done to it hangs
 * on either. */
URL_0(profile)
URL_1(person_profile, struct str, slug)
URL_1(person_withhold, struct str, slug)

URL_0(search)
/* ?q=…, and page from 1 (which is not written). */
URL_2(search_for, struct str, q, int64_t, page)
/* ?in=mail&q=…; best first, or newest. */
URL_3(search_mail, struct str, q, bool, best, int64_t, page)
URL_0(check)

URL_0(about)
URL_0(imprint)
URL_0(privacy)
URL_0(accessibility)

URL_0(feed)     /* /feed.atom */
URL_0(calendar) /* /meetings.ics */
URL_0(api)      /* /api: the description for people */
URL_0(openapi)  /* /api/openapi.json */
URL_1(api_list, struct str, list)           /* /api/coalitions.json */
URL_2(api_group, enum group_type, type, struct str, slug) /* /api/coalitions/x.json */
URL_2(api_meeting, struct str, series, int64_t, number)
URL_1(csv, struct str, list)                /* /coalitions.csv */
URL_2(list_file, struct str, list, struct str, extension) /* /coalitions.xlsx */

#undef URL_0
#undef URL_1
#undef URL_2
#undef URL_3

/* scheme://host and the path, for feeds. host as the request named it. */
void url_absolute(struct buf *b, bool https, struct str host, struct str path);
/* "mailto:…"; "" for what is no mail address. */
struct url url_mail(struct arena *a, struct str address);
/* An address as a value, for views: path_x(&b, …) then this. */
struct url url_of_buf(const struct buf *b, struct arena *a);

#endif
