/* SPDX-License-Identifier: Apache-2.0 */
#include "feed/feed_view.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "office/xml.h"
#include "secret/digest.h"
#include "web/url.h"

enum errc
feed_load(struct op *op, struct feed_view *v)
{
	return feed_view_events(op, FEED_EVENTS, &v->events);
}

enum errc
calendar_load(struct op *op, struct calendar_view *v)
{
	return feed_view_meetings(op, &v->meetings);
}

struct str
feed_uuid(struct arena *a, struct str words)
{
	struct str hex = digest_hex(a, words);
	char variant = "89ab"[(hex.p[16] >= 'a' ? hex.p[16] - 'a' + 10 : hex.p[16] - '0') & 3];

	return arena_printf(a, "%.8s-%.4s-8%.3s-%c%.3s-%.12s", hex.p, hex.p + 8, hex.p + 13, variant,
			    hex.p + 17, hex.p + 20);
}

struct str
feed_absolute(struct arena *a, const struct feed_place *place, struct str path)
{
	AUTO_BUF b = { 0 };

	if (place->host.n == 0)
		return path;
	url_absolute(&b, place->https, place->host, path);
	return buf_to_arena(&b, a);
}

/* ---- Atom ---- */

void
atom_element(struct buf *b, const char *name, struct str text)
{
	buf_addf(b, "<%s>", name);
	xml_add(b, text);
	buf_addf(b, "</%s>\n", name);
}

void
atom_link(struct buf *b, const char *rel, const char *type, struct str href)
{
	buf_addf(b, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
	xml_add(b, href);
	BUF_LIT(b, "\"/>\n");
}

static struct str
kind_words(const struct page *p, enum event_kind kind)
{
	static const enum msg msgs[] = {
		[EVENT_REPORT_PUBLISHED] = MSG_feed_report_published,
		[EVENT_REPORT_REVISED] = MSG_feed_report_revised,
		[EVENT_DOCUMENT_PUBLISHED] = MSG_feed_document_published,
		[EVENT_DOCUMENT_REVISED] = MSG_feed_document_revised,
		[EVENT_ACTION_STATE] = MSG_feed_action_state,
	};

	return page_text(p, msgs[kind]);
}

static void
put_entry(struct buf *b, struct arena *a, const struct feed_view *v,
	  const struct feed_view_events_row *e)
{
	struct str name = arena_printf(a, "event\n%.*s\n%.*s\n%" PRId64, STRF(event_kind_word(e->kind)),
				       STRF(e->path), e->at.v);
	struct str kind = kind_words(&v->page, e->kind);

	BUF_LIT(b, "<entry>\n");
	atom_element(b, "title", e->title);
	atom_element(b, "id", arena_concat(a, STR("urn:uuid:"), feed_uuid(a, name)));
	atom_element(b, "updated", instant_format(a, e->at));
	atom_link(b, "alternate", "text/html", feed_absolute(a, &v->place, e->path));
	buf_addf(b, "<category term=\"%.*s\" label=\"", STRF(event_kind_word(e->kind)));
	xml_add(b, kind);
	BUF_LIT(b, "\"/>\n");
	BUF_LIT(b, "<summary>");
	xml_add(b, kind);
	if (e->detail.n > 0) {
		BUF_LIT(b, ": ");
		xml_add(b, e->detail);
	}
	BUF_LIT(b, "</summary>\n</entry>\n");
}

void
feed_write(struct buf *b, struct arena *a, const struct feed_view *v)
{
	const struct forum *f = v->page.forum;
	/* A feed without news was updated when time began, not now. */
	instant updated = v->events.n > 0 ? v->events.at[0].at : (instant){ 0 };
	AUTO_BUF self = { 0 };
	AUTO_BUF home = { 0 };

	path_feed(&self);
	path_home(&home);
	buf_addf(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		 "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%.*s\">\n",
		 STRF(v->page.lang_code));
	atom_element(b, "title", f->name);
	if (f->tagline.n > 0)
		atom_element(b, "subtitle", f->tagline);
	atom_element(b, "id", arena_concat(a, STR("urn:uuid:"),
				      feed_uuid(a, arena_concat(a, STR("feed\n"), f->short_name))));
	atom_element(b, "updated", instant_format(a, updated));
	atom_link(b, "self", "application/atom+xml", feed_absolute(a, &v->place, buf_str(&self)));
	atom_link(b, "alternate", "text/html", feed_absolute(a, &v->place, buf_str(&home)));
	BUF_LIT(b, "<author>\n");
	atom_element(b, "name", f->name);
	if (f->contact.n > 0)
		atom_element(b, "email", f->contact);
	BUF_LIT(b, "</author>\n<generator>Convene</generator>\n");
	for (size_t i = 0; i < v->events.n; i++)
		put_entry(b, a, v, &v->events.at[i]);
	BUF_LIT(b, "</feed>\n");
}

/* ---- iCalendar ---- */

#define FOLD 75 /* octets of a line, its CR LF not counted */

void
calendar_line(struct buf *out, const char *name, struct str value)
{
	AUTO_BUF whole = { 0 };
	struct str rest;
	size_t room = FOLD;

	buf_addz(&whole, name);
	buf_addc(&whole, ':');
	buf_add(&whole, value);
	rest = buf_str(&whole);
	for (;;) {
		struct str piece = utf8_clip(rest, room);

		buf_add(out, piece);
		BUF_LIT(out, "\r\n");
		rest = str_from(rest, piece.n);
		if (rest.n == 0)
			return;
		buf_addc(out, ' ');
		room = FOLD - 1;
	}
}

struct str
calendar_text(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\\' || c == ';' || c == ',')
			buf_addc(&b, '\\');
		if (c == '\n')
			BUF_LIT(&b, "\\n");
		else if ((c >= ' ' && c != 0x7f) || c == '\t')
			buf_addc(&b, (char)c);
	}
	return buf_to_arena(&b, a);
}

static struct str
basic_date(struct arena *a, date d)
{
	struct civil c = date_to_civil(d);

	return arena_printf(a, "%04d%02d%02d", c.year, c.month, c.day);
}

static struct str
basic_instant(struct arena *a, instant t)
{
	struct str s = instant_format(a, t);
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '-' && s.p[i] != ':')
			buf_addc(&b, s.p[i]);
	return buf_to_arena(&b, a);
}

static void
put_meeting(struct buf *b, struct arena *a, const struct calendar_view *v,
	    const struct feed_view_meetings_row *m)
{
	struct msg_arg args[] = { msg_str("series", m->series_name), msg_int("number", m->number) };
	struct str name = arena_printf(a, "meeting\n%.*s\n%" PRId64, STRF(m->series), m->number);
	AUTO_BUF path = { 0 };

	path_meeting(&path, m->series, m->number);
	calendar_line(b, "BEGIN", STR("VEVENT"));
	calendar_line(b, "UID", feed_uuid(a, name));
	calendar_line(b, "DTSTAMP", basic_instant(a, m->newest));
	calendar_line(b, "CREATED", basic_instant(a, m->first));
	calendar_line(b, "LAST-MODIFIED", basic_instant(a, m->newest));
	calendar_line(b, "SEQUENCE", arena_printf(a, "%" PRId64, m->revisions - 1));
	calendar_line(b, "DTSTART;VALUE=DATE", basic_date(a, m->held));
	calendar_line(b, "DTEND;VALUE=DATE", basic_date(a, (date){ m->held.v + 1 }));
	calendar_line(b, "SUMMARY",
		      calendar_text(a, msg_format(a, v->page.lang, MSG_feed_meeting, args, ARRAY_LEN(args))));
	if (m->focus.n > 0)
		calendar_line(b, "DESCRIPTION", calendar_text(a, m->focus));
	if (m->mode.n > 0)
		calendar_line(b, "LOCATION", calendar_text(a, m->mode));
	if (v->place.host.n > 0)
		calendar_line(b, "URL", feed_absolute(a, &v->place, buf_str(&path)));
	calendar_line(b, "STATUS", STR("CONFIRMED"));
	calendar_line(b, "TRANSP", STR("TRANSPARENT"));
	calendar_line(b, "END", STR("VEVENT"));
}

void
calendar_write(struct buf *b, struct arena *a, const struct calendar_view *v)
{
	const struct forum *f = v->page.forum;
	struct msg_arg args[] = { msg_str("name", f->short_name) };
	struct str name = msg_format(a, v->page.lang, MSG_feed_calendar, args, ARRAY_LEN(args));

	calendar_line(b, "BEGIN", STR("VCALENDAR"));
	calendar_line(b, "VERSION", STR("2.0"));
	calendar_line(b, "PRODID", STR("-//Convene//Convene " CONVENE_VERSION "//EN"));
	calendar_line(b, "CALSCALE", STR("GREGORIAN"));
	calendar_line(b, "METHOD", STR("PUBLISH"));
	calendar_line(b, "NAME", calendar_text(a, name));
	calendar_line(b, "X-WR-CALNAME", calendar_text(a, name));
	for (size_t i = 0; i < v->meetings.n; i++)
		put_meeting(b, a, v, &v->meetings.at[i]);
	calendar_line(b, "END", STR("VCALENDAR"));
}
