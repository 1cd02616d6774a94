-- SPDX-License-Identifier: Apache-2.0
-- What the pages of groups show. "Present" is everybody in the list of
-- participants but those who sent apologies.
--
-- use "group/group.h"
-- use "meeting/meeting.h"
-- use "action/action.h"
-- use "list/list.h"

-- query group_view_coalitions :many
-- out  id group_id, slug text, name text, short_name text?, state enum:group_state, since date?
-- why  home, /coalitions, the ticks of every tally; index grp_by_type
SELECT id, slug, name, short_name, state, since FROM grp
WHERE type = 'coalition' AND merged_into IS NULL ORDER BY sort_key;

-- query group_view_others :many
-- out  id group_id, slug text, name text, short_name text?, type enum:group_type, state enum:group_state, since date?, meetings int
-- why  /groups
-- scan a forum has a few dozen groups
SELECT g.id, g.slug, g.name, g.short_name, g.type, g.state, g.since,
       (SELECT count(DISTINCT t.meeting_id) FROM attendance t
        WHERE t.grp_id = g.id AND t.kind <> 'apology')
FROM grp g
WHERE g.type <> 'coalition' AND g.merged_into IS NULL ORDER BY g.sort_key;

-- query group_view_meetings :many
-- in   series series_id, n int
-- out  id meeting_id, number int, held date?, listed bool
-- why  the columns of the attendance strips, newest first; unique index on series and number
SELECT m.id, m.number, m.held,
       EXISTS (SELECT 1 FROM attendance t WHERE t.meeting_id = m.id)
FROM meeting m WHERE m.series_id = :series ORDER BY m.number DESC LIMIT :n;

-- query group_view_presence :many
-- in   series series_id, from int
-- out  grp_id group_id, number int
-- why  which group was at which of the newest meetings, once for each delegate; unique indexes
SELECT t.grp_id, m.number
FROM meeting m JOIN attendance t ON t.meeting_id = m.id
WHERE m.series_id = :series AND m.number >= :from
    AND t.kind <> 'apology' AND t.grp_id IS NOT NULL;

-- query group_view_by_slug :maybe
-- in   slug text
-- out  id group_id, slug text, name text, short_name text?, type enum:group_type, state enum:group_state, since date?, description text?, list_address text?, join_url text?, archive_url text?, website text?
-- why  the page of one group; unique index on slug
SELECT id, slug, name, short_name, type, state, since, description, list_address,
       join_url, archive_url, website
FROM grp WHERE slug = :slug AND merged_into IS NULL;

-- query group_view_spellings :many
-- in   id group_id
-- out  name text
-- why  a reader who knows the group by another name finds it; index grp_alias_by_grp
SELECT a.name FROM grp_alias a JOIN grp g ON g.id = a.grp_id
WHERE a.grp_id = :id AND a.name <> g.name ORDER BY a.name;

-- query group_view_present :many
-- in   id group_id
-- out  series text, number int, held date?, person text, name text, apology bool
-- why  who spoke for the group where, newest first; index attendance_by_grp
SELECT s.slug, m.number, m.held, p.slug, p.name, t.kind = 'apology'
FROM attendance t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
JOIN person p ON p.id = t.person_id
WHERE t.grp_id = :id ORDER BY m.held DESC NULLS LAST, s.slug, m.number DESC, t.position;

-- query group_view_actions :many
-- in   id group_id, coalition bool
-- out  series text, number int, position int, text text, owner enum:owner_kind, due date?, state enum:action_state, closed date?, held date?
-- why  what the group has to do: its own items, and those of all coalitions when it is one
-- scan action items are few hundred; the newest 30 are taken
SELECT s.slug, m.number, i.position, i.text, i.owner, i.due, i.state, i.closed, m.held
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
WHERE i.kind = 'action' AND (i.owner_grp_id = :id OR (i.owner = 'all' AND :coalition))
ORDER BY CASE WHEN i.state IN ('open', 'in-progress') THEN 0 ELSE 1 END, m.held DESC NULLS LAST, i.position
LIMIT 30;

-- query group_view_series :many
-- in   id group_id
-- out  slug text, name text, meetings int, first date?, last date?
-- why  the meetings that a body holds itself
-- scan a forum has a handful of series
SELECT s.slug, s.name, count(m.id), min(m.held), max(m.held)
FROM series s JOIN meeting m ON m.series_id = s.id
WHERE s.grp_id = :id GROUP BY s.id ORDER BY s.slug;

-- query group_view_lists :many
-- in   grp_id group_id
-- out  id list_id, slug text, name text
-- why  a group's page leads to its mailing lists; index list_by_grp
SELECT id, slug, name FROM list WHERE grp_id = :grp_id ORDER BY sort_key, slug;
