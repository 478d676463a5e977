-- What SET leaves behind.

-- @set_local_ends_with_the_transaction
CREATE SCHEMA app;
SET LOCAL search_path TO app, public;
CREATE TABLE t1 (id integer);
---
CREATE TABLE t2 (id integer);

-- @set_session_goes_on
CREATE SCHEMA app;
SET search_path TO app, public;
CREATE TABLE t1 (id integer);
---
CREATE TABLE t2 (id integer);

-- @set_config_says_for_how_long
CREATE SCHEMA app;
SELECT set_config('search_path', 'app', true);
CREATE TABLE t1 (id integer);
---
CREATE TABLE t2 (id integer);
SELECT pg_catalog.set_config('search_path', 'app', false);
---
CREATE TABLE t3 (id integer);

-- @set_local_over_set
CREATE SCHEMA app;
CREATE SCHEMA other;
SET search_path TO app;
SET LOCAL search_path TO other;
CREATE TABLE t1 (id integer);
---
CREATE TABLE t2 (id integer);

-- @set_over_set_local
CREATE SCHEMA app;
CREATE SCHEMA other;
SET LOCAL search_path TO other;
SET search_path TO app;
---
CREATE TABLE t2 (id integer);

-- @a_savepoint_takes_set_local_back
CREATE SCHEMA app;
SAVEPOINT s;
SET LOCAL search_path TO app;
ROLLBACK TO SAVEPOINT s;
CREATE TABLE t1 (id integer);
SAVEPOINT s;
SET LOCAL search_path TO app;
RELEASE SAVEPOINT s;
CREATE TABLE t2 (id integer);
