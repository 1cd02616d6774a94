/* SPDX-License-Identifier: Apache-2.0 */
/* build_id: the linker's identification of the running program, in hex. Every
 * ETag hangs on it, so that a new build never meets an old page. Static. */
#ifndef CONVENE_WEB_BUILD_ID_H
#define CONVENE_WEB_BUILD_ID_H

const char *build_id(void);

#endif
