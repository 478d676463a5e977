--
-- PostgreSQL database dump
--

\restrict PUtfddxYfEEmWSsc1tvy6UgcICv2Dgwqw4DFVeNw2c6ApiVLPP7jKSMcTYSIEWI

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
-- Name: depot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.depot (
    id integer NOT NULL,
    weight_g integer,
    label character varying(20),
    note text,
    depth integer
);


--
-- Name: depot_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.depot_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: depot_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.depot_id_seq OWNED BY public.depot.id;


--
-- Name: parcel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parcel (
    id integer NOT NULL,
    weight_g integer,
    CONSTRAINT ck_parcel_weight CHECK ((weight_g > 0))
);


--
-- Name: heavy; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.heavy AS
 SELECT parcel.id,
    parcel.weight_g AS grams
   FROM public.parcel
  WHERE (parcel.weight_g > 1000);


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
-- Name: depot id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot ALTER COLUMN id SET DEFAULT nextval('public.depot_id_seq'::regclass);


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
-- Name: depot depot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot
    ADD CONSTRAINT depot_pkey PRIMARY KEY (id);


--
-- Name: parcel parcel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT parcel_pkey PRIMARY KEY (id);


--
-- Name: depot uq_depot_code; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot
    ADD CONSTRAINT uq_depot_code UNIQUE (weight_g);


--
-- Name: parcel uq_parcel_weight; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT uq_parcel_weight UNIQUE (id, weight_g);


--
-- Name: ix_parcel_weight; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_parcel_weight ON public.parcel USING btree (weight_g);


--
-- PostgreSQL database dump complete
--

\unrestrict PUtfddxYfEEmWSsc1tvy6UgcICv2Dgwqw4DFVeNw2c6ApiVLPP7jKSMcTYSIEWI

--
-- PostgreSQL database dump
--

\restrict 9buLiy3XJdCcgtrbsWmescJ6kVSoeTjDLwVbUohhmGj0XHeYLXddoE9n26PsXoh

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
f120
\.


--
-- PostgreSQL database dump complete
--

\unrestrict 9buLiy3XJdCcgtrbsWmescJ6kVSoeTjDLwVbUohhmGj0XHeYLXddoE9n26PsXoh

