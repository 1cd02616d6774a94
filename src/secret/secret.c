/* SPDX-License-Identifier: Apache-2.0 */
#include "secret/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/buf.h"

static void
ready(void)
{
	BUG_ON(sodium_init() < 0);
}

/* ---- the key ---- */

struct str
secret_key_path(struct arena *a, struct str url)
{
	static const struct str sqlite = STR_INIT("sqlite:");
	const char *given = getenv("CONVENE_KEY");

	if (given && *given)
		return str_of(given);
	if (!str_starts(url, sqlite) || str_is(url, "sqlite::memory:"))
		return STR_NONE;
	return arena_concat(a, str_from(url, sqlite.n), STR(".key"));
}

/* Made under another name first: two processes may start at once, and a file that is
 * there is whole. */
static bool
make_key(struct op *op, const char *path)
{
	struct str temporary = arena_printf(op->arena, "%s.%ld", path, (long)getpid());
	unsigned char bytes[sizeof(struct secret_key)];
	int fd = open(temporary.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool whole;

	if (fd < 0)
		return false;
	randombytes_buf(bytes, sizeof bytes);
	whole = write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes && fsync(fd) == 0;
	sodium_memzero(bytes, sizeof bytes);
	whole &= close(fd) == 0;
	/* Who comes second takes the first one's. */
	whole = whole && (link(temporary.p, path) == 0 || errno == EEXIST);
	(void)unlink(temporary.p);
	return whole;
}

static enum errc
read_key(struct op *op, const char *path, int fd, struct secret_key *ret)
{
	unsigned char more;
	struct stat st;

	if (fstat(fd, &st) != 0 || (st.st_mode & 077) != 0)
		return fail(op, E_INVALID, "secret.bad-key", "%s", path);
	if (read(fd, ret->bytes, sizeof ret->bytes) != (ssize_t)sizeof ret->bytes ||
	    read(fd, &more, 1) != 0)
		return fail(op, E_INVALID, "secret.bad-key", "%s", path);
	return OK;
}

enum errc
secret_key_load(struct op *op, struct str path, struct secret_key *ret)
{
	enum errc code;
	const char *z;
	int fd;

	ready();
	if (!str_present(path))
		return fail(op, E_INVALID, "secret.no-place", "%s", "");
	z = arena_cstr(op->arena, path);
	fd = open(z, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT && make_key(op, z))
		fd = open(z, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(op, E_UNAVAILABLE, "secret.file", "%s: %s", z, strerror(errno));
	code = read_key(op, z, fd, ret);
	close(fd);
	return code;
}

/* ---- tokens, codes, digests ---- */

struct str
secret_token(struct arena *a)
{
	unsigned char bytes[32];
	char *text = arena_alloc(a, SECRET_TOKEN + 1);

	ready();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(text, SECRET_TOKEN + 1, bytes, sizeof bytes,
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
	return (struct str){ text, SECRET_TOKEN };
}

struct str
secret_code(struct arena *a)
{
	ready();
	return arena_printf(a, "%08u", randombytes_uniform(100000000));
}

struct str
secret_digest(struct arena *a, struct str s)
{
	unsigned char *sum = arena_alloc(a, SECRET_DIGEST);

	crypto_generichash(sum, SECRET_DIGEST, (const unsigned char *)s.p, s.n, NULL, 0);
	return (struct str){ (const char *)sum, SECRET_DIGEST };
}

struct str
secret_mac(struct arena *a, const struct secret_key *key, const char *purpose, struct str s)
{
	unsigned char *sum = arena_alloc(a, SECRET_DIGEST);
	crypto_generichash_state state;

	crypto_generichash_init(&state, key->bytes, sizeof key->bytes, SECRET_DIGEST);
	/* Its NUL goes in: no purpose and text can be another purpose and text. */
	crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, (const unsigned char *)s.p, s.n);
	crypto_generichash_final(&state, sum, SECRET_DIGEST);
	return (struct str){ (const char *)sum, SECRET_DIGEST };
}

struct str
secret_mac_text(struct arena *a, const char *purpose, struct str token)
{
	char *hex = arena_alloc(a, SECRET_DIGEST + 1);
	struct secret_key key = { { 0 } };
	struct str sum;

	crypto_generichash(key.bytes, sizeof key.bytes, (const unsigned char *)token.p, token.n, NULL, 0);
	sum = secret_mac(a, &key, purpose, STR(""));
	sodium_bin2hex(hex, SECRET_DIGEST + 1, (const unsigned char *)sum.p, SECRET_DIGEST / 2);
	return (struct str){ hex, SECRET_DIGEST };
}

bool
secret_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || sodium_memcmp(a.p, b.p, a.n) == 0);
}

/* ---- sealed texts ---- */

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

struct str
secret_seal(struct arena *a, const struct secret_key *key, struct str plain)
{
	unsigned char *out = arena_alloc(a, NONCE + plain.n + TAG);
	unsigned long long n;

	ready();
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &n, (const unsigned char *)plain.p,
						   plain.n, NULL, 0, NULL, out, key->bytes);
	return (struct str){ (const char *)out, NONCE + (size_t)n };
}

bool
secret_open(struct arena *a, const struct secret_key *key, struct str sealed, struct str *ret)
{
	const unsigned char *in = (const unsigned char *)sealed.p;
	unsigned long long n;
	unsigned char *out;

	if (sealed.n < NONCE + TAG)
		return false;
	out = arena_alloc(a, sealed.n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, in + NONCE, sealed.n - NONCE,
						       NULL, 0, in, key->bytes) != 0)
		return false;
	*ret = (struct str){ (const char *)out, (size_t)n };
	return true;
}
