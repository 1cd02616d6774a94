/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail: messages of every kind, read as another parser reads them, or differently for a
 * reason that stands here.
 *
 * The messages and what is expected of them are below $CONVENE_MATERIAL/mail;
 * without it the test says "skipped". jq reads what is expected.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "mail/mail_read.h"

/* Late enough for every message. */
static const instant now = { 1800000000 };

enum field { ID, REFS, NAME, ADDRESS, SUBJECT, DATE, TEXT, PARTS, N_FIELDS };

static const char *const field_names[N_FIELDS] = {
	[ID] = "id", [REFS] = "refs", [NAME] = "name", [ADDRESS] = "address",
	[SUBJECT] = "subject", [DATE] = "date", [TEXT] = "text", [PARTS] = "parts",
};

/* What we read differently, and why. */
#define BYTES_WITHOUT_CHARSET "bytes beyond ASCII without a charset are Latin letters, not holes"
#define BROKEN_BOUNDARY "parts that cannot be cut are text: nothing that was written is dropped"
#define NO_FILE "a multipart that has no parts is not a file"
#define NO_FORM "another form of the same text is not a file"
#define BAD_DATE "the first Date counts, of two; its hours cannot be read, its day can"
#define BAD_CODING "what its encoding makes of damaged bytes is shown as it comes out"
#define NUL "a NUL is shown as a character that cannot be"
#define NO_LINE "a boundary begins a line; this one is the text's"
#define WITHIN "messages within are files, one each"
#define ENRICHED "text/enriched between parts is shown, as text"
#define ONE_WORD "one word without brackets is taken for an address"

static const struct {
	const char *file;
	enum field field;
	const char *why;
} differences[] = {
	{ "legacy/010", SUBJECT, BYTES_WITHOUT_CHARSET },
	{ "legacy/020", SUBJECT, BYTES_WITHOUT_CHARSET },
	{ "legacy/022", SUBJECT, BYTES_WITHOUT_CHARSET },
	{ "legacy/027", SUBJECT, BYTES_WITHOUT_CHARSET },
	{ "legacy/033", TEXT, BYTES_WITHOUT_CHARSET },
	{ "legacy/052", SUBJECT, BYTES_WITHOUT_CHARSET },
	{ "legacy/052", TEXT, BYTES_WITHOUT_CHARSET },
	{ "malformed/001", PARTS, NO_FILE },
	{ "malformed/001", TEXT, BROKEN_BOUNDARY },
	{ "malformed/002", PARTS, NO_FILE },
	{ "malformed/002", TEXT, BROKEN_BOUNDARY },
	{ "malformed/003", PARTS, NO_FILE },
	{ "malformed/003", TEXT, BROKEN_BOUNDARY },
	{ "malformed/004", PARTS, NO_FILE },
	{ "malformed/004", TEXT, BROKEN_BOUNDARY },
	{ "malformed/006", PARTS, NO_FILE },
	{ "malformed/006", TEXT, BROKEN_BOUNDARY },
	{ "malformed/007", PARTS, NO_FILE },
	{ "malformed/007", TEXT, BROKEN_BOUNDARY },
	{ "malformed/008", PARTS, NO_FILE },
	{ "malformed/008", TEXT, BROKEN_BOUNDARY },
	{ "malformed/009", PARTS, NO_FILE },
	{ "malformed/009", TEXT, BROKEN_BOUNDARY },
	{ "malformed/011", PARTS, NO_FILE },
	{ "malformed/011", TEXT, BROKEN_BOUNDARY },
	{ "malformed/012", PARTS, WITHIN },
	{ "malformed/016", PARTS, NO_FILE },
	{ "malformed/016", TEXT, BROKEN_BOUNDARY },
	{ "malformed/017", PARTS, NO_FILE },
	{ "malformed/017", TEXT, BROKEN_BOUNDARY },
	{ "malformed/019", DATE, BAD_DATE },
	{ "malformed/019", TEXT, BROKEN_BOUNDARY },
	{ "rfc/000", PARTS, ENRICHED },
	{ "rfc/000", TEXT, ENRICHED },
	{ "rfc/001", ADDRESS, ONE_WORD },
	{ "rfc/001", NAME, ONE_WORD },
	{ "rfc/003", PARTS, NO_FORM },
	{ "rfc/004", ADDRESS, ONE_WORD },
	{ "rfc/004", NAME, ONE_WORD },
	{ "thirdparty/000", TEXT, NUL },
	{ "thirdparty/001", TEXT, BAD_CODING },
	{ "thirdparty/002", PARTS, BAD_CODING },
	{ "thirdparty/002", TEXT, BAD_CODING },
	{ "thirdparty/005", TEXT, NO_LINE },
	{ "thirdparty/015", PARTS, WITHIN },
};

static struct str
output_of(struct arena *a, const char *command)
{
	FILE *f = popen(command, "r");
	AUTO_BUF b = { 0 };
	char piece[65536];
	size_t n;

	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_put(&b, piece, n);
	assert_int_equal(pclose(f), 0);
	return arena_str(a, buf_str(&b));
}

/* jq's @tsv taken back. */
static struct str
unescaped(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			c = (char)(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
		}
		buf_put(&b, &c, 1);
	}
	return arena_str(a, buf_str(&b));
}

/* Texts are compared without white space: how lines are wrapped is the reader's. */
static struct str
without_space(struct arena *a, struct str s)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > ' ')
			buf_put(&b, s.p + i, 1);
	return arena_str(a, buf_str(&b));
}

static void
fields_of(struct arena *a, const struct mail *m, struct str ret[N_FIELDS])
{
	AUTO_BUF refs = { 0 };

	for (size_t i = 0; i < m->head.refs.n; i++)
		buf_addf(&refs, "%s%.*s", i ? " " : "", STRF(m->head.refs.at[i]));
	ret[ID] = m->head.id;
	ret[REFS] = arena_str(a, buf_str(&refs));
	ret[NAME] = m->head.from_name;
	ret[ADDRESS] = m->head.from_address;
	ret[SUBJECT] = m->head.subject;
	ret[DATE] = instant_known(m->head.at) ? arena_printf(a, "%lld", (long long)m->head.at.v)
					      : STR("");
	ret[TEXT] = m->text_kind == MAIL_TEXT_HTML ? STR("(HTML)") : without_space(a, m->text);
	ret[PARTS] = arena_printf(a, "%zu", m->parts.n);
}

static const char *
known_difference(const char *file, enum field f)
{
	for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
		if (differences[i].field == f && !strcmp(differences[i].file, file))
			return differences[i].why;
	return NULL;
}

static size_t
compare_folder(const char *root, const char *folder)
{
	AUTO_ARENA all = { 0 };
	struct str path = arena_printf(&all, "%s/eml/%s", root, folder);
	DIR *d = opendir(path.p);
	size_t wrong = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));) {
		AUTO_ARENA a = { 0 };
		struct str ours[N_FIELDS], line, base = str_of(e->d_name);
		struct mail m;

		if (!str_ends(base, STR(".eml")))
			continue;
		base = str_sub(base, 0, base.n - 4);
		line = output_of(&a, arena_printf(&a, "cat '%s/%s'", path.p, e->d_name).p);
		mail_read(&a, line, now, &m);
		fields_of(&a, &m, ours);
		line = output_of(&a, arena_printf(&a, "jq -r -f '%s' '%s/%.*s.json'",
						  UNIT_DIR "/mail_expected.jq", path.p, STRF(base))
					     .p);
		if (str_ends(line, STR("\n")))
			line.n--;
		for (enum field f = 0; f < N_FIELDS; f++) {
			struct str want = unescaped(&a, str_cut(&line, '\t'));
			struct str name = arena_printf(&a, "%s/%.*s", folder, STRF(base));

			if (f == TEXT)
				want = without_space(&a, want);
			if (str_eq(want, ours[f]) == !known_difference(name.p, f))
				continue;
			print_message("%s %s:\n  want %.300s\n  have %.300s\n", name.p, field_names[f],
				      want.p, ours[f].p);
			wrong++;
		}
	}
	closedir(d);
	return wrong;
}

static struct str
date_in(struct arena *a, struct str value)
{
	struct mail_head h;

	mail_read_head(a, arena_printf(a, "Date: %.*s\n\n", STRF(value)), now, &h);
	return instant_known(h.at) ? arena_printf(a, "%lld", (long long)h.at.v) : STR("");
}

static struct str
ids_in(struct arena *a, struct str value)
{
	AUTO_BUF b = { 0 };
	mail_ids ids = mail_scan_ids(a, value);

	for (size_t i = 0; i < ids.n; i++)
		buf_addf(&b, "%s%.*s", i ? " " : "", STRF(ids.at[i]));
	return arena_str(a, buf_str(&b));
}

/* Headers' values, each with what it says. */
static const struct vectors {
	const char *file;
	const char *jq; /* a line for each: the value, what is expected of it */
	struct str (*ours)(struct arena *a, struct str value);
} vectors[] = {
	{ "date.json",
	  ".[] | [.header, (.expected | if . then"
	  " ([.year, .month - 1, .day, .hour, .minute, .second, 0, 0] | mktime)"
	  " - (if .tz_before_gmt then -1 else 1 end) * (.tz_hour * 3600 + .tz_minute * 60)"
	  " | tostring else \"\" end)] | @tsv",
	  date_in },
	{ "id.json",
	  ".[] | [.header, (.expected // [] | if type == \"array\" then . else [.] end"
	  " | join(\" \"))] | @tsv",
	  ids_in },
};

static const struct {
	const char *value; /* how it begins */
	const char *why;
} vector_differences[] = {
	{ "Tue, 30 Dec 1969", "no message is that old: the clock was wrong" },
	{ "Thu, 13 Feb 1969", "no message is that old: the clock was wrong" },
	{ "Thu,\n   13\n  Feb\n    1969", "no message is that old: the clock was wrong" },
	{ "20 11 (some", "no list is that old: the clock was wrong" },
	{ " 4 8 15 16 23 42", "numbers that name no day for certain" },
	{ "Tue, 1 Jul 2003 ((invalid)", "the rest of it is a date without doubt" },
	{ "Thu, 10 Jul 1997 14:53:31 EST5EDT", "no zone of RFC 5322: taken as UTC" },
	{ "Thu, 10 Jul 1997 14:53:31 A", "a military zone, which RFC 5322 leaves unsaid" },
	{ "<1234@local.machine.example>\n\n <3456", "an empty line ends no value once it is one" },
	{ "<1234   @   local(blah)", "white space in an id comes from folding" },
	{ "   m ", "an id without brackets has an @" },
};

static bool
known_value(struct str value)
{
	for (size_t i = 0; i < sizeof vector_differences / sizeof *vector_differences; i++)
		if (str_starts(value, str_of(vector_differences[i].value)))
			return true;
	return false;
}

static size_t
compare_vectors(const char *root, const struct vectors *v)
{
	AUTO_ARENA a = { 0 };
	struct str lines = output_of(
		&a, arena_printf(&a, "jq -r '%s' '%s/%s'", v->jq, root, v->file).p);
	size_t wrong = 0;

	while (lines.n) {
		struct str want = str_cut_line(&lines);
		struct str value = unescaped(&a, str_cut(&want, '\t'));
		struct str have = v->ours(&a, value);

		if (str_eq(unescaped(&a, want), have) != known_value(value))
			continue;
		print_message("[%.*s]: want %.*s, have %.*s\n", STRF(value), STRF(want), STRF(have));
		wrong++;
	}
	return wrong;
}

/* Skips before there is anything to free. */
static const char *
root(void)
{
	static char path[4096];
	const char *m = getenv("CONVENE_MATERIAL");

	if (!m || !*m)
		skip();
	snprintf(path, sizeof path, "%s/mail/corpora/parsing/stalwart", m);
	return path;
}

static void
messages_are_read_as_expected(void **state)
{
	static const char *const folders[] = { "legacy", "malformed", "rfc", "thirdparty" };
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		wrong += compare_folder(root(), folders[i]);
	assert_int_equal(wrong, 0);
}

static void
values_are_read_as_expected(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		wrong += compare_vectors(root(), &vectors[i]);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_are_read_as_expected),
		cmocka_unit_test(values_are_read_as_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
