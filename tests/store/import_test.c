/* SPDX-License-Identifier: Apache-2.0 */
/* What an import stores, keeps, changes, refuses and takes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "action/action_ops.h"
#include "action_sql.h"
#include "cell/cell.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "meeting_sql.h"
#include "meeting/meeting_ops.h"
#include "person/person_ops.h"
#include "search/search_ops.h"
#include "store/store.h"
#include "text/line_diff.h"

#define assert_str(s, z) assert_string_equal(arena_cstr(&st->arena, (s)), (z))

static size_t
lines_with(struct str text, const char *needle)
{
	size_t n = 0;

	while (str_present(text))
		n += str_find(str_cut_line(&text), str_of(needle), 0) != STR_NPOS;
	return n;
}

static void
a_report_becomes_a_meeting_with_people_items_and_topics(void **state)
{
	struct store *st = *state;
	struct report_imported done = store_import(st, "seven.txt", store_report_7);
	struct str dump = store_dump(st);

	assert_int_equal(done.outcome, IMPORT_NEW);
	assert_int_equal(done.revision, 1);
	assert_str(done.path, "/meetings/ocg/7");
	assert_int_equal(done.new_people, 4);
	assert_int_equal(lines_with(dump, "{\"table\":\"attendance\""), 4);
	assert_int_equal(lines_with(dump, "{\"table\":\"action_item\""), 2);
	assert_int_equal(lines_with(dump, "\"due\":\"2020-03-20\""), 1);
	assert_int_equal(lines_with(dump, "{\"table\":\"topic\""), 1);
	assert_int_equal(lines_with(dump, "\"short\":\"OCG\""), 1);
}

static void
the_same_file_again_changes_nothing(void **state)
{
	struct store *st = *state;
	struct str before;
	int64_t version, after;
	struct report_imported done;

	store_import(st, "seven.txt", store_report_7);
	before = store_dump(st);
	assert_int_equal(db_data_version(&st->op, &version), OK);
	done = store_import(st, "seven.txt", store_report_7);
	assert_int_equal(done.outcome, IMPORT_UNCHANGED);
	assert_int_equal(done.import.v, 0);
	assert_int_equal(db_data_version(&st->op, &after), OK);
	assert_int_equal(version, after);
	assert_true(str_eq(before, store_dump(st)));
}

static void
a_corrected_report_is_a_revision_that_shows_its_difference(void **state)
{
	struct store *st = *state;
	struct report_imported done;
	struct str dump;

	store_import(st, "seven.txt", store_report_7);
	done = store_import(st, "seven-2.txt", store_report_7_corrected);
	dump = store_dump(st);
	assert_int_equal(done.outcome, IMPORT_REVISED);
	assert_int_equal(done.revision, 2);
	assert_true(str_find(done.diff, STR("- - The page about grafting to be written."), 0) != STR_NPOS);
	assert_true(str_find(done.diff, STR("+ - The page about grafting and pruning"), 0) != STR_NPOS);
	assert_int_equal(lines_with(dump, "{\"table\":\"attendance\""), 5);
	assert_int_equal(lines_with(dump, "{\"table\":\"meeting\""), 1);
	assert_int_equal(lines_with(dump, "{\"table\":\"version\""), 2);
}

/* Items of ocg/7. */
static void
change_item(struct store *st, int64_t position, const struct action_change *change)
{
	AUTO_TX tx = tx_begin(&st->op);

	assert_int_equal(action_set(&st->op, STR("ocg"), 7, position, change), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
what_people_said_of_an_item_outlives_a_revision(void **state)
{
	struct store *st = *state;
	struct action_change change = { .set_state = true, .state = ACTION_DONE,
					.set_kind = true, .kind = ITEM_CONCLUSION };
	struct action_sql_find_row row;
	bool found;

	store_import(st, "seven.txt", store_report_7);
	change_item(st, 2, &change);
	store_import(st, "seven-2.txt", store_report_7_corrected);
	assert_int_equal(action_sql_find(&st->op, STR("ocg"), 7, 2, &found, &row), OK);
	assert_true(found);
	assert_int_equal(row.state, ACTION_DONE);
	assert_int_equal(row.kind, ITEM_CONCLUSION);
	assert_true(str_find(row.text, STR("pruning"), 0) != STR_NPOS);
}

static void
undo_of_a_revision_brings_the_one_before_back(void **state)
{
	struct store *st = *state;
	struct import_ref ref;
	struct str before;

	store_import(st, "seven.txt", store_report_7);
	before = store_dump(st);
	store_import(st, "seven-2.txt", store_report_7_corrected);
	assert_false(str_eq(before, store_dump(st)));
	assert_int_equal(report_undo(&st->op, (import_id){ 0 }, &ref), OK);
	assert_int_equal(ref.revision, 2);
	assert_true(str_eq(before, store_dump(st)));
}

static void
undo_of_the_only_import_leaves_nothing_behind(void **state)
{
	struct store *st = *state;
	const struct action_change change = { .set_state = true, .state = ACTION_DONE };
	struct import_ref ref;
	struct str empty = store_dump(st);

	store_import(st, "seven.txt", store_report_7);
	change_item(st, 1, &change);
	assert_int_equal(report_undo(&st->op, (import_id){ 0 }, &ref), OK);
	assert_true(str_eq(empty, store_dump(st)));
	assert_int_equal(report_undo(&st->op, (import_id){ 0 }, &ref), E_NOT_FOUND);
	assert_string_equal(st->op.err.msgid, "report.nothing-to-undo");
}

static void
undo_keeps_people_whom_another_report_names(void **state)
{
	struct store *st = *state;
	struct report_imported first;
	struct import_ref ref;
	struct person_ref vera, rosa;

	first = store_import(st, "seven.txt", store_report_7);
	store_import(st, "eight.txt", store_report_8);
	assert_int_equal(report_undo(&st->op, first.import, &ref), OK);
	assert_int_equal(person_match(&st->op, STR("Vera Quist"), &vera), OK);
	assert_int_equal(person_match(&st->op, STR("Rosa Monte"), &rosa), OK);
	assert_int_not_equal(vera.id.v, 0);
	assert_int_equal(rosa.id.v, 0);
}

static void
an_older_revision_cannot_be_undone_under_a_newer_one(void **state)
{
	struct store *st = *state;
	struct report_imported first = store_import(st, "seven.txt", store_report_7);
	struct import_ref ref;

	store_import(st, "seven-2.txt", store_report_7_corrected);
	assert_int_equal(report_undo(&st->op, first.import, &ref), E_CONFLICT);
	assert_string_equal(st->op.err.msgid, "report.undo-newer");
}

static void
unknown_names_become_unresolved_and_are_never_merged(void **state)
{
	struct store *st = *state;
	struct person_ref ilic, ilich;

	store_import(st, "seven.txt", store_report_7);
	store_import(st, "eight.txt", store_report_8);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilic"), &ilic), OK);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilich"), &ilich), OK);
	assert_int_not_equal(ilic.id.v, 0);
	assert_int_not_equal(ilich.id.v, 0);
	assert_int_not_equal(ilic.id.v, ilich.id.v);
}

static void
an_answer_makes_a_spelling_an_alias(void **state)
{
	struct store *st = *state;
	struct report_imported done;
	struct person_ref ilic, ilich;

	store_import(st, "seven.txt", store_report_7);
	done = store_import_with(st, "eight.txt", store_report_8, "person\tPavel Ilich\tPavel Ilic\n");
	assert_int_equal(done.new_people, 0);
	assert_int_equal(person_match(&st->op, STR("pavel ILIC"), &ilic), OK);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilich"), &ilich), OK);
	assert_int_equal(ilic.id.v, ilich.id.v);
}

static void
a_wrong_file_of_answers_names_its_line(void **state)
{
	struct store *st = *state;
	struct report_resolve *r;

	assert_int_equal(report_resolve_load(&st->op, STR("# fine\nperson\tonly two\n"), &r), E_INVALID);
	assert_string_equal(st->op.err.msgid, "report.bad-resolve");
	assert_string_equal(st->op.err.detail, "2");
}

static enum errc
stop(struct op *op, void *ctx, const struct report_question *q, struct report_answer *ret)
{
	(void)op;
	(void)q;
	++*(int *)ctx;
	ret->reply = REPLY_STOP;
	return OK;
}

static void
whoever_is_asked_and_stops_stores_nothing(void **state)
{
	struct store *st = *state;
	struct str before = store_dump(st);
	struct report_imported done;
	int asked = 0;
	struct report_import in = { .bytes = str_of(store_report_7), .name = STR("x"),
				    .ask = stop, .ask_ctx = &asked };

	assert_int_equal(report_import(&st->op, st->cell, &in, &done), E_CONFLICT);
	assert_string_equal(st->op.err.msgid, "report.stopped");
	assert_int_equal(asked, 1);
	assert_true(str_eq(before, store_dump(st)));
}

static enum errc
first_suggestion(struct op *op, void *ctx, const struct report_question *q,
		 struct report_answer *ret)
{
	(void)op;
	++*(int *)ctx;
	ret->reply = REPLY_NEW;
	if (q->suggestions.n)
		*ret = (struct report_answer){ REPLY_SLUG, q->suggestions.at[0].slug };
	return OK;
}

static void
a_spelling_one_letter_off_is_suggested(void **state)
{
	struct store *st = *state;
	struct report_imported done;
	struct person_ref who;
	int asked = 0;
	struct report_import in = { .bytes = str_of(store_report_8), .name = STR("eight"),
				    .ask = first_suggestion, .ask_ctx = &asked };

	store_import(st, "seven.txt", store_report_7);
	assert_int_equal(report_import(&st->op, st->cell, &in, &done), OK);
	assert_int_equal(asked, 1);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilich"), &who), OK);
	assert_str(who.name, "Pavel Ilic");
}

static void
a_text_in_another_form_is_kept_as_a_document(void **state)
{
	struct store *st = *state;
	struct report_imported done =
		store_import(st, "notes/harvest-call.md", "# Harvest call\n\nWe talked about ladders.\n");

	assert_int_equal(done.report->form, REPORT_OTHER);
	assert_str(done.path, "/documents/harvest-call");
	assert_int_equal(lines_with(store_dump(st), "{\"table\":\"meeting\""), 0);
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
	struct store *st = *state;
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0";
	struct report_import in = { .bytes = { png, sizeof png - 1 }, .name = STR("x.png") };
	struct report_imported done;

	assert_int_equal(report_import(&st->op, st->cell, &in, &done), E_INVALID);
	assert_string_equal(st->op.err.msgid, "report.no-text");
}

static void
every_failing_statement_leaves_the_database_as_it_was(void **state)
{
	struct store *st = *state;
	struct report_import in = { .bytes = str_of(store_report_7_corrected), .name = STR("x") };
	struct report_imported done;
	struct str before;
	enum errc code = E_UNAVAILABLE;
	int n;

	store_import(st, "seven.txt", store_report_7);
	before = store_dump(st);
	for (n = 1; code != OK; n++) {
		db_fail_after(st->op.db, n);
		op_clear(&st->op);
		code = report_import(&st->op, st->cell, &in, &done);
		db_fail_after(st->op.db, 0);
		if (code == OK)
			break;
		assert_int_equal(code, E_UNAVAILABLE);
		assert_true(str_eq(before, store_dump(st)));
		assert_in_range(n, 1, 5000);
	}
	assert_true(n > 20);
	assert_false(str_eq(before, store_dump(st)));
}

static void
rebuilt_equals_incremental(void **state)
{
	struct store *st = *state;
	struct action_change change = { .set_state = true, .state = ACTION_IN_PROGRESS };
	struct str before;

	store_import(st, "seven.txt", store_report_7);
	store_import(st, "eight.txt", store_report_8);
	store_import(st, "seven-2.txt", store_report_7_corrected);
	store_import(st, "other.md", "# Other\n\nA page of notes.\n");
	change_item(st, 1, &change);
	{
		AUTO_TX tx = tx_begin(&st->op);

		assert_int_equal(topic_set_state(&st->op, STR("ocg"), 7, 1, TOPIC_CLOSED, STR("8")), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	before = store_dump(st);
	assert_int_equal(report_rebuild(&st->op), OK);
	assert_str(line_diff(&st->arena, before, store_dump(st)), "");
}

static void
a_merge_can_be_taken_back(void **state)
{
	struct store *st = *state;
	struct person_ref ilic, ilich, now;
	struct str before;

	store_import(st, "seven.txt", store_report_7);
	store_import(st, "eight.txt", store_report_8);
	before = store_dump(st);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilic"), &ilic), OK);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilich"), &ilich), OK);
	assert_int_equal(report_merge_person(&st->op, ilich.id, ilic.id), OK);
	assert_int_equal(lines_with(store_dump(st), "\"person\":\"pavel-ilich\""), 0);
	assert_int_equal(person_match(&st->op, STR("Pavel Ilich"), &now), OK);
	assert_int_equal(now.id.v, ilic.id.v);
	assert_int_equal(report_unmerge_person(&st->op, ilich.id), OK);
	assert_true(str_eq(before, store_dump(st)));
}

static void
a_renamed_group_keeps_its_old_spelling(void **state)
{
	struct store *st = *state;
	struct group_ref pears, again;

	store_import(st, "seven.txt", store_report_7);
	assert_int_equal(group_match(&st->op, STR("DC on Pears"), &pears), OK);
	{
		AUTO_TX tx = tx_begin(&st->op);

		assert_int_equal(group_rename(&st->op, pears.id, STR("DC on Pears and Quinces")), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_int_equal(group_match(&st->op, STR("DC on Pears"), &again), OK);
	assert_int_equal(again.id.v, pears.id.v);
	assert_str(again.name, "DC on Pears and Quinces");
	assert_int_equal(lines_with(store_dump(st), "{\"table\":\"redirect\""), 1);
}

static void
words_phrases_and_chinese_are_found(void **state)
{
	struct store *st = *state;
	static const struct {
		const char *query;
		bool found;
	} cases[] = {
		{ "late frost", true },	  { "\"late frost\"", true }, { "\"frost late\"", false },
		{ "苹果", true },	  { "果苹", false },	      { "QUIST", true },
		{ "\" OR * NEAR(", false }, { "cider press", true },  { "zebra", false },
	};

	store_import(st, "seven.txt", store_report_7);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct text_query q = text_query(&st->arena, str_of(cases[i].query));
		struct search_hits hits;

		assert_int_equal(search_find(&st->op, &q, 0, 20, &hits), OK);
		if ((hits.total > 0) != cases[i].found)
			store_fail("%s", cases[i].query);
	}
}

int
main(int argc, char **argv)
{
	int code;
#define T(f) cmocka_unit_test_setup_teardown(f, store_setup, store_teardown)
	const struct CMUnitTest tests[] = {
		T(a_report_becomes_a_meeting_with_people_items_and_topics),
		T(the_same_file_again_changes_nothing),
		T(a_corrected_report_is_a_revision_that_shows_its_difference),
		T(what_people_said_of_an_item_outlives_a_revision),
		T(undo_of_a_revision_brings_the_one_before_back),
		T(undo_of_the_only_import_leaves_nothing_behind),
		T(undo_keeps_people_whom_another_report_names),
		T(an_older_revision_cannot_be_undone_under_a_newer_one),
		T(unknown_names_become_unresolved_and_are_never_merged),
		T(an_answer_makes_a_spelling_an_alias),
		T(a_wrong_file_of_answers_names_its_line),
		T(whoever_is_asked_and_stops_stores_nothing),
		T(a_spelling_one_letter_off_is_suggested),
		T(a_text_in_another_form_is_kept_as_a_document),
		T(bytes_that_are_no_text_are_refused),
		T(every_failing_statement_leaves_the_database_as_it_was),
		T(rebuilt_equals_incremental),
		T(a_merge_can_be_taken_back),
		T(a_renamed_group_keeps_its_old_spelling),
		T(words_phrases_and_chinese_are_found),
	};

	/* The cell is this same binary. */
	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
