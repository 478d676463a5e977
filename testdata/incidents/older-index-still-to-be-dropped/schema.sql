--
-- PostgreSQL database dump
--

\restrict OSM95rfiwm6echiJil72MbZWMmt1g58h48PdvOb4CXUzrW03dsrynYGgFbqgNdG

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
-- Name: badge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.badge (
    number integer
);


--
-- Name: locker; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.locker (
    id integer NOT NULL
);


--
-- Name: locker_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.locker_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: locker_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.locker_id_seq OWNED BY public.locker.id;


--
-- Name: locker_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.locker_key (
    id integer NOT NULL
);


--
-- Name: locker_key_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.locker_key_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: locker_key_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.locker_key_id_seq OWNED BY public.locker_key.id;


--
-- Name: locker id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.locker ALTER COLUMN id SET DEFAULT nextval('public.locker_id_seq'::regclass);


--
-- Name: locker_key id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.locker_key ALTER COLUMN id SET DEFAULT nextval('public.locker_key_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: locker_key locker_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.locker_key
    ADD CONSTRAINT locker_key_pkey PRIMARY KEY (id);


--
-- Name: locker locker_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.locker
    ADD CONSTRAINT locker_pkey PRIMARY KEY (id);


--
-- Name: ix_badge_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_badge_number ON public.badge USING btree (number);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
e510
\.


--
-- PostgreSQL database dump complete
--

\unrestrict OSM95rfiwm6echiJil72MbZWMmt1g58h48PdvOb4CXUzrW03dsrynYGgFbqgNdG

