--
-- PostgreSQL database dump
--

\restrict oaqFIeBepQQkn8ijBBW7vybWcA93ViJ9xntXRnmh4kXmeWeGZbXhIfNkClrqqGp

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


--
-- Name: tenant_4; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_4;


--
-- Name: tenant_5; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_5;


--
-- Name: pgcrypto; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';


--
-- Name: member_kind; Type: TYPE; Schema: tenant_1; Owner: -
--

CREATE TYPE tenant_1.member_kind AS ENUM (
    'guest',
    'staff'
);


--
-- Name: member_kind; Type: TYPE; Schema: tenant_2; Owner: -
--

CREATE TYPE tenant_2.member_kind AS ENUM (
    'guest',
    'staff'
);


--
-- Name: member_kind; Type: TYPE; Schema: tenant_3; Owner: -
--

CREATE TYPE tenant_3.member_kind AS ENUM (
    'guest',
    'staff'
);


--
-- Name: member_kind; Type: TYPE; Schema: tenant_4; Owner: -
--

CREATE TYPE tenant_4.member_kind AS ENUM (
    'guest',
    'staff'
);


--
-- Name: member_kind; Type: TYPE; Schema: tenant_5; Owner: -
--

CREATE TYPE tenant_5.member_kind AS ENUM (
    'guest',
    'staff'
);


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
    name character varying(80) NOT NULL,
    kind tenant_1.member_kind NOT NULL,
    plan_id integer
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
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_2.member_kind NOT NULL,
    plan_id integer
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
-- Name: alembic_version; Type: TABLE; Schema: tenant_3; Owner: -
--

CREATE TABLE tenant_3.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_3; Owner: -
--

CREATE TABLE tenant_3.member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_3.member_kind NOT NULL
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_3; Owner: -
--

CREATE SEQUENCE tenant_3.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_3; Owner: -
--

ALTER SEQUENCE tenant_3.member_id_seq OWNED BY tenant_3.member.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_4; Owner: -
--

CREATE TABLE tenant_4.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_4; Owner: -
--

CREATE TABLE tenant_4.member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_4.member_kind NOT NULL,
    plan_id integer
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_4; Owner: -
--

CREATE SEQUENCE tenant_4.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_4; Owner: -
--

ALTER SEQUENCE tenant_4.member_id_seq OWNED BY tenant_4.member.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_5; Owner: -
--

CREATE TABLE tenant_5.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_5; Owner: -
--

CREATE TABLE tenant_5.member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_5.member_kind NOT NULL
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_5; Owner: -
--

CREATE SEQUENCE tenant_5.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_5; Owner: -
--

ALTER SEQUENCE tenant_5.member_id_seq OWNED BY tenant_5.member.id;


--
-- Name: member id; Type: DEFAULT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.member ALTER COLUMN id SET DEFAULT nextval('tenant_1.member_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.member ALTER COLUMN id SET DEFAULT nextval('tenant_2.member_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.member ALTER COLUMN id SET DEFAULT nextval('tenant_3.member_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.member ALTER COLUMN id SET DEFAULT nextval('tenant_4.member_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.member ALTER COLUMN id SET DEFAULT nextval('tenant_5.member_id_seq'::regclass);


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
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict oaqFIeBepQQkn8ijBBW7vybWcA93ViJ9xntXRnmh4kXmeWeGZbXhIfNkClrqqGp

--
-- PostgreSQL database dump
--

\restrict 1Gsli3qEyM9LdcmeDKgMTJbvLGm7QKfSo6bpg28UzyI101verrc0WHbBa8bOyA3

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
t5
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_2; Owner: -
--

COPY tenant_2.alembic_version (version_num) FROM stdin;
t5
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_3; Owner: -
--

COPY tenant_3.alembic_version (version_num) FROM stdin;
t1
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_4; Owner: -
--

COPY tenant_4.alembic_version (version_num) FROM stdin;
t4
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_5; Owner: -
--

COPY tenant_5.alembic_version (version_num) FROM stdin;
t2
\.


--
-- PostgreSQL database dump complete
--

\unrestrict 1Gsli3qEyM9LdcmeDKgMTJbvLGm7QKfSo6bpg28UzyI101verrc0WHbBa8bOyA3

