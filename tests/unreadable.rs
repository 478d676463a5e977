//! `--snapshot` with everything that is no snapshot and no dump: exit status 2, what it is, and the next command to type.

mod support;

use std::path::Path;
use std::process::Command;
use support::postgres::{Database, database, server};

/// Runs limbeck on a file; returns the exit status and standard error as one line.
fn limbeck(file: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_limbeck"))
        .args(["--color", "never", "--snapshot"])
        .args([file.as_os_str(), "snapshot".as_ref()])
        .env("COLUMNS", "1000")
        .current_dir(file.parent().unwrap_or(Path::new("/")))
        .output()
        .expect("starts");
    let words = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    (output.status.code(), words)
}

fn refused(name: &str, bytes: &[u8], said: &[&str]) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join(name);
    std::fs::write(&file, bytes).expect("can be written");
    says(&file, said);
}

fn says(file: &Path, said: &[&str]) {
    let (status, text) = limbeck(file);
    assert_eq!(status, Some(2), "{text}");
    for words in said {
        assert!(text.contains(words), "`{words}` is not in: {text}");
    }
}

fn pg_dump(database: &Database, arguments: &[&str], to: &Path) {
    let mut command = Command::new(server().programs.join("pg_dump"));
    command.args(arguments).arg("-f").arg(to).args(["-d", &database.url]);
    assert!(command.status().expect("starts").success());
}

#[test]
fn formats_of_pg_dump_name_pg_restore() {
    let database = database();
    database.psql("CREATE TABLE t (id integer); INSERT INTO t VALUES (1);");
    let directory = tempfile::tempdir().expect("a directory");
    for (option, what) in [("-Fc", "custom format"), ("-Ft", "tar archive"), ("-Fd", "directory format")] {
        let file = directory.path().join(option);
        pg_dump(&database, &[option], &file);
        says(&file, &[what, "pg_restore --schema-only -f schema.sql"]);
    }
    let data = directory.path().join("data.sql");
    pg_dump(&database, &["--data-only"], &data);
    says(&data, &["makes nothing", "pg_dump --schema-only"]);
}

#[test]
fn bytes_that_are_no_text() {
    refused("a.sql", b"\x1f\x8b\x08\x00\x00", &["compressed (gzip)", "gunzip -c"]);
    let wide: Vec<u8> = "\u{feff}CREATE TABLE t ();".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused("a.sql", &wide, &["UTF-16", "pg_dump --schema-only -f schema.sql"]);
    refused("a.sql", b"CREATE TABLE t ();\0", &["NUL byte"]);
    refused("a.sql", b"-- caf\xe9\nCREATE TABLE t ();", &["not UTF-8", "--encoding=UTF8"]);
    refused("a.db", b"SQLite format 3\0...", &["SQLite"]);
}

#[test]
fn text_that_is_neither() {
    refused("a.yaml", b"", &["is empty"]);
    refused("a.sql", b"\n-- nothing\n", &["is empty"]);
    refused("a.sql", b"<!DOCTYPE html><html><body>Sign in</body></html>", &["an HTML page"]);
    refused("a.sql", b"pg_dump: error: connection to server failed\n", &["error message"]);
    refused("a.yaml", b"services:\n  db:\n    image: postgres\n", &["no limbeck snapshot", "limbeck-snapshot: 1"]);
    refused("a.json", b"{\"tables\": []}", &["no limbeck snapshot"]);
    refused(
        "a.yaml",
        b"limbeck-snapshot: 1\nsearch-path: []\nschemas: []\nfoo: 1\n",
        &["unknown field `foo`", "a.yaml:4"],
    );
    refused("a.yaml", b"limbeck-snapshot: 1\n\tbad: [\n", &["is not a limbeck snapshot"]);
    refused("a.sql", b"Dear all, the schema is attached.\n", &["makes nothing"]);
    refused("a.sql", b"SELECT 1;\nSET search_path = a;\n", &["makes nothing"]);
    refused("a.sql", "(".repeat(200_000).as_bytes(), &["makes nothing"]);
    refused("a.sql", format!("SELECT 1{};", " + 1".repeat(20_000)).as_bytes(), &["makes nothing"]);
    refused("a.sql", b"-- MySQL dump 10.13\nCREATE TABLE `t` (`id` int(11));\n", &["a dump of MySQL"]);
    let cut = b"--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.t (\n    id integer\n);\n";
    refused("a.sql", cut, &["cut off", "take the dump again"]);
}

#[test]
fn places_that_are_no_file() {
    let directory = tempfile::tempdir().expect("a directory");
    says(directory.path(), &["is a directory"]);
    says(&directory.path().join("missing.sql"), &["No such file"]);
}

#[test]
fn a_bomb_does_not_go_off() {
    let mut bomb = String::from("limbeck-snapshot: 1\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in ('a'..='h').zip('b'..='i') {
        let list = vec![format!("*{from}"); 9].join(", ");
        bomb.push_str(&format!("{to}: &{to} [{list}]\n"));
    }
    refused("a.yaml", bomb.as_bytes(), &["is not a limbeck snapshot"]);
    refused("a.yaml", format!("limbeck-snapshot: {}", "[".repeat(10_000)).as_bytes(), &["is not a limbeck snapshot"]);
}

/// A dump of some tables lacks their types: the table that cannot be followed is there all the same.
#[test]
fn what_is_not_followed_is_not_missing() {
    let database = database();
    let incident = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/incidents/in-order");
    database.psql_file(&incident.join("schema.sql"));
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("some.sql");
    pg_dump(&database, &["-t", "account", "-t", "invoice", "-t", "alembic_version"], &file);
    let run = |command: &str| {
        let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
        limbeck.arg("--version-location").arg(incident.join("versions")).arg("--snapshot").arg(&file);
        let output = limbeck.args(["--format", "json", command]).output().expect("starts");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")
    };
    let audit = run("audit");
    let effects = audit["revisions"].as_array().into_iter().flatten();
    let effects = effects.flat_map(|revision| revision["effects"].as_array().into_iter().flatten());
    let of_account: Vec<_> = effects.filter(|effect| effect["object"] == "table public.account").collect();
    assert!(!of_account.is_empty(), "{audit}");
    assert!(of_account.iter().all(|effect| effect["evidence"] == "unprovable"), "{of_account:?}");
    let unknown = run("diff")["unknown"].clone();
    assert!(unknown.as_array().into_iter().flatten().any(|own| own["object"] == "table public.account"), "{unknown}");
}
