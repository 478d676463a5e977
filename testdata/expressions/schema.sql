-- What the expressions of equal.tsv and unequal.tsv name.
CREATE EXTENSION citext;
CREATE EXTENSION "uuid-ossp";
CREATE TYPE mood AS ENUM ('ok', 'bad', 'sad');
CREATE SEQUENCE s;
CREATE SEQUENCE s2;
CREATE SEQUENCE seq;
CREATE SEQUENCE "Seq";
CREATE SEQUENCE "Big_seq";
CREATE FUNCTION my_func(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t (
    id integer,
    a integer,
    b bigint,
    s smallint,
    n numeric(10,2),
    f double precision,
    r real,
    v character varying(50),
    w character varying,
    x text,
    c character(2),
    ok boolean,
    d date,
    ts timestamp without time zone,
    tz timestamp with time zone,
    i interval,
    j json,
    jb jsonb,
    u uuid,
    m public.mood,
    tags text[],
    vs character varying(20)[],
    nums integer[],
    e public.citext,
    ip inet,
    vec tsvector,
    by bytea,
    values_ text,
    "Weird Name" text,
    "N" integer,
    exists_ integer,
    deleted_at timestamp without time zone
);
