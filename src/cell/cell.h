/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cell: foreign files are read in a walled child process.
 *
 * A cell is this same binary started as `convene cell`, with one socket and
 * nothing else: no environment, no other descriptor, no rights over files,
 * network, processes or new code (Landlock and seccomp where the kernel has
 * them), bounded memory and time. One cell reads many items, one after the
 * other; its child is replaced after some of them, and after any failure.
 *
 * A cell is used by one thread at a time, and its child dies with the thread
 * that started it: keep one cell for each long-lived thread.
 *
 * Failures of an item never harm the cell: the next call starts a new child.
 *
 *   E_LIMIT        cell.too-large   the item, or what it grew to, is too large
 *                  cell.timeout     it took longer than item_ms
 *   E_INVALID      cell.died        reading it killed the child (out of memory,
 *                                   a bug, a forbidden call)
 *                  cell.refused     the child could not read it
 *   E_CORRUPT      cell.lied        the child's answer broke the rules
 *   E_UNAVAILABLE  cell.start       no child could be started
 */
#ifndef CONVENE_CELL_CELL_H
#define CONVENE_CELL_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/op.h"
#include "mail/mail.h"
#include "text/charset.h"

struct cell;

/* Each 0 means the default. */
struct cell_limits {
	uint64_t item_bytes;   /* largest item; 16 MB */
	uint64_t answer_bytes; /* largest answer; 64 MB */
	uint64_t memory_bytes; /* the child's address space; 512 MB */
	uint32_t item_ms;      /* wall clock for one item; 5000 */
	uint32_t items;        /* then a new child; 4000 */
	/* CELL_WITHOUT_…: for tests of the other walls. */
	uint32_t without;
};
#define CELL_WITHOUT_SECCOMP 1u
#define CELL_WITHOUT_LANDLOCK 2u

/* Which walls stand. A kernel without one of them is no failure; whoever
 * minds asks. */
struct cell_status {
	bool landlock;
	int landlock_abi; /* 0 when there is none */
	bool seccomp;
	bool own_user;     /* not root: it never was, or gave that up */
	bool memory_bound; /* not in builds with sanitizers */
	uint32_t charsets; /* encodings opened before the walls went up */
};

/* limits may be NULL. The child is started at once, so that a system on which
 * that cannot work says so at the start. */
must_check enum errc cell_start(struct op *op, const struct cell_limits *limits,
				struct cell **ret);
/* Kills the child. NULL is nothing. */
void cell_stop(struct cell *cell);

const struct cell_status *cell_status(const struct cell *cell);
/* The child's process id, -1 while there is none; for tests and for logs. */
int cell_pid(const struct cell *cell);

/* charset_decode() inside; *ret lives in op->arena. */
must_check enum errc cell_decode_text(struct cell *cell, struct op *op,
				      struct str bytes, struct charset_text *ret);
must_check enum errc cell_decode_declared(struct cell *cell, struct op *op,
					  struct str bytes, struct str declared,
					  struct charset_text *ret);

/* office_read() inside; *ret lives in op->arena, its text is good UTF-8. A file
 * that cannot be read is no failure of the cell: see ret->status. */
struct office_text;
must_check enum errc cell_read_office(struct cell *cell, struct op *op, struct str bytes,
				      struct office_text *ret);

/* mail_read() inside, of several messages at once; each is as it stands in an
 * archive, and `now` bounds what its Date may say. *ret has one for each, in their
 * order, in op->arena. */
must_check enum errc cell_read_mail(struct cell *cell, struct op *op, const struct str *messages,
				    size_t n, instant now, mails *ret);

/*
 * unpack_stream() (archive/unpack.h) inside, as the bytes come and go: what is packed
 * and what comes out may be larger than memory. on_file begins a file, on_bytes has
 * more of it; either may end it all with a failure. The cell's limits must allow the
 * sizes and the time: CELL_UNPACK_LIMITS.
 *   E_INVALID unpack.broken, unpack.encrypted   E_LIMIT unpack.too-large
 */
struct cell_unpacked {
	void *ctx;
	enum errc (*on_file)(struct op *op, void *ctx, struct str name);
	enum errc (*on_bytes)(struct op *op, void *ctx, struct str bytes);
};
/* *ret_cut: the archive is damaged or ends too early; what came before is good. */
must_check enum errc cell_unpack(struct cell *cell, struct op *op, struct str bytes,
				 const struct cell_unpacked *to, bool *ret_cut);
#define CELL_UNPACK_LIMITS                                                    \
	((struct cell_limits){                                                \
		.item_bytes = (uint64_t)1 << 40,                              \
		.answer_bytes = (uint64_t)1 << 42,                            \
		.item_ms = 4 * 3600 * 1000,                                   \
	})

/*
 * What a cell can be asked to do. A new format is a number here, a line in
 * child.c's table, record types with their limits in record.c, and a function
 * like cell_decode_text() in cell.c.
 */
enum cell_kind_id {
	CELL_START = 0,
	CELL_TEXT = 1,
	CELL_OFFICE = 2,
	CELL_MAIL = 3,
	CELL_UNPACK = 4,
	CELL_KIND_TESTS = 1000, /* and above */
};
enum cell_result {
	CELL_DONE = 0,
	CELL_REFUSED,
	CELL_TOO_LARGE,
};

/* In the child: where a handler puts its records. */
struct cell_reply;
void cell_reply(struct cell_reply *reply, int record_type, struct str bytes);

struct cell_kind {
	uint32_t kind;
	const char *name;
	/* Everything in the arena is gone after the item. */
	enum cell_result (*handle)(struct arena *a, struct str bytes,
				   struct cell_reply *reply);
};

/* Is this process such a child (of either kind, see also pdf_cell.h)? Then it has
 * done its work, and main() returns *ret_exit. To be asked first of all. */
bool cell_child(int argc, char **argv, int *ret_exit);
/*
 * The child. What cell_child() calls when the first argument is "cell"; nothing
 * must have been opened or started before. Exit status: 0 when the server
 * hung up, 2 when it was not started by a server, 3 for a broken request.
 */
int cell_main(void);
/* With more kinds than the usual ones; for tests. */
int cell_main_with(const struct cell_kind *more, size_t n);

/*
 * Asks anything; on_record is given every record but the last, may keep
 * nothing of it, and returns false for one that does not belong there. The
 * building block of the functions above, public for tests.
 */
struct record;
must_check enum errc cell_ask(struct cell *cell, struct op *op, uint32_t kind,
			      struct str head, struct str bytes,
			      bool (*on_record)(void *ctx, const struct record *r),
			      void *ctx);

#endif
