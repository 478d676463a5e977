//! The canonical form of expressions, against what a real PostgreSQL prints for what was typed.

mod support;

use limbeck::name::{Name, QualifiedName};
use limbeck::operation::TypeRef;
use limbeck::schema::{DataType, Expression};
use limbeck::sql::{self, Context};
use std::fmt::Write as _;
use support::postgres::database;

const COLUMNS: &str = "n integer, b bigint, s smallint, price numeric(10,2), f double precision, r real, t text, \
    v varchar(50), c char(3), ok boolean, j jsonb, js json, ts timestamp, tz timestamptz, d date, u uuid, m mood, a text[], \
    na integer[], iv interval, by bytea, deleted_at timestamp, \"N\" integer";

/// Setting up what the expressions name.
const SETUP: &str = "CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE SEQUENCE seq; CREATE SEQUENCE \"Seq\"; \
    CREATE EXTENSION \"uuid-ossp\"; SET TimeZone = 'UTC';";

struct Case {
    kind: String,
    own: Option<DataType>,
    texts: Vec<String>,
}

#[test]
fn what_people_type_and_what_the_catalog_prints_are_equal() {
    let cases = cases("equal.txt");
    assert!(cases.len() >= 100);
    let mut script = String::from(SETUP);
    for (at, case) in cases.iter().enumerate() {
        let text = &case.texts[0];
        let table = format!("CREATE TABLE t{at} ({COLUMNS});");
        let print_constraint = format!(
            "SELECT '@@' || pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = 't{at}'::regclass"
        );
        let statement = match case.kind.as_str() {
            "check" => format!("{table} ALTER TABLE t{at} ADD CHECK ({text}); {print_constraint};"),
            "index" => format!("{table} {}", index(at, &format!("(({text}))"))),
            "predicate" => format!("{table} {}", index(at, &format!("(n) WHERE {text}"))),
            kind => {
                let own = kind.strip_prefix("default ").expect("a default has a type");
                format!(
                    "CREATE TABLE t{at} (x {own} DEFAULT ({text})); \
                     SELECT '@@' || coalesce((SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 't{at}'::regclass), 'NULL');"
                )
            }
        };
        writeln!(script, "{statement}").expect("a string");
    }
    let printed = database().psql(&script);
    let printed: Vec<&str> = printed.split("@@").skip(1).map(str::trim_end).collect();
    assert_eq!(printed.len(), cases.len(), "one line for each case");
    let mut wrong = Vec::new();
    for (case, printed) in cases.iter().zip(printed) {
        let (typed, catalog) = (canonical(case, &case.texts[0]), canonical(case, printed));
        if typed != catalog || typed.as_unknown().is_some() {
            wrong.push(format!("{} | {}\n  printed {printed}\n  {typed}\n  {catalog}", case.kind, case.texts[0]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_means_something_else_is_unequal() {
    let cases = cases("unequal.txt");
    assert!(cases.len() >= 40);
    for case in &cases {
        let (left, right) = (canonical(case, &case.texts[0]), canonical(case, &case.texts[1]));
        assert_ne!(left, right, "{} | {} | {}", case.kind, case.texts[0], case.texts[1]);
    }
}

#[test]
fn the_canonical_form_is_canonical() {
    for case in cases("equal.txt").iter().chain(&cases("unequal.txt")) {
        for text in &case.texts {
            let once = canonical(case, text);
            if once.as_unknown().is_none() {
                assert_eq!(canonical(case, &once.to_sql()), once, "{text}");
            }
        }
    }
}

fn index(at: usize, rest: &str) -> String {
    let what = if rest.starts_with("((") { "indexprs" } else { "indpred" };
    format!(
        "CREATE INDEX i{at} ON t{at} {rest}; SELECT '@@' || pg_get_expr({what}, indrelid) FROM pg_index WHERE indexrelid = 'i{at}'::regclass;"
    )
}

fn cases(file: &str) -> Vec<Case> {
    let path = format!("{}/testdata/sql/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("is there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.split(" | ").map(str::to_string);
            let kind = parts.next().expect("a kind");
            Case { own: kind.strip_prefix("default ").map(data_type), kind, texts: parts.collect() }
        })
        .collect()
}

fn canonical(case: &Case, text: &str) -> Expression {
    let columns: Vec<(Name, DataType)> = COLUMNS.split(", ").map(column).collect();
    match &case.own {
        Some(own) => sql::expression(text, &Context::default_of(own)),
        None => sql::expression(text, &Context::of_columns(&columns)),
    }
}

fn column(text: &str) -> (Name, DataType) {
    let (name, own) = text.trim().split_once(' ').expect("name and type");
    (
        name.strip_prefix('"').map_or_else(|| Name::folded(name), |own| Name::verbatim(own.trim_end_matches('"'))),
        data_type(own),
    )
}

fn data_type(text: &str) -> DataType {
    match sql::data_type(text) {
        TypeRef::Resolved(own) | TypeRef::Serial(own) => own,
        TypeRef::Named { name, array, .. } => {
            let own = DataType::user(QualifiedName::new(Name::public(), name));
            if array { own.into_array() } else { own }
        }
    }
}
