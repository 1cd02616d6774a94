-- query q :maybe
-- in a int, a_id a_id?, b text?
-- out n real?, k enum:k
-- why w
-- @postgres
SELECT x::int @@ $$y$$ WHERE :a = :a_id AND "b"":" = :b;
-- @sqlite
WITH c AS (SELECT 1) SELECT `a` FROM c WHERE :a /* :b */ AND :a_id AND :b;
