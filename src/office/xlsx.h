/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx: the tables of a document as a workbook, a sheet for each. */
#ifndef CONVENE_OFFICE_XLSX_H
#define CONVENE_OFFICE_XLSX_H

#include "base/buf.h"
#include "base/op.h"
#include "doc/doc.h"

/*
 * Appends the workbook to out. A cell that holds a whole number is a number, one
 * that holds a date (2021-05-13) a date; everything else is text, never a
 * formula. The head stays in sight and can be filtered by.
 *   E_UNAVAILABLE office.xlsx   no memory, or no file for it
 *   E_LIMIT       office.too-long-sheet   more than XLSX_ROWS_MAX rows
 */
#define XLSX_ROWS_MAX 1048575
must_check enum errc xlsx_write(struct op *op, const struct doc *d, struct buf *out);

#endif
