-- The same names in several schemas, and a role's search path that must not show.
CREATE SCHEMA app;
CREATE SCHEMA audit;
CREATE TYPE public.kind AS ENUM ('p');
CREATE TYPE app.kind AS ENUM ('a');
SET search_path = app, public;
CREATE TABLE things (id serial PRIMARY KEY, kind kind DEFAULT 'a', other public.kind DEFAULT 'p');
CREATE TABLE public.things (id integer REFERENCES app.things, k app.kind);
CREATE TABLE audit.things (id integer REFERENCES app.things (id));
