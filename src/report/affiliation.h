/* SPDX-License-Identifier: Apache-2.0 */
/* affiliation: what kind of thing stands behind a name in a roster, judged by
 * its form alone. Pure. */
#ifndef CONVENE_REPORT_AFFILIATION_H
#define CONVENE_REPORT_AFFILIATION_H

#include "base/arena.h"

/* "PAG Chair", "Ambassador": what somebody is, not a group they belong to. */
bool affiliation_is_office(struct arena *a, struct str affiliation);
/* "DC on …", "Youth Coalition on …". */
bool affiliation_is_coalition(struct arena *a, struct str affiliation);

#endif
