/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes are written as numbers: ISO C promises string literals of 4,095 bytes
 * only. An empty array is no C either, so every one ends in a 0 that is not
 * counted.
 */
#include "tools/embed.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/map.h"

static const struct {
	struct str end;
	const char *type;
} types[] = {
	{ STR_INIT(".css"), "text/css; charset=utf-8" },
	{ STR_INIT(".js"), "text/javascript; charset=utf-8" },
	{ STR_INIT(".svg"), "image/svg+xml" },
	{ STR_INIT(".png"), "image/png" },
	{ STR_INIT(".ico"), "image/x-icon" },
	{ STR_INIT(".webp"), "image/webp" },
	{ STR_INIT(".woff2"), "font/woff2" },
	{ STR_INIT(".txt"), "text/plain; charset=utf-8" },
	{ STR_INIT(".json"), "application/json" },
	{ STR_INIT(".webmanifest"), "application/manifest+json" },
};

static bool
complain(struct complaint *why, struct str name, const char *reason)
{
	snprintf(why->text, sizeof why->text, "%.*s: %s", STRF(name), reason);
	return false;
}

static const char *
type_of(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (name.n > types[i].end.n && str_ends(name, types[i].end))
			return types[i].type;
	return NULL;
}

static bool
check(struct arena *a, const struct embed_file *file, size_t n, struct complaint *why)
{
	struct map names = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct str name = file[i].name;
		AUTO_BUF b = { 0 };
		struct str id;

		for (size_t k = 0; k < name.n; k++) {
			char c = name.p[k];
			bool word = (c >= 'a' && c <= 'z') || (k > 0 && c >= '0' && c <= '9');

			if (!word && !(k > 0 && (c == '.' || c == '-' || c == '_')))
				return complain(why, name, "the name is not of a-z, 0-9, . - and _");
		}
		if (name.n == 0 || !type_of(name))
			return complain(why, name, "no content type is known for this ending");
		put_c_name(&b, name, true);
		id = buf_to_arena(&b, a);
		if (map_get(&names, id))
			return complain(why, name, "there twice, or too like another name");
		map_put(a, &names, id, why);
	}
	return true;
}

static void
emit_bytes(struct buf *b, size_t i, struct str content)
{
	buf_addf(b, "\nstatic const unsigned char bytes_%zu[] = {", i);
	for (size_t k = 0; k < content.n; k++) {
		buf_addz(b, k % 20 == 0 ? "\n\t" : " ");
		buf_addint(b, (unsigned char)content.p[k]);
		buf_addc(b, ',');
	}
	buf_addz(b, "\n\t0,\n};\n");
}

static void
emit_row(struct buf *b, size_t i, const struct embed_file *f)
{
	size_t dot = str_rfind_char(f->name, '.');
	uint64_t hash = str_hash(f->content);

	buf_addf(b, "\t{ STR_INIT(\"%.*s\"), STR_INIT(\"%s\"),\n", STRF(f->name), type_of(f->name));
	buf_addf(b, "\t  STR_INIT(\"/static/%.*s.%016" PRIx64 "%.*s\"),\n",
		 STRF(str_sub(f->name, 0, dot)), hash, STRF(str_from(f->name, dot)));
	buf_addf(b, "\t  STR_INIT(\"%016" PRIx64 "\"), bytes_%zu, %zu },\n", hash, i, f->content.n);
}

bool
embed_compile(struct arena *a, struct str header, const struct embed_file *file, size_t n,
	      struct embed_out *out, struct complaint *why)
{
	if (n == 0)
		return complain(why, header, "no files were given");
	if (!check(a, file, n, why))
		return false;
	put_generated(&out->h, "embed", STR("the files it names"));
	buf_addz(&out->h, "#ifndef CONVENE_ASSETS_GEN_H\n#define CONVENE_ASSETS_GEN_H\n\n"
			  "#include \"html/asset.h\"\n\nenum asset_id {\n");
	for (size_t i = 0; i < n; i++) {
		buf_addz(&out->h, "\tASSET_");
		put_c_name(&out->h, file[i].name, true);
		buf_addz(&out->h, ",\n");
	}
	buf_addz(&out->h, "};\n\n#endif\n");

	put_generated(&out->c, "embed", STR("the files it names"));
	buf_addf(&out->c, "#include \"%.*s\"\n", STRF(header));
	for (size_t i = 0; i < n; i++)
		emit_bytes(&out->c, i, file[i].content);
	buf_addz(&out->c, "\nconst struct asset assets[] = {\n");
	for (size_t i = 0; i < n; i++)
		emit_row(&out->c, i, &file[i]);
	buf_addf(&out->c, "};\nconst size_t assets_n = %zu;\n", n);
	return true;
}
