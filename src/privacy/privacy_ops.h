/* SPDX-License-Identifier: Apache-2.0 */
/*
 * privacy_ops: what is held about somebody, and what they may have taken out (docs/privacy.md).
 * Each change is a line of the audit; that has numbers only, and stays whole.
 */
#ifndef CONVENE_PRIVACY_PRIVACY_OPS_H
#define CONVENE_PRIVACY_PRIVACY_OPS_H

#include "account/account.h"
#include "base/buf.h"
#include "base/op.h"

/* Somebody: an entry of the directory with its addresses, or one address without an entry. */
struct subject {
	person_id person; /* 0: nobody in the directory */
	struct str slug, name;
	struct {
		struct subject_account {
			account_id id;
			struct str address, folded;
		} *at;
		size_t n, room;
	} accounts;
};
must_check enum errc privacy_of_account(struct op *op, account_id id, struct subject *ret);
must_check enum errc privacy_of_person(struct op *op, person_id id, struct subject *ret);
/* who: an address, or an entry of the directory ("mara-lindqvist"). E_NOT_FOUND privacy.nobody. */
must_check enum errc privacy_of_name(struct op *op, struct str who, struct subject *ret);

/* Everything that is held about them: one JSON object (docs/privacy.md). */
must_check enum errc privacy_export(struct op *op, const struct subject *s, struct buf *ret);
#define PRIVACY_MBOX_MAX ((size_t)256 << 20)
/* What they wrote to lists, as it came in, as an mbox (mboxrd). E_LIMIT list.mbox-too-large. */
must_check enum errc privacy_export_mail(struct op *op, const struct subject *s, struct buf *ret);

/*
 * Their addresses, sessions, letters and what they say of themselves go; roles end. What reports
 * say of them stays, and so do applications that were sent. Needs a write transaction; afterwards
 * privacy_purge().
 */
must_check enum errc privacy_forget(struct op *op, const struct subject *s);

struct privacy_withheld {
	struct str name;    /* what stands instead: "Name withheld 3" */
	int64_t places, texts; /* in how many places of how many texts */
};
/*
 * The public record stays, and their name goes out of it: out of every revision of every
 * document (whose original file is replaced by the new text), the directory, and addresses.
 * They are forgotten too. also: more spellings, between semicolons; may be absent. In a
 * transaction of its own. What others wrote to lists is not touched (list remove).
 *   E_INVALID  privacy.in-directory: they are nobody there
 *   E_CONFLICT privacy.another: one of `also` is an entry of its own, to be merged first
 */
must_check enum errc privacy_withhold(struct op *op, const struct subject *s, struct str also,
				      struct privacy_withheld *ret);

/* What was taken out is nowhere in the files any more. Not in a transaction. E_UNAVAILABLE
 * db.not-purged: somebody reads what was there before; ask again. */
must_check enum errc privacy_purge(struct op *op);

#endif
