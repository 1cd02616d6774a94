-- SPDX-License-Identifier: Apache-2.0
-- What the pages of action items show.
--
-- use "action/action.h"
-- use "group/group.h"
-- use "meeting/meeting.h"
-- use "person/person.h"

-- query action_view_list :many
-- out  id action_id, series text, number int, held date?, position int, kind enum:item_kind, text text, owner enum:owner_kind, owner_text text?, grp_slug text?, grp_name text?, grp_type text?, person text?, person_name text?, due date?, due_text text?, state enum:action_state, closed date?
-- why  /actions, its CSV and JSON: all of them, filtered and sorted in memory so that every figure of the page is of one reading
-- scan items are a few for each meeting
SELECT i.id, s.slug, m.number, m.held, i.position, i.kind, i.text, i.owner, i.owner_text,
       g.slug, coalesce(g.short_name, g.name), g.type, p.slug, p.name, i.due, i.due_text,
       i.state, i.closed
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
LEFT JOIN grp g ON g.id = i.owner_grp_id LEFT JOIN person p ON p.id = i.owner_person_id
ORDER BY m.held DESC NULLS LAST, s.slug, m.number DESC, i.position;

-- query action_view_one :maybe
-- in   series text, number int, position int
-- out  id action_id, series text, series_name text, number int, held date?, position int, kind enum:item_kind, kind_set bool, text text, owner enum:owner_kind, owner_text text?, grp_slug text?, grp_name text?, grp_type text?, person text?, person_name text?, due date?, due_text text?, state enum:action_state, closed date?, items int
-- why  the page of one item; unique indexes
SELECT i.id, s.slug, s.name, m.number, m.held, i.position, i.kind, i.kind_set, i.text, i.owner,
       i.owner_text, g.slug, g.name, g.type, p.slug, p.name, i.due, i.due_text, i.state, i.closed,
       (SELECT count(*) FROM action_item o WHERE o.meeting_id = m.id)
FROM series s JOIN meeting m ON m.series_id = s.id JOIN action_item i ON i.meeting_id = m.id
LEFT JOIN grp g ON g.id = i.owner_grp_id LEFT JOIN person p ON p.id = i.owner_person_id
WHERE s.slug = :series AND m.number = :number AND i.position = :position;

-- query action_view_parts :many
-- in   item_id action_id
-- out  position int, kind enum:part_kind, text text, due date?
-- why  steps of one item; unique index on item and position
SELECT position, kind, text, due FROM action_part WHERE item_id = :item_id ORDER BY position;

-- query action_view_events :many
-- in   path text
-- out  at instant, detail text?
-- why  the history of one item
-- scan events are a few for each report and each change of state
SELECT at, detail FROM event WHERE path = :path AND kind = 'action-state' ORDER BY at, id;

-- query action_view_group :maybe
-- in   slug text
-- out  name text, type enum:group_type
-- why  /actions?group= says whose items these are; unique index on slug
SELECT name, type FROM grp WHERE slug = :slug AND merged_into IS NULL;

-- query action_view_person :maybe
-- in   slug text
-- out  name text
-- why  /actions?person= says whose items these are; unique index on slug
SELECT name FROM person WHERE slug = :slug AND merged_into IS NULL;
