-- SPDX-License-Identifier: Apache-2.0
--
-- What the database layer itself asks. Two tables: `migration`, which it
-- makes, and `meta`, one row that the first migration makes.

-- query meta_version_read :maybe
-- out  data_version int
-- why  every page compares it with what its cache was made from
-- scan one row
SELECT data_version FROM meta;

-- query meta_version_bump :exec
-- why  each commit that changed something
-- scan one row
UPDATE meta SET data_version = data_version + 1;

-- query migration_table_create :exec
-- why  before the first migration
CREATE TABLE migration (
	number int PRIMARY KEY,
	name text NOT NULL,
	digest text NOT NULL,
	applied bigint NOT NULL
);
-- @sqlite
CREATE TABLE migration (
	number INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	digest TEXT NOT NULL,
	applied INTEGER NOT NULL
) STRICT;

-- query migration_applied :many
-- out  number int, name text, digest text
-- why  what has been done, in order
-- scan every migration is compared
SELECT number, name, digest FROM migration ORDER BY number;

-- query migration_record :exec
-- in   number int, name text, digest text, applied instant
-- why  one migration was applied
INSERT INTO migration (number, name, digest, applied)
VALUES (:number, :name, :digest, :applied);
