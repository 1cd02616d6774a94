/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record: what goes over the wire between the server and a cell.
 *
 * The server asks:    request head, then `length` bytes.
 * The cell answers:   records, the last of which is RECORD_END.
 *
 *     request   u32 kind · u32 id · u64 length                 16 bytes
 *     record    u16 type · u32 length · bytes               6 + length
 *
 * All numbers are little-endian. The cell has read a foreign file and is not
 * trusted: each length is checked against the type's own limits before
 * anything is made of it, and every payload is checked by its own reader. A
 * record that breaks a rule is a lie, and the cell is killed.
 *
 * Pure: bytes in, structs out; nothing here reads or writes a descriptor.
 */
#ifndef CONVENE_CELL_RECORD_H
#define CONVENE_CELL_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "cell/cell.h"
#include "office/office.h"
#include "text/charset.h"

#define REQUEST_SIZE 16
struct request {
	uint32_t kind; /* enum cell_kind_id */
	uint32_t id;   /* repeated by RECORD_END */
	uint64_t length;
};
void request_put(char ret[REQUEST_SIZE], const struct request *r);
struct request request_get(const char bytes[REQUEST_SIZE]);

/* What the first request (CELL_START) carries: the cell's limits. */
#define START_SIZE 40
void start_put(char ret[START_SIZE], const struct cell_limits *l);
bool start_get(struct str bytes, struct cell_limits *ret);

/* What CELL_TEXT carries: the declared encoding's name, NUL, the file. What
 * stands before the file, for any kind, is at most this long. */
#define ASK_HEAD_MAX 256
void ask_text_put(struct buf *b, struct str declared);
bool ask_text_get(struct str bytes, struct str *ret_declared, struct str *ret_file);

enum record_type {
	RECORD_HELLO = 1, /* struct cell_status; answers CELL_START */
	RECORD_CHARSET,   /* how the text was decoded; before any text */
	RECORD_TEXT,      /* a part of the text, cut anywhere */
	RECORD_PROBE,     /* tests only */
	RECORD_END,       /* u32 id, u32 enum cell_result */
	RECORD_OFFICE,    /* what an office file was; before any text */
	RECORD_MAIL,      /* a message (mail/mail_wire.h); before its text */
	RECORD_FILE,      /* a file of an archive: its name */
	RECORD_BYTES,     /* a part of it, cut anywhere */
	RECORD_UNPACKED,  /* the last one of CELL_UNPACK: enum unpack_result */
};
/* What CELL_MAIL carries: the time now, then messages. */
#define ASK_MAIL_HEAD 8
void ask_mail_put(struct buf *b, instant now);
bool ask_mail_get(struct str bytes, instant *ret_now, struct str *ret_messages);

#define RECORD_HEAD 6
#define RECORD_MAX ((size_t)256 << 10)
/* Names of files in archives are cut there. */
#define RECORD_FILE_MAX 1024

struct record {
	enum record_type type;
	struct str bytes; /* part of what was read */
};
enum record_read {
	RECORD_GOOD,
	RECORD_MORE, /* not all of it is there yet */
	RECORD_LIE,  /* unknown type, or a length that it cannot have */
};
/* Cuts the next record off *in; *in is untouched unless RECORD_GOOD. */
enum record_read record_next(struct str *in, struct record *ret);
/* The length must be one that the type can have. */
void record_put(struct buf *b, enum record_type type, struct str bytes);

/* Payloads. get returns false for what put would not have written. */
void hello_put(struct buf *b, const struct cell_status *s);
bool hello_get(struct str bytes, struct cell_status *ret);
/* Without the text itself. */
void charset_put(struct buf *b, const struct charset_text *t);
bool charset_get(struct str bytes, struct arena *a, struct charset_text *ret);
/* Without the text itself. */
void office_put(struct buf *b, const struct office_text *t);
bool office_get(struct str bytes, struct office_text *ret);
void end_put(struct buf *b, uint32_t id, uint32_t result);
bool end_get(struct str bytes, uint32_t *ret_id, uint32_t *ret_result);

/* Is it what charset.h promises of a text? */
bool text_is_clean(struct str text);

/*
 * The answer to CELL_TEXT, put together from its records. All zero is ready.
 * add returns false for a record that does not belong there; done returns
 * false for an answer that is not whole: no RECORD_CHARSET, or a text that is
 * not what charset.h promises.
 */
struct text_answer {
	struct buf text;
	struct charset_text how;
	bool known; /* RECORD_CHARSET has come */
};
bool text_answer_add(struct text_answer *t, struct arena *a, const struct record *r);
bool text_answer_done(struct text_answer *t, struct arena *a, struct charset_text *ret);

#endif
