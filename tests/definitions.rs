//! Pairs of scripts that make objects which look alike (`testdata/definitions`): what the first makes on a real server is
//! what limbeck reads from it; what the second makes is not.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::catalog::connect::{DatabaseUrl, connect};
use limbeck::catalog::{Catalog, Wanted, inspect, read_text};
use limbeck::schema::{compare, unknown_objects};
use limbeck::source::Source;
use std::path::Path;
use std::process::ExitCode;
use support::postgres::{Database, database};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/definitions");
    let mut trials = Vec::new();
    for entry in std::fs::read_dir(folder).expect("is there").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("is text");
        let file = entry.path().file_stem().expect("has a name").to_string_lossy().to_string();
        for case in text.split("-- case: ").skip(1) {
            let (title, script) = case.split_once('\n').expect("a script");
            let mut scripts = script.split("-- is not:\n").map(str::to_string);
            let first = scripts.next().expect("a script");
            let others: Vec<String> = scripts.collect();
            trials.push(Trial::test(format!("{file}: {title}"), move || check(&first, &others)));
        }
    }
    assert!(!trials.is_empty(), "no case under testdata/definitions/");
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn check(first: &str, others: &[String]) -> Result<(), Failed> {
    let wanted = read(first)?;
    for (source, found) in made(first)? {
        let words = differences(&wanted, &found);
        if !words.is_empty() {
            return Err(format!("{source}: {}", words.join("\n")).into());
        }
    }
    for other in others {
        for (source, found) in made(other)? {
            if differences(&wanted, &found).is_empty() {
                return Err(format!("{source}: no difference to\n{other}").into());
            }
        }
    }
    Ok(())
}

/// The catalog that a script makes, as it is read live and from its dump.
fn made(script: &str) -> Result<[(&'static str, Catalog); 2], Failed> {
    let database = database();
    database.psql(script);
    Ok([("live", read_live(&database)), ("dump", read(&database.dump())?)])
}

fn differences(wanted: &Catalog, found: &Catalog) -> Vec<String> {
    let differences = compare(&wanted.schema, &found.schema, &|_| false).into_iter();
    let shown = differences
        .map(|own| format!("{} {:?} {:?}: {:?}, {:?}", own.object, own.kind, own.attribute, own.expected, own.actual));
    let unknown = unknown_objects(&wanted.schema, &found.schema).into_iter();
    shown.chain(unknown.map(|(object, unknown)| format!("{object}: {}", unknown.reason))).collect()
}

fn read(text: &str) -> Result<Catalog, Failed> {
    let source = Source::new("schema", text);
    let read = read_text(&source, &Wanted::default());
    read.map_err(|error| format!("{}: {}\n{text}", error.message, error.help).into())
}

fn read_live(database: &Database) -> Catalog {
    let url = DatabaseUrl::parse(&database.url).expect("a database URL");
    let mut session = connect(&url).expect("connects");
    inspect(&mut session, &Wanted::default()).expect("can be read")
}
