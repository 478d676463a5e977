--
-- PostgreSQL database dump
--

\restrict V7UUHVqeDkEpe9eNqg4mp2Eo17GQfrddD2ikQCXbnOlcNCSNa9bBqJHt3KoLMli

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
-- Name: Acme Corp; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA "Acme Corp";


--
-- Name: reports; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA reports;


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
-- Name: tenant_6; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_6;


--
-- Name: tenant_7; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tenant_7;


--
-- Name: member_kind; Type: TYPE; Schema: Acme Corp; Owner: -
--

CREATE TYPE "Acme Corp".member_kind AS ENUM (
    'guest',
    'staff'
);


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


--
-- Name: member_kind; Type: TYPE; Schema: tenant_6; Owner: -
--

CREATE TYPE tenant_6.member_kind AS ENUM (
    'guest',
    'staff'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: Acme Corp; Owner: -
--

CREATE TABLE "Acme Corp".alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: Acme Corp; Owner: -
--

CREATE TABLE "Acme Corp".member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind "Acme Corp".member_kind NOT NULL,
    email character varying(200)
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: Acme Corp; Owner: -
--

CREATE SEQUENCE "Acme Corp".member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: Acme Corp; Owner: -
--

ALTER SEQUENCE "Acme Corp".member_id_seq OWNED BY "Acme Corp".member.id;


--
-- Name: visit; Type: TABLE; Schema: Acme Corp; Owner: -
--

CREATE TABLE "Acme Corp".visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: Acme Corp; Owner: -
--

CREATE SEQUENCE "Acme Corp".visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: Acme Corp; Owner: -
--

ALTER SEQUENCE "Acme Corp".visit_id_seq OWNED BY "Acme Corp".visit.id;


--
-- Name: sheet; Type: TABLE; Schema: reports; Owner: -
--

CREATE TABLE reports.sheet (
    id integer
);


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
    email character varying(200)
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
-- Name: visit; Type: TABLE; Schema: tenant_1; Owner: -
--

CREATE TABLE tenant_1.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_1; Owner: -
--

CREATE SEQUENCE tenant_1.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_1; Owner: -
--

ALTER SEQUENCE tenant_1.visit_id_seq OWNED BY tenant_1.visit.id;


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
    email character varying(200)
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
-- Name: visit; Type: TABLE; Schema: tenant_2; Owner: -
--

CREATE TABLE tenant_2.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_2; Owner: -
--

CREATE SEQUENCE tenant_2.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_2; Owner: -
--

ALTER SEQUENCE tenant_2.visit_id_seq OWNED BY tenant_2.visit.id;


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
    kind tenant_3.member_kind NOT NULL,
    email character varying(200)
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
-- Name: visit; Type: TABLE; Schema: tenant_3; Owner: -
--

CREATE TABLE tenant_3.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_3; Owner: -
--

CREATE SEQUENCE tenant_3.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_3; Owner: -
--

ALTER SEQUENCE tenant_3.visit_id_seq OWNED BY tenant_3.visit.id;


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
    email character varying(200)
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
-- Name: visit; Type: TABLE; Schema: tenant_4; Owner: -
--

CREATE TABLE tenant_4.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_4; Owner: -
--

CREATE SEQUENCE tenant_4.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_4; Owner: -
--

ALTER SEQUENCE tenant_4.visit_id_seq OWNED BY tenant_4.visit.id;


--
-- Name: member; Type: TABLE; Schema: tenant_5; Owner: -
--

CREATE TABLE tenant_5.member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_5.member_kind NOT NULL,
    email character varying(200)
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
-- Name: visit; Type: TABLE; Schema: tenant_5; Owner: -
--

CREATE TABLE tenant_5.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_5; Owner: -
--

CREATE SEQUENCE tenant_5.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_5; Owner: -
--

ALTER SEQUENCE tenant_5.visit_id_seq OWNED BY tenant_5.visit.id;


--
-- Name: alembic_version; Type: TABLE; Schema: tenant_6; Owner: -
--

CREATE TABLE tenant_6.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: tenant_6; Owner: -
--

CREATE TABLE tenant_6.member (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    kind tenant_6.member_kind NOT NULL
);


--
-- Name: member_id_seq; Type: SEQUENCE; Schema: tenant_6; Owner: -
--

CREATE SEQUENCE tenant_6.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_6; Owner: -
--

ALTER SEQUENCE tenant_6.member_id_seq OWNED BY tenant_6.member.id;


--
-- Name: visit; Type: TABLE; Schema: tenant_6; Owner: -
--

CREATE TABLE tenant_6.visit (
    id integer NOT NULL,
    member_id integer NOT NULL,
    at timestamp without time zone DEFAULT now()
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: tenant_6; Owner: -
--

CREATE SEQUENCE tenant_6.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: tenant_6; Owner: -
--

ALTER SEQUENCE tenant_6.visit_id_seq OWNED BY tenant_6.visit.id;


--
-- Name: member id; Type: DEFAULT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".member ALTER COLUMN id SET DEFAULT nextval('"Acme Corp".member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".visit ALTER COLUMN id SET DEFAULT nextval('"Acme Corp".visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.member ALTER COLUMN id SET DEFAULT nextval('tenant_1.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.visit ALTER COLUMN id SET DEFAULT nextval('tenant_1.visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.member ALTER COLUMN id SET DEFAULT nextval('tenant_2.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.visit ALTER COLUMN id SET DEFAULT nextval('tenant_2.visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.member ALTER COLUMN id SET DEFAULT nextval('tenant_3.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.visit ALTER COLUMN id SET DEFAULT nextval('tenant_3.visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.member ALTER COLUMN id SET DEFAULT nextval('tenant_4.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.visit ALTER COLUMN id SET DEFAULT nextval('tenant_4.visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.member ALTER COLUMN id SET DEFAULT nextval('tenant_5.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.visit ALTER COLUMN id SET DEFAULT nextval('tenant_5.visit_id_seq'::regclass);


--
-- Name: member id; Type: DEFAULT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.member ALTER COLUMN id SET DEFAULT nextval('tenant_6.member_id_seq'::regclass);


--
-- Name: visit id; Type: DEFAULT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.visit ALTER COLUMN id SET DEFAULT nextval('tenant_6.visit_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


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
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


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
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


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
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


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
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: member uq_member_email; Type: CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.member
    ADD CONSTRAINT uq_member_email UNIQUE (email);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: Acme Corp; Owner: -
--

CREATE INDEX ix_visit_member ON "Acme Corp".visit USING btree (member_id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: tenant_1; Owner: -
--

CREATE INDEX ix_visit_member ON tenant_1.visit USING btree (member_id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: tenant_2; Owner: -
--

CREATE INDEX ix_visit_member ON tenant_2.visit USING btree (member_id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: tenant_4; Owner: -
--

CREATE INDEX ix_visit_member ON tenant_4.visit USING btree (member_id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: tenant_5; Owner: -
--

CREATE INDEX ix_visit_member ON tenant_5.visit USING btree (member_id);


--
-- Name: ix_visit_member; Type: INDEX; Schema: tenant_6; Owner: -
--

CREATE INDEX ix_visit_member ON tenant_6.visit USING btree (member_id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: Acme Corp; Owner: -
--

ALTER TABLE ONLY "Acme Corp".visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES "Acme Corp".member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_1; Owner: -
--

ALTER TABLE ONLY tenant_1.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_1.member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_2; Owner: -
--

ALTER TABLE ONLY tenant_2.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_2.member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_3; Owner: -
--

ALTER TABLE ONLY tenant_3.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_3.member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_4; Owner: -
--

ALTER TABLE ONLY tenant_4.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_4.member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_5; Owner: -
--

ALTER TABLE ONLY tenant_5.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_5.member(id);


--
-- Name: visit visit_member_id_fkey; Type: FK CONSTRAINT; Schema: tenant_6; Owner: -
--

ALTER TABLE ONLY tenant_6.visit
    ADD CONSTRAINT visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant_6.member(id);


--
-- PostgreSQL database dump complete
--

\unrestrict V7UUHVqeDkEpe9eNqg4mp2Eo17GQfrddD2ikQCXbnOlcNCSNa9bBqJHt3KoLMli

--
-- PostgreSQL database dump
--

\restrict ySvdgBFI5o8xcUXEM4Iale5oUPZOr85ioVZGzs8XPOk2A7MmLAKu2hD1yesFOiF

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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: Acme Corp; Owner: -
--

COPY "Acme Corp".alembic_version (version_num) FROM stdin;
t3
\.


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
t3
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_3; Owner: -
--

COPY tenant_3.alembic_version (version_num) FROM stdin;
t3
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_4; Owner: -
--

COPY tenant_4.alembic_version (version_num) FROM stdin;
t3
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: tenant_6; Owner: -
--

COPY tenant_6.alembic_version (version_num) FROM stdin;
t3
\.


--
-- PostgreSQL database dump complete
--

\unrestrict ySvdgBFI5o8xcUXEM4Iale5oUPZOr85ioVZGzs8XPOk2A7MmLAKu2hD1yesFOiF

