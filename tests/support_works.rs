//! The harness itself: databases are fresh, separate, and dumped.

mod support;

use support::postgres::database;

#[test]
fn databases_are_empty_separate_and_dumped() {
    let (first, second) = (database(), database());
    first.psql("CREATE TABLE t (id serial PRIMARY KEY); INSERT INTO t DEFAULT VALUES;");
    assert_eq!(first.psql("SELECT id FROM t"), "1\n");
    assert!(second.psql_error("SELECT id FROM t").contains("42P01"));
    assert!(first.dump().contains("CREATE TABLE public.t"));
    assert!(!second.dump().contains("CREATE TABLE"));
}

#[test]
fn the_oracle_is_the_alembic_that_was_measured() {
    let output = std::process::Command::new(support::oracle_python())
        .args(["-c", "import alembic, sqlalchemy, psycopg2, yaml; print(alembic.__version__)"])
        .output()
        .expect("starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "1.20.1\n");
}
