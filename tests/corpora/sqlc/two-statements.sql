-- query q :exec
-- why w
DELETE FROM t; SELECT 1;