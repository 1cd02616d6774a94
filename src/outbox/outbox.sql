-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
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

-- query wish_sql_get :maybe
-- in   account_id account_id
-- out  at_times enum:letter_when, stand_in account_id?, address text?
-- why  which letters somebody wants; unique index on account_id
SELECT w.at_times, w.stand_in, s.address FROM letter_wish w LEFT JOIN account s ON s.id = w.stand_in
WHERE w.account_id = :account_id;

-- query wish_sql_set :exec
-- in   account_id account_id, at_times enum:letter_when, stand_in account_id?
-- why  … is said; unique index on account_id
INSERT INTO letter_wish (account_id, at_times, stand_in) VALUES (:account_id, :at_times, :stand_in)
ON CONFLICT (account_id) DO UPDATE SET at_times = excluded.at_times, stand_in = excluded.stand_in;

-- query wish_sql_address :maybe
-- in   id account_id
-- out  address text, folded text
-- why  where a digest goes; its key
SELECT address, folded FROM account WHERE id = :id;

-- query letter_sql_state :exec
-- in   id letter_id, state enum:letter_state
-- why  it is kept for the day's letter, or not wanted; its key
UPDATE letter SET state = :state WHERE id = :id;

-- query letter_sql_held :many
-- in   to_folded text
-- out  id letter_id, subject text, body text, sealed blob?
-- why  what has come together for the day's letter; index letter_by_state
SELECT id, subject, body, sealed FROM letter WHERE to_folded = :to_folded AND state = 'held' ORDER BY id;

-- query digest_sql_waits :one
-- in   account_id account_id
-- out  n int
-- why  there is one day's letter to come; index job_by_object
SELECT count(*) FROM job WHERE kind = 'digest' AND object_id = :account_id AND state = 'waiting';

-- query host_sql_count :maybe
-- in   host text, minute int, most int
-- out  sent int
-- why  one more goes there in this minute, if there is room; unique index on host
INSERT INTO mail_host (host, minute, sent) VALUES (:host, :minute, 1)
ON CONFLICT (host) DO UPDATE SET minute = excluded.minute,
    sent = CASE WHEN mail_host.minute = excluded.minute THEN mail_host.sent + 1 ELSE 1 END
WHERE mail_host.minute <> excluded.minute OR mail_host.sent < :most
RETURNING sent;

-- query host_sql_forget :exec
-- in   minute int
-- why  what was before this minute counts for nothing, and tells where letters went
-- scan there are only the hosts of one minute
DELETE FROM mail_host WHERE minute <> :minute;
