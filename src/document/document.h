/* SPDX-License-Identifier: Apache-2.0 */
/* document: a text with numbered revisions. Ids and words. */
#ifndef CONVENE_DOCUMENT_DOCUMENT_H
#define CONVENE_DOCUMENT_DOCUMENT_H

#include "base/str.h"

typedef struct {
	int64_t v;
} document_id;
typedef struct {
	int64_t v;
} version_id;
typedef struct {
	int64_t v;
} import_id;

enum document_kind { DOCUMENT_REPORT, DOCUMENT_OTHER };
enum import_outcome { IMPORT_NEW, IMPORT_REVISED, IMPORT_UNCHANGED };

struct str document_kind_word(enum document_kind k);
bool document_kind_parse(struct str s, enum document_kind *ret);
struct str import_outcome_word(enum import_outcome o);
bool import_outcome_parse(struct str s, enum import_outcome *ret);
#endif
