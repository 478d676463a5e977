-- The search path, temporary tables, schemas.
CREATE SCHEMA app;
CREATE TABLE t (id integer);
SET search_path TO app, public;
CREATE TABLE t (id serial PRIMARY KEY);
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE u (t_id integer REFERENCES t, m mood);
ALTER TABLE t ADD COLUMN x integer;
DROP TABLE public.t;
SET search_path TO missing;
CREATE TABLE nowhere (a integer);
--! 3F000 no schema has been selected to create in
ALTER TABLE t ADD COLUMN y integer;
--! 42P01 relation "t" does not exist
SET search_path TO missing, app;
ALTER TABLE t ADD COLUMN y integer;
CREATE TABLE there (a integer);
SET search_path TO public;
CREATE TEMPORARY TABLE tmp (id serial PRIMARY KEY);
CREATE TEMP TABLE t2 (a integer);
CREATE TABLE t2 (a integer);
ALTER TABLE t2 ADD COLUMN b integer;
DROP TABLE t2;
ALTER TABLE t2 ADD COLUMN c integer;
ALTER TABLE u ADD COLUMN z integer;
--! 42P01 relation "u" does not exist
ALTER TABLE app.u ADD COLUMN z integer;
ALTER TABLE app.u ALTER COLUMN m TYPE app.mood;
ALTER TABLE app.u ALTER COLUMN m TYPE mood;
--! 42704 type "mood" does not exist
CREATE TABLE qualified (m app.mood, n missing.mood);
--! 3F000 schema "missing" does not exist
CREATE TABLE qualified (m app.mood, n app.nomood);
--! 42704 type "app.nomood" does not exist
CREATE TABLE qualified (m app.mood DEFAULT 'a');
DROP TYPE app.mood;
--! 2BP01 cannot drop type app.mood because other objects depend on it
CREATE INDEX ix ON app.t (x);
DROP INDEX ix;
--! 42704 index "ix" does not exist
DROP INDEX app.ix;
CREATE SEQUENCE app.sq;
CREATE TABLE uses (a bigint DEFAULT nextval('app.sq'));
DROP SCHEMA app;
--! 2BP01 cannot drop schema app because other objects depend on it
