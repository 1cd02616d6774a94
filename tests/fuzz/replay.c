/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a fuzz target over the files of a corpus, without a fuzzer: linked with
 * each target in every build, so that what a fuzzer found once is tried in
 * every test run. Prints one line of TAP for each folder.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

static int
replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *data;
	long n;

	if (!f)
		return -1;
	fseek(f, 0, SEEK_END);
	n = ftell(f);
	rewind(f);
	/* Exactly as long as the input, so that reading past its end is seen. */
	data = malloc(n > 0 ? (size_t)n : 1);
	if (!data || fread(data, 1, (size_t)n, f) != (size_t)n)
		abort();
	fclose(f);
	LLVMFuzzerTestOneInput((const uint8_t *)data, (size_t)n);
	free(data);
	return 0;
}

int
main(int argc, char **argv)
{
	int bad = 0;

	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		DIR *d = opendir(argv[i]);
		struct dirent *e;
		int n = 0;

		while (d && (e = readdir(d))) {
			char path[4096];

			if (e->d_name[0] == '.')
				continue;
			snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
			n += replay(path) == 0;
		}
		if (d)
			closedir(d);
		printf("%s %d - %d inputs of %s\n", n ? "ok" : "not ok", i, n, argv[i]);
		bad |= n == 0;
	}
	printf("1..%d\n", argc - 1);
	return bad;
}
