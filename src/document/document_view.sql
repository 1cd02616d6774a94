-- SPDX-License-Identifier: Apache-2.0
-- Texts that are no meeting's report in the house's form.
--
-- use "document/document.h"
-- use "meeting/meeting.h"

-- query document_view_list :many
-- out  slug text, title text, revisions int, first instant, newest instant, bytes int
-- why  /documents, newest first
-- scan every document is wanted; versions by their unique index
SELECT d.slug, d.title, count(*), min(v.at), max(v.at), max(length(v.source))
FROM document d JOIN version v ON v.document_id = d.id
WHERE d.kind = 'other' GROUP BY d.id, d.slug, d.title ORDER BY min(v.at) DESC, d.slug;

-- query document_view_by_slug :maybe
-- in   slug text
-- out  id document_id, kind enum:document_kind, title text, series text?, number int?
-- why  one document, or the meeting whose report it is; unique index on slug
SELECT d.id, d.kind, d.title, s.slug, m.number
FROM document d LEFT JOIN meeting m ON m.document_id = d.id LEFT JOIN series s ON s.id = m.series_id
WHERE d.slug = :slug;

-- query document_view_newest :one
-- in   document_id document_id
-- out  revision int, revisions int, first instant, at instant, original_name text, charset text, bytes int, source text
-- why  what a document says now, and where it came from; unique index on document and revision
SELECT v.revision, (SELECT count(*) FROM version o WHERE o.document_id = v.document_id),
       (SELECT min(o.at) FROM version o WHERE o.document_id = v.document_id),
       v.at, v.original_name, v.charset, length(v.original), v.source
FROM version v WHERE v.document_id = :document_id ORDER BY v.revision DESC LIMIT 1;
