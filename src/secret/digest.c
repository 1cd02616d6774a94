/* SPDX-License-Identifier: Apache-2.0 */
#include "secret/digest.h"

#include <sodium.h>

struct str
digest_hex(struct arena *a, struct str bytes)
{
	unsigned char sum[crypto_generichash_BYTES];
	char *hex = arena_alloc(a, 2 * sizeof sum + 1);

	crypto_generichash(sum, sizeof sum, (const unsigned char *)bytes.p, bytes.n, NULL, 0);
	sodium_bin2hex(hex, 2 * sizeof sum + 1, sum, sizeof sum);
	return (struct str){ hex, 2 * sizeof sum };
}

uint64_t
digest_number(struct str bytes)
{
	unsigned char sum[crypto_generichash_BYTES_MIN];
	uint64_t v = 0;

	crypto_generichash(sum, sizeof sum, (const unsigned char *)bytes.p, bytes.n, NULL, 0);
	for (size_t i = 0; i < sizeof v; i++)
		v = v << 8 | sum[i];
	return v;
}
