--
-- PostgreSQL database dump
--

\restrict qtUiI3S4gvhaxRnzKDEhxJnvaMnfcgdRCbwkeGoM4SZb77JbQRveG8Z2ebWhrJ3

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
-- Name: free_berth; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.free_berth AS
 SELECT 2 AS code;


--
-- Name: pier; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pier (
    id integer NOT NULL
);


--
-- Name: pier_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.pier_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: pier_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.pier_id_seq OWNED BY public.pier.id;


--
-- Name: ticket; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.ticket
    START WITH 1
    INCREMENT BY 10
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: pier id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pier ALTER COLUMN id SET DEFAULT nextval('public.pier_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: pier pier_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pier
    ADD CONSTRAINT pier_pkey PRIMARY KEY (id);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.alembic_version (version_num) FROM stdin;
b120
\.


--
-- PostgreSQL database dump complete
--

\unrestrict qtUiI3S4gvhaxRnzKDEhxJnvaMnfcgdRCbwkeGoM4SZb77JbQRveG8Z2ebWhrJ3

