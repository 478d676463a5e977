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

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    body jsonb
)
PARTITION BY RANGE (at);


--
-- Name: event_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: event_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.event_id_seq OWNED BY public.event.id;


--
-- Name: event_2024; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_2024 (
    id bigint DEFAULT nextval('public.event_id_seq'::regclass) NOT NULL,
    at timestamp with time zone NOT NULL,
    body jsonb
);


--
-- Name: event_2025; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_2025 (
    id bigint DEFAULT nextval('public.event_id_seq'::regclass) NOT NULL,
    at timestamp with time zone NOT NULL,
    body jsonb
);


--
-- Name: event_2024; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ATTACH PARTITION public.event_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');


--
-- Name: event_2025; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ATTACH PARTITION public.event_2025 FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');


--
-- Name: event id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ALTER COLUMN id SET DEFAULT nextval('public.event_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id, at);


--
-- Name: event_2024 event_2024_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_2024
    ADD CONSTRAINT event_2024_pkey PRIMARY KEY (id, at);


--
-- Name: event_2025 event_2025_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_2025
    ADD CONSTRAINT event_2025_pkey PRIMARY KEY (id, at);


--
-- Name: ix_event_body; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_event_body ON ONLY public.event USING gin (body);


--
-- Name: event_2024_body_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX event_2024_body_idx ON public.event_2024 USING gin (body);


--
-- Name: event_2025_body_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX event_2025_body_idx ON public.event_2025 USING gin (body);


--
-- Name: event_2024_body_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.ix_event_body ATTACH PARTITION public.event_2024_body_idx;


--
-- Name: event_2024_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.event_pkey ATTACH PARTITION public.event_2024_pkey;


--
-- Name: event_2025_body_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.ix_event_body ATTACH PARTITION public.event_2025_body_idx;


--
-- Name: event_2025_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.event_pkey ATTACH PARTITION public.event_2025_pkey;


--
-- PostgreSQL database dump complete
--

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
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
a17f02
\.


--
-- PostgreSQL database dump complete
--

