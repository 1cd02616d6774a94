-- @sqlite
SELECT 1;
-- @mysql
