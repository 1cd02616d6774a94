/* SPDX-License-Identifier: Apache-2.0 */
/* writer_view: /admin/writers: who of those who write to lists may be one person. */
#ifndef CONVENE_WRITER_WRITER_VIEW_H
#define CONVENE_WRITER_WRITER_VIEW_H

#include "web/page.h"
#include "writer/writer_ops.h"

struct writer_guess_line {
	enum writer_reason reason;
	struct writer_sender a, b;
	struct str key_a, key_b; /* their .who, as a form has them */
};

struct writer_decision_line {
	decision_id id;
	instant at;
	struct writer_spelling a, b;
	bool same, undone;
};

struct writers_view {
	struct page page;
	SLICE(struct writer_guess_line) guesses; /* the surest first, LINES of them */
	int64_t n_guesses;
	SLICE(struct writer_decision_line) decisions; /* the newest LINES, newest first */
	int64_t n_decisions;
	struct str problem; /* a sentence; absent: none */
};
must_check enum errc writers_load_view(struct op *op, struct writers_view *v);

#endif
