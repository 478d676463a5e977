--
-- PostgreSQL database dump
--

\restrict mk4nJ8mba728IawZ3lT2VZoYIZ9B6T2bWVymaBwwsVinKJQjXefsOB8SKqL6IiM

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
-- Name: old; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.old (
    id integer NOT NULL,
    name text
);


--
-- Name: before_the_move; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.before_the_move AS
 SELECT old_1.id,
    old_1.name
   FROM public.old old_1;


--
-- Name: new; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.new (
    id integer NOT NULL,
    name text
);


--
-- Name: moved; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.moved AS
 SELECT old_1.id,
    new_1.name
   FROM (public.old old_1
     JOIN public.new new_1 ON ((new_1.id = old_1.id)));


--
-- Name: moved_since; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.moved_since AS
 SELECT new_1.id
   FROM public.before_the_move new_1
  WHERE (new_1.name IS NOT NULL);


--
-- Name: new_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.new_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: new_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.new_id_seq OWNED BY public.new.id;


--
-- Name: old_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.old_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: old_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.old_id_seq OWNED BY public.old.id;


--
-- Name: new id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.new ALTER COLUMN id SET DEFAULT nextval('public.new_id_seq'::regclass);


--
-- Name: old id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.old ALTER COLUMN id SET DEFAULT nextval('public.old_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: new new_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.new
    ADD CONSTRAINT new_pkey PRIMARY KEY (id);


--
-- Name: old old_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.old
    ADD CONSTRAINT old_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--

\unrestrict mk4nJ8mba728IawZ3lT2VZoYIZ9B6T2bWVymaBwwsVinKJQjXefsOB8SKqL6IiM

--
-- PostgreSQL database dump
--

\restrict gJTc99pG8lSrhzS5aXQBDrcXASnnG606Me453LngHohmhqLzoNjRIGhqfoSFQLV

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
0a20
\.


--
-- PostgreSQL database dump complete
--

\unrestrict gJTc99pG8lSrhzS5aXQBDrcXASnnG606Me453LngHohmhqLzoNjRIGhqfoSFQLV

