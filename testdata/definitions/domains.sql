-- case: columns of a domain
CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE DOMAIN n AS numeric(10,2);
CREATE TABLE t (a d DEFAULT 'x', b n DEFAULT 0, c d COLLATE "default", CHECK (a = 'x' OR a LIKE 'y%'), CHECK (b > 0));
CREATE TABLE u (a d, g text GENERATED ALWAYS AS (lower(a)) STORED);
CREATE POLICY p ON t USING (a = 'x');
CREATE INDEX ix ON t (lower(a)) WHERE a <> 'x';
-- is not:
CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE DOMAIN n AS numeric(10,2);
CREATE TABLE t (a d DEFAULT 'x', b n DEFAULT 0, c d COLLATE "default", CHECK (a = 'x' OR a LIKE 'z%'), CHECK (b > 0));
CREATE TABLE u (a d, g text GENERATED ALWAYS AS (lower(a)) STORED);
CREATE POLICY p ON t USING (a = 'x');
CREATE INDEX ix ON t (lower(a)) WHERE a <> 'x';
