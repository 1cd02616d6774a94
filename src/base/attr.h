/* SPDX-License-Identifier: Apache-2.0 */
/* attr: short names for the compiler attributes that the house uses. */
#ifndef CONVENE_BASE_ATTR_H
#define CONVENE_BASE_ATTR_H

#define must_check __attribute__((warn_unused_result))
#define printf_like(fmt, args) __attribute__((format(printf, fmt, args)))
#define noreturn_fn __attribute__((noreturn))
#define auto_free(fn) __attribute__((cleanup(fn)))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
