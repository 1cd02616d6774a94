/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long GMime alone needs for the messages of an mbox: parsed, their subject and sender
 * decoded, every text part decoded to UTF-8. What script/bench lists compares with.
 *
 *	gmime_rate FILE
 *
 * Prints messages, seconds of processor time, bytes of text.
 */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "mail/mbox.h"

static size_t bytes;

static void
on_part(GMimeObject *parent, GMimeObject *o, gpointer ctx)
{
	(void)parent;
	(void)ctx;
	if (GMIME_IS_TEXT_PART(o)) {
		char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(o));

		bytes += text ? strlen(text) : 0;
		g_free(text);
	}
}

static void
read_message(struct str m)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(m.p, m.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	if (message) {
		const char *subject = g_mime_message_get_subject(message);
		InternetAddressList *from = g_mime_message_get_from(message);

		bytes += subject ? strlen(subject) : 0;
		bytes += (size_t)(from ? internet_address_list_length(from) : 0);
		g_mime_message_foreach(message, on_part, NULL);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

int
main(int argc, char **argv)
{
	int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
	struct stat st;
	struct mbox_item item;
	struct mbox box;
	struct timespec t;
	size_t n = 0;
	char *map;

	if (fd < 0 || fstat(fd, &st) != 0)
		return 2;
	map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		return 2;
	g_mime_init();
	box = mbox_of((struct str){ map, (size_t)st.st_size });
	for (; mbox_next(&box, &item); n++)
		read_message(item.bytes);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	printf("%zu %.3f %zu\n", n, (double)t.tv_sec + (double)t.tv_nsec / 1e9, bytes);
	return 0;
}
