--
-- PostgreSQL database dump
--

\restrict u0Wc0Lerdxull5qYyYqXUvhcF30XzV6xJL1YTnWSKbFb19cETpHGYuzIKMmkVlf

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
-- Name: scratch; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA scratch;


--
-- Name: seen(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.seen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$begin return new; end$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: patient; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.patient (
    id integer NOT NULL,
    note text
);


--
-- Name: visit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.visit (
    id integer NOT NULL
);


--
-- Name: visit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.visit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: visit_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.visit_id_seq OWNED BY public.visit.id;


--
-- Name: a; Type: TABLE; Schema: scratch; Owner: -
--

CREATE TABLE scratch.a (
    id integer
);


--
-- Name: visit id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visit ALTER COLUMN id SET DEFAULT nextval('public.visit_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: patient patient_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.patient
    ADD CONSTRAINT patient_pkey PRIMARY KEY (id);


--
-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);


--
-- Name: patient patient_seen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER patient_seen BEFORE UPDATE ON public.patient FOR EACH ROW EXECUTE FUNCTION public.seen();


--
-- PostgreSQL database dump complete
--

\unrestrict u0Wc0Lerdxull5qYyYqXUvhcF30XzV6xJL1YTnWSKbFb19cETpHGYuzIKMmkVlf

--
-- PostgreSQL database dump
--

\restrict hA8hS0Nd5LEVRjnAREiJ6LJEaNRuochjhxgdvrlKeNXc5bSFIMgmx2wR6jcIJYF

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
9f10
\.


--
-- PostgreSQL database dump complete
--

\unrestrict hA8hS0Nd5LEVRjnAREiJ6LJEaNRuochjhxgdvrlKeNXc5bSFIMgmx2wR6jcIJYF

