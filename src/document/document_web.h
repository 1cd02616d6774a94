/* SPDX-License-Identifier: Apache-2.0 */
/* document_web: /documents, the page of each and its downloads. */
#ifndef CONVENE_DOCUMENT_DOCUMENT_WEB_H
#define CONVENE_DOCUMENT_DOCUMENT_WEB_H

#include "http/http.h"

extern const struct http_routes document_routes;

#endif
