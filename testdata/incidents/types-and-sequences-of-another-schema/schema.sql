--
-- PostgreSQL database dump
--


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
-- Name: depot; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA depot;


--
-- Name: parcel_state; Type: TYPE; Schema: depot; Owner: -
--

CREATE TYPE depot.parcel_state AS ENUM (
    'held',
    'gone'
);


--
-- Name: first_shelf(); Type: FUNCTION; Schema: depot; Owner: -
--

CREATE FUNCTION depot.first_shelf() RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$SELECT 1$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: depot; Owner: -
--

CREATE TABLE depot.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: docket_no; Type: SEQUENCE; Schema: depot; Owner: -
--

CREATE SEQUENCE depot.docket_no
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: parcel; Type: TABLE; Schema: depot; Owner: -
--

CREATE TABLE depot.parcel (
    id integer NOT NULL,
    docket bigint DEFAULT nextval('depot.docket_no'::regclass) NOT NULL,
    state depot.parcel_state DEFAULT 'gone'::depot.parcel_state NOT NULL,
    shelf integer DEFAULT depot.first_shelf() NOT NULL,
    CONSTRAINT ck_parcel_docket CHECK (((state <> 'gone'::depot.parcel_state) OR (docket > 0)))
);


--
-- Name: parcel_id_seq; Type: SEQUENCE; Schema: depot; Owner: -
--

CREATE SEQUENCE depot.parcel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: parcel_id_seq; Type: SEQUENCE OWNED BY; Schema: depot; Owner: -
--

ALTER SEQUENCE depot.parcel_id_seq OWNED BY depot.parcel.id;


--
-- Name: parcel id; Type: DEFAULT; Schema: depot; Owner: -
--

ALTER TABLE ONLY depot.parcel ALTER COLUMN id SET DEFAULT nextval('depot.parcel_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: depot; Owner: -
--

ALTER TABLE ONLY depot.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: parcel parcel_pkey; Type: CONSTRAINT; Schema: depot; Owner: -
--

ALTER TABLE ONLY depot.parcel
    ADD CONSTRAINT parcel_pkey PRIMARY KEY (id);


--
-- Name: ix_parcel_held; Type: INDEX; Schema: depot; Owner: -
--

CREATE INDEX ix_parcel_held ON depot.parcel USING btree (docket) WHERE (state = 'held'::depot.parcel_state);


--
-- PostgreSQL database dump complete
--


--
-- PostgreSQL database dump
--


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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: depot; Owner: -
--

COPY depot.alembic_version (version_num) FROM stdin;
f7a2
\.


--
-- PostgreSQL database dump complete
--


