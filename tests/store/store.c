/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include <stdlib.h>

#include "base/buf.h"
#include "cell/cell.h"
#include "cli/dump.h"
#include "db/db.h"
#include "db/migrate.h"
#include "fresh.h"
#include "migrations.h"

const char store_report_7[] =
	"TRF 2020\n"
	"Orchard Coordination Group\n"
	"Virtual meeting 7 | 3 March 2020\n"
	"\n"
	"Summary report\n"
	"\n"
	"Action items\n"
	"\n"
	"- DCs to send their calendars to the secretariat. Deadline: **20 March**.\n"
	" - The calendars to be merged.\n"
	"- The page about grafting to be written.\n"
	"\n"
	"Meeting focus\n"
	"\n"
	"1. The 7th meeting of the Orchard Coordination Group (OCG) was dedicated to the harvest. "
	"It was facilitated by Ms. Vera Quist and attended by 4 participants.\n"
	"\n"
	"Harvest\n"
	"\n"
	"2. Mr. Pavel Ilic reported on the late frost and on 苹果 in the north.\n"
	"\n"
	"AOB\n"
	"\n"
	"3. The discussion on a shared cider press was postponed to a later meeting.\n"
	"\n"
	"List of participants\n"
	"\n"
	"Coordination facilitators\t\t\n"
	"Vera\tQuist\t\n"
	"Participants\t\t\n"
	"Pavel\tIlic\tDC on Old Apples\n"
	"Rosa\tMonte\tDC on Pears\n"
	"Secretariat support\t\t\n"
	"Ada\tZell\t\n";

const char store_report_7_corrected[] =
	"TRF 2020\n"
	"Orchard Coordination Group\n"
	"Virtual meeting 7 | 3 March 2020\n"
	"\n"
	"Summary report\n"
	"\n"
	"Action items\n"
	"\n"
	"- DCs to send their calendars to the secretariat. Deadline: **20 March**.\n"
	" - The calendars to be merged.\n"
	"- The page about grafting and pruning to be written.\n"
	"\n"
	"Meeting focus\n"
	"\n"
	"1. The 7th meeting of the Orchard Coordination Group (OCG) was dedicated to the harvest. "
	"It was facilitated by Ms. Vera Quist and attended by 5 participants.\n"
	"\n"
	"Harvest\n"
	"\n"
	"2. Mr. Pavel Ilic reported on the late frost and on 苹果 in the north.\n"
	"\n"
	"AOB\n"
	"\n"
	"3. The discussion on a shared cider press was postponed to a later meeting.\n"
	"\n"
	"List of participants\n"
	"\n"
	"Coordination facilitators\t\t\n"
	"Vera\tQuist\t\n"
	"Participants\t\t\n"
	"Pavel\tIlic\tDC on Old Apples\n"
	"Rosa\tMonte\tDC on Pears\n"
	"Tomas\tUhl\tDC on Quinces\n"
	"Secretariat support\t\t\n"
	"Ada\tZell\t\n";

const char store_report_8[] =
	"TRF 2020\n"
	"Orchard Coordination Group\n"
	"Virtual meeting 8 | 7 April 2020\n"
	"\n"
	"Summary report\n"
	"\n"
	"Meeting focus\n"
	"\n"
	"1. The 8th meeting of the Orchard Coordination Group (OCG) was about blossom.\n"
	"\n"
	"List of participants\n"
	"\n"
	"Participants\t\t\n"
	"Vera\tQuist\t\n"
	"Pavel\tIlich\tDC on Old Apples\n";

static void
must(struct store *s, enum errc code)
{
	if (code == OK)
		return;
	fprintf(stderr, "%s:%d %s: %s %s\n", s->op.err.file, s->op.err.line, errc_name(code),
		s->op.err.msgid, s->op.err.detail);
	abort();
}

int
store_setup(void **state)
{
	struct store *s = calloc(1, sizeof *s);

	if (!s)
		return -1;
	s->op = (struct op){ .arena = &s->arena, .now = { 1600000000 } };
	fresh_db(&s->op);
	must(s, db_migrate(&s->op, migrations, ARRAY_LEN(migrations)));
	must(s, cell_start(&s->op, NULL, &s->cell));
	*state = s;
	return 0;
}

int
store_teardown(void **state)
{
	struct store *s = *state;

	cell_stop(s->cell);
	db_close(s->op.db);
	arena_done(&s->arena);
	free(s);
	return 0;
}

struct str
store_dump(struct store *s)
{
	AUTO_BUF b = { 0 };

	must(s, dump_canonical(&s->op, &b, NULL));
	return buf_to_arena(&b, &s->arena);
}

struct report_imported
store_import_with(struct store *s, const char *name, const char *text, const char *answers)
{
	struct report_import in = { .bytes = str_of(text), .name = str_of(name) };
	struct report_resolve *resolve = NULL;
	struct report_imported done;

	if (answers) {
		must(s, report_resolve_load(&s->op, str_of(answers), &resolve));
		in.answers = resolve;
	}
	must(s, report_import(&s->op, s->cell, &in, &done));
	return done;
}

struct report_imported
store_import(struct store *s, const char *name, const char *text)
{
	return store_import_with(s, name, text, NULL);
}
