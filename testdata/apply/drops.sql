-- What goes with what.
CREATE TABLE a (id serial PRIMARY KEY, x integer UNIQUE, y integer, z text, CHECK (y > x), CHECK (y > 0));
CREATE INDEX a_y ON a (y);
CREATE INDEX a_yz ON a (y, lower(z));
CREATE INDEX a_partial ON a (z) WHERE y > 3;
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a, a_x integer CONSTRAINT fk_x REFERENCES a (x), self integer REFERENCES b);
CREATE VIEW v AS SELECT y FROM a;
CREATE VIEW vv AS SELECT y FROM v;
DROP TABLE a;
--! 2BP01 cannot drop table a because other objects depend on it
ALTER TABLE a DROP COLUMN y;
--! 2BP01 cannot drop column y of table a because other objects depend on it
ALTER TABLE a DROP COLUMN x;
--! 2BP01 cannot drop column x of table a because other objects depend on it
ALTER TABLE a DROP CONSTRAINT a_pkey;
--! 2BP01 cannot drop constraint a_pkey on table a because other objects depend on it
ALTER TABLE a DROP CONSTRAINT a_x_key;
--! 2BP01 cannot drop constraint a_x_key on table a because other objects depend on it
DROP VIEW v;
--! 2BP01 cannot drop view v because other objects depend on it
DROP VIEW v CASCADE;
ALTER TABLE a DROP COLUMN y;
ALTER TABLE a DROP CONSTRAINT a_x_key CASCADE;
ALTER TABLE a DROP COLUMN x;
ALTER TABLE b DROP COLUMN id;
--! 2BP01 cannot drop column id of table b because other objects depend on it
ALTER TABLE b DROP COLUMN self;
ALTER TABLE b DROP COLUMN id;
DROP SEQUENCE a_id_seq;
--! 2BP01 cannot drop sequence a_id_seq because other objects depend on it
DROP SEQUENCE a_id_seq CASCADE;
DROP TABLE a, b;
CREATE TABLE c (id integer PRIMARY KEY);
CREATE TABLE d (c_id integer REFERENCES c, k integer);
CREATE UNIQUE INDEX d_k ON d (k);
CREATE TABLE e (k integer REFERENCES d (k));
DROP INDEX d_k;
--! 2BP01 cannot drop index d_k because other objects depend on it
DROP TABLE c, d;
--! 2BP01 cannot drop desired object(s) because other objects depend on them
DROP TABLE c CASCADE;
DROP INDEX d_k CASCADE;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE m (id integer, mood mood DEFAULT 'sad', other mood[], CHECK (mood <> 'ok'));
CREATE DOMAIN dm AS mood;
DROP TYPE mood;
--! 2BP01 cannot drop type mood because other objects depend on it
ALTER TABLE m DROP COLUMN mood;
DROP TYPE mood;
--! 2BP01 cannot drop type mood because other objects depend on it
DROP DOMAIN dm;
DROP TYPE mood CASCADE;
CREATE SEQUENCE free;
CREATE TABLE n (a bigint DEFAULT nextval('free'), b serial);
DROP SEQUENCE free;
--! 2BP01 cannot drop sequence free because other objects depend on it
DROP TABLE n;
DROP SEQUENCE free;
CREATE SCHEMA app;
CREATE TABLE app.t (id serial PRIMARY KEY);
CREATE TABLE r (t_id integer REFERENCES app.t);
DROP SCHEMA app;
--! 2BP01 cannot drop schema app because other objects depend on it
DROP SCHEMA app CASCADE;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE tr (id integer, a integer);
CREATE TRIGGER tr1 BEFORE UPDATE OF a ON tr FOR EACH ROW EXECUTE FUNCTION f();
DROP FUNCTION f();
--! 2BP01 cannot drop function f() because other objects depend on it
ALTER TABLE tr DROP COLUMN a;
--! 2BP01 cannot drop column a of table tr because other objects depend on it
DROP TRIGGER tr1 ON tr;
ALTER TABLE tr DROP COLUMN a;
DROP FUNCTION f;
CREATE TABLE g (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE g DROP COLUMN a;
--! 2BP01 cannot drop column a of table g because other objects depend on it
ALTER TABLE g DROP COLUMN a CASCADE;
CREATE TABLE i (id integer GENERATED ALWAYS AS IDENTITY, x integer);
DROP SEQUENCE i_id_seq;
--! 2BP01 cannot drop sequence i_id_seq because column id of table i requires it
ALTER TABLE i ALTER COLUMN id DROP NOT NULL;
--! 42601 column "id" of relation "i" is an identity column
ALTER TABLE i ALTER COLUMN id SET DEFAULT 3;
--! 42601 column "id" of relation "i" is an identity column
ALTER TABLE i ALTER COLUMN id DROP IDENTITY;
ALTER TABLE i ALTER COLUMN id SET DEFAULT 3;
CREATE TABLE p (id integer, owner text);
CREATE POLICY pp ON p USING (owner = current_user);
ALTER TABLE p DROP COLUMN owner;
--! 2BP01 cannot drop column owner of table p because other objects depend on it
ALTER TABLE p DROP COLUMN owner CASCADE;
CREATE TABLE pk (a integer, b integer, PRIMARY KEY (a, b));
ALTER TABLE pk DROP COLUMN b;
ALTER TABLE pk ALTER COLUMN a DROP NOT NULL;
CREATE MATERIALIZED VIEW mv AS SELECT a FROM pk;
CREATE INDEX mv_a ON mv (a);
DROP VIEW mv;
--! 42809 "mv" is not a view
DROP TABLE pk;
--! 2BP01 cannot drop table pk because other objects depend on it
DROP MATERIALIZED VIEW mv;
DROP TABLE pk;
