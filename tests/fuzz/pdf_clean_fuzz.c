/* SPDX-License-Identifier: Apache-2.0 */
/* The text of pages: no letter is lost but with the lines that are left out. */
#include <stdint.h>
#include <stdlib.h>

#include "office/pdf_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, clean;
	AUTO_ARENA a = { 0 };
	unsigned heads;

	clean = pdf_text_clean(&a, text, &heads);
	if (letters(clean) > letters(text) || (!heads && letters(clean) != letters(text)))
		abort();
	return 0;
}
