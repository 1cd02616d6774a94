-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "action/action.h"
-- use "document/document.h"
-- use "list/list.h"
-- use "mail/mail.h"
-- use "person/person.h"
-- use "profile/profile.h"

-- query privacy_sql_accounts :many
-- in   person_id person_id
-- out  id account_id, address text, folded text
-- why  all addresses of somebody; index account_by_person
SELECT id, address, folded FROM account
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id) ORDER BY id;

-- query privacy_sql_account :maybe
-- in   id account_id
-- out  address text, folded text, name text?, person_id person_id?, made instant
-- why  who asks; its key
SELECT a.address, a.folded, a.name, coalesce(p.merged_into, a.person_id), a.made
FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.id = :id;

-- ---- export ----

-- query privacy_sql_sessions :many
-- in   account_id account_id
-- out  made instant, seen instant, agent text
-- why  export; index session_by_account
SELECT made, seen, agent FROM session WHERE account_id = :account_id ORDER BY id;

-- query privacy_sql_letters :many
-- in   folded text
-- out  kind text, about text?, subject text, body text, made instant, sent instant?
-- why  export; index letter_by_address
SELECT kind, about, subject, body, made, sent FROM letter WHERE to_folded = :folded ORDER BY made, id;

-- query privacy_sql_roles :many
-- in   person_id person_id
-- out  role enum:role, grp text?, since date, until date?
-- why  export; index role_term_by_person
SELECT r.role, g.slug, r.since, r.until FROM role_term r LEFT JOIN grp g ON g.id = r.grp_id
WHERE r.person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id)
ORDER BY r.since, r.id;

-- query privacy_sql_attendance :many
-- in   person_id person_id
-- out  series text, number int, held date?, label text, written text, affiliation text?
-- why  export; index attendance_by_person
SELECT s.slug, m.number, m.held, t.label, t.written, t.affiliation
FROM attendance t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
WHERE t.person_id = :person_id ORDER BY s.slug, m.number, t.position;

-- query privacy_sql_actions :many
-- in   person_id person_id
-- out  series text, number int, text text, due date?, state enum:action_state
-- why  export; index action_item_by_person
SELECT s.slug, m.number, i.text, i.due, i.state
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
WHERE i.owner_person_id = :person_id ORDER BY s.slug, m.number, i.position;

-- query privacy_sql_audit :many
-- in   account_id account_id
-- out  at instant, action text, object text
-- why  export: what somebody did
-- scan the audit has no index on who acted: it is asked for seldom
SELECT at, action, object FROM audit WHERE actor = :account_id ORDER BY id;

-- query privacy_sql_applications :many
-- in   account_id account_id
-- out  id int, name text, need text, plan text, state text, made instant
-- why  export; index application_by_account
SELECT id, name, need, plan, state, made FROM application WHERE account_id = :account_id ORDER BY id;

-- query privacy_sql_messages :many
-- in   folded text
-- out  id node_id, mid text, list text, at instant?, subject text?, raw_block block_id?, raw_at int, raw_bytes int, raw_tail int, text_block block_id?, text_at int, text_bytes int
-- why  export: what somebody wrote to lists, from that address
-- scan senders are compared in lower case: it is asked for seldom
SELECT m.id, n.mid, l.slug, m.at, m.subject, m.raw_block, m.raw_at, m.raw_bytes, m.raw_tail, m.text_block, m.text_at, m.text_bytes
FROM mail_sender s JOIN message m ON m.sender_id = s.id JOIN mail_node n ON n.id = m.id
JOIN appearance a ON a.message_id = m.id JOIN list l ON l.id = a.list_id
WHERE lower(s.address) = :folded ORDER BY m.at, m.id, l.slug;

-- ---- forgetting an account ----

-- query privacy_sql_drop_sign_ins :exec
-- in   folded text
-- why  … index sign_in_by_address
DELETE FROM sign_in WHERE folded = :folded;

-- query privacy_sql_drop_address_claims :exec
-- in   account_id account_id
-- why  … index address_claim_by_account
DELETE FROM address_claim WHERE account_id = :account_id;

-- query privacy_sql_drop_wish :exec
-- in   account_id account_id
-- why  … index letter_wish_by_stand_in
DELETE FROM letter_wish WHERE account_id = :account_id;

-- query privacy_sql_stand_in_no_more :exec
-- in   account_id account_id
-- why  … index letter_wish_by_stand_in
UPDATE letter_wish SET stand_in = NULL WHERE stand_in = :account_id;

-- query privacy_sql_drop_claims :exec
-- in   account_id account_id
-- why  … index person_claim_by_account
DELETE FROM person_claim WHERE account_id = :account_id;

-- query privacy_sql_drop_application_people :exec
-- in   account_id account_id
-- why  … what nobody has sent; index application_by_account
DELETE FROM application_person WHERE application_id IN
    (SELECT id FROM application WHERE account_id = :account_id AND state IN ('draft', 'withdrawn') AND grp_id IS NULL);

-- query privacy_sql_drop_applications :exec
-- in   account_id account_id
-- why  … index application_by_account
DELETE FROM application WHERE account_id = :account_id AND state IN ('draft', 'withdrawn') AND grp_id IS NULL;

-- query privacy_sql_empty_contacts :exec
-- in   folded text
-- why  … their address as a contact
-- scan a forum has a few hundred people in applications
UPDATE application_person SET address = '' WHERE lower(address) = :folded;

-- query privacy_sql_stop_letters :exec
-- in   folded text
-- why  … what waits is not sent; index letter_by_address, job_by_object
UPDATE job SET state = 'dead', result = 'withheld' WHERE kind = 'mail' AND state = 'waiting'
    AND object_id IN (SELECT id FROM letter WHERE to_folded = :folded);

-- query privacy_sql_empty_letters :exec
-- in   folded text, instead text
-- why  … that something was sent stays; index letter_by_address
UPDATE letter SET to_name = NULL, to_address = :instead, to_folded = :instead, subject = '', body = '', sealed = NULL, said = NULL,
    state = CASE WHEN state IN ('waiting', 'held') THEN 'dead' ELSE state END
WHERE to_folded = :folded;

-- query privacy_sql_empty_account :exec
-- in   id account_id, instead text
-- why  … the audit has its number, and nothing else is left of it; its key
UPDATE account SET address = :instead, folded = :instead, name = NULL, person_id = NULL, seen_by = 'secretariat'
WHERE id = :id;

-- query privacy_sql_drop_facts :exec
-- in   person_id person_id
-- why  what somebody said of themselves; index person_fact_by_person
DELETE FROM person_fact
WHERE person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- query privacy_sql_drop_own_spellings :exec
-- in   person_id person_id
-- why  … and how they are spelt elsewhere; index person_alias_by_person
DELETE FROM person_alias WHERE person_id = :person_id AND source = 'own';

-- query privacy_sql_end_roles :exec
-- in   person_id person_id, until date
-- why  who can no longer be reached has no role; index role_term_by_person
UPDATE role_term SET until = :until WHERE until IS NULL
    AND person_id IN (SELECT id FROM person WHERE id = :person_id OR merged_into = :person_id);

-- ---- withholding a name ----

-- query privacy_sql_names :many
-- in   person_id person_id
-- out  name text
-- why  all that is to go; index person_alias_by_person
SELECT name FROM person_alias WHERE person_id = :person_id
UNION SELECT name FROM person WHERE id = :person_id OR merged_into = :person_id;

-- query privacy_sql_slugs :many
-- in   person_id person_id
-- out  id person_id, slug text
-- why  addresses that say the name
-- scan who is merged into somebody, by an index
SELECT id, slug FROM person WHERE id = :person_id OR merged_into = :person_id ORDER BY id;

-- query privacy_sql_withheld :one
-- out  n int
-- why  the number of the next one; unique index on slug
SELECT count(*) FROM person WHERE slug >= 'name-withheld-' AND slug < 'name-withheld.';

-- query privacy_sql_versions :many
-- out  id version_id, slug text, revision int, source text
-- why  every text that may say the name
-- scan all of them are read
SELECT v.id, d.slug, v.revision, v.source FROM version v JOIN document d ON d.id = v.document_id ORDER BY v.id;

-- query privacy_sql_rewrite :exec
-- in   id version_id, source text, digest text, original blob, name text
-- why  a text without the name, and so its original; its key
UPDATE version SET source = :source, digest = :digest, original = :original, original_name = :name, charset = 'UTF-8'
WHERE id = :id;

-- query privacy_sql_drop_spellings :exec
-- in   person_id person_id
-- why  all of them go; index person_alias_by_person
DELETE FROM person_alias WHERE person_id = :person_id;

-- query privacy_sql_rename :exec
-- in   id person_id, slug text, name text, sort_key blob
-- why  the entry stays, without its name; its key
UPDATE person SET slug = :slug, name = :name, sort_key = :sort_key, resolved = 1 WHERE id = :id;

-- query privacy_sql_drop_redirects :exec
-- in   path text
-- why  an old address says the name, and a new one would be known by it
-- scan redirects are few
DELETE FROM redirect WHERE path = :path OR target = :path;
