/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_mbox.h"

#include <stdlib.h>

#include "list/list_block.h"
#include "mail/mbox.h"
#include "mail/refs.h"

struct writing {
	struct op *op;
	struct buf *to;
	struct list_block_open texts;
};

/* On one line, without an address. */
static void
put_header(struct writing *w, const char *name, struct str value)
{
	struct str rest = body_mask(w->op->arena, value);

	buf_addf(w->to, "%s: ", name);
	for (size_t i = 0; i < rest.n; i++)
		buf_addc(w->to, (unsigned char)rest.p[i] < ' ' ? ' ' : rest.p[i]);
	buf_addc(w->to, '\n');
}

/* A name may hold anything; quoted it is one (RFC 5322). */
static void
put_from(struct writing *w, struct str name)
{
	AUTO_BUF quoted = { 0 };

	buf_addc(&quoted, '"');
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			buf_addc(&quoted, '\\');
		buf_addc(&quoted, name.p[i]);
	}
	BUF_LIT(&quoted, "\" <address.hidden@invalid>");
	/* Masked already, and the address that stands for none must stay. */
	buf_addf(w->to, "From: %.*s\n", STRF(buf_str(&quoted)));
}

/* RFC 5322: "Thu, 14 Apr 2016 11:06:56 +0000" */
static void
put_date(struct writing *w, instant at)
{
	struct str http = instant_format_http(w->op->arena, at);

	if (instant_known(at))
		buf_addf(w->to, "Date: %.*s +0000\n", STRF(str_sub(http, 0, http.n - STR(" GMT").n)));
}

static enum errc
put_parts(struct writing *w, node_id id)
{
	struct list_view_parts_rows parts;

	TRY(list_view_parts(w->op, id, &parts));
	for (size_t i = 0; i < parts.n; i++) {
		struct str name = parts.at[i].name.n ? body_mask(w->op->arena, parts.at[i].name) : STR("-");

		buf_addf(w->to, "[%.*s, %.*s, %lld]\n", STRF(name), STRF(parts.at[i].type),
			 (long long)parts.at[i].bytes);
	}
	return OK;
}

static enum errc
put_message(struct writing *w, node_id id)
{
	struct list_view_mbox_row m;
	struct str text, who;

	TRY(list_view_mbox(w->op, id, &m));
	if (instant_known(m.removed))
		return OK;
	TRY(list_block_read(w->op, &w->texts, m.text_block, m.text_at, m.text_bytes, &text));
	who = list_who(w->op->arena, m.name, m.address);
	BUF_LIT(w->to, "From address.hidden@invalid Thu Jan  1 00:00:00 1970\n");
	put_from(w, who.n ? who : STR("-"));
	if (m.subject.n)
		put_header(w, "Subject", m.subject);
	put_date(w, m.at);
	if (!m.derived)
		buf_addf(w->to, "Message-ID: <%.*s>\n", STRF(m.mid));
	if (str_present(m.parent))
		buf_addf(w->to, "In-Reply-To: <%.*s>\nReferences: <%.*s>\n", STRF(m.parent), STRF(m.parent));
	BUF_LIT(w->to, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		       "Content-Transfer-Encoding: 8bit\n\n");
	mbox_put_lines(w->to, body_mask(w->op->arena, text));
	TRY(put_parts(w, id));
	buf_addc(w->to, '\n');
	return w->to->n <= LIST_MBOX_MAX ? OK : fail(w->op, E_LIMIT, "list.mbox-too-large", "%s", "");
}

enum errc
list_message_mbox(struct op *op, struct str slug, struct str key, struct buf *ret)
{
	struct writing w = { .op = op, .to = ret };
	struct list_head list;
	node_id id;

	TRY(list_head_load(op, slug, &list));
	TRY(list_find_message(op, &list, key, &id));
	return put_message(&w, id);
}

/* The earlier first; what has no time last. */
static int
by_time(const void *x, const void *y)
{
	const struct list_view_thread_row *a = x, *b = y;
	int64_t p = instant_known(a->at) ? a->at.v : INT64_MAX, q = instant_known(b->at) ? b->at.v : INT64_MAX;

	return p != q ? (p > q) - (p < q) : (a->id.v > b->id.v) - (a->id.v < b->id.v);
}

enum errc
list_thread_mbox(struct op *op, struct str slug, struct str key, struct buf *ret)
{
	struct writing w = { .op = op, .to = ret };
	struct list_view_thread_rows rows;
	struct list_head list;

	TRY(list_head_load(op, slug, &list));
	TRY(list_find_thread(op, &list, key, &rows));
	qsort(rows.at, rows.n, sizeof *rows.at, by_time);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].in_list)
			TRY(put_message(&w, rows.at[i].id));
	return OK;
}

enum errc
list_month_mbox(struct op *op, struct str slug, struct str month, struct buf *ret)
{
	struct writing w = { .op = op, .to = ret };
	struct list_view_ids_rows rows;
	instant from = INSTANT_NONE, to = INSTANT_NONE;
	struct list_head list;

	TRY(list_head_load(op, slug, &list));
	if (!str_is(month, "undated") && !list_month_bounds(month, &from, &to))
		return fail(op, E_NOT_FOUND, "list.no-such-month", "%.*s", STRF(month));
	TRY(list_view_ids(op, list.id, from, to, &rows));
	if (!rows.n)
		return fail(op, E_NOT_FOUND, "list.no-such-month", "%.*s", STRF(month));
	for (size_t i = 0; i < rows.n; i++)
		TRY(put_message(&w, rows.at[i].id));
	return OK;
}
