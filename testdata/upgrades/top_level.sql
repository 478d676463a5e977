-- Commands that need to be outside a transaction block.

-- @drop_index_concurrently
CREATE TABLE t (a integer);
CREATE INDEX ix ON t (a);
---
DROP INDEX CONCURRENTLY ix;
--! 25001

-- @drop_index_concurrently_after_commit
CREATE TABLE t (a integer);
CREATE INDEX ix ON t (a);
COMMIT;
DROP INDEX CONCURRENTLY ix;

-- @together_they_are_a_block
CREATE TABLE t (a integer);
COMMIT;
CREATE INDEX CONCURRENTLY ix ON t (a); CREATE INDEX CONCURRENTLY ix2 ON t (a);
--! 25001

-- @in_a_do_block
CREATE TABLE t (a integer);
COMMIT;
DO $$ BEGIN CREATE INDEX CONCURRENTLY ix ON t (a); END $$;
--! 25001

-- @vacuum
CREATE TABLE t (a integer);
VACUUM ANALYZE t;
--! 25001

-- @reindex
CREATE TABLE t (a integer PRIMARY KEY);
REINDEX TABLE t;
REINDEX (VERBOSE) TABLE CONCURRENTLY t;
--! 25001

-- @detach
CREATE TABLE t (a integer) PARTITION BY RANGE (a);
CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2);
---
ALTER TABLE t DETACH PARTITION p CONCURRENTLY;
--! 25001

-- @create_database
CREATE DATABASE elsewhere;
--! 25001

-- @alter_system
ALTER SYSTEM SET work_mem = '1MB';
--! 25001
