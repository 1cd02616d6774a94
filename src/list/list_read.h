/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_read: a source, cut into messages, read and packed, a batch at a time; ahead
 * of whoever stores them, on threads and in a cell of its own.
 *
 * The threads start with the first batch that is asked for and end with
 * list_reader_stop().
 */
#ifndef CONVENE_LIST_LIST_READ_H
#define CONVENE_LIST_LIST_READ_H

#include "base/op.h"
#include "list/list_source.h"
#include "list/list_store.h"

struct cell;
struct list_reader;

struct list_batch {
	list_items items;
	struct list_blocks blocks;
	int64_t at; /* of the source: what is behind this batch */
	bool ends;  /* the source ends there */
};

/* From a byte where a batch began. now bounds what a Date may say. batch: messages in
 * one; 0: 200. from must outlive it. */
struct list_reader *list_reader_start(const struct list_source *from, int64_t at, instant now,
				      size_t batch);
/* The next one; it lives until the next call. After one that ends there is none. */
must_check enum errc list_reader_next(struct list_reader *r, struct op *op,
				      const struct list_batch **ret);
/* Waits for what is being read. NULL is nothing. */
void list_reader_stop(struct list_reader *r);

/* Reads the messages of items in the cell; one that cannot be read is set aside. */
must_check enum errc list_read_items(struct op *op, struct cell *cell, instant now, list_items *items);

#endif
