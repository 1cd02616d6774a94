/* SPDX-License-Identifier: Apache-2.0 */
/* list_measure: the figures of a list (mail/measure.h), computed from its messages. */
#ifndef CONVENE_LIST_LIST_MEASURE_H
#define CONVENE_LIST_LIST_MEASURE_H

#include "base/op.h"
#include "list/list_subject.h"
#include "mail/measure.h"

/*
 * from, to: INSTANT_NONE is the archive's beginning, its end. It ends now where mail
 * is delivered to the list as it comes (list_deliver); else with its last message,
 * and of what is behind that nothing is known.
 */
must_check enum errc list_measure(struct op *op, list_id list, enum list_rule rule, instant from,
				  instant to, struct measures *ret);

/*
 * Of several lists together, as if they were one: a group may have more than one. For each of the
 * windows; each ret_ends_at is when what is known of them ends.
 */
must_check enum errc list_measure_windows(struct op *op, const list_id *lists, size_t n, const struct measure_window *w,
					  size_t n_windows, struct measures *ret, instant *ret_ends);

/* The same by references, and the messages that one of the figures is found from. */
must_check enum errc list_measure_evidence(struct op *op, list_id list, instant from, instant to,
					   enum measure_part part, struct measures *ret_all,
					   measure_ids *ret);

#endif
