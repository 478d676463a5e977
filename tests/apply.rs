//! `Schema::apply` answers as PostgreSQL does: the scripts of `testdata/apply`, statement by statement. Each statement
//! stands on a line of its own; PostgreSQL's refusal, where there is one, below it (`--! SQLSTATE message`).

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use limbeck::schema::{Change, Refusal, Schema, compare};
use limbeck::source::Source;
use limbeck::sql::{Script, Statement, Surroundings};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A statement of a script with the answer that is written below it.
struct Line {
    sql: String,
    refusal: Option<(String, String)>,
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/apply");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    // More of them, kept elsewhere.
    for more in std::env::var_os("LIMBECK_APPLY").map(PathBuf::from).iter().flat_map(std::fs::read_dir) {
        files.extend(more.flatten().map(|entry| entry.path()));
    }
    let trials = files.into_iter().flat_map(|file| {
        let name = file.file_stem().expect("a file").to_string_lossy().into_owned();
        let (text, same) = (read(&file), file.clone());
        [
            Trial::test(format!("{name}::as_written"), move || check_answers(&text)),
            Trial::test(format!("{name}::on_a_server"), move || check_on_server(&read(&same))),
        ]
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn read(file: &Path) -> Vec<Line> {
    let text = std::fs::read_to_string(file).expect("readable");
    let mut lines: Vec<Line> = Vec::new();
    for line in text.lines() {
        if let Some(answer) = line.strip_prefix("--! ") {
            let (state, message) = answer.split_once(' ').expect("state and message");
            lines.last_mut().expect("a statement above").refusal = Some((state.to_string(), message.to_string()));
        } else if !line.starts_with("--") && !line.is_empty() {
            lines.push(Line { sql: line.to_string(), refusal: None });
        }
    }
    assert!(!lines.is_empty(), "{} has no statement", file.display());
    lines
}

/// Every statement gets the answer that is written below it.
fn check_answers(lines: &[Line]) -> Result<(), Failed> {
    let mut schema = Schema::default();
    let mut report = String::new();
    for line in lines {
        let expected = line.refusal.as_ref().map(|(state, message)| format!("{state} {message}"));
        let found = run(&mut schema, &line.sql).err();
        if found != expected {
            let show = |answer: &Option<String>| answer.clone().unwrap_or_else(|| "ok".to_string());
            writeln!(report, "{}\n  expected {}\n  found    {}", line.sql, show(&expected), show(&found))
                .expect("fits");
        }
    }
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

/// PostgreSQL gives the answers that are written down, and its dump at the end is the schema that `apply` made.
fn check_on_server(lines: &[Line]) -> Result<(), Failed> {
    let database = support::postgres::database();
    let mut client = postgres::Client::connect(&database.url, postgres::NoTls)?;
    let mut schema = Schema::default();
    let mut report = String::new();
    for line in lines {
        let expected = line.refusal.as_ref().map(|(state, message)| format!("{state} {message}"));
        let found = match client.batch_execute(&line.sql) {
            Ok(()) => None,
            Err(error) => {
                let error = error.as_db_error().expect("an answer of the server");
                Some(format!("{} {}", error.code().code(), error.message()))
            }
        };
        if found != expected {
            writeln!(report, "{}\n  written {expected:?}\n  server  {found:?}", line.sql).expect("fits");
        }
        drop(run(&mut schema, &line.sql));
    }
    let mut dumped = Schema::default();
    let dump = database.dump();
    let script = Script::new(&dump, limbeck::sql::Parameters::None);
    for at in 0..script.len() {
        let text = script.span(at).map(|span| Source::new("dump", dump.clone()).slice(span).to_string());
        if let Err(answer) = step(&mut dumped, &script, at) {
            writeln!(report, "dump: {answer}: {}", text.unwrap_or_default()).expect("fits");
        }
    }
    dumped.search_path.clone_from(&schema.search_path);
    for own in compare(&schema, &dumped, &|_| false) {
        let what = own.attribute.map(|own| own.to_string()).unwrap_or_default();
        let values = [own.expected, own.actual].map(|own| own.map(|own| own.to_string()).unwrap_or_default());
        writeln!(report, "{} {} {what}: apply {:?}, server {:?}", own.object, own.kind.as_str(), values[0], values[1])
            .expect("fits");
    }
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

fn run(schema: &mut Schema, sql: &str) -> Result<(), String> {
    let script = Script::new(sql, limbeck::sql::Parameters::None);
    (0..script.len()).try_for_each(|at| step(schema, &script, at))
}

/// Carries out one statement: all of its operations or none.
fn step(schema: &mut Schema, script: &Script, at: usize) -> Result<(), String> {
    let parsed = script.read(at, &Surroundings::of(schema)).expect("in range");
    match parsed.statement {
        Statement::Operations(operations) => {
            let mut changes: Vec<Change> = Vec::new();
            for operation in &operations {
                match schema.apply(operation) {
                    Ok(done) => changes.extend(done),
                    Err(Refusal { state, message, .. }) => {
                        schema.undo(&changes);
                        return Err(format!("{state} {message}"));
                    }
                }
            }
            let unknown = changes.iter().find_map(|change| match change {
                Change::Unknown { unknown, .. } => Some(unknown.reason.to_string()),
                _ => None,
            });
            unknown.map_or(Ok(()), |reason| Err(format!("unknown: {reason}")))
        }
        Statement::Unparsed { unknown, .. } => Err(format!("not parsed: {}", unknown.reason)),
        _ => Ok(()),
    }
}
