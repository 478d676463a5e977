//! Upgrades replayed as a server runs them: the cases of `testdata/upgrades`, each a history of revisions of SQL, one
//! statement a line, one transaction a revision (`testdata/README.md` has the marks).

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// A history, and what is true of its upgrade.
#[derive(Clone, Default)]
struct Case {
    revisions: Vec<Vec<String>>,
    /// The SQLSTATE with which the server refuses the last statement.
    refused: Option<String>,
    /// Nothing needs to be unknown, yet limbeck does not promise that the upgrade works.
    doubted: bool,
    unknown: BTreeSet<String>,
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/upgrades");
    let mut trials = Vec::new();
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let file = file.expect("readable").path();
        let of = file.file_stem().expect("a file").to_string_lossy().into_owned();
        for (name, case) in read(&std::fs::read_to_string(&file).expect("readable")) {
            let same = case.clone();
            trials.push(Trial::test(format!("{of}::{name}::as_written"), move || check_answers(&case)));
            trials.push(Trial::test(format!("{of}::{name}::on_a_server"), move || check_on_server(&same)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn read(text: &str) -> Vec<(String, Case)> {
    let mut cases: Vec<(String, Case)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("-- @") {
            cases.push((name.into(), Case { revisions: vec![Vec::new()], ..Case::default() }));
            continue;
        }
        let Some((_, case)) = cases.last_mut() else { continue };
        if line == "---" {
            case.revisions.push(Vec::new());
        } else if let Some(state) = line.strip_prefix("--! ") {
            case.refused = Some(state.into());
        } else if let Some(state) = line.strip_prefix("--~ ") {
            (case.refused, case.doubted) = (Some(state.into()), true);
        } else if let Some(object) = line.strip_prefix("--?") {
            case.doubted = true;
            case.unknown.extend(Some(object.trim().to_string()).filter(|own| !own.is_empty()));
        } else if !line.starts_with("--") {
            case.revisions.last_mut().expect("a revision").push(line.into());
        }
    }
    assert!(cases.iter().all(|(_, case)| case.revisions.iter().all(|own| !own.is_empty())), "a revision is empty");
    cases
}

impl Case {
    /// Writes the files of the history.
    fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder.join("versions")).expect("created");
        let env = "from alembic import context\ncontext.configure(transaction_per_migration=True)\n";
        std::fs::write(folder.join("env.py"), env).expect("written");
        let mut down = "None".to_string();
        for (at, statements) in self.revisions.iter().enumerate() {
            let mut text =
                format!("from alembic import op\n\nrevision = 'r{at}'\ndown_revision = {down}\n\n\ndef upgrade():\n");
            for statement in statements {
                // `op.execute` reads `:a` as a parameter.
                let escaped = statement.replace(':', "\\:").replace("\\:\\:", "::");
                writeln!(text, "    op.execute(r\"\"\"{escaped}\"\"\")").expect("fits");
            }
            std::fs::write(folder.join(format!("versions/r{at}.py")), text).expect("written");
            down = format!("'r{at}'");
        }
        let new = "CREATE TABLE public.alembic_version (version_num varchar(32));\nCOPY public.alembic_version (version_num) FROM stdin;\n\\.\n";
        std::fs::write(folder.join("new.sql"), new).expect("written");
    }
}

fn limbeck(folder: &Path, database: &str, words: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_limbeck"))
        .current_dir(folder)
        // The server that tells the truth runs the statements alone: no path hides a version table from it.
        .args([
            "--script-location",
            ".",
            "--version-table-schema",
            "public",
            "--format",
            "json",
            "--snapshot",
            database,
        ])
        .args(words)
        .output()
        .expect("limbeck runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn texts<'v>(value: &'v Value, list: &str, key: &str) -> BTreeSet<&'v str> {
    value[list].as_array().into_iter().flatten().filter_map(|own| own[key].as_str()).collect()
}

/// limbeck says what is written down.
fn check_answers(case: &Case) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    case.write(folder.path());
    let answer = limbeck(folder.path(), "new.sql", &["preflight"]);
    let expected = match (&case.refused, case.doubted) {
        (_, true) => "unknown",
        (Some(state), false) => state,
        (None, false) => "succeeds",
    };
    let found = answer["failure"]["sqlstate"].as_str().or(answer["outcome"].as_str()).unwrap_or_default();
    if found != expected {
        return Err(format!("expected {expected}, found {answer:#}").into());
    }
    if case.refused.is_some() {
        return Ok(());
    }
    let answer = limbeck(folder.path(), "new.sql", &["diff", "--at", "heads"]);
    let found = texts(&answer, "unknown", "object");
    if found != case.unknown.iter().map(String::as_str).collect() {
        return Err(format!("unknown should be {:?}, is {found:?}", case.unknown).into());
    }
    Ok(())
}

/// Whether what is unknown about one object says that another may be different.
fn covers(unknown: &str, object: &str) -> bool {
    let inside = |table: &str| object.split_once(' ').is_some_and(|(_, name)| name.starts_with(&format!("{table}.")));
    unknown == "schema *" || unknown == object || unknown.strip_prefix("table ").is_some_and(inside)
}

/// The server does what is written down, and what limbeck takes for known is as it left it.
fn check_on_server(case: &Case) -> Result<(), Failed> {
    let database = support::postgres::database();
    let mut client = postgres::Client::connect(&database.url, postgres::NoTls)?;
    client.batch_execute("CREATE TABLE public.alembic_version (version_num varchar(32) NOT NULL)")?;
    let mut refused = None;
    'upgrade: for statements in &case.revisions {
        client.batch_execute("BEGIN")?;
        for statement in statements {
            if let Err(error) = client.batch_execute(statement) {
                let error = error.as_db_error().ok_or("no answer of the server")?.clone();
                refused = Some(error.code().code().to_string());
                break 'upgrade;
            }
        }
        client.batch_execute("COMMIT")?;
    }
    if refused != case.refused {
        return Err(format!("written {:?}, server {refused:?}", case.refused).into());
    }
    if refused.is_some() {
        return Ok(());
    }
    drop(client);
    let folder = tempfile::tempdir()?;
    case.write(folder.path());
    std::fs::write(folder.path().join("left.sql"), database.dump())?;
    let answer = limbeck(folder.path(), "left.sql", &["diff", "--at", "heads"]);
    let unknown = texts(&answer, "unknown", "object");
    let mut differences = texts(&answer, "differences", "object");
    differences.retain(|object| !unknown.iter().any(|own| covers(own, object)));
    if differences.is_empty() { Ok(()) } else { Err(format!("{:#}", answer["differences"]).into()) }
}
