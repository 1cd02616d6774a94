/* SPDX-License-Identifier: Apache-2.0 */
/* zone: the names of time zones, from ICU's copy of the IANA database. */
#ifndef CONVENE_TEXT_ZONE_H
#define CONVENE_TEXT_ZONE_H

#include <stdbool.h>

#include "base/str.h"

/* "Europe/Berlin", "UTC": exactly as the database writes it. */
bool zone_known(struct str name);

#endif
