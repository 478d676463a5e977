--
-- PostgreSQL database dump
--

\restrict mMHVoTh0F3m9IEiKW0c5hbrWe8godxRcz9bN1ojypA0mD2CCwX4gcFT9nFvOBLg

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
-- Name: vessel_state; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.vessel_state AS ENUM (
    'afloat',
    'ashore',
    'sunk'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: harbour; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.harbour (
    id integer NOT NULL
);


--
-- Name: harbour_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.harbour_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: harbour_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.harbour_id_seq OWNED BY public.harbour.id;


--
-- Name: vessel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vessel (
    id integer NOT NULL,
    state text
);


--
-- Name: vessel_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.vessel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: vessel_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.vessel_id_seq OWNED BY public.vessel.id;


--
-- Name: harbour id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.harbour ALTER COLUMN id SET DEFAULT nextval('public.harbour_id_seq'::regclass);


--
-- Name: vessel id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vessel ALTER COLUMN id SET DEFAULT nextval('public.vessel_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: harbour harbour_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.harbour
    ADD CONSTRAINT harbour_pkey PRIMARY KEY (id);


--
-- Name: vessel vessel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vessel
    ADD CONSTRAINT vessel_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
a130
\.


--
-- PostgreSQL database dump complete
--

\unrestrict mMHVoTh0F3m9IEiKW0c5hbrWe8godxRcz9bN1ojypA0mD2CCwX4gcFT9nFvOBLg

