-- What routines that are called may have changed.

-- @a_function_with_ddl
CREATE FUNCTION p() RETURNS void LANGUAGE sql AS 'CREATE TABLE made (a integer)';
SELECT p();
--? table public.made

-- @a_procedure_with_ddl
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE made (a integer); END $$;
CALL p();
--? table public.made

-- @in_a_statement_about_rows
CREATE TABLE t (a integer);
CREATE FUNCTION p() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE made (a integer); RETURN 1; END $$;
INSERT INTO t (a) SELECT p();
--? table public.made

-- @through_another_function
CREATE FUNCTION p() RETURNS void LANGUAGE sql AS 'CREATE TABLE made (a integer)';
CREATE FUNCTION q() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM p(); END $$;
SELECT q();
--? table public.made

-- @a_text_put_together
CREATE FUNCTION p(n text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE ' || n || ' (a integer)'; END $$;
SELECT p('made');
--? schema *

-- @a_function_that_only_changes_rows
CREATE TABLE t (a integer, b text);
CREATE FUNCTION p(x integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t (a) VALUES (x); UPDATE t SET b = lower(b) WHERE a IN (1); RETURN x; END $$;
SELECT p(1);
DROP FUNCTION p(integer);
--?

-- @a_function_nobody_knows
CREATE TABLE t (a integer);
SELECT partman.create_parent('public.t');
--~ 3F000

-- @execute_joins_literals
CREATE TABLE t (a integer);
DO $$ DECLARE x text := 'u'; BEGIN EXECUTE 'CREATE TABLE ' || x || ' (a integer)'; END $$;
--? schema *

-- @execute_says_its_target_first
CREATE TABLE t (a integer);
DO $$ DECLARE x text := 'b'; BEGIN EXECUTE 'ALTER TABLE t ADD COLUMN ' || x || ' integer'; END $$;
--? table public.t

-- @execute_what_a_loop_finds
CREATE TABLE t (a integer);
CREATE TABLE names (n text);
INSERT INTO names (n) VALUES ('t');
DO $$ DECLARE r record; BEGIN FOR r IN SELECT n FROM names LOOP EXECUTE 'ALTER TABLE ' || r.n || ' ADD COLUMN b integer'; END LOOP; END $$;
--? schema *

-- @found_is_of_the_last_statement
CREATE TABLE t (a integer);
DO $$ BEGIN PERFORM 1 FROM pg_class WHERE relname = 't'; UPDATE t SET a = 1; IF NOT FOUND THEN ALTER TABLE t ADD COLUMN b integer; END IF; END $$;
--? table public.t

-- @drop_owned
CREATE ROLE limbeck_upgrades_owner;
CREATE TABLE t (a integer);
ALTER TABLE t OWNER TO limbeck_upgrades_owner;
DROP OWNED BY limbeck_upgrades_owner;
DROP ROLE limbeck_upgrades_owner;
--? schema *

-- @drop_server_cascade
CREATE EXTENSION postgres_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE f (a integer) SERVER s;
DROP SERVER s CASCADE;
--? schema *

-- @create_schema_with_elements
CREATE TABLE y (a integer);
CREATE SCHEMA x CREATE TABLE y (b integer) CREATE INDEX ON y (b);
--? schema *

-- @a_function_of_triggers_does_nothing_by_itself
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER tr AFTER INSERT ON u FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t ADD COLUMN b integer NOT NULL;

-- @a_trigger_fills_another_table
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER tr AFTER INSERT ON u FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO u VALUES (1);
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_trigger_where_rows_go_along
CREATE TABLE t (a integer);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE v (id integer REFERENCES u ON DELETE CASCADE);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
INSERT INTO u VALUES (1);
INSERT INTO v VALUES (1);
CREATE TRIGGER tr AFTER DELETE ON v FOR EACH ROW EXECUTE FUNCTION f();
DELETE FROM u WHERE id = 1;
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_trigger_of_a_partition
CREATE TABLE t (a integer);
CREATE TABLE u (id integer) PARTITION BY LIST (id);
CREATE TABLE u1 PARTITION OF u FOR VALUES IN (1);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER tr AFTER INSERT ON u1 FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO u VALUES (1);
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_trigger_of_a_child
CREATE TABLE t (a integer);
CREATE TABLE u (id integer);
CREATE TABLE u1 () INHERITS (u);
INSERT INTO u1 VALUES (1);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER tr AFTER UPDATE ON u1 FOR EACH ROW EXECUTE FUNCTION f();
UPDATE u SET id = 2;
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_trigger_of_a_statement_without_rows
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN NULL; END $$;
CREATE TRIGGER tr AFTER INSERT ON u EXECUTE FUNCTION f();
INSERT INTO u SELECT a FROM t;
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_trigger_that_stops_a_statement_without_rows
CREATE TABLE u (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE TRIGGER tr BEFORE UPDATE OR DELETE ON u FOR EACH STATEMENT EXECUTE FUNCTION f();
UPDATE u SET a = 1;
--~ P0001

-- @a_trigger_that_stops_truncate
CREATE TABLE u (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE TRIGGER tr BEFORE TRUNCATE ON u EXECUTE FUNCTION f();
TRUNCATE u;
--~ P0001

-- @a_trigger_fills_what_a_row_is_not_given
CREATE TABLE t (id integer PRIMARY KEY, n text NOT NULL, m integer UNIQUE);
CREATE FUNCTION filled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := 'x'; NEW.m := NEW.id; RETURN NEW; END $$;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION filled();
INSERT INTO t (id) VALUES (1);
INSERT INTO t (id, n, m) VALUES (2, NULL, 1);
---
CREATE TABLE after (id integer);
--?
