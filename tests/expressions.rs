//! The canonical form of expressions, against what a real PostgreSQL prints of what was typed (`testdata/expressions`).

mod support;

use limbeck::name::{Name, QualifiedName};
use limbeck::operation::TypeRef;
use limbeck::schema::{DataType, Expression};
use limbeck::sql::{self, Context};
use std::fmt::Write as _;
use support::postgres::database;

/// Where an expression stands, and one or two texts of it.
struct Case {
    place: String,
    texts: [String; 2],
}

#[test]
fn what_people_type_and_what_the_catalog_prints_are_equal() {
    let columns = columns();
    let mut wrong = Vec::new();
    for case in cases("equal.tsv", 890) {
        let [typed, printed] = case.texts.each_ref().map(|text| case.canonical(text, &columns));
        if typed != printed || typed.as_unknown().is_some() {
            wrong.push(format!("{} | {} | {}\n  {typed}\n  {printed}", case.place, case.texts[0], case.texts[1]));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Other words than the server's own are no difference where limbeck does not know them to be one.
#[test]
fn what_may_be_equal_is_in_doubt() {
    let columns = columns();
    let mut wrong = Vec::new();
    for case in cases("doubtful.tsv", 28) {
        let [typed, printed] = case.texts.each_ref().map(|text| case.canonical(text, &columns));
        if typed == printed || typed.doubt().or(printed.doubt()).is_none() {
            wrong.push(format!("{} | {} | {}\n  {typed}\n  {printed}", case.place, case.texts[0], case.texts[1]));
        }
    }
    assert!(wrong.is_empty(), "{} are sure:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_means_something_else_is_unequal() {
    let columns = columns();
    let mut wrong = Vec::new();
    for case in cases("unequal.tsv", 180) {
        let [left, right] = case.texts.each_ref().map(|text| case.canonical(text, &columns));
        if left == right {
            wrong.push(format!("{} | {} | {}\n  {left}", case.place, case.texts[0], case.texts[1]));
        }
    }
    assert!(wrong.is_empty(), "{} are equal:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_canonical_form_is_canonical() {
    let columns = columns();
    let mut wrong = Vec::new();
    for case in cases("equal.tsv", 890).iter().chain(&cases("unequal.tsv", 180)) {
        for text in &case.texts {
            let once = case.canonical(text, &columns);
            let again = case.canonical(&once.to_sql(), &columns);
            if once.as_unknown().is_none() && again != once {
                wrong.push(format!("{} | {text}\n  {once}\n  {again}", case.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{} move:\n{}", wrong.len(), wrong.join("\n"));
}

/// The server stores what was typed, and stores what limbeck prints of it, as the same expression.
#[test]
fn a_server_reads_the_canonical_form_as_what_was_typed() {
    let columns = columns();
    let cases = cases("equal.tsv", 890);
    let mut script = format!("SET TimeZone = 'UTC';\n{}\n", testdata("schema.sql"));
    for (at, case) in cases.iter().enumerate() {
        for (of, text) in [case.texts[0].clone(), case.canonical(&case.texts[0], &columns).to_sql()].iter().enumerate()
        {
            writeln!(script, "SET search_path = public;\n{}", case.statement(at, of, text)).expect("a string");
        }
    }
    let printed = database().psql(&script);
    let printed: Vec<&str> = printed.split("printed: ").skip(1).map(str::trim_end).collect();
    assert_eq!(printed.len(), 2 * cases.len(), "one for each text");
    let mut wrong = Vec::new();
    for (case, printed) in cases.iter().zip(printed.chunks(2)) {
        let [typed, own, recorded] =
            [printed[0], printed[1], &case.texts[1]].map(|text| case.canonical(text, &columns));
        if typed != own || typed != recorded {
            wrong.push(format!("{} | {}\n  {typed}\n  {own}\n  {recorded}", case.place, case.texts[0]));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

impl Case {
    fn canonical(&self, text: &str, columns: &[(Name, DataType)]) -> Expression {
        let table = QualifiedName::new(Name::public(), Name::verbatim("t"));
        match self.place.as_str() {
            "check" | "index" | "predicate" | "policy" => {
                sql::expression(text, &Context { table: Some(&table), ..Context::of_columns(columns) })
            }
            own => sql::expression(text, &Context::default_of(&data_type(own))),
        }
    }

    /// Returns SQL that stores the expression and prints it behind `printed:`.
    fn statement(&self, at: usize, of: usize, text: &str) -> String {
        let own = format!("own_{at}_{of}");
        let none = "SET search_path = ''; SELECT 'printed: ' ||";
        let index = |what: &str| {
            format!(
                "{none} pg_get_expr({what}, indrelid) FROM pg_index WHERE indexrelid = 'public.{own}'::regclass; DROP INDEX public.{own};"
            )
        };
        match self.place.as_str() {
            "check" => format!(
                "ALTER TABLE t ADD CONSTRAINT {own} CHECK ({text}); {none} pg_get_expr(conbin, conrelid) FROM pg_constraint \
                 WHERE conname = '{own}'; ALTER TABLE public.t DROP CONSTRAINT {own};"
            ),
            "policy" => format!(
                "CREATE POLICY {own} ON t USING ({text}); {none} pg_get_expr(polqual, polrelid) FROM pg_policy \
                 WHERE polname = '{own}'; DROP POLICY {own} ON public.t;"
            ),
            "index" => format!("CREATE INDEX {own} ON t (({text})); {}", index("indexprs")),
            "predicate" => format!("CREATE INDEX {own} ON t (id) WHERE {text}; {}", index("indpred")),
            kind => format!(
                "CREATE TABLE {own} (x {kind} DEFAULT ({text})); {none} coalesce((SELECT pg_get_expr(adbin, adrelid) \
                 FROM pg_attrdef WHERE adrelid = 'public.{own}'::regclass), 'NULL'); DROP TABLE public.{own};"
            ),
        }
    }
}

fn cases(file: &str, at_least: usize) -> Vec<Case> {
    let text = testdata(file);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let cases: Vec<Case> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [place, left, right] = cells.as_slice() else { panic!("three cells: {line}") };
            Case { place: (*place).to_string(), texts: [*left, *right].map(str::to_string) }
        })
        .collect();
    assert!(cases.len() >= at_least);
    cases
}

/// Returns the columns of the one table of `schema.sql`.
fn columns() -> Vec<(Name, DataType)> {
    let text = testdata("schema.sql");
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines
        .map(|line| {
            let line = line.trim_end_matches(',');
            let (name, own) = match line.strip_prefix('"') {
                Some(rest) => rest.split_once("\" ").expect("a quoted name"),
                None => line.split_once(' ').expect("a name"),
            };
            (Name::verbatim(name), data_type(own))
        })
        .collect()
}

fn testdata(file: &str) -> String {
    let path = format!("{}/testdata/expressions/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("is there")
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
