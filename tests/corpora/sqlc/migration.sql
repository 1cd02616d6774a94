-- A table and what hangs on it.
CREATE TABLE t (
    id @id, -- key
    n  @int NOT NULL, r @real, b @blob DEFAULT 'it''s -- not a comment'
);

-- @sqlite
CREATE VIRTUAL TABLE f USING fts5 (n, tokenize = "unicode61");
CREATE TRIGGER g AFTER INSERT ON t BEGIN
    INSERT INTO f (rowid, n) VALUES (new.id, new.n);
END;
-- @end
-- @postgres
CREATE INDEX i ON t /* not for
the other */ USING gin (n);
-- @end
