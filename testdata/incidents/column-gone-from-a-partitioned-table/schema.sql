--
-- PostgreSQL database dump
--

\restrict KjvVlNmZf4IhRffVXqFgx6CzYWewlB6FfKXG2tDjnD3nYan7ZnHyhbpplG9N6bW

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
    id integer NOT NULL
)
PARTITION BY RANGE (id);


--
-- Name: event_1; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_1 (
    id integer NOT NULL
);


--
-- Name: event_2; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_2 (
    id integer NOT NULL
);


--
-- Name: place; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place (
    id integer
);


--
-- Name: town; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.town (
    people integer
)
INHERITS (public.place);


--
-- Name: event_1; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ATTACH PARTITION public.event_1 FOR VALUES FROM (0) TO (10);


--
-- Name: event_2; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ATTACH PARTITION public.event_2 FOR VALUES FROM (10) TO (20);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);


--
-- Name: event_1 event_1_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_1
    ADD CONSTRAINT event_1_pkey PRIMARY KEY (id);


--
-- Name: event_2 event_2_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_2
    ADD CONSTRAINT event_2_pkey PRIMARY KEY (id);


--
-- Name: event_1_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.event_pkey ATTACH PARTITION public.event_1_pkey;


--
-- Name: event_2_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.event_pkey ATTACH PARTITION public.event_2_pkey;


--
-- PostgreSQL database dump complete
--

\unrestrict KjvVlNmZf4IhRffVXqFgx6CzYWewlB6FfKXG2tDjnD3nYan7ZnHyhbpplG9N6bW

--
-- PostgreSQL database dump
--

\restrict K6XBu5LA5flV1ZBVlxuJJkQGNG7doQs3YeB7llBabGnyuXg3YV7uAxNsUZyQbgy

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
b210
\.


--
-- PostgreSQL database dump complete
--

\unrestrict K6XBu5LA5flV1ZBVlxuJJkQGNG7doQs3YeB7llBabGnyuXg3YV7uAxNsUZyQbgy

