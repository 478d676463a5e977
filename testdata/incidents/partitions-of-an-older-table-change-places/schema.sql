--
-- PostgreSQL database dump
--

\restrict u4eovIvdUrikG1uwnd5HKxfvhdLUq0RJoMsQNvf2c2NedCs6fGhufaYbaRo0Lc0

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
-- Name: events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events (
    id bigint,
    at timestamp with time zone NOT NULL,
    note text
)
PARTITION BY RANGE (at);


--
-- Name: events_2023; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events_2023 (
    id bigint,
    at timestamp with time zone NOT NULL,
    note text
);


--
-- Name: events_2024; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events_2024 (
    id bigint,
    at timestamp with time zone NOT NULL,
    note text
);


--
-- Name: events_2024; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
d320
\.


--
-- PostgreSQL database dump complete
--

\unrestrict u4eovIvdUrikG1uwnd5HKxfvhdLUq0RJoMsQNvf2c2NedCs6fGhufaYbaRo0Lc0

