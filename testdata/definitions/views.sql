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
