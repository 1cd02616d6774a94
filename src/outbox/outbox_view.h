/* SPDX-License-Identifier: Apache-2.0 */
/* outbox_view: the page behind "unsubscribe" in a letter. */
#ifndef CONVENE_OUTBOX_OUTBOX_VIEW_H
#define CONVENE_OUTBOX_OUTBOX_VIEW_H

#include "web/page.h"

struct letters_off_view {
	struct page page;
	struct str token;
	bool off; /* it has been said just now */
};

#endif
