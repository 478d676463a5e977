//! `limbeck sql` prints what the bodies of revisions send, in order, and never loses a statement or stops at one.

use std::fs;
use std::process::Command;

const FIRST: &str = r#"
from alembic import op
import sqlalchemy as sa
revision = 'a1'
down_revision = None
rows = sa.table('t', sa.column('id', sa.Integer), sa.column('n', sa.String))


def upgrade():
    op.execute("CREATE TABLE t (id integer PRIMARY KEY, n text)")
    op.execute("SELECT setval('s', 5)")
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE t ADD a integer, ADD b integer")
    op.execute("DO $$ BEGIN ALTER TABLE t ADD c integer; END $$")
    op.execute("FROBNICATE t")
    op.execute("DROP TABLE t")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix")
    op.drop_table('t')
"#;

const SECOND: &str = r#"
from alembic import op
revision = 'b2'
down_revision = 'a1'


def upgrade():
    op.execute("INSERT INTO u VALUES (1)")
    unheard_of()
    op.execute(text_of_somewhere)


def downgrade():
    pass
"#;

fn sql(arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("1.py"), FIRST).expect("written");
    fs::write(directory.path().join("2.py"), SECOND).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.current_dir(directory.path()).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    let output = command.args(["--version-location", ".", "sql"]).args(arguments).output().expect("limbeck runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_statement_is_there_once_and_what_fails_is_said() {
    let text = sql(&["upgrade", "head"]);
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| !block.is_empty()).collect();
    let expected = [
        "BEGIN;",
        "CREATE TABLE alembic_version (",
        "-- Running upgrade  -> a1",
        "CREATE TABLE t (id integer PRIMARY KEY, n text);",
        "SELECT setval('s', 5);",
        "SET LOCAL lock_timeout = '5s';",
        "ALTER TABLE t ADD a integer, ADD b integer;",
        "DO $$ BEGIN ALTER TABLE t ADD c integer; END $$;",
        "-- fails when it is replayed: syntax error",
        "INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;",
        "-- Running upgrade a1 -> b2",
        "INSERT INTO u VALUES (1);",
        "-- ",
        "UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';",
        "COMMIT;",
    ];
    assert_eq!(blocks.len(), expected.len(), "{text}");
    for (block, start) in blocks.iter().zip(expected) {
        assert!(block.starts_with(start), "{start}\n{text}");
    }
    assert!(blocks[8].contains("FROBNICATE") && blocks[8].contains("1.py:15"), "{text}");
}

#[test]
fn a_downgrade_starts_from_what_the_upgrade_leaves() {
    let text = sql(&["downgrade", "a1:base"]);
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| !block.is_empty()).collect();
    let expected = [
        "BEGIN;",
        "-- Running downgrade a1 -> ",
        "COMMIT;",
        "DROP INDEX CONCURRENTLY IF EXISTS ix;",
        "BEGIN;",
        "DROP TABLE t;",
        "DELETE FROM alembic_version WHERE alembic_version.version_num = 'a1';",
        "COMMIT;",
    ];
    assert_eq!(blocks.len(), expected.len(), "{text}");
    assert!(blocks.iter().zip(expected).all(|(block, start)| block.starts_with(start)), "{text}");
    assert_eq!(sql(&["downgrade", "-1", "--from", "a1"]), text);
    assert_eq!(sql(&["downgrade", "--from", "a1", "base"]), text);
}

#[test]
fn json_tells_steps_and_rows() {
    let text = sql(&["--format", "json", "stamp", "b2", "--from", "a1"]);
    let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let step = &answer["steps"][0];
    assert_eq!(step["direction"], "stamp");
    assert_eq!(step["revision"], "b2");
    assert_eq!(step["update"], serde_json::json!([["a1", "b2"]]));
    assert_eq!((&step["delete"], &step["insert"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(step["sql"].as_str().is_some_and(|sql| sql.starts_with("-- Running stamp_revision a1 -> b2\n")), "{text}");
    let purged = sql(&["stamp", "--purge", "a1"]);
    assert!(
        purged.contains("\n\nDELETE FROM alembic_version;\n\n-- Running stamp_revision  -> a1\n\nINSERT"),
        "{purged}"
    );
}
