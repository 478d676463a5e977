--
-- PostgreSQL database dump
--

\restrict 4Uk4JKk6xvhMOpzNomokS4auKFtvbTvpoD3rqyEokixd0eEkWTnOXwnF9SDbky1

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
-- Name: parcel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parcel (
    id integer NOT NULL,
    weight integer,
    CONSTRAINT heavy CHECK ((weight > 0))
);


--
-- Name: parcel_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.parcel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: parcel_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.parcel_id_seq OWNED BY public.parcel.id;


--
-- Name: parcel id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parcel ALTER COLUMN id SET DEFAULT nextval('public.parcel_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: parcel parcel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT parcel_pkey PRIMARY KEY (id);


--
-- Name: ix_parcel_weight; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_parcel_weight ON public.parcel USING btree (weight);


--
-- PostgreSQL database dump complete
--

\unrestrict 4Uk4JKk6xvhMOpzNomokS4auKFtvbTvpoD3rqyEokixd0eEkWTnOXwnF9SDbky1

--
-- PostgreSQL database dump
--

\restrict HJVbplvPFXQ1CeydGQwaC9mJ6n6MTxhX8pGgKbeTMYUHvo9yeWSJ6aHGEQGOPLW

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
a830
\.


--
-- PostgreSQL database dump complete
--

\unrestrict HJVbplvPFXQ1CeydGQwaC9mJ6n6MTxhX8pGgKbeTMYUHvo9yeWSJ6aHGEQGOPLW

