/* SPDX-License-Identifier: Apache-2.0 */
/* evidence_web: /groups/…/evidence. */
#ifndef CONVENE_EVIDENCE_EVIDENCE_WEB_H
#define CONVENE_EVIDENCE_EVIDENCE_WEB_H

#include "http/http.h"

extern const struct http_routes evidence_routes;

#endif
