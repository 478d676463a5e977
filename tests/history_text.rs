//! The text of the history commands, byte for byte beside real Alembic, on a history with everything in it and a live
//! version table. Where Alembic prints a Python set in hash order, its words and lines are sorted on both sides.

mod support;

use std::path::Path;
use std::process::Command;
use support::oracle_python;
use support::postgres::{Database, database};

const VERSIONS: &[(&str, &str)] = &[
    (
        "1_a.py",
        "\"\"\"first\nline two\n\nRevision ID: aaaa1111\n\nCreate Date: 2020-01-01\n\n   indented\n\"\"\"\nrevision = 'aaaa1111'\ndown_revision = None\n",
    ),
    ("2_b.py", "'''second'''\nrevision = 'bbbb2222'\ndown_revision = 'aaaa1111'\n"),
    ("3_c.py", "'''left side'''\nrevision = 'cccc3333'\ndown_revision = 'bbbb2222'\nbranch_labels = 'left'\n"),
    ("4_d.py", "revision = 'dddd4444'\ndown_revision = ('bbbb2222',)\nbranch_labels = ['right']\n"),
    ("5_e.py", "'''merge'''\nrevision = 'eeee5555'\ndown_revision = ('cccc3333', 'dddd4444')\n"),
    (
        "6_f.py",
        "'''other root'''\nrevision = 'ffff6666'\ndown_revision = None\nbranch_labels = ('other',)\ndepends_on = 'bbbb2222'\n",
    ),
    ("7_g.py", "'''on other'''\nrevision = 'gggg7777'\ndown_revision = 'ffff6666'\ndepends_on = 'left'\n"),
    ("8_h.py", "'''on\x0bmerge'''\nrevision = 'hhhh8888'\ndown_revision = 'eeee5555'\n"),
];

const ENV: &str = "
from alembic import context
from sqlalchemy import engine_from_config

engine = engine_from_config(context.config.get_section('alembic'))
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
";

fn project(database: &Database) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        std::fs::write(path, text).expect("written");
    };
    let url = database.url.replacen("postgresql://", "postgresql+psycopg2://", 1).replace('%', "%%");
    write("alembic.ini", &format!("[alembic]\nscript_location = m\nsqlalchemy.url = {url}\n"));
    write("m/env.py", ENV);
    for (name, text) in VERSIONS {
        write(&format!("m/versions/{name}"), &format!("{text}\ndef upgrade():\n    pass\n"));
    }
    directory
}

/// Runs both and returns their standard outputs, whether they succeeded, and their standard errors.
fn both(directory: &Path, arguments: &[&str]) -> [(String, bool, String); 2] {
    let mut alembic = Command::new(oracle_python());
    alembic.args(["-W", "ignore", "-m", "alembic.config"]).env("PYTHONDONTWRITEBYTECODE", "1");
    [alembic, Command::new(env!("CARGO_BIN_EXE_limbeck"))].map(|mut command| {
        command.args(arguments).current_dir(directory).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
        let output = command.output().expect("runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        (String::from_utf8(output.stdout).expect("UTF-8"), output.status.success(), errors)
    })
}

/// Sorts what Alembic prints in hash order: the words of a list, the lines below a branch point.
fn ordered(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((head @ ("Branches into" | "Branch names"), list)) => {
                let mut words: Vec<&str> = list.split(", ").collect();
                words.sort_unstable();
                format!("{head}: {}", words.join(", "))
            }
            _ => line.replace("(right, left)", "(left, right)"),
        })
        .collect();
    let mut start = 0;
    while start < lines.len() {
        let run = lines[start..].iter().take_while(|line| line.starts_with("  ") && line.contains(" -> ")).count();
        lines[start..start + run].sort();
        start += run.max(1);
    }
    lines
}

const FILES_ALONE: &[&[&str]] = &[
    &["heads"],
    &["heads", "-v"],
    &["heads", "--resolve-dependencies"],
    &["branches"],
    &["branches", "-v"],
    &["history"],
    &["history", "-v"],
    &["history", "-r", "bbbb:eeee"],
    &["history", "-r", ":cccc"],
    &["history", "-r", "aaaa:"],
    &["history", "--rev-range=-2:eeee"],
    &["history", "-r", "aaaa:+2"],
    &["show", "aaaa"],
    &["show", "left@head"],
    &["show", "other@heads"],
    &["show", "heads"],
];

const WITH_DATABASE: &[&[&str]] = &[
    &["history", "-v", "-i"],
    &["history", "-r", "current:"],
    &["history", "-r", "base:current"],
    &["show", "current"],
    &["current"],
    &["current", "-v"],
    &["current", "-c"],
];

#[test]
fn prints_what_alembic_prints() {
    let database = database();
    let project = project(&database);
    for arguments in FILES_ALONE {
        compare(project.path(), arguments, &[]);
    }
    let stamps: &[&[&str]] = &[&[], &["cccc3333", "ffff6666"], &["hhhh8888", "gggg7777"]];
    for rows in stamps {
        let values =
            rows.iter().map(|row| format!("INSERT INTO alembic_version VALUES ('{row}');")).collect::<String>();
        let table = "CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY)";
        database.psql(&format!("{table}; DELETE FROM alembic_version; {values}"));
        for arguments in WITH_DATABASE {
            compare(project.path(), arguments, rows);
        }
    }
}

fn compare(directory: &Path, arguments: &[&str], rows: &[&str]) {
    let [alembic, limbeck] = both(directory, arguments);
    assert_eq!(alembic.1, limbeck.1, "{rows:?} {arguments:?}\n{alembic:?}\n{limbeck:?}");
    if alembic.1 {
        let [mut expected, mut found] = [&alembic, &limbeck].map(|output| ordered(&output.0));
        if arguments.contains(&"current") {
            expected.sort();
            found.sort();
        }
        assert_eq!(expected, found, "{rows:?} {arguments:?}");
        assert_eq!(alembic.0.len(), limbeck.0.len(), "{rows:?} {arguments:?}");
    }
}
