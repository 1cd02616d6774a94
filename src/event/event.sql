-- use "event/event.h"
-- use "document/document.h"

-- query event_sql_insert :exec
-- in   at instant, kind enum:event_kind, path text, title text, detail text?, import_id import_id?
-- why  every change of state
INSERT INTO event (at, kind, path, title, detail, import_id)
VALUES (:at, :kind, :path, :title, :detail, :import_id);

-- query event_sql_forget :exec
-- in   import_id import_id
-- why  undo of an import
DELETE FROM event WHERE import_id = :import_id;

-- query event_sql_forget_below :exec
-- in   folder text
-- why  undo of the import that a meeting came from: its items are no more
-- scan undoing is rare, and the journal is read once
DELETE FROM event WHERE substr(path, 1, length(:folder)) = :folder;

-- query event_sql_dump :many
-- out  at instant, kind enum:event_kind, path text, title text, detail text?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT at, kind, path, title, detail FROM event ORDER BY at, path, kind, id;
