/* SPDX-License-Identifier: Apache-2.0 */
#include "text/zone.h"

#include <unicode/ucal.h>

#include "base/attr.h"

#define ZONE_BYTES_MAX 60

bool
zone_known(struct str name)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar in[ZONE_BYTES_MAX], canonical[2 * ZONE_BYTES_MAX];

	if (name.n == 0 || name.n > ZONE_BYTES_MAX)
		return false;
	/* Names are ASCII; any other byte makes a name that nobody has. */
	for (size_t i = 0; i < name.n; i++)
		in[i] = (unsigned char)name.p[i];
	ucal_getCanonicalTimeZoneID(in, (int32_t)name.n, canonical, ARRAY_LEN(canonical),
				    NULL, &code);
	return U_SUCCESS(code);
}
