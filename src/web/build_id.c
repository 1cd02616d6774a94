/* SPDX-License-Identifier: Apache-2.0 */
#include "web/build_id.h"

#include <elf.h>
#include <link.h>
#include <pthread.h>
#include <string.h>

#define HEX_MAX 40

static char hex[HEX_MAX + 1];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static size_t
padded(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

/* One PT_NOTE segment: header, name, descriptor, each padded to four bytes. */
static int
look_in(const char *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";

	while (n >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) note;
		size_t all;

		memcpy(&note, p, sizeof note);
		all = sizeof note + padded(note.n_namesz) + padded(note.n_descsz);
		if (all > n)
			return 0;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
		    memcmp(p + sizeof note, "GNU", 4) == 0) {
			const char *id = p + sizeof note + 4;

			for (size_t i = 0; i < note.n_descsz && 2 * i < HEX_MAX; i++) {
				hex[2 * i] = digit[(unsigned char)id[i] >> 4];
				hex[2 * i + 1] = digit[(unsigned char)id[i] & 15];
			}
			return 1;
		}
		p += all;
		n -= all;
	}
	return 0;
}

/* The first object is the program itself: stop after it in any case. */
static int
look(struct dl_phdr_info *info, size_t size, void *ctx)
{
	(void)size;
	(void)ctx;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *ph = &info->dlpi_phdr[i];

		if (ph->p_type == PT_NOTE &&
		    look_in((const char *)(info->dlpi_addr + ph->p_vaddr), ph->p_memsz))
			break;
	}
	return 1;
}

static void
find(void)
{
	strcpy(hex, CONVENE_VERSION);
	dl_iterate_phdr(look, NULL);
}

const char *
build_id(void)
{
	pthread_once(&once, find);
	return hex;
}
