-- Renames are followed everywhere.
CREATE TYPE state AS ENUM ('on', 'off');
CREATE TABLE parent (id serial PRIMARY KEY, code text UNIQUE, state state DEFAULT 'on', n integer CHECK (n > 0), up integer REFERENCES parent);
CREATE TABLE child (id serial PRIMARY KEY, parent_id integer REFERENCES parent, code text REFERENCES parent (code), UNIQUE (parent_id, code));
CREATE INDEX parent_low ON parent (lower(code)) WHERE n > 3;
ALTER TABLE parent RENAME COLUMN n TO number;
ALTER TABLE parent RENAME COLUMN code TO "Code";
ALTER TABLE parent RENAME TO mother;
ALTER TABLE child RENAME COLUMN parent_id TO mother_id;
ALTER TYPE state RENAME TO status;
ALTER TYPE status RENAME VALUE 'on' TO 'up';
ALTER SEQUENCE parent_id_seq RENAME TO mother_seq;
ALTER INDEX parent_low RENAME TO mother_low;
ALTER INDEX parent_pkey RENAME TO mother_pkey;
ALTER TABLE mother RENAME CONSTRAINT "parent_code_key" TO mother_code_key;
ALTER TABLE child RENAME CONSTRAINT child_parent_id_fkey TO child_mother;
ALTER TABLE child RENAME CONSTRAINT child_code_fkey TO child_mother;
--! 42710 constraint "child_mother" for relation "child" already exists
CREATE SCHEMA other;
ALTER TABLE mother SET SCHEMA other;
ALTER TABLE other.mother SET SCHEMA other;
ALTER TYPE status SET SCHEMA other;
CREATE TABLE mother (id integer);
ALTER TABLE mother SET SCHEMA other;
--! 42P07 relation "mother" already exists in schema "other"
ALTER TABLE other.mother SET SCHEMA nosuch;
--! 3F000 schema "nosuch" does not exist
ALTER SEQUENCE other.mother_seq SET SCHEMA public;
--! 0A000 cannot move an owned sequence into another schema
ALTER SCHEMA other RENAME TO another;
ALTER SCHEMA another RENAME TO public;
--! 42P06 schema "public" already exists
ALTER TABLE another.mother RENAME TO m;
ALTER TABLE child RENAME TO mother;
--! 42P07 relation "mother" already exists
ALTER VIEW mother RENAME TO x;
--! 42809 "mother" is not a view
ALTER INDEX mother RENAME TO x;
ALTER SEQUENCE x RENAME TO y;
--! 42809 "x" is not a sequence
CREATE FUNCTION touch(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
ALTER FUNCTION touch(integer) RENAME TO tap;
ALTER FUNCTION touch(integer) RENAME TO tap;
--! 42883 function touch(integer) does not exist
CREATE DOMAIN positive AS integer CONSTRAINT more CHECK (VALUE > 0);
CREATE TABLE dom (p positive);
ALTER DOMAIN positive RENAME TO plus;
ALTER DOMAIN plus RENAME CONSTRAINT more TO above;
ALTER DOMAIN plus RENAME CONSTRAINT more TO above;
--! 42704 constraint "more" for domain plus does not exist
