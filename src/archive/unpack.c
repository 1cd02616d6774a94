/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/unpack.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/attr.h"

#define CHUNK ((size_t)64 << 10)
#define LEAST_ALLOWED ((uint64_t)64 << 20)

struct stream {
	const struct unpack_io *io;
	uint64_t in, out;
};

static la_ssize_t
on_read(struct archive *ar, void *ctx, const void **ret)
{
	struct stream *s = ctx;
	struct str bytes = s->io->read(s->io->ctx);

	(void)ar;
	s->in += bytes.n;
	*ret = bytes.p;
	return (la_ssize_t)bytes.n;
}

/* Only what needs no other program: the walls would not let one start. */
static bool
prepare(struct archive *ar)
{
	return archive_read_support_filter_gzip(ar) == ARCHIVE_OK &&
	       archive_read_support_filter_bzip2(ar) == ARCHIVE_OK &&
	       archive_read_support_filter_xz(ar) == ARCHIVE_OK &&
	       archive_read_support_filter_lzip(ar) == ARCHIVE_OK &&
	       archive_read_support_filter_zstd(ar) == ARCHIVE_OK &&
	       archive_read_support_filter_compress(ar) == ARCHIVE_OK &&
	       archive_read_support_format_tar(ar) == ARCHIVE_OK &&
	       archive_read_support_format_zip_streamable(ar) == ARCHIVE_OK &&
	       archive_read_support_format_cpio(ar) == ARCHIVE_OK &&
	       archive_read_support_format_raw(ar) == ARCHIVE_OK;
}

static enum unpack_result
copy_file(struct archive *ar, struct stream *s)
{
	static char chunk[CHUNK];

	for (;;) {
		la_ssize_t n = archive_read_data(ar, chunk, sizeof chunk);

		if (n < 0)
			return UNPACK_CUT;
		if (n == 0)
			return UNPACK_GOOD;
		s->out += (uint64_t)n;
		if (s->out > LEAST_ALLOWED && s->out / UNPACK_TIMES > s->in)
			return UNPACK_TOO_LARGE;
		s->io->bytes(s->io->ctx, (struct str){ chunk, (size_t)n });
	}
}

static enum unpack_result
read_files(struct archive *ar, struct stream *s)
{
	struct archive_entry *entry;
	unsigned files = 0;
	int rc;

	while ((rc = archive_read_next_header(ar, &entry)) == ARCHIVE_OK || rc == ARCHIVE_WARN) {
		const char *name = archive_entry_pathname(entry);
		enum unpack_result result;

		if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0)
			continue;
		if (++files > UNPACK_FILES_MAX)
			return UNPACK_TOO_LARGE;
		if (archive_entry_is_data_encrypted(entry))
			return UNPACK_ENCRYPTED;
		s->io->file(s->io->ctx, str_of(name ? name : ""));
		result = copy_file(ar, s);
		if (result != UNPACK_GOOD)
			return result;
	}
	if (rc == ARCHIVE_EOF)
		return files ? UNPACK_GOOD : UNPACK_BROKEN;
	return files ? UNPACK_CUT : UNPACK_BROKEN;
}

enum unpack_result
unpack_stream(const struct unpack_io *io)
{
	struct stream s = { .io = io };
	struct archive *ar = archive_read_new();
	enum unpack_result result = UNPACK_BROKEN;

	if (ar && prepare(ar) && archive_read_open(ar, &s, NULL, on_read, NULL) == ARCHIVE_OK)
		result = read_files(ar, &s);
	archive_read_free(ar);
	return result;
}

bool
unpack_knows(struct str head)
{
	static const struct str magic[] = {
		STR_INIT("\x1F\x8B"), STR_INIT("BZh"), STR_INIT("\xFD" "7zXZ"),
		STR_INIT("\x28\xB5\x2F\xFD"), STR_INIT("LZIP"), STR_INIT("\x1F\x9D"),
		STR_INIT("PK\3\4"), STR_INIT("070707"), STR_INIT("070701"),
	};

	for (size_t i = 0; i < ARRAY_LEN(magic); i++)
		if (str_starts(head, magic[i]))
			return true;
	return str_eq(str_sub(head, 257, 5), STR("ustar"));
}
