-- Less usual spellings and orders.
CREATE TABLE t (a integer CONSTRAINT x CHECK (a > 0), b integer CONSTRAINT x CHECK (b > 0));
--! 42710 check constraint "x" already exists
CREATE TABLE t (a integer CONSTRAINT t PRIMARY KEY);
--! 42P07 relation "t" already exists
CREATE TABLE t (a integer CONSTRAINT x CHECK (a > 0), b integer CONSTRAINT x UNIQUE);
--! 42710 constraint "x" for relation "t" already exists
CREATE TABLE t (id serial PRIMARY KEY, other integer REFERENCES missing);
--! 42P01 relation "missing" does not exist
CREATE TABLE t (id serial PRIMARY KEY, parent integer REFERENCES t, a integer NOT NULL DEFAULT 1 + 2, b text COLLATE "C");
ALTER TABLE t RENAME TO t;
--! 42P07 relation "t" already exists
ALTER TABLE t RENAME COLUMN a TO a;
--! 42701 column "a" of relation "t" already exists
ALTER TABLE t RENAME CONSTRAINT t_pkey TO t_pkey;
--! 42P07 relation "t_pkey" already exists
ALTER TABLE t ADD COLUMN c serial, ADD COLUMN d integer REFERENCES missing;
--! 42P01 relation "missing" does not exist
ALTER TABLE t ADD COLUMN c serial;
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
DROP SEQUENCE t_c_seq;
ALTER TABLE t DROP COLUMN c;
DROP SEQUENCE t_id_seq;
--! 2BP01 cannot drop sequence t_id_seq because other objects depend on it
ALTER SEQUENCE t_id_seq OWNED BY NONE;
CREATE TABLE t1 (a integer);
DROP TABLE t1, missing;
--! 42P01 table "missing" does not exist
DROP TABLE IF EXISTS t1, missing;
CREATE VIEW v AS SELECT a FROM t;
DROP TABLE IF EXISTS v;
--! 42809 "v" is not a table
DROP TABLE t CASCADE;
DROP VIEW v;
--! 42P01 view "v" does not exist
DROP SEQUENCE t_id_seq;
CREATE TABLE one (a integer);
ALTER TABLE one DROP COLUMN a;
ALTER TABLE one ADD COLUMN a integer, ADD CONSTRAINT a_pos CHECK (a > 0), ALTER COLUMN a SET NOT NULL, ADD PRIMARY KEY (a);
ALTER TABLE one DROP CONSTRAINT one_pkey, DROP COLUMN a;
CREATE TABLE nn (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a, b));
CREATE UNIQUE INDEX nn_i ON nn (a) NULLS NOT DISTINCT;
CREATE TABLE dn (x integer, y integer, FOREIGN KEY (x, y) REFERENCES nn (a, b) ON DELETE SET NULL (y));
CREATE TABLE dm (x integer, y integer, FOREIGN KEY (x, y) REFERENCES nn (b, a) MATCH FULL DEFERRABLE);
ALTER TABLE nn DROP CONSTRAINT nn_a_b_key;
--! 2BP01 cannot drop constraint nn_a_b_key on table nn because other objects depend on it
ALTER TABLE nn RENAME COLUMN b TO bb;
ALTER TABLE dn RENAME COLUMN y TO yy;
CREATE TYPE en AS ENUM ('b', 'd');
ALTER TYPE en ADD VALUE 'a' BEFORE 'b';
ALTER TYPE en ADD VALUE 'c' AFTER 'b';
ALTER TYPE en ADD VALUE 'e';
CREATE TABLE et (e en DEFAULT 'a', f en[] DEFAULT '{a,b}', CHECK (e <> 'd'));
CREATE INDEX et_i ON et (e) WHERE e = 'c';
ALTER TYPE en RENAME VALUE 'd' TO 'dd';
ALTER TYPE en RENAME VALUE 'c' TO 'cc';
CREATE INDEX CONCURRENTLY et_c ON et (e);
DROP INDEX CONCURRENTLY et_c;
CREATE FUNCTION f(x en, y integer DEFAULT 3) RETURNS en LANGUAGE sql AS 'SELECT x';
DROP TYPE en;
--! 2BP01 cannot drop type en because other objects depend on it
DROP FUNCTION f(en, integer);
DROP TABLE et;
DROP TYPE en;
CREATE PROCEDURE p(a integer) LANGUAGE sql AS 'SELECT 1';
DROP PROCEDURE p(integer);
CREATE FUNCTION g(a varchar(20)) RETURNS text LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a varchar(30)) RETURNS text LANGUAGE sql AS 'SELECT a';
--! 42723 function "g" already exists with same argument types
DROP FUNCTION g(character varying);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE tt (a integer, b text, d date);
CREATE TRIGGER tr AFTER UPDATE OF b ON tt FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION trg();
ALTER TABLE tt RENAME COLUMN b TO bb;
ALTER TABLE tt ALTER COLUMN bb TYPE varchar(10);
--! 0A000 cannot alter type of a column used in a trigger definition
DROP FUNCTION trg() CASCADE;
ALTER TABLE tt ALTER COLUMN bb TYPE varchar(10);
ALTER TABLE tt ALTER COLUMN bb TYPE text COLLATE "C";
ALTER TABLE tt ALTER COLUMN d SET DEFAULT CURRENT_DATE, ALTER COLUMN d SET NOT NULL;
CREATE UNIQUE INDEX tt_u ON tt (a, d);
ALTER TABLE tt ADD CONSTRAINT tt_key PRIMARY KEY USING INDEX tt_u;
ALTER INDEX tt_key RENAME TO tt_pk;
ALTER TABLE tt DROP CONSTRAINT tt_pk;
ALTER TABLE tt ALTER COLUMN a DROP NOT NULL;
CREATE TABLE gen (a integer, b integer GENERATED ALWAYS AS (a + 1) STORED, EXCLUDE USING btree (a WITH =));
ALTER TABLE gen RENAME COLUMN a TO aa;
ALTER TABLE gen ADD COLUMN c integer GENERATED ALWAYS AS (missing + 1) STORED;
--! 42703 column "missing" does not exist
ALTER TABLE gen ADD COLUMN c integer DEFAULT 3 GENERATED ALWAYS AS (aa + 1) STORED;
--! 42601 both default and generation expression specified for column "c" of table "gen"
CREATE TABLE j (data jsonb DEFAULT '{}', meta json, tags text[] DEFAULT '{}', n numeric(10,2) DEFAULT 0);
CREATE INDEX j_gin ON j USING gin (data jsonb_path_ops);
CREATE INDEX j_tags ON j USING gin (tags);
CREATE INDEX j_hash ON j USING hash (n);
CREATE INDEX j_brin ON j USING brin (n);
CREATE INDEX j_expr ON j ((data ->> 'a'), ((data ->> 'b')::integer) DESC NULLS LAST);
CREATE INDEX j_bad ON j USING gin (tags DESC);
--! 0A000 access method "gin" does not support ASC/DESC options
CREATE INDEX j_bad ON j USING brin (n) INCLUDE (tags);
--! 0A000 access method "brin" does not support included columns
CREATE INDEX j_bad ON j USING hash (n, tags);
--! 0A000 access method "hash" does not support multicolumn indexes
ALTER TABLE j ALTER COLUMN data TYPE json;
--! 42804 operator class "jsonb_path_ops" does not accept data type json
DROP INDEX j_gin, j_expr;
ALTER TABLE j ALTER COLUMN data TYPE json;
ALTER TABLE j ALTER COLUMN n TYPE integer, ALTER COLUMN n SET DEFAULT 5;
CREATE COLLATION german (provider = icu, locale = 'de');
DROP COLLATION german;
CREATE TABLE sys (a integer, tableoid integer);
--! 42701 column name "tableoid" conflicts with a system column name
ALTER TABLE j ADD COLUMN xmin integer;
--! 42701 column name "xmin" conflicts with a system column name
ALTER TABLE j RENAME COLUMN n TO ctid;
--! 42701 column name "ctid" conflicts with a system column name
CREATE SEQUENCE sq2 AS integer MINVALUE 10 MAXVALUE 20 START 30;
--! 22023 START value (30) cannot be greater than MAXVALUE (20)
CREATE SEQUENCE sq2 AS text;
--! 22023 sequence type must be smallint, integer, or bigint
CREATE SEQUENCE sq2 INCREMENT -1;
ALTER SEQUENCE sq2 MINVALUE 5;
--! 22023 MINVALUE (5) must be less than MAXVALUE (-1)
ALTER SEQUENCE sq2 AS smallint;
ALTER SEQUENCE sq2 RENAME TO j;
--! 42P07 relation "j" already exists
ALTER TABLE sq2 RENAME TO sq3;
DROP SEQUENCE sq3;
