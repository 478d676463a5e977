--
-- PostgreSQL database dump
--

\restrict qTJiNOVvxOq7qle2Qx3iNqcdqFNkUANsIuY85ukcDLJB5RqdRzZbitwsdzOPDIv

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
-- Name: one(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.one() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;


--
-- Name: two(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.two() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 2$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id integer
);


--
-- Name: users uq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT uq UNIQUE (id);


--
-- Name: ix_users_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_users_id ON public.users USING btree (id);


--
-- PostgreSQL database dump complete
--

\unrestrict qTJiNOVvxOq7qle2Qx3iNqcdqFNkUANsIuY85ukcDLJB5RqdRzZbitwsdzOPDIv

