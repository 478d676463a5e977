use super::cell::Cell;
use super::parse::parse;
use crate::name::QualifiedName;
use crate::operation::Operation;
use crate::schema::{ObjectId, Schema, Touched, Unknown};
use crate::sql::{Statement, Surroundings, statements};

fn schema() -> Schema {
    let sql = "CREATE TYPE mood AS ENUM ('sad', 'ok'); \
               CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL, feeling mood); \
               CREATE INDEX ix_users_name ON users (name); \
               CREATE TABLE posts (id integer PRIMARY KEY, author integer CONSTRAINT fk_author REFERENCES users (id));";
    let mut schema = Schema::default();
    for parsed in statements(sql, &Surroundings::default()) {
        let Statement::Operations(operations) = parsed.statement else { panic!("{parsed:?}") };
        operations.iter().for_each(|operation: &Operation| {
            schema.apply(operation).unwrap();
        });
    }
    schema
}

fn rows(sql: &str) -> Result<Vec<Vec<Cell>>, String> {
    let answer = super::ask(&schema(), &crate::replay::contents::Contents::default(), sql)
        .map_err(|why| why.reason.to_string())?;
    Ok(answer.rows.iter().map(|row| row.to_vec()).collect())
}

fn cell(sql: &str) -> Cell {
    rows(sql).unwrap().remove(0).remove(0)
}

#[test]
fn tables_and_columns_are_found() {
    let there = "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'users')";
    assert_eq!(cell(there), Cell::Bool(true));
    assert_eq!(cell(&there.replace("'users'", "'nobody'")), Cell::Bool(false));
    let names = "SELECT table_name FROM information_schema.tables WHERE table_schema='public' AND table_name IN ('users', 'posts', 'x') ORDER BY table_name";
    assert_eq!(rows(names).unwrap(), vec![vec![Cell::text("posts")], vec![Cell::text("users")]]);
    let column =
        "select data_type, is_nullable from information_schema.columns where table_name='users' and column_name='name'";
    assert_eq!(rows(column).unwrap(), vec![vec![Cell::text("character varying"), Cell::text("NO")]]);
    assert_eq!(
        cell(
            "SELECT character_maximum_length FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'name'"
        ),
        Cell::Number(50)
    );
}

#[test]
fn constraints_indexes_and_types_are_found() {
    assert_eq!(
        cell("SELECT count(*) FROM pg_constraint WHERE conname = 'fk_author' AND contype = 'f'"),
        Cell::Number(1)
    );
    assert_eq!(cell("SELECT COUNT(*) > 0 FROM pg_indexes WHERE indexname = 'posts_pkey'"), Cell::Bool(true));
    let labels = "SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON e.enumtypid = t.oid WHERE t.typname = 'mood' ORDER BY e.enumsortorder";
    assert_eq!(rows(labels).unwrap().len(), 2);
    let joined = "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'ix_users_name' AND n.nspname = 'public' AND c.relkind = 'i'";
    assert_eq!(rows(joined).unwrap().len(), 1);
    assert_eq!(
        rows(
            "SELECT 1 FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'feeling' AND NOT attisdropped"
        )
        .unwrap()
        .len(),
        1
    );
    let unique = "SELECT tc.constraint_name FROM information_schema.table_constraints tc JOIN information_schema.key_column_usage k USING (constraint_name, table_name) WHERE tc.constraint_type = 'FOREIGN KEY' AND k.column_name = 'author'";
    assert_eq!(rows(unique).unwrap(), vec![vec![Cell::text("fk_author")]]);
}

#[test]
fn regclass_and_visibility() {
    assert_eq!(cell("SELECT to_regclass('public.nothing')"), Cell::Null);
    assert_eq!(cell("SELECT to_regclass('users') IS NOT NULL"), Cell::Bool(true));
    assert_eq!(cell("SELECT to_regclass('public.users')::text"), Cell::text("users"));
    assert_eq!(cell("SELECT current_schema()"), Cell::text("public"));
}

#[test]
fn what_is_not_modelled_is_not_answered() {
    let printed =
        |sql: &str| super::printed(&schema(), sql).map(|(rows, _)| rows).map_err(|why| why.reason.to_string());
    assert!(printed("SELECT version()").is_err());
    assert!(printed("SELECT * FROM pg_stat_activity").is_err());
    assert!(printed("SELECT relpages FROM pg_class").is_err());
    assert!(printed("SELECT * FROM users").is_err());
    assert!(printed("SELECT oid FROM pg_class WHERE relname = 'users'").is_err());
    assert_eq!(printed("WITH x AS (SELECT 1 AS y) SELECT y FROM x"), Ok(vec![vec![Some("1".to_string())]]));
    assert!(parse(&format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000))).is_none());
}

/// A schema of which `touched` is in doubt.
fn doubtful(touched: Touched) -> impl Fn(&str) -> Option<String> {
    let mut schema = schema();
    schema.unknown.push((touched, Unknown::new("somebody ran a script", None)));
    move |sql| {
        super::printed(&schema, sql)
            .ok()
            .map(|(rows, _)| rows.into_iter().flatten().flatten().collect::<Vec<_>>().join(","))
    }
}

#[test]
fn a_doubt_reaches_what_it_may_have_touched() {
    let posts = doubtful(Touched::Table(QualifiedName::public("posts")));
    let column = |table: &str, column: &str| {
        format!(
            "SELECT count(*) FROM information_schema.columns WHERE table_name = '{table}' AND column_name = '{column}'"
        )
    };
    let index = |name: &str| format!("SELECT count(*) FROM pg_indexes WHERE indexname = '{name}'");
    let constraint = |name: &str| format!("SELECT count(*) FROM pg_constraint WHERE conname = '{name}'");
    assert_eq!(posts(&column("users", "name")).as_deref(), Some("1"));
    assert_eq!(posts(&column("users", "other")).as_deref(), Some("0"));
    assert_eq!(posts(&column("posts", "author")), None);
    assert_eq!(posts(&column("posts", "other")), None);
    assert_eq!(posts(&constraint("fk_author")), None);
    assert_eq!(posts(&constraint("ck_other")), None, "it may have come with the script");
    assert_eq!(posts(&index("ix_other")), None, "it may be one of the table");
    assert_eq!(posts("SELECT 1 FROM pg_enum WHERE enumlabel = 'sad'").as_deref(), Some("1"));

    let mood = doubtful(Touched::Object(ObjectId::Type(QualifiedName::public("mood"))));
    assert_eq!(mood("SELECT 1 FROM pg_enum WHERE enumlabel = 'other'"), None);
    assert_eq!(mood(&column("posts", "author")).as_deref(), Some("1"));

    let all = doubtful(Touched::Everything);
    assert_eq!(all(&column("users", "name")), None);
    assert_eq!(all("SELECT to_regclass('users') IS NULL"), None);
    assert_eq!(all("SELECT 1 FROM pg_class WHERE relname = 'x' AND false").as_deref(), Some(""));
}

#[test]
fn what_may_be_there_decides_nothing() {
    let posts = doubtful(Touched::Table(QualifiedName::public("posts")));
    let columns = "FROM information_schema.columns WHERE table_schema = 'public'";
    assert_eq!(posts(&format!("SELECT EXISTS (SELECT 1 {columns} AND column_name = 'id')")).as_deref(), Some("t"));
    assert_eq!(posts(&format!("SELECT 1 {columns} AND column_name = 'id' LIMIT 1")).as_deref(), Some("1"));
    assert_eq!(posts(&format!("SELECT table_name {columns} AND column_name = 'id' LIMIT 1")), None);
    assert_eq!(posts(&format!("SELECT count(*) {columns} AND column_name = 'id'")), None);
    assert_eq!(posts(&format!("SELECT bool_or(column_name = 'id') {columns}")).as_deref(), Some("t"));
    assert_eq!(posts(&format!("SELECT DISTINCT 1 {columns}")).as_deref(), Some("1"));
}
