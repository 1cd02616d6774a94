/* SPDX-License-Identifier: Apache-2.0 */
#include "text/clean.h"

#include "base/buf.h"

size_t
text_space_len(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];
	unsigned char d = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
	unsigned char e = at + 2 < s.n ? (unsigned char)s.p[at + 2] : 0;

	if (c <= ' ' || c == 0x7F)
		return 1;
	if (c == 0xC2 && d >= 0x80 && d <= 0xA0)
		return 2;
	if (c == 0xE2 && d == 0x80 && (e == 0xA8 || e == 0xA9))
		return 3;
	if (c == 0xEF && d == 0xBB && e == 0xBF)
		return 3;
	return 0;
}

struct str
text_clean(struct arena *a, struct str s)
{
	bool clean = s.n == 0 || (s.p[0] != ' ' && s.p[s.n - 1] != ' ');
	char *to;
	size_t n = 0;

	for (size_t i = 0; clean && i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c < 0x7F)
			continue;
		if (c == ' ' ? s.p[i + 1] == ' ' : text_space_len(s, i) > 0)
			clean = false;
	}
	if (clean)
		return s;
	to = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n;) {
		size_t len = text_space_len(s, i);

		if (len) {
			if (n && to[n - 1] != ' ')
				to[n++] = ' ';
			i += len;
		} else {
			to[n++] = s.p[i++];
		}
	}
	if (n && to[n - 1] == ' ')
		n--;
	return (struct str){ to, n };
}

struct str
text_clean_lines(struct arena *a, struct str s)
{
	AUTO_BUF out = { 0 };
	bool gap = false;

	while (str_present(s)) {
		struct str line = text_clean(a, str_cut_line(&s));

		if (line.n) {
			buf_addz(&out, !out.n ? "" : gap ? "\n\n" : "\n");
			buf_add(&out, line);
		}
		gap = !line.n;
	}
	return buf_to_arena(&out, a);
}
