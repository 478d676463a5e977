-- What goes along with a drop, and what is in its way, where only words say what depends on what.

-- @function_returning_a_type
CREATE TYPE m AS ENUM ('a');
CREATE FUNCTION f() RETURNS m LANGUAGE sql AS 'SELECT NULL::m';
---
DROP TYPE m;
--~ 2BP01

-- @function_returning_a_row
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
---
DROP TABLE t CASCADE;
--? function public.f()

-- @policy_that_reads_another_table
CREATE TABLE t (a integer);
CREATE TABLE u (id integer, b integer);
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM u WHERE u.id = a));
---
DROP TABLE u;
--~ 2BP01

-- @policy_that_reads_another_column
CREATE TABLE t (a integer);
CREATE TABLE u (id integer, b integer);
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM u WHERE u.id = a));
---
ALTER TABLE u DROP COLUMN id CASCADE;
--? policy public.t.p

-- @policy_that_reads_a_column_nobody_drops
CREATE TABLE t (a integer);
CREATE TABLE u (id integer, b integer);
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM u WHERE u.id = a));
---
ALTER TABLE u DROP COLUMN b CASCADE;

-- @view_with_a_window_that_casts
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT row_number() OVER (ORDER BY a) AS n, 'a'::mood AS m FROM t;
---
DROP TYPE mood CASCADE;
--? view public.v

-- @view_that_calls_one_of_two
CREATE TABLE t (a integer);
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(a) AS n FROM t;
---
DROP FUNCTION f(integer) CASCADE;
--? view public.v

-- @default_that_calls_one_of_two
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a integer DEFAULT f(1));
---
DROP FUNCTION f(integer);
--~ 2BP01

-- @domain_that_calls
CREATE FUNCTION f(integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE DOMAIN d AS integer CHECK (f(VALUE));
---
DROP FUNCTION f(integer) CASCADE;
--? constraint public.d.d_check

-- @join_using
CREATE TABLE a (id integer, x integer);
CREATE TABLE b (id integer, y integer);
CREATE VIEW v AS SELECT x, y FROM a JOIN b USING (id);
---
ALTER TABLE b DROP COLUMN id CASCADE;
--? view public.v

-- @natural_join
CREATE TABLE a (id integer, x integer);
CREATE TABLE b (id integer, y integer);
CREATE VIEW v AS SELECT x, y FROM a NATURAL JOIN b;
---
ALTER TABLE b DROP COLUMN id;
--~ 2BP01

-- @group_by_the_key
CREATE TABLE t (id integer PRIMARY KEY, x integer);
CREATE VIEW v AS SELECT id, x, count(*) AS n FROM t GROUP BY id;
---
ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE;
--? view public.v

-- @function_with_a_parsed_body
CREATE TABLE t (a integer, b integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;
---
ALTER TABLE t DROP COLUMN a;
--~ 2BP01

-- @rules_of_one_name
CREATE TABLE t1 (a integer);
CREATE TABLE t2 (a integer);
CREATE RULE r AS ON INSERT TO t1 DO NOTHING;
CREATE RULE r AS ON INSERT TO t2 DO NOTHING;
--? rule public.r

-- @whole_row
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT t FROM t;

-- @comment_on_an_attribute
CREATE TYPE co AS (a integer);
COMMENT ON COLUMN co.a IS 'an attribute';

-- @like_a_view
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
CREATE TYPE co AS (a integer);
CREATE TABLE x (LIKE v);
CREATE TABLE y (LIKE co);
--? table public.x
--? table public.y

-- @passes_of_alter_table
CREATE TABLE t (a integer, x integer);
ALTER TABLE t ADD UNIQUE (b), ADD COLUMN b integer;
ALTER TABLE t ADD COLUMN x integer, DROP COLUMN x;
ALTER TABLE t ALTER COLUMN c SET NOT NULL, ADD COLUMN c integer, ALTER COLUMN c SET DEFAULT 1;
