/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mail_wire.h"

#include "base/utf8.h"

#define ABSENT UINT32_MAX
/* A part's name and type, for which there must be room beside all the rest. */
#define IDS_ROOM ((size_t)128 << 10)
#define PARTS_ROOM ((size_t)64 << 10)

static void
put_u(struct buf *b, uint64_t v, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buf_addc(b, (char)(v >> 8 * i & 0xFF));
}

static void
put_str(struct buf *b, struct str s)
{
	put_u(b, str_present(s) ? (uint32_t)s.n : ABSENT, 4);
	buf_add(b, s);
}

/* The last ids, as many as there is room for. */
static void
put_ids(struct buf *b, const mail_ids *ids)
{
	size_t from = ids->n, room = IDS_ROOM;

	while (from > 0 && ids->n - from < MAIL_REFS_MAX && ids->at[from - 1].n + 4 <= room)
		room -= ids->at[--from].n + 4;
	put_u(b, ids->n - from, 4);
	for (size_t i = from; i < ids->n; i++)
		put_str(b, ids->at[i]);
}

void
mail_put(struct buf *b, const struct mail *m)
{
	size_t parts = 0, room = PARTS_ROOM;

	put_u(b, m->head.clock, 1);
	put_u(b, m->text_kind, 1);
	put_u(b, m->text_cut | m->no_archive << 1, 1);
	put_u(b, m->sender, 1);
	put_u(b, (uint64_t)m->head.at.v, 8);
	put_str(b, m->head.id);
	put_str(b, m->head.from_name);
	put_str(b, m->head.from_address);
	put_str(b, m->head.subject);
	put_ids(b, &m->head.refs);
	while (parts < m->parts.n && parts < MAIL_PARTS_MAX &&
	       m->parts.at[parts].name.n + m->parts.at[parts].type.n + 16 <= room) {
		room -= m->parts.at[parts].name.n + m->parts.at[parts].type.n + 16;
		parts++;
	}
	put_u(b, m->parts.n - parts + m->parts_left_out, 4);
	put_u(b, parts, 4);
	for (size_t i = 0; i < parts; i++) {
		put_str(b, m->parts.at[i].name);
		put_str(b, m->parts.at[i].type);
		put_u(b, m->parts.at[i].bytes, 8);
	}
}

/* ---- back ---- */

struct reader {
	struct str rest;
	struct arena *arena;
	bool bad;
};

static uint64_t
get_u(struct reader *r, size_t bytes)
{
	uint64_t v = 0;

	if (r->rest.n < bytes) {
		r->bad = true;
		r->rest = STR_NONE;
		return 0;
	}
	for (size_t i = bytes; i-- > 0;)
		v = v << 8 | (unsigned char)r->rest.p[i];
	r->rest = str_from(r->rest, bytes);
	return v;
}

static unsigned
get_below(struct reader *r, size_t bytes, unsigned most)
{
	uint64_t v = get_u(r, bytes);

	r->bad |= v > most;
	return v > most ? 0 : (unsigned)v;
}

static bool
is_one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
			return false;
	return utf8_bad(s) == STR_NPOS;
}

static struct str
get_str(struct reader *r, size_t most)
{
	uint32_t n = (uint32_t)get_u(r, 4);
	struct str s;

	if (n == ABSENT)
		return STR_NONE;
	s = str_sub(r->rest, 0, n);
	if (n > most || s.n != n || !is_one_line(s)) {
		r->bad = true;
		return STR_NONE;
	}
	r->rest = str_from(r->rest, n);
	return arena_str(r->arena, s);
}

static void
get_id(struct reader *r, struct str *ret)
{
	*ret = get_str(r, MAIL_ID_MAX);
	for (size_t i = 0; i < ret->n; i++)
		r->bad |= ret->p[i] == ' ';
}

static void
get_parts(struct reader *r, struct mail *m)
{
	size_t n;

	m->parts_left_out = (size_t)get_u(r, 4);
	n = get_below(r, 4, MAIL_PARTS_MAX);
	for (size_t i = 0; i < n && !r->bad; i++) {
		struct mail_part *p = VEC_ADD(r->arena, &m->parts);

		p->name = get_str(r, MAIL_FIELD_MAX);
		p->type = get_str(r, MAIL_FIELD_MAX);
		p->bytes = get_u(r, 8);
		r->bad |= !p->type.n;
	}
}

bool
mail_get(struct str bytes, struct arena *a, struct mail *ret)
{
	struct reader r = { bytes, a, false };
	struct mail m = { .text = STR("") };
	unsigned flags;
	size_t n;

	m.head.clock = (enum mail_clock)get_below(&r, 1, MAIL_CLOCK_NONE);
	m.text_kind = (enum mail_text_kind)get_below(&r, 1, MAIL_TEXT_ENCRYPTED);
	flags = get_below(&r, 1, 3);
	m.text_cut = flags & 1;
	m.no_archive = flags & 2;
	m.sender = (enum mail_sender)get_below(&r, 1, MAIL_SENDER_LIST);
	m.head.at.v = (int64_t)get_u(&r, 8);
	r.bad |= instant_known(m.head.at) == (m.head.clock == MAIL_CLOCK_NONE);
	get_id(&r, &m.head.id);
	m.head.from_name = get_str(&r, MAIL_FIELD_MAX);
	m.head.from_address = get_str(&r, MAIL_FIELD_MAX);
	m.head.subject = get_str(&r, MAIL_FIELD_MAX);
	n = get_below(&r, 4, MAIL_REFS_MAX);
	for (size_t i = 0; i < n && !r.bad; i++) {
		struct str *id = VEC_ADD(a, &m.head.refs);

		get_id(&r, id);
		r.bad |= !id->n;
	}
	get_parts(&r, &m);
	r.bad |= r.rest.n > 0 || (str_present(m.head.id) && !m.head.id.n);
	if (!r.bad)
		*ret = m;
	return !r.bad;
}

void
mail_ask_add(struct buf *b, struct str message)
{
	put_u(b, message.n, 4);
	buf_add(b, message);
}

bool
mail_ask_next(struct str *rest, struct str *ret)
{
	struct reader r = { *rest, NULL, false };
	size_t n = (size_t)get_u(&r, 4);

	if (r.bad || n > r.rest.n)
		return false;
	*ret = str_sub(r.rest, 0, n);
	*rest = str_from(r.rest, n);
	return true;
}
