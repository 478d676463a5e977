-- What GRANT and REVOKE name.

-- @of_a_schema
GRANT USAGE ON SCHEMA nope TO public;
--! 3F000

-- @of_all_tables
REVOKE ALL ON ALL TABLES IN SCHEMA nope FROM public;
--! 3F000

-- @of_a_sequence
GRANT SELECT ON SEQUENCE nope TO public;
--! 42P01

-- @of_a_sequence_that_is_a_table
CREATE TABLE t (a integer);
GRANT USAGE ON SEQUENCE t TO public;
--! 42809

-- @of_a_function
GRANT EXECUTE ON FUNCTION nope() TO public;
--! 42883

-- @of_a_function_of_other_arguments
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
REVOKE EXECUTE ON FUNCTION f(text) FROM public;
--! 42883

-- @of_a_type
GRANT USAGE ON TYPE nope TO public;
--! 42704

-- @of_a_column
CREATE TABLE t (a integer);
GRANT SELECT (nope) ON t TO public;
--! 42703

-- @of_another_kind
CREATE TABLE t (a integer);
GRANT EXECUTE ON t TO public;
--~ 0LP01

-- @with_grant_option
CREATE TABLE t (a integer);
GRANT SELECT ON t TO public WITH GRANT OPTION;
--~ 0LP01

-- @by_default_in_a_schema
ALTER DEFAULT PRIVILEGES IN SCHEMA nope GRANT SELECT ON TABLES TO public;
--! 3F000

-- @by_default_of_another_kind
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON TABLES TO public;
--~ 0LP01

-- @that_are_there
CREATE TABLE t (a serial, b text);
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
GRANT SELECT, UPDATE (b) ON t TO public;
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO public;
GRANT USAGE, SELECT ON SEQUENCE t_a_seq TO public;
GRANT EXECUTE ON FUNCTION f(integer) TO public;
GRANT USAGE ON SCHEMA public TO public;
REVOKE CREATE ON SCHEMA public FROM public;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO public;
