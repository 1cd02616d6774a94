/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Directives that write something: which function of html/html.h a value goes
 * through is decided by where it stands (here) and by its type (there).
 */
#include "tools/tmplc_gen.h"

static bool
do_path(struct gen *g, const struct token *tok, enum place place)
{
	static const char *const writer[] = {
		[PLACE_TEXT] = "html_put", [PLACE_ATTR] = "html_attr", [PLACE_URL] = "html_url",
		[PLACE_SEGMENT] = "html_url_segment", [PLACE_QUERY] = "html_url_query",
	};
	struct scan s = { &g->c, tok->from, tok->to };
	AUTO_BUF path = { 0 };

	NEED(expr_path(&s, &path) && scan_done(&s));
	buf_addf(statement(g, tok->open, 0), "%s(o, %.*s);\n", writer[place], STRF(buf_str(&path)));
	return true;
}

static bool
do_number(struct gen *g, const struct token *tok, enum place place)
{
	struct scan s = { &g->c, tok->from, tok->to };
	bool plain = tok->word == W_INT;
	AUTO_BUF path = { 0 };

	if (place == PLACE_URL || (!plain && place != PLACE_TEXT && place != PLACE_ATTR))
		return REFUSE(g, tok->open, plain ? "an address begins with {url}, / # or ?"
						  : "{number} groups digits: {int} in an address");
	NEED(expr_path(&s, &path) && scan_done(&s));
	buf_addf(statement(g, tok->open, 0), "%s(o, %.*s);\n", plain ? "html_int" : "html_number",
		 STRF(buf_str(&path)));
	return true;
}

static bool
do_date(struct gen *g, const struct token *tok, enum place place)
{
	struct scan s = { &g->c, tok->from, tok->to };
	bool plain = place != PLACE_TEXT;
	AUTO_BUF path = { 0 };

	if (place != PLACE_TEXT && place != PLACE_ATTR)
		return REFUSE(g, tok->open, "no {date} in an address");
	NEED(expr_path(&s, &path));
	if (scan_space(&s)) {
		size_t at = s.at;

		if (!str_is(scan_name(&s), "plain"))
			return REFUSE(g, at, "only \"plain\" may follow here");
		plain = true;
	}
	NEED(scan_done(&s));
	buf_addf(statement(g, tok->open, 0), "%s(o, %.*s);\n", plain ? "html_date_plain" : "html_date",
		 STRF(buf_str(&path)));
	return true;
}

/* {url name args} and {include name args}. */
static bool
do_call(struct gen *g, const struct token *tok, const char *prefix)
{
	struct scan s = { &g->c, tok->from, tok->to };
	AUTO_BUF args = { 0 };
	struct str name;

	scan_space(&s);
	name = scan_name(&s);
	if (name.n == 0)
		return REFUSE(g, s.at, "the name of a function is missing");
	NEED(expr_arguments(&s, &args));
	buf_addf(statement(g, tok->open, 0), "%s%.*s(o%.*s);\n", prefix, STRF(name),
		 STRF(buf_str(&args)));
	return true;
}

/* ---- messages ---- */

/* name=path …; m is NULL for {msg}, whose message is not known here. */
static bool
message_args(struct gen *g, struct scan *s, const struct message *m, enum place place,
	     struct buf *ret, size_t *ret_n)
{
	SLICE(struct str) given = { 0 };

	while (scan_space(s)) {
		size_t at = s->at;
		struct str name = scan_name(s);
		const char *make = place == PLACE_TEXT ? "html_arg" : "html_attr_arg";
		bool known = !m;

		if (m && m->plural && str_is(name, "n"))
			make = "html_count";
		if (name.n == 0 || s->at >= s->end || g->c.text.p[s->at] != '=')
			return REFUSE(g, at, "a parameter reads name=path");
		s->at++;
		for (size_t i = 0; i < given.n; i++)
			if (str_eq(given.at[i], name))
				return REFUSE(g, at, "\"%.*s\" is given twice", STRF(name));
		for (size_t i = 0; m && i < m->params.n; i++)
			known = known || str_eq(m->params.at[i], name);
		if (!known)
			return REFUSE(g, at, "the message has no {%.*s}", STRF(name));
		VEC_PUSH(g->c.a, &given, name);
		buf_addf(ret, "%s%s(\"%.*s\", ", given.n > 1 ? ", " : "", make, STRF(name));
		NEED(expr_path(s, ret));
		buf_addz(ret, ")");
	}
	for (size_t i = 0; m && i < m->params.n; i++) {
		bool there = false;

		for (size_t k = 0; k < given.n; k++)
			there = there || str_eq(given.at[k], m->params.at[i]);
		if (!there)
			return REFUSE(g, s->at, "the message needs %.*s=",
				      STRF(m->params.at[i]));
	}
	*ret_n = given.n;
	return true;
}

static struct str
scan_key(struct scan *s)
{
	struct str text = s->c->text;
	size_t from;

	scan_space(s);
	from = s->at;
	while (s->at < s->end && text.p[s->at] != ' ' &&
	       !(text.p[s->at] >= '\t' && text.p[s->at] <= '\r'))
		s->at++;
	return str_sub(text, from, s->at - from);
}

static bool
do_message(struct gen *g, const struct token *tok, enum place place)
{
	struct scan s = { &g->c, tok->from, tok->to };
	const struct message *m = NULL;
	AUTO_BUF msg = { 0 }, args = { 0 };
	size_t n = 0;

	if (place != PLACE_TEXT && place != PLACE_ATTR)
		return REFUSE(g, tok->open, "no message in an address");
	if (tok->word == W_MSG) {
		NEED(expr_path(&s, &msg));
	} else {
		struct str key = scan_key(&s);
		size_t at = s.at - key.n;

		if (!str_present(g->c.in->keys.text))
			return REFUSE(g, at, "{t} without a catalogue: tmplc was given no --keys");
		m = map_get(&g->messages, key);
		if (!m)
			return REFUSE(g, at, "the catalogue has no \"%.*s\"", STRF(key));
		buf_addz(&msg, "MSG_");
		put_c_name(&msg, key, false);
	}
	NEED(message_args(g, &s, m, place, &args, &n));
	buf_addf(statement(g, tok->open, 0), "%s(o, %.*s, ",
		 place == PLACE_TEXT ? "html_msg" : "html_msg_attr", STRF(buf_str(&msg)));
	if (n)
		buf_addf(&g->body, "(const struct msg_arg[]){ %.*s }, %zu);\n",
			 STRF(buf_str(&args)), n);
	else
		buf_addz(&g->body, "NULL, 0);\n");
	return true;
}

bool
tmplc_load_keys(struct gen *g)
{
	struct str rest = g->c.in->keys.text;

	while (str_present(rest) && rest.n) {
		struct str line = str_cut_line(&rest);
		struct str key = str_cut(&line, '\t');
		struct str params = str_cut(&line, '\t');
		struct message *m = ARENA_NEW(g->c.a, struct message);

		if (!str_present(line))
			return refuse(g->c.why, &g->c.in->keys,
				      (size_t)(key.p - g->c.in->keys.text.p),
				      "not a line as poc writes it");
		m->plural = str_is(line, "plural");
		while (params.n)
			VEC_PUSH(g->c.a, &m->params, str_cut(&params, ','));
		map_put(g->c.a, &g->messages, key, m);
	}
	return true;
}

bool
tmplc_include(struct gen *g, const struct token *tok)
{
	g->c.at_start = false;
	if (g->c.mark.mode != M_TEXT)
		return REFUSE(g, tok->open, "{include} stands in text, not %s",
			      mark_name(&g->c.mark));
	return do_call(g, tok, "");
}

bool
tmplc_value(struct gen *g, const struct token *tok)
{
	enum place place;
	bool ok;

	NEED(markup_place(&g->c, tok->open, &place));
	switch (tok->word) {
	case W_PATH:
		ok = do_path(g, tok, place);
		break;
	case W_T:
	case W_MSG:
		ok = do_message(g, tok, place);
		break;
	case W_DATE:
		ok = do_date(g, tok, place);
		break;
	case W_URL:
		if (place == PLACE_SEGMENT || place == PLACE_QUERY)
			return REFUSE(g, tok->open, "{url} is the beginning of an address");
		ok = do_call(g, tok, "url_");
		break;
	default:
		ok = do_number(g, tok, place);
		break;
	}
	markup_written(&g->c);
	return ok;
}
