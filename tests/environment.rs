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
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::create_dir_all(directory.path().join("versions")).expect("created");
    std::fs::write(directory.path().join("versions/a.py"), REVISION).expect("written");
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
    (run(&["sql", "upgrade", "head"]), run(&["audit", "--format", "json"]))
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
    for lines in
        ["target_metadata = None", "target_metadata = MetaData()", "target_metadata = [MetaData(), MetaData()]"]
    {
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
