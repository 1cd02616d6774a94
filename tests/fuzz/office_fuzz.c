/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: whatever they hold, reading them ends in one of its states. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "office/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct office_text t;
	AUTO_ARENA a = { 0 };

	office_warm();
	office_read(&a, (struct str){ (const char *)data, size }, &t);
	if (utf8_bad(t.text) != STR_NPOS || (t.status == OFFICE_GOOD) != (str_trim(t.text).n > 0))
		abort();
	return 0;
}
