-- case: a column
CREATE TABLE t (c character varying(20));
CREATE INDEX ix ON t (c);
-- is not:
CREATE TABLE t (c character varying(20));
CREATE INDEX ix ON t ((c::text));
-- case: a column that looks like an expression
CREATE TABLE t (c character varying(20), x text);
CREATE INDEX ix ON t ((c::varchar), (x::text));
-- case: an expression that looks like a column
CREATE TABLE t (c character varying(20), x text);
CREATE INDEX ix ON t ((c::text));
CREATE INDEX iy ON t ((x::varchar));
-- is not:
CREATE TABLE t (c character varying(20), x text);
CREATE INDEX ix ON t ((c::text));
CREATE INDEX iy ON t (x);
-- case: storage parameters that change
CREATE TABLE t (c text);
CREATE INDEX ix ON t (c) WITH (fillfactor = 70);
ALTER INDEX ix SET (fillfactor = 50, deduplicate_items = off);
CREATE INDEX iy ON t (c) WITH (fillfactor = 70);
ALTER INDEX iy RESET (fillfactor);
-- is not:
CREATE TABLE t (c text);
CREATE INDEX ix ON t (c) WITH (fillfactor = 70);
CREATE INDEX iy ON t (c);
-- case: a collation that the column has
CREATE TABLE t (a text COLLATE "C", b text);
CREATE INDEX ix ON t (a COLLATE "C", b COLLATE "C");
-- is not:
CREATE TABLE t (a text COLLATE "C", b text);
CREATE INDEX ix ON t (a COLLATE "POSIX", b COLLATE "C");
-- case: classes that types have anyway
CREATE EXTENSION btree_gist;
CREATE TABLE t (a integer, ts timestamp with time zone, ip inet, v character varying(5));
CREATE INDEX ix ON t USING brin (a int4_minmax_ops, ts timestamptz_minmax_ops, ip inet_inclusion_ops);
CREATE INDEX iy ON t USING gist (a gist_int4_ops, v gist_text_ops);
CREATE INDEX iz ON t USING brin (a int4_minmax_multi_ops, ip inet_minmax_ops);
CREATE INDEX iw ON t USING gist (ip inet_ops);
-- case: statistics
CREATE TABLE t (a integer, b integer, c integer);
CREATE STATISTICS st ON (a + b), c, b FROM t;
-- is not:
CREATE TABLE t (a integer, b integer, c integer);
CREATE STATISTICS st ON (a + b), c, a FROM t;
