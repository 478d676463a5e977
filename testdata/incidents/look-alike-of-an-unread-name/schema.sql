--
-- PostgreSQL database dump
--

\restrict zpU3gVSYC8v30COPvBdX1yLhBkZBwSDs6say58Gtx327196h4GMt8KicbhAy8Xg

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
-- Name: door; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.door (
    id integer NOT NULL,
    code text
);


--
-- Name: door_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.door_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: door_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.door_id_seq OWNED BY public.door.id;


--
-- Name: site_name; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.site_name (
    name text
);


--
-- Name: door id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.door ALTER COLUMN id SET DEFAULT nextval('public.door_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: door door_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.door
    ADD CONSTRAINT door_pkey PRIMARY KEY (id);


--
-- Name: door one_door; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.door
    ADD CONSTRAINT one_door UNIQUE (code);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
f620
\.


--
-- PostgreSQL database dump complete
--

\unrestrict zpU3gVSYC8v30COPvBdX1yLhBkZBwSDs6say58Gtx327196h4GMt8KicbhAy8Xg

