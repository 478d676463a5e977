--
-- PostgreSQL database dump
--

\restrict sX0Zk2ROLk0Vcoaw4CSdpmQ1bgyE3OqxJVLxDwS7Nb7lyMUVV1W1117dBei56Mh

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
-- Name: app; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA app;


--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA audit;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: app; Owner: -
--

CREATE TABLE app.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: thing; Type: TABLE; Schema: app; Owner: -
--

CREATE TABLE app.thing (
    id integer NOT NULL
);


--
-- Name: thing_id_seq; Type: SEQUENCE; Schema: app; Owner: -
--

CREATE SEQUENCE app.thing_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: thing_id_seq; Type: SEQUENCE OWNED BY; Schema: app; Owner: -
--

ALTER SEQUENCE app.thing_id_seq OWNED BY app.thing.id;


--
-- Name: log; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.log (
    id integer NOT NULL
);


--
-- Name: log_id_seq; Type: SEQUENCE; Schema: audit; Owner: -
--

CREATE SEQUENCE audit.log_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: log_id_seq; Type: SEQUENCE OWNED BY; Schema: audit; Owner: -
--

ALTER SEQUENCE audit.log_id_seq OWNED BY audit.log.id;


--
-- Name: thing id; Type: DEFAULT; Schema: app; Owner: -
--

ALTER TABLE ONLY app.thing ALTER COLUMN id SET DEFAULT nextval('app.thing_id_seq'::regclass);


--
-- Name: log id; Type: DEFAULT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.log ALTER COLUMN id SET DEFAULT nextval('audit.log_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: app; Owner: -
--

ALTER TABLE ONLY app.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: thing thing_pkey; Type: CONSTRAINT; Schema: app; Owner: -
--

ALTER TABLE ONLY app.thing
    ADD CONSTRAINT thing_pkey PRIMARY KEY (id);


--
-- Name: log log_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict sX0Zk2ROLk0Vcoaw4CSdpmQ1bgyE3OqxJVLxDwS7Nb7lyMUVV1W1117dBei56Mh

--
-- PostgreSQL database dump
--

\restrict BJTq7nRSKH1rp3i3iTOIPhGA2VZr2nbOYzstpr5Bqr2kaiZ7hhkjQRN9oTdN4O0

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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: app; Owner: -
--

COPY app.alembic_version (version_num) FROM stdin;
a1
\.


--
-- PostgreSQL database dump complete
--

\unrestrict BJTq7nRSKH1rp3i3iTOIPhGA2VZr2nbOYzstpr5Bqr2kaiZ7hhkjQRN9oTdN4O0

