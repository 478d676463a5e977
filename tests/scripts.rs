//! Scripts of DDL: what limbeck makes of the script must be what it makes of the dump of the database that PostgreSQL made
//! of it, and what is rendered of a dump must make the same database again.

mod support;

use limbeck::operation::Operation;
use limbeck::schema::{Schema, compare, unknown_objects};
use limbeck::sql::{Parameters, Script, Statement, Surroundings, render};
use std::path::PathBuf;
use support::postgres::database;

/// Reads a script into a schema; every statement must be understood and accepted.
fn read(text: &str) -> (Schema, Vec<Operation>) {
    let script = Script::new(text, Parameters::None);
    let (mut schema, mut all) = (Schema::default(), Vec::new());
    for at in 0..script.len() {
        let parsed = script.read(at, &Surroundings::of(&schema)).expect("a statement");
        let sql = &text[parsed.span.range()];
        match parsed.statement {
            Statement::Operations(operations) => {
                for operation in operations {
                    if let Err(refusal) = schema.apply(&operation) {
                        panic!("{} {}: {sql}", refusal.state, refusal.message);
                    }
                    all.push(operation);
                }
            }
            Statement::Unparsed { unknown, .. } => panic!("{}: {sql}", unknown.reason),
            _ => {}
        }
    }
    schema.search_path = Schema::default().search_path;
    (schema, all)
}

fn differences(expected: &Schema, actual: &Schema) -> Vec<String> {
    let found = compare(expected, actual, &|_| false);
    let text = |value: &Option<limbeck::schema::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    found
        .iter()
        .map(|own| {
            format!(
                "{} {:?} {:?}\n    {}\n    {}",
                own.object,
                own.kind,
                own.attribute,
                text(&own.expected),
                text(&own.actual)
            )
        })
        .collect()
}

fn scripts() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/sql/scripts");
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("is there").flatten().map(|entry| entry.path()).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

#[test]
fn a_script_and_the_dump_of_what_it_makes_are_one_schema() {
    for path in scripts() {
        let text = std::fs::read_to_string(&path).expect("is there");
        let own = database();
        own.psql(&text);
        let dump = own.dump();
        let (typed, _) = read(&text);
        let (dumped, _) = read(&dump);
        let found = differences(&typed, &dumped);
        assert!(found.is_empty(), "{}: {} differences\n{}", path.display(), found.len(), found.join("\n"));
        let doubts = unknown_objects(&typed, &dumped).into_iter().chain(unknown_objects(&dumped, &typed));
        let unknown: Vec<String> = doubts.map(|(own, why)| format!("{own}: {}", why.reason)).collect();
        assert!(unknown.is_empty(), "{}: {} unknown\n{}", path.display(), unknown.len(), unknown.join("\n"));
    }
}

/// Every database of the test data, rendered statement by statement, is made again by a real server.
#[test]
fn a_rendered_schema_is_carried_out_and_is_the_same_schema() {
    let mut wrong = Vec::new();
    for path in databases() {
        let own = database();
        own.psql_file(&path);
        let dump = own.dump();
        let (dumped, operations) = read(&dump);
        let script = carried_out(&dump, &operations);
        let again = database();
        let found = match again.try_psql(&script) {
            Ok(_) => differences(&dumped, &read(&again.dump()).0),
            Err(error) => vec![error],
        };
        let found: Vec<String> = found.into_iter().filter(|text| !text.starts_with("rule ")).collect();
        if !found.is_empty() {
            wrong.push(format!("{}: {}", path.display(), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Returns what makes the schema that the operations make, in a session like a repair's. Foreign servers, and what rules
/// do, are no part of a schema.
fn carried_out(dump: &str, operations: &[Operation]) -> String {
    let mut script = String::from("SET check_function_bodies = false;\n");
    let servers = |line: &&str| line.starts_with("CREATE FOREIGN DATA WRAPPER ") || line.starts_with("CREATE SERVER ");
    dump.lines().filter(servers).for_each(|line| script.push_str(&format!("{line}\n")));
    let is_left_out = |own: &&Operation| {
        matches!(own, Operation::SetSearchPath { .. })
            || matches!(own, Operation::CreateOther { kind, .. } if kind == "rule")
    };
    let rendered = operations.iter().filter(|own| !is_left_out(own)).map(render::operation);
    rendered.for_each(|own| script.push_str(&format!("{own};\n")));
    script
}

/// Returns the scripts of test data that make a database.
fn databases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let within = |folder: &str| -> Vec<PathBuf> {
        std::fs::read_dir(root.join(folder)).expect("is there").flatten().map(|entry| entry.path()).collect()
    };
    let incidents = within("incidents").into_iter().map(|story| story.join("schema.sql"));
    let mut found: Vec<PathBuf> =
        within("catalogs").into_iter().chain(within("sql/scripts")).chain(incidents).collect();
    found.retain(|path| path.is_file());
    found.sort();
    assert!(found.len() > 40);
    found
}
