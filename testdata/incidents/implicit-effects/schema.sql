--
-- PostgreSQL database dump
--


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
-- Name: mood; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.mood AS ENUM (
    'calm',
    'wild'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: adult; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adult (
    id integer NOT NULL,
    code character varying(10),
    height integer,
    mood public.mood DEFAULT 'calm'::public.mood,
    retries integer,
    options json DEFAULT '{}'::json,
    amount numeric(10,2) DEFAULT '0'::numeric,
    CONSTRAINT parent_size_check CHECK ((height > 0))
);


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: child; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.child (
    id bigint NOT NULL,
    parent_id integer,
    email character varying(200),
    friend_id integer
);


--
-- Name: child_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.child_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: child_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.child_id_seq OWNED BY public.child.id;


--
-- Name: parent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.parent_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: parent_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.parent_id_seq OWNED BY public.adult.id;


--
-- Name: adult id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adult ALTER COLUMN id SET DEFAULT nextval('public.parent_id_seq'::regclass);


--
-- Name: child id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.child ALTER COLUMN id SET DEFAULT nextval('public.child_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: child child_parent_id_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_parent_id_email_key UNIQUE (parent_id, email);


--
-- Name: child child_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_pkey PRIMARY KEY (id);


--
-- Name: adult parent_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adult
    ADD CONSTRAINT parent_code_key UNIQUE (code);


--
-- Name: adult parent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adult
    ADD CONSTRAINT parent_pkey PRIMARY KEY (id);


--
-- Name: adult parent_size_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adult
    ADD CONSTRAINT parent_size_code_key UNIQUE (height, code);


--
-- Name: ix_child_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_child_email ON public.child USING btree (email);


--
-- Name: ix_child_parent_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_child_parent_id ON public.child USING btree (parent_id);


--
-- Name: ix_parent_size; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_parent_size ON public.adult USING btree (height);


--
-- Name: child child_friend_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_friend_id_fkey FOREIGN KEY (friend_id) REFERENCES public.adult(id);


--
-- Name: child child_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.child
    ADD CONSTRAINT child_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.adult(id) ON DELETE CASCADE;


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
11a2
\.


--
-- PostgreSQL database dump complete
--
