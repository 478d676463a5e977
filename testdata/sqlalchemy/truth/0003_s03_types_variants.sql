--
-- PostgreSQL database dump
--

\restrict 8BeGGqqpcDXidU4lVnpTJE8aAg4xhAGWbEavU9DdBMjs3JkfQB1V8beQVYLBaKG

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: types_generic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_generic (
    a01 integer,
    a02 integer,
    a03 smallint,
    a04 bigint,
    a05 boolean,
    a06 boolean,
    b01 character varying,
    b02 character varying(50),
    b03 character varying(7) COLLATE pg_catalog."C",
    b04 character varying(3),
    b05 text,
    b06 text,
    b07 character(1),
    b08 character(4),
    b09 character(4),
    b10 character varying(9),
    b11 character varying,
    c01 numeric,
    c02 numeric(10,0),
    c03 numeric(10,2),
    c04 numeric(4,4),
    c05 double precision,
    c06 real,
    c07 double precision,
    c08 real,
    c09 double precision,
    c10 double precision,
    c11 double precision,
    d01 timestamp without time zone,
    d02 timestamp with time zone,
    d03 timestamp with time zone,
    d04 date,
    d05 time without time zone,
    d06 time with time zone,
    d07 interval,
    d08 interval(3),
    d09 timestamp without time zone,
    e01 bytea,
    e02 bytea,
    e03 bytea,
    e04 json,
    e05 uuid,
    e06 character(32),
    e07 uuid,
    f01 character varying(5)[],
    f02 integer[],
    f03 character varying(9)
);


--
-- Name: types_postgresql; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_postgresql (
    a01 uuid,
    a02 uuid,
    a03 jsonb,
    a04 json,
    a05 jsonb,
    a06 bytea,
    a07 inet,
    a08 cidr,
    a09 macaddr,
    a10 money,
    a11 oid,
    a12 regclass,
    a13 tsvector,
    a14 tsquery,
    a15 public.citext,
    a16 public.hstore,
    b01 bit(1),
    b02 bit(5),
    b03 bit varying(5),
    b04 bit varying,
    c01 timestamp without time zone,
    c02 timestamp(3) with time zone,
    c03 time(2) without time zone,
    c04 interval,
    c05 interval day to second,
    c06 interval(2),
    c07 interval second(4),
    d01 text[],
    d02 uuid[],
    d03 timestamp with time zone[],
    e01 int4range,
    e02 tstzrange,
    e03 int8multirange,
    e04 numrange,
    f01 character varying(12),
    f02 double precision,
    f03 integer,
    f04 numeric(5,1)
);


--
-- Name: types_variants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_variants (
    a text,
    b text,
    c bigint NOT NULL,
    d jsonb,
    e character varying(30),
    f timestamp without time zone,
    g integer,
    h timestamp without time zone,
    i numeric(6,2),
    j real
);


--
-- Name: types_variants_c_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.types_variants_c_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: types_variants_c_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.types_variants_c_seq OWNED BY public.types_variants.c;


--
-- Name: types_variants c; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_variants ALTER COLUMN c SET DEFAULT nextval('public.types_variants_c_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: types_variants types_variants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_variants
    ADD CONSTRAINT types_variants_pkey PRIMARY KEY (c);


--
-- PostgreSQL database dump complete
--

\unrestrict 8BeGGqqpcDXidU4lVnpTJE8aAg4xhAGWbEavU9DdBMjs3JkfQB1V8beQVYLBaKG

