-- case: no options
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t WITH LOCAL CHECK OPTION;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v SET (security_invoker = true);
-- case: check option
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t WITH CHECK OPTION;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t WITH LOCAL CHECK OPTION;
-- case: options
CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_invoker, security_barrier = true) AS SELECT a FROM t;
CREATE VIEW w WITH (check_option = local) AS SELECT a FROM t;
-- case: options that are taken back
CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_invoker = on) AS SELECT a FROM t;
ALTER VIEW v RESET (security_invoker);
CREATE VIEW w WITH (security_barrier) AS SELECT a FROM t;
CREATE OR REPLACE VIEW w AS SELECT a FROM t;
CREATE VIEW x AS SELECT a FROM t;
ALTER VIEW x SET (security_barrier = false);
-- case: what a literal is
CREATE VIEW v AS SELECT 'a'::varchar AS x, NULL::integer AS y, NULL AS z, 'b' AS w;
-- is not:
CREATE VIEW v AS SELECT 'a'::text AS x, NULL::integer AS y, NULL AS z, 'b' AS w;
-- is not:
CREATE VIEW v AS SELECT 'a'::varchar AS x, NULL::bigint AS y, NULL AS z, 'b' AS w;
-- case: a column cast to its own kind
CREATE TABLE t (c character varying(20), x text);
CREATE VIEW v AS SELECT c::varchar AS c, x::varchar AS x, c::text AS d FROM t;
-- case: limit before offset
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t ORDER BY a LIMIT 10 OFFSET 5;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t ORDER BY a LIMIT 5 OFFSET 10;
-- case: rows that are fetched
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t ORDER BY a OFFSET 5 ROWS FETCH FIRST 10 ROWS ONLY;
-- is not:
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t ORDER BY a OFFSET 5 ROWS FETCH FIRST 11 ROWS ONLY;
-- case: a truth that is not known
CREATE TABLE t (a integer, f boolean);
CREATE VIEW v AS SELECT a FROM t WHERE f IS UNKNOWN;
-- is not:
CREATE TABLE t (a integer, f boolean);
CREATE VIEW v AS SELECT a FROM t WHERE f IS NOT UNKNOWN;
-- case: rows that are distinct
CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT a FROM t WHERE (a, b) IS DISTINCT FROM (1, 2);
-- is not:
CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT a FROM t WHERE (a, b) IS DISTINCT FROM (1, 3);
-- case: another value
CREATE TABLE t (a integer, b text);
CREATE VIEW v AS SELECT a FROM t WHERE b IN ('new', 'paid');
-- is not:
CREATE TABLE t (a integer, b text);
CREATE VIEW v AS SELECT a FROM t WHERE b IN ('new', 'paid', 'held');
-- is not:
CREATE TABLE t (a integer, b text);
CREATE VIEW v AS SELECT a FROM t WHERE b NOT IN ('new', 'paid');
