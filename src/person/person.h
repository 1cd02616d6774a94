/* SPDX-License-Identifier: Apache-2.0 */
/* person: the people whom reports name. Ids only; everything else is rows. */
#ifndef CONVENE_PERSON_PERSON_H
#define CONVENE_PERSON_PERSON_H

#include "base/str.h"

typedef struct {
	int64_t v;
} person_id;

#endif
