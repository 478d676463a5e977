-- case: a setting's case and quotes
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = 'Foo' AS 'select 1';
-- is not:
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = Foo AS 'select 1';
-- case: two schemas and one
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = a, b AS 'select 1';
-- is not:
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path = 'a, b' AS 'select 1';
-- case: settings are printed in their own way
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path TO "Foo", public, '' SET work_mem TO 64 SET datestyle = iso, dmy SET application_name = 'It''s' AS 'select 1';
CREATE FUNCTION g() RETURNS integer LANGUAGE sql SET search_path = '' SET enable_seqscan = off AS 'select 1';
CREATE FUNCTION h() RETURNS integer LANGUAGE sql SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '1s' SET plan_cache_mode = FORCE_CUSTOM_PLAN AS 'select 1';
-- case: of a view's row type
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f(v) RETURNS integer LANGUAGE sql AS 'select 1';
-- case: of a name that PostgreSQL has later
CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS 'select gen_random_uuid()';
CREATE TABLE t (id uuid DEFAULT uuidv7());
-- is not:
CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS 'select gen_random_uuid()';
CREATE TABLE t (id uuid DEFAULT gen_random_uuid());
