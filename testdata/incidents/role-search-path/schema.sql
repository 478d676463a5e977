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
-- Name: books; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA books;


--
-- Name: entry_kind; Type: TYPE; Schema: books; Owner: -
--

CREATE TYPE books.entry_kind AS ENUM (
    'credit',
    'debit'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: books; Owner: -
--

CREATE TABLE books.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: entry; Type: TABLE; Schema: books; Owner: -
--

CREATE TABLE books.entry (
    id integer NOT NULL,
    ledger_id integer NOT NULL,
    kind books.entry_kind NOT NULL,
    rate character(3),
    memo_id integer
);


--
-- Name: entry_id_seq; Type: SEQUENCE; Schema: books; Owner: -
--

CREATE SEQUENCE books.entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: entry_id_seq; Type: SEQUENCE OWNED BY; Schema: books; Owner: -
--

ALTER SEQUENCE books.entry_id_seq OWNED BY books.entry.id;


--
-- Name: ledger; Type: TABLE; Schema: books; Owner: -
--

CREATE TABLE books.ledger (
    id integer NOT NULL,
    owner character varying(80) NOT NULL
);


--
-- Name: ledger_id_seq; Type: SEQUENCE; Schema: books; Owner: -
--

CREATE SEQUENCE books.ledger_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: ledger_id_seq; Type: SEQUENCE OWNED BY; Schema: books; Owner: -
--

ALTER SEQUENCE books.ledger_id_seq OWNED BY books.ledger.id;


--
-- Name: memo; Type: TABLE; Schema: books; Owner: -
--

CREATE TABLE books.memo (
    id integer NOT NULL,
    text text
);


--
-- Name: memo_id_seq; Type: SEQUENCE; Schema: books; Owner: -
--

CREATE SEQUENCE books.memo_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: memo_id_seq; Type: SEQUENCE OWNED BY; Schema: books; Owner: -
--

ALTER SEQUENCE books.memo_id_seq OWNED BY books.memo.id;


--
-- Name: note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.note (
    id integer NOT NULL,
    about character(3)
);


--
-- Name: rate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rate (
    code character(3) NOT NULL,
    value numeric(12,6) NOT NULL
);


--
-- Name: entry id; Type: DEFAULT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.entry ALTER COLUMN id SET DEFAULT nextval('books.entry_id_seq'::regclass);


--
-- Name: ledger id; Type: DEFAULT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.ledger ALTER COLUMN id SET DEFAULT nextval('books.ledger_id_seq'::regclass);


--
-- Name: memo id; Type: DEFAULT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.memo ALTER COLUMN id SET DEFAULT nextval('books.memo_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);


--
-- Name: ledger ledger_pkey; Type: CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (id);


--
-- Name: memo memo_pkey; Type: CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.memo
    ADD CONSTRAINT memo_pkey PRIMARY KEY (id);


--
-- Name: note note_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (id);


--
-- Name: rate rate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rate
    ADD CONSTRAINT rate_pkey PRIMARY KEY (code);


--
-- Name: ix_ledger_owner; Type: INDEX; Schema: books; Owner: -
--

CREATE INDEX ix_ledger_owner ON books.ledger USING btree (owner);


--
-- Name: entry entry_ledger_id_fkey; Type: FK CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.entry
    ADD CONSTRAINT entry_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES books.ledger(id);


--
-- Name: entry entry_memo_id_fkey; Type: FK CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.entry
    ADD CONSTRAINT entry_memo_id_fkey FOREIGN KEY (memo_id) REFERENCES books.memo(id);


--
-- Name: entry entry_rate_fkey; Type: FK CONSTRAINT; Schema: books; Owner: -
--

ALTER TABLE ONLY books.entry
    ADD CONSTRAINT entry_rate_fkey FOREIGN KEY (rate) REFERENCES public.rate(code);


--
-- Name: note note_about_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_about_fkey FOREIGN KEY (about) REFERENCES public.rate(code);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: books; Owner: -
--

COPY books.alembic_version (version_num) FROM stdin;
a4
\.


--
-- PostgreSQL database dump complete
--


