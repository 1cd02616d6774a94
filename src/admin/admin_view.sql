-- SPDX-License-Identifier: Apache-2.0
-- The secretariat's own pages. Lists are cut by LIMIT and read backwards by their keys.
--
-- use "account/account.h"
-- use "group/group.h"
-- use "job/job.h"
-- use "outbox/outbox.h"
-- use "person/person.h"

-- query admin_view_counts :one
-- out  waiting int, dead int, letters int, accounts int, applications int, unconfirmed int, writers int, lines int
-- why  /admin
-- scan of each table a count, in an index where there is one
SELECT (SELECT count(*) FROM job WHERE state = 'waiting'), (SELECT count(*) FROM job WHERE state = 'dead'),
       (SELECT count(*) FROM letter), (SELECT count(*) FROM account),
       (SELECT count(*) FROM application WHERE state IN ('waiting', 'review')),
       (SELECT count(*) FROM person WHERE resolved = 0 AND merged_into IS NULL)
           + (SELECT count(*) FROM grp WHERE state = 'unresolved' AND merged_into IS NULL),
       (SELECT count(*) FROM mail_sender WHERE who IS NOT NULL),
       (SELECT count(*) FROM audit);

-- query admin_view_jobs_n :one
-- out  n int
-- why  pages of /admin/jobs
-- scan a count
SELECT count(*) FROM job;

-- query admin_view_letters :many
-- in   to_folded text?, n int, skip int
-- out  id letter_id, kind text, about text?, to_address text, subject text, made instant, state enum:letter_state, sent instant?
-- why  /admin/letters, all or to one address
-- scan only so many
SELECT id, kind, about, to_address, subject, made, state, sent FROM letter
WHERE CAST(:to_folded AS text) IS NULL OR to_folded = :to_folded
ORDER BY id DESC LIMIT :n OFFSET :skip;

-- query admin_view_letters_n :one
-- in   to_folded text?
-- out  n int
-- why  pages of /admin/letters
-- scan a count
SELECT count(*) FROM letter WHERE CAST(:to_folded AS text) IS NULL OR to_folded = :to_folded;

-- query admin_view_letter :maybe
-- in   id letter_id
-- out  kind text, about text?, to_name text?, to_address text, subject text, body text, made instant, state enum:letter_state, sent instant?, said text?
-- why  one letter; its key
SELECT kind, about, to_name, to_address, subject, body, made, state, sent, said FROM letter WHERE id = :id;

-- query admin_view_letter_job :maybe
-- in   id letter_id
-- out  attempts int, due instant, result text?
-- why  what became of a letter; index job_by_object
SELECT attempts, due, result FROM job WHERE kind = 'mail' AND object_id = :id ORDER BY id DESC LIMIT 1;

-- query admin_view_roles :many
-- out  slug text, name text, role enum:role, grp text?, grp_slug text?, since date, until date?
-- why  /admin/roles: all terms, those that last first
-- scan a forum has a few hundred
SELECT p.slug, p.name, r.role, g.name, g.slug, r.since, r.until
FROM role_term r JOIN person o ON o.id = r.person_id JOIN person p ON p.id = coalesce(o.merged_into, o.id)
LEFT JOIN grp g ON g.id = r.grp_id
ORDER BY r.until IS NOT NULL, r.role, g.sort_key, p.sort_key, r.since;

-- query admin_view_groups :many
-- out  slug text, name text
-- why  /admin/roles: whom one can coordinate
-- scan all of them are offered
SELECT slug, name FROM grp WHERE merged_into IS NULL AND state <> 'unresolved' ORDER BY sort_key, slug;
