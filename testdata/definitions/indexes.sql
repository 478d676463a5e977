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
