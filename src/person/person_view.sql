-- SPDX-License-Identifier: Apache-2.0
-- What the pages of people show. "Present" is everybody in the list of
-- participants but those who sent apologies.
--
-- use "person/person.h"
-- use "group/group.h"
-- use "meeting/meeting.h"
-- use "action/action.h"

-- query person_view_list :many
-- out  id person_id, slug text, name text, resolved bool, spellings int, present int, first date?, last date?
-- why  /people and its CSV and JSON
-- scan everybody is wanted; attendance by its index on the person
SELECT p.id, p.slug, p.name, p.resolved,
       (SELECT count(*) FROM person_alias a WHERE a.person_id = p.id AND a.seen_by = 'everybody'),
       coalesce(seen.n, 0), seen.first, seen.last
FROM person p LEFT JOIN (
    SELECT t.person_id AS id, count(DISTINCT t.meeting_id) AS n, min(m.held) AS first,
           max(m.held) AS last
    FROM attendance t JOIN meeting m ON m.id = t.meeting_id
    WHERE t.kind <> 'apology' GROUP BY t.person_id
) AS seen ON seen.id = p.id
WHERE p.merged_into IS NULL ORDER BY p.sort_key, p.id;

-- query person_view_groups :many
-- out  person_id person_id, slug text, name text, type enum:group_type
-- why  /people says with which groups somebody came, the newest first
-- scan everybody is wanted; one row for each person and group
SELECT t.person_id, g.slug, coalesce(g.short_name, g.name), g.type
FROM attendance t JOIN grp g ON g.id = t.grp_id JOIN meeting m ON m.id = t.meeting_id
GROUP BY t.person_id, g.id, g.slug, g.name, g.short_name, g.type
ORDER BY t.person_id, max(m.held) DESC NULLS LAST, g.slug;

-- query person_view_by_slug :maybe
-- in   slug text
-- out  id person_id, slug text, name text, resolved bool
-- why  the page of one person; unique index on slug
SELECT id, slug, name, resolved FROM person WHERE slug = :slug AND merged_into IS NULL;

-- query person_view_meetings :many
-- in   id person_id
-- out  series text, number int, held date?, kind enum:roster_kind, label text, written text, affiliation text?, grp_slug text?, grp_name text?, grp_type text?
-- why  where somebody was and with whom, newest first; index attendance_by_person
SELECT s.slug, m.number, m.held, t.kind, t.label, t.written, t.affiliation, g.slug, g.name, g.type
FROM attendance t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
LEFT JOIN grp g ON g.id = t.grp_id
WHERE t.person_id = :id ORDER BY m.held DESC NULLS LAST, s.slug, m.number DESC, t.position;

-- query person_view_spellings :many
-- in   id person_id
-- out  name text, confirmed bool
-- why  a reader who knows them by another spelling finds them; index person_alias_by_person
SELECT a.name, a.source <> 'name' FROM person_alias a JOIN person p ON p.id = a.person_id
WHERE a.person_id = :id AND a.name <> p.name AND a.seen_by = 'everybody' ORDER BY a.name;

-- query person_view_actions :many
-- in   id person_id
-- out  series text, number int, position int, text text, due date?, state enum:action_state
-- why  what somebody took on; index action_item_by_person
SELECT s.slug, m.number, i.position, i.text, i.due, i.state
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
WHERE i.owner_person_id = :id AND i.kind = 'action'
ORDER BY CASE WHEN i.state IN ('open', 'in-progress') THEN 0 ELSE 1 END, m.held DESC NULLS LAST, i.position
LIMIT 20;
