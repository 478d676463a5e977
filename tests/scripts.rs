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
