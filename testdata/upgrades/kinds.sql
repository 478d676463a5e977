-- Kinds of statements that change no schema: of what nobody weighs, limbeck does not say that it works.

-- @prepare
PREPARE p AS SELECT * FROM nope;
--~ 42P01

-- @declare
DECLARE c CURSOR FOR SELECT * FROM nope;
--~ 42P01

-- @values
VALUES (1), (1, 2);
--! 42601

-- @values_of_no_column
VALUES (nope);
--! 42703

-- @a_query_in_brackets
(SELECT nope);
--! 42703

-- @merge
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
MERGE INTO t USING t s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.nope;
--~ 42703

-- @analyze_of_a_column
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
ANALYZE t (nope);
--~ 42703

-- @analyze
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
ANALYZE t;

-- @cluster
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CLUSTER t USING nope;
--~ 42704

-- @reindex_index
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
REINDEX INDEX nope;
--! 42P01

-- @reindex_index_that_is_there
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
REINDEX INDEX t_pkey;

-- @drop_role
DROP ROLE limbeck_nobody;
--~ 42704

-- @drop_cast
DROP CAST (integer AS jsonb);
--~ 42704

-- @alter_extension
ALTER EXTENSION limbeck_nothing UPDATE;
--~ 42704

-- @comment_on_a_language
COMMENT ON LANGUAGE nope IS 'x';
--~ 42704

-- @comment_on_a_column_of_a_view
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN v.nope IS 'x';
--~ 42703

-- @an_owner_of_nothing
ALTER TYPE nope OWNER TO CURRENT_USER;
--! 42704

-- @an_owner
CREATE TYPE m AS ENUM ('a');
ALTER TYPE m OWNER TO CURRENT_USER;

-- @refresh_what_is_no_materialized_view
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v AS SELECT a FROM t;
REFRESH MATERIALIZED VIEW v;
--! 42809

-- @refresh_concurrently_without_a_key
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
--! 55000

-- @refresh_concurrently_with_a_partial_key
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
CREATE UNIQUE INDEX ix ON m (a) WHERE a > 0;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
--! 55000

-- @refresh_concurrently_without_data
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
CREATE UNIQUE INDEX ix ON m (a);
REFRESH MATERIALIZED VIEW CONCURRENTLY m WITH NO DATA;
--! 42601

-- @a_materialized_view_without_data
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA;
SELECT a FROM m;
--~ 55000

-- @a_setting_of_no_such_value
SET client_min_messages = 'nope';
--~ 22023

-- @reset_of_no_setting
RESET nope;
--~ 42704

-- @settings
SET LOCAL lock_timeout = '5s';
SET work_mem = '64MB';
SET TIME ZONE 'UTC';
SET client_min_messages TO WARNING;
SET SESSION AUTHORIZATION DEFAULT;
RESET work_mem;
