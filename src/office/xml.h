/* SPDX-License-Identifier: Apache-2.0 */
/* xml: text into XML 1.0. */
#ifndef CONVENE_OFFICE_XML_H
#define CONVENE_OFFICE_XML_H

#include "base/buf.h"

/* For content and for attributes in double quotes. Bytes that are not UTF-8 and
 * characters that XML cannot hold are U+FFFD; control characters are left out. */
void xml_add(struct buf *b, struct str s);

#endif
