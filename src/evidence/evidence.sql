-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "evidence/evidence.h"
-- use "group/group.h"

-- query evidence_sql_add :one
-- in   grp_id group_id, kind enum:evidence_kind, says enum:evidence_says, day date, until date, title text, link text, note text, source text, account_id account_id?, at instant
-- out  id evidence_id
-- why  somebody hands in what a coalition has done
INSERT INTO evidence (grp_id, kind, says, day, until, title, link, note, source, state, answer, account_id, at)
VALUES (:grp_id, :kind, :says, :day, :until, :title, :link, :note, :source, 'claimed', '', :account_id, :at)
RETURNING id;

-- query evidence_sql_same :one
-- in   grp_id group_id, kind enum:evidence_kind, says enum:evidence_says, day date, title text
-- out  n int
-- why  the same file read twice adds nothing; index evidence_by_grp
SELECT count(*) FROM evidence
WHERE grp_id = :grp_id AND kind = :kind AND day = :day AND says = :says AND title = :title;

-- query evidence_sql_get :maybe
-- in   id evidence_id
-- out  grp_id group_id, state enum:evidence_state, account_id account_id?
-- why  it is answered, or taken back; its key
SELECT grp_id, state, account_id FROM evidence WHERE id = :id;

-- query evidence_sql_answer :exec
-- in   id evidence_id, state enum:evidence_state, answer text
-- why  somebody has looked at it; its key
UPDATE evidence SET state = :state, answer = :answer WHERE id = :id;

-- query evidence_sql_drop :exec
-- in   id evidence_id
-- why  who handed it in takes it back; its key
DELETE FROM evidence WHERE id = :id;

-- query evidence_sql_of :many
-- in   grp_id group_id, from date?, to date?, kind text?
-- out  id evidence_id, kind enum:evidence_kind, says enum:evidence_says, day date, until date, title text, link text, note text, source text, state enum:evidence_state, answer text, account_id account_id?
-- why  the register of a group, the newest first; index evidence_by_grp
SELECT id, kind, says, day, until, title, link, note, source, state, answer, account_id FROM evidence
WHERE grp_id IN (SELECT id FROM grp WHERE id = :grp_id OR merged_into = :grp_id)
    AND (CAST(:to AS text) IS NULL OR day < :to) AND (CAST(:from AS text) IS NULL OR until >= :from)
    AND (CAST(:kind AS text) IS NULL OR kind = :kind)
ORDER BY day DESC, id DESC;

-- query evidence_sql_all :stream
-- in   from date, to date
-- out  grp_id group_id, kind enum:evidence_kind, says enum:evidence_says, day date, until date, state enum:evidence_state
-- why  the figures of all coalitions
-- scan all of them are wanted that touch the window
SELECT coalesce(g.merged_into, g.id), e.kind, e.says, e.day, e.until, e.state
FROM evidence e JOIN grp g ON g.id = e.grp_id
WHERE e.state <> 'refused' AND e.day < :to AND e.until >= :from;

-- query evidence_sql_dump :many
-- out  slug text, kind enum:evidence_kind, says enum:evidence_says, day date, until date, title text, link text, note text, source text, state enum:evidence_state, answer text
-- why  canonical dump
-- scan all of it is wanted
SELECT g.slug, e.kind, e.says, e.day, e.until, e.title, e.link, e.note, e.source, e.state, e.answer
FROM evidence e JOIN grp g ON g.id = e.grp_id ORDER BY g.slug, e.kind, e.day, e.title, e.id;
