//! What the rows of a version table do to the text of the history commands, byte for byte beside real Alembic, on the
//! histories of Alembic's own tests and on a real server. The lines of `current`, a Python set, are compared sorted.

mod support;

use serde_json::Value;
use std::fs;
use support::alembic::{Alembic, limbeck};
use support::histories::{array, header, recording, text_of};
use support::postgres::{Database, database};

/// How many histories are written down: of equally large ones the first, the largest first.
const SHAPES: usize = 5;

const COMMANDS: &[&[&str]] = &[
    &["current"],
    &["current", "-v"],
    &["current", "--check-heads"],
    &["history", "-i"],
    &["history", "-v", "-i"],
    &["history", "-r", "current:"],
    &["history", "-r", ":current"],
    &["history", "-i", "-r", "current:heads"],
    &["show", "current"],
];

const ENV: &str = "
from alembic import context
from sqlalchemy import engine_from_config, pool

engine = engine_from_config(context.config.get_section('alembic'), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
";

#[test]
fn prints_what_alembic_prints_whatever_the_rows_are() {
    let recorded = recording();
    let mut maps: Vec<&Value> = array(&recorded["maps"]).iter().collect();
    maps.sort_by_key(|map| std::cmp::Reverse(array(map).len()));
    let database = database();
    let mut alembic = Alembic::start();
    let (mut shapes, mut compared, mut refused, mut crashed) = (0, 0, 0, 0);
    for map in maps {
        let project = project(array(map), &database);
        if shapes == SHAPES || !alembic.run(project.path(), &["heads"]).succeeded {
            continue;
        }
        for rows in rows_of(array(map), shapes) {
            write(&database, rows.as_deref());
            for arguments in COMMANDS {
                let expected = alembic.run(project.path(), arguments);
                let found = limbeck(project.path(), arguments);
                let told = format!("{arguments:?} at {rows:?} in {map}\n{expected:?}\n{found:?}");
                // An assertion of Alembic's fails where heads do not lie above the start of a range.
                if let Some(crash) = &expected.crash {
                    assert!(crash.starts_with("AssertionError") && arguments[0] == "history", "{told}");
                    crashed += 1;
                    continue;
                }
                // A row that is an ancestor of another is a finding, about which Alembic is silent.
                let noticed = arguments[0] == "current" && rows.as_ref().is_some_and(|rows| rows.len() > 1);
                assert!(expected.succeeded == found.succeeded || expected.succeeded && noticed, "{told}");
                compared += 1;
                if !expected.succeeded {
                    refused += 1;
                } else if arguments[0] == "current" {
                    assert_eq!(sorted(&expected.out), sorted(&found.out), "{told}");
                } else {
                    assert_eq!(expected.out, found.out, "{told}");
                }
            }
        }
        shapes += 1;
    }
    let told = format!("{shapes} shapes, {compared} compared, {refused} refused, {crashed} crashed");
    assert!(shapes == SHAPES && compared > 300 && refused * 2 < compared && crashed * 10 < compared, "{told}");
    println!("{told}");
}

/// What may have the version table's name, and what limbeck finds; nothing where it reads it as Alembic does.
const ODD: &[(&str, &str)] = &[
    ("TABLE alembic_version (version_num varchar(32), at timestamp DEFAULT now())", ""),
    ("DOMAIN id AS varchar(32); CREATE TABLE alembic_version (version_num id)", ""),
    (
        "TABLE alembic_version (version_num text) PARTITION BY LIST (version_num); \
         CREATE TABLE part PARTITION OF alembic_version DEFAULT",
        "",
    ),
    ("TABLE alembic_version (version_num char(40))", "unknown-row"),
    ("TABLE alembic_version (version text)", "odd-version-table"),
    ("TABLE alembic_version (version_num bytea)", "odd-version-table"),
    ("TABLE rows (version_num text); CREATE VIEW alembic_version AS SELECT * FROM rows", "odd-version-table"),
    ("TABLE \"Alembic_version\" (version_num text)", "unusual-version-table"),
    ("TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES (NULL)", "null-row"),
];

#[test]
fn what_only_looks_like_the_version_table_is_never_taken_for_no_stamp() {
    let database = database();
    let project = project(&[serde_json::json!({"id": "a", "down": [], "depends": [], "labels": []})], &database);
    let mut alembic = Alembic::start();
    for (made, code) in ODD {
        let table = if made.contains("Alembic_version") { "\"Alembic_version\"" } else { "alembic_version" };
        let start = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;";
        database.psql(&format!("{start} CREATE {made}; INSERT INTO {table} VALUES ('a');"));
        let found = limbeck(project.path(), &["current"]);
        let json = limbeck(project.path(), &["current", "--format", "json"]).out;
        if code.is_empty() {
            let expected = alembic.run(project.path(), &["current"]);
            assert_eq!((expected.out.as_str(), true), (found.out.as_str(), found.succeeded), "{made}");
            assert!(found.out.starts_with("a (head)"), "{made}: {found:?}");
        }
        let told = json.contains(&format!("\"code\": \"{code}\""));
        assert!(told || code.is_empty() && json.contains("\"findings\": []"), "{made}: {json}");
    }
}

fn project(revisions: &[Value], database: &Database) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let versions = directory.path().join("m/versions");
    fs::create_dir_all(&versions).expect("created");
    let url = database.url.replacen("postgresql://", "postgresql+psycopg2://", 1).replace('%', "%%");
    let ini = format!("[alembic]\nscript_location = m\nsqlalchemy.url = {url}\n");
    fs::write(directory.path().join("alembic.ini"), ini).expect("written");
    fs::write(directory.path().join("m/env.py"), ENV).expect("written");
    for (at, revision) in revisions.iter().enumerate() {
        let text = format!("'''number {at}'''\n{}\ndef upgrade():\n    pass\n", header(revision));
        fs::write(versions.join(format!("{at:03}_x.py")), text).expect("written");
    }
    directory
}

/// Returns rows to try; none for no version table.
fn rows_of(revisions: &[Value], turn: usize) -> Vec<Option<Vec<String>>> {
    let id = |at: usize| text_of(&revisions[at % revisions.len()]["id"]);
    let last = revisions.len() - 1;
    let mut tried = vec![None, Some(Vec::new())];
    let mut add = |rows: &[String]| tried.push(Some(rows.to_vec()));
    add(&[id(last)]);
    add(&[id(turn)]);
    add(&[id(last / 2), id(last)]);
    add(&[id(0), id(turn + 1), id(last)]);
    add(&(0..=last).map(id).collect::<Vec<_>>());
    if turn.is_multiple_of(3) {
        add(&["gone".to_owned()]);
        add(&[id(last), "gone".to_owned()]);
    }
    tried
}

fn write(database: &Database, rows: Option<&[String]>) {
    let mut sql = "DROP TABLE IF EXISTS alembic_version;".to_owned();
    if let Some(rows) = rows {
        sql.push_str("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);");
        let unique: std::collections::BTreeSet<&String> = rows.iter().collect();
        unique.iter().for_each(|row| sql.push_str(&format!("INSERT INTO alembic_version VALUES ('{row}');")));
    }
    database.psql(&sql);
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}
