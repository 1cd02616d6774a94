-- use "document/document.h"

-- query import_sql_insert :one
-- in   at instant, file_name text, digest text, outcome enum:import_outcome
-- out  id import_id
-- why  each import that stores something
INSERT INTO import (at, file_name, digest, outcome)
VALUES (:at, :file_name, :digest, :outcome) RETURNING id;

-- query import_sql_newest :maybe
-- out  id import_id, file_name text, outcome enum:import_outcome, document_id document_id, revision int, slug text
-- why  convene report undo without a number takes the last import back
-- scan walks the primary key from its end
SELECT i.id, i.file_name, i.outcome, v.document_id, v.revision, d.slug
FROM import i JOIN version v ON v.import_id = i.id JOIN document d ON d.id = v.document_id
WHERE i.undone IS NULL ORDER BY i.id DESC LIMIT 1;

-- query import_sql_by_id :maybe
-- in   id import_id
-- out  id import_id, file_name text, outcome enum:import_outcome, document_id document_id, revision int, slug text
-- why  convene report undo N
SELECT i.id, i.file_name, i.outcome, v.document_id, v.revision, d.slug
FROM import i JOIN version v ON v.import_id = i.id JOIN document d ON d.id = v.document_id
WHERE i.id = :id AND i.undone IS NULL;

-- query import_sql_list :many
-- out  id import_id, at instant, file_name text, outcome enum:import_outcome, undone instant?
-- why  convene report history
-- scan the whole history is wanted
SELECT id, at, file_name, outcome, undone FROM import ORDER BY id;

-- query import_sql_mark_undone :exec
-- in   id import_id, at instant
-- why  undo
UPDATE import SET undone = :at WHERE id = :id;

-- query document_sql_by_slug :maybe
-- in   slug text
-- out  id document_id, kind enum:document_kind, title text
-- why  an import asks whether the document is there already
SELECT id, kind, title FROM document WHERE slug = :slug;

-- query document_sql_insert :one
-- in   slug text, kind enum:document_kind, title text
-- out  id document_id
-- why  first version of a document
INSERT INTO document (slug, kind, title) VALUES (:slug, :kind, :title) RETURNING id;

-- query document_sql_set_title :exec
-- in   id document_id, title text
-- why  a later version has another title
UPDATE document SET title = :title WHERE id = :id;

-- query document_sql_delete :exec
-- in   id document_id
-- why  undo of its only version
DELETE FROM document WHERE id = :id;

-- query document_sql_list :many
-- out  id document_id, slug text, kind enum:document_kind, title text
-- why  convene rebuild
-- scan every document is wanted
SELECT id, slug, kind, title FROM document ORDER BY id;

-- query version_sql_newest :maybe
-- in   document_id document_id
-- out  id version_id, revision int, source text, original_name text
-- why  what a document says now; unique index on document and revision
SELECT id, revision, source, original_name FROM version
WHERE document_id = :document_id ORDER BY revision DESC LIMIT 1;

-- query version_sql_list :many
-- in   document_id document_id
-- out  id version_id, revision int, at instant, original_name text, charset text
-- why  history of a document
SELECT id, revision, at, original_name, charset FROM version
WHERE document_id = :document_id ORDER BY revision;

-- query version_sql_insert :one
-- in   document_id document_id, revision int, source text, digest text, original blob, original_name text, charset text, at instant, import_id import_id
-- out  id version_id
-- why  import
INSERT INTO version (document_id, revision, source, digest, original, original_name, charset, at, import_id)
VALUES (:document_id, :revision, :source, :digest, :original, :original_name, :charset, :at, :import_id)
RETURNING id;

-- query version_sql_delete :exec
-- in   document_id document_id, revision int
-- why  undo of an import
DELETE FROM version WHERE document_id = :document_id AND revision = :revision;

-- query version_sql_dump :many
-- out  slug text, kind enum:document_kind, title text, revision int, source text, digest text, original_name text, charset text, at instant
-- why  convene dump --canonical
-- scan everything is wanted
SELECT d.slug, d.kind, d.title, v.revision, v.source, v.digest, v.original_name, v.charset, v.at
FROM version v JOIN document d ON d.id = v.document_id ORDER BY d.slug, v.revision;
