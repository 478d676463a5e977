-- Functions, views, domains, extensions, comments.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION citext;
--! 42710 extension "citext" already exists
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION "uuid-ossp";
CREATE TABLE c (id uuid DEFAULT uuid_generate_v4() PRIMARY KEY, email citext UNIQUE, name text);
CREATE INDEX c_name ON c USING gin (name gin_trgm_ops);
DROP EXTENSION citext;
--! 2BP01 cannot drop extension citext because other objects depend on it
DROP EXTENSION pg_trgm;
--! 2BP01 cannot drop extension pg_trgm because other objects depend on it
DROP EXTENSION "uuid-ossp";
--! 2BP01 cannot drop extension uuid-ossp because other objects depend on it
DROP EXTENSION "uuid-ossp" CASCADE;
DROP INDEX c_name;
DROP EXTENSION pg_trgm;
DROP EXTENSION IF EXISTS pg_trgm;
CREATE INDEX c_name ON c USING gin (name gin_trgm_ops);
--! 42704 operator class "gin_trgm_ops" does not exist for access method "gin"
CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
--! 42723 function "f" already exists with same argument types
CREATE OR REPLACE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
DROP FUNCTION f;
--! 42725 function name "f" is not unique
DROP FUNCTION f(bigint);
--! 42883 function f(bigint) does not exist
DROP FUNCTION IF EXISTS f(bigint);
DROP FUNCTION f(integer);
DROP FUNCTION f;
CREATE VIEW v AS SELECT id, name FROM c;
CREATE VIEW v AS SELECT id FROM c;
--! 42P07 relation "v" already exists
CREATE OR REPLACE VIEW v AS SELECT id, name, email FROM c;
CREATE OR REPLACE VIEW v AS SELECT id FROM c;
--! 42P16 cannot drop columns from view
CREATE OR REPLACE VIEW c AS SELECT 1 AS a;
--! 42809 "c" is not a view
CREATE MATERIALIZED VIEW mv AS SELECT name FROM c;
CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS SELECT name FROM c;
CREATE UNIQUE INDEX mv_name ON mv (name);
CREATE INDEX v_name ON v (name);
--! 42809 cannot create index on relation "v"
ALTER TABLE c DROP COLUMN name;
--! 2BP01 cannot drop column name of table c because other objects depend on it
CREATE DOMAIN email AS text CHECK (VALUE ~ '@') NOT NULL;
CREATE DOMAIN email AS text;
--! 42710 type "email" already exists
ALTER DOMAIN email ADD CONSTRAINT long CHECK (length(VALUE) > 3);
ALTER DOMAIN email ADD CONSTRAINT long CHECK (length(VALUE) > 3);
--! 42710 constraint "long" for domain "email" already exists
ALTER DOMAIN email DROP CONSTRAINT missing;
--! 42704 constraint "missing" of domain "email" does not exist
ALTER DOMAIN email DROP CONSTRAINT long;
ALTER DOMAIN email DROP NOT NULL;
ALTER DOMAIN email SET DEFAULT 'a@b';
CREATE TABLE dt (e email);
DROP DOMAIN email;
--! 2BP01 cannot drop type email because other objects depend on it
DROP DOMAIN email CASCADE;
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE pair (x integer);
--! 42P07 relation "pair" already exists
CREATE TABLE pt (p pair);
ALTER TYPE pair RENAME ATTRIBUTE a TO first;
ALTER TYPE pair RENAME ATTRIBUTE nope TO second;
--! 42703 column "nope" does not exist
DROP TYPE pair;
--! 2BP01 cannot drop type pair because other objects depend on it
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t1 BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION trg();
CREATE TRIGGER t1 BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION trg();
--! 42710 trigger "t1" for relation "c" already exists
CREATE OR REPLACE TRIGGER t1 AFTER INSERT ON c FOR EACH ROW EXECUTE FUNCTION trg();
ALTER TRIGGER t1 ON c RENAME TO t2;
ALTER TABLE c DISABLE TRIGGER t2;
ALTER TABLE c DISABLE TRIGGER nope;
--! 42704 trigger "nope" for table "c" does not exist
ALTER TABLE c ENABLE ROW LEVEL SECURITY;
ALTER TABLE c FORCE ROW LEVEL SECURITY;
CREATE POLICY p1 ON c FOR SELECT USING (name = 'x');
CREATE POLICY p1 ON c FOR SELECT USING (name = 'x');
--! 42710 policy "p1" for table "c" already exists
ALTER POLICY p1 ON c USING (name = 'y');
ALTER POLICY nope ON c USING (name = 'y');
--! 42704 policy "nope" for table "c" does not exist
CREATE STATISTICS st ON id, name FROM c;
DROP STATISTICS st;
DROP STATISTICS st;
--! 42704 statistics object "st" does not exist
COMMENT ON VIEW v IS 'a view';
COMMENT ON INDEX mv_name IS 'an index';
COMMENT ON FUNCTION trg() IS 'a function';
COMMENT ON TYPE pair IS 'a pair';
COMMENT ON CONSTRAINT c_pkey ON c IS 'the key';
COMMENT ON SCHEMA public IS 'mine';
CREATE SEQUENCE sq AS smallint START 5 INCREMENT 2 CYCLE;
ALTER SEQUENCE sq MAXVALUE 100 NO CYCLE;
ALTER SEQUENCE sq OWNED BY c.name;
ALTER SEQUENCE sq AS bigint;
DROP TABLE c CASCADE;
