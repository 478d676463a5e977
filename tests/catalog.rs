//! Every script under `testdata/catalogs/`: loaded into a live PostgreSQL, read from there, from its `pg_dump` and from
//! limbeck's own snapshot, it is the same catalog. A script may say `-- dump: lacks OBJECT` where pg_dump leaves one out.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::catalog::connect::{DatabaseUrl, connect};
use limbeck::catalog::{Catalog, Wanted, inspect, read_text, write_snapshot};
use limbeck::schema::{DifferenceKind, Key, Stored, compare};
use limbeck::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use support::postgres::{Database, database};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let scripts = scripts();
    assert!(!scripts.is_empty(), "no script under testdata/catalogs/");
    let trials = scripts.into_iter().map(|path| {
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&path).display().to_string();
        Trial::test(shown, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// The scripts of `testdata/catalogs/`, the dumps of the incidents, and, by hand, those below `$LIMBECK_DUMPS`.
fn scripts() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut scripts = list(&data.join("catalogs"));
    scripts.extend(list(&data.join("incidents")).iter().map(|folder| folder.join("schema.sql")));
    for directory in std::env::var_os("LIMBECK_DUMPS").map(PathBuf::from).iter().flat_map(|root| list(root)) {
        scripts.extend(list(&directory).into_iter().filter(|path| path.extension().is_some_and(|own| own == "sql")));
    }
    scripts
}

fn list(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn check(path: &Path) -> Result<(), Failed> {
    let database = database();
    database.psql_file(path);
    let live = read_live(&database);
    no_findings(&live)?;
    check_snapshot(&live)?;
    if path.starts_with(env!("CARGO_MANIFEST_DIR")) {
        check_python(&live)?;
    }
    let dump = database.dump();
    let dumped = read(&dump)?;
    no_findings(&dumped)?;
    check_snapshot(&dumped)?;
    let script = std::fs::read_to_string(path)?;
    let lacking: Vec<&str> = script.lines().filter_map(|line| line.strip_prefix("-- dump: lacks ")).collect();
    same_facts(&live, &dumped, &lacking).map_err(|differences| format!("{differences}\n{dump}").into())
}

fn no_findings(catalog: &Catalog) -> Result<(), Failed> {
    let messages: Vec<&str> = catalog.findings.iter().map(|finding| finding.message.as_str()).collect();
    if messages.is_empty() { Ok(()) } else { Err(messages.join("\n").into()) }
}

/// The live database and its dump are the same, attribute by attribute, but for the objects that pg_dump leaves out.
fn same_facts(live: &Catalog, dumped: &Catalog, lacking: &[&str]) -> Result<(), String> {
    let mut differences: Vec<String> = compare(&live.schema, &dumped.schema, &|_| false)
        .iter()
        .filter(|own| !(own.kind == DifferenceKind::Missing && lacking.contains(&own.object.to_string().as_str())))
        .map(|own| {
            format!(
                "{} {:?} {:?}\n  live {:?}\n  dump {:?}",
                own.object, own.kind, own.attribute, own.expected, own.actual
            )
        })
        .collect();
    let facts = |catalog: &Catalog| -> BTreeSet<String> {
        let facts = catalog.schema.facts().into_iter();
        let facts = facts.filter(|fact| !lacking.contains(&fact.object.to_string().as_str()));
        facts.map(|fact| format!("{} {} = {}", fact.object, fact.attribute, fact.value)).collect()
    };
    let (left, right) = (facts(live), facts(dumped));
    differences.extend(left.difference(&right).map(|fact| format!("live only: {fact}")));
    differences.extend(right.difference(&left).map(|fact| format!("dump only: {fact}")));
    let tables = |catalog: &Catalog| -> Vec<_> {
        catalog.version_tables.iter().map(|table| (table.name.clone(), table.width)).collect()
    };
    if tables(live) != tables(dumped) {
        differences.push(format!("version tables: {:?}, {:?}", live.version_tables, dumped.version_tables));
    }
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// What is written comes back, every value of it, and is written the same again.
fn check_snapshot(catalog: &Catalog) -> Result<(), Failed> {
    let yaml = write_snapshot(catalog).map_err(|error| error.message)?;
    let back = read(&yaml)?;
    same_values(catalog, &back)?;
    if write_snapshot(&back).map_err(|error| error.message)? != yaml {
        return Err("the snapshot of a snapshot is another".into());
    }
    Ok(())
}

/// PyYAML, a reader of YAML 1.1, reads the same document.
fn check_python(catalog: &Catalog) -> Result<(), Failed> {
    let yaml = &write_snapshot(catalog).map_err(|error| error.message)?;
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
