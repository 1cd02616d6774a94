/* SPDX-License-Identifier: Apache-2.0 */
#include "event/event_ops.h"

#include "event_sql.h"

enum errc
event_record(struct op *op, enum event_kind kind, struct str path, struct str title,
	     struct str detail, import_id import)
{
	return event_sql_insert(op, op->now, kind, path, title, detail, import);
}

enum errc
event_forget(struct op *op, import_id import)
{
	return event_sql_forget(op, import);
}

enum errc
event_forget_below(struct op *op, struct str folder)
{
	return event_sql_forget_below(op, folder);
}
