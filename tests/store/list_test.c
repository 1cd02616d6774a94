/* SPDX-License-Identifier: Apache-2.0 */
/* What an archive becomes in a list: stored once, whole, in threads, whatever
 * interrupts it and in whatever order it comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "base/buf.h"
#include "cell/cell.h"
#include "db/db.h"
#include "list/list_block.h"
#include "list/list_import.h"
#include "list/list_measure.h"
#include "list/list_month.h"
#include "list/list_ops.h"
#include "list/list_remove.h"
#include "list/list_undo.h"
#include "list_sql.h"
#include "store/store.h"

#define FROM "From ana@river.example Thu Apr 14 11:06:56 2016\n"

/* Two threads, one of them below a message that is not here, a message twice and
 * one without an id; a separator with nothing behind it, and another message under
 * an id that is taken. */
static const char archive[] =
	FROM "Message-ID: <1@r>\nFrom: Ana <ana@river.example>\nSubject: Banks\n"
	"Date: Thu, 14 Apr 2016 11:06:56 +0200\n\nHow are the banks?\n\n"
	FROM "Message-ID: <2@r>\nReferences: <1@r>\nFrom: Bo <bo@river.example>\nSubject: Re: Banks\n"
	"Date: Thu, 14 Apr 2016 12:00:00 +0200\n\nHigh.\n\n"
	FROM "Message-ID: <3@r>\nReferences: <ghost@r>\nFrom: Cai <cai@river.example>\n"
	"Subject: Re: Floods\nDate: Fri, 15 Apr 2016 12:00:00 +0200\n\nMore.\n\n"
	FROM "Message-ID: <4@r>\nIn-Reply-To: <ghost@r>\nFrom: Ana <ana@river.example>\n"
	"Subject: Re: Floods\nDate: Fri, 15 Apr 2016 13:00:00 +0200\n\nLess.\n\n"
	FROM "From: Dag <dag@river.example>\nSubject: No id\n"
	"Date: Sat, 16 Apr 2016 12:00:00 +0200\n\nHere I am.\n\n"
	FROM "Message-ID: <2@r>\nReferences: <1@r>\nFrom: Bo <bo@river.example>\nSubject: Re: Banks\n"
	"Date: Thu, 14 Apr 2016 12:00:00 +0200\n\nHigh.\n\n"
	FROM "\n"
	FROM "Message-ID: <1@r>\nFrom: Eve <eve@sea.example>\nSubject: Cheap boats\n"
	"Date: Sun, 17 Apr 2016 12:00:00 +0200\n\nBuy.\n";

static list_id
add_list(struct store *st, const char *slug)
{
	const struct list_spec spec = { .slug = str_of(slug), .name = str_of(slug) };
	list_id id;

	assert_int_equal(list_add(&st->op, &spec, &id), OK);
	return id;
}

static struct list_import
source(struct store *st, list_id list, const char *bytes, size_t batch)
{
	struct list_source *from = ARENA_NEW(&st->arena, struct list_source);

	*from = list_source_of(&st->arena, str_of(bytes));
	return (struct list_import){ .list = list, .source = STR("a.mbox"), .from = from, .batch = batch };
}

static struct list_balance
import(struct store *st, list_id list, const char *bytes, size_t batch)
{
	const struct list_import in = source(st, list, bytes, batch);
	struct list_imported done;

	assert_int_equal(list_import(&st->op, &in, &done), OK);
	assert_int_equal(done.balance.read,
			 done.balance.stored + done.balance.known + done.balance.aside);
	return done.balance;
}

/* Lines of the dump that begin so. */
static struct str
only(struct store *st, const char *table)
{
	struct str rest = store_dump(st);
	struct str want = arena_printf(&st->arena, "{\"table\":\"%s\"", table);
	AUTO_BUF b = { 0 };

	while (str_present(rest)) {
		struct str line = str_cut_line(&rest);

		if (str_starts(line, want))
			buf_addf(&b, "%.*s\n", STRF(line));
	}
	return buf_to_arena(&b, &st->arena);
}

struct wanted {
	struct arena *arena;
	const char *mid;
	struct str root;
};

static enum errc
each_thread(void *ctx, const struct appearance_sql_threads_row *row)
{
	struct wanted *w = ctx;

	if (str_is(row->mid, w->mid))
		w->root = arena_str(w->arena, row->root);
	return OK;
}

static const char *
root_of(struct store *st, list_id list, const char *mid)
{
	struct wanted w = { &st->arena, mid, STR("none") };

	assert_int_equal(appearance_sql_threads(&st->op, list, each_thread, &w), OK);
	return w.root.p;
}

static void
every_piece_of_an_archive_is_in_the_balance(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct list_balance b = import(st, list, archive, 0);
	struct run_sql_list_rows runs;
	struct aside_sql_list_rows aside;

	assert_int_equal(b.read, 8);
	assert_int_equal(b.stored, 5);
	assert_int_equal(b.known, 1);
	assert_int_equal(b.aside, 2);
	assert_int_equal(run_sql_list(&st->op, list, &runs), OK);
	assert_int_equal(runs.n, 1);
	assert_true(instant_known(runs.at[0].ended));
	assert_int_equal(runs.at[0].at_byte, sizeof archive - 1);
	assert_int_equal(aside_sql_list(&st->op, runs.at[0].id, &aside), OK);
	assert_int_equal(aside.n, 2);
	assert_int_equal(aside.at[0].reason, ASIDE_EMPTY);
	assert_true(str_starts(str_from(str_of(archive), (size_t)aside.at[0].at_byte), STR(FROM "\n")));
	assert_int_equal(aside.at[1].reason, ASIDE_ID_TAKEN);
}

static void
threads_are_those_of_the_references(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");

	import(st, list, archive, 0);
	assert_string_equal(root_of(st, list, "1@r"), "1@r");
	assert_string_equal(root_of(st, list, "2@r"), "1@r");
	assert_string_equal(root_of(st, list, "3@r"), "ghost@r");
	assert_string_equal(root_of(st, list, "4@r"), "ghost@r");
}

static void
an_archive_again_stores_nothing(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct str nodes, appearances;
	struct list_balance b;

	import(st, list, archive, 0);
	nodes = only(st, "mail_node");
	appearances = only(st, "appearance");
	b = import(st, list, archive, 0);
	assert_int_equal(b.stored, 0);
	assert_int_equal(b.known, 6);
	assert_true(str_eq(nodes, only(st, "mail_node")));
	assert_true(str_eq(appearances, only(st, "appearance")));
}

static void
a_message_in_two_lists_is_one_message(void **state)
{
	struct store *st = *state;
	list_id one = add_list(st, "rivers"), two = add_list(st, "lakes");
	struct str nodes;

	import(st, one, archive, 0);
	nodes = only(st, "mail_node");
	assert_int_equal(import(st, two, archive, 0).stored, 5);
	assert_true(str_eq(nodes, only(st, "mail_node")));
	assert_string_equal(root_of(st, two, "2@r"), "1@r");
}

/* The messages one by one, last first: threads must not care. */
static void
mail_delivered_in_any_order_makes_the_same_threads(void **state)
{
	static const char *const messages[] = {
		"Message-ID: <1@r>\nSubject: a\nDate: Thu, 14 Apr 2016 11:00:00 +0000\n\nx\n",
		"Message-ID: <2@r>\nReferences: <1@r>\nDate: Thu, 14 Apr 2016 12:00:00 +0000\n\nx\n",
		"Message-ID: <3@r>\nReferences: <0@r> <2@r>\nDate: Thu, 14 Apr 2016 13:00:00 +0000\n\nx\n",
		"Message-ID: <4@r>\nIn-Reply-To: <9@r>\nDate: Thu, 14 Apr 2016 14:00:00 +0000\n\nx\n",
		"Message-ID: <5@r>\nReferences: <9@r> <3@r>\nDate: Thu, 14 Apr 2016 15:00:00 +0000\n\nx\n",
	};
	static const unsigned orders[][ARRAY_LEN(messages)] = {
		{ 0, 1, 2, 3, 4 }, { 4, 3, 2, 1, 0 }, { 2, 4, 0, 3, 1 },
	};
	struct str first = STR_NONE;

	for (size_t o = 0; o < ARRAY_LEN(orders); o++) {
		struct store *st;
		list_id list;
		struct list_balance b;

		assert_int_equal(store_teardown(state), 0);
		assert_int_equal(store_setup(state), 0);
		st = *state;
		list = add_list(st, "rivers");
		for (size_t i = 0; i < ARRAY_LEN(messages); i++) {
			assert_int_equal(list_deliver(&st->op, list, str_of(messages[orders[o][i]]),
						      st->cell, &b), OK);
			assert_int_equal(b.stored, 1);
		}
		if (!o)
			first = arena_concat(&st->arena, only(st, "mail_node"), only(st, "appearance"));
		/* The arena of the first store is gone: keep its lines. */
		if (!o) {
			static char kept[8192];

			assert_in_range(first.n, 1, sizeof kept);
			memcpy(kept, first.p, first.n);
			first.p = kept;
			continue;
		}
		assert_true(str_eq(first, arena_concat(&st->arena, only(st, "mail_node"),
						       only(st, "appearance"))));
	}
}

static void
a_run_that_fails_anywhere_goes_on_to_the_same_end(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct str want;
	int64_t runs;
	static char kept[16384];

	import(st, list, archive, 2);
	runs = db_runs(st->op.db);
	want = store_dump(st);
	assert_in_range(want.n, 1, sizeof kept);
	memcpy(kept, want.p, want.n);
	want.p = kept;
	assert_in_range(runs, 50, 2000);
	for (int n = 1; n < runs; n += 3) {
		struct list_import in;
		struct list_imported done;

		assert_int_equal(store_teardown(state), 0);
		assert_int_equal(store_setup(state), 0);
		st = *state;
		list = add_list(st, "rivers");
		in = source(st, list, archive, 2);
		db_fail_after(st->op.db, n);
		if (list_import(&st->op, &in, &done) == OK) {
			assert_in_range(n, 50, 2000);
			break;
		}
		db_fail_after(st->op.db, 0);
		op_clear(&st->op);
		assert_int_equal(list_import(&st->op, &in, &done), OK);
		assert_true(str_eq(want, store_dump(st)));
	}
}

static void
delivered_mail_is_refused_with_a_reason(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct list_balance b;

	assert_int_equal(list_deliver(&st->op, list, STR(" \n\n"), st->cell, &b), E_INVALID);
	assert_string_equal(st->op.err.msgid, "list.no-message");
	op_clear(&st->op);
	assert_int_equal(list_deliver(&st->op, list, STR(FROM "Message-ID: <1@r>\n\nx\n"), st->cell, &b),
			 OK);
	assert_int_equal(b.stored, 1);
	assert_int_equal(list_deliver(&st->op, list, STR("Message-ID: <1@r>\n\nx\n"), st->cell, &b), OK);
	assert_int_equal(b.known, 1);
}

static void
a_list_is_refused_with_a_reason(void **state)
{
	struct store *st = *state;
	static const struct {
		struct list_spec spec;
		enum errc code;
		const char *msgid;
	} t[] = {
		{ { .name = STR_INIT("Rivers") }, E_CONFLICT, "list.slug-taken" },
		{ { .name = STR_INIT("a"), .address = STR_INIT("a b@c") }, E_INVALID, "list.bad-address" },
		{ { .name = STR_INIT("a"), .join_url = STR_INIT("javascript:x") }, E_INVALID,
		  "list.bad-link" },
		{ { .name = STR_INIT("a"), .group = STR_INIT("nobody") }, E_NOT_FOUND, "group.no-such" },
	};
	list_id id;

	add_list(st, "rivers");
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		assert_int_equal(list_add(&st->op, &t[i].spec, &id), t[i].code);
		assert_string_equal(st->op.err.msgid, t[i].msgid);
		op_clear(&st->op);
	}
}

static enum errc
measured(struct store *st, list_id list, instant from, struct measures *ret)
{
	return list_measure(&st->op, list, LIST_RULE_REFERENCES, from, INSTANT_NONE, ret);
}

/* The figures of all times and of one window, from the packed months and from the rows. */
static void
months_are_those_of_the_rows(struct store *st, list_id list)
{
	static const char *const from[] = { "2016-04-15T00:00:00Z", "2016-01-01T00:00:00Z" };

	for (int i = 0; i < 2; i++) {
		struct measures packed, rows;
		instant at;

		assert_true(instant_parse(str_of(from[i]), &at));
		assert_int_equal(measured(st, list, at, &packed), OK);
		assert_int_equal(db_script(&st->op, "UPDATE list SET months_made = 0"), OK);
		assert_int_equal(measured(st, list, at, &rows), OK);
		assert_int_equal(db_script(&st->op, "UPDATE list SET months_made = 1"), OK);
		assert_int_equal(packed.by_month.n, rows.by_month.n);
		for (size_t k = 0; k < rows.by_month.n; k++)
			assert_memory_equal(&packed.by_month.at[k], &rows.by_month.at[k], sizeof *rows.by_month.at);
		/* The rest is numbers. */
		assert_memory_equal(&packed, &rows, offsetof(struct measures, by_month));
	}
}

static void
months_follow_whatever_changes_a_list(void **state)
{
	/* Joins both threads of the archive, in another month, and brings one without a time. */
	static const char second[] =
		FROM "Message-ID: <8@r>\nReferences: <2@r> <3@r>\nFrom: Fi <fi@river.example>\n"
		"Date: Wed, 18 May 2016 12:00:00 +0200\n\nBoth.\n\n"
		FROM "Message-ID: <9@r>\nFrom: Fi <fi@river.example>\n\nNever.\n";
	struct store *st = *state;
	list_id list = add_list(st, "rivers"), other = add_list(st, "lakes");
	struct run_sql_list_rows runs;
	struct list_balance b;
	struct measures m;
	int64_t n;

	import(st, list, archive, 2);
	months_are_those_of_the_rows(st, list);
	import(st, other, second, 0);
	import(st, list, second, 1);
	months_are_those_of_the_rows(st, list);
	months_are_those_of_the_rows(st, other);
	assert_int_equal(measured(st, list, INSTANT_NONE, &m), OK);
	assert_int_equal(m.messages + m.undated, 7);
	assert_int_equal(list_deliver(&st->op, list, STR("Message-ID: <ghost@r>\nFrom: Gus <g@r.example>\n"
							 "Date: Fri, 15 Apr 2016 10:00:00 +0200\n\nFirst.\n"),
				      st->cell, &b), OK);
	months_are_those_of_the_rows(st, list);
	assert_int_equal(list_remove(&st->op, STR("2@r"), STR("Asked for it.")), OK);
	months_are_those_of_the_rows(st, list);
	assert_int_equal(run_sql_list(&st->op, list, &runs), OK);
	assert_int_equal(list_undo(&st->op, runs.at[1].id, &n), OK);
	months_are_those_of_the_rows(st, list);
	months_are_those_of_the_rows(st, other);
	/* Made anew they are the same. */
	assert_int_equal(measured(st, list, INSTANT_NONE, &m), OK);
	n = m.messages;
	assert_int_equal(list_rebuild(&st->op), OK);
	months_are_those_of_the_rows(st, list);
	assert_int_equal(measured(st, list, INSTANT_NONE, &m), OK);
	assert_int_equal(m.messages, n);
}

struct raw {
	struct op *op;
	struct list_block_open raw, text;
	struct buf all;
	int64_t shared; /* bytes that are kept as text only */
};

static enum errc
each_raw(void *ctx, const struct message_sql_places_row *m)
{
	struct raw *r = ctx;
	const struct list_place place = { m->raw_block, m->text_block, m->raw_at, m->raw_bytes,
					  m->raw_tail, m->text_at, m->text_bytes };
	size_t before = r->all.n;

	TRY(list_raw_read(r->op, &r->raw, &r->text, &place, &r->all));
	assert_int_equal(r->all.n - before, m->raw_bytes);
	r->shared += m->raw_tail;
	buf_addc(&r->all, '|');
	return OK;
}

static struct raw
raw_of_all(struct store *st)
{
	struct raw r = { .op = &st->op };

	assert_int_equal(message_sql_places(&st->op, each_raw, &r), OK);
	return r;
}

static void
bytes_that_came_in_come_out_again(void **state)
{
	static const char first[] = "Message-ID: <1@r>\nFrom: a@r.example\n\nThe banks.\n";
	static const char packed[] = "Message-ID: <2@r>\nFrom: b@r.example\nContent-Transfer-Encoding: base64\n\n"
				     "VGhlIGJhbmtzLgo=\n";
	static const char third[] = "Message-ID: <3@r>\nFrom: c@r.example\n\nOther banks.\n";
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	AUTO_BUF mbox = { 0 };
	AUTO_BUF want = { 0 };
	struct raw got;

	buf_addf(&mbox, FROM "%s\n" FROM "%s\n" FROM "%s", first, packed, third);
	import(st, list, buf_cstr(&mbox), 0);
	got = raw_of_all(st);
	buf_addf(&want, "%s|%s|%s|", first, packed, third);
	assert_string_equal(buf_cstr(&got.all), buf_cstr(&want));
	/* The text stands at the end of two of them, and is not kept twice. */
	assert_int_equal(got.shared, strlen("The banks.\n") + strlen("Other banks.\n"));
	buf_done(&got.all);
	assert_int_equal(list_remove(&st->op, STR("1@r"), STR("Asked for it.")), OK);
	got = raw_of_all(st);
	buf_clear(&want);
	buf_addf(&want, "%s|%s|", packed, third);
	assert_string_equal(buf_cstr(&got.all), buf_cstr(&want));
	buf_done(&got.all);
}

static void
who_asks_not_to_be_kept_is_not_kept(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct list_balance b;
	struct str dump;

	assert_int_equal(list_deliver(&st->op, list, STR("Message-ID: <1@r>\nX-No-Archive: yes\n"
							 "Subject: s\n\nunrepeatable\n"), st->cell, &b), OK);
	dump = only(st, "mail_node");
	assert_true(str_find(dump, STR("\"no_archive\":true"), 0) != STR_NPOS);
	assert_true(str_find(dump, STR("\"raw_bytes\":0"), 0) != STR_NPOS);
	assert_true(str_find(dump, STR("\"text_bytes\":0"), 0) != STR_NPOS);
}

static struct str
mail_of(struct store *st)
{
	return arena_concat(&st->arena, arena_concat(&st->arena, only(st, "mail_node"),
						     only(st, "appearance")), only(st, "mail_part"));
}

static void
an_import_that_is_undone_leaves_what_was_before(void **state)
{
	/* Joins both threads of the first, answers what it lacked, and brings its own. */
	static const char second[] =
		FROM "Message-ID: <8@r>\nReferences: <2@r> <3@r>\nFrom: Fi <fi@river.example>\n"
		"Date: Mon, 18 Apr 2016 12:00:00 +0200\nContent-Type: multipart/mixed; boundary=b\n\n"
		"--b\n\nBoth.\n--b\nContent-Type: image/png; name=a.png\n\nx\n--b--\n\n"
		FROM "Message-ID: <ghost@r>\nFrom: Gus <gus@river.example>\nSubject: Floods\n"
		"Date: Fri, 15 Apr 2016 10:00:00 +0200\n\nFirst.\n\n"
		FROM "Message-ID: <9@r>\nReferences: <8@r> <other@r>\nFrom: Fi <fi@river.example>\n"
		"Date: Mon, 18 Apr 2016 13:00:00 +0200\n\nMine.\n\n"
		FROM "Message-ID: <2@r>\nReferences: <1@r>\nFrom: Bo <bo@river.example>\nSubject: Re: Banks\n"
		"Date: Thu, 14 Apr 2016 12:00:00 +0200\n\nHigh.\n";
	struct store *st = *state;
	list_id list = add_list(st, "rivers"), other = add_list(st, "lakes");
	struct run_sql_list_rows runs;
	struct str before;
	int64_t n;

	import(st, list, archive, 0);
	before = mail_of(st);
	assert_int_equal(import(st, list, second, 2).stored, 3);
	assert_string_equal(root_of(st, list, "3@r"), "1@r");
	assert_int_equal(run_sql_list(&st->op, list, &runs), OK);
	assert_int_equal(list_undo(&st->op, runs.at[1].id, &n), OK);
	assert_int_equal(n, 3);
	assert_true(str_eq(before, mail_of(st)));
	assert_int_equal(list_undo(&st->op, runs.at[1].id, &n), E_CONFLICT);
	op_clear(&st->op);
	assert_int_equal(list_undo(&st->op, (run_id){ 99 }, &n), E_NOT_FOUND);
	op_clear(&st->op);
	/* What another list has too stays there. */
	import(st, other, second, 0);
	assert_int_equal(import(st, list, second, 0).stored, 3);
	assert_int_equal(run_sql_list(&st->op, other, &runs), OK);
	assert_int_equal(list_undo(&st->op, runs.at[0].id, &n), OK);
	assert_string_equal(root_of(st, list, "9@r"), "1@r");
	assert_string_equal(root_of(st, other, "9@r"), "none");
	/* Everything: nothing is left. */
	assert_int_equal(run_sql_list(&st->op, list, &runs), OK);
	for (size_t i = 0; i < runs.n; i++)
		if (!instant_known(runs.at[i].undone))
			assert_int_equal(list_undo(&st->op, runs.at[i].id, &n), OK);
	assert_int_equal(mail_of(st).n, 0);
	assert_int_equal(only(st, "set_aside").n, 0);
	/* And it can all come again. */
	import(st, list, archive, 0);
	assert_true(str_eq(before, mail_of(st)));
}

static void
what_is_removed_keeps_its_place_and_stays_removed(void **state)
{
	struct store *st = *state;
	list_id list = add_list(st, "rivers");
	struct str dump;

	import(st, list, archive, 0);
	assert_int_equal(list_remove(&st->op, STR("<2@r>"), STR("Asked for it.")), OK);
	dump = only(st, "mail_node");
	assert_int_equal(str_find(dump, STR("bo@river.example"), 0), STR_NPOS);
	assert_true(str_find(dump, STR("\"removed\":true"), 0) != STR_NPOS);
	assert_string_equal(root_of(st, list, "2@r"), "1@r");
	assert_int_equal(import(st, list, archive, 0).known, 6);
	assert_true(str_eq(dump, only(st, "mail_node")));
	assert_int_equal(list_remove(&st->op, STR("2@r"), STR("Again.")), E_CONFLICT);
	op_clear(&st->op);
	assert_int_equal(list_remove(&st->op, STR("ghost@r"), STR("x")), E_NOT_FOUND);
}

int
main(int argc, char **argv)
{
	int code;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_piece_of_an_archive_is_in_the_balance,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(threads_are_those_of_the_references, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(an_archive_again_stores_nothing, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(a_message_in_two_lists_is_one_message, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(mail_delivered_in_any_order_makes_the_same_threads,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(a_run_that_fails_anywhere_goes_on_to_the_same_end,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(delivered_mail_is_refused_with_a_reason, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(a_list_is_refused_with_a_reason, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(an_import_that_is_undone_leaves_what_was_before,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(what_is_removed_keeps_its_place_and_stays_removed,
						store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(months_follow_whatever_changes_a_list, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(bytes_that_came_in_come_out_again, store_setup,
						store_teardown),
		cmocka_unit_test_setup_teardown(who_asks_not_to_be_kept_is_not_kept, store_setup,
						store_teardown),
	};

	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
