--
-- PostgreSQL database dump
--

\restrict IYvat0AJ9JlqAbhE1YRCeZb4AYXrhegv81chnws4R99iUaUw0JKjUa2AsVRipBf

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
-- Name: harbour; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA harbour;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: quay; Type: TABLE; Schema: harbour; Owner: -
--

CREATE TABLE harbour.quay (
    id integer NOT NULL
);


--
-- Name: quay_id_seq; Type: SEQUENCE; Schema: harbour; Owner: -
--

CREATE SEQUENCE harbour.quay_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: quay_id_seq; Type: SEQUENCE OWNED BY; Schema: harbour; Owner: -
--

ALTER SEQUENCE harbour.quay_id_seq OWNED BY harbour.quay.id;


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: crane; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.crane (
    id integer NOT NULL
);


--
-- Name: crane_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.crane_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: crane_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.crane_id_seq OWNED BY public.crane.id;


--
-- Name: quay id; Type: DEFAULT; Schema: harbour; Owner: -
--

ALTER TABLE ONLY harbour.quay ALTER COLUMN id SET DEFAULT nextval('harbour.quay_id_seq'::regclass);


--
-- Name: crane id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.crane ALTER COLUMN id SET DEFAULT nextval('public.crane_id_seq'::regclass);


--
-- Name: quay quay_pkey; Type: CONSTRAINT; Schema: harbour; Owner: -
--

ALTER TABLE ONLY harbour.quay
    ADD CONSTRAINT quay_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: crane crane_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.crane
    ADD CONSTRAINT crane_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
d120
\.


--
-- PostgreSQL database dump complete
--

\unrestrict IYvat0AJ9JlqAbhE1YRCeZb4AYXrhegv81chnws4R99iUaUw0JKjUa2AsVRipBf

