/* SPDX-License-Identifier: Apache-2.0 */
#include "document/document_ops.h"

#include "document_sql.h"
#include "secret/digest.h"

enum errc
document_find(struct op *op, struct str slug, struct document_ref *ret)
{
	struct document_sql_by_slug_row row = { 0 };
	bool found;

	TRY(document_sql_by_slug(op, slug, &found, &row));
	*ret = found ? (struct document_ref){ row.id, slug, row.kind, row.title }
		     : (struct document_ref){ 0 };
	return OK;
}

enum errc
document_add(struct op *op, struct str slug, enum document_kind kind, struct str title,
	     document_id *ret)
{
	struct document_sql_insert_row row;

	TRY(document_sql_insert(op, slug, kind, title, &row));
	*ret = row.id;
	return OK;
}

enum errc
document_delete(struct op *op, document_id id)
{
	return document_sql_delete(op, id);
}

enum errc
document_retitle(struct op *op, document_id id, struct str title)
{
	return document_sql_set_title(op, id, title);
}

enum errc
document_list(struct op *op, struct document_refs *ret)
{
	struct document_sql_list_rows rows;
	struct document_refs refs = { 0 };

	TRY(document_sql_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &refs.documents,
			 ((struct document_ref){ rows.at[i].id, rows.at[i].slug, rows.at[i].kind,
						 rows.at[i].title }));
	*ret = refs;
	return OK;
}

enum errc
document_newest(struct op *op, document_id id, struct document_version *ret)
{
	struct version_sql_newest_row row = { 0 };
	bool found;

	TRY(version_sql_newest(op, id, &found, &row));
	*ret = found ? (struct document_version){ row.id, row.revision, row.source, row.original_name }
		     : (struct document_version){ 0 };
	return OK;
}

enum errc
document_add_version(struct op *op, document_id id, int64_t revision, struct str source,
		     const struct document_origin *from, import_id import)
{
	struct version_sql_insert_row row;

	return version_sql_insert(op, id, revision, source, digest_hex(op->arena, source),
				  from->bytes, from->name, from->charset, op->now, import, &row);
}

enum errc
document_drop_version(struct op *op, document_id id, int64_t revision)
{
	return version_sql_delete(op, id, revision);
}

enum errc
import_begin(struct op *op, struct str file_name, struct str bytes, enum import_outcome outcome,
	     import_id *ret)
{
	struct import_sql_insert_row row;

	TRY(import_sql_insert(op, op->now, file_name, digest_hex(op->arena, bytes), outcome, &row));
	*ret = row.id;
	return OK;
}

enum errc
import_mark_undone(struct op *op, import_id id)
{
	return import_sql_mark_undone(op, id, op->now);
}

enum errc
import_find(struct op *op, import_id id, struct import_ref *ret)
{
	struct import_ref ref = { 0 };
	bool found;

	if (id.v) {
		struct import_sql_by_id_row row = { 0 };

		TRY(import_sql_by_id(op, id, &found, &row));
		if (found)
			ref = (struct import_ref){ row.id, row.file_name, row.outcome,
						   row.document_id, row.slug, row.revision };
	} else {
		struct import_sql_newest_row row = { 0 };

		TRY(import_sql_newest(op, &found, &row));
		if (found)
			ref = (struct import_ref){ row.id, row.file_name, row.outcome,
						   row.document_id, row.slug, row.revision };
	}
	*ret = ref;
	return OK;
}

enum errc
import_list(struct op *op, struct import_entries *ret)
{
	struct import_sql_list_rows rows;
	struct import_entries list = { 0 };

	TRY(import_sql_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &list.imports,
			 ((struct import_entry){ rows.at[i].id, rows.at[i].at, rows.at[i].file_name,
						 rows.at[i].outcome, rows.at[i].undone }));
	*ret = list;
	return OK;
}
