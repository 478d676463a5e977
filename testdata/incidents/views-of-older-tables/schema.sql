--
-- PostgreSQL database dump
--

\restrict vrVvg86U1MVUa4YTDnpIhbjfy6AAHtlJW0aHvPuONhpI5TfErED5nnqjvlFaQk5

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
-- Name: following(integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.following(i integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT i$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: customers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.customers (
    id integer NOT NULL,
    name text,
    vip boolean
);


--
-- Name: customer_list; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.customer_list AS
 SELECT customers.id,
    customers.name,
    customers.vip
   FROM public.customers;


--
-- Name: legacy_list; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.legacy_list AS
 SELECT customers.id AS legacy_id
   FROM public.customers;


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: customers customers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
da30
\.


--
-- PostgreSQL database dump complete
--

\unrestrict vrVvg86U1MVUa4YTDnpIhbjfy6AAHtlJW0aHvPuONhpI5TfErED5nnqjvlFaQk5

