--
-- PostgreSQL database dump
--

\restrict IVXTYpfqlE2oRBe7WKXbKQ8fyqcXi0uFrzQ51wNgajiOMQZ9BuK1ruQs16IVKhh

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
-- Name: depot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.depot (
    id integer NOT NULL
);


--
-- Name: depot_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.depot_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: depot_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.depot_id_seq OWNED BY public.depot.id;


--
-- Name: depot id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot ALTER COLUMN id SET DEFAULT nextval('public.depot_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: depot depot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot
    ADD CONSTRAINT depot_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict IVXTYpfqlE2oRBe7WKXbKQ8fyqcXi0uFrzQ51wNgajiOMQZ9BuK1ruQs16IVKhh

--
-- PostgreSQL database dump
--

\restrict Og4F8D5HaphJs52zbwK4TqfegE8XknYU6yG9Yak25bUGYg0aSg08CtOc0Nu0BDc

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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
b130
\.


--
-- PostgreSQL database dump complete
--

\unrestrict Og4F8D5HaphJs52zbwK4TqfegE8XknYU6yG9Yak25bUGYg0aSg08CtOc0Nu0BDc

