--
-- PostgreSQL database dump
--

\restrict TpCfOXf0cO5wBgd18GUwTzZzF7NIwzquzyes7VgiEEbiZx91N0CfjuFHQEV9Q71

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
-- Name: noted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN new; END $$;


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
    name text
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
-- Name: parcel named; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER named BEFORE UPDATE ON public.parcel FOR EACH ROW EXECUTE FUNCTION public.noted();


--
-- PostgreSQL database dump complete
--

\unrestrict TpCfOXf0cO5wBgd18GUwTzZzF7NIwzquzyes7VgiEEbiZx91N0CfjuFHQEV9Q71

--
-- PostgreSQL database dump
--

\restrict WbCrgMew0QlXMhafMujgHXH0kXdT1jE2Nh9ZQ8ZChI8bKSHRdAQXCxsZlXtf4B4

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
b320
\.


--
-- PostgreSQL database dump complete
--

\unrestrict WbCrgMew0QlXMhafMujgHXH0kXdT1jE2Nh9ZQ8ZChI8bKSHRdAQXCxsZlXtf4B4

