--
-- PostgreSQL database dump
--

\restrict hxC91eju34mxXTddvluShAxZI7ZLhh9qfWvcJxwtPwRdmylEf3zjFJiVZVkBlJi

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
-- Name: depot_noted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.depot_noted() RETURNS trigger
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
-- Name: depot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.depot (
    id integer NOT NULL,
    code integer,
    label character varying(20),
    note text,
    depth integer,
    CONSTRAINT ck_depot_label CHECK ((length((label)::text) < 20))
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
    size integer,
    name character varying(40),
    CONSTRAINT ck_parcel_name CHECK ((length((name)::text) > 1))
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
-- Name: depot depot_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.depot
    ADD CONSTRAINT depot_once EXCLUDE USING btree (((code)::text) WITH =);


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
-- Name: ix_depot_code_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_depot_code_text ON public.depot USING btree (lower((code)::text));


--
-- Name: ix_depot_label_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_depot_label_text ON public.depot USING btree (lower((label)::text)) WHERE ((code)::text = '1'::text);


--
-- Name: ix_parcel_named; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_parcel_named ON public.parcel USING btree (size) WHERE ((name)::text <> 'x'::text);


--
-- Name: ix_parcel_size_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_parcel_size_text ON public.parcel USING btree (lower((size)::text));


--
-- Name: depot depot_noted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER depot_noted BEFORE UPDATE ON public.depot FOR EACH ROW WHEN (((old.code)::text <> (new.code)::text)) EXECUTE FUNCTION public.depot_noted();


--
-- PostgreSQL database dump complete
--

\unrestrict hxC91eju34mxXTddvluShAxZI7ZLhh9qfWvcJxwtPwRdmylEf3zjFJiVZVkBlJi

--
-- PostgreSQL database dump
--

\restrict jI0uRiKfapyYPuEFBUvDCJzTi6UCIQmScslvJbj9nV7BgGqwoNNKUYvEuFyfUts

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
e120
\.


--
-- PostgreSQL database dump complete
--

\unrestrict jI0uRiKfapyYPuEFBUvDCJzTi6UCIQmScslvJbj9nV7BgGqwoNNKUYvEuFyfUts

