//! What the rows of a server make of an upgrade: `preflight` asks, reads only, and says what Alembic would meet.

mod support;

use serde_json::Value;
use std::process::Command;

/// The rows that the server has.
const FOUND: &str = "
    CREATE TABLE t (id integer PRIMARY KEY, x varchar(20), n integer, d timestamp);
    CREATE TABLE e (id integer PRIMARY KEY, q varchar(5));
    CREATE TABLE p (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
    INSERT INTO t VALUES (1, 'a', 5, now()), (2, 'a', 7, NULL), (3, NULL, -1, now());
    INSERT INTO p VALUES (1, 'one'), (2, 'two');
    CREATE TABLE k (code text NOT NULL UNIQUE, near numeric, made timestamp PRIMARY KEY, p integer REFERENCES p (id));
    CREATE UNIQUE INDEX ix_near ON k (near);
    INSERT INTO k VALUES ('1', 1.2, '2026-01-01 10:00', 1), ('01', 1.4, '2026-01-01 11:00', 2), ('-', 3, '2026-01-02', NULL);
    CREATE FUNCTION stop() RETURNS integer LANGUAGE sql AS $$
        SELECT count(pg_terminate_backend(pid))::integer FROM pg_stat_activity WHERE application_name = 'victim' $$;
    CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);";

/// A pending statement, and what becomes of it: `succeeds`, `unknown`, or the SQLSTATE.
const PENDING: &[(&str, &str)] = &[
    ("ALTER TABLE t ADD COLUMN k integer NOT NULL", "23502"),
    ("ALTER TABLE e ADD COLUMN k integer NOT NULL", "succeeds"),
    ("ALTER TABLE t ALTER COLUMN x SET NOT NULL", "23502"),
    ("ALTER TABLE t ALTER COLUMN n SET NOT NULL", "succeeds"),
    ("ALTER TABLE t ADD UNIQUE (x)", "23505"),
    ("CREATE UNIQUE INDEX ix ON t (n)", "succeeds"),
    ("CREATE UNIQUE INDEX ix ON t (x) WHERE n > 100", "succeeds"),
    ("ALTER TABLE t ADD CHECK (n > 0)", "23514"),
    ("ALTER TABLE t ADD CHECK (n > -5)", "succeeds"),
    ("ALTER TABLE t ADD CHECK (n > 0) NOT VALID", "succeeds"),
    ("ALTER TABLE t ADD FOREIGN KEY (n) REFERENCES p (id)", "23503"),
    ("ALTER TABLE p ADD FOREIGN KEY (id) REFERENCES t (id)", "succeeds"),
    ("ALTER TABLE t ALTER COLUMN x TYPE integer USING x::integer", "22P02"),
    ("ALTER TABLE t ALTER COLUMN x TYPE varchar(0)", "22023"),
    ("ALTER TABLE p ALTER COLUMN name TYPE varchar(2)", "22001"),
    ("ALTER TABLE p ALTER COLUMN name TYPE varchar(3)", "succeeds"),
    ("ALTER TABLE t ALTER COLUMN n TYPE integer USING 10 / (n - 5)", "22012"),
    ("ALTER TABLE t ALTER COLUMN n TYPE integer USING public.stop()", "unknown"),
    ("ALTER TABLE t ALTER COLUMN n TYPE integer USING pg_catalog.pg_terminate_backend(n)::integer", "unknown"),
    ("ALTER TABLE k ALTER COLUMN code TYPE integer USING NULLIF(code, '-')::integer", "23502"),
    ("ALTER TABLE k ALTER COLUMN code TYPE text USING lower(code)", "succeeds"),
    ("ALTER TABLE k ALTER COLUMN code TYPE text USING ltrim(code, '0')", "23505"),
    ("ALTER TABLE k ALTER COLUMN code TYPE varchar(9)", "succeeds"),
    ("ALTER TABLE k ALTER COLUMN near TYPE integer", "23505"),
    ("ALTER TABLE k ALTER COLUMN near TYPE numeric(9, 1)", "succeeds"),
    ("ALTER TABLE k ALTER COLUMN made TYPE date", "23505"),
    ("ALTER TABLE k ALTER COLUMN made TYPE timestamptz", "succeeds"),
    ("ALTER TABLE k ALTER COLUMN p TYPE bigint", "succeeds"),
    ("ALTER TABLE k ALTER COLUMN p TYPE integer USING p + 1", "unknown"),
    ("INSERT INTO p (id, name) VALUES (1, 'other')", "23505"),
    ("INSERT INTO p (id, name) VALUES (9, 'other')", "succeeds"),
    ("INSERT INTO p (name) VALUES ('other')", "unknown"),
    ("UPDATE t SET x = 'b' WHERE x IS NULL; ALTER TABLE t ALTER COLUMN x SET NOT NULL", "succeeds"),
    ("DELETE FROM t WHERE x IS NULL; ALTER TABLE t ALTER COLUMN x SET NOT NULL", "unknown"),
    ("CREATE EXTENSION limbeck_nothing", "0A000"),
    ("GRANT SELECT ON t TO limbeck_nobody", "42704"),
];

/// What a session does before `x` becomes NOT NULL, and what becomes of that: it writes what was assigned to the objects
/// that it loaded, and nobody followed what that is; what it never flushes it does not write.
const LOADED: &[(&str, &str)] = &[
    ("for own in session.query(T).all():\n        own.x = 'b'\n    session.commit()", "unknown"),
    (
        "for own in session.query(T).filter(T.x.is_(None)).yield_per(9):\n        own.x = 'b'\n    session.flush()",
        "unknown",
    ),
    ("session.get(T, 3).x = 'b'\n    session.query(T).count()", "unknown"),
    ("with session.begin():\n        session.query(T).one().x = 'b'", "unknown"),
    ("for own in session.query(T).all():\n        own.x = 'b'", "23502"),
    ("for own in session.query(T).all():\n        own.x = 'b'\n    session.rollback()\n    session.commit()", "23502"),
    ("session.query(T.id, T.x).all()\n    session.commit()", "23502"),
    ("session.query(T).count()\n    session.commit()", "23502"),
];

/// What Python makes of the rows that a query gives.
const READ: &[(&str, &str)] = &[
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).scalar_one()", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).one()", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).fetchone()[0]", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).first().id", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT x FROM t WHERE n = 9')).scalar().lower()", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = :n'), {'n': 9}).fetchall()[0]", "unknown"),
    ("op.get_bind().execute(sa.text('SELECT count(*) FROM t')).scalar_one()", "succeeds"),
    ("op.get_bind().execute(sa.text('SELECT max(id) FROM t')).fetchone()[0]", "succeeds"),
    ("op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).first()", "succeeds"),
    ("row = op.get_bind().execute(sa.text('SELECT id FROM t WHERE n = 9')).first()\n    if row: row[0]", "succeeds"),
    (
        "try:\n        op.get_bind().execute(sa.text('SELECT id FROM t')).one()\n    except Exception:\n        pass",
        "succeeds",
    ),
];

#[test]
fn python_stumbles_over_a_row_that_is_not_there() {
    let database = support::postgres::database();
    let mut client = postgres::Client::connect(&database.url, postgres::NoTls).expect("connects");
    client.batch_execute(FOUND).expect("made");
    let wrong: Vec<String> = READ
        .iter()
        .filter_map(|(body, expected)| {
            let found = outcome_of("import sqlalchemy as sa", body, &database.url);
            (found != *expected).then(|| format!("{body}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_session_loads_it_may_write() {
    let database = support::postgres::database();
    let mut client = postgres::Client::connect(&database.url, postgres::NoTls).expect("connects");
    client.batch_execute(FOUND).expect("made");
    let head = "import sqlalchemy as sa\nfrom sqlalchemy.orm import Session, declarative_base\n\n\nclass T(declarative_base()):\n    \
        __tablename__ = 't'\n    id = sa.Column(sa.Integer, primary_key=True)\n    x = sa.Column(sa.String)\n";
    let wrong: Vec<String> = LOADED
        .iter()
        .filter_map(|(body, expected)| {
            let body = format!(
                "session = Session(bind=op.get_bind())\n    {body}\n    op.alter_column('t', 'x', nullable=False)"
            );
            let found = outcome_of(head, &body, &database.url);
            (found != *expected).then(|| format!("{body}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rows_are_asked() {
    let database = support::postgres::database();
    let mut client = postgres::Client::connect(&database.url, postgres::NoTls).expect("connects");
    client.batch_execute(FOUND).expect("made");
    let mut victim = postgres::Client::connect(&database.url, postgres::NoTls).expect("connects");
    victim.batch_execute("SET application_name = 'victim'").expect("named");
    let wrong: Vec<String> = PENDING
        .iter()
        .filter_map(|(sql, expected)| {
            let found = outcome(sql, &database.url);
            (found != *expected).then(|| format!("{sql}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    victim.batch_execute("SELECT").expect("what a version file computes is not put to the server where it does more");
    let rows: i64 =
        client.query_one("SELECT (SELECT count(*) FROM t) + (SELECT count(*) FROM p)", &[]).expect("read").get(0);
    assert_eq!(rows, 5, "preflight only looks");
}

fn outcome(sql: &str, url: &str) -> String {
    outcome_of("", &format!("op.execute(r\"\"\"{sql}\"\"\")"), url)
}

fn outcome_of(head: &str, body: &str, url: &str) -> String {
    let folder = tempfile::tempdir().expect("made");
    std::fs::create_dir(folder.path().join("versions")).expect("made");
    std::fs::write(folder.path().join("env.py"), "").expect("written");
    let text = format!(
        "from alembic import op\n{head}\nrevision = 'r'\ndown_revision = None\n\n\ndef upgrade():\n    {body}\n"
    );
    std::fs::write(folder.path().join("versions/r.py"), text).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_limbeck"))
        .current_dir(folder.path())
        .args(["--script-location", ".", "--format", "json", "--database", url, "preflight"])
        .output()
        .expect("runs");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    answer["failure"]["sqlstate"].as_str().or(answer["outcome"].as_str()).unwrap_or_default().to_string()
}
