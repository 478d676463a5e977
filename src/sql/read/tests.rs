//! Every statement of real dumps is understood, and comes back from its own rendering.

use crate::schema::Schema;
use crate::sql::{Statement, Surroundings, render, statements};

fn read(text: &str) -> Vec<Statement> {
    let schema = Schema::default();
    statements(text, &Surroundings::of(&schema)).into_iter().map(|parsed| parsed.statement).collect()
}

fn operations(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for statement in read(text) {
        match statement {
            Statement::Operations(own) => all.extend(own.iter().map(render::operation)),
            other => all.push(format!("{other:?}")),
        }
    }
    all
}

#[test]
fn what_pg_dump_prints_is_understood() {
    let text = "
        SET search_path = app, public;
        CREATE TABLE public.t (id integer NOT NULL, name character varying(50) DEFAULT 'x'::character varying, n numeric(10,2));
        CREATE SEQUENCE public.t_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
        ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
        ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
        ALTER TABLE ONLY public.t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES public.u(id) ON DELETE CASCADE NOT VALID;
        ALTER TABLE ONLY public.t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (name, n) INCLUDE (id);
        CREATE UNIQUE INDEX ix ON public.t USING btree (lower((name)::text), id DESC) WHERE (n > (0)::numeric);
        CREATE TYPE public.mood AS ENUM ('sad', 'it''s ok');
        COMMENT ON COLUMN public.t.name IS 'the name';
        ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
        CREATE TABLE p PARTITION OF q FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);
        ALTER TABLE x.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME x.t_id_seq START WITH 1);
    ";
    assert_eq!(
        operations(text),
        [
            "SET search_path = app, public",
            "CREATE TABLE public.t (\n    id integer NOT NULL,\n    name character varying(50) DEFAULT 'x',\n    n numeric(10,2)\n)",
            "CREATE SEQUENCE public.t_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1",
            "ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id",
            "ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id)",
            "ALTER TABLE ONLY public.t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES public.u (id) ON DELETE CASCADE NOT VALID",
            "ALTER TABLE ONLY public.t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (name, n) INCLUDE (id)",
            "CREATE UNIQUE INDEX ix ON public.t ((lower(name)), id DESC) WHERE n > 0",
            "CREATE TYPE public.mood AS ENUM ('sad', 'it''s ok')",
            "COMMENT ON COLUMN public.t.name IS 'the name'",
            "ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass)",
            "CREATE TABLE p PARTITION OF q FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)",
            "ALTER TABLE x.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME x.t_id_seq START WITH 1)",
        ]
    );
}

#[test]
fn what_people_write_is_understood() {
    let text = "
        alter table users add column if not exists age int check (age > 0), drop column x cascade;
        ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' AFTER 'sad';
        create index concurrently if not exists ix on t using gin (data jsonb_path_ops);
        drop table if exists a, b.c cascade;
        alter table t rename to u;
        alter table t rename column a to \"B\";
        alter index ix rename to iy;
        drop trigger tr on t;
        create extension if not exists \"uuid-ossp\";
        alter table t alter column a type bigint using a::bigint, alter a set not null;
    ";
    assert_eq!(
        operations(text),
        [
            // PostgreSQL drops in an earlier pass (`AT_PASS_DROP`, tablecmds.c).
            "ALTER TABLE users DROP COLUMN x CASCADE",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS age integer CHECK (age > 0)",
            "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' AFTER 'sad'",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t USING gin (data jsonb_path_ops)",
            "DROP TABLE IF EXISTS a, b.c CASCADE",
            "ALTER TABLE t RENAME TO u",
            "ALTER TABLE t RENAME COLUMN a TO \"B\"",
            "ALTER INDEX ix RENAME TO iy",
            "DROP TRIGGER tr ON t",
            "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
            "ALTER TABLE t ALTER COLUMN a TYPE bigint USING a::bigint",
            "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
        ]
    );
}

#[test]
fn nothing_is_guessed() {
    assert!(matches!(read("ALTER TABLE t ENGINE=InnoDB")[..], [Statement::Unparsed { .. }]));
    assert!(matches!(read("GRANT ALL ON t TO u")[..], [Statement::Ignored { .. }]));
    assert!(matches!(read("UPDATE t SET a = 1")[..], [Statement::Data(_)]));
    assert!(matches!(read("not sql at all")[..], [Statement::Unparsed { .. }]));
}
