--
-- PostgreSQL database dump
--

\restrict Jh7zSiCJJ7H7q0amVbWbcSch4wP1r3ogNw0RObD98M2TEcYXg4bosQudI6vDQGH

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
-- Name: el_schema; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA el_schema;


--
-- Name: other; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA other;


--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


--
-- Name: other_enum; Type: TYPE; Schema: other; Owner: -
--

CREATE TYPE other.other_enum AS ENUM (
    'u'
);


--
-- Name: color; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.color AS ENUM (
    'RED',
    'GREEN'
);


--
-- Name: color_values; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.color_values AS ENUM (
    'red',
    'green'
);


--
-- Name: guard_enum; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.guard_enum AS ENUM (
    'a',
    'b'
);


--
-- Name: in_array; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.in_array AS ENUM (
    'p',
    'q'
);


--
-- Name: letters; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.letters AS ENUM (
    'x',
    'y'
);


--
-- Name: mood; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok'
);


--
-- Name: t_kind; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.t_kind AS ENUM (
    'a',
    'b'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: inner; Type: TABLE; Schema: other; Owner: -
--

CREATE TABLE other."inner" (
    id integer NOT NULL,
    tag character varying,
    e other.other_enum
);


--
-- Name: inner_id_seq; Type: SEQUENCE; Schema: other; Owner: -
--

CREATE SEQUENCE other.inner_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: inner_id_seq; Type: SEQUENCE OWNED BY; Schema: other; Owner: -
--

ALTER SEQUENCE other.inner_id_seq OWNED BY other."inner".id;


--
-- Name: outer_one; Type: TABLE; Schema: other; Owner: -
--

CREATE TABLE other.outer_one (
    id integer NOT NULL
);


--
-- Name: a_second; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.a_second (
    id integer NOT NULL,
    z_id integer,
    v integer,
    a_very_long_column_name_that_makes_the_index_name_longer_than_a integer,
    CONSTRAINT ck_a_second_positive CHECK ((v > 0))
);


--
-- Name: a_second_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.a_second_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: a_second_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.a_second_id_seq OWNED BY public.a_second.id;


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: c_parents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.c_parents (
    x integer NOT NULL,
    y integer NOT NULL
);


--
-- Name: given_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.given_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: columns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.columns (
    id integer NOT NULL,
    a integer,
    b integer,
    c character varying(10),
    d character varying(10),
    e integer,
    f integer DEFAULT 7,
    g boolean DEFAULT false NOT NULL,
    h boolean DEFAULT true NOT NULL,
    i timestamp with time zone DEFAULT now(),
    j timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    k character varying DEFAULT 'it''s'::character varying,
    l integer DEFAULT 3,
    m json DEFAULT '{}'::json,
    n integer DEFAULT nextval('public.given_seq'::regclass),
    o integer GENERATED ALWAYS AS ((e + 1)) STORED,
    p integer NOT NULL,
    q character varying(3),
    r integer,
    s numeric(5,2) DEFAULT 0,
    t character varying[] DEFAULT '{}'::character varying[],
    "Mixed Case" integer,
    CONSTRAINT columns_e_check CHECK ((e > 0)),
    CONSTRAINT f_positive CHECK ((f > 0))
);


--
-- Name: TABLE columns; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.columns IS 'the table''s';


--
-- Name: COLUMN columns.k; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.columns.k IS 'a ''comment''';


--
-- Name: columns_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.columns_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: columns_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.columns_id_seq OWNED BY public.columns.id;


--
-- Name: columns_p_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.columns ALTER COLUMN p ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.columns_p_seq
    START WITH 5
    INCREMENT BY 2
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: constraints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.constraints (
    a integer,
    b integer,
    c integer,
    a_column_with_a_name_that_is_rather_long_for_a_database integer,
    CONSTRAINT ck_core CHECK ((a > 3)),
    CONSTRAINT ck_later CHECK ((b IS NOT NULL)),
    CONSTRAINT ck_named CHECK ((a = ANY (ARRAY[1, 2]))),
    CONSTRAINT ck_text CHECK (((b IS NOT NULL) OR (c > 0))),
    CONSTRAINT constraints_check CHECK ((a > b))
);


--
-- Name: data_rows; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.data_rows (
    id integer NOT NULL,
    name character varying(30),
    n bigint
);


--
-- Name: data_rows_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.data_rows_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: data_rows_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.data_rows_id_seq OWNED BY public.data_rows.id;


--
-- Name: el_made; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.el_made
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: el_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.el_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: el_table; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.el_table (
    id integer NOT NULL,
    x integer,
    y integer,
    z integer
);


--
-- Name: el_table_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.el_table_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: el_table_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.el_table_id_seq OWNED BY public.el_table.id;


--
-- Name: enums; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.enums (
    a public.letters DEFAULT 'x'::public.letters NOT NULL,
    b public.color,
    c public.color_values,
    d character varying(4),
    e character varying(5),
    f character varying(20),
    g public.in_array[],
    h public.letters,
    CONSTRAINT numbers CHECK (((e)::text = ANY ((ARRAY['one'::character varying, 'three'::character varying])::text[])))
);


--
-- Name: enums_two; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.enums_two (
    a public.mood DEFAULT 'ok'::public.mood,
    b public.letters
);


--
-- Name: guarded; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.guarded (
    id integer NOT NULL,
    name character varying(30),
    g01 integer,
    g02 integer,
    g03 integer,
    g04 integer,
    g05 integer,
    g06 integer,
    g07 integer
);


--
-- Name: guarded_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.guarded_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: guarded_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.guarded_id_seq OWNED BY public.guarded.id;


--
-- Name: i_parents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.i_parents (
    id integer NOT NULL
);


--
-- Name: i_parents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.i_parents_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: i_parents_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.i_parents_id_seq OWNED BY public.i_parents.id;


--
-- Name: indexes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indexes (
    a character varying,
    b integer,
    c jsonb,
    "D" integer
);


--
-- Name: inspected; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inspected (
    id integer NOT NULL,
    name character varying(30) DEFAULT 'n'::character varying NOT NULL,
    p integer,
    i01 integer,
    i02 integer,
    i03 integer,
    i04 integer,
    i05 integer,
    i06 integer,
    i07 integer
);


--
-- Name: inspected_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.inspected_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: inspected_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.inspected_id_seq OWNED BY public.inspected.id;


--
-- Name: k01; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k01 (
    id integer NOT NULL
);


--
-- Name: k01_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k01_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k01_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k01_id_seq OWNED BY public.k01.id;


--
-- Name: k02; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k02 (
    id bigint NOT NULL
);


--
-- Name: k02_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k02_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k02_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k02_id_seq OWNED BY public.k02.id;


--
-- Name: k03; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k03 (
    id smallint NOT NULL
);


--
-- Name: k03_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k03_id_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k03_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k03_id_seq OWNED BY public.k03.id;


--
-- Name: k04; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k04 (
    id integer NOT NULL
);


--
-- Name: k05; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k05 (
    a integer NOT NULL,
    b integer NOT NULL
);


--
-- Name: k06; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k06 (
    a integer NOT NULL,
    b integer NOT NULL
);


--
-- Name: k06_b_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k06_b_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k06_b_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k06_b_seq OWNED BY public.k06.b;


--
-- Name: k07; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k07 (
    id integer NOT NULL
);


--
-- Name: k08; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k08 (
    id integer DEFAULT 1 NOT NULL
);


--
-- Name: k09; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k09 (
    id integer NOT NULL
);


--
-- Name: k10; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k10 (
    id integer NOT NULL
);


--
-- Name: k11; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k11 (
    id integer NOT NULL
);


--
-- Name: k11_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.k11 ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.k11_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: k12; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k12 (
    id integer NOT NULL
);


--
-- Name: k12_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k12_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k12_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k12_id_seq OWNED BY public.k12.id;


--
-- Name: k13; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k13 (
    id character varying(36) NOT NULL
);


--
-- Name: k14; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k14 (
    id integer NOT NULL
);


--
-- Name: k14_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.k14_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: k14_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.k14_id_seq OWNED BY public.k14.id;


--
-- Name: k15; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k15 (
    id integer NOT NULL,
    x integer NOT NULL
);


--
-- Name: k16; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k16 (
    id numeric(10,0) NOT NULL
);


--
-- Name: k17; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.k17 (
    id integer,
    name text
);


--
-- Name: m_loop; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.m_loop (
    id integer NOT NULL,
    n_id integer
);


--
-- Name: m_loop_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.m_loop_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: m_loop_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.m_loop_id_seq OWNED BY public.m_loop.id;


--
-- Name: m_posts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.m_posts (
    post_id bigint NOT NULL,
    user_id integer
);


--
-- Name: m_posts_post_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.m_posts_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: m_posts_post_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.m_posts_post_id_seq OWNED BY public.m_posts.post_id;


--
-- Name: m_users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.m_users (
    id integer NOT NULL,
    email character varying(100) NOT NULL,
    created_at timestamp without time zone DEFAULT now(),
    nick character varying(10)
);


--
-- Name: TABLE m_users; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.m_users IS 'people';


--
-- Name: m_users_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.m_users_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: m_users_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.m_users_id_seq OWNED BY public.m_users.id;


--
-- Name: n_loop; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.n_loop (
    id integer NOT NULL,
    m_id integer
);


--
-- Name: n_loop_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.n_loop_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: n_loop_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.n_loop_id_seq OWNED BY public.n_loop.id;


--
-- Name: parents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parents (
    id integer NOT NULL
);


--
-- Name: parents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.parents_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: parents_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.parents_id_seq OWNED BY public.parents.id;


--
-- Name: t_copied; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.t_copied (
    id integer,
    one_id integer,
    one integer
);


--
-- Name: t_one; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.t_one (
    id integer NOT NULL,
    kind public.t_kind
);


--
-- Name: t_one_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.t_one_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: t_one_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.t_one_id_seq OWNED BY public.t_one.id;


--
-- Name: t_two; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.t_two (
    id integer NOT NULL,
    one_id integer,
    one integer
);


--
-- Name: t_two_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.t_two_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: t_two_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.t_two_id_seq OWNED BY public.t_two.id;


--
-- Name: types_generic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_generic (
    a01 integer,
    a02 integer,
    a03 smallint,
    a04 bigint,
    a05 boolean,
    a06 boolean,
    b01 character varying,
    b02 character varying(50),
    b03 character varying(7) COLLATE pg_catalog."C",
    b04 character varying(3),
    b05 text,
    b06 text,
    b07 character(1),
    b08 character(4),
    b09 character(4),
    b10 character varying(9),
    b11 character varying,
    c01 numeric,
    c02 numeric(10,0),
    c03 numeric(10,2),
    c04 numeric(4,4),
    c05 double precision,
    c06 real,
    c07 double precision,
    c08 real,
    c09 double precision,
    c10 double precision,
    c11 double precision,
    d01 timestamp without time zone,
    d02 timestamp with time zone,
    d03 timestamp with time zone,
    d04 date,
    d05 time without time zone,
    d06 time with time zone,
    d07 interval,
    d08 interval(3),
    d09 timestamp without time zone,
    e01 bytea,
    e02 bytea,
    e03 bytea,
    e04 json,
    e05 uuid,
    e06 character(32),
    e07 uuid,
    f01 character varying(5)[],
    f02 integer[],
    f03 character varying(9)
);


--
-- Name: types_postgresql; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_postgresql (
    a01 uuid,
    a02 uuid,
    a03 jsonb,
    a04 json,
    a05 jsonb,
    a06 bytea,
    a07 inet,
    a08 cidr,
    a09 macaddr,
    a10 money,
    a11 oid,
    a12 regclass,
    a13 tsvector,
    a14 tsquery,
    a15 public.citext,
    a16 public.hstore,
    b01 bit(1),
    b02 bit(5),
    b03 bit varying(5),
    b04 bit varying,
    c01 timestamp without time zone,
    c02 timestamp(3) with time zone,
    c03 time(2) without time zone,
    c04 interval,
    c05 interval day to second,
    c06 interval(2),
    c07 interval second(4),
    d01 text[],
    d02 uuid[],
    d03 timestamp with time zone[],
    e01 int4range,
    e02 tstzrange,
    e03 int8multirange,
    e04 numrange,
    f01 character varying(12),
    f02 double precision,
    f03 integer,
    f04 numeric(5,1)
);


--
-- Name: types_project; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_project (
    id bigint NOT NULL,
    a text,
    b text,
    c character varying(11),
    d character varying(33),
    e character varying(34),
    f uuid,
    g json,
    h jsonb,
    i point,
    j character(8),
    k character varying(17),
    l timestamp(6) with time zone,
    m uuid[],
    n bigint
);


--
-- Name: types_project_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.types_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: types_project_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.types_project_id_seq OWNED BY public.types_project.id;


--
-- Name: types_project_two; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_project_two (
    id bigint NOT NULL
);


--
-- Name: types_project_two_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.types_project_two_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: types_project_two_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.types_project_two_id_seq OWNED BY public.types_project_two.id;


--
-- Name: types_variants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.types_variants (
    a text,
    b text,
    c bigint NOT NULL,
    d jsonb,
    e character varying(30),
    f timestamp without time zone,
    g integer,
    h timestamp without time zone,
    i numeric(6,2),
    j real
);


--
-- Name: types_variants_c_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.types_variants_c_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: types_variants_c_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.types_variants_c_seq OWNED BY public.types_variants.c;


--
-- Name: z_first; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.z_first (
    id integer NOT NULL,
    name character varying(5)
);


--
-- Name: z_first_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.z_first_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: z_first_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.z_first_id_seq OWNED BY public.z_first.id;


--
-- Name: inner id; Type: DEFAULT; Schema: other; Owner: -
--

ALTER TABLE ONLY other."inner" ALTER COLUMN id SET DEFAULT nextval('other.inner_id_seq'::regclass);


--
-- Name: a_second id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.a_second ALTER COLUMN id SET DEFAULT nextval('public.a_second_id_seq'::regclass);


--
-- Name: columns id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns ALTER COLUMN id SET DEFAULT nextval('public.columns_id_seq'::regclass);


--
-- Name: data_rows id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.data_rows ALTER COLUMN id SET DEFAULT nextval('public.data_rows_id_seq'::regclass);


--
-- Name: el_table id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.el_table ALTER COLUMN id SET DEFAULT nextval('public.el_table_id_seq'::regclass);


--
-- Name: guarded id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.guarded ALTER COLUMN id SET DEFAULT nextval('public.guarded_id_seq'::regclass);


--
-- Name: i_parents id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.i_parents ALTER COLUMN id SET DEFAULT nextval('public.i_parents_id_seq'::regclass);


--
-- Name: inspected id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inspected ALTER COLUMN id SET DEFAULT nextval('public.inspected_id_seq'::regclass);


--
-- Name: k01 id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k01 ALTER COLUMN id SET DEFAULT nextval('public.k01_id_seq'::regclass);


--
-- Name: k02 id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k02 ALTER COLUMN id SET DEFAULT nextval('public.k02_id_seq'::regclass);


--
-- Name: k03 id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k03 ALTER COLUMN id SET DEFAULT nextval('public.k03_id_seq'::regclass);


--
-- Name: k06 b; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k06 ALTER COLUMN b SET DEFAULT nextval('public.k06_b_seq'::regclass);


--
-- Name: k12 id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k12 ALTER COLUMN id SET DEFAULT nextval('public.k12_id_seq'::regclass);


--
-- Name: k14 id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k14 ALTER COLUMN id SET DEFAULT nextval('public.k14_id_seq'::regclass);


--
-- Name: m_loop id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_loop ALTER COLUMN id SET DEFAULT nextval('public.m_loop_id_seq'::regclass);


--
-- Name: m_posts post_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_posts ALTER COLUMN post_id SET DEFAULT nextval('public.m_posts_post_id_seq'::regclass);


--
-- Name: m_users id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_users ALTER COLUMN id SET DEFAULT nextval('public.m_users_id_seq'::regclass);


--
-- Name: n_loop id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.n_loop ALTER COLUMN id SET DEFAULT nextval('public.n_loop_id_seq'::regclass);


--
-- Name: parents id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parents ALTER COLUMN id SET DEFAULT nextval('public.parents_id_seq'::regclass);


--
-- Name: t_one id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_one ALTER COLUMN id SET DEFAULT nextval('public.t_one_id_seq'::regclass);


--
-- Name: t_two id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_two ALTER COLUMN id SET DEFAULT nextval('public.t_two_id_seq'::regclass);


--
-- Name: types_project id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_project ALTER COLUMN id SET DEFAULT nextval('public.types_project_id_seq'::regclass);


--
-- Name: types_project_two id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_project_two ALTER COLUMN id SET DEFAULT nextval('public.types_project_two_id_seq'::regclass);


--
-- Name: types_variants c; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_variants ALTER COLUMN c SET DEFAULT nextval('public.types_variants_c_seq'::regclass);


--
-- Name: z_first id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.z_first ALTER COLUMN id SET DEFAULT nextval('public.z_first_id_seq'::regclass);


--
-- Name: inner inner_pkey; Type: CONSTRAINT; Schema: other; Owner: -
--

ALTER TABLE ONLY other."inner"
    ADD CONSTRAINT inner_pkey PRIMARY KEY (id);


--
-- Name: outer_one outer_one_pkey; Type: CONSTRAINT; Schema: other; Owner: -
--

ALTER TABLE ONLY other.outer_one
    ADD CONSTRAINT outer_one_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: c_parents c_parents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.c_parents
    ADD CONSTRAINT c_parents_pkey PRIMARY KEY (x, y);


--
-- Name: columns columns_c_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns
    ADD CONSTRAINT columns_c_key UNIQUE (c);


--
-- Name: columns columns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns
    ADD CONSTRAINT columns_pkey PRIMARY KEY (id);


--
-- Name: constraints constraints_a_b_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_a_b_key UNIQUE (a, b);


--
-- Name: constraints constraints_a_column_with_a_name_that_is_rather_long_for_a__key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_a_column_with_a_name_that_is_rather_long_for_a__key UNIQUE (a_column_with_a_name_that_is_rather_long_for_a_database, a);


--
-- Name: constraints constraints_b_c_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_b_c_key UNIQUE (b, c) DEFERRABLE;


--
-- Name: constraints constraints_c_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_c_key UNIQUE (c);


--
-- Name: data_rows data_rows_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.data_rows
    ADD CONSTRAINT data_rows_pkey PRIMARY KEY (id);


--
-- Name: el_table el_table_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.el_table
    ADD CONSTRAINT el_table_pkey PRIMARY KEY (id);


--
-- Name: i_parents i_parents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.i_parents
    ADD CONSTRAINT i_parents_pkey PRIMARY KEY (id);


--
-- Name: inspected inspected_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inspected
    ADD CONSTRAINT inspected_pkey PRIMARY KEY (id);


--
-- Name: k01 k01_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k01
    ADD CONSTRAINT k01_pkey PRIMARY KEY (id);


--
-- Name: k02 k02_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k02
    ADD CONSTRAINT k02_pkey PRIMARY KEY (id);


--
-- Name: k03 k03_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k03
    ADD CONSTRAINT k03_pkey PRIMARY KEY (id);


--
-- Name: k04 k04_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k04
    ADD CONSTRAINT k04_pkey PRIMARY KEY (id);


--
-- Name: k05 k05_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k05
    ADD CONSTRAINT k05_pkey PRIMARY KEY (a, b);


--
-- Name: k06 k06_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k06
    ADD CONSTRAINT k06_pkey PRIMARY KEY (b, a);


--
-- Name: k07 k07_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k07
    ADD CONSTRAINT k07_pkey PRIMARY KEY (id);


--
-- Name: k08 k08_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k08
    ADD CONSTRAINT k08_pkey PRIMARY KEY (id);


--
-- Name: k09 k09_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k09
    ADD CONSTRAINT k09_pkey PRIMARY KEY (id);


--
-- Name: k10 k10_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k10
    ADD CONSTRAINT k10_pkey PRIMARY KEY (id);


--
-- Name: k11 k11_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k11
    ADD CONSTRAINT k11_pkey PRIMARY KEY (id);


--
-- Name: k12 k12_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k12
    ADD CONSTRAINT k12_pkey PRIMARY KEY (id);


--
-- Name: k13 k13_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k13
    ADD CONSTRAINT k13_pkey PRIMARY KEY (id);


--
-- Name: k15 k15_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k15
    ADD CONSTRAINT k15_pkey PRIMARY KEY (x, id);


--
-- Name: k16 k16_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k16
    ADD CONSTRAINT k16_pkey PRIMARY KEY (id);


--
-- Name: m_posts m_posts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_posts
    ADD CONSTRAINT m_posts_pkey PRIMARY KEY (post_id);


--
-- Name: m_users m_users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_users
    ADD CONSTRAINT m_users_pkey PRIMARY KEY (id);


--
-- Name: parents parents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parents
    ADD CONSTRAINT parents_pkey PRIMARY KEY (id);


--
-- Name: a_second pk_a_second; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.a_second
    ADD CONSTRAINT pk_a_second PRIMARY KEY (id);


--
-- Name: k14 pk_k14; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k14
    ADD CONSTRAINT pk_k14 PRIMARY KEY (id);


--
-- Name: m_loop pk_m_loop; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_loop
    ADD CONSTRAINT pk_m_loop PRIMARY KEY (id);


--
-- Name: n_loop pk_n_loop; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.n_loop
    ADD CONSTRAINT pk_n_loop PRIMARY KEY (id);


--
-- Name: z_first pk_z_first; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.z_first
    ADD CONSTRAINT pk_z_first PRIMARY KEY (id);


--
-- Name: t_one t_one_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_one
    ADD CONSTRAINT t_one_pkey PRIMARY KEY (id);


--
-- Name: t_two t_two_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_two
    ADD CONSTRAINT t_two_pkey PRIMARY KEY (id);


--
-- Name: types_project types_project_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_project
    ADD CONSTRAINT types_project_pkey PRIMARY KEY (id);


--
-- Name: types_project_two types_project_two_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_project_two
    ADD CONSTRAINT types_project_two_pkey PRIMARY KEY (id);


--
-- Name: types_variants types_variants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.types_variants
    ADD CONSTRAINT types_variants_pkey PRIMARY KEY (c);


--
-- Name: a_second uq_a_second_z_id_v; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.a_second
    ADD CONSTRAINT uq_a_second_z_id_v UNIQUE (z_id, v);


--
-- Name: constraints uq_final; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT uq_final UNIQUE (c);


--
-- Name: m_users uq_m_email; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_users
    ADD CONSTRAINT uq_m_email UNIQUE (email);


--
-- Name: inspected uq_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inspected
    ADD CONSTRAINT uq_name UNIQUE (name);


--
-- Name: constraints uq_named; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT uq_named UNIQUE (a);


--
-- Name: constraints uq_nulls; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT uq_nulls UNIQUE NULLS NOT DISTINCT (c, b);


--
-- Name: z_first uq_z_first_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.z_first
    ADD CONSTRAINT uq_z_first_name UNIQUE (name);


--
-- Name: ix_other_inner_tag; Type: INDEX; Schema: other; Owner: -
--

CREATE INDEX ix_other_inner_tag ON other."inner" USING btree (tag);


--
-- Name: ix_a; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_a ON public.indexes USING btree (a);


--
-- Name: ix_a_second_a_very_long_column_name_that_makes_the_inde_d3e9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_a_second_a_very_long_column_name_that_makes_the_inde_d3e9 ON public.a_second USING btree (a_very_long_column_name_that_makes_the_index_name_longer_than_a);


--
-- Name: ix_a_second_z_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_a_second_z_id ON public.a_second USING btree (z_id);


--
-- Name: ix_b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_b ON public.indexes USING btree (b, a) WHERE (b > 0);


--
-- Name: ix_c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_c ON public.indexes USING gin (c);


--
-- Name: ix_case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case ON public.indexes USING btree ("D");


--
-- Name: ix_columns_Mixed Case; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX "ix_columns_Mixed Case" ON public.columns USING btree ("Mixed Case");


--
-- Name: ix_columns_a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_columns_a ON public.columns USING btree (a);


--
-- Name: ix_columns_d; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_columns_d ON public.columns USING btree (d);


--
-- Name: ix_constraints_a_column_with_a_name_that_is_rather_long_149e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_constraints_a_column_with_a_name_that_is_rather_long_149e ON public.constraints USING btree (a_column_with_a_name_that_is_rather_long_for_a_database);


--
-- Name: ix_core_desc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_core_desc ON public.indexes USING btree (b DESC, a);


--
-- Name: ix_desc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desc ON public.indexes USING btree (b DESC NULLS LAST, a);


--
-- Name: ix_el_table_x; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_el_table_x ON public.el_table USING btree (x);


--
-- Name: ix_func; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_func ON public.indexes USING btree (lower((a)::text));


--
-- Name: ix_hash; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_hash ON public.indexes USING hash (b);


--
-- Name: ix_include; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_include ON public.indexes USING btree (b) INCLUDE (a) WITH (fillfactor='70');


--
-- Name: ix_indexes_b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_indexes_b ON public.indexes USING btree (b, "D");


--
-- Name: ix_inside; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inside ON public.constraints USING btree (a, b DESC);


--
-- Name: ix_lower; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lower ON public.indexes USING btree (lower((a)::text));


--
-- Name: ix_m_users_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_m_users_email ON public.m_users USING btree (email);


--
-- Name: ix_nulls; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_nulls ON public.indexes USING btree (b, "D") NULLS NOT DISTINCT;


--
-- Name: ix_ops; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ops ON public.indexes USING btree (a varchar_pattern_ops);


--
-- Name: ix_path; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_path ON public.indexes USING btree (((c ->> 'k'::text)));


--
-- Name: ix_reflected_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_reflected_id ON public.t_one USING btree (id);


--
-- Name: ix_t_one_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_t_one_kind ON public.t_one USING btree (kind);


--
-- Name: ix_where_core; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_where_core ON public.indexes USING btree (b) WHERE (a IS NOT NULL);


--
-- Name: ix_where_eq; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_where_eq ON public.indexes USING btree (b) WHERE ((a)::text = 'x'::text);


--
-- Name: outer_one outer_one_id_fkey; Type: FK CONSTRAINT; Schema: other; Owner: -
--

ALTER TABLE ONLY other.outer_one
    ADD CONSTRAINT outer_one_id_fkey FOREIGN KEY (id) REFERENCES other."inner"(id);


--
-- Name: columns columns_b_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns
    ADD CONSTRAINT columns_b_fkey FOREIGN KEY (b) REFERENCES public.parents(id) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED;


--
-- Name: constraints constraints_b_c_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_b_c_fkey FOREIGN KEY (b, c) REFERENCES public.c_parents(x, y) ON UPDATE CASCADE;


--
-- Name: constraints constraints_c_a_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT constraints_c_a_fkey FOREIGN KEY (c, a) REFERENCES public.c_parents(x, y);


--
-- Name: a_second fk_a_second_z_id_z_first; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.a_second
    ADD CONSTRAINT fk_a_second_z_id_z_first FOREIGN KEY (z_id) REFERENCES public.z_first(id);


--
-- Name: columns fk_given; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns
    ADD CONSTRAINT fk_given FOREIGN KEY (a) REFERENCES public.parents(id) ON DELETE CASCADE;


--
-- Name: m_loop fk_loop; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_loop
    ADD CONSTRAINT fk_loop FOREIGN KEY (n_id) REFERENCES public.n_loop(id);


--
-- Name: n_loop fk_n_loop_m_id_m_loop; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.n_loop
    ADD CONSTRAINT fk_n_loop_m_id_m_loop FOREIGN KEY (m_id) REFERENCES public.m_loop(id);


--
-- Name: constraints fk_pair; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.constraints
    ADD CONSTRAINT fk_pair FOREIGN KEY (a, b) REFERENCES public.c_parents(x, y) MATCH FULL ON DELETE SET NULL;


--
-- Name: k09 k09_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k09
    ADD CONSTRAINT k09_id_fkey FOREIGN KEY (id) REFERENCES public.k01(id);


--
-- Name: k10 k10_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.k10
    ADD CONSTRAINT k10_id_fkey FOREIGN KEY (id) REFERENCES public.k01(id);


--
-- Name: m_posts m_posts_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.m_posts
    ADD CONSTRAINT m_posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.m_users(id);


--
-- Name: t_two t_two_one_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_two
    ADD CONSTRAINT t_two_one_fkey FOREIGN KEY (one) REFERENCES public.t_one(id);


--
-- Name: t_two t_two_one_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.t_two
    ADD CONSTRAINT t_two_one_id_fkey FOREIGN KEY (one_id) REFERENCES public.t_one(id);


--
-- PostgreSQL database dump complete
--

\unrestrict Jh7zSiCJJ7H7q0amVbWbcSch4wP1r3ogNw0RObD98M2TEcYXg4bosQudI6vDQGH

