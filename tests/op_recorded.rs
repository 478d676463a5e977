//! limbeck tells what `alembic upgrade --sql` sends for what Alembic's own tests of its operations do
//! (tests/recording/alembic_ops.py, Alembic 1.20.1): the same statements, or the same exception.
//!
//! Of 384 runs of the tests of test_op.py, test_postgresql.py, test_bulk_insert.py and test_op_naming_convention.py, 281 are
//! 284 version files here. Left out are 103, each by name under `left_out` of the recording:
//! - what sends nothing: autogenerate beside a server (67), its comparison of texts (9), objects in memory (23)
//! - what no version file has: op without its proxy object (1), a mock of the connection (1), an engine that is asynchronous
//!   or not, which is env.py's (1), a module that only the test has (1)
//!
//! Exceptions ([`UNTYPED`]): offline Alembic has no literals for columns without a type, online it sends the rows; limbeck
//! tells the rows.

use limbeck::sql::{Statement, Surroundings, statements};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

const RECORDED: &str = include_str!("../testdata/parity/alembic_ops.json");

/// The tests that insert into columns without a type, with the number of rows.
const UNTYPED: &[(&str, usize)] = &[
    ("test_bulk_insert.RoundTripTest.test_single_insert_round_trip", 1),
    ("test_bulk_insert.RoundTripTest.test_bulk_insert_round_trip", 3),
];

/// What the server would say to a statement that is told all the same.
const TOLD: &str = "-- unknown: when it is replayed, the server refuses this: ";

/// What stands before the statements: the version files use tables that no revision makes.
const UNRECORDED: &str = "-- unknown: no revision before this one makes the ";

#[derive(Debug, Default)]
struct Counts {
    sent: usize,
    raised: usize,
    told: usize,
    parsed: usize,
    untyped: usize,
}

#[test]
fn tells_what_alembic_sends() {
    let recorded: Value = serde_json::from_str(RECORDED).expect("JSON");
    let list = |key: &str| recorded[key].as_array().cloned().unwrap_or_default();
    let (cases, mut counts, mut wrong) = (list("cases"), Counts::default(), Vec::new());
    for case in &cases {
        let text = sql(case);
        if let Err(message) = check(case, &text, &mut counts) {
            wrong.push(format!("{}\n{}\n{message}\nlimbeck: {text}", case["test"], text_of(&case["body"])));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
    assert_eq!((cases.len(), list("left_out").len()), (284, 103));
    let Counts { sent, raised, told, parsed, untyped } = counts;
    assert_eq!((sent, raised, untyped), (273, 9, 2));
    // A server says something to four of them (CONCURRENTLY in a transaction, an identity that is there already); one differs
    // in quotes (`quote=True`).
    assert_eq!((told, parsed), (4, 1));
}

fn check(case: &Value, text: &str, counts: &mut Counts) -> Result<(), String> {
    let told = text.split("\n\n").filter(|piece| piece.starts_with(TOLD)).count();
    let is_remark = |piece: &&str| piece.starts_with(TOLD) || piece.starts_with(UNRECORDED);
    let pieces: Vec<&str> = text.split("\n\n").filter(|piece| !is_remark(piece)).collect();
    let own = pieces.join("\n\n");
    let untyped = UNTYPED.iter().find(|(test, _)| case["test"] == *test);
    if let Some((_, rows)) = untyped {
        counts.untyped += 1;
        let all =
            pieces.len() == *rows && pieces.iter().all(|piece| piece.starts_with("INSERT INTO foo (data, x) VALUES"));
        return if all { Ok(()) } else { Err("rows".into()) };
    }
    if let Some(raised) = case["raised"].as_array() {
        counts.raised += 1;
        let expected = format!("-- fails when it is replayed: {}: {}", text_of(&raised[0]), text_of(&raised[1]));
        return if own.starts_with(&expected) { Ok(()) } else { Err(format!("expected: {expected}")) };
    }
    counts.told += told;
    counts.sent += 1;
    let sent: Vec<String> = case["sent"].as_array().into_iter().flatten().map(text_of).collect();
    let expected = sent.join("\n\n");
    if words(&expected) == words(&own) {
        return Ok(());
    }
    counts.parsed += 1;
    let same = read(&expected).is_some_and(|expected| read(&own).is_some_and(|own| own == expected));
    if same { Ok(()) } else { Err(format!("expected: {expected}")) }
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what a text says, if limbeck understands all of it.
fn read(text: &str) -> Option<Vec<Statement>> {
    let read = statements(text, &Surroundings::default()).into_iter().map(|parsed| parsed.statement);
    read.map(|own| matches!(own, Statement::Operations(_)).then_some(own)).collect()
}

/// Returns what limbeck tells of the case between Alembic's own statements.
fn sql(case: &Value) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    write(case, folder.path());
    let direction = case["direction"].as_str().unwrap_or("upgrade");
    let target = if direction == "upgrade" { "head" } else { "a1:base" };
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.current_dir(folder.path()).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    let output = command
        .args(["--script-location", ".", "--format", "json", "sql", direction, target])
        .output()
        .expect("limbeck runs");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = text_of(&answer["steps"][0]["sql"]);
    let (_, body) = text.split_once("-- Running ").expect("a heading");
    let (_, body) = body.split_once("\n\n").unwrap_or_default();
    let end = body.rfind("INSERT INTO alembic_version").or_else(|| body.rfind("DELETE FROM alembic_version"));
    body[..end.expect("the version table")].trim().to_owned()
}

fn write(case: &Value, folder: &Path) {
    fs::create_dir(folder.join("versions")).expect("created");
    let convention = match case["naming_convention"].as_object() {
        Some(own) => format!("naming_convention={}", Value::from(own.clone())),
        None => String::new(),
    };
    let env = format!(
        "from alembic import context\nfrom sqlalchemy import MetaData\n\ncontext.configure(target_metadata=MetaData({convention}))\n"
    );
    fs::write(folder.join("env.py"), env).expect("written");
    let imports: Vec<String> = case["imports"].as_array().into_iter().flatten().map(text_of).collect();
    let mut file = format!("{}\n\nrevision = 'a1'\ndown_revision = None\n", imports.join("\n"));
    for (name, body) in [("upgrade", &case["body"]), ("downgrade", &case["downgrade"])] {
        let body = text_of(body);
        let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
        write!(file, "\n\ndef {name}():\n    pass\n{body}").expect("fits");
    }
    fs::write(folder.join("versions/a1.py"), file).expect("written");
}
