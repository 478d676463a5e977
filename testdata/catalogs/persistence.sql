CREATE UNLOGGED TABLE fast (id serial PRIMARY KEY);
CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER remote FOREIGN DATA WRAPPER nowhere;
CREATE FOREIGN TABLE far (id integer NOT NULL, name text DEFAULT 'x') SERVER remote OPTIONS (a 'b');
CREATE TABLE "collated" (a text COLLATE "C", b varchar(5) COLLATE "POSIX");
CREATE TABLE nothing ();
CREATE TEMPORARY TABLE gone (id integer);
