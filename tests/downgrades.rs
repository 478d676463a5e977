//! `diff --at TARGET --from REV`: what a downgrade leaves, which is not always what was there before.

use serde_json::Value;
use std::fs;
use std::process::Command;

const FILES: [&str; 2] = [
    r#"
import sqlalchemy as sa
from alembic import op
revision = 'a1'
down_revision = None


def upgrade():
    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))


def downgrade():
    op.drop_table('t')
"#,
    r#"
import sqlalchemy as sa
from alembic import op
revision = 'b2'
down_revision = 'a1'


def upgrade():
    op.create_table('u', sa.Column('mood', sa.Enum('glad', 'sad', name='mood')))


def downgrade():
    op.drop_table('u')
"#,
];

/// Returns the answer of `diff` for a database that these statements make.
fn diff(files: &[&str], database: &str, words: &[&str]) -> Value {
    let directory = tempfile::tempdir().expect("a directory");
    for (number, text) in (1..).zip(files) {
        fs::write(directory.path().join(format!("{number}.py")), text).expect("written");
    }
    let dump = format!("-- PostgreSQL database dump\n{database}-- PostgreSQL database dump complete\n");
    fs::write(directory.path().join("database.sql"), dump).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.current_dir(directory.path()).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    command.args(["--version-location", ".", "--snapshot", "database.sql", "--format", "json", "diff"]).args(words);
    let output = command.output().expect("limbeck runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn objects(answer: &Value) -> Vec<&str> {
    let differences = answer["differences"].as_array().unwrap_or_else(|| panic!("{answer:#}"));
    differences.iter().filter_map(|own| own["object"].as_str()).collect()
}

const TABLE: &str = "CREATE TABLE public.t (id integer NOT NULL);
CREATE SEQUENCE public.t_id_seq AS integer;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
";

#[test]
fn a_type_stays_behind() {
    let left = format!("CREATE TYPE public.mood AS ENUM ('glad', 'sad');\n{TABLE}");
    let way = ["--at", "a1", "--from", "b2"];
    assert_eq!(objects(&diff(&FILES, &left, &way)), [""; 0]);
    assert_eq!(objects(&diff(&FILES, TABLE, &way)), ["type public.mood"]);
    assert_eq!(objects(&diff(&FILES, &left, &["--at", "a1"])), ["type public.mood"]);
    let nothing = "CREATE TYPE public.mood AS ENUM ('glad', 'sad');\n";
    assert_eq!(objects(&diff(&FILES, nothing, &["--at", "base", "--from", "b2"])), [""; 0]);
}

#[test]
fn a_downgrade_that_fails_leaves_nobody_knows_what() {
    let failing = FILES[1].replace("op.drop_table('u')", "op.drop_table('v')");
    let answer = diff(&[FILES[0], &failing], TABLE, &["--at", "a1", "--from", "b2"]);
    let reason = answer["unknown"][0]["reason"].as_str().unwrap_or_default();
    assert!(reason.starts_with("revision `b2` fails when it is replayed: table \"v\" does not exist"), "{answer:#}");
}

#[test]
fn a_way_down_has_one_end_above_which_it_begins() {
    for (words, message) in [
        (&["--at", "a1", "--at", "b2", "--from", "b2"][..], "a downgrade has one target, and several are named"),
        (&["--at", "b2", "--from", "a1"], "is not an ancestor of"),
    ] {
        let answer = diff(&FILES, TABLE, words);
        let found = answer["error"]["message"].as_str().expect("an error");
        assert!(found.contains(message), "{answer:#}");
    }
}
