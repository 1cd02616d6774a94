-- query q :exec
-- why w
DELETE FROM t WHERE a = ?;