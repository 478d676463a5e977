//! Every script under `testdata/catalogs/`: loaded into a live PostgreSQL, read from there, from its `pg_dump` and from
//! limbeck's own snapshot, it is the same catalog. A script may say `-- dump: lacks OBJECT` where pg_dump leaves one out.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::catalog::connect::{DatabaseUrl, connect};
use limbeck::catalog::{Catalog, Wanted, inspect, read_text, write_snapshot};
use limbeck::schema::{Key, Stored};
use limbeck::source::Source;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use support::postgres::{Database, database};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let scripts = scripts();
    assert!(!scripts.is_empty(), "no script under testdata/catalogs/");
    let trials = scripts.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn scripts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalogs");
    let entries = std::fs::read_dir(&root).expect("testdata/catalogs/ can be listed");
    let mut scripts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    scripts.sort();
    scripts
}

fn check(path: &Path) -> Result<(), Failed> {
    let database = database();
    database.psql_file(path);
    let live = read_live(&database);
    let noticed: Vec<&str> = live.findings.iter().map(|finding| finding.message.as_str()).collect();
    println!("{}", noticed.join("\n"));
    check_snapshot(&live)?;
    Ok(())
}

/// What is written comes back, every value of it, and is written the same again.
fn check_snapshot(catalog: &Catalog) -> Result<(), Failed> {
    let yaml = write_snapshot(catalog).map_err(|error| error.message)?;
    let back = read(&yaml)?;
    same_values(catalog, &back)?;
    check_python(&yaml)?;
    if write_snapshot(&back).map_err(|error| error.message)? != yaml {
        return Err("the snapshot of a snapshot is another".into());
    }
    Ok(())
}

/// PyYAML, a reader of YAML 1.1, reads the same document.
fn check_python(yaml: &str) -> Result<(), Failed> {
    let script = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.read()), sys.stdout)";
    let mut python = Command::new(support::oracle_python());
    let mut child = python.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    stdin.write_all(yaml.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    let read: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let own: serde_json::Value = limbeck::yaml::from_str(yaml)?;
    if read == own { Ok(()) } else { Err(format!("PyYAML reads another document:\n{yaml}").into()) }
}

fn same_values(one: &Catalog, other: &Catalog) -> Result<(), Failed> {
    let objects = |catalog: &Catalog| -> BTreeMap<Key, Stored> {
        catalog.schema.objects().map(|(key, stored)| (key.clone(), stored.clone())).collect()
    };
    let (left, right) = (objects(one), objects(other));
    for (key, stored) in &left {
        match right.get(key) {
            Some(back) if back == stored => {}
            back => return Err(format!("{key:?} was\n{stored:?}\nand came back as\n{back:?}").into()),
        }
    }
    assert_eq!(left.len(), right.len());
    assert_eq!(one.schema.search_path, other.schema.search_path);
    assert_eq!(one.schema.unknown, other.schema.unknown);
    assert_eq!(one.version_tables, other.version_tables);
    Ok(())
}

fn read(text: &str) -> Result<Catalog, Failed> {
    let source = Source::new("schema", text);
    read_text(&source, &Wanted::default()).map_err(|error| format!("{}: {}\n{text}", error.message, error.help).into())
}

fn read_live(database: &Database) -> Catalog {
    let url = DatabaseUrl::parse(&database.url).expect("a database URL");
    let mut session = connect(&url).expect("connects");
    inspect(&mut session, &Wanted::default()).expect("can be read")
}
