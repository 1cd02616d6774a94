-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"

-- query sign_in_sql_counts :one
-- in   folded text, network blob, since instant
-- out  by_address int, by_network int
-- why  how often somebody has asked; indexes sign_in_by_address, sign_in_by_network
SELECT (SELECT count(*) FROM sign_in WHERE folded = :folded AND at > :since),
       (SELECT count(*) FROM sign_in WHERE network = :network AND at > :since);

-- query sign_in_sql_add :exec
-- in   address text, folded text, network blob, browser blob, link blob, code blob, at instant
-- why  somebody asks to be let in
INSERT INTO sign_in (address, folded, network, browser, link, code, at, tries)
VALUES (:address, :folded, :network, :browser, :link, :code, :at, 0);

-- query sign_in_sql_forget :exec
-- in   before instant
-- why  they are of no use after a day; index sign_in_by_time
DELETE FROM sign_in WHERE at < :before;

-- query sign_in_sql_by_link :maybe
-- in   link blob, since instant
-- out  id sign_in_id, address text, browser blob
-- why  a link is opened; unique index on link
SELECT id, address, browser FROM sign_in
WHERE link = :link AND at > :since AND used IS NULL;

-- query sign_in_sql_by_address :many
-- in   folded text, since instant, most int
-- out  id sign_in_id, address text, code blob
-- why  a code is typed; index sign_in_by_address
SELECT id, address, code FROM sign_in
WHERE folded = :folded AND at > :since AND used IS NULL AND tries < :most ORDER BY at DESC, id DESC;

-- query sign_in_sql_wrong :exec
-- in   folded text, since instant
-- why  a wrong code is a try at each that it could have been; index sign_in_by_address
UPDATE sign_in SET tries = tries + 1 WHERE folded = :folded AND at > :since AND used IS NULL;

-- query sign_in_sql_use :exec
-- in   folded text, used instant
-- why  who is in needs none of the others either; index sign_in_by_address
UPDATE sign_in SET used = :used WHERE folded = :folded AND used IS NULL;

-- query account_sql_by_folded :maybe
-- in   folded text
-- out  id account_id, address text, name text?, person_id person_id?
-- why  an address's account; unique index
SELECT id, address, name, person_id FROM account WHERE folded = :folded;

-- query account_sql_add :one
-- in   address text, folded text, name text?, person_id person_id?, made instant
-- out  id account_id
-- why  somebody comes for the first time, or is invited
INSERT INTO account (address, folded, name, person_id, made, rights_at)
VALUES (:address, :folded, :name, :person_id, :made, 0) RETURNING id;

-- query account_sql_set_person :exec
-- in   id account_id, person_id person_id
-- why  who it is in the directory; its key
UPDATE account SET person_id = :person_id WHERE id = :id;

-- query account_sql_set_name :exec
-- in   id account_id, name text?
-- why  how they want to be called; its key
UPDATE account SET name = :name WHERE id = :id;

-- query account_sql_rights :exec
-- in   person_id person_id, at instant
-- why  sessions from before a change of rights are over; index account_by_person
UPDATE account SET rights_at = :at
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query account_sql_rights_joined :exec
-- in   person_id person_id, into person_id, at instant
-- why  two entries are one, or no more: that changes rights where both sides have some; index account_by_person
UPDATE account SET rights_at = :at
WHERE person_id IN (SELECT id FROM person WHERE id IN (:person_id, :into) OR merged_into = :into)
    AND (EXISTS (SELECT 1 FROM role_term r WHERE r.person_id = :person_id)
        OR EXISTS (SELECT 1 FROM account u WHERE u.person_id = :person_id));

-- query session_sql_add :exec
-- in   account_id account_id, digest blob, made instant, agent text
-- why  somebody is in
INSERT INTO session (account_id, digest, made, seen, agent)
VALUES (:account_id, :digest, :made, :made, :agent);

-- query session_sql_find :maybe
-- in   digest blob, seen instant, made instant
-- out  id session_id, seen instant, account_id account_id, address text, name text?, person_id person_id?
-- why  who sends this cookie, and as whom they were merged; unique index on digest
SELECT s.id, s.seen, a.id, a.address, a.name, coalesce(p.merged_into, a.person_id)
FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN person p ON p.id = a.person_id
WHERE s.digest = :digest AND s.seen > :seen AND s.made > :made AND s.made >= a.rights_at;

-- query session_sql_seen :exec
-- in   id session_id, at instant
-- why  it goes on; its key
UPDATE session SET seen = :at WHERE id = :id;

-- query session_sql_end :maybe
-- in   id session_id, account_id account_id
-- out  id session_id
-- why  it is over; only its owner's; its key
DELETE FROM session WHERE id = :id AND account_id = :account_id RETURNING id;

-- query session_sql_end_all :exec
-- in   account_id account_id
-- why  all of somebody's are over; index session_by_account
DELETE FROM session WHERE account_id = :account_id;

-- query session_sql_forget :exec
-- in   seen instant
-- why  they are over by themselves; index session_by_seen
DELETE FROM session WHERE seen < :seen;

-- query role_sql_held :many
-- in   person_id person_id, today date
-- out  role enum:role, grp_id group_id?
-- why  what somebody is today, and those who were merged into them; index role_term_by_person
SELECT role, grp_id FROM role_term
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id)
  AND since <= :today AND (until IS NULL OR until > :today)
ORDER BY role, grp_id;

-- query role_sql_open :maybe
-- in   person_id person_id, role enum:role, grp_id group_id?
-- out  id int
-- why  a role is given once, and ended; index role_term_by_person
SELECT id FROM role_term
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id) AND role = :role AND coalesce(grp_id, 0) = coalesce(:grp_id, 0)
  AND until IS NULL;

-- query role_sql_add :exec
-- in   person_id person_id, role enum:role, grp_id group_id?, since date, until date?
-- why  somebody gets a role, or had one
INSERT INTO role_term (person_id, role, grp_id, since, until)
VALUES (:person_id, :role, :grp_id, :since, :until);

-- query role_sql_end :exec
-- in   id int, until date
-- why  the term is over; its key
UPDATE role_term SET until = :until WHERE id = :id;

-- query role_sql_list :many
-- in   day date?
-- out  slug text, name text, role enum:role, grp text?, since date, until date?
-- why  convene role list: all terms, or those of a day
-- scan a forum has a few hundred
SELECT p.slug, p.name, r.role, g.slug, r.since, r.until
FROM role_term r JOIN person o ON o.id = r.person_id JOIN person p ON p.id = coalesce(o.merged_into, o.id)
LEFT JOIN grp g ON g.id = r.grp_id
WHERE CAST(:day AS text) IS NULL OR (r.since <= :day AND (r.until IS NULL OR r.until > :day))
ORDER BY r.role, g.slug, r.since, p.slug;

-- query account_sql_dump :many
-- out  folded text, name text?, person text?, seen_by text
-- why  canonical dump
-- scan all of it is wanted
SELECT a.folded, a.name, p.slug, a.seen_by FROM account a LEFT JOIN person p ON p.id = a.person_id ORDER BY a.folded;

-- query role_sql_dump :many
-- out  slug text, role enum:role, grp text?, since date, until date?
-- why  canonical dump
-- scan all of it is wanted
SELECT p.slug, r.role, g.slug, r.since, r.until
FROM role_term r JOIN person p ON p.id = r.person_id LEFT JOIN grp g ON g.id = r.grp_id
ORDER BY p.slug, r.role, g.slug, r.since, r.until;
