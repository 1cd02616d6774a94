-- SPDX-License-Identifier: Apache-2.0
-- use "shelf.h"
--
-- One statement of every kind and every type, for the tests of sqlc and db.

-- query shelf_add :one
-- in   title text, subtitle text?, pages int, price real, weight real?,
-- in   lent bool, bought instant, sold instant?, printed date, due date?,
--      cover blob, map blob?, copies int?, kind enum:book_kind, sequel_of book_id?
-- out  id book_id
-- why  one column of every type
-- conflict shelf.twice
INSERT INTO book (title, subtitle, pages, price, weight, lent, bought, sold, printed, due,
	cover, map, copies, kind, sequel_of)
VALUES (:title, :subtitle, :pages, :price, :weight, :lent, :bought, :sold, :printed, :due,
	:cover, :map, :copies, :kind, :sequel_of)
RETURNING id;

-- query shelf_get :one
-- in   id book_id
-- out  id book_id, title text, subtitle text?, pages int, price real, weight real?,
--      lent bool, bought instant, sold instant?, printed date, due date?
-- out  cover blob, map blob?, copies int?, kind enum:book_kind, sequel_of book_id?
-- why  one column of every type
-- missing shelf.no-such
SELECT id, title, subtitle, pages, price, weight, lent, bought, sold, printed, due, cover,
	map, copies, kind, sequel_of
FROM book WHERE id = :id;

-- query shelf_find :maybe
-- in   title text
-- out  id book_id, pages int
-- why  a row or none
SELECT id, pages FROM book WHERE title = :title;

-- query shelf_any :one
-- out  title text
-- why  no key of its own for "no row"
-- scan two rows at most
SELECT title FROM book LIMIT 2;

-- query shelf_list :many
-- out  id book_id, title text
-- why  all rows; the colon in ':none' is no parameter
-- scan all are wanted
SELECT id, title /* :not_this */ FROM book WHERE title <> ':none' -- :nor_this
ORDER BY id;

-- query shelf_each :stream
-- in   least int
-- out  title text, cover blob
-- why  one row at a time
-- scan all are wanted
SELECT title, cover FROM book WHERE pages >= :least ORDER BY id;

-- query shelf_put :exec
-- in   title text, pages int
-- why  as little as a row needs
INSERT INTO book (title, pages, price, lent, bought, printed, cover, kind)
VALUES (:title, :pages, 0, 0, 0, '2020-02-29', x'00', 'novel');

-- query shelf_rename :exec
-- in   id book_id, title text
-- why  no row is a conflict
-- stale shelf.gone
UPDATE book SET title = :title WHERE id = :id;

-- query shelf_remove :exec
-- in   id book_id
-- why  no row is not found
-- missing shelf.no-such
DELETE FROM book WHERE id = :id;

-- query shelf_grow :count
-- in   by int
-- why  how many rows
-- scan all are wanted
-- derived
UPDATE book SET pages = pages + :by;

-- query shelf_lend :exec
-- in   book_id book_id, reader text
-- why  a foreign key
INSERT INTO loan (book_id, reader) VALUES (:book_id, :reader);

-- query shelf_spin :one
-- in   n int
-- out  n int
-- why  runs as long as one likes
-- scan no table at all
WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :n)
SELECT max(n) AS n FROM c;

-- query shelf_own :maybe
-- out  pages int
-- why  a text for each engine
-- scan no table at all
-- @sqlite
SELECT 1 AS pages;
-- @postgres
SELECT 2::int AS pages;

-- query shelf_swapped :many
-- out  pages int, id book_id
-- why  the columns stand in the wrong order, which db_check finds
-- scan all are wanted
SELECT id, pages FROM book;

-- query shelf_wrong :many
-- out  title text
-- why  a table that does not exist
SELECT title FROM no_such_table;

-- query shelf_too_many :maybe
-- out  id book_id
-- why  two columns where one is declared
-- scan never runs
SELECT id, title FROM book;
