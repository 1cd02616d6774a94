-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "application/application.h"
-- use "group/group.h"

-- query application_sql_get :maybe
-- in   id application_id
-- out  account_id account_id, address text, called text?, person_id person_id?, name text, short_name text, need text, plan text, list_address text, join_url text, state enum:application_state, made instant, changed instant, answer text?, grp_id group_id?, grp_slug text?
-- why  one application; its key
SELECT a.account_id, u.address, u.name, coalesce(p.merged_into, u.person_id), a.name, a.short_name, a.need, a.plan, a.list_address, a.join_url,
       a.state, a.made, a.changed, a.answer, a.grp_id, g.slug
FROM application a JOIN account u ON u.id = a.account_id LEFT JOIN person p ON p.id = u.person_id
LEFT JOIN grp g ON g.id = a.grp_id WHERE a.id = :id;

-- query application_sql_people :many
-- in   application_id application_id
-- out  supporter bool, name text, address text, organisation text, stakeholder text
-- why  who is named in one; index application_person_by_application
SELECT CASE WHEN kind = 'supporter' THEN 1 ELSE 0 END, name, address, organisation, stakeholder
FROM application_person WHERE application_id = :application_id ORDER BY id;

-- query application_sql_of :many
-- in   account_id account_id
-- out  id application_id, name text, state enum:application_state, changed instant
-- why  one's own; index application_by_account
SELECT id, name, state, changed FROM application WHERE account_id = :account_id ORDER BY id DESC;

-- query application_sql_all :many
-- in   everything bool
-- out  id application_id, name text, state enum:application_state, changed instant
-- why  those in review, for everybody; what is not a draft, for the secretariat
-- scan a forum has a few dozen
SELECT id, name, state, changed FROM application
WHERE state = 'review' OR (:everything AND state <> 'draft')
ORDER BY CASE state WHEN 'waiting' THEN 0 WHEN 'review' THEN 1 ELSE 2 END, id DESC;

-- query application_sql_open :one
-- in   account_id account_id
-- out  n int
-- why  there is a limit; index application_by_account
SELECT count(*) FROM application WHERE account_id = :account_id AND state IN ('draft', 'waiting', 'review');

-- query application_sql_add :one
-- in   account_id account_id, name text, at instant
-- out  id application_id
-- why  somebody begins one
INSERT INTO application (account_id, name, short_name, need, plan, list_address, join_url, state, made, changed)
VALUES (:account_id, :name, '', '', '', '', '', 'draft', :at, :at) RETURNING id;

-- query application_sql_save :exec
-- in   id application_id, name text, short_name text, need text, plan text, list_address text, join_url text, at instant
-- why  it is written on; its key
UPDATE application SET name = :name, short_name = :short_name, need = :need, plan = :plan,
    list_address = :list_address, join_url = :join_url, changed = :at
WHERE id = :id;

-- query application_sql_forget_people :exec
-- in   application_id application_id
-- why  … and the people in it anew; index application_person_by_application
DELETE FROM application_person WHERE application_id = :application_id;

-- query application_sql_add_person :exec
-- in   application_id application_id, kind text, name text, address text, organisation text, stakeholder text
-- why  a contact or a supporter
INSERT INTO application_person (application_id, kind, name, address, organisation, stakeholder)
VALUES (:application_id, :kind, :name, :address, :organisation, :stakeholder);

-- query application_sql_become :exec
-- in   id application_id, state enum:application_state, answer text?, grp_id group_id?, at instant
-- why  it is sent, taken up, answered, withdrawn; its key
UPDATE application SET state = :state, answer = :answer, grp_id = :grp_id, changed = :at WHERE id = :id;

-- query application_sql_dump :many
-- out  id application_id, account text, name text, short_name text, need text, plan text, list_address text, join_url text, state enum:application_state, answer text?, grp text?
-- why  canonical dump
-- scan all of it is wanted
SELECT a.id, u.folded, a.name, a.short_name, a.need, a.plan, a.list_address, a.join_url, a.state, a.answer, g.slug
FROM application a JOIN account u ON u.id = a.account_id LEFT JOIN grp g ON g.id = a.grp_id
ORDER BY u.folded, a.id;
