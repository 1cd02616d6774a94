/* SPDX-License-Identifier: Apache-2.0 */
/*
 * feed_view: news as Atom (RFC 4287) and meetings as iCalendar (RFC 5545).
 *
 * Readers recognise an entry by its id and an event by its UID, whatever
 * address they fetched it from: both are made of what the thing is, never of
 * the host, and so outlive a move.
 *
 * Reports know the day of a meeting and not its hour, so its event is a whole
 * day that does not make anybody busy.
 */
#ifndef CONVENE_FEED_FEED_VIEW_H
#define CONVENE_FEED_FEED_VIEW_H

#include "feed_view_sql.h"
#include "web/page.h"

/* News in a feed. */
#define FEED_EVENTS 50

struct feed_place {
	bool https;
	struct str host; /* as the request named it; empty: addresses stay relative */
};
struct feed_view {
	struct page page;
	struct feed_place place;
	struct feed_view_events_rows events; /* newest first */
};
struct calendar_view {
	struct page page;
	struct feed_place place;
	struct feed_view_meetings_rows meetings; /* oldest first */
};
must_check enum errc feed_load(struct op *op, struct feed_view *v);
must_check enum errc calendar_load(struct op *op, struct calendar_view *v);

void feed_write(struct buf *out, struct arena *a, const struct feed_view *v);
void calendar_write(struct buf *out, struct arena *a, const struct calendar_view *v);

/*
 * One content line of iCalendar: name and value, folded after at most 75
 * octets without cutting a character, ended by CR LF. The value is as it is.
 */
void calendar_line(struct buf *out, const char *name, struct str value);
/* A value of type TEXT (RFC 5545 3.3.11): \ ; , and line ends are escaped,
 * other control characters left out. */
struct str calendar_text(struct arena *a, struct str s);
/* "urn:uuid:…" without its first nine bytes: made of a digest of the words,
 * version 8 of RFC 9562. The same words give the same name for ever. */
struct str feed_uuid(struct arena *a, struct str words);

/* For feeds of other features: <name>text</name>, a link, an address with its host. */
void atom_element(struct buf *b, const char *name, struct str text);
void atom_link(struct buf *b, const char *rel, const char *type, struct str href);
struct str feed_absolute(struct arena *a, const struct feed_place *place, struct str path);

#endif
