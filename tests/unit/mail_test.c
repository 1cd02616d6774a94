/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail: heads of messages, and which time to believe; and real archives, cut
 * and threaded as two independent programs do it.
 *
 * The archives are packed files below $CONVENE_MATERIAL/mail; without it those
 * tests say "skipped".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/map.h"
#include "mail/mail_read.h"
#include "mail/mbox.h"
#include "mail/subject.h"

static const instant now = { 1700000000 };

static const char *
joined(struct arena *a, mail_ids ids)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < ids.n; i++)
		buf_addf(&b, "%s%.*s", i ? "|" : "", STRF(ids.at[i]));
	return arena_str(a, str_of(buf_cstr(&b))).p;
}

static void
ids_are_found_in_what_programs_write(void **state)
{
	static const struct {
		const char *value, *want;
	} t[] = {
		{ "<a@b>", "a@b" },
		{ " <a@b> <c@d>\n\t<e@f>", "a@b|c@d|e@f" },
		{ "<a@b><c@d>", "a@b|c@d" },
		{ "Your message of \"Mon, 1 Mar\" <a@b>", "a@b" },
		{ "<a.very.long.one.that.was\n folded@b>", "a.very.long.one.that.wasfolded@b" },
		{ "<cut.off@b <c@d>", "cut.off@b|c@d" },
		{ "<open@end", "open@end" },
		{ "a@b", "a@b" },
		{ "Message from Ana", "" },
		{ "<>", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		AUTO_ARENA a = { 0 };

		assert_string_equal(joined(&a, mail_scan_ids(&a, str_of(t[i].value))), t[i].want);
	}
}

static void
a_time_is_believed_that_others_confirm(void **state)
{
	instant noon = { 1600000000 }, none = INSTANT_NONE, old = { 0 }, future = { 1900000000 };
	enum mail_clock c;

	(void)state;
	assert_int_equal(mail_believe(noon, (instant){ noon.v + 60 }, now, &c).v, noon.v);
	assert_int_equal(c, MAIL_CLOCK_SAID);
	assert_int_equal(mail_believe(old, noon, now, &c).v, noon.v);
	assert_int_equal(c, MAIL_CLOCK_RECEIVED);
	assert_int_equal(mail_believe(future, noon, now, &c).v, noon.v);
	assert_int_equal(mail_believe(none, noon, now, &c).v, noon.v);
	assert_int_equal(mail_believe(noon, (instant){ noon.v + 30 * 86400 }, now, &c).v,
			 noon.v + 30 * 86400);
	assert_int_equal(mail_believe(noon, none, now, &c).v, noon.v);
	assert_int_equal(c, MAIL_CLOCK_ALONE);
	assert_false(instant_known(mail_believe(future, none, now, &c)));
	assert_int_equal(c, MAIL_CLOCK_NONE);
	assert_false(instant_known(mail_believe(none, none, now, &c)));
}

static void
a_head_is_read(void **state)
{
	AUTO_ARENA a = { 0 };
	struct mail_head h;

	(void)state;
	mail_read_head(&a, STR(">From ana Thu Apr 14 11:06:56 2016\n"
			       "Received: from x by y; Thu, 14 Apr 2016 11:07:30 +0200\n"
			       "Received: from w by x; Thu, 14 Apr 2016 11:00:00 +0200\n"
			       "From: =?iso-8859-1?Q?J=F6rg_M=FCller?= <joerg@river.example>\n"
			       "Subject: The\n  =?utf-8?B?UmjDtG5l?= report\n"
			       "Message-ID:\n <1@river.example>\n"
			       "In-Reply-To: <0@river.example>\n"
			       "References: <9@river.example>\n <0@river.example>\n"
			       "Date: Thu, 14 Apr 2016 11:06:56 +0200\n\nHello\n"),
		       now, &h);
	assert_string_equal(h.id.p, "1@river.example");
	assert_string_equal(joined(&a, h.refs), "9@river.example|0@river.example");
	assert_string_equal(h.from_name.p, "Jörg Müller");
	assert_string_equal(h.from_address.p, "joerg@river.example");
	assert_string_equal(h.subject.p, "The Rhône report");
	assert_int_equal(h.at.v, 1460624816);
	assert_int_equal(h.clock, MAIL_CLOCK_SAID);
}

static void
a_sender_without_brackets_is_one_all_the_same(void **state)
{
	static const struct {
		const char *from, *name, *address;
	} t[] = {
		{ "Glenn Sail glenn@ships.example", "Glenn Sail", "glenn@ships.example" },
		{ "Glenn Sail glenn at ships.example", "Glenn Sail", "glenn@ships.example" },
		{ "glenn@ships.example", "", "glenn@ships.example" },
		{ "Glenn Sail <glenn@ships.example>", "Glenn Sail", "glenn@ships.example" },
		{ "glenn@ships.example (Glenn Sail)", "Glenn Sail", "glenn@ships.example" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		AUTO_ARENA a = { 0 };
		struct mail_head h;

		mail_read_head(&a, arena_printf(&a, "From: %s\nSubject: x\n\ny\n", t[i].from), now, &h);
		if (!str_is(str_or_empty(h.from_name), t[i].name) || !str_is(str_or_empty(h.from_address), t[i].address))
			print_error("%s: \"%.*s\" <%.*s>\n", t[i].from, STRF(str_or_empty(h.from_name)),
				    STRF(str_or_empty(h.from_address)));
		assert_true(str_is(str_or_empty(h.from_name), t[i].name));
		assert_true(str_is(str_or_empty(h.from_address), t[i].address));
	}
}

static void
what_is_missing_is_absent(void **state)
{
	AUTO_ARENA a = { 0 };
	struct mail_head h;

	(void)state;
	mail_read_head(&a, STR("X-Nothing: here\nIn-Reply-To: <0@r>\n\nHello\n"), now, &h);
	assert_false(str_present(h.id));
	assert_string_equal(joined(&a, h.refs), "0@r");
	assert_false(str_present(h.from_name));
	assert_false(str_present(h.from_address));
	assert_false(str_present(h.subject));
	assert_false(instant_known(h.at));
	mail_read_head(&a, STR(""), now, &h);
	assert_false(str_present(h.id));
	assert_int_equal(h.clock, MAIL_CLOCK_NONE);
	/* A date that lies: the server's counts. */
	mail_read_head(&a, STR("Received: from x by y; Thu, 14 Apr 2016 11:07:30 +0200\n"
			       "Date: Thu, 1 Jan 1970 00:00:00 +0000\n\n"),
		       now, &h);
	assert_int_equal(h.at.v, 1460624850);
	assert_int_equal(h.clock, MAIL_CLOCK_RECEIVED);
}

/* ---- real archives ---- */

static const char *
material(void)
{
	const char *m = getenv("CONVENE_MATERIAL");

	if (!m || !*m)
		skip();
	return m;
}

/* A file below the material, unpacked where it ends in .zst. */
static struct str
file_of(struct arena *a, const char *name)
{
	const char *unpack = str_ends(str_of(name), STR(".zst")) ? "zstd -dcq" : "cat";
	struct str command = arena_printf(a, "%s '%s/mail/%s'", unpack, material(), name);
	FILE *f = popen(command.p, "r");
	AUTO_BUF b = { 0 };
	char piece[65536];
	size_t n;

	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_put(&b, piece, n);
	assert_int_equal(pclose(f), 0);
	return arena_str(a, buf_str(&b));
}

struct heads {
	struct mail_head *at;
	size_t n, room;
};

static struct heads
heads_of(struct arena *a, struct str file)
{
	struct mbox m = mbox_of(file);
	struct heads ret = { 0 };
	struct mbox_item item;

	while (mbox_next(&m, &item))
		mail_read_head(a, item.bytes, now, VEC_ADD(a, &ret));
	return ret;
}

/* As many as there are lines that begin with "From " and have a header's first
 * line behind them, which were counted by hand: two of the archives quote mail. */
static void
archives_have_as_many_messages_as_they_should(void **state)
{
	static const struct {
		const char *name;
		size_t want;
	} t[] = {
		{ "lists/ksummit-discuss.mbox.zst", 759 },
		{ "lists/divunal-list.pipermail.mbox.zst", 1687 },
		{ "lists/reality.pipermail.mbox.zst", 130 },
		{ "lists/divunal-author.pipermail.mbox.zst", 173 },
		{ "lists/r-sig-networks.mbox.zst", 27 },
	};

	(void)state;
	(void)material(); /* skips before there is anything to free */
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		AUTO_ARENA a = { 0 };
		struct heads h = heads_of(&a, file_of(&a, t[i].name));

		if (h.n != t[i].want)
			print_message("%s: %zu messages\n", t[i].name, h.n);
		assert_int_equal(h.n, t[i].want);
	}
}

static void
three_archives_of_a_month_have_the_same_messages(void **state)
{
	static const char *const archives[] = { "listsao", "mailarchivesao", "mboxvm" };
	static const struct {
		const char *month;
		size_t want, nameless; /* with a Message-ID, and without one */
	} t[] = { { "2017-11", 316, 1 }, { "2017-12", 221, 0 } };

	(void)state;
	(void)material(); /* skips before there is anything to free */
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		AUTO_ARENA a = { 0 };
		struct map all = { 0 };

		for (size_t k = 0; k < sizeof archives / sizeof *archives; k++) {
			struct str name = arena_printf(
				&a, "corpora/same-month-three-archives/maven-dev-%s-%s.mbox.zst",
				t[i].month, archives[k]);
			struct heads h = heads_of(&a, file_of(&a, name.p));
			size_t nameless = 0;

			for (size_t m = 0; m < h.n; m++) {
				if (str_present(h.at[m].id))
					map_put(&a, &all, h.at[m].id, &all);
				else
					nameless++;
			}
			assert_int_equal(nameless, t[i].nameless);
		}
		assert_int_equal(all.n, t[i].want);
	}
}

/* Two partitions are the same when their classes answer to each other. */
struct partition {
	struct arena *a;
	struct map ours, theirs;
	size_t compared, wrong;
};

static void
compare(struct partition *p, struct str ours, struct str theirs)
{
	struct str *x = map_get(&p->ours, ours), *y = map_get(&p->theirs, theirs);
	struct str *copy;

	p->compared++;
	if (!x && !y) {
		copy = ARENA_NEW(p->a, struct str);
		*copy = theirs;
		map_put(p->a, &p->ours, ours, copy);
		copy = ARENA_NEW(p->a, struct str);
		*copy = ours;
		map_put(p->a, &p->theirs, theirs, copy);
	} else if (!x || !y || !str_eq(*x, theirs) || !str_eq(*y, ours)) {
		p->wrong++;
	}
}

static void
a_subject_without_what_programs_add(void **state)
{
	static const struct {
		const char *subject, *want;
	} t[] = {
		{ "Banks of the river", "banks of the river" },
		{ "Re: Banks of the river", "banks of the river" },
		{ "RE: re: [Rivers] Re:  Banks  of the river (fwd) ", "banks of the river" },
		{ "[Rivers] [minutes] FWD [2]: Banks", "banks" },
		{ "[fwd: Re: Banks]", "banks" },
		{ "[FWD: [fwd: Banks (fwd)]]", "banks" },
		{ "[Rivers]", "[rivers]" },
		{ "Re: [Rivers]", "[rivers]" },
		{ "Reward: banks", "reward: banks" },
		{ "Rivers re: banks", "rivers re: banks" },
		{ "AW: Banks", "aw: banks" },
		{ "[open Re: Banks", "[open re: banks" },
		{ "Re:", "" },
		{ "(fwd)", "" },
		{ "[fwd:]", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		AUTO_ARENA a = { 0 };

		assert_string_equal(subject_base(&a, str_of(t[i].subject)).p, t[i].want);
	}
}

static void
threads_about_the_same_are_joined_when_asked(void **state)
{
	AUTO_ARENA a = { 0 };
	struct subject_joins j = { .arena = &a };

	(void)state;
	subject_join(&j, 7, STR("Banks"));
	subject_join(&j, 5, STR("Dams"));
	subject_join(&j, 9, STR("Re: banks"));
	subject_join(&j, 3, STR("Re:"));
	subject_join(&j, 4, STR_NONE);
	subject_join(&j, 2, STR("[list] BANKS"));
	assert_int_equal(subject_thread(&j, 7), 7);
	assert_int_equal(subject_thread(&j, 9), 7);
	assert_int_equal(subject_thread(&j, 2), 7);
	assert_int_equal(subject_thread(&j, 5), 5);
	assert_int_equal(subject_thread(&j, 3), 3);
	assert_int_equal(subject_thread(&j, 4), 4);
}

static struct thread_forest
forest_of(struct arena *a, const struct heads *h)
{
	struct thread_message *m = ARENA_ARRAY(a, h->n, struct thread_message);

	for (size_t i = 0; i < h->n; i++) {
		m[i] = (struct thread_message){ h->at[i].id, h->at[i].refs, h->at[i].at };
		if (!str_present(m[i].id))
			m[i].id = arena_printf(a, "%zu@without.invalid", i);
	}
	return thread_build(a, m, h->n);
}

static struct str
column(struct str line, int k)
{
	struct str ret = STR_NONE;

	for (; k >= 0; k--)
		ret = str_cut(&line, '\t');
	return ret;
}

static struct str
root_id(const struct thread_forest *f, struct str id)
{
	size_t node = thread_find(f, id);

	assert_true(node != THREAD_NONE);
	return f->nodes.at[f->nodes.at[node].root].id;
}

/* The node that stands for a message's thread. */
static size_t
root_of(const struct thread_forest *f, struct str id)
{
	return f->nodes.at[thread_find(f, id)].root;
}

/* As the stored threads are joined: oldest first, each by the subject of its root. */
static struct subject_joins
joins_of(struct arena *a, const struct heads *h, const struct thread_forest *f)
{
	struct subject_joins ret = { .arena = a };

	for (size_t i = 0; i < h->n; i++) {
		size_t root = root_of(f, h->at[i].id), message = f->nodes.at[root].message;
		size_t first = i;

		if (message == THREAD_NONE)
			for (size_t k = 0; k < h->n; k++)
				if (root_of(f, h->at[k].id) == root && h->at[k].at.v < h->at[first].at.v)
					first = k;
		if (message == i || (message == THREAD_NONE && first == i))
			subject_join(&ret, (int64_t)root, h->at[i].subject);
	}
	return ret;
}

static struct str
joined_id(struct arena *a, const struct subject_joins *j, const struct thread_forest *f, struct str id)
{
	return arena_printf(a, "%lld", (long long)subject_thread(j, (int64_t)root_of(f, id)));
}

static void
threads_are_those_of_two_other_programs(void **state)
{
	static const char *const lists[] = { "ksummit-discuss", "r-sig-db", "r-sig-debian" };

	(void)state;
	(void)material(); /* skips before there is anything to free */
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		AUTO_ARENA a = { 0 };
		struct heads h = heads_of(
			&a, file_of(&a, arena_printf(&a, "lists/%s.mbox.zst", lists[i]).p));
		struct thread_forest f = forest_of(&a, &h);
		struct partition dovecot = { .a = &a }, jwz = { .a = &a }, subjects = { .a = &a };
		struct subject_joins joins = joins_of(&a, &h, &f);
		struct str rest;

		rest = file_of(&a, arena_printf(&a, "reference/%s.dovecot.tsv", lists[i]).p);
		(void)str_cut_line(&rest);
		while (str_present(rest) && rest.n) {
			struct str line = str_cut_line(&rest);
			int64_t seq;

			if (!str_to_int(column(line, 0), &seq))
				continue;
			assert_in_range(seq, 1, h.n);
			assert_true(str_eq(column(line, 1), h.at[seq - 1].id));
			compare(&dovecot, root_id(&f, h.at[seq - 1].id), column(line, 7));
			compare(&subjects, joined_id(&a, &joins, &f, h.at[seq - 1].id), column(line, 3));
		}
		assert_int_equal(dovecot.compared, h.n);
		rest = file_of(&a, arena_printf(&a, "reference/%s.jwz-nosubject.tsv", lists[i]).p);
		while (str_present(rest) && rest.n) {
			struct str line = str_cut_line(&rest);

			if (str_is(column(line, 4), "1"))
				compare(&jwz, root_id(&f, column(line, 0)), column(line, 2));
		}
		print_message("%s: %zu messages, %zu in other threads; %zu, %zu; by subject %zu\n",
			      lists[i], dovecot.compared, dovecot.wrong, jwz.compared, jwz.wrong,
			      subjects.wrong);
		assert_int_equal(dovecot.wrong, 0);
		assert_int_equal(jwz.wrong, 0);
		assert_int_equal(subjects.wrong, 0);
		assert_true(jwz.compared > h.n / 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_found_in_what_programs_write),
		cmocka_unit_test(a_time_is_believed_that_others_confirm),
		cmocka_unit_test(a_head_is_read),
		cmocka_unit_test(a_sender_without_brackets_is_one_all_the_same),
		cmocka_unit_test(what_is_missing_is_absent),
		cmocka_unit_test(archives_have_as_many_messages_as_they_should),
		cmocka_unit_test(three_archives_of_a_month_have_the_same_messages),
		cmocka_unit_test(a_subject_without_what_programs_add),
		cmocka_unit_test(threads_about_the_same_are_joined_when_asked),
		cmocka_unit_test(threads_are_those_of_two_other_programs),
	};

	return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
