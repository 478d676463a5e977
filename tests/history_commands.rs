//! The history commands: what they tell of good projects, and of bad input (a clear error or finding, never a panic).

use std::path::Path;
use std::process::{Command, Output};

const GOOD: &str = "revision = 'a'\ndown_revision = None\n";

fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, bytes) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        std::fs::write(path, bytes).expect("written");
    }
    directory
}

fn limbeck(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_limbeck"))
        .args(arguments)
        .current_dir(directory)
        .env_remove("ALEMBIC_CONFIG")
        .env_remove("DATABASE_URL")
        .output()
        .expect("limbeck runs")
}

/// Runs `heads` as JSON beside one good revision and returns the exit status and the text.
fn heads_beside(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let good = "m/versions/0_good.py";
    let directory = project(&[(good, GOOD.as_bytes()), (&format!("m/versions/{name}"), bytes)]);
    let output = limbeck(directory.path(), &["--script-location", "m", "heads", "--format", "json"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_bad_version_file_is_a_finding_and_the_rest_goes_on() {
    let brackets = format!("{}x = {}{}\n", GOOD.replace('a', "b"), "[".repeat(200_000), "]".repeat(200_000));
    let terms = format!("revision = 'b'\ndown_revision = 'a'\nx = {}\n", vec!["1"; 20_000].join(" + "));
    for (name, bytes, code, line) in [
        ("1.py", b"revision = 'b'\ndown_revision = 'a'\ndef f(:\n".as_slice(), "syntax-error", 3),
        (
            "1.py",
            b"revision = 'b'\n<<<<<<< HEAD\ndown_revision = 'a'\n=======\ndown_revision = 'c'\n>>>>>>> x\n",
            "merge-conflict",
            2,
        ),
        ("1.py", b"# \xe4\nrevision = 'b'\ndown_revision = 'a'\n", "undecodable-file", 1),
        ("1.py", b"revision = 'b'\ndown_revision = 'a'\n\0", "nul-byte", 3),
        ("1.py", GOOD.as_bytes(), "duplicate-revision", 1),
        ("1.py", b"revision = 'b'\ndown_revision = 'gone'\n", "missing-down-revision", 2),
        ("1.py", b"revision = 'b'\ndown_revision = 'b'\n", "revision-self-loop", 2),
        ("1.py", b"revision = 'b'\ndown_revision = f()\n", "computed-down-revision", 2),
        ("notes.py", b"print('hello')\n", "not-a-revision", 1),
        ("1.py", brackets.as_bytes(), "syntax-error", 3),
    ] {
        let (status, text) = heads_beside(name, bytes);
        assert_eq!(status, Some(1), "{code}: {text}");
        assert!(text.contains(&format!("\"code\": \"{code}\"")), "{code}: {text}");
        assert!(text.contains(&format!("\"line\": {line},")), "{code} at {line}: {text}");
        assert!(text.contains("\"help\": \""), "{text}");
    }
    let (status, text) = heads_beside("1.py", terms.as_bytes());
    assert!(matches!(status, Some(0 | 1)) && text.contains("\"heads\": [\n    \"b\"\n  ]"), "{text}");
}

#[test]
fn configuration_that_alembic_cannot_read_is_not_passed_over() {
    for (ini, status, told) in [
        ("\u{feff}[alembic]\nscript_location = m\n", 2, "begins with a byte order mark"),
        ("[alembic]\nscript_location = m\nfile_template = %(rev)s\n", 1, "option `file_template`"),
        ("[alembic]\nscript_location = m\nfile_template = %%(rev)s\n", 0, ""),
    ] {
        let directory = project(&[("alembic.ini", ini.as_bytes()), ("m/versions/1.py", GOOD.as_bytes())]);
        let output = limbeck(directory.path(), &["heads"]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(status) && text.contains(told), "{ini}: {text}");
    }
}

#[test]
fn sql_says_which_settings_of_env_py_it_does_not_know() {
    let env = b"from alembic import context\ncontext.configure(version_table=name())\n";
    let files = [("m/versions/1.py", GOOD.as_bytes()), ("m/env.py", env)];
    let asked = ["--script-location", "m", "sql", "upgrade", "head"];
    let errors = |arguments: &[&str]| {
        let output = limbeck(project(&files).path(), arguments);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = errors(&asked);
    assert!(told.contains("computed-env-setting") && told.contains("env.py:2"), "{told}");
    assert!(!errors(&[&["--version-table", "v"][..], &asked].concat()).contains("computed-env-setting"));
}

#[test]
fn a_cycle_is_drawn_and_every_defect_is_told_in_one_run() {
    let directory = project(&[
        ("m/versions/a.py", b"revision = 'a'\ndown_revision = 'c'\n"),
        ("m/versions/b.py", b"revision = 'b'\ndown_revision = 'a'\n"),
        ("m/versions/c.py", b"revision = 'c'\ndown_revision = 'b'\n"),
        ("m/versions/d.py", b"revision = 'd'\ndown_revision = 'gone'\n"),
        ("m/versions/e.py", b"revision = 'e'\ndown_revision = None\ndepends_on = 'gone'\n"),
    ]);
    for command in ["heads", "history", "branches"] {
        let output = limbeck(directory.path(), &["--script-location", "m", command]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        for part in ["`a` -> `c` -> `b` -> `a`", "missing-down-revision", "missing-dependency"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}

#[test]
fn one_run_tells_everything_broken_with_place_and_help() {
    let long = "x".repeat(40);
    let file = |id: &str, down: &str| format!("revision = '{id}'\ndown_revision = {down}\n");
    let files = [
        ("01.py", file("aaaa1111", "None"), ""),
        ("02_first.py", file("bbbb2222", "'aaaa1111'"), "duplicate-revision"),
        ("03_second.py", file("bbbb2222", "'aaaa1111'"), ""),
        ("04_cccc3333_x.py", file("cccc3334", "'bbbb2222'"), ""),
        ("05.py", file("dddd4444", "'cccc3333'"), "missing-down-revision"),
        ("06.py", file("eeee5555", "'ffff6666'"), "revision-cycle"),
        ("07.py", file("ffff6666", "'eeee5555'"), ""),
        ("08.py", file("2f9d0c6be1a7", "None"), "second-base"),
        ("09.py", file("g-g", "'bbbb2222'"), "illegal-revision-id"),
        ("10.py", file(&long, "'bbbb2222'"), "long-revision-id"),
        ("11.py", file("a1b2c3d4e5f6", "'bbbb2222'"), "placeholder-revision-id"),
        ("12.py", file("9c1e7a30d5b2", "before()"), "computed-down-revision"),
        ("13_notes.py", "print('no revision')\n".to_owned(), "not-a-revision"),
        ("14.py", file("7b3e9a10c4d2", "'bbbb2222'") + "depends_on = 'gone'\n", "missing-dependency"),
        ("15.py", file("5d2f8c60b9e1", "'5d2f8c60b9e1'"), "revision-self-loop"),
        ("16.py", file("3a7c1e90d8f4", "'bbbb2222'") + "branch_labels = 'aaaa1111'\n", "duplicate-branch-label"),
    ];
    let named: Vec<(String, &[u8])> =
        files.iter().map(|(name, text, _)| (format!("m/versions/{name}"), text.as_bytes())).collect();
    let named: Vec<(&str, &[u8])> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let directory = project(&named);
    let output = limbeck(directory.path(), &["--script-location", "m", "heads", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = answer["findings"].as_array().expect("findings");
    for (name, _, code) in files.iter().filter(|(_, _, code)| !code.is_empty()) {
        let found =
            findings.iter().find(|finding| finding["code"] == *code).unwrap_or_else(|| panic!("{code}: {answer}"));
        assert_eq!(found["path"], format!("m/versions/{name}"), "{code}");
        assert!(found["line"].is_u64() && found["column"].is_u64() && found["help"] != "", "{found}");
    }
    let said = answer.to_string();
    for part in [
        "02_first.py` and by `m/versions/03_second.py",
        "04_cccc3333_x.py` looks like its file",
        "`eeee5555` -> `ffff6666`",
    ] {
        assert!(said.contains(part), "{part} in {answer}");
    }
}

#[test]
fn missing_configuration_is_explained() {
    let directory = project(&[
        ("gone.ini", b"[alembic]\nscript_location = gone\n"),
        ("broken.ini", b"script_location = x\n"),
        ("pyproject.toml", b"[tool.other]\n"),
    ]);
    for (arguments, code) in [
        (vec!["heads"], "no-config"),
        (vec!["-c", "nothing.ini", "heads"], "no-config"),
        (vec!["-c", "gone.ini", "heads"], "no-scripts"),
        (vec!["-c", "broken.ini", "heads"], "bad-config"),
        (vec!["--script-location", "gone", "heads"], "no-scripts"),
        (vec!["--version-location", "gone", "heads"], "no-scripts"),
        (vec!["frobnicate"], "usage"),
    ] {
        let mut with_format = arguments.clone();
        with_format.extend(["--format", "json"]);
        let output = limbeck(directory.path(), &with_format);
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
        assert!(text.contains(&format!("\"code\": \"{code}\"")), "{arguments:?}: {text}");
        assert!(text.contains("\"schema\": 1"), "{text}");
        let plain = limbeck(directory.path(), &arguments);
        assert!(plain.stdout.is_empty() && !plain.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_symbol_nobody_knows_gets_its_candidates() {
    let directory = project(&[
        ("m/versions/a.py", b"revision = 'abcd1234'\ndown_revision = None\n"),
        ("m/versions/b.py", b"revision = 'abcd9999'\ndown_revision = 'abcd1234'\n"),
    ]);
    let told = |symbol: &str| {
        let output = limbeck(directory.path(), &["--script-location", "m", "show", symbol]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(told("abcd1235").contains("did you mean `abcd1234`?"));
    assert!(told("abcd").contains("did you mean `abcd1234`, `abcd9999`?"));
    let sql = |arguments: &[&str]| {
        let output = limbeck(directory.path(), &[&["--script-location", "m", "sql"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(sql(&["upgrade", "+5"]).contains("`head` and `base` are the ends"));
    assert!(sql(&["downgrade", "base"]).contains("`--from REV`"));
    assert!(told("zzzz").contains("`limbeck history` lists every revision"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let directory = project(&[("m/versions/0.py", GOOD.as_bytes())]);
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("{} --script-location m history -v | true", env!("CARGO_BIN_EXE_limbeck")))
        .current_dir(directory.path())
        .output()
        .expect("sh runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn show_tells_what_a_revision_does() {
    let text = b"import sqlalchemy as sa\nfrom alembic import op\nrevision = 'b'\ndown_revision = 'a'\n\n\ndef upgrade():\n    \
                 op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True))\n    \
                 op.create_index('ix', 't', ['id'])\n    op.execute('UPDATE t SET id = 1')\n";
    let base = format!("{GOOD}\n\ndef upgrade():\n    pass\n");
    let directory = project(&[("m/versions/0.py", base.as_bytes()), ("m/versions/1.py", text)]);
    let output = limbeck(directory.path(), &["--script-location", "m", "--format", "json", "show", "b"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let revision = &answer["revisions"][0];
    let told = |key: &str, field: &str| -> Vec<String> {
        let list = revision[key].as_array().cloned().unwrap_or_default();
        list.iter().map(|entry| format!("{} {}", entry["line"], entry[field].as_str().unwrap_or(""))).collect()
    };
    assert_eq!(told("operations", "object"), ["8 table public.t", "9 index public.ix"], "{revision}");
    assert_eq!(told("operations", "op"), ["8 create_table", "9 create_index"]);
    assert_eq!(told("data_steps", "kind"), ["10 update"]);
    assert_eq!(revision["unknown"], serde_json::json!([]));
    assert_eq!(revision["path"], "m/versions/1.py");
}
