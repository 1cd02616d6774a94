/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vec: a growing array in an arena, and the slice it becomes.
 *
 * SLICE(T) is how structs hold many of something: .at is the first element,
 * .n how many. Templates' {each} and every loop rely on these two names.
 * A slice built with VEC_PUSH grows by doubling; the abandoned halves stay in
 * the arena, at most as large again as the result.
 */
#ifndef CONVENE_BASE_VEC_H
#define CONVENE_BASE_VEC_H

#include "base/arena.h"

#define SLICE(T)                                                              \
	struct {                                                              \
		T *at;                                                        \
		size_t n;                                                     \
		size_t room; /* used by VEC_PUSH only */                      \
	}

void *vec_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size);

/* Appends a zeroed element and returns its address, valid until the next push. */
#define VEC_ADD(a, v)                                                         \
	((v)->n >= (v)->room                                                  \
	     ? (void)((v)->at = vec_grow((a), (v)->at, (v)->n, &(v)->room,    \
					 sizeof *(v)->at))                    \
	     : (void)0,                                                       \
	 &(v)->at[(v)->n++])
#define VEC_PUSH(a, v, value) ((void)(*VEC_ADD((a), (v)) = (value)))

#endif
