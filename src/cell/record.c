/* SPDX-License-Identifier: Apache-2.0 */
#include "cell/record.h"

#include "base/attr.h"
#include "base/err.h"
#include "base/utf8.h"
#include "mail/mail_wire.h"

#define CHARSET_NAME_MAX 64
#define OFFICE_SIZE (1 + 4 * NOTICE_KINDS)

static void
put_u(char *p, uint64_t v, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		p[i] = (char)(v >> 8 * i & 0xFF);
}

static uint64_t
get_u(const char *p, size_t bytes)
{
	uint64_t v = 0;

	for (size_t i = bytes; i-- > 0;)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

void
request_put(char ret[REQUEST_SIZE], const struct request *r)
{
	put_u(ret, r->kind, 4);
	put_u(ret + 4, r->id, 4);
	put_u(ret + 8, r->length, 8);
}

struct request
request_get(const char bytes[REQUEST_SIZE])
{
	return (struct request){
		.kind = (uint32_t)get_u(bytes, 4),
		.id = (uint32_t)get_u(bytes + 4, 4),
		.length = get_u(bytes + 8, 8),
	};
}

void
start_put(char ret[START_SIZE], const struct cell_limits *l)
{
	put_u(ret, l->item_bytes, 8);
	put_u(ret + 8, l->answer_bytes, 8);
	put_u(ret + 16, l->memory_bytes, 8);
	put_u(ret + 24, l->item_ms, 4);
	put_u(ret + 28, l->items, 4);
	put_u(ret + 32, l->without, 4);
	put_u(ret + 36, 0, 4);
}

bool
start_get(struct str bytes, struct cell_limits *ret)
{
	if (bytes.n != START_SIZE)
		return false;
	*ret = (struct cell_limits){
		.item_bytes = get_u(bytes.p, 8),
		.answer_bytes = get_u(bytes.p + 8, 8),
		.memory_bytes = get_u(bytes.p + 16, 8),
		.item_ms = (uint32_t)get_u(bytes.p + 24, 4),
		.items = (uint32_t)get_u(bytes.p + 28, 4),
		.without = (uint32_t)get_u(bytes.p + 32, 4),
	};
	return true;
}

void
ask_text_put(struct buf *b, struct str declared)
{
	/* A name with a NUL in it names nothing; what is before it is asked.
	 * No name is so long that cutting it could make another of it. */
	declared = str_sub(declared, 0, str_find_char(declared, '\0', 0));
	buf_add(b, str_sub(declared, 0, ASK_HEAD_MAX - 1));
	buf_addc(b, '\0');
}

bool
ask_text_get(struct str bytes, struct str *ret_declared, struct str *ret_file)
{
	size_t nul = str_find_char(bytes, '\0', 0);

	if (nul == STR_NPOS)
		return false;
	*ret_declared = nul ? str_sub(bytes, 0, nul) : STR_NONE;
	*ret_file = str_from(bytes, nul + 1);
	return true;
}

void
ask_mail_put(struct buf *b, instant now)
{
	char p[ASK_MAIL_HEAD];

	put_u(p, (uint64_t)now.v, sizeof p);
	buf_put(b, p, sizeof p);
}

bool
ask_mail_get(struct str bytes, instant *ret_now, struct str *ret_messages)
{
	if (bytes.n < ASK_MAIL_HEAD)
		return false;
	ret_now->v = (int64_t)get_u(bytes.p, ASK_MAIL_HEAD);
	*ret_messages = str_from(bytes, ASK_MAIL_HEAD);
	return true;
}

/* How long a payload may be, by type. */
static const struct {
	size_t least, most;
} lengths[] = {
	[RECORD_HELLO] = { 9, 9 },
	[RECORD_CHARSET] = { 11, 10 + CHARSET_NAME_MAX },
	[RECORD_TEXT] = { 1, RECORD_MAX },
	[RECORD_OFFICE] = { OFFICE_SIZE, OFFICE_SIZE },
	[RECORD_MAIL] = { 1, MAIL_WIRE_MAX },
	[RECORD_FILE] = { 0, RECORD_FILE_MAX },
	[RECORD_BYTES] = { 1, RECORD_MAX },
	[RECORD_UNPACKED] = { 1, 1 },
	[RECORD_PROBE] = { 0, 4096 },
	[RECORD_END] = { 8, 8 },
};

enum record_read
record_next(struct str *in, struct record *ret)
{
	size_t type, length;

	if (in->n < 2)
		return RECORD_MORE;
	type = get_u(in->p, 2);
	if (type < RECORD_HELLO || type >= ARRAY_LEN(lengths))
		return RECORD_LIE;
	if (in->n < RECORD_HEAD)
		return RECORD_MORE;
	length = get_u(in->p + 2, 4);
	if (length < lengths[type].least || length > lengths[type].most)
		return RECORD_LIE;
	if (in->n - RECORD_HEAD < length)
		return RECORD_MORE;
	*ret = (struct record){ (enum record_type)type,
				str_sub(*in, RECORD_HEAD, length) };
	*in = str_from(*in, RECORD_HEAD + length);
	return RECORD_GOOD;
}

void
record_put(struct buf *b, enum record_type type, struct str bytes)
{
	char head[RECORD_HEAD];

	BUG_ON(type < RECORD_HELLO || type >= ARRAY_LEN(lengths));
	BUG_ON(bytes.n < lengths[type].least || bytes.n > lengths[type].most);
	put_u(head, type, 2);
	put_u(head + 2, bytes.n, 4);
	buf_put(b, head, sizeof head);
	buf_add(b, bytes);
}

void
hello_put(struct buf *b, const struct cell_status *s)
{
	char p[9];

	put_u(p, s->landlock | s->seccomp << 1 | s->own_user << 2 | s->memory_bound << 3, 1);
	put_u(p + 1, (uint32_t)s->landlock_abi, 4);
	put_u(p + 5, s->charsets, 4);
	record_put(b, RECORD_HELLO, (struct str){ p, sizeof p });
}

bool
hello_get(struct str bytes, struct cell_status *ret)
{
	uint64_t walls, abi, charsets;

	if (bytes.n != 9)
		return false;
	walls = get_u(bytes.p, 1);
	abi = get_u(bytes.p + 1, 4);
	charsets = get_u(bytes.p + 5, 4);
	if (walls > 15 || abi > 1000 || charsets > 10000 || ((walls & 1) && !abi))
		return false;
	*ret = (struct cell_status){
		.landlock = walls & 1,
		.landlock_abi = (int)abi,
		.seccomp = walls & 2,
		.own_user = walls & 4,
		.memory_bound = walls & 8,
		.charsets = (uint32_t)charsets,
	};
	return true;
}

void
charset_put(struct buf *b, const struct charset_text *t)
{
	char p[10 + CHARSET_NAME_MAX];
	struct str name = str_sub(t->charset, 0, CHARSET_NAME_MAX);

	put_u(p, (uint64_t)t->how, 1);
	put_u(p + 1, (uint64_t)t->confidence, 1);
	put_u(p + 2, t->replaced, 8);
	memcpy(p + 10, name.p, name.n);
	record_put(b, RECORD_CHARSET, (struct str){ p, 10 + name.n });
}

bool
charset_get(struct str bytes, struct arena *a, struct charset_text *ret)
{
	struct str name = str_from(bytes, 10);
	struct charset_text t = { 0 };

	if (name.n == 0 || name.n > CHARSET_NAME_MAX)
		return false;
	/* The name goes into pages and logs. */
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] <= ' ' || name.p[i] > '~' || strchr("<>&\"'", name.p[i]))
			return false;
	if ((unsigned char)bytes.p[0] > CHARSET_GUESSED ||
	    (unsigned char)bytes.p[1] > 100)
		return false;
	t.how = (enum charset_how)bytes.p[0];
	t.confidence = bytes.p[1];
	t.replaced = (size_t)get_u(bytes.p + 2, 8);
	t.charset = arena_str(a, name);
	*ret = t;
	return true;
}

void
office_put(struct buf *b, const struct office_text *t)
{
	char p[OFFICE_SIZE];

	put_u(p, t->status, 1);
	for (size_t i = 0; i < NOTICE_KINDS; i++)
		put_u(p + 1 + 4 * i, t->notices[i], 4);
	record_put(b, RECORD_OFFICE, (struct str){ p, sizeof p });
}

bool
office_get(struct str bytes, struct office_text *ret)
{
	if (bytes.n != OFFICE_SIZE || (unsigned char)bytes.p[0] > OFFICE_TOO_LARGE)
		return false;
	*ret = (struct office_text){ .status = (enum office_status)bytes.p[0] };
	for (size_t i = 0; i < NOTICE_KINDS; i++)
		ret->notices[i] = (unsigned)get_u(bytes.p + 1 + 4 * i, 4);
	return true;
}

void
end_put(struct buf *b, uint32_t id, uint32_t result)
{
	char p[8];

	put_u(p, id, 4);
	put_u(p + 4, result, 4);
	record_put(b, RECORD_END, (struct str){ p, sizeof p });
}

bool
end_get(struct str bytes, uint32_t *ret_id, uint32_t *ret_result)
{
	uint64_t result;

	if (bytes.n != 8)
		return false;
	result = get_u(bytes.p + 4, 4);
	if (result > CELL_TOO_LARGE)
		return false;
	*ret_id = (uint32_t)get_u(bytes.p, 4);
	*ret_result = (uint32_t)result;
	return true;
}

bool
text_answer_add(struct text_answer *t, struct arena *a, const struct record *r)
{
	switch (r->type) {
	case RECORD_CHARSET:
		if (t->known || !charset_get(r->bytes, a, &t->how))
			return false;
		t->known = true;
		return true;
	case RECORD_TEXT:
		if (!t->known)
			return false;
		buf_add(&t->text, r->bytes);
		return true;
	default:
		return false;
	}
}

bool
text_is_clean(struct str s)
{
	size_t plain = utf8_plain_end(s, 0);

	for (size_t i = plain; i < s.n; i = utf8_plain_end(s, i + 1)) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\n' && c != '\t' && c != '\f') || c == 0x7F)
			return false;
	}
	return plain == s.n || utf8_bad(s) == STR_NPOS;
}

bool
text_answer_done(struct text_answer *t, struct arena *a, struct charset_text *ret)
{
	struct str text = buf_str(&t->text);

	if (!t->known || !text_is_clean(text))
		return false;
	t->how.text = arena_str(a, text);
	*ret = t->how;
	return true;
}
