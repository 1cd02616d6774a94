/* SPDX-License-Identifier: Apache-2.0 */
/* error: what html/error.html takes. */
#ifndef CONVENE_WEB_ERROR_H
#define CONVENE_WEB_ERROR_H

#include "web/page.h"

struct error_view {
	struct page page;
	int status;
	struct str title;
	struct str message;
};

#endif
