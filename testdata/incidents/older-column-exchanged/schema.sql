--
-- PostgreSQL database dump
--

\restrict IUxjpdYXZaAa828HGchmoznNAxBdK6eiRtpVFbGik0XpDd0wfHLE0ffmpjNwl8o

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
-- Name: orders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orders (
    id integer NOT NULL,
    amount text,
    note text,
    placed date
);


--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);


--
-- Name: ix_orders_placed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_orders_placed ON public.orders USING btree (placed);


--
-- PostgreSQL database dump complete
--

\unrestrict IUxjpdYXZaAa828HGchmoznNAxBdK6eiRtpVFbGik0XpDd0wfHLE0ffmpjNwl8o

