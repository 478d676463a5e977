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
    sql_of(&[FIRST, SECOND], arguments)
}

fn sql_of(files: &[&str], arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().expect("a directory");
    for (number, text) in (1..).zip(files) {
        fs::write(directory.path().join(format!("{number}.py")), text).expect("written");
    }
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
        "FROBNICATE t;",
        "-- unknown: when it is replayed, the server refuses this: syntax error",
        "DROP TABLE t;",
        "INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;",
        "-- Running upgrade a1 -> b2",
        "-- unknown: no revision before this one makes the table `public.u`",
        "INSERT INTO u VALUES (1);",
        "-- ",
        "UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';",
        "COMMIT;",
    ];
    assert_eq!(blocks.len(), expected.len(), "{text}");
    for (block, start) in blocks.iter().zip(expected) {
        assert!(block.starts_with(start), "{start}\n{text}");
    }
    assert!(blocks[9].contains("1.py:15"), "{text}");
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

const HOLES: &str = r#"
from alembic import op
import sqlalchemy as sa
from settings_of_the_server import batch, prefix
revision = 'a1'
down_revision = None


def upgrade():
    op.execute("DO $$ BEGIN CREATE TABLE t (id integer, name text); PERFORM 1; END $$; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    connection = op.get_bind()
    with connection.begin_nested():
        op.add_column('t', sa.Column('a', sa.Integer))
    connection.execute(sa.text("UPDATE t SET name = :name WHERE id < :n"), {"name": "it's", "n": 10})
    connection.execute(sa.text("UPDATE t SET name = :name WHERE id < :n"), {"name": "it's", "n": batch})
    t = sa.table('t', sa.column('id', sa.Integer), sa.column('name', sa.String))
    op.execute(t.update().values(name=t.c.name + ':' + t.c.name))
    op.create_table('u', sa.Column('id', sa.Integer))
    u = sa.table('u', sa.column('id', sa.Integer))
    op.execute(t.update().values(name='x').where(t.c.id == u.c.id))
    op.execute(t.delete().where(t.c.id == u.alias('v').c.id))
    op.add_column('t', sa.Column('b', sa.Text, server_default=prefix))
    op.add_column('t', sa.Column('c', prefix))
    op.add_column('older', sa.Column('d', sa.Integer))


def downgrade():
    op.drop_table('gone')
"#;

#[test]
fn what_is_not_known_is_a_comment_and_what_is_printed_runs() {
    let text = sql_of(&[HOLES], &["upgrade", "head"]);
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| !block.is_empty()).collect();
    let expected = [
        "BEGIN;",
        "CREATE TABLE alembic_version (",
        "-- Running upgrade  -> a1",
        "-- unknown: no revision before this one makes the table `public.older`",
        "DO $$ BEGIN CREATE TABLE t (id integer, name text); PERFORM 1; END $$;",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "SAVEPOINT sa_savepoint_1;",
        "ALTER TABLE t ADD COLUMN a INTEGER;",
        "RELEASE SAVEPOINT sa_savepoint_1;",
        "UPDATE t SET name = 'it''s' WHERE id < 10;",
        "-- unknown: a value in this statement",
        "UPDATE t SET name=t.name || ':' || t.name;",
        "CREATE TABLE u (",
        "UPDATE t SET name='x' FROM u WHERE t.id = u.id;",
        "-- unknown: the text of this `delete`",
        "-- unknown: ",
        "-- unknown: ",
        "ALTER TABLE older ADD COLUMN d INTEGER;",
        "INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;",
        "COMMIT;",
    ];
    for (block, start) in blocks.iter().zip(expected) {
        assert!(block.starts_with(start), "{start}\n{text}");
    }
    assert_eq!(blocks.len(), expected.len(), "{text}");
    let is_comment = |block: &&str| block.lines().all(|line| line.starts_with("-- "));
    assert!(blocks.iter().filter(|block| block.starts_with("-- ")).all(is_comment), "{text}");
    let down = sql_of(&[HOLES], &["downgrade", "a1:base"]);
    assert!(down.contains("-- unknown: no revision before this one makes the table `public.gone`"), "{down}");
    let down = sql_of(&[&HOLES.replace("    op.add_column('older'", "    #")], &["downgrade", "a1:base"]);
    let said = "DROP TABLE gone;\n\n-- unknown: when it is replayed, the server refuses this: table \"gone\" does not exist (42P01)";
    assert!(down.contains(said), "{down}");
}
