-- dump: lacks index public.broken
-- A failed CREATE INDEX CONCURRENTLY; pg_dump leaves it out.
CREATE TABLE doubles (a integer);
INSERT INTO doubles VALUES (1), (1);
\set ON_ERROR_STOP 0
CREATE UNIQUE INDEX CONCURRENTLY broken ON doubles (a);
\set ON_ERROR_STOP 1
