-- What rows, values and names refuse beyond the schema.

-- @not_null_on_a_table_without_rows
CREATE TABLE t (a integer);
ALTER TABLE t ADD COLUMN b integer NOT NULL;

-- @not_null_on_rows_of_the_history
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @not_null_on_a_column_that_was_filled
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer;
UPDATE t SET b = 1 WHERE b IS NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;

-- @not_null_after_a_savepoint_is_gone
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer;
SAVEPOINT s;
UPDATE t SET b = 1;
ROLLBACK TO SAVEPOINT s;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
--~ 23502

-- @unique_on_rows_of_the_history
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1), (1);
CREATE UNIQUE INDEX ix ON t (a);
--~ 23505

-- @rows_of_an_empty_table
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
INSERT INTO u (a) SELECT a FROM t;
ALTER TABLE u ADD COLUMN b integer NOT NULL;

-- @the_same_key_twice
CREATE TABLE t (a integer PRIMARY KEY);
INSERT INTO t (a) VALUES (1), (1);
--! 23505

-- @null_where_none_may_be
CREATE TABLE t (a integer PRIMARY KEY, b text NOT NULL);
INSERT INTO t (a) VALUES (1);
--! 23502

-- @too_long
CREATE TABLE t (a varchar(3));
INSERT INTO t (a) VALUES ('abcd');
--! 22001

-- @refers_to_nothing
CREATE TABLE t (a integer PRIMARY KEY);
CREATE TABLE u (a integer REFERENCES t (a));
INSERT INTO u (a) VALUES (1);
--! 23503

-- @a_column_that_is_not_there
CREATE TABLE t (a integer);
UPDATE t SET b = 1;
--! 42703

-- @a_column_of_a_condition
CREATE TABLE t (a integer);
DELETE FROM t WHERE b = 1;
--! 42703

-- @a_column_of_a_subquery
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
DELETE FROM t WHERE a IN (SELECT b FROM u);
--! 42703

-- @an_outer_column_in_a_subquery
CREATE TABLE t (a integer, b integer);
CREATE TABLE u (c integer);
DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE c = b);

-- @more_values_than_columns
CREATE TABLE t (a integer, b integer);
INSERT INTO t (a) VALUES (1, 2);
--! 42601

-- @a_variable_is_no_column
CREATE TABLE t (a integer);
DO $$ DECLARE v integer := 1; BEGIN UPDATE t SET a = v; END $$;
--? schema *

-- @a_label_of_the_same_transaction
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood);
---
ALTER TYPE mood ADD VALUE 'ok';
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'ok';
--! 55P04

-- @a_label_of_an_earlier_transaction
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood);
---
ALTER TYPE mood ADD VALUE 'ok';
---
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'ok';

-- @a_label_that_is_none
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood DEFAULT 'happy');
--! 22P02

-- @a_default_of_another_type
CREATE TABLE t (a integer DEFAULT now());
--! 42804

-- @a_default_that_no_operator_computes
CREATE TABLE t (a timestamptz DEFAULT now() + 1);
--! 42883

-- @a_function_that_nobody_defines
CREATE TABLE t (a uuid DEFAULT uuid_generate_v4());
--! 42883

-- @a_function_of_an_extension
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (a uuid DEFAULT uuid_generate_v4());

-- @a_check_that_compares_what_nothing_compares
CREATE TABLE t (a varchar(20), CHECK (a > 5));
--! 42883

-- @a_check_that_is_no_condition
CREATE TABLE t (a integer, CHECK (a + 1));
--! 42804

-- @an_index_on_what_is_not_immutable
CREATE TABLE t (a timestamp);
CREATE INDEX ix ON t ((a::text));
--! 42P17

-- @a_predicate_that_is_not_immutable
CREATE TABLE t (a timestamptz);
CREATE INDEX ix ON t (a) WHERE a > now();
--! 42P17

-- @a_computed_column_over_nothing
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (c * 2) STORED);
--! 42703

-- @using_that_gives_another_type
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a TYPE integer USING a;
--! 42804

-- @a_view_over_an_ambiguous_name
CREATE TABLE t (id integer);
CREATE TABLE u (id integer);
CREATE VIEW v AS SELECT id FROM t JOIN u ON u.id = t.id;
--! 42702

-- @a_view_that_takes_another_type
CREATE TABLE t (a varchar(20));
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a::text AS a FROM t;
--! 42P16

-- @an_sql_function_over_nothing
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT b FROM t';
--! 42703

-- @an_enum_in_place_of_another
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (m mood);
INSERT INTO t (m) VALUES ('sad');
ALTER TYPE mood RENAME TO old;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'fine');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;

-- @a_role_that_may_not_be_there
CREATE TABLE t (a integer);
GRANT SELECT ON t TO limbeck_nobody;
--~ 42704

-- @an_extension_that_may_not_be_there
CREATE EXTENSION limbeck_nothing;
--~ 0A000

-- @truncate_what_is_referred_to
CREATE TABLE t (a integer PRIMARY KEY);
CREATE TABLE u (a integer REFERENCES t (a));
TRUNCATE t;
--! 0A000

-- @a_counter_below_its_first
CREATE TABLE t (a serial);
SELECT setval('t_a_seq', (SELECT COALESCE(max(a), 0) FROM t));
--~ 22003

-- @keys_that_a_function_computes
CREATE TABLE t (a text PRIMARY KEY DEFAULT md5(random()::text), b integer);
INSERT INTO t (b) VALUES (1), (2);
--?

-- @keys_written_in_two_ways
CREATE TABLE t (a uuid PRIMARY KEY);
INSERT INTO t (a) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11');
--! 23505

-- @keys_whose_form_does_not_tell
CREATE TABLE t (a boolean PRIMARY KEY);
INSERT INTO t (a) VALUES ('yes'), ('true');
--~ 23505

-- @null_twice_where_nulls_do_not_differ
CREATE TABLE t (a integer UNIQUE NULLS NOT DISTINCT, b integer);
INSERT INTO t (a, b) VALUES (NULL, 1), (NULL, 2);
--~ 23505
