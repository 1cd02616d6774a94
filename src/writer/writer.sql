-- SPDX-License-Identifier: Apache-2.0
-- use "list/list.h"
-- use "writer/writer.h"
-- use "writer/writer_ops.h"

-- query writer_sql_senders :many
-- in   list_id list_id?
-- out  who int, address text, name text, messages int
-- why  who may be one person with whom; counted, since the busiest stand first
-- scan all senders are compared
SELECT s.who, s.address, s.name, count(*)
FROM mail_sender s JOIN message m ON m.sender_id = s.id JOIN appearance a ON a.message_id = m.id
WHERE s.who IS NOT NULL AND m.sender = 'person' AND (CAST(:list_id AS bigint) IS NULL OR a.list_id = :list_id)
GROUP BY s.id, s.who, s.address, s.name;

-- query writer_sql_named :many
-- in   who int
-- out  address text, name text
-- why  is there such a writer, and how is it spelt; index mail_sender_by_who
SELECT address, name FROM mail_sender WHERE who = :who;

-- query writer_sql_decide :one
-- in   at instant, a int, b int, same bool, source text
-- out  id decision_id
-- why  somebody says whether two writers are one person
INSERT INTO writer_decision (at, a, b, same, source) VALUES (:at, :a, :b, :same, :source) RETURNING id;

-- query writer_sql_decisions :many
-- out  id decision_id, at instant, a int, b int, same bool, source text, undone instant?
-- why  who is one person, and the trail of it
-- scan all of them count
SELECT id, at, a, b, same, source, undone FROM writer_decision ORDER BY id;

-- query writer_sql_undo :count
-- in   id decision_id, undone instant
-- why  a decision is taken back
UPDATE writer_decision SET undone = :undone WHERE id = :id AND undone IS NULL;

-- query writer_sql_clear :exec
-- why  who is one person is derived anew from the decisions
-- derived
-- scan all of it goes
DELETE FROM writer;

-- query writer_sql_insert :exec
-- in   who int, person int
-- why  a writer who is one person with others
-- derived
INSERT INTO writer (who, person) VALUES (:who, :person);

-- query writer_sql_all :stream
-- out  who int, person int
-- why  the measures count people
-- scan those that are one with others only
SELECT who, person FROM writer;

-- query writer_sql_dump :many
-- out  a int, b int, same bool, source text, undone bool
-- why  canonical dump
-- scan all of it is wanted
SELECT a, b, same, source, CASE WHEN undone IS NULL THEN 0 ELSE 1 END FROM writer_decision ORDER BY a, b, id;

-- query roster_sql_find :maybe
-- in   list_id list_id, held date
-- out  id roster_id
-- why  a roster of the same day is written anew; unique index
SELECT id FROM roster WHERE list_id = :list_id AND held = :held;

-- query roster_sql_insert :one
-- in   list_id list_id, held date, n int
-- out  id roster_id
-- why  who had joined a list on a day
INSERT INTO roster (list_id, held, n) VALUES (:list_id, :held, :n) RETURNING id;

-- query roster_sql_delete :exec
-- in   id roster_id
-- why  a roster of the same day is written anew
DELETE FROM roster WHERE id = :id;

-- query roster_sql_clear :exec
-- in   roster_id roster_id
-- why  a roster of the same day is written anew; the key
DELETE FROM roster_member WHERE roster_id = :roster_id;

-- query roster_sql_add :exec
-- in   roster_id roster_id, who int
-- why  somebody had joined
INSERT INTO roster_member (roster_id, who) VALUES (:roster_id, :who);

-- query roster_sql_latest :maybe
-- in   list_id list_id, before date
-- out  id roster_id, held date, n int
-- why  who had joined when a window ended; unique index
SELECT id, held, n FROM roster WHERE list_id = :list_id AND held < :before ORDER BY held DESC LIMIT 1;

-- query roster_sql_members :stream
-- in   roster_id roster_id
-- out  who int
-- why  who of those who wrote had joined; the key
SELECT who FROM roster_member WHERE roster_id = :roster_id ORDER BY who;

-- query roster_sql_dump :many
-- out  slug text, held date, n int
-- why  canonical dump
-- scan all of it is wanted
SELECT l.slug, r.held, r.n FROM roster r JOIN list l ON l.id = r.list_id ORDER BY l.slug, r.held;
