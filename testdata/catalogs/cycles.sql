-- Tables that refer to one another, and a view's column that a function makes.
CREATE TABLE chickens (id integer PRIMARY KEY, egg integer);
CREATE TABLE eggs (id integer PRIMARY KEY, chicken integer REFERENCES chickens);
ALTER TABLE chickens ADD CONSTRAINT from_egg FOREIGN KEY (egg) REFERENCES eggs DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION code() RETURNS text LANGUAGE sql AS 'SELECT ''c''::text';
CREATE TABLE coded (code text DEFAULT code() CHECK (code <> code()));
CREATE VIEW codes AS SELECT code() AS code, coded.code AS own FROM coded;
