/* SPDX-License-Identifier: Apache-2.0 */
/* start: what libcurl needs once; private to net/. Safe from any thread. */
#ifndef CONVENE_NET_START_H
#define CONVENE_NET_START_H

void net_start(void);

#endif
