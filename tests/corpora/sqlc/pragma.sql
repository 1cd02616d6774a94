-- query q :exec
-- why w
PRAGMA x;