/* SPDX-License-Identifier: Apache-2.0 */
/* odt_read: an OpenDocument text as a document, in the cell: as docx_read. */
#ifndef CONVENE_OFFICE_ODT_READ_H
#define CONVENE_OFFICE_ODT_READ_H

#include "office/gather.h"

/* styles may be absent. NULL: content is not well-formed, or holds no text. */
struct doc *odt_read(struct arena *a, struct str content, struct str styles,
		     unsigned notices[NOTICE_KINDS]);

#endif
