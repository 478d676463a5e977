//! Scripts of DDL: what limbeck makes of the script must be what it makes of the dump of the database that PostgreSQL made
//! of it, and the dump's statements must come back from their own rendering.

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
        let (dumped, operations) = read(&dump);
        let found = differences(&typed, &dumped);
        assert!(found.is_empty(), "{}: {} differences\n{}", path.display(), found.len(), found.join("\n"));
        // PostgreSQL rewrites the queries of views.
        let is_view = |own: &limbeck::schema::ObjectId| own.kind() == "view";
        let doubts = unknown_objects(&typed, &dumped).into_iter().chain(unknown_objects(&dumped, &typed));
        let unknown: Vec<String> =
            doubts.filter(|(own, _)| !is_view(own)).map(|(own, why)| format!("{own}: {}", why.reason)).collect();
        assert!(unknown.is_empty(), "{}: {} unknown\n{}", path.display(), unknown.len(), unknown.join("\n"));
        rendered(&operations, &dumped);
    }
}

/// Every database of the test data, rendered statement by statement, is made again by a real server.
#[test]
fn a_rendered_schema_is_carried_out_and_is_the_same_schema() {
    let mut wrong = Vec::new();
    for path in databases() {
        let own = database();
        own.psql_file(&path);
        let (dumped, operations) = read(&own.dump());
        let script = carried_out(&operations);
        let again = database();
        let found = match again.try_psql(&script) {
            Ok(_) => differences(&dumped, &read(&again.dump()).0),
            Err(error) => vec![error],
        };
        let found: Vec<String> = found.into_iter().filter(|text| !text.starts_with("view ")).collect();
        if !found.is_empty() {
            wrong.push(format!("{}: {}", path.display(), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Returns what makes the schema that the operations make.
fn carried_out(operations: &[Operation]) -> String {
    let mut script = String::from("SET check_function_bodies = false;\nSET search_path = '';\n");
    operations.iter().for_each(|own| script.push_str(&format!("{};\n", render::operation(own))));
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

/// Reads the rendering of a dump's operations again.
fn rendered(operations: &[Operation], expected: &Schema) {
    // The query of a view is kept only where limbeck knows what PostgreSQL makes of it: views, and what stands on them,
    // are not rendered.
    let views: Vec<String> = operations
        .iter()
        .filter_map(|own| match own {
            Operation::CreateView(view) => Some(view.name.name.to_string()),
            _ => None,
        })
        .collect();
    let on_view = |text: &str| views.iter().any(|view| text.contains(view.as_str()));
    let statements = operations.iter().map(|own| format!("{};\n", render::operation(own)));
    let script: String = statements.filter(|text| !on_view(text)).collect();
    let differences = |expected: &Schema, found: &Schema| -> Vec<String> {
        differences(expected, found).into_iter().filter(|text| !text.contains("view ") && !on_view(text)).collect()
    };
    let (again, _) = read(&script);
    let found = differences(expected, &again);
    assert!(found.is_empty(), "rendered: {} differences\n{}", found.len(), found.join("\n"));
}
