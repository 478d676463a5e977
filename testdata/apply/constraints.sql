-- Constraints: adding, dropping, validating, from indexes.
CREATE TABLE t (id integer, a integer, b integer, c text);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id);
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE t ADD CONSTRAINT ck CHECK (b > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT ck;
ALTER TABLE t VALIDATE CONSTRAINT ck;
CREATE TABLE r (id integer, t_id integer, t_a integer);
ALTER TABLE r ADD CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES t (id) ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
ALTER TABLE r ADD CONSTRAINT fk_a FOREIGN KEY (t_a) REFERENCES t (a);
--! 55000 cannot use a deferrable unique constraint for referenced table "t"
ALTER TABLE r VALIDATE CONSTRAINT fk;
ALTER TABLE r ALTER CONSTRAINT fk DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE t ALTER CONSTRAINT ck DEFERRABLE;
--! 42809 constraint "ck" of relation "t" is not a foreign key constraint
CREATE UNIQUE INDEX u1 ON t (b);
CREATE UNIQUE INDEX u2 ON t (lower(c));
CREATE INDEX u3 ON t (c);
CREATE UNIQUE INDEX u4 ON t (c) WHERE a > 0;
CREATE UNIQUE INDEX u5 ON t (c DESC);
ALTER TABLE t ADD CONSTRAINT uq1 UNIQUE USING INDEX u1;
ALTER TABLE t ADD CONSTRAINT uq1 UNIQUE USING INDEX u1;
--! 42704 index "u1" does not exist
ALTER TABLE t ADD CONSTRAINT uq2 UNIQUE USING INDEX uq1;
--! 55000 index "uq1" is already associated with a constraint
ALTER TABLE t ADD CONSTRAINT uq2 UNIQUE USING INDEX u2;
--! 42809 index "u2" contains expressions
ALTER TABLE t ADD CONSTRAINT uq3 UNIQUE USING INDEX u3;
--! 42809 "u3" is not a unique index
ALTER TABLE t ADD CONSTRAINT uq4 UNIQUE USING INDEX u4;
--! 42809 "u4" is a partial index
ALTER TABLE t ADD CONSTRAINT uq5 UNIQUE USING INDEX u5;
--! 42809 index "u5" column number 1 does not have default sorting behavior
ALTER TABLE r ADD CONSTRAINT uq5 UNIQUE USING INDEX u3;
--! 55000 index "u3" does not belong to table "r"
ALTER TABLE r ADD FOREIGN KEY (id) REFERENCES t (b);
ALTER TABLE t DROP CONSTRAINT uq1;
--! 2BP01 cannot drop constraint uq1 on table t because other objects depend on it
ALTER TABLE t DROP CONSTRAINT uq1 CASCADE;
ALTER TABLE t DROP CONSTRAINT pk;
--! 2BP01 cannot drop constraint pk on table t because other objects depend on it
ALTER TABLE r DROP CONSTRAINT fk;
ALTER TABLE t DROP CONSTRAINT pk;
ALTER TABLE t ADD CONSTRAINT pk2 PRIMARY KEY (id, a) INCLUDE (b);
CREATE TABLE s (a smallint, b bigint, n numeric, f double precision, v varchar(10), d date, ts timestamp);
CREATE TABLE k (i integer UNIQUE, t text UNIQUE, n numeric UNIQUE, ts timestamptz UNIQUE, f real UNIQUE);
ALTER TABLE s ADD FOREIGN KEY (a) REFERENCES k (i);
ALTER TABLE s ADD FOREIGN KEY (b) REFERENCES k (i);
ALTER TABLE s ADD FOREIGN KEY (n) REFERENCES k (i);
--! 42804 foreign key constraint "s_n_fkey" cannot be implemented
ALTER TABLE s ADD FOREIGN KEY (b) REFERENCES k (n);
ALTER TABLE s ADD FOREIGN KEY (f) REFERENCES k (f);
ALTER TABLE s ADD FOREIGN KEY (v) REFERENCES k (t);
ALTER TABLE s ADD FOREIGN KEY (v) REFERENCES k (i);
--! 42804 foreign key constraint "s_v_fkey1" cannot be implemented
ALTER TABLE s ADD FOREIGN KEY (d) REFERENCES k (ts);
ALTER TABLE s ADD FOREIGN KEY (ts) REFERENCES k (ts);
ALTER TABLE s ADD FOREIGN KEY (a) REFERENCES k (t);
--! 42804 foreign key constraint "s_a_fkey1" cannot be implemented
CREATE VIEW vw AS SELECT i FROM k;
ALTER TABLE s ADD FOREIGN KEY (a) REFERENCES vw (i);
--! 42809 referenced relation "vw" is not a table
CREATE UNLOGGED TABLE un (i integer PRIMARY KEY);
ALTER TABLE s ADD FOREIGN KEY (a) REFERENCES un;
--! 42P16 constraints on permanent tables may reference only permanent tables
ALTER TABLE un ADD COLUMN k integer REFERENCES k (i);
ALTER TABLE un SET LOGGED;
CREATE TABLE nopk (a integer);
ALTER TABLE s ADD FOREIGN KEY (a) REFERENCES nopk;
--! 42704 there is no primary key for referenced table "nopk"
ALTER TABLE vw ADD COLUMN x integer;
--! 42809 ALTER action ADD COLUMN cannot be performed on relation "vw"
CREATE TABLE ex (r int4range, n integer, CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&));
ALTER TABLE ex DROP COLUMN r;
