-- SPDX-License-Identifier: Apache-2.0
-- What the pages of meetings show. "Present" is everybody in the list of
-- participants but those who sent apologies.
--
-- use "meeting/meeting.h"
-- use "action/action.h"
-- use "document/document.h"
-- use "group/group.h"

-- query meeting_view_series :many
-- out  id series_id, slug text, name text, grp_slug text, grp_name text, grp_type enum:group_type
-- why  /meetings: one section for each series
-- scan a forum has a handful of series
SELECT s.id, s.slug, s.name, g.slug, g.name, g.type
FROM series s JOIN grp g ON g.id = s.grp_id ORDER BY s.slug;

-- query meeting_view_list :many
-- in   series series_id
-- out  number int, mode text?, held date?, cycle text?, focus text?, listed int, present int, coalitions int, actions int, actions_open int
-- why  /meetings; everything of a series, newest first, index on series and number
SELECT m.number, m.mode, m.held, m.cycle, m.focus,
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id),
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id AND t.kind <> 'apology'),
       (SELECT count(DISTINCT t.grp_id) FROM attendance t JOIN grp g ON g.id = t.grp_id
        WHERE t.meeting_id = m.id AND t.kind <> 'apology' AND g.type = 'coalition'),
       (SELECT count(*) FROM action_item i WHERE i.meeting_id = m.id AND i.kind = 'action'),
       (SELECT count(*) FROM action_item i WHERE i.meeting_id = m.id AND i.kind = 'action'
        AND i.state IN ('open', 'in-progress'))
FROM meeting m WHERE m.series_id = :series ORDER BY m.number DESC;

-- query meeting_view_show :maybe
-- in   series text, number int
-- out  id meeting_id, series_id series_id, series text, series_name text, grp_slug text, grp_name text, grp_type enum:group_type, number int, number_text text, mode text?, held date?, cycle text?, focus text?, stated int?, document_id document_id, revision int, at instant, source text
-- why  one meeting with the newest version of its report; unique indexes
SELECT m.id, s.id, s.slug, s.name, g.slug, g.name, g.type, m.number, m.number_text, m.mode,
       m.held, m.cycle, m.focus, m.stated, m.document_id, v.revision, v.at, v.source
FROM series s JOIN grp g ON g.id = s.grp_id
JOIN meeting m ON m.series_id = s.id
JOIN version v ON v.document_id = m.document_id
WHERE s.slug = :series AND m.number = :number
ORDER BY v.revision DESC LIMIT 1;

-- query meeting_view_attendance :many
-- in   id meeting_id
-- out  kind enum:roster_kind, label text, written text, person text, affiliation text?, grp_id group_id?, grp_slug text?, grp_type text?
-- why  the list of participants with links; unique index on meeting and position
SELECT t.kind, t.label, t.written, p.slug, t.affiliation, t.grp_id, g.slug, g.type
FROM attendance t JOIN person p ON p.id = t.person_id LEFT JOIN grp g ON g.id = t.grp_id
WHERE t.meeting_id = :id ORDER BY t.position;

-- query meeting_view_actions :many
-- in   id meeting_id
-- out  position int, kind enum:item_kind, text text, owner enum:owner_kind, owner_text text?, grp_slug text?, grp_name text?, grp_type text?, person text?, person_name text?, due date?, state enum:action_state, closed date?
-- why  what became of the items; unique index on meeting and position
SELECT i.position, i.kind, i.text, i.owner, i.owner_text, g.slug, g.name, g.type, p.slug, p.name,
       i.due, i.state, i.closed
FROM action_item i LEFT JOIN grp g ON g.id = i.owner_grp_id
LEFT JOIN person p ON p.id = i.owner_person_id
WHERE i.meeting_id = :id ORDER BY i.position;

-- query meeting_view_topics :many
-- in   id meeting_id
-- out  position int, text text, paragraph int?, state enum:topic_state, closed_note text?
-- why  what the meeting put off; unique index on meeting and position
SELECT position, text, paragraph, state, closed_note FROM topic
WHERE meeting_id = :id ORDER BY position;

-- query meeting_view_abbreviations :many
-- in   id meeting_id
-- out  shrt text, lng text
-- why  what the report's abbreviations stand for; index abbreviation_by_meeting
SELECT shrt, lng FROM abbreviation WHERE meeting_id = :id ORDER BY shrt, lng;

-- query meeting_view_coalitions :many
-- out  id group_id, active bool
-- why  "8 of 22 coalitions", in the order of every list; index grp_by_type
SELECT id, state = 'active' FROM grp
WHERE type = 'coalition' AND merged_into IS NULL ORDER BY sort_key;

-- query meeting_view_next :maybe
-- in   series series_id, number int
-- out  number int, held date?
-- why  the meeting after this one; unique index on series and number
SELECT number, held FROM meeting WHERE series_id = :series AND number > :number
ORDER BY number LIMIT 1;

-- query meeting_view_prev :maybe
-- in   series series_id, number int
-- out  number int, held date?
-- why  the meeting before this one; unique index on series and number
SELECT number, held FROM meeting WHERE series_id = :series AND number < :number
ORDER BY number DESC LIMIT 1;

-- query meeting_view_first_at :one
-- in   document_id document_id
-- out  at instant, revisions int
-- why  when the report was published first; unique index on document and revision
SELECT min(at), count(*) FROM version WHERE document_id = :document_id;

-- query meeting_view_source :maybe
-- in   series text, number int
-- out  held date?, source text
-- why  downloads; unique indexes
SELECT m.held, v.source
FROM series s JOIN meeting m ON m.series_id = s.id
JOIN version v ON v.document_id = m.document_id
WHERE s.slug = :series AND m.number = :number
ORDER BY v.revision DESC LIMIT 1;

-- query meeting_view_versions :many
-- in   document_id document_id
-- out  revision int, at instant, original_name text, charset text, bytes int
-- why  the history of a report; unique index on document and revision
SELECT revision, at, original_name, charset, length(original) FROM version
WHERE document_id = :document_id ORDER BY revision DESC;

-- query meeting_view_version :maybe
-- in   document_id document_id, revision int
-- out  at instant, source text
-- why  one revision, compared with the one before; unique index on document and revision
SELECT at, source FROM version WHERE document_id = :document_id AND revision = :revision;

-- query meeting_view_before :maybe
-- in   document_id document_id, revision int
-- out  revision int, source text
-- why  the revision before one; unique index on document and revision
SELECT revision, source FROM version
WHERE document_id = :document_id AND revision < :revision ORDER BY revision DESC LIMIT 1;
