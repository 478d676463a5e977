--
-- PostgreSQL database dump
--

\restrict 5lo0BMGbHazWOXSJikk6Pa7S5I1DzwymNELkDEbwX3RYs3KK5PcqcI7PXQSwrKJ

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
-- Name: tenant_1; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_1;


--
-- Name: tenant_2; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_2;


--
-- Name: tenant_3; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_3;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: log; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.log (
    id integer
);


--
-- Name: thing; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.thing (
    id integer NOT NULL
);


--
-- Name: thing_id_seq; Type: SEQUENCE; Schema: tenant_1; Owner: -
--

CREATE SEQUENCE tenant_1.thing_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: thing_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_1; Owner: -
--

ALTER SEQUENCE tenant_1.thing_id_seq OWNED BY tenant_1.thing.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_2; Owner: -
--

CREATE TABLE tenant_2.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: thing; Type: TABLE; Schema: tenant_2; Owner: -
--

CREATE TABLE tenant_2.thing (
    id integer NOT NULL
);


--
-- Name: thing_id_seq; Type: SEQUENCE; Schema: tenant_2; Owner: -
--

CREATE SEQUENCE tenant_2.thing_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: thing_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_2; Owner: -
--

ALTER SEQUENCE tenant_2.thing_id_seq OWNED BY tenant_2.thing.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_3; Owner: -
--

CREATE TABLE tenant_3.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: thing; Type: TABLE; Schema: tenant_3; Owner: -
--

CREATE TABLE tenant_3.thing (
    id integer NOT NULL
);


--
-- Name: thing_id_seq; Type: SEQUENCE; Schema: tenant_3; Owner: -
--

CREATE SEQUENCE tenant_3.thing_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: thing_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_3; Owner: -
--

ALTER SEQUENCE tenant_3.thing_id_seq OWNED BY tenant_3.thing.id;


--
-- Name: thing id; Type: DEFAULT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.thing ALTER COLUMN id SET DEFAULT nextval('tenant_1.thing_id_seq'::regclass);


--
-- Name: thing id; Type: DEFAULT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.thing ALTER COLUMN id SET DEFAULT nextval('tenant_2.thing_id_seq'::regclass);


--
-- Name: thing id; Type: DEFAULT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.thing ALTER COLUMN id SET DEFAULT nextval('tenant_3.thing_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: thing thing_pkey; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.thing
    ADD CONSTRAINT thing_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: thing thing_pkey; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.thing
    ADD CONSTRAINT thing_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: thing thing_pkey; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.thing
    ADD CONSTRAINT thing_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict 5lo0BMGbHazWOXSJikk6Pa7S5I1DzwymNELkDEbwX3RYs3KK5PcqcI7PXQSwrKJ

--
-- PostgreSQL database dump
--

\restrict bVAL9J7fGTW5d7OEbtESk6gpmxCumSXeUVyT3GZoF7HImecncKsrVqQyPQGgOmO

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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_1; Owner: -
--

COPY tenant_1.alembic_version (version_num) FROM stdin;
n1
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_2; Owner: -
--

COPY tenant_2.alembic_version (version_num) FROM stdin;
n1
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_3; Owner: -
--

COPY tenant_3.alembic_version (version_num) FROM stdin;
n1
\.


--
-- PostgreSQL database dump complete
--

\unrestrict bVAL9J7fGTW5d7OEbtESk6gpmxCumSXeUVyT3GZoF7HImecncKsrVqQyPQGgOmO

