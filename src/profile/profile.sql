-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "profile/profile.h"

-- query fact_sql_of :many
-- in   person_id person_id
-- out  id fact_id, field enum:fact_field, value text, seen_by enum:seen_by, since date?, until date?
-- why  what somebody says of themselves, and those who were merged into them; index person_fact_by_person
SELECT id, field, value, seen_by, since, until FROM person_fact
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id)
ORDER BY CASE WHEN until IS NULL THEN 0 ELSE 1 END, since DESC, id;

-- query fact_sql_add :one
-- in   person_id person_id, field enum:fact_field, value text, seen_by enum:seen_by, since date?, until date?, at instant
-- out  id fact_id
-- why  somebody says something of themselves
INSERT INTO person_fact (person_id, field, value, seen_by, since, until, at)
VALUES (:person_id, :field, :value, :seen_by, :since, :until, :at) RETURNING id;

-- query fact_sql_drop_field :exec
-- in   person_id person_id, field enum:fact_field
-- why  it is said anew, or no more; index person_fact_by_person
DELETE FROM person_fact WHERE field = :field
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query fact_sql_drop :count
-- in   id fact_id, person_id person_id
-- why  one of several is taken back, by whose it is; its key
DELETE FROM person_fact WHERE id = :id
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query fact_sql_end :count
-- in   id fact_id, person_id person_id, until date
-- why  an affiliation is over; its key
UPDATE person_fact SET until = :until WHERE id = :id AND until IS NULL
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query fact_sql_dump :many
-- out  slug text, field enum:fact_field, value text, seen_by enum:seen_by, since date?, until date?
-- why  canonical dump
-- scan all of it is wanted
SELECT p.slug, f.field, f.value, f.seen_by, f.since, f.until
FROM person_fact f JOIN person p ON p.id = f.person_id ORDER BY p.slug, f.field, f.value, f.since, f.until;

-- query spelling_sql_of :many
-- in   person_id person_id
-- out  name text, source text, seen_by enum:seen_by
-- why  how somebody is spelt; index person_alias_by_person
SELECT name, source, seen_by FROM person_alias WHERE person_id = :person_id ORDER BY id;

-- query spelling_sql_see :count
-- in   person_id person_id, folded text, seen_by enum:seen_by
-- why  who may see a spelling that no report has; unique index on folded
UPDATE person_alias SET seen_by = :seen_by
WHERE folded = :folded AND person_id = :person_id AND source = 'own';

-- query spelling_sql_drop :count
-- in   person_id person_id, folded text
-- why  a spelling that somebody added themselves is taken back; unique index on folded
DELETE FROM person_alias WHERE folded = :folded AND person_id = :person_id AND source = 'own';

-- query address_sql_of :many
-- in   person_id person_id
-- out  id account_id, address text, seen_by enum:seen_by
-- why  the addresses of somebody; index account_by_person
SELECT id, address, seen_by FROM account
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id) ORDER BY id;

-- query address_sql_see :count
-- in   id account_id, person_id person_id, seen_by enum:seen_by
-- why  who may see it, says whose it is; its key
UPDATE account SET seen_by = :seen_by WHERE id = :id
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query address_sql_drop :count
-- in   id account_id, person_id person_id
-- why  an address is somebody's no more; its key
UPDATE account SET person_id = NULL WHERE id = :id
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query address_sql_person :one
-- in   id account_id
-- out  person_id person_id?, address text, name text?
-- why  whose an account is; its key
SELECT coalesce(p.merged_into, a.person_id), a.address, a.name
FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.id = :id;

-- query address_sql_recent :one
-- in   account_id account_id, after instant
-- out  n int
-- why  letters to strangers have a limit; index address_claim_by_account
SELECT count(*) FROM address_claim WHERE account_id = :account_id AND at > :after;

-- query address_sql_claim :exec
-- in   account_id account_id, address text, token blob, at instant
-- why  somebody says that an address is theirs
INSERT INTO address_claim (account_id, address, token, at) VALUES (:account_id, :address, :token, :at);

-- query address_sql_by_token :maybe
-- in   token blob, after instant
-- out  id int, account_id account_id, address text
-- why  a link is opened; unique index on token
SELECT id, account_id, address FROM address_claim WHERE token = :token AND at > :after;

-- query address_sql_forget :exec
-- in   before instant
-- why  links are of no use after a day; index address_claim_by_time
DELETE FROM address_claim WHERE at < :before;

-- query address_sql_used :exec
-- in   id int
-- why  a link works once; its key
DELETE FROM address_claim WHERE id = :id;

-- query claim_sql_add :one
-- in   account_id account_id, person_id person_id, at instant
-- out  id claim_id
-- why  somebody says who they are in the directory
INSERT INTO person_claim (account_id, person_id, at, state) VALUES (:account_id, :person_id, :at, 'waiting')
RETURNING id;

-- query claim_sql_of :maybe
-- in   account_id account_id
-- out  id claim_id, name text, at instant
-- why  what somebody waits for; index person_claim_by_account
SELECT c.id, p.name, c.at FROM person_claim c JOIN person p ON p.id = c.person_id
WHERE c.account_id = :account_id AND c.state = 'waiting';

-- query claim_sql_waiting :many
-- out  id claim_id, account_id account_id, address text, called text?, slug text, name text, at instant
-- why  what the secretariat is asked; index person_claim_by_state
SELECT c.id, a.id, a.address, a.name, p.slug, p.name, c.at
FROM person_claim c JOIN account a ON a.id = c.account_id JOIN person p ON p.id = c.person_id
WHERE c.state = 'waiting' ORDER BY c.at, c.id;

-- query claim_sql_get :maybe
-- in   id claim_id
-- out  account_id account_id, person_id person_id, waiting bool
-- why  it is answered; its key
SELECT account_id, person_id, CASE WHEN state = 'waiting' THEN 1 ELSE 0 END FROM person_claim WHERE id = :id;

-- query claim_sql_answer :exec
-- in   id claim_id, state text, answered instant
-- why  it is answered; its key
UPDATE person_claim SET state = :state, answered = :answered WHERE id = :id;

-- query claim_sql_dump :many
-- out  account text, slug text, at instant, state text
-- why  canonical dump
-- scan all of it is wanted
SELECT a.folded, p.slug, c.at, c.state
FROM person_claim c JOIN account a ON a.id = c.account_id JOIN person p ON p.id = c.person_id
ORDER BY a.folded, p.slug, c.at, c.id;

