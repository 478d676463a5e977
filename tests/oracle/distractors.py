#!/usr/bin/env python3
"""Adds what belongs to others to a database at the heads: the audit must not change.

    distractors.py LIMBECK CORPUS...

On a PostgreSQL restored from the last dump of each corpus each distractor is added alone, then all together; the dump is
audited with the rows of the heads, with those of the middle of the history, and without. Verdict, position, accusations
and the presence of every revision must be those of the clean dump.
"""
import argparse
import sys

import databases

TABLES = "\n".join(f"CREATE TABLE foreign_{n} (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', other integer REFERENCES foreign_{max(n - 1, 1)} (id));"
                   f"\nCREATE INDEX foreign_{n}_name ON foreign_{n} (name);" for n in range(1, 21))
DISTRACTORS = {
    "20 foreign tables": TABLES,
    "pgcrypto": "CREATE EXTENSION IF NOT EXISTS pgcrypto;",
    "btree_gist and an exclusion": "CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE TABLE booking (room integer, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));",
    "citext table": "CREATE EXTENSION citext; CREATE TABLE foreign_address (address citext PRIMARY KEY, again citext UNIQUE);",
    "pg_stat_statements": "CREATE EXTENSION pg_stat_statements;",
    "hstore, uuid-ossp, trigram index": 'CREATE EXTENSION hstore; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION pg_trgm; CREATE TABLE foreign_pairs '
                                        '(id uuid DEFAULT uuid_generate_v4(), pairs hstore, word text); CREATE INDEX ON foreign_pairs USING gin (word gin_trgm_ops);',
    "partitions": "CREATE TABLE measurement (at date NOT NULL, value integer) PARTITION BY RANGE (at); CREATE TABLE measurement_2025 PARTITION OF measurement "
                  "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); CREATE TABLE measurement_rest PARTITION OF measurement DEFAULT; CREATE INDEX ON measurement (value);",
    "another application's schema": "CREATE SCHEMA billing; CREATE TABLE billing.alembic_version (version_num varchar(32) PRIMARY KEY); INSERT INTO "
                                    "billing.alembic_version VALUES ('0123456789ab'); CREATE TABLE billing.invoice (id bigserial PRIMARY KEY);",
    "a copy of every table in another schema": "CREATE SCHEMA copy; DO $$ DECLARE own text; BEGIN FOR own IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                                               "LOOP EXECUTE format('CREATE TABLE copy.%I (LIKE public.%I INCLUDING ALL)', own, own); END LOOP; END $$;",
    "foreign server and table": "CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE far_table (id integer) SERVER far;",
    "view, function, domain, type, sequence": "CREATE VIEW foreign_view AS SELECT 1 AS one; CREATE MATERIALIZED VIEW foreign_summary AS SELECT 1 AS one; CREATE FUNCTION foreign_function() "
                                              "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE DOMAIN foreign_domain AS text CHECK (VALUE <> ''); CREATE TYPE "
                                              "foreign_mood AS ENUM ('glad', 'sad'); CREATE TYPE foreign_pair AS (a integer, b text); CREATE SEQUENCE foreign_numbers;",
    "trigger and policy of a foreign table": "CREATE TABLE watched (id integer PRIMARY KEY); CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; "
                                             "CREATE TRIGGER watch BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION watch(); ALTER TABLE watched ENABLE ROW LEVEL SECURITY; "
                                             "CREATE POLICY own ON watched USING (true);",
    "event trigger and publication": "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$; CREATE EVENT TRIGGER on_ddl ON ddl_command_start EXECUTE FUNCTION "
                                     "on_ddl(); CREATE PUBLICATION foreign_publication;",
}


def references(server, database):
    """A foreign table that references every table of the history that has a primary key."""
    found = server.sql(database, "SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace").splitlines()
    tables = [line.split("|")[0] for line in found if "," not in line and "alembic_version" not in line]
    rows = "\n".join(f"DO $$ BEGIN EXECUTE (SELECT format('CREATE TABLE foreign_reference_{n} (own %s REFERENCES {own})', format_type(a.atttypid, a.atttypmod)) "
                     f"FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indisprimary AND i.indrelid = '{own}'::regclass); END $$;"
                     for n, own in enumerate(tables[:20]))
    return rows


def essence(audit):
    """What must not change: verdict, position, accusations, presences, the plan."""
    if "error" in audit:
        return {"error": audit["error"]}
    return {"verdict": audit["verdict"], "observed": audit["observed"], "missing": audit["missing"], "plan": audit["recommendation"]["plan"],
            "presence": [(own["revision"], own["presence"]) for own in audit["revisions"]]}


def differences(clean, other):
    names = [name for name in clean.keys() | other.keys() if clean.get(name) != other.get(name)]
    return "; ".join(f"{name}: {str(clean.get(name))[:150]} -> {str(other.get(name))[:150]}" for name in sorted(names))


def measure(server, corpus):
    """(audits, changed audits) of one corpus."""
    end = len(corpus.order)
    stamps = {"heads": corpus.heads(end), "middle": corpus.heads(end // 2), "none": []}
    audits = changed = 0
    with server.database(corpus.dumps[-1].read_text()) as template:
        clean = {name: essence(corpus.audit(server.dump(template), rows)) for name, rows in stamps.items()}
        own = DISTRACTORS | {"references to the history's tables": references(server, template)}
        own["all together"] = "\n".join(own.values())
        for name, text in own.items():
            with server.database("SET search_path = public;\n" + text, template) as database:
                dump = server.dump(database)
            for stamp, rows in stamps.items():
                audits += 1
                told = differences(clean[stamp], essence(corpus.audit(dump, rows)))
                if told:
                    changed += 1
                    print(f"changed: {corpus.name} {name} (row: {stamp}): {told}", flush=True)
    return audits, changed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("limbeck"), parser.add_argument("corpora", nargs="+")
    a = parser.parse_args()
    total = 0
    with databases.server() as server:
        for name in a.corpora:
            audits, changed = measure(server, databases.Corpus(a.limbeck, name))
            total += changed
            print(f"{name}: {audits} audits, {changed} changed", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
