-- SPDX-License-Identifier: Apache-2.0
-- use "job/job.h"
-- use "outbox/outbox.h"

-- query letter_sql_add :one
-- in   mid text, kind text, about text?, to_name text?, to_address text, to_folded text, subject text, body text, sealed blob?, made instant
-- out  id letter_id
-- why  something is to be sent
INSERT INTO letter (mid, kind, about, to_name, to_address, to_folded, subject, body, sealed, made, state)
VALUES (:mid, :kind, :about, :to_name, :to_address, :to_folded, :subject, :body, :sealed, :made, 'waiting')
RETURNING id;

-- query letter_sql_get :maybe
-- in   id letter_id
-- out  mid text, kind text, about text?, to_name text?, to_address text, subject text, body text, sealed blob?, made instant, state enum:letter_state, sent instant?
-- why  it is sent, or shown; its key
SELECT mid, kind, about, to_name, to_address, subject, body, sealed, made, state, sent
FROM letter WHERE id = :id;

-- query letter_sql_end :exec
-- in   id letter_id, state enum:letter_state, sent instant?
-- why  it is sent, or never will be; what it kept secret goes
UPDATE letter SET state = :state, sent = :sent, sealed = NULL WHERE id = :id;

-- query letter_sql_list :many
-- in   n int
-- out  id letter_id, kind text, about text?, to_address text, subject text, made instant, state enum:letter_state, sent instant?
-- why  convene mail list: the newest
-- scan backwards by the key, and only so many
SELECT id, kind, about, to_address, subject, made, state, sent FROM letter ORDER BY id DESC LIMIT :n;

-- query letter_sql_to :many
-- in   to_folded text, n int
-- out  id letter_id, kind text, about text?, to_address text, subject text, made instant, state enum:letter_state, sent instant?
-- why  convene mail list --to: what was sent to somebody; index letter_by_address
SELECT id, kind, about, to_address, subject, made, state, sent FROM letter
WHERE to_folded = :to_folded ORDER BY made DESC, id DESC LIMIT :n;

-- query letter_sql_about :many
-- in   about text, n int
-- out  id letter_id, kind text, about text?, to_address text, subject text, made instant, state enum:letter_state, sent instant?
-- why  convene mail list --about: what was sent about something; index letter_by_about
SELECT id, kind, about, to_address, subject, made, state, sent FROM letter
WHERE about = :about ORDER BY made DESC, id DESC LIMIT :n;

-- query letter_sql_by_mid :maybe
-- in   mid text
-- out  id letter_id, to_address text, to_folded text
-- why  a letter comes back; unique index on mid
SELECT id, to_address, to_folded FROM letter WHERE mid = :mid;

-- query letter_sql_say :exec
-- in   id letter_id, state enum:letter_state, said text
-- why  what came of it in the end; its key
UPDATE letter SET state = :state, said = :said WHERE id = :id;

-- query bad_address_sql_mark :exec
-- in   folded text, since instant, said text
-- why  letters to it come back; unique index on folded
INSERT INTO bad_address (folded, since, said) VALUES (:folded, :since, :said)
ON CONFLICT (folded) DO UPDATE SET said = excluded.said;

-- query bad_address_sql_get :maybe
-- in   folded text
-- out  said text
-- why  nothing is sent where it would come back; unique index on folded
SELECT said FROM bad_address WHERE folded = :folded;

-- query bad_address_sql_clear :count
-- in   folded text
-- why  it works again, or is tried again; unique index on folded
DELETE FROM bad_address WHERE folded = :folded;

-- query bad_address_sql_list :many
-- out  folded text, since instant, said text
-- why  /admin/letters, and convene mail bounces
-- scan all of them are wanted
SELECT folded, since, said FROM bad_address ORDER BY since DESC, folded;
