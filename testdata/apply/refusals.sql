-- What PostgreSQL refuses, and how.
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text);
CREATE TABLE t (id integer);
--! 42P07 relation "t" already exists
CREATE TABLE IF NOT EXISTS t (nonsense integer);
CREATE TABLE t2 (a integer, a text);
--! 42701 column "a" specified more than once
CREATE TABLE t2 (a nosuchtype);
--! 42704 type "nosuchtype" does not exist
CREATE TABLE t2 (a integer PRIMARY KEY, b integer PRIMARY KEY);
--! 42P16 multiple primary keys for table "t2" are not allowed
CREATE TABLE t2 (a integer, PRIMARY KEY (b));
--! 42703 column "b" named in key does not exist
CREATE TABLE t2 (a integer, UNIQUE (a, a));
--! 42701 column "a" appears twice in unique constraint
CREATE TABLE t2 (a integer REFERENCES missing);
--! 42P01 relation "missing" does not exist
CREATE TABLE t2 (a integer REFERENCES t (a));
--! 42830 there is no unique constraint matching given keys for referenced table "t"
CREATE TABLE t2 (a integer REFERENCES t (nope));
--! 42703 column "nope" referenced in foreign key constraint does not exist
CREATE TABLE t2 (a text REFERENCES t);
--! 42804 foreign key constraint "t2_a_fkey" cannot be implemented
CREATE TABLE t2 (a integer, FOREIGN KEY (a, b) REFERENCES t);
--! 42703 column "b" referenced in foreign key constraint does not exist
CREATE TABLE t2 (a integer, b integer, FOREIGN KEY (a, b) REFERENCES t);
--! 42830 number of referencing and referenced columns for foreign key disagree
CREATE TABLE t2 (a integer, CHECK (b > 0));
--! 42703 column "b" does not exist
CREATE TABLE t2 (ctid integer);
--! 42701 column name "ctid" conflicts with a system column name
CREATE TABLE nosuch.t2 (a integer);
--! 3F000 schema "nosuch" does not exist
CREATE TABLE t2 (a serial DEFAULT 3);
--! 42601 multiple default values specified for column "a" of table "t2"
CREATE TABLE t2 (a text GENERATED ALWAYS AS IDENTITY);
--! 22023 identity column type must be smallint, integer, or bigint
ALTER TABLE missing ADD COLUMN a integer;
--! 42P01 relation "missing" does not exist
ALTER TABLE IF EXISTS missing ADD COLUMN a integer;
ALTER TABLE nosuch.missing ADD COLUMN a integer;
--! 3F000 schema "nosuch" does not exist
ALTER TABLE t ADD COLUMN a integer;
--! 42701 column "a" of relation "t" already exists
ALTER TABLE t ADD COLUMN IF NOT EXISTS a integer;
ALTER TABLE t ADD COLUMN c nosuchtype;
--! 42704 type "nosuchtype" does not exist
ALTER TABLE t DROP COLUMN missing;
--! 42703 column "missing" of relation "t" does not exist
ALTER TABLE t DROP COLUMN IF EXISTS missing;
ALTER TABLE t ALTER COLUMN missing SET NOT NULL;
--! 42703 column "missing" of relation "t" does not exist
ALTER TABLE t ALTER COLUMN missing TYPE text;
--! 42703 column "missing" of relation "t" does not exist
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;
--! 42P16 column "id" is in a primary key
ALTER TABLE t ALTER COLUMN b TYPE integer;
--! 42804 column "b" cannot be cast automatically to type integer
ALTER TABLE t ALTER COLUMN a TYPE boolean;
--! 42804 column "a" cannot be cast automatically to type boolean
ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer;
ALTER TABLE t ALTER COLUMN b TYPE serial;
--! 42704 type "serial" does not exist
ALTER TABLE t ADD CONSTRAINT t_pkey UNIQUE (a);
--! 42P07 relation "t_pkey" already exists
ALTER TABLE t ADD PRIMARY KEY (a);
--! 42P16 multiple primary keys for table "t" are not allowed
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0);
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1);
--! 42710 constraint "k" for relation "t" already exists
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a);
--! 42710 constraint "k" for relation "t" already exists
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t (id);
--! 42710 constraint "k" for relation "t" already exists
ALTER TABLE t DROP CONSTRAINT missing;
--! 42704 constraint "missing" of relation "t" does not exist
ALTER TABLE t DROP CONSTRAINT IF EXISTS missing;
ALTER TABLE t VALIDATE CONSTRAINT missing;
--! 42704 constraint "missing" of relation "t" does not exist
ALTER TABLE t VALIDATE CONSTRAINT t_pkey;
--! 42809 constraint "t_pkey" of relation "t" is not a foreign key or check constraint
ALTER TABLE t RENAME COLUMN missing TO x;
--! 42703 column "missing" does not exist
ALTER TABLE t RENAME COLUMN a TO id;
--! 42701 column "id" of relation "t" already exists
ALTER TABLE t RENAME CONSTRAINT missing TO x;
--! 42704 constraint "missing" for table "t" does not exist
ALTER TABLE t RENAME CONSTRAINT k TO t_pkey;
--! 42710 constraint "t_pkey" for relation "t" already exists
ALTER TABLE t RENAME CONSTRAINT t_pkey TO k;
--! 42710 constraint "k" for relation "t" already exists
ALTER TABLE missing RENAME TO x;
--! 42P01 relation "missing" does not exist
ALTER TABLE t RENAME TO t_pkey;
--! 42P07 relation "t_pkey" already exists
ALTER TABLE t ALTER COLUMN a SET DEFAULT b;
--! 0A000 cannot use column reference in DEFAULT expression
ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
--! 55000 column "a" of relation "t" must be declared NOT NULL before identity can be added
ALTER TABLE t ALTER COLUMN a DROP IDENTITY;
--! 55000 column "a" of relation "t" is not an identity column
ALTER TABLE t ALTER COLUMN a DROP IDENTITY IF EXISTS;
ALTER TABLE t ALTER COLUMN a DROP EXPRESSION;
--! 55000 column "a" of relation "t" is not a stored generated column
CREATE INDEX ix ON missing (a);
--! 42P01 relation "missing" does not exist
CREATE INDEX ix ON t (missing);
--! 42703 column "missing" does not exist
CREATE INDEX IF NOT EXISTS ix ON t (missing);
--! 42703 column "missing" does not exist
CREATE INDEX ix ON t (a);
CREATE INDEX ix ON t (a);
--! 42P07 relation "ix" already exists
CREATE INDEX IF NOT EXISTS ix ON t (b);
CREATE INDEX t ON t (a);
--! 42P07 relation "t" already exists
CREATE INDEX ix2 ON t USING nomethod (a);
--! 42704 access method "nomethod" does not exist
CREATE INDEX ix2 ON t USING gin (a);
--! 42704 data type integer has no default operator class for access method "gin"
CREATE UNIQUE INDEX ix2 ON t USING hash (a);
--! 0A000 access method "hash" does not support unique indexes
CREATE INDEX ix2 ON t USING gin (b gin_trgm_ops);
--! 42704 operator class "gin_trgm_ops" does not exist for access method "gin"
CREATE TABLE j (d json, PRIMARY KEY (d));
--! 42704 data type json has no default operator class for access method "btree"
CREATE TABLE j (d jsonb, e json);
CREATE INDEX ON j (e);
--! 42704 data type json has no default operator class for access method "btree"
CREATE INDEX ON j USING gin (d);
CREATE INDEX ON j USING gin (e);
--! 42704 data type json has no default operator class for access method "gin"
DROP TABLE missing;
--! 42P01 table "missing" does not exist
DROP TABLE IF EXISTS missing;
DROP TABLE nosuch.missing;
--! 3F000 schema "nosuch" does not exist
DROP TABLE ix;
--! 42809 "ix" is not a table
DROP INDEX t;
--! 42809 "t" is not an index
DROP INDEX missing;
--! 42704 index "missing" does not exist
DROP INDEX t_pkey;
--! 2BP01 cannot drop index t_pkey because constraint t_pkey on table t requires it
DROP VIEW t;
--! 42809 "t" is not a view
DROP VIEW missing;
--! 42P01 view "missing" does not exist
DROP SEQUENCE missing;
--! 42P01 sequence "missing" does not exist
DROP TYPE missing;
--! 42704 type "missing" does not exist
DROP TYPE t;
--! 2BP01 cannot drop type t because table t requires it
DROP SCHEMA missing;
--! 3F000 schema "missing" does not exist
DROP EXTENSION missing;
--! 42704 extension "missing" does not exist
DROP FUNCTION missing();
--! 42883 function missing() does not exist
DROP FUNCTION missing;
--! 42883 could not find a function named "missing"
DROP TRIGGER missing ON t;
--! 42704 trigger "missing" for table "t" does not exist
DROP TRIGGER missing ON nowhere;
--! 42P01 relation "nowhere" does not exist
DROP POLICY missing ON t;
--! 42704 policy "missing" for table "t" does not exist
CREATE SCHEMA public;
--! 42P06 schema "public" already exists
CREATE SCHEMA IF NOT EXISTS public;
CREATE SCHEMA pg_mine;
--! 42939 unacceptable schema name "pg_mine"
CREATE TYPE t AS ENUM ('a');
--! 42710 type "t" already exists
CREATE TYPE e AS ENUM ('a', 'b', 'a');
--! 23505 duplicate key value violates unique constraint "pg_enum_typid_label_index"
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TYPE e AS ENUM ('c');
--! 42710 type "e" already exists
CREATE TABLE e (a integer);
--! 42710 type "e" already exists
ALTER TYPE e ADD VALUE 'a';
--! 42710 enum label "a" already exists
ALTER TYPE e ADD VALUE IF NOT EXISTS 'a';
ALTER TYPE e ADD VALUE 'c' BEFORE 'zzz';
--! 22023 "zzz" is not an existing enum label
ALTER TYPE e RENAME VALUE 'zzz' TO 'y';
--! 22023 "zzz" is not an existing enum label
ALTER TYPE e RENAME VALUE 'a' TO 'b';
--! 42710 enum label "b" already exists
ALTER TYPE missing ADD VALUE 'x';
--! 42704 type "missing" does not exist
ALTER TYPE missing RENAME TO x;
--! 42704 type "missing" does not exist
ALTER TYPE e RENAME TO t;
--! 42710 type "t" already exists
CREATE VIEW v AS SELECT missing FROM t;
--! 42703 column "missing" does not exist
CREATE VIEW v AS SELECT a FROM missing;
--! 42P01 relation "missing" does not exist
CREATE VIEW t AS SELECT 1 AS a;
--! 42P07 relation "t" already exists
CREATE SEQUENCE t;
--! 42P07 relation "t" already exists
CREATE SEQUENCE sq INCREMENT 0;
--! 22023 INCREMENT must not be zero
CREATE SEQUENCE sq START 5 MAXVALUE 3;
--! 22023 START value (5) cannot be greater than MAXVALUE (3)
CREATE SEQUENCE sq OWNED BY missing.a;
--! 42P01 relation "missing" does not exist
CREATE SEQUENCE sq OWNED BY t.missing;
--! 42703 column "missing" of relation "t" does not exist
ALTER SEQUENCE missing INCREMENT 2;
--! 42P01 relation "missing" does not exist
CREATE TRIGGER tr BEFORE INSERT ON missing FOR EACH ROW EXECUTE FUNCTION f();
--! 42P01 relation "missing" does not exist
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--! 42883 function f() does not exist
COMMENT ON TABLE missing IS 'x';
--! 42P01 relation "missing" does not exist
COMMENT ON COLUMN t.missing IS 'x';
--! 42703 column "missing" of relation "t" does not exist
COMMENT ON CONSTRAINT missing ON t IS 'x';
--! 42704 constraint "missing" for table "t" does not exist
CREATE TABLE d (a integer DEFAULT uuid_generate_v4());
--! 42883 function uuid_generate_v4() does not exist
CREATE TABLE d (a citext);
--! 42704 type "citext" does not exist
