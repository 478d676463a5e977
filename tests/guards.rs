//! Questions on the catalog, answered from a replayed schema and by PostgreSQL 15 that has the same: limbeck's answer is
//! the server's, or none. `testdata/guards/` has the schema and the questions; more are put together at random.

mod support;

use limbeck::replay::guard::printed;
use limbeck::schema::Schema;
use limbeck::sql::{Statement, Surroundings, statements};
use std::path::Path;
use support::postgres::{Database, database};

/// So many of the questions that are written down must be answered.
const KNOWN: usize = 155;
/// So many of the random ones.
const KNOWN_AT_RANDOM: usize = 385;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/guards").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn replayed(sql: &str) -> Schema {
    let mut schema = Schema::default();
    for parsed in statements(sql, &Surroundings::default()) {
        let Statement::Operations(operations) = parsed.statement else { panic!("{parsed:?}") };
        for operation in &operations {
            schema.apply(operation).unwrap_or_else(|refusal| panic!("{operation:?}: {refusal:?}"));
        }
    }
    schema
}

/// What the server answers to each question: its rows, nothing where it refuses.
fn answers(database: &Database, questions: &[String]) -> Vec<Option<Vec<String>>> {
    let mut script = "\\set ON_ERROR_STOP 0\n\\pset null <null>\n\\pset fieldsep '|'\n".to_string();
    for question in questions {
        script.push_str(&format!("{question}\n\\echo @:ERROR\n"));
    }
    let printed = database.psql(&script);
    let mut answers = Vec::new();
    let mut rows = Vec::new();
    for line in printed.lines() {
        match line {
            "@false" => answers.push(Some(std::mem::take(&mut rows))),
            "@true" => {
                rows.clear();
                answers.push(None);
            }
            row => rows.push(row.to_string()),
        }
    }
    assert_eq!(answers.len(), questions.len(), "{printed}");
    answers
}

/// Compares, and returns how many answers are known.
fn compare(questions: &[String]) -> usize {
    let ddl = text("schema.sql");
    let (database, schema) = (database(), replayed(&ddl));
    database.psql(&ddl);
    let mut wrong = Vec::new();
    let mut known = 0;
    for (question, mut expected) in questions.iter().zip(answers(&database, questions)) {
        let (own, ordered) = match printed(&schema, question) {
            Ok(own) => own,
            Err(why) => {
                println!("unknown: {question}\n    {}", why.reason);
                continue;
            }
        };
        known += 1;
        let shown = |cell: Option<String>| cell.unwrap_or_else(|| "<null>".to_string());
        let mut own: Vec<String> =
            own.into_iter().map(|row| row.into_iter().map(shown).collect::<Vec<_>>().join("|")).collect();
        if !ordered {
            own.sort();
            expected.iter_mut().for_each(|rows| rows.sort());
        }
        if Some(&own) != expected.as_ref() {
            wrong.push(format!("{question}\n    limbeck {own:?}\n    server  {expected:?}"));
        }
    }
    println!("{known} of {} are known", questions.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    known
}

#[test]
fn written_questions_are_answered_as_the_server_does() {
    let questions: Vec<String> = text("queries.sql").lines().map(str::to_string).collect();
    assert!(compare(&questions) >= KNOWN);
}

/// A generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

const NAMES: [&str; 14] = [
    "users",
    "files",
    "events",
    "details",
    "nothing",
    "mood",
    "state",
    "email",
    "user_id",
    "name",
    "ix_users_name",
    "uq_users_email",
    "files_pkey",
    "pg_class",
];
const SCHEMAS: [&str; 4] = ["public", "app", "other", "pg_catalog"];

/// The relations that are asked: an alias, its columns of texts, its columns of truths and other results.
const RELATIONS: [(&str, &[&str], &[&str]); 12] = [
    ("information_schema.tables", &["table_name", "table_schema", "table_type"], &[]),
    ("information_schema.columns", &["table_name", "table_schema", "column_name", "data_type", "is_nullable"], &[]),
    (
        "information_schema.table_constraints",
        &["table_name", "table_schema", "constraint_name", "constraint_type"],
        &[],
    ),
    (
        "information_schema.key_column_usage",
        &["table_name", "constraint_schema", "constraint_name", "column_name"],
        &[],
    ),
    ("pg_class", &["relname", "relkind"], &["relrowsecurity", "relnamespace = 'public'::regnamespace"]),
    ("pg_constraint", &["conname", "contype"], &["convalidated", "conrelid = 'users'::regclass", "confrelid = 0"]),
    (
        "pg_attribute",
        &["attname", "attrelid::regclass::text"],
        &["attisdropped", "attnotnull", "attnum > 0", "attrelid = 'files'::regclass"],
    ),
    ("pg_index", &["indexrelid::regclass::text"], &["indisunique", "indisprimary", "indrelid = 'users'::regclass"]),
    ("pg_type", &["typname", "typtype"], &["typnamespace = 'app'::regnamespace"]),
    ("pg_enum", &["enumlabel"], &["enumtypid = 'mood'::regtype"]),
    ("pg_indexes", &["tablename", "schemaname", "indexname"], &[]),
    ("pg_namespace", &["nspname"], &[]),
];

fn condition(numbers: &mut Numbers, relation: usize, alias: &str, depth: usize) -> String {
    let (_, texts, truths) = RELATIONS[relation];
    if depth > 0 && numbers.below(3) > 0 {
        let one = condition(numbers, relation, alias, depth - 1);
        let other = condition(numbers, relation, alias, depth - 1);
        return match numbers.below(4) {
            0 => format!("({one} OR {other})"),
            1 => format!("NOT ({one} AND {other})"),
            _ => format!("({one} AND {other})"),
        };
    }
    if !truths.is_empty() && numbers.below(3) == 0 {
        return format!("{alias}.{}", numbers.pick(truths));
    }
    let column = numbers.pick(texts);
    let value = if column.contains("schema") { numbers.pick(&SCHEMAS) } else { numbers.pick(&NAMES) };
    match numbers.below(7) {
        0 => format!("{alias}.{column} <> '{value}'"),
        1 => format!("{alias}.{column} IN ('{value}', '{}')", numbers.pick(&NAMES)),
        2 => format!("{alias}.{column} LIKE '{}%'", &value[..2]),
        3 => format!("{alias}.{column} NOT IN ('{value}', NULL)"),
        _ => format!("{alias}.{column} = '{value}'"),
    }
}

/// Joins as they are written, and which relation each alias is.
const JOINS: [(&str, [(&str, usize); 2]); 6] = [
    ("pg_constraint c JOIN pg_class t ON c.conrelid = t.oid", [("c", 5), ("t", 4)]),
    ("pg_index c JOIN pg_class t ON t.oid = c.indexrelid", [("c", 7), ("t", 4)]),
    ("pg_attribute c JOIN pg_class t ON c.attrelid = t.oid AND c.attnum > 0", [("c", 6), ("t", 4)]),
    ("pg_class c LEFT JOIN pg_constraint t ON t.conindid = c.oid", [("c", 4), ("t", 5)]),
    ("pg_type c LEFT JOIN pg_enum t ON t.enumtypid = c.oid", [("c", 8), ("t", 9)]),
    (
        "pg_constraint c LEFT JOIN pg_attribute t ON t.attrelid = c.conrelid AND t.attnum = ANY (c.conkey)",
        [("c", 5), ("t", 6)],
    ),
];

fn joined(numbers: &mut Numbers) -> String {
    let (sources, [(one, first), (other, second)]) = JOINS[numbers.below(JOINS.len())];
    let conditions = [condition(numbers, first, one, 1), condition(numbers, second, other, 1)];
    let places =
        ["c.relnamespace = 'app'::regnamespace", "c.conrelid = 'files'::regclass", "c.indrelid = 'users'::regclass"];
    let places = places.into_iter().filter(|own| RELATIONS[first].2.iter().any(|truth| truth[..6] == own[2..8]));
    let place = places.map(|own| format!(" AND {own}")).collect::<String>();
    let column = numbers.pick(RELATIONS[first].1);
    format!(
        "SELECT {one}.{column}, count(*) FROM {sources} WHERE ({}){place} GROUP BY 1;",
        conditions.join(numbers.pick(&[" AND ", " OR "]))
    )
}

fn question(numbers: &mut Numbers) -> String {
    if numbers.below(3) == 0 {
        return joined(numbers);
    }
    let relation = numbers.below(RELATIONS.len());
    let (name, texts, _) = RELATIONS[relation];
    let condition = condition(numbers, relation, "t", 2);
    let column = numbers.pick(texts);
    match numbers.below(7) {
        0 => format!("SELECT count(*) FROM {name} t WHERE {condition};"),
        1 => format!("SELECT EXISTS (SELECT 1 FROM {name} t WHERE {condition});"),
        2 => format!("SELECT 1 FROM {name} t WHERE {condition} LIMIT 1;"),
        3 => format!("SELECT DISTINCT t.{column} FROM {name} t WHERE {condition} ORDER BY 1;"),
        4 => format!("SELECT (SELECT t.{column} FROM {name} t WHERE {condition});"),
        5 => {
            let value = numbers.pick(&NAMES);
            format!("SELECT '{value}' NOT IN (SELECT t.{column} FROM {name} t WHERE {condition});")
        }
        _ => {
            let (other, keys) = RELATIONS.map(|(other, keys, _)| (other, keys))[numbers.below(RELATIONS.len())];
            let key = numbers.pick(keys);
            let join = numbers.pick(&["JOIN", "LEFT JOIN"]);
            format!(
                "SELECT t.{column}, u.{key} FROM {name} t {join} {other} u ON u.{key} = t.{column} WHERE {condition};"
            )
        }
    }
}

#[test]
fn random_questions_are_answered_as_the_server_does() {
    let mut numbers = Numbers(20_261_121);
    let questions: Vec<String> = (0..600).map(|_| question(&mut numbers)).collect();
    assert!(compare(&questions) >= KNOWN_AT_RANDOM);
}
