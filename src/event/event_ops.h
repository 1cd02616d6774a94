/* SPDX-License-Identifier: Apache-2.0 */
/* event_ops: writing down what happened. All need a write transaction. */
#ifndef CONVENE_EVENT_EVENT_OPS_H
#define CONVENE_EVENT_EVENT_OPS_H

#include "base/op.h"
#include "document/document.h"
#include "event/event.h"

/* detail may be absent; import 0: not from an import. */
must_check enum errc event_record(struct op *op, enum event_kind kind, struct str path,
				  struct str title, struct str detail, import_id import);
/* What lay at addresses that begin so is gone. */
must_check enum errc event_forget_below(struct op *op, struct str folder);
/* What an import said happened did not: it was taken back. */
must_check enum errc event_forget(struct op *op, import_id import);

#endif
