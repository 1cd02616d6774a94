/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Puts n letters into a forum's outbox, each to somebody else. For script/soak outbox.
 *
 *	queue_letters DATABASE N
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "outbox/outbox_ops.h"

static enum errc
queue(struct op *op, const struct secret_key *key, long n)
{
	AUTO_TX tx = tx_begin(op);
	letter_id id;

	for (long i = 1; i <= n; i++)
		TRY(outbox_put(op, key, &(struct outbox_letter){
			.kind = STR("test"),
			.about = arena_printf(op->arena, "/meetings/test/%ld", i),
			.to = arena_printf(op->arena, "somebody-%ld@river.example", i),
			.subject = arena_printf(op->arena, "Letter %ld", i),
			.body = STR("We have not heard from you yet.\n"),
		}, &id));
	return tx_commit(&tx);
}

static enum errc
open_and_queue(struct op *op, const char *url, long n)
{
	struct secret_key key;

	TRY(secret_key_load(op, secret_key_path(op->arena, str_of(url)), &key));
	TRY(db_open(op, str_of(url), DB_WRITE, &op->db));
	return queue(op, &key, n);
}

int
main(int argc, char **argv)
{
	AUTO_ARENA arena = { 0 };
	struct op op = { .arena = &arena, .now = instant_now() };
	enum errc code;

	if (argc != 3) {
		fputs("queue_letters DATABASE N\n", stderr);
		return 2;
	}
	code = open_and_queue(&op, argv[1], strtol(argv[2], NULL, 10));
	db_close(op.db);
	if (code != OK)
		fprintf(stderr, "queue_letters: %s: %s\n", op.err.msgid, op.err.detail);
	return code == OK ? 0 : 1;
}
