/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The template compiler in-process: what it makes of each construct, and what
 * it refuses, with line, column and reason. What the C compiler has to refuse
 * (a misspelt field, a char *) is tried with the C compiler, when the build
 * says which: TMPLC_TEST_CC is a command that checks the C on its standard
 * input, with the include paths of src/ and of a generated catalogue. What a
 * compiled page looks like at run time is in html_test.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "tools/tmplc.h"

static const char keys[] = "greeting\t\t-\n"
			   "label.item-2\t\t-\n"
			   "figure\tname,count\t-\n"
			   "test.title\tname\t-\n"
			   "test.items\tn\tplural\n";

/* Compiles a whole file; the C, or NULL with *why filled. */
static const char *
compile_file(struct arena *a, const char *text, struct complaint *why)
{
	struct tmplc_in in = {
		.src = { STR("f.html"), str_of(text) },
		.keys = { STR("keys.txt"), STR("") },
		.header = STR("f_gen.h"),
	};
	struct tmplc_out out = { { 0 }, { 0 } };
	const char *c = NULL;

	in.keys.text = str_of(keys);
	*why = (struct complaint){ "" };
	if (tmplc_compile(a, &in, &out, why))
		c = arena_printf(a, "%.*s%.*s", STRF(buf_str(&out.h)), STRF(buf_str(&out.c))).p;
	buf_done(&out.c);
	buf_done(&out.h);
	return c;
}

/* The text as the second line of a file whose first is a page over v. */
static const char *
in_page(struct arena *a, const char *text)
{
	return arena_printf(a, "{page f(const struct v *v)}\n%s", text).p;
}

static void
check_refused(const char *text, const char *expected)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;
	const char *c = compile_file(&a, text, &why);

	if (c || !strstr(why.text, expected)) {
		print_error("%s\n  was to be refused with: %s\n  but: %s\n", text, expected,
			    c ? "it compiled" : why.text);
		fail();
	}
}

static void
check_page_refused(const char *text, const char *expected)
{
	AUTO_ARENA a = { 0 };

	check_refused(in_page(&a, text), expected);
}

static void
check_page(const char *text, const char *expected)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;
	const char *c = compile_file(&a, in_page(&a, text), &why);

	if (!c || !strstr(c, expected)) {
		print_error("%s\n  was to contain: %s\n  but: %s\n", text, expected,
			    c ? c : why.text);
		fail();
	}
}

struct pair {
	const char *text;
	const char *expected;
};
static void
check_pages_refused(const struct pair *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_page_refused(p[i].text, p[i].expected);
}
static void
check_pages(const struct pair *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_page(p[i].text, p[i].expected);
}

/* ---- what comes out ---- */

static void
a_value_is_written_by_its_place(void **state)
{
	static const struct pair p[] = {
		{ "<p>{v.x}</p>", "html_put(o, v->x);" },
		{ "<p>{v.a.b}", "html_put(o, v->a.b);" },
		{ "<p>{v.a->b}", "html_put(o, v->a->b);" },
		{ "<p>{v->a.b}", "html_put(o, v->a.b);" },
		{ "<p>{v}", "html_put(o, (*v));" },
		{ "<p class=\"{v.x}\">", "html_attr(o, v->x);" },
		{ "<title>{v.x}</title>", "html_attr(o, v->x);" },
		{ "<textarea>{v.x}</textarea>", "html_attr(o, v->x);" },
		{ "<a href=\"{v.x}\">", "html_url(o, v->x);" },
		{ "<a href=\"/p/{v.x}\">", "html_url_segment(o, v->x);" },
		{ "<a href=\"/p/{v.x}/q\">", "html_url_segment(o, v->x);" },
		{ "<a href=\"/p?q={v.x}\">", "html_url_query(o, v->x);" },
		{ "<a href=\"#{v.x}\">", "html_url_query(o, v->x);" },
		{ "<a href=\"{url meeting v.id}#{v.x}\">", "html_url_query(o, v->x);" },
		{ "<a HREF=\"/p/{v.x}\">", "html_url_segment(o, v->x);" },
		{ "<p>{number v.n} {int v.m}", "html_number(o, v->n);" },
		{ "<p>{number v.n} {int v.m}", "html_int(o, v->m);" },
		{ "<a href=\"#p{int v.n}\">", "html_int(o, v->n);" },
		{ "<p>{date v.d}", "html_date(o, v->d);" },
		{ "<p>{date v.d plain}", "html_date_plain(o, v->d);" },
		{ "<p title=\"{date v.d}\">", "html_date_plain(o, v->d);" },
		{ "<a href=\"{url f v.id &v.x 3 -4 A_CONST \"w-1\" v}\">",
		  "url_f(o, v->id, &v->x, 3, -4, A_CONST, STR(\"w-1\"), v);" },
		{ "{include part_a &v.x *v v->y}", "part_a(o, &v->x, *v, v->y);" },
	};

	(void)state;
	check_pages(p, ARRAY_LEN(p));
}

static void
a_message_is_checked_against_the_catalogue(void **state)
{
	static const struct pair good[] = {
		{ "<p>{t greeting}", "html_msg(o, MSG_greeting, NULL, 0);" },
		{ "<p>{t label.item-2}", "MSG_label_item_2" },
		{ "<p title=\"{t greeting}\">", "html_msg_attr(o, MSG_greeting, NULL, 0);" },
		{ "<p>{t figure name=v.x count=v.n}",
		  "html_msg(o, MSG_figure, (const struct msg_arg[]){ "
		  "html_arg(\"name\", v->x), html_arg(\"count\", v->n) }, 2);" },
		{ "<p title=\"{t test.items n=v.n}\">", "html_count(\"n\", v->n)" },
		{ "<p title=\"{t test.title name=v.n}\">", "html_attr_arg(\"name\", v->n)" },
		{ "<p>{msg v.label}", "html_msg(o, v->label, NULL, 0);" },
		{ "<p>{msg v.label x=v.y}", "html_arg(\"x\", v->y)" },
	};
	static const struct pair bad[] = {
		{ "<p>{t greetings}", "f.html:2:7: the catalogue has no \"greetings\"" },
		{ "<p>{t}", "the catalogue has no \"\"" },
		{ "<p>{t test.items}", "f.html:2:17: the message needs n=" },
		{ "<p>{t figure name=v.x}", "the message needs count=" },
		{ "<p>{t greeting n=v.n}", "f.html:2:16: the message has no {n}" },
		{ "<p>{t test.items n=v.n n=v.m}", "\"n\" is given twice" },
		{ "<p>{t test.items n}", "a parameter reads name=path" },
		{ "<p>{t test.items n=}", "a path such as v.title is missing" },
		{ "<a href=\"{t greeting}\">", "no message in an address" },
	};

	(void)state;
	check_pages(good, ARRAY_LEN(good));
	check_pages_refused(bad, ARRAY_LEN(bad));
}

static void
a_key_list_that_poc_did_not_write_is_refused(void **state)
{
	AUTO_ARENA a = { 0 };
	struct tmplc_in in = {
		.src = { STR("f.html"), STR("{page f()}") },
		.keys = { STR("keys.txt"), STR("good\t\t-\nbad\n") },
		.header = STR("h"),
	};
	struct tmplc_out out = { { 0 }, { 0 } };
	struct complaint why = { "" };

	(void)state;
	assert_false(tmplc_compile(&a, &in, &out, &why));
	assert_string_equal(why.text, "keys.txt:2:1: not a line as poc writes it");
}

static void
a_message_without_any_catalogue_is_refused(void **state)
{
	AUTO_ARENA a = { 0 };
	struct tmplc_in in = {
		.src = { STR("f.html"), STR("{page f()}<p>{t greeting}") },
		.header = STR("h"),
	};
	struct tmplc_out out = { { 0 }, { 0 } };
	struct complaint why = { "" };

	(void)state;
	assert_false(tmplc_compile(&a, &in, &out, &why));
	assert_non_null(strstr(why.text, "1:17: {t} without a catalogue"));
}

static void
conditions_have_the_parentheses_that_both_compilers_want(void **state)
{
	static const struct pair p[] = {
		{ "{if v.a}{/if}", "if (html_true(v->a)) {" },
		{ "{if not v.a}{/if}", "if (!(html_true(v->a))) {" },
		{ "{if v.a == 0}{/if}", "if (v->a == 0) {" },
		{ "{if (v.a == 0)}{/if}", "if (v->a == 0) {" },
		{ "{if v.a >= -1}{/if}", "if (v->a >= -1) {" },
		{ "{if v.a == 010}{/if}", "if (v->a == 10) {" },
		{ "{if v.a!=A_B}{/if}", "if (v->a != A_B) {" },
		{ "{if v.a < v.b.n}{/if}", "if (v->a < v->b.n) {" },
		{ "{if v.a and v.b == 1}{/if}", "if (html_true(v->a) && v->b == 1) {" },
		{ "{if v.a == 1 or v.b == 1 and v.c == 1}{/if}",
		  "if (v->a == 1 || (v->b == 1 && v->c == 1)) {" },
		{ "{if (v.a == 1 or v.b == 1) and v.c == 1}{/if}",
		  "if ((v->a == 1 || v->b == 1) && v->c == 1) {" },
		{ "{if not (v.a == 1 or v.b == 1)}{/if}", "if (!(v->a == 1 || v->b == 1)) {" },
		{ "{if v.a}{elif v.b}{else}{/if}",
		  "} else\n#line 2 \"f.html\"\n\tif (html_true(v->b)) {\n\t} else {" },
	};
	static const struct pair bad[] = {
		{ "{if}{/if}", "a path such as v.title is missing" },
		{ "{if v.}{/if}", "f.html:2:7: the name of a field is missing" },
		{ "{if 3}{/if}", "a comparison is missing" },
		{ "{if (v.a}{/if}", "a ')' is missing" },
		{ "{if v.a == }{/if}", "a path such as v.title is missing" },
		{ "{if v.a = 1}{/if}", "f.html:2:9: nothing more is expected here" },
		{ "{if v.a == 1 == 2}{/if}", "nothing more is expected here" },
		{ "{if v.a and}{/if}", "a path such as v.title is missing" },
		{ "{if v.a == 1234567890123456789}{/if}", "a number of at most 18 digits" },
		{ "{if w.a}{/if}", "f.html:2:5: \"w\" is no parameter and no loop variable here" },
		{ "{if v.a > f(x)}{/if}", "\"f\" is no parameter" },
		{ "{if not not not not not not not not not not not not not not not not not not "
		  "not not not not not not v.a}{/if}", "nested too deeply" },
	};

	(void)state;
	check_pages(p, ARRAY_LEN(p));
	check_pages_refused(bad, ARRAY_LEN(bad));
}

static void
a_loop_walks_a_slice(void **state)
{
	check_page("{each a in v.list}<p>{a.x}{/each}",
		   "for (size_t i1_ = 0; i1_ < v->list.n; i1_++) { "
		   "const __typeof__(*v->list.at) *a = &v->list.at[i1_];");
	check_page("{each a in v.list}{each b in a.list}<p>{b}{/each}{/each}",
		   "html_put(o, (*b));");
	check_page("{each a in v.list}<p>{else}<b>{/each}", "if (v->list.n == 0) {");
	check_page_refused("{each a in v.list}{/each}{a.x}", "\"a\" is no parameter");
	check_page_refused("{each a in v.list}{else}{a.x}{/each}", "\"a\" is no parameter");
	check_page_refused("{each v in v.list}{/each}", "the name \"v\" is taken");
	check_page_refused("{each o in v.list}{/each}", "the name \"o\" is taken");
	check_page_refused("{each a of v.list}{/each}", "{each} reads {each x in v.list}");
	check_page_refused("{each a in v.list}{each a in v.list}{/each}{/each}", "is taken");
	(void)state;
}

static void
every_statement_names_the_templates_line(void **state)
{
	check_page("<p>\n\n{v.x}", "#line 4 \"f.html\"\n\thtml_put(o, v->x);");
	(void)state;
}

static void
pages_are_public_and_parts_are_not(void **state)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;
	const char *c = compile_file(&a,
				     "{use \"meeting/view.h\"}\n"
				     "{page p(const struct v *v)}{part q(int n, const struct w *w)}{int n}{w.x}\n"
				     "{part extern r()}<hr>", &why);

	(void)state;
	assert_non_null(c);
	assert_non_null(strstr(c, "#include \"meeting/view.h\"\n"));
	assert_non_null(strstr(c, "\nvoid p(struct html *o, const struct v *v);\n"));
	assert_non_null(strstr(c, "\nstatic void q(struct html *o, int n, const struct w *w);\n"));
	assert_non_null(strstr(c, "\nvoid r(struct html *o);\n"));
	assert_non_null(strstr(c, "html_int(o, n);"));
	assert_non_null(strstr(c, "html_put(o, w->x);"));
}

static void
white_space_shrinks_where_it_says_nothing(void **state)
{
	static const struct pair p[] = {
		{ "\n  <p>  \n\n  <b> </b>", "html_lit(o, \"<p>\\n\"\n\t\t\"<b> </b>\", 12);" },
		{ "<p>\n  {if v.a}\n    <b>\n  {/if}\n</p>", "html_lit(o, \"<p>\\n\", 4);" },
		{ "<p>\n  {if v.a}\n    <b>\n  {/if}\n</p>", "html_lit(o, \"<b>\\n\", 4);" },
		{ "<p>\n  {if v.a}\n    <b>\n  {/if}\n</p>", "html_lit(o, \"</p>\", 4);" },
		{ "<p> {if v.a} <b> {/if}</p>", "html_lit(o, \" <b> \", 5);" },
		{ "<hr>\n{# a remark #}\n<hr>\n\n", "html_lit(o, \"<hr>\\n\"\n\t\t\"<hr>\", 9);" },
		{ "<hr>\n{include x}\n{include y}\n", "html_lit(o, \"\\n\", 1);" },
		{ "<pre>\n  .\n</pre>", "html_lit(o, \"<pre>\\n\"\n\t\t\"  .\\n\"\n\t\t\"</pre>\", 16);" },
		{ "<textarea>\n .</textarea>", "<textarea>\\n\"\n\t\t\" .</textarea>" },
		{ "<pre>\n {if v.a}\n.{/if}</pre>", "html_lit(o, \"<pre>\\n\"\n\t\t\" \", 7);" },
		{ "<p\n\tclass='a'\n\tid=b\n>", "<p class='a' id=b>" },
		{ "<path d=\"M1\n\t  2\">", "d=\\\"M1 2\\\"" },
	};

	(void)state;
	check_pages(p, ARRAY_LEN(p));
}

static void
a_literal_brace_is_written_twice(void **state)
{
	check_page("<p>{{ }}", "html_lit(o, \"<p>{ }\", 6);");
	check_page("<p>{{{v.x}}}", "html_lit(o, \"<p>{\", 4);");
	check_page_refused("<p>}", "f.html:2:4: a '}' without '{'");
	check_page_refused("<p>{", "this '{' has no '}'");
	check_page_refused("<p>{v{x}", "a '{' inside braces");
	(void)state;
}

static void
long_literals_come_in_pieces_that_iso_c_takes(void **state)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;
	char *text = arena_alloc(&a, 9001);
	const char *c;

	(void)state;
	memset(text, '.', 9000);
	c = compile_file(&a, in_page(&a, text), &why);
	assert_non_null(c);
	assert_non_null(strstr(c, ", 4000);\n"));
	assert_non_null(strstr(c, ", 1000);\n"));
}

/* ---- what is refused ---- */

static void
a_value_outside_text_and_quoted_attributes_is_refused(void **state)
{
	static const struct pair p[] = {
		{ "<{v.x}>", "f.html:2:2: nothing in braces may be the name of a tag" },
		{ "<p{v.x}>", "a value stands in text or inside a quoted attribute" },
		{ "<p {v.x}>", "a value stands in text or inside a quoted attribute" },
		{ "<p {v.x}=\"1\">", "a value stands in text or inside a quoted attribute" },
		{ "<p class{v.x}=\"1\">", "a value stands in text or inside a quoted attribute" },
		{ "<p class={v.x}>", "f.html:2:10: the value of class must stand in double quotes" },
		{ "<p class=a{v.x}>", "the value of class must stand in double quotes" },
		{ "<p class='{v.x}'>", "the quotes of class must be double ones" },
		{ "<!-- {v.x} -->", "this comment has no end, or has a directive inside" },
		{ "<!doctype {v.x}>", "the doctype has no end" },
		{ "<script src=\"/x\">{v.x}</script>", "nothing in braces may stand inside <script>" },
		{ "</p{v.x}>", "a value stands in text" },
		{ "</p{if v.a}{/if}>", "nothing in braces may stand in an end tag" },
		{ "<br /{v.x}>", "'>' must follow '/'" },
		{ "<style>{v.x}</style>", "<style> is not allowed in a template" },
	};

	(void)state;
	check_pages_refused(p, ARRAY_LEN(p));
}

static void
what_the_content_policy_forbids_is_refused(void **state)
{
	static const struct pair p[] = {
		{ "<script>alert(1)</script>", "<script> needs src" },
		{ "<script type=\"module\">", "<script> needs src" },
		{ "<script src=\"/x\">.</script>", "f.html:2:18: the policy forbids inline scripts" },
		{ "<script src=\"/x\"><p></script>", "</script> is missing" },
		{ "<style></style>", "<style> is not allowed" },
		{ "<StYlE>", "<style> is not allowed" },
		{ "<p style=\"x\">", "style: the policy forbids inline styles" },
		{ "<p STYLE=\"{v.x}\">", "style: the policy forbids inline styles" },
		{ "<p onclick=\"x\">", "onclick: the policy forbids event handlers" },
		{ "<p onclick=\"{v.x}\">", "onclick: the policy forbids event handlers" },
		{ "<p onfocus autofocus>", "onfocus: the policy forbids event handlers" },
		{ "<meta http-equiv=\"refresh\">", "http-equiv is not allowed" },
		{ "<svg><set>", "<set> is not allowed" },
		{ "<iframe src=\"/x\">", "<iframe> is not allowed" },
		{ "<base href=\"/x\">", "<base> is not allowed" },
	};

	(void)state;
	check_pages_refused(p, ARRAY_LEN(p));
	check_page("<script src=\"/x\" defer></script><p>{v.x}", "</script><p>");
}

static void
an_address_must_begin_with_something_known(void **state)
{
	static const struct pair p[] = {
		{ "<a href=\"javascript:x\">", "f.html:2:10: an address of the scheme \"javascript:\"" },
		{ "<a href=\"data:text/html,x\">", "the scheme \"data:\"" },
		{ "<a href=javascript:x>", "the scheme \"javascript:\"" },
		{ "<a href='vbscript:x'>", "the scheme \"vbscript:\"" },
		{ "<a href=\"java\nscript:x\">", "white space or a backslash in an address" },
		{ "<a href=\"//other.example/\">", "names another host" },
		{ "<a href=\"//{v.x}\">", "names another host" },
		{ "<a href=\"/\\{v.x}\">", "white space or a backslash" },
		{ "<a href=\"x{v.x}\">", "begins with {url}, / # or ?" },
		{ "<a href=\"https://{v.x}/\">", "begins with {url}, / # or ?" },
		{ "<a href=\"mailto:{v.x}\">", "begins with {url}, / # or ?" },
		{ "<a href=\"/x/{url a}\">", "{url} is the beginning of an address" },
		{ "<a href=\"{int v.n}\">", "an address begins with {url}, / # or ?" },
		{ "<a href=\"/{number v.n}\">", "{number} groups digits" },
		{ "<a href=\"/{date v.d}\">", "no {date} in an address" },
		{ "<a href=\"{if v.a}/x{/if}{v.x}\">", "they must be alike" },
		{ "<a href=\"{if v.a}/x{else}{/if}\">", "they must end alike" },
		{ "<a href=\"{each a in v.list}/x{/each}\">", "they must be alike" },
	};
	static const struct pair good[] = {
		{ "<a href=\"https://x.example/\">", "https://x.example/" },
		{ "<a href=\"mailto:x@x.example\">", "mailto:" },
		{ "<a href=\"{if v.a}/x/{else}{url y}{/if}{v.x}\">", "html_url_segment(o, v->x)" },
		{ "<a href=\"/x{if v.a}?y=1{/if}{v.x}\">", "html_url_segment(o, v->x)" },
		{ "<img srcset=\"/a 1x, /b 2x\">", "/a 1x, /b 2x" },
		{ "<a href=\"\">", "href=\\\"\\\"" },
	};

	(void)state;
	check_pages_refused(p, ARRAY_LEN(p));
	check_pages(good, ARRAY_LEN(good));
}

static void
branches_must_end_in_the_same_place(void **state)
{
	static const struct pair bad[] = {
		{ "<p{if v.a}>{/if}>", "f.html:2:12: this block ends in text and began inside a tag" },
		{ "{if v.a}<p{else}<p>{/if}", "ends in text, the one before inside a tag" },
		{ "{if v.a}<p class=\"{else}<p>{/if}", "inside an attribute" },
		{ "{each a in v.list}<pre>{/each}", "this block ends in <pre> and began in text" },
		{ "{if v.a}<title>{/if}", "ends in <title> or <textarea>" },
		{ "<p{if v.a} class=\"a{/if}\">", "this block ends inside an attribute" },
		{ "<p {if v.a}class=\"a\"{/if}id=\"b\">", "white space must come before an attribute" },
		{ "<p{each a in v.list}id=\"a\"{/each}>", "white space must come before an attribute" },
		{ "<p {each a in v.list}id=\"a\"{/each}>", "white space must come before an attribute" },
		{ "{if v.a}", "f.html:2:1: this {if} is not closed" },
		{ "{each a in v.list}", "f.html:2:1: this {each} is not closed" },
		{ "{/if}", "{/if} closes nothing that is open" },
		{ "{if v.a}{/each}", "{/each} closes nothing that is open" },
		{ "{else}", "{else} belongs to an {if} or {each}" },
		{ "{if v.a}{else}{else}{/if}", "{else} belongs to an {if} or {each}, once" },
		{ "{if v.a}{else}{elif v.b}{/if}", "{elif} belongs to an {if}, before its {else}" },
		{ "<p", "the page or part ends inside a tag" },
		{ "<p class=\"", "the page or part ends inside an attribute" },
		{ "<pre>", "the page or part ends in <pre>" },
		{ "<title>", "the page or part ends in <title>" },
		{ "{if v.a}{page g(int n)}{/if}", "f.html:2:1: this {if} is not closed" },
	};
	static const struct pair good[] = {
		{ "<p{if v.a} class=\"a\"{/if} id=\"b\">", "html_lit(o, \" class=\\\"a\\\"\", 10);" },
		{ "<p {if v.a}class=\"a\"{/if}>", "html_lit(o, \"class=\\\"a\\\"\", 9);" },
		{ "<p{each a in v.list} data-x=\"a\"{/each}>", "data-x" },
		{ "<p class=\"a{if v.a} b{/if}\">", "html_lit(o, \" b\", 2);" },
		{ "<option{if v.a} selected{/if}>", "html_lit(o, \" selected\", 9);" },
		{ "<p{if v.a} id=\"a\"{elif v.b} id=\"b\"{else} id=\"c\"{/if}>", "html_lit(o, \">\", 1);" },
	};

	(void)state;
	check_pages_refused(bad, ARRAY_LEN(bad));
	check_pages(good, ARRAY_LEN(good));
}

static void
words_outside_the_catalogue_are_refused(void **state)
{
	static const struct pair bad[] = {
		{ "<p>Hello", "f.html:2:5: words shown to the reader go through the catalogue" },
		{ "<p>a b", "words shown" },
		{ "<p>\xC3\xA9\xC3\xA0", "words shown" },
		{ "<p>\xD0\x94\xD0\xB0", "words shown" },
		{ "<p>&amp;Hello", "words shown" },
		{ "<p title=\"Hello\">", "words shown" },
		{ "<p aria-label=\"No {int v.n}\">", "words shown" },
		{ "<img alt=\"Hello\">", "words shown" },
		{ "<input placeholder=Hello>", "words shown" },
		{ "<title>Hello</title>", "words shown" },
		{ "<textarea>Hello</textarea>", "words shown" },
		{ "<p>{if v.a}yes{/if}", "words shown" },
	};
	static const struct pair good[] = {
		{ "<p>&middot;&nbsp;\xE2\x80\x93 \xC2\xB7 \xE2\x86\x92 1.5", "&middot;" },
		{ "<p class=\"hello there\">", "hello there" },
		{ "<p>x{v.x}y", "html_lit(o, \"<p>x\", 4);" },
		{ "<p>a<b>b</b>", "<p>a<b>b</b>" },
		{ "<input value=\"hello\">", "hello" },
	};

	(void)state;
	check_pages_refused(bad, ARRAY_LEN(bad));
	check_pages(good, ARRAY_LEN(good));
}

static void
an_untranslated_file_may_hold_words(void **state)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;

	(void)state;
	assert_non_null(compile_file(&a, "{untranslated}\n{page f()}<p>Hello", &why));
	check_refused("{page f()}{untranslated}<p>Hello", "{untranslated} begins the file");
}

static void
malformed_html_is_refused(void **state)
{
	static const struct pair p[] = {
		{ "1 < 2", "a '<' in text is written &lt;" },
		{ "1 > 2", "a '>' in text is written &gt;" },
		{ "<>", "a '<' in text is written &lt;" },
		{ "<1>", "a '<' in text is written &lt;" },
		{ "<![CDATA[x]]>", "\"<!\" begins a doctype or a comment" },
		{ "<?xml?>", "a '<' in text is written &lt;" },
		{ "<p =x>", "an attribute's name begins with a letter" },
		{ "<p \"x\">", "an attribute's name begins with a letter" },
		{ "<p a\"b>", "'\"' in the name of an attribute" },
		{ "<p id=>", "the value of id is missing" },
		{ "<p id= x>", "the value of id is missing" },
		{ "<p id=a\"b>", "'\"' in an unquoted value" },
		{ "<p id=\"a\"class=\"b\">", "white space must come before an attribute" },
		{ "<p / id>", "'>' must follow '/'" },
		{ "</p id>", "an end tag has no attributes" },
		{ "<title><b></title>", "no elements inside <title>" },
		{ "<title></b></title>", "</b> inside <title>" },
		{ "<pre><pre>", "<pre> inside <pre>" },
		{ "</pre>", "</pre> without <pre>" },
		{ "<!-- x", "this comment has no end" },
	};

	(void)state;
	check_pages_refused(p, ARRAY_LEN(p));
	check_page("<!-- not in the page --><hr>", "html_lit(o, \"<hr>\", 4);");
}

static void
malformed_directives_are_refused(void **state)
{
	static const struct pair p[] = {
		{ "{}", "a path such as v.title is missing" },
		{ "{w}", "\"w\" is no parameter and no loop variable here" },
		{ "{v.x y}", "nothing more is expected here" },
		{ "{v.x|upper}", "nothing more is expected here" },
		{ "{v.x()}", "nothing more is expected here" },
		{ "{v.x[0]}", "nothing more is expected here" },
		{ "{unknown v.x}", "\"unknown\" is no parameter" },
		{ "{/iff}", "a path such as v.title is missing" },
		{ "{number}", "a path such as v.title is missing" },
		{ "{date v.d long}", "only \"plain\" may follow here" },
		{ "{url}", "the name of a function is missing" },
		{ "{include}", "the name of a function is missing" },
		{ "{include f \"two words\"}", "a quoted argument is one word" },
		{ "{include f \"x}", "the closing '\"' is missing" },
		{ "{include f v.x&v.y}", "white space is missing between arguments" },
		{ "<p class=\"{include f}\">", "{include} stands in text, not inside an attribute" },
		{ "{# no end", "this comment has no end" },
		{ "{use meeting.h}", "{use} takes a header in double quotes" },
		{ "{use \"a\\b\"}", "this is no name of a header" },
		{ "{page f()}", "\"f\" is there twice" },
		{ "{page}", "the name of the function is missing" },
		{ "{page g}", "'(' and the parameters are missing" },
		{ "{page g(int}", "the ')' behind the parameters is missing" },
		{ "{page g(int n) x}", "nothing more is expected here" },
		{ "{page g(int)}", "a parameter is a type and a name" },
		{ "{page g(int a[3])}", "with '*' between" },
		{ "{page g(int o)}", "the name \"o\" is taken" },
		{ "{page g(int a, int a)}", "the name \"a\" is taken" },
		{ "{page g(int a,,int b)}", "a parameter is a type and a name" },
	};

	(void)state;
	check_pages_refused(p, ARRAY_LEN(p));
	check_refused("", "f.html:1:1: no {page} and no {part}");
	check_refused("<p>\n{page f()}", "f.html:1:1: text before the first {page} or {part}");
	check_refused("{v.x}{page f()}", "this stands before the first {page} or {part}");
	check_refused("{page f()}\n\xFF", "f.html:2:1: not UTF-8");
}

/* ---- what the C compiler refuses ---- */

#ifdef TMPLC_TEST_CC
/* Does the C compiler take the page? Its complaints go to *ret. */
static bool
c_compiles(const char *text, char *ret, size_t room)
{
	AUTO_ARENA a = { 0 };
	struct complaint why;
	const char *c = compile_file(&a, in_page(&a, text), &why);
	char path[] = "/tmp/tmplc_test_XXXXXX";
	int fd = mkstemp(path);
	FILE *f;
	size_t n;
	int status;

	assert_true(fd >= 0);
	assert_non_null(c);
	f = fdopen(fd, "w");
	assert_non_null(f);
	fputs("#include \"html/html.h\"\n#include \"base/vec.h\"\n"
	      "struct v { struct str s; struct safe_html h; struct url u; int n; date d; "
	      "const char *z; SLICE(struct str) list; };\n", f);
	/* The header part of the answer is in front; the #include is not there. */
	for (const char *line = c; *line; line = strchr(line, '\n') + 1)
		if (strncmp(line, "#include \"f_gen.h\"", 18) != 0)
			fprintf(f, "%.*s\n", (int)(strchr(line, '\n') - line), line);
	fclose(f);
	f = popen(arena_printf(&a, TMPLC_TEST_CC " <%s 2>&1", path).p, "r");
	assert_non_null(f);
	n = fread(ret, 1, room - 1, f);
	ret[n] = '\0';
	status = pclose(f);
	remove(path);
	return status == 0;
}
#endif

static void
the_c_compiler_refuses_the_rest_and_names_the_template(void **state)
{
#ifdef TMPLC_TEST_CC
	static const struct pair bad[] = {
		{ "<p>{v.missing}", "f.html:2" },
		{ "<p>{v.z}", "html_refuses_char_pointer_use_struct_str" },
		{ "<p>{v.n}", "html_refuses_integer_in_text_use_number_or_int" },
		{ "<p>{v.d}", "html_refuses_date_here_use_date" },
		{ "<p>{v.u}", "html_refuses_url_outside_addresses" },
		{ "<p class=\"{v.h}\">", "html_refuses_safe_html_outside_text" },
		{ "<title>{v.h}</title>", "html_refuses_safe_html_outside_text" },
		{ "<a href=\"{v.s}\">", "f.html:2" },
		{ "<a href=\"/{v.u}\">", "f.html:2" },
		{ "<p>{number v.s}", "f.html:2" },
		{ "<p>{date v.s}", "f.html:2" },
		{ "<p>{t test.title name=v.z}", "html_refuses_char_pointer_as_argument" },
		{ "<p>{t test.items n=v.s}", "f.html:2" },
		{ "<p title=\"{t test.title name=v.h}\">", "html_refuses_safe_html_as_argument_here" },
		{ "<p>{v.list}", "f.html:2" },
		{ "{each a in v.s}{/each}", "f.html:2" },
	};
	static const char good[] =
		"<p class=\"{v.s} {v.n}\">{v.s}{v.h}{number v.n}{date v.d}"
		"<a href=\"{v.u}\">{each s in v.list}{s}{/each}</a>"
		"{if v.s and v.h and v.u and v.n and v.d and v.z}<a href=\"/{v.s}?{v.n}\">{/if}";
	char said[8192];

	(void)state;
	if (!c_compiles(good, said, sizeof said)) {
		print_error("%s\n", said);
		fail();
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (c_compiles(bad[i].text, said, sizeof said) || !strstr(said, bad[i].expected)) {
			print_error("%s\n  was to be refused with: %s\n  but: %s\n", bad[i].text,
				    bad[i].expected, said);
			fail();
		}
#else
	(void)state;
	skip();
#endif
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_written_by_its_place),
		cmocka_unit_test(a_message_is_checked_against_the_catalogue),
		cmocka_unit_test(a_key_list_that_poc_did_not_write_is_refused),
		cmocka_unit_test(a_message_without_any_catalogue_is_refused),
		cmocka_unit_test(conditions_have_the_parentheses_that_both_compilers_want),
		cmocka_unit_test(a_loop_walks_a_slice),
		cmocka_unit_test(every_statement_names_the_templates_line),
		cmocka_unit_test(pages_are_public_and_parts_are_not),
		cmocka_unit_test(white_space_shrinks_where_it_says_nothing),
		cmocka_unit_test(a_literal_brace_is_written_twice),
		cmocka_unit_test(long_literals_come_in_pieces_that_iso_c_takes),
		cmocka_unit_test(a_value_outside_text_and_quoted_attributes_is_refused),
		cmocka_unit_test(what_the_content_policy_forbids_is_refused),
		cmocka_unit_test(an_address_must_begin_with_something_known),
		cmocka_unit_test(branches_must_end_in_the_same_place),
		cmocka_unit_test(words_outside_the_catalogue_are_refused),
		cmocka_unit_test(an_untranslated_file_may_hold_words),
		cmocka_unit_test(malformed_html_is_refused),
		cmocka_unit_test(malformed_directives_are_refused),
		cmocka_unit_test(the_c_compiler_refuses_the_rest_and_names_the_template),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
