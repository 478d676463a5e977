-- What views hold in place.
CREATE TABLE users (id serial PRIMARY KEY, name text, email text, org_id integer, created date);
CREATE TABLE orgs (id serial PRIMARY KEY, name text, active boolean);
CREATE VIEW plain AS SELECT id, name FROM users;
CREATE VIEW everything AS SELECT * FROM orgs;
CREATE VIEW joined AS SELECT u.id, u.email AS mail, o.name FROM users u JOIN orgs o ON o.id = u.org_id;
CREATE VIEW counted AS SELECT count(*) AS n, max(created) AS latest FROM users;
CREATE VIEW of_view AS SELECT mail FROM joined WHERE name <> 'created';
ALTER TABLE users DROP COLUMN email;
--! 2BP01 cannot drop column email of table users because other objects depend on it
ALTER TABLE users DROP COLUMN org_id;
--! 2BP01 cannot drop column org_id of table users because other objects depend on it
ALTER TABLE users ALTER COLUMN created TYPE timestamp;
--! 0A000 cannot alter type of a column used by a view or rule
ALTER TABLE orgs DROP COLUMN active;
--! 2BP01 cannot drop column active of table orgs because other objects depend on it
ALTER TABLE orgs ADD COLUMN extra text;
ALTER TABLE orgs DROP COLUMN extra;
ALTER TABLE users ADD COLUMN more text;
ALTER TABLE users DROP COLUMN more;
CREATE OR REPLACE VIEW plain AS SELECT id, name, email FROM users;
CREATE OR REPLACE VIEW plain AS SELECT id, email FROM users;
--! 42P16 cannot drop columns from view
CREATE OR REPLACE VIEW plain AS SELECT id, email, name FROM users;
--! 42P16 cannot change name of view column "name" to "email"
CREATE OR REPLACE VIEW plain AS SELECT nope FROM users;
--! 42703 column "nope" does not exist
CREATE VIEW bad AS SELECT u.id FROM users u JOIN orgs o ON o.id = nope;
--! 42703 column "nope" does not exist
CREATE VIEW bad AS SELECT count(*) AS n FROM users WHERE nope > 1 GROUP BY name ORDER BY n;
--! 42703 column "nope" does not exist
CREATE VIEW bad AS SELECT nope FROM everything;
--! 42703 column "nope" does not exist
CREATE VIEW sorted AS SELECT upper(name) AS up, ctid, current_user FROM users u ORDER BY up, u.id;
DROP VIEW sorted;
DROP VIEW joined;
--! 2BP01 cannot drop view joined because other objects depend on it
DROP VIEW joined CASCADE;
DROP VIEW of_view;
--! 42P01 view "of_view" does not exist
ALTER TABLE users DROP COLUMN org_id;
ALTER TABLE users RENAME COLUMN name TO full_name;
ALTER TABLE users RENAME TO people;
ALTER TABLE people DROP COLUMN full_name;
--! 2BP01 cannot drop column full_name of table people because other objects depend on it
DROP VIEW plain, counted;
ALTER TABLE people DROP COLUMN full_name;
ALTER TABLE people ALTER COLUMN created TYPE timestamp;
DROP TABLE orgs;
--! 2BP01 cannot drop table orgs because other objects depend on it
CREATE MATERIALIZED VIEW mv AS SELECT id, email FROM people WITH NO DATA;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE INDEX mv_bad ON mv (nope);
--! 42703 column "nope" does not exist
REFRESH MATERIALIZED VIEW mv;
ALTER MATERIALIZED VIEW mv RENAME TO mw;
ALTER TABLE people DROP COLUMN email CASCADE;
DROP MATERIALIZED VIEW mw;
--! 42P01 materialized view "mw" does not exist
CREATE VIEW public.sub AS SELECT p.id FROM people p WHERE EXISTS (SELECT 1 FROM orgs o WHERE o.id = p.id);
CREATE VIEW cte AS WITH recent AS (SELECT id, created FROM people) SELECT id FROM recent;
ALTER TABLE people DROP COLUMN created;
--! 2BP01 cannot drop column created of table people because other objects depend on it
DROP VIEW cte;
ALTER TABLE people DROP COLUMN created;
CREATE VIEW people AS SELECT 1 AS a;
--! 42P07 relation "people" already exists
CREATE VIEW named (x, y) AS SELECT id, name FROM orgs;
CREATE VIEW on_named AS SELECT y FROM named;
ALTER VIEW named RENAME COLUMN x TO z;
ALTER VIEW named SET SCHEMA nowhere;
--! 3F000 schema "nowhere" does not exist
CREATE SCHEMA app;
ALTER VIEW named SET SCHEMA app;
DROP SCHEMA app;
--! 2BP01 cannot drop schema app because other objects depend on it
DROP VIEW app.named CASCADE;
DROP VIEW on_named;
--! 42P01 view "on_named" does not exist
CREATE FUNCTION vt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER vtr INSTEAD OF INSERT ON sub FOR EACH ROW EXECUTE FUNCTION vt();
CREATE TRIGGER vtr INSTEAD OF INSERT ON sub FOR EACH ROW EXECUTE FUNCTION vt();
--! 42710 trigger "vtr" for relation "sub" already exists
DROP TRIGGER vtr ON sub;
DROP TRIGGER vtr ON sub;
--! 42704 trigger "vtr" for table "sub" does not exist
CREATE VIEW types AS SELECT 'a'::text AS t, NULL::integer AS n;
DROP VIEW IF EXISTS nope, types;
