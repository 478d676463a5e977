use super::cell::Cell;
use super::evaluate::evaluate;
use super::parse::parse;
use crate::operation::Operation;
use crate::schema::Schema;
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
    evaluate(&schema(), &parse(sql).ok_or("not read")?).map(|table| table.rows)
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
        cell("SELECT character_maximum_length FROM information_schema.columns WHERE column_name = 'name'"),
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
    assert!(rows("SELECT version()").is_err());
    assert!(rows("SELECT * FROM pg_stat_activity").is_err());
    assert!(rows("SELECT relpages FROM pg_class").is_err());
    assert!(rows("WITH x AS (SELECT 1) SELECT * FROM x").is_err());
    assert!(parse(&format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000))).is_none());
}
