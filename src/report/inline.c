/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Emphasis, code and links inside a paragraph.
 *
 * The reader is our own and not the Markdown library's for two reasons: the
 * words must come out in the order in which they stand in the source, whatever
 * the marks around them do, and writing the runs again (doc/markdown.c) must
 * give the same runs back. So it knows exactly the marks that the writer
 * writes, and everything else is text:
 *
 *	**strong** __strong__ *em* _em_ `code` [text](target) <https://…> \*
 *
 * Two passes, both linear: the first cuts the text into nodes and finds links;
 * the second pairs the emphasis marks. A mark is no mark before white space
 * (opening) or behind it (closing), nor inside a word: taking it out would make
 * one word of two ("2**31"). A closing
 * mark takes the nearest opening one of its character; two where both have
 * two. More than three in a row are no mark. What has no partner is text. A link inside a link is not one, nor is a
 * link without words: both are text.
 */
#include "base/buf.h"
#include "report/parse.h"

enum { TARGET_MAX = 2048, CODE_TICKS_MAX = 8, PARENS_MAX = 16 };

enum node_kind { NODE_TEXT, NODE_MARK, NODE_OPEN, NODE_CLOSE };
struct node {
	struct str text;
	const struct link *link; /* NODE_OPEN and NODE_CLOSE of a link */
	uint32_t link_no;        /* 0: outside */
	uint8_t kind;
	uint8_t style;     /* RUN_CODE */
	char mark;         /* '*' or '_' */
	bool opens, closes;
	uint32_t count;    /* marks in the run */
	uint32_t left;     /* marks not paired yet */
	uint32_t strong_on, em_on, strong_off, em_off; /* spans that begin, end */
};

struct inline_read {
	struct reading *rd;
	struct str s;
	size_t at;
	SLICE(struct node) nodes;
	SLICE(size_t) brackets; /* nodes that are a "[" */
	size_t live;            /* brackets below this cannot open a link */
	uint32_t links;
	bool no_closer[CODE_TICKS_MAX + 1];
	bool joined; /* taking marks away made one word of two */
	bool stray;  /* a mark without a partner inside of emphasis */
};

static bool
is_punct(char c)
{
	return (c > ' ' && c < '0') || (c >= ':' && c <= '@') ||
	       (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/*
 * Does a word begin (or go on) at byte `at`? Letters, digits and marks of any
 * script; not the characters of Chinese and Japanese, each of which is a word
 * of its own, nor punctuation and symbols as far as texts have them.
 */
static bool
word_at(struct str s, size_t at)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';
	unsigned char d = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;

	if (c < 0x80)
		return (c >= '0' && c <= '9') ||
		       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	if (c == 0xC2)
		return d == 0xAA || d == 0xAD || (d >= 0xB2 && d <= 0xBE && d != 0xB7 && d != 0xBB);
	if (c == 0xE2) {
		unsigned char e = at + 2 < s.n ? (unsigned char)s.p[at + 2] : 0;

		if (d == 0x80) /* punctuation, but joiners go on */
			return e >= 0x8B && e <= 0x8F;
		if (d == 0x82) /* below the line; not money */
			return e < 0xA0;
		if (d == 0x86) /* Roman numerals; not arrows */
			return e < 0x90;
		/* Arrows, mathematics, boxes, dots and other pictures. */
		return !(d >= 0x87 && d <= 0x90) && !(d >= 0x94 && d <= 0x9C);
	}
	if (c == 0xF0)
		return d != 0x9F && d < 0xA0;
	if (c == 0xE3 && d == 0x80) /* marks that repeat; not punctuation */
		return at + 2 < s.n && ((unsigned char)s.p[at + 2] >= 0xA1 ||
					((unsigned char)s.p[at + 2] >= 0x84 &&
					 (unsigned char)s.p[at + 2] <= 0x87));
	if (c == 0xE3)
		return d >= 0x84 && d <= 0x8F; /* Bopomofo, Hangul, circled */
	if (c == 0xEF && at + 2 < s.n) { /* not U+FFFD, nor wide punctuation */
		unsigned char e = (unsigned char)s.p[at + 2];

		return d == 0xBF ? e <= 0x9C : d != 0xBC || e >= 0x90;
	}
	return c < 0xE3 || c > 0xE9;
}

static bool
word_before(struct str s, size_t at)
{
	if (at == 0 || at > s.n)
		return false;
	for (at--; at && ((unsigned char)s.p[at] & 0xC0) == 0x80;)
		at--;
	return word_at(s, at);
}

static void
put_text(struct inline_read *in, struct str text, unsigned style)
{
	struct node *last = in->nodes.n ? &in->nodes.at[in->nodes.n - 1] : NULL;

	if (text.n == 0)
		return;
	if (last && last->kind == NODE_TEXT && last->style == style && !style &&
	    last->text.p + last->text.n == text.p) {
		last->text.n += text.n;
		return;
	}
	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_TEXT, .text = text, .style = (uint8_t)style
	};
}

static size_t
run_length(struct str s, size_t at)
{
	size_t n = 1;

	while (at + n < s.n && s.p[at + n] == s.p[at])
		n++;
	return n;
}

/* Does what stands before byte `at` of x go on in y? An accent goes on with
 * anything. */
static bool
goes_on(struct str x, size_t at, struct str y, size_t from)
{
	unsigned char c = from < y.n ? (unsigned char)y.p[from] : ' ';

	return (word_before(x, at) && word_at(y, from)) || c == 0xCC || c == 0xCD;
}

/* Would taking the marks around `text` away make one word of two? */
static bool
glued(struct str s, size_t open, struct str text, size_t behind)
{
	return goes_on(s, open, text, 0) || goes_on(text, text.n, s, behind);
}

static void
read_code(struct inline_read *in)
{
	size_t ticks = run_length(in->s, in->at), at = in->at + ticks;
	struct str code;

	if (ticks > CODE_TICKS_MAX || in->no_closer[ticks]) {
		put_text(in, str_sub(in->s, in->at, ticks), 0);
		in->at += ticks;
		return;
	}
	while ((at = str_find_char(in->s, '`', at)) != STR_NPOS) {
		size_t n = run_length(in->s, at);

		if (n == ticks)
			break;
		at += n;
	}
	if (at == STR_NPOS) {
		in->no_closer[ticks] = true;
		put_text(in, str_sub(in->s, in->at, ticks), 0);
		in->at += ticks;
		return;
	}
	code = str_sub(in->s, in->at + ticks, at - in->at - ticks);
	code = str_trim(code);
	if (!code.n || glued(in->s, in->at, code, at + ticks)) {
		put_text(in, str_sub(in->s, in->at, ticks), 0);
		in->at += ticks;
		return;
	}
	put_text(in, code, RUN_CODE);
	in->at = at + ticks;
}

static void
read_mark(struct inline_read *in)
{
	size_t n = run_length(in->s, in->at);
	char mark = in->s.p[in->at];
	char before = in->at ? in->s.p[in->at - 1] : ' ';
	char after = in->at + n < in->s.n ? in->s.p[in->at + n] : ' ';
	bool inside = goes_on(in->s, in->at, in->s, in->at + n);
	bool mark_run = !inside && n <= 3;
	bool opens = after != ' ' && mark_run, closes = before != ' ' && mark_run;

	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_MARK, .text = str_sub(in->s, in->at, n),
		.mark = mark, .opens = opens, .closes = closes,
		.count = (uint32_t)n, .left = (uint32_t)n,
	};
	in->at += n;
}

static struct str
unescape(struct arena *a, struct str s)
{
	char *to;
	size_t n = 0;

	if (str_find_char(s, '\\', 0) == STR_NPOS)
		return s;
	to = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && is_punct(s.p[i + 1]))
			i++;
		to[n++] = s.p[i];
	}
	return (struct str){ to, n };
}

/* "(target)" at `at`: the byte behind it, or 0. */
static size_t
read_target(struct inline_read *in, size_t at, struct str *ret)
{
	/* Written out, every byte of a target may have a backslash before it. */
	struct str s = str_sub(in->s, 0, at + 2 * TARGET_MAX + 4);
	struct str target;
	size_t from, i, depth = 0;

	if (at >= s.n || s.p[at] != '(')
		return 0;
	from = i = at + 1;
	if (i < s.n && s.p[i] == '<') {
		for (i++; i < s.n && s.p[i] != '>' && s.p[i] != '<'; i++)
			if (s.p[i] == '\\' && i + 1 < s.n)
				i++;
		if (i + 1 >= s.n || s.p[i] != '>' || s.p[i + 1] != ')')
			return 0;
		target = unescape(in->rd->a, str_sub(s, from + 1, i - from - 1));
		if (target.n > TARGET_MAX)
			return 0;
		*ret = target;
		return i + 2;
	}
	for (; i < s.n && s.p[i] != ' '; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && is_punct(s.p[i + 1]))
			i++;
		else if (s.p[i] == '(' && ++depth > PARENS_MAX)
			return 0;
		else if (s.p[i] == ')' && depth-- == 0)
			break;
	}
	if (i >= s.n || s.p[i] != ')')
		return 0;
	target = unescape(in->rd->a, str_sub(s, from, i - from));
	if (target.n > TARGET_MAX)
		return 0;
	*ret = target;
	return i + 1;
}

static const struct link *
link_new(struct inline_read *in, struct str target, bool bare)
{
	struct link *l = ARENA_NEW(in->rd->a, struct link);

	l->target = target.p ? target : STR("");
	l->bare = bare;
	VEC_PUSH(in->rd->a, &in->rd->r->links, l);
	return l;
}

/* Is there a word, or at least a sign, between node `from` and the end? */
static bool
has_text(const struct inline_read *in, size_t from)
{
	for (size_t i = from; i < in->nodes.n; i++)
		if (str_trim(in->nodes.at[i].text).n)
			return true;
	return false;
}

static void
read_close(struct inline_read *in)
{
	struct str target, words;
	size_t open, behind, at;
	const struct link *link;

	if (in->brackets.n <= in->live)
		goto text;
	open = in->brackets.at[--in->brackets.n];
	behind = read_target(in, in->at + 1, &target);
	at = (size_t)(in->nodes.at[open].text.p - in->s.p);
	words = str_trim(str_sub(in->s, at + 1, in->at - at - 1));
	if (!behind || !has_text(in, open + 1) || glued(in->s, at, words, behind))
		goto text;
	link = link_new(in, target, false);
	in->links++;
	in->nodes.at[open].link = link;
	for (size_t i = open; i < in->nodes.n; i++)
		in->nodes.at[i].link_no = in->links;
	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_CLOSE, .link = link, .link_no = in->links
	};
	in->live = in->brackets.n = 0;
	in->at = behind;
	return;
text:
	put_text(in, str_sub(in->s, in->at, 1), 0);
	in->at++;
}

/* <https://example.org> */
static bool
read_autolink(struct inline_read *in)
{
	struct str s = str_sub(in->s, in->at + 1, TARGET_MAX);
	size_t end;
	const struct link *link;

	if (!str_starts(s, STR("http://")) && !str_starts(s, STR("https://")) &&
	    !str_starts(s, STR("mailto:")))
		return false;
	for (end = 0; end < s.n && s.p[end] != '>'; end++)
		if (s.p[end] == ' ' || s.p[end] == '<')
			return false;
	if (end >= s.n || glued(in->s, in->at, str_sub(s, 0, end), in->at + end + 2))
		return false;
	s = str_sub(s, 0, end);
	link = link_new(in, s, true);
	in->links++;
	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_OPEN, .link = link, .link_no = in->links };
	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_TEXT, .text = s, .link_no = in->links };
	*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
		.kind = NODE_CLOSE, .link = link, .link_no = in->links };
	in->live = in->brackets.n = 0;
	in->at += end + 2;
	return true;
}

static void
read_nodes(struct inline_read *in)
{
	static const bool special[256] = {
		['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,
		['['] = true, [']'] = true, ['<'] = true,
	};

	while (in->at < in->s.n) {
		size_t from = in->at;

		while (in->at < in->s.n && !special[(unsigned char)in->s.p[in->at]])
			in->at++;
		put_text(in, str_sub(in->s, from, in->at - from), 0);
		if (in->at >= in->s.n)
			break;
		switch (in->s.p[in->at]) {
		case '\\':
			if (in->at + 1 < in->s.n && is_punct(in->s.p[in->at + 1]))
				in->at++;
			put_text(in, str_sub(in->s, in->at, 1), 0);
			in->at++;
			break;
		case '`':
			read_code(in);
			break;
		case '[':
			*VEC_ADD(in->rd->a, &in->nodes) = (struct node){
				.kind = NODE_OPEN,
				.text = str_sub(in->s, in->at, 1) };
			VEC_PUSH(in->rd->a, &in->brackets, in->nodes.n - 1);
			in->at++;
			break;
		case ']':
			read_close(in);
			break;
		case '<':
			if (!read_autolink(in)) {
				put_text(in, str_sub(in->s, in->at, 1), 0);
				in->at++;
			}
			break;
		default:
			read_mark(in);
		}
	}
}

struct mark_stacks {
	SLICE(uint32_t) of[2]; /* '*' and '_' */
};

static bool
rule_of_three(const struct node *o, const struct node *c)
{
	return (o->closes || c->opens) && (o->count + c->count) % 3 == 0 &&
	       (o->count % 3 != 0 || c->count % 3 != 0);
}

/* Pairs the marks of node `at` with open ones, nearest first. */
static void
pair_marks(struct inline_read *in, struct mark_stacks *st, const size_t floor[2],
	   uint32_t at)
{
	struct node *c = &in->nodes.at[at];
	int mine = c->mark == '_', other = !mine;

	while (c->closes && c->left && st->of[mine].n > floor[mine]) {
		uint32_t open = st->of[mine].at[st->of[mine].n - 1];
		struct node *o = &in->nodes.at[open];
		uint32_t use = o->left >= 2 && c->left >= 2 ? 2 : 1;

		if (rule_of_three(o, c))
			break;
		o->left -= use;
		c->left -= use;
		o->strong_on += use == 2;
		c->strong_off += use == 2;
		o->em_on += use == 1;
		c->em_off += use == 1;
		if (!o->left)
			st->of[mine].n--;
		while (st->of[other].n > floor[other] &&
		       st->of[other].at[st->of[other].n - 1] > open)
			st->of[other].n--;
	}
	if (c->opens && c->left)
		VEC_PUSH(in->rd->a, &st->of[mine], at);
}

static void
read_emphasis(struct inline_read *in)
{
	struct mark_stacks st = { 0 };
	size_t floor[2] = { 0, 0 };

	for (uint32_t i = 0; i < in->nodes.n; i++) {
		const struct node *n = &in->nodes.at[i];

		if (n->kind == NODE_OPEN && n->link) {
			floor[0] = st.of[0].n;
			floor[1] = st.of[1].n;
		} else if (n->kind == NODE_CLOSE) {
			st.of[0].n = floor[0];
			st.of[1].n = floor[1];
			floor[0] = floor[1] = 0;
		} else if (n->kind == NODE_MARK) {
			pair_marks(in, &st, floor, i);
		}
	}
}

static void
forget_emphasis(struct inline_read *in)
{
	for (size_t i = 0; i < in->nodes.n; i++) {
		struct node *n = &in->nodes.at[i];

		n->left = n->count;
		n->strong_on = n->strong_off = n->em_on = n->em_off = 0;
	}
}

/* Runs as they are built: the pieces of the last one are joined at its end, so
 * that a thousand escapes in a row are not copied a thousand times. */
struct run_builder {
	struct arena *a;
	struct runs runs;
	SLICE(struct str) pieces;
	size_t bytes;
	unsigned style;
	const struct link *link;
	struct str last; /* what was added last */
	bool joined;
};

static void
run_end(struct run_builder *b)
{
	struct str text;
	char *to;

	if (b->pieces.n == 0)
		return;
	text = b->pieces.at[0];
	if (b->pieces.n > 1) {
		text.p = to = arena_alloc(b->a, b->bytes + 1);
		for (size_t i = 0; i < b->pieces.n; i++) {
			memcpy(to, b->pieces.at[i].p, b->pieces.at[i].n);
			to += b->pieces.at[i].n;
		}
		text.n = b->bytes;
	}
	*VEC_ADD(b->a, &b->runs) = (struct run){
		.text = text, .style = b->style, .link = b->link
	};
	b->pieces.n = b->bytes = 0;
}

static void
run_add(struct run_builder *b, struct str text, unsigned style,
	const struct link *link)
{
	struct str *last;
	bool behind_space = !b->last.n || b->last.p[b->last.n - 1] == ' ';

	/* A space moved out of a link may meet another one. */
	while (!(style & RUN_CODE) && text.n && text.p[0] == ' ' && behind_space)
		text = str_from(text, 1);
	if (text.n == 0)
		return;
	b->joined |= b->last.n && b->last.p + b->last.n != text.p &&
		     goes_on(b->last, b->last.n, text, 0);
	b->last = text;
	if (b->pieces.n && (b->style != style || b->link != link))
		run_end(b);
	last = b->pieces.n ? &b->pieces.at[b->pieces.n - 1] : NULL;
	b->style = style;
	b->link = link;
	b->bytes += text.n;
	if (last && last->p + last->n == text.p)
		last->n += text.n;
	else
		VEC_PUSH(b->a, &b->pieces, text);
}

/* A link's nodes from its first to its last with more than white space. */
struct span {
	const struct link *link;
	size_t first, last;
};

static struct span
link_span(const struct inline_read *in, size_t open)
{
	struct span ret = { .link = in->nodes.at[open].link };

	for (size_t i = open + 1; in->nodes.at[i].kind != NODE_CLOSE; i++) {
		if (!str_trim(in->nodes.at[i].text).n)
			continue;
		if (!ret.first)
			ret.first = i;
		ret.last = i;
	}
	return ret;
}

/* White space at the ends of a link's text stands outside of it. */
static void
add_text(struct run_builder *b, const struct node *n, unsigned style,
	 const struct span *span, size_t i)
{
	struct str t = n->text;
	size_t lead = 0, trail = 0;

	if (!span->link || n->style & RUN_CODE) {
		run_add(b, t, style, span->link);
		return;
	}
	if (i <= span->first)
		while (lead < t.n && t.p[lead] == ' ')
			lead++;
	if (i >= span->last)
		while (trail < t.n - lead && t.p[t.n - trail - 1] == ' ')
			trail++;
	run_add(b, str_sub(t, 0, lead), 0, NULL);
	run_add(b, str_sub(t, lead, t.n - lead - trail), style, span->link);
	run_add(b, str_from(t, t.n - trail), 0, NULL);
}

static struct runs
nodes_to_runs(struct inline_read *in)
{
	struct run_builder b = { .a = in->rd->a };
	struct run *end;
	uint32_t strong = 0, em = 0;
	struct span span = { 0 };

	for (size_t i = 0; i < in->nodes.n; i++) {
		const struct node *n = &in->nodes.at[i];
		unsigned style;

		if (n->kind == NODE_OPEN && n->link) {
			span = link_span(in, i);
			continue;
		}
		if (n->kind == NODE_CLOSE) {
			span = (struct span){ 0 };
			continue;
		}
		strong -= n->strong_off;
		em -= n->em_off;
		style = n->style | (strong ? RUN_STRONG : 0) | (em ? RUN_EM : 0);
		in->stray |= n->left && (n->opens || n->closes) &&
			     (style || n->left < n->count);
		if (n->kind == NODE_MARK)
			run_add(&b, str_sub(n->text, 0, n->left), style, span.link);
		else
			add_text(&b, n, style, &span, i);
		strong += n->strong_on;
		em += n->em_on;
	}
	run_end(&b);
	in->joined = b.joined;
	end = b.runs.n ? &b.runs.at[b.runs.n - 1] : NULL;
	if (end && !(end->style & RUN_CODE)) {
		end->text = str_trim_end(end->text);
		b.runs.n -= end->text.n == 0;
	}
	return b.runs;
}

static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\\':
		case '`':
		case '*':
		case '_':
		case '[':
		case '<':
			return false;
		default:
			break;
		}
	return true;
}

struct runs
inline_read(struct reading *rd, struct str text)
{
	struct inline_read in = { .rd = rd, .s = text };
	struct runs ret = { 0 };
	size_t links = rd->r->links.n;

	if (is_plain(text)) {
		if (text.n)
			*VEC_ADD(rd->a, &ret) = (struct run){ .text = text };
		return ret;
	}
	read_nodes(&in);
	read_emphasis(&in);
	ret = nodes_to_runs(&in);
	/* Marks beside marks ("a*__b__"), or crossing ("**a_ b** c_"): no two
	 * readers agree on these. Then there is no emphasis in the paragraph. */
	if (in.joined || in.stray) {
		forget_emphasis(&in);
		ret = nodes_to_runs(&in);
	}
	/* Code at the edge of a link, inside a word: then all of it is text. */
	if (in.joined) {
		rd->r->links.n = links;
		ret = (struct runs){ 0 };
		*VEC_ADD(rd->a, &ret) = (struct run){ .text = text };
	}
	return ret;
}

struct str
inline_plain(struct reading *rd, struct str text)
{
	size_t links = rd->r->links.n;
	struct runs r;
	const struct link *link = NULL;
	AUTO_BUF b = { 0 };

	text = text_clean(rd->a, text);
	if (is_plain(text))
		return text;
	r = inline_read(rd, text);
	rd->r->links.n = links;
	for (size_t i = 0; i <= r.n; i++) {
		const struct run *run = i < r.n ? &r.at[i] : NULL;

		if (link && (!run || run->link != link) &&
		    link_leads_somewhere(link) &&
		    !str_ends(buf_str(&b), link->target)) {
			BUF_LIT(&b, " <");
			buf_add(&b, link->target);
			buf_addc(&b, '>');
		}
		link = run ? run->link : NULL;
		if (run)
			buf_add(&b, run->text);
	}
	return str_trim(buf_to_arena(&b, rd->a));
}
