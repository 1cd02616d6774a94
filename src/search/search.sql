-- use "search/search.h"

-- query search_sql_clear :exec
-- in   owner_kind enum:search_owner, owner_id int
-- why  entries of one thing are written anew together
DELETE FROM search_entry WHERE owner_kind = :owner_kind AND owner_id = :owner_id;

-- query search_sql_clear_all :exec
-- why  convene rebuild
-- scan the whole table is rebuilt
DELETE FROM search_entry;

-- query search_sql_rewrite :exec
-- why  words of what was deleted stay in parts of the index until these are written anew
-- @sqlite
INSERT INTO search_index (search_index) VALUES ('optimize');
-- @postgres
DELETE FROM search_entry WHERE id < 0;

-- query search_sql_insert :exec
-- in   kind enum:search_kind, path text, owner_kind enum:search_owner, owner_id int, title text, body text, held date?, words_title text, words_body text
-- why  whatever can be found
INSERT INTO search_entry (kind, path, owner_kind, owner_id, title, body, held, words_title, words_body)
VALUES (:kind, :path, :owner_kind, :owner_id, :title, :body, :held, :words_title, :words_body);

-- query search_sql_find :many
-- in   match text, n int, skip int
-- out  kind enum:search_kind, path text, title text, body text, held date?
-- why  /search; titles weigh four times a body
-- scan the full-text index is the way in
-- @sqlite
SELECT e.kind, e.path, e.title, e.body, e.held
FROM search_index x JOIN search_entry e ON e.id = x.rowid
WHERE search_index MATCH :match
ORDER BY bm25(search_index, 4.0, 1.0), e.id DESC LIMIT :n OFFSET :skip;
-- @postgres
SELECT e.kind, e.path, e.title, e.body, e.held
FROM search_entry e
WHERE e.words @@ CAST(CAST(:match AS text) AS tsquery)
ORDER BY ts_rank('{0.25, 0.25, 0.25, 1}', e.words, CAST(CAST(:match AS text) AS tsquery)) DESC, e.id DESC LIMIT :n OFFSET :skip;

-- query search_sql_count :one
-- in   match text
-- out  n int
-- why  /search says how many there are
-- scan the full-text index is the way in
-- @sqlite
SELECT count(*) FROM search_index WHERE search_index MATCH :match;
-- @postgres
SELECT count(*) FROM search_entry e WHERE e.words @@ CAST(CAST(:match AS text) AS tsquery);

-- query search_sql_dump :many
-- out  kind enum:search_kind, path text, title text, body text, held date?, words_title text, words_body text
-- why  what is written anew must be what had grown, and a test looks
-- scan everything is wanted
SELECT kind, path, title, body, held, words_title, words_body FROM search_entry
ORDER BY path, kind, title, body, held NULLS FIRST;
