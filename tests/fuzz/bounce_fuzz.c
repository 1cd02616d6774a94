/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever comes in as a report of a mail server, what is read of it is in it, and within bounds. */
#include "base/err.h"
#include "mail/bounce.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str message = { (const char *)data, size };
	struct bounce b;

	if (!bounce_read(&a, message, &b))
		return 0;
	BUG_ON(b.recipients.n > 100 || b.mids.n > 10);
	for (size_t i = 0; i < b.recipients.n; i++) {
		const struct bounce_recipient *r = &b.recipients.at[i];

		BUG_ON(str_present(r->address) && r->address.n > size);
		(void)bounce_is_final(r);
	}
	for (size_t i = 0; i < b.mids.n; i++)
		BUG_ON(b.mids.at[i].n > size || str_find_char(b.mids.at[i], '\n', 0) != STR_NPOS);
	return 0;
}
