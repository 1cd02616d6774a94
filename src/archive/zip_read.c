/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/zip_read.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/buf.h"

#define CHUNK ((size_t)64 << 10)

static struct zip_file *
wanted(struct zip_file *files, size_t n, const char *name)
{
	for (size_t i = 0; name && i < n; i++)
		if (!files[i].bytes.p && strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

static enum zip_result
unpack(struct archive *ar, struct arena *a, size_t *left, struct zip_file *file)
{
	AUTO_BUF b = { 0 };

	for (;;) {
		la_ssize_t n;

		buf_reserve(&b, CHUNK);
		n = archive_read_data(ar, b.p + b.n, CHUNK);
		if (n < 0)
			return ZIP_BROKEN;
		if (n == 0)
			break;
		if ((size_t)n > *left)
			return ZIP_TOO_LARGE;
		*left -= (size_t)n;
		b.n += (size_t)n;
	}
	file->bytes = buf_to_arena(&b, a);
	return ZIP_GOOD;
}

static enum zip_result
read_entries(struct archive *ar, struct arena *a, struct zip_file *files, size_t n)
{
	size_t left = ZIP_UNPACKED_MAX, entries = 0, found = 0;
	struct archive_entry *entry;
	int rc = ARCHIVE_EOF;

	while (found < n && (rc = archive_read_next_header(ar, &entry)) == ARCHIVE_OK) {
		struct zip_file *file = wanted(files, n, archive_entry_pathname(entry));
		enum zip_result result;

		if (++entries > ZIP_ENTRIES_MAX)
			return ZIP_TOO_LARGE;
		if (!file)
			continue;
		if (archive_entry_is_data_encrypted(entry))
			return ZIP_ENCRYPTED;
		result = unpack(ar, a, &left, file);
		if (result != ZIP_GOOD)
			return result;
		found++;
	}
	if (!entries)
		return ZIP_BROKEN;
	return rc == ARCHIVE_OK || rc == ARCHIVE_EOF ? ZIP_GOOD : ZIP_CUT;
}

enum zip_result
zip_read(struct arena *a, struct str archive, struct zip_file *files, size_t n)
{
	struct archive *ar = archive_read_new();
	enum zip_result result = ZIP_BROKEN;

	if (ar && archive_read_support_format_zip(ar) == ARCHIVE_OK &&
	    archive_read_open_memory(ar, archive.p, archive.n) == ARCHIVE_OK)
		result = read_entries(ar, a, files, n);
	archive_read_free(ar);
	return result;
}
