/* SPDX-License-Identifier: Apache-2.0 */
/* Messages are found by their words, and what has gone is found by nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "cell/cell.h"
#include "db/db.h"
#include "list/list_import.h"
#include "list/list_ops.h"
#include "list/list_remove.h"
#include "list/list_undo.h"
#include "list_sql.h"
#include "mailsearch/mailsearch_ops.h"
#include "mailsearch_sql.h"
#include "store/store.h"

#define FROM "From ana@river.example Thu Apr 14 11:06:56 2016\n"

static const char rivers[] =
	FROM "Message-ID: <1@r>\nFrom: Ana Lima <ana@river.example>\nSubject: Banks of the river\n"
	"Date: Thu, 14 Apr 2016 11:06:56 +0200\n\nHow high is the water?\n\n"
	FROM "Message-ID: <2@r>\nReferences: <1@r>\nFrom: Bo <bo@river.example>\nSubject: Re: Banks of the river\n"
	"Date: Sat, 14 May 2016 12:00:00 +0200\n\n> How high is the water?\n\nThe water is high, high water.\n\n"
	FROM "Message-ID: <3@r>\nReferences: <ghost@r>\nFrom: Cai <cai@river.example>\n"
	"Subject: Re: Floods\nDate: Wed, 15 Jun 2016 12:00:00 +0200\n\n> meadows are drowned\n\nMore rain.\n\n"
	FROM "Message-ID: <4@r>\nFrom: =?utf-8?q?Ren=C3=A9?= <rene@river.example>\nSubject: Caf\xC3\xA9\n"
	"Date: Wed, 15 Jun 2016 13:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n"
	"\xE5\xAD\xA6\xE4\xB9\xA0\xE4\xB8\xAD\xE6\x96\x87 gummiboot\n";
static const char lakes[] =
	FROM "Message-ID: <2@r>\nReferences: <1@r>\nFrom: Bo <bo@river.example>\nSubject: Re: Banks of the river\n"
	"Date: Sat, 14 May 2016 12:00:00 +0200\n\n> How high is the water?\n\nThe water is high, high water.\n\n"
	FROM "Message-ID: <7@r>\nFrom: Dag <dag@lake.example>\nSubject: Water\n"
	"Date: Sat, 16 Jul 2016 12:00:00 +0200\n\nThe lake.\n";

static list_id
import(struct store *st, const char *slug, const char *bytes)
{
	const struct list_spec spec = { .slug = str_of(slug), .name = str_of(slug) };
	struct list_source from = list_source_of(&st->arena, str_of(bytes));
	struct list_import in = { .source = STR("a.mbox"), .from = &from, .batch = 2 };
	struct list_imported done;

	assert_int_equal(list_add(&st->op, &spec, &in.list), OK);
	assert_int_equal(list_import(&st->op, &in, &done), OK);
	return in.list;
}

/* Message-IDs before the @, in the order in which they are found. */
static const char *
found_in(struct store *st, const char *typed, enum mailsearch_order order, int64_t skip, int64_t n)
{
	struct mailsearch_query q = mailsearch_query(&st->arena, str_of(typed));
	struct mailsearch_hits hits;
	AUTO_BUF b = { 0 };

	assert_int_equal(mailsearch_find(&st->op, &q, order, skip, n, &hits), OK);
	if (n > 100)
		assert_int_equal(hits.total, (int64_t)hits.ids.n);
	assert_false(hits.incomplete);
	for (size_t i = 0; i < hits.ids.n; i++) {
		struct node_sql_mid_row row;
		struct str id;

		assert_int_equal(node_sql_mid(&st->op, hits.ids.at[i], &row), OK);
		id = str_cut(&row.mid, '@');
		buf_addf(&b, "%s%.*s", i ? " " : "", STRF(id));
	}
	return buf_to_arena(&b, &st->arena).p;
}

static const char *
found(struct store *st, const char *typed)
{
	return found_in(st, typed, MAILSEARCH_NEWEST, 0, 1000);
}

static void
messages_are_found_by_their_words(void **state)
{
	static const char *const t[][2] = {
		{ "water", "7 2 1" },
		{ "\"high water\"", "2" },
		{ "\"water is high\"", "2" },
		{ "drowned", "3" }, /* quoted, and the quoted message is not here */
		{ "\"how high\"", "1" }, /* quoted in 2 too, and it is */
		{ "flood*", "3" },
		{ "flood", "" },
		{ "water rain", "" },
		{ "cafe", "4" },
		{ "rene", "4" },
		{ "\xE4\xB9\xA0\xE4\xB8\xAD", "4" },
		{ "subject:water", "7" },
		{ "subject:\"banks of\"", "2 1" },
		{ "from:bo water", "2" },
		{ "from:\"Ana Lima\"", "1" },
		{ "from:ANA@river.example", "1" },
		{ "from:river", "" },
		{ "from:river*", "" },
		{ "list:rivers water", "2 1" },
		{ "list:lakes water", "7 2" },
		{ "list:nowhere water", "" },
		{ "list:lakes", "7 2" },
		{ "after:2016-06", "7 4 3" },
		{ "before:2016-06-15", "2 1" },
		{ "after:2016-06-15 before:2016-06-16 list:rivers", "4 3" },
		{ "water after:2016-05-14 before:2016-07-16", "2" },
		{ "'", "" },
		{ "\"\" OR ) NEAR(", "" },
	};
	struct store *st = *state;

	import(st, "rivers", rivers);
	import(st, "lakes", lakes);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(found(st, t[i][0]), t[i][1]);
}

static void
the_best_come_first_and_a_page_at_a_time(void **state)
{
	struct store *st = *state;

	import(st, "rivers", rivers);
	import(st, "lakes", lakes);
	/* It is the subject of 7, and 2 says it more often than 1. */
	assert_string_equal(found_in(st, "water", MAILSEARCH_BEST, 0, 1), "7");
	assert_string_equal(found_in(st, "water", MAILSEARCH_BEST, 0, 1000), "7 2 1");
	assert_string_equal(found_in(st, "water", MAILSEARCH_NEWEST, 1, 1), "2");
	assert_string_equal(found_in(st, "water", MAILSEARCH_NEWEST, 3, 1), "");
}

static void
a_list_that_is_not_there_is_said(void **state)
{
	struct store *st = *state;
	struct mailsearch_query q = mailsearch_query(&st->arena, STR("x list:nowhere"));
	struct mailsearch_hits hits;

	assert_int_equal(mailsearch_find(&st->op, &q, MAILSEARCH_NEWEST, 0, 10, &hits), OK);
	assert_true(hits.no_such_list);
	assert_int_equal(hits.total, 0);
}

static void
what_is_removed_or_undone_is_found_no_more(void **state)
{
	struct store *st = *state;
	list_id list = import(st, "rivers", rivers);
	struct run_sql_list_rows runs;
	int64_t n;

	import(st, "lakes", lakes);
	assert_int_equal(list_remove(&st->op, STR("2@r"), STR("Asked for it.")), OK);
	assert_string_equal(found(st, "water"), "7 1");
	assert_string_equal(found(st, "from:bo"), "");
	assert_int_equal(run_sql_list(&st->op, list, &runs), OK);
	assert_int_equal(list_undo(&st->op, runs.at[0].id, &n), OK);
	assert_string_equal(found(st, "water"), "7");
	assert_string_equal(found(st, "gummiboot"), "");
	assert_string_equal(found(st, "after:2000"), "7");
}

static const char *const all_words[] = { "water", "high", "drowned", "rain", "gummiboot", "from:bo",
					 "from:ana@river.example", "subject:cafe", "after:2016", "how" };

static void
an_index_that_was_interrupted_or_made_anew_finds_the_same(void **state)
{
	struct store *st = *state;
	static char want[10][32];
	int64_t runs;

	import(st, "rivers", rivers);
	runs = db_runs(st->op.db);
	for (size_t i = 0; i < 10; i++) {
		snprintf(want[i], sizeof want[i], "%s", found(st, all_words[i]));
		assert_true(want[i][0] != '\0');
	}
	assert_int_equal(mailsearch_rebuild(&st->op), OK);
	for (size_t i = 0; i < 10; i++)
		assert_string_equal(found(st, all_words[i]), want[i]);
	for (int k = 5; k < runs; k += 3) {
		struct list_spec spec = { .slug = STR("rivers"), .name = STR("rivers") };
		struct list_source from;
		struct list_import in = { .source = STR("a.mbox"), .from = &from, .batch = 2 };
		struct list_imported done;

		assert_int_equal(store_teardown(state), 0);
		assert_int_equal(store_setup(state), 0);
		st = *state;
		from = list_source_of(&st->arena, str_of(rivers));
		assert_int_equal(list_add(&st->op, &spec, &in.list), OK);
		db_fail_after(st->op.db, k);
		if (list_import(&st->op, &in, &done) == OK)
			return;
		db_fail_after(st->op.db, 0);
		op_clear(&st->op);
		assert_int_equal(mailsearch_prepare(&st->op), OK);
		assert_int_equal(list_import(&st->op, &in, &done), OK);
		for (size_t i = 0; i < 10; i++)
			assert_string_equal(found(st, all_words[i]), want[i]);
	}
}

static void
an_index_cut_in_another_way_says_so_and_is_made_anew(void **state)
{
	struct store *st = *state;
	struct mailsearch_query q = mailsearch_query(&st->arena, STR("water"));
	struct mailsearch_hits hits;

	import(st, "rivers", rivers);
	assert_int_equal(db_script(&st->op, "UPDATE mail_index_state SET cut = 'of old'"), OK);
	assert_int_equal(mailsearch_find(&st->op, &q, MAILSEARCH_NEWEST, 0, 10, &hits), OK);
	assert_true(hits.incomplete);
	assert_int_equal(mailsearch_prepare(&st->op), OK);
	assert_string_equal(found(st, "water"), "2 1");
}

int
main(int argc, char **argv)
{
	int code;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(messages_are_found_by_their_words, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(the_best_come_first_and_a_page_at_a_time, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(a_list_that_is_not_there_is_said, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(what_is_removed_or_undone_is_found_no_more, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(an_index_that_was_interrupted_or_made_anew_finds_the_same,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(an_index_cut_in_another_way_says_so_and_is_made_anew,
						store_setup, store_teardown),
	};

	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
