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
-- Name: canteen; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA canteen;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: canteen; Owner: -
--

CREATE TABLE canteen.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: meal; Type: TABLE; Schema: canteen; Owner: -
--

CREATE TABLE canteen.meal (
    id integer NOT NULL,
    name character varying(40),
    price_cents integer
);


--
-- Name: meal_id_seq; Type: SEQUENCE; Schema: canteen; Owner: -
--

CREATE SEQUENCE canteen.meal_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: meal_id_seq; Type: SEQUENCE OWNED BY; Schema: canteen; Owner: -
--

ALTER SEQUENCE canteen.meal_id_seq OWNED BY canteen.meal.id;


--
-- Name: meal id; Type: DEFAULT; Schema: canteen; Owner: -
--

ALTER TABLE ONLY canteen.meal ALTER COLUMN id SET DEFAULT nextval('canteen.meal_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: canteen; Owner: -
--

ALTER TABLE ONLY canteen.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: meal meal_pkey; Type: CONSTRAINT; Schema: canteen; Owner: -
--

ALTER TABLE ONLY canteen.meal
    ADD CONSTRAINT meal_pkey PRIMARY KEY (id);


--
-- Name: ix_meal_name; Type: INDEX; Schema: canteen; Owner: -
--

CREATE INDEX ix_meal_name ON canteen.meal USING btree (name);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: canteen; Owner: -
--

COPY canteen.alembic_version (version_num) FROM stdin;
51a2
\.


--
-- PostgreSQL database dump complete
--
