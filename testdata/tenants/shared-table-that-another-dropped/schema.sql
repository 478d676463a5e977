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
-- Name: tenant_1; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_1;


--
-- Name: tenant_2; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_2;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.member (
    id integer NOT NULL,
    points integer
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_1; Owner: -
--

CREATE SEQUENCE tenant_1.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_1; Owner: -
--

ALTER SEQUENCE tenant_1.member_id_seq OWNED BY tenant_1.member.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_2; Owner: -
--

CREATE TABLE tenant_2.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_2; Owner: -
--

CREATE TABLE tenant_2.member (
    id integer NOT NULL
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_2; Owner: -
--

CREATE SEQUENCE tenant_2.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_2; Owner: -
--

ALTER SEQUENCE tenant_2.member_id_seq OWNED BY tenant_2.member.id;


--
-- Name: member id; Type: DEFAULT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.member ALTER COLUMN id SET DEFAULT nextval('tenant_1.member_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.member ALTER COLUMN id SET DEFAULT nextval('tenant_2.member_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_1; Owner: -
--

COPY tenant_1.alembic_version (version_num) FROM stdin;
t3
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_2; Owner: -
--

COPY tenant_2.alembic_version (version_num) FROM stdin;
t2
\.


--
-- PostgreSQL database dump complete
--


