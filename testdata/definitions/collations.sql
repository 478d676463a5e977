-- case: of a domain
CREATE DOMAIN d AS text COLLATE "C";
-- is not:
CREATE DOMAIN d AS text;
-- is not:
CREATE DOMAIN d AS text COLLATE "POSIX";
-- case: of no domain
CREATE DOMAIN d AS text;
CREATE TABLE t (a d, b d COLLATE "C");
-- is not:
CREATE DOMAIN d AS text COLLATE "C";
CREATE TABLE t (a d, b d COLLATE "C");
-- case: of no attribute
CREATE TYPE co AS (a text);
-- is not:
CREATE TYPE co AS (a text COLLATE "C");
