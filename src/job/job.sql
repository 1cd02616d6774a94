-- SPDX-License-Identifier: Apache-2.0
-- use "job/job.h"

-- query job_sql_add :one
-- in   kind text, object_id int, due instant, made instant
-- out  id job_id
-- why  something is to be done
INSERT INTO job (kind, object_id, due, state, attempts, made)
VALUES (:kind, :object_id, :due, 'waiting', 0, :made) RETURNING id;

-- query job_sql_take :maybe
-- in   now instant, lease instant, owner text, only text?, but text?
-- out  id job_id, kind text, object_id int, attempts int
-- why  a worker takes what has waited longest; asked twice in one, as another worker may have been
--      faster. Index job_by_due
UPDATE job SET owner = :owner, lease = :lease, attempts = attempts + 1
WHERE state = 'waiting' AND (lease IS NULL OR lease <= :now) AND id = (
    SELECT id FROM job
    WHERE state = 'waiting' AND due <= :now AND (lease IS NULL OR lease <= :now)
      AND (CAST(:only AS text) IS NULL OR kind = :only) AND (CAST(:but AS text) IS NULL OR kind <> :but)
    ORDER BY due, id LIMIT 1)
RETURNING id, kind, object_id, attempts;

-- query job_sql_end :exec
-- in   id job_id, owner text, state enum:job_state, result text, ended instant
-- why  it is done, or given up; only by who has it
UPDATE job SET state = :state, result = :result, ended = :ended, owner = NULL, lease = NULL
WHERE id = :id AND owner = :owner;

-- query job_sql_later :exec
-- in   id job_id, owner text, due instant, tried int, result text
-- why  it did not work, or was not tried (0), and is tried again; only by who has it
UPDATE job SET due = :due, result = :result, owner = NULL, lease = NULL, attempts = attempts - 1 + :tried
WHERE id = :id AND owner = :owner;

-- query job_sql_owners :many
-- in   now instant
-- out  owner text
-- why  whose work may have been left behind; index job_by_due
SELECT DISTINCT owner FROM job WHERE state = 'waiting' AND owner IS NOT NULL AND lease > :now;

-- query job_sql_release :exec
-- in   owner text
-- why  that worker is gone; index job_by_due
UPDATE job SET owner = NULL, lease = NULL WHERE state = 'waiting' AND owner = :owner;

-- query job_sql_again :maybe
-- in   id job_id, now instant
-- out  id job_id
-- why  somebody wants it tried once more; its key
UPDATE job SET state = 'waiting', due = :now, attempts = 0, ended = NULL
WHERE id = :id AND state <> 'done' RETURNING id;

-- query job_sql_list :many
-- in   n int, skip int
-- out  id job_id, kind text, object_id int, due instant, state enum:job_state, attempts int, owner text?, lease instant?, result text?, made instant, ended instant?
-- why  convene job list, /admin/jobs
-- scan backwards by the key, and only so many
SELECT id, kind, object_id, due, state, attempts, owner, lease, result, made, ended
FROM job ORDER BY id DESC LIMIT :n OFFSET :skip;

-- query job_sql_waiting :one
-- in   now instant
-- out  waiting int, late int
-- why  how much is to be done, and how much should have been; index job_by_due
SELECT count(*), coalesce(sum(CASE WHEN due <= :now THEN 1 ELSE 0 END), 0)
FROM job WHERE state = 'waiting';

-- query job_sql_forget :exec
-- in   before instant
-- why  what was done long ago is in letters and in the audit; index job_by_due
DELETE FROM job WHERE state = 'done' AND due < :before;
