//! What a file may hold much of: four times as much of it costs about four times as much, not sixteen times.
//! The time of the processor counts, not that of a clock, and only against a run of the same size class.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Four times the size may cost this many times as much: linear is 4, quadratic 16. A table is copied when it changes.
const MOST: f64 = 11.0;
/// In hundredths of a second; what takes less says little.
const LEAST_TICKS: u64 = 10;

/// A history of a size: the bodies of `upgrade()` of its revisions.
struct Row {
    name: &'static str,
    size: usize,
    history: fn(usize) -> Vec<String>,
    command: &'static [&'static str],
}

const PREFLIGHT: &[&str] = &["--empty", "preflight"];
const AUDIT: &[&str] = &["--snapshot", "other.sql", "audit"];
/// A dump without anything of the history.
const OTHER: &str = "--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.other (a integer);\n\n--\n-- PostgreSQL database dump complete\n--\n";

const ROWS: &[Row] = &[
    Row { name: "indexes of one table", size: 1_500, history: indexes, command: PREFLIGHT },
    Row { name: "tables that refer to one", size: 700, history: references, command: PREFLIGHT },
    Row { name: "undecided branches", size: 250, history: branches, command: PREFLIGHT },
    Row { name: "columns of one statement", size: 6_000, history: columns, command: PREFLIGHT },
    Row { name: "labels of an enum", size: 8_000, history: labels, command: PREFLIGHT },
    Row { name: "guards on information_schema", size: 60, history: guards, command: PREFLIGHT },
    Row { name: "guards on pg_type", size: 50, history: type_guards, command: PREFLIGHT },
    Row { name: "grants", size: 1_000, history: grants, command: PREFLIGHT },
    Row { name: "functions that take the place of others", size: 300, history: functions, command: PREFLIGHT },
    Row { name: "rows into tables of their own", size: 300, history: rows, command: PREFLIGHT },
    Row { name: "steps that cannot be read", size: 300, history: unread, command: AUDIT },
];

fn in_loop(before: &str, size: usize, line: &str) -> Vec<String> {
    vec![format!("    {before}\n    for i in range({size}):\n        {line}\n")]
}

fn indexes(size: usize) -> Vec<String> {
    in_loop("op.create_table('t', sa.Column('a', sa.Integer))", size, "op.create_index(f'ix_{i}', 't', ['a'])")
}

fn references(size: usize) -> Vec<String> {
    let line = "op.create_table(f't_{i}', sa.Column('a', sa.Integer, sa.ForeignKey('t.a')))";
    in_loop("op.create_table('t', sa.Column('a', sa.Integer, primary_key=True))", size, line)
}

fn branches(size: usize) -> Vec<String> {
    let mut body = "    op.create_table('t', sa.Column('a', sa.Integer))\n".to_string();
    for i in 0..size {
        write!(body, "    if os.environ['X{i}']:\n        op.add_column('t', sa.Column('c{i}', sa.Integer))\n")
            .expect("a string can be written to");
    }
    vec![body]
}

/// The server takes 1,600 of them.
fn columns(size: usize) -> Vec<String> {
    let columns: String = (0..size).map(|i| format!("        sa.Column('c{i}', sa.Integer),\n")).collect();
    vec![format!("    op.create_table('t',\n{columns}    )\n")]
}

/// Each doubts all that the earlier ones made.
fn unread(size: usize) -> Vec<String> {
    let body = |i| format!("    op.create_table('t{i}', sa.Column('a', sa.Text))\n    op.execute(os.environ['X'])\n");
    (0..size).map(body).collect()
}

fn labels(size: usize) -> Vec<String> {
    let labels: Vec<String> = (0..size).map(|i| format!("'l{i}'")).collect();
    vec![format!("    op.execute(\"CREATE TYPE e AS ENUM ({})\")\n", labels.join(", "))]
}

fn guards(size: usize) -> Vec<String> {
    let body = |i: usize| {
        format!(
            "    op.create_table('t_{i}', sa.Column('a', sa.Integer), sa.Column('b', sa.Text))\n    \
             q = \"SELECT 1 FROM information_schema.columns WHERE table_name = 't_{i}' AND column_name = 'c'\"\n    \
             if not op.get_bind().execute(sa.text(q)).scalar():\n        \
             op.add_column('t_{i}', sa.Column('c', sa.Integer))\n"
        )
    };
    (0..size).map(body).collect()
}

fn type_guards(size: usize) -> Vec<String> {
    let body = |i: usize| {
        format!(
            "    op.execute(\"CREATE TABLE t_{i} (a integer)\")\n    \
             op.execute(\"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e_{i}') THEN \
             CREATE TYPE e_{i} AS ENUM ('a'); END IF; END $$\")\n"
        )
    };
    (0..size).map(body).collect()
}

/// What a GRANT names is looked for in a schema that grows with the history.
fn grants(size: usize) -> Vec<String> {
    let body = |i: usize| {
        format!(
            "    op.create_table('t_{i}', sa.Column('a', sa.Integer, index=True))\n    \
             op.execute('GRANT CREATE ON SCHEMA public TO PUBLIC')\n    \
             op.execute('GRANT USAGE ON SCHEMA public TO PUBLIC')\n"
        )
    };
    (0..size).map(body).collect()
}

fn functions(size: usize) -> Vec<String> {
    let body = |i: usize| {
        format!(
            "    op.create_table('t_{i}', sa.Column('a', sa.Integer))\n    for text in ('SELECT 1', 'SELECT 2'):\n        \
             op.execute(f\"CREATE OR REPLACE FUNCTION f_{i}() RETURNS integer LANGUAGE sql AS '{{text}}'\")\n"
        )
    };
    (0..size).map(body).collect()
}

fn rows(size: usize) -> Vec<String> {
    let body = |i: usize| {
        format!(
            "    op.create_table('t_{i}', sa.Column('a', sa.Integer, primary_key=True), sa.Column('b', sa.Text))\n    \
             op.execute(\"INSERT INTO t_{i} VALUES (1, lower('X'))\")\n    \
             op.execute(\"UPDATE t_{i} SET b = 'y'\")\n    op.execute('DELETE FROM t_{i}')\n"
        )
    };
    (0..size).map(body).collect()
}

/// Returns the ticks of the processor that the children of this process have used (`proc(5)`: cutime and cstime).
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let fields = stat.rsplit(')').next().expect("a name in brackets").split_whitespace();
    fields.skip(13).take(2).map(|field| field.parse::<u64>().expect("a number")).sum()
}

fn cost(row: &Row, size: usize) -> u64 {
    let project = tempfile::tempdir().expect("a directory");
    let versions = project.path().join("versions");
    std::fs::create_dir(&versions).expect("can be made");
    for (i, body) in (row.history)(size).iter().enumerate() {
        let down = if i == 0 { "None".to_string() } else { format!("'r{}'", i - 1) };
        let head = format!("import os\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = 'r{i}'\n");
        let text = format!("{head}down_revision = {down}\n\n\ndef upgrade():\n{body}");
        std::fs::write(versions.join(format!("r{i}.py")), text).expect("can be written");
    }
    let before = ticks();
    std::fs::write(project.path().join("other.sql"), OTHER).expect("can be written");
    run(row, project.path());
    ticks() - before
}

fn run(row: &Row, project: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.args(["--color", "never", "--version-location", "versions"]).args(row.command);
    let output = command.current_dir(project).env_remove("DATABASE_URL").output().expect("starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {text}", row.name);
    assert!(!text.contains("evaluation stopped"), "{}: a bound is no measure: {text}", row.name);
}

#[test]
fn four_times_as_much_costs_no_sixteen_times() {
    let mut missed = Vec::new();
    for row in ROWS {
        let (small, large) = (cost(row, row.size), cost(row, 4 * row.size));
        let most = MOST * small.max(LEAST_TICKS) as f64;
        println!("{:<30} {:>6}: {small:>5} ticks, four times as much: {large:>5}", row.name, row.size);
        if large as f64 > most {
            missed.push(format!("{}: {small} and {large} ticks", row.name));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
