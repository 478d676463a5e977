//! `--probe-data`: what rows may decide, and what not, on a real server. The history is that of `testdata/probes/`.

mod support;

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::postgres::{Database, database};

/// What Alembic leaves of `d1`, `d2` and `d3`; nothing is stamped.
const RAN: &str = "
    CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(80), since timestamptz DEFAULT now());
    CREATE TABLE note (text varchar(80));
    INSERT INTO country VALUES ('fr', 'France'), ('ci', 'Côte d''Ivoire'), ('lt', 'Lietuva');";

const STAMPED: &str =
    "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('d3');";

/// What happened to the database; `limbeck.yaml`; then verdict, position, answers and the codes of warnings.
const CASES: &[(&str, &str, &str)] = &[
    // Without a key, a row that is not there may only look otherwise now: `d4` stays open.
    ("", "", "unstamped d3..d4 | d2 rows yes, d3 rows yes, d4 rows no |"),
    ("INSERT INTO note VALUES ('first')", "", "unstamped d4..d4 | d2 rows yes, d3 rows yes, d4 rows yes |"),
    ("DELETE FROM country WHERE code = 'lt'", "", "unstamped d2..d2 | d2 rows yes, d3 rows no, d4 rows no |"),
    ("DELETE FROM country", "", "unstamped d1..d1 | d2 rows no, d3 rows no, d4 rows no |"),
    // Some of a revision's rows, others under their keys, a younger one without the older: nothing is decided.
    (
        "DELETE FROM country WHERE code <> 'fr'",
        "",
        "unstamped d1..d2 | d2 rows some, d3 rows no, d4 rows no | probed-rows-missing",
    ),
    (
        "UPDATE country SET name = upper(name)",
        "",
        "unstamped d1..d4 | d2 rows some, d3 rows some, d4 rows no | probed-rows-missing probed-rows-missing",
    ),
    ("DELETE FROM country WHERE code <> 'lt'", "", "unstamped d1..d4 | d2 rows no, d3 rows yes, d4 rows no |"),
    // The version table is believed, where the catalog admits it.
    (
        "DELETE FROM country WHERE code = 'lt'; STAMPED",
        "",
        "behind d1..d4 | d2 rows yes, d3 rows no, d4 rows no | probed-rows-missing",
    ),
    // A project's own questions; one that fails counts for nothing.
    (
        "DELETE FROM country",
        "probes: {d3: SELECT count(*) = 0 FROM country}",
        "unstamped d1..d4 | d2 rows no, d3 rows no, d4 rows no, d3 declared yes |",
    ),
    ("", "probes: {d4: SELECT false}", "unstamped d3..d3 | d2 rows yes, d3 rows yes, d4 rows no, d4 declared no |"),
    ("", "probes: {d4: SELECT true FROM nowhere}", FAILED),
    ("", "probes: {d4: SELECT 1}", FAILED),
    ("", "probes: {d4: SELECT pg_sleep(20) IS NULL}", FAILED),
    (
        "CREATE FUNCTION writes() RETURNS bool LANGUAGE sql AS 'DELETE FROM country RETURNING true'",
        "probes: {d4: SELECT writes()}",
        FAILED,
    ),
    ("", "probes: {d2: DROP TABLE country}", "bad-config"),
    ("", "probes: {d9: SELECT true}", "bad-config"),
];

const FAILED: &str = "unstamped d3..d4 | d2 rows yes, d3 rows yes, d4 rows no, d4 declared failed | probe-failed";

#[test]
fn rows_decide_only_what_the_catalog_leaves_open() {
    let mut wrong = Vec::new();
    for (happened, declared, expected) in CASES {
        let database = prepared(happened);
        let project = tempfile::tempdir().expect("a directory");
        if !declared.is_empty() {
            fs::write(project.path().join("limbeck.yaml"), declared).expect("written");
        }
        let before = database.psql("SELECT count(*), max(name) FROM country");
        let found = shown(&limbeck(project.path(), &["--database", &database.url, "--probe-data", "audit"]));
        assert_eq!(before, database.psql("SELECT count(*), max(name) FROM country"), "rows were written");
        if found != *expected {
            wrong.push(format!("{happened} {declared}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_plan_follows_the_rows() {
    let database = prepared("DELETE FROM country WHERE code = 'lt'");
    let project = tempfile::tempdir().expect("a directory");
    let plan = |flags: &[&str]| {
        let words = [&["--database", &database.url], flags, &["plan"]].concat();
        limbeck(project.path(), &words).to_string()
    };
    assert!(plan(&["--probe-data"]).contains("VALUES ('d2')"), "{}", plan(&["--probe-data"]));
    assert!(!plan(&[]).contains("VALUES ('d2')"), "{}", plan(&[]));
}

#[test]
fn without_a_server_there_is_nobody_to_ask() {
    let project = tempfile::tempdir().expect("a directory");
    fs::write(project.path().join("schema.sql"), RAN).expect("written");
    for place in [&["--snapshot", "schema.sql"][..], &["--empty"]] {
        let answer = limbeck(project.path(), &[place, &["--probe-data", "audit"]].concat());
        assert_eq!(answer.pointer("/error/code").and_then(Value::as_str), Some("usage"), "{answer:#}");
    }
}

fn prepared(happened: &str) -> Database {
    let database = database();
    database.psql(&format!("{RAN} {};", happened.replace("STAMPED", STAMPED)));
    database
}

/// `VERDICT LEAST..MOST | ANSWERS | CODES OF WARNINGS`, or the code of the error.
fn shown(answer: &Value) -> String {
    if let Some(code) = answer.pointer("/error/code").and_then(Value::as_str) {
        return code.to_owned();
    }
    let list = |pointer: &str| answer.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
    let words = |pointer: &str| list(pointer).iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",");
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let answers: Vec<String> = list("/probes")
        .iter()
        .map(|own| format!("{} {} {}", word(own, "revision"), word(own, "kind"), word(own, "answer")))
        .collect();
    let codes: Vec<String> = list("/findings")
        .iter()
        .filter(|own| word(own, "code").starts_with("probe"))
        .map(|own| word(own, "code"))
        .collect();
    let position = format!("{}..{}", words("/observed/revisions"), words("/observed/upto"));
    let line = format!("{} {position} | {} | {}", word(answer, "verdict"), answers.join(", "), codes.join(" "));
    line.trim_end().to_owned()
}

fn limbeck(project: &Path, words: &[&str]) -> Value {
    let versions = support::in_tests("../testdata/probes/versions");
    let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    limbeck.current_dir(project).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    let output = limbeck.arg("--version-location").arg(versions).args(["--format", "json"]).args(words).output();
    let output = output.expect("limbeck runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{words:?}: {error}: {output:?}"))
}
