--
-- PostgreSQL database dump
--

\restrict CLmDjL6VR8ibLwx9dDcpYTz5KkMtziO7KvpyHUxnWPSzvurf2XbWCEpQ2jrZkk5

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
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- PostgreSQL database dump complete
--

\unrestrict CLmDjL6VR8ibLwx9dDcpYTz5KkMtziO7KvpyHUxnWPSzvurf2XbWCEpQ2jrZkk5

