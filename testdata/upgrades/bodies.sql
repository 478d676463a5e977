-- Bodies in PL/pgSQL, and what triggers call.

-- @no_semicolon
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW END $$;
--~ 42601

-- @no_end
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; $$;
--~ 42601

-- @an_if_without_its_end
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a > 1 THEN RETURN NEW; END; RETURN OLD; END $$;
--~ 42601

-- @two_statements_in_one
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'x' RETURN NEW; END $$;
--~ 42601

-- @a_variable_nobody_declared
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN x := 1; RETURN NEW; END $$;
--~ 42601

-- @into_a_variable_nobody_declared
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SELECT count(*) INTO x FROM s; RETURN NEW; END $$;
--~ 42601

-- @into_a_variable
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE x integer; BEGIN SELECT count(*) INTO x FROM s; IF x > 5 THEN RAISE EXCEPTION 'too many %', x; END IF; RETURN NEW; END $$;

-- @a_raise_with_too_few
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'too many %'; END $$;
--~ 42601

-- @a_value_of_nothing
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
--~ 42804

-- @nothing_of_a_value
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
--~ 42601

-- @a_condition_nobody_knows
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; EXCEPTION WHEN nope THEN RETURN 2; END $$;
--~ 42704

-- @a_default_of_no_such_value
CREATE FUNCTION f(x integer DEFAULT 'a') RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN x; END $$;
--! 22P02

-- @rows
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f(n integer) RETURNS SETOF integer LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT s.a FROM s WHERE s.a > n; END $$;

-- @loops
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM s LOOP UPDATE s SET b = r.b WHERE a = r.a; END LOOP; FOR i IN 1..3 LOOP EXIT WHEN i > 2; END LOOP; RETURN NULL; END $$;

-- @a_block_with_no_place_for_rows
DO $$ BEGIN SELECT 1; END $$;
--~ 42601

-- @a_block_with_another_value
DO $$ DECLARE x integer := 'y'; BEGIN NULL; END $$;
--~ 22P02

-- @another_result
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE OR REPLACE FUNCTION f(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';
--~ 42P13

-- @the_same_result
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';

-- @a_trigger_of_another_function
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE TRIGGER g BEFORE UPDATE ON s FOR EACH ROW EXECUTE FUNCTION f();
--! 42P17

-- @a_trigger_on_a_column_that_is_not_there
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g BEFORE UPDATE ON s FOR EACH ROW WHEN (OLD.nope IS DISTINCT FROM NEW.b) EXECUTE FUNCTION f();
--! 42703

-- @a_trigger_on_a_condition
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g BEFORE UPDATE ON s FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION f();

-- @a_trigger_before_there_is_a_row
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g BEFORE INSERT ON s FOR EACH ROW WHEN (OLD.b = 'x') EXECUTE FUNCTION f();
--~ 42P17

-- @a_trigger_instead_of_rows_of_a_table
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g INSTEAD OF INSERT ON s FOR EACH ROW EXECUTE FUNCTION f();
--! 42809

-- @a_trigger_on_truncate_for_each_row
CREATE TABLE s (a integer, b text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g AFTER TRUNCATE ON s FOR EACH ROW EXECUTE FUNCTION f();
--~ 0A000
