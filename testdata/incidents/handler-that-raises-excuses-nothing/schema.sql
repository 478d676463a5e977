--
-- PostgreSQL database dump
--

\restrict ooWzmMqYzM7rQnu6eV3xW8ztyzOtQtAZ6Oe0o4uJcAvdaYxGi8uK4xEri69GjsT

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
-- Name: berth; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.berth (
    id integer NOT NULL
);


--
-- Name: berth_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.berth_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: berth_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.berth_id_seq OWNED BY public.berth.id;


--
-- Name: boat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.boat (
    id integer NOT NULL,
    name text
);


--
-- Name: boat_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.boat_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: boat_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.boat_id_seq OWNED BY public.boat.id;


--
-- Name: berth id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.berth ALTER COLUMN id SET DEFAULT nextval('public.berth_id_seq'::regclass);


--
-- Name: boat id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.boat ALTER COLUMN id SET DEFAULT nextval('public.boat_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: berth berth_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.berth
    ADD CONSTRAINT berth_pkey PRIMARY KEY (id);


--
-- Name: boat boat_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.boat
    ADD CONSTRAINT boat_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
e620
\.


--
-- PostgreSQL database dump complete
--

\unrestrict ooWzmMqYzM7rQnu6eV3xW8ztyzOtQtAZ6Oe0o4uJcAvdaYxGi8uK4xEri69GjsT

