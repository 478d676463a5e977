--
-- PostgreSQL database dump
--

\restrict ino2Sq1QI6gdw9w97cUhdOBAgzsMGlQ0zAy7xoadkOaa02dWcyJq3rrjT0NCbxp

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
    grams integer,
    title text
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
-- Name: parcel changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER changed BEFORE UPDATE ON public.parcel FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.noted();


--
-- Name: parcel named; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER named BEFORE UPDATE ON public.parcel FOR EACH ROW WHEN ((lower(new.title) <> ''::text)) EXECUTE FUNCTION public.noted();


--
-- Name: parcel touched; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER touched BEFORE UPDATE ON public.parcel FOR EACH ROW WHEN ((old.* IS NOT NULL)) EXECUTE FUNCTION public.noted();


--
-- Name: parcel weighed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER weighed BEFORE UPDATE ON public.parcel FOR EACH ROW WHEN ((old.grams IS DISTINCT FROM new.grams)) EXECUTE FUNCTION public.noted();


--
-- PostgreSQL database dump complete
--

\unrestrict ino2Sq1QI6gdw9w97cUhdOBAgzsMGlQ0zAy7xoadkOaa02dWcyJq3rrjT0NCbxp

--
-- PostgreSQL database dump
--

\restrict F8XJuCeTlNCnMdjfTZwbzUA8uq7kNpRckqyQaSn1RE9HnR3pwjP5AULDAy02skz

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
a230
\.


--
-- PostgreSQL database dump complete
--

\unrestrict F8XJuCeTlNCnMdjfTZwbzUA8uq7kNpRckqyQaSn1RE9HnR3pwjP5AULDAy02skz

