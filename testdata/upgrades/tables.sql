-- What makes tables and relations in other ways than by columns.

-- @as_select_copies
CREATE TABLE t (a integer NOT NULL DEFAULT 1, b varchar(20), c text COLLATE "C", d numeric(10,2));
CREATE TABLE x AS SELECT * FROM t;
CREATE TABLE y AS SELECT b AS q, t.c, d::numeric(5,1), 1 AS n FROM t WHERE a > 1;
--? column public.y.d

-- @as_select_casts
CREATE TABLE t (a integer, b varchar(20), d numeric(10,2));
CREATE TABLE y AS SELECT a::bigint, CAST(b AS varchar(10)) AS e, d::text, 1 AS n, now() AS at, b || 'x' AS z FROM t;
--? column public.y.at
--? column public.y.z

-- @as_select_with_names
CREATE TABLE t (a integer, b text);
CREATE TABLE x (p, q) AS SELECT * FROM t;
CREATE TABLE y (p) AS SELECT a, b FROM t;

-- @as_select_from_a_subquery
CREATE TABLE t (a integer, b text);
CREATE TABLE x AS SELECT * FROM (SELECT a FROM t) s;
--? column public.x.a

-- @as_select_with
CREATE TABLE t (a integer, b text);
CREATE TABLE x AS WITH w AS (SELECT a, b FROM t) SELECT a, 1 AS n FROM w;
--? column public.x.a

-- @as_select_from_a_function
CREATE TABLE t (a integer);
CREATE TABLE x AS SELECT * FROM t, generate_series(1, 2) g;
--? table public.x

-- @as_union
CREATE TABLE t (a integer, b bigint, c varchar(5));
CREATE TABLE x AS SELECT a, c FROM t UNION ALL SELECT b, c FROM t;
--? column public.x.a

-- @as_join
CREATE TABLE t (a integer, b text);
CREATE TABLE u (a integer, c text);
CREATE TABLE x AS SELECT t.a, u.c FROM t JOIN u ON t.a = u.a;
CREATE TABLE y AS SELECT a, c FROM t JOIN u USING (a);

-- @select_into
CREATE TABLE t (a integer, b text);
SELECT a, b INTO x FROM t WHERE a > 1;
SELECT * INTO y FROM t;

-- @as_table_and_values
CREATE TABLE t (a integer, b text);
CREATE TABLE x AS TABLE t;
CREATE TABLE y AS VALUES (1, 'a');
--? table public.x
--? table public.y

-- @temporary_sequences_and_views
CREATE TABLE t (a integer);
CREATE TEMPORARY SEQUENCE s;
CREATE TEMP VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;

-- @temporary_table_as
CREATE TABLE x (a integer);
CREATE TEMP TABLE x AS SELECT count(*) AS n FROM generate_series(1, 2);
DROP TABLE x;
--? table pg_temp.x

-- @a_default_of_null_keeps_the_parents_out
CREATE TABLE base (id integer DEFAULT 1, created timestamptz DEFAULT now());
CREATE TABLE child (id integer DEFAULT NULL, created timestamptz DEFAULT NULL) INHERITS (base);
CREATE TABLE plain (id integer, created timestamptz) INHERITS (base);

-- @a_default_takes_only_simple_expressions
CREATE TABLE t (id integer, at timestamp DEFAULT now() at time zone 'utc');
--! 42601

-- @a_default_in_brackets_takes_any
CREATE TABLE t (id integer, at timestamp DEFAULT (now() at time zone 'utc'), ok boolean DEFAULT (1 IN (1, 2)));
ALTER TABLE t ALTER at SET DEFAULT now() at time zone 'utc';

-- @a_default_with_a_test
CREATE TABLE t (id integer, ok boolean DEFAULT 1 < 2 AND 2 < 3);
--! 42601

-- @a_default_that_compares
CREATE TABLE t (id integer DEFAULT 1 + 2 * 3 NOT NULL, ok boolean DEFAULT 1 < 2, txt text DEFAULT 'x' COLLATE "C");

-- @a_default_that_is_not
CREATE TABLE t (id integer, ok boolean DEFAULT NOT true);
--! 42601
