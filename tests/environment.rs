//! What `env.py` says of names: the naming convention of its metadata names what a version file leaves without a name, and
//! where it cannot be read, a finding says so.

use std::process::Command;

const REVISION: &str = "import sqlalchemy as sa
from alembic import op
revision = 'a'
down_revision = None


def upgrade():
    op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('n', sa.Text(), unique=True))
";

/// Returns the SQL of the upgrade, and what the audit finds, for an `env.py` that ends in these lines.
fn asked(lines: &str) -> (String, String) {
    let [sql, audit] = answers(lines, REVISION, [&["sql", "upgrade", "head"], &["audit", "--format", "json"]]);
    (sql, audit)
}

fn answers<const N: usize>(lines: &str, revision: &str, questions: [&[&str]; N]) -> [String; N] {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::create_dir_all(directory.path().join("versions")).expect("created");
    std::fs::write(directory.path().join("versions/a.py"), revision).expect("written");
    let env = format!(
        "from alembic import context\nfrom sqlalchemy import MetaData\n{lines}\ncontext.configure(target_metadata=target_metadata)\n"
    );
    std::fs::write(directory.path().join("env.py"), env).expect("written");
    let run = |words: &[&str]| {
        let limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"))
            .arg("--script-location")
            .arg(directory.path())
            .arg("--empty")
            .args(words)
            .output()
            .expect("limbeck runs");
        String::from_utf8_lossy(&limbeck.stdout).into_owned()
    };
    questions.map(run)
}

/// A history for two databases, as Alembic's template `multidb` writes it.
fn of_two(questions: &[&[&str]]) -> Vec<(String, Option<i32>)> {
    let directory = tempfile::tempdir().expect("a directory");
    let (root, write) = (directory.path(), |path: &str, text: &str| {
        std::fs::write(directory.path().join(path), text).expect("written");
    });
    std::fs::create_dir_all(root.join("mig/versions")).expect("created");
    write(
        "alembic.ini",
        "[alembic]\nscript_location = %(here)s/mig\ndatabases = users, billing\n\n[users]\nsqlalchemy.url = postgresql://nobody@localhost:1/users\n",
    );
    write(
        "mig/env.py",
        "import re
from alembic import context
from sqlalchemy import MetaData, engine_from_config, pool

config = context.config
db_names = config.get_main_option('databases', '')
target_metadata = {'users': MetaData(naming_convention={'pk': 'key_%(table_name)s'})}


def run_migrations_online():
    engines = {}
    for name in re.split(r',\\s*', db_names):
        engines[name] = rec = {}
        rec['engine'] = engine_from_config(config.get_section(name, {}), prefix='sqlalchemy.', poolclass=pool.NullPool)
    for name, rec in engines.items():
        rec['connection'] = conn = rec['engine'].connect()
        rec['transaction'] = conn.begin()
    try:
        for name, rec in engines.items():
            context.configure(connection=rec['connection'], target_metadata=target_metadata.get(name))
            context.run_migrations(engine_name=name)
        for rec in engines.values():
            rec['transaction'].commit()
    except:
        for rec in engines.values():
            rec['transaction'].rollback()
        raise


run_migrations_online()
",
    );
    write(
        "mig/versions/a.py",
        "import sqlalchemy as sa
from alembic import op
revision = 'a'
down_revision = None


def upgrade(engine_name):
    globals()['upgrade_%s' % engine_name]()


def upgrade_users():
    op.create_table('account', sa.Column('id', sa.Integer(), primary_key=True))


def upgrade_billing():
    op.create_table('invoice', sa.Column('id', sa.Integer(), primary_key=True))
",
    );
    let run = |words: &&[&str]| {
        let limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"))
            .args(["-c"])
            .arg(root.join("alembic.ini"))
            .args(*words)
            .output();
        let limbeck = limbeck.expect("limbeck runs");
        let said = [limbeck.stdout, limbeck.stderr].concat();
        (String::from_utf8_lossy(&said).into_owned(), limbeck.status.code())
    };
    questions.iter().map(run).collect()
}

#[test]
fn of_several_databases_one_is_named() {
    let asked = of_two(&[
        &["--empty", "sql", "upgrade", "head", "--engine", "users"],
        &["--empty", "sql", "upgrade", "head", "--engine", "billing"],
        &["--empty", "preflight"],
        &["--empty", "preflight", "--engine", "orders"],
        &["audit", "--engine", "users"],
        &["audit"],
    ]);
    assert!(asked[0].0.contains("CONSTRAINT key_account PRIMARY KEY") && !asked[0].0.contains("invoice"), "{asked:?}");
    assert!(asked[1].0.contains("CREATE TABLE invoice") && !asked[1].0.contains("account"), "{asked:?}");
    for (said, status) in &asked[2..4] {
        assert!(said.contains("engine-unknown") && said.contains("`users`, `billing`") && *status == Some(2), "{said}");
    }
    // The URL is that of its section; nothing answers there.
    assert!(asked[4].0.contains("cannot-connect"), "{}", asked[4].0);
    assert!(asked[5].0.contains("no-database"), "{}", asked[5].0);
}

#[test]
fn a_convention_names_what_has_no_name() {
    let convention = "convention = {'pk': 'key_%(table_name)s', 'uq': 'only_%(table_name)s_%(column_0_name)s'}";
    for lines in [
        "target_metadata = MetaData(naming_convention=convention)",
        "target_metadata = MetaData()\ntarget_metadata.naming_convention = convention",
        "from sqlmodel import SQLModel\ntarget_metadata = SQLModel.metadata\ntarget_metadata.naming_convention = convention",
        "from elsewhere import Base\ntarget_metadata = Base.metadata\ntarget_metadata.naming_convention = convention",
    ] {
        let (sql, audit) = asked(&format!("{convention}\n{lines}"));
        assert!(
            sql.contains("CONSTRAINT key_t PRIMARY KEY") && sql.contains("CONSTRAINT only_t_n UNIQUE"),
            "{lines}\n{sql}"
        );
        assert!(!audit.contains("naming-convention-unknown"), "{lines}\n{audit}");
    }
}

#[test]
fn metadata_without_a_convention_says_nothing() {
    let decorated = |decorator: &str| {
        format!(
            "from sqlalchemy.orm import declarative_base\nfrom sqlalchemy_utils import generic_repr\n\n\n@{decorator}\n\
             class Base(declarative_base()):\n    __abstract__ = True\n\n\ntarget_metadata = Base.metadata"
        )
    };
    for lines in [
        "target_metadata = None",
        "target_metadata = MetaData()",
        "target_metadata = [MetaData(), MetaData()]",
        &decorated("generic_repr"),
        &decorated("generic_repr('id')"),
    ] {
        let (sql, audit) = asked(lines);
        assert!(sql.contains(" PRIMARY KEY (id), \n    UNIQUE (n)\n"), "{lines}\n{sql}");
        assert!(!audit.contains("naming-convention-unknown"), "{lines}\n{audit}");
    }
}

#[test]
fn metadata_that_cannot_be_read_is_told() {
    let (_, audit) = asked("from elsewhere import Base\ntarget_metadata = Base.metadata");
    assert!(audit.contains("naming-convention-unknown") && audit.contains("--metadata"), "{audit}");
    assert!(audit.contains("\"line\": 3"), "the line of env.py is named\n{audit}");
}

/// What an upgrade does after `t` is there, with a key, a unique constraint, an index and a reference to `u` that are given
/// no names; how it ends where SQLAlchemy's own convention holds, and where nobody knows which one does.
const NAMED: &[(&str, &str, &str)] = &[
    ("pass", "succeeds", "succeeds"),
    ("op.drop_constraint('t_n_key', 't')", "succeeds", "unknown"),
    ("op.drop_constraint('uq_t_n', 't')", "fails", "unknown"),
    ("op.drop_constraint('t_pkey', 't')", "succeeds", "unknown"),
    ("op.drop_index('ix_t_m')", "succeeds", "unknown"),
    ("op.drop_index('m')", "fails", "unknown"),
    ("op.create_index('ix_t_m', 't', ['m'])", "fails", "unknown"),
    ("op.create_index(None, 't', ['m'])", "fails", "unknown"),
    ("op.execute('CREATE TABLE ix_t_m (a int)')", "fails", "unknown"),
    ("op.execute('ALTER INDEX ix_t_m RENAME TO m')", "succeeds", "unknown"),
    ("op.drop_constraint('fk_t_u', 't'); op.drop_table('u')", "fails", "unknown"),
    ("op.drop_table('t'); op.drop_table('u')", "succeeds", "succeeds"),
    ("op.drop_table('u')", "fails", "unknown"),
    ("op.create_table('t', sa.Column('a', sa.Text()))", "fails", "fails"),
    ("op.drop_constraint('check', 'u')", "succeeds", "succeeds"),
    ("op.drop_constraint('other', 'u')", "fails", "fails"),
    ("op.create_index('i', 't', ['n']); op.drop_index('i')", "succeeds", "succeeds"),
    ("op.create_index('i', 't', ['n']); op.create_index('i', 't', ['m'])", "fails", "fails"),
    (
        "op.add_column('t', sa.Column('o', sa.Text(), unique=True)); op.drop_constraint('t_o_key', 't')",
        "succeeds",
        "unknown",
    ),
    ("op.create_unique_constraint(None, 'u', ['id']); op.drop_constraint('u_id_key', 'u')", "succeeds", "unknown"),
];

#[test]
fn a_name_of_a_convention_that_cannot_be_read_decides_nothing() {
    for (statements, known, unread) in NAMED {
        let revision = format!(
            "{REVISION}    op.drop_table('t')
    op.create_table('u', sa.Column('id', sa.Integer()), sa.PrimaryKeyConstraint('id', name='given'),
                    sa.CheckConstraint('id > 0', name='check'))
    op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('n', sa.Text(), unique=True),
                    sa.Column('m', sa.Text(), index=True), sa.Column('u_id', sa.Integer(), sa.ForeignKey('u.id')))
    {statements}
"
        );
        for (lines, expected) in
            [("target_metadata = MetaData()", known), ("from elsewhere import metadata as target_metadata", unread)]
        {
            let [answer] = answers(lines, &revision, [&["preflight", "--format", "json"]]);
            assert!(answer.contains(&format!("\"outcome\": \"{expected}\"")), "{statements}\n{lines}\n{answer}");
            let is_told = answer.contains("made up by a naming convention");
            assert_eq!(is_told, *expected == "unknown", "{statements}\n{lines}\n{answer}");
        }
    }
}

#[test]
fn the_version_table_of_the_command_line_goes_first() {
    let lines = "target_metadata = None\ncontext.configure(version_table='mine')";
    let [told] = answers(lines, REVISION, [&["--version-table", "alembic_version", "diff", "--at", "a"]]);
    assert!(told.contains("public.t\n") && !told.contains("mine"), "{told}");
}

/// Flask-Migrate's `env.py` in a package with these other files: the SQL of the upgrade, and what the audit finds.
fn of_flask(files: &[(&str, &str)]) -> (String, String) {
    let directory = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a directory")).expect("created");
        std::fs::write(path, text).expect("written");
    };
    write("app/__init__.py", "");
    write("app/migrations/versions/a.py", REVISION);
    write(
        "app/migrations/env.py",
        "from alembic import context
from flask import current_app
target_db = current_app.extensions['migrate'].db


def get_metadata():
    if hasattr(target_db, 'metadatas'):
        return target_db.metadatas[None]
    return target_db.metadata


context.configure(target_metadata=get_metadata())
",
    );
    files.iter().for_each(|(path, text)| write(path, text));
    let run = |words: &[&str]| {
        let limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"))
            .arg("--script-location")
            .arg(directory.path().join("app/migrations"))
            .arg("--empty")
            .args(words)
            .output()
            .expect("limbeck runs");
        String::from_utf8_lossy(&limbeck.stdout).into_owned()
    };
    (run(&["sql", "upgrade", "head"]), run(&["audit", "--format", "json"]))
}

const NAMING: &str = "import flask_sqlalchemy
from sqlalchemy import MetaData
db = flask_sqlalchemy.SQLAlchemy(metadata=MetaData(naming_convention={'pk': 'key_%(table_name)s'}))
";

#[test]
fn the_only_metadata_of_a_flask_application_is_taken_and_told() {
    let (sql, audit) = of_flask(&[("app/ext/db.py", NAMING)]);
    assert!(sql.contains("CONSTRAINT key_t PRIMARY KEY"), "{sql}");
    assert!(audit.contains("is taken to be that of `app.ext.db:db`") && audit.contains("--metadata"), "{audit}");
    let plain = "from flask_sqlalchemy import SQLAlchemy\ndb: SQLAlchemy = SQLAlchemy()\n";
    let (sql, audit) = of_flask(&[("app/db.py", plain)]);
    assert!(sql.contains(" PRIMARY KEY (id), \n    UNIQUE (n)\n"), "{sql}");
    assert!(audit.contains("is taken to be that of `app.db:db`"), "{audit}");
}

#[test]
fn of_several_flask_applications_none_is_guessed() {
    let other = NAMING.replace("key_", "other_");
    for files in [
        &[("app/ext/db.py", NAMING), ("app/other.py", &other)][..],
        &[("app/other.py", "# flask_sqlalchemy\n# db = SQLAlchemy()\nif True:\n    db = SQLAlchemy()\n")],
        &[("elsewhere.py", NAMING)],
        &[],
    ] {
        let (sql, audit) = of_flask(files);
        assert!(!sql.contains("key_t") && !sql.contains("other_t"), "{sql}");
        assert!(audit.contains("naming-convention-unknown") && !audit.contains("is taken to be that"), "{audit}");
    }
}
