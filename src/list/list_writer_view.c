/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_view.h"

#include "mail/refs.h"
#include "web/url.h"

#define LINES_ON_PAGE 40

/* Messages of one person, of which only those of a page are wanted, and whether there are more. */
struct collecting {
	struct arena *arena;
	const struct writers *writers;
	int64_t person;
	int64_t skip, n;
	SLICE(node_id) ids;
};

static enum errc
each_message(void *ctx, const struct list_view_writers_row *row)
{
	struct collecting *c = ctx;

	if (writers_person(c->writers, row->who) != c->person)
		return OK;
	if (c->skip > 0)
		c->skip--;
	else if ((int64_t)c->ids.n <= c->n)
		VEC_PUSH(c->arena, &c->ids, row->id);
	return OK;
}

static struct url
page_url(struct arena *a, const struct list_writer_view *v, int64_t page)
{
	AUTO_BUF b = { 0 };

	path_list_writer(&b, v->list.slug, v->key, page);
	return url_of_buf(&b, a);
}

static enum errc
add_line(struct op *op, struct list_writer_view *v, node_id id)
{
	struct list_view_line_row m;

	TRY(list_view_line(op, id, &m));
	VEC_PUSH(op->arena, &v->lines, ((struct writer_line){
		refs_key_format(op->arena, m.key), list_subject(op->arena, &v->list, m.subject),
		instant_known(m.at) ? date_of_instant(m.at) : DATE_NONE }));
	return OK;
}

enum errc
list_writer_load(struct op *op, struct str slug, struct str key, int64_t page, struct list_writer_view *v)
{
	struct collecting c = { .arena = op->arena, .skip = (page - 1) * LINES_ON_PAGE, .n = LINES_ON_PAGE };
	struct list_view_line_row m;
	struct list_view_who_row who;
	node_id id;
	bool found;

	TRY(list_head_load(op, slug, &v->list));
	TRY(writers_load(op, &v->list.writers));
	TRY(list_find_message(op, &v->list, key, &id));
	TRY(list_view_line(op, id, &m));
	TRY(list_view_who(op, v->list.id, id, &found, &who));
	if (!found || who.automatic || instant_known(m.removed))
		return fail(op, E_NOT_FOUND, "list.no-writer", "%.*s", STRF(key));
	v->key = refs_key_format(op->arena, m.key);
	v->who = list_who(op->arena, m.name, m.address);
	c.writers = &v->list.writers;
	c.person = writers_person(c.writers, who.who);
	TRY(list_view_writers(op, v->list.id, each_message, &c));
	v->has_prev = page > 1;
	v->has_next = (int64_t)c.ids.n > c.n;
	if (v->has_prev)
		v->prev = page_url(op->arena, v, page - 1);
	if (v->has_next)
		v->next = page_url(op->arena, v, page + 1);
	for (size_t i = 0; i < c.ids.n && (int64_t)i < c.n; i++)
		TRY(add_line(op, v, c.ids.at[i]));
	return OK;
}
