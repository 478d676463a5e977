-- Variables of DO blocks.

-- @made_where_it_is_missing
CREATE TABLE t (a integer);
DO $$ DECLARE there boolean; BEGIN there := EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'b'); IF NOT there THEN ALTER TABLE t ADD COLUMN b integer; END IF; END $$;
DO $$ DECLARE there boolean := EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'b'); BEGIN IF NOT there THEN ALTER TABLE t ADD COLUMN b integer; END IF; END $$;
ALTER TABLE t DROP COLUMN b;

-- @counted
CREATE TYPE mood AS ENUM ('a');
DO $$ DECLARE n integer; BEGIN n := (SELECT count(*) FROM pg_type WHERE typname = 'mood'); IF n = 0 THEN CREATE TYPE mood AS ENUM ('a'); ELSE CREATE TABLE t (m mood); END IF; END $$;
DROP TABLE t;

-- @changed_in_between
CREATE TABLE t (a integer);
DO $$ DECLARE there boolean; BEGIN there := EXISTS (SELECT 1 FROM pg_class WHERE relname = 'u'); CREATE TABLE u (a integer); IF NOT there THEN CREATE TABLE v (a integer); END IF; END $$;
--? table public.v
