/* SPDX-License-Identifier: Apache-2.0 */
/* privacy_view: /account/data: what is held about who asks, and what they may ask for; and where the
 * secretariat does what somebody has asked for. */
#ifndef CONVENE_PRIVACY_PRIVACY_VIEW_H
#define CONVENE_PRIVACY_PRIVACY_VIEW_H

#include "privacy/privacy_ops.h"
#include "web/page.h"

struct privacy_view {
	struct page page;
	struct subject s;
	bool asked;         /* the secretariat has just been asked */
	struct str words;   /* as typed */
	struct str problem; /* a sentence; absent: none */
};

/* /people/…/withhold */
struct withhold_view {
	struct page page;
	struct subject s;
	struct privacy_withheld done; /* .name absent: not yet */
	struct str also;              /* as typed */
	struct str problem;           /* a sentence; absent: none */
};

#endif
