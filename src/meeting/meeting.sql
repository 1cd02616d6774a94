-- use "meeting/meeting.h"
-- use "group/group.h"
-- use "person/person.h"
-- use "document/document.h"

-- query series_sql_by_group :maybe
-- in   grp_id group_id
-- out  id series_id, slug text, name text
-- why  which series a report belongs to; index series_by_grp
SELECT id, slug, name FROM series WHERE grp_id = :grp_id;

-- query series_sql_insert :one
-- in   slug text, grp_id group_id, name text
-- out  id series_id
-- why  the first report of a body
INSERT INTO series (slug, grp_id, name) VALUES (:slug, :grp_id, :name) RETURNING id;

-- query series_sql_delete_empty :exec
-- why  undo of the only report of a series
-- scan a forum has a handful of series
DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.series_id = series.id);

-- query meeting_sql_by_number :maybe
-- in   series_id series_id, number int
-- out  id meeting_id, document_id document_id
-- why  the same meeting again; unique index on series and number
SELECT id, document_id FROM meeting WHERE series_id = :series_id AND number = :number;

-- query meeting_sql_by_document :maybe
-- in   document_id document_id
-- out  id meeting_id, series_id series_id, slug text, number int
-- why  rebuild and undo go from the document to its meeting
SELECT m.id, m.series_id, s.slug, m.number
FROM meeting m JOIN series s ON s.id = m.series_id WHERE m.document_id = :document_id;

-- query meeting_sql_insert :one
-- in   series_id series_id, number int, number_text text, mode text?, held date?, cycle text?, focus text?, stated int?, document_id document_id
-- out  id meeting_id
-- why  import of a new report
INSERT INTO meeting (series_id, number, number_text, mode, held, cycle, focus, stated, document_id)
VALUES (:series_id, :number, :number_text, :mode, :held, :cycle, :focus, :stated, :document_id)
RETURNING id;

-- query meeting_sql_update :exec
-- in   id meeting_id, number_text text, mode text?, held date?, cycle text?, focus text?, stated int?
-- why  import of a corrected report
UPDATE meeting SET number_text = :number_text, mode = :mode, held = :held, cycle = :cycle,
    focus = :focus, stated = :stated
WHERE id = :id;

-- query meeting_sql_delete :exec
-- in   id meeting_id
-- why  undo
DELETE FROM meeting WHERE id = :id;

-- query attendance_sql_clear :exec
-- in   meeting_id meeting_id
-- why  derived from the newest version, written anew with it
DELETE FROM attendance WHERE meeting_id = :meeting_id;

-- query attendance_sql_insert :exec
-- in   meeting_id meeting_id, position int, kind enum:roster_kind, label text, person_id person_id, written text, folded text, grp_id group_id?, affiliation text?, grp_folded text?
-- why  import
INSERT INTO attendance (meeting_id, position, kind, label, person_id, written, folded, grp_id, affiliation, grp_folded)
VALUES (:meeting_id, :position, :kind, :label, :person_id, :written, :folded, :grp_id, :affiliation, :grp_folded);

-- query topic_sql_list :many
-- in   meeting_id meeting_id
-- out  id topic_id, text text, state enum:topic_state, closed_note text?
-- why  a new version keeps the state of a topic that it still has
SELECT id, text, state, closed_note FROM topic WHERE meeting_id = :meeting_id;

-- query topic_sql_clear :exec
-- in   meeting_id meeting_id
-- why  derived from the newest version, written anew with it
DELETE FROM topic WHERE meeting_id = :meeting_id;

-- query topic_sql_insert :exec
-- in   meeting_id meeting_id, position int, text text, paragraph int?, state enum:topic_state, closed_note text?
-- why  import
INSERT INTO topic (meeting_id, position, text, paragraph, state, closed_note)
VALUES (:meeting_id, :position, :text, :paragraph, :state, :closed_note);

-- query topic_sql_find :maybe
-- in   series text, number int, position int
-- out  id topic_id, text text, state enum:topic_state
-- why  convene topic close names a topic so
SELECT t.id, t.text, t.state FROM topic t
JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
WHERE s.slug = :series AND m.number = :number AND t.position = :position;

-- query topic_sql_set_state :exec
-- in   id topic_id, state enum:topic_state, note text?
-- why  somebody took the topic up, or found that it is over
UPDATE topic SET state = :state, closed_note = :note WHERE id = :id;

-- query abbreviation_sql_clear :exec
-- in   meeting_id meeting_id
-- why  derived from the newest version, written anew with it
DELETE FROM abbreviation WHERE meeting_id = :meeting_id;

-- query abbreviation_sql_insert :exec
-- in   meeting_id meeting_id, shrt text, lng text
-- why  import
INSERT INTO abbreviation (meeting_id, shrt, lng) VALUES (:meeting_id, :shrt, :lng);

-- query meeting_sql_dump :many
-- out  slug text, number int, number_text text, mode text?, held date?, cycle text?, focus text?, stated int?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, m.number_text, m.mode, m.held, m.cycle, m.focus, m.stated
FROM meeting m JOIN series s ON s.id = m.series_id ORDER BY s.slug, m.number;

-- query attendance_sql_dump :many
-- out  slug text, number int, position int, kind enum:roster_kind, label text, person text, written text, grp text?, affiliation text?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, t.position, t.kind, t.label, p.slug, t.written, g.slug, t.affiliation
FROM attendance t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
JOIN person p ON p.id = t.person_id LEFT JOIN grp g ON g.id = t.grp_id
ORDER BY s.slug, m.number, t.position;

-- query topic_sql_dump :many
-- out  slug text, number int, position int, text text, paragraph int?, state enum:topic_state, closed_note text?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, t.position, t.text, t.paragraph, t.state, t.closed_note
FROM topic t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
ORDER BY s.slug, m.number, t.position;

-- query abbreviation_sql_dump :many
-- out  slug text, number int, shrt text, lng text
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, b.shrt, b.lng
FROM abbreviation b JOIN meeting m ON m.id = b.meeting_id JOIN series s ON s.id = m.series_id
ORDER BY s.slug, m.number, b.shrt, b.lng;

-- query series_sql_slugs :many
-- out  slug text
-- why  a free address for a new series
-- scan a forum has a handful of series
SELECT slug FROM series;
