/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an archive: cut, heads read, threaded. Nothing is lost, texts are
 * texts, and trees are trees. */
#include "base/err.h"
#include "base/utf8.h"
#include "mail/mail_read.h"
#include "mail/mbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_item(struct str file, const struct mbox_item *item, size_t from, size_t to)
{
	const char *end = item->bytes.p + item->bytes.n;

	BUG_ON(item->offset != from + item->before.n);
	BUG_ON(item->bytes.p != file.p + item->offset + item->separator.n);
	BUG_ON(end > file.p + to || file.p + to - end > 2);
}

static void
check_text(struct str s)
{
	BUG_ON(utf8_bad(s) != STR_NPOS || str_find_char(s, '\n', 0) != STR_NPOS ||
	       str_find_char(s, 0, 0) != STR_NPOS);
}

static void
check_forest(const struct thread_forest *f)
{
	for (size_t i = 0; i < f->nodes.n; i++) {
		const struct thread_node *n = &f->nodes.at[i];
		size_t steps = 0;

		BUG_ON(i && str_cmp(n[-1].id, n->id) >= 0);
		BUG_ON(f->nodes.at[n->root].parent != THREAD_NONE);
		for (size_t k = n->parent; k != THREAD_NONE; k = f->nodes.at[k].parent) {
			BUG_ON(f->nodes.at[k].root != n->root);
			BUG_ON(steps++ > f->nodes.n);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str file = { (const char *)data, size };
	struct mbox m = mbox_of(file);
	struct mbox_item item;
	SLICE(struct thread_message) messages = { 0 };
	struct thread_forest f;
	size_t from = 0;

	for (; mbox_next(&m, &item); from = m.at) {
		struct thread_message *t = VEC_ADD(&a, &messages);
		struct mail_head h;

		check_item(file, &item, from, m.at);
		mail_read_head(&a, item.bytes, (instant){ 1700000000 }, &h);
		check_text(h.id);
		check_text(h.from_name);
		check_text(h.from_address);
		check_text(h.subject);
		for (size_t k = 0; k < h.refs.n; k++)
			check_text(h.refs.at[k]);
		BUG_ON(instant_known(h.at) != (h.clock != MAIL_CLOCK_NONE));
		if (!str_present(h.id))
			h.id = arena_printf(&a, "%zu@without.invalid", messages.n);
		*t = (struct thread_message){ h.id, h.refs, h.at };
	}
	f = thread_build(&a, messages.at, messages.n);
	check_forest(&f);
	return 0;
}
