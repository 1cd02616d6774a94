/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_feed.h"

#include "mail/refs.h"
#include "web/url.h"

enum errc
list_feed_load(struct op *op, struct str slug, struct list_feed_view *v)
{
	TRY(list_head_load(op, slug, &v->list));
	return list_view_newest(op, v->list.id, LIST_FEED_ENTRIES, &v->messages);
}

static void
put_entry(struct buf *b, struct arena *a, const struct list_feed_view *v,
	  const struct list_view_newest_row *m)
{
	struct str key = refs_key_format(a, m->key), who = list_who(a, m->name, m->address);
	struct str title = m->subject.n ? body_mask(a, m->subject)
					: page_text(&v->page, MSG_list_no_subject);
	AUTO_BUF path = { 0 };

	path_list_message(&path, v->list.slug, key);
	BUF_LIT(b, "<entry>\n");
	atom_element(b, "title", title);
	/* Whatever list it is read in: a reader of two has it once. */
	atom_element(b, "id", arena_concat(a, STR("urn:uuid:"),
					   feed_uuid(a, arena_concat(a, STR("message\n"), key))));
	atom_element(b, "updated", instant_format(a, m->at));
	atom_link(b, "alternate", "text/html", feed_absolute(a, &v->place, buf_str(&path)));
	BUF_LIT(b, "<author>\n");
	atom_element(b, "name", who.n ? who : page_text(&v->page, MSG_list_no_sender));
	BUF_LIT(b, "</author>\n</entry>\n");
}

void
list_feed_write(struct buf *b, struct arena *a, const struct list_feed_view *v)
{
	AUTO_BUF self = { 0 }, page = { 0 };
	/* A feed without news was updated when time began, not now. */
	instant updated = v->messages.n ? v->messages.at[0].at : (instant){ 0 };

	path_list_feed(&self, v->list.slug);
	path_list(&page, v->list.slug);
	buf_addf(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		 "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%.*s\">\n",
		 STRF(v->page.lang_code));
	atom_element(b, "title", v->list.name);
	atom_element(b, "id", arena_concat(a, STR("urn:uuid:"),
					   feed_uuid(a, arena_concat(a, STR("list\n"), v->list.slug))));
	atom_element(b, "updated", instant_format(a, updated));
	atom_link(b, "self", "application/atom+xml", feed_absolute(a, &v->place, buf_str(&self)));
	atom_link(b, "alternate", "text/html", feed_absolute(a, &v->place, buf_str(&page)));
	BUF_LIT(b, "<generator>Convene</generator>\n");
	for (size_t i = 0; i < v->messages.n; i++)
		put_entry(b, a, v, &v->messages.at[i]);
	BUF_LIT(b, "</feed>\n");
}
