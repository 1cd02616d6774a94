-- use "action/action.h"
-- use "meeting/meeting.h"
-- use "group/group.h"
-- use "person/person.h"

-- query action_sql_of_meeting :many
-- in   meeting_id meeting_id
-- out  id action_id, position int, kind enum:item_kind, kind_set bool, text text, state enum:action_state, closed date?
-- why  a new version keeps what people said of an item that it still has
SELECT id, position, kind, kind_set, text, state, closed FROM action_item
WHERE meeting_id = :meeting_id ORDER BY position;

-- query action_sql_clear_parts :exec
-- in   meeting_id meeting_id
-- why  derived from the newest version, written anew with it
DELETE FROM action_part WHERE item_id IN (SELECT id FROM action_item WHERE meeting_id = :meeting_id);

-- query action_sql_clear :exec
-- in   meeting_id meeting_id
-- why  derived from the newest version, written anew with it
DELETE FROM action_item WHERE meeting_id = :meeting_id;

-- query action_sql_insert :one
-- in   meeting_id meeting_id, position int, kind enum:item_kind, kind_set bool, text text, owner enum:owner_kind, owner_text text?, owner_grp_id group_id?, owner_person_id person_id?, due date?, due_text text?, state enum:action_state, closed date?
-- out  id action_id
-- why  import
INSERT INTO action_item (meeting_id, position, kind, kind_set, text, owner, owner_text,
    owner_grp_id, owner_person_id, due, due_text, state, closed)
VALUES (:meeting_id, :position, :kind, :kind_set, :text, :owner, :owner_text,
    :owner_grp_id, :owner_person_id, :due, :due_text, :state, :closed)
RETURNING id;

-- query action_sql_insert_part :exec
-- in   item_id action_id, position int, kind enum:part_kind, text text, due date?
-- why  import
INSERT INTO action_part (item_id, position, kind, text, due)
VALUES (:item_id, :position, :kind, :text, :due);

-- query action_sql_find :maybe
-- in   series text, number int, position int
-- out  id action_id, text text, kind enum:item_kind, state enum:action_state, due date?
-- why  commands and addresses name an item so
SELECT i.id, i.text, i.kind, i.state, i.due FROM action_item i
JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
WHERE s.slug = :series AND m.number = :number AND i.position = :position;

-- query action_sql_set :exec
-- in   id action_id, kind enum:item_kind, kind_set bool, state enum:action_state, closed date?
-- why  somebody says what an item is, or how far it has come
UPDATE action_item SET kind = :kind, kind_set = CASE WHEN :kind_set = 1 THEN 1 ELSE kind_set END, state = :state, closed = :closed
WHERE id = :id;

-- query action_sql_dump :many
-- out  slug text, number int, position int, kind enum:item_kind, kind_set bool, text text, owner enum:owner_kind, owner_text text?, grp text?, person text?, due date?, due_text text?, state enum:action_state, closed date?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, i.position, i.kind, i.kind_set, i.text, i.owner, i.owner_text, g.slug, p.slug,
       i.due, i.due_text, i.state, i.closed
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
LEFT JOIN grp g ON g.id = i.owner_grp_id LEFT JOIN person p ON p.id = i.owner_person_id
ORDER BY s.slug, m.number, i.position;

-- query action_sql_dump_parts :many
-- out  slug text, number int, item int, position int, kind enum:part_kind, text text, due date?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT s.slug, m.number, i.position, a.position, a.kind, a.text, a.due
FROM action_part a JOIN action_item i ON i.id = a.item_id JOIN meeting m ON m.id = i.meeting_id
JOIN series s ON s.id = m.series_id
ORDER BY s.slug, m.number, i.position, a.position;
